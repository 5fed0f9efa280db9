#include "wall_parts.h"

#include <QCoreApplication>

#include "cells.h"
#include "counters.h"
#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Wall)
};

constexpr int trendMonths = 12;
const QString dash = u"—"_s;

Period periodOf(const QString &name, QDate today)
{
    if (name == "week"_L1)
        return {today.addDays(-6), today};
    if (name == "month"_L1)
        return {QDate(today.year(), today.month(), 1), today};
    if (name == "year"_L1)
        return {QDate(today.year(), 1, 1), today};
    return {today, today};
}

MetricRequest requestOf(ReadContext &context, const QString &metric, const QString &period)
{
    return {.metric = metric,
            .period = periodOf(period, context.now.localDate()),
            .area = context.actor.area.digits(),
            .filters = {},
            .wall = true};
}

WallValue valueOf(const Figure &figure, const QString &code, const QString &word)
{
    WallValue value;
    value.code = code;
    value.word = word;
    value.text = figure.text == "*"_L1 ? dash : figure.text; // hidden so that another one cannot be had back
    value.unit = figure.unit;
    value.masked = figure.suppressed;
    if (!figure.suppressed)
        value.value = figure.numerator;
    return value;
}

// "+12.50 % on last year", or "+1.20 points on last year" of a percentage.
void addChange(ReadContext &context, const MetricRequest &request, WallValue &value)
{
    const auto comparison = compareMetric(context, request, Against::LastYear);
    if (!comparison || comparison->current.suppressed || comparison->previous.suppressed)
        return;
    QString change = comparison->current.isPercent ? comparison->points : comparison->percent;
    if (change.isEmpty() || change == dash)
        return;
    value.rising = change.startsWith(u'-') ? -1 : change.toDouble() > 0 ? 1 : 0;
    if (value.rising > 0)
        change.prepend(u'+');
    value.change = comparison->current.isPercent ? Words::tr("%1 points on last year").arg(change)
                                                 : Words::tr("%1 % on last year").arg(change);
}

WallPart withSentence(WallPart part, const Error &error)
{
    part.sentence = error.message;
    return part;
}

WallPart figurePart(ReadContext &context, WallPart part)
{
    const MetricRequest request = requestOf(context, part.element.metrics.first(), part.element.period);
    const auto figure = computeMetric(context, request);
    if (!figure)
        return withSentence(part, figure.error());
    WallValue value = valueOf(*figure, figure->metric, part.element.word());
    if (part.element.period != "today"_L1)
        addChange(context, request, value);
    part.values << value;
    return part;
}

// The levels of the county's own scheme, the gravest first; each with its own word, those without a warning as 0.
WallPart boardPart(ReadContext &context, WallPart part)
{
    const auto parts =
        breakDown(context, requestOf(context, part.element.metrics.first(), part.element.period), part.element.by);
    if (!parts)
        return withSentence(part, parts.error());
    const QString scheme = context.rules.setting("level_scheme"_L1);
    const auto levels = context.rules.table("levels"_L1).where("scheme"_L1, scheme);
    for (auto row = levels.crbegin(); row != levels.crend(); ++row) {
        const QString level = (*row)->text("level"_L1);
        if ((*row)->number("order"_L1) == 0)
            continue; // no warning
        WallValue value{.code = level, .word = (*row)->word(), .text = u"0"_s, .unit = parts->total.unit, .change = {}};
        for (const Slice &slice : parts->slices)
            if (slice.value == scheme + u'/' + level)
                value = valueOf(slice.figure, level, (*row)->word());
        part.values << value;
    }
    return part;
}

WallPart mapPart(ReadContext &context, WallPart part)
{
    const auto parts =
        breakDown(context, requestOf(context, part.element.metrics.first(), part.element.period), part.element.by);
    if (!parts)
        return withSentence(part, parts.error());
    for (const Slice &slice : parts->slices)
        if (!slice.value.isEmpty())
            part.values << valueOf(slice.figure, slice.value, slice.word);
    return part;
}

// A second metric stands beside the bar: "12 occasions".
QString beside(const Result<Breakdown> &second, const QString &value)
{
    if (!second)
        return {};
    for (const Slice &slice : second->slices)
        if (slice.value == value)
            return slice.figure.text == "*"_L1 ? dash : slice.figure.shown();
    return {};
}

WallPart partsPart(ReadContext &context, WallPart part)
{
    const QString by = part.element.by;
    const auto parts = breakDown(context, requestOf(context, part.element.metrics.first(), part.element.period), by);
    if (!parts)
        return withSentence(part, parts.error());
    const auto second =
        part.element.metrics.size() > 1
            ? breakDown(context, requestOf(context, part.element.metrics.at(1), part.element.period), by)
            : Result<Breakdown>(fail(ErrorKind::NotFound, {}, {}));
    for (const Slice &slice : parts->slices) {
        WallValue value = valueOf(slice.figure, slice.value, slice.word);
        // Bars of a percentage are as long as the percentage, of counts as long as the count.
        if (slice.figure.isPercent)
            part.whole = 10000;
        if (slice.figure.isPercent && !slice.figure.suppressed && slice.figure.denominator > 0)
            value.value = slice.figure.numerator * part.whole / slice.figure.denominator;
        value.change = beside(second, slice.value);
        part.values << value;
    }
    if (part.values.isEmpty())
        part.sentence = Words::tr("Nothing of it in this period yet.");
    return part;
}

WallPart trendPart(ReadContext &context, WallPart part)
{
    const QDate today = context.now.localDate();
    for (const QString &metric : std::as_const(part.element.metrics)) {
        WallLine line{.metric = metric, .word = {}, .unit = {}, .months = {}};
        for (int back = trendMonths - 1; back >= 0; --back) {
            const QDate day = QDate(today.year(), today.month(), 1).addMonths(-back);
            MetricRequest request = requestOf(context, metric, u"today"_s);
            request.period = Period::month(day.year(), day.month());
            request.period.to = std::min(request.period.to, today);
            const auto figure = computeMetric(context, request);
            if (!figure)
                return withSentence(part, figure.error());
            line.word = figure->word;
            line.unit = figure->unit;
            line.months << valueOf(*figure, day.toString(u"yyyy-MM"_s), {});
        }
        part.lines << line;
    }
    return part;
}

QString maskedCount(const RuleSet &rules, qint64 n)
{
    const int least = rules.settingNumber("wall_cell_min"_L1);
    return n > 0 && n < least ? u"<%1"_s.arg(least) : QString::number(n);
}

// Sessions of the day by room; cancelled ones have ended before they were held.
void addSlots(ReadContext &context, QUuid room, WallRoom &line)
{
    const QDate today = context.now.localDate();
    Query rows = context.tx.query(
        u"SELECT starts, ends, state, n FROM wall_slot WHERE room = ? AND starts >= ? AND starts < ? ORDER BY starts"_s,
        {room.toRfc4122(), Instant::fromLocal(today, QTime(0, 0)).ms,
         Instant::fromLocal(today.addDays(1), QTime(0, 0)).ms});
    qint64 sessions = 0;
    while (rows.next()) {
        const RuleRow *state = context.rules.table("states"_L1).find(rows.text(2));
        if (state && state->flag("terminal"_L1))
            continue;
        sessions += rows.integer(3);
        const Instant starts = rows.instant(0);
        const Instant ends = rows.instant(1);
        if (starts.ms <= context.now.ms && context.now.ms < ends.ms) {
            line.busy = true;
            line.until = Instant{std::max(line.until.ms, ends.ms)};
        } else if (starts.ms > context.now.ms && line.next.isNull()) {
            line.next = starts;
        }
    }
    line.sessions = maskedCount(context.rules, sessions);
}

WallPart roomsPart(ReadContext &context, WallPart part)
{
    const QString area = context.actor.area.digits();
    QList<std::pair<QUuid, WallRoom>> found;
    {
        Query rows = context.tx.query(u"SELECT id, name, kind FROM room WHERE deleted = 0 AND coalesce(active, 1) = 1 "
                                      "AND org >= ? AND org < ? ORDER BY kind, name"_s,
                                      {area, QString(area + u':')}); // ':' follows '9'
        while (rows.next()) {
            const RuleRow *kind = context.rules.table("room_kinds"_L1).find(rows.text(2));
            WallRoom room;
            room.name = rows.text(1);
            room.kind = kind ? kind->word() : QString();
            found.append({rows.uuid(0), room});
        }
    }
    for (auto &[id, room] : found) {
        addSlots(context, id, room);
        part.rooms << room;
    }
    if (part.rooms.isEmpty())
        part.sentence = Words::tr("This centre has entered no room yet.");
    return part;
}

// The last day on which a division has one of these figures.
QDate lastEntry(ReadContext &context, const MetricBook &book, const QStringList &metrics, const QString &code)
{
    QDate last;
    for (const QString &name : metrics) {
        const Metric *metric = book.find(name);
        if (!metric || metric->series < 0)
            continue;
        const int dimension = storedDimension(noDimension, code.size());
        Query cells = context.tx.query(
            u"SELECT c.month, d.days FROM metric_cell c JOIN metric_day d ON d.series = c.series AND d.dim = c.dim AND "
            "d.month = c.month AND d.area = c.area AND d.value = c.value WHERE c.series = ? AND c.dim = ? AND c.area = "
            "? AND c.n > 0 ORDER BY c.month DESC LIMIT 1"_s,
            {metric->series, dimension, code});
        if (!cells.next())
            continue;
        const MonthDays days = unpackDays(cells.value(1).toByteArray());
        for (auto day = days.cbegin(); day != days.cend(); ++day)
            if (day->n > 0)
                last = std::max(last,
                                QDate::fromJulianDay(firstDayOf(static_cast<int>(cells.integer(0))) + day.key() - 1));
    }
    return last;
}

} // namespace

WallPart wallPart(ReadContext &context, const WallElement &element)
{
    WallPart part;
    part.element = element;
    switch (element.kind) {
    case WallKind::Figure:
        return figurePart(context, part);
    case WallKind::Board:
        return boardPart(context, part);
    case WallKind::Map:
        return mapPart(context, part);
    case WallKind::Trend:
        return trendPart(context, part);
    case WallKind::Rooms:
        return roomsPart(context, part);
    case WallKind::Parts:
        return partsPart(context, part);
    }
    Q_UNREACHABLE_RETURN(part);
}

WallSilence wallSilence(ReadContext &context)
{
    WallSilence silence;
    silence.days = context.rules.settingNumber("wall_silent_days"_L1);
    const QString area = context.actor.area.digits();
    const qsizetype digits = area.size() < 9 ? 9 : 12;
    const QDate today = context.now.localDate();
    const QStringList metrics = context.rules.setting("wall_entry_metrics"_L1).split(u' ', Qt::SkipEmptyParts);
    const auto book = MetricBook::of(context.rules);
    if (area.size() >= digits || !countersCurrent(context.tx, *book))
        return silence;
    QList<WallSilence::Division> all;
    {
        Query rows = context.tx.query(u"SELECT code, name FROM division WHERE deleted = 0 AND level = ? AND "
                                      "coalesce(statistical, 0) = 0 AND code >= ? AND code < ? ORDER BY code"_s,
                                      {digits, area, QString(area + u':')});
        while (rows.next())
            all.append({rows.text(0), rows.text(1), {}});
    }
    silence.divisions = all.size();
    for (WallSilence::Division &division : all) {
        division.last = lastEntry(context, *book, metrics, division.code);
        if (!division.last.isValid() || division.last.daysTo(today) >= silence.days)
            silence.silent << division;
    }
    return silence;
}

} // namespace fengqiao
