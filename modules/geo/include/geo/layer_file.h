#pragma once

#include <QDate>
#include <QHash>
#include <QStringList>
#include <QVariant>
#include <functional>
#include <optional>

#include <geo/shape.h>

namespace fengqiao {

// Files of geometry: GeoPackage, Shapefile (attributes in any of UTF-8, GBK, GB18030), GeoJSON, KML. They are read by
// GDAL/OGR, which lives in a library of its own that is loaded when first needed; it reaches no network and writes
// nothing beside the file it reads.
enum class LayerFormat { GeoPackage, Shapefile, GeoJson, Kml };

[[nodiscard]] QString layerFormatCode(LayerFormat format); // "gpkg", "shp", "geojson", "kml"
[[nodiscard]] std::optional<LayerFormat> layerFormatFromCode(QStringView code);
[[nodiscard]] std::optional<LayerFormat> layerFormatOfFile(const QString &path); // by its name

struct LayerField {
    QString name;
    QMetaType::Type type = QMetaType::QString; // QString, Int (LongLong), Double, Bool, QDate
};

struct LayerInfo {
    QString name;
    QList<LayerField> fields;
    qint64 features = 0;
    std::optional<Datum> datum; // what the file says: its CRS, or a column "datum" as our own export writes it
    QString crs;                // the CRS by its own name; empty if the file names none
    QString encoding;           // of a Shapefile's attributes: "UTF-8", "GB18030"
    bool geometry = true;       // false: a plain table beside the layers
};

struct LayerFeature {
    qint64 number = 0; // in the file, from 1
    QHash<QString, QVariant> attributes{};
    GeoShape shape{}; // empty for a point
    std::optional<GeoPoint> point{};

    [[nodiscard]] QString text(const QString &field) const { return attributes.value(field).toString().trimmed(); }
};

// One feature that was not taken, and why.
struct LayerRefusal {
    qint64 number = 0;
    QString field; // the column, or "geometry"
    QString code;  // "layer.geometry_type"
    QString reason;
    QHash<QString, QVariant> attributes{}; // of the feature, as far as they were read
};

enum class LayerGeometry { Shapes, Points, Any };

struct LayerReading {
    QString layer{};              // empty: the only one, or the first with geometry
    std::optional<Datum> datum{}; // GCJ-02 has no CRS of its own, so whoever knows must say; overrules the file
    LayerGeometry geometry = LayerGeometry::Shapes;
    QStringList needed{}; // columns that must be there, else "layer.column_missing" for the whole file
    // Asked before the first feature, with what the layer holds; an error refuses the whole file.
    std::function<Result<>(const LayerInfo &info)> accept{};
    qsizetype mostVertices = 100'000; // a feature with more is refused
    bool repair = false;              // resolve self-crossings instead of refusing them
    GeoBox county{};                  // if given: what lies outside is refused
    // Called about every 500 features with the share done; false cancels.
    std::function<bool(double share)> progress{};
};

struct LayerContent {
    LayerInfo info;
    Datum datum = Datum::Wgs84; // of every shape and point
    QList<LayerFeature> features;
    QList<LayerRefusal> refused; // ascending by number
    bool cancelled = false;
};

// Errors: layer.missing, layer.format, layer.unreadable (with the reader's own words), layer.empty,
// layer.unknown_layer, layer.column_missing, layer.datum_unknown, layer.datum_unsupported, layer.library.
[[nodiscard]] Result<QList<LayerInfo>> layersOf(const QString &path);
[[nodiscard]] Result<LayerContent> readLayer(const QString &path, const LayerReading &options = {});

struct LayerWriting {
    LayerFormat format = LayerFormat::GeoPackage;
    QString layer{};            // its name
    QList<LayerField> fields{}; // in this order; a Shapefile cuts names after ten letters
    Datum datum = Datum::Wgs84; // of the features; KML is always written in WGS-84, converted if need be
    QString note{}; // who, when and why: kept in the file's metadata and with each feature, column `exported`
    std::function<bool(double share)> progress{};
};

// Writes the whole file or none; refuses one that exists. Every feature gets a column `datum`, because GeoJSON and KML
// cannot name another than WGS-84. Errors: layer.exists, layer.write, layer.cancelled, layer.library.
[[nodiscard]] Result<> writeLayer(const QString &path, const QList<LayerFeature> &features,
                                  const LayerWriting &options);

// Which column of a file holds which field of ours: lines "field = column", # begins a comment; or a JSON object of the
// same. Fields not named are looked for under their own name. Errors: mapping.missing, mapping.line.
using FieldMapping = QHash<QString, QString>;
[[nodiscard]] Result<FieldMapping> readFieldMapping(const QString &path);

} // namespace fengqiao
