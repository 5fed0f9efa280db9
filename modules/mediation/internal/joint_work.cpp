#include "joint_work.h"

#include "areas.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QVariant aboutMatter(ActionContext &context, const QString &name)
{
    return context.parent ? jointLookup(context, *context.parent, name) : QVariant();
}

Machine leaderLedMachine()
{
    Machine machine;
    machine.name = u"leader_led"_s;
    machine.entity = &leaderLedEntity();
    machine.owns = [](Reader &, const Row &led, const Actor &actor) {
        return led.uuid("leader"_L1) == actor.id.value && led.isNull("withdrawn_at"_L1);
    };
    machine.lookup = aboutMatter;
    machine.parent = u"matter"_s;
    return machine;
}

Machine consultationMachine()
{
    Machine machine;
    machine.name = u"consultation"_s;
    machine.entity = &consultationEntity();
    machine.owns = [](Reader &reader, const Row &consultation, const Actor &actor) {
        return reader.count(taskEntity(), u"consultation = ? AND (owner_account = ? OR owner_unit = ?)"_s,
                            {consultation.id(), actor.id.value, actor.unit.value}) > 0;
    };
    machine.lookup = [](ActionContext &context, const QString &name) -> QVariant {
        if (name == "open_tasks"_L1 && context.subject)
            return openTasks(context.tx, "consultation"_L1, context.subject->id());
        if (name == "task_mine"_L1)
            return namedTaskIsMine(context);
        return aboutMatter(context, name);
    };
    machine.parent = u"matter"_s;
    return machine;
}

Machine confirmationMachine()
{
    Machine machine;
    machine.name = u"confirmation"_s;
    machine.entity = &confirmationEntity();
    machine.lookup = [](ActionContext &context, const QString &name) -> QVariant {
        if (name != "past_due"_L1)
            return aboutMatter(context, name);
        const auto clock =
            context.parent ? applicationClock(context.tx, context.rules, context.parent->id()) : std::optional<Row>();
        return clock && clock->instant("due"_L1) <= context.now();
    };
    machine.parent = u"matter"_s;
    return machine;
}

QString ofOwnMatters()
{
    return u"matter IN (SELECT id FROM matter WHERE deleted = 0 AND ("_s % ownMatterSql() % u"))"_s;
}

RecordKind jointKind(const QString &name, const Entity &entity)
{
    return {name, &entity, u"matter.read"_s, {}, ofOwnMatters(), {}, &matterKind()};
}

} // namespace

const RecordKind &leaderLedKind()
{
    static const RecordKind kind = jointKind(u"leader_led"_s, leaderLedEntity());
    return kind;
}

const RecordKind &consultationKind()
{
    static const RecordKind kind = jointKind(u"consultation"_s, consultationEntity());
    return kind;
}

const RecordKind &taskKind()
{
    static const RecordKind kind = jointKind(u"task"_s, taskEntity());
    return kind;
}

const RecordKind &confirmationKind()
{
    static const RecordKind kind = jointKind(u"confirmation"_s, confirmationEntity());
    return kind;
}

void addJointWork(Module &module)
{
    module.entities << &leaderLedEntity() << &leaderEntryEntity() << &consultationEntity() << &consultantEntity()
                    << &taskEntity() << &confirmationEntity();
    module.machines << leaderLedMachine() << consultationMachine() << confirmationMachine();
    module.kinds << leaderLedKind() << consultationKind() << taskKind() << confirmationKind();
    module.handlers.insert({{u"propose_leader"_s, proposeLeader},
                            {u"accept_leader"_s, acceptLeader},
                            {u"fill_five_ones"_s, fillFiveOnes},
                            {u"activate_leader"_s, activateLeader},
                            {u"leader_entry"_s, addLeaderEntry},
                            {u"conclude_leader"_s, concludeLeader},
                            {u"withdraw_leader"_s, withdrawLeader},
                            {u"convene"_s, conveneConsultation},
                            {u"hold_consultation"_s, holdConsultation},
                            {u"assign_tasks"_s, assignTasks},
                            {u"finish_task"_s, finishTask},
                            {u"close_consultation"_s, endConsultation},
                            {u"cancel_consultation"_s, endConsultation},
                            {u"offer_confirmation"_s, offerConfirmation},
                            {u"apply_confirmation"_s, applyForConfirmation},
                            {u"confirmation_accepted"_s, acceptConfirmation},
                            {u"confirmation_valid"_s, ruleOnConfirmation},
                            {u"confirmation_dismissed"_s, ruleOnConfirmation},
                            {u"withdraw_confirmation"_s, endConfirmation},
                            {u"lapse_confirmation"_s, endConfirmation},
                            {u"supersede_confirmation"_s, endConfirmation},
                            {u"escalate"_s, escalateMatter},
                            {u"hand_down"_s, handDownMatter},
                            {u"transfer_matter"_s, transferMatter},
                            {u"take_back_transfer"_s, takeBackTransfer},
                            {u"reply_referral"_s, replyToReferral}});
    module.afterTransition << openDecidedTasks << offerAfterAgreement;
}

// leader_led: a leader took it over, and did not withdraw. leader_led_open: and has not concluded, or is still asked.
// outside_area: the actor only follows what was handed up.
QVariant jointLookup(ActionContext &context, const Row &matter, const QString &name)
{
    if (name == "leader_led"_L1)
        return context.tx.count(leaderLedEntity(),
                                u"matter = ? AND activated_at IS NOT NULL AND withdrawn_at IS NULL"_s,
                                {matter.id()}) > 0;
    if (name == "leader_led_open"_L1)
        return context.tx.count(leaderLedEntity(), u"matter = ? AND ended_at IS NULL"_s, {matter.id()}) > 0;
    if (name == "open_consultation_tasks"_L1)
        return openTasks(context.tx, "matter"_L1, matter.id());
    if (name == "outside_area"_L1)
        return !matter.text("org"_L1).startsWith(context.actor.area.digits());
    return {};
}

} // namespace fengqiao
