#include "issue_texts_dialog.h"

#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

#include <widgets/action_form.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesShown = 4;
const QString action = u"edit_issue"_s;

} // namespace

IssueTextsDialog::IssueTextsDialog(Desk &desk, const Row &issue, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_issue(issue.id())
    , m_references(desk)
    , m_form(new ActionForm(FormContext::of(desk, &m_references), action, this))
    , m_error(new InlineError(this))
    , m_progress(new ProgressStrip(this))
    , m_ok(new QPushButton(tr("Keep"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Texts of the issue"));
    const Theme &theme = Theme::of(parent);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(theme.size(Size::Inside));
    const QJsonObject texts = issue.json("texts"_L1).toObject();
    for (const WrittenBlock &block : writtenBlocks(*desk.rules(), issue.text("kind"_L1))) {
        column->addWidget(textLabel(block.needed ? tr("%1 (needed)").arg(block.heading) : block.heading, Type::Small,
                                    Token::InkSoft, page));
        auto *edit = new QPlainTextEdit(texts.value(block.block).toString(), page);
        edit->setObjectName(u"text."_s + block.block);
        edit->setAccessibleName(block.heading);
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(edit->fontMetrics().lineSpacing() * linesShown + theme.space(4));
        column->addWidget(edit);
        m_texts.append({block.block, edit});
    }
    m_form->setFixed({{u"issue"_s, idText(m_issue)}});
    m_form->setHidden({u"texts"_s});
    QJsonObject values{{u"case_text"_s, issue.text("case_text"_L1)}, {u"suggestions"_s, issue.text("suggestions"_L1)}};
    if (!issue.isNull("case_matter"_L1))
        values.insert(u"case_matter"_s, idText(issue.uuid("case_matter"_L1)));
    m_form->setValues(values);
    column->addWidget(m_form);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(theme.size(Size::Group), theme.size(Size::Group), theme.size(Size::Group),
                              theme.space(5));
    whole->setSpacing(theme.size(Size::Related));
    whole->addWidget(textLabel(issue.text("title"_L1), Type::Heading, Token::Ink, this, QFont::Medium));
    whole->addWidget(scroll, 1);
    whole->addWidget(m_error);
    whole->addWidget(m_progress);
    auto *foot = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_ok);
    whole->addLayout(foot);
    setKind(m_ok, ButtonKind::Primary);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &IssueTextsDialog::submit);
    connect(m_form, &ActionForm::submitted, this, &IssueTextsDialog::submit);
    resize(theme.space(150), theme.space(170));
}

IssueTextsDialog::~IssueTextsDialog() = default;

QJsonObject IssueTextsDialog::data() const
{
    QJsonObject data = m_form->data();
    QJsonArray texts;
    for (const auto &[block, edit] : m_texts)
        if (const QString text = edit->toPlainText().trimmed(); !text.isEmpty())
            texts << QJsonObject{{u"block"_s, block}, {u"text"_s, text}};
    if (!texts.isEmpty())
        data.insert(u"texts"_s, texts);
    return data;
}

void IssueTextsDialog::submit()
{
    if (m_busy || !m_form->validate())
        return;
    m_busy = true;
    m_error->clear();
    m_form->clearErrors();
    m_ok->setEnabled(false);
    m_progress->start(tr("Checking the texts"), false);
    m_desk.submit({.action = action, .key = {}, .data = data(), .at = {}})
        .then(this, [this](const Result<ActionOutcome> &result) { answer(result); });
}

void IssueTextsDialog::answer(const Result<ActionOutcome> &result)
{
    m_busy = false;
    m_ok->setEnabled(true);
    m_progress->finish();
    if (!result) {
        if (m_form->shownFields().contains(result.error().field))
            m_form->setError(result.error());
        else
            m_error->setError(result.error());
        return;
    }
    Q_EMIT acted(*result);
    accept();
}

} // namespace fengqiao
