#include "overlay.h"

#include <QPainter>

namespace fengqiao {

MapOverlay::MapOverlay(Paint paint, QWidget *parent)
    : QWidget(parent)
    , m_paint(std::move(paint))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setObjectName(QStringLiteral("sheet"));
}

void MapOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_paint(&painter);
}

} // namespace fengqiao
