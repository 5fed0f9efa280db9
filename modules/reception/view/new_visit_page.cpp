#include "new_visit_page.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QToolButton>

#include <core/hanzi.h>
#include <widgets/action_form.h>
#include <widgets/filters.h>
#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "chosen_person.h"
#include "duplicate_hints.h"
#include "purpose_choice.h"
#include "visitor_search.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// The order at the desk; what the program fills by itself stands behind "More fields".
const QStringList shownFields{u"head_count"_s,    u"visitor_name"_s,  u"claim"_s,  u"representatives"_s,
                              u"visitors"_s,      u"channel"_s,       u"window"_s, u"arrived_at"_s,
                              u"first_contact"_s, u"notice_version"_s};
const QStringList foldedFields{u"visitors"_s,   u"channel"_s,       u"window"_s,
                               u"arrived_at"_s, u"first_contact"_s, u"notice_version"_s};
constexpr int widestSteps = 210; // of the grid
const QStringList visitorFields{u"document"_s, u"phone"_s, u"sex"_s, u"address"_s};

bool isWritten(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text.toUcs4(), [](char32_t c) { return isHan(c) || c == U'·'; });
}

} // namespace

NewVisitPage::NewVisitPage(Desk &desk, ReferenceProvider *references, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_search(new VisitorSearch(desk, this))
    , m_chosen(new ChosenPerson(this))
    , m_scroll(new QScrollArea(this))
    , m_purposes(new PurposeChoice(desk.rules()->codes(u"visit_purpose"_s), m_scroll))
    , m_purposeError(new InlineError(m_scroll))
    , m_form(new ActionForm(FormContext::of(desk, references), u"register_visit"_s, m_scroll))
    , m_more(new QToolButton(m_scroll))
    , m_all(new QToolButton(m_scroll))
    , m_visitor(new ActionForm(FormContext::of(desk, references), u"visitor"_s, m_scroll))
    , m_hints(new DuplicateHints(desk, this))
    , m_group(new QLabel(m_scroll))
    , m_register(new QPushButton(this))
    , m_clear(new QPushButton(tr("Start over"), this))
{
    const Theme &theme = Theme::of(this);
    const int margin = theme.size(Size::Related);
    // A line that is too long to see from end to end is no help on a wide screen.
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(margin, margin, margin, margin);
    auto *room = new QWidget(this);
    room->setMaximumWidth(theme.space(widestSteps));
    outer->addWidget(room, 1);
    outer->addStretch();
    auto *column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(margin);
    column->addWidget(m_search);
    column->addWidget(m_chosen);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(buildForm());
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_hints);
    column->addWidget(buildFoot());
    connectParts();
    clear();
}

QWidget *NewVisitPage::buildForm()
{
    const Theme &theme = Theme::of(this);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    const RuleRow *purpose = m_desk.rules()->table("fields"_L1).find(u"register_visit/purpose"_s);
    auto *label = new QLabel(tr("%1 *", "label of a required field").arg(purpose ? purpose->word() : QString()), page);
    setTextRole(label, Type::Small, Token::InkSoft);
    auto *purposes = new QVBoxLayout;
    purposes->setSpacing(theme.space(1));
    purposes->addWidget(label);
    purposes->addWidget(m_purposes);
    purposes->addWidget(m_purposeError);
    column->addLayout(purposes);
    m_purposes->setAccessibleName(label->text());
    column->addWidget(m_form);
    setTextRole(m_group, Type::Small, Token::InkSoft);
    m_group->setWordWrap(true);
    column->addWidget(m_group);
    m_more->setCheckable(true);
    m_more->setText(tr("Document and phone (Alt+D)"));
    setButtonIcon(m_more, u"id-card"_s);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setToolTip(tr("Only if a matter will follow from this visit"));
    m_more->setShortcut(QKeySequence(u"Alt+D"_s));
    m_more->setFocusPolicy(Qt::TabFocus);
    m_all->setCheckable(true);
    m_all->setText(tr("More fields"));
    setButtonIcon(m_all, u"chevron-down"_s);
    m_all->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_all->setFocusPolicy(Qt::TabFocus);
    auto *asides = new QHBoxLayout;
    asides->setSpacing(theme.size(Size::Inside));
    asides->addWidget(m_more);
    asides->addWidget(m_all);
    asides->addStretch();
    column->addLayout(asides);
    column->addWidget(m_visitor);
    column->addStretch(1); // all that is left: a form would take its half of it

    adoptPurposes();
    m_form->setDense();
    m_visitor->setDense();
    m_form->setOnly(shownFields);
    m_visitor->setOnly(visitorFields);
    m_visitor->hide();
    return page;
}

// The form's own editor of the purpose holds the value; the chips with their digits are its face at the desk. A county
// that lists so few purposes that the form shows buttons itself keeps those.
void NewVisitPage::adoptPurposes()
{
    const QWidget *editor = m_form->editor(u"purpose"_s);
    auto *combo = editor ? editor->findChild<QComboBox *>() : nullptr;
    m_hasPurposes = combo != nullptr;
    if (!m_hasPurposes) {
        m_purposes->hide();
        return;
    }
    connect(m_purposes, &PurposeChoice::chosen, this, [this, combo](const QString &code) {
        combo->setCurrentIndex(combo->findData(code));
        m_form->focusField(u"head_count"_s);
    });
    connect(combo, &QComboBox::currentIndexChanged, this, &NewVisitPage::purposeInForm);
}

void NewVisitPage::purposeInForm()
{
    const QString code = m_form->editor(u"purpose"_s)->findChild<QComboBox *>()->currentData().toString();
    m_purposes->setCode(code);
    m_purposeError->clear();
    m_form->setFixed(code.isEmpty() ? QJsonObject() : QJsonObject{{u"purpose"_s, code}});
}

QWidget *NewVisitPage::buildFoot()
{
    const Theme &theme = Theme::of(this);
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    const RuleRow *action = m_desk.rules()->table("actions"_L1).find(u"register_visit"_s);
    m_register->setText(action ? action->word() : tr("Register"));
    m_register->setProperty("tall", true);
    m_register->setMinimumWidth(theme.space(30));
    setKind(m_register, ButtonKind::Primary);
    setKind(m_clear, ButtonKind::Quiet);
    m_clear->setProperty("tall", true);
    row->addWidget(m_register);
    row->addWidget(new KeyHint(QKeySequence(Qt::CTRL | Qt::Key_Enter), foot));
    row->addStretch();
    row->addWidget(m_clear);
    return foot;
}

void NewVisitPage::connectParts()
{
    connect(m_register, &QPushButton::clicked, this, &NewVisitPage::submit);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        begin();
    });
    connect(m_form, &ActionForm::submitted, this, &NewVisitPage::submit);
    connect(m_visitor, &ActionForm::submitted, this, &NewVisitPage::submit);
    connect(m_form, &ActionForm::changed, this, &NewVisitPage::onChanged);
    connect(m_visitor, &ActionForm::changed, this, &NewVisitPage::onChanged);
    connect(m_more, &QToolButton::toggled, this, &NewVisitPage::setDetailed);
    connect(m_all, &QToolButton::toggled, this, &NewVisitPage::showFields);
    connect(m_search, &VisitorSearch::personChosen, this, &NewVisitPage::choosePerson);
    connect(m_search, &VisitorSearch::newPerson, this, &NewVisitPage::takeName);
    connect(m_search->field(), &QLineEdit::textEdited, this, &NewVisitPage::touched);
    connect(m_hints, &DuplicateHints::personChosen, this, [this](const PersonMatch &person) {
        choosePerson(person, m_form->data().value(u"visitor_name"_s).toString());
    });
    connect(m_chosen, &ChosenPerson::dropped, this, [this] {
        m_chosen->setPerson(std::nullopt);
        askHints();
    });
    connect(m_chosen, &ChosenPerson::matterActivated, this, &NewVisitPage::matterActivated);
    for (int digit = 1; digit <= 9; ++digit) {
        auto *keys = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_0 + digit)), this);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        connect(keys, &QShortcut::activated, this, [this, digit] { (void)m_purposes->choose(digit); });
    }
    // From the search and the chips too, which are no part of the form.
    for (QWidget *part : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_purposes)}) {
        auto *keys = new QShortcut(QKeySequence(u"Ctrl+Return"_s), part);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        connect(keys, &QShortcut::activated, this, &NewVisitPage::submit);
    }
}

// What the program fills by itself stands aside until it is asked for, or filled from elsewhere.
void NewVisitPage::showFields()
{
    QStringList hidden = m_all->isChecked() ? QStringList() : foldedFields;
    if (m_hasPurposes)
        hidden << u"purpose"_s;
    if (!isGroup() && m_form->data().value(u"representatives"_s).toArray().isEmpty())
        hidden << u"representatives"_s;
    m_form->setHidden(hidden);
}

void NewVisitPage::begin()
{
    m_search->field()->setFocus(Qt::OtherFocusReason);
    m_search->field()->selectAll();
}

void NewVisitPage::clear()
{
    m_search->clear();
    m_chosen->setPerson(std::nullopt);
    m_form->clear();
    m_form->setFixed({});
    m_form->setValues({{u"head_count"_s, 1}});
    m_visitor->clear();
    m_hints->clear();
    m_purposes->setCode({});
    m_purposeError->clear();
    m_more->setChecked(false);
    m_all->setChecked(false);
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    showGroup();
}

bool NewVisitPage::hasInput() const
{
    const QJsonObject given = m_form->data();
    const bool alone = given.size() == 1 && given.value(u"head_count"_s).toInt() == 1;
    return !(given.isEmpty() || alone) || m_chosen->person() || !m_visitor->isEmpty();
}

void NewVisitPage::onChanged(const QString &field)
{
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (foldedFields.contains(field))
        m_all->setChecked(true);
    if (field == "head_count"_L1 || field == "representatives"_L1)
        showGroup();
    askHints();
    if (hasInput())
        Q_EMIT touched();
}

void NewVisitPage::askHints()
{
    if (m_chosen->person())
        return m_hints->clear();
    const QJsonObject visitor = m_visitor->data();
    m_hints->ask({.name = m_form->data().value(u"visitor_name"_s).toString(),
                  .documentNumber = visitor.value(u"document"_s).toObject().value(u"number"_s).toString(),
                  .phone = visitor.value(u"phone"_s).toString(),
                  .address = visitor.value(u"address"_s).toString()});
}

bool NewVisitPage::isGroup() const
{
    return m_form->data().value(u"head_count"_s).toInt() >= m_desk.rules()->settingNumber("group_visit_threshold"_L1);
}

void NewVisitPage::showGroup()
{
    showFields();
    m_group->setVisible(isGroup());
    if (!isGroup())
        return;
    const RuleSet &rules = *m_desk.rules();
    const QJsonObject given = m_form->data();
    const int most = rules.settingNumber("representatives_max"_L1);
    const int named = static_cast<int>(given.value(u"representatives"_s).toArray().size());
    m_group->setText(tr("A group visit: representatives named %1 of at most %2.").arg(named).arg(most));
}

// What was typed into the search is the visitor's name when it is written out; otherwise it was a number or pinyin.
void NewVisitPage::takeName(const QString &typed)
{
    if (isWritten(typed))
        m_form->setValues({{u"visitor_name"_s, typed}});
    m_purposes->setFocus(Qt::TabFocusReason);
}

void NewVisitPage::choosePerson(const PersonMatch &person, const QString &typed)
{
    m_chosen->setPerson(person);
    m_hints->clear();
    // Names on file are masked for the desk: the name on the slip is the one the visitor gave.
    const bool fits = isWritten(typed) && typed.size() == person.name.size() && typed.startsWith(person.name.left(1));
    if (!person.name.contains(u'*'))
        m_form->setValues({{u"visitor_name"_s, person.name}});
    else if (fits)
        m_form->setValues({{u"visitor_name"_s, typed}});
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Q_EMIT touched();
    if (m_purposes->code().isEmpty())
        m_purposes->setFocus(Qt::TabFocusReason);
    else
        m_form->focusField(u"claim"_s);
}

void NewVisitPage::setDetailed(bool detailed)
{
    m_more->setChecked(detailed);
    m_visitor->setVisible(detailed);
    if (!detailed)
        m_visitor->clear();
    else if (m_more->hasFocus() || isAncestorOf(focusWidget()))
        m_visitor->focusField(visitorFields.constFirst());
    QMetaObject::invokeMethod(this, [this] { m_scroll->ensureWidgetVisible(m_visitor); }, Qt::QueuedConnection);
}

QJsonObject NewVisitPage::firstVisitor() const
{
    QJsonObject visitor = m_visitor->isVisibleTo(this) || !m_visitor->isEmpty() ? m_visitor->data() : QJsonObject();
    if (const auto &person = m_chosen->person())
        visitor.insert(u"person"_s, idText(person->id));
    else if (!visitor.isEmpty())
        visitor.insert(u"name"_s, m_form->data().value(u"visitor_name"_s));
    return visitor;
}

QJsonObject NewVisitPage::data() const
{
    QJsonObject data = m_form->data();
    if (const QJsonObject visitor = firstVisitor(); !visitor.isEmpty()) {
        QJsonArray visitors{visitor};
        for (const QJsonValue &other : data.value(u"visitors"_s).toArray())
            visitors << other;
        data.insert(u"visitors"_s, visitors);
    }
    return data;
}

bool NewVisitPage::check()
{
    const bool purpose = !m_hasPurposes || !m_purposes->code().isEmpty();
    m_purposeError->setText(purpose ? QString() : tr("Please choose what the visit is for."));
    bool good = m_form->validate() && (m_visitor->isEmpty() || m_visitor->validate());
    if (good && !m_visitor->isEmpty() && !m_chosen->person() && !m_form->data().contains(u"visitor_name"_s)) {
        m_form->setError(
            {ErrorKind::Invalid, {}, tr("A document or phone needs the name it belongs to."), u"visitor_name"_s, {}});
        good = false;
    }
    if (!purpose)
        m_purposes->setFocus(Qt::OtherFocusReason);
    return purpose && good;
}

void NewVisitPage::submit()
{
    if (m_busy || !check())
        return;
    m_busy = true;
    m_register->setEnabled(false);
    m_desk.submit({u"register_visit"_s, m_key, data(), std::nullopt})
        .then(this, [this](const Result<ActionOutcome> &outcome) { answer(outcome); });
}

void NewVisitPage::answer(const Result<ActionOutcome> &outcome)
{
    m_busy = false;
    m_register->setEnabled(true);
    if (!outcome)
        return showError(outcome.error());
    const QUuid earlier = m_chosen->earlierMatter();
    clear();
    Q_EMIT registered(*outcome, earlier);
}

void NewVisitPage::showError(const Error &error)
{
    if (error.field == "purpose"_L1 && m_hasPurposes) {
        m_purposeError->setError(error);
        return m_purposes->setFocus(Qt::OtherFocusReason);
    }
    // The first visitor is asked for in a form of its own: "visitors[0].document" is its field "document".
    const QLatin1StringView first = "visitors[0]."_L1;
    if (error.field.startsWith(first) && !firstVisitor().isEmpty()) {
        Error part = error;
        part.field = error.field.sliced(first.size()).section(u'.', 0, 0);
        if (visitorFields.contains(part.field)) {
            m_more->setChecked(true);
            return m_visitor->setError(part);
        }
    }
    if (foldedFields.contains(error.field.section(u'[', 0, 0)))
        m_all->setChecked(true);
    m_form->setError(error);
}

} // namespace fengqiao
