#include <grid/event_views.h>

#include <QCoreApplication>

#include <grid/grid.h>
#include <grid/grids.h>

#include "event_area.h"
#include "grid_names.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Events {
    Q_DECLARE_TR_FUNCTIONS(Events)
};

constexpr int mostRepeats = 50;
constexpr qsizetype townDigits = 9;

// The names of villages and grids of one list: each is asked for once.
class PlaceWords {
public:
    PlaceWords(Reader &reader, const RuleSet &rules)
        : m_reader(reader)
        , m_names(rules)
    {
    }

    QString of(const QString &village, QUuid grid)
    {
        const QString place = villageName(village);
        const QString name = gridName(grid);
        return name.isEmpty() ? place : place + u' ' + nameWithin(name, place);
    }

    // "山门镇 刘崖村 刘崖村第1网格 3组": what is said already is left out, "3组".
    QString beyond(const EventLine &line)
    {
        const QStringList said{divisionName(line.village.left(townDigits)), divisionName(line.village),
                               gridName(line.grid), villageName(line.village)};
        QStringView left = QStringView(line.place).trimmed();
        for (bool cut = true; cut && !left.isEmpty();) {
            cut = false;
            for (const QString &words : said) {
                if (words.isEmpty() || !left.startsWith(words))
                    continue;
                left = left.sliced(words.size()).trimmed();
                cut = true;
            }
        }
        return left.toString();
    }

private:
    QString villageName(const QString &digits)
    {
        const QString &name = divisionName(digits);
        return name.isEmpty() ? digits : m_names.village(name);
    }

    const QString &divisionName(const QString &digits)
    {
        auto known = m_divisions.constFind(digits);
        if (known == m_divisions.cend()) {
            const auto code = DivisionCode::parse(digits);
            const auto division = code ? findDivision(m_reader, *code) : std::nullopt;
            known = m_divisions.insert(digits, division ? division->name : QString());
        }
        return *known;
    }

    // Without the border, which is most of a grid.
    QString gridName(QUuid id)
    {
        if (id.isNull())
            return {};
        auto known = m_grids.constFind(id);
        if (known == m_grids.cend()) {
            Query row = m_reader.query(u"SELECT name, code, org FROM grid WHERE id = ?"_s, {id});
            const bool isOwn = row.next() && row.text(1) == row.text(2); // the division's own: said already
            known = m_grids.insert(id, isOwn ? QString() : row.text(0));
        }
        return *known;
    }

    Reader &m_reader;
    GridWords m_names;
    QHash<QString, QString> m_divisions;
    QHash<QUuid, QString> m_grids;
};

EventItem itemOf(const RuleSet &rules, PlaceWords &words, const EventLine &line)
{
    const RuleRow *state = rules.table("states"_L1).find(line.state);
    return {line, words.of(line.village, line.grid), words.beyond(line), state && state->flag("terminal"_L1)};
}

EventNote noteOf(const RuleSet &rules, const Row &event)
{
    const RuleRow *state = rules.table("states"_L1).find(event.text("state"_L1));
    return {event.id(), event.text("number"_L1), rules.word("event_kind"_L1, event.text("kind"_L1)),
            state ? state->word() : event.text("state"_L1), event.instant("happened_at"_L1)};
}

std::optional<GeoPoint> pointOf(const Row &event)
{
    if (event.isNull("longitude"_L1))
        return std::nullopt;
    return GeoPoint{static_cast<double>(event.integer("longitude"_L1)) / 1e7,
                    static_cast<double>(event.integer("latitude"_L1)) / 1e7};
}

std::optional<EventNote> nearest(ReadContext &context, const NearbyQuery &query)
{
    if (!isPlaceKind(context.rules, query.kind))
        return std::nullopt;
    const auto found = NearbyFinder(context.rules).find(context.tx, query);
    const auto row = found ? context.tx.find(gridEventEntity(), found->id) : std::nullopt;
    if (!row || !context.maySee(eventKind(), *row))
        return std::nullopt;
    EventNote note = noteOf(context.rules, *row);
    note.metres = found->metres;
    return note;
}

// Closed with a reason of either list.
QString reasonWord(const RuleSet &rules, const QString &code)
{
    if (code.isEmpty())
        return {};
    const bool refused = rules.hasCode(u"event_refuse_reason"_s, code);
    return rules.word(refused ? "event_refuse_reason"_L1 : "event_close_reason"_L1, code);
}

QString reporterOf(ReadContext &context, const Row &event)
{
    const QString role = context.rules.word("event_reporter"_L1, event.text("reporter_role"_L1));
    const QString name = context.accountName(event.uuid("account"_L1));
    return name.isEmpty() ? role : Events::tr("%1 (entered by %2)", "who reported an event").arg(role, name);
}

void describeState(ReadContext &context, EventView &view)
{
    const RuleTable &states = context.rules.table("states"_L1);
    const QString code = view.row->text("state"_L1);
    const RuleRow *state = states.find(code);
    const RuleRow *close = context.rules.table("actions"_L1).find(u"close_event"_s);
    view.stateWord = state ? state->word() : code;
    view.stateSentence = state ? state->word("next"_L1) : QString();
    view.terminal = state && state->flag("terminal"_L1);
    view.settled = close && close->text("to"_L1) == code;
}

void describePlace(ReadContext &context, EventView &view)
{
    const Row &event = *view.row;
    view.grid = event.uuid("grid"_L1);
    view.point = pointOf(event);
    if (const auto grid = gridById(context.tx, view.grid))
        view.gridPlace = gridPlace(context.tx, *grid);
    else if (const auto village = DivisionCode::parse(event.text("org"_L1)))
        view.gridPlace = placeName(context.tx, *village);
}

void describeKin(ReadContext &context, EventView &view)
{
    const Row &event = *view.row;
    if (const auto original = context.tx.find(gridEventEntity(), event.uuid("duplicate_of"_L1)))
        view.original = noteOf(context.rules, *original);
    for (const Row &repeat :
         context.tx.select(gridEventEntity(),
                           u"duplicate_of = ? ORDER BY rowid LIMIT "_s + QString::number(mostRepeats), {event.id()}))
        view.repeats << noteOf(context.rules, repeat);
    if (view.point && !view.original && !view.terminal)
        view.similar =
            nearest(context, {event.text("kind"_L1), *view.point, event.instant("happened_at"_L1), event.id()});
}

} // namespace

bool operator==(const EventItem &a, const EventItem &b)
{
    const auto parts = [](const EventItem &item) {
        return std::tie(item.line.id, item.line.kind, item.line.state, item.line.place, item.line.happenedAt,
                        item.where);
    };
    return parts(a) == parts(b);
}

EventList eventList(ReadContext &context, const EventFilter &filter, int limit, int offset)
{
    EventList page;
    PlaceWords words(context.tx, context.rules);
    for (const EventLine &line : events(context, filter, limit, offset))
        page.items << itemOf(context.rules, words, line);
    if (offset == 0)
        page.total = page.items.size() < limit ? page.items.size() : countEvents(context, filter);
    return page;
}

Result<EventView> eventView(ReadContext &context, QUuid id)
{
    EventView view;
    view.row = context.tx.find(gridEventEntity(), id);
    if (!view.row || !context.maySee(eventKind(), *view.row))
        return fail(ErrorKind::NotFound, u"event.not_found"_s,
                    Events::tr("There is no such event in what you may see."));
    const Row &event = *view.row;
    const RuleSet &rules = context.rules;
    const bool maskNames = context.masksNames(eventKind(), event);
    const auto shown = [&](QLatin1StringView column) {
        const Field *field = gridEventEntity().field(column);
        const bool open = field->personal == Personal::Narrative && !maskNames;
        return open ? event.text(column) : context.masked(*field, event.value(column), maskNames);
    };
    view.kindWord = rules.word("event_kind"_L1, event.text("kind"_L1));
    view.headWord = rules.word("event_head"_L1, event.text("head"_L1));
    view.familyWord = rules.word("event_family"_L1, event.text("family"_L1));
    if (!event.isNull("tier"_L1))
        view.tierWord = rules.word("event_tier"_L1, event.text("tier"_L1));
    view.unitName = organisationName(context.tx, event.uuid("unit"_L1));
    view.reporter = reporterOf(context, event);
    view.text = shown("text"_L1);
    view.place = shown("place"_L1);
    view.result = shown("result"_L1);
    view.feedback = shown("feedback"_L1);
    view.reasonWord = reasonWord(rules, event.text("close_reason"_L1));
    if (!event.isNull("external_id"_L1))
        view.source = u"%1 %2"_s.arg(event.text("source"_L1), event.text("external_id"_L1));
    view.matter = event.uuid("matter"_L1);
    if (!view.matter.isNull()) // its table stands on a higher floor; its number is known by reference
        view.matterNumber =
            context.fields(eventKind(), event).value("words"_L1).toObject().value("matter"_L1).toString();
    view.history = context.history(id, maskNames);
    describeState(context, view);
    describePlace(context, view);
    describeKin(context, view);
    return view;
}

PlaceHint placeHint(ReadContext &context, const QString &kind, GeoPoint wgs84, Instant at)
{
    PlaceHint hint;
    const auto places = GridPlaces::of(context.tx, context.rules, context.now.localDate());
    if (const GridPlaces::Place *place = places->at(wgs84)) {
        hint.grid = place->grid;
        hint.gridCode = place->code;
        if (const auto grid = gridById(context.tx, place->grid))
            hint.gridPlace = gridPlace(context.tx, *grid);
    }
    if (!kind.isEmpty())
        hint.similar = nearest(context, {kind, wgs84, at, QUuid()});
    return hint;
}

} // namespace fengqiao
