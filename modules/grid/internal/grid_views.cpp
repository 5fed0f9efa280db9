// The tree of grids and its search.
#include <grid/grid_views.h>

#include <core/hanzi.h>
#include <grid/events.h>
#include <grid/grid.h>

#include "grid_branches.h"
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

// Makes the items of a county: each word and limit is looked up once.
class ItemMaker {
public:
    explicit ItemMaker(const RuleSet &rules)
        : m_rules(rules)
        , m_limits(rules)
    {
    }

    GridItem of(const GridLine &grid)
    {
        auto word = m_words.constFind(grid.kind);
        if (word == m_words.cend())
            word = m_words.insert(grid.kind, m_rules.word("grid_kind"_L1, grid.kind));
        GridItem item{.id = grid.id,
                      .parent = grid.parent,
                      .code = grid.code,
                      .name = grid.name,
                      .shortName = grid.name,
                      .org = grid.org,
                      .scheme = grid.scheme,
                      .kind = grid.kind,
                      .kindWord = *word,
                      .households = grid.households};
        item.generated = grid.generated;
        item.hasBorder = !grid.border.isEmpty();
        item.overLimit = m_limits.isOver(grid);
        return item;
    }

private:
    const RuleSet &m_rules;
    GridLimits m_limits;
    QHash<QString, QString> m_words;
};

bool passes(const GridItem &grid, const GridSearch &search)
{
    return (search.schemes.isEmpty() || search.schemes.contains(grid.scheme)) && (!search.vacant || grid.vacant > 0) &&
           (!search.generated || grid.generated) && (!search.noBorder || !grid.hasBorder) &&
           (!search.overLimit || grid.overLimit) && (!search.among || search.among->contains(grid.id));
}

// The areas of a forest with those that they stand in.
class ForestAreas {
public:
    explicit ForestAreas(QList<AreaItem> *areas)
        : m_areas(areas)
    {
        for (qsizetype i = 0; i < areas->size(); ++i)
            m_byCode.insert(areas->at(i).division.digits(), i);
    }

    // The area with these digits, and those above it; the same again for its next grid.
    const QList<qsizetype> &chain(const QString &digits)
    {
        if (digits == m_last)
            return m_chain;
        m_last = digits;
        m_chain.clear();
        for (const qsizetype level : {12, 9, 6}) {
            if (const auto at = m_byCode.constFind(digits.left(level)); digits.size() >= level && at != m_byCode.cend())
                m_chain << *at;
        }
        return m_chain;
    }

    [[nodiscard]] bool has(const QString &digits) const { return m_byCode.contains(digits); }

    AreaItem &operator[](qsizetype area) { return (*m_areas)[area]; }

private:
    QList<AreaItem> *m_areas;
    QHash<QString, qsizetype> m_byCode;
    QString m_last;
    QList<qsizetype> m_chain;
};

// Divisions that only the statistics know are shown where they have grids.
QList<AreaItem> areasOf(ReadContext &context, const QList<GridBranch> &branches, const QSet<QString> &withGrids)
{
    const GridWords words(context.rules);
    QList<AreaItem> areas;
    for (const GridBranch &branch : branches) {
        const GridCounts &counts = branch.counts;
        const bool hasGrids =
            counts.base + counts.exclusive + counts.micro > 0 || withGrids.contains(branch.division.digits());
        if (const auto division = hasGrids ? std::nullopt : findDivision(context.tx, branch.division);
            division && division->statistical)
            continue;
        AreaItem area;
        area.division = branch.division;
        area.name = branch.name;
        area.shortName = words.village(branch.name);
        area.vacant = counts.vacant;
        areas << area;
    }
    return areas;
}

} // namespace

GridForest gridForest(ReadContext &context, QDate day)
{
    if (context.grant(gridKind().permission) == Grant::None || context.actor.area.isNull())
        return {.day = day, .areas = {}, .grids = {}, .knowsEvents = readsEvents(context)};
    return gridForest(context, day, gridsAsOf(context.tx, day, context.actor.area.digits()));
}

GridForest gridForest(ReadContext &context, QDate day, const QList<GridLine> &lines)
{
    GridForest forest{.day = day, .areas = {}, .grids = {}, .knowsEvents = readsEvents(context)};
    if (context.grant(gridKind().permission) == Grant::None || context.actor.area.isNull())
        return forest;
    const QHash<QUuid, int> vacant = vacantPosts(context.tx, day);
    QHash<QUuid, qint64> events;
    if (forest.knowsEvents)
        events = eventsByGrid(context, openEvents(context.rules));
    const QStringList ground = groundKinds(context.rules);
    QSet<QString> withGrids;
    for (const GridLine &grid : lines)
        withGrids.insert(grid.org);
    forest.areas = areasOf(context, gridBranches(context, day, context.actor.area.digits(), lines), withGrids);
    ForestAreas areas(&forest.areas);
    ItemMaker items(context.rules);
    forest.grids.reserve(lines.size());
    for (const GridLine &grid : lines) { // in order of codes
        if (!areas.has(grid.org))
            continue;
        const QList<qsizetype> &chain = areas.chain(grid.org);
        AreaItem &own = areas[chain.first()];
        GridItem item = items.of(grid);
        item.vacant = vacant.value(grid.id);
        item.openEvents = events.value(grid.id);
        item.shortName = nameWithin(grid.name, own.shortName);
        const bool isGround = ground.contains(grid.kind);
        for (const qsizetype above : chain) {
            areas[above].grids += isGround ? 1 : 0;
            areas[above].openEvents += item.openEvents;
        }
        if (grid.code == grid.org)
            own.grid = grid.id; // its branch has a grid, so it is here
        else
            forest.grids << std::move(item);
    }
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
    ItemMaker maker(context.rules);
    QList<GridItem> items;
    for (const GridLine &other : gridsAsOf(context.tx, today, grid->org, {grid->kind})) {
        if (other.org == grid->org && other.id != grid->id)
            items << maker.of(other);
    }
    return items;
}

} // namespace fengqiao
