#pragma once

#include <QList>
#include <optional>

#include <mediation/mediation.h>
#include <mediation/queries.h>

namespace fengqiao {

// Joint work on a matter (domain.md 2.4): leader-led cases (包案), consultations (会诊) with their tasks, judicial
// confirmation (司法确认) and the ladder from village to city.
[[nodiscard]] const Entity &leaderLedEntity();
[[nodiscard]] const Entity &leaderEntryEntity(); // what the leader did, by date
[[nodiscard]] const Entity &consultationEntity();
[[nodiscard]] const Entity &consultantEntity(); // who was asked or given a task, and may therefore read the matter
[[nodiscard]] const Entity &taskEntity();
[[nodiscard]] const Entity &confirmationEntity();

[[nodiscard]] const RecordKind &leaderLedKind();
[[nodiscard]] const RecordKind &consultationKind();
[[nodiscard]] const RecordKind &taskKind();
[[nodiscard]] const RecordKind &confirmationKind();

struct FiveOne {
    QString field; // of fill_five_ones
    QString label;
    QString value; // empty = not filled yet
};

struct LeaderEntryLine {
    QDate on;
    QString kindWord;
    QString content;
    QString recorder;
};

struct LeaderLedView {
    std::optional<Row> row; // for Desk::offers("leader_led", *row)
    QString stateWord;
    QString leader;
    QList<FiveOne> fiveOnes;
    QList<LeaderEntryLine> entries; // newest first
    QString result;

    [[nodiscard]] bool complete() const
    {
        return std::ranges::none_of(fiveOnes, [](const FiveOne &one) { return one.value.isEmpty(); });
    }
};

// The leader-led case of a matter, the newest that was not withdrawn; nothing if it has none or is out of sight.
[[nodiscard]] std::optional<LeaderLedView> leaderLedOf(ReadContext &context, QUuid matter);

// Red matters at work without an active leader-led case whose five ones are filled.
[[nodiscard]] QList<MatterCard> redWithoutFiveOnes(ReadContext &context, int limit = 100);

struct TaskLine {
    QUuid id;
    QUuid matter;
    QString matterNumber;
    QUuid consultation;
    QString task;
    QString owner; // account or unit
    QDate due;
    bool open = false;
    bool overdue = false;
    QString result;
    Instant finished;
};

struct ConsultationView {
    std::optional<Row> row; // for Desk::offers("consultation", *row)
    QString stateWord;
    Instant at;
    QString place;
    QString question;
    QString opinions;
    QString dissent;
    QList<TaskLine> tasks; // open first, by due date
};

// Consultations of a matter, the newest first.
[[nodiscard]] QList<ConsultationView> consultationsOf(ReadContext &context, QUuid matter);

// Open tasks of the actor or of the actor's unit, by due date.
[[nodiscard]] QList<TaskLine> myTasks(ReadContext &context, int limit = 200);

struct ConfirmationView {
    std::optional<Row> row; // for Desk::offers("confirmation", *row)
    QString stateWord;
    bool countsDown = false; // nobody applied yet
    QDate lastDay;           // of the joint application, as rolled
    int daysLeft = 0;        // today is 0 on the last day
    bool provisional = false;
    QString source; // the article
};

// The judicial confirmation of a matter's agreement, the newest.
[[nodiscard]] std::optional<ConfirmationView> confirmationOf(ReadContext &context, QUuid matter);

// At which step of the ladder a matter is handled: code of list area_level.
[[nodiscard]] QString areaLevelOf(const Row &matter);

} // namespace fengqiao
