#pragma once

#include <QJsonObject>
#include <QString>

namespace fengqiao {

// The map panel on a county file with as many grids as a land has: from the file to the first frame.

// An encrypted demo county in `folder` with 100,000 grids in force in place of its own; its path.
[[nodiscard]] QString makeGridCounty(const QString &folder, int grids);

// In a process of its own: CPU seconds from the first show of the panel to its first frame with grids ("load"), to all
// that it reads besides ("whole"), wall seconds, resident KiB and the box that the map looks at.
[[nodiscard]] QJsonObject loadCounty(const QString &file);

} // namespace fengqiao
