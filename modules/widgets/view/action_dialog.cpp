#include <widgets/action_dialog.h>

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QUuid>

#include <access/desk.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

ActionDialog::ActionDialog(Desk &desk, ReferenceProvider *references, const QString &action, QWidget *parent)
    : ActionDialog(
          FormContext::of(desk, references), [&desk](ActionRequest request) { return desk.submit(std::move(request)); },
          action, parent)
{
}

ActionDialog::ActionDialog(const FormContext &context, SubmitAction submit, const QString &action, QWidget *parent)
    : QDialog(parent)
    , m_submit(std::move(submit))
    , m_action(action)
    , m_key(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_subtitle(new QLabel(this))
    , m_ok(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_progress(new ProgressStrip(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const RuleRow *row = context.rules->table("actions"_L1).find(action);
    const QString word = row ? row->word() : action;
    setWindowTitle(word);

    const Theme &theme = Theme::of(parent);
    auto *title = new QLabel(word, this);
    setTextRole(title, Type::Heading, Token::Ink, QFont::Medium);
    setTextRole(m_subtitle, Type::Base, Token::InkSoft);
    m_subtitle->setWordWrap(true);
    m_subtitle->hide();
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    m_form = new ActionForm(context, action, page);
    auto *pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->addWidget(m_form);
    m_scroll->setWidget(page);

    m_ok->setText(word);
    m_ok->setDefault(true);
    setKind(m_ok, ButtonKind::Primary);
    m_cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);

    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(title);
    column->addWidget(m_subtitle);
    column->addWidget(m_scroll, 1);
    column->addSpacing(theme.size(Size::Related));
    column->addLayout(buttons);
    connect(m_ok, &QPushButton::clicked, this, &ActionDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &ActionDialog::reject);
    connect(m_form, &ActionForm::submitted, this, &ActionDialog::submit);
    // What could not be sent may be sent again after a change, but not as the same promise.
    connect(m_form, &ActionForm::changed, this, [this] { m_key = QUuid::createUuid().toString(QUuid::WithoutBraces); });
}

void ActionDialog::setSubject(const QJsonObject &fixed)
{
    m_form->setFixed(fixed);
}

void ActionDialog::setSubtitle(const QString &words)
{
    m_subtitle->setText(words);
    m_subtitle->setVisible(!words.isEmpty());
}

void ActionDialog::setSubmitText(const QString &words)
{
    m_ok->setText(words);
}

void ActionDialog::setDanger(bool danger)
{
    setKind(m_ok, danger ? ButtonKind::Danger : ButtonKind::Primary);
}

void ActionDialog::submit()
{
    if (m_busy || !m_form->validate())
        return;
    m_busy = true;
    m_before = focusWidget();
    m_ok->setEnabled(false);
    m_form->setEnabled(false);
    m_progress->start(tr("Saving…"), false);
    m_submit(ActionRequest{m_action, m_key, m_form->data(), std::nullopt})
        .then(this, [this](const Result<ActionOutcome> &result) { answer(result); });
}

void ActionDialog::answer(const Result<ActionOutcome> &result)
{
    m_busy = false;
    m_ok->setEnabled(true);
    m_form->setEnabled(true);
    m_progress->finish();
    if (!result) {
        if (m_before) // disabling took the focus away
            m_before->setFocus(Qt::OtherFocusReason);
        m_form->setError(result.error());
        fit();
        return;
    }
    Q_EMIT acted(*result);
    accept();
}

void ActionDialog::reject()
{
    if (!m_busy) // an action on its way is waited for: it may already be done
        QDialog::reject();
}

// As high as its content, as far as the screen allows; it grows with an error and never shrinks under the hand.
void ActionDialog::fit()
{
    const Theme &theme = Theme::of(this);
    const QSize room = screen() ? screen()->availableGeometry().size() : QSize(1366, 768);
    const int steps = m_form->shownFields().size() > 3 ? 160 : 110;
    const int wide = std::max(width(), std::min(theme.space(steps), room.width() - theme.space(12)));
    layout()->activate();
    const int inner = wide - 2 * theme.size(Size::Group);
    m_form->resize(inner, m_form->height());
    m_form->layout()->activate();
    const int form = m_form->hasHeightForWidth() ? m_form->heightForWidth(inner) : m_form->sizeHint().height();
    const int whole = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height();
    const int around = whole - m_scroll->sizeHint().height();
    const int high = std::min(around + form + theme.space(1), room.height() - theme.space(24));
    resize(wide, isVisible() ? std::max(height(), high) : high);
}

void ActionDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
    m_form->focusFirst();
}

} // namespace fengqiao
