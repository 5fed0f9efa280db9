#include "dictionary.h"

#include <access/entities.h>
#include <core/locale.h>
#include <grid/grid.h>
#include <mediation/mediation.h>
#include <reception/reception.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString worded(const QString &zh, const QString &en)
{
    return language() == Language::Chinese ? zh : en;
}

QHash<QString, const Entity *> allEntities()
{
    QHash<QString, const Entity *> all;
    for (const Module &module : {gridModule(), mediationModule(), receptionModule()})
        for (const Entity *entity : module.entities)
            all.insert(QString(entity->name), entity);
    for (const Entity *entity : {&historyEntity(), &accountEntity()})
        all.insert(QString(entity->name), entity);
    return all;
}

// Days of QDate::toJulianDay of an instant's day in China (UTC+8, core/clock.h).
constexpr qint64 chinaOffset = 8 * 3600 * 1000;
constexpr qint64 dayMs = 24 * 3600 * 1000;
constexpr qint64 julianEpoch = 2440588; // 1970-01-01

} // namespace

const Entity *entityNamed(const QString &name)
{
    static const QHash<QString, const Entity *> all = allEntities();
    return all.value(name);
}

QString MetricField::word() const
{
    return worded(zh, en);
}

QString Metric::word() const
{
    return worded(zh, en);
}

QString Metric::sentence() const
{
    return worded(sentenceZh, sentenceEn);
}

QString MetricBase::own(const QString &field) const
{
    const QByteArray latin = field.toLatin1();
    if (!entity->field(QLatin1StringView(latin)))
        return {};
    if (compiling)
        read.insert(field);
    return u"t.\""_s + field + u'"';
}

bool MetricBase::knows(const QString &field) const
{
    return !sql(field, RowSource::Live).isEmpty();
}

std::optional<FieldType> MetricBase::typeOf(const QString &field) const
{
    const auto described = fields.constFind(field);
    if (described != fields.cend() && described->function != "same"_L1) {
        const QString &function = described->function;
        if (function == "day"_L1)
            return FieldType::Date;
        if (function == "days"_L1 || function == "minutes"_L1)
            return FieldType::Integer;
        if (function == "parent"_L1) {
            const Field *column = columnOf(field);
            return column ? std::optional(column->type) : std::nullopt;
        }
        return FieldType::Code;
    }
    const auto child = children.constFind(field);
    const QByteArray latin = (child == children.cend() ? field : child->value).toLatin1();
    const Entity *holder = child == children.cend() ? entity : child->entity;
    if (child != children.cend() && child->value == "id"_L1)
        return FieldType::Id;
    const Field *column = holder->field(QLatin1StringView(latin));
    return column ? std::optional(column->type) : std::nullopt;
}

QString MetricBase::childSql(const ChildField &child, const QString &id) const
{
    const QString same = child.same.isEmpty()
                             ? QString()
                             : u" AND c.\"%1\" IS %2"_s.arg(child.same, childSql(children.value(child.as), id));
    const QString latest = child.latest.isEmpty() ? QString() : u"c.\"%1\" DESC, "_s.arg(child.latest);
    return u"(SELECT c.\"%1\" FROM \"%2\" c WHERE c.\"%3\" = %4 AND c.deleted = 0 AND %5%6 ORDER BY %7c.rowid DESC "
           "LIMIT 1)"_s.arg(child.value, child.entity->name, child.link, id, child.where, same, latest);
}

QString MetricBase::sql(const QString &asked, RowSource source) const
{
    if (const auto literal = settings.constFind(asked); literal != settings.cend())
        return *literal;
    if (const auto child = children.constFind(asked); child != children.cend())
        return source == RowSource::Image ? u"t.\"%1\""_s.arg(child->name) : childSql(*child, u"t.id"_s);
    const auto known = fields.constFind(asked);
    if (known == fields.cend() || known->function == "same"_L1)
        return own(asked);
    const MetricField &field = *known;
    const auto arg = [&](int i) { return field.args.size() > i ? sql(field.args.at(i), source) : QString(); };
    if (field.function == "parent"_L1) {
        const JoinedField join = joined.value(asked);
        if (!join.parent) // a faulty row, named elsewhere
            return {};
        if (source == RowSource::Image)
            return u"t.\""_s + join.name + u'"';
        return u"(SELECT p.\"%1\" FROM \"%2\" p WHERE p.id = %3)"_s.arg(join.field, join.parent->name, own(join.link));
    }
    if (arg(0).isEmpty())
        return {};
    if (field.function == "json"_L1)
        return u"(%1 ->> '$.%2')"_s.arg(arg(0), field.args.value(1));
    if (field.function == "day"_L1)
        return u"((%1 + %2) / %3 + %4)"_s.arg(arg(0)).arg(chinaOffset).arg(dayMs).arg(julianEpoch);
    if (field.function == "days"_L1)
        return arg(1).isEmpty() ? QString() : u"(%2 - %1)"_s.arg(arg(0), arg(1));
    if (field.function == "minutes"_L1)
        return arg(1).isEmpty() ? QString() : u"((%2 - %1) / 60000)"_s.arg(arg(0), arg(1));
    if (field.function == "pair"_L1)
        return arg(1).isEmpty() ? QString() : u"(%1 || '/' || %2)"_s.arg(arg(0), arg(1));
    if (field.function == "level"_L1)
        return u"(CASE length(%1) WHEN 6 THEN 'county' WHEN 9 THEN 'town' WHEN 12 THEN 'village' END)"_s.arg(arg(0));
    if (field.function == "map"_L1 || field.function == "table"_L1) {
        const QString cases = m_cases.value(asked);
        return cases.isEmpty() ? QString() : u"(CASE %1 %2 END)"_s.arg(arg(0), cases);
    }
    return {};
}

QString MetricBase::areaSql(RowSource source, const QString &county) const
{
    return u"coalesce(%1, '%2')"_s.arg(sql(area, source), county);
}

QString MetricBase::valueSql(const QString &dimension, RowSource source) const
{
    const QString value = sql(dimension, source);
    const auto type = typeOf(dimension);
    if (type == FieldType::Id)
        return u"(CASE WHEN %1 IS NOT NULL THEN lower(hex(%1)) END)"_s.arg(value);
    if (type == FieldType::Text || type == FieldType::Code)
        return u"NULLIF(%1, '')"_s.arg(value);
    return u"CAST(%1 AS TEXT)"_s.arg(value);
}

const Field *MetricBase::columnOf(const QString &dimension) const
{
    const MetricField field = fields.value(dimension);
    const auto join = joined.constFind(dimension);
    const bool parent = field.function == "parent"_L1;
    if (parent ? join == joined.cend() : field.function != "same"_L1)
        return nullptr; // computed, or a faulty row that is named elsewhere
    const QByteArray column = (parent ? join->field : dimension).toLatin1();
    return (parent ? join->parent : entity)->field(QLatin1StringView(column));
}

const JoinedField *MetricBase::subject() const
{
    for (const JoinedField &join : joined)
        if (join.parent && join.link == "subject"_L1)
            return &join;
    return nullptr;
}

QStringList MetricBase::dimensions() const
{
    QStringList names;
    for (const MetricField &field : fields)
        if (field.dimension)
            names << field.name;
    return names;
}

QStringList MetricBase::imageColumns() const
{
    QStringList columns(read.cbegin(), read.cend());
    columns.sort();
    return columns;
}

const Metric *MetricBook::find(const QString &metric) const
{
    return m_byName.value(metric);
}

} // namespace fengqiao
