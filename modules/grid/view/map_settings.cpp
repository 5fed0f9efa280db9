#include "map_settings.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMenu>

#include "kept_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapSettings)
};

constexpr auto keptName = "map"_L1;
constexpr std::pair<QLatin1StringView, MapBase::Kind> baseCodes[] = {
    {"none"_L1, MapBase::Kind::None}, {"mbtiles"_L1, MapBase::Kind::MbTiles}, {"folder"_L1, MapBase::Kind::Folder}};
constexpr std::pair<QLatin1StringView, PointDisplay> displayCodes[] = {
    {"clusters"_L1, PointDisplay::Clusters}, {"heat"_L1, PointDisplay::Heat}, {"marks"_L1, PointDisplay::Marks}};

void askForFile(QWidget *panel, const std::function<void(const MapBase &)> &choose)
{
    auto *dialog =
        new QFileDialog(panel, Words::tr("Base map from a file of tiles"), {}, Words::tr("Tiles (*.mbtiles)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, panel, [choose](const QString &path) {
        choose({.kind = MapBase::Kind::MbTiles, .path = path, .attribution = {}});
    });
    dialog->open();
}

void askForFolder(QWidget *panel, const std::function<void(const MapBase &)> &choose)
{
    auto *dialog = new QFileDialog(panel, Words::tr("Base map from a folder of tiles"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, panel, [choose](const QString &path) {
        choose({.kind = MapBase::Kind::Folder, .path = path, .attribution = {}});
    });
    dialog->open();
}

} // namespace

MapSettings MapSettings::read(const Desk &desk)
{
    MapSettings settings;
    const auto kept = keptFilters(desk, keptName);
    if (!kept)
        return settings;
    const QStringList base = kept->value(u"base"_s);
    for (const auto &[code, kind] : baseCodes) {
        if (base.value(0) == code)
            settings.base = {kind, base.value(1), base.value(2),
                             datumFromCode(base.value(3)).value_or(MapBase().datum)};
    }
    for (const auto &[code, display] : displayCodes) {
        if (kept->value(u"display"_s).value(0) == code)
            settings.display = display;
    }
    settings.measure = kept->value(u"measure"_s).value(0);
    settings.hidden = kept->value(u"hidden"_s);
    if (const QString legend = kept->value(u"legend"_s).value(0); !legend.isEmpty())
        settings.legendOpen = legend == "open"_L1;
    if (const QStringList view = kept->value(u"view"_s); view.size() == 3)
        settings.view = {{view.at(0).toDouble(), view.at(1).toDouble()}, view.at(2).toDouble()};
    return settings;
}

void MapSettings::write(const Desk &desk) const
{
    QMap<QString, QStringList> values;
    for (const auto &[code, kind] : baseCodes) {
        if (base.kind == kind)
            values.insert(u"base"_s, {QString(code), base.path, base.attribution, datumCode(base.datum)});
    }
    for (const auto &[code, one] : displayCodes) {
        if (display == one)
            values.insert(u"display"_s, {QString(code)});
    }
    values.insert(u"measure"_s, {measure});
    values.insert(u"hidden"_s, hidden);
    if (legendOpen)
        values.insert(u"legend"_s, {*legendOpen ? u"open"_s : u"folded"_s});
    if (view)
        values.insert(u"view"_s, {QString::number(view->first.longitude, 'f', 7),
                                  QString::number(view->first.latitude, 'f', 7), QString::number(view->second)});
    keepFilters(desk, keptName, values);
}

void fillBaseMenu(QMenu *menu, MapView *map, QWidget *panel, const std::function<void(const MapBase &)> &choose)
{
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, MapBase::Kind kind, auto begin) {
        QAction *action = menu->addAction(text, panel, begin);
        action->setCheckable(true);
        action->setChecked(map->base().kind == kind);
        group->addAction(action);
    };
    add(Words::tr("No base map"), MapBase::Kind::None, [choose] { choose({}); });
    add(Words::tr("From a file of tiles (MBTiles)"), MapBase::Kind::MbTiles,
        [panel, choose] { askForFile(panel, choose); });
    add(Words::tr("From a folder of tiles"), MapBase::Kind::Folder, [panel, choose] { askForFolder(panel, choose); });
    menu->addSeparator();
    // Tiles of Chinese web maps are drawn in it; surveyed ones are not, and a tile does not say.
    QAction *moved = menu->addAction(Words::tr("Its tiles are in GCJ-02"));
    moved->setObjectName(u"baseGcj02"_s);
    moved->setCheckable(true);
    moved->setChecked(map->base().datum == Datum::Gcj02);
    moved->setEnabled(map->base().kind != MapBase::Kind::None);
    QObject::connect(moved, &QAction::toggled, panel, [map, choose](bool isGcj02) {
        MapBase base = map->base();
        base.datum = isGcj02 ? Datum::Gcj02 : MapBase().datum;
        choose(base);
    });
}

} // namespace fengqiao
