#pragma once

#include <cpl_error.h>
#include <gdal.h>
#include <memory>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "../layer_backend.h"

// GDAL by its C interface. Only internal/ogr/*.cpp include this; they are the whole of library fengqiao_ogr.
namespace fengqiao::ogr {

struct Release {
    void operator()(void *dataset) const { GDALClose(dataset); }
};

struct ReleaseFeature {
    void operator()(void *feature) const { OGR_F_Destroy(feature); }
};

struct ReleaseGeometry {
    void operator()(void *geometry) const { OGR_G_DestroyGeometry(geometry); }
};

struct ReleaseSystem {
    void operator()(void *system) const { OSRRelease(system); }
};

struct ReleaseTransform {
    void operator()(void *transform) const { OCTDestroyCoordinateTransformation(transform); }
};

using Dataset = std::unique_ptr<void, Release>;
using Feature = std::unique_ptr<void, ReleaseFeature>;
using OwnGeometry = std::unique_ptr<void, ReleaseGeometry>;
using System = std::unique_ptr<void, ReleaseSystem>;
using Transform = std::unique_ptr<void, ReleaseTransform>;

// Registers the four drivers and closes every way out: no network, no files beside the sources. Once a process.
void prepare();

// What GDAL says while this lives, instead of the console.
class Complaints {
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints &) = delete;
    Complaints &operator=(const Complaints &) = delete;

    [[nodiscard]] bool failed() const { return m_failed; }

    [[nodiscard]] QString text() const { return m_texts.join(u' '); }

    void forget();

private:
    static void note(CPLErr level, CPLErrorNum number, const char *text);
    QStringList m_texts;
    bool m_failed = false;
};

// A file opened for reading, with the name of the driver that may read it; a GeoJSON file in GBK is read from memory.
class Source {
public:
    Source(const QString &path, LayerFormat format);
    ~Source();
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

    [[nodiscard]] GDALDatasetH dataset() const { return m_dataset.get(); }

    [[nodiscard]] QString recoded() const { return m_recoded; } // the encoding it was in, if not UTF-8

private:
    Dataset m_dataset;
    QByteArray m_memory; // name of the file in memory
    QString m_recoded;
};

// Which of our datums a coordinate system stands on.
[[nodiscard]] std::optional<Datum> datumOf(OGRSpatialReferenceH system);
[[nodiscard]] System systemOf(Datum datum);

[[nodiscard]] Result<LayerInfo> describe(OGRLayerH layer, const QString &encoding);
// The encoding of a Shapefile's attributes, found by looking at all of them; "UTF-8" for the other formats.
[[nodiscard]] QString encodingOf(OGRLayerH layer, LayerFormat format);
[[nodiscard]] Error unreadable(const QString &path, const QString &why);

[[nodiscard]] Result<QList<LayerInfo>> layers(const QString &path, LayerFormat format);
[[nodiscard]] Result<LayerContent> read(const QString &path, LayerFormat format, const LayerReading &options);
[[nodiscard]] Result<> write(const QString &path, const QList<LayerFeature> &features, const LayerWriting &options);

} // namespace fengqiao::ogr
