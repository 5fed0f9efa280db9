#include "refusal_model.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTableView>

#include <widgets/notices.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString csvCell(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

RefusalModel::RefusalModel(const RuleSet &rules, const QString &record, QObject *parent)
    : QAbstractTableModel(parent)
{
    for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, record))
        m_fields.insert(field->text("field"_L1), field->word());
    // A grid goes by its code, a post by that of its grid, an event by the number that it has where it comes from.
    const QString code = m_fields.value(record == "import_grid"_L1 ? u"code"_s : u"grid"_s);
    m_id = record == "event"_L1 ? tr("Number there") : code;
    // A check may name a field that follows from the record: the division that a grid's code begins with.
    for (const RuleRow &field : rules.table("fields"_L1).rows())
        if (const QString name = field.text("field"_L1); !m_fields.contains(name))
            m_fields.insert(name, field.word());
    m_fields.insert(u"geometry"_s, m_fields.value(u"border"_s)); // as readers of layers call it
}

void RefusalModel::setRefusals(QList<EventRefusal> refusals, bool byFeature)
{
    beginResetModel();
    m_byFeature = byFeature;
    m_refusals = std::move(refusals);
    endResetModel();
}

QString RefusalModel::shown(const EventRefusal &refusal, int column) const
{
    switch (column) {
    case LineColumn:
        return QString::number(refusal.line);
    case IdColumn:
        return refusal.externalId;
    case FieldColumn:
        return m_fields.value(refusal.field, refusal.field);
    default:
        return refusal.reason;
    }
}

int RefusalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_refusals.size());
}

int RefusalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RefusalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return shown(m_refusals.at(index.row()), index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == LineColumn ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == LineColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LineColumn:
        return m_byFeature ? tr("Feature", "of a layer") : tr("Line", "of a file");
    case IdColumn:
        return m_id;
    case FieldColumn:
        return tr("Field");
    default:
        return tr("Reason");
    }
}

Result<> RefusalModel::save(const QString &path) const
{
    QSaveFile file(path);
    QString text = u"\ufeff"_s; // spreadsheets take UTF-8 for GBK without it
    QStringList titles;
    for (int column = 0; column < ColumnCount; ++column)
        titles << csvCell(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    text += titles.join(u',') + u"\r\n"_s;
    for (const EventRefusal &refusal : m_refusals) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells << csvCell(shown(refusal, column));
        text += cells.join(u',') + u"\r\n"_s;
    }
    if (file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit())
        return {};
    return fail(ErrorKind::Fault, u"import.file"_s,
                tr("The refused rows could not be written to %1: %2. Please choose another place.")
                    .arg(path, file.errorString()));
}

void setUpRefusals(QTableView *table, RefusalModel *refusals)
{
    table->setModel(refusals);
    table->setAccessibleName(RefusalModel::tr("Refused rows"));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFrameShape(QFrame::NoFrame);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::of(table).size(Size::Target));
    table->horizontalHeader()->setSectionResizeMode(RefusalModel::ReasonColumn, QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
}

void askWhereToSave(const RefusalModel *refusals, const QString &name, QWidget *over)
{
    auto *dialog = new QFileDialog(over, RefusalModel::tr("Save the refused rows"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   RefusalModel::tr("Table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(RefusalModel::tr("%1 refused rows").arg(name) + u".csv"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, over, [refusals, over](const QString &target) {
        const Result<> done = refusals->save(target);
        if (done)
            Toast::show(over, RefusalModel::tr("Saved: %1").arg(target));
        else
            Toast::showError(over, done.error());
    });
    dialog->open();
}

} // namespace fengqiao
