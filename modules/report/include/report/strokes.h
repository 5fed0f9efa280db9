#pragma once

#include <QJsonObject>

#include <report/document.h>

namespace fengqiao {

// {"aspect": 3.2, "lines": [[[12, 40], [15, 44]], ...]}: what a signature pad gives and a document keeps.
[[nodiscard]] QJsonObject toJson(const Strokes &strokes);
// Anything that is not that gives none.
[[nodiscard]] Strokes strokesFromJson(const QJsonObject &json);
// A picture of them for word processors, black on nothing; empty for none.
[[nodiscard]] QByteArray toSvg(const Strokes &strokes);

} // namespace fengqiao
