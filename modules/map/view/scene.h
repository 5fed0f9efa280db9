#pragma once

#include <QFont>
#include <memory>
#include <vector>

#include "area_set.h"
#include "point_set.h"

namespace fengqiao {

// What there is to draw, as one value that never changes: workers hold it while the view makes the next one. Colours
// are resolved and premultiplied; a stamp is a number that changes with what it stands for.

struct LabelTexts {
    std::vector<QString> texts; // by area; empty: no labels at all
    quint64 stamp = 0;
};

struct SceneAreas {
    std::shared_ptr<const AreaSet> set;
    std::shared_ptr<const std::vector<QRgb>> colours;
    std::shared_ptr<const LabelTexts> labels;
    QRgb line = 0;
    bool filled = true;
    double lineWidth = 1; // device pixels
    QFont font;           // its pixel size in device pixels
    QColor ink;
    quint64 stamp = 0; // of all that the raster needs: set, filled, lineWidth
};

struct SceneMark {
    MarkShape shape = MarkShape::Dot;
    QColor colour;
};

struct ScenePoints {
    std::shared_ptr<const PointSet> set;
    PointDisplay display = PointDisplay::Clusters;
    std::vector<SceneMark> marks;
    QColor cluster;
    QColor onCluster;
    QColor heat;
    double markSize = 12; // device pixels
    double opacity = 1;
    quint64 stamp = 0; // of everything above
};

struct Scene {
    std::vector<SceneAreas> areas; // bottom to top
    std::vector<ScenePoints> points;
    DayRange days;
    QColor paper;             // under the lowest layer
    bool transparent = false; // a base map lies below
    QFont font;               // for the numbers in discs
    double ratio = 1;         // device pixels a pixel
    quint64 labelStamp = 0;   // of every layer's labels and fonts
    quint64 pointStamp = 0;   // of every layer of points and the days
};

using SceneRef = std::shared_ptr<const Scene>;

} // namespace fengqiao
