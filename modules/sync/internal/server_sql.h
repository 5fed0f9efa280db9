#pragma once

#include <QJsonArray>
#include <QStringList>

#include <access/module.h>
#include <core/rules.h>

namespace fengqiao {

// The shared database as the descriptions of the entities want it. Everything may be run again: what is there stays.
[[nodiscard]] QString pgType(FieldType type);
[[nodiscard]] QStringList pgTableStatements(const Entity &entity); // table, missing columns, unique indexes, policy
[[nodiscard]] QString pgIndexName(const Entity &entity, const Index &index);
// Rows of fq_sync.entity, action, brought, sealed_field.
[[nodiscard]] QJsonArray entityRows(const QList<const Entity *> &entities, const QList<Machine> &machines);
[[nodiscard]] QJsonArray actionRows(const QList<Machine> &machines, const RuleSet &rules);
[[nodiscard]] QJsonArray broughtRows(const QList<const Entity *> &entities, const RuleSet &rules);
[[nodiscard]] QJsonArray sealedRows(const RuleSet &rules);
[[nodiscard]] bool namesContent(const Field &field);
[[nodiscard]] QJsonArray blobFieldRows(const QList<const Entity *> &entities); // fields that name a content
[[nodiscard]] QStringList wallStatements(const QList<Machine> &machines);
[[nodiscard]] QList<const Entity *> syncedEntities(const Schema &schema);

} // namespace fengqiao
