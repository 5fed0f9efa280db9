#include <store/entity.h>

#include <QCryptographicHash>

#include "schema.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

int Entity::indexOf(QLatin1StringView name_) const
{
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields.at(i).name == name_)
            return static_cast<int>(i);
    }
    return -1;
}

const Field *Entity::field(QLatin1StringView name_) const
{
    const int i = indexOf(name_);
    return i < 0 ? nullptr : &fields.at(i);
}

QString sqlType(FieldType type)
{
    switch (type) {
    case FieldType::Text:
    case FieldType::Code:
    case FieldType::Json:
        return u"TEXT"_s;
    case FieldType::Id:
    case FieldType::Bytes:
        return u"BLOB"_s;
    case FieldType::Integer:
    case FieldType::Bool:
    case FieldType::Money:
    case FieldType::Instant:
    case FieldType::Date:
        return u"INTEGER"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

// A name that changes with the definition, so that a changed index is a new index.
QString indexName(const Entity &entity, const Index &index)
{
    QString name = entity.name + "_by"_L1;
    for (const QLatin1StringView field : index.fields)
        name += u'_' + QString(field);
    if (index.unique)
        name += "_unique"_L1;
    if (!index.where.isEmpty()) {
        const QByteArray digest =
            QCryptographicHash::hash(QByteArray(index.where.data(), index.where.size()), QCryptographicHash::Sha256);
        name += u'_' + QString::fromLatin1(digest.toHex().left(8));
    }
    return name;
}

QString indexStatement(const Entity &entity, const Index &index)
{
    QStringList fields;
    for (const QLatin1StringView field : index.fields)
        fields << u'"' + QString(field) + u'"';
    QString sql = u"CREATE %1INDEX IF NOT EXISTS \"%2\" ON \"%3\" (%4)"_s.arg(
        index.unique ? u"UNIQUE "_s : QString(), indexName(entity, index), entity.name, fields.join(", "_L1));
    if (!index.where.isEmpty())
        sql += " WHERE "_L1 + index.where;
    return sql;
}

QStringList createStatements(const Entity &entity)
{
    // Rows that never leave this desk are not looked up by their id: one page less to write with each.
    const QString unique = entity.synced ? u" UNIQUE"_s : QString();
    // `stamp` is the last write of the row, `versions` the stamps of fields changed since it was made (sync.md 2.2).
    QStringList columns{u"rowid INTEGER PRIMARY KEY"_s,
                        u"id BLOB NOT NULL%1 CHECK (length(id) = 16)"_s.arg(unique),
                        u"centre TEXT NOT NULL"_s,
                        u"stamp INTEGER NOT NULL"_s,
                        u"deleted INTEGER NOT NULL DEFAULT 0"_s,
                        u"versions TEXT"_s};
    for (const Field &field : entity.fields)
        columns << u"\"%1\" %2%3"_s.arg(field.name, sqlType(field.type), field.required ? u" NOT NULL"_s : QString());
    QStringList statements{u"CREATE TABLE \"%1\" (%2) STRICT"_s.arg(entity.name, columns.join(", "_L1))};
    for (const Index &index : entity.indexes)
        statements << indexStatement(entity, index);
    return statements;
}

} // namespace fengqiao
