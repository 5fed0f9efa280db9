#include <grid/grid.h>

#include "cards.h"
#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// What belongs to a matter is seen by whoever sees the matter.
std::optional<Row> visibleMatter(ReadContext &context, QUuid id)
{
    auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !context.maySee(matterKind(), *matter))
        return std::nullopt;
    return matter;
}

QString shown(const ReadContext &context, const Row &row, QLatin1StringView field, bool maskNames)
{
    return context.masked(*row.entity().field(field), row.value(field), maskNames);
}

QString ownerName(ReadContext &context, const Row &task)
{
    const QUuid account = task.uuid("owner_account"_L1);
    return account.isNull() ? organisationName(context.tx, task.uuid("owner_unit"_L1)) : context.accountName(account);
}

TaskLine taskLine(ReadContext &context, const Row &task, bool maskNames)
{
    TaskLine line;
    line.id = task.id();
    line.matter = task.uuid("matter"_L1);
    line.consultation = task.uuid("consultation"_L1);
    line.task = shown(context, task, "content"_L1, maskNames);
    line.owner = ownerName(context, task);
    line.due = task.date("due"_L1);
    line.open = task.isNull("finished_at"_L1);
    line.overdue = line.open && line.due < context.now.localDate();
    line.result = shown(context, task, "result"_L1, maskNames);
    line.finished = task.instant("finished_at"_L1);
    return line;
}

// The labels are those of the form, so that what is missing is called the same everywhere.
QList<FiveOne> fiveOnesOf(ReadContext &context, const Row &led, bool maskNames)
{
    QList<FiveOne> ones;
    for (const RuleRow *rule : context.rules.table("fields"_L1).where("action"_L1, u"fill_five_ones"_s)) {
        const QByteArray column = rule->text("column"_L1).toLatin1();
        const Field *field = led.entity().field(QLatin1StringView(column));
        if (!field)
            continue;
        ones.append({rule->text("field"_L1), rule->word(),
                     field->type == FieldType::Id ? context.accountName(led.uuid(field->name))
                                                  : shown(context, led, field->name, maskNames)});
    }
    return ones;
}

} // namespace

std::optional<LeaderLedView> leaderLedOf(ReadContext &context, QUuid matterId)
{
    const auto matter = visibleMatter(context, matterId);
    if (!matter)
        return std::nullopt;
    const QList<Row> found = context.tx.select(
        leaderLedEntity(), u"matter = ? AND withdrawn_at IS NULL ORDER BY id DESC LIMIT 1"_s, {matterId});
    if (found.isEmpty())
        return std::nullopt;
    const bool maskNames = context.masksNames(matterKind(), *matter);
    LeaderLedView view;
    view.row = found.first();
    view.stateWord = tableWord(context.rules, "states"_L1, view.row->text("state"_L1));
    view.leader = context.accountName(view.row->uuid("leader"_L1));
    view.fiveOnes = fiveOnesOf(context, *view.row, maskNames);
    view.result = shown(context, *view.row, "result"_L1, maskNames);
    for (const Row &entry : context.tx.select(
             leaderEntryEntity(), u"leader_led = ? ORDER BY on_date DESC, id DESC LIMIT 200"_s, {view.row->id()}))
        view.entries.append(
            {entry.date("on_date"_L1), context.rules.word("leader_entry_kind"_L1, entry.text("kind"_L1)),
             shown(context, entry, "content"_L1, maskNames), context.accountName(entry.uuid("recorder"_L1))});
    return view;
}

QList<MatterCard> redWithoutFiveOnes(ReadContext &context, int limit)
{
    constexpr int firstStage = 1;
    constexpr int lastStage = 7; // until it is written off
    QVariantList binds;
    const QString open = stateCondition(openStates(context.rules, firstStage, lastStage), &binds);
    binds << context.rules.setting("leader_led_level"_L1);
    const QString where = open % u" AND level = ? AND NOT EXISTS (SELECT 1 FROM leader_led WHERE leader_led.matter = "
                                 "\"matter\".id AND leader_led.deleted = 0 AND activated_at IS NOT NULL AND ended_at "
                                 "IS NULL)"_s;
    QList<MatterCard> cards;
    for (const Row &row : visibleMatters(context, where, binds, limit))
        cards.append(cardOf(context, row));
    return cards;
}

QList<ConsultationView> consultationsOf(ReadContext &context, QUuid matterId)
{
    QList<ConsultationView> views;
    const auto matter = visibleMatter(context, matterId);
    if (!matter)
        return views;
    const bool maskNames = context.masksNames(matterKind(), *matter);
    for (const Row &row :
         context.tx.select(consultationEntity(), u"matter = ? ORDER BY at DESC, id DESC LIMIT 50"_s, {matterId})) {
        ConsultationView view;
        view.row = row;
        view.stateWord = tableWord(context.rules, "states"_L1, row.text("state"_L1));
        view.at = row.instant("at"_L1);
        view.place = row.text("place"_L1);
        view.question = shown(context, row, "question"_L1, maskNames);
        view.opinions = shown(context, row, "opinions"_L1, maskNames);
        view.dissent = shown(context, row, "dissent"_L1, maskNames);
        for (const Row &task : context.tx.select(
                 taskEntity(), u"consultation = ? ORDER BY finished_at IS NOT NULL, due, id LIMIT 200"_s, {row.id()}))
            view.tasks.append(taskLine(context, task, maskNames));
        views.append(std::move(view));
    }
    return views;
}

QList<TaskLine> myTasks(ReadContext &context, int limit)
{
    // Two statements rather than one OR: each runs along its own index.
    QList<Row> rows = context.tx.select(
        taskEntity(), u"owner_account = ? AND finished_at IS NULL ORDER BY due, id LIMIT %1"_s.arg(limit),
        {context.actor.id.value});
    if (!context.actor.unit.isNull())
        rows += context.tx.select(taskEntity(),
                                  u"owner_unit = ? AND finished_at IS NULL ORDER BY due, id LIMIT %1"_s.arg(limit),
                                  {context.actor.unit.value});
    std::ranges::stable_sort(rows, {}, [](const Row &row) { return row.date("due"_L1); });
    QList<TaskLine> tasks;
    for (const Row &row : rows) {
        const auto matter = visibleMatter(context, row.uuid("matter"_L1));
        if (!matter || tasks.size() >= limit)
            continue;
        TaskLine line = taskLine(context, row, context.masksNames(matterKind(), *matter));
        line.matterNumber = matter->text("number"_L1);
        tasks.append(std::move(line));
    }
    return tasks;
}

std::optional<ConfirmationView> confirmationOf(ReadContext &context, QUuid matterId)
{
    if (!visibleMatter(context, matterId))
        return std::nullopt;
    const QList<Row> found =
        context.tx.select(confirmationEntity(), u"matter = ? ORDER BY id DESC LIMIT 1"_s, {matterId});
    if (found.isEmpty())
        return std::nullopt;
    ConfirmationView view;
    view.row = found.first();
    view.stateWord = tableWord(context.rules, "states"_L1, view.row->text("state"_L1));
    const auto clock = applicationClock(context.tx, context.rules, matterId);
    if (!clock)
        return view;
    view.countsDown = view.row->isNull("applied_on"_L1) && view.row->isNull("ended_at"_L1);
    view.lastDay = lastDayOf(clock->instant("due"_L1));
    view.daysLeft = static_cast<int>(context.now.localDate().daysTo(view.lastDay));
    view.provisional = clock->flag("provisional"_L1);
    view.source = clock->text("source"_L1);
    return view;
}

} // namespace fengqiao
