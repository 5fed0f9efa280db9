#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTableView>
#include <QToolButton>
#include <QTranslator>

#include <core/locale.h>
#include <geo/topology.h>
#include <grid/events.h>
#include <grid/grids.h>
#include <grid/widgets/grid_tree_panel.h>
#include <grid/widgets/import_dialog.h>
#include <widgets/notices.h>

#include "demo_grids.h"
#include "gui_fixture.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 60'000; // ms; other programs share the machine
const QString village = u"620521105207"_s;

std::optional<GridLine> gridOf(Desk &desk, const QString &code)
{
    for (const GridLine &grid : baseGrids(desk, code.left(12)))
        if (grid.code == code)
            return grid;
    return std::nullopt;
}

qint64 eventCount(Desk &desk)
{
    return value(desk, [](ReadContext &context) -> Result<qint64> {
        EventFilter filter;
        filter.duplicates = true;
        return countEvents(context, filter);
    });
}

// A file of events, as the demo makes it.
QByteArray demoEvents(Desk &desk, int count)
{
    return value(desk, [count](ReadContext &context) -> Result<QByteArray> {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        DemoEvents demo;
        demo.count = count;
        demo.lastDay = context.now.localDate().addDays(-1);
        const auto written = writeDemoEvents(context, demo, buffer);
        return written ? Result<QByteArray>(buffer.data()) : fail(written.error());
    });
}

QJsonObject featureOf(const QString &code, const QString &name, const GeoShape &shape)
{
    return {{u"type"_s, u"Feature"_s},
            {u"properties"_s, QJsonObject{{u"网格编码"_s, code}, {u"网格名称"_s, name}, {u"户数"_s, 200}}},
            {u"geometry"_s, shapeToGeoJson(shape)}};
}

QByteArray collectionOf(const QJsonArray &features, const QString &crs = {})
{
    QJsonObject collection{{u"type"_s, u"FeatureCollection"_s}, {u"features"_s, features}};
    if (!crs.isEmpty())
        collection.insert(u"crs"_s,
                          QJsonObject{{u"type"_s, u"name"_s}, {u"properties"_s, QJsonObject{{u"name"_s, crs}}}});
    return QJsonDocument(collection).toJson();
}

GeoShape wgs84Of(const GridLine &grid)
{
    return converted(grid.shape(), grid.datum, Datum::Wgs84);
}

GeoShape moved(GeoShape shape, double degrees)
{
    for (GeoPolygon &polygon : shape)
        for (GeoPoint &p : polygon.outer)
            p.longitude += degrees;
    return shape;
}

const GeoShape bowTie{{{{106, 34.7}, {106.01, 34.71}, {106.01, 34.7}, {106, 34.71}}, {}}};

// One dialog on the screen and what it tells.
struct Shown {
    ImportDialog dialog;
    QSignalSpy looked{&dialog, &ImportDialog::looked};
    QSignalSpy settled{&dialog, &ImportDialog::settled};
    QSignalSpy imported{&dialog, &ImportDialog::imported};

    Shown(Desk &desk, ImportRows rows, QWidget *parent = nullptr)
        : dialog(desk, rows, parent)
    {
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
    }

    template <typename T> [[nodiscard]] T *part(const QString &name) const { return dialog.findChild<T *>(name); }

    [[nodiscard]] static bool came(const QSignalSpy &spy)
    {
        return QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, patience);
    }

    bool open(const QString &path)
    {
        looked.clear();
        dialog.openFile(path);
        return came(looked);
    }

    bool check()
    {
        settled.clear();
        part<QPushButton>(u"tryImport"_s)->click();
        return came(settled);
    }

    bool run()
    {
        settled.clear();
        part<QPushButton>(u"runImport"_s)->click();
        return came(settled);
    }

    [[nodiscard]] bool isReady() const
    {
        return part<QPushButton>(u"runImport"_s)->isEnabled() && part<QPushButton>(u"tryImport"_s)->isEnabled();
    }

    [[nodiscard]] QString result() const { return part<QLabel>(u"importResult"_s)->text(); }

    [[nodiscard]] QString needed() const
    {
        const auto *label = part<QLabel>(u"importNeeded"_s);
        return label->isVisible() ? label->text() : QString();
    }

    [[nodiscard]] QString error() const
    {
        for (const InlineError *one : dialog.findChildren<InlineError *>())
            if (one->isVisible() && !one->text().isEmpty())
                return one->text();
        return {};
    }

    [[nodiscard]] const QAbstractItemModel *refused() const { return part<QTableView>(u"refusedRows"_s)->model(); }

    [[nodiscard]] QString refused(int row, int column) const { return refused()->index(row, column).data().toString(); }

    // As a person does: the list is opened and an entry taken.
    void choose(const QString &name, const QVariant &data) const
    {
        auto *box = part<QComboBox>(name);
        const int index = box->findData(data);
        QVERIFY2(index >= 0, qPrintable(name + u' ' + data.toString()));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }

    [[nodiscard]] QString chosen(const QString &field) const
    {
        return part<QComboBox>(u"column:"_s + field)->currentData().toString();
    }
};

} // namespace

// The dialog that imports events, posts and grids, on a demo county. With FENGQIAO_SHOTS set to a folder, pictures of
// it are left there.
class TestImportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void events_looksTriesImportsAndKnowsAgain();
    void events_refusedRows_areListedAndSaved();
    void events_stopped_keepsWholeBatches();
    void posts_fillsThemAndKnowsAgain();

    void mapping_columnNotRecognised_isChosenByHandAndRemembered();
    void mapping_columnDeclined_isNotRead();
    void mapping_columnTaken_fillsOneFieldOnly();

    void grids_trialWritesNothing_importTakes_againAddsNothing();
    void grids_repair_resolvesWhatCrossesItself();
    void grids_inGbk_isRead_data();
    void grids_inGbk_isRead();
    void grids_unknownDatum_isAskedFor();
    void grids_severalLayers_areChosenFrom();
    void grids_badFile_isSaidAndNothingCanBegin_data();
    void grids_badFile_isSaidAndNothingCanBegin();
    void grids_stopped_keepsWholeBatches();
    void grids_menu_isThereForWhoMay();

    void pictures();

private:
    QString write(const QString &name, const QByteArray &content) const;
    void shoot(const QString &folder, const QString &word);
    std::unique_ptr<DemoDesk> m_county;
    std::unique_ptr<Desk> m_desk; // of the information officer
};

void TestImportDialog::initTestCase()
{
    m_county = std::make_unique<DemoDesk>();
    m_desk = m_county->open(u"ji"_s);
}

// Each test begins without what the one before remembered.
void TestImportDialog::cleanup()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s);
    settings.clear();
    if (!m_desk)
        m_desk = m_county->open(u"ji"_s);
}

QString TestImportDialog::write(const QString &name, const QByteArray &content) const
{
    QFile file(QDir(m_county->folder()).filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

void TestImportDialog::events_looksTriesImportsAndKnowsAgain()
{
    Shown shown(*m_desk, ImportRows::Events);
    const qint64 before = eventCount(*m_desk);
    QVERIFY(shown.open(write(u"spring.csv"_s, demoEvents(*m_desk, 300))));
    QVERIFY(shown.part<QLabel>(u"importEncoding"_s)->text().contains(u"UTF-8"_s));
    QVERIFY(!shown.chosen(u"kind"_s).isEmpty());
    QVERIFY(shown.part<QComboBox>(u"importLayer"_s)->isHidden()); // a text has no sheets
    QVERIFY(shown.check());
    QCOMPARE(eventCount(*m_desk), before); // a trial writes nothing
    QCOMPARE(shown.imported.size(), 0);
    QVERIFY(shown.run());
    QCOMPARE(shown.imported.size(), 1);
    QCOMPARE(eventCount(*m_desk), before + 300);
    QVERIFY(shown.run());
    QCOMPARE(eventCount(*m_desk), before + 300); // known again
    QCOMPARE(shown.imported.size(), 1);
    QVERIFY(shown.result().contains(u"300"_s));
}

void TestImportDialog::events_refusedRows_areListedAndSaved()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const QString table = u"编号,事件类型,内容,网格编码,发生时间\r\n"
                          "K1,道路破损,路面有坑,%1,2026-09-10 08:00\r\n"
                          "K2,没有这种类型,内容,%1,2026-09-10 08:00\r\n"
                          "K3,道路破损,,%1,2026-09-10 08:00\r\n"
                          "K4,道路破损,路面有坑,%1,2026-13-10 08:00\r\n"_s.arg(grid.code);
    QStringEncoder gbk("GB18030");
    QVERIFY(gbk.isValid());
    Shown shown(*m_desk, ImportRows::Events);
    QVERIFY(shown.open(write(u"gbk.csv"_s, QByteArray(gbk.encode(table)))));
    QVERIFY2(shown.part<QLabel>(u"importEncoding"_s)->text().contains(u"GB"_s), "the encoding is named");
    QVERIFY(shown.run());
    QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(shown.refused()),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown.refused()->rowCount(), 3);
    QCOMPARE(shown.refused(0, 0), u"3"_s); // line of the file
    QCOMPARE(shown.refused(0, 1), u"K2"_s);
    QVERIFY(!shown.refused(0, 3).isEmpty());
    const QString saved = m_county->folder() + u"/refused.csv"_s;
    QVERIFY(shown.dialog.saveRefusals(saved).has_value());
    QFile written(saved);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QVERIFY(text.startsWith("\xef\xbb\xbf"));
    QCOMPARE(text.count('\n'), 4);
    QCOMPARE(shown.dialog.saveRefusals(m_county->folder() + u"/no/such/folder/x.csv"_s).error().code, u"import.file"_s);
}

void TestImportDialog::events_stopped_keepsWholeBatches()
{
    Shown shown(*m_desk, ImportRows::Events);
    QVERIFY(shown.open(write(u"large.csv"_s, demoEvents(*m_desk, 50'000))));
    const qint64 before = eventCount(*m_desk);
    shown.dialog.run();
    shown.dialog.stop();
    QVERIFY(Shown::came(shown.settled));
    const qint64 added = eventCount(*m_desk) - before;
    QVERIFY(added < 50'000); // two batches are under way when the stop is seen
    QCOMPARE(added % EventImportOptions().batch, 0);
    QVERIFY(shown.dialog.isVisible());
}

void TestImportDialog::posts_fillsThemAndKnowsAgain()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const QString table =
        u"网格编码,岗位,姓名,到岗日期\n%1,网格辅助员,测试丙,2026-09-01\n%1,网格辅助员,测试丁,去年\n"_s.arg(grid.code);
    Shown shown(*m_desk, ImportRows::Posts);
    QVERIFY(shown.open(write(u"posts.csv"_s, table.toUtf8())));
    QVERIFY(!shown.chosen(u"from"_s).isEmpty());
    QVERIFY(shown.run());
    QCOMPARE(shown.imported.value(0).value(0).toLongLong(), 1);
    QCOMPARE(shown.refused()->rowCount(), 1);
    QCOMPARE(shown.refused(0, 0), u"3"_s);
    QCOMPARE(shown.refused(0, 1), grid.code);
    QVERIFY(shown.run());
    QCOMPARE(shown.imported.size(), 1); // known again
}

void TestImportDialog::mapping_columnNotRecognised_isChosenByHandAndRemembered()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const QString path =
        write(u"odd.csv"_s,
              u"编号,类型,怎么回事,网格编码,发生时间\nM1,道路破损,甲,%1,2026-09-10 08:00\n"_s.arg(grid.code).toUtf8());
    {
        Shown shown(*m_desk, ImportRows::Events);
        QVERIFY(shown.open(path));
        const RuleRow *field = m_desk->rules()->table("fields"_L1).find(u"event/text"_s);
        QVERIFY2(shown.needed().contains(field->word()), qPrintable(shown.needed()));
        QVERIFY(!shown.isReady());
        QVERIFY(shown.part<QLabel>(u"importEncoding"_s)->text().contains(u"怎么回事"_s)); // not used yet
        shown.choose(u"column:text"_s, u"怎么回事"_s);
        QVERIFY(shown.isReady());
        QCOMPARE(shown.needed(), QString());
        QVERIFY(!shown.part<QLabel>(u"importEncoding"_s)->text().contains(u"怎么回事"_s));
        QVERIFY(shown.run());
        QCOMPARE(shown.imported.value(0).value(0).toLongLong(), 1);
    }
    Shown again(*m_desk, ImportRows::Events);
    QVERIFY(again.open(path));
    QCOMPARE(again.chosen(u"text"_s), u"怎么回事"_s);
    QVERIFY(again.isReady());
    // Another file, in which another column is recognised, goes its own way.
    QVERIFY(again.open(write(u"usual.csv"_s, u"编号,类型,内容,怎么回事\nM2,道路破损,乙,丙\n"_s.toUtf8())));
    QCOMPARE(again.chosen(u"text"_s), u"内容"_s);
}

void TestImportDialog::mapping_columnDeclined_isNotRead()
{
    const GridLine grid = baseGrids(*m_desk, village).at(1);
    const int households = grid.households.value_or(0);
    const QString path =
        write(u"declined.csv"_s,
              u"网格编码,网格名称,户数\n%1,改过的网格名,%2\n"_s.arg(grid.code).arg(households + 7).toUtf8());
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(path));
    QCOMPARE(shown.chosen(u"households"_s), u"户数"_s);
    shown.choose(u"column:households"_s, QString());
    QVERIFY(shown.run());
    QCOMPARE(shown.imported.size(), 1);
    const auto now = gridOf(*m_desk, grid.code);
    QCOMPARE(now->name, u"改过的网格名"_s);
    QCOMPARE(now->households.value_or(0), households);
    Shown again(*m_desk, ImportRows::Grids);
    QVERIFY(again.open(path));
    QCOMPARE(again.chosen(u"households"_s), QString()); // that, too, is remembered
}

void TestImportDialog::mapping_columnTaken_fillsOneFieldOnly()
{
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(u"one.csv"_s, "code,name,note\n620521105207001,x,y\n")));
    QCOMPARE(shown.chosen(u"name"_s), u"name"_s);
    shown.choose(u"column:note"_s, u"name"_s);
    QCOMPARE(shown.chosen(u"note"_s), u"name"_s);
    QCOMPARE(shown.chosen(u"name"_s), QString());
}

void TestImportDialog::grids_trialWritesNothing_importTakes_againAddsNothing()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const GeoShape drawn = moved(wgs84Of(grid), 0.002);
    const QString fresh = village + u"898"_s;
    const QString path =
        write(u"borders.geojson"_s,
              collectionOf({featureOf(grid.code, grid.name, drawn), featureOf(fresh, u"新网格"_s, wgs84Of(grid)),
                            featureOf(u"620521999999001"_s, u"无此村"_s, wgs84Of(grid)),
                            featureOf(village + u"896"_s, u"自交"_s, bowTie)}));
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(path));
    QVERIFY2(shown.isReady(), qPrintable(shown.needed()));
    QCOMPARE(shown.chosen(u"code"_s), u"网格编码"_s);    // by rule table import_columns, as of a table
    QVERIFY(!shown.part<QComboBox>(u"column:border"_s)); // the file's geometry gives it
    QVERIFY(shown.part<QComboBox>(u"importDatum"_s)->currentText().contains(u"WGS"_s));
    const qsizetype before = baseGrids(*m_desk).size();
    QVERIFY(shown.check());
    QCOMPARE(baseGrids(*m_desk).size(), before);
    QCOMPARE(shown.imported.size(), 0);
    QCOMPARE(shown.refused()->rowCount(), 2);

    QVERIFY(shown.run());
    QCOMPARE(shown.imported.value(0).value(0).toLongLong(), 2); // one new, one changed
    QCOMPARE(baseGrids(*m_desk).size(), before + 1);
    QVERIFY(sameShape(gridOf(*m_desk, grid.code)->shape(), drawn));
    QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(shown.refused()),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown.refused()->rowCount(), 2);
    QCOMPARE(shown.refused(0, 0), u"3"_s);
    QCOMPARE(shown.refused(0, 1), u"620521999999001"_s);
    QCOMPARE(shown.refused(1, 0), u"4"_s);
    QCOMPARE(shown.refused(1, 1), village + u"896"_s); // refused by its border, told by its code all the same
    QCOMPARE(shown.refused(1, 2), m_desk->rules()->table("fields"_L1).find(u"import_grid/border"_s)->word());
    QVERIFY(shown.refused(1, 3).size() > 10);

    QVERIFY(shown.run());
    QCOMPARE(shown.imported.size(), 1); // nothing more was brought
    QCOMPARE(baseGrids(*m_desk).size(), before + 1);
    QVERIFY2(shown.result().contains(u'2'), qPrintable(shown.result()));
}

void TestImportDialog::grids_repair_resolvesWhatCrossesItself()
{
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(u"bow.geojson"_s, collectionOf({featureOf(village + u"895"_s, u"自交"_s, bowTie)}))));
    QVERIFY(shown.run());
    QCOMPARE(shown.refused()->rowCount(), 1);
    QVERIFY(shown.imported.isEmpty());
    auto *repair = shown.part<QCheckBox>(u"importRepair"_s);
    QVERIFY(repair->isVisible());
    repair->click();
    QVERIFY(shown.run());
    QVERIFY2(shown.refused()->rowCount() == 0, qPrintable(shown.refused(0, 3)));
    QCOMPARE(shown.imported.size(), 1);
    const auto made = gridOf(*m_desk, village + u"895"_s);
    QVERIFY(made && acceptShape(made->shape()).has_value());
}

void TestImportDialog::grids_inGbk_isRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("a table") << u"gbk-grids.csv"_s;
    QTest::newRow("GeoJSON") << u"gbk-grids.geojson"_s;
}

void TestImportDialog::grids_inGbk_isRead()
{
    QFETCH(const QString, file);
    const GridLine grid = baseGrids(*m_desk, village).at(2);
    const QString name = file.endsWith("csv"_L1) ? u"国标甲网格"_s : u"国标乙网格"_s;
    const QString content = file.endsWith("csv"_L1)
                                ? u"网格编码,网格名称\r\n%1,%2\r\n"_s.arg(grid.code, name)
                                : QString::fromUtf8(collectionOf({featureOf(grid.code, name, wgs84Of(grid))}));
    QStringEncoder gbk("GB18030");
    QVERIFY(gbk.isValid());
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(file, QByteArray(gbk.encode(content)))));
    QVERIFY2(shown.isReady(), qPrintable(shown.error() + shown.needed()));
    QVERIFY2(shown.part<QLabel>(u"importEncoding"_s)->text().contains(u"GB"_s),
             qPrintable(shown.part<QLabel>(u"importEncoding"_s)->text()));
    QVERIFY(shown.run());
    QVERIFY2(shown.refused()->rowCount() == 0, qPrintable(shown.refused(0, 3)));
    QVERIFY2(shown.imported.size() == 1, qPrintable(shown.error() + shown.result()));
    QCOMPARE(gridOf(*m_desk, grid.code)->name, name);
}

void TestImportDialog::grids_unknownDatum_isAskedFor()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    // Beijing 1954: neither of the three that are kept apart here.
    const QString path = write(u"old.geojson"_s, collectionOf({featureOf(grid.code, grid.name, grid.shape())},
                                                              u"urn:ogc:def:crs:EPSG::4214"_s));
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(path));
    QVERIFY(!shown.isReady());
    QVERIFY2(shown.needed().contains(u"1954"_s), qPrintable(shown.needed()));
    shown.choose(u"importDatum"_s, datumCode(Datum::Cgcs2000));
    QVERIFY2(shown.isReady(), qPrintable(shown.needed()));
    QVERIFY(shown.check());
    QCOMPARE(shown.error(), QString());
    QVERIFY(!shown.result().isEmpty());
}

void TestImportDialog::grids_severalLayers_areChosenFrom()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const auto placemark = [](const QString &code) {
        return u"<Placemark><name>层网格</name><ExtendedData><Data "
               u"name=\"code\"><value>%1</value></Data></ExtendedData>"
               "<Polygon><outerBoundaryIs><LinearRing><coordinates>106,34.7 106.01,34.7 106.01,34.71 106,34.7"
               "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"_s.arg(code);
    };
    const QString kml =
        u"<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">"
        "<Document><Folder><name>first</name>%1</Folder><Folder><name>second</name>%2%3</Folder>"
        "</Document></kml>"_s.arg(placemark(grid.code), placemark(village + u"891"_s), placemark(village + u"892"_s));
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(u"layers.kml"_s, kml.toUtf8())));
    auto *layers = shown.part<QComboBox>(u"importLayer"_s);
    QVERIFY(layers->isVisible());
    QCOMPARE(layers->count(), 2);
    QCOMPARE(layers->currentText(), u"first"_s);
    shown.looked.clear();
    layers->setCurrentIndex(1);
    Q_EMIT layers->activated(1);
    QVERIFY(Shown::came(shown.looked));
    QCOMPARE(shown.part<QComboBox>(u"importLayer"_s)->currentText(), u"second"_s);
    QVERIFY(shown.run());
    QCOMPARE(shown.imported.value(0).value(0).toLongLong(), 2);
    QVERIFY(gridOf(*m_desk, village + u"892"_s).has_value());
}

void TestImportDialog::grids_badFile_isSaidAndNothingCanBegin_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty table") << u"empty.csv"_s << QByteArray();
    QTest::newRow("empty GeoJSON") << u"empty.geojson"_s << QByteArray();
    QTest::newRow("no GeoPackage at all") << u"text.gpkg"_s << QByteArray("hello");
    QTest::newRow("a workbook cut short") << u"cut.xlsx"_s << QByteArray("PK\x03\x04half");
    QTest::newRow("no such form") << u"plan.dwg"_s << QByteArray("AC1032");
    QTest::newRow("no codes in the table") << u"nocode.csv"_s << QByteArray("网格名称,户数\n甲,1\n");
    QTest::newRow("no codes in the layer")
        << u"nocode.geojson"_s
        << QByteArray(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":)"
                      R"({"type":"Polygon","coordinates":[[[106,34.7],[106.1,34.7],[106.1,34.8],[106,34.7]]]}}]})");
}

void TestImportDialog::grids_badFile_isSaidAndNothingCanBegin()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(name, content)));
    QVERIFY2(!shown.error().isEmpty() || !shown.needed().isEmpty(), "a sentence says why");
    QVERIFY(!shown.isReady());
    // Another file can be chosen all the same.
    QVERIFY(shown.part<QPushButton>(u"chooseFile"_s)->isEnabled());
    QVERIFY(shown.open(write(u"good.csv"_s, "code,name\n620521105207001,x\n")));
    QCOMPARE(shown.error(), QString());
    QVERIFY(shown.isReady());
}

void TestImportDialog::grids_stopped_keepsWholeBatches()
{
    const QList<GridLine> all = baseGrids(*m_desk);
    QString table = u"code,households\n"_s;
    for (const GridLine &grid : all)
        table += grid.code + u",777\n"_s;
    const auto changed = [this] {
        const QList<GridLine> grids = baseGrids(*m_desk);
        return std::ranges::count_if(grids, [](const GridLine &grid) { return grid.households == 777; });
    };
    Shown shown(*m_desk, ImportRows::Grids);
    QVERIFY(shown.open(write(u"all.csv"_s, table.toUtf8())));
    QCOMPARE(changed(), 0);
    shown.settled.clear();
    shown.dialog.run();
    QVERIFY(!shown.isReady()); // not twice at a time
    shown.dialog.stop();
    QVERIFY(Shown::came(shown.settled));
    const auto taken = changed();
    QVERIFY(taken < all.size());
    QCOMPARE(taken % 250, 0);
    QVERIFY(shown.dialog.isVisible());
    QVERIFY(shown.run()); // goes on where it was
    QCOMPARE(changed(), all.size());
    QCOMPARE(shown.imported.last().first().toLongLong(), all.size() - taken);
}

void TestImportDialog::grids_menu_isThereForWhoMay()
{
    const auto actionIn = [](const GridTreePanel &panel) -> QAction * {
        auto *button = panel.findChild<QToolButton *>(u"gridActions"_s);
        Q_EMIT button->menu()->aboutToShow();
        for (QAction *action : button->menu()->actions())
            if (action->data().toString() == "import_grids"_L1)
                return action;
        return nullptr;
    };
    {
        GridTreePanel panel(*m_desk);
        panel.show();
        QAction *action = actionIn(panel);
        QVERIFY(action);
        action->trigger();
        auto *dialog = panel.findChild<ImportDialog *>(u"gridImport"_s);
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->windowTitle(), m_desk->rules()->table("actions"_L1).find(u"import_grids"_s)->word());
    }
    m_desk.reset(); // a file is open to one person at a time
    const auto reporter = m_county->open(u"ren"_s);
    GridTreePanel panel(*reporter);
    QVERIFY(!actionIn(panel));
}

void TestImportDialog::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("no folder for pictures is set (FENGQIAO_SHOTS)");
    QDir().mkpath(folder);
    QTranslator translator;
    const QString catalogue = qEnvironmentVariable("FENGQIAO_SHOTS_CATALOGUE");
    if (!catalogue.isEmpty() && translator.load(catalogue))
        QCoreApplication::installTranslator(&translator);
    setLanguage(translator.isEmpty() ? Language::English : Language::Chinese);
    auto *theme = const_cast<Theme *>(&Theme::of());
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        theme->setAppearance(appearance);
        shoot(folder, appearance == Appearance::Light ? u"light"_s : u"dark"_s);
    }
    theme->setAppearance(Appearance::Light);
    setLanguage(Language::Chinese);
}

// Over the panel that it is opened from.
void TestImportDialog::shoot(const QString &folder, const QString &word)
{
    const auto save = [&](QWidget &window, const QString &name, int wait = 400) {
        QTest::qWait(wait);
        QVERIFY(window.grab().save(QDir(folder).filePath(u"%1-%2.png"_s.arg(name, word))));
    };
    QJsonArray features;
    const QList<GridLine> grids = baseGrids(*m_desk, village.left(9));
    for (qsizetype i = 0; i < grids.size(); ++i) {
        const GridLine &grid = grids.at(i);
        features << featureOf(i % 9 == 4 ? u"62052199999900%1"_s.arg(i % 10) : grid.code, grid.name,
                              i % 11 == 3 ? bowTie : moved(wgs84Of(grid), 0.0008));
    }
    QWidget window;
    window.resize(1366, 768);
    window.show();
    Shown shown(*m_desk, ImportRows::Grids, &window);
    save(shown.dialog, u"grids-first"_s);
    QVERIFY(shown.open(write(u"山门镇网格边界.geojson"_s, collectionOf(features))));
    save(shown.dialog, u"grids-looked"_s);
    QVERIFY(shown.check());
    save(shown.dialog, u"grids-tried"_s);
    QJsonArray all;
    for (const GridLine &grid : baseGrids(*m_desk))
        all << featureOf(grid.code, grid.name, wgs84Of(grid));
    QVERIFY(shown.open(write(u"全县网格边界.geojson"_s, collectionOf(all))));
    shown.settled.clear();
    shown.dialog.run();
    save(shown.dialog, u"grids-busy"_s, 200);
    QVERIFY(Shown::came(shown.settled));
    QVERIFY(shown.open(write(u"户数.csv"_s, "网格编码,户数\n620521105207001,120\n")));
    save(shown.dialog, u"grids-table"_s);
    QVERIFY(shown.open(write(u"旧图.geojson"_s, collectionOf(features, u"urn:ogc:def:crs:EPSG::4214"_s))));
    save(shown.dialog, u"grids-datum"_s);
    QVERIFY(shown.open(write(u"空.csv"_s, {})));
    save(shown.dialog, u"grids-empty"_s);
}

FENGQIAO_GUI_TEST_MAIN(TestImportDialog)
#include "tst_import_dialog.moc"
