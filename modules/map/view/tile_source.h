#pragma once

#include <QImage>
#include <memory>

#include <core/error.h>
#include <map/widgets/map_types.h>

namespace fengqiao {

// Raster tiles on this machine: a file of MBTiles or a folder <zoom>/<x>/<y>.<png|jpg|jpeg|webp>. Used in the thread
// that opened it.
//
// MBTiles is plain SQLite. It is read by Qt's own SQLite driver, not by GDAL: the tile service hands on the stored PNG
// or JPEG as it is, while GDAL's raster drivers would decode it to bands for us to encode again.
class TileSource {
public:
    // Errors: map.base_missing, map.base_format.
    [[nodiscard]] static Result<std::unique_ptr<TileSource>> open(const MapBase &base);
    virtual ~TileSource() = default;

    // As stored; empty where there is none. Rows count from the north, as in addresses of web tiles.
    [[nodiscard]] virtual QByteArray stored(int zoom, int column, int row) = 0;

    // Beyond the deepest level a piece of the tile above, enlarged.
    [[nodiscard]] QByteArray encoded(int zoom, int column, int row);
    [[nodiscard]] QImage image(int zoom, int column, int row);

    [[nodiscard]] int deepest() const { return m_deepest; }

    [[nodiscard]] const QString &attribution() const { return m_attribution; }

protected:
    int m_deepest = 0;
    QString m_attribution;
};

} // namespace fengqiao
