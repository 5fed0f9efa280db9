#pragma once

#include <QChart>
#include <QObject>

#include <statistics/dashboards.h>
#include <widgets/theme.h>

namespace fengqiao {

// A chart of Qt Charts out of a table, in the theme's colours and font, without animation. `chosen` gets series and
// category of what was clicked. `flat`: for a low place.
[[nodiscard]] QChart *drawChart(const ChartTable &table, const Theme &theme, bool flat,
                                const std::function<void(int series, int category)> &chosen);
// The ink of a series: shades of the accent and of the text, for colours of levels mean levels.
[[nodiscard]] QColor seriesColor(const Theme &theme, int index);

} // namespace fengqiao
