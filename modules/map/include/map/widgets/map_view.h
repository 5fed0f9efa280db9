#pragma once

#include <QHash>
#include <QWidget>
#include <memory>

#include <core/error.h>
#include <map/widgets/map_types.h>

class QPrinter;

namespace fengqiao {

// The map surface: areas, points, a base map, tools. Layers are built away from the UI thread; the view keeps answering
// and shows what it has. Everything works with the network off.
//
// It is drawn as tiles in spherical mercator: worker threads make them, a Qt Quick item moves them, so a pan costs the
// same with a thousand areas as with a hundred thousand. See view/tile_painter.h.
class MapView : public QWidget {
    Q_OBJECT

public:
    explicit MapView(QWidget *parent = nullptr);
    ~MapView() override;

    // Call before the first window that uses Qt Quick (the composition root, right after QApplication). Without a
    // graphics card Qt Quick is switched to its raster backend, which is eight times cheaper than OpenGL emulated on
    // the processor. QT_QUICK_BACKEND, if set, is obeyed.
    static void chooseGraphics();

    // What longitudes and latitudes on the screen mean. Layers of another datum are converted while they are built, so
    // set it before adding layers.
    void setDatum(Datum datum);
    [[nodiscard]] Datum datum() const;

    // Errors: map.base_missing, map.base_format. The old base map stays then.
    Result<> setBase(const MapBase &base);
    [[nodiscard]] const MapBase &base() const;
    // The sentence in the middle while no layer has anything to show.
    void setEmptyText(const QString &text);
    // A button below that sentence, with what can be done about it: emptyActionTriggered. Empty text: none.
    void setEmptyAction(const QString &text);

    // --- Layers, the last added on top ---------------------------------------------------------------------------
    // Adds the layer or gives it new content; what is on the screen stays until the new content is ready
    // (layerReady). Areas whose border is damaged or empty are left out and told by layerReady.
    void setAreas(const QString &layer, QList<MapArea> areas, Datum datum, const MapAreaStyle &style = {});
    void setPoints(const QString &layer, QList<MapPoint> points, Datum datum, const MapPointStyle &style = {});
    void setAreaStyle(const QString &layer, const MapAreaStyle &style);
    void setPointStyle(const QString &layer, const MapPointStyle &style);
    void removeLayer(const QString &layer);

    // Fill colours, all in one call and one frame. In the order of the areas given to setAreas, or by key; what is not
    // named becomes clear. Kept for content that is still being built.
    void setColours(const QString &layer, QList<QRgb> inOrder);
    void setColours(const QString &layer, const QHash<QUuid, QRgb> &byKey);
    // New label texts in the order of the areas given; nothing before these are built (layerReady).
    void setLabels(const QString &layer, const QStringList &inOrder);

    void setLayerTitle(const QString &layer, const QString &title);
    void setLayerVisible(const QString &layer, bool visible);
    void setLayerOpacity(const QString &layer, double opacity); // 0..1
    void setLayerOrder(const QStringList &bottomToTop);         // layers not named keep their place below
    [[nodiscard]] QList<MapLayerState> layers() const;          // bottom to top

    // Points of every point layer from `from` to `to`, both included; an invalid date is open.
    void setTimeFilter(QDate from, QDate to);

    // Shown in the lower left corner; an empty legend hides it. A click on its first line folds and opens it; until
    // somebody says, it is open where it takes no more than a corner of the view.
    void setLegend(const MapLegend &legend);
    [[nodiscard]] const MapLegend &legend() const;
    void setLegendOpen(std::optional<bool> open); // what somebody said before; {}: nobody did
    [[nodiscard]] std::optional<bool> legendSetOpen() const;
    [[nodiscard]] bool isLegendOpen() const;

    // --- Where -----------------------------------------------------------------------------------------------------
    void setCentre(GeoPoint centre, double zoom); // zoom as of web maps: 256 px are the world at 0
    [[nodiscard]] GeoPoint centre() const;
    [[nodiscard]] double zoom() const;
    void setZoom(double zoom); // about the middle
    void flyTo(const GeoBox &box);
    [[nodiscard]] GeoBox visibleBox() const;
    [[nodiscard]] GeoBox contentBox() const; // of every visible layer; empty if there is none
    [[nodiscard]] QPointF toScreen(GeoPoint point) const;
    [[nodiscard]] GeoPoint toPlace(QPointF position) const;
    // A pin at a search result, with its text; {} takes it away.
    void setMarker(std::optional<GeoPoint> at, const QString &text = {});
    // The outline that stays, for what is chosen in a list beside the map.
    void setSelected(const MapHit &hit);

    // --- What is there -----------------------------------------------------------------------------------------------
    // Under a position of the widget, topmost first: points within a few pixels, then areas.
    [[nodiscard]] QList<MapHit> pick(QPoint position) const;
    [[nodiscard]] QList<MapHit> at(GeoPoint point) const; // areas only
    [[nodiscard]] GeoBox boxOf(const MapHit &hit) const;
    // Where labels stand now, in pixels of the widget (for tests and for the accessible description).
    [[nodiscard]] QList<QRectF> labelBoxes(const QString &layer) const;
    // Layers being built, or tiles being drawn.
    [[nodiscard]] bool isBusy() const;

    // --- Tools
    // --------------------------------------------------------------------------------------------------------- Mouse:
    // click sets a vertex, double click ends. Keys: arrows move the cross (Shift: by one pixel), Space sets a vertex,
    // Backspace or Ctrl+Z takes the last one back, Enter ends, Esc leaves. Vertices snap to vertices and edges of the
    // named layers within 10 px; Alt held sets them freely.
    enum class Tool { None, Distance, Extent, Draw, Edit };
    Q_ENUM(Tool)

    void measureDistance();
    void measureExtent(); // of an area
    void drawBorder(const QStringList &snapTo = {});
    // Handles on every vertex: drag moves, a click on the middle of an edge adds, Delete removes the chosen one; Tab
    // chooses the next for the arrow keys. `shape` in the map's datum.
    void editBorder(const GeoShape &shape, const QStringList &snapTo = {});
    void leaveTool();
    [[nodiscard]] Tool tool() const;
    [[nodiscard]] const GeoShape &drawn() const; // by Draw or Edit, as far as it is

    // --- Out
    // ------------------------------------------------------------------------------------------------------------ The
    // same extent at any size, base map included, with legend, attribution and a scale bar; drawn at once, however long
    // it takes.
    [[nodiscard]] QImage grabPicture(QSize size, qreal devicePixelRatio = 1) const;
    void print(QPrinter *printer) const; // one page, the picture above with the title of the legend
    void render(QPainter *painter, const QRectF &rect) const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    // `left` counts areas or points that were left out because their border or place is damaged or empty.
    void layerReady(const QString &layer, qsizetype shown, qsizetype left);
    void buildProgress(const QString &layer, qsizetype done, qsizetype total);
    void layersChanged(); // added, removed, ordered, hidden
    void settled();       // every visible tile is up to date on the screen

    void hovered(const fengqiao::MapHit &hit); // null where nothing is
    void clicked(const fengqiao::MapHit &hit, QPoint position);
    void activated(const fengqiao::MapHit &hit); // double click, or Enter on the middle of the map
    // Several points in one place: a disc that no zoom can part, or marks upon each other.
    void pileClicked(const QString &layer, const QList<QUuid> &keys, QPoint position);
    void contextRequested(const fengqiao::MapHit &hit, QPoint position);
    void viewChanged(); // moved or zoomed
    void legendToggled(bool open);
    void emptyActionTriggered();

    void measured(double metres, double squareMetres); // so far; squareMetres 0 for a distance
    // A border of Draw or Edit was ended; in the map's datum, not yet checked for crossing itself (module geo does).
    void borderFinished(const fengqiao::GeoShape &shape);
    void toolChanged(fengqiao::MapView::Tool tool);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    friend class MapProbe; // tests and benchmark look at tiles and caches
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
