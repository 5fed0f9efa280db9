#include <mediation/widgets/matter_panel.h>

#include <QStackedLayout>
#include <QTabBar>

#include <mediation/mediation.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>
#include <widgets/unmasking.h>

#include "matter_actions.h"
#include "matter_head.h"
#include "matter_sections.h"
#include "panel_parts.h"
#include "timeline_words.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Shown {
    QUuid asked;
    MatterView view;
    QList<TimelineRow> timeline;
    MatterLinks links;
    QList<OverlayCard> overlays;
    MatterOutcome outcome;
    MatterPapers papers;
    ScoreCard score;
};

// They have a part of their own.
bool isPaper(const QString &machine)
{
    return machine == documentKind().name || machine == attachmentKind().name;
}

QList<const RecordKind *> besideTheMatter(const Desk &desk)
{
    QList<const RecordKind *> kinds = overlayKinds(desk);
    kinds.removeIf([](const RecordKind *kind) { return isPaper(kind->name); });
    return kinds;
}

ScoreCard lastScore(ReadContext &context, QUuid matter)
{
    const QList<Row> last = context.tx.select(
        assessmentEntity(), u"matter = ? ORDER BY assessed_at DESC, id DESC LIMIT 1"_s, {QVariant(matter)});
    return last.isEmpty() ? ScoreCard() : ScoreCard::fromJson(last.first().json("card"_L1).toObject());
}

Result<Shown> readMatter(ReadContext &context, QUuid id, const QList<const RecordKind *> &overlays)
{
    auto view = matterView(context, id);
    if (!view)
        return fail(view.error());
    Shown shown{id, std::move(*view), {}, {}, {}, {}, {}, {}};
    shown.timeline = timelineRows(context, shown.view);
    const QUuid target = shown.view.row->uuid("merged_into"_L1);
    if (const auto card = target.isNull() ? std::nullopt : matterCard(context, target))
        shown.links = {target, card->number};
    shown.overlays = overlaysOf(context, overlays, id);
    shown.outcome = matterOutcome(context, *shown.view.row);
    shown.papers = matterPapers(context, id);
    shown.score = lastScore(context, id);
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
    OverlaysSection *overlays;
    AgreementSection *agreement;
    PapersSection *papers;
    ClocksSection *clocks;
    ScoreSection *score;
    QList<const RecordKind *> overlayKinds;
    LatestRead<Shown> reading;

    Private(MatterPanel *panel, Desk &theDesk);
    void build();
    void addPart(const QString &title, QWidget *part);
    void load();
    void show(const Result<Shown> &answer);
    void showOffers(const Shown &shown);
    void countOnTabs(const Shown &shown);
    [[nodiscard]] bool concerns(const Change &change) const;
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
    , overlays(new OverlaysSection(theDesk, page))
    , agreement(new AgreementSection(page))
    , papers(new PapersSection(theDesk, page))
    , clocks(new ClocksSection(theDesk, page))
    , score(new ScoreSection(theDesk, page))
    , overlayKinds(besideTheMatter(theDesk))
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
    addPart(tr("Joint work"), overlays);
    addPart(tr("Agreement"), agreement);
    addPart(tr("Papers"), papers);
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
    connect(overlays, &OverlaysSection::beginWanted, actions,
            [this](const QString &action) { actions->start(action, matter); });
    connect(overlays, &OverlaysSection::actionWanted, actions, &MatterActions::startOn);
    const auto begin = [this](const QString &action, const QJsonObject &values) {
        actions->start(action, matter, values);
    };
    connect(agreement, &AgreementSection::stepWanted, actions, begin);
    connect(papers, &PapersSection::beginWanted, actions, begin);
    connect(papers, &PapersSection::actionWanted, actions, &MatterActions::startOn);
    connect(papers, &PapersSection::paperWanted, q,
            [this](const QUuid &document, const QString &code) { Q_EMIT q->paperWanted(matter, document, code); });
    connect(papers, &PapersSection::signatureWanted, q, &MatterPanel::signatureWanted);
    connect(papers, &PapersSection::dossierWanted, q, [this] { Q_EMIT q->dossierWanted(matter); });
    connect(overview, &OverviewSection::matterWanted, q, &MatterPanel::matterActivated);
    connect(overview, &OverviewSection::visitWanted, q, &MatterPanel::visitActivated);
}

void MatterPanel::Private::load()
{
    if (matter.isNull())
        return;
    reading.ask([this] {
        return desk.read([id = matter, kinds = overlayKinds](ReadContext &context) -> Result<Shown> {
            return readMatter(context, id, kinds);
        });
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
    showOffers(*answer);
    overview->setView(view, answer->links);
    timeline->setRows(answer->timeline);
    parties->setView(view);
    clocks->setView(view);
    score->setView(view, answer->score);
    countOnTabs(*answer);
    pages->setCurrentWidget(page);
    Q_EMIT q->shown(answer->asked);
}

// What may be begun beside the matter is offered where it will stand and not among the matter's own steps. What may not
// be done is explained in one place, whatever it is.
void MatterPanel::Private::showOffers(const Shown &shown)
{
    const QList<Desk::Offer> offers = desk.offers(u"matter"_s, *shown.view.row);
    QList<Desk::Offer> steps;
    QList<Desk::Offer> beginnings;
    QList<Desk::Offer> paperwork;
    for (const Desk::Offer &offer : offers) {
        const QString machine = offer.action->text("machine"_L1);
        if (!offer.allowed || machine == "matter"_L1)
            steps << offer;
        else if (isPaper(machine))
            paperwork << offer;
        else
            beginnings << offer;
    }
    head->setView(shown.view, withFastPath(desk, *shown.view.row, steps));
    overlays->setView(shown.overlays, beginnings);
    agreement->setView(shown.outcome, steps);
    papers->setView(shown.papers, paperwork);
}

// Rows that belong to a matter do not say to which one here; reading once too often does no harm.
bool MatterPanel::Private::concerns(const Change &change) const
{
    static const QList<const Entity *> rows{
        &clockEntity(),      &partyEntity(),    &personEntity(),  &assessmentEntity(), &agreementEntity(),
        &instalmentEntity(), &followUpEntity(), &subsidyEntity(), &attachmentEntity(), &documentEntity()};
    return change.id == matter || rows.contains(change.entity) ||
           std::ranges::any_of(overlayKinds,
                               [&change](const RecordKind *kind) { return kind->entity == change.entity; });
}

// A tab tells at a glance how much is behind it.
void MatterPanel::Private::countOnTabs(const Shown &shown)
{
    const auto set = [this](QWidget *part, const QString &plain, const QString &counted, qsizetype count) {
        tabs->setTabText(parts->indexOf(part), count == 0 ? plain : counted.arg(count));
    };
    const auto open =
        std::ranges::count_if(shown.overlays, [](const OverlayCard &card) { return card.phase != "done"_L1; });
    set(parties, tr("Parties"), tr("Parties %1"), shown.view.parties.size());
    set(overlays, tr("Joint work"), tr("Joint work %1"), open);
    set(papers, tr("Papers"), tr("Papers %1"), shown.papers.documents.size() + shown.papers.attachments.size());
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
        if (std::ranges::any_of(changes, [this](const Change &change) { return d->concerns(change); }))
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
