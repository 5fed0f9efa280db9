#pragma once

#include <QDate>
#include <QMap>
#include <optional>

#include <access/desk.h>

namespace fengqiao {

// Appraisal of mediators (domain.md 6.3) and the monthly sheet of case subsidies (6.4): of work that was done, never of
// a resident (R2), and never by uploads, sign-ins or hours on line (R13).

[[nodiscard]] const Entity &appraisalEntity();
[[nodiscard]] const Entity &subsidySheetEntity();
[[nodiscard]] const Entity &subsidyLineEntity();
[[nodiscard]] const RecordKind &appraisalKind();
[[nodiscard]] const RecordKind &subsidySheetKind();
[[nodiscard]] const RecordKind &subsidyLineKind();

// So many of so many; of = 0: there was nothing to judge by.
struct Kept {
    qint64 met = 0;
    qint64 of = 0;
    friend bool operator==(const Kept &, const Kept &) = default;
};

// What one month of one mediator holds.
struct AppraisalFacts {
    QMap<QString, qint64> cases; // concluded, by complexity
    QMap<QString, Kept> items;   // by item of the parts quality and records
    Kept success;                // agreed, of those concluded: shown, not scored
};

struct AppraisalItem {
    QString part;
    QString item;
    QString word;
    QString points; // what it could give, after points of what was not judged were spread: "18.75"
    QString score;  // what it gave
    Kept kept;
    bool judged = false;
};

struct Appraisal {
    qint64 n = 0;      // cases concluded
    qint64 weight = 0; // W
    QString casesScore;
    QList<AppraisalItem> items;
    QString total;   // half up to two decimals; "—" where a whole part could not be judged
    QString success; // per cent, with its 95 % Wilson interval; "—" without a case
    QString wilsonLow;
    QString wilsonHigh;
    [[nodiscard]] QJsonObject toJson() const;
};

[[nodiscard]] Appraisal appraise(const RuleSet &rules, const AppraisalFacts &facts);
// Counted from the records of that month, as they are now.
[[nodiscard]] AppraisalFacts appraisalFacts(Reader &reader, const RuleSet &rules, const WorkCalendar &calendar,
                                            QUuid account, QDate month, Instant now);

struct AppraisalLine {
    QUuid id;
    QUuid account;
    QString name;
    QString committee; // code and word
    QString committeeWord;
    QString state;
    QString stateWord;
    qint64 n = 0;
    QString total;
    QString success;
    QString wilson; // "43.85–100.00"
    int rank = 0;   // within the same type of committee, of those with n >= 5; 0 = not ranked
    QDate objectUntil;
    QJsonObject detail;
    friend bool operator==(const AppraisalLine &, const AppraisalLine &) = default;
};

// One addend of a score in words: what was counted, what it could give and what it gave.
struct AppraisalAddend {
    QString part; // word
    QString word;
    QString counted;
    QString points;
    QString score;
    bool judged = true;
    friend bool operator==(const AppraisalAddend &, const AppraisalAddend &) = default;
};

// The addends of a line's detail, in the order of rule table `appraisal`: weight of the cases first.
[[nodiscard]] QList<AppraisalAddend> appraisalAddends(const RuleSet &rules, const QJsonObject &detail);

// By name, not by score (R13).
[[nodiscard]] QList<AppraisalLine> appraisalsOf(ReadContext &context, const QString &month);

struct SubsidyLine {
    QUuid id;
    QUuid matter;
    QString number;
    QString name; // of the mediator
    QString amount;
    QString reason; // why it is what it is, in words
    friend bool operator==(const SubsidyLine &, const SubsidyLine &) = default;
};

struct SubsidySheet {
    QUuid id;
    QString month;
    QString state;
    QString stateWord;
    bool returned = false; // its lines are free for another sheet
    QString total;
    QList<SubsidyLine> lines;
};

[[nodiscard]] QList<SubsidySheet> subsidySheetsOf(ReadContext &context, const QString &month);

// "2026-09" as its first day; nothing for anything else.
[[nodiscard]] std::optional<QDate> monthOf(const QString &text);

} // namespace fengqiao
