#include "whistle_list.h"

#include <QCoreApplication>
#include <QPainter>

#include <core/parts.h>
#include <widgets/theme.h>

#include "matter_look.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WhistleBoard)
};

constexpr qint64 minuteMs = 60'000;
constexpr int minutesToShow = 120; // above it hours are told
constexpr int dayMinutes = 24 * 60;

QString lastWord(const WhistleLine &line)
{
    if (!line.declineGroundWord.isEmpty())
        return line.declineGroundWord;
    return line.result.isEmpty() ? line.place : line.result;
}

bool writes(const RuleSet &rules, const QString &action, const QString &state)
{
    const RuleRow *row = rules.table("actions"_L1).find(action);
    return row && row->text("to"_L1) == state;
}

} // namespace

bool operator==(const WhistleItem &a, const WhistleItem &b)
{
    const WhistleLine &x = a.line;
    const WhistleLine &y = b.line;
    return a.due == b.due && x.id == y.id && x.state == y.state && x.lead == y.lead && x.unitName == y.unitName &&
           x.question == y.question && x.place == y.place && x.matterNumber == y.matterNumber &&
           x.matterTitle == y.matterTitle && x.officer == y.officer && x.declineGround == y.declineGround &&
           x.result == y.result;
}

WhistleListModel::WhistleListModel(QObject *parent)
    : RecordListModel<WhistleItem>(
          {{{}, [](const WhistleItem &item) -> QVariant { return item.line.unitName; }}},
          [](const WhistleItem &item) { return item.line.id; }, parent)
{
    setRowRole([](const WhistleItem &item, int role) -> QVariant {
        if (role != Qt::AccessibleTextRole)
            return {};
        const WhistleLine &line = item.line;
        return joinedParts({line.unitName, line.lead ? Words::tr("leads") : QString(), line.stateWord, item.due.text,
                            line.matterNumber, line.question});
    });
}

const WhistleItem *WhistleListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rows().size() ? &rowAt(index.row()) : nullptr;
}

DueLook shortDue(Instant due, Instant now)
{
    DueLook look;
    if (due.isNull())
        return look;
    const bool over = due <= now;
    // Of what is left a begun minute counts; of what is over a full one.
    const qint64 left = over ? now.ms - due.ms : due.ms - now.ms + minuteMs - 1;
    const int minutes = static_cast<int>(left / minuteMs);
    const int hours = minutes / 60;
    const int days = minutes / dayMinutes;
    if (over)
        look.text = minutes < minutesToShow ? Words::tr("%n minute(s) over", nullptr, minutes)
                    : minutes < dayMinutes  ? Words::tr("%n hour(s) over", nullptr, hours)
                                            : Words::tr("%n day(s) over", nullptr, days);
    else
        look.text = minutes < minutesToShow ? Words::tr("%n minute(s) left", nullptr, minutes)
                    : minutes < dayMinutes  ? Words::tr("%n hour(s) left", nullptr, hours)
                                            : Words::tr("%n day(s) left", nullptr, days);
    look.detail = Words::tr("due %1").arg(due.display());
    look.heat = over                             ? DueLook::Heat::Over
                : minutes < minutesToShow        ? DueLook::Heat::Today
                : dueDay(due) == now.localDate() ? DueLook::Heat::Soon
                                                 : DueLook::Heat::Calm;
    return look;
}

QString whistleTip(const WhistleItem &item)
{
    const WhistleLine &line = item.line;
    return tipHtml(
        {joinedParts({line.unitName, line.stationingWord, line.lead ? Words::tr("leads") : QString()}),
         joinedParts({line.matterNumber, line.matterTitle}), line.question, joinedParts({line.place, line.contact}),
         joinedParts({line.stateWord, line.officer}), item.due.detail,
         line.blownBy.isEmpty() ? QString() : Words::tr("called by %1, %2").arg(line.blownBy, line.blownAt.display()),
         joinedParts({line.declineGroundWord, line.declineBasis}), line.result});
}

QSize WhistleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(30),
            QFontMetrics(theme.font()).height() + 3 * QFontMetrics(theme.font(Type::Small)).height() + theme.space(6)};
}

void WhistleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const WhistleItem *item = cardOf<WhistleListModel>(index);
    if (!item)
        return;
    const CardFace face(*painter, option);
    const Theme &theme = face.theme();
    const WhistleLine &line = item->line;
    const bool selected = face.isSelected();
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    const QRect area = face.area();
    const QFont strong = theme.font(Type::Base, QFont::Medium);
    const QFont small = theme.font(Type::Small);
    QRect first(area.left(), area.top(), area.width(), high);
    const QString mark = Words::tr("leads");
    const int markWidth = line.lead ? wordChipWidth(mark, theme) + theme.space(1) : 0;
    const int nameWidth = std::min(QFontMetrics(strong).horizontalAdvance(line.unitName), first.width() - markWidth);
    sayLine(*painter, QRect(first.left(), first.top(), nameWidth, high), line.unitName, strong,
            theme.color(Token::Ink));
    first.setLeft(first.left() + nameWidth + theme.space(1));
    if (line.lead)
        drawWordChip(*painter, first, mark, selected ? WordChip::Tone::Raised : WordChip::Tone::Accent, theme);
    QRect row(area.left(), area.top() + high, area.width(), low);
    sayLine(*painter, row, line.question, small, theme.color(Token::Ink));
    row.translate(0, low);
    sayLine(*painter, row, lastWord(line), small, theme.color(Token::InkSoft));
    row.translate(0, low + theme.space(1));
    row = badgeAtRight(*painter, row, item->due, theme);
    const QString officer = item->due.text.isEmpty() ? line.stateWord : line.officer;
    sayLine(*painter, row, joinedParts({shortNumber(line.matterNumber), officer}), small, theme.color(Token::InkSoft));
}

bool operator==(const SupervisionItem &a, const SupervisionItem &b)
{
    const SupervisionLine &x = a.line;
    const SupervisionLine &y = b.line;
    return a.tone == b.tone && a.over == b.over && x.id == y.id && x.number == y.number && x.state == y.state &&
           x.matterNumber == y.matterNumber && x.unit == y.unit && x.account == y.account && x.breach == y.breach &&
           x.repliedAt == y.repliedAt;
}

SupervisionListModel::SupervisionListModel(QObject *parent)
    : RecordListModel<SupervisionItem>(
          {{{},
            [](const SupervisionItem &item) -> QVariant {
                return joinedParts({item.line.stateWord, item.line.number, item.line.matterNumber});
            }}},
          [](const SupervisionItem &item) { return item.line.id; }, parent)
{
    setRowRole([](const SupervisionItem &item, int role) -> QVariant {
        return role == Qt::AccessibleTextRole
                   ? QVariant(
                         joinedParts({item.line.stateWord, item.line.number, item.line.matterNumber, item.line.unit,
                                      item.line.account, item.line.clockWord, item.over.text,
                                      item.line.repliedAt.isNull() ? Words::tr("no reply") : Words::tr("replied")}))
                   : QVariant();
    });
}

const SupervisionItem *SupervisionListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rows().size() ? &rowAt(index.row()) : nullptr;
}

SupervisionItem supervisionItem(const RuleSet &rules, const WorkCalendar &calendar, const SupervisionLine &line,
                                QDate today)
{
    SupervisionItem item{line, WordChip::Tone::Neutral, {}};
    if (writes(rules, u"red_letter"_s, line.state) || writes(rules, u"circulate"_s, line.state))
        item.tone = WordChip::Tone::Red;
    else if (line.letter)
        item.tone = WordChip::Tone::Yellow;
    const QDate due = line.due.isNull() ? line.newDate : dueDay(line.due);
    if (!due.isValid())
        return item;
    const int over = calendar.workingDaysBetween(due, today);
    if (due < today)
        item.over = {Words::tr("%n working day(s) over", nullptr, over),
                     Words::tr("since %1").arg(due.toString(u"yyyy-MM-dd"_s)), DueLook::Heat::Over};
    else
        item.over = DueLook::of(due, {}, false, today);
    return item;
}

QString supervisionTip(const SupervisionItem &item)
{
    const SupervisionLine &line = item.line;
    return tipHtml(
        {joinedParts({line.stateWord, line.number}), line.matterNumber, joinedParts({line.unit, line.account}),
         joinedParts({line.clockWord, line.clockSource}), line.breach, item.over.text,
         line.newDate.isValid() ? Words::tr("new date %1").arg(line.newDate.toString(u"yyyy-MM-dd"_s)) : QString(),
         line.repliedAt.isNull() ? Words::tr("no reply") : Words::tr("replied %1").arg(line.repliedAt.display()),
         line.reply});
}

QSize SupervisionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(40),
            QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height() + theme.space(5)};
}

void SupervisionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const SupervisionItem *item = cardOf<SupervisionListModel>(index);
    if (!item)
        return;
    const Theme &theme = Theme::of(option.widget);
    const SupervisionLine &line = item->line;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF face = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
        painter->drawRoundedRect(face, theme.size(Size::RadiusSmall), theme.size(Size::RadiusSmall));
    }
    const int inside = theme.size(Size::Inside);
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    QRect first(option.rect.left() + inside, option.rect.top() + theme.space(2), option.rect.width() - 2 * inside,
                high);
    QRect second(first.left(), first.bottom() + theme.space(1), first.width(), low);
    first = badgeAtRight(*painter, first, item->over, theme);
    const bool onTint = selected && item->tone == WordChip::Tone::Neutral;
    first.setLeft(first.left() +
                  drawWordChip(*painter, first, line.stateWord, onTint ? WordChip::Tone::Raised : item->tone, theme) +
                  inside);
    sayLine(*painter, first, joinedParts({joinedParts({line.unit, line.account}), line.number, line.matterNumber}),
            theme.font(Type::Base, QFont::Medium), theme.color(Token::Ink));
    const bool replied = !line.repliedAt.isNull();
    const QString reply = replied ? Words::tr("replied") : Words::tr("no reply");
    const int width = wordChipWidth(reply, theme);
    drawWordChip(*painter, QRect(second.right() - width + 1, second.top(), width, low), reply,
                 replied    ? WordChip::Tone::Calm
                 : selected ? WordChip::Tone::Raised
                            : WordChip::Tone::Neutral,
                 theme);
    second.setRight(second.right() - width - inside);
    sayLine(*painter, second, joinedParts({line.clockWord, line.breach}), theme.font(Type::Small),
            theme.color(Token::InkSoft));
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        drawFocusRing(*painter, face, theme, theme.size(Size::RadiusSmall));
    painter->restore();
}

} // namespace fengqiao
