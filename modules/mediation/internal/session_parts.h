#pragma once

#include <access/module.h>
#include <mediation/mediation.h>
#include <mediation/sessions.h>

namespace fengqiao {

// A session with the rows that belong to it, as it would be stored.
struct SessionDraft {
    Row session;
    QList<Row> people;
    QList<Row> waits;
};

// Every rule of a booking: room, seats, hours, double booking of room, mediator and party, conflicts, waiting apart.
[[nodiscard]] Result<> checkDraft(ActionContext &context, const Row &matter, const SessionDraft &draft);
// Someone who may lead or help: in the pool and free of conflicts, not on leave that day.
[[nodiscard]] Result<> checkSessionMediator(ActionContext &context, const Row &matter, QUuid account, QDate day);

// Sessions that take part of [from, to), `except` left out. A session never lasts longer than a day.
[[nodiscard]] QList<Row> sessionsBetween(Reader &reader, const RuleSet &rules, Instant from, Instant to,
                                         QUuid except = {});
[[nodiscard]] QList<Row> peopleOf(Reader &reader, QUuid session);
[[nodiscard]] QList<Row> waitsOf(Reader &reader, QUuid session);
// The parties of a matter who come: of a side with representatives only these (R8), else all; one side or every one.
[[nodiscard]] QList<Row> comingParties(Reader &reader, QUuid matter, const QString &side);

// Why a mediator must not have a matter (R7); `code` is empty if nothing speaks against it.
struct MediatorBar {
    QString code; // recused, declared
    QString words;
};

[[nodiscard]] MediatorBar mediatorBar(Reader &reader, const RuleSet &rules, const Row &matter, QUuid account);
[[nodiscard]] int openMattersOf(ReadContext &context, QUuid account); // that this mediator has at hand
[[nodiscard]] bool isOnLeave(Reader &reader, QUuid account, QDate day);
[[nodiscard]] Result<> setMediator(ActionContext &context);
[[nodiscard]] Result<> setRoom(ActionContext &context);
// Assigning to or signing by a mediator with a declared relation is refused, leave is warned of.
[[nodiscard]] Result<> checkAssignedMediator(ActionContext &context);
void fillProfile(Row &mediator, const Fields &data);
void fillRoom(Row &room, const Fields &data);

} // namespace fengqiao
