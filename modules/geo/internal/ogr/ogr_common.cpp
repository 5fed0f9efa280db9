#include "ogr_common.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <array>
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <mutex>
#include <ogrsf_frmts.h>

namespace fengqiao::ogr {

using namespace Qt::StringLiterals;

namespace {

struct Option {
    const char *name;
    const char *value;
};

// A county file must not tell anybody that it is being read, nor leave anything beside the sources: no plug-ins, no
// auxiliary files, no grids of datum shifts from the net; whatever would still call curl finds a proxy that is not
// there.
constexpr std::array<Option, 8> closed{{
    {"GDAL_DRIVER_PATH", "disable"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_HTTP_PROXY", "127.0.0.1:9"},
    {"GDAL_HTTP_MAX_RETRY", "0"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"},
    {"SHAPE_RESTORE_SHX", "NO"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
    {"OGR_ENABLE_PARTIAL_REPROJECTION", "NO"},
}};

QByteArray driverOf(LayerFormat format)
{
    switch (format) {
    case LayerFormat::GeoPackage:
        return "GPKG";
    case LayerFormat::Shapefile:
        return "ESRI Shapefile";
    case LayerFormat::GeoJson:
        return "GeoJSON";
    case LayerFormat::Kml:
        return "LIBKML";
    }
    return {};
}

QByteArray optionOf(LayerFormat format)
{
    switch (format) {
    case LayerFormat::GeoPackage:
        return "IMMUTABLE=YES"; // or a write-ahead log would be made beside it
    case LayerFormat::Shapefile:
        return "ENCODING="; // raw bytes: what the file says about its encoding is wrong too often
    case LayerFormat::GeoJson:
        return "NATIVE_DATA=NO";
    case LayerFormat::Kml:
        return {};
    }
    return {};
}

// The text of a GeoJSON file as UTF-8 if it is in GBK; nothing if it is in UTF-8 already, or in neither.
std::optional<QByteArray> recodedText(const QString &path)
{
    constexpr qint64 most = 512LL << 20;
    QFile file(path);
    if (file.size() > most || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    if (decodedText(bytes, u"UTF-8"_s))
        return {};
    const auto text = decodedText(bytes, u"GB18030"_s);
    return text ? std::optional(text->toUtf8()) : std::nullopt;
}

} // namespace

void prepare()
{
    static std::once_flag once;
    std::call_once(once, [] {
        for (const Option &option : closed)
            CPLSetConfigOption(option.name, option.value);
        OSRSetPROJEnableNetwork(0);
        RegisterOGRShape();
        RegisterOGRGeoPackage();
        RegisterOGRGeoJSON();
        RegisterOGRLIBKML();
    });
}

Complaints::Complaints()
{
    CPLPushErrorHandlerEx(note, this);
    CPLErrorReset();
}

Complaints::~Complaints()
{
    CPLPopErrorHandler();
}

void Complaints::forget()
{
    m_texts.clear();
    m_failed = false;
}

void Complaints::note(CPLErr level, CPLErrorNum, const char *text)
{
    auto &self = *static_cast<Complaints *>(CPLGetErrorHandlerUserData());
    if (level < CE_Failure)
        return;
    self.m_failed = true;
    if (self.m_texts.size() < 3) // a damaged file says the same thousands of times
        self.m_texts << QString::fromUtf8(text).simplified();
}

Source::Source(const QString &path, LayerFormat format)
{
    prepare();
    QByteArray name = path.toUtf8();
    if (format == LayerFormat::GeoJson) {
        if (const auto text = recodedText(path)) {
            m_recoded = u"GB18030"_s;
            // Under the file's own name, which its layer bears: it is asked for by it the next time.
            m_memory = "/vsimem/fengqiao-" + QByteArray::number(reinterpret_cast<quintptr>(this), 16) + '/' +
                       QFileInfo(path).completeBaseName().toUtf8() + ".geojson";
            auto *copy = static_cast<GByte *>(VSIMalloc(static_cast<size_t>(text->size())));
            std::ranges::copy(*text, copy);
            VSIFCloseL(VSIFileFromMemBuffer(m_memory.constData(), copy, static_cast<vsi_l_offset>(text->size()), 1));
            name = m_memory;
        }
    }
    const QByteArray driver = driverOf(format);
    const QByteArray option = optionOf(format);
    const std::array<const char *, 2> drivers{driver.constData(), nullptr};
    const std::array<const char *, 2> options{option.isEmpty() ? nullptr : option.constData(), nullptr};
    m_dataset.reset(GDALOpenEx(name.constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                               drivers.data(), options.data(), nullptr));
}

Source::~Source()
{
    m_dataset.reset();
    if (!m_memory.isEmpty())
        VSIUnlink(m_memory.constData());
}

std::optional<Datum> datumOf(OGRSpatialReferenceH system)
{
    if (!system)
        return {};
    const QString name = QString::fromUtf8(OSRGetName(system));
    if (name.contains("GCJ"_L1, Qt::CaseInsensitive))
        return Datum::Gcj02;
    const System base(OSRCloneGeogCS(system));
    if (!base)
        return {};
    const QByteArray code = OSRGetAuthorityCode(base.get(), nullptr);
    const QString own = QString::fromUtf8(OSRGetName(base.get()));
    if (code == "4490" || own.contains("CGCS2000"_L1, Qt::CaseInsensitive) ||
        own.contains("China_Geodetic_Coordinate_System_2000"_L1) ||
        own.contains("China Geodetic Coordinate System 2000"_L1))
        return Datum::Cgcs2000;
    if (code == "4326" || own.startsWith("WGS 84"_L1) || own.contains("WGS_1984"_L1) || own.startsWith("WGS84"_L1))
        return Datum::Wgs84;
    return {};
}

System systemOf(Datum datum)
{
    System system(OSRNewSpatialReference(nullptr));
    if (datum == Datum::Gcj02) {
        // It has no entry in any register; by its name readers of ours know it, and others at least do not take it for
        // WGS-84.
        const QByteArray text = R"(GEOGCS["GCJ-02",DATUM["GCJ-02 shifted WGS 84",)"
                                R"(SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],)"
                                R"(UNIT["degree",0.0174532925199433]])";
        OSRSetFromUserInput(system.get(), text.constData());
    } else {
        OSRImportFromEPSG(system.get(), datum == Datum::Wgs84 ? 4326 : 4490);
    }
    OSRSetAxisMappingStrategy(system.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

Error unreadable(const QString &path, const QString &why)
{
    return {ErrorKind::Invalid,
            u"layer.unreadable"_s,
            QCoreApplication::translate("Layers", "%1 cannot be read: %2").arg(path, why.isEmpty() ? u"?"_s : why),
            {},
            {}};
}

QString encodingOf(OGRLayerH layer, LayerFormat format)
{
    if (format != LayerFormat::Shapefile)
        return u"UTF-8"_s;
    TextGuess guess;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int fields = OGR_FD_GetFieldCount(definition);
    for (int i = 0; i < fields; ++i)
        guess.see(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    // Geometry is not needed for this, and is most of the file.
    const std::array<const char *, 2> ignored{"OGR_GEOMETRY", nullptr};
    OGR_L_SetIgnoredFields(layer, const_cast<const char **>(ignored.data()));
    OGR_L_ResetReading(layer);
    while (const Feature feature{OGR_L_GetNextFeature(layer)})
        for (int i = 0; i < fields; ++i)
            if (OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i)) == OFTString)
                guess.see(OGR_F_GetFieldAsString(feature.get(), i));
    OGR_L_SetIgnoredFields(layer, nullptr);
    OGR_L_ResetReading(layer);
    return guess.encoding().isEmpty() ? u"GB18030"_s : guess.encoding();
}

Result<LayerInfo> describe(OGRLayerH layer, const QString &encoding)
{
    LayerInfo info{.name = QString::fromUtf8(OGR_L_GetName(layer)),
                   .fields = {},
                   .features = OGR_L_GetFeatureCount(layer, 1),
                   .datum = {},
                   .crs = {},
                   .encoding = encoding,
                   .geometry = OGR_L_GetGeomType(layer) != wkbNone};
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        LayerField one{decodedText(OGR_Fld_GetNameRef(field), encoding).value_or(u"column%1"_s.arg(i + 1))};
        const OGRFieldType type = OGR_Fld_GetType(field);
        if (type == OFTInteger && OGR_Fld_GetSubType(field) == OFSTBoolean)
            one.type = QMetaType::Bool;
        else if (type == OFTInteger || type == OFTInteger64)
            one.type = QMetaType::LongLong;
        else if (type == OFTReal)
            one.type = QMetaType::Double;
        else if (type == OFTDate)
            one.type = QMetaType::QDate;
        info.fields << one;
    }
    if (OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer)) {
        info.crs = QString::fromUtf8(OSRGetName(system));
        info.datum = datumOf(system);
    }
    return info;
}

} // namespace fengqiao::ogr

namespace {

class OgrBackend : public fengqiao::LayerBackend {
public:
    fengqiao::Result<QList<fengqiao::LayerInfo>> layers(const QString &path, fengqiao::LayerFormat format) override
    {
        return fengqiao::ogr::layers(path, format);
    }

    fengqiao::Result<fengqiao::LayerContent> read(const QString &path, fengqiao::LayerFormat format,
                                                  const fengqiao::LayerReading &options) override
    {
        return fengqiao::ogr::read(path, format, options);
    }

    fengqiao::Result<> write(const QString &path, const QList<fengqiao::LayerFeature> &features,
                             const fengqiao::LayerWriting &options) override
    {
        return fengqiao::ogr::write(path, features, options);
    }
};

} // namespace

extern "C" Q_DECL_EXPORT fengqiao::LayerBackend *fengqiaoLayerBackend()
{
    static OgrBackend backend;
    return &backend;
}
