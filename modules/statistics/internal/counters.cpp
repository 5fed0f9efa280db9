#include "counters.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>

#include "cells.h"
#include "fold_memory.h"
#include "past.h"

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
    return {u"DROP TABLE IF EXISTS metric_cell"_s,
            u"DROP TABLE IF EXISTS metric_day"_s,
            u"CREATE TABLE metric_cell (series INTEGER NOT NULL, dim INTEGER NOT NULL, area TEXT NOT NULL, month "
            "INTEGER NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, total INTEGER NOT NULL, PRIMARY KEY (series, "
            "dim, area, month, value)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE metric_day (series INTEGER NOT NULL, dim INTEGER NOT NULL, month INTEGER NOT NULL, area "
            "TEXT NOT NULL, value TEXT NOT NULL, days BLOB NOT NULL, PRIMARY KEY (series, dim, month, area, value)) "
            "STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE IF NOT EXISTS metric_mark (base TEXT PRIMARY KEY, upto INTEGER NOT NULL) STRICT, WITHOUT "
            "ROWID"_s,
            u"DELETE FROM metric_mark"_s};
}

// Matters of a file that an older program wrote: the day stands in their first event. Every desk derives it alike, so
// nothing of it is sent.
void dateOldMatters(Writer &tx)
{
    tx.execute(u"UPDATE matter SET registered_on = (SELECT (h.at + 28800000) / 86400000 + 2440588 FROM history h WHERE "
               "h.subject = matter.id AND h.seq = 1) WHERE registered_on IS NULL"_s);
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
    if (changed) {
        sum.store(tx);
        markFold(tx);
    }
    return upTo < last;
}

// Values of cells: one dimension's, or two joined.
struct CellQuery {
    int series = 0;
    int dimension = 0;
    QString key; // column that the tally goes by
    Where where; // divisions and values
};

CellQuery cellQuery(const Selection &selection, int dimension, const QString &key, Where where)
{
    return {selection.metric->series + (selection.leaving ? 1 : 0), dimension, key, std::move(where)};
}

// The first and the last month of a period, and which of them it only touches.
struct Months {
    int first = 0;
    int last = 0;
    QList<int> touched;
};

Months monthsOf(const Selection &selection)
{
    Months months{monthOf(selection.from), monthOf(selection.to), {}};
    if (selection.from > 0 && firstDayOf(months.first) < selection.from)
        months.touched << months.first++;
    if (months.last >= months.first && lastDayOf(months.last) > selection.to)
        months.touched << months.last--;
    return months;
}

void addMonths(Reader &reader, const CellQuery &cells, const Months &months, Tally &tally)
{
    if (months.first > months.last)
        return;
    QVariantList binds{cells.series, cells.dimension};
    binds += cells.where.binds;
    binds << months.first << months.last;
    Query rows = reader.query(u"SELECT %1, sum(n), sum(total) FROM metric_cell WHERE series = ? AND dim = ? AND %2 "
                              "AND month BETWEEN ? AND ? GROUP BY %1"_s.arg(cells.key, cells.where.sql),
                              binds);
    while (rows.next())
        tally[rows.text(0)] += {rows.integer(1), rows.integer(2)};
}

// Of a month that the period only touches, its days are looked up one by one.
void addDays(Reader &reader, const CellQuery &cells, int month, const Selection &selection, Tally &tally)
{
    QVariantList binds{cells.series, cells.dimension, month};
    binds += cells.where.binds;
    Query rows =
        reader.query(u"SELECT %1, days FROM metric_day WHERE series = ? AND dim = ? AND month = ? AND %2"_s.arg(
                         cells.key, cells.where.sql),
                     binds);
    const qint64 first = firstDayOf(month);
    while (rows.next())
        tally[rows.text(0)] +=
            sumOfDays(rows.value(1).toByteArray(), selection.from - first + 1, selection.to - first + 1);
}

QByteArray questionOf(const Selection &selection, const CellQuery &cells)
{
    QByteArray question;
    QDataStream(&question, QIODevice::WriteOnly) << cells.series << cells.dimension << cells.key << cells.where.sql
                                                 << cells.where.binds << selection.from << selection.to;
    return question;
}

Tally readCells(Reader &reader, const Selection &selection, const CellQuery &cells)
{
    return rememberedTally(reader, questionOf(selection, cells), [&] {
        const Months months = monthsOf(selection);
        Tally tally;
        addMonths(reader, cells, months, tally);
        for (const int month : months.touched)
            addDays(reader, cells, month, selection, tally);
        return tally;
    });
}

// Those of the one filter, or all.
void addValues(const Selection &selection, Where &where)
{
    if (selection.filters.isEmpty())
        return;
    const QStringList values = selection.filters.first();
    where.sql += u" AND value IN (%1)"_s.arg(QStringList(values.size(), u"?"_s).join(u", "_s));
    for (const QString &value : values)
        where.binds << (value.isNull() ? u""_s : value);
}

// Each division's cells hold those of the divisions within it; what is its own is the rest.
Tally byDivision(Reader &reader, const Selection &selection, int dimension, qsizetype length)
{
    Tally cells;
    for (qsizetype level = std::max<qsizetype>(selection.area.size(), 6); level <= length; level += 3) {
        Where where{u"area >= ? AND area < ? AND length(area) = ?"_s,
                    {selection.area, QString(selection.area + u':'), level}};
        addValues(selection, where);
        cells.insert(readCells(reader, selection,
                               cellQuery(selection, storedDimension(dimension, level), u"area"_s, std::move(where))));
    }
    Tally own = cells;
    for (auto it = cells.cbegin(); it != cells.cend(); ++it)
        for (qsizetype above = it.key().size() - 3; above >= selection.area.size(); above -= 3)
            if (own.contains(it.key().left(above))) {
                own[it.key().left(above)] -= *it;
                break;
            }
    return own;
}

std::optional<Tally> tallyByDivision(Reader &reader, const Selection &selection, qsizetype length)
{
    if (selection.filters.size() > 1)
        return std::nullopt;
    if (selection.area.size() >= length) {
        const auto whole = tallyOfCells(reader, selection, {});
        return whole ? Tally{{selection.area.left(length), whole->value(QString())}} : whole;
    }
    const QString filter = selection.filters.isEmpty() ? QString() : selection.filters.firstKey();
    const int dimension = dimensionCode(*selection.metric, filter);
    if (dimension < 0 || !cellLevels(dimension).contains(static_cast<int>(length)))
        return std::nullopt;
    return byDivision(reader, selection, dimension, length);
}

Tally summed(const Tally &tally)
{
    Count sum;
    for (const Count &count : tally)
        sum += count;
    return Tally{{QString(), sum}};
}

// Two dimensions at once, where the metric counts them together (rule table metric_crosses).
std::optional<Tally> tallyOfCross(Reader &reader, const Selection &selection, const QString &by)
{
    QStringList asked = selection.filters.keys();
    if (!by.isEmpty() && !asked.contains(by))
        asked << by;
    const int cross = crossOf(*selection.metric, asked);
    if (cross < 0 || !cellLevels(crossDimension + cross).contains(static_cast<int>(selection.area.size())))
        return std::nullopt;
    const auto &[first, second] = selection.metric->crosses.at(cross);
    const Tally cells = readCells(
        reader, selection, cellQuery(selection, crossDimension + cross, u"value"_s, {u"area = ?"_s, {selection.area}}));
    const auto wanted = [&](const QString &dimension, const QString &value) {
        const auto filter = selection.filters.constFind(dimension);
        return filter == selection.filters.cend() || filter->contains(value);
    };
    Tally tally;
    for (auto it = cells.cbegin(); it != cells.cend(); ++it) {
        const QString one = it.key().section(crossMark, 0, 0);
        const QString other = it.key().section(crossMark, 1);
        if (wanted(first, one) && wanted(second, other))
            tally[by == first ? one : by == second ? other : QString()] += *it;
    }
    return by.isEmpty() ? summed(tally) : tally;
}

} // namespace

qint64 lastRow(Reader &reader, const MetricBase &base)
{
    Query last = reader.query(u"SELECT coalesce(max(rowid), 0) FROM \"%1\""_s.arg(base.entity->name));
    return last.next() ? last.integer(0) : 0;
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
    dropImages(tx, ImagesOf::Counting, {u"trigger"_s, u"table"_s});
    dateOldMatters(tx);
    for (const QString &statement : cellStatements())
        tx.execute(statement);
    for (const auto &base : book.bases()) {
        tx.execute(createImages(*base, ImagesOf::Counting));
        for (const QString &trigger : imageTriggers(*base, ImagesOf::Counting))
            tx.execute(trigger);
        tx.execute(u"INSERT INTO metric_mark VALUES (?, 0)"_s, {base->name});
    }
    markFold(tx);
    renewPast(tx, book);
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
    if (by == byTown || by == byVillage)
        return tallyByDivision(reader, selection, by == byTown ? 9 : 12);
    // Cells know one dimension at a time: the one that it is split by, or the one filter.
    const QString filter = selection.filters.isEmpty() ? QString() : selection.filters.firstKey();
    if (selection.filters.size() > 1 || (!by.isEmpty() && !filter.isEmpty() && by != filter))
        return tallyOfCross(reader, selection, by);
    const int dimension = dimensionCode(*selection.metric, by.isEmpty() ? filter : by);
    if (dimension < 0 || !cellLevels(dimension).contains(static_cast<int>(selection.area.size())))
        return std::nullopt;
    Where where{u"area = ?"_s, {selection.area}};
    addValues(selection, where);
    const Tally tally = readCells(
        reader, selection,
        cellQuery(selection, storedDimension(dimension, selection.area.size()), u"value"_s, std::move(where)));
    return by.isEmpty() ? summed(tally) : tally;
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
    Query rows = reader.query(
        u"SELECT c.series, c.dim, c.area, c.month, c.value, c.n, c.total, d.days FROM metric_cell c LEFT JOIN "
        "metric_day d ON d.series = c.series AND d.dim = c.dim AND d.month = c.month AND d.area = c.area AND d.value = "
        "c.value"_s);
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
    Query sizes = reader.query(u"SELECT (SELECT count(*) FROM metric_cell), (SELECT count(*) FROM metric_day)"_s);
    if (sizes.next() && sizes.integer(0) != sizes.integer(1))
        return Words::tr("A month of the counters is not the sum of its days.");
    return expected.isEmpty() ? QString() : Words::tr("The counter %1 is missing.").arg(expected.firstKey());
}

} // namespace fengqiao
