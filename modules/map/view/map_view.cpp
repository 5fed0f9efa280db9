#include <map/widgets/map_view.h>

#include <QFileInfo>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickItem>
#include <QQuickWidget>
#include <QQuickWindow>
#include <QVBoxLayout>

#include "map_private.h"
#include "measure.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double worldPixels = 256; // at zoom 0, as everywhere on the web

bool hasGraphicsCard()
{
#ifdef Q_OS_LINUX
    // Without a render node Mesa emulates OpenGL on the processor.
    return !qEnvironmentVariableIntValue("LIBGL_ALWAYS_SOFTWARE") && QFileInfo::exists(u"/dev/dri"_s);
#else
    return true;
#endif
}

bool isRaster()
{
    return QQuickWindow::sceneGraphBackend() == "software"_L1;
}

// Virtual machines often have a graphics device behind which Mesa emulates OpenGL on the processor all the same: three
// passes over every pixel of the window at each frame, ten times the work of copying tiles.
bool isEmulated()
{
#ifdef Q_OS_LINUX
    QOpenGLContext context;
    QOffscreenSurface surface;
    surface.create();
    if (!context.create() || !context.makeCurrent(&surface))
        return true;
    const auto *name = reinterpret_cast<const char *>(context.functions()->glGetString(GL_RENDERER));
    const QString renderer = QString::fromLatin1(name).toLower();
    context.doneCurrent();
    static constexpr QLatin1StringView emulators[] = {"llvmpipe"_L1, "softpipe"_L1, "swrast"_L1, "swiftshader"_L1,
                                                      "software"_L1};
    return std::ranges::any_of(emulators, [&renderer](QLatin1StringView one) { return renderer.contains(one); });
#else
    return false;
#endif
}

// Asked once, before the first scene: making a context to ask costs as much as making the scene.
void settleGraphics()
{
    static const bool raster = !qEnvironmentVariableIsSet("QT_QUICK_BACKEND") && !isRaster() && isEmulated();
    if (raster && !isRaster())
        QQuickWindow::setSceneGraphBackend(u"software"_s);
}

} // namespace

void MapView::chooseGraphics()
{
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND") && !hasGraphicsCard())
        QQuickWindow::setSceneGraphBackend(u"software"_s);
}

MapView::Private::Private(MapView *view)
    : q(view)
{
    sceneTimer.setSingleShot(true);
    sceneTimer.setInterval(0);
    QObject::connect(&sceneTimer, &QTimer::timeout, q,
                     [this] { tiles.setScene(layers.scene(Theme::of(q), ratio(), baseMap != nullptr)); });
    QObject::connect(&layers, &Layers::changed, q, [this] {
        rebuildScene();
        placeEmptyAction();
    });
    QObject::connect(&layers, &Layers::listChanged, q, [this] {
        sheet->update();
        placeEmptyAction();
        Q_EMIT q->layersChanged();
    });
    QObject::connect(&layers, &Layers::progress, q, &MapView::buildProgress);
    QObject::connect(&layers, &Layers::ready, q, [this](const QString &layer, qsizetype shown, qsizetype left) {
        if ((!placed || whole) && !layers.extent().isEmpty()) {
            q->flyTo(geoBox(layers.extent()));
            whole = true;
        }
        placeEmptyAction();
        Q_EMIT q->layerReady(layer, shown, left);
    });
    QObject::connect(&tiles, &TileStore::changed, q, [this] { showTiles(); });
    QObject::connect(&tiles, &TileStore::settled, q, [this] {
        if (!q->isBusy())
            Q_EMIT q->settled();
    });
}

MapView::MapView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map"));
    setAccessibleDescription(tr("Arrow keys move the map, plus and minus zoom, Enter opens what lies in the middle."));
    setMinimumSize(160, 120);
    d->sheet = new MapOverlay([this](QPainter *painter) { d->paintSheet(painter); }, this);
    // The application's theme lives as long as the application.
    connect(&Theme::of(this), &Theme::changed, this, [this] {
        d->rebuildScene();
        d->sheet->update();
    });
}

MapView::~MapView()
{
    d->baseMap.reset(); // before the scene it lives in
}

QSize MapView::sizeHint() const
{
    return {640, 480};
}

// Qt Quick costs time and memory, so it waits until somebody looks.
void MapView::Private::makeQuick()
{
    if (quick)
        return;
    settleGraphics();
    // Parent given afterwards: only then does Qt turn a window that is already open into one that composes textures.
    quick = new QQuickWidget;
    quick->setParent(q);
    quick->setFocusPolicy(Qt::NoFocus);
    quick->setMouseTracking(true);
    quick->setResizeMode(QQuickWidget::SizeRootObjectToView);
    quick->setClearColor(Theme::of(q).color(Token::Raised));
    quick->setContent(QUrl(), nullptr, new QQuickItem);
    item = new TileItem(quick->rootObject());
    quick->installEventFilter(q);
    quick->setGeometry(q->rect());
    quick->lower();
    quick->show();
    sheet->raise();
    placeEmptyAction();
    makeBase();
}

void MapView::Private::makeBase()
{
    baseMap.reset();
    if (quick && base.kind != MapBase::Kind::None) {
        baseMap = std::make_unique<BaseMap>(base, quick->engine(), quick->rootObject());
        baseMap->follow(baseCentre(), zoom);
    }
    rebuildScene();
}

// GCJ-02 lies some hundred metres beside: across one view that is a shift, the same everywhere within a pixel.
GeoPoint MapView::Private::baseCentre() const
{
    return converted(toGeo(centre), layers.datum(), base.datum);
}

void MapView::Private::rebuildScene()
{
    if (quick)
        quick->setClearColor(Theme::of(q).color(Token::Raised));
    sceneTimer.start();
}

void MapView::Private::showTiles()
{
    if (item)
        item->show(tiles.shown(), ratio());
}

PixelFrame MapView::Private::frame() const
{
    // The same rounding as of tiles: what is painted on top lies on them exactly.
    const MapCamera camera{centre, worldPixels * std::exp2(zoom) * ratio(), QSizeF(q->size() * ratio()).toSize()};
    const PixelFrame device = camera.frame();
    return {device.world / ratio(), device.left / ratio(), device.top / ratio()};
}

QPointF MapView::Private::screen(GeoPoint place) const
{
    return frame().pixel(toMercator(place));
}

GeoPoint MapView::Private::place(QPointF position) const
{
    return toGeo(frame().mercator(position));
}

void MapView::Private::look(QPointF mercator, double newZoom)
{
    placed = true;
    whole = false;
    flownTo = {};
    const double before = std::exchange(zoom, std::clamp(newZoom, leastZoom, mostZoom));
    centre = {std::clamp(mercator.x(), 0.0, 1.0), std::clamp(mercator.y(), 0.0, 1.0)};
    applyCamera();
    // With a graphics card the sheet is a texture of its own, sent anew when it changes: not at every step of a drag.
    if (sheetMoves() || before != zoom) // NOLINT(clang-diagnostic-float-equal): unchanged, not near
        sheet->update();
    Q_EMIT q->viewChanged();
}

void MapView::Private::applyCamera()
{
    // Held off until the first show: nothing is drawn for a map nobody sees.
    if (quick)
        tiles.setCamera({centre, worldPixels * std::exp2(zoom) * ratio(), QSizeF(q->size() * ratio()).toSize()});
    if (baseMap)
        baseMap->follow(baseCentre(), zoom);
}

void MapView::Private::zoomAbout(QPointF position, double newZoom)
{
    const QPointF fixed = frame().mercator(position);
    const double world = worldPixels * std::exp2(std::clamp(newZoom, leastZoom, mostZoom));
    const QPointF middle(q->width() / 2.0, q->height() / 2.0);
    look(fixed - (position - middle) / world, newZoom);
}

double MapView::Private::metresPerPixel(double world) const
{
    const GeoPoint a = toGeo(centre);
    const GeoPoint b = toGeo(centre + QPointF(100 / world, 0));
    return metresApart(a, b) / 100;
}

// --- Where

void MapView::setCentre(GeoPoint centre, double zoom)
{
    d->look(toMercator(centre), zoom);
}

GeoPoint MapView::centre() const
{
    return toGeo(d->centre);
}

double MapView::zoom() const
{
    return d->zoom;
}

void MapView::setZoom(double zoom)
{
    d->look(d->centre, zoom);
}

void MapView::flyTo(const GeoBox &box)
{
    if (box.isEmpty())
        return;
    const QPointF a = toMercator({box.west, box.north});
    const QPointF b = toMercator({box.east, box.south});
    constexpr double margin = 0.92;
    const double least = 1e-7; // a point: look as close as a block of houses
    const double wide = std::max(b.x() - a.x(), least);
    const double high = std::max(b.y() - a.y(), least);
    const double pixels = std::min(std::max(width(), 1) / wide, std::max(height(), 1) / high) * margin;
    constexpr double steps = 8; // zoom in eighths: a view that comes again finds its tiles
    const double zoom = std::floor(std::log2(pixels / worldPixels) * steps) / steps;
    d->look((a + b) / 2, std::min(zoom, 18.0));
    d->flownTo = box;
}

GeoBox MapView::visibleBox() const
{
    const GeoPoint a = d->place({0.0, static_cast<double>(height())});
    const GeoPoint b = d->place({static_cast<double>(width()), 0.0});
    return {a.longitude, a.latitude, b.longitude, b.latitude};
}

GeoBox MapView::contentBox() const
{
    return geoBox(d->layers.extent());
}

QPointF MapView::toScreen(GeoPoint point) const
{
    return d->screen(point);
}

GeoPoint MapView::toPlace(QPointF position) const
{
    return d->place(position);
}

void MapView::setMarker(std::optional<GeoPoint> at, const QString &text)
{
    d->marker = at;
    d->markerText = text;
    d->sheet->update();
}

void MapView::setSelected(const MapHit &hit)
{
    d->selected = hit;
    d->sheet->update();
}

bool MapView::isBusy() const
{
    return (isVisible() && !d->quick) || d->layers.isBuilding() || d->sceneTimer.isActive() || d->tiles.isBusy();
}

// --- Events of the widget

void MapView::showEvent(QShowEvent *event)
{
    // Not within the event: the window may be made anew for it.
    if (!d->quick) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                d->makeQuick();
                d->applyCamera();
            },
            Qt::QueuedConnection);
    }
    QWidget::showEvent(event);
}

void MapView::hideEvent(QHideEvent *event)
{
    d->hover({});
    QWidget::hideEvent(event);
}

void MapView::resizeEvent(QResizeEvent *event)
{
    if (d->quick)
        d->quick->setGeometry(rect());
    d->sheet->setGeometry(rect());
    d->sheet->update();
    d->placeEmptyAction();
    if (d->flownTo.isEmpty())
        d->applyCamera();
    else { // nobody has moved it since: the whole of it stays in sight, as large as it may be
        const bool whole = d->whole;
        flyTo(GeoBox(d->flownTo));
        d->whole = whole;
    }
    QWidget::resizeEvent(event);
}

void MapView::changeEvent(QEvent *event)
{
    // A dock that floats to a screen of another density.
    if (event->type() == QEvent::DevicePixelRatioChange) {
        d->rebuildScene();
        d->applyCamera();
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        d->rebuildScene();
    QWidget::changeEvent(event);
}

void MapView::focusInEvent(QFocusEvent *event)
{
    d->sheet->update();
    QWidget::focusInEvent(event);
}

void MapView::focusOutEvent(QFocusEvent *event)
{
    d->sheet->update();
    QWidget::focusOutEvent(event);
}

} // namespace fengqiao
