#include <widgets/panel_parts.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QBoxLayout>
#include <QGridLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QTimer>
#include <QToolTip>

namespace fengqiao {

QVBoxLayout *panelColumn(QWidget *panel)
{
    const Theme &theme = Theme::of(panel);
    panel->setAutoFillBackground(true);
    panel->setBackgroundRole(QPalette::Base); // docks are raised above the window
    auto *column = new QVBoxLayout(panel);
    const int margin = theme.size(Size::Related);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.size(Size::Inside));
    return column;
}

QLabel *textLabel(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, type, ink, weight);
    return label;
}

FactGrid::FactGrid(QBoxLayout *column, QWidget *page)
    : m_page(page)
    , m_grid(new QGridLayout)
{
    const Theme &theme = Theme::of(page);
    m_grid->setHorizontalSpacing(theme.space(4));
    m_grid->setVerticalSpacing(theme.space(1));
    m_grid->setColumnMinimumWidth(0, theme.space(18));
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
}

void FactGrid::add(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *words = textLabel(value, Type::Base, Token::Ink, m_page);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    add(name, words);
}

void FactGrid::add(const QString &name, QWidget *value)
{
    const int row = m_grid->rowCount();
    auto *label = textLabel(name, Type::Base, Token::InkSoft, m_page);
    label->setWordWrap(false);
    // Words fill the column; a button, which is taller, stands at its left edge, under the other values.
    const bool button = qobject_cast<QAbstractButton *>(value);
    m_grid->addWidget(label, row, 0, button ? Qt::AlignVCenter : Qt::AlignTop);
    m_grid->addWidget(value, row, 1, button ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignTop);
}

namespace {

// Where its place is narrower than its words, they end in an ellipsis and the tool tip has them whole.
class LinkButton : public QPushButton {
public:
    LinkButton(const QString &text, QWidget *parent)
        : QPushButton(text, parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize whole = sizeHint();
        return {std::min(whole.width(), fontMetrics().averageCharWidth() * 8), whole.height()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionButton option;
        initStyleOption(&option);
        const int around = sizeHint().width() - fontMetrics().horizontalAdvance(text());
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, width() - std::max(0, around));
        QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
    }

    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && sizeHint().width() > width()) {
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
            return true;
        }
        return QPushButton::event(event);
    }
};

} // namespace

QPushButton *linkButton(const QString &text, QWidget *parent)
{
    auto *button = new LinkButton(text, parent);
    setKind(button, ButtonKind::Quiet);
    button->setProperty("flush", true);
    return button;
}

ScrollPage::ScrollPage(const QString &name, QWidget *parent)
    : QScrollArea(parent)
{
    setAccessibleName(name);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QVBoxLayout *ScrollPage::fresh()
{
    m_scrolled = verticalScrollBar()->value();
    auto *page = new QWidget;
    page->setProperty("clear", true);
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, theme.space(1), theme.size(Size::Related), theme.space(1));
    column->setSpacing(theme.size(Size::Related));
    setWidget(page);
    return column;
}

void ScrollPage::finish()
{
    static_cast<QVBoxLayout *>(widget()->layout())->addStretch(1);
    widget()->layout()->activate();
    verticalScrollBar()->setValue(m_scrolled);
}

void setUpList(QAbstractItemView *list, const QString &name)
{
    list->setAccessibleName(name);
    list->setFrameShape(QFrame::NoFrame);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setMouseTracking(true);
    list->viewport()->setAttribute(Qt::WA_Hover);
    list->viewport()->setAutoFillBackground(false);
}

void refreshByTheMinute(QWidget *panel, std::function<void()> refresh)
{
    auto *timer = new QTimer(panel);
    timer->setInterval(60'000);
    QObject::connect(timer, &QTimer::timeout, panel, [panel, refresh = std::move(refresh)] {
        if (panel->isVisible())
            refresh();
    });
    timer->start();
}

} // namespace fengqiao
