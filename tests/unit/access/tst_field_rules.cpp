// FieldRules: what the rows of rule table `fields` let through, and the code of everything they do not.
#include "access_fixture.h"

#include <core/locale.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

const QUuid knownAccount = QUuid::fromString(u"0190a000-0000-7000-8000-000000000001");

// Behind the shipped rows, which other tables refer to.
constexpr auto table = R"(try,word,text,,,2,10,,,词,Word,,
try,essay,long_text,,,,,,,文,Essay,,
try,count,int,,,1,5,,,数,Count,,
try,yes,bool,,,,,,,是,Yes,,
try,sum,money,,,1,1000,,,钱,Sum,,
try,day,date,,,,today,,,日,Day,,
try,moment,instant,,,,now,,,时,Moment,,
try,purpose,code,,visit_purpose,,,,,目的,Purpose,,
try,roles,codes,,roles,1,2,,,角色,Roles,,
try,phone,phone,,,,,Phone,,电话,Phone,,
try,document,document,,document_type,,,Number,,证件,Document,,
try,citizen,citizen_id,,,,,Number,,身份证,Citizen number,,
try,place,division,,,,,,,地,Place,,
try,cell,grid,,,,,,,格,Cell,,
try,who,ref:account,,,,,,,谁,Who,,
try,people,list:human,,,,2,,,人们,People,,
try,head_person,object:human,,,,,,,负责人,Head,,
try,reason,text,count >= 3 or sum > 50000,,,,,,理由,Reason,,
human,name,text,1,,,20,Name,,姓名,Name,,
human,birth_day,date,,,,today,Number,,生日,Birthday,,
strict,one,text,1,,,,,,一,One,,
)";

Rules rulesWith(const char *fields)
{
    auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    if (!files)
        qFatal("%s", qPrintable(files.error().message));
    (*files)[u"fields"_s].append(fields);
    const auto rules = RuleSet::load(*files);
    if (!rules)
        qFatal("%s", qPrintable(rules.error().first().toString()));
    return *rules;
}

Result<QUuid> resolve(const QString &kind, const QString &text)
{
    if (text == "jia"_L1)
        return knownAccount;
    return fail(ErrorKind::NotFound, kind % u".not_found", u"Nobody."_s);
}

} // namespace

class TestFieldRules : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] Result<Fields> check(const QString &action, const QByteArray &json) const
    {
        const QJsonObject data = QJsonDocument::fromJson(json).object();
        return m_rules.check(action, u"visit"_s, u"A01"_s, data, QDate(2026, 9, 14), resolve);
    }

    const FieldRules m_rules{rulesWith(table)};

private Q_SLOTS:
    void fault_isNamedByCodeAndField_data();
    void fault_isNamedByCodeAndField();
    void goodValues_keepTheirTypes();
    void json_ofGoodData_comesBackCanonical();
    void emptyText_countsAsNotGiven();
    void fieldsOf_givesTheRowsInOrder();
};

void TestFieldRules::fault_isNamedByCodeAndField_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code"); // empty = good
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &json, const QString &code, const QString &field = {}) {
        QTest::newRow(name) << u"try"_s << json << code << field;
    };
    row("nothing is required", "{}", {});
    row("a field nobody described", R"({"colour":"red"})", u"visit.field_unknown"_s, u"colour"_s);
    row("text that is a number", R"({"word":7})", u"visit.word_type"_s, u"word"_s);
    row("text too long", R"({"word":"12345678901"})", u"visit.word_too_long"_s, u"word"_s);
    row("text too short", R"({"word":"1"})", u"visit.word_range"_s, u"word"_s);
    row("text with a line break", "{\"word\":\"ab\\ncd\"}", u"visit.word_format"_s, u"word"_s);
    row("long text with line breaks", "{\"essay\":\"ab\\ncd\"}", {});
    row("long text of 10,000", R"({"essay":")" + QByteArray(10'000, 'x') + R"("})", {});
    row("long text of 10,001", R"({"essay":")" + QByteArray(10'001, 'x') + R"("})", u"visit.essay_too_long"_s,
        u"essay"_s);
    row("int as text", R"({"count":"3"})", u"visit.count_type"_s, u"count"_s);
    row("int with a fraction", R"({"count":2.5})", u"visit.count_type"_s, u"count"_s);
    row("int below", R"({"count":0})", u"visit.count_range"_s, u"count"_s);
    row("int above", R"({"count":6})", u"visit.count_range"_s, u"count"_s);
    row("bool as number", R"({"yes":1})", u"visit.yes_type"_s, u"yes"_s);
    row("money as number", R"({"sum":12})", u"visit.sum_type"_s, u"sum"_s);
    row("money with three decimals", R"({"sum":"1.005"})", u"visit.sum_format"_s, u"sum"_s);
    row("money above", R"({"sum":"1000.01"})", u"visit.sum_range"_s, u"sum"_s);
    row("impossible date", R"({"day":"2026-02-30"})", u"visit.day_impossible"_s, u"day"_s);
    row("date of another shape", R"({"day":"14/9/2026"})", u"visit.day_format"_s, u"day"_s);
    row("date after today", R"({"day":"2026-09-15"})", u"visit.day_range"_s, u"day"_s);
    row("instant without offset", R"({"moment":"2026-09-14T09:00:00"})", u"visit.moment_format"_s, u"moment"_s);
    row("unknown code", R"({"purpose":"shopping"})", u"visit.purpose_unknown"_s, u"purpose"_s);
    row("codes not a list", R"({"roles":"WIN"})", u"visit.roles_type"_s, u"roles"_s);
    row("codes of a rule table", R"({"roles":["WIN","MED"]})", {});
    row("unknown role", R"({"roles":["BOSS"]})", u"visit.roles_unknown"_s, u"roles"_s);
    row("too many roles", R"({"roles":["WIN","MED","DIR"]})", u"visit.roles_too_many"_s, u"roles"_s);
    row("no role of at least one", R"({"roles":[]})", u"visit.roles_range"_s, u"roles"_s);
    row("phone with letters", R"({"phone":"138abc"})", u"visit.phone_format"_s, u"phone"_s);
    row("document with a wrong check digit", R"({"document":{"type":"citizen_id","number":"999999199001010019"}})",
        u"visit.document_check_digit"_s, u"document"_s);
    row("document of an impossible birth", R"({"document":{"type":"citizen_id","number":"999999199002300010"}})",
        u"visit.document_impossible"_s, u"document"_s);
    row("document of an unknown type", R"({"document":{"type":"club_card","number":"1"}})", u"visit.document_unknown"_s,
        u"document"_s);
    row("document as text", R"({"document":"999999199001010016"})", u"visit.document_type"_s, u"document"_s);
    row("citizen number too short", R"({"citizen":"12345"})", u"visit.citizen_format"_s, u"citizen"_s);
    row("division that is none", R"({"place":"99"})", u"visit.place_format"_s, u"place"_s);
    row("grid that is none", R"({"cell":"620521"})", u"visit.cell_format"_s, u"cell"_s);
    row("unknown account", R"({"who":"nobody"})", u"account.not_found"_s, u"who"_s);
    row("records not a list", R"({"people":{"name":"a"}})", u"visit.people_type"_s, u"people"_s);
    row("record that is text", R"({"people":["a"]})", u"visit.people_type"_s, u"people"_s);
    row("too many records", R"({"people":[{"name":"a"},{"name":"b"},{"name":"c"}]})", u"visit.people_too_many"_s,
        u"people"_s);
    row("fault inside the second record", R"({"people":[{"name":"a"},{"birth_day":"2000-01-01"}]})",
        u"human.name_missing"_s, u"people[1].name"_s);
    row("unknown field inside a record", R"({"people":[{"name":"a","age":4}]})", u"human.field_unknown"_s,
        u"people[0].age"_s);
    row("fault inside an object", R"({"head_person":{"name":"a","birth_day":"2030-01-01"}})", u"human.birthday_range"_s,
        u"head_person.birth_day"_s);
    row("condition on a number", R"({"count":3})", u"visit.reason_missing"_s, u"reason"_s);
    row("condition on money in fen", R"({"sum":"500.01"})", u"visit.reason_missing"_s, u"reason"_s);
    row("condition that does not hold", R"({"count":2,"sum":"500.00"})", {});
    row("condition met", R"({"count":3,"reason":"so"})", {});
    QTest::newRow("required and absent") << u"strict"_s << QByteArray("{}") << u"visit.one_missing"_s << u"one"_s;
    QTest::newRow("required and null") << u"strict"_s << QByteArray(R"({"one":null})") << u"visit.one_missing"_s
                                       << u"one"_s;
    QTest::newRow("required and blank") << u"strict"_s << QByteArray(R"({"one":"  "})") << u"visit.one_missing"_s
                                        << u"one"_s;
    QTest::newRow("action without fields") << u"free"_s << QByteArray("{}") << QString() << QString();
}

void TestFieldRules::fault_isNamedByCodeAndField()
{
    QFETCH(const QString, action);
    QFETCH(const QByteArray, json);
    QFETCH(const QString, code);
    QFETCH(const QString, field);
    const auto fields = check(action, json);
    QCOMPARE(fields ? QString() : fields.error().code, code);
    if (fields)
        return;
    QCOMPARE(fields.error().field, field);
    QCOMPARE(fields.error().rule, u"A01"_s);
    QVERIFY(fields.error().kind == ErrorKind::Invalid || fields.error().kind == ErrorKind::NotFound);
    QVERIFY2(!fields.error().message.contains(u'%'), qPrintable(fields.error().message));
}

void TestFieldRules::goodValues_keepTheirTypes()
{
    const auto fields = check(u"try"_s, R"({"word":" ab ","count":2,"yes":false,"sum":"12.5","day":"2026-09-14",
        "moment":"2026-09-14T01:00:00Z","roles":["WIN","WIN"],"phone":"１３８ 0000 5678","who":"jia",
        "document":{"type":"citizen_id","number":"999999199001010016"},"place":"620521105000",
        "people":[{"name":"王五"}],"head_person":{"name":"赵六"}})");
    QVERIFY2(fields, qPrintable(fields ? QString() : fields.error().message));
    QCOMPARE(fields->text("word"_L1), u"ab"_s);
    QCOMPARE(fields->integer("count"_L1), 2);
    QVERIFY(fields->has("yes"_L1));
    QVERIFY(!fields->flag("yes"_L1));
    QCOMPARE(fields->money("sum"_L1).fen, 1250);
    QCOMPARE(fields->date("day"_L1), QDate(2026, 9, 14));
    QCOMPARE(fields->instant("moment"_L1), Instant::fromLocal({2026, 9, 14}, {9, 0}));
    QCOMPARE(fields->codes("roles"_L1), QStringList{u"WIN"_s});
    QCOMPARE(fields->text("phone"_L1), u"13800005678"_s);
    QCOMPARE(fields->uuid("who"_L1), knownAccount);
    QCOMPARE(fields->text("document.type"_L1), u"citizen_id"_s);
    QCOMPARE(fields->text("document.number"_L1), u"999999199001010016"_s);
    QCOMPARE(fields->text("place"_L1), u"620521105"_s);
    QCOMPARE(fields->records("people"_L1).size(), 1);
    QCOMPARE(fields->records("people"_L1).first().text("name"_L1), u"王五"_s);
    QCOMPARE(fields->records("head_person"_L1).first().text("name"_L1), u"赵六"_s);
    QVERIFY(!fields->has("purpose"_L1));
}

void TestFieldRules::json_ofGoodData_comesBackCanonical()
{
    const auto fields = check(u"try"_s, R"({"sum":"12.5","moment":"2026-09-14T01:00:00Z","who":"jia","day":"2026-09-14",
        "document":{"number":"999999199001010016","type":"citizen_id"},"people":[{"name":" 王五 "}],
        "head_person":{"name":"赵六"},"roles":["WIN"],"yes":true})");
    QVERIFY(fields);
    const QJsonObject json = fields->toJson();
    QCOMPARE(json["sum"_L1].toString(), u"12.50"_s);
    QCOMPARE(json["moment"_L1].toString(), u"2026-09-14T09:00:00+08:00"_s);
    QCOMPARE(json["who"_L1].toString(), knownAccount.toString(QUuid::WithoutBraces));
    QCOMPARE(json["document"_L1].toObject()["type"_L1].toString(), u"citizen_id"_s);
    QCOMPARE(json["people"_L1].toArray().at(0).toObject()["name"_L1].toString(), u"王五"_s);
    QCOMPARE(json["head_person"_L1].toObject()["name"_L1].toString(), u"赵六"_s);
    QCOMPARE(json.size(), 9);
}

void TestFieldRules::emptyText_countsAsNotGiven()
{
    const auto fields = check(u"try"_s, R"({"word":"","purpose":" ","document":{"type":"","number":""}})");
    QVERIFY(fields);
    QVERIFY(!fields->has("word"_L1));
    QVERIFY(!fields->has("purpose"_L1));
    QVERIFY(!fields->has("document"_L1));
}

void TestFieldRules::fieldsOf_givesTheRowsInOrder()
{
    const auto rows = m_rules.fieldsOf(u"human"_s);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first()->text("field"_L1), u"name"_s);
    QVERIFY(m_rules.fieldsOf(u"free"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestFieldRules)
#include "tst_field_rules.moc"
