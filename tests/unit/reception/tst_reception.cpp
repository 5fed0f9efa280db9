#include <QJsonArray>
#include <QTest>

#include <reception/queries.h>
#include <reception/reception.h>
#include <test_county.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Visits by domain.md 2.2: batch and person-times, the queue and its calls, repeat visits, and the emergency path.
class TestReception : public QObject {
    Q_OBJECT

    std::unique_ptr<TestCounty> m_county;

private Q_SLOTS:
    void init();
    void visit_numberAndTicket_countWithinTheDay();
    void visit_defaults_areFilled();
    void personOnFile_isCalledByName();
    void groupVisit_withoutRepresentatives_isRefused();
    void adviceVisit_leavesNoPerson();
    void callNext_takesTheLongestWaiting_thatTheWindowServes();
    void callNext_withNobodyWaiting_saysSo();
    void voidedVisit_isNotCounted_butStays();
    void visitByClerk_cannotBeVoidedByClerk();
    void openMatter_takesClaimAndPeople();
    void linkExisting_isARepeatVisit_andNoNewMatter();
    void closeBeforeArrival_isRefused();
    void transferredVisit_needsFeedbackToClose();
    void emergency_makesVisitAndMatter_inOneAction();
    void emergency_thatFails_leavesNothing();
    void everyTransitionTheTableForbids_isRefused_data();
    void everyTransitionTheTableForbids_isRefused();
    void roster_showsWhoIsHereFirst();

private:
    QString registered(const QJsonObject &more = {});
    Queue queue(const QString &login = u"bing"_s);
};

void TestReception::init()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

QString TestReception::registered(const QJsonObject &more)
{
    QJsonObject data{{u"purpose"_s, u"purpose_dispute"_s}, {u"head_count"_s, 1}, {u"visitor_name"_s, u"王五"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    const auto outcome = m_county->act(u"bing"_s, u"register_visit"_s, data);
    return outcome ? idText(outcome->id) : u"refused: "_s + outcome.error().code;
}

Queue TestReception::queue(const QString &login)
{
    return m_county->read(
        login, [this](ReadContext &context) { return queueOf(context, m_county->clock->now().localDate()); });
}

void TestReception::visit_numberAndTicket_countWithinTheDay()
{
    for (const auto &[at, number, ticket] : {std::tuple{u"2026-09-14 09:05"_s, u"LF-620521-20260914-0001"_s, u"A001"_s},
                                             {u"2026-09-14 09:40"_s, u"LF-620521-20260914-0002"_s, u"A002"_s},
                                             {u"2026-09-15 09:10"_s, u"LF-620521-20260915-0001"_s, u"A001"_s}}) {
        m_county->at(at);
        const QString id = registered();
        const Queue today = queue();
        const auto row = std::ranges::find_if(today.rows, [&](const QueueRow &line) { return idText(line.id) == id; });
        QVERIFY(row != today.rows.end());
        QCOMPARE(row->number, number);
        QCOMPARE(row->ticket, ticket);
    }
}

void TestReception::visit_defaults_areFilled()
{
    m_county->at(u"2026-09-14 09:05"_s);
    const QUuid id = QUuid::fromString(registered());
    const auto view = m_county->read(u"bing"_s, [id](ReadContext &context) { return visitView(context, id); });
    QVERIFY(view);
    QCOMPARE(view->firstContact, u"丙窗口"_s);
    QCOMPARE(view->head.arrived, m_county->clock->now());
    QCOMPARE(view->noticeVersion, m_county->desk->rules()->setting("privacy_notice_version"_L1));
    QVERIFY(!view->nextStep.isEmpty());
}

void TestReception::personOnFile_isCalledByName()
{
    const auto matter = m_county->registerMatter();
    QVERIFY(matter);
    const QUuid person = m_county->read(u"bing"_s, [](ReadContext &context) {
        return context.tx.select(personEntity(), u"name = '王五' LIMIT 1"_s).first().id();
    });
    const auto visit = m_county->act(u"bing"_s, u"register_visit"_s,
                                     {{u"purpose"_s, u"purpose_dispute"_s},
                                      {u"head_count"_s, 1},
                                      {u"visitors"_s, QJsonArray{QJsonObject{{u"person"_s, idText(person)}}}}});
    QVERIFY2(visit, visit ? "" : qPrintable(visit.error().message));
    QCOMPARE(queue().rows.first().visitorName, u"王五"_s);
}

void TestReception::groupVisit_withoutRepresentatives_isRefused()
{
    QCOMPARE(registered({{u"head_count"_s, 5}}), u"refused: visit.representatives_missing"_s);
    const QJsonArray two{QJsonObject{{u"name"_s, u"周九"_s}}, QJsonObject{{u"name"_s, u"吴十"_s}}};
    QVERIFY(!registered({{u"head_count"_s, 12}, {u"representatives"_s, two}}).startsWith(u"refused"_s));
    QCOMPARE(queue().counts.batches, 1);
    QCOMPARE(queue().counts.persons, 12);
}

void TestReception::adviceVisit_leavesNoPerson()
{
    registered({{u"purpose"_s, u"purpose_legal_advice"_s}});
    const auto people =
        m_county->read(u"bing"_s, [](ReadContext &context) { return context.tx.count(personEntity(), u"1"_s); });
    QCOMPARE(people, 0);
}

void TestReception::callNext_takesTheLongestWaiting_thatTheWindowServes()
{
    m_county->at(u"2026-09-14 09:00"_s);
    const QString dispute = registered();
    m_county->at(u"2026-09-14 09:10"_s);
    const QString advice = registered({{u"purpose"_s, u"purpose_legal_advice"_s}});
    const auto legal = m_county->act(u"bing"_s, u"call_next"_s, {{u"window"_s, u"2号窗口"_s}});
    QVERIFY2(legal, legal ? "" : qPrintable(legal.error().message));
    QCOMPARE(idText(legal->id), advice);
    const auto any = m_county->act(u"bing"_s, u"call_next"_s, {{u"window"_s, u"1号窗口"_s}});
    QVERIFY(any);
    QCOMPARE(idText(any->id), dispute);
}

void TestReception::callNext_withNobodyWaiting_saysSo()
{
    const auto none = m_county->act(u"bing"_s, u"call_next"_s, {});
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"visit.nobody_waiting"_s);
}

void TestReception::voidedVisit_isNotCounted_butStays()
{
    const QString id = registered();
    QVERIFY(m_county->act(u"yi"_s, u"void"_s, {{u"visit"_s, id}, {u"reason"_s, u"重复登记"_s}}));
    QCOMPARE(queue().counts.batches, 0);
    QCOMPARE(queue().rows.size(), 1);
}

void TestReception::visitByClerk_cannotBeVoidedByClerk()
{
    const auto refused = m_county->act(u"bing"_s, u"void"_s, {{u"visit"_s, registered()}, {u"reason"_s, u"误"_s}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NotPermitted);
}

void TestReception::openMatter_takesClaimAndPeople()
{
    const QString id = registered({{u"claim"_s, u"排水冲坏院墙"_s}});
    QVERIFY(m_county->act(u"bing"_s, u"receive"_s, {{u"visit"_s, id}}));
    const QJsonArray parties{party(u"王五"_s, u"applicant"_s), party(u"赵六"_s, u"respondent"_s)};
    const auto opened =
        m_county->act(u"bing"_s, u"open_matter"_s,
                      {{u"visit"_s, id},
                       {u"visitor_role"_s, u"applicant"_s},
                       {u"title"_s, u"排水纠纷"_s},
                       {u"place"_s, u"620521105"_s},
                       {u"lawful_basis"_s, m_county->desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
                       {u"parties"_s, parties}});
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    const auto matter = m_county->matter(QUuid::fromString(opened->extra.value(u"matter"_s).toString()));
    QVERIFY(matter);
    QCOMPARE(matter->text("facts"_L1), u"排水冲坏院墙"_s);
    const auto view =
        m_county->read(u"bing"_s, [&](ReadContext &context) { return visitView(context, QUuid::fromString(id)); });
    QCOMPARE(view->head.state, u"V6"_s);
    QCOMPARE(view->persons.size(), 1); // the side that came, not the other one
    QCOMPARE(view->persons.first().name, u"王五"_s);
}

void TestReception::linkExisting_isARepeatVisit_andNoNewMatter()
{
    const auto matter = m_county->registerMatter();
    QVERIFY(matter);
    const QString id = registered();
    QVERIFY(m_county->act(u"bing"_s, u"receive"_s, {{u"visit"_s, id}}));
    const auto linked = m_county->act(u"bing"_s, u"link_existing"_s,
                                      {{u"visit"_s, id}, {u"matter"_s, matter->number}, {u"new_facts"_s, u"又漏水"_s}});
    QVERIFY2(linked, linked ? "" : qPrintable(linked.error().message));
    QVERIFY(queue().rows.first().repeatVisit);
    QCOMPARE(m_county->read(u"jia"_s, [](ReadContext &context) { return context.tx.count(matterEntity(), u"1"_s); }),
             1);
}

void TestReception::closeBeforeArrival_isRefused()
{
    m_county->at(u"2026-09-14 09:05"_s);
    const QString id = registered();
    QVERIFY(m_county->act(u"bing"_s, u"receive"_s, {{u"visit"_s, id}}));
    QVERIFY(m_county->act(u"bing"_s, u"answer_on_spot"_s,
                          {{u"visit"_s, id}, {u"question"_s, u"问"_s}, {u"answer"_s, u"答"_s}}));
    const auto refused =
        m_county->act(u"bing"_s, u"close_visit"_s,
                      {{u"visit"_s, id}, {u"outcome"_s, u"已答复"_s}, {u"ended_at"_s, u"2026-09-14T08:00:00+08:00"_s}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"visit.endedat_range"_s);
}

void TestReception::transferredVisit_needsFeedbackToClose()
{
    m_county->at(u"2026-09-14 09:40"_s);
    const QString id = registered({{u"purpose"_s, u"purpose_legal_aid"_s}, {u"head_count"_s, 2}});
    QVERIFY(m_county->act(u"bing"_s, u"receive"_s, {{u"visit"_s, id}}));
    const auto referred = m_county->act(u"bing"_s, u"refer"_s,
                                        {{u"visit"_s, id},
                                         {u"unit"_s, u"司法局"_s},
                                         {u"officer"_s, u"寅司法"_s},
                                         {u"data_passed"_s, u"申请材料"_s},
                                         {u"passed_basis"_s, u"consent"_s},
                                         {u"legal_aid"_s, true}});
    QVERIFY2(referred, referred ? "" : qPrintable(referred.error().message));
    QCOMPARE(referred->clocks.size(), 1);
    QCOMPARE(referred->clocks.first().code, u"LA_7"_s);
    const QJsonObject close{{u"visit"_s, id}, {u"outcome"_s, u"已受理"_s}};
    QVERIFY(!m_county->act(u"bing"_s, u"close_visit"_s, close));
    QJsonObject told = close;
    told.insert(u"unit_feedback"_s, u"已决定给予法律援助"_s);
    QVERIFY(m_county->act(u"bing"_s, u"close_visit"_s, told));
}

void TestReception::emergency_makesVisitAndMatter_inOneAction()
{
    const auto done = m_county->act(u"bing"_s, u"emergency_intake"_s,
                                    {{u"visitor_name"_s, u"孙八"_s},
                                     {u"danger_facts"_s, u"家中有暴力，害怕回家"_s},
                                     {u"called_110"_s, true},
                                     {u"called_120"_s, false},
                                     {u"called_by"_s, u"丙窗口"_s},
                                     {u"wish"_s, u"希望先有安全住处"_s},
                                     {u"dv"_s, true}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(done->state, m_county->desk->rules()->setting("emergency_state"_L1));
    QCOMPARE(queue().rows.size(), 1);
    QVERIFY(m_county->matter(done->id)->flag("restricted"_L1));
}

void TestReception::emergency_thatFails_leavesNothing()
{
    const auto refused = m_county->act(u"bing"_s, u"emergency_intake"_s, {{u"danger_facts"_s, u"有人持刀"_s}});
    QVERIFY(!refused);
    QCOMPARE(queue().rows.size(), 0);
    QVERIFY(m_county->desk->verify().value().isEmpty());
}

void TestReception::everyTransitionTheTableForbids_isRefused_data()
{
    QTest::addColumn<QString>("action");
    for (const auto *action : {"answer_on_spot", "guide", "refer", "open_matter", "link_existing", "close_visit"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

// From V1 only receive, withdraw, void and calls are possible.
void TestReception::everyTransitionTheTableForbids_isRefused()
{
    QFETCH(const QString, action);
    const QString id = registered();
    const auto visit = m_county->read(
        u"bing"_s, [&](ReadContext &context) { return context.tx.find(visitEntity(), QUuid::fromString(id)); });
    bool listed = false;
    for (const Desk::Offer &offer : m_county->desk->offers(u"visit"_s, *visit)) {
        if (offer.action->text("action"_L1) != action)
            continue;
        listed = true;
        QVERIFY(!offer.allowed);
        QVERIFY(!offer.whyNot.isEmpty());
    }
    QVERIFY(listed);
}

void TestReception::roster_showsWhoIsHereFirst()
{
    m_county->at(u"2026-09-14 09:00"_s);
    const auto roster =
        m_county->read(u"bing"_s, [](ReadContext &context) { return rosterOf(context, QDate(2026, 9, 14)); });
    QCOMPARE(roster.size(), 8);
    QVERIFY(roster.first().here);
    QVERIFY(std::ranges::is_sorted(roster, {}, [](const DutyRow &row) { return !row.here; }));
    // Two units share one window on this day: it is still one window.
    const auto windows =
        m_county->read(u"bing"_s, [](ReadContext &context) { return windowsOf(context, QDate(2026, 9, 14)); });
    QSet<QUuid> distinct;
    for (const WindowRow &window : windows)
        distinct << window.id;
    QCOMPARE(distinct.size(), windows.size());
}

QTEST_GUILESS_MAIN(TestReception)
#include "tst_reception.moc"
