#pragma once

#include <store/session.h>

#include "rebase.h"
#include "van_contents.h"

namespace fengqiao {

// What the desk puts into its file, and what it would like to have.
struct VanPlan {
    VanManifest manifest;
    QJsonObject letter; // the list; what did not fit, what is missing here, what is here
    qint64 left = 0;
};

[[nodiscard]] VanPlan planContents(Reader &reader, const SyncModel &model, qint64 most);
[[nodiscard]] Result<> writePieces(Reader &reader, const VanManifest &manifest, QIODevice &out);
// What the receipt says of the contents of this desk: those that the server has, and how far it is with the others.
// The answer is how many of them are whole there.
[[nodiscard]] qint64 takeContentAnswers(Writer &tx, const QJsonObject &answers, bool serverWentBack);

} // namespace fengqiao
