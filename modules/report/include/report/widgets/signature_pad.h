#pragma once

#include <QWidget>

#include <report/document.h>

class QTabletEvent;

namespace fengqiao {

// A field to sign in with the mouse, a pen or a finger. What was written is a Strokes; whoever keeps it turns it into
// JSON (report/strokes.h) or a picture.
class SignaturePad : public QWidget {
    Q_OBJECT

public:
    explicit SignaturePad(QWidget *parent = nullptr);

    [[nodiscard]] Strokes strokes() const;

    [[nodiscard]] bool isBlank() const { return m_lines.isEmpty(); }

    [[nodiscard]] QByteArray svg() const;
    [[nodiscard]] QByteArray png(int width = 600) const; // black on nothing
    void clear();
    void undo(); // the last stroke

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    bool event(QEvent *event) override; // touch
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabletEvent(QTabletEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; // Ctrl+Z, Delete
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void begin(QPointF at);
    void go(QPointF to);
    void end();
    [[nodiscard]] QRectF field() const;

    QList<QPolygonF> m_lines; // in shares of the field: 0..1 each way
    bool m_drawing = false;
};

} // namespace fengqiao
