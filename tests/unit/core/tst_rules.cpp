#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <core/locale.h>
#include <core/rules.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

using Files = QMap<QString, QByteArray>;

// A small county: every type of column, a compound key, references of a code and of a list.
Files soundFiles()
{
    return {{u"schema"_s, "table,column,type,required,reference,zh,en\n"
                          "roles,role,key,1,,角色,Role\n"
                          "roles,zh,text,1,,,\n"
                          "roles,en,text,,,,\n"
                          "codes,list,key,1,,,\n"
                          "codes,code,key,1,,,\n"
                          "codes,zh,text,1,,,\n"
                          "codes,en,text,,,,\n"
                          "settings,key,key,1,,,\n"
                          "settings,value,text,,,,\n"
                          "actions,action,key,1,,,\n"
                          "actions,who,list,1,roles.role,,\n"
                          "actions,first,code,,roles.role,,\n"
                          "actions,when,expr,,,,\n"
                          "actions,order,int,,,,\n"
                          "actions,final,bool,,,,\n"
                          "actions,factor,decimal,,,,\n"
                          "actions,pattern,regex,,,,\n"
                          "actions,hint_zh,text,,,,\n"
                          "actions,hint_en,text,,,,\n"},
            {u"roles"_s, "role,zh,en\nDIR,主任,Director\nWIN,窗口,Window clerk\n单,单,\n"},
            {u"codes"_s, "list,code,zh,en\nsex,1,男,male\nsex,2,女,female\nlevel,red,红,red\nlevel,orange,橙,\n"},
            {u"settings"_s, "key,value\ngroup_visit_threshold,5\nname,清水县\n"},
            {u"actions"_s, "action,who,first,when,order,final,factor,pattern,hint_zh,hint_en\n"
                           "receive,DIR WIN,WIN,level in (red),3,1,0.5,^a$,提示,hint\n"
                           "void,DIR;WIN,-,,,0,,,,\n"}};
}

// The faults of the sound files with one table replaced, as "file:line:column: message".
QStringList faultsWith(const QString &table, const QByteArray &content)
{
    Files files = soundFiles();
    files.insert(table, content);
    const auto rules = RuleSet::load(files);
    QStringList faults;
    if (!rules) {
        for (const RuleFault &fault : rules.error())
            faults.append(fault.toString());
    }
    return faults;
}

constexpr QByteArrayView actionsHeader = "action,who,first,when,order,final,factor,pattern,hint_zh,hint_en\n";

} // namespace

class TestRules : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { setLanguage(Language::Chinese); }

    void soundTablesAreRead()
    {
        const auto loaded = RuleSet::load(soundFiles());
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().first().toString()));
        const RuleSet &rules = **loaded;
        const RuleRow *row = rules.table("actions"_L1).find(u"receive"_s);
        QVERIFY(row);
        QCOMPARE(row->line(), 2);
        QCOMPARE(row->list("who"_L1), (QStringList{u"DIR"_s, u"WIN"_s}));
        QCOMPARE(row->number("order"_L1), 3);
        QVERIFY(row->flag("final"_L1));
        QCOMPARE(row->text("factor"_L1), u"0.5"_s);
        const auto level = [](const QString &value) { return [value](const QString &) { return QVariant(value); }; };
        QVERIFY(row->expression("when"_L1).matches(level(u"red"_s)));
        QVERIFY(!row->expression("when"_L1).matches(level(u"orange"_s)));
        const RuleRow *other = rules.table("actions"_L1).find(u"void"_s);
        QVERIFY(other->expression("when"_L1).isAlwaysTrue());
        QCOMPARE(other->list("who"_L1), (QStringList{u"DIR"_s, u"WIN"_s}));
        QCOMPARE(other->number("order"_L1), 0);
        QVERIFY(!other->flag("final"_L1));
        QVERIFY(!rules.table("actions"_L1).find(u"unknown"_s));
        QVERIFY(rules.table("codes"_L1).find(u"sex/2"_s));
        QCOMPARE(rules.table("codes"_L1).where("list"_L1, u"sex"_s).size(), 2);
        QCOMPARE(rules.table("codes"_L1).where("zh"_L1, u"红"_s).size(), 1);
        QCOMPARE(rules.table("schema"_L1).rows().size(), 19);
    }

    void wordsFollowTheLanguage()
    {
        const Rules rules = *RuleSet::load(soundFiles());
        const RuleRow *row = rules->table("actions"_L1).find(u"receive"_s);
        QCOMPARE(rules->word("sex"_L1, u"1"_s), u"男"_s);
        QCOMPARE(row->word("hint"_L1), u"提示"_s);
        setLanguage(Language::English);
        QCOMPARE(rules->word("sex"_L1, u"1"_s), u"male"_s);
        QCOMPARE(rules->word("level"_L1, u"orange"_s), u"橙"_s); // no English word: better the Chinese one than none
        QCOMPARE(row->word("hint"_L1), u"hint"_s);
        setLanguage(Language::Chinese);
        QCOMPARE(rules->word("sex"_L1, u"7"_s), u"7"_s);
        QCOMPARE(rules->word("none"_L1, u"x"_s), u"x"_s);
        QVERIFY(rules->hasCode(u"sex"_s, u"2"_s));
        QVERIFY(!rules->hasCode(u"sex"_s, u"red"_s));
        QCOMPARE(rules->codes(u"level"_s).first()->text("code"_L1), u"red"_s);
        QCOMPARE(rules->setting("name"_L1), u"清水县"_s);
        QCOMPARE(rules->settingNumber("group_visit_threshold"_L1), 5);
        QCOMPARE(rules->setting("absent"_L1), QString());
    }

    void formsOfTheFileReadAlike_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("CRLF") << QByteArray("role,zh,en\r\nDIR,主任,\r\nWIN,窗口,\r\n单,单,\r\n");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfrole,zh,en\nDIR,主任,\nWIN,窗口,\n单,单,\n");
        QTest::newRow("quotes") << QByteArray("role,\"zh\",en\n\"DIR\",\"主任\",\"\"\nWIN,窗口,\n单,单,");
        QTest::newRow("comments") << QByteArray("# who\nrole,zh,en\n\nDIR,主任,\n# \"more\nWIN,窗口,\n单,单,\n");
        QTest::newRow("columns in another order") << QByteArray("zh,en,role\n主任,,DIR\n窗口,,WIN\n单,,单\n");
    }

    void formsOfTheFileReadAlike()
    {
        QFETCH(QByteArray, content);
        QCOMPARE(faultsWith(u"roles"_s, content), QStringList());
        Files files = soundFiles();
        files.insert(u"roles"_s, content);
        const Rules rules = *RuleSet::load(files);
        QCOMPARE(rules->table("roles"_L1).rows().size(), 3);
        QCOMPARE(rules->table("roles"_L1).find(u"DIR"_s)->text("zh"_L1), u"主任"_s);
        QCOMPARE(rules->table("roles"_L1).find(u"WIN"_s)->text("zh"_L1), u"窗口"_s);
    }

    void quotedCellHoldsCommasQuotesAndLines()
    {
        Files files = soundFiles();
        files.insert(u"roles"_s, "role,zh,en\nDIR,\"甲,\"\"乙\"\"\n丙\",\nWIN,窗口,\n单,单,\n");
        const auto rules = RuleSet::load(files);
        QVERIFY(rules);
        QCOMPARE((*rules)->table("roles"_L1).find(u"DIR"_s)->text("zh"_L1), u"甲,\"乙\"\n丙"_s);
        QCOMPARE((*rules)->table("roles"_L1).find(u"WIN"_s)->line(), 4);
    }

    void cellFaultIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QByteArray &line, const QString &place, const QString &part) {
            QTest::newRow(name) << line << place << part;
        };
        row("empty key", ",DIR,,,,,,,,", u"2:1"_s, u"action must not be empty"_s);
        row("key with a space", "a b,DIR,,,,,,,,", u"2:2"_s, u"identifier"_s);
        row("key with a slash", "a/b,DIR,,,,,,,,", u"2:2"_s, u"identifier"_s);
        row("required cell empty", "a,,,,,,,,,", u"2:3"_s, u"who must not be empty"_s);
        row("code in Chinese", "a,DIR,单,,,,,,,", u"2:7"_s, u"identifier"_s);
        row("code unknown", "a,DIR,MED,,,,,,,", u"2:7"_s, u"\"MED\" is not in roles.role"_s);
        row("second list item unknown", "a,DIR MED,,,,,,,,", u"2:7"_s, u"\"MED\" is not in roles.role"_s);
        row("list item unknown in quotes", "a,\"DIR;MED\",,,,,,,,", u"2:8"_s, u"\"MED\" is not in roles.role"_s);
        row("list item twice", "a,DIR DIR,,,,,,,,", u"2:7"_s, u"twice"_s);
        row("list item no code", "a,DIR W/N,,,,,,,,", u"2:8"_s, u"identifier"_s);
        row("expression", "a,DIR,,level == 3,,,,,,", u"2:15"_s, u"missing"_s);
        row("expression in quotes", "a,DIR,,\"level in (a, b\",,,,,,", u"2:23"_s, u"missing"_s);
        row("expression after doubled quotes", "a,DIR,,\"x = 'say \"\"no\"\"' y\",,,,,,", u"2:26"_s, u"not expected"_s);
        row("expression on a second line", "a,DIR,,\"x = 1\nand\",,,,,,", u"3:4"_s, u"missing"_s);
        row("expression after Chinese", "a,DIR,,x = 家暴 y,,,,,,", u"2:15"_s, u"not expected"_s);
        row("expression after a rare character", "a,DIR,,x = '𠮷' y,,,,,,", u"2:16"_s, u"not expected"_s);
        row("number", "a,DIR,,,three,,,,,", u"2:9"_s, u"whole number"_s);
        row("number with decimals", "a,DIR,,,3.5,,,,,", u"2:9"_s, u"whole number"_s);
        row("number too large", "a,DIR,,,99999999999,,,,,", u"2:9"_s, u"whole number"_s);
        row("bool", "a,DIR,,,,yes,,,,", u"2:10"_s, u"neither 0 nor 1"_s);
        row("decimal", "a,DIR,,,,,1e3,,,", u"2:11"_s, u"decimal"_s);
        row("regular expression", "a,DIR,,,,,,(a,,", u"2:14"_s, u"regular expression"_s);
        row("text too long", "a,DIR,,,,,,," + QByteArray(2001, 'x') + ",", u"2:2013"_s, u"2001 characters"_s);
        row("too few cells", "a,DIR", u"2:3"_s, u"2 cells, the first line of the file has 10"_s);
        row("too many cells", "a,DIR,,,,,,,,,more", u"2:15"_s, u"11 cells"_s);
        row("same key twice", "a,DIR,,,,,,,,\nb,DIR,,,,,,,,\na,WIN,,,,,,,,", u"4:1"_s, u"line 2 already"_s);
        row("after a comment", "# note\n\nb,,,,,,,,,", u"4:3"_s, u"empty"_s);
        row("quote inside a cell", "a,D\"IR,,,,,,,,", u"2:4"_s, u"quote"_s);
        row("text after a quote", "a,\"DIR\"x,,,,,,,,", u"2:8"_s, u"closing quote"_s);
        row("open quote", "a,DIR,,,,,,,\"hint,", u"2:13"_s, u"never closed"_s);
        row("control character", "a,DIR,,,,,,,x\x01y,", u"2:14"_s, u"U+0001"_s);
        row("not UTF-8", "a,DIR,,,,,,,\xd6\xd0,", u"2:13"_s, u"UTF-8"_s);
    }

    void cellFaultIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, place);
        QFETCH(QString, part);
        const QStringList faults = faultsWith(u"actions"_s, actionsHeader.toByteArray() + row + '\n');
        QCOMPARE(faults.size(), 1); // one mistake, one fault
        QVERIFY2(faults.first().startsWith(u"actions.csv:"_s + place + u": "_s), qPrintable(faults.join(u'\n')));
        QVERIFY2(faults.first().contains(part), qPrintable(faults.first()));
    }

    void headerFaultIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("fault");
        QTest::newRow("empty file") << QByteArray()
                                    << u"roles.csv:1:1: The file has no first line with the column names."_s;
        QTest::newRow("unknown column") << QByteArray("role,zh,en,fr\n")
                                        << u"roles.csv:1:12: schema.csv knows no column \"fr\" of this table."_s;
        QTest::newRow("column twice") << QByteArray("role,zh,en,zh\n")
                                      << u"roles.csv:1:12: Column zh is there twice."_s;
        QTest::newRow("column missing") << QByteArray("role,zh\n") << u"roles.csv:1:1: Column en is missing."_s;
    }

    void headerFaultIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, fault);
        // What refers to a table that cannot be read is not blamed for it.
        if (content.isEmpty() || !content.contains("fr"))
            QCOMPARE(faultsWith(u"roles"_s, content), QStringList{fault});
        else
            QCOMPARE(faultsWith(u"roles"_s, content).first(), fault);
    }

    void setFaultIsNamedWithItsPlace()
    {
        QCOMPARE(faultsWith(u"extra"_s, "a\n1\n"),
                 QStringList{u"extra.csv:1:1: schema.csv does not describe this table."_s});
        Files files = soundFiles();
        files.remove(u"settings"_s);
        QCOMPARE(RuleSet::load(files).error().first().toString(),
                 u"schema.csv:9:1: The file settings.csv is missing."_s);
        QCOMPARE(RuleSet::load({}).error().first().toString(),
                 u"schema.csv:1:1: The file schema.csv, which describes all others, is missing."_s);
    }

    void schemaFaultIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("fault");
        QTest::newRow("unknown type") << QByteArray("roles,fr,words,,,,")
                                      << u"schema.csv:21:10: \"words\" is no type."_s;
        QTest::newRow("unknown reference")
            << QByteArray("roles,fr,code,,places.place,,")
            << u"schema.csv:21:16: \"places.place\" is no table.column of this schema."_s;
        QTest::newRow("column twice") << QByteArray("roles,zh,text,,,,")
                                      << u"schema.csv:21:1: The key roles/zh is in line 3 already."_s;
    }

    void schemaFaultIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, fault);
        QCOMPARE(faultsWith(u"schema"_s, soundFiles().value(u"schema"_s) + row + '\n'), QStringList{fault});
    }

    void allFaultsAreReportedInOrder()
    {
        Files files = soundFiles();
        files.insert(u"actions"_s, actionsHeader.toByteArray() + "a,MED,,x =,three,,,,,\nb,,,,,2,,,,\n");
        files.insert(u"codes"_s, "list,code,zh,en\nsex,1,,\nsex,1,男,\n");
        const auto rules = RuleSet::load(files);
        QVERIFY(!rules);
        QStringList places;
        for (const RuleFault &fault : rules.error())
            places.append(fault.toString().section(u": "_s, 0, 0));
        QCOMPARE(places,
                 (QStringList{u"actions.csv:2:3"_s, u"actions.csv:2:11"_s, u"actions.csv:2:12"_s, u"actions.csv:3:3"_s,
                              u"actions.csv:3:7"_s, u"codes.csv:2:7"_s, u"codes.csv:3:1"_s}));
    }

    void versionFollowsTheContent()
    {
        const QString version = (*RuleSet::load(soundFiles()))->version();
        QCOMPARE(version.size(), 64);
        QCOMPARE((*RuleSet::load(soundFiles()))->version(), version);
        Files files = soundFiles();
        files[u"roles"_s] += "MED,调解员,\n";
        QVERIFY((*RuleSet::load(files))->version() != version);
    }

    void folderIsRead()
    {
        const QTemporaryDir folder;
        QCOMPARE(RuleSet::readFolder(folder.path()).error().code, u"rules.folder"_s);
        const Files files = soundFiles();
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            QFile file(folder.filePath(it.key() + u".csv"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(*it);
        }
        QCOMPARE(RuleSet::readFolder(folder.path()).value(), files);
        QCOMPARE(RuleSet::readFolder(folder.filePath(u"absent"_s)).error().code, u"rules.folder"_s);
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
