#include "purpose_choice.h"

#include <QKeyEvent>
#include <QToolButton>

#include <widgets/cards.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
constexpr const char *codeProperty = "code";
constexpr int digitsMost = 9;
} // namespace

PurposeChoice::PurposeChoice(const QList<const RuleRow *> &codes, QWidget *parent)
    : QWidget(parent)
{
    auto *flow = new FlowLayout(this);
    flow->setContentsMargins(0, 0, 0, 0);
    for (const RuleRow *code : codes) {
        auto *chip = new QToolButton(this);
        const qsizetype number = m_chips.size() + 1;
        chip->setText(number <= digitsMost ? u"%1  %2"_s.arg(number).arg(code->word()) : code->word());
        chip->setAccessibleName(code->word());
        chip->setCheckable(true);
        chip->setProperty("chip", true);
        chip->setProperty(codeProperty, code->text("code"_L1));
        chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
        // One stop of the Tab key for all of them: 60 seconds leave no time for seven.
        chip->setFocusPolicy(m_chips.isEmpty() ? Qt::StrongFocus : Qt::ClickFocus);
        chip->installEventFilter(this);
        connect(chip, &QToolButton::clicked, this, [this, chip] { press(chip); });
        flow->addWidget(chip);
        m_chips << chip;
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // Fixed would keep the chips to one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    if (!m_chips.isEmpty())
        setFocusProxy(m_chips.constFirst());
}

QString PurposeChoice::code() const
{
    const auto on = std::ranges::find_if(m_chips, &QToolButton::isChecked);
    return on == m_chips.end() ? QString() : (*on)->property(codeProperty).toString();
}

void PurposeChoice::setCode(const QString &code)
{
    QToolButton *stop = m_chips.isEmpty() ? nullptr : m_chips.constFirst();
    for (QToolButton *chip : std::as_const(m_chips)) {
        chip->setChecked(!code.isEmpty() && chip->property(codeProperty).toString() == code);
        if (chip->isChecked())
            stop = chip;
    }
    for (QToolButton *chip : std::as_const(m_chips))
        chip->setFocusPolicy(chip == stop ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(stop);
}

bool PurposeChoice::choose(int number)
{
    if (number < 1 || number > std::min<qsizetype>(m_chips.size(), digitsMost))
        return false;
    press(m_chips.at(number - 1));
    return true;
}

void PurposeChoice::press(QToolButton *button)
{
    setCode(button->property(codeProperty).toString());
    Q_EMIT chosen(code());
}

bool PurposeChoice::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~Qt::KeypadModifier)
        return false;
    if (key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9)
        return choose(key->key() - Qt::Key_0);
    const int step = key->key() == Qt::Key_Right ? 1 : key->key() == Qt::Key_Left ? -1 : 0;
    const auto at = m_chips.indexOf(static_cast<QToolButton *>(object)) + step;
    if (step == 0 || at < 0 || at >= m_chips.size())
        return step != 0;
    setCode(m_chips.at(at)->property(codeProperty).toString());
    m_chips.at(at)->setFocus(Qt::TabFocusReason);
    Q_EMIT chosen(code());
    return true;
}

} // namespace fengqiao
