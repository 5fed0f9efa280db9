#include <QTemporaryDir>
#include <QTest>

#include <core/locale.h>
#include <grid/divisions.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

DivisionCode code(const QString &digits)
{
    return DivisionCode::parse(digits).value_or(DivisionCode());
}

qsizetype governed(const QList<Division> &divisions)
{
    return std::ranges::count_if(divisions, [](const Division &division) { return !division.statistical; });
}

} // namespace

class tst_divisions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void country_holdsEveryDivision();
    void qingshui_has18TownsAnd267Villages();
    void names_data();
    void names();
    void open_refusesWhatIsNoCounty_data();
    void open_refusesWhatIsNoCounty();
    void findCounties_data();
    void findCounties();
    void load_refusesDamage_data();
    void load_refusesDamage();
    void open_refusesATornBlock();

private:
    Divisions m_divisions;
};

void tst_divisions::initTestCase()
{
    auto loaded = Divisions::load();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    m_divisions = *loaded;
}

void tst_divisions::country_holdsEveryDivision()
{
    QCOMPARE(m_divisions.provinces().size(), 31);
    QCOMPARE(m_divisions.cities({}).size(), 342);
    // The source lists 41,352 towns and 620,573 villages; one of each only stands for 金门县 having none listed.
    const DivisionCode kinmen = code(u"350527"_s);
    const QList<Division> counties = m_divisions.counties();
    QCOMPARE(counties.size(), 2978);
    qsizetype towns = 0;
    qsizetype villages = 0;
    qsizetype statistical = 0;
    for (const Division &county : counties) {
        const auto opened = m_divisions.open(county.code);
        QVERIFY2(opened, qPrintable(county.code.digits()));
        QCOMPARE(opened->towns.isEmpty(), county.code == kinmen);
        towns += opened->towns.size();
        villages += opened->villages.size();
        statistical += opened->villages.size() - governed(opened->villages);
    }
    QCOMPARE(towns, 41352 - 1);
    QCOMPARE(villages, 620573 - 1);
    QCOMPARE(statistical, 1447);
}

// The county's own report counts 18 town centres and 267 village centres; the shipped divisions have one more of each,
// the science park that only the statistics know.
void tst_divisions::qingshui_has18TownsAnd267Villages()
{
    const auto county = m_divisions.open(code(u"620521"_s));
    QVERIFY(county);
    QCOMPARE(county->county.name, u"清水县"_s);
    QCOMPARE(county->towns.size(), 19);
    QCOMPARE(governed(county->towns), 18);
    QCOMPARE(county->villages.size(), 268);
    QCOMPARE(governed(county->villages), 267);
    QStringList names;
    for (const Division &town : county->towns) {
        if (!town.statistical)
            names << town.name;
    }
    QCOMPARE(names.join(u' '),
             u"永清镇 红堡镇 白驼镇 金集镇 秦亭镇 山门镇 白沙镇 王河镇 郭川镇 黄门镇 松树镇 远门镇 土门镇 "
             "草川铺镇 陇东镇 贾川乡 丰望乡 新城乡"_s);
    QVERIFY(county->find(code(u"620521400"_s))->statistical);

    const QList<Division> shanmen = county->villagesOf(code(u"620521105"_s));
    QCOMPARE(shanmen.size(), 17);
    QCOMPARE(shanmen.first().name, u"薛家居民委员会"_s);
    QCOMPARE(shanmen.last().code.digits(), u"620521105217"_s);
    QCOMPARE(shanmen.last().name, u"观音殿村民委员会"_s);
    QVERIFY(!county->find(code(u"620521105206"_s))); // a serial that was never given out
}

void tst_divisions::names_data()
{
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("fullName");
    QTest::newRow("province") << u"62"_s << u"甘肃省"_s << u"甘肃省"_s;
    QTest::newRow("city") << u"6205"_s << u"天水市"_s << u"甘肃省天水市"_s;
    QTest::newRow("county") << u"620521"_s << u"清水县"_s << u"甘肃省天水市清水县"_s;
    QTest::newRow("county of a municipality") << u"110101"_s << u"东城区"_s << u"北京市东城区"_s;
    QTest::newRow("county under a province") << u"429004"_s << u"仙桃市"_s << u"湖北省仙桃市"_s;
    QTest::newRow("unknown") << u"620599"_s << QString() << u"甘肃省天水市"_s;
}

void tst_divisions::names()
{
    QFETCH(QString, digits);
    QTEST(m_divisions.name(code(digits)), "name");
    QTEST(m_divisions.fullName(code(digits)), "fullName");
}

void tst_divisions::open_refusesWhatIsNoCounty_data()
{
    QTest::addColumn<QString>("digits");
    QTest::newRow("unknown county") << u"620599"_s;
    QTest::newRow("city") << u"6205"_s;
    QTest::newRow("town") << u"620521105"_s;
    QTest::newRow("nothing") << QString();
}

void tst_divisions::open_refusesWhatIsNoCounty()
{
    QFETCH(QString, digits);
    const auto opened = m_divisions.open(code(digits));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, u"divisions.unknown_county"_s);
    QCOMPARE(opened.error().field, u"county"_s);
}

void tst_divisions::findCounties_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("first");
    QTest::newRow("by name") << u"清水县"_s << 1 << u"620521"_s;
    QTest::newRow("by city") << u"天水市"_s << 7 << u"620502"_s;
    QTest::newRow("by the beginning of the code") << u"62052"_s << 5 << u"620521"_s;
    QTest::newRow("no such place") << u"枫桥县"_s << 0 << QString();
}

void tst_divisions::findCounties()
{
    QFETCH(QString, text);
    const QList<Division> found = m_divisions.findCounties(text);
    QTEST(static_cast<int>(found.size()), "count");
    QTEST(found.value(0).code.digits(), "first");
}

void tst_divisions::load_refusesDamage_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another format") << QByteArray("SQLite format 3");
    QTest::newRow("no length") << QByteArray("FQDIV1\n\0\0", 9);
    QTest::newRow("torn index") << QByteArray("FQDIV1\n\0\0\0\x20garbage", 18);
}

void tst_divisions::load_refusesDamage()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"torn.div"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto loaded = Divisions::load(file.fileName());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, u"divisions.damaged"_s);
}

void tst_divisions::open_refusesATornBlock()
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"copy.div"_s);
    QVERIFY(QFile::copy(resourcePath(u"divisions/china.div"_s), copy));
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto divisions = Divisions::load(copy);
    QVERIFY(divisions);
    QFile file(copy);
    QVERIFY(file.resize(file.size() / 2));
    QVERIFY(divisions->open(code(u"110101"_s)));
    const auto last = divisions->counties().last().code;
    QCOMPARE(divisions->open(last).error().code, u"divisions.damaged"_s);

    QVERIFY(file.remove());
    QCOMPARE(Divisions::load(copy).error().code, u"divisions.missing"_s);
}

QTEST_GUILESS_MAIN(tst_divisions)
#include "tst_divisions.moc"
