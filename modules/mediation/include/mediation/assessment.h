#pragma once

#include <QJsonObject>
#include <QStringList>

#include <core/rules.h>

namespace fengqiao {

// The computing part of triage and score: rule tables and facts in, an explained answer out. Never sees a person: the
// facts are those of one matter (domain.md 4.3, R2), and what it may read is what the tables name.

struct ScoreAddend {
    QString factor; // N1 ...
    QString word;
    QString group; // nature duration intensity circumstance
    int points = 0;
    QString reason;       // the row that counted, in words
    QString evidence;     // as given by the assessor
    QString source;       // what the file itself says: "Amount in dispute (yuan): 2000.00"
    bool unknown = false; // nobody said: 0 points, and shown as unknown
};

struct ScoreCard {
    QString scheme;
    QList<ScoreAddend> addends; // every factor, in the order of the table
    int total = 0;
    QString level;            // suggested; a person confirms
    QStringList hardTriggers; // reasons in words that alone suggest the highest level
    QString explanation;      // "Red because ...; it would be orange if ..."
    QString rulesVersion;     // of the tables that it was computed by

    [[nodiscard]] QStringList unknowns() const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static ScoreCard fromJson(const QJsonObject &json);
};

// First matching row of each factor counts; the level is the highest whose `min` the total reaches. The line of
// evidence of a factor is the fact data.<field> that the table names.
[[nodiscard]] ScoreCard scoreOf(const RuleSet &rules, const Expression::Lookup &facts);

struct TriageAnswer {
    int row = 0;
    QString route;     // emergency guide seized tenure complex court_link signature committee
    QStringList rooms; // kinds, the first preferred
    QString reason;    // in words
    QString source;
    [[nodiscard]] QJsonObject toJson() const;
};

// First row whose condition holds (domain.md 2.5). The last row of the table always matches.
[[nodiscard]] TriageAnswer triageOf(const RuleSet &rules, const Expression::Lookup &facts);

} // namespace fengqiao
