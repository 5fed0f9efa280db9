#include <mediation/widgets/matter_panel.h>

#include <QStackedLayout>
#include <QTabBar>

#include <mediation/mediation.h>
#include <widgets/notices.h>

#include "latest_read.h"
#include "matter_actions.h"
#include "matter_head.h"
#include "matter_sections.h"
#include "panel_parts.h"
#include "timeline_words.h"
#include "unmasking.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Shown {
    QUuid asked;
    MatterView view;
    QList<TimelineRow> timeline;
    MatterLinks links;
};

Result<Shown> readMatter(ReadContext &context, QUuid id)
{
    auto view = matterView(context, id);
    if (!view)
        return fail(view.error());
    Shown shown{id, std::move(*view), {}, {}};
    shown.timeline = timelineRows(context, shown.view);
    const QUuid target = shown.view.row->uuid("merged_into"_L1);
    if (const auto card = target.isNull() ? std::nullopt : matterCard(context, target))
        shown.links = {target, card->number};
    return shown;
}

} // namespace

struct MatterPanel::Private {
    MatterPanel *q;
    Desk &desk;
    MatterActions *actions;
    Unmasking *unmasking;
    QUuid matter;
    QUuid noted; // the opening of a matter is audited once, not each time it is read again
    QStackedLayout *pages;
    EmptyState *nothing;
    QWidget *page;
    MatterHead *head;
    QTabBar *tabs;
    QStackedLayout *parts;
    OverviewSection *overview;
    Timeline *timeline;
    PartiesSection *parties;
    ClocksSection *clocks;
    ScoreSection *score;
    LatestRead<Shown> reading;

    Private(MatterPanel *panel, Desk &theDesk);
    void build();
    void addPart(const QString &title, QWidget *part);
    void load();
    void show(const Result<Shown> &answer);
};

MatterPanel::Private::Private(MatterPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new MatterActions(theDesk, panel))
    , unmasking(new Unmasking(theDesk, panel))
    , pages(new QStackedLayout)
    , nothing(new EmptyState(tr("Choose a matter on the board or in your list; it opens here."), {}, panel))
    , page(new QWidget(panel))
    , head(new MatterHead(theDesk, page))
    , tabs(new QTabBar(page))
    , parts(new QStackedLayout)
    , overview(new OverviewSection(page))
    , timeline(new Timeline(page))
    , parties(new PartiesSection(unmasking, page))
    , clocks(new ClocksSection(theDesk, page))
    , score(new ScoreSection(theDesk, page))
    , reading(panel, [this](const Result<Shown> &answer) { show(answer); })
{
}

void MatterPanel::Private::addPart(const QString &title, QWidget *part)
{
    tabs->addTab(title);
    parts->addWidget(part);
}

void MatterPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    nothing->setIcon(u"clipboard-list"_s);
    nothing->setObjectName(u"noMatter"_s);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(true);
    tabs->setObjectName(u"matterTabs"_s);
    addPart(tr("Overview"), overview);
    addPart(tr("History"), timeline);
    addPart(tr("Parties"), parties);
    addPart(tr("Time limits"), clocks);
    addPart(tr("Risk"), score);
    connect(tabs, &QTabBar::currentChanged, parts, &QStackedLayout::setCurrentIndex);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    column->addWidget(head);
    column->addWidget(tabs);
    column->addLayout(parts, 1);
    pages->addWidget(nothing);
    pages->addWidget(page);
    connect(head, &MatterHead::actionWanted, actions,
            [this](const QString &action) { actions->start(action, matter); });
    connect(overview, &OverviewSection::matterWanted, q, &MatterPanel::matterActivated);
    connect(overview, &OverviewSection::visitWanted, q, &MatterPanel::visitActivated);
}

void MatterPanel::Private::load()
{
    if (matter.isNull())
        return;
    reading.ask([this] {
        return desk.read([id = matter](ReadContext &context) -> Result<Shown> { return readMatter(context, id); });
    });
}

void MatterPanel::Private::show(const Result<Shown> &answer)
{
    if (!answer) {
        nothing->setSentence(answer.error().message);
        nothing->setIcon(u"lock"_s);
        pages->setCurrentWidget(nothing);
        matter = {};
        Q_EMIT q->shown({});
        return;
    }
    const MatterView &view = answer->view;
    if (noted != answer->asked)
        desk.noteRead(u"matter"_s, answer->asked, u"show"_s);
    noted = answer->asked;
    head->setView(view, desk.offers(u"matter"_s, *view.row));
    overview->setView(view, answer->links);
    timeline->setRows(answer->timeline);
    parties->setView(view);
    clocks->setView(view);
    score->setView(view);
    // The tab tells at a glance how much is behind it.
    tabs->setTabText(parts->indexOf(parties), tr("Parties %1").arg(view.parties.size()));
    pages->setCurrentWidget(page);
    Q_EMIT q->shown(answer->asked);
}

MatterPanel::MatterPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    column->addLayout(d->pages, 1);
    d->build();
    setFocusProxy(d->tabs);
    if (!mayReadMatters(desk)) {
        QWidget *explanation = mayNotRead(this);
        d->pages->addWidget(explanation);
        d->pages->setCurrentWidget(explanation);
        return;
    }
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        const bool other = std::ranges::all_of(changes, [this](const Change &change) {
            return change.id != d->matter && change.entity != &clockEntity() && change.entity != &partyEntity() &&
                   change.entity != &personEntity() && change.entity != &assessmentEntity();
        });
        if (!other)
            d->load();
    });
}

MatterPanel::~MatterPanel() = default;

QUuid MatterPanel::matter() const
{
    return d->matter;
}

void MatterPanel::start(const QString &action)
{
    if (!d->matter.isNull())
        d->actions->start(action, d->matter);
}

void MatterPanel::showMatter(const QUuid &matter)
{
    if (!mayReadMatters(d->desk))
        return;
    if (d->matter != matter) {
        d->unmasking->forgetAll();
        d->noted = {};
    }
    d->matter = matter;
    d->load();
}

} // namespace fengqiao
