#pragma once

#include "contents.h"
#include "van_contents.h"

namespace fengqiao {

// Puts what the file holds into the server, piece by piece; the answers tell the desk how far each content is. Nothing
// of one that is not what its name says reaches the server.
[[nodiscard]] PgResult<QJsonObject> bringContents(PgConnection &db, VanPieceReader &pieces, const VanManifest &manifest,
                                                  const QJsonObject &letter, ContentSender sender, VanContents &told);

// Hashes that stand in a row as the server sends it.
void findHashes(const QByteArray &row, QStringList &found);

// What the desk asked for and what `named` rows brought along, as far as the server has it and the role may see it: the
// list, and its pieces in `spool`.
[[nodiscard]] Result<VanManifest> fetchForDesk(PgConnection &db, const QJsonObject &letter, const QStringList &named,
                                               qint64 most, QIODevice &spool, VanContents &told);

} // namespace fengqiao
