#include "tile_store.h"

#include <QThread>

namespace fengqiao {

namespace {

constexpr QRect whole(0, 0, TileStore::side, TileStore::side);

qint64 tileAt(double pixel)
{
    return static_cast<qint64>(std::floor(pixel / TileStore::side));
}

} // namespace

TileStore::TileStore(QObject *parent)
    : QObject(parent)
{
    // Tiles come in bursts: shown together, a frame for several, not one for each.
    constexpr int together = 30; // milliseconds
    m_showSoon.setSingleShot(true);
    m_showSoon.setInterval(together);
    connect(&m_showSoon, &QTimer::timeout, this, &TileStore::changed);
    // One core stays for the window; four tiles at once are plenty.
    m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, 4));
    m_pool.setThreadPriority(QThread::LowPriority);
}

TileStore::~TileStore()
{
    forget();
    m_pool.clear();
    m_pool.waitForDone();
}

void TileStore::setScene(SceneRef scene)
{
    m_scene = std::move(scene);
    refresh();
}

void TileStore::setCamera(const MapCamera &camera)
{
    if (camera.world != m_camera.world) { // NOLINT(clang-diagnostic-float-equal): the same number, not a near one
        keepAsBackdrop();
        forget();
    }
    m_camera = camera;
    refresh();
}

PixelFrame TileStore::frameOf(Key key) const
{
    return {m_camera.world, static_cast<double>(key.first * side), static_cast<double>(key.second * side)};
}

QRect TileStore::partInView(Key key) const
{
    const PixelFrame view = m_camera.frame();
    const PixelFrame tile = frameOf(key);
    const QRectF seen(QPointF(view.left - tile.left, view.top - tile.top), m_camera.pixels);
    return seen.intersected(whole).toAlignedRect();
}

QList<TileStore::Key> TileStore::wanted() const
{
    if (m_camera.pixels.isEmpty())
        return {};
    const PixelFrame frame = m_camera.frame();
    const qint64 last = tileAt(m_camera.world - 1);
    const qint64 top = std::max<qint64>(0, tileAt(frame.top));
    const qint64 left = std::max<qint64>(0, tileAt(frame.left));
    const qint64 bottom = std::min(last, tileAt(frame.top + m_camera.pixels.height() - 1));
    const qint64 right = std::min(last, tileAt(frame.left + m_camera.pixels.width() - 1));
    QList<Key> keys;
    for (qint64 row = top; row <= bottom; ++row) {
        for (qint64 column = left; column <= right; ++column)
            keys.append({column, row});
    }
    std::ranges::sort(keys, {}, [&](Key key) {
        return std::abs(2 * key.first - left - right) + std::abs(2 * key.second - top - bottom);
    });
    return keys;
}

void TileStore::refresh()
{
    if (!m_scene)
        return;
    const QList<Key> keys = wanted();
    for (const Key &key : keys)
        bring(key);
    evict(keys);
    finished();
    Q_EMIT changed();
}

void TileStore::bring(Key key)
{
    Entry &entry = m_tiles[key];
    const QRect seen = partInView(key);
    if (entry.scene == m_scene && (seen.isEmpty() || entry.part.contains(seen)))
        return;
    if (entry.tile.parts && onlyColoursChanged(*entry.tile.parts, *m_scene)) {
        // Other colours: no more than is seen. What has come into view since: the rest of it at once.
        entry.part = entry.scene == m_scene ? whole : seen;
        entry.tile.image = mixed(*entry.tile.parts, *m_scene, side, entry.part);
        entry.id = m_nextId++;
        entry.scene = m_scene;
    } else if (!entry.job || entry.asked != m_scene) {
        ask(key, &entry);
    }
}

void TileStore::ask(Key key, Entry *entry)
{
    if (entry->job)
        entry->job->cancelled = true;
    auto job = std::make_shared<Job>();
    entry->job = job;
    entry->asked = m_scene;
    ++m_waiting;
    m_pool.start([this, key, job, scene = m_scene, frame = frameOf(key), old = entry->tile.parts] {
        thread_local TilePainter painter;
        Tile tile;
        if (!job->cancelled)
            tile = painter.paint(*scene, frame, side, old.get());
        // The destructor waits for every job, so the store is still there.
        QMetaObject::invokeMethod(
            this, [this, key, job, scene, tile] { take(key, job, scene, tile); }, Qt::QueuedConnection);
    });
}

void TileStore::take(Key key, const std::shared_ptr<Job> &job, const SceneRef &scene, const Tile &tile)
{
    --m_waiting;
    const auto entry = m_tiles.find(key);
    if (!job->cancelled && entry != m_tiles.end() && entry->job == job) {
        entry->tile = tile;
        entry->part = whole;
        entry->id = m_nextId++;
        entry->scene = scene;
        entry->job.reset();
        if (scene != m_scene)
            bring(key);
        if (!m_showSoon.isActive())
            m_showSoon.start();
    }
    finished();
}

void TileStore::finished()
{
    if (m_waiting > 0)
        return;
    m_backdrop.clear();
    if (m_showSoon.isActive()) {
        m_showSoon.stop();
        Q_EMIT changed();
    }
    Q_EMIT settled();
}

// What is on the screen stays there, stretched, while the new scale is drawn.
void TileStore::keepAsBackdrop()
{
    constexpr size_t most = 96;
    if (m_backdrop.size() > most)
        m_backdrop.clear();
    for (const Key &key : wanted()) {
        const auto entry = m_tiles.constFind(key);
        if (entry == m_tiles.constEnd() || entry->tile.image.isNull())
            continue;
        const PixelFrame frame = frameOf(key);
        m_backdrop.push_back(
            {entry->id,
             QRectF(frame.left / frame.world, frame.top / frame.world, side / frame.world, side / frame.world),
             entry->tile.image});
    }
}

void TileStore::forget()
{
    for (const Entry &entry : std::as_const(m_tiles)) {
        if (entry.job)
            entry.job->cancelled = true;
    }
    m_tiles.clear();
}

// Tiles within half a view around stay: going back costs nothing.
void TileStore::evict(const QList<Key> &wanted)
{
    const qsizetype most = 2 * wanted.size() + 16;
    if (wanted.isEmpty() || m_tiles.size() <= most)
        return;
    const Key middle = wanted.first();
    std::vector<std::pair<qint64, Key>> far;
    for (auto it = m_tiles.cbegin(); it != m_tiles.cend(); ++it) {
        if (!wanted.contains(it.key()))
            far.emplace_back(
                -std::max(std::abs(it.key().first - middle.first), std::abs(it.key().second - middle.second)),
                it.key());
    }
    std::ranges::sort(far);
    for (const auto &[distance, key] : far) {
        if (m_tiles.size() <= most)
            break;
        if (const auto &job = m_tiles[key].job)
            job->cancelled = true;
        m_tiles.remove(key);
    }
}

std::vector<TileStore::Shown> TileStore::shown() const
{
    std::vector<Shown> shown;
    const PixelFrame frame = m_camera.frame();
    for (const Backdrop &old : m_backdrop) {
        shown.push_back(
            {old.id, QRectF(frame.pixel(old.rect.topLeft()), frame.pixel(old.rect.bottomRight())), old.image});
    }
    for (const Key &key : wanted()) {
        const auto entry = m_tiles.constFind(key);
        if (entry == m_tiles.constEnd() || entry->tile.image.isNull())
            continue;
        shown.push_back({entry->id,
                         QRectF(static_cast<double>(key.first * side) - frame.left,
                                static_cast<double>(key.second * side) - frame.top, side, side),
                         entry->tile.image});
    }
    return shown;
}

qsizetype TileStore::bytes() const
{
    qsizetype bytes = 0;
    for (const Entry &entry : m_tiles) {
        bytes += entry.tile.image.sizeInBytes();
        if (!entry.tile.parts)
            continue;
        bytes += entry.tile.parts->labels.sizeInBytes() + entry.tile.parts->points.sizeInBytes();
        for (const TileParts::Areas &areas : entry.tile.parts->areas)
            bytes += static_cast<qsizetype>(areas.tile->bytes());
    }
    return bytes;
}

} // namespace fengqiao
