#pragma once

#include <QDate>
#include <QJsonArray>
#include <QList>
#include <optional>

#include <access/desk.h>

namespace fengqiao {

// Warning boards (domain.md 2.4, 4.2): warnings of matters and of places in the columns of the county's own scheme, and
// beside them the counts of other systems' schemes under their own names.

[[nodiscard]] const Entity &areaWarningEntity(); // warnings of grids, villages and towns; never of a person (R2)
[[nodiscard]] const Entity &levelCountEntity();  // counts that an outside scheme gave
[[nodiscard]] const RecordKind &areaWarningKind();
[[nodiscard]] const RecordKind &levelCountKind();

// A warning of a matter or of a place, as a card. Words are in the current language, narratives masked as this person
// may read them.
struct WarningCard {
    QString kind; // "warning" or "area_warning": what its actions name it by
    QUuid id;
    QUuid matter;   // null for a place
    QString number; // of the matter; empty for a place
    QString title;  // of the matter; what the warning is of for a place
    QString place;  // "山门镇 刘崖村民委员会"
    QString state;
    QString stateWord;
    bool suggested = false; // waits for a person
    bool lapsed = false;    // nobody renewed it in time
    QString level;
    QString levelWord;
    QString levelShape;
    qint64 score = -1; // of the card it stands on; -1 = none
    QString reason;
    QString measures;
    QString owner;
    QDate reviewDue;
    bool overdue = false;
    bool needsFiveOnes = false; // of the level that a leader must lead
    int fiveOnes = 0;           // how many of the five are filled
    bool led = false;           // and a leader leads it

    [[nodiscard]] bool lacksFiveOnes() const { return needsFiveOnes && !led; }
};

struct WarningColumn {
    QString level;
    QString word;
    QString shape;
    qint64 total = 0;     // open warnings of the level, also beyond `cards`
    qint64 suggested = 0; // of them those that wait for a person
    qint64 overdue = 0;   // of them those whose review date has passed
    QList<WarningCard> cards;
};

// The newest counts of an outside scheme, as they were given: nothing is mapped onto the columns.
struct OutsideCounts {
    struct Count {
        QString level;
        QString word;
        qint64 count = 0;
    };

    QString scheme;
    QString word;
    QString source;
    QDate asOf;
    QList<Count> counts; // in the scheme's own order
};

struct WarningBoard {
    QString scheme;
    QString schemeWord;
    QList<WarningColumn> columns; // the most serious first
    QList<OutsideCounts> outside;
};

struct WarningBoardRequest {
    bool withoutFiveOnes = false; // only those of the level that a leader must lead, and that nobody leads yet
    int limitPerColumn = 100;
};

// Suggestions first, then by review date. Along the index of states and levels, whatever the age of the file.
[[nodiscard]] WarningBoard warningBoard(ReadContext &context, const WarningBoardRequest &request = {});

// Every warning on the board with its level and nothing more: one pass for whoever watches what rises.
struct WarningLevel {
    QUuid id;
    QString level;
    bool lapsed = false;
};

[[nodiscard]] QList<WarningLevel> warningLevels(ReadContext &context);
[[nodiscard]] QJsonObject warningBoardJson(const WarningBoard &board);

// Whether action watch_warnings would find anything to look at: an event, a time limit or a review date that passed
// since the last time.
[[nodiscard]] bool warningsWait(ReadContext &context);

// Rows of a CSV with the columns scheme, level, count, as_of, source and perhaps area, as the records of action
// import_level_counts. Code "import.format" with the line.
[[nodiscard]] Result<QJsonArray> levelCountRecords(const QByteArray &csv);

// Faults in rule table warning_rules that no schema can see: a name that nothing offers, a rule that leads back to
// itself, a level that is not of the county's scheme, a place without digits and days.
[[nodiscard]] QList<RuleFault> warningRuleFaults(const RuleSet &rules);

} // namespace fengqiao
