#include "visit_page.h"

#include <QApplication>
#include <QGridLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <mediation/widgets/fast_path_dialog.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "desk_window.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int sideBySideFrom = 190; // grid steps
constexpr int textsMost = 36;       // of the height, before they scroll

} // namespace

VisitPage::VisitPage(Desk &desk, ReferenceProvider *references, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_references(references)
    , m_ticket(new QLabel(this))
    , m_name(new QLabel(this))
    , m_number(new QLabel(this))
    , m_state(new WordChip({}, WordChip::Tone::Accent, this))
    , m_repeat(new WordChip(tr("Repeat visit"), WordChip::Tone::Neutral, this))
    , m_emergency(new WordChip(tr("Emergency"), WordChip::Tone::Red, this))
    , m_facts(new QLabel(this))
    , m_matter(new QToolButton(this))
    , m_new(new QPushButton(this))
    , m_slip(new QToolButton(this))
    , m_actions(new QWidget(this))
    , m_caption(new QLabel(m_actions))
    , m_buttons(new QWidget(m_actions))
    , m_flow(new FlowLayout(m_buttons))
    , m_why(new QPushButton(m_actions))
    , m_reasons(new QLabel(m_actions))
    , m_split(nullptr)
    , m_left(nullptr)
    , m_timeline(new Timeline(this))
{
    const Theme &theme = Theme::of(this);
    const int margin = theme.size(Size::Related);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(margin);
    column->addWidget(buildHead());
    column->addWidget(buildBody(), 1);
    m_timeline->setEmptyText(tr("Nothing was done with this visit yet."));
}

QLabel *VisitPage::soft(const QString &text, QWidget *parent) const
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextRole(label, Type::Small, Token::InkSoft);
    return label;
}

Card *VisitPage::buildHead()
{
    const Theme &theme = Theme::of(this);
    auto *card = new Card(this);
    card->body()->setSpacing(theme.space(1));
    auto *first = new QHBoxLayout;
    first->setSpacing(theme.size(Size::Related));
    setTextRole(m_ticket, Type::Figure, Token::Ink, QFont::Bold);
    setTextRole(m_name, Type::Heading, Token::Ink, QFont::Medium);
    m_name->setTextFormat(Qt::PlainText);
    setTextRole(m_number, Type::Small, Token::InkSoft);
    m_number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_new->setText(tr("New visit (F2)"));
    setKind(m_new, ButtonKind::Quiet);
    setButtonIcon(m_slip, u"printer"_s);
    m_slip->setText(tr("Slip"));
    m_slip->setToolTip(tr("Show and print the slip (Ctrl+P)"));
    m_slip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    first->addWidget(m_ticket);
    first->addWidget(m_name, 0, Qt::AlignVCenter);
    for (WordChip *chip : {m_state, m_repeat, m_emergency})
        first->addWidget(chip, 0, Qt::AlignVCenter);
    first->addStretch();
    first->addWidget(m_slip);
    first->addWidget(m_new);
    card->body()->addLayout(first);
    auto *second = new QHBoxLayout;
    second->setSpacing(theme.size(Size::Related));
    m_matter->setIcon(theme.icon(u"link"_s, Token::Accent));
    m_matter->setIconSize(QSize(theme.space(5), theme.space(4)));
    m_matter->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_matter->setToolTip(tr("Open the matter"));
    second->addWidget(m_number);
    second->addStretch();
    second->addWidget(m_matter);
    card->body()->addLayout(second);
    setTextRole(m_facts, Type::Base, Token::InkSoft);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    card->body()->addWidget(m_facts);

    auto *column = new QVBoxLayout(m_actions);
    column->setContentsMargins(0, theme.size(Size::Inside), 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    setTextRole(m_caption, Type::Small, Token::InkSoft);
    auto *line = new QHBoxLayout;
    line->addWidget(m_caption);
    line->addStretch();
    m_why->setText(tr("Why not another step?"));
    m_why->setCheckable(true);
    setKind(m_why, ButtonKind::Quiet);
    line->addWidget(m_why);
    column->addLayout(line);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_buttons->setSizePolicy(policy);
    m_flow->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_buttons);
    setTextRole(m_reasons, Type::Small, Token::InkSoft);
    m_reasons->setTextFormat(Qt::PlainText);
    m_reasons->setWordWrap(true);
    m_reasons->hide();
    column->addWidget(m_reasons);
    card->body()->addWidget(m_actions);
    connect(m_why, &QPushButton::toggled, m_reasons, &QWidget::setVisible);
    connect(m_new, &QPushButton::clicked, this, &VisitPage::newWanted);
    connect(m_slip, &QToolButton::clicked, this, &VisitPage::slipWanted);
    connect(m_matter, &QToolButton::clicked, this, [this] { Q_EMIT matterActivated(m_details.view.head.matter); });
    return card;
}

QWidget *VisitPage::buildBody()
{
    const Theme &theme = Theme::of(this);
    auto *body = new QWidget(this);
    m_split = new QBoxLayout(QBoxLayout::TopToBottom, body);
    m_split->setContentsMargins(0, 0, 0, 0);
    m_split->setSpacing(theme.size(Size::Related));
    auto *scroll = new QScrollArea(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    m_left = new QVBoxLayout(page);
    m_left->setContentsMargins(theme.space(1), 0, theme.size(Size::Inside), 0);
    m_left->setSpacing(theme.size(Size::Related));
    scroll->setWidget(page);
    m_texts = scroll;
    m_split->addWidget(scroll);
    m_split->addWidget(m_timeline, 1);
    return body;
}

void VisitPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Beside each other where there is room; else the texts take what they need and the history the rest.
    const bool wide = width() >= Theme::of(this).space(sideBySideFrom);
    m_split->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_split->setStretch(0, wide ? 1 : 0);
    m_texts->setSizePolicy(QSizePolicy::Expanding, wide ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    fitTexts();
}

void VisitPage::fitTexts()
{
    const Theme &theme = Theme::of(this);
    const int inner = m_texts->width() - theme.size(Size::Related);
    const int wanted =
        m_left->hasHeightForWidth() ? m_left->totalHeightForWidth(inner) : m_left->totalSizeHint().height();
    const bool wide = m_split->direction() == QBoxLayout::LeftToRight;
    m_texts->setMinimumHeight(wide ? 0 : std::min(wanted, theme.space(textsMost)));
}

void VisitPage::setUnfinished(bool unfinished)
{
    m_new->setText(unfinished ? tr("Back to the registration (F2)") : tr("New visit (F2)"));
}

void VisitPage::setVisit(QUuid visit, bool takeFocus)
{
    m_takeFocus = takeFocus;
    if (visit != m_visit) {
        m_pending.clear();
        m_buttons->setEnabled(false); // they still belong to the visit before
        m_earlier.clear();
        m_why->setChecked(false);
    }
    m_visit = visit;
    refresh();
}

void VisitPage::refresh()
{
    const int question = ++m_question;
    if (m_visit.isNull())
        return;
    m_desk.read([visit = m_visit](ReadContext &context) { return readVisit(context, visit); })
        .then(this, [this, question](const Result<VisitDetails> &details) {
            if (question != m_question)
                return;
            if (details)
                showDetails(*details);
            else
                Toast::showError(this, details.error());
        });
}

void VisitPage::showDetails(const VisitDetails &details)
{
    m_details = details;
    showHead();
    showTimes();
    showOffers();
    showText();
    m_timeline->setRows(details.history);
    Q_EMIT shown();
    if (const QString action = std::exchange(m_pending, {}); !action.isEmpty())
        (void)start(action);
}

QStringList VisitPage::offered() const
{
    QStringList actions;
    for (int i = 0; i < m_flow->count(); ++i)
        actions << m_flow->itemAt(i)->widget()->objectName();
    return actions;
}

QString VisitPage::subtitle() const
{
    return u"%1 · %2 · %3"_s.arg(m_details.view.head.ticket, m_name->text(), m_details.view.head.purposeWord);
}

bool VisitPage::asksNothing(const QString &action) const
{
    const auto fields = m_desk.rules()->table("fields"_L1).where("action"_L1, action);
    return std::ranges::all_of(fields, [](const RuleRow *field) {
        const QString name = field->text("field"_L1);
        return name == "visit"_L1 || name == "window"_L1;
    });
}

// What is already known goes into the form: nothing is asked for twice.
QJsonObject VisitPage::prefill(const QString &action) const
{
    QJsonObject values;
    if (const QUuid window = deskWindow(m_desk); !window.isNull() && m_details.view.head.window.isEmpty())
        values.insert(u"window"_s, idText(window));
    if (action == "open_matter"_L1 || action == "emergency_intake"_L1) {
        values.insert(u"facts"_s, m_details.row->text("claim"_L1));
        QJsonArray parties;
        for (const VisitPersonRow &person : m_details.view.persons)
            parties << QJsonObject{{u"person"_s, QJsonObject{{u"person"_s, idText(person.person)}}}};
        if (parties.isEmpty() && !m_details.visitor.isEmpty())
            parties << QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, m_details.visitor}}}};
        if (!parties.isEmpty())
            values.insert(u"parties"_s, parties);
    }
    if (action == "link_existing"_L1) {
        values.insert(u"new_facts"_s, m_details.row->text("claim"_L1));
        if (!m_earlier.isEmpty())
            values.insert(u"matter"_s, m_earlier);
    }
    if (action == "answer_on_spot"_L1)
        values.insert(u"question"_s, m_details.row->text("claim"_L1));
    return values;
}

ActionDialog *VisitPage::start(const QString &action)
{
    if (m_details.view.head.id != m_visit) {
        m_pending = action;
        return nullptr;
    }
    if (action == fastPath) {
        startFastPath();
        return nullptr;
    }
    const QJsonObject subject{{u"visit"_s, idText(m_visit)}};
    QJsonObject values = prefill(action);
    if (asksNothing(action)) {
        values.insert(u"visit"_s, idText(m_visit));
        submitAtOnce(action, values);
        return nullptr;
    }
    auto *dialog = new ActionDialog(m_desk, m_references, action, this);
    dialog->setSubject(subject);
    dialog->setSubtitle(subtitle());
    QStringList aside; // what the program fills by itself
    for (const RuleRow *field : m_desk.rules()->table("fields"_L1).where("action"_L1, action)) {
        const QString type = field->text("type"_L1);
        const QString name = field->text("field"_L1);
        const bool own = type == "instant"_L1 || type == "ref:account"_L1 || type == "object:person"_L1;
        if (own && field->text("required"_L1).isEmpty())
            aside << name;
        if (values.contains(name) && values.value(name).toString().isEmpty() && !values.value(name).isArray())
            values.remove(name);
    }
    dialog->form()->setFolded(aside);
    dialog->form()->setValues(values);
    connect(dialog, &ActionDialog::acted, this,
            [this, action](const ActionOutcome &outcome) { Q_EMIT acted(action, outcome); });
    m_takeFocus = true; // the button that was pressed may be gone by then
    dialog->open();
    return dialog;
}

void VisitPage::startFastPath()
{
    auto *dialog = new FastPathDialog(
        m_desk, {.matter = {}, .visit = m_visit, .values = prefill(u"open_matter"_s), .words = subtitle()}, this);
    connect(dialog, &FastPathDialog::acted, this,
            [this](const ActionOutcome &outcome) { Q_EMIT acted(QString(fastPath), outcome); });
    m_takeFocus = true;
    dialog->open();
}

void VisitPage::submitAtOnce(const QString &action, const QJsonObject &given)
{
    m_buttons->setEnabled(false);
    m_desk.submit({action, QUuid::createUuid().toString(QUuid::WithoutBraces), given, std::nullopt})
        .then(this, [this, action](const Result<ActionOutcome> &outcome) {
            m_buttons->setEnabled(true);
            if (outcome)
                Q_EMIT acted(action, *outcome);
            else
                Toast::showError(this, outcome.error());
        });
}

} // namespace fengqiao
