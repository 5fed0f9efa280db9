#pragma once

#include <QDate>
#include <QList>
#include <optional>

#include <access/desk.h>

namespace fengqiao {

// How matters end: agreements and their performance, follow-ups, write-off, closing, and the subsidy of a case
// (domain.md 2.3 B19 to B42, 6.4). What an action leaves on the matter's row is rule table `outcomes`.
[[nodiscard]] const Entity &agreementEntity();    // one row an agreement; a later one replaces, nothing is overwritten
[[nodiscard]] const Entity &instalmentEntity();   // what is to be paid or done under it, and the proof that it was
[[nodiscard]] const Entity &followUpEntity();     // every attempt to hear how it went
[[nodiscard]] const Entity &subsidyEntity();      // proposals of grade and dossier review; the newest counts
[[nodiscard]] const Entity &subsidyShareEntity(); // who shares one

[[nodiscard]] const RecordKind &agreementKind();
[[nodiscard]] const RecordKind &followUpKind();

// All of the following see with the eyes of `context.actor` and answer nothing about a matter that is not open to it.

struct ClauseLine {
    QString text;
    QString kind; // code and word
    QString kindWord;
};

struct InstalmentLine {
    QUuid id;
    int seq = 0; // from 1; what record_performance and breach name
    QDate dueOn;
    std::optional<Money> amount;
    QString act;
    QString standing; // open done broken replaced
    QString standingWord;
    QDate performedOn;
    QString proof;
    QString proofWord;
    QString proofNote;
    bool overdue = false;
};

struct AgreementView {
    QUuid id;
    QString number;
    QString form;
    QString formWord;
    QList<ClauseLine> clauses;
    std::optional<Money> amount;
    QString mode;
    QString modeWord;
    QDate dueOn;
    QDate effectiveOn;
    QString signedBy;
    bool sealed = false;
    bool confirmationEligible = false;
    QString standing; // in_force performed broken replaced
    QString standingWord;
    QList<InstalmentLine> instalments;
    Money paid;        // of the instalments in money
    Money outstanding; // the rest of them

    [[nodiscard]] const InstalmentLine *next() const; // what is due first of what is open; null if nothing is
};

// The agreement that counts now; nothing before there is one.
[[nodiscard]] std::optional<AgreementView> agreementOf(ReadContext &context, QUuid matter);
[[nodiscard]] QList<AgreementView> agreementsOf(ReadContext &context, QUuid matter); // with replaced ones, newest first

struct FollowUpLine {
    QUuid id;
    int round = 1;
    QDate on;
    QString mode;
    QString modeWord;
    bool reached = false;
    QString person; // masked
    QString performance;
    QString performanceWord;
    QString satisfaction;
    QString satisfactionWord;
    bool newRisk = false;
    bool counts = false; // reached the person, long enough after performance or outcome
    QString findings;
    QString by;
};

struct FollowUps {
    QList<FollowUpLine> lines; // newest first
    int roundsNeeded = 1;      // by level
    int roundsDone = 0;        // rounds with a follow-up that counts
    QDate from;                // performance or outcome, from which they count; invalid before
};

[[nodiscard]] FollowUps followUpsOf(ReadContext &context, QUuid matter);

// One of the five conditions of a write-off as the rows have it.
struct WriteOffCondition {
    QString field; // the tick of write_off that stands for it
    QString word;
    bool met = false;
    QString why;
};

[[nodiscard]] QList<WriteOffCondition> writeOffConditions(ReadContext &context, QUuid matter);

struct SubsidyShare {
    QUuid account;
    QString name;
    int percent = 0;
    Money amount;
    QString excluded; // why nothing is paid, in words; empty = paid
};

// The amount that the table of the county gives, with every factor; a proposal for those who decide.
struct Subsidy {
    QString grade;
    QString gradeWord;
    Money base;
    QString baseReason;
    QString result; // coefficient as in the table: "0.6"
    QString resultReason;
    QString dossier;
    QString dossierReason;
    QString excluded; // why it is nothing at all, in words
    Money amount;
    QList<SubsidyShare> shares;
    bool proposed = false; // grade and dossier were reviewed
    [[nodiscard]] QJsonObject toJson() const;
};

[[nodiscard]] std::optional<Subsidy> subsidyOf(ReadContext &context, QUuid matter);

// Amount split by shares in per cent: whole fen, what is left over goes to the largest remainders.
[[nodiscard]] QList<Money> splitByShares(Money amount, const QList<int> &percents);

} // namespace fengqiao
