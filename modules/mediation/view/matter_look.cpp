#include "matter_look.h"

#include <QCoreApplication>

#include <access/rights.h>
#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MatterLook)
};

bool sameDue(const DueNote &a, const DueNote &b)
{
    return a.code == b.code && a.due == b.due && a.provisional == b.provisional && a.overdue == b.overdue &&
           a.today == b.today;
}

} // namespace

bool operator==(const MatterItem &a, const MatterItem &b)
{
    const MatterCard &x = a.card;
    const MatterCard &y = b.card;
    return a.heading == b.heading && a.count == b.count && x.id == y.id && x.changed == y.changed &&
           x.state == y.state && x.title == y.title && x.level == y.level && x.suggested == y.suggested &&
           x.parties == y.parties && x.mediator == y.mediator && x.room == y.room && x.route == y.route &&
           x.danger == y.danger && x.triageReason == y.triageReason && x.task == y.task && sameDue(x.due, y.due);
}

MatterListModel::MatterListModel(QObject *parent)
    : RecordListModel<MatterItem>(
          {{{},
            [](const MatterItem &item) -> QVariant {
                return item.heading.isEmpty() ? item.card.title : item.heading;
            }}},
          // On a list of work a matter may stand several times, by what is to be done for it.
          [](const MatterItem &item) { return item.card.taskId.isNull() ? item.card.id : item.card.taskId; }, parent)
{
    setRowRole([](const MatterItem &item, int role) -> QVariant {
        if (role != Qt::AccessibleTextRole)
            return {};
        const MatterCard &card = item.card;
        return item.heading.isEmpty()
                   ? QStringList{card.task, card.number, card.title, card.stateWord, card.levelWord, card.parties}
                         .join(u' ')
                         .trimmed()
                   : item.heading;
    });
}

Qt::ItemFlags MatterListModel::flags(const QModelIndex &index) const
{
    const MatterItem *at = item(index);
    if (at && !at->heading.isEmpty())
        return Qt::ItemNeverHasChildren;
    return RecordListModel<MatterItem>::flags(index);
}

const MatterItem *MatterListModel::item(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rows().size() ? &rowAt(index.row()) : nullptr;
}

LevelLook levelOf(const MatterCard &card)
{
    if (card.level.isEmpty())
        return {};
    const QString word =
        card.suggested ? Words::tr("%1?", "a level that is only suggested yet").arg(card.levelWord) : card.levelWord;
    return {card.level, word, card.levelShape.isEmpty() ? u"ring"_s : card.levelShape};
}

bool isPressing(const MatterCard &card)
{
    return card.danger || card.levelShape == "diamond"_L1 || card.levelShape == "triangle"_L1;
}

QDate dueDay(Instant due)
{
    return due.isNull() ? QDate() : Instant{due.ms - 1}.localDate();
}

DueLook dueOf(const DueNote &due, QDate today)
{
    if (due.code.isEmpty())
        return {};
    DueLook look = DueLook::of(dueDay(due.due), {}, due.provisional, today);
    look.detail = due.word + u'\n' + look.detail;
    if (due.overdue && look.heat != DueLook::Heat::Over) { // a clock of hours that ended earlier today
        look.heat = DueLook::Heat::Over;
        look.text = Words::tr("over since %1").arg(due.due.local().time().toString(u"HH:mm"));
    }
    return look;
}

DueLook briefDueOf(const DueNote &due, QDate today)
{
    DueLook look = dueOf(due, today);
    if (look.text.isEmpty())
        return look;
    const int days = static_cast<int>(today.daysTo(dueDay(due.due)));
    if (days < 0)
        look.text = Words::tr("%n day(s) over", "on a small card", -days);
    else if (look.heat == DueLook::Heat::Over)
        look.text = Words::tr("over");
    else if (days == 0)
        look.text = Words::tr("today", "due today, on a small card");
    else
        look.text = Words::tr("%n day(s)", "left, on a small card", days);
    return look;
}

QString shortNumber(const QString &number)
{
    return number.mid(number.lastIndexOf(u'〕') + 1);
}

QString matterTip(const MatterCard &card, QDate today)
{
    QStringList lines{card.number + u"  "_s + card.title,
                      QStringList{card.stateWord, levelOf(card).word, card.disputeTypeWord}.join(u" · "_s)};
    lines.last().replace(u" ·  · "_s, u" · "_s);
    if (!card.task.isEmpty())
        lines.prepend(card.task);
    if (!card.parties.isEmpty())
        lines << card.parties;
    if (!card.mediator.isEmpty())
        lines << Words::tr("Mediator: %1").arg(card.mediator);
    if (const DueLook due = dueOf(card.due, today); !due.text.isEmpty())
        lines << card.due.word + u": "_s + due.text;
    if (!card.triageReason.isEmpty())
        lines << Words::tr("Triage: %1").arg(card.triageReason);
    // Rich text, so that long lines wrap.
    QString html;
    for (const QString &line : std::as_const(lines))
        html += u"<div>"_s + line.toHtmlEscaped() + u"</div>"_s;
    return html;
}

QString matterSubtitle(const MatterCard &card)
{
    return card.title.isEmpty() ? card.number : u"%1  %2"_s.arg(card.number, card.title);
}

bool mayReadMatters(const Desk &desk)
{
    const Grant grant = grantOf(desk, matterKind().permission);
    return grant != Grant::None && grant != Grant::Proposes;
}

QString mayNotReadSentence()
{
    return Words::tr("Your role runs, secures or audits the system. It does not include reading matters, so that those "
                     "who keep the files do not see what is in them.");
}

} // namespace fengqiao
