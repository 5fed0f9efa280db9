#include <QTest>

#include <reception/reception.h>
#include <test_county.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Legal aid after a visit (法律援助法 43, 49): its clocks run on when the visit is closed (scenario C02).
class TestLegalAid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void granted_asksForALawyerInThreeDays();
    void refused_startsNoLawyerClock();
    void objection_isDecidedInFiveDays();

private:
    void visitReferred();

    [[nodiscard]] Result<ActionOutcome> act(const QString &action, const QJsonObject &data)
    {
        QJsonObject all{{u"visit"_s, m_visit}};
        for (auto it = data.begin(); it != data.end(); ++it)
            all.insert(it.key(), it.value());
        return m_county->act(u"bing"_s, action, all);
    }

    [[nodiscard]] std::optional<Row> clock(const QString &code);

    [[nodiscard]] QString last(const QString &code) // day and state
    {
        const auto row = clock(code);
        return row ? Instant{row->instant("due"_L1).ms - 1}.localDate().toString(Qt::ISODate) + u' ' +
                         row->text("state"_L1)
                   : QString();
    }

    std::unique_ptr<TestCounty> m_county;
    QString m_visit;
};

std::optional<Row> TestLegalAid::clock(const QString &code)
{
    const QUuid visit = QUuid::fromString(m_visit);
    return m_county->desk->store()
        .read([&](Reader &reader) -> Result<std::optional<Row>> {
            const auto rows = reader.select(clockEntity(), u"subject = ? AND code = ?"_s, {visit, code});
            return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
        })
        .result()
        .value();
}

// Monday 2026-09-14: asked at the window, passed to the bureau of justice.
void TestLegalAid::visitReferred()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_county->at(u"2026-09-14 09:40"_s);
    const auto visit =
        m_county->act(u"bing"_s, u"register_visit"_s,
                      {{u"purpose"_s, u"purpose_legal_aid"_s}, {u"head_count"_s, 2}, {u"visitor_name"_s, u"李四"_s}});
    QVERIFY(visit);
    m_visit = idText(visit->id);
    QVERIFY(act(u"receive"_s, {}));
    QVERIFY(act(u"refer"_s, {{u"unit"_s, u"司法局"_s},
                             {u"officer"_s, u"寅司法"_s},
                             {u"data_passed"_s, u"申请材料"_s},
                             {u"passed_basis"_s, u"consent"_s},
                             {u"legal_aid"_s, true}}));
    QCOMPARE(last(u"LA_7"_s), u"2026-09-21 running"_s);
    QVERIFY(clock(u"LA_7"_s)->isNull("matter"_L1));
}

void TestLegalAid::granted_asksForALawyerInThreeDays()
{
    visitReferred();
    const auto closed =
        act(u"close_visit"_s,
            {{u"outcome"_s, u"referred"_s}, {u"unit_feedback"_s, u"已受理"_s}, {u"satisfaction"_s, u"refused"_s}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().code + u' ' + closed.error().field));
    QCOMPARE(last(u"LA_7"_s), u"2026-09-21 running"_s); // a closed visit ends nothing of it
    m_county->at(u"2026-09-18 16:00"_s);
    QVERIFY(act(u"legal_aid_decided"_s, {{u"decision"_s, u"granted"_s}, {u"decided_on"_s, u"2026-09-18"_s}}));
    QCOMPARE(last(u"LA_7"_s), u"2026-09-21 met"_s);
    QCOMPARE(last(u"LA_LAWYER_3"_s), u"2026-09-21 running"_s);
    m_county->at(u"2026-09-22 09:00"_s);
    QVERIFY(act(u"legal_aid_lawyer"_s, {{u"lawyer"_s, u"吴律师"_s}, {u"assigned_on"_s, u"2026-09-21"_s}}));
    QCOMPARE(last(u"LA_LAWYER_3"_s), u"2026-09-21 late"_s);
}

void TestLegalAid::refused_startsNoLawyerClock()
{
    visitReferred();
    m_county->at(u"2026-09-18 16:00"_s);
    QVERIFY(act(u"legal_aid_decided"_s, {{u"decision"_s, u"refused"_s}, {u"decided_on"_s, u"2026-09-18"_s}}));
    QCOMPARE(last(u"LA_7"_s), u"2026-09-21 met"_s);
    QVERIFY(!clock(u"LA_LAWYER_3"_s));
}

void TestLegalAid::objection_isDecidedInFiveDays()
{
    visitReferred();
    m_county->at(u"2026-09-21 16:00"_s);
    QVERIFY(act(u"legal_aid_objection"_s, {{u"objected_on"_s, u"2026-09-21"_s}, {u"ground"_s, u"经济困难情况属实"_s}}));
    QCOMPARE(last(u"LA_OBJECTION_5"_s), u"2026-09-28 running"_s); // raw 09-26, a Saturday
    QVERIFY(act(u"legal_aid_objection_decided"_s, {{u"decided_on"_s, u"2026-09-21"_s}, {u"result"_s, u"准予援助"_s}}));
    QCOMPARE(last(u"LA_OBJECTION_5"_s), u"2026-09-28 met"_s);
}

QTEST_GUILESS_MAIN(TestLegalAid)
#include "tst_legal_aid.moc"
