// What the window's thread does for a frame: copying pixels, and blending where something new comes in.
#include <QPaintEvent>
#include <QPainter>
#include <QTimer>

#include "wall_window.h"

namespace fengqiao {

namespace {

QRect inPixels(const QRect &rect, qreal ratio)
{
    return {(QPointF(rect.topLeft()) * ratio).toPoint(), (QSizeF(rect.size()) * ratio).toSize()};
}

} // namespace

double WallWindow::progress() const
{
    return std::clamp(static_cast<double>(m_fadeSince.elapsed()) / fadeMs, 0.0, 1.0);
}

void WallWindow::fade(const QRegion &region)
{
    m_region = region;
    m_fadeSince.start();
    m_fading->start();
    update(m_region.translated(shift()));
}

void WallWindow::fadeOn()
{
    if (m_fadeSince.elapsed() >= fadeMs)
        return endFade();
    update(m_region.translated(shift()));
}

// The region is the front's now. A whole scene changes places with the back, pieces are copied: either is cheap.
void WallWindow::endFade()
{
    m_fading->stop();
    if (m_region.isEmpty())
        return;
    const QRegion region = std::exchange(m_region, QRegion());
    if (region.boundingRect() == rect()) {
        m_front.swap(m_back);
    } else {
        QPainter painter(&m_front);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        for (const QRect &part : region)
            painter.drawImage(part.topLeft(), m_back, inPixels(part, m_front.devicePixelRatio()));
    }
    update(region.translated(shift()));
    Q_EMIT shown(scene());
    if (m_again)
        refresh();
}

void WallWindow::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const QPoint moved = shift();
    const QRect image = rect().translated(moved);
    const QColor ground = m_theme->color(Token::Surface);
    if (m_front.isNull())
        return painter.fillRect(rect(), ground);
    const double opacity = m_region.isEmpty() ? 0 : progress();
    const qreal ratio = m_front.devicePixelRatio();
    for (const QRect &part : event->region()) {
        if (!image.contains(part)) // the edge that the shift laid bare
            painter.fillRect(part, ground);
        const QRect from = part.translated(-moved) & rect();
        painter.drawImage(from.topLeft() + moved, m_front, inPixels(from, ratio));
        if (opacity <= 0)
            continue;
        painter.setOpacity(opacity);
        for (const QRect &fresh : m_region)
            if (const QRect both = fresh & from; !both.isEmpty())
                painter.drawImage(both.topLeft() + moved, m_back, inPixels(both, ratio));
        painter.setOpacity(1);
    }
}

} // namespace fengqiao
