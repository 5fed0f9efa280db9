#pragma once

#include <store/replica_loader.h>
#include <sync/sync.h>

#include "pg.h"
#include "rebase.h"

namespace fengqiao {

// Where the server stood when a first sync began; ordinary pull goes on from there, however often it was broken off.
struct FirstHead {
    qint64 epoch = 0;
    qint64 rev = 0;
    qint64 token = 0;
};

// What the server has columns for and how much there is; asked before a transaction, because an older server knows
// neither function and does without.
struct FirstOffer {
    QHash<QString, QStringList> fields{}; // by entity; empty: rows as JSON only
    qint64 rows = 0;
};

using JoinTold = std::function<bool(const JoinProgress &)>;

// Everything that the server has for this desk into a file, behind what is there already: this thread receives and
// decodes, one inserts, one builds the search index. Gives the rows that came.
[[nodiscard]] Result<qint64> loadEverything(PgConnection &db, const FirstOffer &offer, const SyncModel &model,
                                            ReplicaLoader &loader, const JoinTold &progress);
[[nodiscard]] FirstOffer offerOf(PgConnection &db);
[[nodiscard]] Result<FirstHead> headOf(PgConnection &db);

// Entities whose rows have search keys.
[[nodiscard]] QList<const Entity *> searchedEntities(const SyncModel &model);

} // namespace fengqiao
