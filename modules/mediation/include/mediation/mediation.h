#pragma once

#include <access/module.h>

namespace fengqiao {

// Matters (事项) from their first line to "signed" by all the tables say: triage, score, rooms, mediators, clocks
// (domain.md 2.3 to 2.5, 3 and 4.3).
[[nodiscard]] Module mediationModule();

[[nodiscard]] const Entity &personEntity();
[[nodiscard]] const Entity &matterEntity();
[[nodiscard]] const Entity &partyEntity();      // who is in a matter and on which side
[[nodiscard]] const Entity &coUnitEntity();     // units that help the lead unit
[[nodiscard]] const Entity &assessmentEntity(); // score cards, every version
[[nodiscard]] const Entity &roomEntity();
[[nodiscard]] const Entity &mediatorEntity();   // what an account can do as a mediator
[[nodiscard]] const Entity &clockEntity();      // time limits as their ledger computes them now
[[nodiscard]] const Entity &clockEntryEntity(); // the ledger itself, append-only

// Kinds, for ReadContext::record, scopeSql and maySee.
[[nodiscard]] const RecordKind &matterKind();
[[nodiscard]] const RecordKind &personKind();

// A person as written in one action (fields of the record `person`: name, sex, document {type, number}, phone,
// address, place), found by the document number or made. Blank fields of a found person are filled and the phone and
// address replaced by the newer ones. Rule R1 and 7 of domain.md: the caller must in the same transaction tie the
// person to a visit or a matter; nobody is recorded for himself.
[[nodiscard]] Result<QUuid> findOrMakePerson(ActionContext &context, const Fields &person);

} // namespace fengqiao
