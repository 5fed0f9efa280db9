#pragma once

#include <QRect>
#include <QStyleOptionViewItem>

#include <widgets/marks.h>
#include <widgets/theme.h>

namespace fengqiao {

// Paints one line of a list's row from both ends towards the middle; what has no room is left out or ends in an
// ellipsis.
class RowPen {
public:
    RowPen(QPainter &painter, const QRect &rect, const Theme &theme)
        : m_painter(painter)
        , m_rect(rect)
        , m_theme(theme)
    {
    }

    void words(const QString &text, const QFont &font, Token ink);
    void wordsIfRoom(const QString &text, const QFont &font, Token ink);  // whole or not at all
    void wordsAtRight(const QString &text, const QFont &font, Token ink); // unless they take more than half
    void chip(const QString &text, WordChip::Tone tone);
    void chipAtRight(const QString &text, WordChip::Tone tone);
    void icon(const QString &name, Token token);
    void take(int width); // from the left

protected:
    QPainter &m_painter;
    QRect m_rect;
    const Theme &m_theme;
};

// The face of a row that is selected or under the mouse, and its focus ring.
void drawRowFace(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);
void drawRowFocus(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);

} // namespace fengqiao
