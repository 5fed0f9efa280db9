#include "perspectives.h"

#include <QCoreApplication>

#include <access/rights.h>
#include <widgets/next_step.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

const QList<Perspective> &perspectives()
{
    static const QList<Perspective> table{
        {.id = u"reception"_s,
         .icon = u"users"_s,
         .machine = u"visit"_s,
         .columns = {{{u"queue"_s}, 320}, {{u"visit"_s}, 0}, {{u"roster"_s, u"people"_s}, 288}},
         .bottom = {u"board"_s},
         .bottomHeight = 160,
         .focus = u"visit"_s},
        {.id = u"mediation"_s,
         .icon = u"handshake"_s,
         .machine = u"matter"_s,
         .columns = {{{u"my_list"_s}, 300},
                     {{u"matter"_s, u"rooms"_s, u"appraisal"_s}, 0},
                     {{u"people"_s, u"mediators"_s}, 288}},
         .bottom = {u"board"_s, u"whistles"_s, u"warnings"_s},
         .bottomHeight = 200,
         .focus = u"my_list"_s},
        {.id = u"grids"_s,
         .icon = u"map"_s,
         .machine = u"event"_s,
         .columns = {{{u"events"_s, u"grid_tree"_s, u"grid_checks"_s}, 300},
                     {{u"map"_s}, 0},
                     {{u"event"_s, u"grid"_s}, 320}},
         .bottom = {},
         .focus = u"events"_s},
        {.id = u"command"_s,
         .icon = u"layout-dashboard"_s,
         .machine = {},
         .permission = u"stats.read"_s,
         .columns = {{.docks = {u"figures"_s}, .below = {u"map"_s, u"charts"_s, u"behind"_s}}, {{u"warnings"_s}, 300}},
         .bottom = {u"flow"_s},
         .bottomHeight = 150,
         .focus = u"figures"_s,
         .beside = {u"rooms"_s},
         .foldsBottom = true},
        // What goes upward is read page by page: whole height, one behind the other.
        {.id = u"reports"_s,
         .icon = u"file-text"_s,
         .machine = {},
         .permission = u"stats.read"_s,
         .columns = {{{u"reports"_s, u"reconcile"_s, u"appraisal"_s, u"safety_index"_s}, 0}},
         .bottom = {},
         .focus = u"reports"_s},
    };
    return table;
}

bool Perspective::holds(const QString &dock) const
{
    return bottom.contains(dock) || beside.contains(dock) ||
           std::ranges::any_of(columns, [&](const DockColumn &column) {
               return column.docks.contains(dock) || column.below.contains(dock);
           });
}

const Perspective *findPerspective(const QString &id)
{
    const auto found = std::ranges::find(perspectives(), id, &Perspective::id);
    return found == perspectives().end() ? nullptr : &*found;
}

QString perspectiveWord(const QString &id)
{
    if (id == "reception"_L1)
        return QCoreApplication::translate("Perspectives", "Reception");
    if (id == "mediation"_L1)
        return QCoreApplication::translate("Perspectives", "Mediation");
    if (id == "grids"_L1)
        return QCoreApplication::translate("Perspectives", "Grids");
    if (id == "command"_L1)
        return QCoreApplication::translate("Perspectives", "Command");
    if (id == "reports"_L1)
        return QCoreApplication::translate("Perspectives", "Reports");
    return id;
}

QList<const Perspective *> perspectivesFor(const RuleSet &rules, const Actor &actor)
{
    QList<const Perspective *> list;
    for (const Perspective &perspective : perspectives()) {
        if (!perspective.permission.isEmpty() && grantOf(rules, actor, perspective.permission) == Grant::All)
            list.append(&perspective);
        if (perspective.machine.isEmpty())
            continue;
        const auto actions = rules.table("actions"_L1).where("machine"_L1, perspective.machine);
        if (std::ranges::any_of(actions, [&](const RuleRow *row) { return roleMay(*row, actor); }))
            list.append(&perspective);
    }
    return list;
}

} // namespace fengqiao
