#include <QCoreApplication>
#include <array>
#include <cpl_conv.h>
#include <cpl_string.h>

#include "ogr_common.h"

namespace fengqiao::ogr {

using namespace Qt::StringLiterals;

namespace {

struct Layers {
    Q_DECLARE_TR_FUNCTIONS(Layers)
};

// A list of NAME=VALUE as GDAL takes it.
class Options {
public:
    Options() = default;

    ~Options() { CSLDestroy(m_list); }

    Options(const Options &) = delete;
    Options &operator=(const Options &) = delete;

    void set(const char *name, const QByteArray &value) { m_list = CSLSetNameValue(m_list, name, value.constData()); }

    [[nodiscard]] char **list() const { return m_list; }

private:
    char **m_list = nullptr;
};

Error notWritten(const Complaints &complaints)
{
    return {ErrorKind::Fault,
            u"layer.write"_s,
            Layers::tr("The file could not be written: %1. Nothing was kept.").arg(complaints.text()),
            {},
            {}};
}

struct Form {
    QByteArray driver;
    OGRwkbGeometryType shapes = wkbMultiPolygon;
};

Form formOf(LayerFormat format)
{
    switch (format) {
    case LayerFormat::GeoPackage:
        return {"GPKG", wkbMultiPolygon};
    case LayerFormat::Shapefile:
        return {"ESRI Shapefile", wkbPolygon};
    case LayerFormat::GeoJson:
        return {"GeoJSON", wkbUnknown};
    case LayerFormat::Kml:
        return {"LIBKML", wkbUnknown};
    }
    return {};
}

void setLayerOptions(const LayerWriting &writing, Options *options)
{
    const QByteArray note = writing.note.toUtf8();
    switch (writing.format) {
    case LayerFormat::GeoPackage:
        options->set("DESCRIPTION", note);
        options->set("GEOMETRY_NAME", "geom");
        break;
    case LayerFormat::Shapefile:
        options->set("ENCODING", "UTF-8"); // and a .cpg that says so
        break;
    case LayerFormat::GeoJson:
        // Seven digits are a centimetre. RFC 7946 knows WGS-84 alone, so only that is written as it wants.
        options->set("RFC7946", writing.datum == Datum::Wgs84 ? "YES" : "NO");
        options->set("COORDINATE_PRECISION", "7");
        options->set("DESCRIPTION", note);
        break;
    case LayerFormat::Kml:
        options->set("DESCRIPTION", note);
        break;
    }
}

OwnGeometry lineOf(const GeoRing &ring)
{
    OwnGeometry line(OGR_G_CreateGeometry(wkbLinearRing));
    OGR_G_SetPointCount(line.get(), static_cast<int>(ring.size() + 1));
    for (qsizetype i = 0; i <= ring.size(); ++i) {
        const GeoPoint &p = ring[i % ring.size()];
        OGR_G_SetPoint_2D(line.get(), static_cast<int>(i), p.longitude, p.latitude);
    }
    return line;
}

OwnGeometry polygonOf(const GeoPolygon &polygon)
{
    OwnGeometry geometry(OGR_G_CreateGeometry(wkbPolygon));
    OGR_G_AddGeometryDirectly(geometry.get(), lineOf(polygon.outer).release());
    for (const GeoRing &hole : polygon.holes)
        OGR_G_AddGeometryDirectly(geometry.get(), lineOf(hole).release());
    return geometry;
}

OwnGeometry geometryOf(const LayerFeature &feature, Datum from, Datum to, bool multi)
{
    if (feature.point) {
        OwnGeometry point(OGR_G_CreateGeometry(wkbPoint));
        const GeoPoint p = converted(*feature.point, from, to);
        OGR_G_SetPoint_2D(point.get(), 0, p.longitude, p.latitude);
        return point;
    }
    const GeoShape shape = converted(feature.shape, from, to);
    if (shape.isEmpty())
        return nullptr;
    if (shape.size() == 1 && !multi)
        return polygonOf(shape.first());
    OwnGeometry all(OGR_G_CreateGeometry(wkbMultiPolygon));
    for (const GeoPolygon &polygon : shape)
        OGR_G_AddGeometryDirectly(all.get(), polygonOf(polygon).release());
    return all;
}

OGRFieldType fieldType(QMetaType::Type type)
{
    switch (type) {
    case QMetaType::Bool:
        return OFTInteger;
    case QMetaType::LongLong:
        return OFTInteger64;
    case QMetaType::Double:
        return OFTReal;
    case QMetaType::QDate:
        return OFTDate;
    default:
        return OFTString;
    }
}

bool addField(OGRLayerH layer, const LayerField &field, LayerFormat format)
{
    OGRFieldDefnH definition = OGR_Fld_Create(field.name.toUtf8().constData(), fieldType(field.type));
    if (field.type == QMetaType::Bool)
        OGR_Fld_SetSubType(definition, OFSTBoolean);
    if (format == LayerFormat::Shapefile && fieldType(field.type) == OFTString)
        OGR_Fld_SetWidth(definition, 254); // the widest a DBF has; the default of 80 cuts names of 27 characters
    const bool added = OGR_L_CreateField(layer, definition, 1) == OGRERR_NONE;
    OGR_Fld_Destroy(definition);
    return added;
}

void setField(OGRFeatureH feature, int field, const QVariant &value, QMetaType::Type type)
{
    if (value.isNull())
        return;
    const QDate date = value.toDate();
    switch (type) {
    case QMetaType::Bool:
        OGR_F_SetFieldInteger(feature, field, value.toBool() ? 1 : 0);
        break;
    case QMetaType::LongLong:
        OGR_F_SetFieldInteger64(feature, field, value.toLongLong());
        break;
    case QMetaType::Double:
        OGR_F_SetFieldDouble(feature, field, value.toDouble());
        break;
    case QMetaType::QDate:
        if (date.isValid())
            OGR_F_SetFieldDateTime(feature, field, date.year(), date.month(), date.day(), 0, 0, 0, 0);
        break;
    default:
        OGR_F_SetFieldString(feature, field, value.toString().toUtf8().constData());
    }
}

class Writing {
public:
    explicit Writing(const LayerWriting &options)
        : m_options(options)
        , m_datum(options.format == LayerFormat::Kml ? Datum::Wgs84 : options.datum) // KML knows no other
        , m_fields(options.fields)
    {
        m_fields << LayerField{u"datum"_s, QMetaType::QString};
        if (!options.note.isEmpty())
            m_fields << LayerField{u"exported"_s, QMetaType::QString};
    }

    Result<> run(const QString &path, const QList<LayerFeature> &features);

private:
    [[nodiscard]] bool create(const QString &path, bool points);
    [[nodiscard]] bool put(const LayerFeature &feature);

    const LayerWriting &m_options;
    Datum m_datum;
    QList<LayerField> m_fields;
    Dataset m_dataset;
    OGRLayerH m_layer = nullptr;
};

bool Writing::create(const QString &path, bool points)
{
    const Form form = formOf(m_options.format);
    m_dataset.reset(GDALCreate(GDALGetDriverByName(form.driver.constData()), path.toUtf8().constData(), 0, 0, 0,
                               GDT_Unknown, nullptr));
    if (!m_dataset)
        return false;
    Options options;
    setLayerOptions(m_options, &options);
    const System system = systemOf(m_datum);
    m_layer = GDALDatasetCreateLayer(m_dataset.get(), m_options.layer.toUtf8().constData(), system.get(),
                                     points ? wkbPoint : form.shapes, options.list());
    return m_layer && std::ranges::all_of(m_fields, [this](const LayerField &field) {
               return addField(m_layer, field, m_options.format);
           });
}

bool Writing::put(const LayerFeature &feature)
{
    const Feature made(OGR_F_Create(OGR_L_GetLayerDefn(m_layer)));
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const LayerField &field = m_fields[i];
        QVariant value = feature.attributes.value(field.name);
        if (field.name == "datum"_L1)
            value = datumCode(m_datum);
        else if (i >= m_options.fields.size())
            value = m_options.note;
        setField(made.get(), static_cast<int>(i), value, field.type);
    }
    const bool multi = m_options.format == LayerFormat::GeoPackage;
    if (OwnGeometry geometry = geometryOf(feature, m_options.datum, m_datum, multi))
        OGR_F_SetGeometryDirectly(made.get(), geometry.release());
    return OGR_L_CreateFeature(m_layer, made.get()) == OGRERR_NONE;
}

Result<> Writing::run(const QString &path, const QList<LayerFeature> &features)
{
    prepare();
    Complaints complaints;
    const bool points = !features.isEmpty() && features.first().point;
    if (!create(path, points))
        return fail(notWritten(complaints));
    GDALDatasetStartTransaction(m_dataset.get(), 0); // or each row of a GeoPackage is a commit
    complaints.forget();                             // only a GeoPackage has transactions
    for (qsizetype i = 0; i < features.size(); ++i) {
        if (!put(features[i]))
            return fail(notWritten(complaints));
        const double share = static_cast<double>(i + 1) / static_cast<double>(features.size());
        if (i % 500 == 499 && m_options.progress && !m_options.progress(share))
            return fail(ErrorKind::Conflict, u"layer.cancelled"_s, Layers::tr("Stopped; nothing was kept."));
    }
    if (m_options.format == LayerFormat::GeoPackage && GDALDatasetCommitTransaction(m_dataset.get()) != OGRERR_NONE)
        return fail(notWritten(complaints));
    m_dataset.reset();
    return complaints.failed() ? fail(notWritten(complaints)) : Result<>{};
}

} // namespace

Result<> write(const QString &path, const QList<LayerFeature> &features, const LayerWriting &options)
{
    Writing writing(options);
    return writing.run(path, features);
}

} // namespace fengqiao::ogr
