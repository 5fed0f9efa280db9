#pragma once

#include <QJsonArray>

#include <mediation/mediation.h>
#include <mediation/queries.h>

namespace fengqiao {

[[nodiscard]] QList<PartyLine> partiesOf(ReadContext &context, const Row &matter);
[[nodiscard]] QList<ClockLine> clocksOf(ReadContext &context, QUuid matter);
// The history as this actor may read it: who reported stays with those who lead the centre and with whoever wrote it
// down (R6); handlers and units see the claim, not the person behind it.
[[nodiscard]] QJsonArray matterHistory(ReadContext &context, const Row &matter);

} // namespace fengqiao
