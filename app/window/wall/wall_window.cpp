#include "wall_window.h"

#include <QCloseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QTimer>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr std::chrono::milliseconds frame{33};
constexpr std::chrono::milliseconds look{500};     // at the clock
constexpr std::chrono::milliseconds settled{3000}; // after the last change of a grid
constexpr qint64 minuteMs = 60'000;

// Corners and middles of a small square, one after the other: no pixel shows the same edge for long.
constexpr std::array<QPoint, 9> places{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};

QHash<QString, LevelLook> levelLooks(const RuleSet &rules)
{
    QHash<QString, LevelLook> looks;
    const QString scheme = rules.setting("level_scheme"_L1);
    for (const RuleRow *row : rules.table("levels"_L1).where("scheme"_L1, scheme))
        looks.insert(row->text("level"_L1), LevelLook::of(rules, row->text("level"_L1), scheme));
    return looks;
}

} // namespace

WallWindow::WallWindow(Desk &desk, std::shared_ptr<WallReader> reader, Leaving leaving, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint)
    , m_desk(desk)
    , m_reader(std::move(reader))
    , m_leaving(leaving)
    , m_fading(new QTimer(this))
    , m_landSoon(new QTimer(this))
{
    setObjectName(u"wallWindow"_s);
    setWindowTitle(tr("Big screen"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_NoSystemBackground);
    setCursor(Qt::BlankCursor);
    setFocusPolicy(Qt::StrongFocus);
    Theme::pin(this, Appearance::Dark);
    m_theme = &Theme::of(this);
    m_painters.setMaxThreadCount(1);
    m_fading->setTimerType(Qt::PreciseTimer);
    m_fading->setInterval(frame);
    connect(m_fading, &QTimer::timeout, this, &WallWindow::fadeOn);
    m_landSoon->setSingleShot(true);
    m_landSoon->setInterval(settled);
    connect(m_landSoon, &QTimer::timeout, this, &WallWindow::reloadLand);
    auto *clock = new QTimer(this);
    clock->setInterval(look);
    connect(clock, &QTimer::timeout, this, &WallWindow::tick);
    clock->start();
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        if (std::ranges::any_of(changes, [](const Change &change) { return change.entity->name == "grid"_L1; }))
            m_landSoon->start();
        if (std::ranges::any_of(changes, [](const Change &change) { return change.entity->name == "rule_table"_L1; }))
            readScenes();
    });
    readScenes();
    reloadLand();
}

WallWindow::~WallWindow()
{
    m_painters.waitForDone(); // what is painted there asks this window's theme
}

void WallWindow::readScenes()
{
    m_all = wallScenes(*m_desk.rules());
    for (const WallScene &scene : std::as_const(m_all))
        if (scene.hidden && !m_hidden.contains(scene.scene))
            m_hidden << scene.scene;
}

QStringList WallWindow::scenes() const
{
    QStringList names;
    for (const WallScene &scene : m_all)
        if (!m_hidden.contains(scene.scene))
            names << scene.scene;
    return names;
}

void WallWindow::openOn(QScreen *screen)
{
    if (screen) {
        setScreen(screen);
        setGeometry(screen->geometry());
    }
    showFullScreen();
    raise();
    activateWindow();
}

void WallWindow::begin(int scene)
{
    const QStringList names = scenes();
    if (!names.isEmpty())
        goTo(names.at(scene % names.size()));
}

void WallWindow::reloadLand()
{
    m_reader->ground().then(this, [this](const Result<WallGround> &ground) {
        if (!ground)
            qWarning("wall: %s", qUtf8Printable(ground.error().message));
        QtConcurrent::run(&m_painters, [ground = ground.value_or(WallGround())] {
            return std::make_shared<const WallLand>(ground);
        }).then(this, [this](const std::shared_ptr<const WallLand> &land) {
            m_land = land;
            m_whole = true;
            refresh();
        });
    });
}

void WallWindow::step(int by)
{
    const QStringList names = scenes();
    if (names.isEmpty())
        return;
    const auto at = static_cast<int>(names.indexOf(m_wanted));
    const auto count = static_cast<int>(names.size());
    goTo(names.at(((at < 0 ? 0 : at + by) % count + count) % count));
}

void WallWindow::setPaused(bool paused)
{
    m_paused = paused;
    m_since = m_desk.now();
    refresh(); // the head says so
}

void WallWindow::hideScene()
{
    if (scenes().size() < 2)
        return; // something has to hang there
    const QString scene = m_wanted;
    step(1);
    m_hidden << scene;
}

void WallWindow::showAllScenes()
{
    m_hidden.clear();
    refresh();
}

void WallWindow::goTo(const QString &scene)
{
    m_wanted = scene;
    m_since = m_desk.now();
    read(scene);
}

void WallWindow::refresh()
{
    if (!m_wanted.isEmpty())
        read(m_wanted);
}

void WallWindow::tick()
{
    const Instant now = m_desk.now();
    if (m_shifted.isNull())
        m_shifted = now;
    if (now.ms / minuteMs != m_minute) {
        m_minute = now.ms / minuteMs;
        refresh(); // a room becomes free without anybody doing anything
    }
    const int minutes = m_desk.rules()->settingNumber("wall_shift_minutes"_L1);
    if (minutes > 0 && now.ms - m_shifted.ms >= minutes * minuteMs) {
        m_shifted = now;
        m_place = (m_place + 1) % static_cast<int>(places.size());
        update();
    }
    const auto scene = std::ranges::find(m_all, m_wanted, &WallScene::scene);
    if (m_paused || scene == m_all.cend() || now.ms < m_since.ms) // the machine's clock was set back
        m_since = m_paused || scene == m_all.cend() ? m_since : now;
    else if (now.ms - m_since.ms >= scene->stay.count() * 1000 && scenes().size() > 1)
        next();
}

void WallWindow::read(const QString &scene)
{
    // What comes while something is faded in waits for the end of it: nothing ever jumps.
    const bool busy = m_reading || !m_region.isEmpty();
    m_again = busy;
    if (busy || !m_land || size().isEmpty())
        return;
    m_reading = true;
    m_reader->picture(scene).then(this, [this](const Result<WallPicture> &picture) {
        if (picture && picture->scene == m_wanted)
            return paint(*picture);
        m_reading = false;
        if (!picture)
            qWarning("wall: %s", qUtf8Printable(picture.error().message));
        else
            refresh(); // somebody went on meanwhile
    });
}

WallDrawing WallWindow::drawingOf(WallPicture picture) const
{
    WallDrawing drawing;
    const QStringList names = scenes();
    drawing.state = {static_cast<int>(names.indexOf(picture.scene)), static_cast<int>(names.size()), m_paused};
    drawing.picture = std::move(picture);
    drawing.layout = WallLayout(size());
    drawing.ratio = devicePixelRatioF();
    drawing.levels = levelLooks(*m_desk.rules());
    drawing.land = m_land;
    drawing.theme = m_theme;
    return drawing;
}

// Of the same scene on the same surface: what says something else now.
QStringList WallWindow::changedPieces(const WallDrawing &drawing) const
{
    const WallPicture &before = m_shown.picture;
    const WallPicture &now = drawing.picture;
    QStringList changed;
    if (before.asOf.display() != now.asOf.display() || m_shown.state != drawing.state)
        changed << u"head"_s;
    for (qsizetype i = 0; i < now.parts.size(); ++i)
        if (i >= before.parts.size() || before.parts.at(i) != now.parts.at(i))
            changed << now.parts.at(i).element.element;
    if (before.silence != now.silence)
        changed << u"foot"_s;
    return changed;
}

void WallWindow::paint(WallPicture picture)
{
    WallDrawing drawing = drawingOf(std::move(picture));
    const bool whole = m_whole || drawing.picture.scene != scene() || m_front.isNull();
    const QStringList ids = whole ? piecesOf(drawing) : changedPieces(drawing);
    const int generation = m_generation;
    QtConcurrent::run(&m_painters, [drawing, whole, ids] {
        Painted painted{drawing, whole ? blankWall(drawing) : QImage(), {}};
        for (const QString &id : ids)
            painted.pieces << paintPiece(drawing, id);
        if (!whole)
            return painted;
        QPainter painter(&painted.whole);
        for (WallPiece &piece : painted.pieces) {
            painter.drawImage(piece.rect.topLeft(), piece.image);
            piece.image = QImage();
        }
        return painted;
    }).then(this, [this, generation](const Painted &painted) {
        m_reading = false;
        if (generation == m_generation)
            take(painted);
        else
            m_again = true; // of another size
        if (m_again)
            refresh();
    });
}

void WallWindow::take(const Painted &painted)
{
    const bool first = m_front.isNull();
    m_shown = painted.drawing;
    QRegion region;
    if (!painted.whole.isNull()) {
        m_whole = false;
        m_texts.clear();
        m_back = painted.whole;
        region = rect();
    } else if (!painted.pieces.isEmpty()) {
        QPainter painter(&m_back);
        for (const WallPiece &piece : painted.pieces) {
            painter.drawImage(piece.rect.topLeft(), piece.image);
            region += piece.rect;
        }
    }
    for (const WallPiece &piece : painted.pieces)
        m_texts.insert(piece.id, piece.texts);
    if (first) {
        m_front = m_back;
        m_back = m_front.copy();
        update();
        Q_EMIT shown(scene());
    } else if (!region.isEmpty()) {
        fade(region);
    }
}

bool WallWindow::isResting() const
{
    return !m_reading && !m_again && m_region.isEmpty() && !m_front.isNull() && m_land;
}

QList<WallText> WallWindow::texts() const
{
    QList<WallText> all;
    for (const QList<WallText> &piece : m_texts)
        all += piece;
    return all;
}

QPoint WallWindow::shift() const
{
    return places.at(static_cast<size_t>(m_place)) * WallLayout(size()).shift();
}

void WallWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    ++m_generation;
    m_fading->stop();
    m_region = QRegion();
    m_front = QImage();
    m_back = QImage();
    m_whole = true;
    refresh();
}

void WallWindow::keyPressEvent(QKeyEvent *event)
{
    const bool sequence = event->key() == Qt::Key_Q && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (sequence || (event->key() == Qt::Key_Escape && m_leaving == Leaving::ByEscapeToo))
        return leave();
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return next();
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        return previous();
    case Qt::Key_Space:
        return setPaused(!m_paused);
    case Qt::Key_H:
        return hideScene();
    case Qt::Key_A:
        return showAllScenes();
    default:
        QWidget::keyPressEvent(event);
    }
}

void WallWindow::leave()
{
    m_closing = true;
    close();
}

// In a hall nobody closes the wall by chance.
void WallWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && m_leaving == Leaving::ByKeySequence)
        return event->ignore();
    QWidget::closeEvent(event);
    Q_EMIT left();
}

} // namespace fengqiao
