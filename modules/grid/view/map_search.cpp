#include "map_search.h"

#include <QKeyEvent>
#include <QListWidget>

#include <geo/topology.h>
#include <widgets/filters.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFound = 12;
constexpr int rowsShown = 8;

MapFound foundOf(const MapDivision &division, Datum datum)
{
    return {division.name, boxOf(division.shape), division.label, datum, {}};
}

QList<MapFound> find(const QString &text, const MapGround &ground, const MapDivisions &divisions)
{
    QList<MapFound> found;
    for (const qsizetype place : findAreas(ground.forest, text)) {
        const AreaItem &area = ground.forest.areas.at(place);
        for (const QList<MapDivision> &list : {divisions.towns, divisions.villages}) {
            const auto division = std::ranges::find(list, area.division, &MapDivision::division);
            if (division != list.end() && found.size() < mostFound)
                found << foundOf(*division, divisions.datum);
        }
    }
    GridSearch search;
    search.text = text;
    for (const qsizetype place : findInForest(ground.forest, search)) {
        const GridItem &grid = ground.forest.grids.at(place);
        const GridBorder *line = ground.item(grid.id) ? ground.border(grid.id) : nullptr;
        if (line && found.size() < mostFound)
            found << MapFound{joinedParts({grid.name, grid.code}), line->box, labelPointOf(line->shape()), line->datum,
                              grid.id};
    }
    return found;
}

} // namespace

MapSearch::MapSearch(Desk &desk, GridMapLayers *layers, QWidget *panel)
    : QObject(panel)
    , m_desk(desk)
    , m_layers(layers)
    , m_panel(panel)
    , m_field(new SearchField(tr("Grid, village, code or pinyin"), panel))
    , m_list(new QListWidget(panel))
    , m_reading(this, [this](const Result<QList<MapFound>> &found) { show(found.value_or(QList<MapFound>())); })
{
    m_field->setObjectName(u"mapSearch"_s);
    m_field->setAccessibleName(tr("Look for a place on the map"));
    m_list->setObjectName(u"mapFound"_s);
    m_list->setAccessibleName(tr("Places found"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide();
    m_field->setList(m_list);
    connect(m_field, &SearchField::search, this, &MapSearch::search);
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    m_list->installEventFilter(this);
    m_field->installEventFilter(this);
}

void MapSearch::search(const QString &text)
{
    const QString typed = text.trimmed();
    const auto ground = m_layers->ground();
    const auto divisions = m_layers->divisions();
    if (typed.isEmpty() || !ground || !divisions)
        return show({});
    m_reading.ask([this, typed, ground, divisions] {
        return m_desk.read([typed, ground, divisions](ReadContext &) -> Result<QList<MapFound>> {
            return find(typed, *ground, *divisions);
        });
    });
}

void MapSearch::show(const QList<MapFound> &found)
{
    m_found = found;
    m_list->clear();
    for (const MapFound &one : found)
        m_list->addItem(one.words);
    const bool typed = !m_field->text().trimmed().isEmpty();
    if (found.isEmpty() && typed) {
        auto *none = new QListWidgetItem(tr("No place on the map answers this."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setVisible(typed || !found.isEmpty());
    place();
}

void MapSearch::place()
{
    const int rows = std::min(m_list->count(), rowsShown);
    const int high = rows == 0 ? 0 : m_list->sizeHintForRow(0) * rows + 2 * m_list->frameWidth() + 2;
    m_list->setGeometry(QRect(m_field->mapTo(m_panel, QPoint(0, m_field->height())), QSize(m_field->width(), high)));
    m_list->raise();
}

void MapSearch::choose(int row)
{
    if (row < 0 || row >= m_found.size())
        return;
    const MapFound found = m_found.at(row);
    m_list->hide();
    Q_EMIT chosen(found);
}

// The list goes when neither it nor the field has the keyboard.
bool MapSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_field->hasFocus() && !m_list->hasFocus())
                    m_list->hide();
            },
            Qt::QueuedConnection);
    if (event->type() == QEvent::Resize && watched == m_field)
        place();
    if (event->type() == QEvent::KeyPress && watched == m_list &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_list->hide();
        m_field->setFocus();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fengqiao
