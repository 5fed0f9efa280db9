#pragma once

#include <QWidget>

#include <widgets/latest_read.h>

#include "map_layers.h"

class QListWidget;

namespace fengqiao {

class SearchField;

// A place that a search found, to fly to.
struct MapFound {
    QString words;
    GeoBox box;
    GeoPoint at;
    Datum datum = Datum::Cgcs2000;
    QUuid grid; // null: a town or village
};

// The field above the map and the list that drops from it: grids by code, name and pinyin, towns and villages.
class MapSearch : public QObject {
    Q_OBJECT

public:
    MapSearch(Desk &desk, GridMapLayers *layers, QWidget *panel);

    [[nodiscard]] SearchField *field() const { return m_field; }

    void search(const QString &text);

Q_SIGNALS:
    void chosen(const fengqiao::MapFound &found);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const QList<MapFound> &found);
    void choose(int row);
    void place();
    Desk &m_desk;
    GridMapLayers *m_layers;
    QWidget *m_panel;
    SearchField *m_field;
    QListWidget *m_list;
    QList<MapFound> m_found;
    LatestRead<QList<MapFound>> m_reading;
};

} // namespace fengqiao
