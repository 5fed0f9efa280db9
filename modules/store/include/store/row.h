#pragma once

#include <QDate>
#include <QJsonValue>
#include <QUuid>
#include <QVariant>
#include <QVariantList>

#include <core/clock.h>
#include <core/ids.h>
#include <core/money.h>
#include <store/entity.h>

namespace fengqiao {

// One record of an entity, in memory. Remembers what it was read as, so that an update writes and syncs only the fields
// that changed. Values are held as their C++ type: QString, qint64, bool, Money as fen, Instant as ms, QDate, QUuid,
// QByteArray.
class Row {
public:
    explicit Row(const Entity &entity);

    [[nodiscard]] const Entity &entity() const { return *m_entity; }

    [[nodiscard]] QUuid id() const { return m_id; }

    [[nodiscard]] HybridTime stamp() const { return m_stamp; }

    [[nodiscard]] qint64 rowid() const { return m_rowid; } // 0 before it was stored

    // A field name that the entity does not have is a programming error and asserts.
    [[nodiscard]] const QVariant &value(QLatin1StringView field) const;

    [[nodiscard]] bool isNull(QLatin1StringView field) const { return value(field).isNull(); }

    [[nodiscard]] QString text(QLatin1StringView field) const { return value(field).toString(); }

    [[nodiscard]] qint64 integer(QLatin1StringView field) const { return value(field).toLongLong(); }

    [[nodiscard]] bool flag(QLatin1StringView field) const { return value(field).toBool(); }

    [[nodiscard]] Money money(QLatin1StringView field) const { return Money{integer(field)}; }

    [[nodiscard]] Instant instant(QLatin1StringView field) const { return Instant{integer(field)}; }

    [[nodiscard]] QDate date(QLatin1StringView field) const { return value(field).toDate(); }

    [[nodiscard]] QUuid uuid(QLatin1StringView field) const { return value(field).toUuid(); }

    [[nodiscard]] QByteArray bytes(QLatin1StringView field) const { return value(field).toByteArray(); }

    [[nodiscard]] QJsonValue json(QLatin1StringView field) const;

    void setId(QUuid id) { m_id = id; } // for a new row that others must name before it is stored

    void set(QLatin1StringView field, QVariant value);

    void set(QLatin1StringView field, const QString &text) { set(field, QVariant(text)); }

    void set(QLatin1StringView field, Money money) { set(field, QVariant(money.fen)); }

    void set(QLatin1StringView field, Instant at) { set(field, at.isNull() ? QVariant() : QVariant(at.ms)); }

    void setJson(QLatin1StringView field, const QJsonValue &value);

    [[nodiscard]] QList<int> changedFields() const; // indexes into entity().fields

private:
    friend class Reader;
    friend class Writer;
    const Entity *m_entity;
    QUuid m_id;
    HybridTime m_stamp;
    qint64 m_rowid = 0;
    QString m_versions; // stamps of fields changed since the row was made, as stored
    QVariantList m_values;
    QVariantList m_stored; // as last read or written; empty for a new row
};

} // namespace fengqiao
