#include <QTest>

#include <geo/locator.h>
#include <grid/events.h>

#include "grid_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

qint64 units(double degrees)
{
    return std::llround(degrees * 1e7);
}

// The middle of a grid's box, if that is in the grid.
std::optional<GeoPoint> insideOf(const GridLine &grid)
{
    const Locator locator(QList<GeoShape>{grid.shape()});
    const GeoBox box = boxOf(grid.shape());
    const GeoPoint middle{(box.west + box.east) / 2, (box.south + box.north) / 2};
    return locator.at(middle) == 0 ? std::optional(middle) : std::nullopt;
}

QJsonObject road(GeoPoint point, const QJsonObject &more = {})
{
    QJsonObject data{{u"kind"_s, u"ev_road"_s},
                     {u"text"_s, u"路面破损，影响通行。"_s},
                     {u"longitude"_s, units(point.longitude)},
                     {u"latitude"_s, units(point.latitude)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

} // namespace

// One event by hand: where it is, what it may repeat, and its way through the states.
class TestEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void kinds_standUnderOneHeadAndFamily();
    void report_insideAGrid_belongsToIt();
    void report_inGcj02_isKeptInWgs84();
    void report_withoutCoordinates_goesByGridOrVillage();
    void report_ofBadPlaceOrTime_isRefused_data();
    void report_ofBadPlaceOrTime_isRefused();
    void report_nearTheSameKind_isHintedAtAndTaken_data();
    void report_nearTheSameKind_isHintedAtAndTaken();
    void event_goesUpAndDownTheLevels();
    void event_closesAfterFeedbackByASecondPerson();
    void event_settledInTheGrid_isVerifiedBeforeItCloses();
    void event_refused_keepsItsReason();
    void duplicate_isUndone();
    void history_tellsEveryStep();
    void gridWorker_actsInTheOwnAreaOnly();
    void filters_giveWhatTheyName();
    void verify_findsNothing();

private:
    [[nodiscard]] QString report(const QJsonObject &data, const QString &login = u"ji"_s);
    [[nodiscard]] Result<ActionOutcome> act(const QString &login, const QString &action, const QString &event,
                                            QJsonObject data = {});
    [[nodiscard]] Row event(const QString &id);

    std::unique_ptr<GridCounty> m_county;
    GridLine m_grid;
    GeoPoint m_inside;
    double m_step = 0; // each test has a place of its own
};

void TestEvents::initTestCase()
{
    m_county = std::make_unique<GridCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    const auto grids = m_county->read([](ReadContext &context) {
        return gridsAsOf(context.tx, context.now.localDate(), u"620521105"_s, groundKinds(context.rules));
    });
    for (const GridLine &grid : grids) {
        if (const auto point = insideOf(grid)) {
            m_grid = grid;
            m_inside = *point;
            break;
        }
    }
    QVERIFY(!m_grid.id.isNull());
}

QString TestEvents::report(const QJsonObject &data, const QString &login)
{
    const auto outcome = m_county->act(login, u"report_event"_s, data);
    return outcome ? idText(outcome->id) : outcome.error().code;
}

Result<ActionOutcome> TestEvents::act(const QString &login, const QString &action, const QString &event,
                                      QJsonObject data)
{
    data.insert(u"event"_s, event);
    return m_county->act(login, action, data);
}

Row TestEvents::event(const QString &id)
{
    return m_county->read([&id](ReadContext &context) {
        return context.tx.find(gridEventEntity(), QUuid::fromString(id)).value_or(Row(gridEventEntity()));
    });
}

void TestEvents::kinds_standUnderOneHeadAndFamily()
{
    const RuleSet &rules = *m_county->desk->rules();
    QCOMPARE(rules.codes(u"event_head"_s).size(), 7);
    QCOMPARE(rules.codes(u"event_family"_s).size(), 4);
    QSet<QString> heads;
    QSet<QString> families;
    for (const RuleRow *code : rules.codes(u"event_kind"_s)) {
        const RuleRow *row = rules.table("event_kinds"_L1).find(code->text("code"_L1));
        QVERIFY2(row, qPrintable(code->text("code"_L1)));
        QVERIFY(rules.hasCode(u"event_head"_s, row->text("head"_L1)));
        QVERIFY(rules.hasCode(u"event_family"_s, row->text("family"_L1)));
        heads.insert(row->text("head"_L1));
        families.insert(row->text("family"_L1));
    }
    QCOMPARE(heads.size(), 7);
    QCOMPARE(families.size(), 4);
}

void TestEvents::report_insideAGrid_belongsToIt()
{
    const Row row = event(report(road(m_inside)));
    QCOMPARE(row.uuid("grid"_L1), m_grid.id);
    QCOMPARE(row.text("village"_L1), m_grid.village);
    QCOMPARE(row.text("org"_L1), m_grid.org);
    QCOMPARE(row.text("state"_L1), u"E10"_s);
    QCOMPARE(row.text("head"_L1), u"governance"_s);
    QCOMPARE(row.text("family"_L1), u"service"_s);
    QCOMPARE(row.integer("longitude"_L1), units(m_inside.longitude));
    QVERIFY(row.text("number"_L1).startsWith("SJ-620521-20260914-"_L1));
}

void TestEvents::report_inGcj02_isKeptInWgs84()
{
    const GeoPoint given = converted(m_inside, Datum::Wgs84, Datum::Gcj02);
    QVERIFY(qAbs(given.longitude - m_inside.longitude) > 1e-3); // some hundred metres
    const Row row = event(report(road(given, {{u"datum"_s, u"gcj02"_s}, {u"kind"_s, u"ev_noise"_s}})));
    QVERIFY(qAbs(row.integer("longitude"_L1) - units(m_inside.longitude)) < 50);
    QVERIFY(qAbs(row.integer("latitude"_L1) - units(m_inside.latitude)) < 50);
    QCOMPARE(row.text("datum"_L1), u"wgs84"_s);
    QCOMPARE(row.text("source_datum"_L1), u"gcj02"_s);
    QCOMPARE(row.uuid("grid"_L1), m_grid.id);
}

void TestEvents::report_withoutCoordinates_goesByGridOrVillage()
{
    const QJsonObject what{{u"kind"_s, u"ev_opinion"_s}, {u"text"_s, u"希望增加班车。"_s}};
    QJsonObject data = what;
    data.insert(u"grid"_s, m_grid.code);
    QCOMPARE(event(report(data)).uuid("grid"_L1), m_grid.id);
    data = what;
    data.insert(u"village"_s, m_grid.village);
    const Row row = event(report(data));
    QVERIFY(row.isNull("grid"_L1));
    QCOMPARE(row.text("org"_L1), m_grid.village);
    const auto bare = m_county->act(u"ji"_s, u"report_event"_s, what);
    QVERIFY(bare);
    QCOMPARE(bare->warnings.size(), 1); // no grid: said, not refused
    QCOMPARE(event(idText(bare->id)).text("org"_L1), u"620521"_s);
}

void TestEvents::report_ofBadPlaceOrTime_isRefused_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *what, const QJsonObject &change, const QString &code, const QString &field) {
        QTest::newRow(what) << change << code << field;
    };
    row("swapped axes", {{u"longitude"_s, units(34.75)}, {u"latitude"_s, units(80.0)}}, u"event.longitude_swapped"_s,
        u"longitude"_s);
    row("another county", {{u"longitude"_s, units(116.4)}, {u"latitude"_s, units(39.9)}}, u"event.longitude_outside"_s,
        u"longitude"_s);
    row("half a point", {{u"latitude"_s, QJsonValue()}}, u"event.latitude_missing"_s, u"latitude"_s);
    row("unknown kind", {{u"kind"_s, u"ev_nothing"_s}}, u"event.kind_unknown"_s, u"kind"_s);
    row("tomorrow", {{u"happened_at"_s, u"2026-09-15T08:00:00+08:00"_s}}, u"event.happenedat_range"_s,
        u"happened_at"_s);
    row("this afternoon", {{u"happened_at"_s, u"2026-09-14T15:00:00+08:00"_s}}, u"event.happenedat_range"_s,
        u"happened_at"_s);
    row("a datum nobody knows", {{u"datum"_s, u"bd09"_s}}, u"event.datum_unknown"_s, u"datum"_s);
    row("no such grid",
        {{u"longitude"_s, QJsonValue()}, {u"latitude"_s, QJsonValue()}, {u"grid"_s, u"620521105999001"_s}},
        u"event.grid_unknown"_s, u"grid"_s);
    row("a village elsewhere",
        {{u"longitude"_s, QJsonValue()}, {u"latitude"_s, QJsonValue()}, {u"village"_s, u"110101001001"_s}},
        u"event.village_outside"_s, u"village"_s);
    row("a control character", {{u"text"_s, QString(u"a"_s + QChar(7))}}, u"event.text_format"_s, u"text"_s);
    row("too much text", {{u"text"_s, QString(2001, u'长')}}, u"event.text_too_long"_s, u"text"_s);
}

void TestEvents::report_ofBadPlaceOrTime_isRefused()
{
    QFETCH(QJsonObject, change);
    QFETCH(QString, code);
    QFETCH(QString, field);
    const auto outcome = m_county->act(u"ji"_s, u"report_event"_s, road(m_inside, change));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, code);
    QCOMPARE(outcome.error().field, field);
    QVERIFY(!outcome.error().message.isEmpty());
}

void TestEvents::report_nearTheSameKind_isHintedAtAndTaken_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<double>("metres");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("hinted");
    QTest::newRow("same kind, 240 m, same day") << u"ev_lighting"_s << 240.0 << 0 << true;
    QTest::newRow("same kind, 260 m") << u"ev_lighting"_s << 260.0 << 0 << false;
    QTest::newRow("same kind, same place, 29 days before") << u"ev_lighting"_s << 0.0 << 29 << true;
    QTest::newRow("same kind, same place, 31 days before") << u"ev_lighting"_s << 0.0 << 31 << false;
    QTest::newRow("another kind, same place") << u"ev_rubbish"_s << 0.0 << 0 << false;
}

void TestEvents::report_nearTheSameKind_isHintedAtAndTaken()
{
    QFETCH(QString, kind);
    QFETCH(double, metres);
    QFETCH(int, days);
    QFETCH(bool, hinted);
    m_step += 0.006; // some 500 m from the test before
    const GeoPoint here{m_inside.longitude, m_inside.latitude + m_step};
    const GeoPoint there{here.longitude + metres / (111'320 * std::cos(here.latitude * M_PI / 180)), here.latitude};
    const QString first = report(road(here, {{u"kind"_s, u"ev_lighting"_s}}));
    const Instant when{m_county->desk->now().ms - days * 86'400'000LL};
    const auto second =
        m_county->act(u"ji"_s, u"report_event"_s, road(there, {{u"kind"_s, kind}, {u"happened_at"_s, when.toIso()}}));
    QVERIFY(second); // a hint, never a refusal
    QCOMPARE(second->extra.value(u"near"_s).toString(), hinted ? event(first).text("number"_L1) : QString());
}

void TestEvents::event_goesUpAndDownTheLevels()
{
    const QString id = report(road(m_inside, {{u"kind"_s, u"ev_sewage"_s}}));
    const auto raised = act(u"xin"_s, u"raise_event"_s, id, {{u"tier"_s, u"town"_s}, {u"reason"_s, u"须乡镇处理"_s}});
    QVERIFY2(raised, raised ? "" : qPrintable(raised.error().message));
    QCOMPARE(raised->state, u"E30"_s);
    const auto again = act(u"xin"_s, u"raise_event"_s, id, {{u"tier"_s, u"village"_s}, {u"reason"_s, u"反了"_s}});
    QCOMPARE(again.error().code, u"event.event_tier_up"_s);
    QVERIFY(act(u"ji"_s, u"route_event"_s, id, {{u"unit"_s, u"住建局"_s}}));
    QCOMPARE(act(u"zi"_s, u"handle_event"_s, id, {{u"result"_s, u"已办"_s}}).error().code, u"access.scope"_s);
    QVERIFY(act(u"chou"_s, u"decline_event"_s, id, {{u"reason"_s, u"不属本局"_s}}));
    QVERIFY(event(id).isNull("unit"_L1));
    QVERIFY(act(u"xin"_s, u"lower_event"_s, id, {{u"tier"_s, u"village"_s}, {u"reason"_s, u"村里可办"_s}}));
    QCOMPARE(event(id).text("tier"_L1), u"village"_s);
    QCOMPARE(act(u"xin"_s, u"return_event"_s, id, {{u"reason"_s, u"格内可办"_s}})->state, u"E20"_s);
    QCOMPARE(event(id).text("tier"_L1), u"grid"_s);
}

// T5: no closing without feedback to the reporter, and not by the hand that did the work.
void TestEvents::event_closesAfterFeedbackByASecondPerson()
{
    const QString id = report(road(m_inside, {{u"kind"_s, u"ev_facility"_s}}));
    QVERIFY(act(u"xin"_s, u"raise_event"_s, id, {{u"tier"_s, u"town"_s}, {u"reason"_s, u"须乡镇处理"_s}}));
    QVERIFY(act(u"xin"_s, u"handle_event"_s, id, {{u"result"_s, u"已加固"_s}}));
    QCOMPARE(act(u"ji"_s, u"close_event"_s, id, {{u"checked"_s, u"现场看过"_s}}).error().code,
             u"event.transition_forbidden"_s);
    QVERIFY(act(u"xin"_s, u"feed_back_event"_s, id,
                {{u"feedback_mode"_s, u"by_phone"_s}, {u"feedback"_s, u"已电话告知"_s}}));
    QCOMPARE(act(u"xin"_s, u"close_event"_s, id, {{u"checked"_s, u"现场看过"_s}}).error().code,
             u"event.event_second_person"_s);
    const auto closed = act(u"ji"_s, u"close_event"_s, id, {{u"checked"_s, u"现场看过"_s}});
    QCOMPARE(closed->state, u"E70"_s);
    const Row row = event(id);
    QVERIFY(!row.isNull("verifier"_L1) && !row.isNull("closed_at"_L1) && !row.isNull("feedback_at"_L1));
    QVERIFY(act(u"ji"_s, u"reopen_event"_s, id, {{u"reason"_s, u"又坏了"_s}}));
    QVERIFY(event(id).isNull("feedback"_L1)); // the next closing needs feedback of its own
}

void TestEvents::event_settledInTheGrid_isVerifiedBeforeItCloses()
{
    const QString area = m_county->readAs(u"ren"_s, [](ReadContext &context) { return context.actor.area.digits(); });
    const QString id =
        report({{u"kind"_s, u"ev_neighbour"_s}, {u"text"_s, u"两户争吵。"_s}, {u"village"_s, area}}, u"ren"_s);
    const QJsonObject settled{{u"reason"_s, u"conciliated"_s},
                              {u"result"_s, u"已劝和"_s},
                              {u"feedback_mode"_s, u"in_person"_s},
                              {u"feedback"_s, u"当面告知"_s}};
    QJsonObject without = settled;
    without.remove(u"reason"_s);
    QCOMPARE(act(u"ren"_s, u"close_in_grid"_s, id, without).error().code, u"event.reason_missing"_s);
    QCOMPARE(act(u"ren"_s, u"close_in_grid"_s, id, settled)->state, u"E60"_s);
    const auto closed = act(u"gui"_s, u"close_event"_s, id, {{u"checked"_s, u"双方确认"_s}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().message));
    QCOMPARE(event(id).text("close_reason"_L1), u"conciliated"_s);
}

void TestEvents::event_refused_keepsItsReason()
{
    const QString id = report(road(m_inside, {{u"kind"_s, u"ev_demand"_s}}));
    const auto refused =
        act(u"ji"_s, u"refuse_event"_s, id, {{u"reason"_s, u"off_list"_s}, {u"told"_s, u"请向供电公司反映"_s}});
    QCOMPARE(refused->state, u"E80"_s);
    QCOMPARE(event(id).text("close_reason"_L1), u"off_list"_s);
    QCOMPARE(act(u"ji"_s, u"route_event"_s, id, {{u"unit"_s, u"住建局"_s}}).error().code,
             u"event.transition_forbidden"_s);
}

void TestEvents::duplicate_isUndone()
{
    const QString first = report(road(m_inside, {{u"kind"_s, u"ev_fire"_s}}));
    const QString second = report(road(m_inside, {{u"kind"_s, u"ev_fire"_s}}));
    QCOMPARE(act(u"ji"_s, u"mark_duplicate"_s, second, {{u"original"_s, second}}).error().code,
             u"event.event_other_original"_s);
    QVERIFY(act(u"ji"_s, u"mark_duplicate"_s, second, {{u"original"_s, first}}));
    QCOMPARE(act(u"ji"_s, u"mark_duplicate"_s, first, {{u"original"_s, second}}).error().code,
             u"event.event_other_original"_s); // not in a circle
    QCOMPARE(event(second).uuid("duplicate_of"_L1), QUuid::fromString(first));
    const auto undone = act(u"ji"_s, u"undo_duplicate"_s, second, {{u"reason"_s, u"两处不同"_s}});
    QCOMPARE(undone->state, u"E10"_s);
    QVERIFY(event(second).isNull("duplicate_of"_L1));
}

void TestEvents::history_tellsEveryStep()
{
    const QString id = report(road(m_inside, {{u"kind"_s, u"ev_flood"_s}}));
    QVERIFY(act(u"ji"_s, u"route_event"_s, id, {{u"unit"_s, u"住建局"_s}}));
    const QJsonObject record = m_county->read([&id](ReadContext &context) {
        return context.record(eventKind(), *context.tx.find(gridEventEntity(), QUuid::fromString(id)));
    });
    const QJsonArray history = record.value(u"history"_s).toArray();
    QCOMPARE(history.size(), 2);
    QCOMPARE(history.at(1).toObject().value(u"from"_s).toString(), u"E10"_s);
    QCOMPARE(history.at(1).toObject().value(u"to"_s).toString(), u"E40"_s);
    QCOMPARE(record.value(u"grid_code"_s).toString(), m_grid.code);
}

void TestEvents::gridWorker_actsInTheOwnAreaOnly()
{
    const QString area = m_county->readAs(u"ren"_s, [](ReadContext &context) { return context.actor.area.digits(); });
    const QString elsewhere = report({{u"kind"_s, u"ev_opinion"_s}, {u"text"_s, u"意见"_s}});
    QCOMPARE(act(u"ren"_s, u"take_event"_s, elsewhere).error().code, u"access.scope"_s);
    const QString own = report({{u"kind"_s, u"ev_opinion"_s}, {u"text"_s, u"意见"_s}, {u"village"_s, area}});
    QCOMPARE(act(u"ren"_s, u"take_event"_s, own)->state, u"E20"_s);
    const auto seen = m_county->readAs(u"ren"_s, [](ReadContext &context) { return events(context, {}); });
    QVERIFY(!seen.isEmpty());
    for (const EventLine &line : seen)
        QCOMPARE(line.village, area);
}

void TestEvents::filters_giveWhatTheyName()
{
    m_county->read([this](ReadContext &context) {
        const auto all = events(context, {}, 1000);
        EventFilter filter;
        filter.kinds = {u"ev_lighting"_s};
        const qint64 lights = countEvents(context, filter);
        [&] { QVERIFY(lights > 0 && lights < all.size()); }();
        filter = {};
        filter.heads = {u"hazards"_s};
        for (const EventLine &line : events(context, filter))
            [&] { QVERIFY(line.kind == "ev_fire"_L1 || line.kind == "ev_flood"_L1); }();
        filter = {};
        filter.grid = m_grid.id;
        const auto byGrid = eventsByGrid(context, {});
        [&] { QCOMPARE(byGrid.value(m_grid.id), countEvents(context, filter)); }();
        qint64 sum = 0;
        for (const qint64 count : byGrid)
            sum += count;
        [&] { QCOMPARE(sum, countEvents(context, {})); }();
        const EventPoints points = eventPoints(context, {});
        for (const EventPoint &point : points.points) {
            const auto id = eventAt(context, point.rowid);
            [&] { QVERIFY(id); }();
            const auto row = context.tx.find(gridEventEntity(), *id);
            [&] {
                QCOMPARE(points.kinds.at(point.kind), row->text("kind"_L1));
                QCOMPARE(points.states.at(point.state), row->text("state"_L1));
                QCOMPARE(qint64(point.longitude), row->integer("longitude"_L1));
            }();
        }
        const EventFilter usual = EventFilter::usual(context.rules, context.now);
        for (const EventLine &line : events(context, usual))
            [&] { QVERIFY(usual.states.contains(line.state)); }();
        return 0;
    });
}

void TestEvents::verify_findsNothing()
{
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    for (const VerifyFault &fault : *faults)
        QFAIL(qPrintable(fault.check + u": "_s + fault.message));
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
