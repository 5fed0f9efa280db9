#pragma once

#include <QPainter>

#include <widgets/theme.h>

namespace fengqiao {

// A text as it was drawn: for tests (sizes, nothing cut, no names) and for the accessible description.
struct WallText {
    QString text;
    QRect rect;
    int px = 0;
    bool cut = false; // it had to be shortened
};

// A painter that keeps account of what it writes. Draws on any thread: it uses no pixmaps and no widgets.
class WallPen {
public:
    WallPen(QPainter &painter, const Theme &theme, int leastPx, QList<WallText> *texts)
        : m_painter(painter)
        , m_theme(theme)
        , m_least(leastPx)
        , m_texts(texts)
    {
    }

    [[nodiscard]] QPainter &painter() { return m_painter; }

    [[nodiscard]] const Theme &theme() const { return m_theme; }

    [[nodiscard]] QColor color(Token token) const { return m_theme.color(token); }

    // One line in `box`; made smaller down to the least size if it is too wide, shortened only then. Returns where it
    // stands.
    QRect line(const QRect &box, const QString &text, int px, Token ink, Qt::Alignment align = Qt::AlignLeft,
               QFont::Weight weight = QFont::Normal);
    // A name on a map: with a rim of the card's colour, so that it stands out on any fill.
    QRect label(const QRect &box, const QString &text, int px);
    // Several lines, broken where words or Chinese text may be broken; returns where they stand.
    QRect paragraph(const QRect &box, const QString &text, int px, Token ink);
    // The same baseline as a line of another size.
    QRect onBaseline(const QRect &box, int baseline, const QString &text, int px, Token ink,
                     QFont::Weight weight = QFont::Normal);

    [[nodiscard]] QFont font(int px, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] int width(const QString &text, int px, QFont::Weight weight = QFont::Normal) const;

    [[nodiscard]] static int lineHeight(int px) { return px * 4 / 3; }

    void card(const QRect &rect, int radius);

private:
    void keep(const QString &text, const QRect &rect, int px, bool cut);
    QPainter &m_painter;
    const Theme &m_theme;
    int m_least;
    QList<WallText> *m_texts;
};

} // namespace fengqiao
