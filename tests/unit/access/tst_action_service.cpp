// The engine of actions: order of checks, one transaction or nothing, history, keys, nested actions.
#include "access_fixture.h"

#include <core/locale.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

struct Counts {
    qint64 visits = 0;
    qint64 history = 0;
    qint64 audit = 0;
    qint64 keys = 0;
    friend bool operator==(const Counts &, const Counts &) = default;
};

Counts counts(Desk &desk)
{
    return {countRows(desk, visitEntity()), countRows(desk, historyEntity()), countRows(desk, auditEntity()),
            countRows(desk, actionKeyEntity())};
}

QJsonObject with(const QString &name, const QString &id, QJsonObject data = {})
{
    data.insert(name, id);
    return data;
}

} // namespace

class TestActionService : public QObject {
    Q_OBJECT

private:
    County m_county;
    std::unique_ptr<Desk> m_desk;
    QString m_file;

    QString newMatter(const QString &login = u"win"_s, QJsonObject data = matterData())
    {
        const auto made = act(*m_desk, login, u"register_matter"_s, data);
        if (!made)
            qFatal("no matter: %s", qPrintable(made.error().message));
        return made->id.toString(QUuid::WithoutBraces);
    }

private Q_SLOTS:

    void init()
    {
        m_file = m_county.copy();
        m_desk = m_county.open(m_file, u"win"_s);
        seenTransitions().clear();
    }

    void cleanup() { m_desk.reset(); }

    void visit_runsThroughItsStates();
    void history_keepsActorRoleAndData();
    void refusal_isNamedAndWritesNothing_data();
    void refusal_isNamedAndWritesNothing();
    void refusedAttempt_isAudited();
    void overlay_isHeldByItsParent_data();
    void overlay_isHeldByItsParent();
    void overlay_standsInItsParentsHistory();
    void system_actsOnlyWhereItIsNamed();
    void system_isNobodysRole();
    void forbiddenTransition_saysStateAndWherePossible();
    void guard_refusesWithItsOwnCode();
    void scope_areaOwnAndOverride_data();
    void scope_areaOwnAndOverride();
    void sealedMatter_isClosedToThoseWithoutTheLetter();
    void repeatedKey_givesTheFirstAnswerOnce();
    void reusedKey_isRefused();
    void keyOfAFailedAction_isFreeAgain();
    void nestedAction_writesItsOwnHistoryAndAudit();
    void nestedFailure_rollsEverythingBack();
    void reference_byKeyNumberOrId();
    void actionWithoutHandler_worksByTheTable();
    void pretendedTime_isTakenInDemoFiles();
    void disabledAccount_isRefusedAtOnce();
    void edited_rulesComeIntoForceWithTheCommit();
    void faultyRules_areRefusedWithFileLineAndColumn();
    void newCalendarYear_isTaken();
    void offers_followRoleAndState();
};

void TestActionService::visit_runsThroughItsStates()
{
    const auto made = act(*m_desk, u"win"_s, u"register_visit"_s, visitData());
    QVERIFY2(made, qPrintable(codeOf(made)));
    QCOMPARE(made->state, u"V1"_s);
    QCOMPARE(made->number, u"LF-620521-20260914-0001"_s);
    QCOMPARE(made->kind, u"visit"_s);
    const QString id = made->id.toString(QUuid::WithoutBraces);
    QCOMPARE(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, id))->state, u"V2"_s);
    const auto answered =
        act(*m_desk, u"win"_s, u"answer_on_spot"_s, with(u"visit"_s, id, {{u"answer"_s, u"可以继承。"_s}}));
    QVERIFY2(answered, qPrintable(codeOf(answered)));
    const auto closed = act(*m_desk, u"win"_s, u"close_visit"_s, with(u"visit"_s, id, {{u"outcome"_s, u"已答复"_s}}));
    QVERIFY2(closed, qPrintable(codeOf(closed)));
    QCOMPARE(closed->state, u"V7"_s);
    QCOMPARE(seenTransitions(), (QStringList{u"A01 V1"_s, u"A02 V2"_s, u"A03 V3"_s, u"A08 V7"_s}));
    const auto row = m_desk->store()
                         .read([&](Reader &reader) -> Result<Row> { return *reader.find(visitEntity(), made->id); })
                         .result();
    QCOMPARE(row->text("answer"_L1), u"可以继承。"_s);
    QCOMPARE(row->text("org"_L1), u"620521"_s); // the actor's own area where nobody said otherwise
    QVERIFY(m_desk->verify()->isEmpty());
}

void TestActionService::history_keepsActorRoleAndData()
{
    const QString id = newVisit(*m_desk);
    QVERIFY(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, id)));
    const auto rows = m_desk->store()
                          .read([&](Reader &reader) -> Result<QList<Row>> {
                              return reader.select(historyEntity(), u"1 ORDER BY seq"_s);
                          })
                          .result();
    QCOMPARE(rows->size(), 2);
    const Row &first = rows->at(0);
    QVERIFY(first.isNull("from_state"_L1));
    QCOMPARE(first.text("to_state"_L1), u"V1"_s);
    QCOMPARE(first.text("transition"_L1), u"A01"_s);
    QCOMPARE(first.text("actor_role"_L1), u"WIN"_s);
    QCOMPARE(first.instant("at"_L1), m_county.clock->now());
    QCOMPARE(first.json("data"_L1).toObject()["visitor_name"_L1].toString(), u"张三"_s);
    QCOMPARE(rows->at(1).integer("seq"_L1), 2);
    QCOMPARE(rows->at(1).text("from_state"_L1), u"V1"_s);
}

void TestActionService::refusal_isNamedAndWritesNothing_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QJsonObject>("data"); // "%v" = a registered visit of win
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("kind");
    const auto invalid = static_cast<int>(ErrorKind::Invalid);
    const auto notPermitted = static_cast<int>(ErrorKind::NotPermitted);
    QTest::newRow("unknown action") << u"win"_s << u"fly"_s << QJsonObject{} << u"action.unknown"_s << invalid;
    QTest::newRow("unknown account") << u"nobody"_s << u"register_visit"_s << visitData() << u"account.unknown"_s
                                     << static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("role not in who") << u"med"_s << u"register_visit"_s << visitData() << u"access.role"_s
                                     << notPermitted;
    QTest::newRow("void is for the deputy only")
        << u"win"_s << u"void"_s << QJsonObject{{u"visit"_s, u"%v"_s}, {u"reason"_s, u"重复"_s}} << u"access.role"_s
        << notPermitted;
    QTest::newRow("missing field") << u"win"_s << u"register_visit"_s
                                   << QJsonObject{{u"purpose"_s, u"purpose_dispute"_s}} << u"visit.headcount_missing"_s
                                   << invalid;
    QTest::newRow("unknown field") << u"win"_s << u"register_visit"_s << QJsonObject{{u"nose"_s, 1}}
                                   << u"visit.field_unknown"_s << invalid;
    QTest::newRow("record not named") << u"win"_s << u"receive"_s << QJsonObject{} << u"visit.visit_missing"_s
                                      << invalid;
    QTest::newRow("record not found") << u"win"_s << u"receive"_s << QJsonObject{{u"visit"_s, u"LF-1"_s}}
                                      << u"visit.not_found"_s << static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("id not found") << u"win"_s << u"receive"_s
                                  << QJsonObject{{u"visit"_s, u"0190a000-0000-7000-8000-000000000001"_s}}
                                  << u"visit.not_found"_s << static_cast<int>(ErrorKind::NotFound);
    QTest::newRow("somebody else's record")
        << u"win2"_s << u"receive"_s << QJsonObject{{u"visit"_s, u"%v"_s}} << u"access.scope"_s << notPermitted;
    QTest::newRow("wrong state") << u"win"_s << u"close_visit"_s
                                 << QJsonObject{{u"visit"_s, u"%v"_s}, {u"outcome"_s, u"完成"_s}}
                                 << u"visit.transition_forbidden"_s << static_cast<int>(ErrorKind::Forbidden);
}

void TestActionService::refusal_isNamedAndWritesNothing()
{
    QFETCH(const QString, login);
    QFETCH(const QString, action);
    QFETCH(QJsonObject, data);
    QFETCH(const QString, code);
    QFETCH(const int, kind);
    const QString visit = newVisit(*m_desk);
    if (data.value("visit"_L1).toString() == "%v"_L1)
        data.insert("visit"_L1, visit);
    const Counts before = counts(*m_desk);
    const auto outcome = act(*m_desk, login, action, data, u"k"_s);
    QCOMPARE(codeOf(outcome), code);
    QCOMPARE(static_cast<int>(outcome.error().kind), kind);
    QVERIFY(outcome.error().message.size() > 10);
    Counts after = before;
    if (kind == static_cast<int>(ErrorKind::NotPermitted))
        ++after.audit; // who tried
    QVERIFY(counts(*m_desk) == after);
}

void TestActionService::refusedAttempt_isAudited()
{
    const QString id = newVisit(*m_desk);
    const QString number = u"LF-620521-20260914-0001"_s;
    QCOMPARE(codeOf(act(*m_desk, u"win2"_s, u"receive"_s, with(u"visit"_s, number))), u"access.scope"_s);
    const auto rows = [this] {
        return *m_desk->store()
                    .read([](Reader &reader) -> Result<QList<Row>> {
                        return reader.select(auditEntity(), u"kind = 'refused' ORDER BY seq"_s);
                    })
                    .result();
    };
    QCOMPARE(rows().size(), 1);
    const Row row = rows().first();
    QCOMPARE(row.text("action"_L1), u"receive"_s);
    QCOMPARE(row.text("subject_kind"_L1), u"visit"_s);
    QCOMPARE(row.uuid("subject"_L1), QUuid::fromString(id));
    QCOMPARE(row.instant("at"_L1), m_county.clock->now());
    const QJsonObject detail = QJsonDocument::fromJson(row.text("detail"_L1).toUtf8()).object();
    QCOMPARE(detail["code"_L1].toString(), u"access.scope"_s);
    QCOMPARE(detail["rule"_L1].toString(), u"A02"_s);
    // Neither a dry run nor bad data is an attempt at what one may not do.
    QVERIFY(!m_desk->submitAs(u"med"_s, {u"register_visit"_s, {}, visitData(), {}, true}).result());
    QVERIFY(!act(*m_desk, u"win"_s, u"register_visit"_s, {}));
    QCOMPARE(rows().size(), 1);
    QVERIFY(m_desk->verify()->isEmpty());
}

void TestActionService::overlay_isHeldByItsParent_data()
{
    QTest::addColumn<QString>("maker");
    QTest::addColumn<bool>("isSealed");
    QTest::addColumn<QString>("actor");
    QTest::addColumn<QString>("code");
    QTest::newRow("whole county") << u"gw"_s << false << u"dir"_s << u"ok"_s;
    QTest::newRow("one's own town") << u"gw"_s << false << u"twn"_s << u"ok"_s;
    QTest::newRow("outside one's own town") << u"win"_s << false << u"twn"_s << u"access.scope"_s;
    QTest::newRow("not for this role") << u"gw"_s << false << u"gw"_s << u"access.role"_s;
    QTest::newRow("sealed, by letter A") << u"win"_s << true << u"dir"_s << u"ok"_s;
    QTest::newRow("sealed, letter O and not hers") << u"win"_s << true << u"dep"_s << u"access.restricted"_s;
}

void TestActionService::overlay_isHeldByItsParent()
{
    QFETCH(const QString, maker);
    QFETCH(const bool, isSealed);
    QFETCH(const QString, actor);
    QFETCH(const QString, code);
    QJsonObject data = matterData();
    data.insert(u"dv"_s, isSealed);
    const QString matter = newMatter(maker, data);
    const QJsonObject warning{{u"matter"_s, matter}, {u"level"_s, u"yellow"_s}, {u"reason"_s, u"人数增加"_s}};
    QCOMPARE(codeOf(act(*m_desk, actor, u"open_warning"_s, warning)), code);
    QCOMPARE(countRows(*m_desk, warningEntity()), code == "ok"_L1 ? 1 : 0);
    // The same for a step of one that is there already.
    const auto opened = act(*m_desk, u"dir"_s, u"open_warning"_s, warning);
    QVERIFY2(opened, qPrintable(codeOf(opened)));
    const auto cleared = act(*m_desk, actor, u"clear_warning"_s,
                             {{u"warning"_s, opened->id.toString(QUuid::WithoutBraces)}, {u"reason"_s, u"风险消除"_s}});
    QCOMPARE(codeOf(cleared), code);
}

void TestActionService::overlay_standsInItsParentsHistory()
{
    const QString matter = newMatter(u"gw"_s);
    const auto opened = act(*m_desk, u"dir"_s, u"open_warning"_s,
                            {{u"matter"_s, matter}, {u"level"_s, u"yellow"_s}, {u"reason"_s, u"人数增加"_s}});
    QVERIFY2(opened, qPrintable(codeOf(opened)));
    QCOMPARE(opened->state, u"K20"_s);
    const QUuid id = QUuid::fromString(matter);
    const auto row =
        m_desk->store().read([&](Reader &reader) -> Result<Row> { return *reader.find(warningEntity(), opened->id); });
    QCOMPARE(row.result()->uuid("matter"_L1), id);
    QCOMPARE(row.result()->text("org"_L1), u"620521105201"_s); // the matter's, not the director's
    const auto steps =
        m_desk->read([&](ReadContext &context) -> Result<QJsonArray> { return context.history(id); }).result();
    QCOMPARE(steps->size(), 2);
    QCOMPARE(steps->at(0)["transition"_L1].toString(), u"B01"_s);
    QCOMPARE(steps->at(1)["transition"_L1].toString(), u"X21"_s);
    QCOMPARE(steps->at(1)["kind"_L1].toString(), u"warning"_s);
    QCOMPARE(steps->at(1)["seq"_L1].toInt(), 1);
    QVERIFY(m_desk->verify()->isEmpty());
    QCOMPARE(codeOf(act(*m_desk, u"dir"_s, u"open_warning"_s, {{u"level"_s, u"yellow"_s}, {u"reason"_s, u"无"_s}})),
             u"warning.matter_missing"_s);
}

void TestActionService::system_actsOnlyWhereItIsNamed()
{
    const QString matter = newMatter();
    const QJsonObject warning{{u"matter"_s, matter}, {u"level"_s, u"yellow"_s}, {u"reason"_s, u"人数增加"_s}};
    QCOMPARE(codeOf(act(*m_desk, u"dir"_s, u"suggest_warning"_s, warning)), u"access.role"_s);
    const auto reminded =
        act(*m_desk, u"win"_s, u"run_reminders"_s, {{u"note"_s, QString(u"suggest_warning "_s + matter)}});
    QVERIFY2(reminded, qPrintable(codeOf(reminded)));
    const auto step = m_desk->store()
                          .read([&](Reader &reader) -> Result<Row> {
                              return *reader.findBy(historyEntity(), "transition"_L1, u"X20"_s);
                          })
                          .result();
    QCOMPARE(step->text("actor_role"_L1), u"SYS"_s);
    QCOMPARE(step->uuid("actor"_L1), m_desk->actor().id.value); // whoever was signed in stays named
    QCOMPARE(step->uuid("parent"_L1), QUuid::fromString(matter));
    // What a person must decide is not done by the program, and nothing of it stays.
    const Counts before = counts(*m_desk);
    QCOMPARE(codeOf(act(*m_desk, u"dir"_s, u"run_reminders"_s, {{u"note"_s, QString(u"open_warning "_s + matter)}})),
             u"access.role"_s);
    QCOMPARE(counts(*m_desk).history, before.history);
    QCOMPARE(countRows(*m_desk, warningEntity()), 1);
}

void TestActionService::system_isNobodysRole()
{
    const auto asked = act(*m_desk, u"adm"_s, u"request_account"_s,
                           {{u"login"_s, u"robot"_s}, {u"name"_s, u"某某"_s}, {u"roles"_s, QJsonArray{u"SYS"_s}}});
    QCOMPARE(codeOf(asked), u"account.roles_unknown"_s);
    QCOMPARE(codeOf(act(*m_desk, u"sec"_s, u"set_roles"_s,
                        {{u"account"_s, u"win2"_s}, {u"roles"_s, QJsonArray{u"WIN"_s, u"SYS"_s}}})),
             u"account.roles_unknown"_s);
}

void TestActionService::forbiddenTransition_saysStateAndWherePossible()
{
    const QString id = newVisit(*m_desk);
    const auto closed = act(*m_desk, u"win"_s, u"close_visit"_s, {{u"visit"_s, id}, {u"outcome"_s, u"完成"_s}});
    QCOMPARE(codeOf(closed), u"visit.transition_forbidden"_s);
    const QString message = closed.error().message;
    for (const QString &word : {u"V1"_s, u"V3"_s, u"V6"_s, u"LF-620521-20260914-0001"_s, u"A08"_s})
        QVERIFY2(message.contains(word), qPrintable(message));
    QCOMPARE(closed.error().rule, u"A08"_s);
}

void TestActionService::guard_refusesWithItsOwnCode()
{
    const QString id = newMatter();
    const auto outcome =
        act(*m_desk, u"inf"_s, u"merge"_s,
            {{u"matter"_s, id}, {u"target"_s, newMatter()}, {u"same_parties"_s, false}, {u"same_facts"_s, true}});
    QCOMPARE(codeOf(outcome), u"matter.merge_same"_s);
    QCOMPARE(outcome.error().kind, ErrorKind::Forbidden);
    QCOMPARE(outcome.error().rule, u"B02"_s);
}

void TestActionService::scope_areaOwnAndOverride_data()
{
    QTest::addColumn<QString>("maker");
    QTest::addColumn<QString>("actor");
    QTest::addColumn<QString>("code");
    QTest::newRow("A in the whole county") << u"gw"_s << u"inf"_s << u"ok"_s;
    QTest::newRow("A in one's own town") << u"gw"_s << u"twn"_s << u"ok"_s;
    QTest::newRow("A outside one's own town") << u"win"_s << u"twn"_s << u"access.scope"_s;
}

void TestActionService::scope_areaOwnAndOverride()
{
    QFETCH(const QString, maker);
    QFETCH(const QString, actor);
    QFETCH(const QString, code);
    const QString id = newMatter(maker);
    const auto analysed = act(*m_desk, actor, u"analyse"_s,
                              {{u"matter"_s, id},
                               {u"dispute_type"_s, u"02"_s},
                               {u"amount"_s, u"2000"_s},
                               {u"persons_affected"_s, 2},
                               {u"first_known"_s, u"2026-08-05"_s}});
    QCOMPARE(codeOf(analysed), code);
}

void TestActionService::sealedMatter_isClosedToThoseWithoutTheLetter()
{
    QJsonObject data = matterData();
    data.insert(u"dv"_s, true);
    const QString id = newMatter(u"win"_s, data);
    const QJsonObject analysis{{u"matter"_s, id},
                               {u"dispute_type"_s, u"02"_s},
                               {u"amount"_s, u"0"_s},
                               {u"persons_affected"_s, 2},
                               {u"first_known"_s, u"2026-08-05"_s}};
    QCOMPARE(codeOf(act(*m_desk, u"inf"_s, u"analyse"_s, analysis)), u"access.restricted"_s);
    QCOMPARE(codeOf(act(*m_desk, u"dep"_s, u"analyse"_s, analysis)), u"access.restricted"_s); // O, and not hers
}

void TestActionService::repeatedKey_givesTheFirstAnswerOnce()
{
    const auto first = act(*m_desk, u"win"_s, u"register_visit"_s, visitData(), u"line-1"_s);
    const Counts before = counts(*m_desk);
    const auto second = act(*m_desk, u"win"_s, u"register_visit"_s, visitData(), u"line-1"_s);
    QVERIFY(second);
    QCOMPARE(second->toJson(u"line-1"_s), first->toJson(u"line-1"_s));
    QVERIFY(counts(*m_desk) == before);
}

void TestActionService::reusedKey_isRefused()
{
    QVERIFY(act(*m_desk, u"win"_s, u"register_visit"_s, visitData(), u"line-1"_s));
    QJsonObject other = visitData();
    other.insert(u"head_count"_s, 2);
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"register_visit"_s, other, u"line-1"_s)), u"action.key_reused"_s);
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"register_matter"_s, matterData(), u"line-1"_s)), u"action.key_reused"_s);
}

void TestActionService::keyOfAFailedAction_isFreeAgain()
{
    QVERIFY(!act(*m_desk, u"win"_s, u"register_visit"_s, {}, u"line-1"_s));
    QVERIFY(act(*m_desk, u"win"_s, u"register_visit"_s, visitData(), u"line-1"_s));
}

void TestActionService::nestedAction_writesItsOwnHistoryAndAudit()
{
    const QString id = newVisit(*m_desk);
    QVERIFY(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, id)));
    const Counts before = counts(*m_desk);
    QJsonObject data = matterData();
    data.insert(u"visit"_s, id);
    data.insert(u"visitor_role"_s, u"applicant"_s);
    const auto opened = act(*m_desk, u"win"_s, u"open_matter"_s, data);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
    QCOMPARE(opened->state, u"V6"_s);
    QVERIFY(!opened->extra["matter"_L1].toString().isEmpty());
    QCOMPARE(counts(*m_desk).history - before.history, 2);
    QCOMPARE(counts(*m_desk).audit - before.audit, 2);
    QCOMPARE(countRows(*m_desk, matterEntity()), 1);
}

void TestActionService::nestedFailure_rollsEverythingBack()
{
    const QString id = newVisit(*m_desk);
    QVERIFY(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, id)));
    const Counts before = counts(*m_desk);
    QJsonObject data = matterData();
    data.insert(u"visit"_s, id);
    data.insert(u"visitor_role"_s, u"applicant"_s);
    data.insert(u"channel"_s, u"WINDOW"_s);
    data.insert(u"petition"_s, true);
    data.insert(u"petition_in_time"_s, true); // refused by a guard of the inner action
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"open_matter"_s, data)), u"matter.petition_in_time"_s);
    QVERIFY(counts(*m_desk) == before);
    QCOMPARE(countRows(*m_desk, matterEntity()), 0);
    const auto made = act(*m_desk, u"win"_s, u"register_matter"_s, matterData());
    QCOMPARE(made->number, u"清综矛〔2026〕0001号"_s); // the number of the rolled back one is given again
}

void TestActionService::reference_byKeyNumberOrId()
{
    const auto made = act(*m_desk, u"win"_s, u"register_visit"_s, visitData(), u"first"_s);
    QVERIFY(made);
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, u"$first"_s))), u"ok"_s);
    QCOMPARE(
        codeOf(act(*m_desk, u"win"_s, u"withdraw_visit"_s, {{u"visit"_s, made->number}, {u"reason"_s, u"离开"_s}})),
        u"ok"_s);
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, u"$second"_s))), u"visit.not_found"_s);
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"withdraw_matter"_s, with(u"matter"_s, u"$first"_s))),
             u"matter.not_found"_s);
}

void TestActionService::actionWithoutHandler_worksByTheTable()
{
    const QString id = newVisit(*m_desk);
    const auto received = act(*m_desk, u"win"_s, u"receive"_s, with(u"visit"_s, id, {{u"receiver"_s, u"win2"_s}}));
    QVERIFY(received);
    const auto receiver =
        m_desk
            ->read([&](ReadContext &context) -> Result<QString> {
                return context.accountName(context.tx.find(visitEntity(), received->id)->uuid("receiver"_L1));
            })
            .result();
    QCOMPARE(*receiver, u"win2 测试"_s);
}

void TestActionService::pretendedTime_isTakenInDemoFiles()
{
    const Instant then = Instant::fromLocal({2026, 9, 15}, {14, 30});
    const auto made = m_desk->submitAs(u"win"_s, {u"register_visit"_s, {}, visitData(), then}).result();
    QVERIFY(made);
    QCOMPARE(made->number, u"LF-620521-20260915-0001"_s);
    const auto at = m_desk->store()
                        .read([&](Reader &reader) -> Result<Instant> {
                            return reader.findBy(historyEntity(), "subject"_L1, QVariant(made->id))->instant("at"_L1);
                        })
                        .result();
    QCOMPARE(*at, then);
}

void TestActionService::disabledAccount_isRefusedAtOnce()
{
    QVERIFY(newVisit(*m_desk, u"win2"_s).size() > 0);
    const auto disabled =
        act(*m_desk, u"sec"_s, u"disable_account"_s, {{u"account"_s, u"win2"_s}, {u"reason"_s, u"调离"_s}});
    QVERIFY2(disabled, qPrintable(codeOf(disabled)));
    QCOMPARE(codeOf(act(*m_desk, u"win2"_s, u"register_visit"_s, visitData())), u"account.disabled"_s);
}

void TestActionService::edited_rulesComeIntoForceWithTheCommit()
{
    auto table = QString::fromUtf8(RuleSet::readFolder(resourcePath(u"rules"_s))->value(u"settings"_s));
    QVERIFY(table.contains("text_max,int,10000"_L1));
    table.replace("text_max,int,10000"_L1, "text_max,int,20"_L1);
    const QString version = m_desk->rules()->version();
    const auto loaded =
        act(*m_desk, u"adm"_s, u"load_rules"_s, {{u"table"_s, u"settings.csv"_s}, {u"content"_s, table}});
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().message));
    QVERIFY(m_desk->rules()->version() != version);
    QJsonObject data = visitData();
    data.insert(u"claim"_s, QString(21, u'长'));
    QCOMPARE(codeOf(act(*m_desk, u"win"_s, u"register_visit"_s, data)), u"visit.claim_too_long"_s);
    m_desk.reset();
    m_desk = m_county.open(m_file, u"win"_s); // the county's edit outlives the program's own table
    QCOMPARE(m_desk->rules()->settingNumber("text_max"_L1), 20);
}

void TestActionService::faultyRules_areRefusedWithFileLineAndColumn()
{
    const QString version = m_desk->rules()->version();
    const auto loaded = act(*m_desk, u"adm"_s, u"load_rules"_s,
                            {{u"table"_s, u"roles"_s}, {u"content"_s, u"role,zh,en\nDIR,主任\n"_s}});
    QCOMPARE(codeOf(loaded), u"rules.faulty"_s);
    QVERIFY2(loaded.error().message.contains("roles"_L1) && loaded.error().message.contains(":2:"_L1),
             qPrintable(loaded.error().message));
    QCOMPARE(m_desk->rules()->version(), version);
    const auto unknown = act(*m_desk, u"adm"_s, u"load_rules"_s, {{u"table"_s, u"spells"_s}, {u"content"_s, u"a\n"_s}});
    QCOMPARE(codeOf(unknown), u"rules.table_unknown"_s);
}

void TestActionService::newCalendarYear_isTaken()
{
    QFile file(resourcePath(u"calendars/2026.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    QVERIFY(!m_desk->calendar().isPublished({2027, 1, 1}));
    const auto loaded = act(*m_desk, u"adm"_s, u"load_calendar"_s,
                            {{u"year"_s, 2027}, {u"content"_s, text.replace("2026"_L1, "2027"_L1)}});
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().message));
    QVERIFY(m_desk->calendar().isPublished({2027, 1, 1}));
    QVERIFY(!act(*m_desk, u"adm"_s, u"load_calendar"_s, {{u"year"_s, 2028}, {u"content"_s, u"{"_s}}));
}

void TestActionService::offers_followRoleAndState()
{
    const QString id = newVisit(*m_desk);
    const auto row =
        m_desk->store()
            .read([&](Reader &reader) -> Result<Row> { return *reader.find(visitEntity(), QUuid::fromString(id)); })
            .result();
    QStringList allowed;
    for (const Desk::Offer &offer : m_desk->offers(u"visit"_s, *row)) {
        if (offer.allowed)
            allowed << offer.action->text("action"_L1);
        else
            QVERIFY(!offer.whyNot.isEmpty());
    }
    QVERIFY(allowed.contains("receive"_L1));
    QVERIFY(allowed.contains("withdraw_visit"_L1));
    QVERIFY(!allowed.contains("void"_L1));
    QVERIFY(!allowed.contains("close_visit"_L1));
}

QTEST_GUILESS_MAIN(TestActionService)
#include "tst_action_service.moc"
