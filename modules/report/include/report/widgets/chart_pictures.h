#pragma once

#include <report/charts.h>

namespace fengqiao {

// Charts as pixels beside their drawings, for word processors that read no SVG. Needs an application with fonts.
void addChartPictures(QList<Document> &documents, const StyleSheet &styles);

} // namespace fengqiao
