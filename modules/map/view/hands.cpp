#include <QKeyEvent>
#include <QMouseEvent>
#include <QQuickWidget>
#include <QWheelEvent>

#include "map_private.h"
#include "measure.h"
#include "snap.h"

namespace fengqiao {

namespace {

constexpr double snapReach = 10; // pixels
constexpr double dragStart = 4;  // pixels until a press is a drag
constexpr double panStep = 96;   // pixels an arrow key moves the map
constexpr double zoomStep = 0.5; // a notch of the wheel
constexpr int notch = 120;       // of the wheel, as Qt counts it

} // namespace

bool MapView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->quick && d->mouse(event))
        return true;
    return QWidget::eventFilter(watched, event);
}

bool MapView::Private::mouse(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseMove:
        moved(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        released(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        doubleClicked(static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::Wheel:
        wheel(static_cast<QWheelEvent *>(event));
        return true;
    case QEvent::Leave:
        hover({});
        return false;
    default:
        return false;
    }
}

void MapView::Private::press(QMouseEvent *event)
{
    q->setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::RightButton) {
        Q_EMIT q->contextRequested(pick(event->position()).value(0), event->position().toPoint());
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (legendHead(legend, Theme::of(q), q->size(), legendFold()).contains(event->position())) {
        q->setLegendOpen(!q->isLegendOpen());
        Q_EMIT q->legendToggled(q->isLegendOpen());
        return;
    }
    if (tool.tool() == Tool::Edit) {
        const auto handle = tool.handleAt(event->position(), [this](GeoPoint p) { return screen(p); });
        if (!handle.isNull()) {
            tool.choose(handle);
            cross = event->position();
            sheet->update();
            return; // dragging moves the vertex, not the map
        }
    }
    pressed = event->position();
    pressedCentre = centre;
    dragged = false;
}

GeoPoint MapView::Private::toolPlace(QPointF position, Qt::KeyboardModifiers modifiers) const
{
    if (modifiers & Qt::AltModifier)
        return place(position);
    std::vector<std::shared_ptr<const AreaSet>> sets;
    for (const QString &id : snapTo) {
        if (auto set = layers.areas(id))
            sets.push_back(std::move(set));
    }
    const PixelFrame here = frame();
    const Spot free = toSpot(here.mercator(position));
    const auto spot = snapped(sets, free, snapReach * spotsAround / here.world);
    return spot ? toGeo(fromSpot(*spot)) : place(position);
}

void MapView::Private::moved(QMouseEvent *event)
{
    if (pressed && (dragged || QLineF(*pressed, event->position()).length() >= dragStart)) {
        dragged = true;
        look(pressedCentre - (event->position() - *pressed) / frame().world, zoom);
        return;
    }
    if (tool.tool() == Tool::Edit && event->buttons() & Qt::LeftButton && !pressed) {
        tool.moveChosen(toolPlace(event->position(), event->modifiers()));
        sheet->update();
        return;
    }
    if (tool.isDrawing()) {
        cross = screen(toolPlace(event->position(), event->modifiers()));
        toolMoved();
        return;
    }
    if (!event->buttons() && tool.tool() == Tool::None) {
        const bool head = legendHead(legend, Theme::of(q), q->size(), legendFold()).contains(event->position());
        quick->setCursor(head ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    if (!event->buttons())
        hover(isOnLegend(event->position()) ? MapHit() : pick(event->position()).value(0));
}

void MapView::Private::released(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !pressed)
        return;
    pressed.reset();
    if (dragged)
        return;
    if (tool.isDrawing()) {
        tool.add(toolPlace(event->position(), event->modifiers()));
        cross = event->position();
        toolMoved();
        return;
    }
    if (tool.tool() == Tool::Edit || isOnLegend(event->position()) || enterCluster(event->position()) ||
        enterPile(event->position()))
        return;
    Q_EMIT q->clicked(pick(event->position()).value(0), event->position().toPoint());
}

void MapView::Private::doubleClicked(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    pressed.reset();
    if (tool.isDrawing()) {
        endTool();
        return;
    }
    if (tool.tool() != Tool::None || isOnLegend(event->position()))
        return;
    const MapHit hit = pick(event->position()).value(0);
    if (hit.isNull())
        zoomAbout(event->position(), zoom + 1);
    else
        Q_EMIT q->activated(hit);
}

// A touchpad sends hundredths of a notch: whole steps only, so that each scale is drawn once.
void MapView::Private::wheel(QWheelEvent *event)
{
    wheelSum += event->angleDelta().y();
    const int steps = wheelSum / (notch / 2);
    if (steps != 0) {
        wheelSum -= steps * (notch / 2);
        zoomAbout(event->position(), zoom + steps * zoomStep / 2);
    }
    event->accept();
}

void MapView::Private::hover(const MapHit &hit)
{
    if (hit == hovered)
        return;
    hovered = hit;
    sheet->update();
    Q_EMIT q->hovered(hit);
}

// --- Tools

void MapView::Private::startTool(Tool which, const QStringList &snap)
{
    tool.start(which);
    snapTo = snap;
    cross = {q->width() / 2.0, q->height() / 2.0};
    pressed.reset();
    hover({});
    if (quick)
        quick->setCursor(which == Tool::None ? Qt::ArrowCursor : Qt::CrossCursor);
    if (which != Tool::None)
        q->setFocus(Qt::OtherFocusReason);
    sheet->update();
    Q_EMIT q->toolChanged(which);
}

void MapView::Private::toolMoved()
{
    sheet->update();
    if (tool.tool() == Tool::Draw)
        return;
    const bool distance = tool.tool() == Tool::Distance;
    GeoRing line = tool.line();
    Q_EMIT q->measured(metresAlong(line), distance ? 0 : squareMetres(line));
}

void MapView::Private::endTool()
{
    if (!tool.canEnd())
        return;
    const Tool was = tool.tool();
    const GeoShape shape = tool.shape();
    if (was == Tool::Distance || was == Tool::Extent)
        toolMoved();
    startTool(Tool::None, {});
    if (was == Tool::Draw || was == Tool::Edit)
        Q_EMIT q->borderFinished(shape);
}

void MapView::measureDistance()
{
    d->startTool(Tool::Distance, {});
}

void MapView::measureExtent()
{
    d->startTool(Tool::Extent, {});
}

void MapView::drawBorder(const QStringList &snapTo)
{
    d->startTool(Tool::Draw, snapTo);
}

void MapView::editBorder(const GeoShape &shape, const QStringList &snapTo)
{
    d->startTool(Tool::Edit, snapTo);
    d->tool.edit(shape);
    d->sheet->update();
}

void MapView::leaveTool()
{
    if (d->tool.tool() != Tool::None)
        d->startTool(Tool::None, {});
}

const GeoShape &MapView::drawn() const
{
    return d->tool.shape();
}

MapView::Tool MapView::tool() const
{
    return d->tool.tool();
}

// --- Keys

void MapView::keyPressEvent(QKeyEvent *event)
{
    if (!d->key(event))
        QWidget::keyPressEvent(event);
}

bool MapView::Private::key(QKeyEvent *event)
{
    if (tool.tool() != Tool::None && toolKey(event))
        return true;
    const double world = frame().world;
    switch (event->key()) {
    case Qt::Key_Left:
        look(centre - QPointF(panStep / world, 0), zoom);
        return true;
    case Qt::Key_Right:
        look(centre + QPointF(panStep / world, 0), zoom);
        return true;
    case Qt::Key_Up:
        look(centre - QPointF(0, panStep / world), zoom);
        return true;
    case Qt::Key_Down:
        look(centre + QPointF(0, panStep / world), zoom);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        q->setZoom(zoom + zoomStep);
        return true;
    case Qt::Key_Minus:
        q->setZoom(zoom - zoomStep);
        return true;
    case Qt::Key_Home:
        q->flyTo(q->contentBox());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const MapHit hit = pick(q->rect().center()).value(0); !hit.isNull())
            Q_EMIT q->activated(hit);
        return true;
    default:
        return false;
    }
}

bool MapView::Private::toolKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        q->leaveTool();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        endTool();
        return true;
    default:
        break;
    }
    if (tool.tool() == Tool::Edit)
        return editKey(event);
    const double step = event->modifiers() & Qt::ShiftModifier ? 1 : 10;
    switch (event->key()) {
    case Qt::Key_Left:
        cross.rx() -= step;
        break;
    case Qt::Key_Right:
        cross.rx() += step;
        break;
    case Qt::Key_Up:
        cross.ry() -= step;
        break;
    case Qt::Key_Down:
        cross.ry() += step;
        break;
    case Qt::Key_Space: {
        const GeoPoint set = toolPlace(cross, event->modifiers());
        cross = screen(set);
        tool.add(set);
        break;
    }
    case Qt::Key_Backspace:
        tool.takeBack();
        break;
    case Qt::Key_Z:
        if (!(event->modifiers() & Qt::ControlModifier))
            return false;
        tool.takeBack();
        break;
    default:
        return false;
    }
    toolMoved();
    return true;
}

bool MapView::Private::editKey(QKeyEvent *event)
{
    QPointF by;
    const double step = event->modifiers() & Qt::ShiftModifier ? 1 : 10;
    switch (event->key()) {
    case Qt::Key_Left:
        by = {-step, 0};
        break;
    case Qt::Key_Right:
        by = {step, 0};
        break;
    case Qt::Key_Up:
        by = {0, -step};
        break;
    case Qt::Key_Down:
        by = {0, step};
        break;
    case Qt::Key_Delete:
        tool.removeChosen();
        break;
    default:
        return false;
    }
    if (!by.isNull() && !tool.chosen().isNull())
        tool.moveChosen(place(screen(tool.place(tool.chosen())) + by));
    sheet->update();
    return true;
}

} // namespace fengqiao
