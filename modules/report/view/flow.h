#pragma once

#include <QFont>
#include <QRectF>
#include <functional>

#include <report/document.h>

class QPainter;

namespace fengqiao {

// All lengths below are in units of 1/20 point, so that whole pixel sizes of fonts are exact enough and what is laid
// out once can be drawn on any device.
constexpr double unitsPerPoint = 20;
constexpr double unitsPerMm = unitsPerPoint * 72 / 25.4;

// One horizontal strip of a page that is never divided: a line of text, a row of a table.
struct Strip {
    double height = 0;
    std::function<void(QPainter &, QPointF)> draw; // may be empty: a gap
    bool keep = false;                             // on one page with the next
    bool gap = false;                              // vanishes at the top of a page
    bool newPage = false;
    bool bottom = false; // with all of its kind at the foot of the last page
    int table = -1;      // its head is repeated on each page
    bool head = false;
    bool cut = false; // continues the row of the strip before: a page that ends here closes the row with a rule
};

[[nodiscard]] QFont paperFont(const TextStyle &style);
// One line of words in an area, never wrapped. By the same means as running text: QPainter::drawText would take a
// font's letter spacing for that of the device.
void drawWords(QPainter &painter, const QRectF &area, Qt::Alignment alignment, const QString &words, const QFont &font);
[[nodiscard]] double widthOf(const QString &words, const QFont &font);

// A document as strips of a given width.
class Flow {
public:
    Flow(const StyleSheet &styles, Layout layout, double width, double bodyHeight);
    [[nodiscard]] QList<Strip> strips(const Document &document);
    [[nodiscard]] QList<Strip> lines(const Paragraph &paragraph, double width) const;

private:
    void add(QList<Strip> &strips, const Paragraph &paragraph) const;
    void add(QList<Strip> &strips, const Table &table);
    void add(QList<Strip> &strips, const Signature &sign) const;
    void add(QList<Strip> &strips, const PageBreak &) const;
    void add(QList<Strip> &strips, const Letterhead &head) const;
    void add(QList<Strip> &strips, const Colophon &colophon) const;
    void add(QList<Strip> &strips, const Chart &chart) const;
    [[nodiscard]] Strip signature(const Signature &sign, double width) const;

    const StyleSheet &m_styles;
    Layout m_layout;
    double m_width;
    double m_bodyHeight;
    int m_tables = 0;
};

} // namespace fengqiao
