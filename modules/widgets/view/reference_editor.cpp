#include "reference_editor.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QTimer>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
constexpr int typingPauseMs = 150;
constexpr int rowsShown = 8;
} // namespace

ReferenceEditor::ReferenceEditor(ReferenceProvider *provider, const QString &kind, QWidget *parent)
    : FieldEditor(parent)
    , m_provider(provider)
    , m_kind(kind)
    , m_line(new QLineEdit(this))
    , m_timer(new QTimer(this))
    , m_list(new QListWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_line);
    setMain(m_line);
    m_line->installEventFilter(this);
    m_line->setPlaceholderText(provider ? tr("Type to search") : QString());
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setAttribute(Qt::WA_ShowWithoutActivating);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::Box);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_timer->setSingleShot(true);
    m_timer->setInterval(typingPauseMs);
    if (provider) {
        auto *open =
            m_line->addAction(Theme::of(parent).icon(u"chevron-down"_s, Token::InkSoft), QLineEdit::TrailingPosition);
        connect(open, &QAction::triggered, this, [this] {
            m_line->setFocus();
            look();
        });
        connect(m_timer, &QTimer::timeout, this, &ReferenceEditor::look);
        connect(m_list, &QListWidget::itemClicked, this, [this] { take(m_list->currentRow()); });
    }
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_taken = {};
        if (m_provider)
            m_timer->start();
    });
    connect(m_line, &QLineEdit::textChanged, this, &FieldEditor::changed);
}

ReferenceEditor::~ReferenceEditor() = default;

QJsonValue ReferenceEditor::value() const
{
    const QString text = m_taken.value.isEmpty() ? m_line->text().trimmed() : m_taken.value;
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

void ReferenceEditor::setValue(const QJsonValue &value)
{
    const QString text = value.toString();
    m_taken = {text, text, {}};
    m_line->setText(text);
    if (!m_provider || text.isEmpty())
        return;
    m_provider->describe(m_kind, text).then(this, [this, text](const ReferenceChoice &choice) {
        if (m_taken.value != text || choice.label.isEmpty())
            return; // something else was typed meanwhile
        m_taken = choice;
        m_line->setText(choice.label);
    });
}

bool ReferenceEditor::setHint(const QString &hint)
{
    m_line->setPlaceholderText(hint);
    m_line->setToolTip(hint);
    return true;
}

void ReferenceEditor::look()
{
    if (!m_provider)
        return;
    m_timer->stop();
    const int question = ++m_asked;
    const QString words = m_taken.value.isEmpty() ? m_line->text().trimmed() : QString();
    m_provider->find(m_kind, words).then(this, [this, question](const QList<ReferenceChoice> &choices) {
        if (question == m_asked && m_line->hasFocus())
            show(choices);
    });
}

void ReferenceEditor::show(const QList<ReferenceChoice> &choices)
{
    m_choices = choices;
    m_list->clear();
    for (const ReferenceChoice &choice : choices)
        m_list->addItem(choice.detail.isEmpty() ? choice.label : u"%1　%2"_s.arg(choice.label, choice.detail));
    if (choices.isEmpty()) {
        auto *none = new QListWidgetItem(tr("Nothing found"), m_list);
        none->setFlags(Qt::NoItemFlags);
    } else {
        m_list->setCurrentRow(0);
    }
    const int rows = std::min(rowsShown, m_list->count());
    const QSize size(std::max(m_line->width(), Theme::of(this).space(70)),
                     rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
    QPoint at = m_line->mapToGlobal(QPoint(0, m_line->height() + 1));
    if (const QScreen *here = screen(); here && at.y() + size.height() > here->availableGeometry().bottom())
        at = m_line->mapToGlobal(QPoint(0, -size.height() - 1));
    m_list->setGeometry(QRect(at, size));
    m_list->show();
}

bool ReferenceEditor::isOpen() const
{
    return m_list->isVisible();
}

void ReferenceEditor::closeList()
{
    ++m_asked;
    m_timer->stop();
    m_list->hide();
}

void ReferenceEditor::take(int row)
{
    if (row < 0 || row >= m_choices.size())
        return;
    m_taken = m_choices.at(row);
    m_line->setText(m_taken.label);
    closeList();
    Q_EMIT changed();
}

bool ReferenceEditor::key(int key)
{
    const int rows = static_cast<int>(m_choices.size());
    switch (key) {
    case Qt::Key_Down:
        if (!isOpen())
            look();
        else if (rows > 0)
            m_list->setCurrentRow(std::min(rows - 1, m_list->currentRow() + 1));
        return true;
    case Qt::Key_Up:
        if (isOpen())
            m_list->setCurrentRow(std::max(0, m_list->currentRow() - 1));
        return isOpen();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab: {
        if (!isOpen())
            return false;
        take(m_list->currentRow());
        closeList();
        return key != Qt::Key_Tab; // Tab takes and goes on
    }
    case Qt::Key_Escape: {
        const bool open = isOpen();
        closeList();
        return open;
    }
    default:
        return false;
    }
}

bool ReferenceEditor::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_line && m_provider) {
        if (event->type() == QEvent::KeyPress) {
            const auto *press = static_cast<QKeyEvent *>(event);
            return !(press->modifiers() & Qt::ControlModifier) && key(press->key());
        }
        if (event->type() == QEvent::FocusOut)
            closeList();
    }
    return FieldEditor::eventFilter(object, event);
}

} // namespace fengqiao
