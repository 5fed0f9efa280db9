
#include "point_painter.h"

namespace fengqiao {

namespace {

constexpr double cellPixels = 4; // a cell of the density grid
constexpr int blur = 3;          // cells to either side, three times: a bell about 24 pixels wide
constexpr int margin = 3 * blur; // cells beyond the tile that reach into it

// A running sum along rows or columns.
void boxBlur(std::vector<float> *cells, int columns, int rows, bool along)
{
    const int lines = along ? rows : columns;
    const int length = along ? columns : rows;
    const auto step = static_cast<size_t>(along ? 1 : columns);
    const auto next = static_cast<size_t>(along ? columns : 1);
    std::vector<float> line(static_cast<size_t>(length));
    for (int l = 0; l < lines; ++l) {
        float *at = cells->data() + static_cast<size_t>(l) * next;
        float sum = 0;
        for (int i = -blur; i < length; ++i) {
            sum += i + blur < length ? at[static_cast<size_t>(i + blur) * step] : 0;
            sum -= i - blur - 1 >= 0 ? at[static_cast<size_t>(i - blur - 1) * step] : 0;
            if (i >= 0)
                line[static_cast<size_t>(i)] = sum / (2 * blur + 1);
        }
        for (size_t i = 0; i < line.size(); ++i)
            at[i * step] = line[i];
    }
}

} // namespace

QImage heatImage(const PointSet &set, const DayRange &days, const QColor &colour, const PixelFrame &frame, QSize size,
                 double ratio)
{
    const double cell = cellPixels * ratio;
    // Cells lie on a grid of the world, so tiles meet without a seam.
    const double left = std::floor(frame.left / cell) - margin;
    const double top = std::floor(frame.top / cell) - margin;
    const int columns = static_cast<int>(std::ceil(size.width() / cell)) + 2 * margin + 1;
    const int rows = static_cast<int>(std::ceil(size.height() / cell)) + 2 * margin + 1;
    const PixelFrame cells{frame.world / cell, left, top};
    std::vector<float> density(static_cast<size_t>(columns) * static_cast<size_t>(rows));
    set.each(cells.box(QSizeF(columns, rows), 0), [&](quint32 i) {
        if (!days.has(set.day(i)))
            return;
        const QPointF p = cells.pixel(set.spot(i));
        if (p.x() >= 0 && p.y() >= 0 && p.x() < columns && p.y() < rows)
            density[static_cast<size_t>(p.y()) * static_cast<size_t>(columns) + static_cast<size_t>(p.x())] += 1;
    });
    for (int pass = 0; pass < 3; ++pass) {
        boxBlur(&density, columns, rows, true);
        boxBlur(&density, columns, rows, false);
    }
    // A square of 32 to 64 pixels holding all of the peak is spread over as many cells.
    const int level = std::min(31, clusterLevel(frame.world, ratio) + 1);
    const double squareCells = std::pow(std::exp2(32 - level) * frame.world / spotsAround / cell, 2);
    const auto full = static_cast<float>(std::max(set.peak(level, days) / squareCells, 0.05));
    QImage veil(columns, rows, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < rows; ++row) {
        auto *pixels = reinterpret_cast<QRgb *>(veil.scanLine(row));
        for (int column = 0; column < columns; ++column) {
            // The running sum leaves a little less than nothing where there is nothing.
            const float d = std::max(0.0F, density[static_cast<size_t>(row * columns + column)] / full);
            const double alpha = std::min(0.8, 0.85 * std::sqrt(static_cast<double>(d)));
            pixels[column] =
                qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), static_cast<int>(alpha * 255)));
        }
    }
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(left * cell - frame.left, top * cell - frame.top, columns * cell, rows * cell), veil);
    return image;
}

} // namespace fengqiao
