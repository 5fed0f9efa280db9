#include <core/hanzi.h>

#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void search_findsByEveryKindOfKey_data();
    void search_findsByEveryKindOfKey();
    void search_saysWhyItMatched_data();
    void search_saysWhyItMatched();
    void search_putsBetterMatchesFirst();
    void search_putsTheNewestFirstAmongEqual();
    void search_keepsToTheAskedEntities();
    void search_findsReindexedRowByNewKeysOnly();
    void search_forgetsRemovedRows();
    void search_takesAnyTextWithoutAnError_data();
    void search_takesAnyTextWithoutAnError();
    void search_givesAtMostTheLimit();
    void expression_isEmptyWhenThereIsNothingToLookFor();

private:
    QUuid add(const QString &name, SearchKeys keys);
    [[nodiscard]] QStringList found(const SearchRequest &request);
    std::unique_ptr<Fixture> m_file;
};

QUuid TestSearch::add(const QString &name, SearchKeys keys)
{
    keys.names = QStringList{name} + keys.names;
    return m_file
        ->write([=](Writer &tx) -> Result<QUuid> {
            Row row(person());
            row.set("name"_L1, name);
            tx.insert(row);
            tx.index(row, keys);
            return row.id();
        })
        .value();
}

QStringList TestSearch::found(const SearchRequest &request)
{
    return m_file
        ->read([=](Reader &tx) -> Result<QStringList> {
            QStringList names;
            for (const SearchHit &hit : tx.search(request)) {
                if (hit.entity == "person"_L1)
                    names << tx.find(person(), hit.id)->text("name"_L1);
                else
                    names << hit.entity;
            }
            return names;
        })
        .value();
}

void TestSearch::initTestCase()
{
    m_file = std::make_unique<Fixture>();
    add(u"单小明"_s, {.phones = {u"138 1234 8821"_s},
                      .documents = {u"99999919800229002X"_s},
                      .addresses = {u"甘肃省清水县永清镇南环路5号楼302室"_s}});
    add(u"张伟"_s,
        {.phones = {u"13998887777"_s}, .documents = {u"999999199001011234"_s}, .addresses = {u"清水县山门镇白河村"_s}});
    add(u"张伟东"_s, {.phones = {u"13900008821"_s}, .addresses = {u"清水县红堡镇"_s}});
    add(u"欧阳国强"_s, {.names = {u"歐陽國強"_s}});
    setPinyinOverrides({{u"朴"_s, {u"piao"_s, u"pu"_s}}});
    add(u"朴吕"_s, {});
    add(u"买买提·吐尔逊"_s, {});
    add(u"清水县人力资源和社会保障局"_s, {});
    add(u"𠮷田"_s, {});
    const auto visit = m_file->write([](Writer &tx) -> Result<> {
        Row row(setting());
        row.set("value"_L1, u"x"_s);
        tx.insert(row);
        tx.index(row, {.numbers = {u"LF-620521-20260914-0017"_s, u"A017"_s, u"清综矛〔2026〕0042号"_s},
                       .texts = {u"邻居漏水，要求赔偿2000元"_s}});
        return {};
    });
    QVERIFY(visit);
}

void TestSearch::search_findsByEveryKindOfKey_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // must be the first hit; empty: nothing may be found
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("surname", u"单"_s, u"单小明"_s);
    row("whole name", u"单小明"_s, u"单小明"_s);
    row("given name", u"小明"_s, u"单小明"_s);
    row("last character", u"明"_s, u"单小明"_s);
    row("name of more than four characters", u"买买提吐尔"_s, u"买买提·吐尔逊"_s);
    row("name with its dot", u"买买提·吐尔逊"_s, u"买买提·吐尔逊"_s);
    row("inside of a long name", u"社会保障局"_s, u"清水县人力资源和社会保障局"_s);
    row("character outside the base plane", u"𠮷"_s, u"𠮷田"_s);
    row("traditional finds simplified", u"單小明"_s, u"单小明"_s);
    row("simplified finds traditional", u"欧阳国强"_s, u"欧阳国强"_s);
    row("pinyin of the surname reading", u"shan"_s, u"单小明"_s);
    row("pinyin half a syllable", u"shanxi"_s, u"单小明"_s);
    row("whole pinyin", u"shanxiaoming"_s, u"单小明"_s);
    row("pinyin from the given name", u"xiaom"_s, u"单小明"_s);
    row("pinyin of the last character", u"ming"_s, u"单小明"_s);
    row("long pinyin from the second character", u"yangguoqia"_s, u"欧阳国强"_s);
    row("first reading of a surname", u"piaolu"_s, u"朴吕"_s);
    row("second reading of a surname", u"pul"_s, u"朴吕"_s);
    row("given name behind either reading", u"lv"_s, u"朴吕"_s);
    row("u umlaut as v", u"lv"_s, u"朴吕"_s);
    row("capitals", u"SHAN"_s, u"单小明"_s);
    row("full-width letters", u"ｓｈａｎ"_s, u"单小明"_s);
    row("initials", u"sxm"_s, u"单小明"_s);
    row("initials from the second", u"ygq"_s, u"欧阳国强"_s);
    row("phone last four", u"7777"_s, u"张伟"_s);
    row("phone middle", u"1234882"_s, u"单小明"_s);
    row("phone whole", u"13812348821"_s, u"单小明"_s);
    row("phone full-width digits", u"８８２１"_s, u"张伟东"_s);
    row("document last four with x", u"002X"_s, u"单小明"_s);
    row("document last six", u"011234"_s, u"张伟"_s);
    row("document whole, small x", u"99999919800229002x"_s, u"单小明"_s);
    row("document from area and birthday on", u"99999919800229"_s, u"单小明"_s);
    row("address two characters", u"红堡"_s, u"张伟东"_s);
    row("address six characters", u"清水县山门镇"_s, u"张伟"_s);
    row("address with house number", u"5号楼302室"_s, u"单小明"_s);
    row("surname and phone", u"张 8821"_s, u"张伟东"_s);
    row("surname and phone in other order", u"8821 张"_s, u"张伟东"_s);
    row("initials and document", u"zw 1234"_s, u"张伟"_s);
    row("wide blank between words", u"张　8821"_s, u"张伟东"_s);
    row("visit number", u"LF-620521-20260914-0017"_s, u"setting"_s);
    row("visit number, part", u"20260914-0017"_s, u"setting"_s);
    row("visit number last four", u"0017"_s, u"setting"_s);
    row("ticket", u"a017"_s, u"setting"_s);
    row("matter number", u"清综矛〔2026〕0042号"_s, u"setting"_s);
    row("text two characters", u"漏水"_s, u"setting"_s);
    row("text with a number", u"赔偿2000元"_s, u"setting"_s);
    row("nobody of that name", u"李"_s, {});
    row("words of two people", u"单 7777"_s, {});
    row("characters in another order", u"明小"_s, {});
    row("phone digits in another order", u"8812"_s, {});
    row("three digits are too few", u"882"_s, {});
}

void TestSearch::search_findsByEveryKindOfKey()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const QStringList names = found({.text = text});
    QCOMPARE(names.value(0), expected);
}

void TestSearch::search_saysWhyItMatched_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<SearchKeyKind>("kind");
    QTest::newRow("name") << u"小明"_s << SearchKeyKind::Name;
    QTest::newRow("pinyin") << u"xiaom"_s << SearchKeyKind::Pinyin;
    QTest::newRow("initials") << u"sxm"_s << SearchKeyKind::Initials;
    QTest::newRow("document tail") << u"002x"_s << SearchKeyKind::DocumentTail;
    QTest::newRow("document") << u"99999919800229002x"_s << SearchKeyKind::Document;
    QTest::newRow("phone") << u"7777"_s << SearchKeyKind::Phone;
    QTest::newRow("address") << u"红堡"_s << SearchKeyKind::Address;
    QTest::newRow("number") << u"LF-620521-20260914-0017"_s << SearchKeyKind::Number;
    QTest::newRow("text") << u"漏水"_s << SearchKeyKind::Text;
    QTest::newRow("of the first word") << u"红堡 8821"_s << SearchKeyKind::Address;
}

void TestSearch::search_saysWhyItMatched()
{
    QFETCH(QString, text);
    QFETCH(SearchKeyKind, kind);
    const auto hits = m_file->read([=](Reader &tx) -> Result<QList<SearchHit>> { return tx.search({.text = text}); });
    QVERIFY(!hits->isEmpty());
    QCOMPARE(hits->first().kind, kind);
}

void TestSearch::search_putsBetterMatchesFirst()
{
    // 张伟 was added before 张伟东, so without ranks it would come second.
    QCOMPARE(found({.text = u"张伟"_s}), QStringList({u"张伟"_s, u"张伟东"_s}));
    QCOMPARE(found({.text = u"zhangwei"_s}), QStringList({u"张伟"_s, u"张伟东"_s}));
    QCOMPARE(found({.text = u"zw"_s}), QStringList({u"张伟"_s, u"张伟东"_s}));
    add(u"明白"_s, {});
    add(u"李黎明"_s, {});
    QCOMPARE(found({.text = u"明"_s}), QStringList({u"明白"_s, u"李黎明"_s, u"单小明"_s})); // surname first
    QVERIFY(m_file->write([](Writer &tx) -> Result<> {
        for (const QString &name : {u"明白"_s, u"李黎明"_s}) {
            auto row = tx.findBy(person(), "name"_L1, name);
            tx.remove(*row);
        }
        return {};
    }));
}

void TestSearch::search_putsTheNewestFirstAmongEqual()
{
    const QUuid first = add(u"钱大"_s, {});
    add(u"钱二"_s, {});
    QCOMPARE(found({.text = u"钱"_s}), QStringList({u"钱二"_s, u"钱大"_s}));
    QVERIFY(m_file->write([=](Writer &tx) -> Result<> { // came again
        tx.index(*tx.find(person(), first), {.names = {u"钱大"_s}});
        return {};
    }));
    QCOMPARE(found({.text = u"钱"_s}), QStringList({u"钱大"_s, u"钱二"_s}));
}

void TestSearch::search_keepsToTheAskedEntities()
{
    QCOMPARE(found({.text = u"0017"_s, .entities = {u"setting"_s}}), QStringList{u"setting"_s});
    QCOMPARE(found({.text = u"0017"_s, .entities = {u"person"_s}}), QStringList());
    QCOMPARE(found({.text = u"单"_s, .entities = {u"setting"_s, u"person"_s}}), QStringList{u"单小明"_s});
}

void TestSearch::search_findsReindexedRowByNewKeysOnly()
{
    const QUuid id = add(u"孙旧"_s, {.phones = {u"13911112222"_s}});
    QVERIFY(m_file->write([=](Writer &tx) -> Result<> {
        auto row = tx.find(person(), id);
        row->set("name"_L1, u"孙新"_s);
        tx.update(*row);
        tx.index(*row, {.names = {u"丢弃"_s}}); // the last of one transaction counts
        tx.index(*row, {.names = {u"孙新"_s}});
        return {};
    }));
    QCOMPARE(found({.text = u"孙新"_s}), QStringList{u"孙新"_s});
    QCOMPARE(found({.text = u"孙旧"_s}), QStringList());
    QCOMPARE(found({.text = u"丢弃"_s}), QStringList());
    QCOMPARE(found({.text = u"2222"_s}), QStringList());
}

void TestSearch::search_forgetsRemovedRows()
{
    const QUuid id = add(u"周某"_s, {});
    QVERIFY(m_file->write([=](Writer &tx) -> Result<> {
        auto row = tx.find(person(), id);
        tx.remove(*row);
        return {};
    }));
    QCOMPARE(found({.text = u"周"_s}), QStringList());
}

void TestSearch::search_takesAnyTextWithoutAnError_data()
{
    QTest::addColumn<QString>("text");
    int number = 0;
    for (const QString &text :
         {u""_s, u"   "_s, u"\""_s, u"张\" OR \"n"_s, u"* ( ) - : ^ +"_s, u"AND"_s, u"OR NOT NEAR"_s, u"张*"_s,
          u"%_'"_s, u"\\"_s, QString(QChar(0xd800)), QString(QChar(u'\0')), u"、。〔〕"_s, QString(5000, u'张'),
          QString(5000, u'1'), QString(5000, u'z'), u"a b c d e f g h i j k"_s, u"é"_s, u"🙂"_s})
        QTest::addRow("%d", ++number) << text;
}

void TestSearch::search_takesAnyTextWithoutAnError()
{
    QFETCH(QString, text);
    const auto hits = m_file->read([=](Reader &tx) -> Result<QList<SearchHit>> { return tx.search({.text = text}); });
    QCOMPARE(codeOf(hits), QString());
}

void TestSearch::search_givesAtMostTheLimit()
{
    QVERIFY(m_file->write([](Writer &tx) -> Result<> {
        for (int i = 0; i < 60; ++i) {
            Row row(person());
            row.set("name"_L1, u"吴%1"_s.arg(i));
            tx.insert(row);
            tx.index(row, {.names = {u"吴某"_s}});
        }
        return {};
    }));
    QCOMPARE(found({.text = u"吴"_s}).size(), 20);
    QCOMPARE(found({.text = u"吴"_s, .limit = 45}).size(), 45);
    QStringList all = found({.text = u"wu"_s, .limit = 100});
    QCOMPARE(all.size(), 60);
    QCOMPARE(all.removeDuplicates(), 0); // each once, though two stages find them
}

void TestSearch::expression_isEmptyWhenThereIsNothingToLookFor()
{
    QVERIFY(searchExpression(u" ，。 "_s).isEmpty());
    QVERIFY(searchExpression(u"张 8821"_s).contains(" AND "_L1));
    QVERIFY(indexTokens({}).isEmpty());
    const QStringList tokens = indexTokens({.phones = {u"12345"_s}});
    QCOMPARE(QSet<QString>(tokens.begin(), tokens.end()),
             QSet<QString>({u"t1234"_s, u"t2345"_s, u"u12345"_s, u"v2345"_s}));
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
