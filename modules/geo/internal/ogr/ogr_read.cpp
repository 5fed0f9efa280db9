#include <QCoreApplication>

#include "ogr_common.h"
#include <geo/topology.h>

namespace fengqiao::ogr {

using namespace Qt::StringLiterals;

namespace {

struct Layers {
    Q_DECLARE_TR_FUNCTIONS(Layers)
};

QString geometryWord()
{
    return u"geometry"_s;
}

GeoRing ringOf(OGRGeometryH line)
{
    const int count = OGR_G_GetPointCount(line);
    std::vector<double> xy(static_cast<size_t>(count) * 2);
    OGR_G_GetPoints(line, xy.data(), 2 * sizeof(double), &xy.data()[1], 2 * sizeof(double), nullptr, 0);
    GeoRing ring;
    ring.reserve(count);
    for (size_t i = 0; i < xy.size(); i += 2)
        ring.append({xy[i], xy[i + 1]});
    if (ring.size() > 1 && ring.first() == ring.last())
        ring.removeLast();
    return ring;
}

GeoPolygon polygonOf(OGRGeometryH geometry)
{
    GeoPolygon polygon;
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
        GeoRing ring = ringOf(OGR_G_GetGeometryRef(geometry, i));
        if (i == 0)
            polygon.outer = std::move(ring);
        else
            polygon.holes << std::move(ring);
    }
    return polygon;
}

qsizetype pointsIn(OGRGeometryH geometry)
{
    qsizetype count = OGR_G_GetPointCount(geometry);
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
        count += pointsIn(OGR_G_GetGeometryRef(geometry, i));
    return count;
}

// One reading: what was opened and what is made of it.
class Reading {
public:
    Reading(const QString &path, LayerFormat format, const LayerReading &options, GDALDatasetH dataset)
        : m_path(path)
        , m_format(format)
        , m_options(options)
        , m_dataset(dataset)
    {
    }

    Result<LayerContent> run(Complaints *complaints, const QString &recoded);

private:
    [[nodiscard]] Result<> choose();
    [[nodiscard]] Result<> prepareDatum();
    void take(OGRFeatureH feature);
    [[nodiscard]] bool takeAttributes(OGRFeatureH feature, LayerFeature *into);
    [[nodiscard]] bool takeGeometry(OGRFeatureH feature, LayerFeature *into);
    [[nodiscard]] bool takeShape(OGRGeometryH geometry, LayerFeature *into);
    [[nodiscard]] bool takePoint(OGRGeometryH geometry, LayerFeature *into);
    void toLayerDatum(LayerFeature *feature);

    bool refuse(const QString &field, const QString &code, const QString &reason)
    {
        m_content.refused << LayerRefusal{m_number, field, code, reason};
        return false;
    }

    QString m_path;
    LayerFormat m_format;
    const LayerReading &m_options;
    GDALDatasetH m_dataset;
    OGRLayerH m_layer = nullptr;
    Transform m_transform; // from the file's plane to degrees on the same datum
    qint64 m_number = 0;
    LayerContent m_content;
};

Result<> Reading::choose()
{
    const int count = GDALDatasetGetLayerCount(m_dataset);
    for (int i = 0; i < count && !m_layer; ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(m_dataset, i);
        const bool named = QString::fromUtf8(OGR_L_GetName(layer)) == m_options.layer;
        if (named || (m_options.layer.isEmpty() && OGR_L_GetGeomType(layer) != wkbNone))
            m_layer = layer;
    }
    if (m_layer)
        return {};
    if (!m_options.layer.isEmpty())
        return fail(ErrorKind::Usage, u"layer.unknown_layer"_s,
                    Layers::tr("%1 has no layer %2.").arg(m_path, m_options.layer), u"layer"_s);
    return fail(ErrorKind::Invalid, u"layer.empty"_s, Layers::tr("%1 has no layer with geometry.").arg(m_path));
}

Result<> Reading::prepareDatum()
{
    OGRSpatialReferenceH system = OGR_L_GetSpatialRef(m_layer);
    if (system && OSRIsProjected(system)) {
        const System degrees(OSRCloneGeogCS(system));
        OSRSetAxisMappingStrategy(degrees.get(), OAMS_TRADITIONAL_GIS_ORDER);
        const System plane(OSRClone(system));
        OSRSetAxisMappingStrategy(plane.get(), OAMS_TRADITIONAL_GIS_ORDER);
        m_transform.reset(OCTNewCoordinateTransformation(plane.get(), degrees.get()));
    }
    const auto datum = m_options.datum ? m_options.datum : m_content.info.datum;
    if (datum) {
        m_content.datum = *datum;
        return {};
    }
    // Our own exports say it with each feature.
    for (const LayerField &field : m_content.info.fields)
        if (field.name == "datum"_L1)
            return {};
    if (system)
        return fail(ErrorKind::Invalid, u"layer.datum_unsupported"_s,
                    Layers::tr("%1 is in %2. Convert it to CGCS2000 or WGS-84 first, or say which datum it is.")
                        .arg(m_path, m_content.info.crs),
                    u"datum"_s);
    return fail(ErrorKind::Invalid, u"layer.datum_unknown"_s,
                Layers::tr("%1 does not say its coordinate system. Say which datum it is: wgs84, cgcs2000 or gcj02.")
                    .arg(m_path),
                u"datum"_s);
}

QVariant valueOf(OGRFeatureH feature, int field, QMetaType::Type type, const QString &encoding, bool *broken)
{
    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return {};
    int year = 0;
    int month = 0;
    int day = 0;
    int unused = 0;
    switch (type) {
    case QMetaType::Bool:
        return OGR_F_GetFieldAsInteger(feature, field) != 0;
    case QMetaType::LongLong:
        return static_cast<qlonglong>(OGR_F_GetFieldAsInteger64(feature, field));
    case QMetaType::Double:
        return OGR_F_GetFieldAsDouble(feature, field);
    case QMetaType::QDate:
        OGR_F_GetFieldAsDateTime(feature, field, &year, &month, &day, &unused, &unused, &unused, &unused);
        return QDate(year, month, day);
    default:
        break;
    }
    const auto text = decodedText(OGR_F_GetFieldAsString(feature, field), encoding);
    *broken = !text;
    return text.value_or(QString());
}

bool Reading::takeAttributes(OGRFeatureH feature, LayerFeature *into)
{
    const LayerInfo &info = m_content.info;
    for (qsizetype i = 0; i < info.fields.size(); ++i) {
        bool broken = false;
        const LayerField &field = info.fields[i];
        into->attributes.insert(field.name, valueOf(feature, static_cast<int>(i), field.type, info.encoding, &broken));
        if (broken)
            return refuse(field.name, u"layer.encoding"_s,
                          Layers::tr("The text of column %1 is not in %2.").arg(field.name, info.encoding));
    }
    return true;
}

bool Reading::takeShape(OGRGeometryH geometry, LayerFeature *into)
{
    const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (const qsizetype points = pointsIn(geometry); points > m_options.mostVertices)
        return refuse(geometryWord(), u"geo.shape_too_many_vertices"_s,
                      Layers::tr("The border has %1 vertices, more than %2.").arg(points).arg(m_options.mostVertices));
    if (type == wkbPolygon) {
        into->shape << polygonOf(geometry);
    } else {
        for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
            into->shape << polygonOf(OGR_G_GetGeometryRef(geometry, i));
    }
    into->shape.removeIf([](const GeoPolygon &polygon) { return polygon.outer.isEmpty(); });
    ShapeLimits limits{.vertices = m_options.mostVertices,
                       .county = m_options.county,
                       .outline = {},
                       .datum = m_content.datum,
                       .slack = 0};
    auto good = acceptShape(into->shape, limits);
    const QStringList mendable{u"geo.shape_self_crossing"_s, u"geo.shape_hole_outside"_s, u"geo.shape_ring_short"_s};
    if (!good && m_options.repair && mendable.contains(good.error().code)) {
        if (auto mended = repaired(into->shape, m_options.mostVertices)) {
            into->shape = *mended;
            good = acceptShape(into->shape, limits);
        }
    }
    return good || refuse(geometryWord(), good.error().code, good.error().message);
}

bool Reading::takePoint(OGRGeometryH geometry, LayerFeature *into)
{
    const GeoPoint point{OGR_G_GetX(geometry, 0), OGR_G_GetY(geometry, 0)};
    const GeoBox earth{.west = -180, .south = -90, .east = 180, .north = 90};
    const GeoBox &home = m_options.county;
    const bool swapped = home.isEmpty() ? !earth.contains(point) && earth.contains({point.latitude, point.longitude})
                                        : !home.contains(point) && home.contains({point.latitude, point.longitude});
    if (OGR_G_IsEmpty(geometry))
        return refuse(geometryWord(), u"geo.shape_empty"_s, Layers::tr("The point is empty."));
    if (swapped)
        return refuse(geometryWord(), u"geo.shape_swapped_axes"_s,
                      Layers::tr("Longitude and latitude of the point are swapped: longitude comes first."));
    if (!earth.contains(point) || (!home.isEmpty() && !home.contains(point)))
        return refuse(
            geometryWord(), u"geo.shape_out_of_range"_s,
            Layers::tr("The point lies at %1, %2, outside the county.").arg(point.longitude).arg(point.latitude));
    into->point = point;
    return true;
}

bool Reading::takeGeometry(OGRFeatureH feature, LayerFeature *into)
{
    OGRGeometryH stored = OGR_F_GetGeometryRef(feature);
    if (!stored || OGR_G_IsEmpty(stored))
        return refuse(geometryWord(), u"layer.no_geometry"_s, Layers::tr("The feature has no geometry."));
    const OwnGeometry linear(OGR_G_GetLinearGeometry(stored, 0, nullptr)); // a copy; arcs become chains
    OGRGeometryH geometry = linear.get();
    OGR_G_FlattenTo2D(geometry);
    if (m_transform && OGR_G_Transform(geometry, m_transform.get()) != OGRERR_NONE)
        return refuse(geometryWord(), u"layer.transform"_s,
                      Layers::tr("The coordinates cannot be turned into degrees."));
    const OGRwkbGeometryType type = OGR_G_GetGeometryType(geometry);
    const bool area = type == wkbPolygon || type == wkbMultiPolygon;
    if (area && m_options.geometry != LayerGeometry::Points)
        return takeShape(geometry, into);
    if (type == wkbPoint && m_options.geometry != LayerGeometry::Shapes)
        return takePoint(geometry, into);
    return refuse(geometryWord(), u"layer.geometry_type"_s,
                  Layers::tr("The geometry is a %1, which has no place here.")
                      .arg(QString::fromUtf8(OGRGeometryTypeToName(type))));
}

// A feature may say its own datum, as our exports do; all come out in one.
void Reading::toLayerDatum(LayerFeature *feature)
{
    if (m_options.datum)
        return;
    const auto own = datumFromCode(feature->text(u"datum"_s));
    if (!own)
        return;
    if (m_content.features.isEmpty())
        m_content.datum = *own;
    feature->shape = converted(feature->shape, *own, m_content.datum);
    if (feature->point)
        feature->point = converted(*feature->point, *own, m_content.datum);
}

void Reading::take(OGRFeatureH feature)
{
    LayerFeature taken{.number = m_number, .attributes = {}, .shape = {}, .point = {}};
    if (!takeAttributes(feature, &taken) || !takeGeometry(feature, &taken)) {
        m_content.refused.last().attributes = std::move(taken.attributes);
        return;
    }
    toLayerDatum(&taken);
    m_content.features << std::move(taken);
}

Result<LayerContent> Reading::run(Complaints *complaints, const QString &recoded)
{
    if (const auto chosen = choose(); !chosen)
        return fail(chosen.error());
    auto info = describe(m_layer, encodingOf(m_layer, m_format));
    if (!info)
        return fail(info.error());
    m_content.info = *info;
    for (const QString &needed : m_options.needed)
        if (std::ranges::find(m_content.info.fields, needed, &LayerField::name) == m_content.info.fields.end())
            return fail(ErrorKind::Invalid, u"layer.column_missing"_s,
                        Layers::tr("%1 has no column %2.").arg(m_path, needed), needed);
    if (m_options.accept)
        if (auto accepted = m_options.accept(m_content.info); !accepted)
            return fail(std::move(accepted.error()));
    if (const auto datum = prepareDatum(); !datum)
        return fail(datum.error());
    complaints->forget();
    OGR_L_ResetReading(m_layer);
    while (const Feature feature{OGR_L_GetNextFeature(m_layer)}) {
        ++m_number;
        take(feature.get());
        const double share = static_cast<double>(m_number) / static_cast<double>(std::max<qint64>(1, info->features));
        if (m_number % 500 == 0 && m_options.progress && !m_options.progress(std::min(share, 1.0))) {
            m_content.cancelled = true;
            return std::move(m_content);
        }
    }
    // A file cut short ends early, some drivers say so and some only count less than they promised.
    ++m_number;
    if (m_number <= info->features)
        refuse(geometryWord(), u"layer.cut_short"_s,
               Layers::tr("The file ends here, after %1 of %2 features. %3")
                   .arg(m_number - 1)
                   .arg(info->features)
                   .arg(complaints->text()));
    if (!recoded.isEmpty())
        m_content.info.encoding = recoded;
    return std::move(m_content);
}

} // namespace

Result<QList<LayerInfo>> layers(const QString &path, LayerFormat format)
{
    const Complaints complaints;
    const Source source(path, format);
    if (!source.dataset())
        return fail(unreadable(path, complaints.text()));
    QList<LayerInfo> list;
    for (int i = 0; i < GDALDatasetGetLayerCount(source.dataset()); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(source.dataset(), i);
        const auto info = describe(layer, encodingOf(layer, format));
        if (!info)
            return fail(info.error());
        list << *info;
        if (!source.recoded().isEmpty())
            list.last().encoding = source.recoded();
    }
    return list;
}

Result<LayerContent> read(const QString &path, LayerFormat format, const LayerReading &options)
{
    Complaints complaints;
    const Source source(path, format);
    if (!source.dataset())
        return fail(unreadable(path, complaints.text()));
    Reading reading(path, format, options, source.dataset());
    return reading.run(&complaints, source.recoded());
}

} // namespace fengqiao::ogr
