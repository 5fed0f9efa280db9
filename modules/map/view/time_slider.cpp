#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <map/widgets/map_panels.h>

namespace fengqiao {

namespace {

constexpr double radius = 7; // of a handle
constexpr double grooveHeight = 4;
constexpr qint64 week = 7;

// As everywhere in the program, whatever the system's language.
QString dayWords(QDate day)
{
    return day.toString(QStringLiteral("yyyy-MM-dd"));
}

} // namespace

TimeSlider::TimeSlider(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Days shown on the map"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TimeSlider::setRange(QDate first, QDate last)
{
    m_first = first;
    m_last = std::max(first, last);
    setSpan(m_from.isValid() ? m_from : first, m_to.isValid() ? m_to : last);
}

void TimeSlider::setSpan(QDate from, QDate to)
{
    m_from = std::clamp(from, m_first, m_last);
    m_to = std::clamp(to, m_from, m_last);
    setAccessibleDescription(tr("%1 to %2").arg(dayWords(m_from), dayWords(m_to)));
    update();
}

QDate TimeSlider::from() const
{
    return m_from;
}

QDate TimeSlider::to() const
{
    return m_to;
}

QSize TimeSlider::sizeHint() const
{
    const int line = QFontMetrics(Theme::of(this).font(Type::Small)).height();
    return {280, line + Theme::of(this).space(1) + Theme::of(this).size(Size::Icon)};
}

QSize TimeSlider::minimumSizeHint() const
{
    return {180, sizeHint().height()};
}

QRectF TimeSlider::groove() const
{
    const double y = height() - Theme::of(this).size(Size::Icon) / 2.0;
    return {radius + 2, y - grooveHeight / 2, std::max(1.0, width() - 2 * radius - 4), grooveHeight};
}

double TimeSlider::xOf(QDate day) const
{
    const auto days = static_cast<double>(std::max<qint64>(1, m_first.daysTo(m_last)));
    return groove().left() + groove().width() * static_cast<double>(m_first.daysTo(day)) / days;
}

QDate TimeSlider::dayAt(double x) const
{
    const double share = std::clamp((x - groove().left()) / groove().width(), 0.0, 1.0);
    return m_first.addDays(std::llround(share * static_cast<double>(m_first.daysTo(m_last))));
}

void TimeSlider::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(Type::Small));
    painter.setPen(theme.color(Token::InkSoft));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, dayWords(m_from));
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignTop, dayWords(m_to));
    const QRectF line = groove();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Line));
    painter.drawRoundedRect(line, 2, 2);
    painter.setBrush(theme.color(Token::Accent));
    painter.drawRoundedRect(QRectF(xOf(m_from), line.top(), xOf(m_to) - xOf(m_from), line.height()), 2, 2);
    for (const Part part : {Part::From, Part::To}) {
        const QPointF at(xOf(part == Part::From ? m_from : m_to), line.center().y());
        painter.setPen(QPen(theme.color(Token::Accent), 2));
        painter.setBrush(theme.color(Token::Raised));
        painter.drawEllipse(at, radius - 1, radius - 1);
        if (hasFocus() && m_focus == part)
            drawFocusRing(painter, QRectF(at.x() - radius - 1, at.y() - radius - 1, 2 * radius + 2, 2 * radius + 2),
                          theme, radius + 1);
    }
}

void TimeSlider::mousePressEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    const double toFrom = std::abs(x - xOf(m_from));
    const double toTo = std::abs(x - xOf(m_to));
    if (std::min(toFrom, toTo) <= 2 * radius)
        m_held = toFrom < toTo ? Part::From : Part::To;
    else if (x > xOf(m_from) && x < xOf(m_to))
        m_held = Part::Bar;
    else
        m_held = x <= xOf(m_from) ? Part::From : Part::To;
    m_heldAt = dayAt(x);
    if (m_held != Part::Bar)
        m_focus = m_held;
    mouseMoveEvent(event);
}

void TimeSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (m_held == Part::None)
        return;
    const QDate day = dayAt(event->position().x());
    if (m_held == Part::From)
        move(Part::From, m_from.daysTo(day));
    else if (m_held == Part::To)
        move(Part::To, m_to.daysTo(day));
    else
        move(Part::Bar, m_heldAt.daysTo(day));
    m_heldAt = day;
}

void TimeSlider::mouseReleaseEvent(QMouseEvent *)
{
    m_held = Part::None;
}

void TimeSlider::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        move(m_focus, -1);
        break;
    case Qt::Key_Right:
        move(m_focus, 1);
        break;
    case Qt::Key_PageDown:
        move(m_focus, -week);
        break;
    case Qt::Key_PageUp:
        move(m_focus, week);
        break;
    case Qt::Key_Home:
        move(m_focus, -m_first.daysTo(m_last));
        break;
    case Qt::Key_End:
        move(m_focus, m_first.daysTo(m_last));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

// Tab goes from one handle to the other before it leaves.
bool TimeSlider::focusNextPrevChild(bool next)
{
    const Part other = next ? Part::To : Part::From;
    if (m_focus != other) {
        m_focus = other;
        update();
        return true;
    }
    return QWidget::focusNextPrevChild(next);
}

void TimeSlider::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason)
        m_focus = Part::From;
    else if (event->reason() == Qt::BacktabFocusReason)
        m_focus = Part::To;
    QWidget::focusInEvent(event);
}

void TimeSlider::move(Part part, qint64 days)
{
    if (part == Part::From)
        tell(std::clamp(m_from.addDays(days), m_first, m_to), m_to);
    else if (part == Part::To)
        tell(m_from, std::clamp(m_to.addDays(days), m_from, m_last));
    else if (part == Part::Bar) {
        const qint64 by = std::clamp(days, m_from.daysTo(m_first), m_to.daysTo(m_last));
        tell(m_from.addDays(by), m_to.addDays(by));
    }
}

void TimeSlider::tell(QDate from, QDate to)
{
    if (from == m_from && to == m_to)
        return;
    setSpan(from, to);
    Q_EMIT spanChanged(m_from, m_to);
}

} // namespace fengqiao
