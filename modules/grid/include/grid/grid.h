#pragma once

#include <optional>

#include <access/desk.h>
#include <access/module.h>
#include <grid/divisions.h>

namespace fengqiao {

// The county on the ground: its divisions and its organisation tree (governance centres of county, towns and villages;
// member units with their stationing mode).
[[nodiscard]] Module gridModule();

[[nodiscard]] const Entity &divisionEntity();
// Centres (kind "centre", code = the division's twelve digits, org = its short digits) and member units (kind "unit",
// org = the county).
[[nodiscard]] const Entity &organisationEntity();

// A division of this county; nothing if it has none of that code.
[[nodiscard]] std::optional<Division> findDivision(Reader &reader, const DivisionCode &code);
[[nodiscard]] QList<Division> divisionsBelow(Reader &reader, const DivisionCode &parent); // its direct children
// "山门镇 刘崖村民委员会": from the town down; the county's own name for the county; the digits if unknown.
[[nodiscard]] QString placeName(Reader &reader, const DivisionCode &code);
// Villages and towns of this county whose name holds the text, towns first.
[[nodiscard]] QList<Division> findPlaces(Reader &reader, const QString &text, int limit = 20);

struct UnitLine {
    UnitId id;
    QString code;
    QString name;
    QString stationing; // code and word of list stationing_mode
    QString stationingWord;
    QString duties;
    bool demo = false;
};

// Member units: resident first, then rotating, then on call (the order of list stationing_mode), by code within.
[[nodiscard]] QList<UnitLine> memberUnits(Reader &reader, const RuleSet &rules);
[[nodiscard]] QString organisationName(Reader &reader, QUuid id); // empty if there is none
[[nodiscard]] std::optional<Row> findUnit(Reader &reader, const QString &nameOrCode);
[[nodiscard]] std::optional<Row> centreOf(Reader &reader, const DivisionCode &division);

} // namespace fengqiao
