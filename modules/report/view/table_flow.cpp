#include "table_flow.h"

#include <QPainter>

namespace fengqiao {

namespace {

constexpr double padding = 1.3 * unitsPerMm;
constexpr double ruleWidth = 0.18 * unitsPerMm;
constexpr double leastRow = 8 * unitsPerMm;
constexpr double divisible = 0.4; // of the page

struct LaidCell {
    int column = 0;
    int columns = 1;
    int row = 0;
    int rows = 1;
    bool centred = true; // between the rules above and below it
    QList<Strip> lines;
    double textHeight = 0;

    [[nodiscard]] double needed() const { return textHeight + 2 * padding; }
};

struct Grid {
    QList<double> edges;   // of the columns, from the left
    QList<double> heights; // of the rows
    QList<LaidCell> cells;

    [[nodiscard]] double left(const LaidCell &cell) const { return edges[cell.column]; }

    [[nodiscard]] double right(const LaidCell &cell) const
    {
        return edges[std::min<qsizetype>(cell.column + cell.columns, edges.size() - 1)];
    }
};

double sumOf(const QList<double> &values, qsizetype from, qsizetype count)
{
    double sum = 0;
    for (qsizetype i = from; i < std::min(from + count, values.size()); ++i)
        sum += values[i];
    return sum;
}

QList<double> edgesOf(const Table &table, double width)
{
    QList<double> edges{0};
    const double sum = sumOf(table.widths, 0, table.widths.size());
    for (double share : table.widths)
        edges << edges.last() + width * share / sum;
    return edges;
}

void placeRow(Grid &grid, QList<int> &down, const TableRow &row, int number, const CellContent &content)
{
    int column = 0;
    for (const Cell &cell : row.cells) {
        while (column < down.size() && down[column] > 0)
            ++column;
        LaidCell laid;
        laid.column = column;
        laid.columns = cell.columns;
        laid.row = number;
        laid.rows = cell.rows;
        laid.centred = cell.isCentred();
        laid.lines = content(cell, grid.right(laid) - grid.left(laid) - 2 * padding);
        for (const Strip &line : laid.lines)
            laid.textHeight += line.height;
        for (int i = 0; i < cell.columns && column < down.size(); ++i)
            down[column++] = cell.rows;
        grid.cells << laid;
    }
    for (int &rows : down)
        rows = std::max(0, rows - 1);
}

Grid gridOf(const Table &table, double width, const CellContent &content)
{
    Grid grid;
    grid.edges = edgesOf(table, width);
    QList<int> down(table.widths.size(), 0);
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        placeRow(grid, down, table.rows[i], static_cast<int>(i), content);
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        double height = table.ruled ? std::max(leastRow, table.rows[i].height * unitsPerMm) : 0;
        for (const LaidCell &cell : std::as_const(grid.cells))
            if (cell.row == i && cell.rows == 1)
                height = std::max(height, cell.needed());
        grid.heights << height;
    }
    // What spans several rows may need more than they have: the last one grows.
    for (const LaidCell &cell : std::as_const(grid.cells))
        if (cell.rows > 1) {
            const double missing = cell.needed() - sumOf(grid.heights, cell.row, cell.rows);
            const qsizetype last = std::min<qsizetype>(cell.row + cell.rows, grid.heights.size()) - 1;
            grid.heights[last] += std::max(0.0, missing);
        }
    return grid;
}

void drawCell(QPainter &painter, const Grid &grid, const LaidCell &cell, QPointF origin, double height, bool ruled)
{
    const QRectF area(origin.x() + grid.left(cell), origin.y(), grid.right(cell) - grid.left(cell), height);
    if (ruled) {
        painter.setPen(QPen(Qt::black, ruleWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area);
    }
    double y = area.top() + (cell.centred ? (height - cell.textHeight) / 2 : padding);
    for (const Strip &line : cell.lines) {
        if (line.draw)
            line.draw(painter, {area.left() + padding, y});
        y += line.height;
    }
}

// Rows from..to as one strip.
Strip wholeStrip(const std::shared_ptr<const Grid> &grid, int from, int to, bool ruled)
{
    Strip strip;
    strip.height = sumOf(grid->heights, from, to - from + 1);
    strip.draw = [grid, from, to, ruled](QPainter &painter, QPointF origin) {
        for (const LaidCell &cell : grid->cells)
            if (cell.row >= from && cell.row <= to)
                drawCell(painter, *grid, cell, {origin.x(), origin.y() + sumOf(grid->heights, from, cell.row - from)},
                         sumOf(grid->heights, cell.row, cell.rows), ruled);
    };
    return strip;
}

// One row as a strip for each line, so that it can go on overleaf: every cell gives its next line.
QList<Strip> dividedStrips(const std::shared_ptr<const Grid> &grid, int row, bool ruled)
{
    QList<const LaidCell *> cells;
    qsizetype lines = 0;
    for (const LaidCell &cell : grid->cells)
        if (cell.row == row) {
            cells << &cell;
            lines = std::max(lines, cell.lines.size());
        }
    QList<Strip> strips;
    for (qsizetype i = 0; i < lines; ++i) {
        const bool first = i == 0;
        const bool last = i + 1 == lines;
        double text = 0;
        for (const LaidCell *cell : std::as_const(cells))
            if (i < cell->lines.size())
                text = std::max(text, cell->lines[i].height);
        Strip strip;
        strip.height = text + (first ? padding : 0) + (last ? padding : 0);
        strip.cut = !first;
        strip.keep = first || i == lines - 2;
        strip.draw = [grid, cells, i, first, last, ruled, height = strip.height](QPainter &painter, QPointF origin) {
            for (const LaidCell *cell : cells) {
                const double left = origin.x() + grid->left(*cell);
                const double right = origin.x() + grid->right(*cell);
                const double foot = origin.y() + height;
                if (ruled) {
                    painter.setPen(QPen(Qt::black, ruleWidth));
                    painter.drawLine(QPointF(left, origin.y()), QPointF(left, foot));
                    painter.drawLine(QPointF(right, origin.y()), QPointF(right, foot));
                    if (first)
                        painter.drawLine(QPointF(left, origin.y()), QPointF(right, origin.y()));
                    if (last)
                        painter.drawLine(QPointF(left, foot), QPointF(right, foot));
                }
                if (i < cell->lines.size() && cell->lines[i].draw)
                    cell->lines[i].draw(painter, {left + padding, origin.y() + (first ? padding : 0)});
            }
        };
        strips << strip;
    }
    return strips;
}

} // namespace

QList<Strip> tableStrips(const Table &table, double width, double bodyHeight, int number, const CellContent &content)
{
    const auto grid = std::make_shared<const Grid>(gridOf(table, width, content));
    QList<Strip> strips;
    const int rows = static_cast<int>(table.rows.size());
    for (int row = 0; row < rows;) {
        int to = row;
        for (int i = row; i <= to; ++i)
            for (const LaidCell &cell : grid->cells)
                if (cell.row == i)
                    to = std::clamp(cell.row + cell.rows - 1, to, rows - 1);
        QList<Strip> own;
        if (to == row && grid->heights[row] > divisible * bodyHeight)
            own = dividedStrips(grid, row, table.ruled);
        else
            own << wholeStrip(grid, row, to, table.ruled);
        for (Strip &strip : own) {
            strip.table = number;
            strip.head = table.rows[row].repeat;
            strip.keep = strip.keep || strip.head;
        }
        strips << own;
        row = to + 1;
    }
    return strips;
}

} // namespace fengqiao
