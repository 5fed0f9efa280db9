#pragma once

#include <mediation/queries.h>
#include <widgets/timeline.h>

namespace fengqiao {

// The history of a matter in words: what was recorded with each step, by the labels its form had. On a reader thread.
[[nodiscard]] QList<TimelineRow> timelineRows(ReadContext &context, const MatterView &view);

} // namespace fengqiao
