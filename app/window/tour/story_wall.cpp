// What hangs in the hall: the scenes of the big screen on the county of the tour.
#include <QEvent>

#include "app_window.h"
#include "tour.h"
#include "wall_display.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

const QStringList scenes{u"overview"_s, u"warnings"_s, u"intake"_s, u"events"_s, u"rooms"_s, u"units"_s};

class WallStory : public QObject {
public:
    explicit WallStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

protected:
    // The wall stands where the window stands, at its size.
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Resize && wall())
            wall()->setGeometry(t.window().geometry());
        return false;
    }

private:
    [[nodiscard]] WallWindow *wall() const
    {
        WallDisplay *display = t.workspace() ? t.workspace()->wall() : nullptr;
        return display && !display->windows().isEmpty() ? display->windows().first() : nullptr;
    }

    void hang();
    void showScene(const QString &name);
    Tour &t;
};

void WallStory::hang()
{
    t.step(
        u"the big screen"_s, [this] { t.workspace()->run(u"wall.1"_s); },
        [this] { return wall() && wall()->isResting() && !wall()->picture().asOf.isNull(); });
    t.step(
        u"it stands still over the window"_s,
        [this] {
            t.window().installEventFilter(this);
            wall()->setPaused(true);
            wall()->setWindowState(Qt::WindowNoState);
            wall()->setGeometry(t.window().geometry());
        },
        [this] { return wall()->isResting(); });
}

void WallStory::showScene(const QString &name)
{
    t.step(
        u"scene "_s + name,
        [this, name] { wall()->begin(static_cast<int>(std::max<qsizetype>(0, wall()->scenes().indexOf(name)))); },
        [this, name] { return wall()->scene() == name && wall()->isResting(); });
    t.darkPicture(u"wall-"_s + name);
}

void WallStory::tell()
{
    t.signInAs(u"jia"_s);
    hang();
    for (const QString &scene : scenes)
        showScene(scene);
    t.step(
        u"the wall is taken down"_s,
        [this] {
            t.window().removeEventFilter(this);
            wall()->close();
        },
        [this] { return !t.workspace()->wall(); });
}

} // namespace

void tellWall(Tour &tour)
{
    (new WallStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
