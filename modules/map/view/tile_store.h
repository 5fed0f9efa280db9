#pragma once

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <atomic>

#include "tile_painter.h"

namespace fengqiao {

// What the view looks at, in device pixels.
struct MapCamera {
    QPointF centre{0.5, 0.5}; // mercator
    double world = 256;
    QSize pixels;

    // Whole pixels, so that tiles are copied, never resampled.
    [[nodiscard]] PixelFrame frame() const
    {
        return {world, std::round(centre.x() * world - pixels.width() / 2.0),
                std::round(centre.y() * world - pixels.height() / 2.0)};
    }
};

// The tiles of the view: has them painted by worker threads, keeps those near, shows old ones until the new are there.
class TileStore : public QObject {
    Q_OBJECT

public:
    static constexpr int side = 256;

    explicit TileStore(QObject *parent = nullptr);
    ~TileStore() override;

    void setScene(SceneRef scene);
    void setCamera(const MapCamera &camera);

    [[nodiscard]] const MapCamera &camera() const { return m_camera; }

    struct Shown {
        quint64 id;  // of the image
        QRectF rect; // device pixels of the view
        QImage image;
    };

    [[nodiscard]] std::vector<Shown> shown() const; // back to front

    [[nodiscard]] bool isBusy() const { return m_waiting > 0; }

    [[nodiscard]] qsizetype bytes() const;

Q_SIGNALS:
    void changed(); // something to show anew
    void settled();

private:
    using Key = std::pair<qint64, qint64>; // column, row

    struct Job {
        std::atomic<bool> cancelled = false;
    };

    struct Entry {
        Tile tile;
        quint64 id = 0;
        SceneRef scene; // that the image shows
        QRect part;     // and where it does
        std::shared_ptr<Job> job;
        SceneRef asked; // that the job draws
    };

    struct Backdrop {
        quint64 id;
        QRectF rect; // mercator
        QImage image;
    };

    [[nodiscard]] QList<Key> wanted() const; // nearest to the middle first
    [[nodiscard]] PixelFrame frameOf(Key key) const;
    [[nodiscard]] QRect partInView(Key key) const;
    void refresh();
    void bring(Key key);
    void ask(Key key, Entry *entry);
    void take(Key key, const std::shared_ptr<Job> &job, const SceneRef &scene, const Tile &tile);
    void keepAsBackdrop();
    void evict(const QList<Key> &wanted);
    void forget();
    void finished();

    SceneRef m_scene;
    MapCamera m_camera;
    QHash<Key, Entry> m_tiles;
    std::vector<Backdrop> m_backdrop;
    quint64 m_nextId = 1;
    int m_waiting = 0;
    QTimer m_showSoon;
    QThreadPool m_pool;
};

} // namespace fengqiao
