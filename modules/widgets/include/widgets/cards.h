#pragma once

#include <QAbstractButton>
#include <QBoxLayout>
#include <QFrame>
#include <QLayout>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace fengqiao {

// A raised surface with 8 px corners; one soft shadow in light, none in dark. Add to body().
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

    [[nodiscard]] class SectionHeader *header() const { return m_header; } // null without a title

    void setTitle(const QString &title);
    void setClickable(bool clickable); // hover, focus, Enter and Space; emits clicked()
    void setSelected(bool selected);

    [[nodiscard]] bool isSelected() const { return m_selected; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QVBoxLayout *m_body;
    SectionHeader *m_header = nullptr;
    bool m_clickable = false;
    bool m_selected = false;
    bool m_hover = false;
};

// Heading, a softer note beside it, and room for buttons at the right.
class SectionHeader : public QWidget {
    Q_OBJECT

public:
    explicit SectionHeader(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setNote(const QString &note);
    void addWidget(QWidget *widget); // at the right end

private:
    QLabel *m_title;
    QLabel *m_note;
    QHBoxLayout *m_right;
};

// One figure with its unit, comparison in an arrow and words, and as-of; clicking opens the list behind it.
class FigureTile : public Card {
    Q_OBJECT

public:
    explicit FigureTile(QWidget *parent = nullptr);
    enum class Trend { None, Up, Down, Same };
    void setCaption(const QString &caption);
    void setFigure(const QString &figure, const QString &unit = {});
    void setComparison(Trend trend, const QString &words);
    void setAsOf(const QString &words); // left out where the figure needs the room

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeAsOf();
    QLabel *m_caption;
    QLabel *m_figure;
    QLabel *m_unit;
    class IconLabel *m_arrow;
    QLabel *m_comparison;
    QLabel *m_asOf;
};

// Children in rows, wrapping like words; for chips and buttons.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget *parent = nullptr, int gap = -1);
    ~FlowLayout() override;
    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool apply) const;
    QList<QLayoutItem *> m_items;
    int m_gap;
};

// One line that ends in an ellipsis instead of being cut; the whole text is its tool tip then.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr);
    void setText(const QString &text);

    [[nodiscard]] QString text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QString m_text;
};

// One entry of the left rail: icon above its word, a count of what waits.
class RailButton : public QAbstractButton {
    Q_OBJECT

public:
    RailButton(const QString &icon, const QString &word, QWidget *parent = nullptr);
    void setCount(int count);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    int m_count = 0;
};

} // namespace fengqiao
