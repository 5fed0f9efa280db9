#include "overlay.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <widgets/cards.h>
#include <widgets/theme.h>

namespace fengqiao {

namespace {
constexpr int dimAlpha = 120; // of the shadow colour over the window
} // namespace

Overlay::Overlay(QWidget *window, const QString &title)
    : QWidget(window)
    , m_card(new Card(title, this))
    , m_cardWidth(Theme::of(window).space(120))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    window->installEventFilter(this);
    hide();
}

QVBoxLayout *Overlay::body() const
{
    return m_card->body();
}

void Overlay::setCardWidth(int width)
{
    m_cardWidth = width;
}

void Overlay::open()
{
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    const auto buttons = m_card->findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        if (button->isDefault())
            return button->setFocus(Qt::PopupFocusReason);
    setFocus(Qt::PopupFocusReason);
}

void Overlay::dismiss()
{
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    close();
    Q_EMIT dismissed();
}

void Overlay::place()
{
    const Theme &theme = Theme::of(this);
    setGeometry(parentWidget()->rect());
    const int width = std::min(m_cardWidth, this->width() - theme.space(12));
    m_card->setFixedWidth(width);
    m_card->adjustSize();
    m_card->move((this->width() - width) / 2, std::max(theme.space(6), (height() - m_card->height()) / 3));
}

void Overlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor dim = Theme::of(this).color(Token::Shadow);
    dim.setAlpha(dimAlpha);
    painter.fillRect(rect(), dim);
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    event->accept(); // what lies below stays as it is
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    event->accept();
}

bool Overlay::focusNextPrevChild(bool next)
{
    QList<QWidget *> stops;
    for (QWidget *child : m_card->findChildren<QWidget *>())
        if (child->focusPolicy() & Qt::TabFocus && child->isVisible() && child->isEnabled())
            stops.append(child);
    if (stops.isEmpty())
        return true;
    const auto at = stops.indexOf(QApplication::focusWidget());
    const auto to = next ? at + 1 : (at < 0 ? stops.size() : at) - 1;
    stops.at((to + stops.size()) % stops.size())->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

bool Overlay::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(object, event);
}

QuestionOverlay::QuestionOverlay(QWidget *window, const QString &title, const QString &sentence)
    : Overlay(window, title)
    , m_answers(new QHBoxLayout)
{
    auto *words = new QLabel(sentence, this);
    words->setWordWrap(true);
    setTextRole(words, Type::Base, Token::InkSoft);
    m_answers->setSpacing(Theme::of(this).size(Size::Inside));
    m_answers->addStretch();
    body()->addWidget(words);
    body()->addLayout(m_answers);
}

void QuestionOverlay::addAnswer(const QString &word, bool primary, std::function<void()> answer)
{
    auto *button = new QPushButton(word, this);
    setKind(button, primary ? ButtonKind::Primary : ButtonKind::Normal);
    button->setAutoDefault(true);
    button->setDefault(primary);
    connect(button, &QPushButton::clicked, this, [this, answer = std::move(answer)] {
        dismiss();
        if (answer)
            answer();
    });
    m_answers->addWidget(button);
}

} // namespace fengqiao
