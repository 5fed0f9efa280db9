#pragma once

#include <QIconEngine>
#include <QPointer>

#include <widgets/theme.h>

namespace fengqiao {

// A line icon drawn in a token's colour at paint time, so that one QIcon serves both appearances and every scale.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(const Theme *theme, QString name, Token token);
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    QPointer<const Theme> m_theme;
    QString m_name;
    Token m_token;
};

// The SVG of resources/icons with `currentColor` replaced; empty if there is no such icon.
[[nodiscard]] QByteArray tintedSvg(const QString &name, const QColor &colour);

} // namespace fengqiao
