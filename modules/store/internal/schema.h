#pragma once

#include <store/store.h>

namespace fengqiao {

class Connection;

[[nodiscard]] QString indexName(const Entity &entity, const Index &index);
[[nodiscard]] QString indexStatement(const Entity &entity, const Index &index);

[[nodiscard]] QString searchTableStatement();

// The version a file has after this program opened it: the schema's own, or its last migration's.
[[nodiscard]] int targetVersion(const Schema &schema);
[[nodiscard]] int fileVersion(Connection &connection);

// Inside an open transaction; throws StoreFault.
void createSchema(Connection &connection, const Schema &schema);
// Migrations first (they spell old names), then what the descriptions add: tables, columns, indexes. One transaction of
// its own: a failure leaves the file as it was.
[[nodiscard]] Result<> upgradeSchema(Connection &connection, const Schema &schema, const Writer::Identity &identity,
                                     HybridClock &hybrid, Instant now);

} // namespace fengqiao
