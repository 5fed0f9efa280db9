#pragma once

#include <grid/grids.h>

#include "demo_desk.h"

namespace fengqiao {

// What a reading gives; a refusal ends the test.
template <typename F> auto value(Desk &desk, F fn)
{
    auto answer = desk.read(fn).result();
    if (!answer)
        qFatal("%s", qPrintable(answer.error().message));
    return *answer;
}

inline QList<GridLine> baseGrids(Desk &desk, const QString &area = {})
{
    return value(desk, [area](ReadContext &context) -> Result<QList<GridLine>> {
        return gridsAsOf(context.tx, context.now.localDate(), area, {QStringLiteral("base")});
    });
}

} // namespace fengqiao
