#include "report_figures.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString dash = u"—"_s;

QString keyOf(const Asked &asked, const Period &period, const QString &by)
{
    QString key = asked.metric + u'|' + by + u'|' + QString::number(period.from.toJulianDay()) + u'|' +
                  QString::number(period.to.toJulianDay());
    for (auto it = asked.filters.cbegin(); it != asked.filters.cend(); ++it)
        key += u'|' + it.key() + u'=' + it->join(u' ');
    return key;
}

bool isDivision(const QString &dimension)
{
    return dimension == "town"_L1 || dimension == "village"_L1;
}

QJsonObject numbersOf(const Figure &figure)
{
    QJsonObject json{{u"t"_s, figure.text}, {u"n"_s, figure.n}, {u"num"_s, figure.numerator}};
    if (figure.hasDenominator)
        json.insert(u"den"_s, figure.denominator);
    if (figure.suppressed)
        json.insert(u"hidden"_s, true);
    return json;
}

bool isComparable(const Figure &now, const Figure &then)
{
    return !now.suppressed && !then.suppressed && now.denominator != 0 && then.denominator != 0;
}

// (a/b - c/d) in whole numbers: ad - cb.
qint64 difference(const Figure &now, const Figure &then)
{
    return now.numerator * then.denominator - then.numerator * now.denominator;
}

} // namespace

std::optional<Show> showOf(const QString &code)
{
    static const QHash<QString, Show> all{{u"value"_s, Show::Value},
                                          {u"share"_s, Show::Share},
                                          {u"last_year"_s, Show::LastYear},
                                          {u"last_period"_s, Show::LastPeriod},
                                          {u"change_last_year"_s, Show::ChangeLastYear},
                                          {u"change_last_period"_s, Show::ChangeLastPeriod},
                                          {u"points_last_year"_s, Show::PointsLastYear},
                                          {u"points_last_period"_s, Show::PointsLastPeriod}};
    const auto found = all.constFind(code);
    return found == all.cend() ? std::nullopt : std::optional(*found);
}

bool looksBack(Show show)
{
    return show != Show::Value && show != Show::Share;
}

QString changeInPercent(const Figure &now, const Figure &then)
{
    if (!isComparable(now, then) || then.numerator == 0)
        return dash;
    return roundedHalfUp(difference(now, then) * 100, then.numerator * now.denominator, 2);
}

QString changeInPoints(const Figure &now, const Figure &then)
{
    if (!isComparable(now, then) || !now.isPercent)
        return dash;
    return roundedHalfUp(difference(now, then) * 100, then.denominator * now.denominator, 2);
}

Period ReportFigures::periodOf(Show show) const
{
    switch (show) {
    case Show::LastYear:
    case Show::ChangeLastYear:
    case Show::PointsLastYear:
        return m_period.lastYear();
    case Show::LastPeriod:
    case Show::ChangeLastPeriod:
    case Show::PointsLastPeriod:
        return m_period.previous();
    case Show::Value:
    case Show::Share:
        break;
    }
    return m_period;
}

MetricRequest ReportFigures::request(const Asked &asked, const Period &period) const
{
    return {.metric = asked.metric,
            .period = period,
            .area = m_org,
            .filters = asked.filters,
            .outside = m_outside,
            .asKept = m_kept};
}

void ReportFigures::note(const Error &error)
{
    if (!m_fault)
        m_fault = error;
}

const Figure &ReportFigures::figure(const Asked &asked, const Period &period)
{
    const QString key = keyOf(asked, period, {});
    if (const auto known = m_figures.constFind(key); known != m_figures.cend())
        return *known;
    auto computed = computeMetric(m_context, request(asked, period));
    if (!computed)
        note(computed.error());
    Figure &kept = *m_figures.insert(key, computed ? std::move(*computed) : Figure{});
    if (!kept.definition.isEmpty())
        m_dictionary = kept.definition;
    return kept;
}

const Breakdown &ReportFigures::slices(const Asked &asked, const Period &period, const QString &by)
{
    const QString key = keyOf(asked, period, by);
    if (const auto known = m_slices.constFind(key); known != m_slices.cend())
        return *known;
    auto split = breakDown(m_context, request(asked, period), by);
    if (!split)
        note(split.error());
    else
        m_dictionary = split->total.definition;
    return *m_slices.insert(key, split ? std::move(*split) : Breakdown{});
}

// A value without rows: nothing was counted, and there is nothing to divide by.
Figure ReportFigures::nothingOf(const Figure &total) const
{
    Figure nothing = total;
    nothing.numerator = 0;
    nothing.denominator = total.hasDenominator ? 0 : 1;
    nothing.n = 0;
    nothing.suppressed = false;
    const RuleRow *metric = m_context.rules.table("metrics"_L1).find(total.metric);
    const int decimals = metric ? metric->number("decimals"_L1) : 0;
    nothing.text = total.hasDenominator ? dash : roundedHalfUp(0, 1, decimals);
    return nothing;
}

Figure ReportFigures::slice(const Asked &asked, const Period &period, const QString &by, const QString &value)
{
    if (by.isEmpty())
        return figure(asked, period);
    const Breakdown &split = slices(asked, period, by);
    for (const Slice &one : split.slices)
        if (one.value == value)
            return one.figure;
    return nothingOf(split.total);
}

QJsonObject ReportFigures::shown(const Asked &asked, const Figure &now, const Figure *then) const
{
    QJsonObject json = numbersOf(now);
    if (!then)
        return json;
    json.insert(u"then"_s, numbersOf(*then));
    const bool points = asked.show == Show::PointsLastYear || asked.show == Show::PointsLastPeriod;
    const bool before = asked.show == Show::LastYear || asked.show == Show::LastPeriod;
    json.insert(u"t"_s, before ? then->text : points ? changeInPoints(now, *then) : changeInPercent(now, *then));
    return json;
}

QJsonObject ReportFigures::cell(const Asked &asked)
{
    return cell(asked, {}, {});
}

QJsonObject ReportFigures::cell(const Asked &asked, const QString &by, const QString &value)
{
    const Figure now = slice(asked, m_period, by, value);
    if (looksBack(asked.show)) {
        const Figure then = slice(asked, periodOf(asked.show), by, value);
        return shown(asked, now, &then);
    }
    QJsonObject json = shown(asked, now, nullptr);
    if (asked.show == Show::Share)
        json.insert(u"t"_s, shareText(asked, by, value));
    return json;
}

QString ReportFigures::shareText(const Asked &asked, const QString &by, const QString &value)
{
    if (by.isEmpty())
        return figure(asked, m_period).numerator == 0 ? dash : u"100.00"_s;
    for (const Slice &one : slices(asked, m_period, by).slices)
        if (one.value == value)
            return one.share.isEmpty() ? dash : one.share;
    return u"0.00"_s;
}

QJsonObject ReportFigures::monthCell(const QString &metric, QDate month)
{
    return numbersOf(figure({metric, {}, Show::Value}, Period::month(month.year(), month.month())));
}

QStringList ReportFigures::values(const Asked &asked, const QString &by)
{
    QStringList values;
    if (isDivision(by)) { // towns that report nothing are shown, too
        Query towns = m_context.tx.query(
            u"SELECT code FROM division WHERE length(code) = ? AND code >= ? AND code < ? ORDER BY code"_s,
            {by == "town"_L1 ? 9 : 12, m_org, QString(m_org + u':')});
        while (towns.next())
            values << towns.text(0);
    }
    for (const Slice &one : slices(asked, m_period, by).slices)
        if (!values.contains(one.value))
            values << one.value;
    return values;
}

} // namespace fengqiao
