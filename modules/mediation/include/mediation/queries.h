#pragma once

#include <QJsonArray>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

#include <access/desk.h>

namespace fengqiao {

// Reading of the mediation module for views and the command line. All functions see with the eyes of `context.actor`:
// scope, restricted matters and masks are applied, words are in the current language. They run on a reader thread
// (Desk::read).

// The next date that matters: the earliest running clock.
struct DueNote {
    QString code; // of rule table clocks; empty = nothing runs
    QString word;
    Instant due;
    bool provisional = false;
    bool overdue = false;
    bool today = false;
};

struct MatterCard {
    QUuid id;
    QString number;
    QString title;
    QString state; // code and word
    QString stateWord;
    int stage = 0;
    QString level; // none yellow orange red; empty = not assessed
    QString levelWord;
    QString levelShape;     // diamond triangle square ring: level is never shown by colour alone
    bool suggested = false; // the level is only suggested yet
    QString disputeType;
    QString disputeTypeWord;
    QString parties; // short: "王* / 赵*"
    QString mediator;
    QUuid mediatorId;
    QUuid room;
    QString roomKind; // where triage sends it; empty before triage
    QString roomKindWord;
    QString route;
    QString routeWord;
    QString triageReason; // in words
    DueNote due;
    bool danger = false;
    bool restricted = false;
    Instant changed; // of the last write
    // Only on the list of somebody's work, where what is to be done is not the matter's own next step: what it is in a
    // word or two, and the record that asks for it ("whistle"). `due` and `state` are then of that record.
    QString task;
    QString taskKind;
    QUuid taskId;
};

struct BoardColumn {
    QUuid room; // null: matters that have no room yet
    QString title;
    QString kind; // of rule table room_kinds; empty in the first column
    QString kindWord;
    int capacity = 0;        // 0 = not limited
    int total = 0;           // matters there; `cards` holds at most the limit
    QList<MatterCard> cards; // danger first, then by due date
};

// The first column holds what has no room yet, then every active room in order of kind and name.
[[nodiscard]] QList<BoardColumn> board(ReadContext &context, int limitPerColumn = 100);
// One matter as the board shows it; nothing if it does not stand there (finished, performing, out of sight).
[[nodiscard]] std::optional<MatterCard> boardCard(ReadContext &context, QUuid matter);

// What lies on the actor's own table, as mediator or for the actor's unit: matters, whistles to answer, parts to sign,
// tasks of consultations, supervision to reply to, instalments due, today's sessions, warnings to review.
struct MyList {
    QList<MatterCard> overdue;
    QList<MatterCard> dueToday;
    QList<MatterCard> waiting;
    QList<MatterCard> others; // the next step is another's
};

[[nodiscard]] MyList myList(ReadContext &context, int limit = 200);
// One matter as a card; nothing if it does not exist or the actor may not see it.
[[nodiscard]] std::optional<MatterCard> matterCard(ReadContext &context, QUuid matter);

struct PartyLine {
    QUuid id;
    QUuid person;
    QString name; // masked; or the organisation's
    bool organisation = false;
    QString side; // code and word
    QString sideWord;
    QString role;
    QString roleWord;
    QString document; // masked
    QString phone;    // masked
    QString address;  // masked
};

// One line of a clock's ledger.
struct ClockEntryLine {
    QString kind; // start, pause, resume, extend, stop, recompute
    QString kindWord;
    Instant at;      // from when it counts
    Instant written; // when somebody wrote it down
    Instant due;     // as it was after this entry
    QString reason;  // ground of a suspension, in words
    QString action;
    QString actionWord;
    QString who;
};

struct ClockLine {
    QUuid id;
    QString holder; // kind of record that it runs for: matter, whistle ...
    QUuid subject;
    QString code;
    QString word;
    Instant started;
    Instant rawDue;
    Instant due;
    bool provisional = false;
    QString calendarVersion;
    QString state; // running, paused, met, late, stopped
    QString stateWord;
    QString duty;       // handler, party, outside: who must keep it
    Instant pausedFrom; // while it is paused; `due` is then the date if it went on now
    Instant ended;
    QString reason;
    QString source; // the article
    bool overdue = false;
    QList<ClockEntryLine> ledger; // oldest first
};

struct ScoreLine {
    QString factor; // N1 ...
    QString word;
    QString group;
    int points = 0;
    QString reason;   // what the table's row says
    QString evidence; // as written by who assessed
    bool unknown = false;
};

struct TimelineLine {
    Instant at;
    QString action;
    QString actionWord;
    QString from;
    QString fromWord;
    QString to;
    QString toWord;
    QString who;
    QJsonObject data; // masked
};

struct LabelledValue {
    QString field;
    QString label;
    QString value; // masked and in words
};

// Everything the matter dock shows. Offers come from Desk::offers("matter", *row).
struct MatterView {
    MatterCard head;
    std::optional<Row> row;
    QList<LabelledValue> fields;
    QList<PartyLine> parties;
    QString reporter; // masked; empty for whoever may not know it
    QString leadUnit;
    QString coUnits;
    QString room;
    QString triageReason;
    bool triageOverridden = false;
    int score = -1; // -1 = not assessed
    QString suggestedLevel;
    QString suggestedLevelWord;
    QList<ScoreLine> scoreCard;
    QList<ClockLine> clocks;      // running first, by due date
    QList<TimelineLine> timeline; // newest first
    QUuid sourceVisit;
};

// Code "matter.not_found" also when the actor may not see it.
[[nodiscard]] Result<MatterView> matterView(ReadContext &context, QUuid matter);

struct PersonMatch {
    QUuid id;
    QString name; // masked as the actor may see it
    QString document;
    QString phone;
    QString address;
    QString sexWord;
    SearchKeyKind why = SearchKeyKind::Name;
    QString whyWord; // "by phone"
    int matters = 0; // earlier matters the actor may know of
    int visits = 0;  // see VisitCounter
    QUuid lastMatter;
    QString lastMatterNumber;
};

// How often a person came is known one floor above: whoever shows it passes the counter (reception's, in the window and
// on the command line); without one the count is 0.
using VisitCounter = std::function<int(ReadContext &, QUuid person)>;

[[nodiscard]] QList<PersonMatch> searchPeople(ReadContext &context, const QString &text, int limit = 20,
                                              const VisitCounter &visits = {});

struct DuplicateHint {
    PersonMatch person;
    int score = 0;     // 0..100
    bool same = false; // so alike that the clerk should take this person
    QString reason;    // "same document number; same phone"
};

struct DuplicateQuery {
    QString name;
    QString documentNumber;
    QString phone;
    QString address;
};

// People already on file who may be the one at the window: blocks of store.md section 2, scored, best first.
[[nodiscard]] QList<DuplicateHint> duplicateHints(ReadContext &context, const DuplicateQuery &query, int limit = 8,
                                                  const VisitCounter &visits = {});

struct RoomLine {
    QUuid id;
    QString name;
    QString kind;
    QString kindWord;
    int capacity = 0;
    int busy = 0;      // open matters in it
    bool fits = false; // of a kind that triage names for the matter
};

// Rooms that still have a place, those that fit the matter first.
[[nodiscard]] QList<RoomLine> freeRooms(ReadContext &context, QUuid matter = {});

struct MediatorSuggestion {
    QUuid account;
    QString name;
    QUuid room;
    int load = 0;
    int capacity = 0;
    int sessionsThisWeek = 0;
    QStringList languages; // codes
    bool skilled = false;
    bool inRoom = false;   // works in the matter's room
    bool conflict = false; // of those offered: has a party's name, which may be chance
    bool heldBack = false; // not offered: recused, a declared relation, on leave
    QString reason;        // in words: skills, languages, load, room; or what bars
};

// Never an assignment: a person decides (PIPL 24). Best first; who recused, declared a relation to a party or is on
// leave is not offered (see heldBackMediators in sessions.h). A language limits it to those who speak it.
[[nodiscard]] QList<MediatorSuggestion> mediatorSuggestions(ReadContext &context, QUuid matter, int limit = 20,
                                                            const QString &language = {});

} // namespace fengqiao
