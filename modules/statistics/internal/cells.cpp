#include "cells.h"

#include <QDate>

#include "counters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int fixedColumns = 2; // row and area stand first

void putNumber(QByteArray &bytes, qint64 value)
{
    quint64 rest = (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63);
    while (rest >= 0x80) {
        bytes.append(static_cast<char>(rest | 0x80));
        rest >>= 7;
    }
    bytes.append(static_cast<char>(rest));
}

qint64 takeNumber(const QByteArray &bytes, qsizetype &at)
{
    quint64 value = 0;
    for (int shift = 0; at < bytes.size() && shift < 64; shift += 7) {
        const auto byte = static_cast<quint8>(bytes.at(at++));
        value |= static_cast<quint64>(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            break;
    }
    return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
}

} // namespace

int dimensionCode(const Metric &metric, const QString &by)
{
    if (by.isEmpty())
        return noDimension;
    if (by == byMeasure)
        return metric.kind == MetricKind::Median ? measureDimension : -1;
    const qsizetype at = metric.base->dimensions().indexOf(by);
    return at < 0 ? -1 : static_cast<int>(at) + 1;
}

int crossOf(const Metric &metric, const QStringList &dimensions)
{
    if (dimensions.size() != 2)
        return -1;
    const auto found = std::ranges::find_if(metric.crosses, [&](const auto &cross) {
        return dimensions.contains(cross.first) && dimensions.contains(cross.second);
    });
    return found == metric.crosses.end() ? -1 : static_cast<int>(found - metric.crosses.begin());
}

QList<int> cellLevels(int dimension)
{
    if (dimension >= crossDimension && dimension < townsDimension)
        return {6};
    return dimension == noDimension ? QList<int>{6, 9, 12} : QList<int>{6, 9};
}

int storedDimension(int dimension, qsizetype areaLength)
{
    if (dimension != noDimension || areaLength <= 6)
        return dimension;
    return areaLength <= 9 ? townsDimension : villagesDimension;
}

QByteArray packDays(const MonthDays &days)
{
    QByteArray bytes;
    for (auto it = days.cbegin(); it != days.cend(); ++it) {
        if (*it == Count{})
            continue;
        bytes.append(static_cast<char>(it.key()));
        putNumber(bytes, it->n);
        putNumber(bytes, it->total);
    }
    return bytes;
}

MonthDays unpackDays(const QByteArray &bytes)
{
    MonthDays days;
    for (qsizetype at = 0; at < bytes.size();) {
        const int day = bytes.at(at++);
        const qint64 n = takeNumber(bytes, at);
        days.insert(day, {n, takeNumber(bytes, at)});
    }
    return days;
}

Count sumOfDays(const QByteArray &bytes, qint64 from, qint64 to)
{
    Count sum;
    for (qsizetype at = 0; at < bytes.size();) {
        const int day = bytes.at(at++);
        const qint64 n = takeNumber(bytes, at);
        const qint64 total = takeNumber(bytes, at);
        if (day >= from && day <= to)
            sum += {n, total};
    }
    return sum;
}

int monthOf(qint64 julianDay)
{
    const QDate date = QDate::fromJulianDay(julianDay);
    return date.year() * 12 + date.month() - 1;
}

qint64 firstDayOf(int month)
{
    return QDate(month / 12, month % 12 + 1, 1).toJulianDay();
}

qint64 lastDayOf(int month)
{
    return firstDayOf(month + 1) - 1;
}

CellSum::CellSum(const MetricBase &base, const MetricBook &book)
    : m_base(base)
    , m_book(book)
    , m_dimensions(base.dimensions())
{
}

int CellSum::columnFor(const QString &sql)
{
    const auto known = m_columnOf.constFind(sql);
    if (known != m_columnOf.cend())
        return *known;
    m_columns << sql;
    return *m_columnOf.insert(sql, fixedColumns + static_cast<int>(m_dimensions.size() + m_columns.size()) - 1);
}

int CellSum::dimensionColumn(const QString &dimension) const
{
    return fixedColumns + static_cast<int>(m_dimensions.indexOf(dimension));
}

void CellSum::addSeries(const Metric &metric, bool leaving, RowSource source)
{
    Series series;
    series.code = metric.series + (leaving ? 1 : 0);
    series.histogram = metric.kind == MetricKind::Median;
    Selection selection;
    selection.metric = &metric;
    selection.leaving = leaving;
    series.date = columnFor(dateSql(selection, source));
    if (!metric.measure.isEmpty())
        series.measure = columnFor(m_base.sql(metric.measure, source));
    for (const auto &[first, second] : metric.crosses)
        series.crosses.append({dimensionColumn(first), dimensionColumn(second)});
    // Conditions with values are a column each: two of the same text may have other values.
    m_columns << metric.when.sql(source);
    m_binds += metric.when.binds;
    series.predicate = fixedColumns + static_cast<int>(m_dimensions.size() + m_columns.size()) - 1;
    m_series << series;
}

// Of the history few steps are counted: the others need not come out of the database.
QString CellSum::anySeries(RowSource source, QVariantList *binds) const
{
    if (!m_base.entity->appendOnly)
        return {};
    QStringList any;
    for (const auto &metric : m_book.metrics())
        if (metric->base == &m_base && metric->series >= 0) {
            any << u'(' + metric->when.sql(source) + u')';
            *binds += metric->when.binds;
        }
    return any.isEmpty() ? QString() : u" AND (%1)"_s.arg(any.join(u" OR "_s));
}

QString CellSum::select(RowSource source, const QString &county, QVariantList *binds)
{
    m_columns.clear();
    m_columnOf.clear();
    m_binds.clear();
    m_series.clear();
    for (const auto &metric : m_book.metrics()) {
        if (metric->base != &m_base || metric->series < 0)
            continue;
        addSeries(*metric, false, source);
        if (metric->kind == MetricKind::Stock)
            addSeries(*metric, true, source);
    }
    QStringList columns{source == RowSource::Live ? u"t.rowid"_s : u"t.row"_s, m_base.areaSql(source, county)};
    for (const QString &dimension : std::as_const(m_dimensions))
        columns << u"coalesce(%1, '')"_s.arg(m_base.valueSql(dimension, source));
    columns += m_columns;
    *binds = m_binds;
    const QString table = source == RowSource::Live ? QString(m_base.entity->name) : imageTable(m_base);
    return u"SELECT %1 FROM \"%2\" t WHERE t.deleted = 0"_s.arg(columns.join(u", "_s), table) +
           anySeries(source, binds);
}

int CellSum::textNumber(const QString &text)
{
    const auto known = m_textNumbers.constFind(text);
    if (known != m_textNumbers.cend())
        return *known;
    m_texts << text;
    return *m_textNumbers.insert(text, static_cast<int>(m_texts.size()) - 1);
}

void CellSum::addTo(const Series &series, int dimension, const QString &value, const QStringList &areas, qint64 day,
                    const Count &count)
{
    const int number = textNumber(value);
    const qsizetype most = cellLevels(dimension).size();
    for (qsizetype i = 0; i < std::min(most, areas.size()); ++i)
        m_sums[{series.code, storedDimension(dimension, areas.at(i).size()), textNumber(areas.at(i)), number, day}] +=
            count;
}

void CellSum::count(const Query &row, int sign)
{
    const QString area = row.text(1);
    QStringList areas;
    for (const int level : cellLevels(noDimension))
        if (area.size() >= level)
            areas << area.left(level);
    for (const Series &series : std::as_const(m_series)) {
        if (row.integer(series.predicate) == 0 || row.value(series.date).isNull())
            continue;
        if (series.histogram && row.value(series.measure).isNull())
            continue;
        const qint64 day = row.integer(series.date);
        const Count one{sign, series.measure < 0 ? 0 : sign * row.integer(series.measure)};
        addTo(series, noDimension, {}, areas, day, one);
        if (series.histogram)
            addTo(series, measureDimension, row.text(series.measure), areas, day, one);
        for (qsizetype i = 0; i < m_dimensions.size(); ++i)
            addTo(series, static_cast<int>(i) + 1, row.text(static_cast<int>(i) + fixedColumns), areas, day, one);
        for (qsizetype i = 0; i < series.crosses.size(); ++i) {
            const auto &[first, second] = series.crosses.at(i);
            addTo(series, crossDimension + static_cast<int>(i), row.text(first) + crossMark + row.text(second), areas,
                  day, one);
        }
    }
}

qint64 CellSum::scan(Reader &reader, RowSource source, const QString &county, const QString &tail,
                     const QVariantList &binds, int sign, qint64 *last)
{
    QVariantList all;
    const QString sql = select(source, county, &all) + tail;
    qint64 scanned = 0;
    Query rows = reader.query(sql, all + binds);
    while (rows.next()) {
        count(rows, sign);
        ++scanned;
        if (last)
            *last = rows.integer(0);
    }
    return scanned;
}

void CellSum::store(Writer &tx) const
{
    QHash<CellKey, MonthDays> months; // `day` is the month there
    for (auto it = m_sums.cbegin(); it != m_sums.cend(); ++it) {
        CellKey key = it.key();
        const QDate date = QDate::fromJulianDay(key.day);
        key.day = monthOf(key.day);
        if (*it != Count{})
            months[key][date.day()] += *it;
    }
    for (auto it = months.cbegin(); it != months.cend(); ++it)
        storeMonth(tx, it.key(), *it);
}

void CellSum::storeMonth(Writer &tx, const CellKey &key, const MonthDays &more) const
{
    const QString same = u"series = ? AND dim = ? AND month = ? AND area = ? AND value = ?"_s;
    const QString value = m_texts.at(key.value);
    const QVariantList binds{key.series, key.dimension, key.day, m_texts.at(key.area), value.isNull() ? u""_s : value};
    MonthDays days;
    bool isKnown = false;
    {
        Query known = tx.query(u"SELECT days FROM metric_day WHERE "_s + same, binds);
        isKnown = known.next();
        if (isKnown)
            days = unpackDays(known.value(0).toByteArray());
    }
    for (auto day = more.cbegin(); day != more.cend(); ++day)
        days[day.key()] += *day;
    Count sum;
    for (const Count &day : std::as_const(days))
        sum += day;
    const QByteArray packed = packDays(days);
    if (packed.isEmpty()) {
        for (const QLatin1StringView table : {"metric_cell"_L1, "metric_day"_L1})
            tx.execute(u"DELETE FROM "_s + table + u" WHERE "_s + same, binds);
        return;
    }
    // Not as one statement that inserts or updates: SQLite keeps a journal of its own for each of those, and walks it.
    if (isKnown) {
        tx.execute(u"UPDATE metric_day SET days = ? WHERE "_s + same, QVariantList{packed} + binds);
        tx.execute(u"UPDATE metric_cell SET n = ?, total = ? WHERE "_s + same, QVariantList{sum.n, sum.total} + binds);
        return;
    }
    tx.execute(u"INSERT INTO metric_day (series, dim, month, area, value, days) VALUES (?, ?, ?, ?, ?, ?)"_s,
               binds + QVariantList{packed});
    tx.execute(u"INSERT INTO metric_cell (series, dim, month, area, value, n, total) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
               binds + QVariantList{sum.n, sum.total});
}

QMap<QString, Count> CellSum::cells() const
{
    QMap<QString, Count> months;
    for (auto it = m_sums.cbegin(); it != m_sums.cend(); ++it)
        months[u"%1 %2 %3 %4 %5"_s.arg(it.key().series)
                   .arg(it.key().dimension)
                   .arg(m_texts.at(it.key().area))
                   .arg(it.key().day)
                   .arg(m_texts.at(it.key().value))] += *it;
    months.removeIf([](const auto &entry) { return entry.value() == Count{}; });
    return months;
}

} // namespace fengqiao
