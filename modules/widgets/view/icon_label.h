#pragma once

#include <QPainter>
#include <QWidget>

#include <widgets/theme.h>

namespace fengqiao {

// An icon that follows the appearance, which a pixmap in a label would not.
class IconLabel final : public QWidget {
public:
    IconLabel(QString icon, Token token, int side, QWidget *parent)
        : QWidget(parent)
        , m_icon(std::move(icon))
        , m_token(token)
    {
        setFixedSize(side, side);
    }

    void setIcon(const QString &icon)
    {
        m_icon = icon;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_icon.isEmpty())
            return;
        QPainter painter(this);
        Theme::of(this).drawIcon(painter, rect(), m_icon, m_token);
    }

private:
    QString m_icon;
    Token m_token;
};

} // namespace fengqiao
