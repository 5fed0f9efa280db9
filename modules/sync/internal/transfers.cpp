#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

} // namespace

// Matters that this centre transferred are brought to theirs. A server of before does not know how: they wait for its
// upgrade.
Result<> SyncEngine::Private::deliver()
{
    const auto answer = db->query("SELECT fq.sync_deliver()");
    if (!answer && answer.error().isUnknownFunction())
        return {};
    if (!answer)
        return broken(answer.error());
    const QJsonArray lines = QJsonDocument::fromJson(answer->bytes(0, 0)).array();
    for (const QJsonValue &line : lines)
        if (line["answer"_L1] == "no_centre"_L1)
            report.warnings << Words::tr(
                                   "A matter was transferred to %1, which has no centre on this server. It waits; "
                                   "it can be taken back.")
                                   .arg(line["target"_L1].toString());
    return {};
}

} // namespace fengqiao
