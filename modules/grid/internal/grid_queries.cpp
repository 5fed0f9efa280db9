#include <grid/grids.h>

#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double unit = 1e-7; // degrees, of the stored box

const QString columns = u"id, code, name, scheme, kind, level, parent, village, org, households, generated, demo, "
                        "valid_from, valid_to, border, datum, west, south, east, north"_s;

GridLine lineOf(const Query &query)
{
    GridLine line;
    line.id = query.uuid(0);
    line.code = query.text(1);
    line.name = query.text(2);
    line.scheme = query.text(3);
    line.kind = query.text(4);
    line.level = static_cast<int>(query.integer(5));
    line.parent = query.uuid(6);
    line.village = query.text(7);
    line.org = query.text(8);
    if (const QVariant households = query.value(9); !households.isNull())
        line.households = households.toInt();
    line.generated = query.integer(10) != 0;
    line.demo = query.integer(11) != 0;
    line.validFrom = QDate::fromJulianDay(query.integer(12));
    if (const QVariant end = query.value(13); !end.isNull())
        line.validTo = QDate::fromJulianDay(end.toLongLong());
    line.border = query.value(14).toByteArray();
    line.datum = datumFromCode(query.text(15)).value_or(Datum::Cgcs2000);
    if (!line.border.isEmpty()) {
        const auto degrees = [&query](int column) { return static_cast<double>(query.integer(column)) * unit; };
        line.box = {degrees(16), degrees(17), degrees(18), degrees(19)};
    }
    return line;
}

// Neighbours in the list mostly agree in these words: one copy serves them.
void shareWords(const GridLine &before, GridLine *line)
{
    for (QString GridLine::*word : {&GridLine::scheme, &GridLine::kind, &GridLine::village, &GridLine::org}) {
        if (line->*word == before.*word)
            line->*word = before.*word;
    }
    if (line->village == line->org)
        line->village = line->org;
}

QList<GridLine> linesOf(Query query)
{
    QList<GridLine> lines;
    while (query.next()) {
        GridLine line = lineOf(query);
        if (!lines.isEmpty())
            shareWords(lines.last(), &line);
        lines << std::move(line);
    }
    return lines;
}

std::optional<GridLine> firstOf(Query query)
{
    return query.next() ? std::optional(lineOf(query)) : std::nullopt;
}

} // namespace

QString inForceSql(QLatin1StringView alias)
{
    const QString dot = alias.isEmpty() ? QString() : alias + u'.';
    return u"(%1valid_from <= ? AND (%1valid_to IS NULL OR %1valid_to > ?))"_s.arg(dot);
}

GeoShape GridLine::shape() const
{
    return border.isEmpty() ? GeoShape() : unpackShape(border).value_or(GeoShape());
}

QList<GridLine> gridsAsOf(Reader &reader, QDate day, const QString &area, const QStringList &kinds)
{
    QString sql = u"SELECT "_s + columns + u" FROM grid WHERE deleted = 0 AND "_s + inForceSql();
    QVariantList binds{day.toJulianDay(), day.toJulianDay()};
    if (!area.isEmpty()) {
        sql += " AND org >= ? AND org < ?"_L1;
        binds << area << QString(area + u':'); // ':' follows '9'
    }
    if (!kinds.isEmpty()) {
        sql += u" AND kind IN (?%1)"_s.arg(u", ?"_s.repeated(kinds.size() - 1));
        for (const QString &kind : kinds)
            binds << kind;
    }
    return linesOf(reader.query(sql + u" ORDER BY code"_s, binds));
}

std::optional<GridLine> findGrid(Reader &reader, const QString &code, QDate day)
{
    return firstOf(reader.query(u"SELECT "_s + columns + u" FROM grid WHERE deleted = 0 AND code = ? AND "_s +
                                    inForceSql() + u" ORDER BY valid_from DESC LIMIT 1"_s,
                                {code, day.toJulianDay(), day.toJulianDay()}));
}

std::optional<GridLine> gridById(Reader &reader, QUuid id)
{
    return firstOf(reader.query(u"SELECT "_s + columns + u" FROM grid WHERE deleted = 0 AND id = ?"_s, {id}));
}

std::optional<GridLine> gridVersion(Reader &reader, QUuid id, QDate day)
{
    auto grid = id.isNull() ? std::nullopt : gridById(reader, id);
    if (!grid || grid->isInForce(day))
        return grid;
    return findGrid(reader, grid->code, day);
}

QString gridPlace(Reader &reader, const GridLine &grid)
{
    const auto division = DivisionCode::parse(grid.org);
    QString place = division ? placeName(reader, *division) : grid.org;
    if (division && division->digits() == grid.code) // the division's own
        return place;
    return place + u' ' + grid.name;
}

} // namespace fengqiao
