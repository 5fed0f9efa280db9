#include <report/widgets/sign_dialog.h>

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

#include <core/locale.h>
#include <report/strokes.h>
#include <report/widgets/signature_pad.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString signAction = u"sign_document"_s;

QString fieldWord(const RuleSet &rules, QLatin1StringView field)
{
    const RuleRow *row = rules.table("fields"_L1).find(signAction + u'/' + field);
    return row ? row->word() : QString(field);
}

QLabel *wrapped(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight = QFont::Normal)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, type, ink, weight);
    return label;
}

} // namespace

SignDialog::SignDialog(Desk &desk, QUuid document, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_document(document)
    , m_subtitle(wrapped({}, Type::Base, Token::InkSoft, this))
    , m_list(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_pad(new SignaturePad(this))
    , m_undo(new QPushButton(tr("Take back a stroke"), this))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_onPaper(new QCheckBox(fieldWord(*desk.rules(), "on_paper"_L1), this))
    , m_fingerprint(new QCheckBox(fieldWord(*desk.rules(), "fingerprint"_L1), this))
    , m_error(new InlineError(this))
    , m_progress(new ProgressStrip(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_ok(new QPushButton(this))
{
    setObjectName(u"signDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    build();
    connect(m_pad, &SignaturePad::changed, this, &SignDialog::refresh);
    connect(m_undo, &QPushButton::clicked, m_pad, &SignaturePad::undo);
    connect(m_clear, &QPushButton::clicked, m_pad, &SignaturePad::clear);
    connect(m_onPaper, &QCheckBox::toggled, this, &SignDialog::refresh);
    // Whoever signs now draws anew: one person's strokes never end under another's name.
    connect(m_group, &QButtonGroup::idClicked, this, [this] {
        m_pad->clear();
        m_error->clear();
        refresh();
    });
    connect(m_ok, &QPushButton::clicked, this, &SignDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &SignDialog::reject);
    refresh();
    m_desk
        .read([document](ReadContext &context) -> Result<Read> {
            const auto row = context.tx.find(documentEntity(), document);
            Read read;
            if (row)
                for (const DocumentLine &line : documentsOf(context, row->uuid("matter"_L1)))
                    if (line.id == document)
                        read.title = line.number.isEmpty() ? line.title : line.title + u" · "_s + line.number;
            read.signers = signersOf(context, document);
            return read;
        })
        .then(this, [this](const Result<Read> &read) {
            if (read)
                show(*read);
            else
                say(read.error());
        });
}

void SignDialog::build()
{
    const Theme &theme = Theme::of(parentWidget());
    const RuleRow *action = m_desk.rules()->table("actions"_L1).find(signAction);
    setWindowTitle(action->word());
    m_ok->setText(action->word());
    m_ok->setDefault(true);
    setKind(m_ok, ButtonKind::Primary);
    m_cancel->setAutoDefault(false);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(wrapped(action->word(), Type::Heading, Token::Ink, this, QFont::Medium));
    column->addWidget(m_subtitle);
    column->addWidget(wrapped(fieldWord(*m_desk.rules(), "signer"_L1), Type::Small, Token::InkSoft, this));
    m_list->setSpacing(0);
    column->addLayout(m_list);
    addPad(column);
    column->addWidget(m_onPaper);
    column->addWidget(m_fingerprint);
    column->addWidget(wrapped(tr("A fingerprint is given on paper only: the printed paper has room for it beside each "
                                 "signature."),
                              Type::Small, Token::InkFaint, this));
    column->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    column->addSpacing(theme.size(Size::Inside));
    column->addLayout(buttons);
    setMinimumWidth(theme.space(130));
}

void SignDialog::addPad(QVBoxLayout *column)
{
    const Theme &theme = Theme::of(parentWidget());
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addStretch();
    setButtonIcon(m_undo, u"undo-2"_s);
    for (QPushButton *button : {m_undo, m_clear}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_undo->setObjectName(u"undoStroke"_s);
    m_clear->setObjectName(u"clearStrokes"_s);
    m_pad->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_pad->setMinimumHeight(m_pad->sizeHint().height());
    column->addWidget(m_pad, 1);
    column->addLayout(row);
    column->addWidget(wrapped(m_pad->accessibleDescription(), Type::Small, Token::InkFaint, this));
}

void SignDialog::show(const Read &read)
{
    m_subtitle->setText(read.title);
    m_signers = read.signers;
    for (int i = 0; i < m_signers.size(); ++i) {
        const SignerLine &line = m_signers[i];
        QString words = line.name.isEmpty() ? line.word : line.word + u" · "_s + line.name;
        if (line.done)
            words += u" · "_s + tr("has signed");
        auto *button = new QRadioButton(words, this);
        button->setEnabled(!line.done);
        m_group->addButton(button, i);
        m_list->addWidget(button);
        button->show(); // the dialog is open by now
        if (!line.done && m_group->checkedId() < 0)
            button->setChecked(true);
    }
    refresh();
    layout()->activate();
    const int high = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    resize(width(), std::max(height(), high));
    m_pad->setFocus(Qt::OtherFocusReason);
}

const SignerLine *SignDialog::chosen() const
{
    const int at = m_group->checkedId();
    return at >= 0 && at < m_signers.size() ? &m_signers[at] : nullptr;
}

void SignDialog::refresh()
{
    const bool onPaper = m_onPaper->isChecked();
    if (!onPaper)
        m_fingerprint->setChecked(false);
    m_fingerprint->setEnabled(onPaper && !m_busy);
    m_pad->setEnabled(!onPaper && !m_busy);
    m_undo->setEnabled(!onPaper && !m_pad->isBlank() && !m_busy);
    m_clear->setEnabled(m_undo->isEnabled());
    m_ok->setEnabled(!m_busy && chosen());
}

void SignDialog::say(const Error &error)
{
    m_error->setError(error);
}

void SignDialog::setBusy(bool busy)
{
    m_busy = busy;
    if (busy)
        m_progress->start(tr("Saving…"), false);
    else
        m_progress->finish();
    for (QAbstractButton *button : m_group->buttons())
        button->setEnabled(!busy && !m_signers[m_group->id(button)].done);
    m_onPaper->setEnabled(!busy);
    refresh();
}

void SignDialog::submit()
{
    if (m_busy || !chosen())
        return;
    m_error->clear();
    const bool drawn = !m_onPaper->isChecked();
    if (drawn && m_pad->isBlank())
        return m_error->setText(tr("Please sign in the field, or say that the signature stands on paper."));
    setBusy(true);
    if (!drawn)
        return send({});
    const QByteArray strokes = QJsonDocument(toJson(m_pad->strokes())).toJson(QJsonDocument::Compact);
    keepBytes(m_desk, strokes, u"signature.json"_s).then(this, [this](const Result<KeptFile> &kept) {
        if (kept)
            return send(kept->hash);
        setBusy(false);
        say(kept.error());
    });
}

void SignDialog::send(const QString &stroke)
{
    const SignerLine &line = *chosen();
    QJsonObject given{{u"document"_s, idText(m_document)}, {u"signer"_s, line.signer}};
    if (!line.party.isNull())
        given.insert(u"party"_s, idText(line.party));
    if (!stroke.isEmpty())
        given.insert(u"stroke"_s, stroke);
    if (m_onPaper->isChecked())
        given.insert(u"on_paper"_s, true);
    if (m_fingerprint->isChecked())
        given.insert(u"fingerprint"_s, true);
    m_desk.submit({signAction, QUuid::createUuid().toString(QUuid::WithoutBraces), given, std::nullopt})
        .then(this, [this, stroke](const Result<ActionOutcome> &result) { answered(result, stroke); });
}

// Refused: what was drawn stays in the field, and goes from the store again.
void SignDialog::answered(const Result<ActionOutcome> &result, const QString &stroke)
{
    setBusy(false);
    if (!result) {
        if (!stroke.isEmpty())
            dropFile(m_desk, stroke);
        return say(result.error());
    }
    Toast::show(parentWidget(), tr("%1: done.").arg(m_ok->text()));
    Q_EMIT acted(*result);
    accept();
}

void SignDialog::reject()
{
    if (!m_busy) // a signature on its way is waited for: it may already stand
        QDialog::reject();
}

} // namespace fengqiao
