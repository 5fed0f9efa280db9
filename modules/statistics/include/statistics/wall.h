#pragma once

#include <QObject>
#include <chrono>
#include <optional>

#include <access/desk.h>
#include <statistics/metrics.h>
#include <store/fence.h>

class QTimer;

namespace fengqiao {

// The big screen (features.md Q30, R9, idea 14): what hangs in a public hall. It is drawn from totals alone, read over
// a connection that SQLite itself keeps away from every person, matter, visit and narrative; cells under setting
// wall_cell_min are masked; nothing is finer than a grid and nobody is named.

// ---- scenes, as rule tables wall_scenes and wall_elements say ----

enum class WallKind {
    Figure, // one figure of the dictionary, with its change
    Board,  // warnings by level: one count each
    Map,    // grids, or the divisions they stand in, coloured by a figure
    Trend,  // figures month by month, a line each
    Rooms,  // today's rooms: free or in use, and how many sessions
    Parts   // a figure in parts: a bar each, with a second figure beside it
};

// In twelfths of the surface between head and foot.
struct WallPlace {
    int column = 0;
    int row = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const WallPlace &, const WallPlace &) = default;
};

struct WallElement {
    QString element;
    WallKind kind = WallKind::Figure;
    QStringList metrics;
    QString by;     // dimension, "town" or "village"
    QString period; // "today", "week", "month", "year", "months"
    WallPlace place;
    QString zh;
    QString en;

    [[nodiscard]] QString word() const;
    friend bool operator==(const WallElement &, const WallElement &) = default;
};

struct WallScene {
    QString scene;
    std::chrono::seconds stay{};
    bool hidden = false;
    QString zh;
    QString en;
    QList<WallElement> elements;

    [[nodiscard]] QString word() const;
    [[nodiscard]] const WallElement *map() const; // null if it has none
};

inline constexpr int wallColumns = 12;
inline constexpr int mostWallFigures = 7; // of a scene (look.md)

[[nodiscard]] QList<WallScene> wallScenes(const RuleSet &rules); // in their order, hidden ones too
// What schema.csv cannot say: elements over one another, a map under a third, more figures than seven.
[[nodiscard]] QList<RuleFault> wallFaults(const RuleSet &rules);

// ---- what a scene shows ----

struct WallValue {
    QString code; // level, division, grid (hex), month or code of a list
    QString word;
    QString text; // "1204", "98.61", "<5", "—"
    QString unit;
    qint64 value = 0; // 0 where masked
    bool masked = false;
    QString change; // "+12.50 % on last year", or what stands beside a bar; may be empty
    int rising = 0; // -1, 0, 1
    friend bool operator==(const WallValue &, const WallValue &) = default;
};

struct WallLine {
    QString metric;
    QString word;
    QString unit;
    QList<WallValue> months; // code "2026-09"; the last one is not over
    friend bool operator==(const WallLine &, const WallLine &) = default;
};

struct WallRoom {
    QString name;
    QString kind;
    bool busy = false;
    Instant until;    // of the session that runs
    Instant next;     // beginning of the next one today
    QString sessions; // of the day: "6", "<5", "0"
    friend bool operator==(const WallRoom &, const WallRoom &) = default;
};

struct WallPart {
    WallElement element;
    QList<WallValue> values;
    QList<WallLine> lines;
    QList<WallRoom> rooms;
    qint64 whole = 0; // what a full bar is, of percentages in hundredths; 0: the greatest value
    QString sentence; // instead of them: why there is nothing to show
    friend bool operator==(const WallPart &, const WallPart &) = default;
};

// Divisions that entered nothing for `days` days.
struct WallSilence {
    struct Division {
        QString code;
        QString word;
        QDate last; // entry; invalid: none ever
        friend bool operator==(const Division &, const Division &) = default;
    };

    int days = 0;
    qsizetype divisions = 0; // all that were looked at
    QList<Division> silent;
    friend bool operator==(const WallSilence &, const WallSilence &) = default;
};

struct WallPicture {
    QString scene;
    QString word;
    QString area;     // digits
    QString areaWord; // "清水县"
    Instant asOf;     // of every figure; null: nothing was counted yet
    QList<WallPart> parts;
    WallSilence silence;
    int least = 0; // cells below are masked

    [[nodiscard]] QJsonObject toJson() const;
};

// Borders of the grids in force, for the map.
struct WallGrid {
    QString code; // as in WallValue: the id in hex
    QString org;
    QByteArray border; // packShape
    QString datum;
};

struct WallGround {
    QList<WallGrid> grids;
    QMap<QString, QString> divisions; // those right below the area, with their names
};

// Tables and columns that the wall may read: counters, slots of rooms, borders of grids and the words of divisions,
// units and rooms. No column with a personal-data class is among them.
[[nodiscard]] Fence wallFence();

// Who reads statistics of the whole area (permission stats.read A, or M and then masked as everything is here).
[[nodiscard]] bool mayShowWall(const RuleSet &rules, const Actor &actor);

// Reads scenes; knows nothing but what lies within the fence. Goes before its desk.
class WallReader {
public:
    // Code "wall.not_permitted"; those of Store::open.
    [[nodiscard]] static Result<std::shared_ptr<WallReader>> open(Desk &desk);

    // Code "wall.scene_unknown".
    [[nodiscard]] QFuture<Result<WallPicture>> picture(const QString &scene);
    [[nodiscard]] QFuture<Result<WallGround>> ground();

    [[nodiscard]] FencedStore &fenced() { return *m_fenced; }

private:
    explicit WallReader(Desk &desk, std::unique_ptr<FencedStore> fenced);
    template <typename F> [[nodiscard]] auto read(F fn);
    Desk &m_desk;
    std::unique_ptr<FencedStore> m_fenced;
};

// Keeps what the wall reads fresh: folds the counters soon after a change, so that they hold it, and says so. Only
// while a wall is open; the desk folds at its leisure otherwise.
class WallFeed : public QObject {
    Q_OBJECT

public:
    explicit WallFeed(Desk &desk, QObject *parent = nullptr);
    ~WallFeed() override;
    void refresh(); // now

    // For the command line, which has no event loop: everything that waits, at once.
    [[nodiscard]] static Result<> foldNow(Desk &desk);

Q_SIGNALS:
    void refreshed();

private:
    void fold();
    Desk &m_desk;
    QTimer *m_soon;
    bool m_folding = false;
    bool m_again = false;
};

} // namespace fengqiao
