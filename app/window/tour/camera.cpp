#include "camera.h"

#include <QApplication>
#include <QCursor>
#include <QDialog>
#include <QDir>
#include <QPainter>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
constexpr int lookEveryMs = 60;
constexpr int sameLooks = 2; // in a row
constexpr int screenMargin = 64;
} // namespace

Camera::Camera(QWidget *window, const QString &folder)
    : m_window(window)
    , m_folder(folder)
{
}

void Camera::aim()
{
    m_last = {};
    m_same = 0;
    m_since.start();
    if (!QApplication::activeModalWidget())
        m_window->activateWindow(); // after a dialog nobody else does it where there is no window manager
    QCursor::setPos(m_window->mapToGlobal(m_window->rect().bottomRight())); // so that nothing looks hovered over
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        auto *dialog = qobject_cast<QDialog *>(widget);
        if (!dialog || !dialog->isVisible())
            continue;
        // As on a screen of the window's size.
        dialog->resize(dialog->width(), std::min(dialog->height(), m_window->height() - screenMargin));
        dialog->move(m_window->geometry().center() - dialog->rect().center());
    }
}

bool Camera::isSteady()
{
    if (m_since.elapsed() < lookEveryMs)
        return false;
    m_since.restart();
    QImage now = look();
    m_same = now == m_last ? m_same + 1 : 0;
    m_last = std::move(now);
    return m_same >= sameLooks;
}

QImage Camera::look() const
{
    QImage image(m_window->size(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.drawPixmap(0, 0, m_window->grab());
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget == m_window || !widget->isVisible())
            continue;
        const QPoint place = widget->geometry().topLeft() - m_window->geometry().topLeft();
        painter.drawPixmap(place, widget->grab());
        painter.setPen(Theme::of(m_window).color(Token::LineStrong));
        painter.drawRect(QRect(place, widget->size()).adjusted(-1, -1, 0, 0));
    }
    return image;
}

bool Camera::keep(const QString &name, const QImage &image)
{
    const QString file = QDir(m_folder).filePath(
        u"%1-%2-%3x%4.png"_s.arg(m_number, 2, 10, QLatin1Char('0')).arg(name).arg(image.width()).arg(image.height()));
    if (!image.save(file))
        return false;
    m_files.append(file);
    return true;
}

bool Camera::take(const QString &name, bool dark)
{
    const QString file = QDir(m_folder).filePath(u"%1-%2%3-%4x%5.png"_s.arg(m_number, 2, 10, QLatin1Char('0'))
                                                     .arg(name, dark ? u"-dark"_s : QString())
                                                     .arg(m_window->width())
                                                     .arg(m_window->height()));
    if (!look().save(file))
        return false;
    m_files.append(file);
    return true;
}

} // namespace fengqiao
