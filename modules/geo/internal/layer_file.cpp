#include <geo/layer_file.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLibrary>
#include <QTemporaryDir>
#include <array>

#include "layer_backend.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Layers {
    Q_DECLARE_TR_FUNCTIONS(Layers)
};

struct FormatName {
    LayerFormat format;
    QLatin1StringView code;
    QLatin1StringView other; // another ending of the same
};

constexpr std::array<FormatName, 4> formats{{
    {LayerFormat::GeoPackage, "gpkg"_L1, "gpkg"_L1},
    {LayerFormat::Shapefile, "shp"_L1, "shp"_L1},
    {LayerFormat::GeoJson, "geojson"_L1, "json"_L1},
    {LayerFormat::Kml, "kml"_L1, "kmz"_L1},
}};

Result<LayerBackend *> loadBackend()
{
    QLibrary library(QCoreApplication::applicationDirPath() + QStringLiteral(FENGQIAO_LIBRARY_DIR) +
                     u"/fengqiao_ogr"_s);
    const auto make = reinterpret_cast<LayerBackend *(*)()>(library.resolve(layerBackendSymbol));
    if (!make)
        return fail(ErrorKind::Fault, u"layer.library"_s,
                    Layers::tr("The library for geometry files cannot be loaded: %1. Install the program again.")
                        .arg(library.errorString()));
    return make();
}

Result<LayerBackend *> backend()
{
    static const Result<LayerBackend *> once = loadBackend();
    return once;
}

Result<LayerFormat> sourceFormat(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return fail(ErrorKind::Usage, u"layer.missing"_s, Layers::tr("There is no file %1.").arg(path));
    if (const auto format = layerFormatOfFile(path))
        return *format;
    return fail(ErrorKind::Usage, u"layer.format"_s,
                Layers::tr("%1 is none of .gpkg, .shp, .geojson, .json, .kml, .kmz.").arg(path));
}

Error notWritten(const QString &path, const QString &why)
{
    return {ErrorKind::Fault,
            u"layer.write"_s,
            Layers::tr("%1 could not be written: %2. Nothing was kept.").arg(path, why),
            {},
            {}};
}

// A Shapefile is several files of one name.
QString siblingOf(const QString &path, const QString &made)
{
    const QFileInfo info(path);
    return info.dir().filePath(info.completeBaseName() + u'.' + QFileInfo(made).suffix());
}

Result<> moveInto(const QString &path, const QDir &from)
{
    const QStringList made = from.entryList(QDir::Files, QDir::Name);
    QStringList moved;
    for (const QString &name : made) {
        const QString target = siblingOf(path, name);
        QFile file(from.filePath(name));
        if (!file.rename(target)) {
            for (const QString &done : std::as_const(moved))
                QFile::remove(done);
            return fail(notWritten(target, file.errorString()));
        }
        moved << target;
    }
    return {};
}

Error badLine(const QString &path, qsizetype line)
{
    return {ErrorKind::Usage,
            u"mapping.line"_s,
            Layers::tr("%1, line %2: a mapping line is \"field = column\".").arg(path).arg(line),
            {},
            {}};
}

} // namespace

QString layerFormatCode(LayerFormat format)
{
    return std::ranges::find(formats, format, &FormatName::format)->code;
}

std::optional<LayerFormat> layerFormatFromCode(QStringView code)
{
    for (const FormatName &name : formats)
        if (code.compare(name.code, Qt::CaseInsensitive) == 0 || code.compare(name.other, Qt::CaseInsensitive) == 0)
            return name.format;
    return {};
}

std::optional<LayerFormat> layerFormatOfFile(const QString &path)
{
    return layerFormatFromCode(QFileInfo(path).suffix());
}

Result<QList<LayerInfo>> layersOf(const QString &path)
{
    const auto format = sourceFormat(path);
    if (!format)
        return fail(format.error());
    const auto library = backend();
    return library ? (*library)->layers(QFileInfo(path).absoluteFilePath(), *format) : fail(library.error());
}

Result<LayerContent> readLayer(const QString &path, const LayerReading &options)
{
    const auto format = sourceFormat(path);
    if (!format)
        return fail(format.error());
    const auto library = backend();
    return library ? (*library)->read(QFileInfo(path).absoluteFilePath(), *format, options) : fail(library.error());
}

Result<> writeLayer(const QString &path, const QList<LayerFeature> &features, const LayerWriting &options)
{
    for (const QString &ending : {layerFormatCode(options.format), u"shx"_s, u"dbf"_s, u"prj"_s, u"cpg"_s}) {
        const bool single = options.format != LayerFormat::Shapefile;
        const QString target = single ? path : siblingOf(path, u"x."_s + ending);
        if (QFileInfo::exists(target))
            return fail(ErrorKind::Conflict, u"layer.exists"_s,
                        Layers::tr("%1 exists already and was not touched. Choose another name.").arg(target),
                        u"out"_s);
        if (single)
            break;
    }
    const auto library = backend();
    if (!library)
        return fail(library.error());
    // Made in a folder of its own on the same disk, then moved: nobody sees half a file.
    const QTemporaryDir folder(QFileInfo(path).absolutePath() + u"/.fengqiao-export-XXXXXX"_s);
    if (!folder.isValid())
        return fail(notWritten(path, folder.errorString()));
    const QString made = folder.filePath(u"layer."_s + QFileInfo(path).suffix());
    if (const auto done = (*library)->write(made, features, options); !done)
        return fail(done.error());
    return moveInto(path, QDir(folder.path()));
}

Result<FieldMapping> readFieldMapping(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"mapping.missing"_s,
                    Layers::tr("The mapping %1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.readAll();
    FieldMapping mapping;
    if (const QJsonObject object = QJsonDocument::fromJson(bytes).object(); !object.isEmpty()) {
        for (auto it = object.begin(); it != object.end(); ++it)
            mapping.insert(it.key(), it.value().toString());
        return mapping;
    }
    qsizetype number = 0;
    for (const QString &line : QString::fromUtf8(bytes).split(u'\n')) {
        ++number;
        const QString text = line.section(u'#', 0, 0).trimmed();
        if (text.isEmpty())
            continue;
        const QString field = text.section(u'=', 0, 0).trimmed();
        const QString column = text.section(u'=', 1).trimmed();
        if (field.isEmpty() || column.isEmpty())
            return fail(badLine(path, number));
        mapping.insert(field, column);
    }
    return mapping;
}

} // namespace fengqiao
