#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <memory>

#include <core/error.h>
#include <map/widgets/map_types.h>

#include "tile_service.h"

class QQmlEngine;
class QQuickItem;

namespace fengqiao {

// The Qt Location map below our tiles. It is made only for a base map: without one it would draw nothing and cost a
// plugin, a scene and 10 MB.
class BaseMap : public QObject {
    Q_OBJECT

public:
    BaseMap(const MapBase &base, QQmlEngine *engine, QQuickItem *parent);
    ~BaseMap() override;

    void follow(GeoPoint centre, double zoom); // in the tiles' datum
    // Where Qt Location says a place is on the screen (tests compare it with ours).
    [[nodiscard]] QPointF screenOf(GeoPoint place) const;

private:
    std::unique_ptr<TileService> m_service;
    QTemporaryDir m_cache; // Qt Location keeps tiles by number only: another file must not find these
    QQuickItem *m_map = nullptr;
};

} // namespace fengqiao
