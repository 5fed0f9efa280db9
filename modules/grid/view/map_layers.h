#pragma once

#include <QObject>
#include <memory>

#include <grid/map_data.h>
#include <grid/widgets/map_panel.h>
#include <map/widgets/map_view.h>
#include <widgets/latest_read.h>

#include "map_ground.h"
#include "map_measures.h"

class QTimer;

namespace fengqiao {

// Names of the map's layers, bottom to top.
namespace MapLayer {
inline constexpr auto grids = QLatin1StringView("grids");
inline constexpr auto villages = QLatin1StringView("villages");
inline constexpr auto towns = QLatin1StringView("towns");
inline constexpr auto outline = QLatin1StringView("outline");
inline constexpr auto assets = QLatin1StringView("assets");
inline constexpr auto events = QLatin1StringView("events");
} // namespace MapLayer

// Reads what the map shows and hands it over: each part by itself, so that the grids stand before the rest is there.
class GridMapLayers : public QObject {
    Q_OBJECT

public:
    GridMapLayers(Desk &desk, MapView *map);
    void start(); // the map is looked at for the first time
    void refresh();
    void setDay(QDate day);
    void setFilter(const EventFilter &filter);
    void setDisplay(PointDisplay display);
    void setMeasure(const QString &id);
    void add(const MapExtra &layer);
    void baseChanged();

    [[nodiscard]] QDate day() const { return m_day; }

    [[nodiscard]] const EventFilter &filter() const { return m_filter; }

    [[nodiscard]] PointDisplay display() const { return m_display; }

    [[nodiscard]] const QString &measure() const { return m_measure; }

    [[nodiscard]] const QList<MapMeasure> &measures() const { return m_measures; }

    [[nodiscard]] bool isStarted() const { return m_started; }

    [[nodiscard]] bool isLoaded() const { return m_started && m_reading == 0 && !m_wanted; }

    [[nodiscard]] std::shared_ptr<const MapGround> ground() const { return m_ground; }

    [[nodiscard]] std::shared_ptr<const MapDivisions> divisions() const { return m_divisions; }

    [[nodiscard]] QString words(const MapHit &hit) const; // of what the pointer is over
    [[nodiscard]] QString labelOf(const QString &layer, const QUuid &key) const;
    // An event on the map is known by its row: half the size of a name for each of a million.
    [[nodiscard]] static std::optional<qint64> eventRow(const QUuid &key);
    [[nodiscard]] bool isExtra(const QString &layer) const;

Q_SIGNALS:
    void groundDrawn(); // the map has the grids; what is known of each follows
    void groundReady();
    void spanChanged(QDate first, QDate last); // of the events on the map
    void loaded();
    void refused(const fengqiao::Error &error);

private:
    enum Part { Ground = 1, Divisions = 2, Events = 4, Assets = 8, Extras = 16 };

    struct EventsRead {
        EventPoints points;
        QHash<QUuid, qint64> byGrid;
        QList<MapPoint> marks;
    };

    struct ExtrasRead {
        QList<QList<MapExtraPoint>> layers;
    };

    void want(int parts);
    void hold(int parts);
    void release();
    void watch(const ChangeSet &changes);
    void readWanted();
    void askForGround();
    void readDivisions();
    void readEvents();
    void readAssets();
    void readExtras();
    void drawGround(const GroundRead &read);
    void showDivisions(const std::shared_ptr<const MapDivisions> &divisions);
    void showEvents(EventsRead read);
    void showAssets(const QList<AssetPoint> &assets);
    void showExtras(const ExtrasRead &read);
    void styleEvents();
    void colour();
    void order();
    [[nodiscard]] static QList<MapMark> marksOfEvents();
    template <typename T, typename Read, typename Show> void ask(int part, Read read, Show show);

    Desk &m_desk;
    MapView *m_map;
    QTimer *m_soon;
    QTimer *m_release; // looks whether the map is still
    QDate m_day;
    EventFilter m_filter;
    PointDisplay m_display = PointDisplay::Clusters;
    QString m_measure;
    qsizetype m_ordered = 0; // how many layers there were when they were put in order
    QList<MapMeasure> m_measures;
    QList<MapExtra> m_extras;
    QHash<QString, QHash<QUuid, QString>> m_labels;
    QHash<QString, QSet<int>> m_marksSeen;     // of the layers that were added: only those are in the legend
    std::shared_ptr<const MapGround> m_drawn;  // what the grids on the map are coloured by
    std::shared_ptr<const MapGround> m_ground; // the same with everything else, once that is read
    std::shared_ptr<const MapDivisions> m_divisions;
    MapFigures m_figures;
    QStringList m_eventKinds;
    QStringList m_eventStates;
    int m_wanted = 0;
    int m_held = 0; // wanted, but not before the grids are drawn
    int m_reading = 0;
    bool m_started = false;
    bool m_grew = false; // memory was taken for reading, which nobody needs once all is drawn
};

} // namespace fengqiao
