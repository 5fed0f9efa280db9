#pragma once

#include <statistics/kept_past.h>

#include "images.h"
#include "tally.h"

namespace fengqiao {

// Figures as they stood when an issue was frozen. At a freezing metric_kept notes of each base up to which row the file
// reached; from then on a row's first change leaves its image in metric_past_<base>, numbered by the latest freezing.
// A row as of freezing N is the image with the lowest number from N on, or the row itself if there is none: a file pays
// one image for each row that changes after a freezing, and nothing for those that do not. Kept where it was frozen and
// not synced: other desks see rows in another order.
//
// A figure as of N is the figure of now, less the rows that came later, less those that changed, and their images.

// The freezing of this record; nothing if this file did not keep it.
[[nodiscard]] std::optional<PastMark> pastMarkOf(Reader &reader, const MetricBase &base, QUuid record);
// As a table of images called t.
[[nodiscard]] QString pastSource(const MetricBase &base, const PastMark &mark);
// What differs between then and now, to be added to what is counted now.
[[nodiscard]] Tally tallyOfPast(Reader &reader, const Selection &selection, const QString &by);
// After another dictionary: images whose fields are no longer those that figures read are worth nothing.
void renewPast(Writer &tx, const MetricBook &book);

} // namespace fengqiao
