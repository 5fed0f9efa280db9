#pragma once

#include <access/module.h>
#include <store/session.h>

namespace fengqiao {

// Two small tables beside the counters (counters.h), kept by triggers in the transaction that changes the rows:
//   wall_slot   sessions by room, time and state: how many, without a word of whose they are
//   wall_mark   when the counters were last folded to the end: the wall's "as of"
// Local: not synced, made anew by every desk.
void prepareWall(Writer &tx); // makes and fills them if this file has none yet
void markWall(Writer &tx);    // counters hold everything as of now
[[nodiscard]] Instant wallMark(Reader &reader);
[[nodiscard]] QList<VerifyFault> verifyWall(Reader &reader, const RuleSet &rules);

} // namespace fengqiao
