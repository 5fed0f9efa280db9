#pragma once

#include <mediation/queries.h>

namespace fengqiao {

// A record with a life of its own that belongs to a matter: a whistle, a supervision, a consultation, a session
// (domain.md 2.4). All of them are read alike: what their rule tables name is what is shown.
struct OverlayCard {
    QString kind; // "whistle"
    QString kindWord;
    QUuid id;
    QString number;
    QString state; // code and word
    QString stateWord;
    QString phase; // waiting, working, done
    QUuid matter;
    QList<LabelledValue> values; // masked, in the order of rule table `fields`
    DueNote due;                 // its own clock
    std::optional<Row> row;      // for Desk::offers
};

// Those of `kinds` that are machines under a matter.
[[nodiscard]] QList<const RecordKind *> overlayKinds(const Desk &desk);
// Of one matter, as far as the actor may see them: what is open first, then the newest.
[[nodiscard]] QList<OverlayCard> overlaysOf(ReadContext &context, const QList<const RecordKind *> &kinds, QUuid matter);

} // namespace fengqiao
