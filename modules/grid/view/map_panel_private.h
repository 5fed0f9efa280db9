#pragma once

#include <QPointer>

#include <grid/widgets/map_panel.h>
#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>
#include <widgets/cards.h>
#include <widgets/filters.h>
#include <widgets/panel_parts.h>

#include "map_layers.h"
#include "map_search.h"
#include "map_settings.h"
#include "map_task.h"

class QComboBox;
class QPushButton;

namespace fengqiao {

// The state of a map panel; map_panel.cpp builds and connects it, map_panel_doing.cpp does what others ask of it.
struct MapPanel::Private {
    MapPanel *q;
    Desk &desk;
    QPointer<Desk> deskThere;
    MapView *map;
    GridMapLayers *layers;
    MapSearch *search;
    MapTask *task;
    QComboBox *measure;
    QComboBox *display;
    QPushButton *layerButton;
    QPushButton *toolButton;
    QPushButton *moreButton;
    ElidedLabel *info;
    TimeSlider *slider;
    QWidget *time;
    MapSettings settings;
    QUuid selected; // grid
    QUuid wantedGrid;
    DivisionCode wantedArea;
    QDate first; // of the time slider
    bool placed = false;
    bool hiddenApplied = false;

    Private(MapPanel *panel, Desk &theDesk);
    void build();
    [[nodiscard]] QLayout *buildHead();
    void buildTime();
    void fillMenus();
    void connectParts();
    void begin();
    void groundDrawn();
    void groundReady();
    void goTo(const MapFound &found);
    void clicked(const MapHit &hit, QPoint position);
    void piled(const QString &layer, const QList<QUuid> &keys, QPoint position);
    void activate(const QString &layer, const QUuid &key);
    void fly(const GeoShape &shape, Datum datum);
    void spanChanged(QDate from, QDate to);
    void openLegend(bool open);
    void keep(); // what was set, on this computer
    void askForPicture();
};

} // namespace fengqiao
