#pragma once

#include <QRect>
#include <QtMath>

#include <statistics/wall.h>

namespace fengqiao {

// Places and sizes of a wall of any size, as shares of its height: what can be read at five metres on 55 inches can be
// read on any screen of that shape. In logical pixels.
class WallLayout {
public:
    explicit WallLayout(QSize window)
        : m_window(window)
    {
    }

    [[nodiscard]] QSize window() const { return m_window; }

    [[nodiscard]] QRect head() const;
    [[nodiscard]] QRect foot() const;
    [[nodiscard]] QRect surface() const;                     // between them, twelve by twelve
    [[nodiscard]] QRect place(const WallPlace &place) const; // of an element, gaps taken off

    // Text, by what it is.
    [[nodiscard]] int figure() const { return share(11.4); } // a twelfth or more (look.md)

    [[nodiscard]] int levelFigure() const { return share(8); }

    [[nodiscard]] int heading() const { return share(26); }

    [[nodiscard]] int title() const { return share(39); }

    [[nodiscard]] int text() const { return share(41); }

    [[nodiscard]] int least() const { return share(44); } // nothing is smaller

    [[nodiscard]] int gap() const { return share(80); }

    [[nodiscard]] int inset() const { return share(62); } // within a card

    [[nodiscard]] int radius() const { return share(110); }

    [[nodiscard]] int shift() const { return share(260); } // farthest that the picture moves against burning in

    [[nodiscard]] int margin() const { return share(54) + shift(); }

private:
    [[nodiscard]] int share(double parts) const { return std::max(1, qCeil(m_window.height() / parts)); }

    QSize m_window;
};

} // namespace fengqiao
