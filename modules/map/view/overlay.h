#pragma once

#include <QWidget>
#include <functional>

namespace fengqiao {

// A clear sheet over the tiles: outlines, tools, pin, legend. Repainted by Qt only where needed; mouse and keys fall
// through to the map.
class MapOverlay : public QWidget {
    Q_OBJECT

public:
    using Paint = std::function<void(QPainter *)>;

    MapOverlay(Paint paint, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Paint m_paint;
};

} // namespace fengqiao
