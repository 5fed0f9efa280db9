#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <grid/events.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

class MapView;

// A thing that somebody outside this module puts on the map. Where it stands is said by `at` (WGS-84), or by the digits
// of its village or town: then it is drawn inside it.
struct MapExtraPoint {
    QUuid key;
    std::optional<GeoPoint> at;
    QString division;
    int mark = 0; // of the layer's style
    QDate day;    // invalid: always shown
    QString label;
};

struct MapExtra {
    QString id;
    QString title;
    MapPointStyle style;
    std::function<QList<MapExtraPoint>(ReadContext &)> load; // on a reader thread
    QList<const Entity *> entities;                          // whose changes ask for it anew
};

// The county on a map: its outline, towns, villages and grids as of a day, coloured by what is asked for; events,
// installations and whatever else is added, as points. Nothing is read before it is first shown. Base map, colours,
// layers and the view are remembered on this computer.
class MapPanel : public QWidget {
    Q_OBJECT

public:
    explicit MapPanel(Desk &desk, QWidget *parent = nullptr);
    ~MapPanel() override;

    void addPoints(const MapExtra &layer); // above what was added before
    [[nodiscard]] MapView *map() const;
    [[nodiscard]] QStringList measures() const; // what grids can be coloured by, for this person
    [[nodiscard]] QString measure() const;
    [[nodiscard]] bool isLoaded() const; // everything that was asked for is on the map

    // PNG of what is seen, twice as fine. Code "map.picture".
    [[nodiscard]] Result<> savePicture(const QString &path) const;

public Q_SLOTS:
    void refresh();
    void setDay(const QDate &day);
    void setEventFilter(const fengqiao::EventFilter &filter);
    void setMeasure(const QString &id);
    void setDisplay(fengqiao::PointDisplay display); // of events
    void showGrid(const QUuid &grid);
    void showEvent(const QUuid &event);
    void showArea(const fengqiao::DivisionCode &division);
    void showShape(const fengqiao::GeoShape &shape, fengqiao::Datum datum, const QString &text);
    void search(const QString &text); // as if typed
    void focusSearch();
    void pickPlace();                   // the next click is a place: placePicked
    void drawBorder(const QUuid &grid); // or mends the one it has; saved as a new version of the grid
    void printGrid(const QUuid &grid);  // map and contact card on one page
    void importGrids();                 // with their borders, from a file
    void chooseBase(const fengqiao::MapBase &base);

Q_SIGNALS:
    void gridActivated(const QUuid &grid);
    void eventActivated(const QUuid &event);
    void matterActivated(const QUuid &key); // a point of a layer that was added
    void placePicked(const fengqiao::GeoPoint &wgs84);
    void borderStored(const QUuid &grid); // the version that has it
    void borderRefused(const QString &sentence);
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
