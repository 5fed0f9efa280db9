// The tree of grids and its search.
#include <grid/grid_views.h>

#include <core/hanzi.h>
#include <grid/events.h>
#include <grid/grid.h>

#include "grid_names.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype namesKept = 50'000;

// What a name is found by. Grids of a county share few names, and reading one aloud costs more than looking it up.
const QStringList &keysOf(const QString &name)
{
    thread_local QHash<QString, QStringList> known;
    auto keys = known.constFind(name);
    if (keys == known.cend()) {
        if (known.size() >= namesKept)
            known.clear();
        keys = known.insert(name, QStringList{fold(name)} + pinyin(name) + initials(name));
    }
    return *keys;
}

bool answers(const QString &name, const QString &typed)
{
    return std::ranges::any_of(keysOf(name), [&typed](const QString &key) { return key.contains(typed); });
}

QHash<QUuid, int> vacantPosts(Reader &reader, QDate day)
{
    QHash<QUuid, int> counts;
    Query posts = reader.query(
        u"SELECT p.grid, count(*) FROM grid_post p WHERE p.deleted = 0 AND "_s + inForceSql("p"_L1) +
            u" AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.post = p.id AND s.deleted = 0 AND s.from_date <= ? AND "
            "(s.to_date IS NULL OR s.to_date > ?)) GROUP BY p.grid"_s,
        {day.toJulianDay(), day.toJulianDay(), day.toJulianDay(), day.toJulianDay()});
    while (posts.next())
        counts.insert(posts.uuid(0), static_cast<int>(posts.integer(1)));
    return counts;
}

bool readsEvents(const ReadContext &context)
{
    return context.grant(eventKind().permission) != Grant::None;
}

EventFilter openEvents(const RuleSet &rules)
{
    EventFilter filter;
    filter.states = openEventStates(rules);
    return filter;
}

GridItem itemOf(const RuleSet &rules, const GridLine &grid)
{
    GridItem item{.id = grid.id,
                  .parent = grid.parent,
                  .code = grid.code,
                  .name = grid.name,
                  .shortName = grid.name,
                  .org = grid.org,
                  .scheme = grid.scheme,
                  .kind = grid.kind,
                  .kindWord = rules.word("grid_kind"_L1, grid.kind),
                  .households = grid.households};
    item.generated = grid.generated;
    item.hasBorder = !grid.border.isEmpty();
    const auto rule = gridRule(rules, grid.scheme, grid.kind);
    item.overLimit = rule && rule->households > 0 && grid.households.value_or(0) > rule->households;
    return item;
}

// Adds to a division and to all above it that are in the forest.
template <typename F> void addUp(GridForest &forest, const QHash<QString, qsizetype> &byCode, const QString &org, F add)
{
    for (const qsizetype digits : {6, 9, 12}) {
        if (const auto at = byCode.constFind(org.left(digits)); org.size() >= digits && at != byCode.cend())
            add(forest.areas[*at]);
    }
}

bool passes(const GridItem &grid, const GridSearch &search)
{
    return (search.schemes.isEmpty() || search.schemes.contains(grid.scheme)) && (!search.vacant || grid.vacant > 0) &&
           (!search.generated || grid.generated) && (!search.noBorder || !grid.hasBorder) &&
           (!search.overLimit || grid.overLimit) && (!search.among || search.among->contains(grid.id));
}

} // namespace

GridForest gridForest(ReadContext &context, QDate day)
{
    GridForest forest;
    forest.day = day;
    forest.knowsEvents = readsEvents(context);
    const QHash<QUuid, int> vacant = vacantPosts(context.tx, day);
    QHash<QUuid, qint64> events;
    if (forest.knowsEvents)
        events = eventsByGrid(context, openEvents(context.rules));
    const QStringList ground = groundKinds(context.rules);
    const GridWords words(context.rules);
    QHash<QString, qsizetype> byCode;
    const QList<GridBranch> branches = gridTree(context, day);
    for (const GridBranch &branch : branches) {
        // Divisions that only the statistics know are shown where they have grids.
        const GridCounts &counts = branch.counts;
        const bool hasGrids = !branch.grids.isEmpty() || counts.base + counts.exclusive + counts.micro > 0;
        if (const auto division = hasGrids ? std::nullopt : findDivision(context.tx, branch.division);
            division && division->statistical)
            continue;
        byCode.insert(branch.division.digits(), forest.areas.size());
        AreaItem area;
        area.division = branch.division;
        area.name = branch.name;
        area.shortName = words.village(branch.name);
        area.vacant = branch.counts.vacant;
        forest.areas << area;
    }
    for (const GridBranch &branch : branches) {
        for (const GridLine &grid : branch.grids) {
            GridItem item = itemOf(context.rules, grid);
            item.vacant = vacant.value(grid.id);
            item.openEvents = events.value(grid.id);
            item.shortName = nameWithin(grid.name, words.village(branch.name));
            const bool isGround = ground.contains(grid.kind);
            addUp(forest, byCode, grid.org, [&](AreaItem &area) {
                area.grids += isGround ? 1 : 0;
                area.openEvents += item.openEvents;
            });
            if (grid.code == grid.org)
                forest.areas[byCode.value(grid.org)].grid = grid.id; // its branch has a grid, so it is here
            else
                forest.grids << std::move(item);
        }
    }
    std::ranges::stable_sort(forest.grids, {}, &GridItem::code);
    return forest;
}

QList<qsizetype> findAreas(const GridForest &forest, const QString &text)
{
    const QString typed = fold(text).remove(u' ');
    QList<qsizetype> found;
    for (qsizetype i = 0; i < forest.areas.size() && !typed.isEmpty(); ++i) {
        const AreaItem &area = forest.areas.at(i);
        if (area.division.digits() == typed || answers(area.name, typed))
            found << i;
    }
    return found;
}

QList<qsizetype> findInForest(const GridForest &forest, const GridSearch &search)
{
    const QString typed = fold(search.text).remove(u' ');
    QSet<QString> villages; // whose name answers: all their grids do
    for (const qsizetype area : findAreas(forest, typed)) {
        if (forest.areas.at(area).division.level() == DivisionLevel::Village)
            villages.insert(forest.areas.at(area).division.digits());
    }
    QList<qsizetype> found;
    for (qsizetype i = 0; i < forest.grids.size(); ++i) {
        const GridItem &grid = forest.grids.at(i);
        if (!passes(grid, search))
            continue;
        if (typed.isEmpty() || grid.code.startsWith(typed) || villages.contains(grid.org) || answers(grid.name, typed))
            found << i;
    }
    return found;
}

QList<GridItem> mergeable(ReadContext &context, QUuid id)
{
    const QDate today = context.now.localDate();
    const auto grid = gridVersion(context.tx, id, today);
    if (!grid)
        return {};
    QList<GridItem> items;
    for (const GridLine &other : gridsAsOf(context.tx, today, grid->org, {grid->kind})) {
        if (other.org == grid->org && other.id != grid->id)
            items << itemOf(context.rules, other);
    }
    return items;
}

} // namespace fengqiao
