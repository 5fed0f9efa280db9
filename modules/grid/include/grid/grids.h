#pragma once

#include <QDate>
#include <QHash>
#include <QList>
#include <QStringList>
#include <QUuid>
#include <optional>

#include <access/module.h>
#include <core/division.h>
#include <core/rules.h>
#include <geo/shape.h>
#include <store/entity.h>

namespace fengqiao {

// A row is one version of a grid: what changes a report (border, name, village, split, merge) ends the row and begins
// another one, so that a question about last year finds last year's grids. In force on a day:
// valid_from <= day AND (valid_to IS NULL OR valid_to > day). The code is unique among the versions of one day and
// names the grid through all of them.
[[nodiscard]] const Entity &gridEntity();
// Which version came from which: from, to (grid), kind (grid_change: split, merge, move, border, rename), date.
[[nodiscard]] const Entity &gridLineEntity();
// People of the grids: name, work phone and role, nothing else (R14).
[[nodiscard]] const Entity &gridMemberEntity();
// A post of one version of a grid; a new version has posts of its own, so that posts and grids of a day join by id.
[[nodiscard]] const Entity &gridPostEntity();
[[nodiscard]] const Entity &postingEntity(); // a member in a post, from_date up to and without to_date
// Cameras and other things that stand somewhere: kind, owner, place and whether they work. No stream, no footage (R5).
[[nodiscard]] const Entity &assetEntity();

[[nodiscard]] const RecordKind &gridKind();
[[nodiscard]] const RecordKind &gridMemberKind();

// "valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)" of a table or alias ("" = no prefix); bind the day twice.
[[nodiscard]] QString inForceSql(QLatin1StringView alias = {});

// One version of a grid, read without the weight of a Row: a county may have 100,000.
struct GridLine {
    QUuid id;
    QString code; // 15 digits, 17 of a micro-grid; 9 or 12 (the division's own) of the levels above
    QString name;
    QString scheme;  // codes of list grid_scheme
    QString kind;    // codes of list grid_kind
    int level = 0;   // of the scheme, 1 at the top
    QUuid parent;    // null: directly below its village
    QString village; // 12 digits; empty above the villages
    QString org;     // digits of the division it belongs to
    std::optional<int> households;
    bool generated = false; // border made up by the program
    bool demo = false;
    QDate validFrom;
    QDate validTo;     // invalid: in force
    QByteArray border; // packShape; empty: none drawn
    Datum datum = Datum::Cgcs2000;
    GeoBox box;

    [[nodiscard]] bool isInForce(QDate day) const { return validFrom <= day && (!validTo.isValid() || validTo > day); }

    [[nodiscard]] GeoShape shape() const; // empty if there is none, or none that can be read
};

// The grids in force on a day, by code. `area`: digits of a division, all of them if empty. `kinds`: of list grid_kind,
// all if empty; groundKinds() are those that tile the county, one of which every place is in.
[[nodiscard]] QList<GridLine> gridsAsOf(Reader &reader, QDate day, const QString &area = {},
                                        const QStringList &kinds = {});
[[nodiscard]] std::optional<GridLine> findGrid(Reader &reader, const QString &code, QDate day);
[[nodiscard]] std::optional<GridLine> gridById(Reader &reader, QUuid id); // any version
// The version of the same grid (code) in force on a day.
[[nodiscard]] std::optional<GridLine> gridVersion(Reader &reader, QUuid id, QDate day);
[[nodiscard]] QStringList groundKinds(const RuleSet &rules); // base and exclusive, by rule table grid_schemes
// "山门镇 刘崖村民委员会 第一网格"; empty if there is none.
[[nodiscard]] QString gridPlace(Reader &reader, const GridLine &grid);

// A row of rule table grid_schemes: one kind of grid within a level scheme.
struct GridRule {
    QString scheme;
    int level = 0;
    QString kind;
    QStringList parents; // kinds it may stand under; empty: the county or its village
    int division = 0;    // digits of the division it belongs to: 9 a town, 12 a village
    int digits = 0;      // of its code
    int serialFrom = 0;  // 0: the code is the division's own
    int serialTo = 0;
    int households = 0; // 0: no limit
    bool ground = false;
    QStringList posts; // kinds of posts (member_role) that such a grid needs
    QString word;
};

[[nodiscard]] std::optional<GridRule> gridRule(const RuleSet &rules, const QString &scheme, const QString &kind);
[[nodiscard]] QList<GridRule> gridRules(const RuleSet &rules); // in the order of the table
// Is this a code that a grid of this kind may bear below this division? Codes "grid.format", "grid.code_division",
// "grid.code_serial". Whether it is free says findGrid.
[[nodiscard]] Result<> checkGridCode(const RuleSet &rules, const GridRule &rule, const QString &code,
                                     const DivisionCode &division, const QString &parentCode = {});
// The lowest code of the rule's series that no grid of this county ever bore. Code "grid.codes_used_up".
[[nodiscard]] Result<QString> nextGridCode(Reader &reader, const GridRule &rule, const DivisionCode &division,
                                           const QString &parentCode = {});

} // namespace fengqiao
