#include "tally.h"

#include "computed.h"
#include "counters.h"
#include "past.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Divisions are compared as a range, as everywhere: ':' follows '9'.
void addArea(const Selection &selection, RowSource source, Where &where)
{
    const QString area = selection.metric->base->areaSql(source, selection.county);
    where.sql += u" AND %1 >= ? AND %1 < ?"_s.arg(area);
    where.binds << selection.area << QString(selection.area + u':');
}

void addFilters(const Selection &selection, RowSource source, Where &where)
{
    for (auto it = selection.filters.cbegin(); it != selection.filters.cend(); ++it) {
        const QString places = QStringList(it->size(), u"?"_s).join(u", "_s);
        where.sql += u" AND coalesce(%1, '') IN (%2)"_s.arg(selection.metric->base->valueSql(it.key(), source), places);
        for (const QString &value : *it)
            where.binds << (value.isNull() ? u""_s : value);
    }
}

void add(Tally &sum, const Tally &more, bool taken = false)
{
    for (auto it = more.cbegin(); it != more.cend(); ++it) {
        if (taken)
            sum[it.key()] -= *it;
        else
            sum[it.key()] += *it;
    }
}

} // namespace

QString dateSql(const Selection &selection, RowSource source)
{
    const Metric &metric = *selection.metric;
    const QString date = metric.base->sql(metric.date, source);
    if (!selection.leaving)
        return date;
    // What ended before it began ended on the day it began, and what never began cannot end: a stock is never less than
    // nothing.
    const QString until = metric.base->sql(metric.until, source);
    return u"(CASE WHEN %2 < %1 THEN %1 WHEN %1 IS NOT NULL THEN %2 END)"_s.arg(date, until);
}

Where whereOf(const Selection &selection, RowSource source)
{
    const Metric &metric = *selection.metric;
    Where where{u"t.deleted = 0 AND "_s + metric.when.sql(source), metric.when.binds};
    where.sql += u" AND %1 BETWEEN ? AND ?"_s.arg(dateSql(selection, source));
    where.binds << selection.from << selection.to;
    if (selection.openOn) {
        const QString until = metric.base->sql(metric.until, source);
        Selection left = selection;
        left.leaving = true;
        where.sql += u" AND (%1 IS NULL OR %2 > ?)"_s.arg(until, dateSql(left, source));
        where.binds << *selection.openOn;
    }
    if (metric.kind == MetricKind::Median)
        where.sql += u" AND %1 IS NOT NULL"_s.arg(metric.base->sql(metric.measure, source));
    addArea(selection, source, where);
    addFilters(selection, source, where);
    if (!selection.scope.isEmpty()) {
        where.sql += u" AND "_s + selection.scope;
        where.binds += selection.scopeBinds;
    }
    return where;
}

QString keySql(const Selection &selection, const QString &by, RowSource source)
{
    const MetricBase &base = *selection.metric->base;
    if (by.isEmpty())
        return u"''"_s;
    if (by == byMeasure)
        return u"CAST(%1 AS TEXT)"_s.arg(base.sql(selection.metric->measure, source));
    if (by == byTown || by == byVillage)
        return u"substr(%1, 1, %2)"_s.arg(base.areaSql(source, selection.county)).arg(by == byTown ? 9 : 12);
    return u"coalesce(%1, '')"_s.arg(base.valueSql(by, source));
}

namespace {

// Without an index, so that SQLite walks the few rows named by their rowid and not those of a whole period.
QString tableOf(const Selection &selection, RowPart part)
{
    const MetricBase &base = *selection.metric->base;
    if (part == RowPart::Images)
        return u"\"%1\" t"_s.arg(imageTable(base));
    if (part == RowPart::Past)
        return pastSource(base, *selection.past);
    const QString table = u"\"%1\" t"_s.arg(base.entity->name);
    return part == RowPart::All ? table : table + u" NOT INDEXED"_s;
}

// The rows of a part, by their numbers.
void narrow(Reader &reader, const Selection &selection, RowPart part, Where &where)
{
    const MetricBase &base = *selection.metric->base;
    switch (part) {
    case RowPart::BehindMark:
        where.sql += u" AND t.rowid > ?"_s;
        where.binds << markOf(reader, base);
        return;
    case RowPart::Changed:
        where.sql += u" AND t.rowid IN (SELECT row FROM \"%1\")"_s.arg(imageTable(base));
        return;
    case RowPart::CameLater:
        where.sql += u" AND t.rowid > ?"_s;
        where.binds << selection.past->upto;
        return;
    case RowPart::ChangedSince:
        where.sql += u" AND t.rowid IN (SELECT row FROM \"%1\" WHERE row <= ? AND no >= ?)"_s.arg(pastTable(base));
        where.binds << selection.past->upto << selection.past->no;
        return;
    case RowPart::All:
    case RowPart::Images:
    case RowPart::Past:
        return;
    }
}

// What no SQL says: the rule says it of each row, from the fields that it reads, as they are or as they were.
Tally tallyOfComputed(Reader &reader, const Selection &selection, const QString &by, RowPart part)
{
    const RowSource source = part == RowPart::Images || part == RowPart::Past ? RowSource::Image : RowSource::Live;
    const Metric &metric = *selection.metric;
    Where where = whereOf(selection, source);
    narrow(reader, selection, part, where);
    Query rows = reader.query(u"SELECT %1, %2 FROM %3 WHERE %4"_s.arg(keySql(selection, by, source),
                                                                      factColumns(metric, source).join(u", "_s),
                                                                      tableOf(selection, part), where.sql),
                              where.binds);
    Tally tally;
    while (rows.next())
        tally[rows.text(0)] += {1, computedValue(*selection.rules, metric, rows, 1)};
    return tally;
}

} // namespace

Tally tallyOfRows(Reader &reader, const Selection &selection, const QString &by, RowPart part)
{
    const Metric &metric = *selection.metric;
    if (metric.kind == MetricKind::Computed)
        return tallyOfComputed(reader, selection, by, part);
    const bool image = part == RowPart::Images || part == RowPart::Past;
    const RowSource source = image ? RowSource::Image : RowSource::Live;
    Where where = whereOf(selection, source);
    narrow(reader, selection, part, where);
    const QString measure =
        metric.measure.isEmpty() ? u"0"_s : u"coalesce(sum(%1), 0)"_s.arg(metric.base->sql(metric.measure, source));
    Query rows = reader.query(u"SELECT %1 AS k, count(*), %2 FROM %3 WHERE %4 GROUP BY k"_s.arg(
                                  keySql(selection, by, source), measure, tableOf(selection, part), where.sql),
                              where.binds);
    Tally tally;
    while (rows.next())
        tally.insert(rows.text(0), {rows.integer(1), rows.integer(2)});
    return tally;
}

std::optional<Tally> tallyOfCounters(Reader &reader, const Selection &selection, const QString &by)
{
    if (!selection.scope.isEmpty() || selection.openOn || !countersCurrent(reader, *selection.book))
        return std::nullopt;
    return tallyOfCells(reader, selection, by);
}

namespace {

Tally tallyOfNow(Reader &reader, const Selection &selection, const QString &by)
{
    std::optional<Tally> sum = tallyOfCounters(reader, selection, by);
    if (!sum)
        return tallyOfRows(reader, selection, by);
    add(*sum, tallyOfRows(reader, selection, by, RowPart::BehindMark));
    if (hasImages(reader, *selection.metric->base)) {
        add(*sum, tallyOfRows(reader, selection, by, RowPart::Changed));
        add(*sum, tallyOfRows(reader, selection, by, RowPart::Images), true);
    }
    return *sum;
}

} // namespace

Tally tally(Reader &reader, const Selection &selection, const QString &by)
{
    Tally sum = tallyOfNow(reader, selection, by);
    if (selection.past)
        add(sum, tallyOfPast(reader, selection, by));
    sum.removeIf([](const auto &entry) { return entry.value() == Count{}; });
    return sum;
}

} // namespace fengqiao
