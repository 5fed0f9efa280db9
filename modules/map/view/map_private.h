#pragma once

#include <QPointer>
#include <QTimer>

#include <map/widgets/map_view.h>

#include "base_map.h"
#include "border_tool.h"
#include "furniture.h"
#include "layers.h"
#include "overlay.h"
#include "tile_item.h"

class QQuickWidget;
class QMouseEvent;
class QPushButton;
class QWheelEvent;

namespace fengqiao {

// The state of a map view; its work is spread over map_view.cpp (layers, view), hands.cpp (mouse, keys, tools),
// picking.cpp, sheet.cpp (what is painted on top) and map_picture.cpp.
struct MapView::Private {
    explicit Private(MapView *view);

    // Above this a county is a dot; below, 2 cm are a pixel.
    static constexpr double leastZoom = 3;
    static constexpr double mostZoom = 21;

    // --- view
    [[nodiscard]] double ratio() const { return q->devicePixelRatioF(); }

    [[nodiscard]] PixelFrame frame() const; // of the widget, in its pixels
    [[nodiscard]] QPointF screen(GeoPoint place) const;
    [[nodiscard]] GeoPoint place(QPointF position) const;
    void look(QPointF mercator, double zoom);
    void zoomAbout(QPointF position, double zoom);
    void applyCamera();
    void rebuildScene(); // soon, once for many changes
    void showTiles();
    void makeQuick();
    void makeBase();
    [[nodiscard]] double metresPerPixel(double pixelsPerWorld) const;

    // --- picking
    [[nodiscard]] std::vector<MapHit> pickAreas(Spot spot) const;
    [[nodiscard]] std::vector<quint32> pointsNear(const Layers::View &view, QPointF position) const;
    [[nodiscard]] QList<MapHit> pick(QPointF position) const;
    bool enterCluster(QPointF position); // a disc was clicked: look closer, or tell the pile
    bool enterPile(QPointF position);    // marks upon each other were clicked: tell them
    [[nodiscard]] GeoPoint baseCentre() const;

    // --- hands
    bool mouse(QEvent *event);
    void press(QMouseEvent *event);
    void moved(QMouseEvent *event);
    void released(QMouseEvent *event);
    void doubleClicked(QMouseEvent *event);
    void wheel(QWheelEvent *event);
    bool key(QKeyEvent *event);
    bool toolKey(QKeyEvent *event);
    bool editKey(QKeyEvent *event);
    void hover(const MapHit &hit);
    void startTool(Tool tool, const QStringList &snap);
    void endTool();
    void toolMoved();
    [[nodiscard]] GeoPoint toolPlace(QPointF position, Qt::KeyboardModifiers modifiers) const;

    // --- sheet
    [[nodiscard]] bool sheetMoves() const; // something on it stands at a place of the map
    void paintSheet(QPainter *painter) const;
    void paintOutline(QPainter *painter, const MapHit &hit, Token token, double width) const;
    void paintTool(QPainter *painter) const;
    void paintEdit(QPainter *painter) const;
    void paintEmpty(QPainter *painter) const;
    [[nodiscard]] bool isEmptyShown() const;
    [[nodiscard]] QRect emptyRect() const; // of its sentence
    void placeEmptyAction();
    [[nodiscard]] LegendFold legendFold() const;
    [[nodiscard]] bool isOnLegend(QPointF position) const;

    MapView *q;
    Layers layers;
    TileStore tiles;
    QTimer sceneTimer;
    QPointer<QQuickWidget> quick;
    QPointer<TileItem> item;
    std::unique_ptr<BaseMap> baseMap;
    MapOverlay *sheet = nullptr;

    MapBase base;
    QString attribution;
    MapLegend legend;
    std::optional<bool> legendSetOpen;
    QString emptyText;
    QPushButton *emptyAction = nullptr;
    QPointF centre{0.5 + 104.0 / 360, 0.4}; // mercator; the middle of China until told
    double zoom = 4;
    GeoBox flownTo;      // what shows as a whole until somebody moves the map
    bool placed = false; // somebody said where to look
    bool whole = false;  // nobody did: all layers are in sight, also those that are ready later

    std::optional<GeoPoint> marker;
    QString markerText;
    MapHit hovered;
    MapHit selected;

    BorderTool tool;
    QStringList snapTo;
    QPointF cross; // where the next vertex goes
    std::optional<QPointF> pressed;
    QPointF pressedCentre;
    bool dragged = false;
    int wheelSum = 0;
};

} // namespace fengqiao
