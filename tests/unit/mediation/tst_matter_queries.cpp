#include <QJsonDocument>
#include <QTest>

#include <mediation/queries.h>

#include "test_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

class TestMatterQueries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void board_unassigned_standsInFirstColumn();
    void board_assigned_movesToItsRoom();
    void board_beyondLimit_countsAll();
    void board_ofTownship_showsItsOwnArea();
    void board_ofGridWorker_isEmpty();
    void myList_splitsByDueDate();
    void view_showsWordsMasksAndReason();
    void view_ofStranger_isNotFound();
    void view_reporter_isHiddenFromHandler();
    void search_byAnyKey_findsMasked_data();
    void search_byAnyKey_findsMasked();
    void search_byAdministrator_findsNobody();
    void duplicates_data();
    void duplicates();
    void freeRooms_fittingFirst_fullLeftOut();
    void mediators_skilledFirst_recusedNotOffered();
    void card_withWideRights_isMaskedForTheWindow();

private:
    QUuid scored(const QJsonObject &more, const QString &type);
    Result<ActionOutcome> assign(QUuid matter, const QString &kind, const QString &mediator);
    QList<BoardColumn> boardOf(const QString &login, int limit = 100);

    std::unique_ptr<TestCounty> m_county;
    QUuid m_waiting;  // registered only
    QUuid m_assigned; // in a signature room, with ding
};

void TestMatterQueries::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    const auto waiting = m_county->registerMatter(
        {{u"reporter"_s, QJsonObject{{u"name"_s, u"郑报告"_s}}},
         {u"parties"_s, QJsonArray{party(u"单小明"_s, u"applicant"_s,
                                         {{u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                      {u"number"_s, u"999999199001010032"_s}}},
                                          {u"phone"_s, u"13812345678"_s},
                                          {u"address"_s, u"清水县山门镇示例村一组12号"_s}}),
                                   party(u"赵六"_s, u"respondent"_s)}}});
    QVERIFY(waiting);
    m_waiting = waiting->id;
    m_assigned = scored({{u"title"_s, u"相邻关系"_s}}, u"02"_s);
    QVERIFY(!m_assigned.isNull());
    const auto given = assign(m_assigned, u"room_signature"_s, u"ding"_s);
    QVERIFY2(given, given ? "" : qPrintable(given.error().message));
}

QUuid TestMatterQueries::scored(const QJsonObject &more, const QString &type)
{
    const auto matter = m_county->registerMatter(more);
    if (!matter)
        return {};
    const QString id = idText(matter->id);
    const auto analysed = m_county->act(u"ji"_s, u"analyse"_s,
                                        {{u"matter"_s, id},
                                         {u"dispute_type"_s, type},
                                         {u"amount"_s, u"2000"_s},
                                         {u"persons_affected"_s, 2},
                                         {u"first_known"_s, u"2026-08-05"_s}});
    const auto assessed = m_county->act(u"ji"_s, u"assess"_s,
                                        {{u"matter"_s, id},
                                         {u"conduct"_s, u"quarrel"_s},
                                         {u"conduct_evidence"_s, u"邻居证言"_s},
                                         {u"unavoidable_contact"_s, true},
                                         {u"unavoidable_contact_evidence"_s, u"隔墙"_s}});
    const auto confirmed = m_county->act(u"yi"_s, u"confirm_level"_s, {{u"matter"_s, id}, {u"level"_s, u"yellow"_s}});
    const auto triaged = m_county->act(u"yi"_s, u"triage"_s, {{u"matter"_s, id}});
    return analysed && assessed && confirmed && triaged ? matter->id : QUuid();
}

Result<ActionOutcome> TestMatterQueries::assign(QUuid matter, const QString &kind, const QString &mediator)
{
    return m_county->act(u"yi"_s, u"assign"_s,
                         {{u"matter"_s, idText(matter)},
                          {u"room"_s, m_county->room(kind)},
                          {u"mediator"_s, mediator},
                          {u"handler_due"_s, u"2026-10-31"_s},
                          {u"lead_unit"_s, u"司法局"_s}});
}

QList<BoardColumn> TestMatterQueries::boardOf(const QString &login, int limit)
{
    return m_county->read(login, [limit](ReadContext &context) { return board(context, limit); });
}

namespace {

const MatterCard *cardIn(const BoardColumn &column, QUuid matter)
{
    const auto found = std::ranges::find(column.cards, matter, &MatterCard::id);
    return found == column.cards.end() ? nullptr : &*found;
}

} // namespace

void TestMatterQueries::board_unassigned_standsInFirstColumn()
{
    const QList<BoardColumn> columns = boardOf(u"yi"_s);
    QVERIFY(columns.size() > 4); // and the demo rooms
    QVERIFY(columns.first().room.isNull());
    const MatterCard *card = cardIn(columns.first(), m_waiting);
    QVERIFY(card);
    QCOMPARE(card->state, u"M10"_s);
    QVERIFY(!card->stateWord.isEmpty() && card->stateWord != card->state);
    QCOMPARE(card->stage, 1);
    QVERIFY(card->parties.contains(u" / "_s));
    QCOMPARE(card->due.code, u"SLA_TRIAGE"_s);
    QVERIFY(!card->due.word.isEmpty());
    QCOMPARE(columns.first().total, static_cast<int>(columns.first().cards.size()));
}

void TestMatterQueries::board_assigned_movesToItsRoom()
{
    const QList<BoardColumn> columns = boardOf(u"yi"_s);
    int places = 0;
    for (const BoardColumn &column : columns) {
        if (const MatterCard *card = cardIn(column, m_assigned)) {
            ++places;
            QCOMPARE(column.kind, u"room_signature"_s);
            QCOMPARE(card->room, column.room);
            QCOMPARE(card->level, u"yellow"_s);
            QVERIFY(!card->suggested);
            QCOMPARE(card->levelShape, u"square"_s);
            QCOMPARE(card->mediator, u"丁调解"_s);
            QCOMPARE(card->route, u"signature"_s);
        }
    }
    QCOMPARE(places, 1);
}

void TestMatterQueries::board_beyondLimit_countsAll()
{
    const QList<BoardColumn> all = boardOf(u"yi"_s);
    QVERIFY(all.first().total >= 1);
    const QUuid extra = m_county->registerMatter()->id;
    const QList<BoardColumn> few = boardOf(u"yi"_s, 1);
    QCOMPARE(few.first().cards.size(), 1);
    QCOMPARE(few.first().total, all.first().total + 1);
    QVERIFY(!extra.isNull());
}

void TestMatterQueries::board_ofTownship_showsItsOwnArea()
{
    const auto elsewhere = m_county->registerMatter({{u"place"_s, u"620521106"_s}});
    QVERIFY(elsewhere);
    const BoardColumn own = boardOf(u"xin"_s).first(); // 山门镇
    QVERIFY(cardIn(own, m_waiting));
    QVERIFY(!cardIn(own, elsewhere->id));
    QVERIFY(cardIn(boardOf(u"yi"_s).first(), elsewhere->id));
}

void TestMatterQueries::board_ofGridWorker_isEmpty()
{
    for (const BoardColumn &column : boardOf(u"ren"_s))
        QCOMPARE(column.cards.size(), 0);
    for (const BoardColumn &column : boardOf(u"chen"_s)) // the administrator never reads cases
        QCOMPARE(column.cards.size(), 0);
}

void TestMatterQueries::myList_splitsByDueDate()
{
    const auto mine = [&] { return m_county->read(u"ding"_s, [](ReadContext &context) { return myList(context); }); };
    m_county->at(u"2026-09-14 09:00"_s);
    QCOMPARE(mine().waiting.size(), 1);
    QCOMPARE(mine().waiting.first().id, m_assigned);
    m_county->at(u"2026-09-16 08:30"_s); // SLA_SIGN: two working days
    QCOMPARE(mine().dueToday.size(), 1);
    QVERIFY(mine().dueToday.first().due.today);
    m_county->at(u"2026-09-17 00:00"_s);
    QCOMPARE(mine().overdue.size(), 1);
    QVERIFY(mine().overdue.first().due.overdue);
    QVERIFY(mine().dueToday.isEmpty() && mine().waiting.isEmpty());
    // For the unit that leads it, by the officer stationed for that unit.
    const MyList unit = m_county->read(u"yin"_s, [](ReadContext &context) { return myList(context); });
    QCOMPARE(unit.overdue.size(), 1);
    m_county->at(u"2026-09-14 09:00"_s);
}

void TestMatterQueries::view_showsWordsMasksAndReason()
{
    const auto view = m_county->read(u"yi"_s, [this](ReadContext &context) { return matterView(context, m_waiting); });
    QVERIFY2(view, view ? "" : qPrintable(view.error().message));
    QVERIFY(view->row);
    QCOMPARE(view->parties.size(), 2);
    const auto person = std::ranges::find(view->parties, u"单小明"_s, &PartyLine::name);
    QVERIFY(person != view->parties.end());
    QCOMPARE(person->document, u"999***********0032"_s);
    QCOMPARE(person->phone, u"138****5678"_s);
    QVERIFY(!person->address.contains(u"12号"_s));
    QVERIFY(!person->sideWord.isEmpty());
    QCOMPARE(view->reporter, u"郑报告"_s);
    QCOMPARE(view->clocks.size(), 1);
    QVERIFY(!view->clocks.first().source.isEmpty());
    QCOMPARE(view->timeline.size(), 1);
    QCOMPARE(view->timeline.first().action, u"register_matter"_s);
    QCOMPARE(view->score, -1);
    const auto scoredView =
        m_county->read(u"yi"_s, [this](ReadContext &context) { return matterView(context, m_assigned); });
    QVERIFY(scoredView);
    QCOMPARE(scoredView->score, 16);
    QVERIFY(!scoredView->triageReason.isEmpty());
    QVERIFY(!scoredView->room.isEmpty());
    QCOMPARE(scoredView->leadUnit, u"司法局"_s);
    QCOMPARE(scoredView->scoreCard.size(), 11);
    const auto conduct = std::ranges::find(scoredView->scoreCard, u"C1"_s, &ScoreLine::factor);
    QCOMPARE(conduct->points, 5);
    QCOMPARE(conduct->evidence, u"邻居证言"_s);
    QCOMPARE(scoredView->timeline.first().action, u"assign"_s); // newest first
    const auto amount = std::ranges::find(scoredView->fields, u"amount"_s, &LabelledValue::field);
    QVERIFY(amount != scoredView->fields.end());
    QVERIFY2(amount->value.contains(u"2,000.00"_s), qPrintable(amount->value));
}

void TestMatterQueries::view_ofStranger_isNotFound()
{
    const auto view = m_county->read(u"wu"_s, [this](ReadContext &context) { return matterView(context, m_assigned); });
    QVERIFY(!view);
    QCOMPARE(view.error().code, u"matter.not_found"_s);
}

void TestMatterQueries::view_reporter_isHiddenFromHandler()
{
    const QUuid id = scored({{u"reporter"_s, QJsonObject{{u"name"_s, u"郑报告"_s}}}}, u"02"_s);
    QVERIFY(assign(id, u"room_signature"_s, u"ding"_s));
    const auto view = m_county->read(u"ding"_s, [id](ReadContext &context) { return matterView(context, id); });
    QVERIFY(view);
    QVERIFY(view->reporter.isEmpty());
    // Nor do the timeline and the whole record tell what the form said.
    for (const TimelineLine &line : view->timeline)
        QVERIFY(!QString::fromUtf8(QJsonDocument(line.data).toJson()).contains(u"郑报告"_s));
    const auto whole = [&](const QString &login) {
        return m_county->read(login, [&](ReadContext &context) {
            return QString::fromUtf8(QJsonDocument(context.record(matterKind(), *view->row)).toJson());
        });
    };
    QVERIFY(!whole(u"ding"_s).contains(u"郑报告"_s));
    QVERIFY(whole(u"jia"_s).contains(u"郑报告"_s));
}

void TestMatterQueries::search_byAnyKey_findsMasked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("why");
    QTest::newRow("name") << u"单小明"_s << int(SearchKeyKind::Name);
    QTest::newRow("pinyin of a surname read its own way") << u"shanxiaoming"_s << int(SearchKeyKind::Pinyin);
    QTest::newRow("initials") << u"sxm"_s << int(SearchKeyKind::Initials);
    QTest::newRow("end of the document") << u"0032"_s << int(SearchKeyKind::DocumentTail);
    QTest::newRow("phone") << u"13812345678"_s << int(SearchKeyKind::Phone);
    QTest::newRow("two words") << u"单 5678"_s << int(SearchKeyKind::Name);
}

void TestMatterQueries::search_byAnyKey_findsMasked()
{
    QFETCH(const QString, text);
    const auto visits = [](ReadContext &, QUuid) { return 3; };
    const auto found =
        m_county->read(u"bing"_s, [&](ReadContext &context) { return searchPeople(context, text, 20, visits); });
    const auto match = std::ranges::find_if(found, [](const PersonMatch &m) { return m.document.endsWith(u"0032"_s); });
    QVERIFY(match != found.end());
    QCOMPARE(match->name, u"单**"_s); // the window reads matters masked
    QCOMPARE(match->phone, u"138****5678"_s);
    QTEST(int(match->why), "why");
    QVERIFY(!match->whyWord.isEmpty());
    QCOMPARE(match->matters, 1);
    QCOMPARE(match->visits, 3);
    QCOMPARE(match->lastMatter, m_waiting);
}

void TestMatterQueries::search_byAdministrator_findsNobody()
{
    for (const QString &login : {u"chen"_s, u"si"_s, u"wei"_s, u"ren"_s}) {
        const auto found =
            m_county->read(login, [](ReadContext &context) { return searchPeople(context, u"单小明"_s); });
        QVERIFY2(found.isEmpty(), qPrintable(login));
    }
    QVERIFY(m_county
                ->read(u"chen"_s,
                       [](ReadContext &context) {
                           return duplicateHints(context, {.name = u"单小明"_s,
                                                           .documentNumber = u"999999199001010032"_s,
                                                           .phone = {},
                                                           .address = {}});
                       })
                .isEmpty());
}

void TestMatterQueries::duplicates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("phone");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("hinted");
    QTest::addColumn<bool>("same");
    const QString number = u"999999199001010032"_s;
    QTest::newRow("same number") << u"单小明"_s << number << QString() << QString() << true << true;
    QTest::newRow("same number, name misheard") << u"山晓鸣"_s << number << QString() << QString() << true << true;
    QTest::newRow("same phone and name") << u"单小明"_s << QString() << u"13812345678"_s << QString() << true << false;
    QTest::newRow("same sound, same phone")
        << u"山小明"_s << QString() << u"13812345678"_s << QString() << true << false;
    QTest::newRow("same sound, phone mistyped before the tail")
        << u"山小明"_s << QString() << u"13812355678"_s << QString() << true << false;
    QTest::newRow("same name and address only")
        << u"单小明"_s << QString() << QString() << u"山门镇示例村一组12号"_s << true << false;
    QTest::newRow("a name alone is nobody") << u"单小明"_s << QString() << QString() << QString() << false << false;
    QTest::newRow("same name, another valid number")
        << u"单小明"_s << u"999999199201010053"_s << QString() << QString() << false << false;
    QTest::newRow("somebody else") << u"何某某"_s << u"999999197001010017"_s << u"13900000000"_s << QString() << false
                                   << false;
}

void TestMatterQueries::duplicates()
{
    QFETCH(const QString, name);
    QFETCH(const QString, document);
    QFETCH(const QString, phone);
    QFETCH(const QString, address);
    const DuplicateQuery query{.name = name, .documentNumber = document, .phone = phone, .address = address};
    const auto hints = m_county->read(u"bing"_s, [&](ReadContext &context) { return duplicateHints(context, query); });
    const auto hint =
        std::ranges::find_if(hints, [](const DuplicateHint &h) { return h.person.document.endsWith(u"0032"_s); });
    QTEST(hint != hints.end(), "hinted");
    if (hint != hints.end()) {
        QTEST(hint->same, "same");
        QVERIFY(!hint->reason.isEmpty());
    }
}

void TestMatterQueries::freeRooms_fittingFirst_fullLeftOut()
{
    const auto rooms = m_county->read(u"yi"_s, [this](ReadContext &context) { return freeRooms(context, m_assigned); });
    QVERIFY(!rooms.isEmpty());
    QVERIFY(rooms.first().fits);
    QCOMPARE(rooms.first().kind, u"room_signature"_s);
    QVERIFY(!rooms.last().fits);
    const auto small = m_county->act(
        u"chen"_s, u"add_room"_s, {{u"name"_s, u"小调解室"_s}, {u"kind"_s, u"room_signature"_s}, {u"capacity"_s, 1}});
    QVERIFY(small);
    const auto offered = [&] {
        const auto list =
            m_county->read(u"yi"_s, [this](ReadContext &context) { return freeRooms(context, m_assigned); });
        return std::ranges::any_of(list, [&](const RoomLine &line) { return line.id == small->id; });
    };
    QVERIFY(offered());
    const QUuid id = scored({}, u"02"_s);
    QVERIFY(m_county->act(u"yi"_s, u"assign"_s,
                          {{u"matter"_s, idText(id)},
                           {u"room"_s, idText(small->id)},
                           {u"mediator"_s, u"ding"_s},
                           {u"handler_due"_s, u"2026-10-31"_s}}));
    QVERIFY(!offered());
}

void TestMatterQueries::mediators_skilledFirst_recusedNotOffered()
{
    const QUuid id = scored({}, u"02"_s);
    const auto suggestions = [&] {
        return m_county->read(u"yi"_s, [id](ReadContext &context) { return mediatorSuggestions(context, id); });
    };
    const auto first = suggestions();
    QVERIFY(first.size() >= 2);
    QCOMPARE(first.first().name, u"丁调解"_s); // 邻里 is among his skills
    QVERIFY(first.first().skilled);
    QVERIFY(!first.first().reason.isEmpty());
    QVERIFY(assign(id, u"room_signature"_s, u"ding"_s));
    QVERIFY(
        m_county->act(u"ding"_s, u"recuse"_s,
                      {{u"matter"_s, idText(id)},
                       {u"relation"_s, u"堂兄"_s},
                       {u"ground"_s, m_county->desk->rules()->codes(u"recuse_ground"_s).first()->text("code"_L1)}}));
    const auto then = suggestions();
    QVERIFY(std::ranges::none_of(then, [](const MediatorSuggestion &one) { return one.name == u"丁调解"_s; }));
}

void TestMatterQueries::card_withWideRights_isMaskedForTheWindow()
{
    const auto window =
        m_county->read(u"bing"_s, [this](ReadContext &context) { return matterCard(context, m_assigned); });
    QVERIFY(window);
    QVERIFY2(!window->parties.contains(u"王五"_s), qPrintable(window->parties));
    QVERIFY(!m_county->read(u"wu"_s, [this](ReadContext &context) { return matterCard(context, m_assigned); }));
}

QTEST_GUILESS_MAIN(TestMatterQueries)
#include "tst_matter_queries.moc"
