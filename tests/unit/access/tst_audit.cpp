// What verify finds: a tampered audit log, a state that history does not give, numbers, the outbox.
#include <store/replica.h>

#include "access_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestAudit : public QObject {
    Q_OBJECT

private:
    County m_county;

    // A file with a dozen audit rows, tampered with by somebody who has the key and any SQL tool.
    QList<VerifyFault> faultsAfter(const QStringList &tampering)
    {
        const QString file = m_county.copy();
        {
            const auto desk = m_county.open(file, u"win"_s);
            for (int i = 0; i < 4; ++i) {
                const QString id = newVisit(*desk);
                if (!act(*desk, u"win"_s, u"receive"_s, {{u"visit"_s, id}}))
                    qFatal("not received");
            }
        }
        execute(file, tampering);
        const auto desk = m_county.open(file, u"win"_s);
        return *desk->verify();
    }

    void execute(const QString &file, const QStringList &statements)
    {
        auto keys = KeySlots::load(file);
        const auto key = keys->open(u"win"_s, password(), m_county.clock->now());
        Schema schema;
        schema.entities = {&accountEntity(),   &historyEntity(),      &auditEntity(), &actionKeyEntity(),
                           &ruleTableEntity(), &calendarYearEntity(), &visitEntity(), &matterEntity()};
        const auto store = Store::open(file, *key, schema, m_county.clock);
        const auto done = (*store)
                              ->write([&](Writer &tx) -> Result<> {
                                  for (const QString &statement : statements)
                                      tx.execute(statement);
                                  return {};
                              })
                              .result();
        if (!done)
            qFatal("not tampered with: %s", qPrintable(done.error().message));
    }

private Q_SLOTS:
    void cleanFile_hasNoFault();
    void tampering_namesTheFirstBrokenRow_data();
    void tampering_namesTheFirstBrokenRow();
    void erasedInTheLog_isNoTampering();
    void auditRow_holdsNoPersonalData();
    void readAndUnmask_leaveRows();
    void history_refusesChange();
};

void TestAudit::cleanFile_hasNoFault()
{
    const auto faults = faultsAfter({});
    QVERIFY2(faults.isEmpty(), qPrintable(faults.isEmpty() ? QString() : faults.first().message));
}

void TestAudit::tampering_namesTheFirstBrokenRow_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("record"); // empty = any
    const QString chain = u"audit_chain"_s;
    QTest::newRow("detail changed") << QStringList{u"UPDATE audit SET detail = '{}' WHERE seq = 5"_s} << chain
                                    << u"5"_s;
    QTest::newRow("time changed") << QStringList{u"UPDATE audit SET at = at + 1 WHERE seq = 3"_s} << chain << u"3"_s;
    QTest::newRow("account changed") << QStringList{u"UPDATE audit SET account = NULL WHERE seq = 4"_s} << chain
                                     << u"4"_s;
    QTest::newRow("two changed") << QStringList{u"UPDATE audit SET action = 'x' WHERE seq IN (6, 4)"_s} << chain
                                 << u"4"_s;
    QTest::newRow("hash of a changed row made fit")
        << QStringList{u"UPDATE audit SET action = 'x', hash = (SELECT hash FROM audit WHERE seq = 7) WHERE seq = 5"_s}
        << chain << u"5"_s;
    QTest::newRow("middle row deleted") << QStringList{u"DELETE FROM audit WHERE seq = 5"_s} << chain << u"5"_s;
    QTest::newRow("tombstone set") << QStringList{u"UPDATE audit SET deleted = 1 WHERE seq = 5"_s} << chain << u"5"_s;
    QTest::newRow("first row deleted") << QStringList{u"DELETE FROM audit WHERE seq = 1"_s} << chain << u"1"_s;
    QTest::newRow("last rows deleted") << QStringList{u"DELETE FROM audit WHERE seq >= 9"_s,
                                                      u"DELETE FROM meta WHERE key = 'none'"_s}
                                       << chain << u"9"_s;
    QTest::newRow("rows renumbered after a deletion")
        << QStringList{u"DELETE FROM audit WHERE seq = 5"_s, u"UPDATE audit SET seq = -seq WHERE seq > 5"_s,
                       u"UPDATE audit SET seq = -seq - 1 WHERE seq < 0"_s}
        << chain << u"5"_s;
    QTest::newRow("row inserted")
        << QStringList{u"UPDATE audit SET seq = -seq WHERE seq > 5"_s,
                       u"UPDATE audit SET seq = -seq + 1 WHERE seq < 0"_s,
                       u"INSERT INTO audit (id, centre, stamp, deleted, seq, at, kind, prev, hash) SELECT "
                       u"randomblob(16), "
                       "centre, stamp, 0, 6, at, 'action', hash, hash FROM audit WHERE seq = 5"_s}
        << chain << u"6"_s;
    QTest::newRow("state without its event") << QStringList{u"UPDATE visit SET state = 'V7' WHERE rowid = 2"_s}
                                             << u"projection"_s << u"LF-620521-20260914-0002"_s;
    QTest::newRow("event taken away")
        << QStringList{u"DELETE FROM history WHERE seq = 1 AND subject = (SELECT id FROM visit WHERE rowid = 3)"_s}
        << u"history"_s << QString();
    QTest::newRow("number given twice")
        << QStringList{u"UPDATE visit SET number = 'LF-620521-20260914-0001' WHERE rowid = 2"_s} << u"number_unique"_s
        << u"LF-620521-20260914-0001"_s;
    QTest::newRow("number skipped")
        << QStringList{u"UPDATE visit SET number = 'LF-620521-20260914-0009' WHERE rowid = 2"_s} << u"number_gap"_s
        << QString();
    QTest::newRow("outbox changed")
        << QStringList{u"UPDATE outbox SET body = replace(body, 'visit', 'visiT') WHERE seq = 3"_s} << u"outbox_chain"_s
        << u"3"_s;
    QTest::newRow("outbox entry deleted")
        << QStringList{u"DELETE FROM outbox WHERE seq = 3"_s} << u"outbox_chain"_s << u"4"_s;
}

void TestAudit::tampering_namesTheFirstBrokenRow()
{
    QFETCH(const QStringList, statements);
    QFETCH(const QString, check);
    QFETCH(const QString, record);
    const auto faults = faultsAfter(statements);
    const auto found = std::ranges::find(faults, check, &VerifyFault::check);
    QVERIFY2(found != faults.end(), qPrintable(faults.isEmpty() ? u"no fault"_s : faults.first().check));
    if (!record.isEmpty())
        QCOMPARE(found->record, record);
    QVERIFY(!found->message.isEmpty());
    QCOMPARE(std::ranges::count(faults, check, &VerifyFault::check), 1);
}

void TestAudit::erasedInTheLog_isNoTampering()
{
    const auto desk = m_county.open(m_county.copy(), u"win"_s);
    const QUuid visit = QUuid::fromString(newVisit(*desk));
    newVisit(*desk);
    const auto erase = [&](Writer &tx) -> Result<> {
        acknowledgeOutbox(tx, outboxEnd(tx).seq);
        if (forgetInOutbox(tx, visit))
            return fail(ErrorKind::Fault, u"test"_s, u"something waited"_s);
        return {};
    };
    QVERIFY(desk->store().write(erase).result());
    QVERIFY(desk->verify()->isEmpty());
    // The word alone does not hide a change: what was not sent has to fit its chain.
    const auto claim = [](Writer &tx) -> Result<> {
        acknowledgeOutbox(tx, 0);
        return {};
    };
    QVERIFY(desk->store().write(claim).result());
    QCOMPARE(desk->verify()->first().check, u"outbox_chain"_s);
}

void TestAudit::auditRow_holdsNoPersonalData()
{
    const auto desk = m_county.open(u"win"_s);
    QJsonObject data = visitData();
    data.insert(u"visitors"_s, QJsonArray{QJsonObject{{u"name"_s, u"张三丰"_s}, {u"phone"_s, u"13800005678"_s}}});
    const auto made = act(*desk, u"win"_s, u"register_visit"_s, data);
    QVERIFY2(made, qPrintable(codeOf(made)));
    const auto text = desk->store()
                          .read([](Reader &reader) -> Result<QString> {
                              QString all;
                              for (const Row &row : reader.select(auditEntity(), u"1"_s))
                                  all += row.text("detail"_L1);
                              return all;
                          })
                          .result();
    for (const QString &secret : {u"张三"_s, u"13800005678"_s, u"宅基地"_s})
        QVERIFY2(!text->contains(secret), qPrintable(*text));
    QVERIFY(text->contains(u"138****5678"_s));
}

void TestAudit::readAndUnmask_leaveRows()
{
    const auto desk = m_county.open(u"win"_s);
    const QUuid id = QUuid::fromString(newVisit(*desk));
    desk->noteRead(u"visit"_s, id, u"read"_s);
    const auto values = desk->unmask(u"visit"_s, id, u"核对联系方式"_s).result();
    QVERIFY2(values, qPrintable(values ? QString() : values.error().message));
    QCOMPARE(values->value("visitor_name"_L1).toString(), u"张三"_s);
    const auto rows =
        desk->store()
            .read([&](Reader &reader) -> Result<QList<Row>> {
                return reader.select(auditEntity(), u"kind IN ('read', 'unmask', 'sign_in') ORDER BY seq"_s);
            })
            .result();
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->at(0).text("kind"_L1), u"sign_in"_s);
    QCOMPARE(rows->at(1).text("kind"_L1), u"read"_s);
    QCOMPARE(rows->at(1).uuid("subject"_L1), id);
    QCOMPARE(rows->at(2).text("kind"_L1), u"unmask"_s);
    QVERIFY(rows->at(2).text("detail"_L1).contains(u"核对联系方式"_s));
    QVERIFY(!rows->at(2).text("detail"_L1).contains(u"张三"_s));
    QVERIFY(desk->verify()->isEmpty());
}

void TestAudit::history_refusesChange()
{
    const auto desk = m_county.open(u"win"_s);
    newVisit(*desk);
    const auto changed = desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 auto row = tx.select(historyEntity(), u"1"_s).first();
                                 row.set("to_state"_L1, u"V7"_s);
                                 tx.update(row);
                                 return {};
                             })
                             .result();
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, u"store.append_only"_s);
    QVERIFY(desk->verify()->isEmpty());
}

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
