#pragma once

#include <QUuid>

#include <access/desk.h>

namespace fengqiao {

// The window of the hall that this computer stands at. It belongs to the place, not to the person, so it is kept beside
// the program's other settings of this computer.
[[nodiscard]] QUuid deskWindow(const Desk &desk);
void setDeskWindow(const Desk &desk, QUuid window);

// Where a visit stands: the column `phase` of its state.
enum class VisitPhase { Waiting, Receiving, Done };
[[nodiscard]] VisitPhase phaseOf(const RuleSet &rules, const QString &state);

} // namespace fengqiao
