#include "random_county.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

RandomRows::RandomRows(const RuleSet &rules, QStringList areas, quint32 seed)
    : m_rules(rules)
    , m_random(seed)
    , m_areas(std::move(areas))
{
}

void RandomRows::setDays(QDate first, int days)
{
    m_first = first;
    m_days = days;
}

QDate RandomRows::day()
{
    return m_first.addDays(m_random.bounded(m_days));
}

const QString &RandomRows::area()
{
    return m_areas.at(m_random.bounded(m_areas.size()));
}

QVariant RandomRows::code(const Field &field)
{
    if (field.name == "org"_L1)
        return area();
    QStringList codes;
    if (field.name == "action"_L1) { // a step of the history: some are counted
        codes = {u"raise_warning"_s, u"lower_warning"_s, u"object"_s, u"sign"_s};
    } else if (field.list == "states"_L1) {
        for (const RuleRow &row : m_rules.table("states"_L1).rows())
            codes << row.text("state"_L1);
    } else {
        for (const RuleRow *row : m_rules.codes(QString(field.list)))
            codes << row->text("code"_L1);
    }
    if (codes.isEmpty())
        codes = {u"dispute_roy"_s, u"V1"_s, u"V9"_s, u"met"_s};
    return codes.at(m_random.bounded(codes.size()));
}

QVariant RandomRows::value(const Field &field)
{
    if (!field.required && m_random.bounded(4) == 0)
        return {};
    switch (field.type) {
    case FieldType::Code:
        return code(field);
    case FieldType::Integer:
        return m_random.bounded(12);
    case FieldType::Money:
        return m_random.bounded(100000);
    case FieldType::Bool:
        return m_random.bounded(2) == 1;
    case FieldType::Date:
        return day();
    case FieldType::Instant: // any minute of the day: the day in China is not that of UTC
        return Instant::fromLocal(day(), QTime(m_random.bounded(24), m_random.bounded(60))).ms;
    case FieldType::Id: {
        const QString steps = m_random.bounded(2) == 0 ? u"warning"_s : u"matter"_s; // the history is of any record
        const QList<QUuid> ids = m_ids.value(field.name == "subject"_L1 ? steps : QString(field.refers));
        return ids.isEmpty() ? QUuid::createUuidV5(QUuid(), QString(field.name)) : ids.at(m_random.bounded(ids.size()));
    }
    case FieldType::Json: {
        static const QStringList told{u"{}"_s, u"{\"level\":\"red\"}"_s, u"{\"level\":\"orange\",\"reason\":\"r\"}"_s};
        return told.at(m_random.bounded(told.size()));
    }
    case FieldType::Bytes:
        return QByteArray("x");
    case FieldType::Text:
        return u"n%1"_s.arg(++m_serial);
    }
    return {};
}

void RandomRows::insert(Writer &tx, const Entity &entity, int rows)
{
    for (int i = 0; i < rows; ++i) {
        Row row(entity);
        for (const Field &field : entity.fields)
            row.set(field.name, value(field));
        tx.insert(row);
        m_ids[QString(entity.name)] << row.id();
    }
}

void RandomRows::change(Writer &tx, const Entity &entity, int rows)
{
    const QList<QUuid> ids = entity.appendOnly ? QList<QUuid>() : m_ids.value(QString(entity.name));
    for (int i = 0; i < (ids.isEmpty() ? 0 : rows); ++i) {
        auto row = tx.find(entity, ids.at(m_random.bounded(ids.size())));
        if (!row)
            continue;
        if (m_random.bounded(20) == 0) {
            tx.remove(*row);
            continue;
        }
        for (int fields = 1 + m_random.bounded(4); fields > 0; --fields) {
            const Field &field = entity.fields.at(m_random.bounded(entity.fields.size()));
            row->set(field.name, value(field));
        }
        tx.update(*row);
    }
}

} // namespace fengqiao
