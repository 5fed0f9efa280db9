#pragma once

#include <QSet>

#include <access/choices.h>
#include <grid/board.h>

namespace fengqiao {

// What the panels about grids show beyond grid/board.h, read in one go.

// A grid in the tree: no border, which weighs most.
struct GridItem {
    QUuid id;
    QUuid parent;
    QString code;
    QString name;
    QString shortName; // without the name of the village or town it stands in
    QString org;
    QString scheme;
    QString kind;
    QString kindWord;
    std::optional<int> households;
    int vacant = 0;
    qint64 openEvents = 0;
    bool generated = false;
    bool hasBorder = false;
    bool overLimit = false;
};

// A county, town, village or community with what stands in it.
struct AreaItem {
    DivisionCode division;
    QString name;
    QString shortName; // 刘崖村民委员会: 刘崖村
    QUuid grid;        // its own grid, if there is one
    int grids = 0;     // that tile the ground
    int vacant = 0;
    qint64 openEvents = 0;
};

// All grids of a day that this person sees. Shared between threads, never changed.
struct GridForest {
    QDate day;
    QList<AreaItem> areas;    // in order of codes, a town before its villages
    QList<GridItem> grids;    // those that are not an area's own, in order of codes
    bool knowsEvents = false; // this person may read events
};

[[nodiscard]] GridForest gridForest(ReadContext &context, QDate day);
// `lines`: what gridsAsOf gives for that day and this person's area, for whoever has read them already.
[[nodiscard]] GridForest gridForest(ReadContext &context, QDate day, const QList<GridLine> &lines);

struct GridSearch {
    QString text = {};        // code, name, pinyin or initials of a grid or of its village
    QStringList schemes = {}; // codes of list grid_scheme; empty: all
    bool vacant = false;
    bool generated = false;
    bool noBorder = false;
    bool overLimit = false;
    std::optional<QSet<QUuid>> among = {}; // those with a finding

    [[nodiscard]] bool isEmpty() const
    {
        return text.isEmpty() && schemes.isEmpty() && !vacant && !generated && !noBorder && !overLimit && !among;
    }
};

// Places in GridForest::grids of what a search finds; best first is not asked for, the tree keeps its order.
[[nodiscard]] QList<qsizetype> findInForest(const GridForest &forest, const GridSearch &search);
// Places in GridForest::areas whose own name, code or pinyin answers the text.
[[nodiscard]] QList<qsizetype> findAreas(const GridForest &forest, const QString &text);

// Grids in force today for a field that names one: `value` is the code.
[[nodiscard]] QList<RecordChoice> gridChoices(ReadContext &context, const QString &text, int limit = 50);
[[nodiscard]] RecordChoice describeGrid(ReadContext &context, const QString &codeOrId);

// One post of a grid with who is in it.
struct PostItem {
    QUuid post;
    QString kind;
    QString kindWord;
    QString duties;
    QDate from;
    QUuid posting; // null: vacant
    QUuid member;
    QString name;
    QString phone;    // masked
    QDate since = {}; // in the post, or vacant
};

// Who was in a post of this grid, under any of its versions.
struct PastPosting {
    QString kindWord;
    QString name;
    QDate from;
    QDate to;
    QString reason;
};

// A change from one version of a grid to another.
struct GridStep {
    QDate date;
    QString kindWord; // of list grid_change
    QString reason;
    QUuid from;
    QString fromCode;
    QString fromName;
    QUuid to;
    QString toCode;
    QString toName;
};

struct GridView {
    GridLine grid;
    QString place;
    QString schemeWord;
    QString kindWord;
    int limit = 0; // households, in principle; 0: none
    QUuid current; // the version in force today; null if the code is borne by none
    QList<PostItem> posts;
    QList<PastPosting> past;     // newest first
    QList<ContactLine> contacts; // phones masked
    QList<GridStep> steps;       // newest first: all that led here and what came of it
    bool knowsEvents = false;
    qint64 openEvents = 0;
    qint64 recentEvents = 0; // of the days that are shown, whatever became of them
    int shownDays = 0;
};

// Codes "grid.not_found", "access.role".
[[nodiscard]] Result<GridView> gridView(ReadContext &context, QUuid grid, QDate day);
// The grids beside this one that could be merged with it: same kind, same village, in force.
[[nodiscard]] QList<GridItem> mergeable(ReadContext &context, QUuid grid);

} // namespace fengqiao
