#include "tile_service.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUuid>

#include "tile_source.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

class TileServer : public QTcpServer {
public:
    TileServer(const MapBase &base, QString secret)
        : m_base(base)
        , m_secret(std::move(secret))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }

private:
    void serve(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            constexpr qint64 longest = 16384;
            if (socket->bytesAvailable() > longest) {
                socket->abort();
                return;
            }
            // A head may come in pieces, or several in one (keep-alive).
            while (true) {
                const QByteArray seen = socket->peek(longest);
                const qsizetype end = seen.indexOf("\r\n\r\n");
                if (end < 0)
                    return;
                answer(socket, socket->read(end + 4));
            }
        });
    }

    void answer(QTcpSocket *socket, const QByteArray &head)
    {
        static const QRegularExpression request(
            u"^GET /([0-9a-f-]+)/+(\\d{1,2})/(\\d{1,8})/(\\d{1,8})\\.png HTTP/1\\.1\r\n"_s);
        const auto match = request.match(QString::fromLatin1(head));
        QByteArray tile;
        if (match.hasMatch() && match.captured(1) == m_secret)
            tile = read(match.captured(2).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
        const QByteArray status = tile.isEmpty() ? "404 Not Found"_ba : "200 OK"_ba;
        const QByteArray type = tile.startsWith("\xff\xd8") ? "image/jpeg"_ba : "image/png"_ba;
        socket->write("HTTP/1.1 " + status + "\r\nContent-Type: " + type +
                      "\r\nContent-Length: " + QByteArray::number(tile.size()) + "\r\n\r\n" + tile);
    }

    QByteArray read(int zoom, int column, int row)
    {
        if (!m_source) {
            auto source = TileSource::open(m_base);
            if (!source)
                return {};
            m_source = std::move(*source);
        }
        return m_source->encoded(zoom, column, row);
    }

    MapBase m_base;
    QString m_secret;
    std::unique_ptr<TileSource> m_source; // opened in the server's thread
};

} // namespace

TileService::TileService(const MapBase &base)
{
    const QString secret = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto *server = new TileServer(base, secret);
    if (!server->listen(QHostAddress::LocalHost)) {
        delete server;
        return;
    }
    m_address = u"http://127.0.0.1:%1/%2/"_s.arg(server->serverPort()).arg(secret);
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
}

TileService::~TileService()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace fengqiao
