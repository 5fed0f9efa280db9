#pragma once

#include <QJsonArray>
#include <QStringList>

#include <access/module.h>

namespace fengqiao {

// What the descriptions say about areas (Entity::areaFrom), as the server carries it out (server/areas.sql).
class AreaPlan {
public:
    AreaPlan(QList<const Entity *> entities, const QList<Machine> &machines);

    // Of fq_sync.entity: area_depth, area_fields, area_sql, area_all_sql, area_at_insert.
    [[nodiscard]] QJsonObject columnsOf(const Entity &entity) const;

    // Areas of a row t that comes in with what it hangs on there already; empty where more than that decides about
    // them. $1 centre, $3 operations.
    [[nodiscard]] QString atInsert(const Entity &entity) const;
    [[nodiscard]] QString functionsSql() const; // that it calls
    [[nodiscard]] QJsonArray refs() const;      // rows of fq_sync.area_ref
    // By these the rows are found that go along with what they hang on, and the records that name somebody.
    [[nodiscard]] QStringList indexesOf(const Entity &entity) const;

private:
    struct Namer {
        const Entity *entity = nullptr;
        QLatin1StringView field;
    };

    [[nodiscard]] const Entity *find(QLatin1StringView name) const;
    [[nodiscard]] QList<const Entity *> parentsOf(const Entity &entity) const;
    [[nodiscard]] QList<const Entity *> kindsOf(const Entity &entity) const;
    [[nodiscard]] QList<Namer> namersOf(const Entity &entity) const;
    [[nodiscard]] qsizetype rankOf(const Entity &entity) const;
    [[nodiscard]] int depthOf(const Entity &entity) const;
    [[nodiscard]] QString areasOf(const Entity &entity, const QString &alias, QLatin1StringView column) const;
    [[nodiscard]] static QString areasAsMade(const Entity &entity, QLatin1StringView column);
    [[nodiscard]] QString sourceOf(const Entity &entity, const AreaFrom &from, const QString &centre) const;
    [[nodiscard]] QStringList kindNamesOf(const Entity &parent) const;
    [[nodiscard]] QString expression(const Entity &entity, const QString &centre) const;
    [[nodiscard]] QStringList fieldsOf(const Entity &entity) const;

    QList<const Entity *> m_entities;
    QHash<QString, QString> m_machines; // by entity
};

[[nodiscard]] QString areaColumn(const Entity &entity); // statement that adds it; empty if there is none

// Of the policy, beside that of the centre: which rows a desk sees, and which it may write.
struct AreaCondition {
    QString see;
    QString write;
};

[[nodiscard]] AreaCondition areaCondition(const Entity &entity);

} // namespace fengqiao
