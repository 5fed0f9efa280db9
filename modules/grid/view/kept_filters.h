#pragma once

#include <QMap>
#include <QStringList>

namespace fengqiao {

class Desk;

// What a person chose in a panel of a county, remembered on this computer. Nothing if nothing was ever chosen, which is
// not the same as everything cleared.
[[nodiscard]] std::optional<QMap<QString, QStringList>> keptFilters(const Desk &desk, const QString &panel);
void keepFilters(const Desk &desk, const QString &panel, const QMap<QString, QStringList> &values);

} // namespace fengqiao
