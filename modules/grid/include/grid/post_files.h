#pragma once

#include <grid/events.h>

namespace fengqiao {

// Posts of the grids and the people in them out of a table (CSV, XLSX, JSON; headings by rule table import_columns,
// fields of record import_post). Each row is one person in one post, or a post alone: what stands there just so is
// known, so the same file again adds nothing. `added` counts rows that brought something, `externalId` of a refused row
// is the code of its grid; `source` of the options is not used. Reads on the calling thread, which may wait. Errors:
// those of openRows, import.columns, and what refuses a whole batch (a role, a full disk).
[[nodiscard]] Result<EventImportReport> importPosts(Desk &desk, const QString &path,
                                                    const EventImportOptions &options = {});

} // namespace fengqiao
