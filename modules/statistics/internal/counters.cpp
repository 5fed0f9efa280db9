#include "counters.h"

#include <QCoreApplication>

#include "cells.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto signedBy = "metric_book"_L1; // key of table `meta`

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Counters)
};

QString countyOf(Reader &reader)
{
    return reader.meta("centre"_L1);
}

QStringList cellStatements()
{
    return {u"CREATE TABLE IF NOT EXISTS metric_cell (series INTEGER NOT NULL, dim INTEGER NOT NULL, area TEXT NOT "
            "NULL, month INTEGER NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, total INTEGER NOT NULL, days BLOB "
            "NOT NULL, PRIMARY KEY (series, dim, area, month, value)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE IF NOT EXISTS metric_mark (base TEXT PRIMARY KEY, upto INTEGER NOT NULL) STRICT, WITHOUT "
            "ROWID"_s,
            u"DELETE FROM metric_cell"_s, u"DELETE FROM metric_mark"_s};
}

// Whatever an earlier dictionary left.
void dropImages(Writer &tx)
{
    QStringList drops;
    {
        Query found = tx.query(u"SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'table') AND "
                               "substr(name, 1, 11) = 'metric_was_' ORDER BY type DESC"_s);
        while (found.next())
            drops << u"DROP %1 \"%2\""_s.arg(found.text(0), found.text(1));
    }
    for (const QString &drop : std::as_const(drops))
        tx.execute(drop);
}

QString quoted(const QStringList &columns, const QString &prefix)
{
    QStringList names;
    for (const QString &column : columns)
        names << prefix + u'"' + column + u'"';
    return names.join(u", "_s);
}

QString joinedSql(const JoinedField &join, const QString &row)
{
    return u"(SELECT p.\"%1\" FROM \"%2\" p WHERE p.id = %3.\"%4\")"_s.arg(join.field, join.parent->name, row,
                                                                           join.link);
}

// Columns of an image after row and deleted, in the order of imageTable(): own ones, then joined ones by name.
QList<JoinedField> joinsOf(const MetricBase &base)
{
    QList<JoinedField> joins = base.joined.values();
    std::ranges::sort(joins, {}, &JoinedField::name);
    return joins;
}

QString createImages(const MetricBase &base)
{
    QStringList columns{u"row INTEGER PRIMARY KEY"_s, u"deleted INTEGER NOT NULL"_s};
    for (const QString &column : base.imageColumns())
        columns << u"\"%1\" %2"_s.arg(column, sqlType(base.entity->field(QLatin1StringView(column.toLatin1()))->type));
    for (const JoinedField &join : joinsOf(base))
        columns << u"\"%1\" %2"_s.arg(join.name,
                                      sqlType(join.parent->field(QLatin1StringView(join.field.toLatin1()))->type));
    return u"CREATE TABLE \"%1\" (%2) STRICT"_s.arg(imageTable(base), columns.join(u", "_s));
}

QString behindMark(const MetricBase &base, const QString &row)
{
    return u"%1.rowid <= (SELECT upto FROM metric_mark WHERE base = '%2')"_s.arg(row, base.name);
}

// The row itself changes: its image as it was before, the first time only (OR IGNORE).
QString ownTrigger(const MetricBase &base)
{
    QStringList values{u"old.rowid"_s, u"old.deleted"_s, quoted(base.imageColumns(), u"old."_s)};
    for (const JoinedField &join : joinsOf(base))
        values << joinedSql(join, u"old"_s);
    return u"CREATE TRIGGER \"%1_own\" AFTER UPDATE OF deleted, %2 ON \"%3\" WHEN %4 BEGIN INSERT OR IGNORE INTO "
           u"\"%1\" "
           "VALUES (%5); END"_s.arg(imageTable(base), quoted(base.imageColumns(), {}), base.entity->name,
                                    behindMark(base, u"old"_s), values.join(u", "_s));
}

// The record that it belongs to changes, or comes after it (another desk's rows arrive in any order).
QStringList parentTriggers(const MetricBase &base, const JoinedField &changed)
{
    const auto body = [&](const QString &before, const QString &parent) {
        QStringList values{u"t.rowid"_s, u"t.deleted"_s, quoted(base.imageColumns(), u"t."_s)};
        for (const JoinedField &join : joinsOf(base))
            values << (join.name == changed.name ? before : joinedSql(join, u"t"_s));
        return u"BEGIN INSERT OR IGNORE INTO \"%1\" SELECT %2 FROM \"%3\" t WHERE t.\"%4\" = %5.id AND %6; END"_s.arg(
            imageTable(base), values.join(u", "_s), base.entity->name, changed.link, parent, behindMark(base, u"t"_s));
    };
    const QString name = imageTable(base) + u'_' + changed.name;
    return {u"CREATE TRIGGER \"%1\" AFTER UPDATE OF \"%2\" ON \"%3\" WHEN old.\"%2\" IS NOT new.\"%2\" %4"_s.arg(
                name, changed.field, changed.parent->name, body(u"old.\"%1\""_s.arg(changed.field), u"old"_s)),
            u"CREATE TRIGGER \"%1_new\" AFTER INSERT ON \"%2\" %3"_s.arg(name, changed.parent->name,
                                                                         body(u"NULL"_s, u"new"_s))};
}

// Matters of a file that an older program wrote: the day stands in their first event. Every desk derives it alike, so
// nothing of it is sent.
void dateOldMatters(Writer &tx)
{
    tx.execute(u"UPDATE matter SET registered_on = (SELECT (h.at + 28800000) / 86400000 + 2440588 FROM history h WHERE "
               "h.subject = matter.id AND h.seq = 1) WHERE registered_on IS NULL"_s);
}

qint64 lastRow(Reader &reader, const MetricBase &base)
{
    Query last = reader.query(u"SELECT coalesce(max(rowid), 0) FROM \"%1\""_s.arg(base.entity->name));
    return last.next() ? last.integer(0) : 0;
}

bool foldBase(Writer &tx, const MetricBook &book, const MetricBase &base, qint64 limit)
{
    const QString county = countyOf(tx);
    qint64 mark = markOf(tx, base);
    CellSum sum(base, book);
    bool changed = false;
    if (hasImages(tx, base)) {
        sum.scan(tx, RowSource::Image, county, {}, {}, -1);
        sum.scan(tx, RowSource::Live, county, u" AND t.rowid IN (SELECT row FROM \"%1\")"_s.arg(imageTable(base)), {},
                 1);
        tx.execute(u"DELETE FROM \"%1\""_s.arg(imageTable(base)));
        changed = true;
    }
    const qint64 last = lastRow(tx, base);
    const qint64 upTo = std::min(last, mark + limit); // rows that were removed for good leave gaps, and none are
    if (upTo > mark) {
        sum.scan(tx, RowSource::Live, county, u" AND t.rowid > ? AND t.rowid <= ?"_s, {mark, upTo}, 1);
        tx.execute(u"INSERT INTO metric_mark VALUES (?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto"_s,
                   {base.name, upTo});
        changed = true;
    }
    if (changed)
        sum.store(tx);
    return upTo < last;
}

// Of a month that the period only touches, its days are looked up one by one.
Count daysInPeriod(const Selection &selection, int month, const QByteArray &days)
{
    const qint64 first = firstDayOf(month);
    return sumOfDays(days, selection.from - first + 1, selection.to - first + 1);
}

// `areas` is a condition on the division with its values.
Tally readCells(Reader &reader, const Selection &selection, int dimension, const Where &areas, const QString &key)
{
    const int series = selection.metric->series + (selection.leaving ? 1 : 0);
    QVariantList binds{series, dimension};
    binds += areas.binds;
    binds << monthOf(selection.from) << monthOf(selection.to);
    Query rows = reader.query(u"SELECT %1, month, n, total, days FROM metric_cell WHERE series = ? AND dim = ? AND %2 "
                              "AND month BETWEEN ? AND ?"_s.arg(key, areas.sql),
                              binds);
    Tally tally;
    while (rows.next()) {
        const int month = static_cast<int>(rows.integer(1));
        const bool whole = firstDayOf(month) >= selection.from && lastDayOf(month) <= selection.to;
        tally[rows.text(0)] += whole ? Count{rows.integer(2), rows.integer(3)}
                                     : daysInPeriod(selection, month, rows.value(4).toByteArray());
    }
    return tally;
}

// Each division's cells hold those of the divisions within it; what is its own is the rest.
Tally byDivision(Reader &reader, const Selection &selection, qsizetype length)
{
    Tally cells;
    for (qsizetype level = std::max<qsizetype>(selection.area.size(), 6); level <= length; level += 3)
        cells.insert(readCells(reader, selection, storedDimension(noDimension, level),
                               {u"area >= ? AND area < ?"_s, {selection.area, QString(selection.area + u':')}},
                               u"area"_s));
    Tally own = cells;
    for (auto it = cells.cbegin(); it != cells.cend(); ++it)
        for (qsizetype above = it.key().size() - 3; above >= selection.area.size(); above -= 3)
            if (own.contains(it.key().left(above))) {
                own[it.key().left(above)] -= *it;
                break;
            }
    return own;
}

} // namespace

QString imageTable(const MetricBase &base)
{
    return u"metric_was_"_s + base.name;
}

bool countersCurrent(Reader &reader, const MetricBook &book)
{
    return reader.meta(signedBy) == book.version();
}

qint64 markOf(Reader &reader, const MetricBase &base)
{
    Query mark = reader.query(u"SELECT upto FROM metric_mark WHERE base = ?"_s, {base.name});
    return mark.next() ? mark.integer(0) : 0;
}

bool hasImages(Reader &reader, const MetricBase &base)
{
    Query one = reader.query(u"SELECT 1 FROM \"%1\" LIMIT 1"_s.arg(imageTable(base)));
    return one.next();
}

void prepareCounters(Writer &tx, const MetricBook &book)
{
    if (countersCurrent(tx, book))
        return;
    dropImages(tx);
    dateOldMatters(tx);
    for (const QString &statement : cellStatements())
        tx.execute(statement);
    for (const auto &base : book.bases()) {
        tx.execute(createImages(*base));
        tx.execute(ownTrigger(*base));
        for (const JoinedField &join : joinsOf(*base))
            for (const QString &trigger : parentTriggers(*base, join))
                tx.execute(trigger);
        tx.execute(u"INSERT INTO metric_mark VALUES (?, 0)"_s, {base->name});
    }
    tx.setMeta(signedBy, book.version());
}

bool foldCounters(Writer &tx, const MetricBook &book, qint64 limit)
{
    if (!countersCurrent(tx, book))
        return false;
    bool left = false;
    for (const auto &base : book.bases())
        left = foldBase(tx, book, *base, limit) || left;
    return left;
}

qint64 rowsPending(Reader &reader, const MetricBook &book)
{
    if (!countersCurrent(reader, book))
        return 0;
    qint64 rows = 0;
    for (const auto &base : book.bases()) {
        rows += lastRow(reader, *base) - markOf(reader, *base);
        Query images = reader.query(u"SELECT count(*) FROM \"%1\""_s.arg(imageTable(*base)));
        rows += images.next() ? images.integer(0) : 0;
    }
    return rows;
}

std::optional<Tally> tallyOfCells(Reader &reader, const Selection &selection, const QString &by)
{
    if (selection.metric->series < 0 || !QList<qsizetype>{6, 9, 12}.contains(selection.area.size()))
        return std::nullopt;
    if (by == byTown || by == byVillage) {
        if (!selection.filters.isEmpty())
            return std::nullopt;
        const qsizetype length = by == byTown ? 9 : 12;
        if (selection.area.size() < length)
            return byDivision(reader, selection, length);
        const auto whole = tallyOfCells(reader, selection, {});
        return whole ? Tally{{selection.area.left(length), whole->value(QString())}} : whole;
    }
    // Cells know one dimension at a time: the one that it is split by, or the one filter.
    const QString filter = selection.filters.isEmpty() ? QString() : selection.filters.firstKey();
    if (selection.filters.size() > 1 || (!by.isEmpty() && !filter.isEmpty() && by != filter))
        return std::nullopt;
    const int dimension = dimensionCode(*selection.metric, by.isEmpty() ? filter : by);
    if (dimension < 0 || !cellLevels(dimension).contains(static_cast<int>(selection.area.size())))
        return std::nullopt;
    Tally tally = readCells(reader, selection, storedDimension(dimension, selection.area.size()),
                            {u"area = ?"_s, {selection.area}}, u"value"_s);
    if (!filter.isEmpty())
        tally.removeIf([&](const auto &entry) { return !selection.filters.first().contains(entry.key()); });
    if (!by.isEmpty())
        return tally;
    Count sum;
    for (const Count &count : std::as_const(tally))
        sum += count;
    return Tally{{QString(), sum}};
}

QString counterFault(Reader &reader, const MetricBook &book)
{
    if (!countersCurrent(reader, book))
        return {};
    const QString county = countyOf(reader);
    QMap<QString, Count> expected;
    for (const auto &base : book.bases()) {
        CellSum sum(*base, book);
        const QString images = imageTable(*base);
        sum.scan(reader, RowSource::Live, county,
                 u" AND t.rowid <= ? AND t.rowid NOT IN (SELECT row FROM \"%1\")"_s.arg(images),
                 {markOf(reader, *base)}, 1);
        sum.scan(reader, RowSource::Image, county, {}, {}, 1);
        expected.insert(sum.cells());
    }
    Query rows = reader.query(u"SELECT series, dim, area, month, value, n, total, days FROM metric_cell"_s);
    while (rows.next()) {
        Count sum;
        const MonthDays days = unpackDays(rows.value(7).toByteArray());
        for (auto it = days.cbegin(); it != days.cend(); ++it) {
            const QString key = u"%1 %2 %3 %4 %5"_s.arg(rows.text(0), rows.text(1), rows.text(2))
                                    .arg(firstDayOf(static_cast<int>(rows.integer(3))) + it.key() - 1)
                                    .arg(rows.text(4));
            if (expected.take(key) != *it)
                return Words::tr("The counter %1 says %2, but its rows do not.").arg(key).arg(it->n);
            sum += *it;
        }
        if (sum != Count{rows.integer(5), rows.integer(6)})
            return Words::tr("A month of the counters is not the sum of its days.");
    }
    return expected.isEmpty() ? QString() : Words::tr("The counter %1 is missing.").arg(expected.firstKey());
}

} // namespace fengqiao
