#include <report/widgets/appraisal_panel.h>

#include <QDialog>
#include <QPushButton>
#include <QTabBar>

#include <access/rights.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/export_dialog.h>
#include <report/work.h>
#include <widgets/action_dialog.h>
#include <widgets/desk_references.h>
#include <widgets/latest_read.h>
#include <widgets/month_choice.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "work_pages.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

struct AppraisalPanel::Private {
    AppraisalPanel *q;
    Desk &desk;
    DeskReferences references;
    MonthChoice *months;
    QTabBar *tabs;
    QPushButton *computing;
    QPushButton *printing;
    QPushButton *exporting;
    AppraisalPage *appraisals;
    SubsidyPage *subsidies;
    QStackedLayout *pages;
    WorkMonth shown;
    bool stale = true;
    LatestRead<WorkMonth> reading;

    Private(AppraisalPanel *panel, Desk &theDesk);
    void build();
    void connectParts();
    void show(const Result<WorkMonth> &answer);
    void showTools();
    void start(const QString &action);
    void computed(const ActionOutcome &outcome);

    [[nodiscard]] WorkPage *page() const
    {
        return tabs->currentIndex() == 0 ? static_cast<WorkPage *>(appraisals) : subsidies;
    }
};

AppraisalPanel::Private::Private(AppraisalPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , references(theDesk)
    , months(new MonthChoice(theDesk.now().localDate(), panel))
    , tabs(new QTabBar(panel))
    , computing(new QPushButton(panel))
    , printing(new QPushButton(tr("Print…"), panel))
    , exporting(new QPushButton(tr("Export…"), panel))
    , appraisals(new AppraisalPage(theDesk, panel))
    , subsidies(new SubsidyPage(theDesk, panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<WorkMonth> &answer) { show(answer); })
{
}

void AppraisalPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Related));
    tabs->setObjectName(u"workPages"_s);
    tabs->setAccessibleName(tr("Appraisal and subsidies"));
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->addTab(tr("Appraisals"));
    tabs->addTab(tr("Case subsidies"));
    row->addWidget(months);
    row->addWidget(tabs);
    row->addStretch();
    row->addWidget(computing);
    row->addWidget(printing);
    row->addWidget(exporting);
    computing->setObjectName(u"computeMonth"_s);
    printing->setObjectName(u"printWork"_s);
    exporting->setObjectName(u"exportWork"_s);
    setButtonIcon(printing, u"printer"_s);
    setButtonIcon(exporting, u"download"_s);
    column->addLayout(row);
    pages->addWidget(appraisals);
    pages->addWidget(subsidies);
    column->addLayout(pages, 1);
    q->setAccessibleName(tr("Appraisal and subsidies"));
    q->setFocusProxy(tabs);
    showTools();
}

void AppraisalPanel::Private::connectParts()
{
    connect(months, &MonthChoice::monthChanged, q, &AppraisalPanel::refresh);
    connect(tabs, &QTabBar::currentChanged, q, [this] {
        pages->setCurrentWidget(page());
        showTools();
    });
    connect(computing, &QPushButton::clicked, q, &AppraisalPanel::compute);
    connect(printing, &QPushButton::clicked, q, &AppraisalPanel::startPrint);
    connect(exporting, &QPushButton::clicked, q, &AppraisalPanel::startExport);
    connect(subsidies, &SubsidyPage::matterActivated, q, &AppraisalPanel::matterActivated);
    for (WorkPage *one : std::initializer_list<WorkPage *>{appraisals, subsidies}) {
        connect(one, &WorkPage::actionWanted, q, [this](const QString &action) { start(action); });
        connect(one, &WorkPage::computeWanted, q, &AppraisalPanel::compute);
        connect(one, &WorkPage::chosenChanged, q, [this] { showTools(); });
    }
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        const bool ours = std::ranges::any_of(changes, [](const Change &change) {
            return change.entity == &appraisalEntity() || change.entity == &subsidySheetEntity();
        });
        stale = stale || ours;
        if (ours && q->isVisible())
            q->refresh();
    });
}

// A month's sheet stands once; appraisals may be computed again for whoever came later.
void AppraisalPanel::Private::showTools()
{
    const WorkPage *front = page();
    const RuleRow *action = desk.rules()->table("actions"_L1).find(front->computeAction());
    const bool open = std::ranges::any_of(shown.sheets, [](const SheetEntry &one) { return !one.sheet.returned; });
    const bool some = front == appraisals ? !shown.appraisals.isEmpty() : !shown.sheets.isEmpty() && !open;
    computing->setText(action ? action->word() : QString());
    computing->setVisible(some && roleMay(desk, front->computeAction())); // the empty page has its own button
    printing->setEnabled(!front->chosen().isNull());
    exporting->setEnabled(!front->chosen().isNull());
}

void AppraisalPanel::Private::show(const Result<WorkMonth> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    if (shown.month != answer->month)
        desk.noteRead(appraisalKind().name, {}, u"list"_s, answer->month); // who looked at whose work is in the audit
    shown = *answer;
    appraisals->show(shown);
    subsidies->show(shown);
    showTools();
    Q_EMIT q->loaded();
}

void AppraisalPanel::Private::start(const QString &action)
{
    WorkPage *front = page();
    auto *dialog = new ActionDialog(desk, &references, action, q);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject({{front->kind(), idText(front->chosen())}});
    dialog->setSubtitle(front->chosenWord());
    const RuleRow *row = desk.rules()->table("actions"_L1).find(action);
    connect(dialog, &ActionDialog::acted, q, [this, word = row ? row->word() : action] {
        Toast::show(q, tr("%1: done.").arg(word));
        q->refresh();
    });
    dialog->open();
}

void AppraisalPanel::Private::computed(const ActionOutcome &outcome)
{
    if (outcome.extra.contains("computed"_L1)) {
        const int count = outcome.extra.value("computed"_L1).toInt();
        Toast::show(q, count > 0 ? tr("%n mediator(s) were appraised.", nullptr, count)
                                 : tr("Every mediator is appraised for this month already."));
    } else {
        Toast::show(
            q, tr("The sheet holds %n line(s), %1 yuan together.", nullptr, outcome.extra.value("lines"_L1).toInt())
                   .arg(outcome.extra.value("total"_L1).toString()));
    }
    q->refresh();
}

AppraisalPanel::AppraisalPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

AppraisalPanel::~AppraisalPanel() = default;

bool AppraisalPanel::isOpenTo(const Desk &desk)
{
    const Grant grant = grantOf(desk, appraisalKind().permission);
    return grant == Grant::All || grant == Grant::Own;
}

QString AppraisalPanel::month() const
{
    return d->months->month();
}

void AppraisalPanel::showMonth(const QString &month)
{
    d->months->setMonth(month);
}

void AppraisalPanel::showPage(Page page)
{
    d->tabs->setCurrentIndex(page == Page::Appraisals ? 0 : 1);
}

void AppraisalPanel::refresh()
{
    d->stale = false;
    d->months->follow(d->desk.now().localDate());
    d->reading.ask(
        [this] { return d->desk.read([month = month()](ReadContext &context) { return workMonth(context, month); }); });
}

void AppraisalPanel::compute()
{
    d->desk.submit({.action = d->page()->computeAction(), .key = {}, .data = {{u"month"_s, month()}}, .at = {}})
        .then(this, [this](const Result<ActionOutcome> &done) {
            if (done)
                d->computed(*done);
            else
                Toast::showError(this, done.error());
        });
}

// Of the subsidies the lines: they are what is paid by. The sheet's own row is exported by its kind.
void AppraisalPanel::startExport()
{
    const bool work = d->page() == d->appraisals;
    ExportRequest request{.kind = work ? appraisalKind().name : subsidyLineKind().name};
    request.where = work ? u"month = '%1'"_s.arg(d->shown.month)
                         : u"sheet = '%1'"_s.arg(d->subsidies->chosen().toString(QUuid::Id128));
    (new ExportDialog(d->desk, request,
                      joinedParts({d->tabs->tabText(d->tabs->currentIndex()), d->shown.month}, u" "_s), this))
        ->open();
}

void AppraisalPanel::startPrint()
{
    const auto paper = d->page()->paper();
    if (!paper)
        return;
    auto *dialog = new QDialog(this);
    dialog->setObjectName(u"workPaper"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(paper->title);
    auto *preview = new DocumentPreview(dialog);
    (new QVBoxLayout(dialog))->addWidget(preview);
    const Theme &theme = Theme::of(this);
    dialog->resize(theme.space(200), theme.space(160));
    connect(preview, &DocumentPreview::exported, this,
            [this, kind = d->page()->kind(), id = d->page()->chosen()](const QString &where) {
                d->desk.noteRead(kind, id, u"export"_s, where);
            });
    connect(preview, &DocumentPreview::failed, this, [this](const Error &error) { Toast::showError(this, error); });
    // Styles are files: they are read away from the window's own thread.
    d->desk
        .read([folder = Templates::folderOf(d->desk.store().path())](ReadContext &) { return Templates::load(folder); })
        .then(preview, [preview, document = *paper](const Result<std::shared_ptr<Templates>> &templates) {
            if (templates)
                preview->setDocuments({document}, *templates);
            else
                preview->setFailure(templates.error());
        });
    dialog->open();
}

void AppraisalPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        refresh();
}

} // namespace fengqiao
