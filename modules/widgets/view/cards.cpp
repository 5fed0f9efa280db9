#include <widgets/cards.h>

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>

#include "icon_label.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    const Theme &theme = Theme::of(this);
    const int margin = theme.space(4);
    m_body->setContentsMargins(margin, margin, margin, margin);
    m_body->setSpacing(theme.size(Size::Related));
}

Card::Card(const QString &title, QWidget *parent)
    : Card(parent)
{
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    if (!m_header) {
        m_header = new SectionHeader(title, this);
        m_body->insertWidget(0, m_header);
    }
    m_header->setTitle(title);
    setAccessibleName(title);
}

void Card::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Card::setSelected(bool selected)
{
    m_selected = selected;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = theme.size(Size::Radius);
    // The shadow stays inside the widget: three faint rings below, so that no effect object is needed.
    const QRectF face = QRectF(rect()).adjusted(1, 1, -1, -2);
    if (!theme.isDark()) {
        QColor shadow = theme.color(Token::Shadow);
        painter.setPen(Qt::NoPen);
        for (const auto &[grow, alpha] : {std::pair{1.0, 10}, std::pair{0.5, 14}}) {
            shadow.setAlpha(alpha);
            painter.setBrush(shadow);
            painter.drawRoundedRect(face.adjusted(-grow, -grow + 0.5, grow, grow + 1), radius + grow, radius + grow);
        }
    }
    painter.setPen(QPen(theme.color(m_selected ? Token::Accent : Token::Line), 1));
    painter.setBrush(theme.color(m_selected               ? Token::AccentSoft
                                 : m_clickable && m_hover ? Token::Surface
                                                          : Token::Raised));
    painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (m_clickable && hasFocus())
        drawFocusRing(painter, face, theme, radius);
}

void Card::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
    else
        QFrame::mouseReleaseEvent(event);
}

void Card::keyPressEvent(QKeyEvent *event)
{
    const bool press = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (m_clickable && press)
        Q_EMIT clicked();
    else
        QFrame::keyPressEvent(event);
}

void Card::enterEvent(QEnterEvent *event)
{
    m_hover = true;
    update();
    QFrame::enterEvent(event);
}

void Card::leaveEvent(QEvent *event)
{
    m_hover = false;
    update();
    QFrame::leaveEvent(event);
}

void Card::focusInEvent(QFocusEvent *event)
{
    update();
    QFrame::focusInEvent(event);
}

void Card::focusOutEvent(QFocusEvent *event)
{
    update();
    QFrame::focusOutEvent(event);
}

namespace {

// As wide as its place allows, whatever it says: words that have no room end in an ellipsis.
class ShortLabel : public QLabel {
public:
    explicit ShortLabel(QWidget *parent)
        : QLabel(parent)
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QColor ink = Theme::of(this).color(property("ink").toString());
        painter.setPen(ink.isValid() ? ink : palette().color(QPalette::WindowText));
        // Whole in small letters rather than cut in large ones.
        if (fontMetrics().horizontalAdvance(text()) > width())
            painter.setFont(Theme::of(this).font(Type::Small, font().weight()));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

} // namespace

SectionHeader::SectionHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_note(new ShortLabel(this))
    , m_right(new QHBoxLayout)
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_title, Type::Heading, Token::Ink, QFont::Medium);
    setTextRole(m_note, Type::Small, Token::InkSoft);
    m_note->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_title);
    row->addWidget(m_note, 1, Qt::AlignBottom);
    row->addStretch();
    m_right->setSpacing(theme.size(Size::Inside));
    row->addLayout(m_right);
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SectionHeader::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SectionHeader::addWidget(QWidget *widget)
{
    m_right->addWidget(widget);
}

FigureTile::FigureTile(QWidget *parent)
    : Card(parent)
    , m_caption(new ShortLabel(this))
    , m_figure(new QLabel(this))
    , m_unit(new QLabel(this))
    , m_arrow(new IconLabel({}, Token::InkSoft, Theme::of(parent).space(4), this))
    , m_comparison(new ShortLabel(this))
    , m_asOf(new QLabel(this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_caption, Type::Base, Token::InkSoft);
    setTextRole(m_figure, Type::Figure, Token::Ink, QFont::Bold);
    setTextRole(m_unit, Type::Base, Token::InkSoft);
    setTextRole(m_comparison, Type::Small, Token::InkSoft);
    setTextRole(m_asOf, Type::Small, Token::InkFaint);
    auto *figure = new QHBoxLayout;
    figure->setSpacing(theme.space(1));
    figure->addWidget(m_figure);
    figure->addWidget(m_unit, 0, Qt::AlignBottom);
    figure->addStretch();
    figure->addWidget(m_asOf, 0, Qt::AlignTop);
    m_unit->setContentsMargins(0, 0, 0, theme.space(1));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme.space(1));
    foot->addWidget(m_arrow);
    foot->addWidget(m_comparison, 1);
    body()->setSpacing(theme.space(1));
    body()->addWidget(m_caption);
    body()->addLayout(figure);
    body()->addLayout(foot);
    setClickable(true);
}

void FigureTile::setCaption(const QString &caption)
{
    m_caption->setText(caption);
    setAccessibleName(caption);
}

void FigureTile::setFigure(const QString &figure, const QString &unit)
{
    m_figure->setText(figure);
    m_unit->setText(unit);
    setAccessibleDescription(figure + unit);
    placeAsOf();
}

void FigureTile::setComparison(Trend trend, const QString &words)
{
    static constexpr std::array icons{""_L1, "arrow-up"_L1, "arrow-down"_L1, "equal"_L1};
    m_arrow->setIcon(QString(icons.at(static_cast<std::size_t>(trend))));
    m_arrow->setVisible(trend != Trend::None);
    m_comparison->setText(words);
}

void FigureTile::setAsOf(const QString &words)
{
    m_asOf->setText(words);
    placeAsOf();
}

void FigureTile::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    placeAsOf();
}

// The figure is never cut for the sake of the time beside it, which the page says too.
void FigureTile::placeAsOf()
{
    const QMargins margins = body()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - 2 * Theme::of(this).space(1);
    m_asOf->setVisible(!m_asOf->text().isEmpty() &&
                       m_figure->sizeHint().width() + m_unit->sizeHint().width() + m_asOf->sizeHint().width() <= room);
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    resizeEvent(nullptr);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 6), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = Theme::of(this).color(property("ink").toString());
    painter.setPen(ink.isValid() ? ink : palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent *)
{
    setToolTip(fontMetrics().horizontalAdvance(m_text) > width() ? m_text : QString());
}

} // namespace fengqiao
