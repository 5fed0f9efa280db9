#pragma once

#include <vector>

#include "mercator.h"

namespace fengqiao {

// The place of a spot on a Hilbert curve of 16 bits a side: neighbours on the curve are neighbours on the ground.
[[nodiscard]] quint32 hilbert(Spot spot);

// A packed R-tree over boxes that already stand in Hilbert order: sixteen neighbours make a node, sixteen nodes the
// next level. No pointers, a sixteenth of the boxes' own size, and no libraries' 100 bytes a box.
class BoxTree {
public:
    BoxTree() = default;
    explicit BoxTree(const std::vector<SpotBox> &boxes);

    template <typename Visit> void each(const std::vector<SpotBox> &boxes, const SpotBox &in, Visit visit) const
    {
        if (!boxes.empty())
            descend(boxes, in, m_levels.size(), 0, visit);
    }

private:
    static constexpr size_t fan = 16;

    template <typename Visit>
    void descend(const std::vector<SpotBox> &boxes, const SpotBox &in, size_t level, size_t group, Visit &visit) const
    {
        const std::vector<SpotBox> &row = level == 0 ? boxes : m_levels[level - 1];
        const size_t end = std::min(row.size(), (group + 1) * fan);
        for (size_t i = group * fan; i < end; ++i) {
            if (!row[i].meets(in))
                continue;
            if (level == 0)
                visit(static_cast<quint32>(i));
            else
                descend(boxes, in, level - 1, i, visit);
        }
    }

    std::vector<std::vector<SpotBox>> m_levels; // the last has sixteen boxes at most
};

} // namespace fengqiao
