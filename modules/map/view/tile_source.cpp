#include "tile_source.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLevels = 24;

std::unexpected<Error> missing(const QString &path)
{
    return fail(ErrorKind::Unopenable, u"map.base_missing"_s,
                QCoreApplication::translate("Map", "The base map %1 is not there. The map is shown as it was; choose "
                                                   "another base map or none.")
                    .arg(QFileInfo(path).fileName()));
}

std::unexpected<Error> badFormat(const QString &path)
{
    return fail(ErrorKind::Invalid, u"map.base_format"_s,
                QCoreApplication::translate("Map", "%1 is not a base map: a file of MBTiles with PNG, JPEG or WebP "
                                                   "tiles, or a folder of them by zoom, column and row, is needed.")
                    .arg(QFileInfo(path).fileName()));
}

class MbTiles final : public TileSource {
public:
    ~MbTiles() override
    {
        m_query.reset();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }

    bool open(const QString &path)
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (!m_database.open())
            return false;
        m_query.emplace(m_database);
        m_query->setForwardOnly(true);
        if (!m_query->exec(u"SELECT max(zoom_level) FROM tiles"_s) || !m_query->next() || m_query->isNull(0))
            return false;
        m_deepest = m_query->value(0).toInt();
        // pbf (vector tiles) needs a style and a renderer we do not have.
        const QString format = metadata(u"format"_s);
        m_attribution = metadata(u"attribution"_s);
        if (!format.isEmpty() && !QStringList{u"png"_s, u"jpg"_s, u"jpeg"_s, u"webp"_s}.contains(format))
            return false;
        return m_query->prepare(
            u"SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"_s);
    }

    QByteArray stored(int zoom, int column, int row) override
    {
        m_query->bindValue(0, zoom);
        m_query->bindValue(1, column);
        m_query->bindValue(2, (1 << zoom) - 1 - row); // MBTiles counts rows from the south (TMS)
        QByteArray data;
        if (m_query->exec() && m_query->next())
            data = m_query->value(0).toByteArray();
        m_query->finish();
        return data;
    }

private:
    QString metadata(const QString &name)
    {
        QSqlQuery query(m_database);
        query.prepare(u"SELECT value FROM metadata WHERE name = ?"_s);
        query.addBindValue(name);
        return query.exec() && query.next() ? query.value(0).toString() : QString();
    }

    QString m_name = QUuid::createUuid().toString();
    QSqlDatabase m_database;
    std::optional<QSqlQuery> m_query;
};

class TileFolder final : public TileSource {
public:
    bool open(const QString &path)
    {
        m_path = path;
        bool any = false;
        for (const QString &level : QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            bool number = false;
            const int zoom = level.toInt(&number);
            if (!number || zoom < 0 || zoom > mostLevels)
                continue;
            any = true;
            m_deepest = std::max(m_deepest, zoom);
        }
        return any;
    }

    QByteArray stored(int zoom, int column, int row) override
    {
        for (const auto suffix : {"png"_L1, "jpg"_L1, "jpeg"_L1, "webp"_L1}) {
            QFile file(u"%1/%2/%3/%4.%5"_s.arg(m_path).arg(zoom).arg(column).arg(row).arg(suffix));
            if (file.open(QIODevice::ReadOnly))
                return file.readAll();
        }
        return {};
    }

private:
    QString m_path;
};

} // namespace

Result<std::unique_ptr<TileSource>> TileSource::open(const MapBase &base)
{
    const QFileInfo file(base.path);
    const bool folder = base.kind == MapBase::Kind::Folder;
    if (folder ? !file.isDir() : !file.isFile())
        return missing(base.path);
    if (folder) {
        auto source = std::make_unique<TileFolder>();
        if (!source->open(base.path))
            return badFormat(base.path);
        return source;
    }
    auto source = std::make_unique<MbTiles>();
    if (!source->open(base.path))
        return badFormat(base.path);
    return source;
}

QByteArray TileSource::encoded(int zoom, int column, int row)
{
    if (zoom < 0 || zoom > mostLevels || column < 0 || row < 0 || column >= (1 << zoom) || row >= (1 << zoom))
        return {};
    if (zoom <= m_deepest)
        return stored(zoom, column, row);
    QByteArray data;
    QBuffer buffer(&data);
    const QImage piece = image(zoom, column, row);
    if (!piece.isNull())
        piece.save(&buffer, "PNG");
    return data;
}

QImage TileSource::image(int zoom, int column, int row)
{
    if (zoom <= m_deepest)
        return QImage::fromData(encoded(zoom, column, row));
    const int up = std::min(zoom - m_deepest, 6);
    const QImage above = QImage::fromData(encoded(zoom - up, column >> up, row >> up));
    if (above.isNull())
        return {};
    const int part = std::max(1, above.width() >> up);
    const int mask = (1 << up) - 1;
    return above.copy((column & mask) * above.width() >> up, (row & mask) * above.height() >> up, part, part)
        .scaled(above.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace fengqiao
