#include <QJsonArray>
#include <QTest>

#include <grid/events.h>

#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// One key makes a matter of an event: the same checks as any registration, and a link both ways.
class TestEventMatters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void event_becomesAMatterWithItsFacts();
    void event_withoutParties_staysAnEvent();
    void event_elsewhere_isNotTheGridWorkers();
    void event_isMadeAMatterOnce();

private:
    [[nodiscard]] QString dispute(const QString &login);
    [[nodiscard]] Row eventOf(const QString &id);
    [[nodiscard]] static QJsonObject with(const QString &event);

    std::unique_ptr<TestCounty> m_county;
};

void TestEventMatters::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

QString TestEventMatters::dispute(const QString &login)
{
    const auto reported = m_county->act(login, u"report_event"_s,
                                        {{u"kind"_s, u"ev_neighbour"_s},
                                         {u"text"_s, u"两户因排水争执。"_s},
                                         {u"village"_s, m_county->actor(u"ren"_s).area.digits()},
                                         {u"happened_at"_s, u"2026-09-12T18:00:00+08:00"_s}});
    return reported ? idText(reported->id) : QString();
}

Row TestEventMatters::eventOf(const QString &id)
{
    return m_county->read(
        u"jia"_s, [&id](ReadContext &context) { return *context.tx.find(gridEventEntity(), QUuid::fromString(id)); });
}

QJsonObject TestEventMatters::with(const QString &event)
{
    return {{u"event"_s, event},
            {u"lawful_basis"_s, u"statutory_duty"_s},
            {u"dispute_type"_s, u"02"_s},
            {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s), party(u"赵六"_s, u"respondent"_s)}}};
}

void TestEventMatters::event_becomesAMatterWithItsFacts()
{
    const QString id = dispute(u"ren"_s);
    const auto made = m_county->act(u"ren"_s, u"event_to_matter"_s, with(id));
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QCOMPARE(made->state, u"E90"_s);
    const QUuid matterId = QUuid::fromString(made->extra.value(u"matter"_s).toString());
    const auto matter = m_county->matter(matterId);
    QVERIFY(matter);
    QCOMPARE(matter->text("channel"_L1), u"GRID"_s);
    QCOMPARE(matter->text("state"_L1), u"M10"_s);
    QCOMPARE(matter->text("facts"_L1), u"两户因排水争执。"_s);
    QCOMPARE(matter->text("place"_L1), m_county->actor(u"ren"_s).area.digits());
    QCOMPARE(matter->date("first_known"_L1), QDate(2026, 9, 12));
    QVERIFY(matter->text("title"_L1).size() > 4);
    QCOMPARE(matter->uuid("source_event"_L1), QUuid::fromString(id));
    QCOMPARE(matter->uuid("creator"_L1), m_county->actor(u"ren"_s).id.value); // the same person
    QCOMPARE(eventOf(id).uuid("matter"_L1), matterId);
    QVERIFY(!made->clocks.isEmpty()); // the matter's own time limits run
}

void TestEventMatters::event_withoutParties_staysAnEvent()
{
    const QString id = dispute(u"ren"_s);
    QJsonObject data = with(id);
    data.remove(u"parties"_s);
    const auto made = m_county->act(u"ren"_s, u"event_to_matter"_s, data);
    QVERIFY(!made);
    QCOMPARE(made.error().field, u"parties"_s);
    QCOMPARE(eventOf(id).text("state"_L1), u"E10"_s);
    QVERIFY(eventOf(id).isNull("matter"_L1));
}

void TestEventMatters::event_elsewhere_isNotTheGridWorkers()
{
    const auto reported =
        m_county->act(u"ji"_s, u"report_event"_s, {{u"kind"_s, u"ev_neighbour"_s}, {u"text"_s, u"争执"_s}});
    QVERIFY(reported);
    const auto made = m_county->act(u"ren"_s, u"event_to_matter"_s, with(idText(reported->id)));
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"access.scope"_s);
}

void TestEventMatters::event_isMadeAMatterOnce()
{
    const QString id = dispute(u"ren"_s);
    QVERIFY(m_county->act(u"ji"_s, u"event_to_matter"_s, with(id)));
    const auto again = m_county->act(u"ji"_s, u"event_to_matter"_s, with(id));
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"event.transition_forbidden"_s);
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    for (const VerifyFault &fault : *faults)
        QFAIL(qPrintable(fault.check + u": "_s + fault.message));
}

QTEST_GUILESS_MAIN(TestEventMatters)
#include "tst_event_matters.moc"
