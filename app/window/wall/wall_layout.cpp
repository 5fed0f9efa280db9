#include "wall_layout.h"

namespace fengqiao {

namespace {

constexpr double headShare = 16;
constexpr double footShare = 23;

int edge(int from, int length, int twelfth)
{
    return from + static_cast<int>(qint64{length} * twelfth / wallColumns);
}

} // namespace

QRect WallLayout::head() const
{
    return {margin(), margin(), m_window.width() - 2 * margin(), share(headShare)};
}

QRect WallLayout::foot() const
{
    const int height = share(footShare);
    return {margin(), m_window.height() - margin() - height, m_window.width() - 2 * margin(), height};
}

QRect WallLayout::surface() const
{
    const int top = head().bottom() + 1 + gap();
    return {margin(), top, m_window.width() - 2 * margin(), foot().top() - gap() - top};
}

// Neighbours share the pixel of their edge, so that gaps are equal whatever the width.
QRect WallLayout::place(const WallPlace &place) const
{
    const QRect all = surface().adjusted(0, 0, gap(), gap());
    const int left = edge(all.left(), all.width(), place.column);
    const int top = edge(all.top(), all.height(), place.row);
    const int right = edge(all.left(), all.width(), place.column + place.width) - gap();
    const int bottom = edge(all.top(), all.height(), place.row + place.height) - gap();
    return {QPoint(left, top), QPoint(right - 1, bottom - 1)};
}

} // namespace fengqiao
