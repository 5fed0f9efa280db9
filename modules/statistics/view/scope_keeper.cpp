#include <statistics/widgets/scope_keeper.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kindNames{"this_month"_L1, "last_month"_L1, "this_quarter"_L1,
                               "this_year"_L1,  "last_year"_L1,  "custom"_L1}; // in the order of PeriodKind

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s);
}

QString keyOf(const Desk &desk)
{
    return u"figures/%1/%2/scope"_s.arg(desk.county(), desk.actor().login);
}

Period quarterOf(QDate day)
{
    const QDate first(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    return {first, first.addMonths(3).addDays(-1)};
}

} // namespace

Period periodOf(PeriodKind kind, QDate today)
{
    switch (kind) {
    case PeriodKind::LastMonth: {
        const QDate before = today.addMonths(-1);
        return Period::month(before.year(), before.month());
    }
    case PeriodKind::ThisQuarter:
        return quarterOf(today);
    case PeriodKind::ThisYear:
        return Period::year(today.year());
    case PeriodKind::LastYear:
        return Period::year(today.year() - 1);
    default:
        return Period::month(today.year(), today.month());
    }
}

ScopeKeeper::ScopeKeeper(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_custom(periodOf(PeriodKind::ThisMonth, today()))
{
    load();
}

QDate ScopeKeeper::today() const
{
    return m_desk.now().localDate();
}

FigureScope ScopeKeeper::scope() const
{
    return {m_kind == PeriodKind::Custom ? m_custom : periodOf(m_kind, today()), m_area, m_filters};
}

void ScopeKeeper::setPeriod(PeriodKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    keep();
    Q_EMIT changed();
}

Result<> ScopeKeeper::setCustom(const Period &period)
{
    if (const auto sound = checkedPeriod(period, today()); !sound)
        return sound;
    if (m_kind == PeriodKind::Custom && period == m_custom)
        return {};
    m_kind = PeriodKind::Custom;
    m_custom = period;
    keep();
    Q_EMIT changed();
    return {};
}

void ScopeKeeper::setArea(const QString &area)
{
    if (area == m_area)
        return;
    m_area = area;
    keep();
    Q_EMIT changed();
}

void ScopeKeeper::setFilters(const QMap<QString, QStringList> &filters)
{
    if (filters == m_filters)
        return;
    m_filters = filters;
    keep();
    Q_EMIT changed();
}

void ScopeKeeper::clear()
{
    if (m_area.isEmpty() && m_filters.isEmpty())
        return;
    m_area.clear();
    m_filters.clear();
    keep();
    Q_EMIT changed();
}

// What no longer fits (a dimension that the tables dropped, days that make no period) is left behind.
void ScopeKeeper::load()
{
    const QJsonObject kept = QJsonDocument::fromJson(settings().value(keyOf(m_desk)).toByteArray()).object();
    const auto kind = std::ranges::find(kindNames, kept[u"period"_s].toString());
    if (kind != kindNames.end())
        m_kind = static_cast<PeriodKind>(kind - kindNames.begin());
    const Period custom{QDate::fromString(kept[u"from"_s].toString(), Qt::ISODate),
                        QDate::fromString(kept[u"to"_s].toString(), Qt::ISODate)};
    if (checkedPeriod(custom, today()))
        m_custom = custom;
    else if (m_kind == PeriodKind::Custom)
        m_kind = PeriodKind::ThisMonth;
    m_area = kept[u"area"_s].toString();
    const QJsonObject filters = kept[u"filters"_s].toObject();
    for (const DashboardFilter &filter : dashboardFilters(*m_desk.rules()))
        for (const QJsonValue &value : filters[filter.dimension].toArray())
            m_filters[filter.dimension] << value.toString();
}

void ScopeKeeper::keep()
{
    QJsonObject filters;
    for (auto it = m_filters.cbegin(); it != m_filters.cend(); ++it)
        filters.insert(it.key(), QJsonArray::fromStringList(*it));
    const QJsonObject kept{{u"period"_s, QString(kindNames.at(static_cast<std::size_t>(m_kind)))},
                           {u"from"_s, m_custom.from.toString(Qt::ISODate)},
                           {u"to"_s, m_custom.to.toString(Qt::ISODate)},
                           {u"area"_s, m_area},
                           {u"filters"_s, filters}};
    settings().setValue(keyOf(m_desk), QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

} // namespace fengqiao
