#pragma once

#include <QDate>
#include <QWidget>
#include <map/widgets/map_types.h>

class QLabel;
class QListWidget;

namespace fengqiao {

class MapView;

// Two handles over days: from and to. Arrow keys move the handle that has the focus by a day, Page keys by a week, Home
// and End to the ends; the bar between them drags both.
class TimeSlider : public QWidget {
    Q_OBJECT

public:
    explicit TimeSlider(QWidget *parent = nullptr);

    void setRange(QDate first, QDate last);
    void setSpan(QDate from, QDate to);
    [[nodiscard]] QDate from() const;
    [[nodiscard]] QDate to() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void spanChanged(QDate from, QDate to);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Part { None, From, To, Bar };

    [[nodiscard]] QRectF groove() const;
    [[nodiscard]] double xOf(QDate day) const;
    [[nodiscard]] QDate dayAt(double x) const;
    void move(Part part, qint64 days);
    void tell(QDate from, QDate to);

    QDate m_first;
    QDate m_last;
    QDate m_from;
    QDate m_to;
    Part m_focus = Part::To;
    Part m_held = Part::None;
    QDate m_heldAt;
};

// The layers of a map, top first: check box, name, number of things; drag or Ctrl+Up/Down orders them. Follows the map
// by itself.
class MapLayerList : public QWidget {
    Q_OBJECT

public:
    explicit MapLayerList(MapView *map, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void applyOrder();

    MapView *m_map;
    QListWidget *m_list;
    bool m_filling = false;
};

} // namespace fengqiao
