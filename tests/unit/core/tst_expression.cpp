#include <QDate>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

#include <core/expression.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void matchesByKleeneLogic_data();
    void matchesByKleeneLogic();
    void sqlSelectsWhatMatches_data();
    void sqlSelectsWhatMatches();
    void valuesOfEveryTypeCompare_data();
    void valuesOfEveryTypeCompare();
    void faultNamesItsColumn_data();
    void faultNamesItsColumn();
    void namesAreThoseOfValues();
    void alwaysTrueIsKnown_data();
    void alwaysTrueIsKnown();
    void sqlRefusesAnUnknownName();
    void sqlBindsValuesInOrder();
    void cleanupTestCase();

private:
    static QVariantMap record();
    static QVariant lookUp(const QString &name);
    static void rows();
};

// The record that the rows below ask about. `nothing` is null and `empty` an empty text.
QVariantMap TestExpression::record()
{
    return {{u"level"_s, u"orange"_s},
            {u"persons"_s, 12},
            {u"sex"_s, u"1"_s},
            {u"danger"_s, true},
            {u"safe"_s, false},
            {u"first_known"_s, u"2026-09-14"_s},
            {u"facts"_s, u"持刀威胁"_s},
            {u"kinds"_s, u"[\"weapon\",\"dv\"]"_s},
            {u"purposes"_s, u"consult; petition"_s},
            {u"data.mediator"_s, u"ding"_s},
            {u"mediator"_s, u"ding"_s},
            {u"ratio"_s, 0.5},
            {u"empty"_s, u""_s},
            {u"nothing"_s, QVariant()}};
}

QVariant TestExpression::lookUp(const QString &name)
{
    return record().value(name);
}

void TestExpression::initTestCase()
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s);
    if (!db.isValid())
        return;
    db.setDatabaseName(u":memory:"_s);
    QVERIFY(db.open());
    QSqlQuery query;
    QVERIFY2(query.exec(u"CREATE TABLE t (level TEXT, persons INTEGER, sex TEXT, danger INTEGER, safe INTEGER, "
                        "first_known INTEGER, facts TEXT, kinds TEXT, purposes TEXT, \"data.mediator\" TEXT, "
                        "mediator TEXT, ratio REAL, empty TEXT, \"nothing\" TEXT)"_s),
             qPrintable(query.lastError().text()));
    QVERIFY2(query.exec(u"INSERT INTO t VALUES ('orange', 12, '1', 1, 0, julianday('2026-09-14') + 0.5, '持刀威胁', "
                        "'[\"weapon\",\"dv\"]', 'consult; petition', 'ding', 'ding', 0.5, '', NULL)"_s),
             qPrintable(query.lastError().text()));
}

void TestExpression::rows()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const std::initializer_list<std::pair<const char *, bool>> cases = {
        {"", true},
        {"true", true},
        {"false", false},
        {"1", true},
        {"0", false},
        {"level = orange", true},
        {"level = 'orange'", true},
        {"level = red", false},
        {"level != red", true},
        {"level != orange", false},
        {"level in (orange, red)", true},
        {"level in (red, 'yellow')", false},
        {"level not in (red, yellow)", true},
        {"level not in (red, orange)", false},
        {"persons >= 5", true},
        {"persons > 12", false},
        {"persons < 12.5", true},
        {"persons <= 11", false},
        {"persons > 9", true}, // by number, not by text
        {"persons != -1", true},
        {"sex = 1", true}, // a code that looks like a number
        {"sex in (1, 2)", true},
        {"sex != 1", false},
        {"ratio = 0.5", true},
        {"danger", true},
        {"safe", false},
        {"not safe", true},
        {"danger = true", true},
        {"safe = false", true},
        {"danger != true", false},
        {"first_known = '2026-09-14'", true},
        {"first_known >= 2026-09-01", true},
        {"first_known < '2026-09-14'", false},
        {"facts contains '刀'", true},
        {"facts contains '枪'", false},
        {"facts contains 刀", true},
        {"kinds has dv", true},
        {"kinds has d", false},
        {"not kinds has fire", true},
        {"purposes has petition", true},
        {"purposes has pet", false},
        {"mediator = data.mediator", true},
        {"mediator != data.mediator", false},
        {"5 <= persons", true},
        // and binds tighter than or, not tightest
        {"level = red and danger or persons = 12", true},
        {"level = red and (danger or persons = 12)", false},
        {"not level = red and danger", true},
        {"not (level = red or danger)", false},
        {"not not danger", true},
        // unknown is no reason for anything, in either direction
        {"nothing = x", false},
        {"nothing != x", false},
        {"not nothing = x", false},
        {"not (nothing = x)", false},
        {"nothing in (x)", false},
        {"nothing not in (x)", false},
        {"nothing > 3", false},
        {"nothing", false},
        {"not nothing", false},
        {"nothing has x", false},
        {"not nothing has x", false},
        {"nothing contains x", false},
        {"nothing = x or danger", true},
        {"nothing = x and danger", false},
        {"not (nothing = x and safe)", true},
        {"mediator = nothing", false}, // on the right a word is a code
        {"nothing is null", true},
        {"nothing is not null", false},
        {"not nothing is null", false},
        {"level is null", false},
        {"level is not null", true},
        // an empty text is as unsaid as none
        {"empty is null", true},
        {"empty = x", false},
        {"empty != x", false},
        {"not empty = x", false},
        {"not (empty in (x, y))", false},
        {"empty < 'x'", false},
        {"not empty contains x", false},
        {"not empty has x", false},
    };
    for (const auto &[text, expected] : cases)
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QString::fromUtf8(text) << expected;
}

void TestExpression::matchesByKleeneLogic_data()
{
    rows();
}

void TestExpression::matchesByKleeneLogic()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    const auto expression = Expression::parse(text);
    QVERIFY2(expression, expression ? "" : qPrintable(expression.error().message));
    QCOMPARE(expression->matches(lookUp), expected);
}

void TestExpression::sqlSelectsWhatMatches_data()
{
    rows();
}

void TestExpression::sqlSelectsWhatMatches()
{
    if (!QSqlDatabase::database().isOpen())
        QSKIP("Qt's SQLite driver is not installed");
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QVariantList binds;
    const auto sql = Expression::parse(text)->toSql(
        [](const QString &name) {
            if (name == "first_known"_L1)
                return u"date(first_known)"_s; // stored as a Julian day
            return record().contains(name) ? QString(u'"' + name + u'"') : QString();
        },
        &binds);
    QVERIFY2(sql, sql ? "" : qPrintable(sql.error().message));
    QSqlQuery query;
    QVERIFY2(query.prepare(u"SELECT count(*) FROM t WHERE "_s + *sql), qPrintable(*sql));
    for (const QVariant &value : binds)
        query.addBindValue(value);
    QVERIFY2(query.exec(), qPrintable(QString(*sql + u" : " + query.lastError().text())));
    QVERIFY(query.next());
    QVERIFY2((query.value(0).toInt() == 1) == expected, qPrintable(*sql));
}

void TestExpression::valuesOfEveryTypeCompare_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("expected");
    const QUuid id(u"01920000-0000-7000-8000-000000000001"_s);
    QTest::newRow("date") << u"x = '2026-09-14'"_s << QVariant(QDate(2026, 9, 14)) << true;
    QTest::newRow("earlier date") << u"x < '2026-10-01'"_s << QVariant(QDate(2026, 9, 14)) << true;
    QTest::newRow("invalid date is unknown") << u"x is null"_s << QVariant(QDate()) << true;
    QTest::newRow("null id is unknown") << u"x != a"_s << QVariant(QUuid()) << false;
    QTest::newRow("id") << u"x = '01920000-0000-7000-8000-000000000001'"_s << QVariant(id) << true;
    QTest::newRow("big number") << u"x > 9999999999999"_s << QVariant(qint64(10000000000000)) << true;
    QTest::newRow("number as text") << u"x > 9"_s << QVariant(u"12"_s) << true;
    QTest::newRow("word against number") << u"x = 5"_s << QVariant(u"five"_s) << false;
    QTest::newRow("bool as 1") << u"x = 1"_s << QVariant(true) << true;
    QTest::newRow("set has") << u"x has DIR"_s << QVariant(QStringList{u"WIN"_s, u"DIR"_s}) << true;
    QTest::newRow("set has not") << u"not x has MED"_s << QVariant(QStringList{u"WIN"_s}) << true;
    QTest::newRow("set equals a member") << u"x = WIN"_s << QVariant(QStringList{u"WIN"_s, u"DIR"_s}) << true;
    QTest::newRow("set differs") << u"x != MED"_s << QVariant(QStringList{u"WIN"_s, u"DIR"_s}) << true;
    QTest::newRow("set in") << u"x in (MED, DIR)"_s << QVariant(QStringList{u"WIN"_s, u"DIR"_s}) << true;
    QTest::newRow("variant list has number") << u"x has 3"_s << QVariant(QVariantList{1, 3}) << true;
    QTest::newRow("empty set is a known set") << u"not x has MED"_s << QVariant(QStringList{}) << true;
    QTest::newRow("quote in text") << u"x = 'it''s'"_s << QVariant(u"it's"_s) << true;
    QTest::newRow("keyword as text") << u"x = 'in'"_s << QVariant(u"in"_s) << true;
    QTest::newRow("code with a dash") << u"x = stop-gap"_s << QVariant(u"stop-gap"_s) << true;
    QTest::newRow("Chinese code") << u"x = 家暴"_s << QVariant(u"家暴"_s) << true;
}

void TestExpression::valuesOfEveryTypeCompare()
{
    QFETCH(QString, text);
    QFETCH(QVariant, value);
    QFETCH(bool, expected);
    const auto expression = Expression::parse(text);
    QVERIFY(expression);
    QCOMPARE(expression->matches([&](const QString &) { return value; }), expected);
}

void TestExpression::faultNamesItsColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::newRow("no right side") << u"level ="_s << 8;
    QTest::newRow("no left side") << u"= orange"_s << 1;
    QTest::newRow("two conditions") << u"danger safe"_s << 8;
    QTest::newRow("open bracket") << u"(danger or safe"_s << 16;
    QTest::newRow("closing bracket alone") << u"danger)"_s << 7;
    QTest::newRow("in without bracket") << u"level in orange"_s << 10;
    QTest::newRow("in without comma") << u"level in (orange red)"_s << 18;
    QTest::newRow("empty list") << u"level in ()"_s << 11;
    QTest::newRow("unknown character") << u"level = orange & danger"_s << 16;
    QTest::newRow("double equals") << u"level == orange"_s << 8;
    QTest::newRow("open quote") << u"level = 'orange"_s << 9;
    QTest::newRow("equals null") << u"level = null"_s << 9;
    QTest::newRow("is without null") << u"level is orange"_s << 10;
    QTest::newRow("dash in a name") << u"le-vel = orange"_s << 3;
    QTest::newRow("or at the end") << u"danger or"_s << 10;
    QTest::newRow("and at the start") << u"and danger"_s << 1;
    QTest::newRow("not alone") << u"not"_s << 4;
    QTest::newRow("chain") << u"1 < persons < 5"_s << 13;
    QTest::newRow("text alone") << u"danger and 'yes'"_s << 12;
    QTest::newRow("set named by a value") << u"'a' has b"_s << 1;
    QTest::newRow("nested too deeply") << QString(QString(100, u'(') + u'x' + QString(100, u')')) << 65;
}

void TestExpression::faultNamesItsColumn()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    int at = 0;
    const auto expression = Expression::parse(text, &at);
    QVERIFY(!expression);
    QCOMPARE(expression.error().code, u"expression.syntax"_s);
    QCOMPARE(at, column);
    QVERIFY(expression.error().message.contains(QString::number(column)));
}

void TestExpression::namesAreThoseOfValues()
{
    const auto expression =
        Expression::parse(u"level in (orange, red) and not data.reason is null or persons > limit and a = data.b"_s);
    QVERIFY(expression);
    QCOMPARE(expression->names(),
             (QSet<QString>{u"level"_s, u"data.reason"_s, u"persons"_s, u"limit"_s, u"a"_s, u"data.b"_s}));
}

void TestExpression::alwaysTrueIsKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("white space") << u"  "_s << true;
    QTest::newRow("1") << u"1"_s << true;
    QTest::newRow("true") << u"true"_s << true;
    QTest::newRow("0") << u"0"_s << false;
    QTest::newRow("name") << u"danger"_s << false;
}

void TestExpression::alwaysTrueIsKnown()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(Expression::parse(text)->isAlwaysTrue(), expected);
    QVERIFY(Expression().isAlwaysTrue());
}

void TestExpression::sqlRefusesAnUnknownName()
{
    QVariantList binds = {u"earlier"_s};
    const auto sql = Expression::parse(u"level = red and colour = blue"_s)
                         ->toSql([](const QString &name) { return name == "level"_L1 ? name : QString(); }, &binds);
    QVERIFY(!sql);
    QCOMPARE(sql.error().code, u"expression.unknown_name"_s);
    QVERIFY(sql.error().message.contains(u"colour"_s));
    QCOMPARE(binds, QVariantList{u"earlier"_s});
}

void TestExpression::sqlBindsValuesInOrder()
{
    QVariantList binds;
    const auto sql = Expression::parse(u"a = red and b in (1, 'x''y') and c = true"_s)
                         ->toSql([](const QString &name) { return name; }, &binds);
    QVERIFY(sql);
    QCOMPARE(*sql, u"((a = ?) AND (b IN (?, ?)) AND (c = ?))"_s);
    QCOMPARE(binds, (QVariantList{u"red"_s, qint64(1), u"x'y"_s, 1}));
}

void TestExpression::cleanupTestCase()
{
    QSqlDatabase::removeDatabase(QLatin1StringView(QSqlDatabase::defaultConnection));
}

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
