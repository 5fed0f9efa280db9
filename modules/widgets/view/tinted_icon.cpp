#include "tinted_icon.h"

#include <QFile>
#include <QLoggingCategory>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <core/locale.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
Q_LOGGING_CATEGORY(log, "fengqiao.widgets")
}

QByteArray tintedSvg(const QString &name, const QColor &colour)
{
    // Files are read once; only the window's thread draws icons.
    static QHash<QString, QByteArray> files;
    auto found = files.constFind(name);
    if (found == files.constEnd()) {
        QFile file(resourcePath(u"icons/%1.svg"_s.arg(name)));
        if (!file.open(QIODevice::ReadOnly))
            qCWarning(log) << "there is no icon named" << name;
        found = files.insert(name, file.isOpen() ? file.readAll() : QByteArray());
    }
    QByteArray svg = *found;
    return svg.replace("currentColor", colour.name().toLatin1());
}

QPixmap Theme::pixmap(const QString &name, Token token, int side, qreal dpr) const
{
    const QColor colour = color(token);
    const QString key = u"fengqiao/%1/%2/%3/%4"_s.arg(name, colour.name()).arg(side).arg(dpr);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(side, side) * dpr);
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tintedSvg(name, colour));
    QPainter painter(&pixmap);
    if (renderer.isValid())
        renderer.render(&painter, QRectF(0, 0, side, side));
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon Theme::icon(const QString &name, Token token) const
{
    return QIcon(new TintedIcon(this, name, token));
}

void Theme::drawIcon(QPainter &painter, const QRectF &rect, const QString &name, Token token) const
{
    const int side = qRound(std::min(rect.width(), rect.height()));
    const QPixmap picture = pixmap(name, token, side, painter.device()->devicePixelRatio());
    const QPointF at = rect.center() - QPointF(side / 2.0, side / 2.0);
    painter.drawPixmap(QPointF(qRound(at.x()), qRound(at.y())), picture);
}

TintedIcon::TintedIcon(const Theme *theme, QString name, Token token)
    : m_theme(theme)
    , m_name(std::move(name))
    , m_token(token)
{
}

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    if (m_theme)
        m_theme->drawIcon(*painter, rect, m_name, mode == QIcon::Disabled ? Token::InkFaint : m_token);
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap TintedIcon::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    if (!m_theme)
        return {};
    // `size` is in device pixels here. A size wider than high asks for a gap behind the icon, as setButtonIcon does.
    const int side = qRound(std::min(size.width(), size.height()) / scale);
    const Token token = mode == QIcon::Disabled ? Token::InkFaint : m_token;
    if (size.width() <= size.height())
        return m_theme->pixmap(m_name, token, side, scale);
    QPixmap wide(size);
    wide.setDevicePixelRatio(scale);
    wide.fill(Qt::transparent);
    QPainter painter(&wide);
    painter.drawPixmap(0, 0, m_theme->pixmap(m_name, token, side, scale));
    return wide;
}

QIconEngine *TintedIcon::clone() const
{
    return new TintedIcon(*this);
}

} // namespace fengqiao
