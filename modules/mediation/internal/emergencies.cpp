#include <mediation/emergencies.h>

#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

int runningEmergencies(ReadContext &context)
{
    QVariantList binds{context.rules.setting("emergency_state"_L1)};
    const QString scope = context.scopeSql(matterKind(), &binds);
    return static_cast<int>(
        context.tx.count(matterEntity(), u"state = ? AND (%1)"_s.arg(scope.isEmpty() ? u"1"_s : scope), binds));
}

} // namespace fengqiao
