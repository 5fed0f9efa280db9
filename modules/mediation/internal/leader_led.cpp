#include <QCoreApplication>

#include <access/entities.h>

#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct LeaderLed {
    Q_DECLARE_TR_FUNCTIONS(LeaderLed)
};

constexpr auto leaderRole = "LDR"_L1;

// Only a leader of the county leads; the account must be able to sign in and accept.
Result<> checkLeader(const ActionContext &context)
{
    if (!context.data.has("leader"_L1))
        return {};
    const auto account = context.tx.find(accountEntity(), context.data.uuid("leader"_L1));
    if (!account || account->text("state"_L1) != "active"_L1 || !actorOf(*account).is(leaderRole))
        return refusal(context, ErrorKind::Invalid, u"leader_led.not_a_leader"_s, u"leader"_s,
                       LeaderLed::tr("A leader-led case needs the account of a county leader; nothing was changed."));
    return {};
}

} // namespace

Result<> proposeLeader(ActionContext &context)
{
    return checkLeader(context);
}

Result<> acceptLeader(ActionContext &context)
{
    context.subject->set("accepted_at"_L1, context.now());
    return {};
}

// Whoever accepted stays the leader: another one must be proposed and accept in turn.
Result<> fillFiveOnes(ActionContext &context)
{
    const Row &led = *context.subject;
    if (context.data.has("leader"_L1) && !led.isNull("accepted_at"_L1) &&
        context.data.uuid("leader"_L1) != led.uuid("leader"_L1))
        return refusal(context, ErrorKind::Forbidden, u"leader_led.leader_accepted"_s, u"leader"_s,
                       LeaderLed::tr("The leader has accepted this case; for another leader withdraw it and propose it "
                                     "anew."));
    return checkLeader(context);
}

Result<> activateLeader(ActionContext &context)
{
    context.subject->set("activated_at"_L1, context.now());
    return {};
}

Result<> addLeaderEntry(ActionContext &context)
{
    const Row &led = *context.subject;
    Row entry(leaderEntryEntity());
    entry.set("leader_led"_L1, QVariant(led.id()));
    entry.set("matter"_L1, QVariant(led.uuid("matter"_L1)));
    entry.set("on_date"_L1, context.data.value("on_date"_L1));
    entry.set("kind"_L1, context.data.value("kind"_L1));
    entry.set("content"_L1, context.data.value("content"_L1));
    entry.set("recorder"_L1, QVariant(context.actor.id.value));
    context.tx.insert(entry);
    return {};
}

Result<> concludeLeader(ActionContext &context)
{
    context.subject->set("ended_at"_L1, context.now());
    return {};
}

Result<> withdrawLeader(ActionContext &context)
{
    context.subject->set("ended_at"_L1, context.now());
    context.subject->set("withdrawn_at"_L1, context.now());
    return {};
}

} // namespace fengqiao
