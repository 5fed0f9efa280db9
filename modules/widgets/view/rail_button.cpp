#include <widgets/cards.h>

#include <QPainter>

#include <widgets/theme.h>

namespace fengqiao {

RailButton::RailButton(const QString &icon, const QString &word, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(word);
    setAccessibleName(word);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RailButton::setCount(int count)
{
    m_count = count;
    setAccessibleDescription(count > 0 ? tr("%n waiting", "beside a perspective of the rail", count) : QString());
    update();
}

QSize RailButton::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.size(Size::Rail), theme.space(15)};
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box =
        QRectF(rect()).adjusted(theme.space(1), theme.space(1) / 2.0, -theme.space(1), -theme.space(1) / 2.0);
    if (isChecked() || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(isChecked() || isDown() ? Token::AccentSoft : Token::Sunken));
        painter.drawRoundedRect(box, theme.size(Size::Radius), theme.size(Size::Radius));
    }
    const Token ink = !isEnabled() ? Token::InkFaint : isChecked() ? Token::Accent : Token::InkSoft;
    const int side = theme.size(Size::Icon) + theme.space(1);
    const QFontMetrics metrics(theme.font(Type::Small));
    const qreal whole = side + theme.space(1) + metrics.height();
    const qreal top = box.center().y() - whole / 2;
    theme.drawIcon(painter, QRectF(box.center().x() - side / 2.0, top, side, side), m_icon, ink);
    painter.setFont(theme.font(Type::Small));
    painter.setPen(theme.color(isChecked() ? Token::Accent : Token::Ink));
    const QRectF words(box.left(), top + side + theme.space(1), box.width(), metrics.height());
    painter.drawText(words, Qt::AlignCenter, metrics.elidedText(text(), Qt::ElideRight, static_cast<int>(box.width())));
    if (m_count > 0) {
        const QString count = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
        QFont font = theme.font(Type::Small);
        font.setPixelSize(theme.space(3) - 1);
        const qreal height = theme.space(4);
        const qreal width = std::max<qreal>(height, QFontMetrics(font).horizontalAdvance(count) + theme.space(2));
        const QRectF badge(box.center().x() + theme.space(1), box.top() + theme.space(1), width, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Accent));
        painter.drawRoundedRect(badge, height / 2, height / 2);
        painter.setFont(font);
        painter.setPen(theme.color(Token::OnAccent));
        painter.drawText(badge, Qt::AlignCenter, count);
    }
    if (hasFocus())
        drawFocusRing(painter, box, theme, theme.size(Size::Radius));
}

} // namespace fengqiao
