#include <QTest>
#include <thread>

#include <core/hanzi.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestHanzi : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() { setPinyinOverrides({}); }

    void formsOfOneTextFoldAlike_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("traditional") << u"綜治中心"_s << u"综治中心"_s;
        QTest::newRow("bracketed pinyin") << u"綜治(zhì)"_s << u"综治"_s;
        QTest::newRow("bracketed pinyin inside") << u"綜(zōng)治(zhì)中心"_s << u"综治中心"_s;
        QTest::newRow("full-width brackets") << u"綜治（zhì）中心"_s << u"综治中心"_s;
        QTest::newRow("pinyin of the whole word") << u"综治（zōng zhì）中心"_s << u"综治中心"_s;
        QTest::newRow("pinyin without tone") << u"综治(zhi)中心"_s << u"综治中心"_s;
        QTest::newRow("pinyin with tone number") << u"综治(zhi4)中心"_s << u"综治中心"_s;
        QTest::newRow("decomposed tone mark") << u"综治(zhi\u0300)"_s << u"综治"_s;
        QTest::newRow("another name in brackets stays") << u"李明(tom)"_s << u"李明(tom)"_s;
        QTest::newRow("Chinese in brackets stays") << u"李明（小名）"_s << u"李明(小名)"_s;
        QTest::newRow("brackets after a letter stay") << u"A(zhì)"_s << u"a(zhì)"_s;
        QTest::newRow("full-width letters and digits") << u"ＡＢｃ１２３"_s << u"abc123"_s;
        QTest::newRow("ideographic space") << u"张\u3000三"_s << u"张 三"_s;
        QTest::newRow("white space") << u"  a\t b \r\n c "_s << u"a b c"_s;
        QTest::newRow("zero-width characters") << u"张\u200b三\ufeff"_s << u"张三"_s;
        QTest::newRow("compatibility ideograph") << u"\uf9e1"_s << u"李"_s;
        QTest::newRow("Kangxi radical") << u"\u2f00"_s << u"一"_s;
        QTest::newRow("long name") << u"歐陽龍飛"_s << u"欧阳龙飞"_s;
        QTest::newRow("beyond the basic plane") << u"陈𠮷"_s << u"陈𠮷"_s;
        QTest::newRow("empty") << QString() << QString();
    }

    void formsOfOneTextFoldAlike()
    {
        QFETCH(QString, text);
        QFETCH(QString, folded);
        QCOMPARE(fold(text), folded);
        QCOMPARE(fold(folded), folded);
    }

    // Substring search needs it: what a character folds to must not depend on its neighbours.
    void foldOfAPartIsPartOfTheFold()
    {
        const QString text = u"乾隆皇帝著書於瞭望臺後徵稅"_s;
        for (qsizetype from = 0; from < text.size(); ++from) {
            for (qsizetype size = 1; size <= text.size() - from; ++size)
                QVERIFY2(fold(text).contains(fold(text.mid(from, size))), qPrintable(text.mid(from, size)));
        }
    }

    void namesAreReadAsNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("readings");
        QTest::addColumn<QStringList>("letters");
        const auto row = [](const char *name, const QStringList &readings, const QStringList &letters) {
            QTest::newRow(name) << QString::fromUtf8(name) << readings << letters;
        };
        row("单小明", {u"shanxiaoming"_s}, {u"sxm"_s});
        row("單小明", {u"shanxiaoming"_s}, {u"sxm"_s});
        row("仇某", {u"qiumou"_s}, {u"qm"_s});
        row("曾某", {u"zengmou"_s}, {u"zm"_s});
        row("解某", {u"xiemou"_s}, {u"xm"_s});
        row("区某", {u"oumou"_s}, {u"om"_s});
        row("查某", {u"zhamou"_s}, {u"zm"_s});
        row("盖某", {u"gemou"_s}, {u"gm"_s});
        row("翟某", {u"zhaimou"_s}, {u"zm"_s});
        row("乐某", {u"yuemou"_s}, {u"ym"_s});
        row("任某", {u"renmou"_s}, {u"rm"_s});
        row("华某", {u"huamou"_s}, {u"hm"_s});
        row("员某", {u"yunmou"_s}, {u"ym"_s});
        // the same characters inside a name are words
        row("张行乐", {u"zhangxingle"_s}, {u"zxl"_s});
        row("李解", {u"lijie"_s}, {u"lj"_s});
        row("小单", {u"xiaodan"_s}, {u"xd"_s});
        row("沈单", {u"shendan"_s}, {u"sd"_s});
        // compound surnames
        row("尉迟恭", {u"yuchigong"_s}, {u"ycg"_s});
        row("万俟雅言", {u"moqiyayan"_s}, {u"mqyy"_s});
        row("令狐冲", {u"linghuchong"_s}, {u"lhc"_s});
        row("长孙无忌", {u"zhangsunwuji"_s}, {u"zswj"_s});
        row("欧阳修", {u"ouyangxiu"_s}, {u"oyx"_s});
        // ü is typed u or v
        row("吕布", {u"lubu"_s, u"lvbu"_s}, {u"lb"_s});
        row("绿女", {u"lunu"_s, u"lvnv"_s}, {u"ln"_s});
        row("略某", {u"luemou"_s, u"lvemou"_s}, {u"lm"_s});
        // other writing
        row("买买提·吐尔逊", {u"maimaitituerxun"_s}, {u"mmttex"_s});
        row("John Smith", {u"johnsmith"_s}, {u"js"_s});
        row("Ａ王2号", {u"awang2hao"_s}, {u"aw2h"_s});
        row("张 三", {u"zhangsan"_s}, {u"zs"_s});
        row("綜治(zhì)", {u"zongzhi"_s}, {u"zz"_s});
        row("○", {}, {});
        row("〇", {u"ling"_s}, {u"l"_s});
        row("", {}, {});
    }

    void namesAreReadAsNames()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, readings);
        QFETCH(QStringList, letters);
        // Twice: asked of ICU, then from the cache.
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(pinyin(name), readings);
            QCOMPARE(initials(name), letters);
        }
    }

    void overridesGiveEveryReadingOfASurname_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("readings");
        QTest::addColumn<QStringList>("letters");
        const auto row = [](const char *name, const QStringList &readings, const QStringList &letters) {
            QTest::newRow(name) << QString::fromUtf8(name) << readings << letters;
        };
        row("朴小明", {u"piaoxiaoming"_s, u"puxiaoming"_s}, {u"pxm"_s});
        row("缪小明", {u"miaoxiaoming"_s, u"mouxiaoming"_s}, {u"mxm"_s});
        row("繆小明", {u"miaoxiaoming"_s, u"mouxiaoming"_s}, {u"mxm"_s});
        row("覃小明", {u"qinxiaoming"_s, u"tanxiaoming"_s}, {u"qxm"_s, u"txm"_s});
        row("尉小明", {u"weixiaoming"_s, u"yuxiaoming"_s}, {u"wxm"_s, u"yxm"_s});
        row("黑小明", {u"hexiaoming"_s, u"heixiaoming"_s}, {u"hxm"_s});
        row("洗小明", {u"xianxiaoming"_s, u"xixiaoming"_s}, {u"xxm"_s});
        row("谌小明", {u"chenxiaoming"_s, u"shenxiaoming"_s}, {u"cxm"_s, u"sxm"_s});
        row("隗小明", {u"kuixiaoming"_s, u"weixiaoming"_s}, {u"kxm"_s, u"wxm"_s});
        row("牟小明", {u"mouxiaoming"_s, u"muxiaoming"_s}, {u"mxm"_s});
        row("葛小明", {u"gexiaoming"_s}, {u"gxm"_s});
        row("尉迟恭", {u"yuchigong"_s}, {u"ycg"_s});    // the longer text wins
        row("小朴", {u"xiaopu"_s}, {u"xp"_s});          // not inside a name
        row("闾布", {u"lubu"_s, u"lvbu"_s}, {u"lb"_s}); // v of a table is ü
    }

    void overridesGiveEveryReadingOfASurname()
    {
        setPinyinOverrides({{u"朴"_s, {u"piao"_s, u"pu"_s}},
                            {u"缪"_s, {u"miao"_s, u"mou"_s}},
                            {u"覃"_s, {u"qin"_s, u"tan"_s}},
                            {u"尉"_s, {u"wei"_s, u"yu"_s}},
                            {u"尉迟"_s, {u"yu-chi"_s}},
                            {u"黑"_s, {u"he"_s, u"hei"_s}},
                            {u"洗"_s, {u"xian"_s, u"xi"_s}},
                            {u"谌"_s, {u"chen"_s, u"shen"_s}},
                            {u"隗"_s, {u"kui"_s, u"wei"_s}},
                            {u"牟"_s, {u"mou"_s, u"mu"_s}},
                            {u"葛"_s, {u"ge"_s}},
                            {u"闾"_s, {u"lv"_s}}});
        QFETCH(QString, name);
        QFETCH(QStringList, readings);
        QFETCH(QStringList, letters);
        QCOMPARE(pinyin(name), readings);
        QCOMPARE(initials(name), letters);
    }

    void hanCharactersAreKnown()
    {
        QVERIFY(isHan(U'中'));
        QVERIFY(isHan(U'〇'));
        QVERIFY(isHan(U'𠮷'));
        QVERIFY(!isHan(U'a'));
        QVERIFY(!isHan(U'，'));
        QVERIFY(!isHan(U'あ'));
    }

    void namesSortByPinyin()
    {
        QStringList names = {u"张三"_s, u"李四"_s, u"王五"_s, u"阿一"_s, u"李三"_s, u"Bob"_s};
        std::ranges::sort(names, {}, sortKey);
        QCOMPARE(names, (QStringList{u"阿一"_s, u"李三"_s, u"李四"_s, u"王五"_s, u"张三"_s, u"Bob"_s}));
        const QString longText(500, u'中');
        QVERIFY(sortKey(longText) < sortKey(longText + u'国'));
        QCOMPARE(sortKey(QString()), sortKey(QString()));
    }

    void threadsAgree()
    {
        QStringList names;
        for (char16_t c = 0x4e00; c < 0x5000; ++c)
            names.append(QString(QChar(c)) + u"小明");
        std::array<QStringList, 4> results;
        {
            std::vector<std::jthread> threads;
            for (QStringList &result : results) {
                threads.emplace_back([&] {
                    for (const QString &name : names)
                        result.append(fold(name) + pinyin(name).join(u' ') + initials(name).join(u' '));
                });
            }
        }
        for (const QStringList &result : results)
            QCOMPARE(result, results[0]);
    }

    void speedOfPinyin()
    {
        const QString name = u"张小明"_s;
        QStringList readings;
        QBENCHMARK
        {
            readings = pinyin(name);
        }
        QCOMPARE(readings, QStringList{u"zhangxiaoming"_s});
    }

    void speedOfFold()
    {
        const QString text = u"甘肃省天水市清水縣山門鎮第1村"_s;
        QString folded;
        QBENCHMARK
        {
            folded = fold(text);
        }
        QCOMPARE(folded, u"甘肃省天水市清水县山门镇第1村"_s);
    }
};

QTEST_GUILESS_MAIN(TestHanzi)
#include "tst_hanzi.moc"
