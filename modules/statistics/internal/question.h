#pragma once

#include <statistics/dashboards.h>

#include "tally.h"

namespace fengqiao {

// A request that was checked: the metric exists, the period is possible, the area is the reader's to see.
struct Question {
    std::shared_ptr<const MetricBook> book;
    const Metric *metric = nullptr;
    Selection selection; // without metric: of the whole question
    MetricRequest request;
    bool ownOnly = false;
    bool hideSmall = false;
    int smallest = 0; // cells below are not shown

    // The selection of one counted metric of it.
    [[nodiscard]] Result<Selection> of(ReadContext &context, const Metric &counted) const;
};

[[nodiscard]] const RecordKind *recordKindOf(const MetricBase &base); // null if nobody may list it
[[nodiscard]] Result<Question> checkedQuestion(ReadContext &context, const MetricRequest &request);

// n and value of a counted metric, split or whole.
[[nodiscard]] Result<Tally> talliesOf(ReadContext &context, const Question &question, const Metric &counted,
                                      const QString &by = {});

// The figure of numbers that were counted.
[[nodiscard]] Figure figureOf(ReadContext &context, const Question &question, Count numerator, Count denominator);
void hideIfSmall(Figure &figure, const Question &question);

[[nodiscard]] QString areaWord(Reader &reader, const QString &area);
// The word of a dimension's value: of its code list, rule table or record.
[[nodiscard]] QString valueWord(ReadContext &context, const MetricBase &base, const QString &dimension,
                                const QString &value);
// A list as a list for people: codes in their order, divisions by code, then what nobody said.
[[nodiscard]] QStringList orderedValues(ReadContext &context, const MetricBase *base, const QString &dimension,
                                        QStringList values);

} // namespace fengqiao
