#include "map_task.h"

#include <QBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto setBorder = "set_border"_L1;
constexpr double kilometre = 1000;
constexpr double squareKilometre = 1e6;
constexpr double mu = 10'000.0 / 15; // 亩, in which land is counted here

QString lengthWords(double metres)
{
    const QLocale locale;
    return metres < kilometre
               ? QCoreApplication::translate("MapTask", "%1 m").arg(locale.toString(metres, 'f', 0))
               : QCoreApplication::translate("MapTask", "%1 km").arg(locale.toString(metres / kilometre, 'f', 2));
}

QString extentWords(double squareMetres)
{
    const QLocale locale;
    return QCoreApplication::translate("MapTask", "%1 km², %2 mu")
        .arg(locale.toString(squareMetres / squareKilometre, 'f', 3), locale.toString(squareMetres / mu, 'f', 1));
}

// What the shipped outline says of a border, before it is sent: on a thread that may wait.
Result<> acceptBorder(const GeoShape &shape, Datum datum, const DivisionCode &county)
{
    ShapeLimits limits;
    limits.datum = datum;
    if (const auto outline = outlineOf(county); outline && *outline) {
        limits.outline = converted((*outline)->shape, (*outline)->datum, datum);
        limits.county = boxOf(limits.outline);
    }
    return acceptShape(shape, limits);
}

} // namespace

MapTask::MapTask(Desk &desk, GridMapLayers *layers, MapView *map, QWidget *parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_layers(layers)
    , m_map(map)
    , m_words(textLabel({}, Type::Base, Token::Ink, this))
    , m_error(new InlineError(this))
    , m_save(new QPushButton(tr("Save the border"), this))
    , m_leave(new QPushButton(tr("Leave"), this))
{
    setObjectName(u"mapTask"_s);
    auto *column = new QVBoxLayout(this);
    const Theme &theme = Theme::of(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_words, 1);
    row->addWidget(m_save);
    row->addWidget(m_leave);
    column->addLayout(row);
    column->addWidget(m_error);
    m_save->setObjectName(u"saveBorder"_s);
    m_leave->setObjectName(u"leaveTask"_s);
    setKind(m_save, ButtonKind::Primary);
    setKind(m_leave, ButtonKind::Quiet);
    hide();
    connect(m_leave, &QPushButton::clicked, this, &MapTask::leave);
    connect(m_save, &QPushButton::clicked, this, [this] {
        // As Enter on the map: the tool knows what it holds.
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QCoreApplication::sendEvent(m_map, &enter);
    });
    connect(map, &MapView::borderFinished, this, &MapTask::finish);
    connect(map, &MapView::toolChanged, this, &MapTask::toolChanged);
    connect(map, &MapView::measured, this, &MapTask::measured);
    map->installEventFilter(this);
}

void MapTask::begin(Doing doing, const QString &words)
{
    m_doing = doing;
    m_words->setText(words);
    m_error->clear();
    m_save->setVisible(doing == Doing::Drawing);
    m_save->setEnabled(true);
    m_leave->setVisible(doing != Doing::Storing);
    m_leave->setText(tr("Leave"));
    m_refused = false;
    show();
}

void MapTask::leave()
{
    const GeoShape drawn = m_refused ? m_map->drawn() : GeoShape();
    const QString sentence = m_error->text();
    end();
    m_map->leaveTool();
    // What somebody took pains to draw is not gone with one click.
    if (!drawn.isEmpty())
        Toast::show(this, tr("What was drawn for %1 was discarded; nothing was saved.").arg(m_grid.name),
                    tr("Take it back"), [task = QPointer(this), drawn, sentence] {
                        if (task)
                            task->refuse(sentence, drawn);
                    });
}

void MapTask::end()
{
    m_refused = false;
    m_doing = Doing::Nothing;
    m_error->clear();
    hide();
}

void MapTask::pickPlace()
{
    m_map->leaveTool();
    begin(Doing::Picking, tr("Click the place on the map, or move it under the middle and press Enter; Esc leaves."));
    m_map->setFocus(Qt::OtherFocusReason);
}

bool MapTask::take(QPoint position)
{
    if (m_doing != Doing::Picking)
        return m_doing == Doing::Storing; // nothing else is opened meanwhile
    end();
    const GeoPoint at = m_map->toPlace(position);
    m_map->setMarker(at, tr("picked"));
    Q_EMIT placePicked(converted(at, m_map->datum(), Datum::Wgs84));
    return true;
}

bool MapTask::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (m_refused && key == Qt::Key_Escape) {
        leave();
        return true;
    }
    if (m_doing != Doing::Picking)
        return QFrame::eventFilter(watched, event);
    if (key == Qt::Key_Escape)
        end();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        take(m_map->rect().center());
    else
        return false;
    return true;
}

void MapTask::measureDistance()
{
    m_map->measureDistance();
    m_extent = false;
    begin(Doing::Measuring, tr("Click along the way; double click ends, Backspace takes the last point back."));
}

void MapTask::measureExtent()
{
    m_map->measureExtent();
    m_extent = true;
    begin(Doing::Measuring, tr("Click around the area; double click ends, Backspace takes the last point back."));
}

void MapTask::measured(double metres, double squareMetres)
{
    if (m_doing != Doing::Measuring || metres <= 0)
        return;
    m_words->setText(m_extent ? tr("Area %1, border %2").arg(extentWords(squareMetres), lengthWords(metres))
                              : tr("Distance %1").arg(lengthWords(metres)));
}

void MapTask::drawBorder(const QUuid &grid)
{
    if (!roleMay(m_desk, setBorder))
        return void(Toast::show(this, tr("Your roles do not include drawing borders.")));
    m_desk
        .read([grid](ReadContext &context) -> Result<GridLine> {
            auto line = gridVersion(context.tx, grid, context.now.localDate());
            if (!line)
                return fail(ErrorKind::NotFound, u"grid.not_found"_s,
                            tr("This grid is not in force today; its border stays as it was."));
            return *std::move(line);
        })
        .then(this, [this](const Result<GridLine> &line) {
            if (line)
                beginBorder(*line);
            else
                Toast::showError(this, line.error());
        });
}

void MapTask::beginBorder(const GridLine &grid)
{
    m_grid = grid;
    const Datum datum = m_map->datum();
    const QStringList snap{MapLayer::grids};
    const GeoShape shape = converted(grid.shape(), grid.datum, datum);
    if (!shape.isEmpty()) {
        m_map->flyTo(boxOf(shape));
        m_map->editBorder(shape, snap);
        return begin(Doing::Drawing, tr("Border of %1: drag its points, click the middle of an edge for a new one, "
                                        "Delete takes one away. It snaps to its neighbours; Alt sets it free.")
                                         .arg(grid.name));
    }
    if (const auto divisions = m_layers->divisions()) {
        if (const auto village = std::ranges::find_if(
                divisions->villages,
                [&](const MapDivision &one) { return one.division.digits() == grid.org.left(12); });
            village != divisions->villages.end())
            m_map->flyTo(boxOf(village->shape));
    }
    m_map->drawBorder(snap);
    begin(Doing::Drawing, tr("Border of %1: click its corners, double click ends. It snaps to its neighbours; Alt sets "
                             "it free.")
                              .arg(grid.name));
}

void MapTask::toolChanged(MapView::Tool tool)
{
    if (tool == MapView::Tool::None && m_doing == Doing::Drawing) {
        // Left with Esc: Enter and double click come to finish() in the same breath and change what is being done.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_doing == Doing::Drawing && m_map->tool() == MapView::Tool::None)
                    end();
            },
            Qt::QueuedConnection);
    } else if (tool == MapView::Tool::None && m_doing == Doing::Measuring) {
        m_leave->setFocus(Qt::OtherFocusReason); // the result stays to be read
    }
}

// What was drawn stays on the map until it is stored.
void MapTask::finish(const GeoShape &shape)
{
    if (m_doing != Doing::Drawing)
        return;
    begin(Doing::Storing, tr("The border of %1 is being checked and saved.").arg(m_grid.name));
    const GeoShape own = converted(shape, m_map->datum(), m_grid.datum);
    m_desk
        .read([own, datum = m_grid.datum](ReadContext &context) -> Result<bool> {
            if (auto good = acceptBorder(own, datum, context.actor.area.county()); !good)
                return fail(good.error());
            return true;
        })
        .then(this, [this, own, shape](const Result<bool> &good) {
            if (good)
                submit(own);
            else
                refuse(good.error().message, shape);
        });
}

void MapTask::submit(const GeoShape &own)
{
    ActionRequest request;
    request.action = setBorder;
    request.data = {{u"grid"_s, m_grid.id.toString(QUuid::WithoutBraces)},
                    {u"border"_s, QString::fromUtf8(QJsonDocument(shapeToGeoJson(own)).toJson(QJsonDocument::Compact))},
                    {u"datum"_s, datumCode(m_grid.datum)}};
    m_desk.submit(request).then(this, [this, own](const Result<ActionOutcome> &done) {
        if (!done)
            return refuse(done.error().message, converted(own, m_grid.datum, m_map->datum()));
        end();
        QStringList lines{tr("The border of %1 is saved; reports of earlier days keep the old one.").arg(m_grid.name)};
        lines << done->warnings;
        Toast::show(this, lines.join(u'\n'));
        Q_EMIT borderStored(done->id);
    });
}

void MapTask::refuse(const QString &sentence, const GeoShape &shape)
{
    begin(Doing::Drawing, tr("Border of %1: nothing was saved; what you drew is kept. Mend it and save again, or "
                             "discard it.")
                              .arg(m_grid.name));
    m_refused = true;
    m_leave->setText(tr("Discard"));
    m_error->setText(sentence);
    m_map->editBorder(shape, {MapLayer::grids});
    Q_EMIT borderRefused(sentence);
}

} // namespace fengqiao
