#include <QFile>
#include <QJsonDocument>
#include <QProcess>

#include <xlsxwriter.h>

#include <geo/topology.h>
#include <grid/grid_files.h>
#include <grid/import_look.h>

#include "gb18030.h"
#include "grid_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

QJsonObject featureOf(const QString &code, const QString &name, const GeoShape &shape, int households = 200)
{
    return {{u"type"_s, u"Feature"_s},
            {u"properties"_s, QJsonObject{{u"WGBM"_s, code}, {u"name"_s, name}, {u"households"_s, households}}},
            {u"geometry"_s, shapeToGeoJson(shape)}};
}

GeoShape moved(GeoShape shape, double degrees)
{
    for (GeoPolygon &polygon : shape)
        for (GeoPoint &p : polygon.outer)
            p.longitude += degrees;
    return shape;
}

const QDate today(2026, 9, 14);

} // namespace

class TestGridFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QString collection(const QString &name, const QJsonArray &features) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no room for the test's files");
        file.write(QJsonDocument(QJsonObject{{u"type"_s, u"FeatureCollection"_s}, {u"features"_s, features}}).toJson());
        return file.fileName();
    }

    static QList<GridLine> grids(const GridCounty &county, QDate day = today)
    {
        return county.read([day](ReadContext &context) { return gridsAsOf(context.tx, day); });
    }

    static GridLine baseGrid(const GridCounty &county)
    {
        for (const GridLine &grid : grids(county))
            if (grid.kind == "base"_L1)
                return grid;
        return {};
    }

private Q_SLOTS:

    void export_importedAgainAddsNothing_data()
    {
        QTest::addColumn<QString>("format");
        for (const QString &format : {u"gpkg"_s, u"shp"_s, u"geojson"_s, u"kml"_s})
            QTest::newRow(qPrintable(format)) << format;
    }

    void export_importedAgainAddsNothing()
    {
        QFETCH(QString, format);
        GridCounty county;
        QVERIFY2(county.problem.isEmpty(), qPrintable(county.problem));
        const QString file = path(u"all."_s + format);
        const auto written = exportGridFile(*county.desk, file, {.format = format, .reason = u"for the test"_s});
        QVERIFY(written);
        QCOMPARE(*written, grids(county).size());
        const auto again = importGridFile(*county.desk, file);
        QVERIFY(again);
        QCOMPARE(again->features, *written);
        QCOMPARE(again->known, *written);
        QCOMPARE(again->added + again->changed, 0);
        QVERIFY(again->refused.isEmpty());
        QVERIFY2(again->warnings.isEmpty(), qPrintable(again->warnings.value(0)));
    }

    void import_newChangedAndBadRowsAreEachAnswered()
    {
        GridCounty county;
        const GridLine grid = baseGrid(county);
        const GeoShape border = converted(grid.shape(), grid.datum, Datum::Wgs84);
        const GeoShape drawn = moved(border, 0.002);
        const QString fresh = grid.village + u"898"_s;
        const GeoShape bowTie{{{{106, 34.7}, {106.01, 34.71}, {106.01, 34.7}, {106, 34.71}}, {}}};
        const QString file =
            collection(u"rows.geojson"_s,
                       {featureOf(grid.code, grid.name, drawn), featureOf(fresh, u"新网格"_s, border),
                        featureOf(u"620521999999001"_s, u"无此村"_s, border),
                        featureOf(grid.village + u"897"_s, QString(), border),
                        featureOf(grid.village + u"996"_s, u"自交"_s, bowTie), featureOf(u"12"_s, u"短"_s, border)});
        const GridImportOptions options{.columns = {{u"code"_s, u"WGBM"_s}}, .dryRun = true};
        const qsizetype before = grids(county).size();
        const auto dry = importGridFile(*county.desk, file, options);
        QVERIFY(dry);
        QCOMPARE(dry->added, 1);
        QCOMPARE(grids(county).size(), before);
        auto real = options;
        real.dryRun = false;
        const auto report = importGridFile(*county.desk, file, real);
        QVERIFY(report);
        QCOMPARE(report->features, 6);
        QCOMPARE(report->added, 1);
        QCOMPARE(report->changed, 1);
        QStringList refused;
        for (const LayerRefusal &refusal : report->refused) {
            refused << u"%1 %2 %3"_s.arg(refusal.number).arg(refusal.field, refusal.code);
            QVERIFY(refusal.reason.size() > 10);
        }
        QCOMPARE(refused, (QStringList{u"3 division grid.division_unknown"_s, u"4 name grid.name_missing"_s,
                                       u"5 geometry geo.shape_self_crossing"_s, u"6 code import_grid.code_range"_s}));
        QCOMPARE(grids(county).size(), before + 1);
        // Yesterday's report finds yesterday's border.
        QCOMPARE(county.grid(grid.code, today.addDays(-1))->border, grid.border);
        const auto now = county.grid(grid.code, today);
        QVERIFY(sameShape(now->shape(), drawn));
        QCOMPARE(now->datum, Datum::Wgs84);
        QVERIFY(!now->generated);
        QCOMPARE(county.grid(fresh, today)->households, std::optional(200));
        // Also where the border is refused before the row is looked at.
        QCOMPARE(report->grids.value(5), grid.village + u"996"_s);
        QCOMPARE(report->grids.value(4), grid.village + u"897"_s);
        const auto again = importGridFile(*county.desk, file, real);
        QCOMPARE(again->known, 2);
        QCOMPARE(again->added + again->changed, 0);
        QCOMPARE(again->refused.size(), 4);
    }

    // A layer's columns are known by the headings that a table's are.
    void import_columnsAreFoundByRuleTable()
    {
        GridCounty county;
        const GridLine grid = baseGrid(county);
        QJsonObject feature = featureOf({}, {}, converted(grid.shape(), grid.datum, Datum::Wgs84));
        feature[u"properties"_s] = QJsonObject{{u"网格编码"_s, QString(grid.village + u"898"_s)},
                                               {u"网格名称"_s, u"新网格"_s},
                                               {u"户数"_s, u"120.0"_s},
                                               {u"备注"_s, u"不要"_s}};
        QJsonObject bad = feature;
        bad[u"properties"_s] = QJsonObject{
            {u"网格编码"_s, QString(grid.village + u"899"_s)}, {u"网格名称"_s, u"甲"_s}, {u"户数"_s, u"很多"_s}};
        const QString file = collection(u"headings.geojson"_s, {feature, bad});
        const auto look = lookIntoImport(*county.desk->rules(), ImportRows::Grids, file);
        QVERIFY2(look, look ? "" : qPrintable(look.error().message));
        QCOMPARE(look->columns.value(u"code"_s), u"网格编码"_s);
        QCOMPARE(look->layers, QStringList{u"headings"_s});
        QCOMPARE(look->features, 2);
        QCOMPARE(look->datum, std::optional(Datum::Wgs84));
        const auto report = importGridFile(*county.desk, file, {.columns = {{u"note"_s, QString()}}});
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QCOMPARE(report->added, 1);
        QCOMPARE(report->refused.size(), 1);
        QCOMPARE(report->refused.first().number, 2);
        QCOMPARE(report->refused.first().code, u"grid.households_format"_s);
        const auto taken = county.grid(grid.village + u"898"_s, today);
        QCOMPARE(taken->households, std::optional(120));
        QVERIFY(county.read([&](ReadContext &context) { // declined, so not read
            return context.tx.find(gridEntity(), taken->id)->isNull("note"_L1);
        }));
    }

    void import_stoppedWhileItIsRead_writesNothing()
    {
        GridCounty county;
        const GridLine grid = baseGrid(county);
        const QString file = collection(u"stopped.geojson"_s, {featureOf(grid.code, u"另一个名称"_s, grid.shape())});
        const auto report = importGridFile(
            *county.desk, file, {.columns = {{u"code"_s, u"WGBM"_s}}, .progress = [](double) { return false; }});
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QVERIFY(report->cancelled);
        QCOMPARE(report->added + report->changed + report->known, 0);
        QCOMPARE(county.grid(grid.code, today)->name, grid.name);
    }

    void qgis_opensTheExportedGeoPackage()
    {
        const QString python = u"/usr/bin/python3"_s; // Debian's own, which has the bindings
        QProcess probe;
        probe.start(python, {u"-c"_s, u"import qgis.core"_s});
        if (!probe.waitForFinished(-1) || probe.exitCode() != 0)
            QSKIP("QGIS (python3-qgis) is not installed: the exported GeoPackage was NOT opened with it");
        GridCounty county;
        const QString file = path(u"qgis.gpkg"_s);
        const auto written = exportGridFile(*county.desk, file, {.format = u"gpkg"_s, .reason = u"for the test"_s});
        QVERIFY(written);
        QProcess qgis;
        qgis.start(python, {QStringLiteral(FENGQIAO_QGIS_PEER), u"look"_s, file});
        QVERIFY(qgis.waitForFinished(120'000));
        const QByteArray out = qgis.readAllStandardOutput().trimmed();
        const QJsonObject said = QJsonDocument::fromJson(out.mid(out.lastIndexOf('\n') + 1)).object();
        QVERIFY2(said[u"valid"_s].toBool(), qgis.readAllStandardError().constData());
        QCOMPARE(said[u"count"_s].toInteger(), *written);
        QCOMPARE(said[u"read"_s].toInteger(), *written);
        QCOMPARE(said[u"crs"_s].toString(), u"EPSG:4490"_s); // CGCS2000, as the borders are stored
        QCOMPARE(said[u"geometry"_s].toString(), u"MultiPolygon"_s);
        const QList<GridLine> all = grids(county);
        const auto drawn = std::ranges::count_if(all, [](const GridLine &grid) { return !grid.border.isEmpty(); });
        QVERIFY(drawn >= 1055);
        QCOMPARE(said[u"sound"_s].toInteger(), drawn);
        const QJsonObject features = said[u"features"_s].toObject();
        for (const GridLine &grid : all) {
            const QJsonObject seen = features[grid.code].toObject();
            QCOMPARE(seen[u"name"_s].toString(), grid.name);
            QCOMPARE(seen[u"scheme"_s].toString(), grid.scheme);
            QCOMPARE(seen[u"kind"_s].toString(), grid.kind);
            QCOMPARE(seen[u"level"_s].toString(), QString::number(grid.level));
            QCOMPARE(seen[u"village"_s].toString(), grid.village);
            QCOMPARE(seen[u"households"_s].toString(), grid.households ? QString::number(*grid.households) : QString());
            QCOMPARE(seen[u"valid_from"_s].toString(), grid.validFrom.toString(Qt::ISODate));
            QCOMPARE(seen[u"valid_to"_s].toString(), QString());
        }
    }

    void import_wrongDatumIsWarnedOf()
    {
        GridCounty county;
        const QString file = path(u"datum.gpkg"_s);
        QVERIFY(exportGridFile(*county.desk, file,
                               {.format = u"gpkg"_s, .datum = Datum::Wgs84, .reason = u"for the test"_s}));
        const auto right = importGridFile(*county.desk, file, {.dryRun = true});
        QVERIFY(right->warnings.isEmpty());
        const auto wrong = importGridFile(*county.desk, file, {.datum = Datum::Gcj02, .dryRun = true});
        QCOMPARE(wrong->warnings.size(), 1);
        QVERIFY(wrong->warnings.first().contains(u"gcj02"_s));
    }

    // Without borders: new grids, other households, a name that changes, and rows that are refused with their line.
    void table_eachRowIsAnsweredAndAgainAddsNothing_data()
    {
        QTest::addColumn<bool>("gbk");
        QTest::newRow("UTF-8") << false;
        QTest::newRow("GBK, as office programs write") << true;
    }

    void table_eachRowIsAnsweredAndAgainAddsNothing()
    {
        QFETCH(const bool, gbk);
        GridCounty county;
        const GridLine grid = baseGrid(county);
        const QString fresh = grid.village + u"898"_s;
        QString rows = u"网格编码,网格名称,户数,类别,备注\n"_s;
        rows += u"%1,%2,321,,\n"_s.arg(grid.code, grid.name); // 2: another number of households
        rows += u"%1,新网格,120,,表格导入\n"_s.arg(fresh);    // 3: new
        rows += grid.village + u"896,又一格,很多,,\n"_s;      // 4: no number
        rows += grid.village + u"897,,50,,\n"_s;              // 5: a new one without a name
        rows += grid.village + u"894,甲网格,50,飞地,\n"_s;    // 6: no such kind
        rows += grid.village + u"893,少一格\n"_s;             // 7: half a row
        rows += u"12,短,1,,\n"_s;                             // 8: no code
        QFile file(path(u"table.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(gbk ? inGb18030(rows.toUtf8()) : rows.toUtf8());
        file.close();
        const auto report = importGridFile(*county.desk, file.fileName());
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QVERIFY(report->table);
        QCOMPARE(report->features, 7);
        QCOMPARE(report->added, 1);
        QCOMPARE(report->changed, 1);
        QStringList refused;
        for (const LayerRefusal &refusal : report->refused) {
            refused << u"%1 %2 %3"_s.arg(refusal.number).arg(refusal.field, refusal.code);
            QVERIFY(refusal.reason.size() > 10);
        }
        QCOMPARE(refused, (QStringList{u"4 households grid.households_format"_s, u"5 name grid.name_missing"_s,
                                       u"6 kind import_grid.kind_unknown"_s, u"7 户数 import.cells"_s,
                                       u"8 code import_grid.code_range"_s}));
        const auto changed = county.grid(grid.code, today);
        QCOMPARE(changed->households, std::optional(321));
        QCOMPARE(changed->border, grid.border); // a table says nothing of borders: they stay
        QCOMPARE(county.grid(fresh, today)->households, std::optional(120));
        QVERIFY(county.grid(fresh, today)->border.isEmpty());
        const auto again = importGridFile(*county.desk, file.fileName());
        QCOMPARE(again->known, 2);
        QCOMPARE(again->added + again->changed, 0);
        QCOMPARE(again->refused.size(), 5);
    }

    void table_withoutCodes_isRefusedWhole()
    {
        GridCounty county;
        QFile file(path(u"nocode.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("网格名称,户数\n甲,1\n");
        file.close();
        QCOMPARE(importGridFile(*county.desk, file.fileName()).error().code, u"import.columns"_s);
        QCOMPARE(importGridFile(*county.desk, path(u"none.csv"_s)).error().code, u"import.file"_s);
    }

    void table_workbook()
    {
        GridCounty county;
        const GridLine grid = baseGrid(county);
        const QString file = path(u"grids.xlsx"_s);
        lxw_workbook *book = workbook_new(qPrintable(file));
        workbook_add_worksheet(book, "封面");
        lxw_worksheet *sheet = workbook_add_worksheet(book, "网格");
        const char *const headings[] = {"网格编码", "网格名称", "户数"};
        for (lxw_col_t column = 0; column < 3; ++column)
            worksheet_write_string(sheet, 0, column, headings[column], nullptr);
        worksheet_write_number(sheet, 1, 0, QString(grid.village + u"898"_s).toDouble(),
                               nullptr); // codes are often numbers
        worksheet_write_string(sheet, 1, 1, "表中网格", nullptr);
        worksheet_write_number(sheet, 1, 2, 88, nullptr);
        QCOMPARE(workbook_close(book), LXW_NO_ERROR);
        // The sheet before it is empty, so this one is meant; all can be chosen from.
        const auto look = lookIntoImport(*county.desk->rules(), ImportRows::Grids, file);
        QVERIFY2(look, look ? "" : qPrintable(look.error().message));
        QCOMPARE(look->layers, (QStringList{u"封面"_s, u"网格"_s}));
        QCOMPARE(look->layer, u"网格"_s);
        QCOMPARE(look->columns.value(u"households"_s), u"户数"_s);
        QCOMPARE(importGridFile(*county.desk, file, {.layer = u"没有"_s}).error().code, u"import.sheet"_s);
        const auto report = importGridFile(*county.desk, file);
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QVERIFY2(report->refused.isEmpty(), qPrintable(report->refused.value(0).reason));
        QCOMPARE(report->added, 1);
        QCOMPARE(county.grid(grid.village + u"898"_s, today)->households, std::optional(88));
    }

    void import_missingColumnAndRoleAreRefusedWhole()
    {
        GridCounty county;
        const GridLine grid = baseGrid(county);
        const QString file = collection(u"columns.geojson"_s, {featureOf(grid.code, grid.name, grid.shape())});
        QCOMPARE(importGridFile(*county.desk, file).error().code, u"layer.column_missing"_s); // code is called WGBM
        QCOMPARE(county.act(u"ren"_s, u"import_grids"_s, {{u"rows"_s, QJsonArray{QJsonObject{}}}}).error().kind,
                 ErrorKind::NotPermitted);
    }

    void export_needsAReasonAndStaysInItsArea()
    {
        GridCounty county;
        QCOMPARE(exportGridFile(*county.desk, path(u"x.gpkg"_s), {.format = u"gpkg"_s}).error().code,
                 u"export.reason"_s);
        QCOMPARE(exportGridFile(*county.desk, path(u"x.xyz"_s), {.format = u"xyz"_s, .reason = u"for the test"_s})
                     .error()
                     .code,
                 u"export.format"_s);
        const auto town = exportGridFile(*county.desk, path(u"town.csv"_s),
                                         {.format = u"csv"_s, .area = u"620521105"_s, .reason = u"=1+1 test"_s});
        QVERIFY(town);
        QVERIFY(*town > 5 && *town < 200);
        QFile csv(path(u"town.csv"_s));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray bytes = csv.readAll();
        QCOMPARE(bytes.count('\n'), *town + 1);
        QVERIFY(bytes.startsWith("\xEF\xBB\xBF"
                                 "code,"));
    }
};

QTEST_GUILESS_MAIN(TestGridFiles)
#include "tst_grid_files.moc"
