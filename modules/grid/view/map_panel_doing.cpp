#include <QComboBox>
#include <QLineEdit>

#include <grid/grid.h>
#include <grid/widgets/import_dialog.h>
#include <widgets/notices.h>

#include "map_panel_private.h"
#include "map_sheets.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double eventZoom = 15; // a village and the grids around it
constexpr qreal pictureFiner = 2;
const QSize usualPicture(1600, 900);

} // namespace

MapPanel::MapPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

MapPanel::~MapPanel()
{
    if (d->layers->isStarted() && d->deskThere) // at the end of the program the desk goes before its window
        d->keep();
}

void MapPanel::addPoints(const MapExtra &layer)
{
    d->layers->add(layer);
}

MapView *MapPanel::map() const
{
    return d->map;
}

QStringList MapPanel::measures() const
{
    QStringList ids;
    for (const MapMeasure &measure : d->layers->measures())
        ids << measure.id;
    return ids;
}

QString MapPanel::measure() const
{
    return d->layers->measure();
}

bool MapPanel::isLoaded() const
{
    return d->layers->isLoaded();
}

Result<> MapPanel::savePicture(const QString &path) const
{
    const QSize size = d->map->isVisible() ? d->map->size() : usualPicture;
    if (!d->map->grabPicture(size, pictureFiner).save(path, "PNG"))
        return fail(ErrorKind::Fault, u"map.picture"_s,
                    tr("The picture could not be written to %1. Choose another folder.").arg(path));
    d->desk.noteRead(gridKind().name, {}, u"export"_s, tr("Picture of the map: %1").arg(path));
    return {};
}

void MapPanel::refresh()
{
    d->layers->refresh();
}

void MapPanel::setDay(const QDate &day)
{
    d->layers->setDay(day);
}

void MapPanel::setEventFilter(const EventFilter &filter)
{
    d->layers->setFilter(filter);
}

void MapPanel::setMeasure(const QString &id)
{
    d->layers->setMeasure(id);
    d->measure->setCurrentIndex(d->measure->findData(d->layers->measure()));
    if (d->layers->isStarted())
        d->keep();
}

void MapPanel::setDisplay(PointDisplay display)
{
    d->layers->setDisplay(display);
    d->display->setCurrentIndex(d->display->findData(static_cast<int>(display)));
}

void MapPanel::showGrid(const QUuid &grid)
{
    d->selected = grid;
    if (grid.isNull() || !d->layers->ground()) {
        d->wantedGrid = grid;
        return d->map->setSelected({});
    }
    const GridBorder *line = d->layers->ground()->border(grid);
    d->map->setSelected({MapLayer::grids, grid});
    d->info->setText(d->layers->words({MapLayer::grids, grid}));
    if (line)
        return d->fly(line->shape(), line->datum);
    // A version of another day: where it was.
    d->desk.read([grid](ReadContext &context) -> Result<std::optional<GridLine>> { return gridById(context.tx, grid); })
        .then(this, [this](const Result<std::optional<GridLine>> &found) {
            if (found && *found)
                d->fly((*found)->shape(), (*found)->datum);
        });
}

void MapPanel::showEvent(const QUuid &event)
{
    struct Place {
        GeoPoint at;
        QString words;
    };

    d->desk
        .read([event](ReadContext &context) -> Result<std::optional<Place>> {
            const auto row = context.tx.find(gridEventEntity(), event);
            if (!row || !context.maySee(eventKind(), *row) || row->isNull("longitude"_L1))
                return std::optional<Place>();
            return Place{{static_cast<double>(row->integer("longitude"_L1)) / 1e7,
                          static_cast<double>(row->integer("latitude"_L1)) / 1e7},
                         row->text("number"_L1)};
        })
        .then(this, [this](const Result<std::optional<Place>> &place) {
            if (!place || !*place)
                return void(Toast::show(this, tr("This event has no place on the map.")));
            const GeoPoint at = converted((*place)->at, Datum::Wgs84, d->map->datum());
            d->placed = true;
            d->map->setCentre(at, std::max(d->map->zoom(), eventZoom));
            d->map->setMarker(at, (*place)->words);
        });
}

void MapPanel::showArea(const DivisionCode &division)
{
    const auto ground = d->layers->ground();
    if (!ground) {
        d->wantedArea = division;
        return;
    }
    GeoBox box;
    for (const GridBorder &line : ground->borders)
        if (line.org.startsWith(division.digits()))
            box.add(line.box);
    d->map->flyTo(box);
}

void MapPanel::showShape(const GeoShape &shape, Datum datum, const QString &text)
{
    if (shape.isEmpty())
        return;
    const GeoShape here = converted(shape, datum, d->map->datum());
    const GeoBox box = boxOf(here);
    d->map->flyTo(box);
    d->map->setMarker(GeoPoint{(box.west + box.east) / 2, (box.south + box.north) / 2}, text);
}

void MapPanel::search(const QString &text)
{
    d->search->field()->setText(text);
    d->search->search(text);
}

void MapPanel::focusSearch()
{
    d->search->field()->setFocus(Qt::ShortcutFocusReason);
    d->search->field()->selectAll();
}

void MapPanel::pickPlace()
{
    d->task->pickPlace();
}

void MapPanel::drawBorder(const QUuid &grid)
{
    d->selected = grid;
    d->task->drawBorder(grid);
}

void MapPanel::printGrid(const QUuid &grid)
{
    if (grid.isNull())
        return void(Toast::show(this, tr("Choose a grid first.")));
    openMapSheet(d->desk, d->map, grid, this);
}

void MapPanel::importGrids()
{
    (new ImportDialog(d->desk, ImportDialog::Rows::Grids, this))->open();
}

void MapPanel::chooseBase(const MapBase &base)
{
    if (const auto set = d->map->setBase(base); !set)
        return void(Toast::showError(this, set.error()));
    d->layers->baseChanged();
    d->keep();
}

void MapPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!d->layers->isStarted())
        d->begin();
}

void MapPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (d->layers->isStarted() && d->deskThere)
        d->keep();
}

void MapPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->map->setFocus(event->reason());
}

} // namespace fengqiao
