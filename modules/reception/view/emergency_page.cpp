#include "emergency_page.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <reception/queries.h>
#include <widgets/action_form.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

const QStringList shownFields{
    u"danger_facts"_s, u"called_110"_s, u"called_120"_s,   u"called_by"_s,      u"wish"_s,           u"dv"_s,
    u"dv_present"_s,   u"weapon"_s,     u"self_harm"_s,    u"minor_involved"_s, u"duty_of_report"_s, u"visitor_name"_s,
    u"title"_s,        u"place"_s,      u"lawful_basis"_s, u"parties"_s};
constexpr int widestSteps = 210; // of the grid
const QStringList foldedFields{u"title"_s, u"place"_s, u"lawful_basis"_s, u"parties"_s};

} // namespace

EmergencyPage::EmergencyPage(Desk &desk, ReferenceProvider *references, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_form(new ActionForm(FormContext::of(desk, references), u"emergency_intake"_s))
    , m_who(new QLabel(this))
    , m_submit(new QPushButton(this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(u"emergencyPage"_s);
    const int margin = theme.space(4);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(margin + theme.space(1), margin, margin, margin);
    auto *room = new QWidget(this);
    room->setMaximumWidth(theme.space(widestSteps));
    outer->addWidget(room, 1);
    outer->addStretch();
    auto *column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    const RuleRow *action = desk.rules()->table("actions"_L1).find(u"emergency_intake"_s);
    auto *header = new SectionHeader(action ? action->word() : QString(), this);
    header->setNote(tr("Safety first: keep the people apart, call 110 or 120 where life or limb is in danger."));
    column->addWidget(header);
    setTextRole(m_who, Type::Base, Token::InkSoft);
    m_who->setTextFormat(Qt::PlainText);
    m_who->setWordWrap(true);
    column->addWidget(m_who);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    auto *inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, theme.size(Size::Inside), 0);
    inside->addWidget(m_form);
    scroll->setWidget(page);
    column->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme.size(Size::Inside));
    m_submit->setText(tr("Record and hand over"));
    m_submit->setProperty("tall", true);
    setKind(m_submit, ButtonKind::Danger);
    auto *back = new QPushButton(tr("Back (Esc)"), this);
    back->setProperty("tall", true);
    foot->addWidget(m_submit);
    foot->addWidget(new KeyHint(QKeySequence(Qt::CTRL | Qt::Key_Enter), this));
    foot->addStretch();
    foot->addWidget(back);
    column->addLayout(foot);
    m_form->setDense();
    m_form->setOnly(shownFields);
    m_form->setFolded(foldedFields);
    connect(m_submit, &QPushButton::clicked, this, &EmergencyPage::submit);
    connect(m_form, &ActionForm::submitted, this, &EmergencyPage::submit);
    connect(m_form, &ActionForm::changed, this, [this] { m_key = QUuid::createUuid().toString(QUuid::WithoutBraces); });
    connect(back, &QPushButton::clicked, this, &EmergencyPage::left);
}

bool EmergencyPage::hasInput() const
{
    QJsonObject given = m_form->data();
    given.remove(u"visit"_s);
    // An unticked "110 called" is an answer too, but none that anybody gave.
    return std::ranges::any_of(given, [](const QJsonValue &value) { return value != QJsonValue(false); });
}

void EmergencyPage::begin(QUuid visit)
{
    m_visit = visit;
    m_form->setFixed(visit.isNull() ? QJsonObject() : QJsonObject{{u"visit"_s, visit.toString(QUuid::WithoutBraces)}});
    m_form->setHidden(visit.isNull() ? QStringList() : QStringList{u"visitor_name"_s});
    m_key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    showVisitor();
    m_form->focusField(shownFields.constFirst());
}

void EmergencyPage::showVisitor()
{
    m_who->setVisible(!m_visit.isNull());
    m_who->clear();
    if (m_visit.isNull())
        return;
    m_desk
        .read([visit = m_visit](ReadContext &context) -> Result<std::optional<QueueRow>> {
            return queueRow(context, visit);
        })
        .then(this, [this, visit = m_visit](const Result<std::optional<QueueRow>> &row) {
            if (visit != m_visit || !row || !*row)
                return;
            const QString name = (*row)->visitorName.isEmpty() ? tr("Unnamed") : (*row)->visitorName;
            m_who->setText(tr("Visitor %1, %2.", "ticket and name").arg((*row)->ticket, name));
        });
}

void EmergencyPage::submit()
{
    if (m_busy || !m_form->validate())
        return;
    m_busy = true;
    m_submit->setEnabled(false);
    m_desk.submit({u"emergency_intake"_s, m_key, m_form->data(), std::nullopt})
        .then(this, [this](const Result<ActionOutcome> &outcome) { answer(outcome); });
}

void EmergencyPage::answer(const Result<ActionOutcome> &outcome)
{
    m_busy = false;
    m_submit->setEnabled(true);
    if (!outcome)
        return m_form->setError(outcome.error());
    m_form->clear();
    m_form->setFixed({});
    Q_EMIT handedOver(*outcome);
    m_visit = {};
}

void EmergencyPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void EmergencyPage::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, theme.space(1), height()), theme.color(Token::Red));
}

} // namespace fengqiao
