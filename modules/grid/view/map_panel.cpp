#include "map_panel_private.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

#include <grid/grid.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostPiled = 12;
constexpr int layerListHeight = 260;
constexpr int layerListWidth = 260;

} // namespace

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
        QAction *legend = more->addAction(tr("Legend"), q, [this](bool open) { openLegend(open); });
        legend->setCheckable(true);
        legend->setChecked(map->isLegendOpen());
        QMenu *base = more->addMenu(tr("Base map"));
        fillBaseMenu(base, map, q, [this](const MapBase &chosen) { q->chooseBase(chosen); });
        if (!roleMay(desk, u"import_grids"_s))
            return;
        more->addSeparator();
        more->addAction(tr("Import grids and borders"), q, &MapPanel::importGrids)->setData(u"import_grids"_s);
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
    connect(map, &MapView::emptyActionTriggered, q, &MapPanel::importGrids);
    connect(map, &MapView::legendToggled, q, [this](bool open) { openLegend(open); });
    connect(slider, &TimeSlider::spanChanged, q, [this](QDate from, QDate to) { map->setTimeFilter(from, to); });
    connect(layers, &GridMapLayers::groundDrawn, q, [this] { groundDrawn(); });
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
    map->setLegendOpen(settings.legendOpen);
    if (!settings.measure.isEmpty())
        layers->setMeasure(settings.measure);
    if (settings.display)
        layers->setDisplay(*settings.display);
    measure->setCurrentIndex(measure->findData(layers->measure()));
    display->setCurrentIndex(display->findData(static_cast<int>(layers->display())));
    layers->start();
}

// Where somebody looked last; else the map goes by itself to where its grids are.
void MapPanel::Private::groundDrawn()
{
    if (!std::exchange(placed, true) && settings.view)
        map->setCentre(settings.view->first, settings.view->second);
}

void MapPanel::Private::groundReady()
{
    // A border that was changed makes another version, which bears the same code.
    if (!selected.isNull())
        map->setSelected({MapLayer::grids, selected});
    info->setText(layers->words({MapLayer::grids, selected}));
    map->setEmptyAction(roleMay(desk, u"import_grids"_s) ? tr("Import borders") : QString());
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

void MapPanel::Private::openLegend(bool open)
{
    map->setLegendOpen(open);
    keep();
}

void MapPanel::Private::keep()
{
    settings.base = map->base();
    settings.measure = layers->measure();
    settings.display = layers->display();
    settings.legendOpen = map->legendSetOpen();
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

} // namespace fengqiao
