#include <QPainter>
#include <QPrinter>

#include "furniture.h"
#include "map_private.h"
#include "tile_source.h"

namespace fengqiao {

namespace {

// The base map straight from its tiles: no Qt Location, no waiting.
void paintBase(QPainter *painter, const MapBase &base, const PixelFrame &frame, QSizeF size)
{
    if (base.kind == MapBase::Kind::None)
        return;
    const auto source = TileSource::open(base);
    if (!source)
        return;
    constexpr double tilePixels = 256;
    const int zoom = std::clamp(static_cast<int>(std::lround(std::log2(frame.world / tilePixels))), 0, 22);
    const double side = frame.world / std::exp2(zoom);
    const int last = (1 << zoom) - 1;
    const auto at = [&](double pixel) { return std::clamp(static_cast<int>(std::floor(pixel / side)), 0, last); };
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    for (int row = at(frame.top); row <= at(frame.top + size.height()); ++row) {
        for (int column = at(frame.left); column <= at(frame.left + size.width()); ++column) {
            const QImage tile = (*source)->image(zoom, column, row);
            painter->drawImage(QRectF(column * side - frame.left, row * side - frame.top, side, side), tile);
        }
    }
}

void paintContent(QPainter *painter, const Scene &scene, const PixelFrame &frame, QSize size)
{
    constexpr int side = TileStore::side;
    TilePainter tiles;
    for (int y = 0; y < size.height(); y += side) {
        for (int x = 0; x < size.width(); x += side) {
            const PixelFrame here{frame.world, frame.left + x, frame.top + y};
            painter->drawImage(x, y, tiles.paint(scene, here, side).image);
        }
    }
}

} // namespace

QImage MapView::grabPicture(QSize size, qreal devicePixelRatio) const
{
    const QSize pixels = QSizeF(size * devicePixelRatio).toSize();
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image;
    const Theme &theme = Theme::of(this);
    image.fill(theme.color(Token::Raised));
    // The same extent: what the widget shows across fills the picture across, or down, whichever is the tighter.
    const double factor = std::min(static_cast<double>(pixels.width()) / std::max(1, width()),
                                   static_cast<double>(pixels.height()) / std::max(1, height()));
    const MapCamera camera{d->centre, d->frame().world * factor, pixels};
    const SceneRef scene = d->layers.scene(theme, devicePixelRatio, d->base.kind != MapBase::Kind::None);
    QPainter painter(&image);
    const QPointF shift = (toMercator(d->baseCentre()) - d->centre) * camera.world;
    paintBase(&painter, d->base, {camera.world, camera.frame().left + shift.x(), camera.frame().top + shift.y()},
              pixels);
    paintContent(&painter, *scene, camera.frame(), pixels);
    painter.scale(devicePixelRatio, devicePixelRatio);
    painter.setRenderHint(QPainter::Antialiasing);
    const PixelFrame plain{camera.world / devicePixelRatio, camera.frame().left / devicePixelRatio,
                           camera.frame().top / devicePixelRatio};
    if (d->marker)
        paintPin(&painter, plain.pixel(toMercator(*d->marker)), d->markerText, theme);
    paintLegend(&painter, d->legend, theme, size);
    if (!d->layers.extent().isEmpty() || d->base.kind != MapBase::Kind::None)
        paintScaleBar(&painter, {size, d->metresPerPixel(plain.world)}, d->attribution, theme);
    painter.end();
    image.setDevicePixelRatio(devicePixelRatio);
    return image;
}

void MapView::render(QPainter *painter, const QRectF &rect) const
{
    // Twice as fine as the device's point: lines on paper are looked at closely.
    const QSize size(std::max(1, width()),
                     std::max(1, static_cast<int>(std::lround(width() * rect.height() / rect.width()))));
    constexpr double fine = 3;
    const QImage picture = grabPicture(size, fine);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(rect, picture, QRectF(picture.rect()));
}

void MapView::print(QPrinter *printer) const
{
    QPainter painter;
    if (!painter.begin(printer))
        return;
    QRectF page(QPointF(), printer->pageLayout().paintRectPixels(printer->resolution()).size());
    if (!d->legend.title.isEmpty()) {
        QFont font = Theme::of(this).font(Type::Heading, QFont::Medium);
        font.setPointSizeF(14);
        painter.setFont(font);
        const double height = QFontMetricsF(font, printer).height() * 1.6;
        painter.setPen(Qt::black);
        painter.drawText(QRectF(page.left(), page.top(), page.width(), height), Qt::AlignLeft | Qt::AlignTop,
                         d->legend.title);
        page.setTop(page.top() + height);
    }
    render(&painter, page);
}

} // namespace fengqiao
