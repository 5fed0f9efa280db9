#pragma once

#include <statistics/wall.h>

namespace fengqiao {

// What each kind of element shows, out of the counters. `context` reads behind the fence.
[[nodiscard]] WallPart wallPart(ReadContext &context, const WallElement &element);
[[nodiscard]] WallSilence wallSilence(ReadContext &context);

} // namespace fengqiao
