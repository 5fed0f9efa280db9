#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <core/error.h>

namespace fengqiao {

using DemoRow = QHash<QString, QString>; // column name -> cell

// A table of resources/demo (CSV as RFC 4180, UTF-8, first line the column names, lines beginning with # are
// comments), for the seeds of --demo. Code "demo.faulty", naming file and line.
[[nodiscard]] Result<QList<DemoRow>> readDemoTable(const QString &fileName);

} // namespace fengqiao
