#pragma once

#include <QHelpEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <widgets/marks.h>
#include <widgets/theme.h>

namespace fengqiao {

// What the cards of all boards have in common: their face, words that end in an ellipsis, marks at the right end of a
// line, and a tool tip with everything that a card leaves out.

// Rich text, so that long lines wrap; what is empty is left out.
[[nodiscard]] QString tipHtml(const QStringList &lines);
void sayLine(QPainter &painter, const QRect &rect, const QString &text, const QFont &font, const QColor &ink);
// At the right end of the line; what is left of it for words before the mark.
[[nodiscard]] QRect chipAtRight(QPainter &painter, QRect line, const QString &text, WordChip::Tone tone,
                                const Theme &theme);
[[nodiscard]] QRect badgeAtRight(QPainter &painter, QRect line, const DueLook &look, const Theme &theme);

// The raised face of a card, its frame and tint; on destruction the focus ring, and the painter is as it was.
class CardFace {
public:
    CardFace(QPainter &painter, const QStyleOptionViewItem &option);
    ~CardFace();
    CardFace(const CardFace &) = delete;
    CardFace &operator=(const CardFace &) = delete;

    [[nodiscard]] const Theme &theme() const { return m_theme; }

    [[nodiscard]] bool isSelected() const { return m_selected; }

    [[nodiscard]] QRect area() const; // within its margins

private:
    QPainter &m_painter;
    const Theme &m_theme;
    QRectF m_face;
    bool m_selected;
    bool m_focused;
};

// Cards of one model; `Tip` makes the words of its tool tip.
template <typename Model> const auto *cardOf(const QModelIndex &index)
{
    const auto *model = dynamic_cast<const Model *>(index.model());
    return model ? model->item(index) : nullptr;
}

template <typename Model, auto tip> class CardDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const auto *item = cardOf<Model>(index);
        if (event->type() != QEvent::ToolTip || !item)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        QToolTip::showText(event->globalPos(), tip(*item), view);
        return true;
    }
};

} // namespace fengqiao
