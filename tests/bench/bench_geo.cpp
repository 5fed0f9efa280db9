// Point in polygon for a year of events: our locator against bare GEOS doing the same prepared-geometry work.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <geos_c.h>
#include <random>
#include <vector>

#include "table.h"
#include <geo/generate.h>
#include <geo/locator.h>
#include <geo/outlines.h>
#include <geo/topology.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int events = 70'636;
constexpr int rounds = 9;

// 18 towns, 268 villages, 1,055 grids, as the demo county.
QList<TownPlan> plan()
{
    QList<TownPlan> towns;
    for (int town = 0, villages = 0; town < 18; ++town) {
        TownPlan one;
        for (const int upTo = 268 * (town + 1) / 18; villages < upTo; ++villages)
            one.villages << VillagePlan{1055 * (villages + 1) / 268 - 1055 * villages / 268, 0};
        towns << one;
    }
    return towns;
}

QList<GeoShape> grids(const GeoShape &outline)
{
    QList<GeoShape> list;
    const auto towns = generateDivision(outline, plan());
    for (const GeneratedTown &town : *towns)
        for (const GeneratedVillage &village : town.villages)
            list << village.grids;
    return list;
}

std::vector<GeoPoint> scatter(const GeoBox &box)
{
    std::mt19937 random(1);
    const auto between = [&random](double from, double to) {
        return from + (to - from) * (static_cast<double>(random()) / 4294967296.0);
    };
    std::vector<GeoPoint> points;
    for (int i = 0; i < events; ++i)
        points.push_back({between(box.west, box.east), between(box.south, box.north)});
    return points;
}

// The peer: an STRtree of the borders and one prepared geometry each, nothing else; both built within the time.
class Bare {
public:
    explicit Bare(const QList<GeoShape> &shapes)
        : m_context(GEOS_init_r())
        , m_tree(GEOSSTRtree_create_r(m_context, 10))
        , m_items(static_cast<size_t>(shapes.size()))
    {
        for (size_t i = 0; i < m_items.size(); ++i) {
            Item &item = m_items[i];
            item.index = static_cast<int>(i);
            item.geometry = geometryOf(shapes[static_cast<qsizetype>(i)]);
            item.prepared = GEOSPrepare_r(m_context, item.geometry);
            GEOSSTRtree_insert_r(m_context, m_tree, item.geometry, &item);
        }
    }

    ~Bare()
    {
        GEOSSTRtree_destroy_r(m_context, m_tree);
        for (const Item &item : m_items) {
            GEOSPreparedGeom_destroy_r(m_context, item.prepared);
            GEOSGeom_destroy_r(m_context, item.geometry);
        }
        GEOS_finish_r(m_context);
    }

    Bare(const Bare &) = delete;
    Bare &operator=(const Bare &) = delete;

    int at(GeoPoint p)
    {
        Search search{.context = m_context, .point = p};
        GEOSGeometry *point = GEOSGeom_createPointFromXY_r(m_context, p.longitude, p.latitude);
        GEOSSTRtree_query_r(
            m_context, m_tree, point,
            [](void *found, void *data) {
                const auto &item = *static_cast<const Item *>(found);
                auto &to = *static_cast<Search *>(data);
                const GeoPoint &at = to.point;
                if (to.index < 0 &&
                    GEOSPreparedIntersectsXY_r(to.context, item.prepared, at.longitude, at.latitude) == 1)
                    to.index = item.index;
            },
            &search);
        GEOSGeom_destroy_r(m_context, point);
        return search.index;
    }

private:
    struct Item {
        int index = 0;
        GEOSGeometry *geometry = nullptr;
        const GEOSPreparedGeometry *prepared = nullptr;
    };

    struct Search {
        GEOSContextHandle_t context;
        GeoPoint point;
        int index = -1;
    };

    GEOSGeometry *ring(const GeoRing &points)
    {
        GEOSCoordSequence *coordinates = GEOSCoordSeq_create_r(m_context, static_cast<unsigned>(points.size() + 1), 2);
        for (qsizetype i = 0; i <= points.size(); ++i) {
            const GeoPoint &p = points[i % points.size()];
            GEOSCoordSeq_setXY_r(m_context, coordinates, static_cast<unsigned>(i), p.longitude, p.latitude);
        }
        return GEOSGeom_createLinearRing_r(m_context, coordinates);
    }

    GEOSGeometry *geometryOf(const GeoShape &shape)
    {
        std::vector<GEOSGeometry *> polygons;
        for (const GeoPolygon &polygon : shape)
            polygons.push_back(GEOSGeom_createPolygon_r(m_context, ring(polygon.outer), nullptr, 0));
        return GEOSGeom_createCollection_r(m_context, GEOS_MULTIPOLYGON, polygons.data(),
                                           static_cast<unsigned>(polygons.size()));
    }

    GEOSContextHandle_t m_context;
    GEOSSTRtree *m_tree;
    std::vector<Item> m_items;
};

template <typename F> double microseconds(F work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e3;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto outline = outlineOf(*DivisionCode::parse(u"620521"_s));
    if (!outline || !*outline)
        return 1;
    QList<GeoShape> shapes;
    const double generating = microseconds([&] { shapes = grids((*outline)->shape); });
    const std::vector<GeoPoint> points = scatter(boxOf((*outline)->shape));
    Samples ours;
    Samples bare;
    qsizetype inside = 0;
    qsizetype different = 0;
    for (int round = 0; round < rounds; ++round) { // in turns, so that both meet the same noise
        QList<int> found;
        std::vector<int> expected;
        ours.add(microseconds([&] { found = Locator(shapes).at(points); }));
        bare.add(microseconds([&] {
            Bare peer(shapes);
            for (const GeoPoint &point : points)
                expected.push_back(peer.at(point));
        }));
        inside = std::ranges::count_if(found, [](int index) { return index >= 0; });
        for (size_t i = 0; i < points.size(); ++i)
            different += found[static_cast<qsizetype>(i)] != expected[i] ? 1 : 0;
    }
    qsizetype faults = 0;
    const double checking =
        microseconds([&] { faults = gapsOf(shapes, (*outline)->shape).size() + overlapsOf(shapes).size(); });

    heading(u"%1 points, %2 of them in %3 grids; GEOS and we differ on %4"_s.arg(points.size())
                .arg(inside)
                .arg(shapes.size())
                .arg(different));
    const double ratio = ours.at(0.5) / bare.at(0.5);
    figure(u"assign, index built, bare GEOS STRtree and prepared"_s, milliseconds(bare.at(0.5)), {}, true);
    figure(u"assign, index built, ours"_s, milliseconds(ours.at(0.5)), u"2000 ms"_s, ours.at(0.5) < 2e6);
    figure(u"ours against bare GEOS"_s, u"%1 x"_s.arg(ratio, 0, 'f', 2), u"1.5 x"_s, ratio <= 1.5);
    figure(u"gaps and overlaps of all grids: %1 found"_s.arg(faults), milliseconds(checking), {}, faults == 0);
    figure(u"generate towns, villages and grids"_s, milliseconds(generating), u"2000 ms"_s, generating < 2e6);
    return 0;
}
