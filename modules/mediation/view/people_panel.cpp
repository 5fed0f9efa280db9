#include <mediation/widgets/people_panel.h>

#include <QStackedLayout>

#include <mediation/mediation.h>
#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>
#include <widgets/unmasking.h>

#include "panel_parts.h"
#include "people_list.h"
#include "person_card.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int peopleShown = 12;
constexpr int mattersShown = 8;

struct Found {
    QString text;
    QList<PersonMatch> people;
    QList<MatterCard> matters;
};

Found findAll(ReadContext &context, const QString &text, const VisitCounter &visits)
{
    Found found{text, searchPeople(context, text, peopleShown, visits), {}};
    QList<QUuid> seen;
    const auto take = [&](QUuid id) {
        if (seen.contains(id) || found.matters.size() >= mattersShown)
            return;
        seen << id;
        if (auto card = matterCard(context, id))
            found.matters.append(std::move(*card));
    };
    for (const SearchHit &hit : context.tx.search({text, {u"matter"_s}, 2 * mattersShown}))
        take(hit.id);
    for (const PersonMatch &person : std::as_const(found.people)) // whoever looks for a person often means the matter
        take(person.lastMatter);
    return found;
}

} // namespace

struct PeoplePanel::Private {
    PeoplePanel *q;
    Desk &desk;
    Unmasking *unmasking;
    VisitCounter visits;
    SearchField *field;
    FoundModel *model;
    QListView *list;
    PersonCard *card;
    EmptyState *state;
    QStackedLayout *pages;
    QString text;
    QHash<QUuid, std::pair<QUuid, QString>> lastMatters; // of the people on show
    LatestRead<Found> reading;

    Private(PeoplePanel *panel, Desk &theDesk);
    void show(const Result<Found> &answer);
    void showCurrent();
    void activate(const QModelIndex &index);
};

PeoplePanel::Private::Private(PeoplePanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , unmasking(new Unmasking(theDesk, panel))
    , field(new SearchField(tr("Name, pinyin, ID or phone tail, address, number"), panel))
    , model(new FoundModel(panel))
    , list(new QListView(panel))
    , card(new PersonCard(unmasking, panel))
    , state(new EmptyState({}, {}, panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<Found> &answer) { show(answer); })
{
}

void PeoplePanel::Private::show(const Result<Found> &answer)
{
    if (!answer || answer->text != text)
        return;
    QList<FoundItem> items;
    lastMatters.clear();
    for (const PersonMatch &match : answer->people) {
        items.append({.person = hitOf(match, text), .matter = {}});
        lastMatters.insert(match.id, {match.lastMatter, match.lastMatterNumber});
    }
    for (const MatterCard &matter : answer->matters)
        items.append({.person = {}, .matter = MatterItem{.card = matter}});
    model->setRows(items);
    if (text.isEmpty()) {
        state->setIcon(u"search"_s);
        state->setSentence(
            tr("Type a name, its pinyin or initials, the last four of an ID or phone number, a piece of an "
               "address, or the number of a matter."));
    } else {
        state->setIcon(u"user"_s);
        state->setSentence(tr("Nobody and nothing found for “%1”.").arg(text));
    }
    pages->setCurrentWidget(items.isEmpty() ? static_cast<QWidget *>(state) : list);
    if (!items.isEmpty() && !list->currentIndex().isValid())
        list->setCurrentIndex(model->index(0, 0));
    showCurrent();
}

void PeoplePanel::Private::showCurrent()
{
    const FoundItem *item = model->item(list->currentIndex());
    if (!item || item->matter)
        return card->clear();
    const auto [matter, number] = lastMatters.value(item->person.id);
    card->setPerson(item->person, matter, number);
}

void PeoplePanel::Private::activate(const QModelIndex &index)
{
    const FoundItem *item = model->item(index);
    if (!item)
        return;
    list->setCurrentIndex(index);
    showCurrent();
    if (item->matter) {
        Q_EMIT q->matterActivated(item->matter->card.id);
        return;
    }
    desk.noteRead(u"person"_s, item->person.id, u"show"_s);
    Q_EMIT q->personChosen(item->person.id);
}

PeoplePanel::PeoplePanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    setUpList(d->list, tr("People and matters found"));
    d->field->setObjectName(u"peopleSearch"_s);
    d->field->setToolTip(d->field->placeholderText());
    d->list->setObjectName(u"peopleFound"_s);
    d->list->setItemDelegate(new FoundDelegate([&desk] { return desk.now().localDate(); }, d->list));
    d->list->setModel(d->model);
    d->field->setList(d->list);
    d->pages->addWidget(d->state);
    d->pages->addWidget(d->list);
    column->addWidget(d->field);
    column->addLayout(d->pages, 1);
    column->addWidget(d->card);
    setFocusProxy(d->field);
    if (!mayReadMatters(desk)) {
        QWidget *explanation = mayNotRead(this);
        d->pages->addWidget(explanation);
        d->pages->setCurrentWidget(explanation);
        d->field->setEnabled(false);
        return;
    }
    connect(d->field, &SearchField::search, this, &PeoplePanel::search);
    connect(d->list, &QListView::activated, this, [this](const QModelIndex &index) { d->activate(index); });
    connect(d->list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { d->showCurrent(); });
    connect(d->card, &PersonCard::matterWanted, this, &PeoplePanel::matterActivated);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        const bool ours = std::ranges::any_of(changes, [](const Change &change) {
            return change.entity == &matterEntity() || change.entity == &personEntity() ||
                   change.entity == &partyEntity();
        });
        if (ours && !d->text.isEmpty())
            search(d->text);
    });
    d->show(Found{});
}

PeoplePanel::~PeoplePanel() = default;

void PeoplePanel::setVisitCounter(VisitCounter visits)
{
    d->visits = std::move(visits);
}

void PeoplePanel::focusSearch()
{
    d->field->setFocus(Qt::ShortcutFocusReason);
    d->field->selectAll();
}

void PeoplePanel::search(const QString &text)
{
    if (!mayReadMatters(d->desk))
        return;
    d->text = text.trimmed();
    if (d->text.isEmpty())
        return d->show(Found{});
    d->reading.ask([this, text = d->text, visits = d->visits] {
        return d->desk.read(
            [text, visits](ReadContext &context) -> Result<Found> { return findAll(context, text, visits); });
    });
}

} // namespace fengqiao
