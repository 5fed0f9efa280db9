#include <QCoreApplication>
#include <QJsonArray>

#include <statistics/wall.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Figures {
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

// What the big screen shows, read as it reads it: behind the fence, small cells masked.
Exit runWall(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto reader = WallReader::open(**desk);
    if (!reader)
        return call.console.report(reader.error());
    if (const auto folded = WallFeed::foldNow(**desk); !folded)
        return call.console.report(folded.error());
    QJsonArray scenes;
    for (const WallScene &scene : wallScenes(*(*desk)->rules())) {
        if (call.isSet("scene"_L1) ? scene.scene != call.value("scene"_L1) : scene.hidden)
            continue;
        const auto picture = (*reader)->picture(scene.scene).result();
        if (!picture)
            return call.console.report(picture.error());
        scenes.append(picture->toJson());
    }
    if (scenes.isEmpty() && call.isSet("scene"_L1))
        return call.console.report((*reader)->picture(call.value("scene"_L1)).result().error());
    call.console.record(QJsonObject{{u"count"_s, scenes.size()}, {u"scenes"_s, scenes}});
    return Exit::Done;
}

} // namespace

QList<Command> wallCommands()
{
    return {{.name = u"wall"_s,
             .synopsis = u"FILE [--scene NAME]"_s,
             .summary = Figures::tr("Shows what the big screen shows, as data: totals only, small cells masked."),
             .options = {{u"scene"_s, Figures::tr("Only this scene, a hidden one too."), u"name"_s}},
             .run = runWall}};
}

} // namespace fengqiao
