#include <grid/widgets/event_import_dialog.h>

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTableView>
#include <QTimer>
#include <atomic>

#include <grid/events.h>
#include <grid/post_files.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/thread_work.h>

#include "refusal_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshMs = 150;
constexpr int pairsARow = 3; // a field and its column
constexpr double secondsTold = 1;
using Answer = Result<EventImportReport>;

// What the thread that reads the file tells beside its share.
struct Told {
    std::atomic<qint64> rows = 0;
    std::atomic<double> rate = 0;
};

QString csvCell(QString text)
{
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

// The record of rule table `fields` that one row is.
QString recordOf(EventImportDialog::Rows rows)
{
    return rows == EventImportDialog::Rows::Posts ? u"import_post"_s : u"event"_s;
}

} // namespace

struct EventImportDialog::Private {
    EventImportDialog *q;
    Desk &desk;
    Rows what;
    QString path;
    std::shared_ptr<Told> told;
    std::unique_ptr<ThreadWork> work; // ends behind the batch that runs
    EventImportReport report;
    QHash<QString, QComboBox *> columns; // field -> its heading
    QLabel *file;
    QLabel *encoding;
    QPushButton *choose;
    QWidget *mapping;
    QScrollArea *scroll;
    InlineError *error;
    ProgressStrip *progress;
    QLabel *result;
    QTableView *table;
    RefusalModel *refusals;
    QPushButton *save;
    QPushButton *close;
    QPushButton *trial;
    QPushButton *go;
    QTimer *timer;

    Private(EventImportDialog *dialog, Desk &theDesk, Rows theRows);

    [[nodiscard]] bool ofPosts() const { return what == Rows::Posts; }

    void build();
    void connectParts();
    void buildMapping();
    void setBusy(bool busy);
    [[nodiscard]] EventImportOptions options(bool dryRun) const;
    using Then = std::function<void(const Answer &)>;
    void begin(EventImportOptions options, bool firstBatchOnly, const QString &words, const Then &then);
    void showLooked(const Answer &answer);
    void showReport(const Answer &answer, bool dryRun);
    [[nodiscard]] QString sentence(bool dryRun) const;
};

EventImportDialog::Private::Private(EventImportDialog *dialog, Desk &theDesk, Rows theRows)
    : q(dialog)
    , desk(theDesk)
    , what(theRows)
    , file(textLabel({}, Type::Base, Token::InkSoft, dialog))
    , encoding(textLabel({}, Type::Small, Token::InkSoft, dialog))
    , choose(new QPushButton(tr("Choose a file"), dialog))
    , mapping(new QWidget)
    , scroll(new QScrollArea(dialog))
    , error(new InlineError(dialog))
    , progress(new ProgressStrip(dialog))
    , result(textLabel({}, Type::Base, Token::Ink, dialog))
    , table(new QTableView(dialog))
    , refusals(new RefusalModel(*theDesk.rules(), recordOf(theRows), dialog))
    , save(new QPushButton(tr("Save refused rows"), dialog))
    , close(new QPushButton(tr("Close"), dialog))
    , trial(new QPushButton(tr("Try without writing"), dialog))
    , go(new QPushButton(tr("Import"), dialog))
    , timer(new QTimer(dialog))
{
}

void EventImportDialog::Private::build()
{
    const Theme &theme = Theme::of(q->parentWidget());
    auto *column = new QVBoxLayout(q);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(textLabel(q->windowTitle(), Type::Heading, Token::Ink, q, QFont::Medium));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Related));
    row->addWidget(choose);
    row->addWidget(file, 1);
    column->addLayout(row);
    column->addWidget(encoding);
    mapping->setProperty("clear", true);
    scroll->setWidget(mapping);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll);
    column->addWidget(error);
    column->addWidget(progress);
    column->addWidget(result);
    table->setModel(refusals);
    table->setObjectName(u"refusedRows"_s);
    table->setAccessibleName(tr("Refused rows"));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFrameShape(QFrame::NoFrame);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(theme.size(Size::Target));
    table->horizontalHeader()->setSectionResizeMode(RefusalModel::ReasonColumn, QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    column->addWidget(table, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addWidget(save);
    buttons->addStretch();
    for (QPushButton *button : {close, trial, go})
        buttons->addWidget(button);
    column->addLayout(buttons);
    for (QPushButton *button : {choose, save, close, trial})
        button->setAutoDefault(false);
    go->setDefault(true);
    setKind(go, ButtonKind::Primary);
    choose->setObjectName(u"chooseFile"_s);
    trial->setObjectName(u"tryImport"_s);
    go->setObjectName(u"runImport"_s);
    save->setObjectName(u"saveRefused"_s);
    result->setObjectName(u"importResult"_s);
    encoding->setObjectName(u"importEncoding"_s);
    file->setText(ofPosts()
                      ? tr("CSV, a workbook (XLSX) or JSON; a file may be dropped here. Each row is one person in "
                           "one post of a grid, or a post alone; who is in it already is not taken twice.")
                      : tr("CSV, a workbook (XLSX) or JSON; a file may be dropped here. Rows that were imported "
                           "before are known again and not taken twice."));
    for (QWidget *later : std::initializer_list<QWidget *>{scroll, table, save, result, encoding})
        later->hide();
    trial->setEnabled(false);
    go->setEnabled(false);
    q->resize(theme.space(215), theme.space(60));
}

void EventImportDialog::Private::connectParts()
{
    connect(choose, &QPushButton::clicked, q, &EventImportDialog::chooseFile);
    connect(trial, &QPushButton::clicked, q, &EventImportDialog::check);
    connect(go, &QPushButton::clicked, q, &EventImportDialog::run);
    connect(close, &QPushButton::clicked, q, &QDialog::close);
    connect(progress, &ProgressStrip::cancelled, q, &EventImportDialog::stop);
    connect(save, &QPushButton::clicked, q, [this] {
        auto *dialog =
            new QFileDialog(q, tr("Save the refused rows"),
                            QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("Table (*.csv)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(u"csv"_s);
        dialog->selectFile(tr("%1 refused rows").arg(QFileInfo(path).completeBaseName()) + u".csv"_s);
        connect(dialog, &QFileDialog::fileSelected, q, [this](const QString &target) {
            const Result<> done = q->saveRefusals(target);
            if (done)
                Toast::show(q, tr("Saved: %1").arg(target));
            else
                Toast::showError(q, done.error());
        });
        dialog->open();
    });
    timer->setInterval(refreshMs);
    connect(timer, &QTimer::timeout, q, [this] {
        if (work)
            progress->setProgress(work->share(),
                                  tr("%1 rows, %2 rows a second")
                                      .arg(QString::number(told->rows), QString::number(qRound64(told->rate.load()))));
    });
}

// A heading for each field of an event; what was recognised is chosen.
void EventImportDialog::Private::buildMapping()
{
    const Theme &theme = Theme::of(q);
    delete mapping->layout();
    qDeleteAll(mapping->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    columns.clear();
    auto *grid = new QGridLayout(mapping);
    grid->setContentsMargins(0, 0, theme.size(Size::Related), 0);
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(theme.size(Size::Inside));
    QStringList headings = report.columns.values() + report.unused;
    headings.removeDuplicates();
    int cell = 0;
    for (const RuleRow *field : desk.rules()->table("fields"_L1).where("action"_L1, recordOf(what))) {
        const QString name = field->text("field"_L1);
        const bool needed = field->text("required"_L1) == "1"_L1;
        auto *label = textLabel(needed ? tr("%1 *", "a field that is needed").arg(field->word()) : field->word(),
                                Type::Base, Token::InkSoft, mapping);
        label->setWordWrap(false);
        auto *combo = new QComboBox(mapping);
        combo->setObjectName(u"column:"_s + name);
        combo->setAccessibleName(tr("Column of “%1”").arg(field->word()));
        combo->addItem(tr("(none)", "no column of the file"), QString());
        for (const QString &heading : std::as_const(headings))
            combo->addItem(heading, heading);
        combo->setCurrentIndex(std::max(0, combo->findData(report.columns.value(name))));
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(6);
        columns.insert(name, combo);
        const int row = cell / pairsARow;
        const int side = cell % pairsARow * 2;
        grid->addWidget(label, row, side);
        grid->addWidget(combo, row, side + 1);
        grid->setColumnStretch(side + 1, 1);
        ++cell;
    }
    grid->setRowStretch(cell, 1);
    const int rows = (cell + pairsARow - 1) / pairsARow;
    scroll->setMinimumHeight(rows * (theme.size(Size::Control) + theme.size(Size::Inside)));
}

EventImportOptions EventImportDialog::Private::options(bool dryRun) const
{
    EventImportOptions options;
    options.dryRun = dryRun;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it)
        if (const QString heading = it.value()->currentData().toString(); !heading.isEmpty())
            options.columns.insert(it.key(), heading);
    return options;
}

void EventImportDialog::Private::setBusy(bool busy)
{
    for (QWidget *part : std::initializer_list<QWidget *>{choose, trial, go, scroll})
        part->setEnabled(!busy && (part == choose || !columns.isEmpty()));
    if (busy) {
        timer->start();
    } else {
        timer->stop();
        progress->finish();
    }
}

void EventImportDialog::Private::begin(EventImportOptions options, bool firstBatchOnly, const QString &words,
                                       const Then &then)
{
    error->clear();
    work = std::make_unique<ThreadWork>();
    told = std::make_shared<Told>();
    progress->start(words, !firstBatchOnly);
    setBusy(true);
    options.progress = [work = work.get(), told = told, firstBatchOnly](const EventImportProgress &done) {
        told->rows = done.rows;
        told->rate = done.rate;
        return work->report(done.share) && !firstBatchOnly;
    };
    auto *const import = ofPosts() ? importPosts : importEvents;
    work->start(
        q, [&desk = desk, import, path = path, options = std::move(options)] { return import(desk, path, options); },
        [this, then](const Answer &answer) {
            setBusy(false);
            then(answer);
        });
}

void EventImportDialog::Private::showLooked(const Answer &answer)
{
    if (!answer) {
        error->setError(answer.error());
        encoding->hide();
        scroll->hide();
        Q_EMIT q->looked();
        return;
    }
    report = *answer;
    buildMapping();
    const QString unused =
        report.unused.isEmpty() ? QString() : tr("columns not used: %1").arg(report.unused.join(tr(", ")));
    encoding->setText(joinedParts({tr("Encoding: %1").arg(report.encoding), unused}));
    encoding->show();
    scroll->show();
    const Theme &theme = Theme::of(q);
    q->resize(std::max(q->width(), theme.space(215)), std::max(q->height(), theme.space(100)));
    setBusy(false);
    go->setFocus();
    Q_EMIT q->looked();
}

QString EventImportDialog::Private::sentence(bool dryRun) const
{
    QStringList parts;
    if (report.cancelled)
        parts << (dryRun ? tr("Stopped.") : tr("Stopped; what was taken by then is in, whole batches only."));
    parts << (dryRun ? tr("Of %1 rows %2 would be added, %3 are known already, %4 would be refused.")
                     : tr("Of %1 rows %2 were added, %3 were known already, %4 were refused."))
                 .arg(QString::number(report.rows), QString::number(report.added), QString::number(report.known),
                      QString::number(report.refused));
    if (report.unlocated > 0)
        parts << tr("%n lie in no grid.", nullptr, static_cast<int>(report.unlocated));
    if (report.hints > 0)
        parts << tr("%n may repeat an earlier event; the list shows the hint.", nullptr,
                    static_cast<int>(report.hints));
    if (report.seconds >= secondsTold)
        parts << tr("%1 seconds, %2 rows a second.")
                     .arg(QString::number(report.seconds, 'f', 1),
                          QString::number(qRound64(static_cast<double>(report.rows) / report.seconds)));
    return parts.join(u' ');
}

void EventImportDialog::Private::showReport(const Answer &answer, bool dryRun)
{
    if (!answer) {
        error->setError(answer.error());
        Q_EMIT q->settled();
        return;
    }
    report = *answer;
    result->setText(sentence(dryRun));
    result->show();
    refusals->setRefusals(report.refusals);
    const bool some = !report.refusals.isEmpty();
    table->setVisible(some);
    save->setVisible(some);
    if (some) {
        for (const int column : {RefusalModel::LineColumn, RefusalModel::IdColumn, RefusalModel::FieldColumn})
            table->resizeColumnToContents(column);
        const Theme &theme = Theme::of(q);
        q->resize(q->width(), std::max(q->height(), theme.space(170)));
    }
    if (!dryRun && report.added > 0)
        Q_EMIT q->imported(report.added);
    Q_EMIT q->settled();
}

EventImportDialog::EventImportDialog(Desk &desk, QWidget *parent, Rows rows)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, desk, rows))
{
    setObjectName(d->ofPosts() ? u"postImport"_s : u"eventImport"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setAcceptDrops(true);
    const RuleRow *action =
        desk.rules()->table("actions"_L1).find(d->ofPosts() ? u"import_posts"_s : u"import_events"_s);
    setWindowTitle(action ? action->word() : QString());
    d->build();
    d->connectParts();
}

EventImportDialog::~EventImportDialog() = default;

void EventImportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, d->ofPosts() ? tr("Posts from a file") : tr("Events from a file"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   tr("Tables and JSON (*.csv *.txt *.xlsx *.json *.jsonl)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &EventImportDialog::openFile);
    dialog->open();
}

void EventImportDialog::openFile(const QString &path)
{
    d->path = path;
    d->file->setText(QFileInfo(path).fileName());
    d->file->setToolTip(path);
    d->result->hide();
    d->table->hide();
    d->save->hide();
    d->columns.clear();
    EventImportOptions options;
    options.dryRun = true;
    // The first rows tell encoding and columns.
    d->begin(std::move(options), true, tr("Looking into the file"),
             [this](const Answer &answer) { d->showLooked(answer); });
}

void EventImportDialog::check()
{
    d->begin(d->options(true), false, tr("Trying"), [this](const Answer &answer) { d->showReport(answer, true); });
}

void EventImportDialog::run()
{
    d->begin(d->options(false), false, tr("Importing"), [this](const Answer &answer) { d->showReport(answer, false); });
}

void EventImportDialog::stop()
{
    if (d->work)
        d->work->stop();
}

Result<> EventImportDialog::saveRefusals(const QString &path) const
{
    QSaveFile file(path);
    QString text = u"\ufeff"_s; // spreadsheets take UTF-8 for GBK without it
    QStringList titles;
    for (int column = 0; column < RefusalModel::ColumnCount; ++column)
        titles << csvCell(d->refusals->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    text += titles.join(u',') + u"\r\n"_s;
    for (const EventRefusal &refusal : d->refusals->refusals()) {
        QStringList cells;
        for (int column = 0; column < RefusalModel::ColumnCount; ++column)
            cells << csvCell(d->refusals->shown(refusal, column));
        text += cells.join(u',') + u"\r\n"_s;
    }
    if (file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit())
        return {};
    return fail(ErrorKind::Fault, u"import.file"_s,
                tr("The refused rows could not be written to %1: %2. Please choose another place.")
                    .arg(path, file.errorString()));
}

// Closing while it runs stops it first; what was taken by then is kept and told.
void EventImportDialog::reject()
{
    if (d->timer->isActive())
        return stop();
    QDialog::reject();
}

void EventImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile() && !d->timer->isActive())
        event->acceptProposedAction();
}

void EventImportDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFile(event->mimeData()->urls().first().toLocalFile());
}

} // namespace fengqiao
