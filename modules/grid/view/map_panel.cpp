#include <grid/widgets/map_panel.h>

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QWidgetAction>

#include <grid/grid.h>
#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>
#include <widgets/cards.h>
#include <widgets/filters.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "map_layers.h"
#include "map_search.h"
#include "map_settings.h"
#include "map_sheets.h"
#include "map_task.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double eventZoom = 15; // a village and the grids around it
constexpr qreal pictureFiner = 2;
constexpr qsizetype mostPiled = 12;
constexpr int layerListHeight = 260;
constexpr int layerListWidth = 260;
const QSize usualPicture(1600, 900);

} // namespace

struct MapPanel::Private {
    MapPanel *q;
    Desk &desk;
    QPointer<Desk> deskThere;
    MapView *map;
    GridMapLayers *layers;
    MapSearch *search;
    MapTask *task;
    QComboBox *measure;
    QComboBox *display;
    QPushButton *layerButton;
    QPushButton *toolButton;
    QPushButton *moreButton;
    ElidedLabel *info;
    TimeSlider *slider;
    QWidget *time;
    MapSettings settings;
    QUuid selected; // grid
    QUuid wantedGrid;
    DivisionCode wantedArea;
    QDate first; // of the time slider
    bool placed = false;
    bool hiddenApplied = false;

    Private(MapPanel *panel, Desk &theDesk);
    void build();
    [[nodiscard]] QLayout *buildHead();
    void buildTime();
    void fillMenus();
    void connectParts();
    void begin();
    void groundReady();
    void goTo(const MapFound &found);
    void clicked(const MapHit &hit, QPoint position);
    void piled(const QString &layer, const QList<QUuid> &keys, QPoint position);
    void activate(const QString &layer, const QUuid &key);
    void fly(const GeoShape &shape, Datum datum);
    void spanChanged(QDate from, QDate to);
    void keep();
    void askForPicture();
};

MapPanel::Private::Private(MapPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , deskThere(&theDesk)
    , map(new MapView(panel))
    , layers(new GridMapLayers(theDesk, map))
    , search(new MapSearch(theDesk, layers, panel))
    , task(new MapTask(theDesk, layers, map, panel))
    , measure(new QComboBox(panel))
    , display(new QComboBox(panel))
    , layerButton(new QPushButton(tr("Layers"), panel))
    , toolButton(new QPushButton(tr("Measure"), panel))
    , moreButton(new QPushButton(tr("More"), panel))
    , info(new ElidedLabel(QString(), panel))
    , slider(new TimeSlider(panel))
    , time(new QWidget(panel))
    , settings(MapSettings::read(theDesk))
{
}

QLayout *MapPanel::Private::buildHead()
{
    const Theme &theme = Theme::of(q);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    measure->setObjectName(u"mapMeasure"_s);
    measure->setAccessibleName(tr("What the colours of the grids say"));
    measure->setToolTip(measure->accessibleName());
    for (const MapMeasure &one : layers->measures())
        measure->addItem(one.word, one.id);
    measure->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    measure->setMinimumContentsLength(10);
    row->addWidget(search->field(), 3);
    row->addWidget(measure, 2);
    layerButton->setObjectName(u"mapLayers"_s);
    toolButton->setObjectName(u"mapTools"_s);
    moreButton->setObjectName(u"mapMore"_s);
    setButtonIcon(layerButton, u"columns-3"_s);
    setButtonIcon(moreButton, u"ellipsis"_s);
    for (QPushButton *button : {layerButton, toolButton, moreButton}) {
        setKind(button, ButtonKind::Quiet);
        row->addWidget(button);
    }
    return row;
}

void MapPanel::Private::buildTime()
{
    const Theme &theme = Theme::of(q);
    auto *row = new QHBoxLayout(time);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Related));
    display->setObjectName(u"mapDisplay"_s);
    display->setAccessibleName(tr("How events are shown"));
    display->addItem(tr("Events in groups"), static_cast<int>(PointDisplay::Clusters));
    display->addItem(tr("Events as heat"), static_cast<int>(PointDisplay::Heat));
    display->addItem(tr("Events one by one"), static_cast<int>(PointDisplay::Marks));
    slider->setObjectName(u"mapTime"_s);
    slider->setAccessibleName(tr("Days whose events are shown"));
    row->addWidget(slider, 1);
    row->addWidget(display);
}

void MapPanel::Private::build()
{
    QVBoxLayout *column = panelColumn(q);
    column->addLayout(buildHead());
    column->addWidget(task);
    column->addWidget(map, 1);
    info->setObjectName(u"mapInfo"_s);
    setTextRole(info, Type::Small, Token::InkSoft);
    column->addWidget(info);
    buildTime();
    column->addWidget(time);
    time->setVisible(layers->measures().first().events);
    fillMenus();
    q->setFocusProxy(map);
}

void MapPanel::Private::fillMenus()
{
    auto *list = new MapLayerList(map, q);
    list->setMinimumSize(layerListWidth, layerListHeight);
    auto *menu = new QMenu(layerButton);
    auto *holder = new QWidgetAction(menu);
    holder->setDefaultWidget(list);
    menu->addAction(holder);
    layerButton->setMenu(menu);

    auto *tools = new QMenu(toolButton);
    tools->addAction(tr("Distance"), task, &MapTask::measureDistance)->setData(u"distance"_s);
    tools->addAction(tr("Area"), task, &MapTask::measureExtent)->setData(u"extent"_s);
    toolButton->setMenu(tools);

    auto *more = new QMenu(moreButton);
    QObject::connect(more, &QMenu::aboutToShow, q, [this, more] {
        more->clear();
        more->addAction(tr("The whole county"), q, [this] { map->flyTo(map->contentBox()); });
        QAction *sheet = more->addAction(tr("Print the sheet of the grid"), q, [this] { q->printGrid(selected); });
        sheet->setEnabled(!selected.isNull());
        more->addAction(tr("Save the picture"), q, [this] { askForPicture(); });
        more->addSeparator();
        QMenu *base = more->addMenu(tr("Base map"));
        fillBaseMenu(base, map, q, [this](const MapBase &chosen) { q->chooseBase(chosen); });
    });
    moreButton->setMenu(more);
}

void MapPanel::Private::connectParts()
{
    connect(measure, &QComboBox::activated, q, [this] {
        layers->setMeasure(measure->currentData().toString());
        keep();
    });
    connect(display, &QComboBox::activated, q, [this] {
        layers->setDisplay(static_cast<PointDisplay>(display->currentData().toInt()));
        keep();
    });
    connect(search, &MapSearch::chosen, q, [this](const MapFound &found) { goTo(found); });
    connect(map, &MapView::clicked, q, [this](const MapHit &hit, QPoint position) { clicked(hit, position); });
    connect(map, &MapView::activated, q, [this](const MapHit &hit) {
        if (!hit.isNull())
            activate(hit.layer, hit.key);
    });
    connect(map, &MapView::pileClicked, q,
            [this](const QString &layer, const QList<QUuid> &keys, QPoint position) { piled(layer, keys, position); });
    connect(map, &MapView::hovered, q, [this](const MapHit &hit) {
        info->setText(layers->words(hit.isNull() ? MapHit{MapLayer::grids, selected} : hit));
    });
    connect(slider, &TimeSlider::spanChanged, q, [this](QDate from, QDate to) { map->setTimeFilter(from, to); });
    connect(layers, &GridMapLayers::groundReady, q, [this] { groundReady(); });
    connect(layers, &GridMapLayers::spanChanged, q, [this](QDate from, QDate to) { spanChanged(from, to); });
    connect(layers, &GridMapLayers::loaded, q, [this] {
        if (!std::exchange(hiddenApplied, true)) {
            for (const QString &layer : std::as_const(settings.hidden))
                map->setLayerVisible(layer, false);
            connect(map, &MapView::layersChanged, q, [this] { keep(); });
        }
        Q_EMIT q->loaded();
    });
    connect(layers, &GridMapLayers::refused, q, [this](const Error &error) { Toast::showError(q, error); });
    connect(task, &MapTask::placePicked, q, &MapPanel::placePicked);
    connect(task, &MapTask::borderRefused, q, &MapPanel::borderRefused);
    connect(task, &MapTask::borderStored, q, [this](const QUuid &grid) {
        selected = grid;
        wantedGrid = {}; // the view stays where the border was drawn
        Q_EMIT q->borderStored(grid);
    });
}

// The first look: what was set before, then everything is read.
void MapPanel::Private::begin()
{
    map->setDatum(usualDatum(*desk.rules()));
    map->setEmptyText(tr("The map is being read."));
    if (settings.base.kind != MapBase::Kind::None) {
        if (auto set = map->setBase(settings.base); !set)
            Toast::showError(q, set.error()); // the file went elsewhere; the setting stays until another is chosen
    }
    if (!settings.measure.isEmpty())
        layers->setMeasure(settings.measure);
    if (settings.display)
        layers->setDisplay(*settings.display);
    measure->setCurrentIndex(measure->findData(layers->measure()));
    display->setCurrentIndex(display->findData(static_cast<int>(layers->display())));
    layers->start();
}

void MapPanel::Private::groundReady()
{
    const auto ground = layers->ground();
    if (!std::exchange(placed, true)) {
        if (settings.view)
            map->setCentre(settings.view->first, settings.view->second);
        else {
            GeoBox all;
            for (const GridLine &line : ground->lines)
                if (!line.border.isEmpty())
                    all.add(line.box);
            map->flyTo(all);
        }
    }
    // A border that was changed makes another version, which bears the same code.
    if (!selected.isNull())
        map->setSelected({MapLayer::grids, selected});
    info->setText(layers->words({MapLayer::grids, selected}));
    if (!wantedGrid.isNull())
        q->showGrid(std::exchange(wantedGrid, QUuid()));
    if (!wantedArea.isNull())
        q->showArea(std::exchange(wantedArea, DivisionCode()));
}

void MapPanel::Private::fly(const GeoShape &shape, Datum datum)
{
    if (!shape.isEmpty())
        map->flyTo(boxOf(converted(shape, datum, map->datum())));
}

void MapPanel::Private::goTo(const MapFound &found)
{
    map->flyTo(found.box);
    map->setMarker(converted(found.at, found.datum, map->datum()), found.words);
    map->setFocus(Qt::OtherFocusReason);
    if (!found.grid.isNull())
        activate(MapLayer::grids, found.grid);
}

void MapPanel::Private::clicked(const MapHit &hit, QPoint position)
{
    if (task->take(position) || hit.isNull())
        return;
    activate(hit.layer, hit.key);
}

void MapPanel::Private::activate(const QString &layer, const QUuid &key)
{
    if (layer == MapLayer::grids) {
        selected = key;
        map->setSelected({layer, key});
        info->setText(layers->words({layer, key}));
        return void(Q_EMIT q->gridActivated(key));
    }
    if (layers->isExtra(layer))
        return void(Q_EMIT q->matterActivated(key));
    const auto row = layer == MapLayer::events ? GridMapLayers::eventRow(key) : std::nullopt;
    if (!row)
        return;
    desk.read([row](ReadContext &context) -> Result<QUuid> { return eventAt(context, *row).value_or(QUuid()); })
        .then(q, [this](const Result<QUuid> &event) {
            if (event && !event->isNull())
                Q_EMIT q->eventActivated(*event);
            else
                Toast::show(q, tr("This event is no longer there for you to see."));
        });
}

// Several in one place: which is meant is asked.
void MapPanel::Private::piled(const QString &layer, const QList<QUuid> &keys, QPoint position)
{
    if (keys.size() == 1)
        return activate(layer, keys.first());
    auto *menu = new QMenu(q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QUuid &key : keys.first(std::min(keys.size(), mostPiled)))
        menu->addAction(layers->labelOf(layer, key), q, [this, layer, key] { activate(layer, key); });
    if (keys.size() > mostPiled)
        menu->addAction(tr("and %n more; the list has them all", nullptr, static_cast<int>(keys.size() - mostPiled)))
            ->setEnabled(false);
    menu->popup(map->mapToGlobal(position));
}

// The slider spans what was read; what was chosen on it stays as far as it lies within.
void MapPanel::Private::spanChanged(QDate from, QDate to)
{
    const bool whole = !first.isValid() || (slider->from() == first);
    const bool untilNow = !first.isValid() || slider->to() >= to.addDays(-1);
    const QDate chosenFrom = whole ? from : std::clamp(slider->from(), from, to);
    const QDate chosenTo = untilNow ? to : std::clamp(slider->to(), from, to);
    first = from;
    slider->setRange(from, to);
    slider->setSpan(chosenFrom, chosenTo);
    map->setTimeFilter(chosenFrom, chosenTo);
}

void MapPanel::Private::keep()
{
    settings.base = map->base();
    settings.measure = layers->measure();
    settings.display = layers->display();
    if (hiddenApplied) {
        settings.hidden.clear();
        for (const MapLayerState &layer : map->layers())
            if (!layer.visible)
                settings.hidden << layer.id;
    }
    if (placed)
        settings.view = {map->centre(), map->zoom()};
    settings.write(desk);
}

void MapPanel::Private::askForPicture()
{
    auto *dialog = new QFileDialog(q, tr("Save the picture of the map"), {}, tr("Picture (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::fileSelected, q, [this](const QString &path) {
        if (const auto saved = q->savePicture(path); saved)
            Toast::show(q, tr("The picture is saved: %1").arg(path));
        else
            Toast::showError(q, saved.error());
    });
    dialog->open();
}

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
    const GridLine *line = d->layers->ground()->line(grid);
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
    for (const GridLine &line : ground->lines)
        if (!line.border.isEmpty() && line.org.startsWith(division.digits()))
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
