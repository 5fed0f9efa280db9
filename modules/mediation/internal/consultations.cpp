#include <QCoreApplication>
#include <QJsonArray>

#include <grid/grid.h>

#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Consultations {
    Q_DECLARE_TR_FUNCTIONS(Consultations)
};

// Whoever is asked must be able to read what it is about; each account and unit once.
void admit(ActionContext &context, QUuid consultation, QLatin1StringView column, QUuid who)
{
    if (who.isNull() ||
        context.tx.count(consultantEntity(), u"consultation = ? AND "_s % column % u" = ?", {consultation, who}) > 0)
        return;
    Row row(consultantEntity());
    row.set("consultation"_L1, QVariant(consultation));
    row.set("matter"_L1, QVariant(context.parent->id()));
    row.set(column, QVariant(who));
    context.tx.insert(row);
}

void admitAll(ActionContext &context, QUuid consultation, QLatin1StringView people)
{
    for (const Fields &person : context.data.records(people)) {
        admit(context, consultation, "account"_L1, person.uuid("account"_L1));
        admit(context, consultation, "unit"_L1, person.uuid("unit"_L1));
    }
}

// What tells one person of a list from another: the account, or the name as written.
QSet<QString> peopleIn(const Fields &data, QLatin1StringView list)
{
    QSet<QString> people;
    for (const Fields &person : data.records(list)) {
        if (const QUuid account = person.uuid("account"_L1); !account.isNull())
            people.insert(account.toString());
        else
            people.insert(person.text("name"_L1).simplified());
    }
    return people;
}

bool ownsTask(const Row &task, const Actor &actor)
{
    const QUuid unit = task.uuid("owner_unit"_L1);
    return task.uuid("owner_account"_L1) == actor.id.value || (!unit.isNull() && unit == actor.unit.value);
}

} // namespace

QVariant namedTaskIsMine(ActionContext &context)
{
    const auto task = context.tx.find(taskEntity(), context.data.uuid("task"_L1));
    return task ? QVariant(ownsTask(*task, context.actor)) : QVariant();
}

qint64 openTasks(Reader &reader, QLatin1StringView field, QUuid id)
{
    return reader.count(taskEntity(), field % u" = ? AND finished_at IS NULL"_s, {id});
}

Result<> conveneConsultation(ActionContext &context)
{
    Row consultation(consultationEntity());
    consultation.setId(IdSource::next(context.now()));
    admitAll(context, consultation.id(), "invited"_L1);
    admitAll(context, consultation.id(), "units"_L1);
    context.created = std::move(consultation);
    return {};
}

// Who recused does not sit at the table and no longer reads the matter (信访工作条例 28).
Result<> holdConsultation(ActionContext &context)
{
    const Row &consultation = *context.subject;
    const QSet<QString> recused = peopleIn(context.data, "recusals"_L1);
    if (recused.intersects(peopleIn(context.data, "attendees"_L1)))
        return refusal(context, ErrorKind::Invalid, u"consultation.recused_attends"_s, u"recusals"_s,
                       Consultations::tr("Who recused cannot be among those who attend; nothing was changed."));
    admitAll(context, consultation.id(), "attendees"_L1);
    for (const Fields &person : context.data.records("recusals"_L1)) {
        const QUuid account = person.uuid("account"_L1);
        for (Row &row :
             context.tx.select(consultantEntity(), u"consultation = ? AND account = ?"_s, {consultation.id(), account}))
            context.tx.remove(row);
    }
    return {};
}

Result<> assignTasks(ActionContext &context)
{
    const Row &consultation = *context.subject;
    for (const Fields &decision : context.data.records("decisions"_L1)) {
        Row task(taskEntity());
        task.set("consultation"_L1, QVariant(consultation.id()));
        task.set("matter"_L1, QVariant(context.parent->id()));
        task.set("content"_L1, decision.text("task"_L1));
        task.set("due"_L1, decision.value("due"_L1));
        const std::pair<QLatin1StringView, QLatin1StringView> owners[] = {{"owner_account"_L1, "account"_L1},
                                                                          {"owner_unit"_L1, "unit"_L1}};
        for (const auto &[field, column] : owners) {
            if (!decision.has(field))
                continue;
            task.set(field, QVariant(decision.uuid(field)));
            admit(context, consultation.id(), column, decision.uuid(field));
        }
        context.tx.insert(task);
    }
    return {};
}

// The minutes and the tasks they decide are one form but two steps: each leaves its own row of the history.
Result<> openDecidedTasks(ActionContext &context)
{
    if (context.action() != "minute_consultation"_L1 || context.data.records("decisions"_L1).isEmpty())
        return {};
    const QUuid id = context.subject->id();
    const auto opened = context.run(u"assign_tasks"_s, {{u"consultation"_s, id.toString(QUuid::WithoutBraces)},
                                                        {u"decisions"_s, context.data.toJson().value("decisions"_L1)}});
    if (!opened)
        return fail(opened.error());
    *context.subject = *context.tx.find(consultationEntity(), id);
    return {};
}

Result<> finishTask(ActionContext &context)
{
    auto task = context.tx.find(taskEntity(), context.data.uuid("task"_L1));
    if (!task || task->uuid("consultation"_L1) != context.subject->id())
        return refusal(context, ErrorKind::NotFound, u"consultation.task_unknown"_s, u"task"_s,
                       Consultations::tr("This task does not belong to the consultation; nothing was changed."));
    if (!task->isNull("finished_at"_L1))
        return refusal(context, ErrorKind::Conflict, u"consultation.task_finished"_s, u"task"_s,
                       Consultations::tr("This task is finished already; nothing was changed."));
    task->set("result"_L1, context.data.text("result"_L1));
    task->set("finished_at"_L1, context.now());
    task->set("finished_by"_L1, QVariant(context.actor.id.value));
    context.tx.update(*task);
    context.outcome.extra.insert(u"open_tasks"_s, openTasks(context.tx, "consultation"_L1, context.subject->id()));
    return {};
}

// A consultation that is over keeps its readers only where they had a part in it.
Result<> endConsultation(ActionContext &context)
{
    Row &consultation = *context.subject;
    consultation.set("ended_at"_L1, context.now());
    if (context.action() != "cancel_consultation"_L1)
        return {};
    for (Row &row : context.tx.select(consultantEntity(), u"consultation = ?"_s, {consultation.id()}))
        context.tx.remove(row);
    return {};
}

} // namespace fengqiao
