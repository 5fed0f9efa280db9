#pragma once

#include <QPainter>

#include <map/widgets/map_types.h>

#include "scene.h"

namespace fengqiao {

// What stands on a map besides its content: legend, scale bar, attribution, pin. Painted the same on the screen and in
// pictures; sizes in pixels of the painter.

struct FurnitureSize {
    QSizeF view;
    double metresPerPixel = 1; // at the middle
};

// Folded, only the title stands there, to be opened; a picture has no fold.
enum class LegendFold { None, Open, Folded };

[[nodiscard]] QSizeF legendSize(const MapLegend &legend, const Theme &theme, LegendFold fold);
[[nodiscard]] QRectF legendCard(const MapLegend &legend, const Theme &theme, QSizeF view, LegendFold fold);
// Its first line, which opens and folds it.
[[nodiscard]] QRectF legendHead(const MapLegend &legend, const Theme &theme, QSizeF view, LegendFold fold);
void paintLegend(QPainter *painter, const MapLegend &legend, const Theme &theme, QSizeF view,
                 LegendFold fold = LegendFold::None);
// At the lower right; the attribution before it.
void paintScaleBar(QPainter *painter, const FurnitureSize &size, const QString &attribution, const Theme &theme);
void paintPin(QPainter *painter, QPointF at, const QString &text, const Theme &theme);
// A small card with text at a place, kept within the view.
void paintTag(QPainter *painter, QPointF at, const QString &text, const Theme &theme, QSizeF view);

} // namespace fengqiao
