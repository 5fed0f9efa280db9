#include <grid/widgets/import_dialog.h>

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTableView>
#include <QTimer>
#include <atomic>

#include <core/locale.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/thread_work.h>

#include "import_choices.h"
#include "import_kind.h"
#include "import_mapping.h"
#include "refusal_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshMs = 150;
using Answer = Result<ImportAnswer>;

// What the thread that reads the file tells beside its share.
struct Told {
    std::atomic<qint64> rows = 0;
    std::atomic<double> rate = 0;
};

} // namespace

struct ImportDialog::Private {
    ImportDialog *q;
    Desk &desk;
    ImportKind kind;
    QString path;
    ImportLook look;
    std::shared_ptr<Told> told;
    std::unique_ptr<ThreadWork> work; // ends behind the batch that runs
    QLabel *file;
    QLabel *facts;
    QPushButton *choose;
    ImportChoices *choices;
    ImportMapping *mapping;
    QScrollArea *scroll;
    QLabel *needed; // what must be chosen before anything can be begun
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

    Private(ImportDialog *dialog, Desk &theDesk, Rows rows);

    void build();
    void nameParts();
    void connectParts();

    [[nodiscard]] bool isBusy() const { return timer->isActive(); }

    void setBusy(bool busy);
    void showReady();
    void lookInto(const QString &layer);
    void showLooked(const Result<ImportLook> &answer);
    void begin(bool dryRun, const QString &words);
    void showReport(const Answer &answer, bool dryRun);
};

ImportDialog::Private::Private(ImportDialog *dialog, Desk &theDesk, Rows rows)
    : q(dialog)
    , desk(theDesk)
    , kind(ImportKind::of(rows))
    , file(textLabel(kind.intro, Type::Base, Token::InkSoft, dialog))
    , facts(textLabel({}, Type::Small, Token::InkSoft, dialog))
    , choose(new QPushButton(tr("Choose a file"), dialog))
    , choices(new ImportChoices(theDesk, rows, dialog))
    , mapping(new ImportMapping(theDesk, kind))
    , scroll(new QScrollArea(dialog))
    , needed(textLabel({}, Type::Base, Token::Ink, dialog))
    , error(new InlineError(dialog))
    , progress(new ProgressStrip(dialog))
    , result(textLabel({}, Type::Base, Token::Ink, dialog))
    , table(new QTableView(dialog))
    , refusals(new RefusalModel(*theDesk.rules(), kind.record, dialog))
    , save(new QPushButton(tr("Save refused rows"), dialog))
    , close(new QPushButton(tr("Close"), dialog))
    , trial(new QPushButton(tr("Try without writing"), dialog))
    , go(new QPushButton(tr("Import"), dialog))
    , timer(new QTimer(dialog))
{
}

void ImportDialog::Private::build()
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
    column->addWidget(facts);
    column->addWidget(choices);
    scroll->setWidget(mapping);
    scroll->setWidgetResizable(true);
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scroll);
    column->addWidget(needed);
    column->addWidget(error);
    column->addWidget(progress);
    column->addWidget(result);
    setUpRefusals(table, refusals);
    column->addWidget(table, 1);
    column->addStretch(0); // takes what the table would
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
    nameParts();
    for (QWidget *later : std::initializer_list<QWidget *>{choices, scroll, needed, table, save, result, facts})
        later->hide();
    trial->setEnabled(false);
    go->setEnabled(false);
    q->resize(theme.space(215), theme.space(60));
}

void ImportDialog::Private::nameParts()
{
    choose->setObjectName(u"chooseFile"_s);
    trial->setObjectName(u"tryImport"_s);
    go->setObjectName(u"runImport"_s);
    save->setObjectName(u"saveRefused"_s);
    table->setObjectName(u"refusedRows"_s);
    result->setObjectName(u"importResult"_s);
    facts->setObjectName(u"importEncoding"_s);
    needed->setObjectName(u"importNeeded"_s);
}

void ImportDialog::Private::connectParts()
{
    connect(choose, &QPushButton::clicked, q, &ImportDialog::chooseFile);
    connect(trial, &QPushButton::clicked, q, &ImportDialog::check);
    connect(go, &QPushButton::clicked, q, &ImportDialog::run);
    connect(close, &QPushButton::clicked, q, &QDialog::close);
    connect(progress, &ProgressStrip::cancelled, q, &ImportDialog::stop);
    connect(save, &QPushButton::clicked, q,
            [this] { askWhereToSave(refusals, QFileInfo(path).completeBaseName(), q); });
    connect(mapping, &ImportMapping::changed, q, [this] { showReady(); });
    connect(choices, &ImportChoices::changed, q, [this] { showReady(); });
    connect(choices, &ImportChoices::layerChosen, q, [this](const QString &layer) { lookInto(layer); });
    timer->setInterval(refreshMs);
    connect(timer, &QTimer::timeout, q, [this] {
        if (!work)
            return;
        const QString words = told->rows > 0
                                  ? tr("%1 rows, %2 rows a second")
                                        .arg(QString::number(told->rows), QString::number(qRound64(told->rate.load())))
                                  : QString();
        progress->setProgress(work->share(), words);
    });
}

void ImportDialog::Private::setBusy(bool busy)
{
    choose->setEnabled(!busy);
    for (QWidget *part : std::initializer_list<QWidget *>{choices, scroll})
        part->setEnabled(!busy);
    if (busy) {
        timer->start();
    } else {
        timer->stop();
        progress->finish();
    }
    showReady();
}

// What still has to be chosen is said, and nothing can be begun blindly.
void ImportDialog::Private::showReady()
{
    QStringList open;
    if (!mapping->isEmpty()) {
        if (const QStringList missing = mapping->missing(); !missing.isEmpty())
            open << tr("Choose the column of: %1.").arg(joinedWords(missing));
        if (const QString missing = choices->missing(); !missing.isEmpty())
            open << missing;
    }
    needed->setText(open.join(u' '));
    needed->setVisible(!open.isEmpty());
    const bool ready = !isBusy() && !mapping->isEmpty() && open.isEmpty();
    trial->setEnabled(ready);
    go->setEnabled(ready);
    if (mapping->isEmpty())
        return;
    const QStringList unused = mapping->unused();
    facts->setText(joinedParts({look.table ? QString() : tr("%n features", nullptr, static_cast<int>(look.features)),
                                look.crs.isEmpty() ? QString() : tr("Coordinate system: %1").arg(look.crs),
                                tr("Encoding: %1").arg(look.encoding),
                                unused.isEmpty() ? QString() : tr("columns not used: %1").arg(unused.join(tr(", ")))}));
}

// The first rows tell encoding and columns.
void ImportDialog::Private::lookInto(const QString &layer)
{
    error->clear();
    for (QWidget *old : std::initializer_list<QWidget *>{result, table, save})
        old->hide();
    mapping->clear();
    work = std::make_unique<ThreadWork>();
    told = std::make_shared<Told>();
    progress->start(tr("Looking into the file"), false);
    setBusy(true);
    work->start(
        q,
        [rules = desk.rules(), rows = kind.rows, path = path, layer] {
            return lookIntoImport(*rules, rows, path, layer);
        },
        [this](const Result<ImportLook> &answer) { showLooked(answer); });
}

void ImportDialog::Private::showLooked(const Result<ImportLook> &answer)
{
    scroll->setVisible(answer.has_value());
    facts->setVisible(answer.has_value());
    if (answer) {
        look = *answer;
        choices->setLook(look);
        mapping->setLook(look);
        const Theme &theme = Theme::of(q);
        scroll->setMinimumHeight(mapping->rows() * (theme.size(Size::Control) + theme.size(Size::Inside)));
    } else {
        error->setError(answer.error());
    }
    q->resize(q->width(), Theme::of(q).space(answer ? 110 : 60)); // the rows of the file before are gone
    setBusy(false);
    go->setFocus();
    Q_EMIT q->looked();
}

void ImportDialog::Private::begin(bool dryRun, const QString &words)
{
    error->clear();
    work = std::make_unique<ThreadWork>();
    told = std::make_shared<Told>();
    mapping->remember();
    ImportAsk ask;
    ask.path = path;
    ask.columns = mapping->columns();
    ask.dryRun = dryRun;
    choices->write(&ask);
    ask.progress = [work = work.get(), told = told](const EventImportProgress &done) {
        told->rows = done.rows;
        told->rate = done.rate;
        return work->report(done.share);
    };
    progress->start(words);
    setBusy(true);
    work->start(
        q, [&desk = desk, run = kind.run, ask = std::move(ask)] { return run(desk, ask); },
        [this, dryRun](const Answer &answer) {
            setBusy(false);
            (dryRun ? go : close)->setFocus();
            showReport(answer, dryRun);
        });
}

void ImportDialog::Private::showReport(const Answer &answer, bool dryRun)
{
    if (!answer) {
        error->setError(answer.error());
        Q_EMIT q->settled();
        return;
    }
    result->setText(answer->sentences.join(u' '));
    result->show();
    refusals->setRefusals(answer->refusals, answer->byFeature);
    const bool some = !answer->refusals.isEmpty();
    table->setVisible(some);
    save->setVisible(some);
    if (some) {
        for (const int column : {RefusalModel::LineColumn, RefusalModel::IdColumn, RefusalModel::FieldColumn})
            table->resizeColumnToContents(column);
        const Theme &theme = Theme::of(q);
        q->resize(q->width(), std::max(q->height(), theme.space(170)));
    }
    if (!dryRun && answer->taken > 0)
        Q_EMIT q->imported(answer->taken);
    Q_EMIT q->settled();
}

ImportDialog::ImportDialog(Desk &desk, Rows rows, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, desk, rows))
{
    setObjectName(d->kind.name);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setAcceptDrops(true);
    const RuleRow *action = desk.rules()->table("actions"_L1).find(d->kind.action);
    setWindowTitle(action ? action->word() : QString());
    d->build();
    d->connectParts();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, d->kind.title,
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), d->kind.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::openFile);
    dialog->open();
}

void ImportDialog::openFile(const QString &path)
{
    d->path = path;
    d->file->setText(QFileInfo(path).fileName());
    d->file->setToolTip(path);
    d->choices->hide(); // they are the other file's
    d->lookInto({});
}

void ImportDialog::check()
{
    d->begin(true, tr("Trying"));
}

void ImportDialog::run()
{
    d->begin(false, tr("Importing"));
}

void ImportDialog::stop()
{
    if (d->work)
        d->work->stop();
}

Result<> ImportDialog::saveRefusals(const QString &path) const
{
    return d->refusals->save(path);
}

// Closing while it runs stops it first; what was taken by then is kept and told.
void ImportDialog::reject()
{
    if (d->isBusy())
        return stop();
    QDialog::reject();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile() && !d->isBusy())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFile(event->mimeData()->urls().first().toLocalFile());
}

} // namespace fengqiao
