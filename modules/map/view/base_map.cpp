#include "base_map.h"

#include <QGeoCoordinate>
#include <QLoggingCategory>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(mapLog, "fengqiao.map")

// The osm plugin with everything that could reach out switched off: no list of providers, no copyright page, one host.
QByteArray component(const QString &host, const QString &cache)
{
    return uR"(
import QtQuick
import QtLocation
Map {
    id: map
    anchors.fill: parent
    copyrightsVisible: false
    color: "transparent"
    maximumTilt: 0
    plugin: Plugin {
        name: "osm"
        PluginParameter { name: "osm.mapping.providersrepository.disabled"; value: true }
        PluginParameter { name: "osm.mapping.custom.host"; value: "%1" }
        PluginParameter { name: "osm.mapping.cache.directory"; value: "%2" }
        PluginParameter { name: "osm.mapping.cache.memory.size"; value: "32" }
    }
    activeMapType: supportedMapTypes[supportedMapTypes.length - 1]
})"_s.arg(host, cache)
        .toUtf8();
}

} // namespace

BaseMap::BaseMap(const MapBase &base, QQmlEngine *engine, QQuickItem *parent)
    : m_service(std::make_unique<TileService>(base))
{
    QQmlComponent qml(engine);
    qml.setData(component(m_service->address(), m_cache.path()), QUrl());
    m_map = qobject_cast<QQuickItem *>(qml.createWithInitialProperties({{u"parent"_s, QVariant::fromValue(parent)}}));
    if (!m_map) {
        qCWarning(mapLog).noquote() << qml.errorString();
        return;
    }
    m_map->setParent(this);
    m_map->setParentItem(parent);
    m_map->setZ(-1);
}

BaseMap::~BaseMap()
{
    delete m_map; // before the service it asks
}

void BaseMap::follow(GeoPoint centre, double zoom)
{
    if (!m_map)
        return;
    m_map->setProperty("zoomLevel", zoom);
    m_map->setProperty("center", QVariant::fromValue(QGeoCoordinate(centre.latitude, centre.longitude)));
}

QPointF BaseMap::screenOf(GeoPoint place) const
{
    QPointF at;
    if (m_map)
        QMetaObject::invokeMethod(m_map, "fromCoordinate", qReturnArg(at),
                                  QGeoCoordinate(place.latitude, place.longitude), false);
    return at;
}

} // namespace fengqiao
