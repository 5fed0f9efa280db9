#include <grid/board.h>

#include <grid/grid.h>

#include "grid_branches.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The part of the area asked for that this person sees; nothing if they have nothing in common.
std::optional<QString> seenArea(const ReadContext &context, const QString &area)
{
    if (context.grant(u"grid.read"_s) == Grant::None || context.actor.area.isNull())
        return std::nullopt;
    const QString own = context.actor.area.digits();
    if (area.startsWith(own))
        return area;
    if (own.startsWith(area))
        return own;
    return std::nullopt;
}

QVariantList days(QDate day)
{
    return {day.toJulianDay(), day.toJulianDay()};
}

QString endOf(const QString &area)
{
    return area + u':'; // ':' follows '9'
}

GridCounts countsOf(const GridLimits &limits, const GridLine &grid)
{
    GridCounts counts;
    counts.base = grid.kind == "base"_L1 ? 1 : 0;
    counts.exclusive = grid.kind == "exclusive"_L1 ? 1 : 0;
    counts.micro = grid.kind == "micro"_L1 ? 1 : 0;
    counts.generated = grid.generated ? 1 : 0;
    counts.noBorder = grid.border.isEmpty() ? 1 : 0;
    if (counts.base > 0)
        counts.households = grid.households.value_or(0);
    counts.overLimit = limits.isOver(grid) ? 1 : 0;
    return counts;
}

struct PostCount {
    int posts = 0;
    int vacant = 0;
};

// How many posts each division's own grids have on a day, and how many of them nobody fills.
QHash<QString, PostCount> postCounts(Reader &reader, QDate day, const QString &area)
{
    QHash<QString, PostCount> counts;
    Query posts = reader.query(
        u"SELECT p.org, count(*), sum(NOT EXISTS (SELECT 1 FROM posting s WHERE s.post = p.id AND s.deleted = 0 AND "
        "s.from_date <= ? AND (s.to_date IS NULL OR s.to_date > ?))) FROM grid_post p WHERE p.deleted = 0 AND "
        "p.org >= ? AND p.org < ? AND "_s +
            inForceSql("p"_L1) + u" GROUP BY p.org"_s,
        days(day) + QVariantList{area, endOf(area)} + days(day));
    while (posts.next())
        counts.insert(posts.text(0), {static_cast<int>(posts.integer(1)), static_cast<int>(posts.integer(2))});
    return counts;
}

struct Filled {
    QString kind;
    QString name;
    QString phone;
    QString duties;
    QUuid member;
    QDate since;
    bool optOut = false;
};

// The people in the posts of one version of a grid.
QList<Filled> filledPosts(Reader &reader, QUuid grid, QDate day)
{
    QList<Filled> filled;
    Query people = reader.query(
        u"SELECT p.kind, m.name, m.phone, p.duties, m.id, s.from_date, coalesce(m.opt_out, 0) FROM grid_post p "
        "JOIN posting s ON s.post = p.id AND s.deleted = 0 AND s.from_date <= ? AND (s.to_date IS NULL OR "
        "s.to_date > ?) JOIN grid_member m ON m.id = s.member AND m.deleted = 0 WHERE p.deleted = 0 AND p.grid = ? "
        "AND "_s +
            inForceSql("p"_L1) + u" ORDER BY p.rowid"_s,
        days(day) + QVariantList{grid} + days(day));
    while (people.next())
        filled << Filled{people.text(0),        people.text(1), people.text(2),
                         people.text(3),        people.uuid(4), QDate::fromJulianDay(people.integer(5)),
                         people.integer(6) != 0};
    return filled;
}

ContactLine lineOf(const RuleSet &rules, const Filled &filled, const GridLine &grid)
{
    return {.kind = filled.kind,
            .kindWord = rules.word("member_role"_L1, filled.kind),
            .name = filled.name,
            .phone = filled.phone,
            .duties = filled.duties,
            .grid = grid.name,
            .member = filled.member,
            .since = filled.since};
}

// A grid and those above it, on that day.
QList<GridLine> chainOf(Reader &reader, const GridLine &grid, QDate day)
{
    constexpr int mostLevels = 10; // of any scheme; a ring of parents, which verify names, must not hang the window
    QList<GridLine> chain{grid};
    while (chain.size() < mostLevels) {
        const GridLine &last = chain.last();
        // One that names no grid above it stands directly below its village, which may have a grid of its own.
        auto above = !last.parent.isNull()   ? gridVersion(reader, last.parent, day)
                     : last.code != last.org ? findGrid(reader, last.org, day)
                                             : std::nullopt;
        if (!above)
            break;
        chain << *std::move(above);
    }
    return chain;
}

std::optional<GridLine> seenGrid(ReadContext &context, QUuid id, QDate day)
{
    auto grid = gridVersion(context.tx, id, day);
    return grid && seenArea(context, grid->org) == grid->org ? grid : std::nullopt;
}

} // namespace

GridCounts &GridCounts::operator+=(const GridCounts &other)
{
    base += other.base;
    exclusive += other.exclusive;
    micro += other.micro;
    overLimit += other.overLimit;
    generated += other.generated;
    noBorder += other.noBorder;
    posts += other.posts;
    vacant += other.vacant;
    households += other.households;
    return *this;
}

GridLimits::GridLimits(const RuleSet &rules)
    : m_rules(gridRules(rules))
{
}

bool GridLimits::isOver(const GridLine &grid) const
{
    return std::ranges::any_of(m_rules, [&grid](const GridRule &rule) {
        return rule.households > 0 && grid.households.value_or(0) > rule.households && rule.kind == grid.kind &&
               rule.scheme == grid.scheme;
    });
}

QList<GridBranch> gridBranches(ReadContext &context, QDate day, const QString &area, const QList<GridLine> &lines)
{
    QList<GridBranch> branches;
    QHash<QString, qsizetype> byCode;
    for (const Row &division :
         context.tx.select(divisionEntity(), u"code >= ? AND code < ? ORDER BY code"_s, {area, endOf(area)})) {
        const auto code = DivisionCode::parse(division.text("code"_L1));
        if (!code)
            continue;
        byCode.insert(code->digits(), branches.size());
        branches << GridBranch{*code, division.text("name"_L1), {}, {}};
    }
    const auto addUp = [&](const QString &org, const GridCounts &counts) {
        for (const qsizetype digits : {6, 9, 12}) {
            if (const auto at = byCode.constFind(org.left(digits)); org.size() >= digits && at != byCode.cend())
                branches[*at].counts += counts;
        }
    };
    const GridLimits limits(context.rules);
    QHash<QString, GridCounts> byOrg;
    for (const GridLine &grid : lines)
        byOrg[grid.org] += countsOf(limits, grid);
    for (auto it = byOrg.cbegin(); it != byOrg.cend(); ++it)
        addUp(it.key(), *it);
    const auto posts = postCounts(context.tx, day, area);
    for (auto it = posts.cbegin(); it != posts.cend(); ++it) {
        GridCounts counts;
        counts.posts = it->posts;
        counts.vacant = it->vacant;
        addUp(it.key(), counts);
    }
    return branches;
}

QList<GridBranch> gridTree(ReadContext &context, QDate day, const QString &area)
{
    const auto seen = seenArea(context, area);
    if (!seen)
        return {};
    const QList<GridLine> lines = gridsAsOf(context.tx, day, *seen);
    QList<GridBranch> branches = gridBranches(context, day, *seen, lines);
    QHash<QString, qsizetype> byCode;
    for (qsizetype i = 0; i < branches.size(); ++i)
        byCode.insert(branches.at(i).division.digits(), i);
    for (const GridLine &grid : lines) {
        if (const auto at = byCode.constFind(grid.org); at != byCode.cend())
            branches[*at].grids << grid;
    }
    return branches;
}

QList<VacancyLine> vacancies(ReadContext &context, QDate day, const QString &area)
{
    const auto seen = seenArea(context, area);
    if (!seen)
        return {};
    QList<VacancyLine> lines;
    QHash<QString, QString> places;
    Query posts = context.tx.query(
        u"SELECT p.id, p.kind, g.id, g.code, g.name, g.org, coalesce((SELECT max(s.to_date) FROM posting s WHERE "
        "s.post = p.id AND s.deleted = 0 AND s.to_date <= ?), p.valid_from) AS since FROM grid_post p JOIN grid g ON "
        "g.id = p.grid AND g.deleted = 0 WHERE p.deleted = 0 AND p.org >= ? AND p.org < ? AND "_s +
            inForceSql("p"_L1) + u" AND "_s + inForceSql("g"_L1) +
            u" AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.post = p.id AND s.deleted = 0 AND s.from_date <= ? AND "
            "(s.to_date IS NULL OR s.to_date > ?)) ORDER BY since, g.code, p.kind"_s,
        QVariantList{day.toJulianDay(), *seen, endOf(*seen)} + days(day) + days(day) + days(day));
    while (posts.next()) {
        const QString kind = posts.text(1);
        lines << VacancyLine{
            posts.uuid(0), kind,          context.rules.word("member_role"_L1, kind), posts.uuid(2), posts.text(3),
            posts.text(4), posts.text(5), QDate::fromJulianDay(posts.integer(6))};
    }
    for (VacancyLine &line : lines) { // the names of places: one look-up each
        auto place = places.find(line.place);
        if (place == places.end()) {
            const auto division = DivisionCode::parse(line.place);
            place = places.insert(line.place, division ? placeName(context.tx, *division) : line.place);
        }
        line.place = *place;
    }
    return lines;
}

QList<ContactLine> contactCard(ReadContext &context, QUuid id, QDate day)
{
    const auto grid = seenGrid(context, id, day);
    if (!grid)
        return {};
    QList<ContactLine> card;
    const QStringList roles = context.rules.setting("contact_roles"_L1).split(u' ', Qt::SkipEmptyParts);
    QSet<QString> found;
    for (const GridLine &level : chainOf(context.tx, *grid, day)) {
        QSet<QString> here;
        for (const Filled &filled : filledPosts(context.tx, level.id, day)) {
            if (!roles.contains(filled.kind) || found.contains(filled.kind))
                continue;
            card << lineOf(context.rules, filled, level);
            here.insert(filled.kind);
        }
        found.unite(here);
    }
    for (const QString &role : roles) {
        if (found.contains(role))
            continue;
        ContactLine nobody;
        nobody.kind = role;
        nobody.kindWord = context.rules.word("member_role"_L1, role);
        card << nobody;
    }
    std::ranges::stable_sort(card, {}, [&roles](const ContactLine &line) { return roles.indexOf(line.kind); });
    return card;
}

std::optional<NameBoard> nameBoard(ReadContext &context, QUuid id, QDate day)
{
    const auto grid = seenGrid(context, id, day);
    if (!grid)
        return std::nullopt;
    NameBoard board{*grid, gridPlace(context.tx, *grid), {}, {}};
    if (const auto rule = gridRule(context.rules, grid->scheme, grid->kind))
        board.scheme = rule->word;
    for (const GridLine &level : chainOf(context.tx, *grid, day)) {
        for (const Filled &filled : filledPosts(context.tx, level.id, day)) {
            // Of the levels above only who leads them: the board is about this grid.
            const bool isOwn = level.id == grid->id || filled.kind == "leader"_L1;
            if (isOwn && !filled.optOut)
                board.people << lineOf(context.rules, filled, level);
        }
    }
    return board;
}

QList<PostingLine> postingsOf(ReadContext &context, QUuid member)
{
    const auto row = context.tx.find(gridMemberEntity(), member);
    if (!row || !context.maySee(gridMemberKind(), *row))
        return {};
    QList<PostingLine> lines;
    Query postings = context.tx.query(
        u"SELECT s.id, p.id, p.kind, g.name, g.code, s.from_date, s.to_date FROM posting s JOIN grid_post p ON "
        "p.id = s.post JOIN grid g ON g.id = p.grid WHERE s.deleted = 0 AND s.member = ? "
        "ORDER BY s.from_date DESC, s.rowid DESC"_s,
        {member});
    while (postings.next()) {
        const QVariant to = postings.value(6);
        lines << PostingLine{postings.uuid(0),
                             postings.uuid(1),
                             context.rules.word("member_role"_L1, postings.text(2)),
                             postings.text(3),
                             postings.text(4),
                             QDate::fromJulianDay(postings.integer(5)),
                             to.isNull() ? QDate() : QDate::fromJulianDay(to.toLongLong())};
    }
    return lines;
}

} // namespace fengqiao
