#pragma once

#include <QImage>

#include <statistics/wall.h>
#include <widgets/marks.h>

#include "wall_land.h"
#include "wall_layout.h"
#include "wall_pen.h"

namespace fengqiao {

// What the head of the wall says besides the picture.
struct WallState {
    int scene = 0; // of the rotation
    int scenes = 1;
    bool paused = false;
    friend bool operator==(const WallState &, const WallState &) = default;
};

// Everything that painting one scene takes; copied to the thread that paints.
struct WallDrawing {
    WallPicture picture;
    WallState state;
    WallLayout layout{QSize()};
    qreal ratio = 1;
    QHash<QString, LevelLook> levels;
    std::shared_ptr<const WallLand> land;
    const Theme *theme = nullptr;
};

// A part of the wall as it was painted.
struct WallPiece {
    QString id; // of its element; "head", "foot"
    QRect rect;
    QImage image;
    QList<WallText> texts;
};

[[nodiscard]] QImage blankWall(const WallDrawing &drawing);
// Ids of all pieces of a drawing, in order.
[[nodiscard]] QStringList piecesOf(const WallDrawing &drawing);
[[nodiscard]] WallPiece paintPiece(const WallDrawing &drawing, const QString &id);

// Kinds of elements, within the card (wall_elements.cpp, wall_charts.cpp, wall_map.cpp).
void paintFigure(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part);
void paintBoard(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part,
                const QHash<QString, LevelLook> &levels);
void paintRooms(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part);
void paintBars(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part);
void paintTrend(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part);
void paintMap(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part, const WallLand *land,
              int least);
void paintHead(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPicture &picture,
               const WallState &state);
void paintFoot(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPicture &picture);

// Steps of one colour for values from `least` on: where each begins. Below least there is one step more.
[[nodiscard]] QList<qint64> wallSteps(qint64 greatest, int least);

} // namespace fengqiao
