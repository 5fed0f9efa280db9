#include <store/row.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// One type a kind of field, so that comparing old and new values is exact.
QVariant canonical(FieldType type, const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (type) {
    case FieldType::Text:
    case FieldType::Code:
    case FieldType::Json: {
        const QString text = value.toString();
        return text.isNull() ? QVariant() : QVariant(text);
    }
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        Q_ASSERT(value.canConvert<qlonglong>());
        return value.toLongLong();
    case FieldType::Bool:
        return value.toBool();
    case FieldType::Date: {
        const QDate date = value.toDate();
        return date.isValid() ? QVariant(date) : QVariant();
    }
    case FieldType::Id: {
        const QUuid id = value.toUuid();
        return id.isNull() ? QVariant() : QVariant(id);
    }
    case FieldType::Bytes: {
        const QByteArray bytes = value.toByteArray();
        return bytes.isNull() ? QVariant() : QVariant(bytes);
    }
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

Row::Row(const Entity &entity)
    : m_entity(&entity)
    , m_values(entity.fields.size())
{
}

const QVariant &Row::value(QLatin1StringView field) const
{
    static const QVariant nothing;
    const int i = m_entity->indexOf(field);
    Q_ASSERT_X(i >= 0, m_entity->name.data(), field.data());
    return i < 0 ? nothing : m_values.at(i);
}

void Row::set(QLatin1StringView field, QVariant value)
{
    const int i = m_entity->indexOf(field);
    Q_ASSERT_X(i >= 0, m_entity->name.data(), field.data());
    if (i >= 0)
        m_values[i] = canonical(m_entity->fields.at(i).type, value);
}

QJsonValue Row::json(QLatin1StringView field) const
{
    const QByteArray text = value(field).toString().toUtf8();
    if (text.isEmpty())
        return QJsonValue(QJsonValue::Null);
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

void Row::setJson(QLatin1StringView field, const QJsonValue &value)
{
    Q_ASSERT(value.isArray() || value.isObject() || value.isNull() || value.isUndefined());
    if (value.isArray())
        set(field, QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    else if (value.isObject())
        set(field, QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    else
        set(field, QVariant());
}

QList<int> Row::changedFields() const
{
    QList<int> changed;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const bool same = m_stored.isEmpty() ? m_values.at(i).isNull() : m_values.at(i) == m_stored.at(i);
        if (!same)
            changed << static_cast<int>(i);
    }
    return changed;
}

} // namespace fengqiao
