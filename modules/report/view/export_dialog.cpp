#include <report/widgets/export_dialog.h>

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>

#include <access/rights.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/thread_work.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshMs = 150;
constexpr int keyRole = Qt::UserRole;
constexpr int usualRole = Qt::UserRole + 1;

using Answer = Result<ExportDone>;

} // namespace

struct ExportDialog::Private {
    ExportDialog *q;
    Desk &desk;
    ExportRequest request;
    QString title;
    std::unique_ptr<ThreadWork> work;
    QListWidget *columns;
    QComboBox *format;
    QLineEdit *reason;
    InlineError *error;
    ProgressStrip *progress;
    QPushButton *all;
    QPushButton *usual;
    QPushButton *cancel;
    QPushButton *go;
    QTimer *timer;

    Private(ExportDialog *dialog, Desk &theDesk, ExportRequest asked, const QString &words)
        : q(dialog)
        , desk(theDesk)
        , request(std::move(asked))
        , title(words)
        , columns(new QListWidget(dialog))
        , format(new QComboBox(dialog))
        , reason(new QLineEdit(dialog))
        , error(new InlineError(dialog))
        , progress(new ProgressStrip(dialog))
        , all(linkButton(tr("All"), dialog))
        , usual(linkButton(tr("The usual ones"), dialog))
        , cancel(new QPushButton(tr("Cancel"), dialog))
        , go(new QPushButton(tr("Export"), dialog))
        , timer(new QTimer(dialog))
    {
    }

    void build();
    void addColumnPart(QVBoxLayout *column);
    void connectParts();
    void loadColumns();
    void check(bool everything);
    void setBusy(bool busy);
    [[nodiscard]] QStringList chosen() const;
    [[nodiscard]] bool isSound();
    void answered(const Answer &answer, const QString &path);
};

void ExportDialog::Private::addColumnPart(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->addWidget(textLabel(tr("Columns"), Type::Small, Token::InkSoft, q));
    row->addStretch();
    row->addWidget(usual);
    row->addWidget(all);
    column->addLayout(row);
    columns->setObjectName(u"exportColumns"_s);
    columns->setAccessibleName(tr("Columns"));
    columns->setDragDropMode(QAbstractItemView::InternalMove);
    columns->setAlternatingRowColors(false);
    column->addWidget(columns, 1);
    column->addWidget(textLabel(tr("Drag to change the order."), Type::Small, Token::InkSoft, q));
}

void ExportDialog::Private::build()
{
    const Theme &theme = Theme::of(q->parentWidget());
    auto *column = new QVBoxLayout(q);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(textLabel(q->windowTitle(), Type::Heading, Token::Ink, q, QFont::Medium));
    addColumnPart(column);
    column->addWidget(textLabel(tr("What is it for?"), Type::Small, Token::InkSoft, q));
    reason->setObjectName(u"exportReason"_s);
    reason->setAccessibleName(tr("What is it for?"));
    reason->setPlaceholderText(tr("Kept in the audit and written on the file"));
    column->addWidget(reason);
    column->addWidget(error);
    column->addWidget(progress);
    for (const auto &[code, word] : {std::pair(u"xlsx"_s, tr("Spreadsheet (XLSX)")),
                                     {u"csv"_s, tr("Text table (CSV)")},
                                     {u"json"_s, tr("Data (JSON)")}})
        format->addItem(word, code);
    format->setObjectName(u"exportFormat"_s);
    format->setAccessibleName(tr("Format"));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme.size(Size::Related));
    foot->addWidget(format);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(go);
    column->addLayout(foot);
    setKind(go, ButtonKind::Primary);
    setButtonIcon(go, u"download"_s);
    go->setObjectName(u"exportGo"_s);
    go->setDefault(true);
    q->resize(theme.space(120), theme.space(150));
}

void ExportDialog::Private::connectParts()
{
    QObject::connect(all, &QPushButton::clicked, q, [this] { check(true); });
    QObject::connect(usual, &QPushButton::clicked, q, [this] { check(false); });
    QObject::connect(cancel, &QPushButton::clicked, q, &ExportDialog::reject);
    QObject::connect(go, &QPushButton::clicked, q, &ExportDialog::chooseFile);
    QObject::connect(progress, &ProgressStrip::cancelled, q, &ExportDialog::stop);
    QObject::connect(reason, &QLineEdit::textChanged, q, [this] { error->clear(); });
    timer->setInterval(refreshMs);
    QObject::connect(timer, &QTimer::timeout, q, [this] {
        if (work)
            progress->setProgress(work->share());
    });
}

void ExportDialog::Private::loadColumns()
{
    desk.read([this](ReadContext &context) { return exportColumns(context, desk, request); })
        .then(q, [this](const Result<QList<ExportColumn>> &read) {
            if (!read) {
                error->setError(read.error());
                go->setEnabled(false);
                Q_EMIT q->ready();
                return;
            }
            for (const ExportColumn &one : *read) {
                auto *item = new QListWidgetItem(one.word, columns);
                item->setData(keyRole, one.key);
                item->setData(usualRole, one.usual);
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                               Qt::ItemIsDragEnabled);
                item->setCheckState(one.usual ? Qt::Checked : Qt::Unchecked);
            }
            go->setEnabled(true);
            Q_EMIT q->ready();
        });
}

void ExportDialog::Private::check(bool everything)
{
    for (int i = 0; i < columns->count(); ++i) {
        QListWidgetItem *item = columns->item(i);
        item->setCheckState(everything || item->data(usualRole).toBool() ? Qt::Checked : Qt::Unchecked);
    }
}

QStringList ExportDialog::Private::chosen() const
{
    QStringList keys;
    for (int i = 0; i < columns->count(); ++i)
        if (columns->item(i)->checkState() == Qt::Checked)
            keys << columns->item(i)->data(keyRole).toString();
    return keys;
}

// What can be seen here; exportFile() checks again and is what counts.
bool ExportDialog::Private::isSound()
{
    const int least = desk.rules()->settingNumber("export_reason_min"_L1);
    if (chosen().isEmpty()) {
        error->setText(tr("Choose at least one column."));
        return false;
    }
    if (reason->text().trimmed().size() >= least)
        return true;
    error->setText(tr("Say what the export is for, in %1 letters or more.").arg(least));
    reason->setFocus();
    return false;
}

void ExportDialog::Private::setBusy(bool busy)
{
    for (QWidget *part : std::initializer_list<QWidget *>{columns, format, reason, all, usual, go})
        part->setEnabled(!busy);
    if (busy) {
        error->clear();
        progress->start(tr("Writing %1").arg(title));
        timer->start();
    } else {
        timer->stop();
        progress->finish();
    }
}

void ExportDialog::Private::answered(const Answer &answer, const QString &path)
{
    work.reset();
    setBusy(false);
    if (!answer) {
        error->setError(answer.error());
        Q_EMIT q->settled();
        return;
    }
    if (q->parentWidget())
        Toast::show(q->parentWidget(),
                    tr("%n row(s) were written to %1.", nullptr, static_cast<int>(answer->rows)).arg(path));
    Q_EMIT q->exported(path, answer->rows);
    Q_EMIT q->settled();
    q->accept();
}

ExportDialog::ExportDialog(Desk &desk, ExportRequest request, const QString &title, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, desk, std::move(request), title))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Export: %1").arg(title));
    d->build();
    d->connectParts();
    d->go->setEnabled(false);
    d->loadColumns();
}

ExportDialog::~ExportDialog() = default;

QList<std::pair<QString, QString>> ExportDialog::kindsFor(const Desk &desk)
{
    QList<std::pair<QString, QString>> kinds;
    for (const RuleRow &row : desk.rules()->table("export_kinds"_L1).rows()) {
        const RecordKind *kind = desk.kind(row.text("kind"_L1));
        const Grant grant = kind ? grantOf(desk, kind->permission) : Grant::None;
        if (grant != Grant::None && grant != Grant::Proposes)
            kinds.append({row.text("kind"_L1), row.word()});
    }
    return kinds;
}

void ExportDialog::chooseFile()
{
    if (!d->isSound())
        return;
    const QString ending = d->format->currentData().toString();
    auto *dialog =
        new QFileDialog(this, windowTitle(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is ever written over: the answer says so
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(d->title + u'-' + d->desk.now().localDate().toString(Qt::ISODate) + u'.' + ending);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::exportTo(const QString &path)
{
    if (d->work || !d->isSound())
        return;
    d->work = std::make_unique<ThreadWork>();
    ExportRequest request = d->request;
    request.columns = d->chosen();
    request.format = d->format->currentData().toString();
    request.reason = d->reason->text();
    request.progress = [work = d->work.get()](double share) { return work->report(share); };
    d->setBusy(true);
    d->work->start(
        this, [path, request, &desk = d->desk] { return exportFile(desk, path, request); },
        [this, path](const Answer &answer) { d->answered(answer, path); });
}

void ExportDialog::stop()
{
    if (d->work)
        d->work->stop();
}

void ExportDialog::reject()
{
    if (d->work)
        stop(); // the answer closes nothing: it says that nothing was kept
    else
        QDialog::reject();
}

} // namespace fengqiao
