#pragma once

#include <reception/queries.h>
#include <widgets/timeline.h>

namespace fengqiao {

// All that the page of one visit needs, read in one go.
struct VisitDetails {
    VisitView view;
    std::optional<Row> row;
    QList<TimelineRow> history;
    QString visitor; // full where the person may see it: fills the forms that follow
};

[[nodiscard]] Result<VisitDetails> readVisit(ReadContext &context, QUuid visit);

} // namespace fengqiao
