#pragma once

#include <access/desk.h>

namespace fengqiao {

// Overlays by which a matter is watched over (domain.md 2.4): warnings, whistles to member units, supervision, and the
// parts of co-units, who sign for them.

[[nodiscard]] const Entity &warningEntity();
[[nodiscard]] const Entity &whistleEntity();
[[nodiscard]] const Entity &supervisionEntity();

// All queries see with the eyes of `context.actor`: scope, seals and masks are applied; words are in the current
// language.

struct WarningLine {
    QUuid id;
    QUuid matter;
    QString state; // code and word
    QString stateWord;
    bool open = false;
    QString scheme;
    QString level; // code, word and shape: never by colour alone
    QString levelWord;
    QString levelShape;
    QUuid assessment; // the version of the score that it stands on; null = none yet
    qint64 score = -1;
    QString reason;
    QString measures;
    QString owner;
    QString confirmedBy;
    QString confirmerRole; // in words
    Instant confirmedAt;
    QDate reviewDue;
    bool reviewOverdue = false;
};

[[nodiscard]] QList<WarningLine> warningsOf(ReadContext &context, QUuid matter); // open first, then newest first
// Open warnings whose review date is today or earlier, and suggested ones, most serious first.
[[nodiscard]] QList<WarningLine> warningsToReview(ReadContext &context, int limit = 100);

struct WhistleLine {
    QUuid id;
    QUuid matter;
    QString matterNumber;
    QString matterTitle; // masked; empty for a unit that may not read the matter
    QUuid unit;
    QString unitName;
    QString stationing; // code and word
    QString stationingWord;
    bool lead = false;
    QString state;
    QString stateWord;
    QString question;
    QString place;
    QString contact;
    QString officer;
    QString blownBy;
    Instant blownAt;
    Instant due; // to report in
    bool overdue = false;
    Instant acknowledgedAt;
    Instant arrivedAt;
    Instant endedAt; // done, declined or cancelled
    QString declineGround;
    QString declineGroundWord;
    QString declineBasis;
    QString result;
};

// What was called and has not come yet, who is at work, who declined or missed, and what was done today.
struct WhistleBoard {
    QList<WhistleLine> waiting; // by due date
    QList<WhistleLine> working;
    QList<WhistleLine> refused; // declined or missed: somebody must decide
    QList<WhistleLine> doneToday;
};

// Of the county, or of one unit.
[[nodiscard]] WhistleBoard whistleBoard(ReadContext &context, QUuid unit = {}, int limitPerColumn = 100);
[[nodiscard]] QList<WhistleLine> whistlesOf(ReadContext &context, QUuid matter); // in the order they were blown

struct SupervisionLine {
    QUuid id;
    QString number; // of the last letter; empty for a reminder
    QUuid matter;
    QString matterNumber;
    QString state;
    QString stateWord;
    bool open = false;
    bool letter = false; // more than a reminder
    QString clock;       // code and word of the time limit
    QString clockWord;   // empty if it is about no time limit
    QString clockSource; // the article
    Instant due;
    QString unit;
    QString account;
    QString breach;
    qint64 daysOver = 0; // working days, when the last letter was written
    QDate newDate;
    QDate yellowFrom; // first day on which a letter may go out, and a red one
    QDate redFrom;
    QString reply;
    Instant repliedAt;
};

[[nodiscard]] QList<SupervisionLine> supervisionsOf(ReadContext &context, QUuid matter);
// Letters that are not lifted, and reminders of time limits that still run; letters first, then by due date.
[[nodiscard]] QList<SupervisionLine> openSupervisions(ReadContext &context, int limit = 200);

// The part of a co-unit in a matter.
struct PartLine {
    QUuid id;
    QUuid unit;
    QString unitName;
    QString state;
    QString stateWord;
    Instant assignedAt;
    Instant signedAt;
    Instant due; // to sign; null when it is signed
    bool overdue = false;
    QString officer;
    QString objection;
};

[[nodiscard]] QList<PartLine> partsOf(ReadContext &context, QUuid matter);

} // namespace fengqiao
