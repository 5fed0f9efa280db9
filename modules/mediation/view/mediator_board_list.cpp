#include "mediator_board_list.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <core/locale.h>
#include <widgets/marks.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MediatorBoard)
};

constexpr int barWide = 16; // grid steps
constexpr int barNarrow = 9;
constexpr int workWide = 74;
constexpr int wideEnough = 150; // of a row, to have the work in a column of its own

bool isFull(const MediatorLine &line)
{
    return line.capacity > 0 && line.load >= line.capacity;
}

QString leaveWords(const MediatorLine &line)
{
    if (!line.leaveFrom.isValid())
        return {};
    return line.onLeave ? Words::tr("on leave until %1").arg(line.leaveUntil.toString(u"MM-dd"_s))
                        : Words::tr("leave from %1").arg(line.leaveFrom.toString(u"MM-dd"_s));
}

QString nextWords(const MediatorLine &line)
{
    if (line.nextSession.isNull())
        return Words::tr("no session booked");
    return Words::tr("next: %1, %2").arg(line.nextSession.display().sliced(5), line.nextRoom); // without the year
}

QString mattersWords(const MediatorLine &line)
{
    return line.capacity > 0 ? Words::tr("%1 of %2 matters").arg(line.load).arg(line.capacity)
                             : Words::tr("%n matters", nullptr, line.load);
}

QString sessionsWords(const MediatorLine &line)
{
    return Words::tr("%n sessions this week", nullptr, line.sessionsThisWeek);
}

void say(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink)
{
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
}

// How full somebody's table is: a bar, and the same in words beside it.
void drawLoad(QPainter &painter, const QRect &rect, const MediatorLine &line, const QString &words, const Theme &theme)
{
    const int height = theme.space(2);
    const int wide = theme.space(rect.width() < theme.space(workWide) ? barNarrow : barWide);
    const QRectF bar(rect.left(), rect.center().y() - height / 2.0 + 1, wide, height);
    painter.setPen(QPen(theme.color(Token::LineStrong), 1));
    painter.setBrush(theme.color(Token::Sunken));
    painter.drawRoundedRect(bar, height / 2.0, height / 2.0);
    const double part = line.capacity > 0 ? std::min(1.0, double(line.load) / line.capacity) : 0;
    if (part > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(isFull(line) ? Token::Orange : Token::Accent));
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max<double>(height, bar.width() * part), height),
                                height / 2.0, height / 2.0);
    }
    say(painter, rect.adjusted(wide + theme.space(2), 0, 0, 0), words, theme.font(Type::Small),
        theme.color(Token::InkSoft));
}

struct Chip {
    QString text;
    WordChip::Tone tone;
};

QList<Chip> chipsOf(const MediatorItem &item)
{
    const MediatorLine &line = item.line;
    QList<Chip> chips;
    if (item.heldBack)
        chips.append({Words::tr("not offered"), WordChip::Tone::Orange});
    if (line.chief)
        chips.append({Words::tr("chief"), WordChip::Tone::Accent});
    if (line.expert)
        chips.append({Words::tr("expert"), WordChip::Tone::Accent});
    if (isFull(line))
        chips.append({Words::tr("full"), WordChip::Tone::Orange});
    if (line.conflicts > 0)
        chips.append({Words::tr("%n relations", nullptr, line.conflicts), WordChip::Tone::Yellow});
    if (const QString leave = leaveWords(line); !leave.isEmpty())
        chips.append({leave, line.onLeave ? WordChip::Tone::Orange : WordChip::Tone::Neutral});
    return chips;
}

} // namespace

QString loadWords(const MediatorLine &line)
{
    return mattersWords(line) + u" · "_s + sessionsWords(line);
}

QString mediatorTip(const MediatorItem &item)
{
    const MediatorLine &line = item.line;
    QStringList lines{line.name, item.reason, joinedWords(line.skillWords), joinedWords(line.languageWords)};
    if (!line.committeeWord.isEmpty())
        lines << line.committeeWord;
    lines << line.roomName << line.phone << loadWords(line) << nextWords(line) << leaveWords(line);
    if (!line.relations.isEmpty())
        lines << Words::tr("Declared relations: %1").arg(joinedWords(line.relations));
    else if (line.conflicts > 0)
        lines << Words::tr("%n declared relations", nullptr, line.conflicts);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

MediatorListModel::MediatorListModel(QObject *parent)
    : RecordListModel<MediatorItem>(
          {{{},
            [](const MediatorItem &item) -> QVariant {
                return item.heading.isEmpty() ? item.line.name : item.heading;
            }}},
          [](const MediatorItem &item) { return item.line.account; }, parent)
{
    setRowRole([](const MediatorItem &item, int role) -> QVariant {
        if (role != Qt::AccessibleTextRole)
            return {};
        return item.heading.isEmpty() ? mediatorTip(item).replace(u'\n', u' ') : item.heading;
    });
}

Qt::ItemFlags MediatorListModel::flags(const QModelIndex &index) const
{
    return item(index) ? RecordListModel<MediatorItem>::flags(index) : Qt::ItemNeverHasChildren;
}

const MediatorItem *MediatorListModel::item(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rows().size() || !rowAt(index.row()).heading.isEmpty())
        return nullptr;
    return &rowAt(index.row());
}

QSize MediatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const auto *model = dynamic_cast<const MediatorListModel *>(index.model());
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    if (!model || !model->item(index))
        return {theme.space(40), low + theme.space(index.row() == 0 ? 2 : 5)};
    const bool wide = option.rect.width() >= theme.space(wideEnough);
    return {theme.space(40), high + low * (wide ? 1 : 3) + theme.space(wide ? 5 : 7)};
}

void MediatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const auto *model = dynamic_cast<const MediatorListModel *>(index.model());
    if (!model)
        return;
    const MediatorItem *item = model->item(index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    const int inside = theme.size(Size::Inside);
    if (!item) {
        const QFont font = theme.font(Type::Small, QFont::Medium);
        say(*painter, option.rect.adjusted(inside, index.row() == 0 ? 0 : theme.space(3), 0, 0),
            model->data(index, Qt::DisplayRole).toString(), font, theme.color(Token::InkSoft));
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF face = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
        painter->drawRoundedRect(face, theme.size(Size::RadiusSmall), theme.size(Size::RadiusSmall));
    }
    const MediatorLine &line = item->line;
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    QRect area = option.rect.adjusted(inside, theme.space(2), -inside, 0);
    const bool wide = option.rect.width() >= theme.space(wideEnough);
    const QRect work(area.right() - theme.space(workWide), area.top(), theme.space(workWide), high);
    const QRect next = wide ? work.translated(0, high + theme.space(1)) : QRect();
    if (wide) {
        drawLoad(*painter, work, line, loadWords(line), theme);
        say(*painter, QRect(next.left(), next.top(), next.width(), low), nextWords(line), theme.font(Type::Small),
            theme.color(line.nextSession.isNull() ? Token::InkFaint : Token::InkSoft));
        area.setRight(work.left() - theme.space(4));
    }
    const QString name = item->rank > 0 ? u"%1. %2"_s.arg(item->rank).arg(line.name) : line.name;
    const QFont strong = theme.font(Type::Base, QFont::Medium);
    QRect first(area.left(), area.top(), area.width(), high);
    say(*painter, first, name, strong, theme.color(item->heldBack ? Token::InkSoft : Token::Ink));
    first.setLeft(first.left() + QFontMetrics(strong).horizontalAdvance(name) + inside);
    for (const Chip &chip : chipsOf(*item)) {
        if (wordChipWidth(chip.text, theme) > first.width())
            break; // the tool tip has them all
        const bool onTint = selected && chip.tone == WordChip::Tone::Accent;
        first.setLeft(first.left() +
                      drawWordChip(*painter, first, chip.text, onTint ? WordChip::Tone::Raised : chip.tone, theme) +
                      theme.space(1));
    }
    const QString about = !item->reason.isEmpty()
                              ? item->reason
                              : joinedWords(line.skillWords) + u" · "_s + joinedWords(line.languageWords);
    const QRect second(area.left(), area.top() + high + theme.space(1), area.width(), low);
    say(*painter, second, about, theme.font(Type::Small), theme.color(Token::InkSoft));
    if (!wide) {
        const QRect third = second.translated(0, low + theme.space(1));
        drawLoad(*painter, third, line, mattersWords(line), theme);
        say(*painter, third.translated(0, low + theme.space(1)), sessionsWords(line), theme.font(Type::Small),
            theme.color(Token::InkSoft));
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus))
        drawFocusRing(*painter, face, theme, theme.size(Size::RadiusSmall));
    painter->restore();
}

bool MediatorDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const auto *model = dynamic_cast<const MediatorListModel *>(index.model());
    const MediatorItem *item = model ? model->item(index) : nullptr;
    if (event->type() != QEvent::ToolTip || !item)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), mediatorTip(*item), view);
    return true;
}

} // namespace fengqiao
