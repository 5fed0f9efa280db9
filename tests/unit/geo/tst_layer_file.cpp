#include "shapes.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <gdal.h>

#include "../store/store_fixture.h"
#include <geo/layer_file.h>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

template <typename T> const char *said(const Result<T> &result)
{
    static QByteArray text;
    text = result ? QByteArray() : result.error().message.toUtf8();
    return text.constData();
}

QList<LayerField> fields()
{
    return {{u"code"_s, QMetaType::QString}, {u"name"_s, QMetaType::QString}, {u"households"_s, QMetaType::LongLong},
            {u"share"_s, QMetaType::Double}, {u"since"_s, QMetaType::QDate},  {u"generated"_s, QMetaType::Bool}};
}

QList<LayerFeature> grids(int count)
{
    QList<LayerFeature> features;
    for (int i = 0; i < count; ++i) {
        LayerFeature feature{.number = i + 1, .attributes = {}, .shape = {}, .point = {}};
        feature.attributes = {{u"code"_s, u"620521105200%1"_s.arg(i + 1, 3, 10, QLatin1Char('0'))},
                              {u"name"_s, u"山门镇第%1网格"_s.arg(i + 1)},
                              {u"households"_s, 100 + i},
                              {u"share"_s, 0.5},
                              {u"since"_s, QDate(2025, 1, 1)},
                              {u"generated"_s, i % 2 == 0}};
        feature.shape = box(106 + 0.01 * i, 34.7, 0.01, 0.01);
        features << feature;
    }
    features.last().shape[0].holes << box(106.002 + 0.01 * (count - 1), 34.702, 0.002, 0.002)[0].outer;
    features.last().shape << box(107, 34.7, 0.01, 0.01);
    return features;
}

QByteArray feature(const QByteArray &geometry, const QByteArray &code = "1")
{
    return R"({"type":"Feature","properties":{"code":")" + code + R"("},"geometry":)" + geometry + "}";
}

QByteArray polygon(const QByteArray &points)
{
    return R"({"type":"Polygon","coordinates":[[)" + points + "]]}";
}

const QByteArray square = "[106,34.7],[106.01,34.7],[106.01,34.71],[106,34.71],[106,34.7]";

} // namespace

class TstLayerFile : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for the test's files");
        return file.fileName();
    }

    QString collection(const QString &name, const QList<QByteArray> &features) const
    {
        return write(name, R"({"type":"FeatureCollection","features":[)" + features.join(',') + "]}");
    }

    QTemporaryDir m_folder;

private Q_SLOTS:

    void everyFormatComesBack_data()
    {
        QTest::addColumn<LayerFormat>("format");
        QTest::addColumn<Datum>("datum");
        for (const LayerFormat format :
             {LayerFormat::GeoPackage, LayerFormat::Shapefile, LayerFormat::GeoJson, LayerFormat::Kml})
            for (const Datum datum : {Datum::Wgs84, Datum::Cgcs2000, Datum::Gcj02})
                QTest::addRow("%s %s", qPrintable(layerFormatCode(format)), qPrintable(datumCode(datum)))
                    << format << datum;
    }

    void everyFormatComesBack()
    {
        QFETCH(LayerFormat, format);
        QFETCH(Datum, datum);
        const QString file = path(u"all-"_s + datumCode(datum) + u'.' + layerFormatCode(format));
        const auto written = writeLayer(file, grids(5),
                                        {.format = format,
                                         .layer = u"grids"_s,
                                         .fields = fields(),
                                         .datum = datum,
                                         .note = u"for the test"_s,
                                         .progress = {}});
        QVERIFY2(written, said(written));
        const auto read = readLayer(file);
        QVERIFY2(read, said(read));
        QCOMPARE(read->refused.size(), 0);
        QCOMPARE(read->features.size(), 5);
        QCOMPARE(read->datum, format == LayerFormat::Kml ? Datum::Wgs84 : datum);
        for (int i = 0; i < 5; ++i) {
            const LayerFeature &feature = read->features[i];
            const GeoShape expected = converted(grids(5)[i].shape, datum, read->datum);
            QVERIFY(sameShape(feature.shape, expected));
            QCOMPARE(feature.text(u"code"_s), grids(5)[i].text(u"code"_s));
            const QString name = format == LayerFormat::Kml ? u"Name"_s : u"name"_s;
            QCOMPARE(feature.text(name), grids(5)[i].text(u"name"_s));
            QCOMPARE(feature.attributes.value(u"households"_s).toInt(), 100 + i);
            QCOMPARE(feature.attributes.value(u"generated"_s).toInt(), i % 2 == 0 ? 1 : 0);
            QCOMPARE(feature.text(u"exported"_s), u"for the test"_s);
        }
        QCOMPARE(
            writeLayer(file, grids(5), {.format = format, .layer = u"x"_s, .fields = {}, .note = {}, .progress = {}})
                .error()
                .code,
            u"layer.exists"_s);
    }

    void ogrinfoAgreesOnCounts()
    {
        if (QByteArrayView(OGRINFO).endsWith("NOTFOUND"))
            QSKIP("ogrinfo (gdal-bin) is not installed: counts were NOT compared with it");
        for (const LayerFormat format :
             {LayerFormat::GeoPackage, LayerFormat::Shapefile, LayerFormat::GeoJson, LayerFormat::Kml}) {
            const QString file = path(u"count."_s + layerFormatCode(format));
            QVERIFY(
                writeLayer(file, grids(17),
                           {.format = format, .layer = u"count"_s, .fields = fields(), .note = {}, .progress = {}}));
            QProcess ogrinfo;
            ogrinfo.start(QString::fromUtf8(OGRINFO), {u"-so"_s, u"-al"_s, file});
            QVERIFY(ogrinfo.waitForFinished());
            const QByteArray said = ogrinfo.readAllStandardOutput();
            QVERIFY2(said.contains("Feature Count: 17"), said.constData());
        }
    }

    void nothingIsLeftBesideTheSources()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"alone"_s));
        for (const LayerFormat format : {LayerFormat::GeoPackage, LayerFormat::GeoJson, LayerFormat::Kml})
            QVERIFY(writeLayer(path(u"alone/one."_s + layerFormatCode(format)), grids(3),
                               {.format = format, .layer = u"one"_s, .fields = fields(), .note = {}, .progress = {}}));
        const QDir folder(path(u"alone"_s));
        const QStringList before = folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        QCOMPARE(before.size(), 3);
        QFile::setPermissions(path(u"alone/one.gpkg"_s), QFile::ReadOwner);
        for (const QString &name : before)
            QVERIFY(readLayer(folder.filePath(name)));
        QCOMPARE(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), before);
    }

    void gbkAttributesAreRead_data()
    {
        QTest::addColumn<bool>("lying");
        QTest::newRow("no .cpg") << false;
        QTest::newRow("a .cpg that says UTF-8") << true;
    }

    void gbkAttributesAreRead()
    {
        QFETCH(bool, lying);
        const QString base = lying ? u"lying"_s : u"gbk"_s;
        const QString file = path(base + u".shp"_s);
        QVERIFY(writeLayer(
            file, grids(3),
            {.format = LayerFormat::Shapefile, .layer = base, .fields = fields(), .note = {}, .progress = {}}));
        // The same text in GBK in the place of the UTF-8 of the .dbf, filled up with blanks.
        QFile dbf(path(base + u".dbf"_s));
        QVERIFY(dbf.open(QIODevice::ReadWrite));
        QByteArray bytes = dbf.readAll();
        QStringEncoder gbk("GB18030");
        for (int i = 0; i < 3; ++i) {
            const QString name = u"山门镇第%1网格"_s.arg(i + 1);
            const QByteArray utf8 = name.toUtf8();
            QByteArray raw = gbk(name);
            bytes.replace(utf8, raw.leftJustified(utf8.size()));
        }
        dbf.seek(0);
        dbf.write(bytes);
        dbf.close();
        if (!lying)
            QVERIFY(QFile::remove(path(base + u".cpg"_s)));
        const auto read = readLayer(file);
        QVERIFY(read);
        QCOMPARE(read->info.encoding, u"GB18030"_s);
        QCOMPARE(read->features[2].text(u"name"_s), u"山门镇第3网格"_s);
    }

    void gbkGeoJsonIsRead()
    {
        QStringEncoder gbk("GB18030");
        const QByteArray name = gbk(u"清水县"_s);
        const QString file = collection(u"gbk.geojson"_s, {feature(polygon(square), name)});
        const auto read = readLayer(file);
        QVERIFY(read);
        QCOMPARE(read->info.name, u"gbk"_s); // by its own name, by which it is asked for again
        QVERIFY(readLayer(file, {.layer = u"gbk"_s, .county = {}, .progress = {}}));
        QCOMPARE(read->features.first().text(u"code"_s), u"清水县"_s);
        QCOMPARE(read->info.encoding, u"GB18030"_s);
    }

    void badFeaturesAreRefusedAndTheRestIsIn()
    {
        const QByteArray line = R"({"type":"LineString","coordinates":[[106,34.7],[106.1,34.7]]})";
        const QByteArray point = R"({"type":"Point","coordinates":[106,34.7]})";
        const QByteArray mixed =
            R"({"type":"GeometryCollection","geometries":[)" + polygon(square) + ',' + point + "]}";
        const auto read = readLayer(
            collection(u"bad.geojson"_s,
                       {feature(polygon(square)), feature("null"), feature(line), feature(point), feature(mixed),
                        feature(polygon("[106,34.7],[106.01,34.71],[106.01,34.7],[106,34.71],[106,34.7]")),
                        feature(polygon("[34.7,106],[34.71,106],[34.71,106.01],[34.7,106]")),
                        feature(polygon("[116,39],[116.1,39],[116.1,39.1],[116,39]")),
                        feature(R"({"type":"Polygon","coordinates":[]})"), feature(polygon(square))}),
            {.layer = {}, .needed = {u"code"_s}, .county = {105.5, 34.3, 106.6, 35.2}, .progress = {}});
        QVERIFY2(read, said(read));
        QCOMPARE(read->features.size(), 2);
        QCOMPARE(read->features.last().number, 10);
        QStringList codes;
        for (const LayerRefusal &refusal : read->refused) {
            QCOMPARE(refusal.field, u"geometry"_s);
            QVERIFY(!refusal.reason.isEmpty());
            codes << u"%1 %2"_s.arg(refusal.number).arg(refusal.code);
        }
        QCOMPARE(codes,
                 (QStringList{u"2 layer.no_geometry"_s, u"3 layer.geometry_type"_s, u"4 layer.geometry_type"_s,
                              u"5 layer.geometry_type"_s, u"6 geo.shape_self_crossing"_s, u"7 geo.shape_swapped_axes"_s,
                              u"8 geo.shape_out_of_range"_s, u"9 layer.no_geometry"_s}));
    }

    void pointsAreTakenWhereAsked()
    {
        const QByteArray point = R"({"type":"Point","coordinates":[106,34.7]})";
        const QByteArray swapped = R"({"type":"Point","coordinates":[34.7,106]})";
        const auto read = readLayer(collection(u"points.geojson"_s, {feature(point), feature(swapped)}),
                                    {.layer = {}, .geometry = LayerGeometry::Points, .county = {}, .progress = {}});
        QCOMPARE(read->features.size(), 1);
        QCOMPARE(*read->features.first().point, (GeoPoint{106, 34.7}));
        QCOMPARE(read->refused.first().code, u"geo.shape_swapped_axes"_s);
    }

    void selfCrossingIsRepairedWhereAsked()
    {
        const QString file = collection(
            u"repair.geojson"_s, {feature(polygon("[106,34.7],[106.01,34.71],[106.01,34.7],[106,34.71],[106,34.7]"))});
        const auto read = readLayer(file, {.layer = {}, .repair = true, .county = {}, .progress = {}});
        QCOMPARE(read->features.size(), 1);
        QCOMPARE(read->features.first().shape.size(), 2);
    }

    void millionVerticesAreRefusedQuickly()
    {
        QByteArray points;
        const GeoShape huge = flower({106.1, 34.7}, 0.1, 1'000'000);
        for (const GeoPoint &p : huge[0].outer)
            points +=
                '[' + QByteArray::number(p.longitude, 'f', 9) + ',' + QByteArray::number(p.latitude, 'f', 9) + "],";
        points += points.first(points.indexOf("],") + 1);
        const auto read =
            readLayer(collection(u"huge.geojson"_s, {feature(polygon(points)), feature(polygon(square))}));
        QVERIFY(read);
        QCOMPARE(read->features.size(), 1);
        QCOMPARE(read->refused.first().code, u"geo.shape_too_many_vertices"_s);
    }

    void missingColumnAndFileAndLayerAreSaid()
    {
        const QString file = collection(u"columns.geojson"_s, {feature(polygon(square))});
        const auto missing = readLayer(file, {.layer = {}, .needed = {u"WGBM"_s}, .county = {}, .progress = {}});
        QCOMPARE(missing.error().code, u"layer.column_missing"_s);
        QCOMPARE(missing.error().field, u"WGBM"_s);
        QCOMPARE(readLayer(file, {.layer = u"other"_s, .county = {}, .progress = {}}).error().code,
                 u"layer.unknown_layer"_s);
        QCOMPARE(readLayer(path(u"none.gpkg"_s)).error().code, u"layer.missing"_s);
        QCOMPARE(readLayer(write(u"text.txt"_s, "hello")).error().code, u"layer.format"_s);
        QCOMPARE(readLayer(u"http://127.0.0.1/x.geojson"_s).error().code, u"layer.missing"_s);
    }

    void truncatedFilesAreSaidOrReadUpToTheEnd_data()
    {
        QTest::addColumn<LayerFormat>("format");
        for (const LayerFormat format :
             {LayerFormat::GeoPackage, LayerFormat::Shapefile, LayerFormat::GeoJson, LayerFormat::Kml})
            QTest::addRow("%s", qPrintable(layerFormatCode(format))) << format;
    }

    void truncatedFilesAreSaidOrReadUpToTheEnd()
    {
        QFETCH(LayerFormat, format);
        const QString file = path(u"cut."_s + layerFormatCode(format));
        QVERIFY(writeLayer(file, grids(300),
                           {.format = format, .layer = u"cut"_s, .fields = fields(), .note = {}, .progress = {}}));
        QVERIFY(QFile::resize(file, QFile(file).size() * 6 / 10));
        const auto read = readLayer(file);
        if (read) {
            QVERIFY(read->features.size() < 300);
            QVERIFY(!read->refused.isEmpty());
        } else {
            QCOMPARE(read.error().code, u"layer.unreadable"_s);
            QVERIFY(read.error().message.size() > 20);
        }
    }

    void datumIsKnownGivenOrAskedFor()
    {
        const QString file = path(u"datum.shp"_s);
        QVERIFY(writeLayer(file, grids(2),
                           {.format = LayerFormat::Shapefile,
                            .layer = u"datum"_s,
                            .fields = {},
                            .datum = Datum::Cgcs2000,
                            .note = {},
                            .progress = {}}));
        QCOMPARE(layersOf(file)->first().datum, std::optional(Datum::Cgcs2000));
        QCOMPARE(readLayer(file, {.layer = {}, .datum = Datum::Gcj02, .county = {}, .progress = {}})->datum,
                 Datum::Gcj02);
        const QByteArray beijing = R"(GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",)"
                                   R"(SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],)"
                                   R"(UNIT["Degree",0.0174532925199433]])";
        // Without the column `datum` that our own files have: another program's Shapefile.
        QFile dbf(path(u"datum.dbf"_s));
        QVERIFY(dbf.open(QIODevice::ReadWrite));
        QByteArray bytes = dbf.readAll();
        bytes.replace("datum\0", "other\0");
        dbf.seek(0);
        dbf.write(bytes);
        dbf.close();
        write(u"datum.prj"_s, beijing);
        QCOMPARE(readLayer(file).error().code, u"layer.datum_unsupported"_s);
        QVERIFY(QFile::remove(path(u"datum.prj"_s)));
        QCOMPARE(readLayer(file).error().code, u"layer.datum_unknown"_s);
        QCOMPARE(readLayer(file, {.layer = {}, .datum = Datum::Wgs84, .county = {}, .progress = {}})->features.size(),
                 2);
    }

    void projectedCoordinatesBecomeDegrees()
    {
        // CGCS2000, three-degree zone 35: the middle meridian is 105 east.
        const QByteArray zone = R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4523"}},)";
        const QByteArray ring = "[35600000,3850000],[35601000,3850000],[35601000,3851000],[35600000,3850000]";
        const QString file = write(u"zone.geojson"_s, R"({"type":"FeatureCollection",)" + zone + R"("features":[)" +
                                                          feature(polygon(ring)) + "]}");
        const auto read = readLayer(file);
        QVERIFY2(read, said(read));
        QCOMPARE(read->datum, Datum::Cgcs2000);
        QVERIFY(read->refused.isEmpty());
        const GeoBox box = boxOf(read->features.first().shape);
        QVERIFY2(std::abs(box.west - 106.09) < 0.02 && std::abs(box.south - 34.78) < 0.05,
                 qPrintable(u"%1 %2"_s.arg(box.west).arg(box.south)));
        QVERIFY(std::abs(areaOf(read->features.first().shape) / 500'000 - 1) < 1e-3);
    }

    void cancelStopsReadingAndLeavesNoExport()
    {
        const QString file = path(u"many.gpkg"_s);
        QVERIFY(writeLayer(
            file, grids(3'000),
            {.format = LayerFormat::GeoPackage, .layer = u"many"_s, .fields = fields(), .note = {}, .progress = {}}));
        const auto stop = [](double share) { return share < 0.4; };
        const auto read = readLayer(file, {.layer = {}, .county = {}, .progress = stop});
        QVERIFY(read->cancelled);
        QVERIFY(read->features.size() > 100 && read->features.size() < 2'900);
        const QString out = path(u"stopped.gpkg"_s);
        QCOMPARE(
            writeLayer(
                out, grids(3'000),
                {.format = LayerFormat::GeoPackage, .layer = u"many"_s, .fields = {}, .note = {}, .progress = stop})
                .error()
                .code,
            u"layer.cancelled"_s);
        QVERIFY(!QFile::exists(out));
    }

    void mappingFilesAreRead()
    {
        const auto lines = readFieldMapping(write(u"map.txt"_s, "# grids\ncode = WGBM\n\nname=网格名称 # zh\n"));
        QCOMPARE(lines->value(u"code"_s), u"WGBM"_s);
        QCOMPARE(lines->value(u"name"_s), u"网格名称"_s);
        QCOMPARE(readFieldMapping(write(u"map.json"_s, R"({"code":"WGBM"})"))->value(u"code"_s), u"WGBM"_s);
        QCOMPARE(readFieldMapping(write(u"bad.txt"_s, "code\n")).error().code, u"mapping.line"_s);
        QCOMPARE(readFieldMapping(path(u"no.txt"_s)).error().code, u"mapping.missing"_s);
    }

    // GDAL and plain libsqlite3 are in this process: the store still writes ciphertext, and a GeoPackage stays one.
    void storeStaysEncryptedBesideGdal()
    {
        GDALAllRegister();
        const QString before = path(u"before.gpkg"_s);
        QVERIFY(writeLayer(
            before, grids(2),
            {.format = LayerFormat::GeoPackage, .layer = u"before"_s, .fields = {}, .note = {}, .progress = {}}));
        Fixture store;
        QVERIFY(store.addPerson(u"甲秘密"_s, u"13900001111"_s));
        QVERIFY(readLayer(before)); // between two transactions of the store
        QVERIFY(store.reopen());
        QCOMPARE(store.people(), 1);
        store.close();
        const QByteArray raw = store.bytes();
        QVERIFY(raw.size() > 4096);
        QVERIFY(!raw.startsWith("SQLite format 3"));
        const QString name = u"甲秘密"_s;
        QVERIFY(!raw.contains(name.toUtf8()) && !raw.contains("CREATE TABLE"));
        QFile package(before);
        QVERIFY(package.open(QIODevice::ReadOnly));
        QVERIFY(package.read(16).startsWith("SQLite format 3"));
        QCOMPARE(readLayer(before)->features.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TstLayerFile)
#include "tst_layer_file.moc"
