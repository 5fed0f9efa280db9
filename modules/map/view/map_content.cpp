#include <map/widgets/map_view.h>

#include <QPushButton>

#include "map_private.h"
#include "tile_source.h"

namespace fengqiao {

void MapView::setDatum(Datum datum)
{
    d->layers.setDatum(datum);
}

Datum MapView::datum() const
{
    return d->layers.datum();
}

Result<> MapView::setBase(const MapBase &base)
{
    QString attribution = base.attribution;
    if (base.kind != MapBase::Kind::None) {
        const auto source = TileSource::open(base);
        if (!source)
            return std::unexpected(source.error());
        if (attribution.isEmpty())
            attribution = (*source)->attribution();
    }
    d->base = base;
    d->attribution = attribution;
    d->makeBase();
    return {};
}

const MapBase &MapView::base() const
{
    return d->base;
}

void MapView::setEmptyText(const QString &text)
{
    d->emptyText = text;
    d->sheet->update();
    d->placeEmptyAction();
}

void MapView::setEmptyAction(const QString &text)
{
    if (!d->emptyAction) {
        d->emptyAction = new QPushButton(this);
        d->emptyAction->setObjectName(QStringLiteral("emptyAction"));
        connect(d->emptyAction, &QPushButton::clicked, this, &MapView::emptyActionTriggered);
    }
    d->emptyAction->setText(text);
    d->placeEmptyAction();
}

void MapView::setAreas(const QString &layer, QList<MapArea> areas, Datum datum, const MapAreaStyle &style)
{
    d->layers.setAreas(layer, std::move(areas), datum, style);
}

void MapView::setPoints(const QString &layer, QList<MapPoint> points, Datum datum, const MapPointStyle &style)
{
    d->layers.setPoints(layer, std::move(points), datum, style);
}

void MapView::setAreaStyle(const QString &layer, const MapAreaStyle &style)
{
    d->layers.setStyle(layer, style);
}

void MapView::setPointStyle(const QString &layer, const MapPointStyle &style)
{
    d->layers.setStyle(layer, style);
}

void MapView::removeLayer(const QString &layer)
{
    d->layers.remove(layer);
}

void MapView::setColours(const QString &layer, QList<QRgb> inOrder)
{
    d->layers.setColours(layer, std::move(inOrder));
}

void MapView::setColours(const QString &layer, const QHash<QUuid, QRgb> &byKey)
{
    d->layers.setColours(layer, byKey);
}

void MapView::setLabels(const QString &layer, const QStringList &inOrder)
{
    d->layers.setLabels(layer, inOrder);
}

void MapView::setLayerTitle(const QString &layer, const QString &title)
{
    d->layers.setTitle(layer, title);
}

void MapView::setLayerVisible(const QString &layer, bool visible)
{
    d->layers.setVisible(layer, visible);
}

void MapView::setLayerOpacity(const QString &layer, double opacity)
{
    d->layers.setOpacity(layer, opacity);
}

void MapView::setLayerOrder(const QStringList &bottomToTop)
{
    d->layers.setOrder(bottomToTop);
}

QList<MapLayerState> MapView::layers() const
{
    return d->layers.states();
}

void MapView::setTimeFilter(QDate from, QDate to)
{
    DayRange days;
    if (from.isValid())
        days.from = dayNumber(from);
    if (to.isValid())
        days.to = dayNumber(to);
    d->layers.setDays(days);
}

void MapView::setLegend(const MapLegend &legend)
{
    d->legend = legend;
    d->sheet->update();
}

const MapLegend &MapView::legend() const
{
    return d->legend;
}

void MapView::setLegendOpen(std::optional<bool> open)
{
    d->legendSetOpen = open;
    d->sheet->update();
}

std::optional<bool> MapView::legendSetOpen() const
{
    return d->legendSetOpen;
}

bool MapView::isLegendOpen() const
{
    return d->legendFold() == LegendFold::Open;
}

} // namespace fengqiao
