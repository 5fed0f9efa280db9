#include "choice_row.h"

#include <QPainter>

#include <widgets/theme.h>

namespace fengqiao {

ChoiceRow::ChoiceRow(const QString &name, const QString &reason, QWidget *parent)
    : QAbstractButton(parent)
    , m_reason(reason)
{
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(name);
    setAccessibleDescription(reason);
    setToolTip(reason);
}

void ChoiceRow::setChip(const QString &word, WordChip::Tone tone)
{
    m_chip = word;
    m_tone = tone;
    update();
}

QSize ChoiceRow::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    const int text =
        QFontMetrics(theme.font()).height() + (m_reason.isEmpty() ? 0 : QFontMetrics(theme.font(Type::Small)).height());
    return {theme.space(60), text + theme.space(3)};
}

QSize ChoiceRow::minimumSizeHint() const
{
    return {Theme::of(this).space(30), sizeHint().height()};
}

void ChoiceRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF face = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = theme.size(Size::RadiusSmall);
    painter.setPen(QPen(theme.color(isChecked() ? Token::Accent : underMouse() ? Token::LineStrong : Token::Line), 1));
    painter.setBrush(theme.color(isChecked() ? Token::AccentSoft : Token::Raised));
    painter.drawRoundedRect(face, radius, radius);
    QRect area = rect().adjusted(theme.space(2), 0, -theme.space(2), 0);
    const qreal side = theme.space(3);
    const QRectF mark(area.left(), (height() - side) / 2, side, side);
    painter.setPen(QPen(theme.color(isChecked() ? Token::Accent : Token::LineStrong), isChecked() ? side / 3 : 1));
    painter.setBrush(theme.color(Token::Raised));
    painter.drawEllipse(isChecked() ? mark.adjusted(side / 6, side / 6, -side / 6, -side / 6) : mark);
    area.setLeft(area.left() + theme.space(5));
    if (!m_chip.isEmpty()) {
        const int width = wordChipWidth(m_chip, theme);
        drawWordChip(painter, QRect(area.right() - width + 1, area.top(), width, area.height()), m_chip,
                     isChecked() && m_tone == WordChip::Tone::Accent ? WordChip::Tone::Raised : m_tone, theme);
        area.setRight(area.right() - width - theme.size(Size::Inside));
    }
    const QFontMetrics high(theme.font());
    const QFontMetrics low(theme.font(Type::Small));
    const int text = high.height() + (m_reason.isEmpty() ? 0 : low.height());
    QRect line(area.left(), (height() - text) / 2, area.width(), high.height());
    painter.setFont(theme.font());
    painter.setPen(theme.color(Token::Ink));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     high.elidedText(this->text(), Qt::ElideRight, line.width()));
    line.translate(0, high.height());
    line.setHeight(low.height());
    painter.setFont(theme.font(Type::Small));
    painter.setPen(theme.color(Token::InkSoft));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, low.elidedText(m_reason, Qt::ElideRight, line.width()));
    if (hasFocus())
        drawFocusRing(painter, rect(), theme, radius);
}

} // namespace fengqiao
