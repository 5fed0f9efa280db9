#include "warning_list.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <widgets/panel_parts.h>
#include <widgets/theme.h>

#include "matter_look.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WarningBoardPanel)
};

constexpr int fiveOnesCount = 5;
constexpr int smallLines = 4;

void say(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

// A chip at the right end; what is left of the line for words before it.
QRect chipAtRight(QPainter &painter, QRect line, const QString &text, WordChip::Tone tone, const Theme &theme)
{
    if (text.isEmpty())
        return line;
    const int width = wordChipWidth(text, theme);
    drawWordChip(painter, QRect(line.right() - width + 1, line.top(), width, line.height()), text, tone, theme);
    line.setRight(line.right() - width - theme.size(Size::Inside));
    return line;
}

// What a person has to do about it before anything else.
QString waitsFor(const WarningCard &card)
{
    return card.suggested || card.lapsed ? card.stateWord : QString();
}

QString placeLine(const WarningCard &card)
{
    return joinedParts({shortNumber(card.number), card.place});
}

QString ownerLine(const WarningCard &card)
{
    return joinedParts({card.owner, card.score >= 0 ? Words::tr("score %1").arg(card.score) : QString()});
}

} // namespace

bool operator==(const WarningItem &a, const WarningItem &b)
{
    const WarningCard &x = a.card;
    const WarningCard &y = b.card;
    return a.due == b.due && x.id == y.id && x.state == y.state && x.level == y.level && x.number == y.number &&
           x.title == y.title && x.place == y.place && x.reason == y.reason && x.measures == y.measures &&
           x.owner == y.owner && x.score == y.score && x.fiveOnes == y.fiveOnes && x.led == y.led;
}

WarningListModel::WarningListModel(QObject *parent)
    : RecordListModel<WarningItem>(
          {{{}, [](const WarningItem &item) -> QVariant { return joinedParts({item.card.number, item.card.title}); }}},
          [](const WarningItem &item) { return item.card.id; }, parent)
{
    setRowRole([](const WarningItem &item, int role) -> QVariant {
        if (role != Qt::AccessibleTextRole)
            return {};
        const WarningCard &card = item.card;
        return joinedParts({card.levelWord, waitsFor(card), card.number, card.title, card.place, card.reason,
                            fiveOnesWords(card), card.owner, item.due.text});
    });
}

const WarningItem *WarningListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rows().size() ? &rowAt(index.row()) : nullptr;
}

WarningItem warningItem(const WarningCard &card, QDate today)
{
    WarningItem item{card, {}};
    if (card.lapsed)
        return item; // its date has no force any more
    item.due = DueLook::of(card.reviewDue, {}, false, today);
    if (!card.reviewDue.isValid())
        return item;
    const int days = static_cast<int>(today.daysTo(card.reviewDue));
    item.due.text = days < 0    ? Words::tr("%n day(s) past review", nullptr, -days)
                    : days == 0 ? Words::tr("review today")
                                : Words::tr("review in %n day(s)", nullptr, days);
    item.due.detail = Words::tr("review by %1").arg(card.reviewDue.toString(u"yyyy-MM-dd"_s));
    return item;
}

QString fiveOnesWords(const WarningCard &card)
{
    return card.needsFiveOnes ? Words::tr("five ones %1 of %2").arg(card.fiveOnes).arg(fiveOnesCount) : QString();
}

QString warningTip(const WarningItem &item)
{
    const WarningCard &card = item.card;
    QString html; // rich text, so that long lines wrap
    for (const QString &line :
         {joinedParts({card.levelWord, card.stateWord}), joinedParts({card.number, card.title}), card.place,
          card.reason, card.measures, ownerLine(card), fiveOnesWords(card), item.due.detail})
        if (!line.isEmpty())
            html += u"<div>"_s + line.toHtmlEscaped() + u"</div>"_s;
    return html;
}

QSize WarningDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(30), QFontMetrics(theme.font()).height() +
                                 smallLines * QFontMetrics(theme.font(Type::Small)).height() + theme.space(7)};
}

void WarningDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const WarningListModel *>(index.model());
    const WarningItem *item = model ? model->item(index) : nullptr;
    if (!item)
        return;
    const Theme &theme = Theme::of(option.widget);
    const WarningCard &card = item->card;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hover = option.state.testFlag(QStyle::State_MouseOver);
    const qreal radius = theme.size(Size::RadiusSmall);
    const QRectF face = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -theme.space(2) + 0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    painter->setPen(QPen(theme.color(selected ? Token::Accent : hover ? Token::LineStrong : Token::Line), 1));
    painter->setBrush(theme.color(selected ? Token::AccentSoft : Token::Raised));
    painter->drawRoundedRect(face, radius, radius);
    const QFont small = theme.font(Type::Small);
    const int low = QFontMetrics(small).height();
    const int inside = theme.size(Size::Inside);
    const QRect area = face.toRect().adjusted(inside, theme.space(1) + 1, -inside, 0);
    QRect line(area.left(), area.top(), area.width(), QFontMetrics(theme.font()).height());
    const auto neutral = selected ? WordChip::Tone::Raised : WordChip::Tone::Neutral;
    const auto accent = selected ? WordChip::Tone::Raised : WordChip::Tone::Accent;
    const QRect first = chipAtRight(*painter, line, waitsFor(card), card.suggested ? accent : neutral, theme);
    say(*painter, first, card.title, theme.font(Type::Base, QFont::Medium), theme.color(Token::Ink));
    line.setTop(line.bottom() + 1);
    line.setHeight(low);
    say(*painter, line, placeLine(card), small, theme.color(Token::InkSoft));
    line.translate(0, low);
    say(*painter, line, card.reason, small, theme.color(Token::Ink));
    line.translate(0, low);
    say(*painter, line, card.measures.isEmpty() ? Words::tr("no measures noted") : card.measures, small,
        theme.color(card.measures.isEmpty() ? Token::InkFaint : Token::InkSoft));
    line.translate(0, low + theme.space(1));
    QRect last = line;
    if (!item->due.text.isEmpty()) {
        const int width = dueBadgeWidth(item->due, theme);
        drawDueBadge(*painter, QRect(last.right() - width + 1, last.top(), width, last.height()), item->due, theme);
        last.setRight(last.right() - width - inside);
    }
    QString ones = fiveOnesWords(card);
    if (!ones.isEmpty() && wordChipWidth(ones, theme) > last.width())
        ones = u"%1/%2"_s.arg(card.fiveOnes).arg(fiveOnesCount); // a narrow column
    last = chipAtRight(*painter, last, ones, card.lacksFiveOnes() ? WordChip::Tone::Red : neutral, theme);
    say(*painter, last, ownerLine(card), small, theme.color(Token::InkSoft));
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        drawFocusRing(*painter, face, theme, radius);
    painter->restore();
}

bool WarningDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const auto *model = dynamic_cast<const WarningListModel *>(index.model());
    const WarningItem *item = model ? model->item(index) : nullptr;
    if (event->type() != QEvent::ToolTip || !item)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), warningTip(*item), view);
    return true;
}

} // namespace fengqiao
