#pragma once

#include <mediation/mediation.h>
#include <mediation/queries.h>

namespace fengqiao {

[[nodiscard]] QList<PartyLine> partiesOf(ReadContext &context, const Row &matter);
[[nodiscard]] QList<ClockLine> clocksOf(ReadContext &context, QUuid subject);

} // namespace fengqiao
