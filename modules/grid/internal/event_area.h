#pragma once

#include <access/action.h>
#include <grid/events.h>

#include "event_places.h"

namespace fengqiao {

// Handlers of the event actions (rule table actions, X170 to X199).
[[nodiscard]] Result<> reportEvent(ActionContext &context);
[[nodiscard]] Result<> correctEvent(ActionContext &context);
[[nodiscard]] Result<> importEventRows(ActionContext &context);
void addEventSteps(QHash<QString, ActionHandler> &handlers); // what else moves an event

// Names for guards: tier_up, tier_down, original_stands, actor_handled_event.
[[nodiscard]] QVariant eventLookup(ActionContext &context, const QString &name);

// Kind with head and family (rule table event_kinds); a family that was given wins.
void describeEvent(const RuleSet &rules, Row &event, const QString &kind, const QString &family);
[[nodiscard]] bool isPlaceKind(const RuleSet &rules, const QString &kind); // compared with what is near it
// Not after `now`, give or take the clocks of two devices. Code "event.happenedat_range", "event.closedat_range".
[[nodiscard]] Result<> checkEventTimes(const EventGiven &given, Instant now, const QString &ruleId);

} // namespace fengqiao
