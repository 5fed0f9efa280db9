#pragma once

#include <access/action.h>
#include <grid/grids.h>

namespace fengqiao {

// What a grid begins with: by hand, from a file, generated or of the demo.
struct GridDraft {
    GridRule rule;
    QString code;
    QString name;
    DivisionCode division;
    QUuid parent;
    std::optional<int> households;
    GeoShape border; // empty: none yet
    Datum datum = Datum::Cgcs2000;
    bool generated = false;
    bool demo = false;
    QDate from;
    QString externalId;
    QString note;
};

// The one writer of grids, inside an action: the rows of grids, their lineage, and what hangs on them when a grid ends
// or goes on as a new version.
class GridBook {
public:
    explicit GridBook(ActionContext &context)
        : m_context(context)
        , m_tx(context.tx)
    {
    }

    // Checks a draft against the rules and the other grids, and fills in what was left out (code, parent). Codes
    // "grid.*", field names as in add_grid.
    // `self`: the grid that goes on as this, whose code is not in its own way.
    [[nodiscard]] Result<> complete(GridDraft &draft, QUuid self = {});
    // Stores a completed draft with the posts that its kind needs; warns of too many households.
    Row add(const GridDraft &draft);

    // The row of the grid that this id names, as it is now and without an end to come. Codes "grid.not_found",
    // "grid.ended", "access.scope".
    [[nodiscard]] Result<Row> standing(QUuid id, const QString &field = QStringLiteral("grid"));
    // The day that the data names, today if none. Codes "grid.from_past" for one before the grid began.
    [[nodiscard]] QDate day(QLatin1StringView field) const;

    // A further version of a grid, not stored yet: everything as it was, in force from this day.
    [[nodiscard]] static Row nextVersion(const Row &old, QDate from);
    // Ends the old version and stores the new one, with its posts, people and installations.
    void replace(Row &old, Row &next, const QString &change, const QString &reason);
    // Ends a grid and whatever hangs on it; how many people left their posts by it.
    int end(Row &grid, QDate from, const QString &reason);
    void link(const Row &from, const Row &to, const QString &change, QDate on, const QString &reason);
    void addPosts(const Row &grid); // those that its kind needs
    void carryPosts(const Row &from, const Row &to, QDate on);
    void carryAssets(QUuid from, const QList<Row> &to);

    // The border that the data gives, GeoJSON text, looked at for faults; suspicions are warned of. Empty where the
    // field is not given. Codes "grid.border_format", "geo.*".
    [[nodiscard]] Result<GeoShape> border(const Fields &data, Datum datum) const;
    [[nodiscard]] Datum datum(Datum otherwise) const; // field `datum`

    [[nodiscard]] Result<> checkArea(const DivisionCode &division, const QString &field) const;
    [[nodiscard]] Result<> checkFree(const QString &code, QDate from, QUuid except = {}) const;
    // Grids that stand under this one and are in force on or after the day: they must go first.
    [[nodiscard]] Result<> checkNoneBelow(const Row &grid, QDate day) const;
    // A change that ends a version must begin after it did.
    [[nodiscard]] Result<> checkAfter(const Row &grid, QDate from) const;
    void warnOfHouseholds(const Row &grid);

    [[nodiscard]] std::unexpected<Error> refuse(ErrorKind kind, const QString &code, const QString &field,
                                                const QString &sentence) const;

private:
    [[nodiscard]] Result<> completeParent(GridDraft &draft) const;

    ActionContext &m_context;
    Writer &m_tx;
};

void setBorder(Row &grid, const GeoShape &shape, Datum datum);
[[nodiscard]] std::optional<GridRule> ruleOf(const RuleSet &rules, const Row &grid);
// What the outcome says of the grid that an action made or changed.
void answerGrid(ActionContext &context, const Row &grid);

} // namespace fengqiao
