#include "box_tree.h"

namespace fengqiao {

quint32 hilbert(Spot spot)
{
    quint32 x = spot.x >> 16;
    quint32 y = spot.y >> 16;
    quint32 d = 0;
    for (quint32 s = 1U << 15; s > 0; s >>= 1) {
        const bool rx = (x & s) != 0;
        const bool ry = (y & s) != 0;
        d += s * s * ((rx ? 3U : 0U) ^ (ry ? 1U : 0U));
        if (!ry) {
            if (rx) {
                x = 0xffffU - x;
                y = 0xffffU - y;
            }
            std::swap(x, y);
        }
    }
    return d;
}

BoxTree::BoxTree(const std::vector<SpotBox> &boxes)
{
    const std::vector<SpotBox> *below = &boxes;
    while (below->size() > fan) {
        std::vector<SpotBox> level((below->size() + fan - 1) / fan);
        for (size_t i = 0; i < below->size(); ++i)
            level[i / fan].add((*below)[i]);
        m_levels.push_back(std::move(level));
        below = &m_levels.back();
    }
}

} // namespace fengqiao
