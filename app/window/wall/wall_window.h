#pragma once

#include <QElapsedTimer>
#include <QThreadPool>
#include <QWidget>

#include "wall_paint.h"

class QScreen;
class QTimer;

namespace fengqiao {

// The big screen on one monitor: scenes that follow each other, no chrome, dark only. Pictures of scenes are read over
// the fenced connection and painted by a thread beside the window's; the window itself only copies pixels, and only
// where something changed. What is new comes in a fade of 400 ms.
//   Keys: Right and Left next and previous scene, Space pauses, H hides this scene, A shows all again;
//   Ctrl+Shift+Q leaves, Esc too where the wall was opened from the normal window.
class WallWindow : public QWidget {
    Q_OBJECT

public:
    enum class Leaving { ByKeySequence, ByEscapeToo };

    WallWindow(Desk &desk, std::shared_ptr<WallReader> reader, Leaving leaving, QWidget *parent = nullptr);
    ~WallWindow() override;

    void openOn(QScreen *screen); // full screen there
    void begin(int scene = 0);    // walls side by side begin with different scenes

    void next() { step(1); }

    void previous() { step(-1); }

    void setPaused(bool paused);
    void hideScene();     // the one that is shown, until the wall is closed or all are asked for
    void showAllScenes(); // those that the table hides, too
    void refresh();       // reads the scene again; fades in what differs
    void reloadLand();
    void tick(); // looks at the desk's clock: is it time for the next scene, for a shift?

    [[nodiscard]] QString scene() const { return m_shown.picture.scene; }

    [[nodiscard]] bool isPaused() const { return m_paused; }

    [[nodiscard]] bool isResting() const; // nothing is read, painted or faded
    [[nodiscard]] QStringList scenes() const;

    [[nodiscard]] const WallPicture &picture() const { return m_shown.picture; }

    [[nodiscard]] QList<WallText> texts() const; // all that stands on the wall
    [[nodiscard]] QPoint shift() const;

    static constexpr int fadeMs = 400;

Q_SIGNALS:
    void shown(const QString &scene); // it is complete
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Painted {
        WallDrawing drawing;
        QImage whole; // of a new scene; null where only pieces changed
        QList<WallPiece> pieces;
    };

    void readScenes();
    void step(int by);
    void goTo(const QString &scene);
    void read(const QString &scene);
    void paint(WallPicture picture);
    [[nodiscard]] WallDrawing drawingOf(WallPicture picture) const;
    [[nodiscard]] QStringList changedPieces(const WallDrawing &drawing) const;
    void take(const Painted &painted);
    void fade(const QRegion &region);
    void fadeOn();
    void endFade();
    void leave();
    [[nodiscard]] double progress() const;

    Desk &m_desk;
    std::shared_ptr<WallReader> m_reader;
    Leaving m_leaving;
    const Theme *m_theme = nullptr;
    QThreadPool m_painters; // one: pictures come in order
    QTimer *m_fading;
    QTimer *m_landSoon; // an import changes many grids, one after the other
    QList<WallScene> m_all;
    QStringList m_hidden;
    QString m_wanted; // scene
    bool m_paused = false;
    bool m_reading = false;
    bool m_again = false;
    bool m_whole = true; // what is painted next is new from edge to edge
    int m_generation = 0;
    Instant m_since;   // of the scene
    Instant m_shifted; // last
    qint64 m_minute = 0;
    int m_place = 0; // of the shift
    bool m_closing = false;

    std::shared_ptr<const WallLand> m_land;
    WallDrawing m_shown;
    QHash<QString, QList<WallText>> m_texts; // by piece
    QImage m_front;
    QImage m_back; // what is faded in, where m_region is
    QRegion m_region;
    QElapsedTimer m_fadeSince;
};

} // namespace fengqiao
