#include <QJsonArray>
#include <QTest>

#include <mediation/joint.h>

#include "test_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QJsonObject with(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

QString codeOf(const Result<ActionOutcome> &result)
{
    return result ? u"done"_s : result.error().code;
}

} // namespace

// Leader-led cases, consultations, judicial confirmation and the ladder (domain.md 2.4; scenario C04, C06, C11 to C13).
class TestJointWork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void leader_whoIsNone_isRefused();
    void leader_withoutFiveOnes_isNotActivated();
    void leader_twice_isRefused();
    void leader_instructing_isRefused();
    void leader_afterAcceptance_isNotReplaced();
    void leader_open_keepsTheMatterOpen();
    void leader_withdrawn_seesNothingMore();
    void leader_byAnother_isRefused();
    void redMatters_withoutActivePlan_areListed();

    void consultation_decisions_becomeTasks();
    void consultation_withoutDecisions_closesAtOnce();
    void consultation_recused_doesNotAttend();
    void consultation_openTasks_keepItOpen();
    void consultation_taskOfAnother_isRefused();
    void consultation_optionWithoutLaw_isRefused();
    void consultation_cancelled_takesItsReadersBack();
    void task_withoutOwner_isRefused();

    void confirmation_ofC04_isValidOnFriday();
    void confirmation_refusals_data();
    void confirmation_refusals();
    void confirmation_ofTenure_isRefused();
    void confirmation_lateApplication_isRefused();
    void confirmation_onTheLastDay_isTaken();
    void confirmation_delegated_goesToTheInvitingCourt();
    void confirmation_dismissed_tellsTheRoutes();
    void confirmation_datesOutOfOrder_areRefused();
    void confirmation_unused_lapses();
    void confirmation_ofNewerAgreement_takesItsPlace();
    void confirmation_notEligible_isNotOffered();
    void confirmation_byAPerson_isNotOffered();

    void escalation_movesUpAndKeepsItsReaders();
    void escalation_fromWrongLevel_isRefused();
    void escalation_ofRed_skipsAStep();
    void escalation_toTheCity_staysWithTheCounty();
    void escalation_clocksGoOn();
    void transfer_goesToAnotherCounty_data();
    void transfer_goesToAnotherCounty();
    void transfer_onItsWay_isTakenBackOnly();
    void handDown_goesInsideTheArea_data();
    void handDown_goesInsideTheArea();
    void handedUp_isNotDecidedBelow();

    void reply_ofC12_needsTheParties();
    void reply_refusals_data();
    void reply_refusals();

private:
    QUuid begin(const QString &state, const QJsonObject &more = {});
    void change(QUuid matter, const std::function<void(Row &)> &fn);
    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data);
    Result<ActionOutcome> onMatter(const QString &login, const QString &action, QUuid matter, const QJsonObject &data);
    Result<ActionOutcome> agree(QUuid matter, const QJsonObject &more = {});
    QUuid agreed(const QJsonObject &more = {});
    QUuid proposed(QUuid matter);
    QUuid convened(QUuid matter);
    Result<ActionOutcome> minutes(QUuid consultation, const QJsonArray &decisions);
    Result<ActionOutcome> apply(QUuid confirmation, const QJsonObject &more = {});
    Result<ActionOutcome> escalate(const QString &login, QUuid matter, const QString &from, const QString &to);
    [[nodiscard]] bool sees(const QString &login, QUuid matter);
    [[nodiscard]] QString clockState(QUuid matter, const QString &code);
    [[nodiscard]] QList<TaskLine> tasks(const QString &login, QUuid consultation); // open, of that person

    [[nodiscard]] QString village() const { return u"620521105203"_s; }

    std::unique_ptr<TestCounty> m_county;
};

void TestJointWork::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

// Every case begins on Monday with matters of its own, in a county that the cases share.
void TestJointWork::init()
{
    m_county->at(u"2026-09-14 09:00"_s);
}

void TestJointWork::change(QUuid matter, const std::function<void(Row &)> &fn)
{
    const auto done = m_county->desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              auto row = tx.find(matterEntity(), matter);
                              fn(*row);
                              tx.update(*row);
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

// A matter of ding's in that state.
QUuid TestJointWork::begin(const QString &state, const QJsonObject &more)
{
    const auto made = m_county->registerMatter(more);
    if (!made)
        qWarning() << made.error().code << made.error().message;
    const QUuid ding = m_county->actor(u"ding"_s).id.value;
    change(made->id, [&](Row &row) {
        row.set("state"_L1, state);
        row.set("mediator"_L1, QVariant(ding));
    });
    return made->id;
}

Result<ActionOutcome> TestJointWork::act(const QString &login, const QString &action, const QJsonObject &data)
{
    return m_county->act(login, action, data);
}

Result<ActionOutcome> TestJointWork::onMatter(const QString &login, const QString &action, QUuid matter,
                                              const QJsonObject &data)
{
    return act(login, action, with(data, {{u"matter"_s, idText(matter)}}));
}

bool TestJointWork::sees(const QString &login, QUuid matter)
{
    return m_county->read(login, [&](ReadContext &context) {
        const auto row = context.tx.find(matterEntity(), matter);
        return row && context.maySee(matterKind(), *row);
    });
}

QString TestJointWork::clockState(QUuid matter, const QString &code)
{
    return m_county->read(u"jia"_s, [&](ReadContext &context) {
        const auto rows = context.tx.select(clockEntity(), u"subject = ? AND code = ?"_s, {matter, code});
        return rows.isEmpty() ? QString() : rows.last().text("state"_L1);
    });
}

QList<TaskLine> TestJointWork::tasks(const QString &login, QUuid consultation)
{
    QList<TaskLine> all = m_county->read(login, [](ReadContext &context) { return myTasks(context); });
    all.removeIf([&](const TaskLine &task) { return task.consultation != consultation; });
    return all;
}

// ---- leader-led cases ----

QUuid TestJointWork::proposed(QUuid matter)
{
    const auto made = onMatter(u"yi"_s, u"propose_leader"_s, matter,
                               {{u"leader"_s, u"geng"_s}, {u"reason"_s, u"矛盾重大，需统筹。"_s}});
    return made ? made->id : QUuid();
}

void TestJointWork::leader_whoIsNone_isRefused()
{
    const QUuid matter = begin(u"M51"_s);
    const auto made =
        onMatter(u"yi"_s, u"propose_leader"_s, matter, {{u"leader"_s, u"ding"_s}, {u"reason"_s, u"统筹"_s}});
    QCOMPARE(codeOf(made), u"leader_led.not_a_leader"_s);
    QCOMPARE(made.error().field, u"leader"_s);
}

// C11: activation is refused until all five are filled, and each refusal names what is missing.
void TestJointWork::leader_withoutFiveOnes_isNotActivated()
{
    const QUuid led = proposed(begin(u"M51"_s));
    QVERIFY(!led.isNull());
    const QJsonObject self{{u"leader_led"_s, idText(led)}};
    QCOMPARE(codeOf(act(u"jia"_s, u"activate_leader"_s, self)), u"leader_led.transition_forbidden"_s);
    QCOMPARE(act(u"geng"_s, u"accept_leader"_s, self)->state, u"L20"_s);
    const std::pair<QString, QString> ones[] = {{u"case_summary"_s, u"five_ones_case"_s},
                                                {u"team"_s, u"five_ones_team"_s},
                                                {u"plan"_s, u"five_ones_plan"_s},
                                                {u"closing_condition"_s, u"five_ones_closing"_s}};
    for (const auto &[field, guard] : ones) {
        const auto refused = act(u"jia"_s, u"activate_leader"_s, self);
        QCOMPARE(codeOf(refused), QString(u"leader_led." + guard));
        QVERIFY(!refused.error().message.isEmpty());
        QVERIFY(act(u"yi"_s, u"fill_five_ones"_s, with(self, {{field, u"已明确内容"_s}})));
    }
    // Who accepted is named; without a name the guard would hold, too.
    const auto name = [&](const QVariant &leader) {
        return m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                auto row = tx.find(leaderLedEntity(), led);
                row->set("leader"_L1, leader);
                tx.update(*row);
                return {};
            })
            .result();
    };
    QVERIFY(name({}));
    QCOMPARE(codeOf(act(u"jia"_s, u"activate_leader"_s, self)), u"leader_led.five_ones_leader"_s);
    QVERIFY(name(m_county->actor(u"geng"_s).id.value));
    QCOMPARE(act(u"jia"_s, u"activate_leader"_s, self)->state, u"L30"_s);
}

void TestJointWork::leader_twice_isRefused()
{
    const QUuid matter = begin(u"M51"_s);
    QVERIFY(!proposed(matter).isNull());
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"propose_leader"_s, matter, {{u"reason"_s, u"再提"_s}})),
             u"leader_led.leader_one"_s);
    const QUuid closed = begin(u"M81"_s);
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"propose_leader"_s, closed, {{u"reason"_s, u"再提"_s}})),
             u"leader_led.leader_open_matter"_s);
}

void TestJointWork::leader_instructing_isRefused()
{
    const QJsonObject self{{u"leader_led"_s, idText(proposed(begin(u"M51"_s)))}};
    QVERIFY(act(u"geng"_s, u"accept_leader"_s, self));
    const QJsonObject entry =
        with(self,
             {{u"on_date"_s, u"2026-09-14"_s}, {u"kind"_s, u"meeting"_s}, {u"content"_s, u"协调林业部门到场勘界。"_s}});
    QCOMPARE(codeOf(act(u"geng"_s, u"leader_entry"_s, with(entry, {{u"coordinates_only"_s, false}}))),
             u"leader_led.leader_coordinates"_s);
    QCOMPARE(codeOf(act(u"geng"_s, u"leader_entry"_s, entry)), u"leader_led.coordinatesonly_missing"_s);
    QVERIFY(act(u"geng"_s, u"leader_entry"_s, with(entry, {{u"coordinates_only"_s, true}})));
    const auto view = m_county->read(u"geng"_s, [&](ReadContext &context) {
        const auto row = context.tx.find(leaderLedEntity(), QUuid::fromString(self["leader_led"_L1].toString()));
        return leaderLedOf(context, row->uuid("matter"_L1));
    });
    QVERIFY(view);
    QCOMPARE(view->entries.size(), 1);
    QCOMPARE(view->entries.first().content, u"协调林业部门到场勘界。"_s);
    QCOMPARE(view->fiveOnes.size(), 5);
    QVERIFY(!view->complete());
}

void TestJointWork::leader_afterAcceptance_isNotReplaced()
{
    const QJsonObject self{{u"leader_led"_s, idText(proposed(begin(u"M51"_s)))}};
    QVERIFY(act(u"geng"_s, u"accept_leader"_s, self));
    QCOMPARE(codeOf(act(u"yi"_s, u"fill_five_ones"_s, with(self, {{u"leader"_s, u"jia"_s}}))),
             u"leader_led.leader_accepted"_s);
    QVERIFY(act(u"yi"_s, u"fill_five_ones"_s, with(self, {{u"leader"_s, u"geng"_s}})));
}

// To the end: not concluded before its condition is met, and the matter is not closed before it is concluded.
void TestJointWork::leader_open_keepsTheMatterOpen()
{
    const QUuid matter = begin(u"M51"_s);
    const QJsonObject self{{u"leader_led"_s, idText(proposed(matter))}};
    QVERIFY(act(u"geng"_s, u"accept_leader"_s, self));
    QVERIFY(act(u"geng"_s, u"fill_five_ones"_s,
                with(self, {{u"case_summary"_s, u"林地边界"_s},
                            {u"team"_s, u"林业、司法、乡镇"_s},
                            {u"plan"_s, u"先勘界后调解"_s},
                            {u"closing_condition"_s, u"双方签字并履行"_s}})));
    QVERIFY(act(u"jia"_s, u"activate_leader"_s, self));
    change(matter, [](Row &row) { row.set("state"_L1, u"M80"_s); });
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"close_matter"_s, matter, {{u"outcome"_s, u"agreed_written"_s}})),
             u"matter.close_leader_led"_s);
    QCOMPARE(codeOf(act(u"geng"_s, u"conclude_leader"_s,
                        with(self, {{u"result"_s, u"已办结"_s}, {u"condition_met"_s, false}}))),
             u"leader_led.leader_condition"_s);
    QCOMPARE(act(u"geng"_s, u"conclude_leader"_s, with(self, {{u"result"_s, u"已办结"_s}, {u"condition_met"_s, true}}))
                 ->state,
             u"L40"_s);
    const auto closed = onMatter(u"yi"_s, u"close_matter"_s, matter, {{u"outcome"_s, u"agreed_written"_s}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().code + closed.error().message));
}

void TestJointWork::leader_withdrawn_seesNothingMore()
{
    const QUuid matter = begin(u"M51"_s);
    QVERIFY(!sees(u"geng"_s, matter));
    const QJsonObject self{{u"leader_led"_s, idText(proposed(matter))}};
    QVERIFY(sees(u"geng"_s, matter)); // to decide whether to accept
    QVERIFY(act(u"jia"_s, u"withdraw_leader"_s, with(self, {{u"reason"_s, u"已另行安排"_s}})));
    QVERIFY(!sees(u"geng"_s, matter));
    QVERIFY(!proposed(matter).isNull()); // it may be proposed anew
}

void TestJointWork::leader_byAnother_isRefused()
{
    const QJsonObject self{{u"leader_led"_s, idText(proposed(begin(u"M51"_s)))}};
    QCOMPARE(codeOf(act(u"jia"_s, u"accept_leader"_s, self)), u"access.role"_s);
    QCOMPARE(codeOf(act(u"geng"_s, u"activate_leader"_s, self)), u"access.role"_s);
    // A leader whom nobody named.
    const QUuid unnamed = onMatter(u"yi"_s, u"propose_leader"_s, begin(u"M51"_s), {{u"reason"_s, u"统筹"_s}})->id;
    QCOMPARE(codeOf(act(u"geng"_s, u"accept_leader"_s, {{u"leader_led"_s, idText(unnamed)}})), u"access.scope"_s);
}

void TestJointWork::redMatters_withoutActivePlan_areListed()
{
    const QUuid matter = begin(u"M51"_s);
    const auto red = [&] {
        return m_county->read(u"jia"_s, [&](ReadContext &context) {
            return std::ranges::count(redWithoutFiveOnes(context), matter, &MatterCard::id);
        });
    };
    QCOMPARE(red(), 0);
    change(matter, [](Row &row) { row.set("level"_L1, u"red"_s); });
    QCOMPARE(red(), 1);
    const QJsonObject self{{u"leader_led"_s, idText(proposed(matter))}};
    QVERIFY(act(u"geng"_s, u"accept_leader"_s, self));
    QVERIFY(act(u"geng"_s, u"fill_five_ones"_s,
                with(self, {{u"case_summary"_s, u"林地边界"_s},
                            {u"team"_s, u"林业、司法、乡镇"_s},
                            {u"plan"_s, u"先勘界后调解"_s},
                            {u"closing_condition"_s, u"双方签字并履行"_s}})));
    QCOMPARE(red(), 1); // filled, but not active
    QVERIFY(act(u"jia"_s, u"activate_leader"_s, self));
    QCOMPARE(red(), 0);
}

// ---- consultations ----

QUuid TestJointWork::convened(QUuid matter)
{
    const auto made =
        onMatter(u"yi"_s, u"convene"_s, matter,
                 {{u"question"_s, u"工资如何分期支付？"_s},
                  {u"at"_s, u"2026-09-16T09:00:00+08:00"_s},
                  {u"place"_s, u"县综治中心会议室"_s},
                  {u"chair"_s, u"乙副主任"_s},
                  {u"invited"_s, QJsonArray{QJsonObject{{u"account"_s, u"yin"_s}},
                                            QJsonObject{{u"name"_s, u"何专家"_s}, {u"role"_s, u"expert"_s}}}},
                  {u"units"_s, QJsonArray{QJsonObject{{u"unit"_s, u"人社局"_s}}}}});
    if (!made)
        qWarning() << made.error().code << made.error().message << made.error().field;
    return made ? made->id : QUuid();
}

Result<ActionOutcome> TestJointWork::minutes(QUuid consultation, const QJsonArray &decisions)
{
    m_county->at(u"2026-09-16 10:00"_s);
    const QJsonObject self{{u"consultation"_s, idText(consultation)}};
    const auto held = act(u"yi"_s, u"hold_consultation"_s,
                          with(self, {{u"held_at"_s, u"2026-09-16T09:05:00+08:00"_s},
                                      {u"attendees"_s, QJsonArray{QJsonObject{{u"account"_s, u"yin"_s}}}},
                                      {u"absent"_s, QJsonArray{QJsonObject{{u"name"_s, u"何专家"_s}}}}}));
    if (!held)
        return held;
    QJsonObject data =
        with(self, {{u"options"_s,
                     QJsonArray{QJsonObject{{u"option"_s, u"分两期支付"_s}, {u"legal_basis"_s, u"劳动法第五十条"_s}}}},
                    {u"opinions"_s, u"建议先付一半。"_s},
                    {u"dissent"_s, u"有人主张一次付清。"_s}});
    if (!decisions.isEmpty())
        data.insert(u"decisions"_s, decisions);
    return act(u"yi"_s, u"minute_consultation"_s, data);
}

// C06: the minutes' decisions are tasks with an owner and a date; the units named read the matter and finish them.
void TestJointWork::consultation_decisions_becomeTasks()
{
    const QUuid matter = begin(u"M51"_s);
    QVERIFY(!sees(u"zi"_s, matter));
    const QUuid id = convened(matter);
    QVERIFY(!id.isNull());
    QVERIFY(sees(u"zi"_s, matter)); // the unit that is called
    QVERIFY(sees(u"yin"_s, matter));
    QVERIFY(!sees(u"chou"_s, matter));
    const auto made = minutes(
        id, {QJsonObject{{u"task"_s, u"核实工资数额"_s}, {u"owner_unit"_s, u"人社局"_s}, {u"due"_s, u"2026-09-18"_s}},
             QJsonObject{{u"task"_s, u"约谈总包"_s}, {u"owner_account"_s, u"chou"_s}, {u"due"_s, u"2026-09-17"_s}}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().code + made.error().message));
    QCOMPARE(made->state, u"C40"_s);
    QVERIFY(sees(u"chou"_s, matter)); // now it has a task
    const auto mine = tasks(u"zi"_s, id);
    QCOMPARE(mine.size(), 1);
    QCOMPARE(mine.first().due, QDate(2026, 9, 18));
    QVERIFY(!mine.first().matterNumber.isEmpty());
    const auto views = m_county->read(u"yi"_s, [&](ReadContext &context) { return consultationsOf(context, matter); });
    QCOMPARE(views.size(), 1);
    QCOMPARE(views.first().tasks.size(), 2);
    QCOMPARE(views.first().tasks.first().owner, u"丑住建"_s); // the earlier date first
    QCOMPARE(views.first().dissent, u"有人主张一次付清。"_s);
    QVERIFY(act(u"zi"_s, u"finish_task"_s,
                {{u"consultation"_s, idText(id)}, {u"task"_s, idText(mine.first().id)}, {u"result"_s, u"已核实"_s}}));
    QVERIFY(tasks(u"zi"_s, id).isEmpty());
}

void TestJointWork::consultation_withoutDecisions_closesAtOnce()
{
    const QUuid id = convened(begin(u"M51"_s));
    QCOMPARE(minutes(id, {})->state, u"C30"_s);
    QCOMPARE(
        act(u"yi"_s, u"close_consultation"_s, {{u"consultation"_s, idText(id)}, {u"result"_s, u"意见一致"_s}})->state,
        u"C50"_s);
}

void TestJointWork::consultation_recused_doesNotAttend()
{
    const QUuid matter = begin(u"M51"_s);
    const QUuid id = convened(matter);
    m_county->at(u"2026-09-16 10:00"_s);
    const QJsonObject self{{u"consultation"_s, idText(id)}, {u"held_at"_s, u"2026-09-16T09:05:00+08:00"_s}};
    const QJsonArray recusals{QJsonObject{{u"account"_s, u"yin"_s}, {u"ground"_s, u"interest"_s}}};
    QCOMPARE(codeOf(act(u"yi"_s, u"hold_consultation"_s,
                        with(self, {{u"attendees"_s, QJsonArray{QJsonObject{{u"account"_s, u"yin"_s}}}},
                                    {u"recusals"_s, recusals}}))),
             u"consultation.recused_attends"_s);
    QVERIFY(sees(u"yin"_s, matter));
    QVERIFY(act(
        u"yi"_s, u"hold_consultation"_s,
        with(self, {{u"attendees"_s, QJsonArray{QJsonObject{{u"name"_s, u"何专家"_s}}}}, {u"recusals"_s, recusals}})));
    QVERIFY(!sees(u"yin"_s, matter));
}

void TestJointWork::consultation_openTasks_keepItOpen()
{
    const QUuid matter = begin(u"M51"_s);
    const QUuid id = convened(matter);
    QVERIFY(minutes(
        id,
        {QJsonObject{{u"task"_s, u"核实工资数额"_s}, {u"owner_unit"_s, u"人社局"_s}, {u"due"_s, u"2026-09-18"_s}}}));
    const QJsonObject self{{u"consultation"_s, idText(id)}};
    const QJsonObject close = with(self, {{u"result"_s, u"意见一致"_s}});
    QCOMPARE(codeOf(act(u"yi"_s, u"close_consultation"_s, close)), u"consultation.consultation_tasks"_s);
    change(matter, [](Row &row) { row.set("state"_L1, u"M80"_s); });
    const auto refused = onMatter(u"yi"_s, u"close_matter"_s, matter, {{u"outcome"_s, u"agreed_written"_s}});
    QVERIFY2(codeOf(refused) == u"matter.close_tasks"_s || codeOf(refused) == u"matter.close_consultation_tasks"_s,
             qPrintable(codeOf(refused)));
    const QUuid task = tasks(u"zi"_s, id).first().id;
    const QJsonObject finish = with(self, {{u"task"_s, idText(task)}, {u"result"_s, u"已核实"_s}});
    QVERIFY(act(u"yi"_s, u"finish_task"_s, finish)); // the deputy director may, too
    QCOMPARE(codeOf(act(u"yi"_s, u"finish_task"_s, finish)), u"consultation.task_finished"_s);
    QCOMPARE(act(u"yi"_s, u"close_consultation"_s, close)->state, u"C50"_s);
}

void TestJointWork::consultation_taskOfAnother_isRefused()
{
    const QUuid id = convened(begin(u"M51"_s));
    QVERIFY(minutes(
        id, {QJsonObject{{u"task"_s, u"核实工资数额"_s}, {u"owner_unit"_s, u"人社局"_s}, {u"due"_s, u"2026-09-18"_s}},
             QJsonObject{{u"task"_s, u"约谈总包"_s}, {u"owner_unit"_s, u"住建局"_s}, {u"due"_s, u"2026-09-18"_s}}}));
    const QUuid ofZi = tasks(u"zi"_s, id).first().id;
    const QJsonObject finish{{u"consultation"_s, idText(id)}, {u"task"_s, idText(ofZi)}, {u"result"_s, u"已核实"_s}};
    QCOMPARE(codeOf(act(u"chou"_s, u"finish_task"_s, finish)), u"consultation.task_not_yours"_s);
    QCOMPARE(codeOf(act(u"mao"_s, u"finish_task"_s, finish)), u"access.scope"_s); // has no task at all
    const QUuid other = convened(begin(u"M51"_s));
    QVERIFY(minutes(
        other, {QJsonObject{{u"task"_s, u"另一件"_s}, {u"owner_unit"_s, u"人社局"_s}, {u"due"_s, u"2026-09-18"_s}}}));
    QCOMPARE(codeOf(act(u"zi"_s, u"finish_task"_s, with(finish, {{u"consultation"_s, idText(other)}}))),
             u"consultation.task_unknown"_s);
}

void TestJointWork::consultation_optionWithoutLaw_isRefused()
{
    const QUuid id = convened(begin(u"M51"_s));
    m_county->at(u"2026-09-16 10:00"_s);
    const QJsonObject self{{u"consultation"_s, idText(id)}};
    QVERIFY(act(u"yi"_s, u"hold_consultation"_s,
                with(self, {{u"held_at"_s, u"2026-09-16T09:05:00+08:00"_s},
                            {u"attendees"_s, QJsonArray{QJsonObject{{u"account"_s, u"yin"_s}}}}})));
    const auto refused = act(u"yi"_s, u"minute_consultation"_s,
                             with(self, {{u"options"_s, QJsonArray{QJsonObject{{u"option"_s, u"分两期支付"_s}}}},
                                         {u"opinions"_s, u"建议"_s}}));
    QVERIFY(!refused);
    QVERIFY2(refused.error().code.endsWith(u"legalbasis_missing"_s), qPrintable(refused.error().code));
}

void TestJointWork::consultation_cancelled_takesItsReadersBack()
{
    const QUuid matter = begin(u"M51"_s);
    const QUuid id = convened(matter);
    QVERIFY(sees(u"zi"_s, matter));
    QVERIFY(act(u"yi"_s, u"cancel_consultation"_s, {{u"consultation"_s, idText(id)}, {u"reason"_s, u"双方已和解"_s}}));
    QVERIFY(!sees(u"zi"_s, matter));
}

void TestJointWork::task_withoutOwner_isRefused()
{
    const QUuid id = convened(begin(u"M51"_s));
    const auto refused = minutes(id, {QJsonObject{{u"task"_s, u"核实"_s}, {u"due"_s, u"2026-09-18"_s}}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().code.endsWith(u"_missing"_s), qPrintable(refused.error().code));
    const auto past = act(
        u"yi"_s, u"minute_consultation"_s,
        {{u"consultation"_s, idText(id)},
         {u"options"_s, QJsonArray{QJsonObject{{u"option"_s, u"分期"_s}, {u"legal_basis"_s, u"劳动法"_s}}}},
         {u"opinions"_s, u"建议"_s},
         {u"decisions"_s, QJsonArray{QJsonObject{
                              {u"task"_s, u"核实"_s}, {u"owner_unit"_s, u"人社局"_s}, {u"due"_s, u"2026-09-15"_s}}}}});
    QVERIFY(!past);
    QVERIFY2(past.error().code.endsWith(u"due_range"_s), qPrintable(past.error().code));
    const auto views = m_county->read(
        u"yi"_s, [&](ReadContext &context) { return context.tx.count(taskEntity(), u"consultation = ?"_s, {id}); });
    QCOMPARE(views, 0); // nothing half written
}

// ---- judicial confirmation ----

Result<ActionOutcome> TestJointWork::agree(QUuid matter, const QJsonObject &more)
{
    return onMatter(u"ding"_s, u"agree"_s, matter,
                    with({{u"form"_s, u"written"_s},
                          {u"clauses"_s, QJsonArray{QJsonObject{{u"text"_s, u"三子女轮流赡养。"_s}}}},
                          {u"mode"_s, u"act"_s},
                          {u"due_on"_s, u"2026-12-31"_s},
                          {u"effective_on"_s, u"2026-09-16"_s},
                          {u"signed_by"_s, u"双方"_s},
                          {u"signed_by_all"_s, true},
                          {u"sealed"_s, true},
                          {u"voluntary"_s, true},
                          {u"confirmation_eligible"_s, true},
                          {u"confirmation_bar"_s, u"no_bar"_s}},
                         more));
}

// The confirmation that an agreement of 2026-09-16 offers.
QUuid TestJointWork::agreed(const QJsonObject &more)
{
    m_county->at(u"2026-09-16 11:00"_s);
    const QUuid matter = begin(u"M51"_s, more);
    const auto made = agree(matter);
    if (!made)
        qWarning() << made.error().code << made.error().message << made.error().field;
    return made ? QUuid::fromString(made->extra.value("confirmation"_L1).toString()) : QUuid();
}

Result<ActionOutcome> TestJointWork::apply(QUuid confirmation, const QJsonObject &more)
{
    return act(u"ding"_s, u"apply_confirmation"_s,
               with({{u"confirmation"_s, idText(confirmation)},
                     {u"court"_s, u"清水县人民法院"_s},
                     {u"applied_on"_s, u"2026-09-17"_s},
                     {u"both_parties"_s, true},
                     {u"written_agreement"_s, true},
                     {u"bar"_s, u"no_bar"_s}},
                    more));
}

void TestJointWork::confirmation_ofC04_isValidOnFriday()
{
    const QUuid id = agreed();
    QVERIFY(!id.isNull());
    const QUuid matter = m_county->read(
        u"yi"_s, [&](ReadContext &context) { return context.tx.find(confirmationEntity(), id)->uuid("matter"_L1); });
    const auto view = [&] {
        return m_county->read(u"yi"_s, [&](ReadContext &context) { return confirmationOf(context, matter); });
    };
    QCOMPARE(view()->row->text("state"_L1), u"J10"_s);
    QVERIFY(view()->countsDown);
    QCOMPARE(view()->lastDay, QDate(2026, 10, 16));
    QCOMPARE(view()->daysLeft, 30);
    QCOMPARE(clockState(matter, u"JC_APPLY_30"_s), u"running"_s);
    m_county->at(u"2026-09-17 10:00"_s);
    const auto applied = apply(id);
    QVERIFY2(applied, applied ? "" : qPrintable(applied.error().code + applied.error().message));
    QCOMPARE(applied->state, u"J20"_s);
    QVERIFY(!view()->countsDown);
    QCOMPARE(clockState(matter, u"JC_APPLY_30"_s), u"met"_s); // the joint application is what the clock waited for
    const QJsonObject self{{u"confirmation"_s, idText(id)}};
    m_county->at(u"2026-09-18 16:00"_s);
    QCOMPARE(act(u"ding"_s, u"confirmation_accepted"_s,
                 with(self, {{u"case_number"_s, u"（2026）甘0521民特1号"_s}, {u"accepted_on"_s, u"2026-09-17"_s}}))
                 ->state,
             u"J30"_s);
    const auto valid =
        act(u"ding"_s, u"confirmation_valid"_s,
            with(self, {{u"ruling_number"_s, u"（2026）甘0521民特1号"_s}, {u"ruled_on"_s, u"2026-09-18"_s}}));
    QVERIFY2(valid, valid ? "" : qPrintable(valid.error().code + valid.error().message));
    QCOMPARE(valid->state, u"J40"_s);
    QCOMPARE(view()->row->date("ruled_on"_L1), QDate(2026, 9, 18));
    QVERIFY(!valid->warnings.isEmpty());
}

void TestJointWork::confirmation_refusals_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("code");
    QTest::newRow("one party alone") << QJsonObject{{u"both_parties"_s, false}} << u"confirmation.confirmation_both"_s;
    QTest::newRow("only oral") << QJsonObject{{u"written_agreement"_s, false}}
                               << u"confirmation.confirmation_written"_s;
    QTest::newRow("personal status") << QJsonObject{{u"bar"_s, u"personal_status"_s}}
                                     << u"confirmation.confirmation_bar"_s;
    QTest::newRow("ownership") << QJsonObject{{u"bar"_s, u"ownership"_s}} << u"confirmation.confirmation_bar"_s;
    QTest::newRow("outside the court") << QJsonObject{{u"bar"_s, u"outside_court"_s}}
                                       << u"confirmation.confirmation_bar"_s;
    QTest::newRow("no court") << QJsonObject{{u"court"_s, QJsonValue::Null}} << u"confirmation.court_missing"_s;
    QTest::newRow("tomorrow") << QJsonObject{{u"applied_on"_s, u"2026-09-18"_s}} << u"confirmation.appliedon_range"_s;
    QTest::newRow("before it took effect")
        << QJsonObject{{u"applied_on"_s, u"2026-09-15"_s}} << u"confirmation.date_order"_s;
}

void TestJointWork::confirmation_refusals()
{
    QFETCH(const QJsonObject, more);
    QFETCH(const QString, code);
    const QUuid id = agreed();
    m_county->at(u"2026-09-17 10:00"_s);
    QCOMPARE(codeOf(apply(id, more)), code);
}

// R4, C11.
void TestJointWork::confirmation_ofTenure_isRefused()
{
    const QUuid id = agreed();
    change(m_county->read(
               u"yi"_s,
               [&](ReadContext &context) { return context.tx.find(confirmationEntity(), id)->uuid("matter"_L1); }),
           [](Row &row) { row.set("tenure"_L1, QVariant(true)); });
    m_county->at(u"2026-09-17 10:00"_s);
    QCOMPARE(codeOf(apply(id)), u"confirmation.confirmation_tenure"_s);
}

void TestJointWork::confirmation_lateApplication_isRefused()
{
    const QUuid id = agreed();
    m_county->at(u"2026-10-19 10:00"_s);
    const auto late = apply(id, {{u"applied_on"_s, u"2026-10-17"_s}});
    QCOMPARE(codeOf(late), u"confirmation.too_late"_s);
    QVERIFY2(late.error().message.contains(u"2026-10-16"_s), qPrintable(late.error().message));
    QCOMPARE(late.error().rule, u"X71"_s);
}

void TestJointWork::confirmation_onTheLastDay_isTaken()
{
    const QUuid id = agreed();
    m_county->at(u"2026-10-19 10:00"_s); // entered later, but made in time
    const auto done = apply(id, {{u"applied_on"_s, u"2026-10-16"_s}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().code + done.error().message));
}

// C13.
void TestJointWork::confirmation_delegated_goesToTheInvitingCourt()
{
    const QUuid id = agreed({{u"channel"_s, u"COURT"_s}, {u"court_delegated"_s, true}});
    QVERIFY(!id.isNull());
    m_county->at(u"2026-09-17 10:00"_s);
    QCOMPARE(codeOf(apply(id)), u"confirmation.confirmation_inviting"_s);
    QVERIFY(apply(id, {{u"inviting_court"_s, true}}));
}

void TestJointWork::confirmation_dismissed_tellsTheRoutes()
{
    const QUuid id = agreed();
    m_county->at(u"2026-09-18 10:00"_s);
    QVERIFY(apply(id));
    const auto dismissed = act(u"ding"_s, u"confirmation_dismissed"_s,
                               {{u"confirmation"_s, idText(id)},
                                {u"ruling_number"_s, u"（2026）甘0521民特1号"_s},
                                {u"ruled_on"_s, u"2026-09-18"_s},
                                {u"reason"_s, u"内容不明确"_s}});
    QVERIFY2(dismissed, dismissed ? "" : qPrintable(dismissed.error().code));
    QCOMPARE(dismissed->state, u"J50"_s);
    QCOMPARE(dismissed->warnings.size(), 1);
}

void TestJointWork::confirmation_datesOutOfOrder_areRefused()
{
    const QUuid id = agreed();
    m_county->at(u"2026-09-18 10:00"_s);
    QVERIFY(apply(id));
    QCOMPARE(codeOf(act(u"ding"_s, u"confirmation_accepted"_s,
                        {{u"confirmation"_s, idText(id)},
                         {u"case_number"_s, u"（2026）甘0521民特1号"_s},
                         {u"accepted_on"_s, u"2026-09-16"_s}})),
             u"confirmation.date_order"_s);
}

void TestJointWork::confirmation_unused_lapses()
{
    const QUuid id = agreed();
    const QUuid matter = m_county->read(
        u"yi"_s, [&](ReadContext &context) { return context.tx.find(confirmationEntity(), id)->uuid("matter"_L1); });
    const auto state = [&] {
        return m_county->read(
            u"yi"_s, [&](ReadContext &context) { return context.tx.find(confirmationEntity(), id)->text("state"_L1); });
    };
    m_county->at(u"2026-10-16 18:00"_s);
    QVERIFY(act(u"yi"_s, u"run_reminders"_s, {}));
    QCOMPARE(state(), u"J10"_s); // the last day is still theirs
    m_county->at(u"2026-10-17 09:00"_s);
    QVERIFY(act(u"yi"_s, u"run_reminders"_s, {}));
    QCOMPARE(state(), u"J52"_s);
    QVERIFY(act(u"yi"_s, u"run_reminders"_s, {})); // twice changes nothing
    QVERIFY(clockState(matter, u"JC_APPLY_30"_s) != u"running"_s);
    QCOMPARE(codeOf(apply(id, {{u"applied_on"_s, u"2026-10-01"_s}})), u"confirmation.transition_forbidden"_s);
}

void TestJointWork::confirmation_ofNewerAgreement_takesItsPlace()
{
    const QUuid first = agreed();
    const auto row = [&](QUuid id) {
        return m_county->read(u"yi"_s,
                              [&](ReadContext &context) { return *context.tx.find(confirmationEntity(), id); });
    };
    const QUuid matter = row(first).uuid("matter"_L1);
    change(matter, [](Row &one) { one.set("state"_L1, u"M51"_s); });
    const auto again = agree(matter);
    QVERIFY2(again, again ? "" : qPrintable(again.error().code + again.error().message));
    QCOMPARE(row(first).text("state"_L1), u"J52"_s);
    const QUuid second = QUuid::fromString(again->extra.value("confirmation"_L1).toString());
    QVERIFY(second != first);
    QCOMPARE(row(second).text("state"_L1), u"J10"_s);
}

void TestJointWork::confirmation_notEligible_isNotOffered()
{
    m_county->at(u"2026-09-16 11:00"_s);
    const QUuid matter = begin(u"M51"_s);
    const auto made =
        agree(matter, {{u"confirmation_eligible"_s, false}, {u"confirmation_bar"_s, u"personal_status"_s}});
    QVERIFY2(made, made ? "" : qPrintable(made.error().code));
    QVERIFY(
        !m_county->read(u"yi"_s, [&](ReadContext &context) { return confirmationOf(context, matter).has_value(); }));
}

// R12: what the program offers nobody can fire by hand.
void TestJointWork::confirmation_byAPerson_isNotOffered()
{
    const QUuid matter = begin(u"M55"_s);
    QCOMPARE(codeOf(onMatter(u"ding"_s, u"offer_confirmation"_s, matter, {{u"effective_on"_s, u"2026-09-14"_s}})),
             u"access.role"_s);
    const QUuid id = agreed();
    QCOMPARE(codeOf(act(u"ding"_s, u"lapse_confirmation"_s, {{u"confirmation"_s, idText(id)}})), u"access.role"_s);
}

// ---- the ladder ----

Result<ActionOutcome> TestJointWork::escalate(const QString &login, QUuid matter, const QString &from,
                                              const QString &to)
{
    return onMatter(
        login, u"escalate"_s, matter,
        {{u"from_level"_s, from}, {u"to_level"_s, to}, {u"attempts"_s, 1}, {u"reason"_s, u"本级调解未成。"_s}});
}

// C11: village, township, county; who handed it up still follows it, and its history goes with it.
void TestJointWork::escalation_movesUpAndKeepsItsReaders()
{
    const QUuid matter = begin(u"M51"_s, {{u"place"_s, village()}});
    QCOMPARE(m_county->matter(matter)->text("org"_L1), village());
    const auto up = escalate(u"xin"_s, matter, u"village"_s, u"township"_s);
    QVERIFY2(up, up ? "" : qPrintable(up.error().code + up.error().message));
    QCOMPARE(up->state, u"M41"_s);
    QCOMPARE(m_county->matter(matter)->text("org"_L1), u"620521105"_s);
    QVERIFY(sees(u"xin"_s, matter));
    change(matter, [](Row &row) { row.set("state"_L1, u"M51"_s); });
    QVERIFY(escalate(u"xin"_s, matter, u"township"_s, u"county"_s));
    const auto row = m_county->matter(matter);
    QCOMPARE(row->text("org"_L1), u"620521"_s);
    QCOMPARE(row->text("origin_org"_L1), village());
    QCOMPARE(areaLevelOf(*row), u"county"_s);
    QVERIFY(row->isNull("mediator"_L1));
    QVERIFY(sees(u"xin"_s, matter)); // by the area it came from
    QVERIFY(sees(u"yi"_s, matter));
    const auto steps = m_county->read(u"xin"_s, [&](ReadContext &context) { return context.history(matter).size(); });
    QCOMPARE(steps, 3);
    QVERIFY(!sees(u"ren"_s, matter)); // a grid worker who did not report it
    change(matter, [](Row &one) { one.set("restricted"_L1, QVariant(true)); });
    QVERIFY(sees(u"xin"_s, matter)); // sealed: still the township's own
}

void TestJointWork::escalation_fromWrongLevel_isRefused()
{
    const QUuid matter = begin(u"M51"_s); // 620521105: a township
    const auto wrong = escalate(u"xin"_s, matter, u"village"_s, u"township"_s);
    QCOMPARE(codeOf(wrong), u"matter.escalate_from_level"_s);
    QCOMPARE(wrong.error().field, u"from_level"_s);
    QCOMPARE(codeOf(escalate(u"xin"_s, matter, u"township"_s, u"city"_s)), u"matter.escalate_ladder"_s);
    QCOMPARE(m_county->matter(matter)->text("org"_L1), u"620521105"_s);
    const QJsonObject none{
        {u"from_level"_s, u"township"_s}, {u"to_level"_s, u"county"_s}, {u"attempts"_s, 0}, {u"reason"_s, u"难"_s}};
    QCOMPARE(codeOf(onMatter(u"xin"_s, u"escalate"_s, matter, none)), u"matter.escalate_attempts"_s);
}

void TestJointWork::escalation_ofRed_skipsAStep()
{
    const QUuid matter = begin(u"M51"_s, {{u"place"_s, village()}});
    QCOMPARE(codeOf(escalate(u"xin"_s, matter, u"village"_s, u"county"_s)), u"matter.escalate_ladder"_s);
    change(matter, [](Row &row) { row.set("level"_L1, u"red"_s); });
    QVERIFY(escalate(u"xin"_s, matter, u"village"_s, u"county"_s));
    QCOMPARE(m_county->matter(matter)->text("org"_L1), u"620521"_s);
}

void TestJointWork::escalation_toTheCity_staysWithTheCounty()
{
    const QUuid matter = begin(u"M51"_s, {{u"place"_s, u"620521"_s}});
    const auto up = escalate(u"yi"_s, matter, u"county"_s, u"city"_s);
    QVERIFY2(up, up ? "" : qPrintable(up.error().code + up.error().message));
    QCOMPARE(up->warnings.size(), 1);
    QCOMPARE(m_county->matter(matter)->text("org"_L1), u"620521"_s);
    QCOMPARE(areaLevelOf(*m_county->matter(matter)), u"city"_s);
    QVERIFY(sees(u"jia"_s, matter));
    // And back to the county itself.
    QVERIFY(onMatter(u"jia"_s, u"hand_down"_s, matter, {{u"to_place"_s, u"620521"_s}, {u"reason"_s, u"市级交回"_s}}));
    QCOMPARE(areaLevelOf(*m_county->matter(matter)), u"county"_s);
}

void TestJointWork::escalation_clocksGoOn()
{
    const QUuid matter = begin(u"M51"_s); // SLA_TRIAGE started when it was registered
    QCOMPARE(clockState(matter, u"SLA_TRIAGE"_s), u"running"_s);
    QVERIFY(escalate(u"xin"_s, matter, u"township"_s, u"county"_s));
    QCOMPARE(clockState(matter, u"SLA_TRIAGE"_s), u"running"_s);
}

void TestJointWork::transfer_goesToAnotherCounty_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("another county") << u"620522"_s << u"done"_s;
    QTest::newRow("its own county") << u"620521"_s << u"matter.transfer_here"_s;
    QTest::newRow("a township") << u"620522100"_s << u"matter.tocounty_too_long"_s;
    QTest::newRow("a city") << u"620500"_s << u"matter.transfer_county"_s;
    QTest::newRow("letters") << u"abcdef"_s << u"matter.transfer_county"_s;
}

void TestJointWork::transfer_goesToAnotherCounty()
{
    QFETCH(const QString, to);
    QFETCH(const QString, code);
    const QUuid matter = begin(u"M31"_s, {{u"place"_s, u"620521"_s}});
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"transfer_matter"_s, matter,
                             {{u"to_county"_s, to}, {u"reason"_s, u"发生地在邻县"_s}})),
             code);
    const bool done = code == u"done"_s;
    QCOMPARE(m_county->matter(matter)->text("state"_L1), done ? u"M83"_s : u"M31"_s);
    QCOMPARE(m_county->matter(matter)->text("transferred_to"_L1), done ? to : QString());
}

// Nothing else is done with it while it is on its way; who sent it may take it back.
void TestJointWork::transfer_onItsWay_isTakenBackOnly()
{
    const QUuid matter = begin(u"M31"_s, {{u"place"_s, u"620521"_s}});
    QVERIFY(onMatter(u"jia"_s, u"transfer_matter"_s, matter,
                     {{u"to_county"_s, u"620522"_s}, {u"reason"_s, u"发生地在邻县"_s}}));
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"hand_down"_s, matter,
                             {{u"to_place"_s, u"620521105"_s}, {u"reason"_s, u"就近调处"_s}})),
             u"matter.transition_forbidden"_s);
    QCOMPARE(codeOf(onMatter(u"xin"_s, u"take_back_transfer"_s, matter, {{u"reason"_s, u"误送"_s}})), u"access.role"_s);
    QCOMPARE(codeOf(onMatter(u"jia"_s, u"open_warning"_s, matter, {{u"level"_s, u"yellow"_s}, {u"reason"_s, u"x"_s}})),
             u"warning.transferred_open_warning"_s);
    QVERIFY(onMatter(u"yi"_s, u"take_back_transfer"_s, matter, {{u"reason"_s, u"误送"_s}}));
    QCOMPARE(m_county->matter(matter)->text("state"_L1), u"M41"_s);
    QVERIFY(m_county->matter(matter)->isNull("transferred_to"_L1));
}

void TestJointWork::handDown_goesInsideTheArea_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("county to township") << u"620521"_s << u"620521105"_s << u"done"_s;
    QTest::newRow("county to village") << u"620521"_s << u"620521105203"_s << u"done"_s;
    QTest::newRow("township to its village") << u"620521105"_s << u"620521105203"_s << u"done"_s;
    QTest::newRow("to itself") << u"620521105"_s << u"620521105"_s << u"matter.hand_down_place"_s;
    QTest::newRow("upwards") << u"620521105"_s << u"620521"_s << u"matter.hand_down_place"_s;
    QTest::newRow("to another township") << u"620521105"_s << u"620521100"_s << u"matter.hand_down_place"_s;
    QTest::newRow("to a place that is none") << u"620521"_s << u"620521999"_s << u"matter.place_unknown"_s;
}

void TestJointWork::handDown_goesInsideTheArea()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, code);
    const QUuid matter = begin(u"M31"_s, {{u"place"_s, from}});
    QCOMPARE(codeOf(onMatter(u"yi"_s, u"hand_down"_s, matter, {{u"to_place"_s, to}, {u"reason"_s, u"就近调处"_s}})),
             code);
    const bool moved = code == u"done"_s;
    QCOMPARE(m_county->matter(matter)->text("org"_L1), moved ? to : from);
    QCOMPARE(m_county->matter(matter)->text("state"_L1), u"M31"_s);
    QCOMPARE(sees(u"xin"_s, matter), (moved ? to : from).startsWith(u"620521105"_s));
}

// The township reads what it handed up; signing, writing off and closing are for those who have it now.
void TestJointWork::handedUp_isNotDecidedBelow()
{
    const QUuid matter = begin(u"M51"_s);
    QVERIFY(escalate(u"xin"_s, matter, u"township"_s, u"county"_s));
    change(matter, [](Row &row) { row.set("state"_L1, u"M40"_s); });
    QCOMPARE(codeOf(onMatter(u"xin"_s, u"sign"_s, matter, {{u"no_conflict"_s, true}})), u"matter.sign_handed_up"_s);
    change(matter, [](Row &row) { row.set("state"_L1, u"M41"_s); });
    QCOMPARE(codeOf(onMatter(u"xin"_s, u"assign"_s, matter,
                             {{u"lead_unit"_s, u"司法局"_s}, {u"handler_due"_s, u"2026-09-20"_s}})),
             u"access.scope"_s);
    change(matter, [](Row &row) { row.set("state"_L1, u"M80"_s); });
    QCOMPARE(codeOf(onMatter(u"xin"_s, u"close_matter"_s, matter, {{u"outcome"_s, u"agreed_written"_s}})),
             u"matter.close_handed_up"_s);
}

// ---- the reply to who referred it ----

// C12: settled and performed, with the parties' written request.
void TestJointWork::reply_ofC12_needsTheParties()
{
    const QUuid matter = begin(u"M70"_s, {{u"channel"_s, u"POLICE"_s}});
    const QJsonObject reply{{u"body"_s, u"police"_s},
                            {u"referral_number"_s, u"山派移〔2026〕1号"_s},
                            {u"result"_s, u"agreed"_s},
                            {u"performed"_s, true}};
    QCOMPARE(codeOf(onMatter(u"ding"_s, u"reply_referral"_s, matter, reply)), u"matter.reply_request"_s);
    const auto done = onMatter(u"ding"_s, u"reply_referral"_s, matter, with(reply, {{u"parties_request"_s, true}}));
    QVERIFY2(done, done ? "" : qPrintable(done.error().code + done.error().message));
    QCOMPARE(done->state, u"M70"_s);
    const auto row = m_county->matter(matter);
    QCOMPARE(row->text("referral_number"_L1), u"山派移〔2026〕1号"_s);
    QCOMPARE(row->date("referral_replied_on"_L1), QDate(2026, 9, 14));
}

void TestJointWork::reply_refusals_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("result");
    QTest::addColumn<bool>("performed");
    QTest::addColumn<QString>("code");
    QTest::newRow("nobody referred it") << u"WINDOW"_s << u"M70"_s << u"court"_s << u"agreed"_s << false
                                        << u"matter.reply_referred"_s;
    QTest::newRow("another body") << u"POLICE"_s << u"M70"_s << u"court"_s << u"agreed"_s << false
                                  << u"matter.reply_body"_s;
    QTest::newRow("agreed, but it failed")
        << u"COURT"_s << u"M56"_s << u"court"_s << u"agreed"_s << false << u"matter.reply_agreed"_s;
    QTest::newRow("failed, but it is agreed")
        << u"COURT"_s << u"M55"_s << u"court"_s << u"failed"_s << false << u"matter.reply_failed"_s;
    QTest::newRow("performed, but it is not")
        << u"COURT"_s << u"M60"_s << u"court"_s << u"agreed"_s << true << u"matter.reply_performed"_s;
    QTest::newRow("still in mediation") << u"COURT"_s << u"M51"_s << u"court"_s << u"agreed"_s << false
                                        << u"matter.transition_forbidden"_s;
    QTest::newRow("C13: agreed for the court")
        << u"COURT"_s << u"M55"_s << u"court"_s << u"agreed"_s << false << u"done"_s;
    QTest::newRow("petition office") << u"PETITION"_s << u"M70"_s << u"petition"_s << u"decided"_s << false
                                     << u"done"_s;
}

void TestJointWork::reply_refusals()
{
    QFETCH(const QString, channel);
    QFETCH(const QString, state);
    QFETCH(const QString, body);
    QFETCH(const QString, result);
    QFETCH(const bool, performed);
    QFETCH(const QString, code);
    const QUuid matter = begin(state, {{u"channel"_s, channel}});
    QCOMPARE(codeOf(onMatter(u"ding"_s, u"reply_referral"_s, matter,
                             {{u"body"_s, body},
                              {u"referral_number"_s, u"移〔2026〕1号"_s},
                              {u"result"_s, result},
                              {u"performed"_s, performed}})),
             code);
}

QTEST_GUILESS_MAIN(TestJointWork)
#include "tst_joint_work.moc"
