#include <store/session.h>
#include <store/stored.h>

#include "connection.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

struct Query::Data {
    Connection &connection;
    std::shared_ptr<Connection::Prepared> statement;
    qint64 changed = 0;
};

Query::Query(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}

Query::Query(Query &&) noexcept = default;

Query::~Query()
{
    if (m_data)
        m_data->connection.release(m_data->statement);
}

bool Query::next()
{
    QSqlQuery &query = m_data->statement->query;
    if (query.next())
        return true;
    if (query.lastError().isValid())
        m_data->connection.raise(query.lastError());
    return false;
}

QVariant Query::value(int column) const
{
    return m_data->statement->query.value(column);
}

qint64 Query::rowsChanged() const
{
    return m_data->changed;
}

QVariant valueFromStored(FieldType type, const QVariant &stored)
{
    if (stored.isNull())
        return {};
    switch (type) {
    case FieldType::Bool:
        return stored.toLongLong() != 0;
    case FieldType::Date:
        return QDate::fromJulianDay(stored.toLongLong());
    case FieldType::Id:
        return QUuid::fromRfc4122(stored.toByteArray());
    default:
        return stored;
    }
}

namespace {

// Is there a condition, or does the tail begin with what follows one?
bool hasCondition(QStringView tail)
{
    for (const QLatin1StringView word : {"ORDER "_L1, "LIMIT "_L1, "GROUP "_L1}) {
        if (tail.startsWith(word, Qt::CaseInsensitive))
            return false;
    }
    return !tail.isEmpty();
}

} // namespace

Query Reader::query(const QString &sql, const QVariantList &binds)
{
    auto statement = m_connection.start(sql, binds);
    const qint64 changed = statement->query.isSelect() ? 0 : statement->query.numRowsAffected();
    return Query(std::unique_ptr<Query::Data>(new Query::Data{m_connection, std::move(statement), changed}));
}

Row Reader::rowOf(const Entity &entity, const Query &query)
{
    Row row(entity);
    row.m_rowid = query.integer(0);
    row.m_id = query.uuid(1);
    row.m_stamp = HybridTime{query.integer(2)};
    row.m_versions = query.text(3);
    for (qsizetype i = 0; i < entity.fields.size(); ++i)
        row.m_values[i] = valueFromStored(entity.fields.at(i).type, query.value(static_cast<int>(i) + 4));
    row.m_stored = row.m_values;
    return row;
}

std::optional<Row> Reader::find(const Entity &entity, QUuid id)
{
    Query found = query(m_connection.sql(entity).find, {id});
    if (!found.next())
        return std::nullopt;
    return rowOf(entity, found);
}

std::optional<Row> Reader::findBy(const Entity &entity, QLatin1StringView field, const QVariant &value)
{
    QList<Row> rows = select(entity, u'"' + QString(field) + u"\" = ? LIMIT 1"_s, {value});
    if (rows.isEmpty())
        return std::nullopt;
    return std::move(rows.first());
}

QList<Row> Reader::select(const Entity &entity, const QString &tail, const QVariantList &binds)
{
    const QString trimmed = tail.trimmed();
    Query found =
        query(m_connection.sql(entity).select + (hasCondition(trimmed) ? u" WHERE "_s : u" "_s) + trimmed, binds);
    QList<Row> rows;
    while (found.next())
        rows << rowOf(entity, found);
    return rows;
}

qint64 Reader::count(const Entity &entity, const QString &where, const QVariantList &binds)
{
    QString sql = u"SELECT count(*) FROM \""_s + entity.name + u"\" WHERE deleted = 0"_s;
    if (!where.trimmed().isEmpty())
        sql += u" AND ("_s + where + u')';
    return m_connection.single(sql, binds).toLongLong();
}

QString Reader::meta(QLatin1StringView key)
{
    return m_connection.single(u"SELECT value FROM meta WHERE key = ?"_s, {QString(key)}).toString();
}

} // namespace fengqiao
