#include <widgets/person_row.h>

#include <QPainter>

#include <widgets/marks.h>
#include <widgets/theme.h>

namespace fengqiao {

namespace {

// Draws text with every occurrence of `bold` in bold and returns the width used.
qreal drawMarked(QPainter &painter, QPointF at, const QString &text, const QString &bold, const QFont &font)
{
    QFont strong(font);
    strong.setWeight(QFont::Bold);
    const qreal start = at.x();
    qsizetype from = 0;
    const auto put = [&](const QString &part, const QFont &with) {
        painter.setFont(with);
        painter.drawText(at, part);
        at.rx() += QFontMetricsF(with).horizontalAdvance(part);
    };
    while (!bold.isEmpty()) {
        const qsizetype hit = text.indexOf(bold, from, Qt::CaseInsensitive);
        if (hit < 0)
            break;
        put(text.mid(from, hit - from), font);
        put(text.mid(hit, bold.size()), strong);
        from = hit + bold.size();
    }
    put(text.mid(from), font);
    return at.x() - start;
}

} // namespace

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const auto hit = index.data(HitRole).value<PersonHit>();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const int inside = theme.size(Size::Inside);
    painter->save();
    painter->setClipRect(option.rect);
    if (selected || hover) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), theme.size(Size::RadiusSmall),
                                 theme.size(Size::RadiusSmall));
    }

    const QFont base = theme.font(Type::Base, QFont::Medium);
    const QFont small = theme.font(Type::Small);
    const QFontMetrics big(base);
    const QFontMetrics fine(small);
    const QRect area = option.rect.adjusted(inside, theme.space(1), -inside, -theme.space(1));
    const int top = area.top() + (area.height() - big.height() - fine.height() - theme.space(1)) / 2;
    const int first = top + big.ascent();
    const int second = top + big.height() + theme.space(1) + fine.ascent();

    int right = area.right();
    if (!hit.matchedBy.isEmpty()) {
        const int width = wordChipWidth(hit.matchedBy, theme);
        drawWordChip(*painter, QRect(right - width, top - theme.space(1) / 2, width, big.height() + theme.space(1)),
                     hit.matchedBy, selected ? WordChip::Tone::Raised : WordChip::Tone::Accent, theme);
        right -= width + inside;
    }
    painter->setClipRect(QRect(area.left(), area.top(), right - area.left(), area.height()));
    painter->setPen(theme.color(Token::Ink));
    qreal x = area.left();
    x += drawMarked(*painter, QPointF(x, first), hit.name, hit.matched, base) + theme.size(Size::Related);
    painter->setPen(theme.color(Token::InkSoft));
    painter->setFont(small);
    painter->drawText(QPointF(x, first), hit.note);

    painter->setClipRect(area);
    x = area.left();
    for (const QString &part : {hit.maskedNumber, hit.maskedPhone, hit.address}) {
        if (part.isEmpty())
            continue;
        painter->setPen(theme.color(Token::InkSoft));
        const QString shown = fine.elidedText(part, Qt::ElideRight, static_cast<int>(area.right() - x));
        x += drawMarked(*painter, QPointF(x, second), shown, hit.matched, small) + theme.space(4);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && selected)
        drawFocusRing(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1), theme, theme.size(Size::RadiusSmall));
    painter->restore();
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    const int text = QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height();
    return {theme.space(60), text + theme.space(5)};
}

} // namespace fengqiao
