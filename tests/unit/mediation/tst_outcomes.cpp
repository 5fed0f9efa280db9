#include <mediation/outcomes.h>
#include <mediation/oversight.h>

#include "outcome_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QJsonObject instalment(const QString &due, const QString &amount)
{
    return {{u"due_on"_s, due}, {u"amount"_s, amount}};
}

QJsonObject receipt(int seq, const QString &on)
{
    return {{u"seq"_s, seq}, {u"performed_on"_s, on}, {u"proof"_s, u"receipt"_s}, {u"proof_note"_s, u"转账凭证"_s}};
}

} // namespace

// How matters end: agreements, performance, follow-ups, write-off, closing and the subsidy (domain.md 2.3 and 6.4).
class TestOutcomes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void marks_nameColumnsOfTheMatter();
    void agree_setsOutcomeAndNumbersTheDossier();
    void agree_beforeAcceptance_isRefused();
    void agree_again_keepsTheOldAgreement();
    void instalments_sum_mustBeTheAmount_data();
    void instalments_sum_mustBeTheAmount();
    void instalments_late_warn();
    void record_onePayment_countsTheRest();
    void record_unknownOrDone_isRefused();
    void perform_withOpenInstalment_isRefused();
    void perform_settlingTheRest_isFull();
    void breach_marksTheDueInstalment_urgeMovesIt();
    void breach_beforeDue_isRefused();
    void outcome_ofTransition_isRecorded_data();
    void outcome_ofTransition_isRecorded();
    void days_sameDay_isZero();
    void topLevel_isTheHighestConfirmed();

    void followUp_clock_isSevenDaysAfterPerformance();
    void followUp_rounds_followTheLevel_data();
    void followUp_rounds_followTheLevel();
    void followUp_tooEarly_doesNotCount_andIsRepeated();
    void followUp_nobodyReached_doesNotCount();
    void followUp_newRisk_needsRelapse();

    void writeOff_condition_unmet_isRefused_data();
    void writeOff_condition_unmet_isRefused();
    void writeOff_allMet_isDone();
    void writeOff_byHandler_isRefused();
    void writeOff_high_needsTheDirector();
    void writeOff_leaderLed_needsBoth();

    void close_fixesTheOutcome();
    void close_withOpenWhistle_isRefused();
    void archive_keepsByClass();
    void reopen_startsAfresh();

    void subsidy_ofTheWeek_is710();
    void subsidy_shares_data();
    void subsidy_shares();
    void subsidy_shareSum_isChecked();
    void subsidy_civilServant_getsNothing();
    void verify_findsWrongSum();

private:
    // M71 with everything in order, at 2026-09-22.
    QUuid readyToWriteOff();
    QMap<QString, WriteOffCondition> conditions(QUuid matter);
    void addWhistle(QUuid matter);
    void addLeaderLed(QUuid matter);
    Money amountOf(QUuid matter);

    std::unique_ptr<OutcomeCounty> m_county;
};

void TestOutcomes::initTestCase()
{
    m_county = std::make_unique<OutcomeCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

void TestOutcomes::init()
{
    m_county->at(u"2026-09-15 10:00"_s);
}

QUuid TestOutcomes::readyToWriteOff()
{
    m_county->at(u"2026-09-14 10:30"_s);
    const QUuid id = m_county->mediating(u"ding"_s);
    m_county->at(u"2026-09-15 10:00"_s);
    const bool performed =
        m_county->agree(u"ding"_s, id) &&
        m_county->go(
            u"ding"_s, u"start_performance"_s, id,
            {{u"instalments"_s, QJsonArray{QJsonObject{{u"due_on"_s, u"2026-09-15"_s}, {u"act"_s, u"清沟"_s}}}}}) &&
        m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}});
    m_county->at(u"2026-09-22 10:00"_s);
    const bool followed = performed && m_county->followUp(u"ding"_s, id);
    m_county->clearWarnings(id);
    return followed ? id : QUuid();
}

QMap<QString, WriteOffCondition> TestOutcomes::conditions(QUuid matter)
{
    QMap<QString, WriteOffCondition> byField;
    for (const WriteOffCondition &one :
         m_county->read(u"yi"_s, [&](ReadContext &context) { return writeOffConditions(context, matter); }))
        byField.insert(one.field, one);
    return byField;
}

void TestOutcomes::addWhistle(QUuid matter)
{
    DONE(m_county->go(u"yi"_s, u"blow_whistle"_s, matter,
                      {{u"unit"_s, u"司法局"_s},
                       {u"question"_s, u"请派员到场核实"_s},
                       {u"place"_s, u"调解室"_s},
                       {u"contact"_s, u"乙副主任"_s},
                       {u"lead"_s, true}}));
}

void TestOutcomes::addLeaderLed(QUuid matter)
{
    const auto proposed = m_county->go(u"yi"_s, u"propose_leader"_s, matter,
                                       {{u"leader"_s, u"geng"_s}, {u"reason"_s, u"涉及多个单位"_s}});
    DONE(proposed);
    const QUuid id = proposed->id;
    const auto made =
        m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                tx.execute(u"UPDATE leader_led SET state = 'L30', activated_at = 1 WHERE id = ?"_s, {QVariant(id)});
                return {};
            })
            .result();
    QVERIFY(made);
}

Money TestOutcomes::amountOf(QUuid matter)
{
    const auto subsidy = m_county->read(u"yi"_s, [&](ReadContext &context) { return subsidyOf(context, matter); });
    return subsidy ? subsidy->amount : Money{-1};
}

void TestOutcomes::marks_nameColumnsOfTheMatter()
{
    const RuleSet &rules = *m_county->desk->rules();
    QVERIFY(!rules.table("outcomes"_L1).rows().isEmpty());
    for (const RuleRow &row : rules.table("outcomes"_L1).rows()) {
        const QString where = row.text("action"_L1) + u' ' + row.text("row"_L1);
        for (const QString &column : row.list("columns"_L1))
            QVERIFY2(matterEntity().field(QLatin1StringView(column.toLatin1())), qPrintable(where + u' ' + column));
        QVERIFY2(row.text("value"_L1).isEmpty() != row.text("from"_L1).isEmpty(), qPrintable(where));
        if (row.list("columns"_L1).contains(u"outcome"_s) && row.text("value"_L1) != u"-"_s)
            QVERIFY2(rules.hasCode(u"outcome"_s, row.text("value"_L1)), qPrintable(where));
    }
}

void TestOutcomes::agree_setsOutcomeAndNumbersTheDossier()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    const auto agreed = m_county->agree(u"ding"_s, id, {{u"amount"_s, u"2000"_s}, {u"signed_by"_s, u"王五、赵六"_s}});
    DONE(agreed);
    QVERIFY2(agreed->extra.value("agreement_number"_L1).toString().startsWith(u"(2026)清综人调字第"_s),
             qPrintable(agreed->extra.value("agreement_number"_L1).toString()));
    QCOMPARE(m_county->textOf(id, "dossier_number"_L1), agreed->extra.value("agreement_number"_L1).toString());
    QCOMPARE(m_county->textOf(id, "outcome"_L1), u"agreed_written"_s);
    QCOMPARE(m_county->textOf(id, "mediation_outcome"_L1), u"agreed_written"_s);
    QCOMPARE(m_county->dateOf(id, "outcome_on"_L1), QDate(2026, 9, 15));
    QCOMPARE(m_county->dateOf(id, "concluded_on"_L1), QDate(2026, 9, 15));
    const auto view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QVERIFY(view);
    QCOMPARE(view->standing, u"in_force"_s);
    QCOMPARE(view->clauses.size(), 1);
    QCOMPARE(view->clauses.first().kind, u"act"_s);
    QCOMPARE(view->amount->fen, 200000);
    // INF sees the list by letter M: neither clauses nor names.
    const auto masked = m_county->read(u"ji"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QVERIFY(!masked || (masked->clauses.isEmpty() && !masked->signedBy.contains(u"王五"_s)));
}

void TestOutcomes::agree_beforeAcceptance_isRefused()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    QCOMPARE(codeOf(m_county->agree(u"ding"_s, id, {{u"effective_on"_s, u"2026-09-14"_s}})),
             u"matter.agreed_before_accepted"_s);
    QCOMPARE(m_county->textOf(id, "state"_L1), u"M51"_s);
    QVERIFY(!m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); }));
}

void TestOutcomes::agree_again_keepsTheOldAgreement()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->go(u"ding"_s, u"breach"_s, id, {{u"clause"_s, u"第一期"_s}, {u"since"_s, m_county->today()}}));
    DONE(m_county->go(u"ding"_s, u"remediate"_s, id, {{u"all_consent"_s, true}, {u"applied_on"_s, m_county->today()}}));
    QVERIFY(m_county->matter(id)->isNull("outcome"_L1)); // it is not concluded any more
    DONE(m_county->agree(u"ding"_s, id, {{u"amount"_s, u"800"_s}}));
    const auto all = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementsOf(context, id); });
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].amount->fen, 80000);
    QCOMPARE(all[0].standing, u"in_force"_s);
    QVERIFY(all[0].number != all[1].number);
    QCOMPARE(all[1].standing, u"replaced"_s);
    QCOMPARE(all[1].instalments.size(), 2);
    QCOMPARE(all[1].instalments.first().standing, u"replaced"_s);
    // What the old agreement left open does not stand in the way of the new one.
    DONE(m_county->go(u"ding"_s, u"start_performance"_s, id,
                      {{u"instalments"_s, QJsonArray{instalment(u"2026-09-15"_s, u"800"_s)}}}));
    DONE(m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(1, m_county->today())));
    DONE(m_county->perform(u"ding"_s, id));
}

void TestOutcomes::instalments_sum_mustBeTheAmount_data()
{
    QTest::addColumn<QString>("agreed");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<bool>("taken");
    QTest::newRow("exact") << u"186000"_s << QStringList{u"93000"_s, u"93000"_s} << true;
    QTest::newRow("a fen too little") << u"100"_s << QStringList{u"50"_s, u"49.99"_s} << false;
    QTest::newRow("too much") << u"100"_s << QStringList{u"50"_s, u"51"_s} << false;
    QTest::newRow("money where none was agreed") << QString() << QStringList{u"1"_s} << false;
}

void TestOutcomes::instalments_sum_mustBeTheAmount()
{
    QFETCH(const QString, agreed);
    QFETCH(const QStringList, parts);
    QFETCH(const bool, taken);
    const QUuid id = m_county->mediating(u"ding"_s);
    DONE(m_county->agree(u"ding"_s, id, agreed.isEmpty() ? QJsonObject{} : QJsonObject{{u"amount"_s, agreed}}));
    QJsonArray lines;
    for (const QString &part : parts)
        lines.append(instalment(u"2026-09-30"_s, part));
    const auto planned = m_county->go(u"ding"_s, u"start_performance"_s, id, {{u"instalments"_s, lines}});
    QCOMPARE(codeOf(planned), taken ? u"done"_s : u"matter.instalments_sum"_s);
    if (!taken && !agreed.isEmpty())
        QVERIFY2(planned.error().message.contains(Money::parse(agreed)->display()),
                 qPrintable(planned.error().message));
    const auto view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QCOMPARE(view->instalments.size(), taken ? parts.size() : 0);
}

void TestOutcomes::instalments_late_warn()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    DONE(m_county->agree(u"ding"_s, id, {{u"amount"_s, u"100"_s}, {u"due_on"_s, u"2026-09-20"_s}}));
    const auto planned = m_county->go(u"ding"_s, u"start_performance"_s, id,
                                      {{u"instalments"_s, QJsonArray{instalment(u"2026-10-01"_s, u"100"_s)}}});
    DONE(planned);
    QCOMPARE(planned->warnings.size(), 1);
}

void TestOutcomes::record_onePayment_countsTheRest()
{
    const QUuid id = m_county->performing(u"ding"_s);
    const auto paid = m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(1, u"2026-09-15"_s));
    DONE(paid);
    QCOMPARE(paid->state, u"M60"_s);
    QCOMPARE(paid->extra.value("open"_L1).toInt(), 1);
    QCOMPARE(paid->extra.value("outstanding"_L1).toString(), u"500.00"_s);
    QCOMPARE(paid->extra.value("next_due"_L1).toString(), u"2026-10-09"_s);
    const auto view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QCOMPARE(view->paid.fen, 50000);
    QCOMPARE(view->outstanding.fen, 50000);
    QCOMPARE(view->next()->seq, 2);
    QCOMPARE(view->instalments.first().proof, u"receipt"_s);
    const auto last = m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(2, u"2026-09-15"_s));
    DONE(last);
    QCOMPARE(last->warnings.size(), 1); // now full performance can be recorded
    DONE(m_county->perform(u"ding"_s, id));
}

void TestOutcomes::record_unknownOrDone_isRefused()
{
    const QUuid id = m_county->performing(u"ding"_s);
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(3, u"2026-09-15"_s))),
             u"matter.instalment_unknown"_s);
    DONE(m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(1, u"2026-09-15"_s)));
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"record_performance"_s, id, receipt(1, u"2026-09-15"_s))),
             u"matter.instalment_done"_s);
}

void TestOutcomes::perform_withOpenInstalment_isRefused()
{
    const QUuid id = m_county->performing(u"ding"_s);
    QCOMPARE(codeOf(m_county->perform(u"ding"_s, id)), u"matter.perform_open"_s);
    QCOMPARE(codeOf(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, false}})), u"matter.perform_open"_s);
    QCOMPARE(m_county->textOf(id, "state"_L1), u"M60"_s);
}

void TestOutcomes::perform_settlingTheRest_isFull()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    QCOMPARE(m_county->dateOf(id, "performed_on"_L1), QDate(2026, 9, 15));
    const auto view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QCOMPARE(view->standing, u"performed"_s);
    QCOMPARE(view->paid.fen, 100000);
    QVERIFY(!view->next());
}

void TestOutcomes::breach_marksTheDueInstalment_urgeMovesIt()
{
    const QUuid id = m_county->performing(u"ding"_s);
    m_county->at(u"2026-09-21 09:00"_s);
    const auto broken =
        m_county->go(u"ding"_s, u"breach"_s, id, {{u"clause"_s, u"第一期付款"_s}, {u"since"_s, u"2026-09-21"_s}});
    DONE(broken);
    QCOMPARE(broken->extra.value("instalment"_L1).toInt(), 1);
    auto view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QCOMPARE(view->standing, u"broken"_s);
    QCOMPARE(view->instalments[0].standing, u"broken"_s);
    QCOMPARE(view->instalments[1].standing, u"open"_s);
    DONE(m_county->go(u"ding"_s, u"urge"_s, id,
                      {{u"talk_record"_s, u"答应月底付清"_s}, {u"new_due"_s, u"2026-09-30"_s}}));
    view = m_county->read(u"yi"_s, [&](ReadContext &context) { return agreementOf(context, id); });
    QCOMPARE(view->standing, u"in_force"_s);
    QCOMPARE(view->next()->dueOn, QDate(2026, 9, 30));
    QCOMPARE(view->next()->seq, 1);
}

void TestOutcomes::breach_beforeDue_isRefused()
{
    const QUuid id = m_county->performing(u"ding"_s);
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"breach"_s, id,
                                 {{u"clause"_s, u"第二期"_s}, {u"since"_s, u"2026-09-15"_s}, {u"seq"_s, 2}})),
             u"matter.instalment_not_due"_s);
    QCOMPARE(m_county->textOf(id, "state"_L1), u"M60"_s);
}

void TestOutcomes::outcome_ofTransition_isRecorded_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("outcome");
    const QString day = u"2026-09-15"_s;
    QTest::newRow("fail") << u"ding"_s << u"M51"_s << u"fail"_s
                          << QJsonObject{{u"reason"_s, u"no_agreement"_s},
                                         {u"rights_notice_served"_s, true},
                                         {u"remedies"_s, QJsonArray{u"court"_s}}}
                          << u"failed"_s;
    QTest::newRow("not accepted") << u"yi"_s << u"M20"_s << u"not_accept"_s
                                  << QJsonObject{{u"reason"_s, u"administrative"_s}, {u"route_told"_s, u"复议"_s}}
                                  << u"not_accepted"_s;
    QTest::newRow("a party refuses") << u"yi"_s << u"M20"_s << u"not_accept"_s
                                     << QJsonObject{{u"reason"_s, u"party_refuses"_s}, {u"route_told"_s, u"诉讼"_s}}
                                     << u"refused"_s;
    QTest::newRow("withdrawn") << u"ding"_s << u"M51"_s << u"withdraw_matter"_s
                               << QJsonObject{{u"who"_s, u"王五"_s}, {u"how"_s, u"written"_s}} << u"withdrawn"_s;
    QTest::newRow("settled between them")
        << u"ding"_s << u"M51"_s << u"withdraw_matter"_s
        << QJsonObject{{u"who"_s, u"王五"_s}, {u"how"_s, u"written"_s}, {u"settled"_s, true}} << u"settled_self"_s;
    QTest::newRow("court closed") << u"ding"_s << u"M54"_s << u"court_closed"_s
                                  << QJsonObject{{u"case_number"_s, u"(2026)虚1号"_s},
                                                 {u"result_kind"_s, u"enforced"_s},
                                                 {u"result_on"_s, day}}
                                  << u"court_decided"_s;
    QTest::newRow("held elsewhere") << u"jia"_s << u"M57"_s << u"hold_external"_s
                                    << QJsonObject{{u"competent_body"_s, u"公安局"_s}, {u"contact_plan"_s, u"电话"_s}}
                                    << u"external_safety"_s;
}

void TestOutcomes::outcome_ofTransition_isRecorded()
{
    QFETCH(const QString, login);
    QFETCH(const QString, state);
    QFETCH(const QString, action);
    QFETCH(const QJsonObject, data);
    QFETCH(const QString, outcome);
    const QUuid id = m_county->assignedTo(u"ding"_s, {{u"state"_s, state}});
    DONE(m_county->go(login, action, id, data));
    QCOMPARE(m_county->textOf(id, "outcome"_L1), outcome);
    QCOMPARE(m_county->dateOf(id, "outcome_on"_L1), QDate(2026, 9, 15));
    QCOMPARE(m_county->dateOf(id, "concluded_on"_L1), QDate(2026, 9, 15));
}

void TestOutcomes::days_sameDay_isZero()
{
    m_county->at(u"2026-09-14 11:00"_s);
    const QUuid same = m_county->mediating(u"ding"_s);
    DONE(m_county->agree(u"ding"_s, same, {{u"form"_s, u"oral"_s}}));
    QCOMPARE(m_county->textOf(same, "outcome"_L1), u"agreed_oral"_s);
    QCOMPARE(m_county->dateOf(same, "accepted_on"_L1).daysTo(m_county->dateOf(same, "outcome_on"_L1)), 0);
    const QUuid later = m_county->mediating(u"ding"_s);
    m_county->at(u"2026-09-17 11:00"_s);
    DONE(m_county->agree(u"ding"_s, later));
    QCOMPARE(m_county->dateOf(later, "accepted_on"_L1).daysTo(m_county->dateOf(later, "outcome_on"_L1)), 3);
    QCOMPARE(m_county->dateOf(later, "mediation_on"_L1), QDate(2026, 9, 14));
}

void TestOutcomes::topLevel_isTheHighestConfirmed()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    m_county->put(id, {{u"scheme"_s, u"dispute_roy"_s}, {u"level"_s, u"orange"_s}});
    DONE(m_county->agree(u"ding"_s, id));
    QCOMPARE(m_county->textOf(id, "top_level"_L1), u"orange"_s);
    m_county->put(id, {{u"level"_s, u"none"_s}}); // lowered, then cleared
    DONE(m_county->go(
        u"ding"_s, u"start_performance"_s, id,
        {{u"instalments"_s, QJsonArray{QJsonObject{{u"due_on"_s, m_county->today()}, {u"act"_s, u"清沟"_s}}}}}));
    QCOMPARE(m_county->textOf(id, "top_level"_L1), u"orange"_s);
}

void TestOutcomes::followUp_clock_isSevenDaysAfterPerformance()
{
    const QUuid id = m_county->performing(u"ding"_s);
    const auto performed = m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}});
    DONE(performed);
    const auto clock = std::ranges::find(performed->clocks, u"FU_7"_s, &ClockNote::code);
    QVERIFY(clock != performed->clocks.end());
    QCOMPARE(Instant{clock->due.ms - 1}.localDate(), QDate(2026, 9, 22)); // C03
}

void TestOutcomes::followUp_rounds_followTheLevel_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<int>("rounds");
    QTest::newRow("yellow") << u"yellow"_s << 1;
    QTest::newRow("orange") << u"orange"_s << 2;
    QTest::newRow("red") << u"red"_s << 3;
}

void TestOutcomes::followUp_rounds_followTheLevel()
{
    QFETCH(const QString, level);
    QFETCH(const int, rounds);
    const QUuid id = readyToWriteOff();
    m_county->put(id, {{u"level"_s, level}, {u"top_level"_s, level}});
    for (int round = 2; round <= rounds; ++round) {
        QCOMPARE(codeOf(m_county->go(u"ding"_s, u"next_round"_s, id,
                                     {{u"round"_s, round == 2 ? 3 : 2},
                                      {u"outcome_on"_s, u"2026-09-15"_s},
                                      {u"next_on"_s, u"2026-12-14"_s}})),
                 u"matter.follow_round"_s);
        const auto next =
            m_county->go(u"ding"_s, u"next_round"_s, id,
                         {{u"round"_s, round}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-12-14"_s}});
        DONE(next);
        QVERIFY(!conditions(id).value(u"followed_up"_s).met); // not before the last round
        const auto clock = std::ranges::find(next->clocks, round == 2 ? u"FU_30"_s : u"FU_90"_s, &ClockNote::code);
        QVERIFY(clock != next->clocks.end());
        DONE(m_county->followUp(u"ding"_s, id));
    }
    QVERIFY(conditions(id).value(u"followed_up"_s).met);
    if (rounds < 3)
        QCOMPARE(codeOf(m_county->go(
                     u"ding"_s, u"next_round"_s, id,
                     {{u"round"_s, rounds + 1}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-12-14"_s}})),
                 u"matter.follow_rounds_done"_s);
}

void TestOutcomes::followUp_tooEarly_doesNotCount_andIsRepeated()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    QCOMPARE(codeOf(m_county->followUp(u"ding"_s, id, {{u"followed_on"_s, u"2026-09-14"_s}})),
             u"matter.follow_up_before"_s);
    m_county->at(u"2026-09-21 10:00"_s);
    const auto early = m_county->followUp(u"ding"_s, id);
    DONE(early);
    QCOMPARE(early->warnings.size(), 1);
    m_county->clearWarnings(id);
    QVERIFY(!conditions(id).value(u"followed_up"_s).met);
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id)), u"matter.write_off_followed"_s);
    // The same round once more; the date must be that of the performance.
    QCOMPARE(
        codeOf(m_county->go(u"ding"_s, u"next_round"_s, id,
                            {{u"round"_s, 1}, {u"outcome_on"_s, u"2026-09-16"_s}, {u"next_on"_s, u"2026-09-22"_s}})),
        u"matter.follow_from"_s);
    DONE(m_county->go(u"ding"_s, u"next_round"_s, id,
                      {{u"round"_s, 1}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-09-22"_s}}));
    m_county->at(u"2026-09-22 10:00"_s);
    DONE(m_county->followUp(u"ding"_s, id));
    QVERIFY(conditions(id).value(u"followed_up"_s).met);
}

void TestOutcomes::followUp_nobodyReached_doesNotCount()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    m_county->at(u"2026-09-25 10:00"_s);
    const auto tried = m_county->go(u"ding"_s, u"follow_up"_s, id,
                                    {{u"followed_on"_s, m_county->today()},
                                     {u"mode"_s, u"phone"_s},
                                     {u"reached"_s, false},
                                     {u"performance"_s, u"not_applicable"_s},
                                     {u"satisfaction"_s, u"refused"_s},
                                     {u"new_risk"_s, false}});
    DONE(tried);
    QCOMPARE(tried->warnings.size(), 1);
    QVERIFY(!conditions(id).value(u"followed_up"_s).met);
    // Reached, but nobody named.
    DONE(m_county->go(u"ding"_s, u"next_round"_s, id,
                      {{u"round"_s, 1}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-09-25"_s}}));
    QCOMPARE(codeOf(m_county->followUp(u"ding"_s, id, {{u"person_reached"_s, QJsonValue()}})),
             u"matter.personreached_missing"_s);
}

void TestOutcomes::followUp_newRisk_needsRelapse()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    m_county->at(u"2026-09-22 10:00"_s);
    const auto risky = m_county->followUp(u"ding"_s, id, {{u"new_risk"_s, true}});
    DONE(risky);
    QCOMPARE(risky->warnings.size(), 1);
    m_county->clearWarnings(id);
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id)), u"matter.write_off_new_risk"_s);
    QCOMPARE(
        codeOf(m_county->go(u"ding"_s, u"next_round"_s, id,
                            {{u"round"_s, 2}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-09-30"_s}})),
        u"matter.next_round_new_risk"_s);
    DONE(m_county->go(u"ding"_s, u"relapse"_s, id, {{u"facts"_s, u"又起争执"_s}}));
    QVERIFY(m_county->matter(id)->isNull("outcome"_L1));
    QCOMPARE(m_county->dateOf(id, "relapsed_on"_L1), QDate(2026, 9, 22));
}

void TestOutcomes::writeOff_condition_unmet_isRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("guard");
    QTest::newRow("not performed") << u"performed"_s << u"matter.write_off_performed"_s;
    QTest::newRow("no follow-up that counts") << u"followed_up"_s << u"matter.write_off_followed"_s;
    QTest::newRow("warning open") << u"level_cleared"_s << u"matter.write_off_cleared"_s;
    QTest::newRow("whistle open") << u"no_open_tasks"_s << u"matter.write_off_tasks"_s;
}

// All five ticks are set, and the rows contradict one of them.
void TestOutcomes::writeOff_condition_unmet_isRefused()
{
    QFETCH(const QString, field);
    QFETCH(const QString, guard);
    const QUuid id = readyToWriteOff();
    QVERIFY(conditions(id).value(field).met);
    if (field == u"performed"_s)
        m_county->put(id, {{u"performed_on"_s, QVariant()}});
    else if (field == u"followed_up"_s)
        m_county->put(id, {{u"performed_on"_s, QDate(2026, 9, 16)}});
    else if (field == u"level_cleared"_s)
        DONE(m_county->go(
            u"yi"_s, u"open_warning"_s, id,
            {{u"level"_s, u"yellow"_s}, {u"reason"_s, u"双方又有口角"_s}, {u"measures"_s, u"再次走访"_s}}));
    else
        addWhistle(id);
    QVERIFY(!conditions(id).value(field).met);
    QVERIFY(!conditions(id).value(field).why.isEmpty());
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id)), guard);
    QCOMPARE(m_county->textOf(id, "state"_L1), u"M71"_s);
    // Without the tick the same sentence.
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id, {{field, false}})), guard);
}

void TestOutcomes::writeOff_allMet_isDone()
{
    const QUuid id = readyToWriteOff();
    QVERIFY(!conditions(id).value(u"dossier_complete"_s).met);
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id)), u"matter.write_off_dossier"_s);
    m_county->completeDossier(id);
    for (const WriteOffCondition &one : conditions(id))
        QVERIFY2(one.met, qPrintable(one.field + u' ' + one.why));
    const auto done = m_county->writeOff(u"yi"_s, id);
    DONE(done);
    QCOMPARE(m_county->dateOf(id, "written_off_on"_L1), QDate(2026, 9, 22));
    QCOMPARE(done->state, u"M80"_s);
}

void TestOutcomes::writeOff_byHandler_isRefused()
{
    // The township signed for it and handled it: it is its own matter and cannot be approved by the same person.
    const QUuid id = m_county->assignedTo(u"ding"_s, {{u"mediator"_s, QVariant()}});
    DONE(m_county->go(u"xin"_s, u"sign"_s, id, {{u"no_conflict"_s, true}}));
    m_county->put(id, {{u"state"_s, u"M71"_s}, {u"exited_on"_s, QDate(2026, 9, 1)}});
    QCOMPARE(codeOf(m_county->writeOff(u"xin"_s, id)), u"matter.write_off_not_handler"_s);
    // Whoever it was given to is its handler too, before doing anything.
    const QUuid ready = readyToWriteOff();
    m_county->completeDossier(ready);
    m_county->put(ready, {{u"mediator"_s, QVariant(m_county->actor(u"yi"_s).id.value)}});
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, ready)), u"matter.write_off_not_handler"_s);
    m_county->put(ready, {{u"mediator"_s, QVariant(m_county->actor(u"ding"_s).id.value)}});
    DONE(m_county->writeOff(u"yi"_s, ready));
}

void TestOutcomes::writeOff_high_needsTheDirector()
{
    const QUuid id = readyToWriteOff();
    m_county->put(id, {{u"top_level"_s, u"orange"_s}});
    DONE(m_county->go(u"ding"_s, u"next_round"_s, id,
                      {{u"round"_s, 2}, {u"outcome_on"_s, u"2026-09-15"_s}, {u"next_on"_s, u"2026-10-15"_s}}));
    DONE(m_county->followUp(u"ding"_s, id));
    m_county->clearWarnings(id);
    // Lowered and cleared in the meantime: it once was orange.
    m_county->completeDossier(id);
    QCOMPARE(codeOf(m_county->writeOff(u"yi"_s, id)), u"matter.write_off_high"_s);
    DONE(m_county->writeOff(u"jia"_s, id));
}

void TestOutcomes::writeOff_leaderLed_needsBoth()
{
    const QUuid id = readyToWriteOff();
    QCOMPARE(codeOf(m_county->go(u"jia"_s, u"approve_write_off"_s, id)), u"matter.approve_leader_led"_s);
    addLeaderLed(id);
    const QJsonObject ticks{{u"leader_led"_s, true}, {u"leader_agreed"_s, true}, {u"director_agreed"_s, true}};
    m_county->completeDossier(id);
    QCOMPARE(codeOf(m_county->writeOff(u"jia"_s, id, ticks)), u"matter.write_off_both"_s);
    QCOMPARE(codeOf(m_county->writeOff(u"jia"_s, id)), u"matter.write_off_both"_s); // the tick alone changes nothing
    DONE(m_county->go(u"geng"_s, u"approve_write_off"_s, id, {{u"note"_s, u"同意销号"_s}}));
    QCOMPARE(m_county->matter(id)->uuid("leader_approval"_L1), m_county->actor(u"geng"_s).id.value);
    QCOMPARE(m_county->textOf(id, "state"_L1), u"M71"_s);
    // One person cannot be both of them.
    QCOMPARE(codeOf(m_county->writeOff(u"geng"_s, id, ticks)), u"matter.write_off_both"_s);
    DONE(m_county->writeOff(u"jia"_s, id, ticks));
    // The other way round: the director first, and the leader writes off.
    const QUuid other = readyToWriteOff();
    addLeaderLed(other);
    m_county->completeDossier(other);
    DONE(m_county->go(u"jia"_s, u"approve_write_off"_s, other));
    DONE(m_county->writeOff(u"geng"_s, other, ticks));
}

void TestOutcomes::close_fixesTheOutcome()
{
    const QUuid id = readyToWriteOff();
    m_county->put(id, {{u"state"_s, u"M80"_s}});
    QCOMPARE(codeOf(m_county->go(u"yi"_s, u"close_matter"_s, id, {{u"outcome"_s, u"failed"_s}})),
             u"matter.outcome_differs"_s);
    DONE(m_county->go(u"yi"_s, u"close_matter"_s, id, {{u"summary"_s, u"已履行并回访"_s}}));
    QCOMPARE(m_county->textOf(id, "outcome"_L1), u"agreed_written"_s);
    QCOMPARE(m_county->dateOf(id, "closed_on"_L1), QDate(2026, 9, 22));
    const QUuid without = m_county->assignedTo(u"ding"_s, {{u"state"_s, u"M80"_s}});
    QCOMPARE(codeOf(m_county->go(u"yi"_s, u"close_matter"_s, without)), u"matter.outcome_missing"_s);
}

void TestOutcomes::close_withOpenWhistle_isRefused()
{
    const QUuid id = readyToWriteOff();
    addWhistle(id);
    m_county->put(id, {{u"state"_s, u"M80"_s}});
    QCOMPARE(codeOf(m_county->go(u"yi"_s, u"close_matter"_s, id)), u"matter.close_tasks"_s);
}

void TestOutcomes::archive_keepsByClass()
{
    const QUuid id = readyToWriteOff();
    m_county->at(u"2026-09-15 10:00"_s);
    m_county->put(id, {{u"state"_s, u"M81"_s}, {u"dossier_number"_s, QVariant()}});
    const QJsonObject data{{u"checklist_complete"_s, true}, {u"retention_class"_s, u"long_term"_s}};
    QCOMPARE(codeOf(m_county->go(u"wei"_s, u"archive"_s, id, data)), u"matter.archive_complete"_s);
    m_county->completeDossier(id);
    const auto archived = m_county->go(u"wei"_s, u"archive"_s, id, data);
    DONE(archived);
    QCOMPARE(m_county->textOf(id, "retention_class"_L1), u"long_term"_s);
    QCOMPARE(m_county->dateOf(id, "retain_until"_L1), QDate(2056, 9, 15));
    QVERIFY(archived->extra.value("dossier_number"_L1).toString().contains(u"清综人调字"_s));
}

void TestOutcomes::reopen_startsAfresh()
{
    const QUuid id = readyToWriteOff();
    m_county->put(id, {{u"state"_s, u"M80"_s}});
    DONE(m_county->go(u"yi"_s, u"close_matter"_s, id));
    DONE(m_county->go(u"jia"_s, u"reopen"_s, id, {{u"ground"_s, u"new_facts"_s}, {u"facts"_s, u"发现新的情况"_s}}));
    const auto matter = m_county->matter(id);
    QCOMPARE(matter->text("state"_L1), u"M20"_s);
    for (const QLatin1StringView column :
         {"outcome"_L1, "outcome_on"_L1, "concluded_on"_L1, "accepted_on"_L1, "performed_on"_L1, "closed_on"_L1})
        QVERIFY2(matter->isNull(column), column.data());
    QVERIFY(!matter->isNull("dossier_number"_L1)); // a number is never given twice
    const QJsonArray history = m_county->read(u"yi"_s, [&](ReadContext &context) { return context.history(id); });
    const bool kept = std::ranges::any_of(
        history, [](const QJsonValue &event) { return event["action"_L1].toString() == u"agree"_s; });
    QVERIFY(kept);
}

// domain.md 6.4 and scenario.md: 50 + 200 + 300 of 500 + 100 + 60 + 0.
void TestOutcomes::subsidy_ofTheWeek_is710()
{
    const auto finish = [&](QUuid id, const QString &who, const QJsonObject &agreement, const QString &amount) {
        if (!m_county->agree(who, id, agreement))
            return false;
        const QJsonArray lines{amount.isEmpty() ? QJsonObject{{u"due_on"_s, u"2026-09-30"_s}, {u"act"_s, u"清沟"_s}}
                                                : instalment(u"2026-09-30"_s, amount)};
        return m_county->go(who, u"start_performance"_s, id, {{u"instalments"_s, lines}}).has_value();
    };
    const QUuid c03 = m_county->mediating(u"ding"_s, {{u"complexity"_s, u"general"_s}});
    QVERIFY(finish(c03, u"ding"_s, {{u"form"_s, u"oral"_s}}, {}));
    QCOMPARE(amountOf(c03).fen, 0); // nothing before it is performed
    DONE(m_county->perform(u"ding"_s, c03, {{u"settles_rest"_s, true}}));
    QCOMPARE(amountOf(c03).toString(), u"50.00"_s);

    const QUuid c04 = m_county->mediating(u"wu"_s, {{u"complexity"_s, u"general"_s}});
    DONE(m_county->agree(u"wu"_s, c04, {{u"confirmation_eligible"_s, true}, {u"confirmation_bar"_s, u"no_bar"_s}}));
    QVERIFY(m_county->desk->store()
                .write([&](Writer &tx) -> Result<> {
                    tx.execute(u"UPDATE confirmation SET state = 'J40' WHERE matter = ?"_s, {QVariant(c04)});
                    return {};
                })
                .result());
    QCOMPARE(amountOf(c04).toString(), u"200.00"_s); // valid by the court's ruling, though still performing

    const QUuid c06 = m_county->mediating(u"wu"_s, {{u"complexity"_s, u"complex"_s}});
    DONE(m_county->agree(u"wu"_s, c06, {{u"amount"_s, u"186000"_s}, {u"due_on"_s, u"2026-10-09"_s}}));
    DONE(m_county->go(u"wu"_s, u"start_performance"_s, c06,
                      {{u"instalments"_s, QJsonArray{instalment(u"2026-09-20"_s, u"93000"_s),
                                                     instalment(u"2026-10-09"_s, u"93000"_s)}}}));
    DONE(m_county->go(u"wu"_s, u"record_performance"_s, c06, receipt(1, u"2026-09-15"_s)));
    DONE(m_county->go(u"wu"_s, u"propose_subsidy"_s, c06,
                      {{u"dossier_grade"_s, u"pass"_s},
                       {u"shares"_s, QJsonArray{QJsonObject{{u"mediator"_s, u"wu"_s}, {u"percent"_s, 60}},
                                                QJsonObject{{u"mediator"_s, u"ding"_s}, {u"percent"_s, 40}}}}}));
    const auto six = m_county->read(u"yi"_s, [&](ReadContext &context) { return subsidyOf(context, c06); });
    QCOMPARE(six->base.toString(), u"500.00"_s);
    QCOMPARE(six->result, u"0.6"_s);
    QCOMPARE(six->amount.toString(), u"300.00"_s);
    QCOMPARE(six->shares[0].amount.toString(), u"180.00"_s);
    QCOMPARE(six->shares[1].amount.toString(), u"120.00"_s);

    const QUuid c12 = m_county->mediating(u"wu"_s, {{u"complexity"_s, u"simple"_s}});
    QVERIFY(finish(c12, u"wu"_s, {{u"amount"_s, u"300"_s}}, u"300"_s));
    DONE(m_county->perform(u"wu"_s, c12, {{u"settles_rest"_s, true}}));

    const QUuid c07 = m_county->mediating(u"wu"_s, {{u"complexity"_s, u"general"_s}});
    DONE(m_county->go(u"wu"_s, u"fail"_s, c07,
                      {{u"reason"_s, u"no_agreement"_s},
                       {u"rights_notice_served"_s, true},
                       {u"remedies"_s, QJsonArray{u"court"_s}}}));

    const QUuid c13 = m_county->mediating(u"wu"_s, {{u"complexity"_s, u"general"_s}, {u"channel"_s, u"COURT"_s}});
    QVERIFY(finish(c13, u"wu"_s, {{u"amount"_s, u"4800"_s}}, u"4800"_s));
    DONE(m_county->perform(u"wu"_s, c13, {{u"settles_rest"_s, true}}));
    const auto court = m_county->read(u"yi"_s, [&](ReadContext &context) { return subsidyOf(context, c13); });
    QVERIFY(!court->excluded.isEmpty());

    qint64 total = 0;
    for (const QUuid &id : {c03, c04, c06, c12, c07, c13})
        total += amountOf(id).fen;
    QCOMPARE(Money{total}.toString(), u"710.00"_s);
    // The command line tells it with the matter.
    const QJsonObject shown = m_county->read(
        u"yi"_s, [&](ReadContext &context) { return context.record(matterKind(), *m_county->matter(c06)); });
    QCOMPARE(shown["subsidy"_L1]["amount"_L1].toString(), u"300.00"_s);
}

void TestOutcomes::subsidy_shares_data()
{
    QTest::addColumn<qint64>("fen");
    QTest::addColumn<QList<int>>("percents");
    QTest::addColumn<QList<qint64>>("expected");
    QTest::newRow("60/40") << qint64{30000} << QList<int>{60, 40} << QList<qint64>{18000, 12000};
    QTest::newRow("thirds of a fen") << qint64{100} << QList<int>{33, 33, 34} << QList<qint64>{33, 33, 34};
    QTest::newRow("a fen left goes to the largest remainder")
        << qint64{101} << QList<int>{50, 25, 25} << QList<qint64>{51, 25, 25};
    QTest::newRow("equal remainders: the first") << qint64{1} << QList<int>{50, 50} << QList<qint64>{1, 0};
    QTest::newRow("three ways of 10.01") << qint64{1001} << QList<int>{34, 33, 33} << QList<qint64>{341, 330, 330};
}

void TestOutcomes::subsidy_shares()
{
    QFETCH(const qint64, fen);
    QFETCH(const QList<int>, percents);
    QFETCH(const QList<qint64>, expected);
    QList<qint64> parts;
    for (const Money &part : splitByShares(Money{fen}, percents))
        parts << part.fen;
    QCOMPARE(parts, expected);
    QCOMPARE(std::accumulate(parts.begin(), parts.end(), qint64{0}), fen);
}

void TestOutcomes::subsidy_shareSum_isChecked()
{
    const QUuid id = m_county->performing(u"ding"_s);
    const auto propose = [&](const QJsonArray &shares) {
        return codeOf(m_county->go(u"ding"_s, u"propose_subsidy"_s, id,
                                   {{u"dossier_grade"_s, u"pass"_s}, {u"shares"_s, shares}}));
    };
    QCOMPARE(propose({QJsonObject{{u"mediator"_s, u"wu"_s}, {u"percent"_s, 60}},
                      QJsonObject{{u"mediator"_s, u"ding"_s}, {u"percent"_s, 30}}}),
             u"matter.shares_sum"_s);
    QCOMPARE(propose({QJsonObject{{u"mediator"_s, u"wu"_s}, {u"percent"_s, 60}},
                      QJsonObject{{u"mediator"_s, u"wu"_s}, {u"percent"_s, 40}}}),
             u"matter.shares_twice"_s);
}

void TestOutcomes::subsidy_civilServant_getsNothing()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    DONE(m_county->go(
        u"ding"_s, u"propose_subsidy"_s, id,
        {{u"dossier_grade"_s, u"rectified"_s},
         {u"grade"_s, u"complex"_s},
         {u"shares"_s,
          QJsonArray{QJsonObject{{u"mediator"_s, u"ding"_s}, {u"percent"_s, 50}},
                     QJsonObject{{u"mediator"_s, u"yin"_s}, {u"percent"_s, 50}, {u"civil_servant"_s, true}}}}}));
    const auto subsidy = m_county->read(u"yi"_s, [&](ReadContext &context) { return subsidyOf(context, id); });
    QCOMPARE(subsidy->amount.toString(), u"400.00"_s); // 500 x 1 x 0.8
    QCOMPARE(subsidy->shares[0].amount.toString(), u"200.00"_s);
    QCOMPARE(subsidy->shares[1].amount.toString(), u"0.00"_s);
    QVERIFY(!subsidy->shares[1].excluded.isEmpty());
}

void TestOutcomes::verify_findsWrongSum()
{
    const QUuid id = m_county->performing(u"ding"_s);
    const auto faults = [&] {
        const auto all = m_county->desk->verify();
        return all ? std::ranges::count(*all, u"instalments"_s, &VerifyFault::check) : -1;
    };
    QCOMPARE(faults(), 0);
    QVERIFY(m_county->desk->store()
                .write([&](Writer &tx) -> Result<> {
                    QList<Row> lines = tx.select(instalmentEntity(), u"matter = ? ORDER BY seq"_s, {id});
                    lines.first().set("amount"_L1, Money{49999});
                    tx.update(lines.first());
                    return {};
                })
                .result());
    QCOMPARE(faults(), 1);
}

QTEST_GUILESS_MAIN(TestOutcomes)
#include "tst_outcomes.moc"
