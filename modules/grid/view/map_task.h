#pragma once

#include <QFrame>

#include "map_layers.h"

class QLabel;
class QPushButton;

namespace fengqiao {

class InlineError;

// What a person is doing on the map right now, in a strip above it: a place is picked, a border drawn, something
// measured. Says how, and what came of it; hidden while nothing is going on.
class MapTask : public QFrame {
    Q_OBJECT

public:
    MapTask(Desk &desk, GridMapLayers *layers, MapView *map, QWidget *parent);
    void pickPlace();
    void drawBorder(const QUuid &grid);
    void measureDistance();
    void measureExtent();
    // A click while a place is picked; true if it was taken.
    bool take(QPoint position);

Q_SIGNALS:
    void placePicked(const fengqiao::GeoPoint &wgs84);
    void borderStored(const QUuid &grid);
    void borderRefused(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Doing { Nothing, Picking, Drawing, Storing, Measuring };

    void begin(Doing doing, const QString &words);
    void leave();
    void end();
    void beginBorder(const GridLine &grid);
    void finish(const GeoShape &shape);
    void submit(const GeoShape &shape);
    void refuse(const QString &sentence, const GeoShape &shape);
    void toolChanged(MapView::Tool tool);
    void measured(double metres, double squareMetres);

    Desk &m_desk;
    GridMapLayers *m_layers;
    MapView *m_map;
    QLabel *m_words;
    InlineError *m_error;
    QPushButton *m_save;
    QPushButton *m_leave;
    Doing m_doing = Doing::Nothing;
    GridLine m_grid;
    bool m_extent = false;
    bool m_refused = false; // what is drawn was refused and waits to be mended or discarded
};

} // namespace fengqiao
