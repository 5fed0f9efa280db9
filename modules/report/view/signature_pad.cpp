#include <report/widgets/signature_pad.h>

#include <QBuffer>
#include <QKeyEvent>
#include <QPainter>
#include <QTabletEvent>
#include <QTouchEvent>

#include <report/strokes.h>
#include <widgets/theme.h>

namespace fengqiao {

namespace {

constexpr double aspect = 3; // of the field people sign in
constexpr double baseline = 0.78;
constexpr double closest = 0.002; // points nearer than this to the last one tell nothing new

} // namespace

SignaturePad::SignaturePad(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_AcceptTouchEvents);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Signature"));
    setAccessibleDescription(
        tr("Sign here with a pen, a finger or the mouse. Ctrl+Z takes back the last stroke, Delete "
           "clears the field. Signing on paper is just as good."));
}

QSize SignaturePad::sizeHint() const
{
    const int height = Theme::of(this).space(36);
    return {static_cast<int>(height * aspect), height};
}

// The largest field of the right proportion: strokes are not bent when the widget is.
QRectF SignaturePad::field() const
{
    QSizeF size(aspect, 1);
    size.scale(QSizeF(rect().size()), Qt::KeepAspectRatio);
    return {QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

void SignaturePad::begin(QPointF at)
{
    m_drawing = true;
    m_lines << QPolygonF();
    go(at);
}

void SignaturePad::go(QPointF to)
{
    if (!m_drawing)
        return;
    const QRectF area = field();
    const QPointF point(std::clamp((to.x() - area.left()) / area.width(), 0.0, 1.0),
                        std::clamp((to.y() - area.top()) / area.height(), 0.0, 1.0));
    QPolygonF &line = m_lines.last();
    if (!line.isEmpty() && QLineF(line.last(), point).length() < closest)
        return;
    line << point;
    update();
}

void SignaturePad::end()
{
    if (!std::exchange(m_drawing, false))
        return;
    Q_EMIT changed();
}

void SignaturePad::clear()
{
    if (m_lines.isEmpty())
        return;
    m_lines.clear();
    m_drawing = false;
    update();
    Q_EMIT changed();
}

void SignaturePad::undo()
{
    if (m_lines.isEmpty())
        return;
    m_lines.removeLast();
    m_drawing = false;
    update();
    Q_EMIT changed();
}

Strokes SignaturePad::strokes() const
{
    Strokes strokes;
    strokes.aspect = aspect;
    for (const QPolygonF &line : m_lines) {
        QList<std::pair<double, double>> points;
        for (const QPointF &point : line)
            points.emplace_back(point.x() * 1000, point.y() * 1000 / aspect);
        strokes.lines << points;
    }
    return strokes;
}

QByteArray SignaturePad::svg() const
{
    return toSvg(strokes());
}

namespace {

void drawLines(QPainter &painter, const QList<QPolygonF> &lines, const QRectF &area, const QColor &ink)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, area.height() / 45, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF &line : lines) {
        QPolygonF points;
        for (const QPointF &point : line)
            points << QPointF(area.left() + point.x() * area.width(), area.top() + point.y() * area.height());
        if (points.size() == 1)
            painter.drawPoint(points.first());
        else
            painter.drawPolyline(points);
    }
}

} // namespace

QByteArray SignaturePad::png(int width) const
{
    QImage image(width, qRound(width / aspect), QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawLines(painter, m_lines, QRectF(image.rect()), Qt::black);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    const QRectF area = field();
    // Paper is white in every appearance: what is signed is what will stand on it.
    painter.fillRect(area, Qt::white);
    painter.setPen(QPen(theme.color(Token::LineStrong), 1));
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    const double y = area.top() + baseline * area.height();
    const double inset = area.width() * 0.06;
    painter.setPen(QPen(QColor(0xBB, 0xBB, 0xBB), 1, Qt::DashLine));
    painter.drawLine(QPointF(area.left() + inset, y), QPointF(area.right() - inset, y));
    drawLines(painter, m_lines, area, Qt::black);
    if (hasFocus())
        drawFocusRing(painter, area, theme, theme.size(Size::RadiusSmall));
}

bool SignaturePad::event(QEvent *event)
{
    if (event->type() != QEvent::TouchBegin && event->type() != QEvent::TouchUpdate &&
        event->type() != QEvent::TouchEnd && event->type() != QEvent::TouchCancel)
        return QWidget::event(event);
    auto *touch = static_cast<QTouchEvent *>(event);
    event->accept();
    if (touch->points().isEmpty())
        return true;
    const QPointF at = touch->points().first().position(); // one finger signs
    if (event->type() == QEvent::TouchBegin)
        begin(at);
    else
        go(at);
    if (event->type() == QEvent::TouchEnd || event->type() == QEvent::TouchCancel)
        end();
    return true;
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        begin(event->position());
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    go(event->position());
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *)
{
    end();
}

void SignaturePad::tabletEvent(QTabletEvent *event)
{
    event->accept(); // else the same movement comes again as a mouse's
    if (event->type() == QEvent::TabletPress)
        begin(event->position());
    else if (event->type() == QEvent::TabletMove)
        go(event->position());
    else if (event->type() == QEvent::TabletRelease)
        end();
}

void SignaturePad::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        undo();
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        clear();
    else
        QWidget::keyPressEvent(event);
}

void SignaturePad::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SignaturePad::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace fengqiao
