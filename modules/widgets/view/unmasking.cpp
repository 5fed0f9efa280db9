#include <widgets/unmasking.h>

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

UnmaskDialog::UnmaskDialog(Desk &desk, const QString &kind, QUuid id, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_kind(kind)
    , m_id(id)
    , m_reason(new QLineEdit(this))
    , m_error(new InlineError(this))
    , m_ok(new QPushButton(tr("Show"), this))
{
    setObjectName(u"unmaskDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("See personal data unmasked"));
    const Theme &theme = Theme::of(parent);
    auto *title = new QLabel(tr("Full data of %1").arg(name), this);
    setTextRole(title, Type::Heading, Token::Ink, QFont::Medium);
    auto *note = new QLabel(tr("It is shown for %1 seconds. Your name, the time and the reason are kept in the audit.")
                                .arg(Unmasking::seconds),
                            this);
    note->setWordWrap(true);
    setTextRole(note, Type::Base, Token::InkSoft);
    auto *label = new QLabel(tr("Reason *"), this);
    setTextRole(label, Type::Small, Token::InkSoft);
    label->setBuddy(m_reason);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(200);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_ok->setDefault(true);
    setKind(m_ok, ButtonKind::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_ok);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Inside));
    column->addWidget(title);
    column->addWidget(note);
    column->addSpacing(theme.space(1));
    column->addWidget(label);
    column->addWidget(m_reason);
    column->addWidget(m_error);
    column->addSpacing(theme.space(1));
    column->addLayout(buttons);
    setMinimumWidth(theme.space(100));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &UnmaskDialog::submit);
    m_reason->setFocus();
}

void UnmaskDialog::submit()
{
    if (m_busy)
        return;
    m_busy = true;
    m_desk.unmask(m_kind, m_id, m_reason->text()).then(this, [this](const Result<QJsonObject> &values) {
        m_busy = false;
        if (!values) {
            m_error->setError(values.error());
            m_reason->setFocus();
            return;
        }
        Q_EMIT unmasked(*values);
        accept();
    });
}

Unmasking::Unmasking(Desk &desk, QWidget *panel, const QString &kind)
    : QObject(panel)
    , m_desk(desk)
    , m_panel(panel)
    , m_kind(kind)
    , m_timer(new QTimer(this))
{
    m_timer->setInterval(1000);
    connect(m_timer, &QTimer::timeout, this, &Unmasking::tick);
}

bool Unmasking::isAllowed() const
{
    return roleMay(m_desk, u"unmask"_s);
}

void Unmasking::request(QUuid record, const QString &name)
{
    auto *dialog = new UnmaskDialog(m_desk, m_kind, record, name, m_panel);
    connect(dialog, &UnmaskDialog::unmasked, this, [this, record](const QJsonObject &values) {
        m_shown.insert(record, {values, seconds});
        m_timer->start();
        Q_EMIT changed();
    });
    dialog->open();
}

const QJsonObject *Unmasking::of(QUuid record) const
{
    const auto found = m_shown.constFind(record);
    return found == m_shown.cend() ? nullptr : &found->values;
}

int Unmasking::secondsLeft(QUuid record) const
{
    return m_shown.value(record).left;
}

void Unmasking::forgetAll()
{
    m_timer->stop();
    if (m_shown.isEmpty())
        return;
    m_shown.clear();
    Q_EMIT changed();
}

void Unmasking::tick()
{
    for (auto it = m_shown.begin(); it != m_shown.end();)
        it = --it->left <= 0 ? m_shown.erase(it) : std::next(it);
    if (m_shown.isEmpty())
        m_timer->stop();
    Q_EMIT changed();
}

} // namespace fengqiao
