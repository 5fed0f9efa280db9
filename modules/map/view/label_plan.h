#pragma once

#include <QHash>
#include <QRectF>

#include "scene.h"

namespace fengqiao {

// Where labels go at one scale. Whether a label is shown is a property of the map, not of the view or the tile: a label
// stands if it has room within its area, beside the discs of clusters, and no label of higher rank that stands touches
// it. So labels do not jump while the map is moved, and tiles drawn by different threads agree. Rank: the upper layer,
// then the order of areas.
class LabelPlan {
public:
    LabelPlan(const Scene &scene, double world);

    struct Label {
        QRectF box; // device pixels of the frame
        const SceneAreas *layer = nullptr;
        quint32 area = 0;
    };

    // Every label that touches the rectangle of the frame.
    [[nodiscard]] std::vector<Label> labels(const PixelFrame &frame, QSizeF size);

private:
    struct Layer {
        const SceneAreas *areas;
        double height;
        QHash<quint32, bool> stands;
        QHash<quint32, QRectF> boxes;
    };

    [[nodiscard]] bool hasRoom(const Layer &layer, quint32 area) const;
    [[nodiscard]] QRectF box(Layer *layer, quint32 area); // pixels of the world; empty: no room
    [[nodiscard]] QRectF place(const Layer &layer, quint32 area) const;
    [[nodiscard]] bool underDisc(const QRectF &box) const;
    [[nodiscard]] bool underAMark(const QRectF &box) const;
    [[nodiscard]] bool stands(size_t layer, quint32 area);
    [[nodiscard]] bool beaten(size_t by, size_t layer, quint32 area, const QRectF &box);

    const Scene &m_scene;
    double m_world;
    std::vector<Layer> m_layers; // top first
};

// Draws the labels with a rim of the paper's colour, so that they can be read on any fill.
void paintLabels(QPainter *painter, const std::vector<LabelPlan::Label> &labels, const QColor &paper, double ratio);

} // namespace fengqiao
