#pragma once

#include <QList>
#include <QStringList>

#include <access/actor.h>
#include <core/rules.h>

namespace fengqiao {

// A column of docks that share one place as tabs; the first is in front. Width in pixels of the designed window, 0 =
// what is left. `below`: a second place under the first, which then is as high as it wants to be.
struct DockColumn {
    QStringList docks;
    int width = 0;
    QStringList below{};
};

// One way to arrange the docks for one kind of work. A table, so that a further perspective is a row.
struct Perspective {
    QString id;
    QString icon;
    QString machine;      // whoever may take an action of this machine sees it
    QString permission{}; // or, without a machine, whoever has this one without limits
    QList<DockColumn> columns;
    QStringList bottom;
    int bottomHeight = 0;
    QString focus;        // the dock that gets the keyboard
    QStringList beside{}; // a second place at the bottom, right of the first
    // In a low window the docks of the bottom become tabs of the first column: what stands there keeps its height.
    bool foldsBottom = false;

    [[nodiscard]] bool holds(const QString &dock) const;
};

[[nodiscard]] const QList<Perspective> &perspectives();
[[nodiscard]] const Perspective *findPerspective(const QString &id);
[[nodiscard]] QString perspectiveWord(const QString &id);
// Those with work for this person, in the order of the table.
[[nodiscard]] QList<const Perspective *> perspectivesFor(const RuleSet &rules, const Actor &actor);

} // namespace fengqiao
