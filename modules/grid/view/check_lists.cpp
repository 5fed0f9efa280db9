#include "check_lists.h"

#include <QCoreApplication>
#include <QPainter>

#include <widgets/panel_parts.h>
#include <widgets/row_pen.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(GridChecks)
};

CheckRow rowOf(const VacancyItem &item)
{
    const VacancyLine &line = item.line;
    return {line.gridName, line.kindWord, joinedParts({line.place, line.code}),
            Words::tr("since %1").arg(line.since.toString(u"yyyy-MM-dd"_s))};
}

CheckRow rowOf(const FindingItem &item)
{
    if (item.gathered > 0)
        return {Words::tr("%n finding(s): %1", nullptr, item.gathered).arg(item.kindWord),
                {},
                Words::tr("Show %n finding(s) of this kind", nullptr, item.gathered),
                {}};
    return {item.finding.sentence, {}, joinedParts({item.kindWord, item.finding.code}), {}};
}

template <typename Item> QVariant answer(const Item &item, int role)
{
    const CheckRow row = rowOf(item);
    if (role == CheckRowRole)
        return QVariant::fromValue(row);
    if (role == Qt::AccessibleTextRole)
        return joinedParts({row.chip, row.title, row.second, row.right});
    return role == Qt::ToolTipRole ? QVariant(row.title) : QVariant();
}

} // namespace

bool operator==(const VacancyItem &a, const VacancyItem &b)
{
    return a.line.post == b.line.post && a.line.gridName == b.line.gridName && a.line.since == b.line.since &&
           a.line.place == b.line.place && a.line.grid == b.line.grid;
}

bool operator==(const FindingItem &a, const FindingItem &b)
{
    return a.id == b.id && a.finding.sentence == b.finding.sentence && a.finding.kind == b.finding.kind &&
           a.finding.grid == b.finding.grid && a.gathered == b.gathered;
}

VacancyModel::VacancyModel(QObject *parent)
    : RecordListModel<VacancyItem>(
          {{{}, [](const VacancyItem &item) -> QVariant { return item.line.gridName; }}},
          [](const VacancyItem &item) { return item.line.post; }, parent)
{
    setRowRole([](const VacancyItem &item, int role) { return answer(item, role); });
}

FindingModel::FindingModel(QObject *parent)
    : RecordListModel<FindingItem>(
          {{{}, [](const FindingItem &item) -> QVariant { return item.finding.sentence; }}},
          [](const FindingItem &item) { return item.id; }, parent)
{
    setRowRole([](const FindingItem &item, int role) { return answer(item, role); });
}

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    return {theme.space(40),
            QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height() + theme.space(5)};
}

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto row = index.data(CheckRowRole).value<CheckRow>();
    const Theme &theme = Theme::of(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawRowFace(*painter, option, theme);
    const int inside = theme.size(Size::Inside);
    const QRect area = option.rect.adjusted(inside, theme.space(2), -inside, -theme.space(2));
    const int high = QFontMetrics(theme.font()).height();
    const int low = QFontMetrics(theme.font(Type::Small)).height();
    RowPen first(*painter, QRect(area.left(), area.top(), area.width(), high), theme);
    first.chipAtRight(row.chip,
                      option.state.testFlag(QStyle::State_Selected) ? WordChip::Tone::Raised : WordChip::Tone::Neutral);
    first.words(row.title, theme.font(Type::Base, QFont::Medium), Token::Ink);
    RowPen second(*painter, QRect(area.left(), area.bottom() - low, area.width(), low + 1), theme);
    second.wordsAtRight(row.right, theme.font(Type::Small), Token::InkSoft);
    second.words(row.second, theme.font(Type::Small), Token::InkSoft);
    drawRowFocus(*painter, option, theme);
    painter->restore();
}

} // namespace fengqiao
