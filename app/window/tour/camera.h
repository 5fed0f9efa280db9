#pragma once

#include <QElapsedTimer>
#include <QImage>
#include <QSize>
#include <QStringList>
#include <QWidget>

namespace fengqiao {

// Takes pictures of the window with what stands over it, once nothing moves any more.
class Camera {
public:
    Camera(QWidget *window, const QString &folder);
    void aim();                    // the window's look was changed: wait until it rests again
    [[nodiscard]] bool isSteady(); // ask repeatedly
    // NN-name[-dark]-WxH.png; false if it could not be written.
    [[nodiscard]] bool take(const QString &name, bool dark);
    [[nodiscard]] bool keep(const QString &name, const QImage &image); // one that was put together

    [[nodiscard]] const QStringList &files() const { return m_files; }

    void next() { ++m_number; }

private:
    [[nodiscard]] QImage look() const;
    QWidget *m_window;
    QString m_folder;
    QStringList m_files;
    QImage m_last;
    QElapsedTimer m_since;
    int m_number = 1;
    int m_same = 0;
};

} // namespace fengqiao
