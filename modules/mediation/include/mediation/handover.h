#pragma once

#include <mediation/joint.h>
#include <mediation/oversight.h>
#include <mediation/sessions.h>

namespace fengqiao {

// The sheet that one shift hands to the next (交接班单, features.md 4 idea 17): what presses, what nobody answered, and
// what comes tomorrow; one page, signed by both.

struct DutyPerson {
    QString unit;
    QString officer;
    QString phone;
    QString window;
};

// Who was on duty is known one floor above: whoever shows the sheet passes the reader of the roster.
using DutyReader = std::function<QList<DutyPerson>(ReadContext &, QDate)>;

// A time limit that runs, and the matter it belongs to.
struct HandoverClock {
    QString number;
    QString title; // masked as the actor may see the matter
    QString levelWord;
    QString word;   // the time limit
    QString holder; // mediator or lead unit
    Instant due;
    friend bool operator==(const HandoverClock &, const HandoverClock &) = default;
};

struct HandoverSheet {
    Instant at;
    QString centre;
    QString writer; // whose sheet it is
    QList<DutyPerson> duty;
    QList<HandoverClock> overdue;  // longest first
    QList<HandoverClock> dueSoon;  // within 24 hours, soonest first
    QList<WhistleLine> unanswered; // neither acknowledged nor arrived, declined or missed and not decided
    QList<MatterCard> redWithoutFiveOnes;
    QList<SupervisionLine> withoutReply; // letters, not lifted
    QDate tomorrow;                      // the next working day
    QList<SessionCard> sessions;         // on it, by room and time
};

// At most `limit` lines of each part.
[[nodiscard]] HandoverSheet handoverSheet(ReadContext &context, Instant now, const DutyReader &duty = {},
                                          int limit = 200);

// The page in words, part by part, for paper and for tests.
struct HandoverPart {
    QString title; // "Overdue (3)"
    QStringList columns;
    QList<QStringList> rows;
    QString none; // the sentence that stands there if there are no rows
    int more = 0; // rows that found no room on the page
};

struct HandoverPage {
    QString title;
    QString subtitle; // centre, day and hour, who wrote it
    QList<HandoverPart> parts;
    QStringList signatures; // of both shifts
};

// `rows` at most in one part, so that all stay on one page.
[[nodiscard]] HandoverPage handoverPage(const HandoverSheet &sheet, int rows = 8);

} // namespace fengqiao
