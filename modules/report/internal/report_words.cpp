#include "report_words.h"

#include <grid/grid.h>
#include <mediation/mediation.h>

#include <access/entities.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype idDigits = 32;

} // namespace

QString ReportWords::code(QLatin1StringView list, const QString &code) const
{
    const RuleRow *row = m_rules.table("codes"_L1).find(list + u'/' + code);
    return row ? row->text("zh"_L1) : code;
}

const RuleRow &ReportWords::row(const QString &metric) const
{
    const RuleRow *row = m_rules.table("metrics"_L1).find(metric);
    Q_ASSERT(row); // the tables name only what is there
    return *row;
}

QString ReportWords::metric(const QString &metric) const
{
    return row(metric).text("zh"_L1);
}

QString ReportWords::sentence(const QString &metric) const
{
    return row(metric).text("sentence_zh"_L1);
}

QString ReportWords::unit(const QString &metric) const
{
    return code("metric_unit"_L1, row(metric).text("unit"_L1));
}

bool ReportWords::isPercent(const QString &metric) const
{
    return row(metric).text("unit"_L1) == "percent"_L1;
}

QString ReportWords::division(const QString &code) const
{
    Query found = m_reader.query(u"SELECT name FROM division WHERE code = ?"_s, {code});
    return found.next() ? found.text(0) : code;
}

// Units, rooms and colleagues, by whose ids figures are grouped.
QString ReportWords::record(const QString &hex) const
{
    const QUuid id = QUuid::fromRfc4122(QByteArray::fromHex(hex.toLatin1()));
    for (const Entity *entity : {&organisationEntity(), &accountEntity(), &roomEntity()})
        if (const auto row = m_reader.find(*entity, id))
            return row->text("name"_L1);
    return hex;
}

QString ReportWords::value(const QString &metric, const QString &dimension, const QString &value) const
{
    if (value.isEmpty())
        return report("none_stated"_L1);
    if (dimension == "town"_L1 || dimension == "village"_L1)
        return division(value);
    const RuleRow &counted = row(metric);
    const QStringList parts = counted.list("numerator"_L1);
    const QString base = parts.isEmpty() ? counted.text("base"_L1) : row(parts.first()).text("base"_L1);
    const RuleRow *field = m_rules.table("metric_fields"_L1).find(base + u'/' + dimension);
    const QString list = field ? field->text("list"_L1) : QString();
    if (list.isEmpty())
        return value.size() == idDigits ? record(value) : value;
    const QByteArray name = list.toLatin1();
    if (m_rules.table("schema"_L1).where("table"_L1, list).isEmpty())
        return code(QLatin1StringView(name), value);
    const RuleRow *found = m_rules.table(QLatin1StringView(name)).find(value);
    if (!found)
        return value;
    // No colour stands without its scheme.
    const QString scheme =
        list == "levels"_L1 ? code("level_scheme"_L1, value.section(u'/', 0, 0)) + u"："_s : QString();
    return scheme + found->text("zh"_L1);
}

} // namespace fengqiao
