#pragma once

#include <QLayout>

namespace fengqiao {

// Tiles of one size in as many columns as there is room for: left edges and gaps are the same in every row.
class TileGrid : public QLayout {
public:
    TileGrid(QWidget *parent, int leastWidth, int gap);
    ~TileGrid() override;
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool apply) const;
    QList<QLayoutItem *> m_items;
    int m_leastWidth;
    int m_gap;
};

} // namespace fengqiao
