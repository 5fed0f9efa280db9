#pragma once

#include <QCoreApplication>

#include <access/module.h>

namespace fengqiao {

struct Appraisals {
    Q_DECLARE_TR_FUNCTIONS(Appraisals)
};

void addAppraisals(Module &module);
void addSubsidySheets(Module &module);

// The month that an action names, if it is over: what is counted of it no longer grows by the day. Codes
// "<kind>.month_format", "<kind>.month_open".
[[nodiscard]] Result<QDate> finishedMonth(const ActionContext &context, const QString &kind);

} // namespace fengqiao
