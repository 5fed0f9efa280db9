#pragma once

#include <report/document.h>
#include <statistics/appraisal.h>

namespace fengqiao {

// One month of the mediators' work as it is looked at, printed and passed: appraisals (domain.md 6.3) and sheets of
// case subsidies (6.4), each with its record, what has been decided about it and by whom.

struct AppraisalEntry {
    AppraisalLine line;
    Row row;
    QList<AppraisalAddend> addends;
    QString success; // shown with n and its interval, not scored
    QString objection;
    QString answer;
    QList<std::pair<QString, QString>> passed; // step, when and by whom
};

struct SheetEntry {
    SubsidySheet sheet;
    Row row;
    QList<std::pair<QString, QString>> passed;
};

struct WorkMonth {
    QString month;
    bool everybody = false; // else one's own only
    QList<AppraisalEntry> appraisals;
    QList<SheetEntry> sheets;
};

// Codes "work.month_format", "work.not_permitted".
[[nodiscard]] Result<WorkMonth> workMonth(ReadContext &context, const QString &month);

// As they are printed and kept: every addend, every line, who passed it and where the others sign.
[[nodiscard]] Document appraisalPaper(const AppraisalEntry &entry);
[[nodiscard]] Document subsidyPaper(const RuleSet &rules, const SheetEntry &entry);

} // namespace fengqiao
