#include <statistics/widgets/reconciliation_panel.h>

#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>

#include <widgets/data_table.h>
#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "declared_model.h"
#include "mismatch_list.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int changesMs = 500;
constexpr qint64 mostBytes = 4 * 1024 * 1024; // two thousand figures are far less

struct Desked {
    Reconciliation found;
    QList<DeclaredLine> lines;
    QStringList sets; // all returns, whichever is shown
};

Result<Desked> readAll(ReadContext &context, const QString &set)
{
    auto found = reconcile(context, set);
    if (!found)
        return fail(found.error());
    auto lines = declaredLines(context);
    if (!lines)
        return fail(lines.error());
    Desked all{std::move(*found), {}, {}};
    for (const DeclaredLine &line : std::as_const(*lines)) {
        if (!all.sets.contains(line.set))
            all.sets << line.set;
        if (set.isEmpty() || line.set == set)
            all.lines << line;
    }
    return all;
}

} // namespace

struct ReconciliationPanel::Private {
    ReconciliationPanel *q;
    Desk &desk;
    FilterBar *filters;
    QPushButton *import;
    QLabel *about;
    MismatchList *mismatches;
    DeclaredModel *model;
    QTableView *table;
    QWidget *content;
    EmptyState *empty;
    QStackedLayout *pages;
    QTimer *soon;
    bool stale = true;
    LatestRead<Desked> reading;

    Private(ReconciliationPanel *panel, Desk &theDesk)
        : q(panel)
        , desk(theDesk)
        , filters(new FilterBar(panel))
        , import(new QPushButton(tr("Import a return"), panel))
        , about(textLabel({}, Type::Small, Token::InkSoft, panel))
        , mismatches(new MismatchList(panel))
        , model(new DeclaredModel(panel))
        , table(new QTableView(panel))
        , content(new QWidget(panel))
        , empty(new EmptyState({}, {}, panel))
        , pages(new QStackedLayout)
        , soon(new QTimer(panel))
        , reading(panel, [this](const Result<Desked> &answer) { show(answer); })
    {
    }

    void build();
    void connectParts();
    void show(const Result<Desked> &answer);
    void submit(const QJsonArray &figures);
};

void ReconciliationPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    auto *row = new QHBoxLayout;
    filters->setObjectName(u"returns"_s);
    filters->addFilter(u"set"_s, tr("Return"), {});
    row->addWidget(filters, 1);
    import->setObjectName(u"importReturn"_s);
    setButtonIcon(import, u"upload"_s);
    import->setVisible(roleMay(desk, u"declare_figures"_s));
    row->addWidget(import, 0, Qt::AlignTop);
    column->addLayout(row);
    about->setObjectName(u"reconcileAbout"_s);
    column->addWidget(about);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme.size(Size::Related));
    rows->addWidget(mismatches);
    setUpTable(table, tr("Declared figures beside counted ones"));
    table->setObjectName(u"declaredTable"_s);
    table->setModel(model);
    table->setMinimumHeight(theme.space(16));
    rows->addWidget(table, 1);
    pages->addWidget(content);
    pages->addWidget(empty);
    column->addLayout(pages, 1);
    q->setFocusProxy(table);
}

void ReconciliationPanel::Private::connectParts()
{
    const auto open = [this](const QModelIndex &index) {
        if (const DeclaredLine *line = model->line(index); line && !line->computed.isEmpty())
            Q_EMIT q->figureActivated(line->request);
    };
    connect(table, &QTableView::activated, q, open);
    connect(table, &QTableView::doubleClicked, q, open);
    connect(filters, &FilterBar::changed, q, &ReconciliationPanel::refresh);
    connect(import, &QPushButton::clicked, q, &ReconciliationPanel::importFile);
    connect(empty, &EmptyState::clicked, q, &ReconciliationPanel::importFile);
    connect(mismatches, &MismatchList::chosen, q, [this](const Mismatch &mismatch) {
        const QModelIndex index = model->find(mismatch);
        table->setCurrentIndex(index);
        table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] {
        stale = true;
        if (q->isVisible())
            q->refresh();
    });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        const bool ours =
            std::ranges::any_of(changes, [](const Change &change) { return change.entity == &declaredFigureEntity(); });
        if (ours && !soon->isActive())
            soon->start();
    });
}

void ReconciliationPanel::Private::show(const Result<Desked> &answer)
{
    if (!answer || answer->lines.isEmpty()) {
        const bool may = import->isVisibleTo(q) && answer;
        empty->setIcon(u"scale"_s);
        empty->setSentence(answer ? tr("No declared figures yet. A return of a town or an outside system is a CSV file "
                                       "with one figure a line.")
                                  : answer.error().message);
        empty->setButton(may ? tr("Import a return") : QString());
        about->clear();
        pages->setCurrentWidget(empty);
        Q_EMIT q->loaded();
        return;
    }
    for (const QString &set : answer->sets)
        filters->addChoice(u"set"_s, {set, set});
    const Reconciliation &found = answer->found;
    about->setText(joinedParts({tr("%n declared figure(s)", nullptr, static_cast<int>(found.figures)),
                                tr("%n comparison(s)", nullptr, static_cast<int>(found.checks)),
                                found.mismatches.isEmpty()
                                    ? tr("everything fits")
                                    : tr("%n mismatch(es)", nullptr, static_cast<int>(found.mismatches.size()))}));
    mismatches->setMismatches(found.mismatches);
    model->setLines(answer->lines, found.mismatches);
    table->resizeColumnsToContents();
    pages->setCurrentWidget(content);
    Q_EMIT q->loaded();
}

void ReconciliationPanel::Private::submit(const QJsonArray &figures)
{
    desk.submit({u"declare_figures"_s, {}, {{u"figures"_s, figures}}, std::nullopt})
        .then(q, [this](const Result<ActionOutcome> &done) {
            if (!done) {
                Toast::showError(q, done.error());
                Q_EMIT q->refused(done.error());
                return;
            }
            const int added = done->extra[u"added"_s].toInt();
            const int unchanged = done->extra[u"unchanged"_s].toInt();
            Toast::show(q, joinedParts({tr("%n figure(s) taken", nullptr, added),
                                        unchanged > 0 ? tr("%n known already", nullptr, unchanged) : QString()}));
            Q_EMIT q->imported(added, unchanged);
        });
}

ReconciliationPanel::ReconciliationPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

ReconciliationPanel::~ReconciliationPanel() = default;

void ReconciliationPanel::refresh()
{
    d->stale = false;
    d->reading.ask([this] {
        return d->desk.read(
            [set = d->filters->value(u"set"_s).value(0)](ReadContext &context) { return readAll(context, set); });
    });
}

void ReconciliationPanel::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import a return"), {}, tr("CSV files (*.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
            return void(Toast::show(
                this, tr("%1 cannot be read, or is larger than a return is; nothing was taken.").arg(path)));
        importCsv(file.readAll());
    });
    dialog->open();
}

void ReconciliationPanel::importCsv(const QByteArray &content)
{
    const auto records = declaredRecords(content);
    if (records)
        return d->submit(*records);
    Toast::showError(this, records.error());
    Q_EMIT refused(records.error());
}

void ReconciliationPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        refresh();
}

} // namespace fengqiao
