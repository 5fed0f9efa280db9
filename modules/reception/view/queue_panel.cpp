#include <reception/widgets/queue_panel.h>

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <reception/reception.h>
#include <widgets/marks.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "queue_list.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int gatherMs = 30;          // one action changes several records
constexpr qsizetype singlesMost = 40; // beyond this, one reading of the whole queue is cheaper
constexpr int minuteMs = 60'000;

void count(QueueCounts &counts, const QueueLine &line, int sign)
{
    if (!line.counted)
        return;
    int &phase = line.phase == VisitPhase::Waiting     ? counts.waiting
                 : line.phase == VisitPhase::Receiving ? counts.receiving
                                                       : counts.done;
    phase += sign;
    counts.batches += sign;
    counts.persons += sign * line.row.headCount;
}

} // namespace

QueuePanel::QueuePanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new QueueModel(*desk.rules(), this))
    , m_soon(new QTimer(this))
    , m_strip(new CountStrip(this))
    , m_calls(new QWidget(this))
    , m_window(new QComboBox(m_calls))
    , m_next(new QPushButton(tr("Call next"), m_calls))
    , m_bar(new QWidget(this))
    , m_call(new QPushButton(tr("Call this one"), m_bar))
    , m_open(new QPushButton(tr("Open"), m_bar))
    , m_emergency(new QToolButton(m_bar))
    , m_stack(new QStackedWidget(this))
    , m_list(new QListView(m_stack))
    , m_empty(new EmptyState(tr("Nobody has come today yet. When somebody comes, press F2."), {}, m_stack))
{
    setObjectName(u"queuePanel"_s);
    const Theme &theme = Theme::of(this);
    const int margin = theme.size(Size::Related);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    column->addWidget(m_strip);
    column->addWidget(m_calls);
    column->addWidget(m_stack, 1);
    column->addWidget(m_bar);
    buildCalls();
    buildList();

    m_soon->setSingleShot(true);
    m_soon->setInterval(gatherMs);
    connect(m_soon, &QTimer::timeout, this, &QueuePanel::readPending);
    connect(&desk, &Desk::changed, this, &QueuePanel::take);
    auto *minute = new QTimer(this);
    connect(minute, &QTimer::timeout, this, &QueuePanel::everyMinute);
    minute->start(minuteMs);
    refresh();
    readWindows();
}

QueuePanel::~QueuePanel() = default;

void QueuePanel::buildCalls()
{
    const Theme &theme = Theme::of(this);
    auto *row = new QHBoxLayout(m_calls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_window, 1);
    row->addWidget(m_next, 1);
    m_window->setAccessibleName(tr("My window"));
    m_window->setToolTip(tr("The window that calls from this computer"));
    m_window->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_next->setText(tr("Call next (F8)"));
    setKind(m_next, ButtonKind::Primary);
    setButtonIcon(m_next, u"megaphone"_s);
    m_next->setProperty("tall", true);
    m_window->setMinimumHeight(theme.size(Size::ControlTall));
    m_calls->setVisible(roleMay(m_desk, u"call_next"_s));
    connect(m_next, &QPushButton::clicked, this, &QueuePanel::callNext);
    connect(m_window, &QComboBox::activated, this, [this] { setDeskWindow(m_desk, window()); });
}

void QueuePanel::buildList()
{
    const Theme &theme = Theme::of(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new QueueDelegate([this] { return m_desk.now(); }, m_list));
    m_list->setAccessibleName(tr("Queue"));
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_empty->setIcon(u"inbox"_s);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_stack->setCurrentWidget(m_empty);

    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_open);
    row->addWidget(m_call);
    row->addStretch();
    row->addWidget(m_emergency);
    m_emergency->setIcon(theme.icon(u"siren"_s, Token::Red));
    m_emergency->setIconSize(QSize(theme.space(5), theme.space(4)));
    m_emergency->setText(tr("Emergency"));
    m_emergency->setToolTip(tr("This visitor is in danger (F12 for somebody without a ticket)"));
    m_emergency->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_emergency->setFocusPolicy(Qt::TabFocus);
    m_call->setVisible(roleMay(m_desk, u"call_visit"_s));
    m_emergency->setVisible(roleMay(m_desk, u"emergency_intake"_s));
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT visitActivated(current()); });
    connect(m_call, &QPushButton::clicked, this, &QueuePanel::callCurrent);
    connect(m_emergency, &QToolButton::clicked, this, [this] { Q_EMIT emergencyRequested(current()); });
    // A click opens; so does Enter. Arrows only move.
    connect(m_list, &QListView::clicked, this, [this] { Q_EMIT visitActivated(current()); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (!QApplication::mouseButtons()) // a click was already told
            Q_EMIT visitActivated(index.data(RecordIdRole).toUuid());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &QueuePanel::showButtons);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &QueuePanel::showButtons);
    showButtons();
}

QUuid QueuePanel::current() const
{
    return m_list->currentIndex().data(RecordIdRole).toUuid();
}

void QueuePanel::setCurrent(QUuid visit)
{
    if (const int row = m_model->rowOf(visit); row >= 0)
        m_list->setCurrentIndex(m_model->index(row, 0));
}

QUuid QueuePanel::window() const
{
    return m_window->currentData().toUuid();
}

void QueuePanel::showButtons()
{
    const QueueLine *line = m_model->find(current());
    m_bar->setVisible(line != nullptr);
    m_call->setEnabled(line && line->phase == VisitPhase::Waiting);
    m_emergency->setEnabled(line && line->phase != VisitPhase::Done);
}

void QueuePanel::refresh()
{
    const int question = ++m_question;
    m_day = m_desk.now().localDate();
    m_reading = true;
    m_pending.clear();
    m_desk.read([day = m_day](ReadContext &context) -> Result<Queue> { return queueOf(context, day); })
        .then(this, [this, question](const Result<Queue> &queue) {
            if (question != m_question)
                return;
            m_reading = false;
            if (!queue)
                return Toast::showError(this, queue.error()), void();
            QList<QueueLine> lines;
            for (const QueueRow &row : queue->rows)
                lines << QueueLine::of(*m_desk.rules(), row);
            m_model->setLines(std::move(lines));
            m_counts = queue->counts;
            showCounts();
            Q_EMIT refreshed();
        });
}

void QueuePanel::showCounts()
{
    m_strip->setCounts(m_counts);
    m_stack->setCurrentWidget(m_model->rows().isEmpty() ? static_cast<QWidget *>(m_empty) : m_list);
    showButtons();
}

void QueuePanel::take(const ChangeSet &changes)
{
    for (const Change &change : changes) {
        if (change.entity == &visitEntity())
            m_pending.insert(change.id);
        else if (change.entity == &windowEntity())
            readWindows();
        else // the matter opened from a visit may have become an emergency
            for (const QueueLine &line : m_model->rows())
                if (line.row.matter == change.id)
                    m_pending.insert(line.row.id);
    }
    if (!m_pending.isEmpty() && !m_soon->isActive())
        m_soon->start();
}

void QueuePanel::readPending()
{
    if (m_reading)
        return m_soon->start();
    if (m_pending.size() > singlesMost)
        return refresh();
    const QList<QUuid> ids(m_pending.cbegin(), m_pending.cend());
    m_pending.clear();
    using Rows = QList<std::pair<QUuid, std::optional<QueueRow>>>;
    m_desk
        .read([ids](ReadContext &context) -> Result<Rows> {
            Rows rows;
            for (const QUuid &id : ids)
                rows.append({id, queueRow(context, id)});
            return rows;
        })
        .then(this, [this, question = m_question](const Result<Rows> &rows) {
            if (question == m_question && rows) // a whole reading begun meanwhile has it already
                apply(*rows);
        });
}

void QueuePanel::apply(const QList<std::pair<QUuid, std::optional<QueueRow>>> &rows)
{
    for (const auto &[id, row] : rows) {
        const QueueLine *known = m_model->find(id);
        const bool ofToday = row && row->arrived.localDate() == m_day;
        if (!known && !ofToday)
            continue;
        const QueueLine line = ofToday ? QueueLine::of(*m_desk.rules(), *row) : QueueLine();
        if (!known && line.phase == VisitPhase::Done)
            return refresh(); // one of the many done ones that are not listed: its old count is not known
        if (known)
            count(m_counts, *known, -1);
        if (ofToday) {
            count(m_counts, line, 1);
            m_model->put(line);
        } else {
            m_model->remove(id);
        }
    }
    showCounts();
    Q_EMIT refreshed();
}

void QueuePanel::everyMinute()
{
    if (m_desk.now().localDate() != m_day)
        refresh();
    m_list->viewport()->update();
}

void QueuePanel::readWindows()
{
    m_desk
        .read([day = m_desk.now().localDate()](ReadContext &context) -> Result<QList<WindowRow>> {
            return windowsOf(context, day);
        })
        .then(this, [this](const Result<QList<WindowRow>> &windows) {
            if (windows)
                showWindows(*windows);
        });
}

void QueuePanel::showWindows(const QList<WindowRow> &windows)
{
    const QUuid chosen = deskWindow(m_desk);
    m_window->clear();
    m_window->addItem(tr("No window"), QUuid());
    for (const WindowRow &window : windows)
        m_window->addItem(window.name, window.id);
    m_window->setCurrentIndex(std::max(0, m_window->findData(chosen)));
    m_window->setVisible(!windows.isEmpty());
}

void QueuePanel::callNext()
{
    if (roleMay(m_desk, u"call_next"_s))
        call(u"call_next"_s, {});
}

void QueuePanel::callCurrent()
{
    if (const QUuid visit = current(); !visit.isNull())
        call(u"call_visit"_s, {{u"visit"_s, visit.toString(QUuid::WithoutBraces)}});
}

void QueuePanel::call(const QString &action, QJsonObject given)
{
    if (!window().isNull())
        given.insert(u"window"_s, window().toString(QUuid::WithoutBraces));
    m_next->setEnabled(false);
    m_call->setEnabled(false);
    m_desk.submit({action, QUuid::createUuid().toString(QUuid::WithoutBraces), given, std::nullopt})
        .then(this, [this](const Result<ActionOutcome> &outcome) {
            m_next->setEnabled(true);
            showButtons();
            if (!outcome) {
                if (outcome.error().kind == ErrorKind::NotFound)
                    Toast::show(this, outcome.error().message);
                else
                    Toast::showError(this, outcome.error());
                return;
            }
            setCurrent(outcome->id);
            Q_EMIT visitActivated(outcome->id);
        });
}

void QueuePanel::keyPressEvent(QKeyEvent *event)
{
    // From anywhere in the panel the arrows go to the list.
    if ((event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) && m_model->rowCount() > 0) {
        m_list->setFocus(Qt::OtherFocusReason);
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_model->index(0, 0));
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace fengqiao
