#include <QTest>

#include "test_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QByteArray why(const Result<ActionOutcome> &result)
{
    return result ? QByteArray()
                  : (result.error().code + u": "_s + result.error().message + u" ["_s + result.error().field + u']')
                        .toUtf8();
}

#define DONE(result) QVERIFY2((result).has_value(), why(result).constData())

QString code(const Result<ActionOutcome> &result)
{
    return result ? u"done"_s : result.error().code;
}

std::optional<ClockNote> clockOf(const ActionOutcome &outcome, const QString &clock)
{
    const auto found = std::ranges::find(outcome.clocks, clock, &ClockNote::code);
    return found == outcome.clocks.end() ? std::nullopt : std::optional(*found);
}

// The last day of a day clock: it ends at 24:00.
QDate lastDay(Instant due)
{
    return Instant{due.ms - 1}.localDate();
}

QJsonObject with(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

} // namespace

// The scenario's cases up to "signed", the guards of the triage table, and what must be refused.
class TestMatters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void c03_neighbours_toSigned();
    void c04_recusal_movesToAnotherMediator();
    void c05_emergency_sealsAndForbidsMediation();
    void c06_orange_onlyDirectorConfirms();
    void c07_traffic_toCourtLink();
    void c08_administrativeAct_isGuided();
    void register_knownDocument_isTheSamePerson();
    void register_badParty_writesNothing();
    void number_afterRefusal_hasNoGap();
    void reporter_isNoParty();
    void assess_personChanges_scoreStays_data();
    void assess_personChanges_scoreStays();
    void assess_again_keepsOldVersions();
    void confirm_overrideWithoutReason_isRefused();
    void triage_override_needsReasonAndRole();
    void assign_wrongRoom_needsReason();
    void assign_nobody_isRefused();
    void assign_unknownMediator_isRefused();
    void sign_withConflict_isRefused();
    void sign_byStranger_isRefused();
    void merge_intoItself_isRefused();
    void merge_stopsClocks();
    void clocks_metInTime_andLate();
    void recuse_afterSigning_givesNoMoreTime();
    void extend_movesDue_beforeExpiryOnly();
    void dv_isSealedForTheWindow();
    void addRoomAndMediator_areUsable();
    void offers_ofRecord_areThoseOfTheTable();

private:
    // Registers, analyses, assesses and confirms; the level is what the score suggests.
    Result<ActionOutcome> assessed(const QJsonObject &registered, const QJsonObject &analysis,
                                   const QJsonObject &factors);
    Result<ActionOutcome> confirm(const QString &login, QUuid matter, const QString &level,
                                  const QJsonObject &more = {});
    Result<ActionOutcome> assign(const QString &login, QUuid matter, const QString &roomKind, const QString &mediator,
                                 const QJsonObject &more = {});
    QJsonObject of(QUuid matter, const QJsonObject &more = {});
    QUuid assigned(const QString &mediator); // a yellow neighbours' matter in M40

    std::unique_ptr<TestCounty> m_county;
    QJsonObject m_card; // of the last assessment
};

void TestMatters::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

QJsonObject TestMatters::of(QUuid matter, const QJsonObject &more)
{
    return with({{u"matter"_s, idText(matter)}}, more);
}

Result<ActionOutcome> TestMatters::assessed(const QJsonObject &registered, const QJsonObject &analysis,
                                            const QJsonObject &factors)
{
    auto outcome = m_county->registerMatter(registered);
    if (!outcome)
        return outcome;
    const QUuid id = outcome->id;
    outcome = m_county->act(u"ji"_s, u"analyse"_s, of(id, analysis));
    if (!outcome)
        return outcome;
    outcome = m_county->act(u"ji"_s, u"assess"_s, of(id, factors));
    if (outcome)
        m_card = outcome->extra;
    return outcome;
}

Result<ActionOutcome> TestMatters::confirm(const QString &login, QUuid matter, const QString &level,
                                           const QJsonObject &more)
{
    return m_county->act(login, u"confirm_level"_s, of(matter, with({{u"level"_s, level}}, more)));
}

Result<ActionOutcome> TestMatters::assign(const QString &login, QUuid matter, const QString &roomKind,
                                          const QString &mediator, const QJsonObject &more)
{
    return m_county->act(
        login, u"assign"_s,
        of(matter,
           with({{u"room"_s, m_county->room(roomKind)}, {u"mediator"_s, mediator}, {u"handler_due"_s, u"2026-12-31"_s}},
                more)));
}

QUuid TestMatters::assigned(const QString &mediator)
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"2000"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-08-05"_s}},
                                 {{u"conduct"_s, u"quarrel"_s},
                                  {u"conduct_evidence"_s, u"邻居证言"_s},
                                  {u"unavoidable_contact"_s, true},
                                  {u"unavoidable_contact_evidence"_s, u"隔墙而居"_s}});
    if (!matter || !confirm(u"yi"_s, matter->id, u"yellow"_s) || !m_county->act(u"yi"_s, u"triage"_s, of(matter->id)) ||
        !assign(u"yi"_s, matter->id, u"room_signature"_s, mediator))
        return {};
    return matter->id;
}

void TestMatters::c03_neighbours_toSigned()
{
    m_county->at(u"2026-09-14 10:30"_s);
    const auto registered = m_county->registerMatter();
    DONE(registered);
    QVERIFY2(registered->number.startsWith(u"清综矛〔2026〕"_s) && registered->number.endsWith(u'号'),
             qPrintable(registered->number));
    QCOMPARE(registered->state, u"M10"_s);
    const auto triageClock = clockOf(*registered, u"SLA_TRIAGE"_s);
    QVERIFY(triageClock);
    QCOMPARE(lastDay(triageClock->due), QDate(2026, 9, 15));
    const QUuid id = registered->id;
    DONE(m_county->act(u"ji"_s, u"analyse"_s,
                       of(id, {{u"dispute_type"_s, u"02"_s},
                               {u"amount"_s, u"2000"_s},
                               {u"persons_affected"_s, 2},
                               {u"first_known"_s, u"2026-08-05"_s}})));
    const auto scored = m_county->act(u"ji"_s, u"assess"_s,
                                      of(id, {{u"conduct"_s, u"quarrel"_s},
                                              {u"conduct_evidence"_s, u"邻居证言"_s},
                                              {u"unavoidable_contact"_s, true},
                                              {u"unavoidable_contact_evidence"_s, u"隔墙而居"_s}}));
    DONE(scored);
    QCOMPARE(scored->extra.value("score"_L1).toInt(), 16);
    QCOMPARE(scored->extra.value("suggested_level"_L1).toString(), u"yellow"_s);
    QVERIFY(scored->extra.value("unknown"_L1).toArray().contains(u"P1"_s));
    DONE(confirm(u"yi"_s, id, u"yellow"_s));
    QCOMPARE(m_county->matter(id)->date("review_due"_L1), QDate(2026, 9, 29));
    const auto triaged = m_county->act(u"yi"_s, u"triage"_s, of(id));
    DONE(triaged);
    QCOMPARE(triaged->extra.value("row"_L1).toInt(), 7);
    QCOMPARE(triaged->extra.value("room_kind"_L1).toString(), u"room_signature"_s);
    QVERIFY(!triaged->extra.value("reason"_L1).toString().isEmpty());
    QCOMPARE(triaged->state, u"M31"_s); // triage moves no state
    const auto given = assign(u"yi"_s, id, u"room_signature"_s, u"ding"_s);
    DONE(given);
    QCOMPARE(given->state, u"M40"_s);
    QCOMPARE(lastDay(clockOf(*given, u"SLA_SIGN"_s)->due), QDate(2026, 9, 16));
    const auto accepted = m_county->act(u"ding"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}}));
    DONE(accepted);
    QCOMPARE(accepted->state, u"M50"_s);
    QCOMPARE(lastDay(clockOf(*accepted, u"SLA_HANDLE_GENERAL"_s)->due), QDate(2026, 9, 21));
    const auto matter = m_county->matter(id);
    QCOMPARE(matter->uuid("mediator"_L1), m_county->actor(u"ding"_s).id.value);
    QCOMPARE(matter->instant("signed_at"_L1), m_county->clock->now());
    QCOMPARE(matter->integer("score"_L1), 16);
}

void TestMatters::c04_recusal_movesToAnotherMediator()
{
    m_county->at(u"2026-09-15 09:10"_s);
    const auto matter =
        assessed({{u"parties"_s, QJsonArray{party(u"钱七"_s, u"applicant"_s), party(u"钱大"_s, u"respondent"_s),
                                            party(u"钱二"_s, u"respondent"_s), party(u"钱三"_s, u"respondent"_s)}},
                  {u"failed_mediations"_s, 1}},
                 {{u"dispute_type"_s, u"01"_s},
                  {u"amount"_s, u"0"_s},
                  {u"persons_affected"_s, 4},
                  {u"first_known"_s, u"2026-01-15"_s}},
                 {{u"conduct"_s, u"quarrel"_s},
                  {u"conduct_evidence"_s, u"村干部证言"_s},
                  {u"livelihood"_s, true},
                  {u"livelihood_evidence"_s, u"无其他收入"_s},
                  {u"dependant"_s, true},
                  {u"dependant_evidence"_s, u"老人自述需照料"_s},
                  {u"failed_mediations"_s, 1},
                  {u"failed_mediations_evidence"_s, u"村调委会记录"_s}});
    DONE(matter);
    QCOMPARE(m_card.value("score"_L1).toInt(), 30);
    QCOMPARE(m_card.value("suggested_level"_L1).toString(), u"yellow"_s);
    const QUuid id = matter->id;
    DONE(confirm(u"yi"_s, id, u"yellow"_s));
    DONE(m_county->act(u"yi"_s, u"triage"_s, of(id)));
    DONE(assign(u"yi"_s, id, u"room_signature"_s, u"ding"_s));
    const auto recused = m_county->act(
        u"ding"_s, u"recuse"_s,
        of(id, {{u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)},
                {u"relation"_s, u"当事人的堂兄"_s}}));
    DONE(recused);
    QCOMPARE(recused->state, u"M41"_s);
    QVERIFY(m_county->matter(id)->isNull("mediator"_L1));
    // R7: who recused does not get it again.
    QCOMPARE(code(assign(u"yi"_s, id, u"room_signature"_s, u"ding"_s)), u"matter.mediator_recused"_s);
    DONE(assign(u"yi"_s, id, u"room_signature"_s, u"wu"_s));
    DONE(m_county->act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    QCOMPARE(m_county->matter(id)->uuid("mediator"_L1), m_county->actor(u"wu"_s).id.value);
    // B12 by the one who recused: not his matter any more.
    const QJsonObject start{
        {u"all_consent"_s, true},
        {u"rights_notice_read"_s, true},
        {u"mediator_agreed"_s, true},
        {u"session_mode"_s, m_county->desk->rules()->codes(u"session_mode"_s).first()->text("code"_L1)},
        {u"application_form"_s, m_county->desk->rules()->codes(u"application_form"_s).first()->text("code"_L1)},
        {u"applied_on"_s, u"2026-09-15"_s}};
    QCOMPARE(code(m_county->act(u"ding"_s, u"start_mediation"_s, of(id, start))), u"access.scope"_s);
    QCOMPARE(code(m_county->act(u"wu"_s, u"start_mediation"_s, of(id, with(start, {{u"all_consent"_s, false}})))),
             u"matter.mediation_consent"_s); // R1
    const auto started = m_county->act(u"wu"_s, u"start_mediation"_s, of(id, start));
    DONE(started);
    QCOMPARE(lastDay(clockOf(*started, u"MED_1M"_s)->due), QDate(2026, 10, 15));
}

void TestMatters::c05_emergency_sealsAndForbidsMediation()
{
    m_county->at(u"2026-09-15 14:00"_s);
    const auto registered = m_county->registerMatter(
        {{u"title"_s, u"家庭纠纷"_s}, {u"parties"_s, QJsonArray{party(u"孙八"_s, u"applicant"_s)}}});
    DONE(registered);
    const QUuid id = registered->id;
    m_county->at(u"2026-09-15 15:00"_s);
    const auto raised = m_county->act(u"bing"_s, u"emergency"_s,
                                      of(id, {{u"danger_facts"_s, u"来访人称在家中被打，不敢回家。"_s},
                                              {u"called_110"_s, true},
                                              {u"called_120"_s, false},
                                              {u"called_by"_s, u"丙窗口"_s},
                                              {u"wish"_s, u"希望申请保护令"_s},
                                              {u"dv"_s, true},
                                              {u"dv_present"_s, true},
                                              {u"court_accepted_at"_s, u"2026-09-15T15:00:00+08:00"_s}}));
    DONE(raised);
    QCOMPARE(raised->state, u"M57"_s);
    const auto order = clockOf(*raised, u"DV_72H"_s);
    QVERIFY(order);
    QCOMPARE(order->due.toIso(), u"2026-09-18T15:00:00+08:00"_s); // hours run through and do not roll
    const auto matter = m_county->matter(id);
    QVERIFY(matter->flag("danger"_L1));
    QVERIFY(matter->flag("restricted"_L1));
    const QJsonObject start{
        {u"all_consent"_s, true},
        {u"rights_notice_read"_s, true},
        {u"mediator_agreed"_s, true},
        {u"session_mode"_s, m_county->desk->rules()->codes(u"session_mode"_s).first()->text("code"_L1)},
        {u"application_form"_s, m_county->desk->rules()->codes(u"application_form"_s).first()->text("code"_L1)},
        {u"applied_on"_s, u"2026-09-15"_s}};
    QVERIFY(!m_county->act(u"ding"_s, u"start_mediation"_s, of(id, start)));
    QCOMPARE(m_county->matter(id)->text("state"_L1), u"M57"_s);
    // Sealed: who registered it may not open it any more, the director and the deputy in charge may.
    QVERIFY(!m_county->read(u"bing"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *matter); }));
    QVERIFY(!m_county->read(u"ding"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *matter); }));
    QVERIFY(m_county->read(u"jia"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *matter); }));
    QVERIFY(m_county->read(u"yi"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *matter); }));
    QVERIFY(m_county->read(u"xin"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *matter); }));
    DONE(m_county->act(u"jia"_s, u"hand_back"_s,
                       of(id, {{u"outcome_known"_s, u"保护令已作出"_s}, {u"safe_to_proceed"_s, true}})));
    QVERIFY(!m_county->matter(id)->flag("danger"_L1));
}

void TestMatters::c06_orange_onlyDirectorConfirms()
{
    m_county->at(u"2026-09-15 15:20"_s);
    const auto matter =
        assessed({{u"title"_s, u"欠薪纠纷"_s},
                  {u"parties"_s,
                   QJsonArray{party(u"周九"_s, u"applicant"_s),
                              QJsonObject{{u"organisation_name"_s, u"虚构建筑公司"_s}, {u"side"_s, u"respondent"_s}}}}},
                 {{u"dispute_type"_s, u"10"_s},
                  {u"amount"_s, u"186000"_s},
                  {u"persons_affected"_s, 12},
                  {u"first_known"_s, u"2026-07-07"_s}},
                 {{u"conduct"_s, u"quarrel"_s},
                  {u"conduct_evidence"_s, u"工地争吵"_s},
                  {u"collective_threat"_s, true},
                  {u"collective_threat_evidence"_s, u"扬言堵门"_s},
                  {u"livelihood"_s, true},
                  {u"livelihood_evidence"_s, u"工资为唯一收入"_s}});
    DONE(matter);
    QCOMPARE(m_card.value("score"_L1).toInt(), 42);
    QCOMPARE(m_card.value("suggested_level"_L1).toString(), u"orange"_s);
    const QUuid id = matter->id;
    QCOMPARE(code(confirm(u"yi"_s, id, u"orange"_s)), u"matter.level_high_director"_s);
    QCOMPARE(m_county->matter(id)->text("state"_L1), u"M30"_s);
    QVERIFY(m_county->matter(id)->isNull("level"_L1));
    DONE(confirm(u"jia"_s, id, u"orange"_s));
    const auto triaged = m_county->act(u"yi"_s, u"triage"_s, of(id));
    DONE(triaged);
    QCOMPARE(triaged->extra.value("row"_L1).toInt(), 5);
    QCOMPARE(triaged->extra.value("room_kind"_L1).toString(), u"room_complex"_s);
    DONE(assign(
        u"yi"_s, id, u"room_complex"_s, u"wu"_s,
        {{u"co_units"_s, QJsonArray{QJsonObject{{u"unit"_s, u"人社局"_s}}, QJsonObject{{u"unit"_s, u"住建局"_s}}}}}));
    DONE(m_county->act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    // A helping unit reads the matter, another does not.
    const auto row = m_county->matter(id);
    QVERIFY(m_county->read(u"zi"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *row); }));
    QVERIFY(!m_county->read(u"mao"_s, [&](ReadContext &context) { return context.maySee(matterKind(), *row); }));
    m_county->at(u"2026-09-15 16:00"_s);
    const auto started = m_county->act(
        u"wu"_s, u"start_mediation"_s,
        of(id, {{u"all_consent"_s, true},
                {u"rights_notice_read"_s, true},
                {u"mediator_agreed"_s, true},
                {u"session_mode"_s, m_county->desk->rules()->codes(u"session_mode"_s).first()->text("code"_L1)},
                {u"application_form"_s, m_county->desk->rules()->codes(u"application_form"_s).first()->text("code"_L1)},
                {u"applied_on"_s, u"2026-09-15"_s}}));
    DONE(started);
    QCOMPARE(lastDay(clockOf(*started, u"LAB_15"_s)->due), QDate(2026, 9, 30));
}

void TestMatters::c07_traffic_toCourtLink()
{
    m_county->at(u"2026-09-16 09:00"_s);
    auto matter = assessed(
        {{u"title"_s, u"道路交通事故"_s}, {u"dispute_type"_s, u"13"_s}, {u"report_received_on"_s, u"2026-09-10"_s}},
        {{u"dispute_type"_s, u"13"_s},
         {u"amount"_s, u"32000"_s},
         {u"persons_affected"_s, 2},
         {u"first_known"_s, u"2026-08-27"_s}},
        {{u"conduct"_s, u"quarrel"_s}, {u"conduct_evidence"_s, u"现场争吵"_s}});
    DONE(matter);
    QCOMPARE(m_card.value("score"_L1).toInt(), 15);
    QCOMPARE(m_card.value("suggested_level"_L1).toString(), u"yellow"_s);
    const QUuid id = matter->id;
    DONE(confirm(u"yi"_s, id, u"yellow"_s));
    const auto triaged = m_county->act(u"yi"_s, u"triage"_s, of(id));
    DONE(triaged);
    QCOMPARE(triaged->extra.value("row"_L1).toInt(), 6);
    QCOMPARE(triaged->extra.value("room_kind"_L1).toString(), u"room_court_link"_s);
    DONE(assign(u"yi"_s, id, u"room_court_link"_s, u"wu"_s));
    DONE(m_county->act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    QCOMPARE(m_county->matter(id)->text("state"_L1), u"M50"_s);
    // The make-up working Sunday: the tenth day does not roll.
    const auto clocks = m_county->desk->store()
                            .read([id](Reader &reader) -> Result<QList<Row>> {
                                return reader.select(clockEntity(), u"subject = ? AND code = 'TRAF_APPLY_10'"_s, {id});
                            })
                            .result()
                            .value();
    QCOMPARE(clocks.size(), 1);
    QCOMPARE(lastDay(clocks.first().instant("due"_L1)), QDate(2026, 9, 20));
    QVERIFY(!clocks.first().flag("provisional"_L1));
    QVERIFY(!clocks.first().text("calendar_version"_L1).isEmpty()); // R13
    QVERIFY(!clocks.first().text("source"_L1).isEmpty());
}

void TestMatters::c08_administrativeAct_isGuided()
{
    m_county->at(u"2026-09-16 10:00"_s);
    const auto matter = m_county->registerMatter(
        {{u"title"_s, u"征收决定争议"_s}, {u"dispute_type"_s, u"08"_s}, {u"admin_act"_s, true}});
    DONE(matter);
    const auto triaged = m_county->act(u"yi"_s, u"triage"_s, of(matter->id));
    DONE(triaged);
    QCOMPARE(triaged->extra.value("row"_L1).toInt(), 2);
    QCOMPARE(triaged->extra.value("route"_L1).toString(), u"guide"_s);
    const auto refused = m_county->act(
        u"yi"_s, u"not_accept"_s,
        of(matter->id,
           {{u"reason"_s, u"administrative"_s}, {u"route_told"_s, u"复议或诉讼"_s}, {u"knew_on"_s, u"2026-09-01"_s}}));
    DONE(refused);
    QCOMPARE(refused->state, u"M12"_s);
    const auto reconsideration = clockOf(*refused, u"AR_60"_s);
    QVERIFY(reconsideration);
    QCOMPARE(lastDay(reconsideration->rawDue), QDate(2026, 10, 31));
    QCOMPARE(lastDay(reconsideration->due), QDate(2026, 11, 2));
}

void TestMatters::register_knownDocument_isTheSamePerson()
{
    const QJsonObject document{{u"type"_s, u"citizen_id"_s}, {u"number"_s, u"999999198501010026"_s}};
    const auto first = m_county->registerMatter(
        {{u"parties"_s,
          QJsonArray{party(u"李四"_s, u"applicant"_s, {{u"document"_s, document}, {u"phone"_s, u"13800005678"_s}})}}});
    DONE(first);
    const auto second = m_county->registerMatter(
        {{u"parties"_s,
          QJsonArray{party(
              u"李四"_s, u"respondent"_s,
              {{u"document"_s, document}, {u"phone"_s, u"13900001234"_s}, {u"address"_s, u"山门镇示例村1组"_s}})}}});
    DONE(second);
    QVERIFY(second->warnings.isEmpty());
    const auto people = m_county->desk->store()
                            .read([](Reader &reader) -> Result<QList<Row>> {
                                return reader.select(personEntity(), u"document_number = '999999198501010026'"_s);
                            })
                            .result()
                            .value();
    QCOMPARE(people.size(), 1);
    QCOMPARE(people.first().text("phone"_L1), u"13900001234"_s);
    QCOMPARE(people.first().text("address"_L1), u"山门镇示例村1组"_s);
    QCOMPARE(people.first().date("birth"_L1), QDate(1985, 1, 1));
    const auto other = m_county->registerMatter(
        {{u"parties"_s, QJsonArray{party(u"李思"_s, u"respondent"_s, {{u"document"_s, document}})}}});
    DONE(other);
    QCOMPARE(other->warnings.size(), 1); // another name on the same document
    QVERIFY(!other->warnings.first().contains(u"李四"_s));
}

void TestMatters::register_badParty_writesNothing()
{
    const auto count = [&] {
        return m_county->desk->store()
            .read([](Reader &reader) -> Result<qint64> {
                return reader.count(personEntity(), u"1"_s) + reader.count(matterEntity(), u"1"_s) +
                       reader.count(partyEntity(), u"1"_s);
            })
            .result()
            .value();
    };
    const qint64 before = count();
    const auto refused = m_county->registerMatter(
        {{u"parties"_s, QJsonArray{party(u"吴甲"_s, u"applicant"_s), QJsonObject{{u"side"_s, u"respondent"_s}}}}});
    QVERIFY(!refused);
    const auto wrongDigit = m_county->registerMatter(
        {{u"parties"_s, QJsonArray{party(u"吴乙"_s, u"applicant"_s,
                                         {{u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                      {u"number"_s, u"999999198501010027"_s}}}})}}});
    QVERIFY(!wrongDigit);
    QVERIFY2(wrongDigit.error().code.endsWith(u"check_digit"_s), qPrintable(wrongDigit.error().code));
    QCOMPARE(count(), before);
}

void TestMatters::number_afterRefusal_hasNoGap()
{
    const auto first = m_county->registerMatter();
    DONE(first);
    QVERIFY(!m_county->registerMatter({{u"channel"_s, u"NOWHERE"_s}}));
    QVERIFY(!m_county->registerMatter({{u"petition_in_time"_s, true}})); // R9
    const auto second = m_county->registerMatter();
    DONE(second);
    const auto serial = [](const QString &number) { return number.mid(9, 4).toInt(); };
    QCOMPARE(serial(second->number), serial(first->number) + 1);
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    for (const VerifyFault &fault : *faults)
        qWarning("%s %s: %s", qPrintable(fault.check), qPrintable(fault.record), qPrintable(fault.message));
    QVERIFY(faults->isEmpty());
}

void TestMatters::reporter_isNoParty()
{
    const auto matter = m_county->registerMatter({{u"reporter"_s, QJsonObject{{u"name"_s, u"郑报告"_s}}}});
    DONE(matter);
    const auto row = m_county->matter(matter->id);
    QVERIFY(!row->isNull("reporter"_L1));
    const auto parties = m_county->desk->store()
                             .read([&](Reader &reader) -> Result<qint64> {
                                 return reader.count(partyEntity(), u"matter = ? AND person = ?"_s,
                                                     {row->id(), row->uuid("reporter"_L1)});
                             })
                             .result()
                             .value();
    QCOMPARE(parties, 0);
}

void TestMatters::assess_personChanges_scoreStays_data()
{
    QTest::addColumn<QJsonObject>("person");
    QTest::newRow("name") << QJsonObject{{u"name"_s, u"马改名"_s}};
    QTest::newRow("sex") << QJsonObject{{u"sex"_s, u"2"_s}};
    QTest::newRow("number, thus birth and age") << QJsonObject{
        {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s}, {u"number"_s, u"999999196001010047"_s}}}};
    QTest::newRow("another kind of document")
        << QJsonObject{{u"document"_s, QJsonObject{{u"type"_s, u"passport"_s}, {u"number"_s, u"E12345678"_s}}}};
    QTest::newRow("address") << QJsonObject{{u"address"_s, u"外省某地"_s}};
    QTest::newRow("phone") << QJsonObject{{u"phone"_s, u"13700001111"_s}};
}

// R2: the score is of the matter. Whoever the parties are, it is the same.
void TestMatters::assess_personChanges_scoreStays()
{
    QFETCH(const QJsonObject, person);
    const QJsonObject plain = party(u"马普通"_s, u"applicant"_s);
    QJsonObject changed = plain;
    changed.insert(u"person"_s, with(plain.value(u"person"_s).toObject(), person));
    const QJsonObject analysis{{u"dispute_type"_s, u"06"_s},
                               {u"amount"_s, u"30000"_s},
                               {u"persons_affected"_s, 6},
                               {u"first_known"_s, u"2026-03-01"_s}};
    const QJsonObject factors{{u"conduct"_s, u"threat"_s},
                              {u"conduct_evidence"_s, u"录音"_s},
                              {u"livelihood"_s, true},
                              {u"livelihood_evidence"_s, u"自述"_s}};
    DONE(assessed({{u"parties"_s, QJsonArray{plain}}}, analysis, factors));
    const QJsonObject before = m_card;
    const auto matter = assessed({{u"parties"_s, QJsonArray{changed}}}, analysis, factors);
    DONE(matter);
    QCOMPARE(m_card, before);
    const auto row = m_county->matter(matter->id);
    QCOMPARE(row->integer("score"_L1), before.value("score"_L1).toInteger());
    QCOMPARE(row->text("suggested_level"_L1), before.value("suggested_level"_L1).toString());
}

void TestMatters::assess_again_keepsOldVersions()
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"0"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-09-10"_s}},
                                 {});
    DONE(matter);
    DONE(confirm(u"yi"_s, matter->id, u"none"_s));
    DONE(m_county->act(u"yi"_s, u"emergency"_s,
                       of(matter->id, {{u"danger_facts"_s, u"一方持刀到场"_s},
                                       {u"called_110"_s, true},
                                       {u"called_120"_s, false},
                                       {u"called_by"_s, u"乙副主任"_s},
                                       {u"wish"_s, u"不愿见面"_s},
                                       {u"weapon"_s, true}})));
    DONE(m_county->act(u"jia"_s, u"hand_back"_s,
                       of(matter->id, {{u"outcome_known"_s, u"公安已处理"_s}, {u"safe_to_proceed"_s, true}})));
    const auto again = m_county->act(u"ji"_s, u"assess"_s, of(matter->id));
    DONE(again);
    QCOMPARE(again->extra.value("suggested_level"_L1).toString(), u"red"_s); // hard trigger: a weapon
    const auto cards = m_county->desk->store()
                           .read([&](Reader &reader) -> Result<qint64> {
                               return reader.count(assessmentEntity(), u"matter = ?"_s, {matter->id});
                           })
                           .result()
                           .value();
    QCOMPARE(cards, 2);
}

void TestMatters::confirm_overrideWithoutReason_isRefused()
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"0"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-08-01"_s}},
                                 {});
    DONE(matter);
    QVERIFY(!confirm(u"yi"_s, matter->id, u"yellow"_s));
    QVERIFY(!confirm(u"ren"_s, matter->id, u"none"_s)); // a grid worker confirms nothing
    DONE(confirm(u"yi"_s, matter->id, u"yellow"_s, {{u"reason"_s, u"双方近日又起争执"_s}}));
    QCOMPARE(m_county->matter(matter->id)->text("level"_L1), u"yellow"_s);
}

void TestMatters::triage_override_needsReasonAndRole()
{
    const auto matter = m_county->registerMatter({{u"dispute_type"_s, u"02"_s}});
    DONE(matter);
    const QJsonObject other = of(matter->id, {{u"room_kind"_s, u"room_complex"_s}});
    QCOMPARE(code(m_county->act(u"yi"_s, u"triage"_s, other)), u"matter.reason_missing"_s);
    QCOMPARE(code(m_county->act(u"bing"_s, u"triage"_s, with(other, {{u"reason"_s, u"人多"_s}}))),
             u"matter.triage_override_who"_s);
    DONE(m_county->act(u"bing"_s, u"triage"_s, of(matter->id))); // the window may have it computed
    QVERIFY(!m_county->matter(matter->id)->flag("triage_overridden"_L1));
    const auto overridden =
        m_county->act(u"yi"_s, u"triage"_s, with(other, {{u"reason"_s, u"双方各有多名亲属到场"_s}}));
    DONE(overridden);
    QVERIFY(overridden->extra.value("overridden"_L1).toBool());
    const auto row = m_county->matter(matter->id);
    QVERIFY(row->flag("triage_overridden"_L1));
    QCOMPARE(row->text("room_kind"_L1), u"room_complex"_s);
    QVERIFY(row->text("triage_reason"_L1).startsWith(u"双方各有多名亲属到场"_s));
    QCOMPARE(row->integer("triage_row"_L1), 7);
}

void TestMatters::assign_wrongRoom_needsReason()
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"0"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-09-10"_s}},
                                 {});
    DONE(matter);
    DONE(confirm(u"yi"_s, matter->id, u"none"_s));
    DONE(m_county->act(u"yi"_s, u"triage"_s, of(matter->id)));
    QCOMPARE(code(assign(u"yi"_s, matter->id, u"room_court_link"_s, u"ding"_s)), u"matter.room_kind"_s);
    DONE(assign(u"yi"_s, matter->id, u"room_court_link"_s, u"ding"_s, {{u"reason"_s, u"特色调解室正在维修"_s}}));
}

void TestMatters::assign_nobody_isRefused()
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"0"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-09-10"_s}},
                                 {});
    DONE(matter);
    DONE(confirm(u"yi"_s, matter->id, u"none"_s));
    QCOMPARE(code(m_county->act(u"yi"_s, u"assign"_s, of(matter->id, {{u"handler_due"_s, u"2026-12-31"_s}}))),
             u"matter.assign_someone"_s);
}

void TestMatters::assign_unknownMediator_isRefused()
{
    const auto matter = assessed({},
                                 {{u"dispute_type"_s, u"02"_s},
                                  {u"amount"_s, u"0"_s},
                                  {u"persons_affected"_s, 2},
                                  {u"first_known"_s, u"2026-09-10"_s}},
                                 {});
    DONE(matter);
    DONE(confirm(u"yi"_s, matter->id, u"none"_s));
    QCOMPARE(code(assign(u"yi"_s, matter->id, u"room_signature"_s, u"bing"_s)), u"matter.mediator_unknown"_s);
    QVERIFY(m_county->matter(matter->id)->isNull("assigned_at"_L1));
}

void TestMatters::sign_withConflict_isRefused()
{
    const QUuid id = assigned(u"ding"_s);
    QVERIFY(!id.isNull());
    QCOMPARE(code(m_county->act(u"ding"_s, u"sign"_s, of(id, {{u"no_conflict"_s, false}}))), u"matter.sign_conflict"_s);
}

void TestMatters::sign_byStranger_isRefused()
{
    const QUuid id = assigned(u"ding"_s);
    QVERIFY(!id.isNull());
    QCOMPARE(code(m_county->act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}}))), u"access.scope"_s);
    QCOMPARE(code(m_county->act(u"chen"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}}))), u"access.role"_s);
}

void TestMatters::merge_intoItself_isRefused()
{
    const auto matter = m_county->registerMatter();
    DONE(matter);
    const QJsonObject same{{u"same_parties"_s, true}, {u"same_facts"_s, true}};
    QCOMPARE(code(m_county->act(u"ji"_s, u"merge"_s, of(matter->id, with(same, {{u"target"_s, idText(matter->id)}})))),
             u"matter.merge_self"_s);
}

void TestMatters::merge_stopsClocks()
{
    const auto target = m_county->registerMatter();
    const auto matter = m_county->registerMatter();
    DONE(target);
    DONE(matter);
    const QJsonObject data{{u"same_parties"_s, true}, {u"same_facts"_s, true}, {u"target"_s, target->number}};
    DONE(m_county->act(u"ji"_s, u"merge"_s, of(matter->id, data)));
    const auto running =
        m_county->desk->store()
            .read([&](Reader &reader) -> Result<qint64> {
                return reader.count(clockEntity(), u"subject = ? AND state = 'running'"_s, {matter->id});
            })
            .result()
            .value();
    QCOMPARE(running, 0);
    // Into a matter that is finished itself: refused.
    const auto third = m_county->registerMatter();
    DONE(third);
    QCOMPARE(code(m_county->act(u"ji"_s, u"merge"_s, of(third->id, with(data, {{u"target"_s, matter->number}})))),
             u"matter.merge_target"_s);
}

void TestMatters::clocks_metInTime_andLate()
{
    const auto stateOf = [&](QUuid matter, const QString &clock) {
        return m_county->desk->store()
            .read([&](Reader &reader) -> Result<QString> {
                const auto rows = reader.select(clockEntity(), u"subject = ? AND code = ?"_s, {matter, clock});
                return rows.isEmpty() ? QString() : rows.first().text("state"_L1);
            })
            .result()
            .value();
    };
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid inTime = assigned(u"ding"_s);
    const QUuid late = assigned(u"ding"_s);
    m_county->at(u"2026-09-18 17:00"_s); // two working days after Wednesday
    DONE(m_county->act(u"ding"_s, u"sign"_s, of(inTime, {{u"no_conflict"_s, true}})));
    QCOMPARE(stateOf(inTime, u"SLA_SIGN"_s), u"met"_s);
    QCOMPARE(stateOf(late, u"SLA_SIGN"_s), u"running"_s);
    m_county->at(u"2026-09-19 00:01"_s);
    DONE(m_county->act(u"ding"_s, u"sign"_s, of(late, {{u"no_conflict"_s, true}})));
    QCOMPARE(stateOf(late, u"SLA_SIGN"_s), u"late"_s);
}

void TestMatters::recuse_afterSigning_givesNoMoreTime()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = assigned(u"ding"_s);
    const auto first = m_county->act(u"ding"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}}));
    DONE(first);
    QVERIFY(clockOf(*first, u"SLA_HANDLE_GENERAL"_s));
    m_county->at(u"2026-09-18 09:00"_s);
    DONE(m_county->act(
        u"ding"_s, u"recuse"_s,
        of(id, {{u"relation"_s, u"堂兄"_s},
                {u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)}})));
    DONE(assign(u"yi"_s, id, u"room_signature"_s, u"wu"_s));
    const auto second = m_county->act(u"wu"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}}));
    DONE(second);
    QVERIFY(!clockOf(*second, u"SLA_HANDLE_GENERAL"_s)); // B11: the clock that runs goes on
    const auto running =
        m_county->desk->store()
            .read([id](Reader &reader) -> Result<QList<Row>> {
                return reader.select(clockEntity(), u"subject = ? AND code = 'SLA_HANDLE_GENERAL'"_s, {id});
            })
            .result()
            .value();
    QCOMPARE(running.size(), 1);
    QCOMPARE(lastDay(running.first().instant("due"_L1)), QDate(2026, 9, 23));
}

void TestMatters::extend_movesDue_beforeExpiryOnly()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const QUuid id = assigned(u"ding"_s);
    DONE(m_county->act(u"ding"_s, u"sign"_s, of(id, {{u"no_conflict"_s, true}})));
    DONE(m_county->act(
        u"ding"_s, u"start_mediation"_s,
        of(id, {{u"all_consent"_s, true},
                {u"rights_notice_read"_s, true},
                {u"mediator_agreed"_s, true},
                {u"session_mode"_s, m_county->desk->rules()->codes(u"session_mode"_s).first()->text("code"_L1)},
                {u"application_form"_s, m_county->desk->rules()->codes(u"application_form"_s).first()->text("code"_L1)},
                {u"applied_on"_s, u"2026-09-16"_s}})));
    const auto extended =
        m_county->act(u"ding"_s, u"extend"_s, of(id, {{u"all_consent"_s, true}, {u"until"_s, u"2026-10-30"_s}}));
    DONE(extended);
    QCOMPARE(lastDay(clockOf(*extended, u"MED_1M"_s)->due), QDate(2026, 10, 30));
    m_county->at(u"2026-11-02 09:00"_s);
    QCOMPARE(
        code(m_county->act(u"ding"_s, u"extend"_s, of(id, {{u"all_consent"_s, true}, {u"until"_s, u"2026-12-01"_s}}))),
        u"matter.extend_before_expiry"_s);
}

void TestMatters::dv_isSealedForTheWindow()
{
    m_county->at(u"2026-09-16 09:00"_s);
    const auto matter = m_county->registerMatter({{u"dv"_s, true}});
    DONE(matter);
    QVERIFY(m_county->matter(matter->id)->flag("restricted"_L1));
    QCOMPARE(code(m_county->act(u"bing"_s, u"triage"_s, of(matter->id))), u"access.restricted"_s);
    DONE(m_county->act(u"yi"_s, u"triage"_s, of(matter->id))); // the deputy, until it is assigned
}

void TestMatters::addRoomAndMediator_areUsable()
{
    const auto room = m_county->act(
        u"chen"_s, u"add_room"_s, {{u"name"_s, u"测试调解室"_s}, {u"kind"_s, u"room_signature"_s}, {u"capacity"_s, 1}});
    DONE(room);
    DONE(m_county->act(u"chen"_s, u"add_mediator"_s,
                       {{u"account"_s, u"yin"_s}, {u"skills"_s, QJsonArray{u"02"_s}}, {u"room"_s, idText(room->id)}}));
    QCOMPARE(code(m_county->act(u"ding"_s, u"add_room"_s, {{u"name"_s, u"x"_s}, {u"kind"_s, u"room_signature"_s}})),
             u"access.role"_s);
    const QUuid id = assigned(u"yin"_s);
    QVERIFY(!id.isNull());
}

void TestMatters::offers_ofRecord_areThoseOfTheTable()
{
    const auto matter = m_county->registerMatter();
    DONE(matter);
    int allowed = 0;
    const auto offers = m_county->desk->offers(u"matter"_s, *m_county->matter(matter->id));
    QVERIFY(!offers.isEmpty());
    for (const Desk::Offer &offer : offers) {
        QVERIFY2(offer.allowed || !offer.whyNot.isEmpty(), qPrintable(offer.action->text("action"_L1)));
        if (offer.allowed) {
            ++allowed;
            // Its own steps from where it stands, and what may be begun beside it.
            const bool begins = offer.action->text("machine"_L1) != "matter"_L1;
            QVERIFY(begins || offer.action->list("from"_L1).contains(u"M10"_s));
            QVERIFY(offer.action->list("who"_L1).contains(u"DIR"_s));
        }
    }
    QVERIFY(allowed > 0); // the director may always raise an emergency
}

QTEST_GUILESS_MAIN(TestMatters)
#include "tst_matters.moc"
