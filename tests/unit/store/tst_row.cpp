#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestRow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void set_keepsOneTypeAField_data();
    void set_keepsOneTypeAField();
    void changedFields_ofANewRowAreThoseThatHaveAValue();
    void json_isKeptCompactAndGivenBack();
    void createStatements_describeAStrictTable();
};

void TestRow::set_keepsOneTypeAField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("given");
    QTest::addColumn<QVariant>("kept");
    const QUuid id = QUuid::createUuid();
    QTest::newRow("text") << u"name"_s << QVariant(u"甲"_s) << QVariant(u"甲"_s);
    QTest::newRow("empty text stays a text") << u"name"_s << QVariant(u""_s) << QVariant(u""_s);
    QTest::newRow("null text is null") << u"name"_s << QVariant(QString()) << QVariant();
    QTest::newRow("int grows") << u"visits"_s << QVariant(3) << QVariant(qlonglong(3));
    QTest::newRow("integer from text") << u"visits"_s << QVariant(u"12"_s) << QVariant(qlonglong(12));
    QTest::newRow("bool") << u"sealed"_s << QVariant(1) << QVariant(true);
    QTest::newRow("date") << u"born"_s << QVariant(QDate(2026, 9, 14)) << QVariant(QDate(2026, 9, 14));
    QTest::newRow("no date is null") << u"born"_s << QVariant(QDate()) << QVariant();
    QTest::newRow("id") << u"spouse"_s << QVariant(id) << QVariant(id);
    QTest::newRow("id from text") << u"spouse"_s << QVariant(id.toString()) << QVariant(id);
    QTest::newRow("no id is null") << u"spouse"_s << QVariant(QUuid()) << QVariant();
}

void TestRow::set_keepsOneTypeAField()
{
    QFETCH(QString, field);
    QFETCH(QVariant, given);
    QFETCH(QVariant, kept);
    Row row(person());
    const QByteArray name = field.toLatin1();
    row.set(QLatin1StringView(name), given);
    const QVariant value = row.value(QLatin1StringView(name));
    QCOMPARE(value, kept);
    QCOMPARE(value.typeId(), kept.typeId());
}

void TestRow::changedFields_ofANewRowAreThoseThatHaveAValue()
{
    Row row(person());
    QVERIFY(row.changedFields().isEmpty());
    row.set("name"_L1, u"甲"_s);
    row.set("fee"_L1, Money{1});
    row.set("seen"_L1, Instant{});
    QCOMPARE(row.changedFields(), (QList<int>{person().indexOf("name"_L1), person().indexOf("fee"_L1)}));
}

void TestRow::json_isKeptCompactAndGivenBack()
{
    Row row(person());
    QVERIFY(row.json("notes"_L1).isNull());
    row.setJson("notes"_L1, QJsonArray{1, u"二"_s});
    QCOMPARE(row.text("notes"_L1), u"[1,\"二\"]"_s);
    QCOMPARE(row.json("notes"_L1).toArray().at(1).toString(), u"二"_s);
    row.setJson("notes"_L1, QJsonValue());
    QVERIFY(row.isNull("notes"_L1));
}

void TestRow::createStatements_describeAStrictTable()
{
    const QStringList statements = createStatements(person());
    QCOMPARE(statements.size(), 3);
    QVERIFY(statements.at(0).endsWith("STRICT"_L1));
    QVERIFY(statements.at(0).contains("\"name\" TEXT NOT NULL"_L1));
    QVERIFY(statements.at(0).contains("\"born\" INTEGER"_L1));
    QVERIFY(statements.at(0).contains("\"spouse\" BLOB"_L1));
    QVERIFY(statements.at(1).startsWith("CREATE UNIQUE INDEX"_L1));
    QVERIFY(statements.at(1).endsWith("WHERE deleted = 0"_L1));
}

QTEST_GUILESS_MAIN(TestRow)
#include "tst_row.moc"
