#include "border_tool.h"

#include <QLineF>

namespace fengqiao {

namespace {

constexpr double reach = 9; // pixels around a handle

GeoPoint between(GeoPoint a, GeoPoint b)
{
    return {(a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2};
}

} // namespace

void BorderTool::start(Tool tool)
{
    m_tool = tool;
    m_shape = {GeoPolygon{}};
    m_chosen = {};
}

void BorderTool::edit(const GeoShape &shape)
{
    m_tool = Tool::Edit;
    m_shape = shape;
    m_chosen = {};
    chooseNext(1);
}

GeoPoint BorderTool::rounded(GeoPoint place)
{
    constexpr double unit = 1e7;
    return {std::round(place.longitude * unit) / unit, std::round(place.latitude * unit) / unit};
}

void BorderTool::add(GeoPoint place)
{
    GeoRing &line = m_shape.first().outer;
    const GeoPoint p = rounded(place);
    // A double click sets the same vertex twice.
    if (line.isEmpty() || line.last() != p)
        line.append(p);
}

bool BorderTool::takeBack()
{
    GeoRing &line = m_shape.first().outer;
    if (line.isEmpty())
        return false;
    line.removeLast();
    return true;
}

bool BorderTool::canEnd() const
{
    if (m_tool == Tool::Edit)
        return true;
    return line().size() >= (m_tool == Tool::Distance ? 2 : 3);
}

const GeoRing &BorderTool::ring(const Handle &handle) const
{
    const GeoPolygon &polygon = m_shape.at(handle.polygon);
    return handle.ring == 0 ? polygon.outer : polygon.holes.at(handle.ring - 1);
}

GeoRing &BorderTool::ring(const Handle &handle)
{
    GeoPolygon &polygon = m_shape[handle.polygon];
    return handle.ring == 0 ? polygon.outer : polygon.holes[handle.ring - 1];
}

QList<BorderTool::Handle> BorderTool::handles() const
{
    QList<Handle> handles;
    for (qsizetype p = 0; p < m_shape.size(); ++p) {
        for (qsizetype r = 0; r <= m_shape[p].holes.size(); ++r) {
            const qsizetype count = ring({p, r, 0, false}).size();
            for (qsizetype v = 0; v < count; ++v) {
                handles.append({p, r, v, false});
                handles.append({p, r, v, true});
            }
        }
    }
    return handles;
}

GeoPoint BorderTool::place(const Handle &handle) const
{
    const GeoRing &points = ring(handle);
    const GeoPoint here = points.at(handle.vertex);
    return handle.middle ? between(here, points.at((handle.vertex + 1) % points.size())) : here;
}

BorderTool::Handle BorderTool::handleAt(QPointF position, const ToScreen &toScreen) const
{
    Handle best;
    double nearest = reach;
    for (const Handle &handle : handles()) {
        const double distance = QLineF(position, toScreen(place(handle))).length();
        // A vertex wins over the middle of a short edge.
        if (distance + (handle.middle ? 2 : 0) < nearest) {
            nearest = distance;
            best = handle;
        }
    }
    return best;
}

void BorderTool::choose(Handle handle)
{
    if (handle.middle) {
        const GeoPoint at = rounded(place(handle));
        handle.middle = false;
        ring(handle).insert(++handle.vertex, at);
    }
    m_chosen = handle;
}

void BorderTool::chooseNext(int step)
{
    QList<Handle> vertices = handles();
    vertices.removeIf([](const Handle &handle) { return handle.middle; });
    if (vertices.isEmpty())
        return;
    const qsizetype now = vertices.indexOf(m_chosen);
    const qsizetype count = vertices.size();
    m_chosen = vertices.at(now < 0 ? 0 : (now + step + count) % count);
}

void BorderTool::moveChosen(GeoPoint to)
{
    if (!m_chosen.isNull())
        ring(m_chosen)[m_chosen.vertex] = rounded(to);
}

bool BorderTool::removeChosen()
{
    constexpr qsizetype least = 3;
    if (m_chosen.isNull() || ring(m_chosen).size() <= least)
        return false;
    GeoRing &points = ring(m_chosen);
    points.removeAt(m_chosen.vertex);
    m_chosen.vertex %= points.size();
    return true;
}

} // namespace fengqiao
