#include "people_list.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PeoplePanel)
};

// What stands in the masked row as it was typed; pinyin does not, so the name itself is what matched.
QString matchedPart(const PersonMatch &match, const QString &typed)
{
    if (match.why == SearchKeyKind::Pinyin || match.why == SearchKeyKind::Initials)
        return match.name;
    const QString words = typed.section(u' ', 0, 0);
    switch (match.why) {
    case SearchKeyKind::DocumentTail:
        return words.right(4).toUpper();
    default:
        return words;
    }
}

} // namespace

QString historyWords(int visits, int matters)
{
    QStringList words;
    if (visits > 0)
        words << Words::tr("%n visit(s)", nullptr, visits);
    if (matters > 0)
        words << Words::tr("%n matter(s)", nullptr, matters);
    return joinedWords(words);
}

PersonHit hitOf(const PersonMatch &match, const QString &typed)
{
    return {.id = match.id,
            .name = match.name,
            .maskedNumber = match.document,
            .maskedPhone = match.phone,
            .address = match.address,
            .matchedBy = match.whyWord,
            .matched = matchedPart(match, typed),
            .note = historyWords(match.visits, match.matters)};
}

FoundModel::FoundModel(QObject *parent)
    : RecordListModel<FoundItem>(
          {{{},
            [](const FoundItem &item) -> QVariant {
                return item.matter ? item.matter->card.title : item.person.name;
            }}},
          [](const FoundItem &item) { return item.matter ? item.matter->card.id : item.person.id; }, parent)
{
    setRowRole([](const FoundItem &item, int role) -> QVariant {
        if (role == PersonDelegate::HitRole && !item.matter)
            return QVariant::fromValue(item.person);
        if (role != Qt::AccessibleTextRole)
            return {};
        if (item.matter)
            return QStringList{item.matter->card.number, item.matter->card.title, item.matter->card.stateWord}.join(
                u' ');
        return QStringList{item.person.name, item.person.maskedPhone, item.person.matchedBy, item.person.note}.join(
            u' ');
    });
}

const FoundItem *FoundModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rows().size() ? &rowAt(index.row()) : nullptr;
}

FoundDelegate::FoundDelegate(std::function<QDate()> today, QObject *parent)
    : PersonDelegate(parent)
    , m_today(std::move(today))
{
}

void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = dynamic_cast<const FoundModel *>(index.model());
    const FoundItem *item = model ? model->item(index) : nullptr;
    if (item && item->matter)
        drawMatterRow(*painter, option, item->matter->card, m_today());
    else
        PersonDelegate::paint(painter, option, index);
}

bool FoundDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const auto *model = dynamic_cast<const FoundModel *>(index.model());
    const FoundItem *item = model ? model->item(index) : nullptr;
    if (!item || event->type() != QEvent::ToolTip)
        return PersonDelegate::helpEvent(event, view, option, index);
    QStringList lines{item->person.name, item->person.maskedNumber, item->person.maskedPhone, item->person.address,
                      item->person.note};
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(),
                       item->matter ? matterTip(item->matter->card, m_today())
                                    : lines.join(u'\n').toHtmlEscaped().replace(u"\n"_s, u"<br>"_s),
                       view);
    return true;
}

} // namespace fengqiao
