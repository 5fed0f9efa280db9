#pragma once

#include <QBoxLayout>
#include <QPointer>

#include <grid/grid_views.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

class Desk;
class Unmasking;

// A small picture of a grid's border; nothing where none is drawn.
class BorderSketch final : public QWidget {
    Q_OBJECT

public:
    explicit BorderSketch(QWidget *parent);
    void setGrid(const GridLine &grid);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    GridLine m_grid;
};

// What the grid is, whom to call, what is open in it.
class GridOverview final : public ScrollPage {
    Q_OBJECT

public:
    GridOverview(Unmasking *unmasking, QWidget *parent);
    void setView(const GridView &view, QDate today);

Q_SIGNALS:
    void eventsWanted();
    void mapWanted();
    void borderWanted();
    void gridWanted(const QUuid &grid);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    void placeSketch();
    void addFacts(QVBoxLayout *column);
    void addBorder(QVBoxLayout *column);
    void addContacts(QVBoxLayout *column);
    [[nodiscard]] QWidget *contact(const ContactLine &line);
    Unmasking *m_unmasking;
    QPointer<QBoxLayout> m_beside; // facts and sketch
    GridView m_view;
    QDate m_today;
};

// The posts of the grid, who is in them and who was.
class GridPosts final : public ScrollPage {
    Q_OBJECT

public:
    GridPosts(Desk &desk, Unmasking *unmasking, QWidget *parent);
    void setView(const GridView &view);

Q_SIGNALS:
    void appointWanted(const fengqiao::PostItem &post);
    void relieveWanted(const fengqiao::PostItem &post);
    void endWanted(const fengqiao::PostItem &post);
    void postWanted(); // another one

private:
    void rebuild();
    [[nodiscard]] QWidget *card(const PostItem &post);
    void addPast(QVBoxLayout *column);
    Desk &m_desk;
    Unmasking *m_unmasking;
    GridView m_view;
};

// Which grids it came from and which came from it.
class GridHistory final : public ScrollPage {
    Q_OBJECT

public:
    explicit GridHistory(QWidget *parent);
    void setView(const GridView &view);

Q_SIGNALS:
    void gridWanted(const QUuid &grid);
};

} // namespace fengqiao
