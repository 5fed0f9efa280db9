#pragma once

#include <QSet>
#include <deque>
#include <geos_c.h>

#include <grid/grids.h>

namespace fengqiao {

// GEOS as its manual says: an STRtree over prepared polygons.
class PlainGeos {
public:
    explicit PlainGeos(const QList<GridLine> &grids)
        : m_context(GEOS_init_r())
        , m_tree(GEOSSTRtree_create_r(m_context, 10))
    {
        for (const GridLine &grid : grids) {
            for (const GeoPolygon &polygon : grid.shape())
                add(polygon, grid.id);
        }
    }

    ~PlainGeos()
    {
        GEOSSTRtree_destroy_r(m_context, m_tree);
        for (const Item &item : m_items) {
            GEOSPreparedGeom_destroy_r(m_context, item.prepared);
            GEOSGeom_destroy_r(m_context, item.geometry);
        }
        GEOS_finish_r(m_context);
    }

    PlainGeos(const PlainGeos &) = delete;
    PlainGeos &operator=(const PlainGeos &) = delete;

    [[nodiscard]] QSet<QUuid> at(GeoPoint point) const
    {
        struct Asked {
            const PlainGeos *self;
            GEOSGeometry *point;
            QSet<QUuid> found;
        } asked{this, GEOSGeom_createPointFromXY_r(m_context, point.longitude, point.latitude), {}};

        GEOSSTRtree_query_r(
            m_context, m_tree, asked.point,
            [](void *item, void *data) {
                auto *query = static_cast<Asked *>(data);
                const auto *grid = static_cast<const Item *>(item);
                if (GEOSPreparedIntersects_r(query->self->m_context, grid->prepared, query->point) == 1)
                    query->found.insert(grid->grid);
            },
            &asked);
        GEOSGeom_destroy_r(m_context, asked.point);
        return asked.found;
    }

private:
    struct Item {
        QUuid grid;
        GEOSGeometry *geometry;
        const GEOSPreparedGeometry *prepared;
    };

    GEOSGeometry *ringOf(const GeoRing &ring)
    {
        const auto count = static_cast<unsigned>(ring.size());
        GEOSCoordSequence *points = GEOSCoordSeq_create_r(m_context, count + 1, 2);
        for (unsigned i = 0; i <= count; ++i) {
            const GeoPoint point = ring.at(i % count);
            GEOSCoordSeq_setXY_r(m_context, points, i, point.longitude, point.latitude);
        }
        return GEOSGeom_createLinearRing_r(m_context, points);
    }

    void add(const GeoPolygon &polygon, QUuid grid)
    {
        QList<GEOSGeometry *> holes;
        for (const GeoRing &hole : polygon.holes)
            holes << ringOf(hole);
        GEOSGeometry *geometry = GEOSGeom_createPolygon_r(m_context, ringOf(polygon.outer), holes.data(),
                                                          static_cast<unsigned>(holes.size()));
        m_items.push_back({grid, geometry, GEOSPrepare_r(m_context, geometry)});
        GEOSSTRtree_insert_r(m_context, m_tree, geometry, &m_items.back());
    }

    GEOSContextHandle_t m_context;
    GEOSSTRtree *m_tree;
    std::deque<Item> m_items;
};

} // namespace fengqiao
