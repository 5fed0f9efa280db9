// One grid with everything that hangs on it, and grids as choices of a field.
#include <QCoreApplication>
#include <QSet>

#include <core/hanzi.h>
#include <grid/events.h>
#include <grid/grid.h>
#include <grid/grid_views.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

constexpr qsizetype mostSteps = 200; // of the lineage
constexpr int mostPast = 100;
constexpr qint64 dayMs = 86'400'000;

QDate dateAt(const Query &query, int column)
{
    const QVariant value = query.value(column);
    return value.isNull() ? QDate() : QDate::fromJulianDay(value.toLongLong());
}

QString maskedPhone(const ReadContext &context, const QString &phone)
{
    return phone.isEmpty() ? QString() : context.masked(*gridMemberEntity().field("phone"_L1), phone);
}

QList<PostItem> postsOf(ReadContext &context, QUuid grid, QDate day)
{
    QList<PostItem> items;
    Query posts = context.tx.query(
        u"SELECT p.id, p.kind, p.duties, p.valid_from, s.id, m.id, m.name, m.phone, s.from_date, "
        "coalesce((SELECT max(e.to_date) FROM posting e WHERE e.post = p.id AND e.deleted = 0 AND e.to_date <= ?), "
        "p.valid_from) FROM grid_post p LEFT JOIN posting s ON s.post = p.id AND s.deleted = 0 AND s.from_date <= ? "
        "AND (s.to_date IS NULL OR s.to_date > ?) LEFT JOIN grid_member m ON m.id = s.member "
        "WHERE p.deleted = 0 AND p.grid = ? AND "_s +
            inForceSql("p"_L1) + u" ORDER BY p.rowid"_s,
        {day.toJulianDay(), day.toJulianDay(), day.toJulianDay(), grid, day.toJulianDay(), day.toJulianDay()});
    while (posts.next()) {
        PostItem item{.post = posts.uuid(0),
                      .kind = posts.text(1),
                      .kindWord = context.rules.word("member_role"_L1, posts.text(1)),
                      .duties = posts.text(2),
                      .from = dateAt(posts, 3),
                      .posting = posts.uuid(4),
                      .member = posts.uuid(5),
                      .name = posts.text(6),
                      .phone = maskedPhone(context, posts.text(7))};
        item.since = dateAt(posts, item.posting.isNull() ? 9 : 8);
        items << item;
    }
    return items;
}

QList<PastPosting> pastOf(ReadContext &context, const QString &code, QDate day)
{
    QList<PastPosting> past;
    Query postings = context.tx.query(
        u"SELECT p.kind, m.name, s.from_date, s.to_date, s.reason FROM posting s JOIN grid_post p ON p.id = s.post "
        "JOIN grid g ON g.id = p.grid LEFT JOIN grid_member m ON m.id = s.member WHERE s.deleted = 0 AND g.code = ? "
        "AND s.to_date <= ? ORDER BY s.to_date DESC, s.rowid DESC LIMIT "_s +
            QString::number(mostPast),
        {code, day.toJulianDay()});
    while (postings.next())
        past << PastPosting{context.rules.word("member_role"_L1, postings.text(0)), postings.text(1),
                            dateAt(postings, 2), dateAt(postings, 3), postings.text(4)};
    return past;
}

// Along the lines of descent, away from one version: `from` and `to` are the two ends of a line.
void follow(ReadContext &context, QUuid start, QLatin1StringView from, QLatin1StringView to, QList<GridStep> &steps)
{
    QSet<QUuid> seen{start};
    QList<QUuid> open{start};
    while (!open.isEmpty() && steps.size() < mostSteps) {
        const QUuid at = open.takeFirst();
        for (const Row &line : context.tx.select(gridLineEntity(), QString(from) + u" = ? ORDER BY date, id"_s, {at})) {
            GridStep step;
            step.date = line.date("date"_L1);
            step.kindWord = context.rules.word("grid_change"_L1, line.text("kind"_L1));
            step.reason = line.text("reason"_L1);
            step.from = line.uuid("from_grid"_L1);
            step.to = line.uuid("to_grid"_L1);
            const bool known = std::ranges::any_of(
                steps, [&step](const GridStep &other) { return other.from == step.from && other.to == step.to; });
            if (!known)
                steps << step;
            if (const QUuid next = line.uuid(to); !seen.contains(next)) {
                seen.insert(next);
                open << next;
            }
        }
    }
}

QList<GridStep> stepsOf(ReadContext &context, QUuid grid)
{
    QList<GridStep> steps;
    follow(context, grid, "to_grid"_L1, "from_grid"_L1, steps);
    follow(context, grid, "from_grid"_L1, "to_grid"_L1, steps);
    for (GridStep &step : steps) {
        if (const auto from = context.tx.find(gridEntity(), step.from)) {
            step.fromCode = from->text("code"_L1);
            step.fromName = from->text("name"_L1);
        }
        if (const auto to = context.tx.find(gridEntity(), step.to)) {
            step.toCode = to->text("code"_L1);
            step.toName = to->text("name"_L1);
        }
    }
    std::ranges::stable_sort(steps, std::ranges::greater(), &GridStep::date);
    return steps;
}

void countEventsOf(ReadContext &context, GridView &view)
{
    view.knowsEvents = context.grant(eventKind().permission) != Grant::None;
    view.shownDays = context.rules.settingNumber("event_shown_days"_L1);
    if (!view.knowsEvents)
        return;
    EventFilter filter;
    filter.grid = view.grid.id;
    filter.states = openEventStates(context.rules);
    view.openEvents = countEvents(context, filter);
    filter.states.clear();
    filter.from = Instant{context.now.ms - view.shownDays * dayMs};
    view.recentEvents = countEvents(context, filter);
}

RecordChoice choiceOf(ReadContext &context, const GridLine &grid)
{
    const auto division = DivisionCode::parse(grid.org);
    return {grid.code, grid.name, u"%1 · %2"_s.arg(division ? placeName(context.tx, *division) : grid.org, grid.code)};
}

int rankOf(const GridItem &grid, const QString &typed)
{
    if (grid.code == typed)
        return 0;
    const QString name = fold(grid.name);
    return name.startsWith(typed) ? 1 : grid.code.startsWith(typed) ? 2 : name.contains(typed) ? 3 : 4;
}

} // namespace

Result<GridView> gridView(ReadContext &context, QUuid id, QDate day)
{
    const auto row = context.tx.find(gridEntity(), id);
    auto line = gridById(context.tx, id);
    if (!row || !line || !context.maySee(gridKind(), *row))
        return fail(ErrorKind::NotFound, u"grid.not_found"_s, Grids::tr("There is no such grid in what you may see."));
    GridView view;
    view.grid = *std::move(line);
    view.place = gridPlace(context.tx, view.grid);
    view.kindWord = context.rules.word("grid_kind"_L1, view.grid.kind);
    view.schemeWord = context.rules.word("grid_scheme"_L1, view.grid.scheme);
    if (const auto rule = gridRule(context.rules, view.grid.scheme, view.grid.kind))
        view.limit = rule->households;
    if (const auto current = gridVersion(context.tx, id, context.now.localDate()))
        view.current = current->id;
    // Of a version that has ended: as it was on its last day.
    const QDate shown = view.grid.validTo.isValid() && view.grid.validTo <= day ? view.grid.validTo.addDays(-1)
                                                                                : std::max(day, view.grid.validFrom);
    view.posts = postsOf(context, id, shown);
    view.past = pastOf(context, view.grid.code, shown);
    view.contacts = contactCard(context, id, shown);
    for (ContactLine &contact : view.contacts)
        contact.phone = maskedPhone(context, contact.phone);
    view.steps = stepsOf(context, id);
    countEventsOf(context, view);
    return view;
}

QList<RecordChoice> gridChoices(ReadContext &context, const QString &text, int limit)
{
    const QDate today = context.now.localDate();
    const GridForest forest = gridForest(context, today);
    const QString typed = fold(text).remove(u' ');
    QList<qsizetype> found = findInForest(forest, {.text = typed});
    if (!typed.isEmpty())
        std::ranges::stable_sort(found, {}, [&](qsizetype at) { return rankOf(forest.grids.at(at), typed); });
    QHash<QString, QString> places;
    for (const AreaItem &area : forest.areas)
        places.insert(area.division.digits(), area.name);
    QList<RecordChoice> choices;
    for (const qsizetype area : findAreas(forest, typed)) { // a town or village that has a grid of its own
        if (!forest.areas.at(area).grid.isNull() && choices.size() < limit / 5)
            choices << RecordChoice{forest.areas.at(area).division.digits(), forest.areas.at(area).name,
                                    forest.areas.at(area).division.digits()};
    }
    for (const qsizetype at : found) {
        if (choices.size() >= limit)
            break;
        const GridItem &grid = forest.grids.at(at);
        const QString town = places.value(grid.org.left(9));
        const QString village = grid.org.size() > 9 ? places.value(grid.org) : QString();
        choices << RecordChoice{grid.code, grid.name, QStringList{town, village, grid.code}.join(u' ').simplified()};
    }
    return choices;
}

RecordChoice describeGrid(ReadContext &context, const QString &codeOrId)
{
    const QUuid id = QUuid::fromString(codeOrId);
    const auto grid = id.isNull() ? findGrid(context.tx, codeOrId, context.now.localDate()) : gridById(context.tx, id);
    return grid ? choiceOf(context, *grid) : RecordChoice{codeOrId, {}, {}};
}

} // namespace fengqiao
