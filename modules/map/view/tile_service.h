#pragma once

#include <QThread>

#include <map/widgets/map_types.h>

namespace fengqiao {

// Tiles of a base map for Qt Location, which fetches them by HTTP only: a server on the loopback address, in a thread
// of its own, that answers GET <secret>/<zoom>/<column>/<row>.png and nothing else. The secret keeps other programs of
// this machine from reading the map through us.
class TileService {
public:
    explicit TileService(const MapBase &base);
    ~TileService();
    Q_DISABLE_COPY_MOVE(TileService)

    // "http://127.0.0.1:<port>/<secret>/"; empty if no port could be had.
    [[nodiscard]] const QString &address() const { return m_address; }

private:
    QThread m_thread;
    QString m_address;
};

} // namespace fengqiao
