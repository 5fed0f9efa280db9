#include "import_mapping.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <widgets/panel_parts.h>

#include "kept_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int pairsARow = 3; // a field and its column

QString keptName(const ImportKind &kind)
{
    return u"columns/"_s + kind.record;
}

} // namespace

ImportMapping::ImportMapping(Desk &desk, ImportKind kind, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_kind(std::move(kind))
{
    setProperty("clear", true);
}

void ImportMapping::clear()
{
    delete layout();
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_boxes.clear();
    m_rows = 0;
}

void ImportMapping::setLook(const ImportLook &look)
{
    clear();
    m_look = look;
    const Theme &theme = Theme::of(this);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(theme.size(Size::Inside));
    for (const RuleRow *field : m_desk.rules()->table("fields"_L1).where("action"_L1, m_kind.record))
        if (!m_kind.given.contains(field->text("field"_L1)))
            addField(*field);
    m_rows = static_cast<int>(m_boxes.size() + pairsARow - 1) / pairsARow;
    grid->setRowStretch(m_rows, 1);
    applyKept();
}

void ImportMapping::addField(const RuleRow &field)
{
    const QString name = field.text("field"_L1);
    const bool needed = field.text("required"_L1) == "1"_L1;
    auto *label = textLabel(needed ? tr("%1 *", "a field that is needed").arg(field.word()) : field.word(), Type::Base,
                            Token::InkSoft, this);
    label->setWordWrap(false);
    auto *box = new QComboBox(this);
    box->setObjectName(u"column:"_s + name);
    box->setAccessibleName(tr("Column of “%1”").arg(field.word()));
    box->addItem(tr("(none)", "no column of the file"), QString());
    for (const QString &heading : std::as_const(m_look.headings))
        box->addItem(heading, heading);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    const int cell = static_cast<int>(m_boxes.size());
    const int side = cell % pairsARow * 2;
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->addWidget(label, cell / pairsARow, side);
    grid->addWidget(box, cell / pairsARow, side + 1);
    grid->setColumnStretch(side + 1, 1);
    m_boxes.insert(name, box);
    choose(name, m_look.columns.value(name));
    connect(box, &QComboBox::activated, this, [this, name] {
        take(name);
        Q_EMIT changed();
    });
}

void ImportMapping::choose(const QString &field, const QString &heading)
{
    QComboBox *box = m_boxes.value(field);
    box->setCurrentIndex(std::max(0, box->findData(heading)));
}

void ImportMapping::take(const QString &field)
{
    const QVariant heading = m_boxes.value(field)->currentData();
    for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it)
        if (it.key() != field && it.value()->currentIndex() > 0 && it.value()->currentData() == heading)
            it.value()->setCurrentIndex(0);
}

// Kept is what a person put in place of what was recognised: it holds for a file in which the same is recognised.
void ImportMapping::applyKept()
{
    const auto kept = keptFilters(m_desk, keptName(m_kind));
    if (!kept)
        return;
    for (auto it = kept->cbegin(); it != kept->cend(); ++it) {
        const QString chosen = it->value(1);
        const bool fits = m_boxes.contains(it.key()) && m_look.columns.value(it.key()) == it->value(0) &&
                          (chosen.isEmpty() || m_look.headings.contains(chosen));
        if (!fits)
            continue;
        choose(it.key(), chosen);
        take(it.key());
    }
}

void ImportMapping::remember() const
{
    QMap<QString, QStringList> kept = keptFilters(m_desk, keptName(m_kind)).value_or(QMap<QString, QStringList>());
    for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it) {
        const QString recognised = m_look.columns.value(it.key());
        const QString chosen = it.value()->currentData().toString();
        if (chosen != recognised)
            kept.insert(it.key(), {recognised, chosen});
        else if (kept.value(it.key()).value(0) == recognised)
            kept.remove(it.key());
    }
    keepFilters(m_desk, keptName(m_kind), kept);
}

QHash<QString, QString> ImportMapping::columns() const
{
    QHash<QString, QString> columns;
    for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it) {
        const QString heading = it.value()->currentData().toString();
        // What nobody chose or declined may yet be found further down, where not every row has every column.
        if (!heading.isEmpty() || m_look.columns.contains(it.key()))
            columns.insert(it.key(), heading);
    }
    return columns;
}

QStringList ImportMapping::missing() const
{
    QStringList words;
    for (const RuleRow *field : m_desk.rules()->table("fields"_L1).where("action"_L1, m_kind.record)) {
        const QComboBox *box = m_boxes.value(field->text("field"_L1));
        if (box && box->currentIndex() == 0 && field->text("required"_L1) == "1"_L1)
            words << field->word();
    }
    return words;
}

QStringList ImportMapping::unused() const
{
    QStringList unused = m_look.headings;
    for (const QComboBox *box : m_boxes)
        unused.removeOne(box->currentData().toString());
    if (!m_look.table) // says the datum, which is chosen beside
        unused.removeOne(u"datum"_s);
    unused.removeAll(QString());
    return unused;
}

} // namespace fengqiao
