#pragma once

#include <store/store.h>

#include "dictionary.h"
#include "images.h"
#include "tally.h"

namespace fengqiao {

// Counters beside the rows, so that a tile costs the same in a file of a million visits as in one of ten thousand.
//
// What is kept. metric_cell holds, for each series (a counted metric; a stock has two, what comes and what goes), each
// dimension (or none), each division (county, town, village; dimensions down to the town) and each value, one row a
// month: its count and sum. metric_day holds, packed, those of its days, for the months that a period only touches:
// apart and month by month, so that a whole month is read no longer the more days of it have something. Any period of
// any division is then some dozen rows. Two dimensions that a report asks for at once are kept together for the county
// (rule table metric_crosses).
//
// How they stay right. An action writes no counter: that would be pages upon pages in the one commit somebody waits
// for. Instead
//   - metric_mark says up to which row of a base everything is counted; rows behind it are counted when asked for, by
//     the predicate itself. A new row costs nothing.
//   - A counted row that changes leaves its image, as it was counted, in metric_was_<base>, by a trigger of the
//     database: whatever writes it (an action, an import, another desk's change) and in the same transaction. Only its
//     first change since then does, only if it touches a field that some metric reads, and it is one small page.
//     Where a base takes its division from the record it belongs to, a trigger on that record does the same.
//   - A figure is cells + rows behind the mark + rows with an image as they are now - those images. All four in one
//     snapshot: exact at any instant, also while another thread writes, also after a crash.
//   - What the cells said is remembered until the next fold (fold_memory.h), which alone changes them.
//   - When nobody waits (or after so many changes), images and new rows are folded into the cells and the mark moves
//     on, in one transaction. Making all counters anew is the same: empty cells, mark at 0, fold piece by piece.
// The definitions they were made by are signed (MetricBook::version in `meta`); with others they are not used, and the
// same predicates run over the rows until the counters were made anew. Nothing here is synced: every desk counts.

[[nodiscard]] bool countersCurrent(Reader &reader, const MetricBook &book);
// Makes tables and triggers anew if they belong to other definitions; nothing is counted then.
void prepareCounters(Writer &tx, const MetricBook &book);
// Folds up to `limit` rows of each base; false when nothing is left.
[[nodiscard]] bool foldCounters(Writer &tx, const MetricBook &book, qint64 limit);
// Rows that a figure has to look at besides the cells.
[[nodiscard]] qint64 rowsPending(Reader &reader, const MetricBook &book);
// Counts everything anew and compares: the first cell that differs, in words; empty if all agree.
[[nodiscard]] QString counterFault(Reader &reader, const MetricBook &book);

// The part of a tally that the cells answer; nothing if they cannot (several dimensions, a village's dimension, a
// scope of one's own), and then the rows answer alone.
[[nodiscard]] std::optional<Tally> tallyOfCells(Reader &reader, const Selection &selection, const QString &by);
[[nodiscard]] qint64 markOf(Reader &reader, const MetricBase &base);
[[nodiscard]] bool hasImages(Reader &reader, const MetricBase &base);
[[nodiscard]] qint64 lastRow(Reader &reader, const MetricBase &base);

} // namespace fengqiao
