#pragma once

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <optional>

#include <map/widgets/map_types.h>

#include "scene.h"

namespace fengqiao {

// The layers of one map: builds them away from the UI thread and makes scenes of them.
class Layers : public QObject {
    Q_OBJECT

public:
    explicit Layers(QObject *parent = nullptr);
    ~Layers() override;

    void setDatum(Datum datum) { m_datum = datum; }

    [[nodiscard]] Datum datum() const { return m_datum; }

    void setAreas(const QString &id, QList<MapArea> areas, Datum datum, const MapAreaStyle &style);
    void setPoints(const QString &id, QList<MapPoint> points, Datum datum, const MapPointStyle &style);
    void setStyle(const QString &id, const MapAreaStyle &style);
    void setStyle(const QString &id, const MapPointStyle &style);
    void remove(const QString &id);
    void setColours(const QString &id, QList<QRgb> inOrder);
    void setColours(const QString &id, const QHash<QUuid, QRgb> &byKey);
    void setLabels(const QString &id, const QStringList &inOrder);
    void setTitle(const QString &id, const QString &title);
    void setVisible(const QString &id, bool visible);
    void setOpacity(const QString &id, double opacity);
    void setOrder(const QStringList &bottomToTop);
    void setDays(const DayRange &days);

    [[nodiscard]] QList<MapLayerState> states() const;
    [[nodiscard]] SpotBox extent() const; // of the visible ones

    [[nodiscard]] bool isBuilding() const { return m_building > 0; }

    [[nodiscard]] const DayRange &days() const { return m_days; }

    // Content of one layer, null while it is not there.
    [[nodiscard]] std::shared_ptr<const AreaSet> areas(const QString &id) const;
    [[nodiscard]] std::shared_ptr<const PointSet> points(const QString &id) const;

    // One layer as picking sees it.
    struct View {
        QString id;
        const AreaSet *areas = nullptr;
        const PointSet *points = nullptr;
        const MapPointStyle *style = nullptr;
        size_t scenePlace = 0; // in Scene::points or Scene::areas
    };

    [[nodiscard]] std::vector<View> visible(bool pickableOnly) const; // top first

    [[nodiscard]] SceneRef scene(const Theme &theme, double ratio, bool transparent);

Q_SIGNALS:
    void changed();     // the scene is another
    void listChanged(); // layers came, went, were ordered or hidden
    void ready(const QString &layer, qsizetype shown, qsizetype left);
    void progress(const QString &layer, qsizetype done, qsizetype total);

private:
    struct Layer;
    using LayerPtr = std::shared_ptr<Layer>;

    [[nodiscard]] LayerPtr find(const QString &id) const;
    LayerPtr make(const QString &id, bool areas);
    template <typename Set, typename Build> void build(const LayerPtr &layer, Build work);
    void resolveColours(Layer *layer) const;
    [[nodiscard]] SceneAreas sceneAreas(const Layer &layer, const Theme &theme, double ratio) const;
    [[nodiscard]] ScenePoints scenePoints(const Layer &layer, const Theme &theme, double ratio) const;

    Datum m_datum = Datum::Wgs84;
    DayRange m_days;
    std::vector<LayerPtr> m_layers; // bottom to top
    int m_building = 0;
    QThreadPool m_pool;
};

} // namespace fengqiao
