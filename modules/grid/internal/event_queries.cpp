#include <grid/events.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;

// One condition after the other, with what they bind.
class Conditions {
public:
    void add(const QString &sql, const QVariantList &binds = {})
    {
        m_sql << u'(' + sql + u')';
        m_binds += binds;
    }

    // Codes come from rule tables and filters: always bound, never written into the text.
    void among(const QString &column, const QStringList &codes)
    {
        if (codes.isEmpty())
            return;
        QVariantList binds;
        for (const QString &code : codes)
            binds << code;
        add(column + u" IN ("_s + QStringList(codes.size(), u"?"_s).join(u',') + u')', binds);
    }

    [[nodiscard]] QString sql() const { return m_sql.join(u" AND "_s); }

    [[nodiscard]] const QVariantList &binds() const { return m_binds; }

private:
    QStringList m_sql;
    QVariantList m_binds;
};

QStringList uncountedStates(const RuleSet &rules)
{
    QStringList states;
    for (const RuleRow *row : rules.table("states"_L1).where("machine"_L1, u"event"_s)) {
        if (row->flag("uncounted"_L1))
            states << row->text("state"_L1);
    }
    return states;
}

QStringList countedStates(const RuleSet &rules)
{
    const QStringList uncounted = uncountedStates(rules);
    QStringList states;
    for (const RuleRow *row : rules.table("states"_L1).where("machine"_L1, u"event"_s)) {
        if (!uncounted.contains(row->text("state"_L1)))
            states << row->text("state"_L1);
    }
    return states;
}

// Kinds stand under one head each, so a filter on heads is one on kinds, which the indexes hold.
QStringList kindsOf(const RuleSet &rules, const EventFilter &filter)
{
    if (filter.heads.isEmpty())
        return filter.kinds;
    QStringList kinds;
    for (const RuleRow &row : rules.table("event_kinds"_L1).rows()) {
        const QString kind = row.text("kind"_L1);
        if (filter.heads.contains(row.text("head"_L1)) && (filter.kinds.isEmpty() || filter.kinds.contains(kind)))
            kinds << kind;
    }
    return kinds.isEmpty() ? QStringList{QString()} : kinds; // nothing fits: a code that no event has
}

Conditions conditionsOf(const ReadContext &context, const EventFilter &filter)
{
    Conditions conditions;
    QVariantList scoped;
    const QString scope = context.scopeSql(eventKind(), &scoped);
    conditions.add(u"deleted = 0"_s);
    conditions.add(scope, scoped);
    if (filter.from)
        conditions.add(u"happened_at >= ?"_s, {filter.from->ms});
    if (filter.to)
        conditions.add(u"happened_at < ?"_s, {filter.to->ms});
    if (!filter.grid.isNull())
        conditions.add(u"grid = ?"_s, {filter.grid});
    if (!filter.area.isEmpty())
        conditions.add(u"org >= ? AND org < ?"_s, {filter.area, QString(filter.area + u':')}); // ':' follows '9'
    if (!filter.unit.isNull())
        conditions.add(u"unit = ?"_s, {filter.unit});
    QStringList states = filter.states;
    if (states.isEmpty() && !filter.duplicates)
        states = countedStates(context.rules);
    conditions.among(u"state"_s, states);
    conditions.among(u"kind"_s, kindsOf(context.rules, filter));
    conditions.among(u"family"_s, filter.families);
    return conditions;
}

EventLine lineOf(ReadContext &context, const Row &row)
{
    EventLine line;
    line.id = row.id();
    line.rowid = row.rowid();
    line.number = row.text("number"_L1);
    line.kind = row.text("kind"_L1);
    line.kindWord = context.rules.word("event_kind"_L1, line.kind);
    line.state = row.text("state"_L1);
    const RuleRow *state = context.rules.table("states"_L1).find(line.state);
    line.stateWord = state ? state->word() : line.state;
    line.place = context.masked(*gridEventEntity().field("place"_L1), row.value("place"_L1));
    line.grid = row.uuid("grid"_L1);
    line.village = row.text("village"_L1);
    line.happenedAt = row.instant("happened_at"_L1);
    if (!row.isNull("longitude"_L1))
        line.point = GeoPoint{static_cast<double>(row.integer("longitude"_L1)) / 1e7,
                              static_cast<double>(row.integer("latitude"_L1)) / 1e7};
    return line;
}

// Codes by their place in a list that grows as they come.
class CodeList {
public:
    quint16 of(const QString &code)
    {
        auto known = m_places.constFind(code);
        if (known == m_places.cend()) {
            known = m_places.insert(code, static_cast<quint16>(m_codes.size()));
            m_codes << code;
        }
        return *known;
    }

    [[nodiscard]] const QStringList &codes() const { return m_codes; }

private:
    QStringList m_codes;
    QHash<QString, quint16> m_places;
};

// Days of instants that come in order: the calendar is asked once a day.
class DayCount {
public:
    qint32 of(Instant at)
    {
        if (at.ms < m_begins || at.ms >= m_begins + dayMs) {
            const QDate day = at.localDate();
            m_begins = Instant::fromLocal(day, QTime(0, 0)).ms;
            m_day = static_cast<qint32>(day.toJulianDay());
        }
        return m_day;
    }

private:
    qint64 m_begins = std::numeric_limits<qint64>::min() / 2;
    qint32 m_day = 0;
};

} // namespace

EventFilter EventFilter::usual(const RuleSet &rules, Instant now)
{
    EventFilter filter;
    filter.states = openEventStates(rules);
    filter.from = Instant{now.ms - rules.settingNumber("event_shown_days"_L1) * dayMs};
    return filter;
}

QList<EventLine> events(ReadContext &context, const EventFilter &filter, int limit, int offset)
{
    const Conditions conditions = conditionsOf(context, filter);
    QVariantList binds = conditions.binds();
    binds << limit << offset;
    QList<EventLine> lines;
    for (const Row &row : context.tx.select(
             gridEventEntity(), conditions.sql() + u" ORDER BY happened_at DESC, rowid DESC LIMIT ? OFFSET ?"_s, binds))
        lines << lineOf(context, row);
    return lines;
}

qint64 countEvents(ReadContext &context, const EventFilter &filter)
{
    const Conditions conditions = conditionsOf(context, filter);
    Query rows = context.tx.query(u"SELECT count(*) FROM grid_event WHERE "_s + conditions.sql(), conditions.binds());
    return rows.next() ? rows.integer(0) : 0;
}

EventPoints eventPoints(ReadContext &context, const EventFilter &filter)
{
    Conditions conditions = conditionsOf(context, filter);
    conditions.add(u"longitude IS NOT NULL"_s);
    Query rows =
        context.tx.query(u"SELECT rowid, longitude, latitude, kind, state, happened_at FROM grid_event WHERE "_s +
                             conditions.sql() + u" ORDER BY happened_at"_s,
                         conditions.binds());
    CodeList kinds;
    CodeList states;
    EventPoints found;
    DayCount day;
    while (rows.next()) {
        found.points << EventPoint{rows.integer(0),
                                   static_cast<qint32>(rows.integer(1)),
                                   static_cast<qint32>(rows.integer(2)),
                                   kinds.of(rows.text(3)),
                                   states.of(rows.text(4)),
                                   day.of(rows.instant(5))};
    }
    found.kinds = kinds.codes();
    found.states = states.codes();
    return found;
}

std::optional<QUuid> eventAt(ReadContext &context, qint64 rowid)
{
    const QList<Row> rows = context.tx.select(gridEventEntity(), u"rowid = ?"_s, {rowid});
    if (rows.isEmpty() || !context.maySee(eventKind(), rows.first()))
        return std::nullopt;
    return rows.first().id();
}

QHash<QUuid, qint64> eventsByGrid(ReadContext &context, const EventFilter &filter)
{
    const Conditions conditions = conditionsOf(context, filter);
    Query rows = context.tx.query(
        u"SELECT grid, count(*) FROM grid_event WHERE "_s + conditions.sql() + u" GROUP BY grid"_s, conditions.binds());
    QHash<QUuid, qint64> counts;
    while (rows.next())
        counts.insert(rows.uuid(0), rows.integer(1));
    return counts;
}

} // namespace fengqiao
