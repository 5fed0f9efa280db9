#include "warning_list.h"

#include <QCoreApplication>
#include <QPainter>

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
    return tipHtml({joinedParts({card.levelWord, card.stateWord}), joinedParts({card.number, card.title}), card.place,
                    card.reason, card.measures, ownerLine(card), fiveOnesWords(card), item.due.detail});
}

QSize WarningDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(30), QFontMetrics(theme.font()).height() +
                                 smallLines * QFontMetrics(theme.font(Type::Small)).height() + theme.space(7)};
}

void WarningDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const WarningItem *item = cardOf<WarningListModel>(index);
    if (!item)
        return;
    const CardFace face(*painter, option);
    const Theme &theme = face.theme();
    const WarningCard &card = item->card;
    const bool selected = face.isSelected();
    const QFont small = theme.font(Type::Small);
    const int low = QFontMetrics(small).height();
    const QRect area = face.area();
    QRect line(area.left(), area.top(), area.width(), QFontMetrics(theme.font()).height());
    const auto neutral = selected ? WordChip::Tone::Raised : WordChip::Tone::Neutral;
    const auto accent = selected ? WordChip::Tone::Raised : WordChip::Tone::Accent;
    const QRect first = chipAtRight(*painter, line, waitsFor(card), card.suggested ? accent : neutral, theme);
    sayLine(*painter, first, card.title, theme.font(Type::Base, QFont::Medium), theme.color(Token::Ink));
    line.setTop(line.bottom() + 1);
    line.setHeight(low);
    sayLine(*painter, line, placeLine(card), small, theme.color(Token::InkSoft));
    line.translate(0, low);
    sayLine(*painter, line, card.reason, small, theme.color(Token::Ink));
    line.translate(0, low);
    sayLine(*painter, line, card.measures.isEmpty() ? Words::tr("no measures noted") : card.measures, small,
            theme.color(card.measures.isEmpty() ? Token::InkFaint : Token::InkSoft));
    line.translate(0, low + theme.space(1));
    QRect last = badgeAtRight(*painter, line, item->due, theme);
    QString ones = fiveOnesWords(card);
    const int name = QFontMetrics(small).horizontalAdvance(ownerLine(card).section(u" · "_s, 0, 0)) + theme.space(1);
    if (!ones.isEmpty() && wordChipWidth(ones, theme) + name > last.width())
        ones = u"%1/%2"_s.arg(card.fiveOnes).arg(fiveOnesCount); // a narrow column, which has the owner's name too
    last = chipAtRight(*painter, last, ones, card.lacksFiveOnes() ? WordChip::Tone::Red : neutral, theme);
    sayLine(*painter, last, ownerLine(card), small, theme.color(Token::InkSoft));
}

} // namespace fengqiao
