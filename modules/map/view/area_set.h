#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <map/widgets/map_types.h>

#include "box_tree.h"

namespace fengqiao {

// The areas of one layer as the painter and the picking need them: read once, projected once, never changed. Eight
// bytes a vertex; areas stand in Hilbert order, so a tile reads memory in runs.
class AreaSet {
public:
    using Progress = std::function<bool(qsizetype done, qsizetype total)>; // false stops

    // Null if stopped. Slow: call away from the UI thread.
    [[nodiscard]] static std::shared_ptr<const AreaSet> build(const QList<MapArea> &areas, Datum from, Datum to,
                                                              const Progress &progress = {});

    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_keys.size()); }

    [[nodiscard]] qsizetype given() const { return m_given; } // before damaged and empty ones were left out

    [[nodiscard]] QUuid key(quint32 area) const { return m_keys[area]; }

    [[nodiscard]] quint32 input(quint32 area) const { return m_inputs[area]; } // its place in the list given

    [[nodiscard]] const SpotBox &box(quint32 area) const { return m_boxes[area]; }

    [[nodiscard]] const SpotBox &extent() const { return m_extent; }

    [[nodiscard]] quint32 firstRing(quint32 area) const { return m_areaRings[area]; }

    [[nodiscard]] quint32 endRing(quint32 area) const { return m_areaRings[area + 1]; }

    [[nodiscard]] std::span<const Spot> ring(quint32 ring) const
    {
        return std::span(m_spots).subspan(m_rings[ring], m_rings[ring + 1] - m_rings[ring]);
    }

    template <typename Visit> void each(const SpotBox &in, Visit visit) const { m_tree.each(m_boxes, in, visit); }

    // Even-odd over all rings, the edge to the south and east outside: neighbours never both contain a spot.
    [[nodiscard]] bool contains(quint32 area, Spot spot) const;
    // Those that contain the spot, the smallest first.
    [[nodiscard]] std::vector<quint32> at(Spot spot) const;

    // The middle of the widest stretch inside the area, and how wide that is: where a label goes. Found anew each time:
    // only what is large enough for a label is asked for it.
    struct Anchor {
        Spot spot;
        quint32 width = 0;
    };

    [[nodiscard]] Anchor anchor(quint32 area) const;

    [[nodiscard]] std::vector<QString> labels(const QList<MapArea> &areas) const;

private:
    friend class AreaSetBuilder;
    [[nodiscard]] Anchor stretchAt(quint32 area, double y, std::vector<double> *crossings) const;

    qsizetype m_given = 0;
    SpotBox m_extent;
    std::vector<QUuid> m_keys;
    std::vector<quint32> m_inputs;
    std::vector<SpotBox> m_boxes;
    std::vector<quint32> m_areaRings; // first ring of each, and one past the last
    std::vector<quint32> m_rings;     // first spot of each, and one past the last
    std::vector<Spot> m_spots;
    BoxTree m_tree;
};

} // namespace fengqiao
