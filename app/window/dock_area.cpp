#include "dock_area.h"

#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPointer>
#include <QTabBar>
#include <QTimer>

#include <widgets/filters.h>
#include <widgets/theme.h>

#include "window_settings.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int layoutVersion = 4; // raise when docks come or go: old arrangements are then left behind

constexpr int lowHeight = 800; // of the docks, in pixels of the designed window

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
    m_folded = folds(perspective);
    // The columns first and their tabs after: what is split beside a tab becomes a tab itself.
    QDockWidget *last = nullptr;
    for (const DockColumn &column : perspective.columns) {
        QDockWidget *next = firstOf(column.docks);
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
        QDockWidget *above = firstOf(column.docks);
        QDockWidget *below = firstOf(belowOf(perspective, column));
        if (!above || !below)
            continue;
        splitDockWidget(above, below, Qt::Vertical);
        below->show();
    }
    for (const DockColumn &column : perspective.columns) {
        stack(column.docks);
        stack(belowOf(perspective, column));
    }
    if (!m_folded)
        arrangeBottom(perspective);
    m_designed = true;
    fitSizes();
    // The sizes count only when the layout has been made for the new docks.
    QTimer::singleShot(0, this, &DockArea::fitSizes);
}

bool DockArea::folds(const Perspective &perspective) const
{
    return perspective.foldsBottom && height() < qRound(lowHeight * Theme::of(this).space(25) / 100.0);
}

QStringList DockArea::belowOf(const Perspective &perspective, const DockColumn &column) const
{
    const bool first = &column == &perspective.columns.first();
    return first && m_folded ? column.below + perspective.bottom + perspective.beside : column.below;
}

// The window has become low, or high enough again. What was in front stays in front, and the keyboard where it was.
void DockArea::foldOrUnfold()
{
    const Perspective *perspective = findPerspective(m_perspective);
    if (!perspective || !m_designed || folds(*perspective) == m_folded)
        return;
    // The bottom's docks were always to be seen; they take nobody's place.
    QList<QDockWidget *> front;
    for (QDockWidget *one : std::as_const(m_docks))
        if (one->isVisible() && !one->visibleRegion().isEmpty() && !perspective->bottom.contains(one->objectName()) &&
            !perspective->beside.contains(one->objectName()))
            front << one;
    const QPointer<QWidget> focus = QApplication::focusWidget();
    arrange(*perspective);
    for (QDockWidget *one : std::as_const(front))
        one->raise();
    if (focus && isAncestorOf(focus))
        focus->setFocus(Qt::OtherFocusReason);
}

QDockWidget *DockArea::firstOf(const QStringList &docks) const
{
    for (const QString &id : docks)
        if (QDockWidget *found = dock(id))
            return found;
    return nullptr;
}

void DockArea::stack(const QStringList &docks)
{
    QDockWidget *first = firstOf(docks);
    for (const QString &id : docks) {
        if (QDockWidget *next = dock(id); next && next != first) {
            tabifyDockWidget(first, next);
            next->show();
        }
    }
    if (first)
        first->raise();
}

// The bottom is one place, or two beside each other; the docks of a place share it as tabs.
void DockArea::arrangeBottom(const Perspective &perspective)
{
    QDockWidget *low = firstOf(perspective.bottom);
    QDockWidget *beside = firstOf(perspective.beside);
    if (!low)
        std::swap(low, beside);
    if (!low)
        return;
    addDockWidget(Qt::BottomDockWidgetArea, low);
    low->show();
    if (beside) {
        splitDockWidget(low, beside, Qt::Horizontal);
        beside->show();
    }
    stack(perspective.bottom);
    stack(perspective.beside);
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
        rest -= firstOf(column.docks) ? qRound(column.width * scale) : 0;
    QList<QDockWidget *> docks;
    QList<int> widths;
    for (const DockColumn &column : perspective->columns) {
        if (QDockWidget *first = firstOf(column.docks)) {
            docks.append(first);
            widths.append(column.width > 0 ? qRound(column.width * scale) : std::max(rest, 1));
        }
    }
    resizeDocks(docks, widths, Qt::Horizontal);
    fitHeights(*perspective, scale);
}

void DockArea::fitHeights(const Perspective &perspective, double scale)
{
    // What is asked for must add up to what there is, the spaces between docks left out: else all lose a part of it.
    const int space = style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, this);
    int high = height();
    QDockWidget *bottom = firstOf(perspective.bottom.isEmpty() ? perspective.beside : perspective.bottom);
    if (bottom && !m_folded) {
        const int low = qRound(perspective.bottomHeight * scale) + (height() - qRound(680 * scale)) / 4;
        high = std::max(1, height() - low - space);
        resizeDocks({firstOf(perspective.columns.first().docks), bottom}, {high, low}, Qt::Vertical);
        if (QDockWidget *beside = firstOf(perspective.beside); beside && beside != bottom)
            resizeDocks({bottom, beside}, {width() / 2, width() / 2}, Qt::Horizontal);
    }
    for (const DockColumn &column : perspective.columns) {
        QDockWidget *above = firstOf(column.docks);
        QDockWidget *below = firstOf(belowOf(perspective, column));
        if (!above || !below)
            continue;
        const int wanted = std::min(above->sizeHint().height(), high * 3 / 5);
        resizeDocks({above, below}, {wanted, high - wanted - space}, Qt::Vertical);
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
    QDockWidget *host = perspective ? firstOf(perspective->columns.last().docks) : nullptr;
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
            if (const QByteArray state = m_settings.columns(m_login, id + u'.' + name);
                header->orientation() == Qt::Horizontal && !state.isEmpty())
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
    if (const Perspective *perspective = findPerspective(m_perspective);
        perspective && m_designed && folds(*perspective) != m_folded)
        QTimer::singleShot(0, this, &DockArea::foldOrUnfold); // the window must be laid out first
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
