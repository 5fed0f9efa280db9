#include "dock_area.h"

#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QMouseEvent>
#include <QTabBar>
#include <QTimer>

#include <widgets/filters.h>
#include <widgets/theme.h>

#include "window_settings.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int layoutVersion = 2; // raise when docks come or go: old arrangements are then left behind

// A view's name within its panel: its own, or its place among its like.
template <typename W> QList<std::pair<QString, W *>> named(QWidget *panel)
{
    QList<std::pair<QString, W *>> list;
    int place = 0;
    for (W *widget : panel->findChildren<W *>()) {
        const QWidget *named =
            widget->objectName().isEmpty() && widget->parentWidget() ? widget->parentWidget() : widget;
        const QString name = named->objectName().startsWith("qt_"_L1) ? QString() : named->objectName();
        list.append({name.isEmpty() ? QString::number(place) : name, widget});
        ++place;
    }
    return list;
}

// The panel itself where it takes the keyboard, else the first of its parts that does.
void focusInto(QWidget *panel)
{
    QWidget *next = panel;
    do {
        const bool within = next == panel || panel->isAncestorOf(next);
        if (within && next->focusPolicy() & Qt::TabFocus && next->isVisibleTo(panel) && next->isEnabled())
            return next->setFocus(Qt::ShortcutFocusReason);
        next = next->nextInFocusChain();
    } while (next != panel);
}

} // namespace

DockArea::DockArea(WindowSettings &settings, const QString &login, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_login(login)
{
    setWindowFlags(Qt::Widget); // a part of the window, although the class makes itself one
    // Animated docks crash in restoreState of Qt 6.8.2 (a use after free).
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setAnimated(false);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::South);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    installEventFilter(this);
}

void DockArea::addPanel(const QString &id, const QString &title, QWidget *panel)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(id);
    dock->setAccessibleName(title);
    panel->setBackgroundRole(QPalette::Base); // docks are raised from the window as cards are
    panel->setAutoFillBackground(true);
    dock->setWidget(panel);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    dock->hide();
    dock->installEventFilter(this);
    connect(dock, &QDockWidget::visibilityChanged, this, [this, id](bool visible) {
        if (visible)
            Q_EMIT panelShown(id);
    });
    connect(dock, &QDockWidget::topLevelChanged, this, [this] { m_designed = false; });
    connect(dock, &QDockWidget::dockLocationChanged, this, [this] { m_designed = m_designed && !isVisible(); });
    m_ids.append(id);
    m_docks.insert(id, dock);
}

void DockArea::showPerspective(const QString &id)
{
    const Perspective *perspective = findPerspective(id);
    if (!perspective || id == m_perspective)
        return;
    if (!m_perspective.isEmpty())
        m_settings.setLayout(m_login, m_perspective, m_designed ? QByteArray() : saveState(layoutVersion));
    else
        restoreViews();
    m_perspective = id;
    const QByteArray state = m_settings.layout(m_login, id);
    if (state.isEmpty() || !restoreState(state, layoutVersion))
        arrange(*perspective);
    else
        m_designed = false;
    m_settings.setPerspective(m_login, id);
    Q_EMIT perspectiveChanged(id);
}

void DockArea::resetPerspective()
{
    if (const Perspective *perspective = findPerspective(m_perspective))
        arrange(*perspective);
    m_settings.setLayout(m_login, m_perspective, {});
}

void DockArea::arrange(const Perspective &perspective)
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    // The columns first and their tabs after: what is split beside a tab becomes a tab itself.
    QDockWidget *last = nullptr;
    for (const DockColumn &column : perspective.columns) {
        QDockWidget *next = dock(column.docks.value(0));
        if (!next)
            continue;
        if (last)
            splitDockWidget(last, next, Qt::Horizontal);
        else
            addDockWidget(Qt::LeftDockWidgetArea, next);
        next->show();
        last = next;
    }
    for (const DockColumn &column : perspective.columns) {
        QDockWidget *first = dock(column.docks.value(0));
        for (const QString &id : column.docks.mid(1)) {
            if (QDockWidget *next = dock(id); next && first) {
                tabifyDockWidget(first, next);
                next->show();
            }
        }
        if (first)
            first->raise();
    }
    QDockWidget *low = nullptr; // the bottom is one place: its docks share it as tabs
    for (const QString &id : perspective.bottom) {
        QDockWidget *next = dock(id);
        if (!next)
            continue;
        if (low)
            tabifyDockWidget(low, next);
        else
            addDockWidget(Qt::BottomDockWidgetArea, next);
        low = low ? low : next;
        next->show();
    }
    if (low)
        low->raise();
    m_designed = true;
    fitSizes();
    // The sizes count only when the layout has been made for the new docks.
    QTimer::singleShot(0, this, &DockArea::fitSizes);
}

void DockArea::fitSizes()
{
    const Perspective *perspective = findPerspective(m_perspective);
    if (!perspective || !m_designed)
        return;
    const Theme &theme = Theme::of(this);
    const double scale = theme.space(25) / 100.0;
    int rest = width();
    for (const DockColumn &column : perspective->columns)
        rest -= qRound(column.width * scale);
    QList<QDockWidget *> docks;
    QList<int> widths;
    for (const DockColumn &column : perspective->columns) {
        if (QDockWidget *first = dock(column.docks.value(0))) {
            docks.append(first);
            widths.append(column.width > 0 ? qRound(column.width * scale) : std::max(rest, 1));
        }
    }
    resizeDocks(docks, widths, Qt::Horizontal);
    if (QDockWidget *bottom = dock(perspective->bottom.value(0))) {
        QDockWidget *above = docks.value(0);
        const int low = qRound(perspective->bottomHeight * scale) + (height() - qRound(680 * scale)) / 4;
        resizeDocks({above, bottom}, {std::max(1, height() - low), low}, Qt::Vertical);
    }
}

bool DockArea::isShown(const QString &panel) const
{
    const QDockWidget *found = dock(panel);
    return found && !found->isHidden();
}

void DockArea::raisePanel(const QString &id)
{
    QDockWidget *found = dock(id);
    if (!found)
        return;
    if (dockWidgetArea(found) == Qt::NoDockWidgetArea && !found->isFloating())
        placeBeside(found);
    found->show();
    found->raise();
    if (found->isFloating())
        found->activateWindow();
    if (found->widget() && !found->widget()->isAncestorOf(QApplication::focusWidget()))
        focusInto(found->widget());
}

// Not part of this perspective: it becomes a tab of the last column.
void DockArea::placeBeside(QDockWidget *guest)
{
    const Perspective *perspective = findPerspective(m_perspective);
    QDockWidget *host = perspective ? dock(perspective->columns.last().docks.first()) : nullptr;
    if (host && host != guest && dockWidgetArea(host) != Qt::NoDockWidgetArea && !host->isFloating())
        tabifyDockWidget(host, guest);
    else
        addDockWidget(Qt::RightDockWidgetArea, guest);
}

void DockArea::save()
{
    if (!m_perspective.isEmpty())
        m_settings.setLayout(m_login, m_perspective, m_designed ? QByteArray() : saveState(layoutVersion));
    for (const QString &id : std::as_const(m_ids)) {
        QWidget *panel = dock(id)->widget();
        for (const auto &[name, header] : named<QHeaderView>(panel))
            if (header->orientation() == Qt::Horizontal)
                m_settings.setColumns(m_login, id + u'.' + name, header->saveState());
        for (const auto &[name, bar] : named<FilterBar>(panel))
            m_settings.setFilters(m_login, id + u'.' + name, bar->values());
    }
}

void DockArea::restoreViews()
{
    for (const QString &id : std::as_const(m_ids)) {
        QWidget *panel = dock(id)->widget();
        for (const auto &[name, header] : named<QHeaderView>(panel))
            if (const QByteArray state = m_settings.columns(m_login, id + u'.' + name); !state.isEmpty())
                header->restoreState(state);
        for (const auto &[name, bar] : named<FilterBar>(panel))
            if (const auto values = m_settings.filters(m_login, id + u'.' + name); !values.isEmpty())
                bar->setValues(values);
    }
}

void DockArea::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    fitSizes();
}

void DockArea::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitSizes();
}

bool DockArea::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Close && qobject_cast<QDockWidget *>(object))
        m_designed = false;
    // A press on the space between docks is a person moving a separator: from now on the sizes are hers.
    if (object == this && event->type() == QEvent::MouseButtonPress && m_designed) {
        const auto *press = static_cast<QMouseEvent *>(event);
        if (press->button() == Qt::LeftButton && !childAt(press->position().toPoint()))
            m_designed = false;
    }
    return QMainWindow::eventFilter(object, event);
}

} // namespace fengqiao
