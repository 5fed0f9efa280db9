#include <grid/map_data.h>

#include <QSet>

#include <geo/coverage.h>
#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype townDigits = 9;
constexpr qsizetype villageDigits = 12;
constexpr auto removedState = "removed"_L1; // list asset_state

GeoShape inDatum(const GridBorder &grid, Datum datum)
{
    return converted(grid.shape(), grid.datum, datum);
}

// What stands below each division of one level, and the border that the division has of its own.
struct Ground {
    QHash<QString, GeoShape> own;
    QMap<QString, QList<const GridBorder *>> below; // by digits of the village
};

Ground groundOf(const QList<GridBorder> &grids, Datum datum)
{
    Ground ground;
    for (const GridBorder &grid : grids) {
        if (grid.own)
            ground.own.insert(grid.org, inDatum(grid, datum));
        else if (grid.ground && grid.org.size() >= villageDigits)
            ground.below[grid.org.left(villageDigits)] << &grid;
    }
    return ground;
}

QHash<QString, QString> namesOf(Reader &reader)
{
    QHash<QString, QString> names;
    Query rows = reader.query(u"SELECT code, name FROM division WHERE deleted = 0"_s, {});
    while (rows.next())
        names.insert(rows.text(0), rows.text(1));
    return names;
}

// Codes that only statistics know, such as a park's: no town of its own.
QSet<QString> statisticalCodes(Reader &reader)
{
    QSet<QString> codes;
    Query rows = reader.query(u"SELECT code FROM division WHERE deleted = 0 AND statistical = 1"_s, {});
    while (rows.next())
        codes.insert(rows.text(0));
    return codes;
}

MapDivision divisionFrom(const QString &digits, const QHash<QString, QString> &names, GeoShape shape)
{
    MapDivision division;
    division.division = DivisionCode::parse(digits).value_or(DivisionCode());
    division.name = names.value(digits);
    division.shape = std::move(shape);
    division.label = labelPointOf(division.shape);
    return division;
}

GeoShape together(const QString &digits, const Ground &ground, const QList<GeoShape> &parts)
{
    if (const auto own = ground.own.constFind(digits); own != ground.own.cend())
        return *own;
    return joinedCoverage(parts).value_or(GeoShape());
}

// A village at a time: a county's borders all unpacked at once are a hundred megabytes.
GeoShape villageShape(const QString &digits, const Ground &ground, const QList<const GridBorder *> &grids, Datum datum)
{
    QList<GeoShape> parts;
    if (!ground.own.contains(digits)) {
        parts.reserve(grids.size());
        for (const GridBorder *grid : grids)
            parts << inDatum(*grid, datum);
    }
    return together(digits, ground, parts);
}

} // namespace

std::optional<GeoPoint> MapDivisions::labelOf(const QString &digits) const
{
    const auto in = [](const QList<MapDivision> &list, const QString &code) -> std::optional<GeoPoint> {
        const auto found = std::ranges::find_if(
            list, [&code](const MapDivision &division) { return division.division.digits() == code; });
        return found == list.end() ? std::nullopt : std::optional(found->label);
    };
    if (digits.size() >= villageDigits) {
        if (const auto village = in(villages, digits.left(villageDigits)))
            return village;
    }
    return digits.size() >= townDigits ? in(towns, digits.left(townDigits)) : std::nullopt;
}

Datum usualDatum(const RuleSet &rules)
{
    return datumFromCode(rules.setting("grid_datum"_L1)).value_or(Datum::Cgcs2000);
}

QList<GridOutline> gridOutlines(Reader &reader, QDate day, const QString &area, const QStringList &kinds)
{
    constexpr qsizetype countyDigits = 6;
    // Of a whole county the index would only be a detour; the sign keeps SQLite from it.
    const QString org = area.size() > countyDigits ? u"org"_s : u"+org"_s;
    QVariantList binds{day.toJulianDay(), day.toJulianDay(), area, QString(area + u':')}; // ':' follows '9'
    for (const QString &kind : kinds)
        binds << kind;
    Query rows = reader.query(
        u"SELECT id, border, scheme, households, generated, datum FROM grid WHERE "
        "deleted = 0 AND border IS NOT NULL AND code <> org AND %1 AND %2 >= ? AND %2 < ? AND kind IN (?%3)"_s.arg(
            inForceSql(), org, u", ?"_s.repeated(kinds.size() - 1)),
        binds);
    QList<GridOutline> outlines;
    GridOutline last;
    QString lastDatum = datumCode(last.datum);
    while (rows.next()) {
        GridOutline grid;
        grid.border = rows.value(1).toByteArray();
        if (grid.border.isEmpty())
            continue;
        grid.id = rows.uuid(0);
        const QString scheme = rows.text(2);
        grid.scheme = scheme == last.scheme ? last.scheme : scheme; // one copy serves all that agree
        if (const QVariant households = rows.value(3); !households.isNull())
            grid.households = households.toInt();
        grid.generated = rows.integer(4) != 0;
        if (const QString datum = rows.text(5); datum != lastDatum) {
            last.datum = datumFromCode(datum).value_or(Datum::Cgcs2000);
            lastDatum = datum;
        }
        grid.datum = last.datum;
        last.scheme = grid.scheme;
        outlines << std::move(grid);
    }
    return outlines;
}

void forgetPages(Reader &reader)
{
    Query query = reader.query(u"PRAGMA shrink_memory"_s, {});
    static_cast<void>(query.next());
}

GeoShape GridBorder::shape() const
{
    return unpackShape(border).value_or(GeoShape());
}

QList<GridBorder> gridBorders(const RuleSet &rules, const QList<GridLine> &grids)
{
    const QStringList kinds = groundKinds(rules);
    const auto count = std::ranges::count_if(grids, [](const GridLine &grid) { return !grid.border.isEmpty(); });
    QList<GridBorder> borders;
    borders.reserve(count);
    for (const GridLine &grid : grids) {
        if (grid.border.isEmpty())
            continue;
        GridBorder border;
        border.id = grid.id;
        border.org = grid.org;
        border.ground = kinds.contains(grid.kind);
        border.own = grid.code == grid.org;
        border.datum = grid.datum;
        border.border = grid.border;
        border.box = grid.box;
        borders << std::move(border);
    }
    return borders;
}

MapDivisions mapDivisions(ReadContext &context, const QList<GridBorder> &grids)
{
    MapDivisions divisions;
    divisions.datum = usualDatum(context.rules);
    if (const auto outline = outlineOf(context.actor.area.county()); outline && *outline)
        divisions.outline = converted((*outline)->shape, (*outline)->datum, divisions.datum);
    const Ground ground = groundOf(grids, divisions.datum);
    const QHash<QString, QString> names = namesOf(context.tx);
    QMap<QString, QList<GeoShape>> byTown;
    for (auto village = ground.below.cbegin(); village != ground.below.cend(); ++village) {
        GeoShape shape = villageShape(village.key(), ground, *village, divisions.datum);
        if (shape.isEmpty())
            continue;
        byTown[village.key().left(townDigits)] << shape;
        divisions.villages << divisionFrom(village.key(), names, std::move(shape));
    }
    const QSet<QString> statistical = statisticalCodes(context.tx);
    for (auto town = byTown.cbegin(); town != byTown.cend(); ++town) {
        if (statistical.contains(town.key()))
            continue;
        if (GeoShape shape = together(town.key(), ground, *town); !shape.isEmpty())
            divisions.towns << divisionFrom(town.key(), names, std::move(shape));
    }
    return divisions;
}

QList<AssetPoint> assetPoints(ReadContext &context)
{
    QList<AssetPoint> points;
    if (context.grant(gridKind().permission) == Grant::None)
        return points;
    const QString area = context.actor.area.digits();
    Query rows = context.tx.query(
        u"SELECT id, grid, kind, state, org, longitude, latitude, datum FROM asset WHERE deleted = 0 AND state <> ? "
        "AND org >= ? AND org < ?"_s,
        {QString(removedState), area, QString(area + u':')}); // ':' follows '9'
    while (rows.next()) {
        AssetPoint point{rows.uuid(0), rows.uuid(1), rows.text(2), rows.text(3), rows.text(4), {}, {}};
        point.datum = datumFromCode(rows.text(7)).value_or(usualDatum(context.rules));
        if (!rows.value(5).isNull() && !rows.value(6).isNull())
            point.at = GeoPoint{static_cast<double>(rows.integer(5)) / 1e7, static_cast<double>(rows.integer(6)) / 1e7};
        points << point;
    }
    return points;
}

} // namespace fengqiao
