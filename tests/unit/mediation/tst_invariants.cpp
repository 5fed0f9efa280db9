#include <QJsonDocument>

#include <mediation/outcomes.h>
#include <mediation/queries.h>
#include <reception/reception.h>

#include "outcome_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

// The invariants R1 to R13 of domain.md 2.6, one test each.
class TestInvariants : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void R1_mediation_isVoluntary();
    void R2_mediation_neverBlocksTheCourt();
    void R3_failure_isFollowedByTheRightsNotice();
    void R4_confirmation_isBarred_data();
    void R4_confirmation_isBarred();
    void R5_mediationContent_staysInTheDossier();
    void R6_identity_staysFromTheUnitComplainedOf();
    void R6_window_namesTheUnit();
    void R6_reporter_isNeverShownToTheHandler();
    void R7_interest_recuses();
    void R8_groupVisit_namesFiveRepresentatives();
    void R9_petitionInTime_isNotTakenTwice();
    void R10_minor_isReported();
    void R11_history_isAppendOnly();
    void R12_system_movesNoMatter();
    void R13_dueDates_showTheRule();

private:
    [[nodiscard]] QJsonObject shown(const QString &login, QUuid matter);
    [[nodiscard]] Result<> setRoles(const QString &login, const QString &roles);

    std::unique_ptr<OutcomeCounty> m_county;
};

void TestInvariants::initTestCase()
{
    m_county = std::make_unique<OutcomeCounty>(QList<Module>{receptionModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

void TestInvariants::init()
{
    m_county->at(u"2026-09-15 10:00"_s);
}

QJsonObject TestInvariants::shown(const QString &login, QUuid matter)
{
    const auto row = m_county->matter(matter);
    return m_county->read(login, [&](ReadContext &context) {
        return context.maySee(matterKind(), *row) ? context.record(matterKind(), *row) : QJsonObject();
    });
}

Result<> TestInvariants::setRoles(const QString &login, const QString &roles)
{
    return m_county->desk->store()
        .write([&](Writer &tx) -> Result<> {
            auto account = tx.findBy(accountEntity(), "login"_L1, login);
            account->set("roles"_L1, roles);
            tx.update(*account);
            return {};
        })
        .result();
}

// 人民调解法 4, 17, 23: nobody is made to mediate, to agree, or to go on.
void TestInvariants::R1_mediation_isVoluntary()
{
    const QUuid id = m_county->assignedTo(u"ding"_s);
    DONE(m_county->go(u"ding"_s, u"sign"_s, id, {{u"no_conflict"_s, true}}));
    const RuleSet &rules = *m_county->desk->rules();
    QJsonObject start{{u"all_consent"_s, false},
                      {u"rights_notice_read"_s, true},
                      {u"mediator_agreed"_s, true},
                      {u"session_mode"_s, rules.codes(u"session_mode"_s).first()->text("code"_L1)},
                      {u"application_form"_s, rules.codes(u"application_form"_s).first()->text("code"_L1)},
                      {u"applied_on"_s, m_county->today()}};
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"start_mediation"_s, id, start)), u"matter.mediation_consent"_s);
    start.insert(u"all_consent"_s, true);
    DONE(m_county->go(u"ding"_s, u"start_mediation"_s, id, start));
    QCOMPARE(codeOf(m_county->agree(u"ding"_s, id, {{u"voluntary"_s, false}})), u"matter.agree_voluntary"_s);
    // One clear refusal ends it; nobody else has to consent to that.
    const auto ended = m_county->go(
        u"ding"_s, u"fail"_s, id,
        {{u"reason"_s, u"refusal"_s}, {u"rights_notice_served"_s, true}, {u"remedies"_s, QJsonArray{u"court"_s}}});
    DONE(ended);
    QCOMPARE(ended->state, u"M56"_s);
    const QUuid again = m_county->performing(u"ding"_s);
    DONE(m_county->go(u"ding"_s, u"breach"_s, again, {{u"clause"_s, u"付款"_s}, {u"since"_s, m_county->today()}}));
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"remediate"_s, again,
                                 {{u"all_consent"_s, false}, {u"applied_on"_s, m_county->today()}})),
             u"matter.remediate_agree"_s);
}

// 人民调解法 3: no guard stands before the court, and from every state of mediation the way there is open.
void TestInvariants::R2_mediation_neverBlocksTheCourt()
{
    const RuleSet &rules = *m_county->desk->rules();
    QVERIFY(rules.table("guards"_L1).where("action"_L1, u"go_to_court"_s).isEmpty());
    const QJsonObject suit{{u"route"_s, u"suit"_s}, {u"guidance"_s, u"已告知管辖法院"_s}, {u"filed_by"_s, u"王五"_s}};
    const QString route = rules.codes(u"court_route"_s).first()->text("code"_L1);
    for (const QString &state : {u"M50"_s, u"M56"_s, u"M61"_s}) {
        const QUuid id = m_county->assignedTo(u"ding"_s, {{u"state"_s, state}});
        DONE(m_county->go(u"ding"_s, u"go_to_court"_s, id, joined(suit, {{u"route"_s, route}})));
    }
    for (const QString &state : {u"M51"_s, u"M52"_s}) {
        const QUuid id = m_county->assignedTo(u"ding"_s, {{u"state"_s, state}});
        DONE(m_county->go(
            u"ding"_s, u"fail"_s, id,
            {{u"reason"_s, u"refusal"_s}, {u"rights_notice_served"_s, true}, {u"remedies"_s, QJsonArray{u"court"_s}}}));
        DONE(m_county->go(u"ding"_s, u"go_to_court"_s, id, joined(suit, {{u"route"_s, route}})));
    }
}

// 人民调解法 26.
void TestInvariants::R3_failure_isFollowedByTheRightsNotice()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    const QJsonObject failing{{u"reason"_s, u"no_agreement"_s},
                              {u"remedies"_s, QJsonArray{u"arbitration"_s, u"court"_s}}};
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"fail"_s, id, joined(failing, {{u"rights_notice_served"_s, false}}))),
             u"matter.fail_rights"_s);
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"fail"_s, id,
                                 {{u"reason"_s, u"no_agreement"_s}, {u"rights_notice_served"_s, true}})),
             u"matter.remedies_missing"_s);
    DONE(m_county->go(u"ding"_s, u"fail"_s, id, joined(failing, {{u"rights_notice_served"_s, true}})));
    const RuleRow *row = m_county->desk->rules()->table("actions"_L1).find(u"fail"_s);
    QVERIFY(row->list("documents"_L1).contains(u"D16"_s));
}

void TestInvariants::R4_confirmation_isBarred_data()
{
    QTest::addColumn<bool>("tenure");
    QTest::addColumn<QString>("bar");
    QTest::addColumn<QString>("code");
    QTest::newRow("personal status") << false << u"personal_status"_s << u"matter.agree_confirmation_bar"_s;
    QTest::newRow("ownership") << false << u"ownership"_s << u"matter.agree_confirmation_bar"_s;
    QTest::newRow("outside the court") << false << u"outside_court"_s << u"matter.agree_confirmation_bar"_s;
    QTest::newRow("tenure") << true << u"no_bar"_s << u"matter.agree_confirmation_tenure"_s;
    QTest::newRow("no bar") << false << u"no_bar"_s << u"done"_s;
}

// 民诉法解释 355.
void TestInvariants::R4_confirmation_isBarred()
{
    QFETCH(const bool, tenure);
    QFETCH(const QString, bar);
    QFETCH(const QString, code);
    const QUuid id = m_county->mediating(u"ding"_s, {{u"tenure"_s, tenure}});
    QCOMPARE(codeOf(m_county->agree(u"ding"_s, id, {{u"confirmation_eligible"_s, true}, {u"confirmation_bar"_s, bar}})),
             code);
}

// 人民调解法 15(4): what is said and agreed is for the dossier; lists, searches and those who only count do not see it.
void TestInvariants::R5_mediationContent_staysInTheDossier()
{
    const QString secret = u"家里只剩三千元存款"_s;
    const QUuid id = m_county->mediating(u"ding"_s);
    DONE(m_county->agree(u"ding"_s, id,
                         {{u"clauses"_s, QJsonArray{QJsonObject{{u"text"_s, secret}, {u"kind"_s, u"other"_s}}}}}));
    DONE(m_county->go(
        u"ding"_s, u"start_performance"_s, id,
        {{u"instalments"_s, QJsonArray{QJsonObject{{u"due_on"_s, m_county->today()}, {u"act"_s, secret}}}}}));
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}, {u"proof_note"_s, secret}}));
    m_county->at(u"2026-09-22 10:00"_s);
    DONE(m_county->followUp(u"ding"_s, id, {{u"findings"_s, secret}}));
    QVERIFY(textOf(shown(u"ding"_s, id)).contains(secret)); // its mediator has the dossier
    for (const QString &login : {u"bing"_s, u"ji"_s}) {
        QVERIFY2(!textOf(shown(login, id)).contains(secret), qPrintable(login));
        const QString listed = m_county->read(login, [&](ReadContext &context) {
            QString all;
            for (const RecordKind *kind : {&agreementKind(), &followUpKind()})
                for (const Row &row : context.tx.select(*kind->entity, u"matter = ?"_s, {id}))
                    all += textOf(context.fields(*kind, row));
            return all;
        });
        QVERIFY2(!listed.contains(secret), qPrintable(login));
    }
    const auto hits =
        m_county->read(u"jia"_s, [&](ReadContext &context) { return context.tx.search({secret, {}, 20}).size(); });
    QCOMPARE(hits, 0);
    const auto card = m_county->read(u"jia"_s, [&](ReadContext &context) { return matterCard(context, id); });
    QVERIFY(card && !card->title.contains(secret));
}

// 信访条例 30, 46; scenario C10.
void TestInvariants::R6_identity_staysFromTheUnitComplainedOf()
{
    const auto registered = m_county->registerMatter(
        {{u"title"_s, u"低保待遇诉求"_s},
         {u"facts"_s, u"申请低保三个月没有答复。"_s},
         {u"complained_unit"_s, u"民政局"_s},
         {u"reporter"_s, QJsonObject{{u"name"_s, u"陈十三"_s}}},
         {u"parties"_s, QJsonArray{party(u"陈十三"_s, u"applicant"_s, {{u"phone"_s, u"13800001313"_s}}),
                                   QJsonObject{{u"organisation_name"_s, u"民政局"_s}, {u"side"_s, u"respondent"_s}}}}});
    DONE(registered);
    const QUuid id = registered->id;
    m_county->put(id, {{u"state"_s, u"M31"_s}, {u"level"_s, u"yellow"_s}, {u"scheme"_s, u"dispute_roy"_s}});
    const QJsonObject assignment{
        {u"lead_unit"_s, u"民政局"_s}, {u"handler_due"_s, u"2026-11-20"_s}, {u"requirement"_s, u"依法答复"_s}};
    DONE(m_county->go(u"yi"_s, u"assign"_s, id, assignment));

    const QString seen = textOf(shown(u"mao"_s, id));
    QVERIFY(seen.contains(u"申请低保"_s)); // the claim goes to the unit
    for (const QString &identity : {u"陈十三"_s, u"陈*"_s, u"1313"_s})
        QVERIFY2(!seen.contains(identity), qPrintable(seen));
    const auto card = m_county->read(u"mao"_s, [&](ReadContext &context) { return matterCard(context, id); });
    QVERIFY(card);
    QCOMPARE(card->parties.count(u"陈"_s), 0);
    QVERIFY(card->parties.contains(u"民政局"_s));
    const auto view = m_county->read(u"mao"_s, [&](ReadContext &context) { return matterView(context, id); });
    QVERIFY(view && view->reporter.isEmpty());
    const auto people =
        m_county->read(u"mao"_s, [&](ReadContext &context) { return searchPeople(context, u"陈十三"_s).size(); });
    QCOMPARE(people, 0);
    const auto parties = m_county->read(u"mao"_s, [&](ReadContext &context) {
        return std::ranges::count_if(context.tx.select(personEntity(), u"name = ?"_s, {u"陈十三"_s}),
                                     [&](const Row &row) { return context.maySee(personKind(), row); });
    });
    QCOMPARE(parties, 0);
    // The centre itself knows whom to answer.
    QVERIFY(textOf(shown(u"yi"_s, id)).contains(u"陈十三"_s));

    // Solving it needs the name, and that is recorded with its reason.
    m_county->put(id, {{u"state"_s, u"M41"_s}});
    QCOMPARE(codeOf(m_county->go(u"yi"_s, u"assign"_s, id, joined(assignment, {{u"identity_needed"_s, true}}))),
             u"matter.identityreason_missing"_s);
    DONE(m_county->go(u"yi"_s, u"assign"_s, id,
                      joined(assignment, {{u"identity_needed"_s, true}, {u"identity_reason"_s, u"须核对本人账户"_s}})));
    QVERIFY(textOf(shown(u"mao"_s, id)).contains(u"陈十三"_s));
}

// The window names the unit when it opens the matter.
void TestInvariants::R6_window_namesTheUnit()
{
    const auto visit =
        m_county->act(u"bing"_s, u"register_visit"_s,
                      {{u"purpose"_s, u"purpose_other"_s}, {u"head_count"_s, 1}, {u"claim"_s, u"低保"_s}});
    DONE(visit);
    DONE(m_county->act(u"bing"_s, u"receive"_s, {{u"visit"_s, idText(visit->id)}}));
    const auto opened =
        m_county->act(u"bing"_s, u"open_matter"_s,
                      {{u"visit"_s, idText(visit->id)},
                       {u"visitor_role"_s, u"applicant"_s},
                       {u"title"_s, u"低保待遇诉求"_s},
                       {u"place"_s, u"620521105"_s},
                       {u"lawful_basis"_s, m_county->desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
                       {u"complained_unit"_s, u"民政局"_s},
                       {u"parties"_s, QJsonArray{party(u"陈十三"_s, u"applicant"_s)}}});
    DONE(opened);
    const QUuid id = QUuid::fromString(opened->extra.value("matter"_L1).toString());
    QCOMPARE(m_county->matter(id)->uuid("complained_unit"_L1), m_county->actor(u"mao"_s).unit.value);
}

void TestInvariants::R6_reporter_isNeverShownToTheHandler()
{
    const auto registered = m_county->registerMatter({{u"reporter"_s, QJsonObject{{u"name"_s, u"信息员亥"_s}}}});
    DONE(registered);
    m_county->put(registered->id, {{u"state"_s, u"M51"_s},
                                   {u"level"_s, u"yellow"_s},
                                   {u"mediator"_s, QVariant(m_county->actor(u"ding"_s).id.value)}});
    QVERIFY(!textOf(shown(u"ding"_s, registered->id)).contains(u"信息员亥"_s));
    QVERIFY(textOf(shown(u"jia"_s, registered->id)).contains(u"信息员亥"_s));
}

// 信访条例 28.
void TestInvariants::R7_interest_recuses()
{
    const QUuid id = m_county->assignedTo(u"ding"_s);
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"sign"_s, id, {{u"no_conflict"_s, false}})), u"matter.sign_conflict"_s);
    DONE(m_county->go(u"ding"_s, u"recuse"_s, id,
                      {{u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)},
                       {u"relation"_s, u"当事人的堂兄"_s}}));
    QCOMPARE(codeOf(m_county->go(u"yi"_s, u"assign"_s, id,
                                 {{u"mediator"_s, u"ding"_s},
                                  {u"room"_s, m_county->room(u"room_signature"_s)},
                                  {u"handler_due"_s, u"2026-12-31"_s}})),
             u"matter.mediator_recused"_s);
    const QUuid admin =
        m_county->assignedTo(u"ding"_s, {{u"state"_s, u"M50"_s},
                                         {u"mediator"_s, QVariant()},
                                         {u"lead_unit"_s, QVariant(m_county->actor(u"mao"_s).unit.value)}});
    QCOMPARE(codeOf(m_county->go(u"mao"_s, u"handle_admin"_s, admin,
                                 {{u"power"_s, u"社会救助暂行办法 9"_s},
                                  {u"procedure"_s, u"petition"_s},
                                  {u"not_complained_of"_s, false},
                                  {u"accepted_on"_s, m_county->today()}})),
             u"matter.admin_not_complained_of"_s);
}

// 信访条例 20.
void TestInvariants::R8_groupVisit_namesFiveRepresentatives()
{
    const auto visit = [&](int representatives) {
        QJsonArray people;
        for (int i = 0; i < representatives; ++i)
            people.append(QJsonObject{{u"name"_s, QString(u"周"_s + QChar(u'一' + i))}});
        return m_county->act(u"bing"_s, u"register_visit"_s,
                             {{u"purpose"_s, u"purpose_dispute"_s},
                              {u"head_count"_s, 12},
                              {u"visitor_name"_s, u"周九"_s},
                              {u"representatives"_s, people}});
    };
    DONE(visit(5));
    const auto six = visit(6);
    QVERIFY(!six);
    QVERIFY2(six.error().code.startsWith(u"visit.representatives"_s), whyOf(six).constData());
}

// 信访条例 19.
void TestInvariants::R9_petitionInTime_isNotTakenTwice()
{
    QCOMPARE(codeOf(m_county->registerMatter({{u"petition"_s, true}, {u"petition_in_time"_s, true}})),
             u"matter.petition_in_time"_s);
    DONE(m_county->registerMatter({{u"petition"_s, true}, {u"petition_in_time"_s, false}}));
}

// 未成年人保护法 11; 反家暴法 14.
void TestInvariants::R10_minor_isReported()
{
    const QUuid id = m_county->assignedTo(u"ding"_s, {{u"minor_involved"_s, true}});
    const QJsonObject danger{{u"danger_facts"_s, u"孩子身上有伤"_s},
                             {u"called_110"_s, false},
                             {u"called_120"_s, false},
                             {u"wish"_s, u"孩子说害怕回家"_s}};
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"emergency"_s, id, danger)), u"matter.emergency_minor"_s);
    const QString other = m_county->desk->rules()->codes(u"duty_of_report"_s).last()->text("code"_L1);
    QVERIFY(other != u"reported"_s);
    QCOMPARE(codeOf(m_county->go(u"ding"_s, u"emergency"_s, id, joined(danger, {{u"duty_of_report"_s, other}}))),
             u"matter.emergency_minor"_s);
    const auto reported =
        m_county->go(u"ding"_s, u"emergency"_s, id, joined(danger, {{u"duty_of_report"_s, u"reported"_s}}));
    DONE(reported);
    QCOMPARE(reported->state, u"M57"_s);
}

void TestInvariants::R11_history_isAppendOnly()
{
    const QUuid id = m_county->mediating(u"ding"_s);
    const auto tamper = [&](auto change) {
        return m_county->desk->store()
            .write([&](Writer &tx) -> Result<> {
                QList<Row> events = tx.select(historyEntity(), u"subject = ? ORDER BY seq"_s, {id});
                change(tx, events.first());
                return {};
            })
            .result();
    };
    const auto changed = tamper([](Writer &tx, Row &event) {
        event.set("to_state"_L1, u"M82"_s);
        tx.update(event);
    });
    QVERIFY(!changed);
    const auto removed = tamper([](Writer &tx, Row &event) { tx.remove(event); });
    QVERIFY(!removed);
    // A correction is a new row: an outcome that is reopened stands beside the one before.
    DONE(m_county->agree(u"ding"_s, id));
    m_county->put(id, {{u"state"_s, u"M81"_s}});
    DONE(m_county->go(u"jia"_s, u"reopen"_s, id, {{u"ground"_s, u"error"_s}, {u"facts"_s, u"协议金额有误"_s}}));
    const auto actions = m_county->read(u"jia"_s, [&](ReadContext &context) {
        QStringList all;
        for (const auto &event : context.history(id))
            all << event["action"_L1].toString();
        return all;
    });
    QVERIFY(actions.indexOf(u"agree"_s) >= 0 && actions.indexOf(u"agree"_s) < actions.indexOf(u"reopen"_s));
}

void TestInvariants::R12_system_movesNoMatter()
{
    for (const RuleRow &row : m_county->desk->rules()->table("actions"_L1).rows()) {
        if (!row.list("who"_L1).contains(u"SYS"_s))
            continue;
        const QString machine = row.text("machine"_L1);
        // The receipt of a transfer that a person has decided is noted where it arrives.
        const bool receipt = row.text("source"_L1) == u"sync.md 2.6"_s;
        const bool moves = !receipt && (machine == u"matter"_s || machine == u"visit"_s) && row.text("to"_L1) != u"-"_s;
        QVERIFY2(!moves, qPrintable(row.text("action"_L1)));
    }
    const QUuid id = m_county->mediating(u"ding"_s);
    QVERIFY(setRoles(u"wei"_s, u"SYS"_s)); // no way leads there; the table alone must hold
    for (const QString &action : {u"agree"_s, u"fail"_s, u"assign"_s, u"confirm_level"_s, u"write_off"_s, u"reopen"_s})
        QCOMPARE(codeOf(m_county->go(u"wei"_s, action, id)), u"access.role"_s);
    QVERIFY(setRoles(u"wei"_s, u"AUD"_s));
}

void TestInvariants::R13_dueDates_showTheRule()
{
    const QUuid id = m_county->performing(u"ding"_s);
    DONE(m_county->perform(u"ding"_s, id, {{u"settles_rest"_s, true}}));
    const QJsonArray clocks = shown(u"yi"_s, id)["clocks"_L1].toArray();
    QVERIFY(clocks.size() >= 3);
    for (const auto &clock : clocks) {
        const QString code = clock["code"_L1].toString();
        for (const QLatin1StringView part : {"word"_L1, "source"_L1, "calendar_version"_L1, "raw_due"_L1, "due"_L1})
            QVERIFY2(!clock[part].toString().isEmpty(), qPrintable(code + u' ' + part));
        QVERIFY2(m_county->desk->rules()->table("clocks"_L1).find(code), qPrintable(code));
    }
}

QTEST_GUILESS_MAIN(TestInvariants)
#include "tst_invariants.moc"
