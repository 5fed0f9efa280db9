#include <grid/widgets/grid_checks_panel.h>

#include <QListView>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>

#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "check_lists.h"
#include "grid_actions.h"
#include "kept_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto keptName = "checks";
constexpr int changesMs = 500;
constexpr int mostOfAKind = 30; // more than that would hide all the others: they are gathered in one row

struct Checked {
    QList<VacancyLine> vacancies;
    GridLint lint;
};

Checked check(ReadContext &context)
{
    const QDate today = context.now.localDate();
    return {vacancies(context, today),
            lintGrids(context.tx, context.rules, today, {.area = context.actor.area.digits()})};
}

// A finding keeps its row, and the row its place, from one check to the next.
QUuid rowId(const GridFinding &finding)
{
    static const QUuid space(u"6f1f6c0e-8a5f-4f0b-9f6a-52a0b7f0c1d4"_s);
    return QUuid::createUuidV5(space,
                               finding.kind + finding.grid.toString() + finding.other.toString() + finding.sentence);
}

QUuid kindId(const QString &kind)
{
    static const QUuid space(u"0f8b9c52-0d3e-4c55-9d0c-5f7a7b1c2e90"_s);
    return QUuid::createUuidV5(space, kind);
}

QListView *makeList(const QString &objectName, const QString &name, QAbstractItemModel *model, QWidget *parent)
{
    auto *list = new QListView(parent);
    setUpList(list, name);
    list->setObjectName(objectName);
    list->setModel(model);
    list->setUniformItemSizes(true);
    list->setItemDelegate(new CheckDelegate(list));
    return list;
}

} // namespace

struct GridChecksPanel::Private {
    GridChecksPanel *q;
    Desk &desk;
    GridActions *actions;
    QTabBar *tabs;
    QStackedLayout *parts;
    VacancyModel *vacancyModel;
    FindingModel *findingModel;
    QListView *vacancyList;
    QListView *findingList;
    FilterBar *kinds;
    QPushButton *appoint;
    EmptyState *noVacancy;
    EmptyState *noFinding;
    QStackedLayout *vacancyPages;
    QStackedLayout *findingPages;
    QTimer *soon;
    GridLint lint;
    bool stale = true;
    LatestRead<Checked> reading;

    Private(GridChecksPanel *panel, Desk &theDesk);
    void build();
    void connectParts();
    void show(const Result<Checked> &answer);
    void showFindings();
    [[nodiscard]] const VacancyLine *vacancy() const;
};

GridChecksPanel::Private::Private(GridChecksPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new GridActions(theDesk, panel))
    , tabs(new QTabBar(panel))
    , parts(new QStackedLayout)
    , vacancyModel(new VacancyModel(panel))
    , findingModel(new FindingModel(panel))
    , vacancyList(makeList(u"vacancyList"_s, tr("Vacant posts"), vacancyModel, panel))
    , findingList(makeList(u"findingList"_s, tr("Findings of the check"), findingModel, panel))
    , kinds(new FilterBar(panel))
    , appoint(new QPushButton(panel))
    , noVacancy(new EmptyState(tr("Every post is filled."), tr("Look again"), panel))
    , noFinding(new EmptyState(tr("The check found nothing amiss."), tr("Check again"), panel))
    , vacancyPages(new QStackedLayout)
    , findingPages(new QStackedLayout)
    , soon(new QTimer(panel))
    , reading(panel, [this](const Result<Checked> &answer) { show(answer); })
{
}

void GridChecksPanel::Private::build()
{
    QVBoxLayout *column = panelColumn(q);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setObjectName(u"checkTabs"_s);
    tabs->addTab(tr("Vacant posts"));
    tabs->addTab(tr("Findings"));
    column->addWidget(tabs);
    column->addLayout(parts, 1);

    const auto page = [this](QStackedLayout *pages, QWidget *list, EmptyState *empty, QWidget *above, QWidget *below) {
        auto *part = new QWidget(q);
        auto *rows = new QVBoxLayout(part);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(Theme::of(q).size(Size::Inside));
        if (above)
            rows->addWidget(above);
        rows->addLayout(pages, 1);
        if (below)
            rows->addWidget(below, 0, Qt::AlignLeft);
        pages->addWidget(list);
        pages->addWidget(empty);
        parts->addWidget(part);
    };
    const RuleRow *action = desk.rules()->table("actions"_L1).find(u"appoint"_s);
    appoint->setText(action ? action->word() : tr("Appoint"));
    appoint->setObjectName(u"appointHere"_s);
    appoint->setVisible(roleMay(desk, u"appoint"_s));
    setKind(appoint, ButtonKind::Primary);
    noVacancy->setIcon(u"user-check"_s);
    noFinding->setIcon(u"circle-check"_s);
    page(vacancyPages, vacancyList, noVacancy, nullptr, appoint);
    QList<FilterBar::Choice> choices;
    for (const RuleRow *kind : desk.rules()->codes(u"grid_finding"_s))
        choices << FilterBar::Choice{kind->text("code"_L1), kind->word()};
    kinds->addFilter(u"kind"_s, tr("Kind"), choices, true);
    page(findingPages, findingList, noFinding, kinds, nullptr);
    q->setFocusProxy(tabs);
}

void GridChecksPanel::Private::connectParts()
{
    connect(tabs, &QTabBar::currentChanged, parts, &QStackedLayout::setCurrentIndex);
    const auto openVacancy = [this] {
        if (const VacancyLine *line = vacancy())
            Q_EMIT q->gridActivated(line->grid);
    };
    const auto openFinding = [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        const FindingItem &item = findingModel->rowAt(index.row());
        if (item.gathered > 0)
            return kinds->setValue(u"kind"_s, {item.finding.kind});
        const GridFinding finding = item.finding;
        Q_EMIT q->findingActivated(finding, lint.datum);
        if (!finding.grid.isNull())
            Q_EMIT q->gridActivated(finding.grid);
    };
    connect(vacancyList, &QListView::activated, q, openVacancy);
    connect(vacancyList, &QListView::clicked, q, openVacancy);
    connect(findingList, &QListView::activated, q, openFinding);
    connect(findingList, &QListView::clicked, q, openFinding);
    connect(appoint, &QPushButton::clicked, q, [this] {
        if (const VacancyLine *line = vacancy()) {
            PostItem post;
            post.post = line->post;
            post.kind = line->kind;
            post.kindWord = line->kindWord;
            actions->appoint(post, line->gridName);
        }
    });
    connect(kinds, &FilterBar::changed, q, [this] {
        keepFilters(desk, QLatin1StringView(keptName), kinds->values());
        showFindings();
    });
    connect(noVacancy, &EmptyState::clicked, q, &GridChecksPanel::refresh);
    connect(noFinding, &EmptyState::clicked, q, [this] {
        if (kinds->values().isEmpty())
            return q->refresh();
        kinds->clear();
    });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] {
        stale = true;
        if (q->isVisible())
            q->refresh();
    });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        static const QSet<const Entity *> ours{&gridEntity(), &gridPostEntity(), &postingEntity()};
        if (std::ranges::any_of(changes, [](const Change &change) { return ours.contains(change.entity); }))
            soon->start();
    });
}

const VacancyLine *GridChecksPanel::Private::vacancy() const
{
    const QModelIndex index = vacancyList->currentIndex();
    return index.isValid() ? &vacancyModel->rowAt(index.row()).line : nullptr;
}

void GridChecksPanel::Private::show(const Result<Checked> &answer)
{
    if (!answer)
        return;
    QList<VacancyItem> items;
    for (const VacancyLine &line : answer->vacancies)
        items << VacancyItem{line};
    vacancyModel->setRows(items);
    lint = answer->lint;
    tabs->setTabText(0, items.isEmpty() ? tr("Vacant posts") : tr("Vacant posts %1").arg(items.size()));
    tabs->setTabText(1, lint.findings.isEmpty() ? tr("Findings") : tr("Findings %1").arg(lint.findings.size()));
    vacancyPages->setCurrentIndex(items.isEmpty() ? 1 : 0);
    appoint->setEnabled(!items.isEmpty());
    if (!items.isEmpty() && !vacancyList->currentIndex().isValid())
        vacancyList->setCurrentIndex(vacancyModel->index(0, 0));
    showFindings();
    Q_EMIT q->loaded();
}

void GridChecksPanel::Private::showFindings()
{
    const QStringList wanted = kinds->value(u"kind"_s);
    QHash<QString, int> ofKind;
    for (const GridFinding &finding : std::as_const(lint.findings))
        ++ofKind[finding.kind];
    QList<FindingItem> items;
    QSet<QUuid> seen;
    for (const GridFinding &finding : std::as_const(lint.findings)) {
        if (!wanted.isEmpty() && !wanted.contains(finding.kind))
            continue;
        const bool gather = wanted.isEmpty() && ofKind.value(finding.kind) > mostOfAKind;
        const QUuid id = gather ? kindId(finding.kind) : rowId(finding);
        if (seen.contains(id))
            continue;
        seen.insert(id);
        items << FindingItem{id, finding, desk.rules()->word("grid_finding"_L1, finding.kind),
                             gather ? ofKind.value(finding.kind) : 0};
    }
    findingModel->setRows(items);
    findingPages->setCurrentIndex(items.isEmpty() ? 1 : 0);
    if (items.isEmpty()) {
        noFinding->setSentence(wanted.isEmpty() ? tr("The check found nothing amiss.")
                                                : tr("The check found nothing of this kind."));
        noFinding->setButton(wanted.isEmpty() ? tr("Check again") : tr("Show all kinds"));
    }
    if (!items.isEmpty() && !findingList->currentIndex().isValid())
        findingList->setCurrentIndex(findingModel->index(0, 0));
}

GridChecksPanel::GridChecksPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    if (const auto kept = keptFilters(desk, QLatin1StringView(keptName)))
        d->kinds->setValues(*kept);
    d->connectParts();
}

GridChecksPanel::~GridChecksPanel() = default;

// The check of borders takes some tenths of a second: it is made for whoever looks, and not for a dock behind another.
void GridChecksPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        refresh();
}

void GridChecksPanel::refresh()
{
    d->stale = false;
    d->reading.ask(
        [this] { return d->desk.read([](ReadContext &context) -> Result<Checked> { return check(context); }); });
}

void GridChecksPanel::showVacancies()
{
    d->tabs->setCurrentIndex(0);
    d->vacancyList->setFocus();
}

void GridChecksPanel::showFindings()
{
    d->tabs->setCurrentIndex(1);
    d->findingList->setFocus();
}

} // namespace fengqiao
