#include <widgets/notices.h>

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include "icon_label.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto toastName = "fengqiaoToast"_L1; // style.qss knows it
constexpr int toastMs = 6000;

// Its lines are of about one length: a last line of one word reads like a mistake.
class BalancedLabel : public QLabel {
public:
    using QLabel::QLabel;

    void balance()
    {
        const int room = width();
        int least = room / 2;
        for (int most = room; most - least > 1;) {
            const int middle = (least + most) / 2;
            (high(middle) > high(room) ? least : most) = middle;
        }
        const int spare = std::max(0, (room - least - 2 * frame) / 2);
        if (contentsMargins().left() != spare)
            setContentsMargins(spare, 0, spare, 0);
    }

    // The margins give way: they must not hold a panel as wide as it once was.
    [[nodiscard]] QSize sizeHint() const override { return QLabel::sizeHint() - around(); }

    [[nodiscard]] QSize minimumSizeHint() const override { return QLabel::minimumSizeHint() - around(); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        balance();
    }

private:
    static constexpr int frame = 2; // pixels at either side, lest rounding breaks a line that just fits

    [[nodiscard]] QSize around() const { return {contentsMargins().left() + contentsMargins().right(), 0}; }

    [[nodiscard]] int high(int wide) const
    {
        return fontMetrics().boundingRect(QRect(0, 0, wide, QWIDGETSIZE_MAX), Qt::TextWordWrap, text()).height();
    }
};

} // namespace

EmptyState::EmptyState(const QString &sentence, const QString &button, QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel({}, Token::InkFaint, Theme::of(parent).space(8), this))
    , m_sentence(new BalancedLabel(sentence, this))
    , m_button(new QPushButton(button, this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_sentence, Type::Base, Token::InkSoft);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_icon->hide();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(theme.size(Size::Related));
    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_sentence);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
    setButton(button);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::clicked);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    static_cast<BalancedLabel *>(m_sentence)->balance();
}

void EmptyState::setButton(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

void EmptyState::setIcon(const QString &icon)
{
    m_icon->setIcon(icon);
    m_icon->setVisible(!icon.isEmpty());
}

InlineError::InlineError(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_text, Type::Small, Token::Red);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space(1));
    row->addWidget(new IconLabel(u"circle-alert"_s, Token::Red, theme.space(4), this), 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void InlineError::setError(const Error &error)
{
    setText(error.message);
    setToolTip(error.rule.isEmpty() ? QString() : tr("Rule %1").arg(error.rule));
}

void InlineError::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void InlineError::clear()
{
    setText({});
}

QString InlineError::text() const
{
    return m_text->text();
}

Toast::Toast(QWidget *window, const QString &sentence, const QString &icon, bool bad)
    : QFrame(window)
    , m_text(new QLabel(sentence, this))
    , m_timer(new QTimer(this))
{
    const Theme &theme = Theme::of(window);
    setObjectName(QString(toastName));
    setAccessibleName(sentence);
    setProperty("bad", bad);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.space(4), theme.space(2), theme.space(2), theme.space(2));
    row->setSpacing(theme.size(Size::Related));
    row->addWidget(new IconLabel(icon, bad ? Token::Red : Token::Calm, theme.size(Size::Icon), this), 0,
                   Qt::AlignVCenter);
    row->addWidget(m_text, 1);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &QObject::deleteLater);
    window->installEventFilter(this);
}

Toast *Toast::show(QWidget *anchor, const QString &sentence, const QString &undoText, std::function<void()> undo)
{
    QWidget *window = anchor->window();
    delete window->findChild<QFrame *>(QString(toastName), Qt::FindDirectChildrenOnly);
    auto *toast = new Toast(window, sentence, u"circle-check"_s, false);
    if (undo) {
        auto *button = new QPushButton(undoText.isEmpty() ? tr("Undo") : undoText, toast);
        setKind(button, ButtonKind::Quiet);
        toast->layout()->addWidget(button);
        connect(button, &QPushButton::clicked, toast, [toast, undo = std::move(undo)] {
            toast->deleteLater();
            toast->hide();
            undo();
        });
    }
    toast->place();
    toast->QFrame::show();
    toast->raise();
    toast->m_timer->start(toastMs);
    return toast;
}

Toast *Toast::showError(QWidget *anchor, const Error &error)
{
    QWidget *window = anchor->window();
    delete window->findChild<QFrame *>(QString(toastName), Qt::FindDirectChildrenOnly);
    auto *toast = new Toast(window, error.message, u"circle-alert"_s, true);
    auto *close = new QPushButton(tr("Close"), toast);
    setKind(close, ButtonKind::Quiet);
    toast->layout()->addWidget(close);
    connect(close, &QPushButton::clicked, toast, &QObject::deleteLater);
    toast->place();
    toast->QFrame::show();
    toast->raise();
    return toast; // an error stays until it is read
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::place()
{
    const Theme &theme = Theme::of(this);
    const QWidget *window = parentWidget();
    const int least = m_text->fontMetrics().horizontalAdvance(m_text->text()) + theme.space(40);
    setFixedWidth(std::clamp(least, theme.space(70),
                             std::max(theme.space(70), std::min(theme.space(150), window->width() - theme.space(12)))));
    adjustSize();
    move((window->width() - width()) / 2, window->height() - height() - theme.space(12));
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer->stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    if (m_timer->interval() > 0)
        m_timer->start(toastMs);
    QFrame::leaveEvent(event);
}

bool Toast::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(object, event);
}

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_words, Type::Small, Token::InkSoft);
    m_bar->setTextVisible(false);
    setKind(m_cancel, ButtonKind::Quiet);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Related));
    row->addWidget(m_words);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressStrip::cancelled);
    hide();
}

void ProgressStrip::start(const QString &words, bool cancellable)
{
    m_cancel->setVisible(cancellable);
    setProgress(-1, words);
    show();
}

void ProgressStrip::setProgress(double part, const QString &words)
{
    constexpr int steps = 1000;
    m_bar->setRange(0, part < 0 ? 0 : steps);
    m_bar->setValue(part < 0 ? 0 : qRound(part * steps));
    if (!words.isEmpty()) {
        m_words->setText(words);
        m_bar->setAccessibleName(words);
    }
}

void ProgressStrip::finish()
{
    hide();
}

} // namespace fengqiao
