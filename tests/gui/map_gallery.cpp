// The map surface in both appearances and two sizes, to be looked at: map_gallery --shot DIR
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QQuickWidget>
#include <QRandomGenerator>
#include <QVBoxLayout>

#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>
#include <map_probe.h>

#include "map_land.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const GeoBox box{105.9, 34.55, 106.5, 34.9};
constexpr int columns = 42;
constexpr int rows = 26;

QUuid keyOf(int number)
{
    return QUuid(static_cast<uint>(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}

// A second, coarser lattice stands for the towns.
QList<MapArea> areas(const Land &land, const QString &label)
{
    QList<MapArea> areas;
    for (int i = 0; i < land.size(); ++i)
        areas.append({keyOf(i), packShape(land.area(i)), {}, label.arg(i + 1)});
    return areas;
}

QList<MapPoint> events(int count)
{
    QRandomGenerator random(4);
    QList<MapPoint> points;
    const QDate today(2026, 9, 14);
    for (int i = 0; i < count; ++i) {
        const GeoPoint town{106.0 + 0.1 * (i % 5), 34.62 + 0.06 * (i % 4)};
        const double spread = i % 3 ? 0.05 : 0.3;
        points.append({keyOf(i),
                       {town.longitude + (random.generateDouble() - 0.5) * spread,
                        town.latitude + (random.generateDouble() - 0.5) * spread * 0.7},
                       i % 4,
                       today.addDays(-(i % 365))});
    }
    return points;
}

struct Gallery {
    QMainWindow window;
    MapView *map = new MapView;
    MapProbe probe{map};
    TimeSlider *slider = new TimeSlider;

    Gallery()
    {
        auto *central = new QWidget;
        auto *layout = new QVBoxLayout(central);
        const Theme &theme = Theme::of();
        layout->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
        layout->addWidget(map, 1);
        layout->addWidget(slider);
        window.setCentralWidget(central);
        slider->setRange(QDate(2025, 9, 14), QDate(2026, 9, 14));
        slider->setSpan(QDate(2026, 6, 16), QDate(2026, 9, 14));
    }

    void fill()
    {
        const Land land(columns, rows, box);
        map->setAreas(u"grids"_s, areas(land, u"山门镇第%1网格"_s), Datum::Wgs84,
                      {.lineOpacity = 0.35, .label = Token::InkSoft});
        map->setAreas(
            u"towns"_s, areas(Land(6, 3, box), u"第%1镇"_s), Datum::Wgs84,
            {.filled = false, .line = Token::InkSoft, .lineWidth = 2, .lineOpacity = 0.9, .labelType = Type::Base});
        map->setPoints(u"events"_s, events(20000), Datum::Wgs84,
                       {.display = PointDisplay::Clusters,
                        .marks = {{MarkShape::Diamond, Token::Red, u"红色"_s},
                                  {MarkShape::Triangle, Token::Orange, u"橙色"_s},
                                  {MarkShape::Square, Token::Yellow, u"黄色"_s},
                                  {MarkShape::Ring, Token::Calm, u"平稳"_s}}});
        colour();
        map->setMarker(GeoPoint{106.21, 34.74}, u"山门镇人民政府"_s);
    }

    void colour()
    {
        const Theme &theme = Theme::of();
        const Token tints[] = {Token::CalmTint, Token::CalmTint, Token::YellowTint, Token::OrangeTint, Token::RedTint};
        QRandomGenerator random(9);
        QList<QRgb> colours;
        for (int i = 0; i < columns * rows; ++i)
            colours << theme.color(tints[random.bounded(5)]).rgb();
        map->setColours(u"grids"_s, colours);
        map->setLegend({u"每百户事件(件)"_s,
                        {{theme.color(Token::CalmTint), {}, u"0–2"_s},
                         {theme.color(Token::YellowTint), {}, u"2–5"_s},
                         {theme.color(Token::OrangeTint), {}, u"5–10"_s},
                         {theme.color(Token::RedTint), {}, u"10 以上"_s},
                         {{}, {MarkShape::Diamond, Token::Red, {}}, u"红色预警"_s},
                         {{}, {MarkShape::Ring, Token::Calm, {}}, u"平稳"_s}},
                        u"截至 2026-09-14"_s});
    }

    void settle() const
    {
        QElapsedTimer timer;
        timer.start();
        qint64 quiet = 0;
        while (timer.elapsed() < 20000 && timer.elapsed() - quiet < 300) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            if (map->isBusy())
                quiet = timer.elapsed();
        }
    }

    void shot(const QString &folder, const QString &name)
    {
        settle();
        const QPixmap copy = window.grab();
        copy.save(u"%1/map-%2-%3-%4.png"_s.arg(folder, name, Theme::of().isDark() ? u"dark"_s : u"light"_s)
                      .arg(window.width()));
    }
};

} // namespace

int main(int argc, char **argv)
{
    MapView::chooseGraphics();
    QApplication app(argc, argv);
    const QString folder = QApplication::arguments().value(2, u"."_s);
    QDir().mkpath(folder);
    const auto theme = Theme::install(app, Appearance::Light);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    Gallery gallery;
    gallery.window.resize(1366, 768);
    gallery.window.show();
    gallery.map->setEmptyText(u"还没有网格边界。导入边界或按镇生成网格后,显示在这里。"_s);
    gallery.shot(folder, u"empty"_s);
    gallery.fill();
    gallery.settle();
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        (*theme)->setAppearance(appearance);
        gallery.colour();
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            gallery.window.resize(size);
            gallery.settle();
            gallery.map->flyTo(gallery.map->contentBox());
            gallery.map->setPointStyle(u"events"_s, {.display = PointDisplay::Clusters});
            gallery.shot(folder, u"county"_s);
            gallery.map->setPointStyle(u"events"_s, {.display = PointDisplay::Heat});
            gallery.shot(folder, u"heat"_s);
            gallery.map->setPointStyle(u"events"_s, {.display = PointDisplay::Marks,
                                                     .marks = {{MarkShape::Diamond, Token::Red, {}},
                                                               {MarkShape::Triangle, Token::Orange, {}},
                                                               {MarkShape::Square, Token::Yellow, {}},
                                                               {MarkShape::Ring, Token::Calm, {}}}});
            gallery.map->setTimeFilter(QDate(2026, 9, 10), QDate(2026, 9, 14));
            gallery.map->setCentre({106.2, 34.73}, 13.5);
            gallery.map->setSelected({u"grids"_s, keyOf(columns * 12 + 20)});
            gallery.shot(folder, u"street"_s);
            gallery.map->setLayerVisible(u"events"_s, false);
            gallery.map->editBorder(Land(columns, rows, box).area(columns * 12 + 21), {u"grids"_s});
            gallery.shot(folder, u"edit"_s);
            gallery.map->leaveTool();
            gallery.map->setSelected({});
            gallery.map->setLayerVisible(u"events"_s, true);
            gallery.map->setTimeFilter({}, {});
        }
    }
    return 0;
}
