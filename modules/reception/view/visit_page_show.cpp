#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <mediation/fast_path.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/theme.h>

#include "desk_window.h"
#include "visit_page.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QString clockTime(Instant at)
{
    return at.local().time().toString(u"HH:mm"_s);
}

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // at once: it may be the one that was pressed
            widget->deleteLater();
        }
        delete item;
    }
}

// An action that takes the visit out of the way before anything came of it: withdrawn, voided. It stands last.
bool isRetreat(const RuleSet &rules, const RuleRow &action, VisitPhase phase)
{
    const RuleRow *to = rules.table("states"_L1).find(action.text("to"_L1));
    return to && to->flag("terminal"_L1) && phase != VisitPhase::Done;
}

bool moves(const RuleRow &action)
{
    const QString to = action.text("to"_L1);
    return !to.isEmpty() && to != "-"_L1;
}

} // namespace

void VisitPage::showHead()
{
    const QueueRow &head = m_details.view.head;
    m_ticket->setText(head.ticket);
    const QString name = head.visitorName.isEmpty() ? tr("Unnamed") : head.visitorName;
    m_name->setText(
        head.headCount > 1 ? tr("%1 and others, %n person(s)", "name and head-count", head.headCount).arg(name) : name);
    m_number->setText(head.number + u" · " + head.purposeWord);
    m_state->setText(head.stateWord);
    m_state->setTone(phaseOf(*m_desk.rules(), head.state) == VisitPhase::Done ? WordChip::Tone::Calm
                                                                              : WordChip::Tone::Accent);
    m_repeat->setVisible(head.repeatVisit);
    m_emergency->setVisible(head.emergency);
    m_matter->setVisible(!m_details.view.matterNumber.isEmpty());
    m_matter->setText(m_details.view.matterNumber);
}

void VisitPage::showTimes()
{
    const VisitView &view = m_details.view;
    QStringList parts{tr("Arrived %1").arg(view.head.arrived.display())};
    if (!view.head.called.isNull())
        parts << tr("called %1").arg(clockTime(view.head.called));
    if (!view.head.window.isEmpty())
        parts << view.head.window;
    if (!view.firstContact.isEmpty())
        parts << tr("first contact %1").arg(view.firstContact);
    if (!view.receiver.isEmpty())
        parts << tr("received by %1").arg(view.receiver);
    const RuleSet &rules = *m_desk.rules(); // the way nearly everybody comes is not worth a word
    if (view.channelWord != rules.word("visit_channel"_L1, rules.setting("visit_channel"_L1)))
        parts << view.channelWord;
    m_facts->setText(parts.join(u" · "_s));
}

void VisitPage::addOffer(const Desk::Offer &offer, bool primary)
{
    const QString action = offer.action->text("action"_L1);
    auto *button = new QPushButton(offer.action->word(), m_buttons);
    button->setObjectName(action);
    const VisitPhase phase = phaseOf(*m_desk.rules(), m_details.view.head.state);
    setKind(button, primary                                            ? ButtonKind::Primary
                    : isRetreat(*m_desk.rules(), *offer.action, phase) ? ButtonKind::Quiet
                                                                       : ButtonKind::Normal);
    connect(button, &QPushButton::clicked, this, [this, action] { (void)start(action); });
    m_flow->addWidget(button);
}

void VisitPage::showOffers()
{
    const QWidget *focus = QApplication::focusWidget();
    m_takeFocus = m_takeFocus || (focus && m_buttons->isAncestorOf(focus));
    empty(m_flow);
    const RuleSet &rules = *m_desk.rules();
    const VisitPhase phase = phaseOf(rules, m_details.view.head.state);
    QList<Desk::Offer> offers = m_desk.offers(u"visit"_s, *m_details.row);
    addFastPath(offers);
    std::ranges::stable_sort(offers, {}, [&](const Desk::Offer &o) { return isRetreat(rules, *o.action, phase); });
    const auto forward = [&](const Desk::Offer &o) {
        return o.allowed && moves(*o.action) && !isRetreat(rules, *o.action, phase);
    };
    // Where only one step leads on it is the thing to do next; between several the clerk decides.
    const bool single = std::ranges::count_if(offers, forward) == 1;
    QStringList reasons;
    int allowed = 0;
    for (const Desk::Offer &offer : std::as_const(offers)) {
        if (offer.allowed) {
            addOffer(offer, single && forward(offer));
            ++allowed;
        } else {
            reasons << tr("%1: %2", "an action and why it cannot be done").arg(offer.action->word(), offer.whyNot);
        }
    }
    m_caption->setText(allowed == 0 ? tr("There is nothing to do here now.")
                       : single     ? tr("Next step")
                                    : tr("Choose what becomes of it"));
    m_buttons->setVisible(allowed > 0);
    m_buttons->setEnabled(true);
    m_reasons->setText(reasons.join(u'\n'));
    m_why->setVisible(!reasons.isEmpty());
    m_buttons->updateGeometry();
    if (std::exchange(m_takeFocus, false) && allowed > 0)
        m_flow->itemAt(0)->widget()->setFocus(Qt::OtherFocusReason);
}

// A visit that may become a matter may become one that is settled at once.
void VisitPage::addFastPath(QList<Desk::Offer> &offers) const
{
    const RuleSet &rules = *m_desk.rules();
    const auto opens = [](const Desk::Offer &offer) {
        return offer.allowed && offer.action->text("action"_L1) == "open_matter"_L1;
    };
    if (std::ranges::any_of(offers, opens) && mayTakeFastPath(rules, m_desk.actor(), {.state = {}, .visit = true}))
        offers << Desk::Offer{rules.table("actions"_L1).find(QString(fastPath)), true, {}};
}

void VisitPage::showText()
{
    const VisitView &view = m_details.view;
    empty(m_left);
    const std::pair<QString, QString> texts[] = {
        {tr("Claim"), view.claim}, {tr("Answer"), view.answer}, {tr("Outcome"), view.outcomeWord}};
    for (const auto &[label, words] : texts) {
        if (words.isEmpty())
            continue;
        auto *box = new QWidget;
        auto *column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(Theme::of(this).space(1));
        column->addWidget(soft(label, box));
        auto *text = new QLabel(words, box);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(text);
        m_left->addWidget(box);
    }
    showClocks();
    showPeople();
    if (m_left->count() == 0)
        m_left->addWidget(soft(tr("No claim was written down."), this));
    m_left->addStretch();
    QMetaObject::invokeMethod(this, &VisitPage::fitTexts, Qt::QueuedConnection); // once the labels know their width
}

void VisitPage::showClocks()
{
    const QDate today = m_desk.now().localDate();
    for (const ClockNote &clock : std::as_const(m_details.view.clocks)) {
        const RuleRow *rule = m_desk.rules()->table("clocks"_L1).find(clock.code);
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(Theme::of(this).size(Size::Related));
        auto *word = new QLabel(rule ? rule->word() : clock.code, line);
        word->setTextFormat(Qt::PlainText);
        auto *badge = new DueBadge(line);
        // A day ends at 24:00: the instant before still lies in it.
        badge->setDue(Instant{clock.due.ms - 1}.localDate(), Instant{clock.rawDue.ms - 1}.localDate(),
                      clock.provisional, today);
        row->addWidget(word);
        row->addWidget(badge);
        row->addStretch();
        m_left->addWidget(line);
    }
}

void VisitPage::showPeople()
{
    if (m_details.view.persons.isEmpty())
        return;
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::of(this).space(4));
    grid->setVerticalSpacing(Theme::of(this).space(1));
    grid->addWidget(soft(tr("Who came"), box), 0, 0, 1, 4);
    int at = 1;
    for (const VisitPersonRow &person : std::as_const(m_details.view.persons)) {
        auto *name = new QLabel(person.name, box);
        name->setTextFormat(Qt::PlainText);
        grid->addWidget(name, at, 0);
        grid->addWidget(soft(person.roleWord, box), at, 1);
        grid->addWidget(soft(person.document, box), at, 2);
        grid->addWidget(soft(person.phone, box), at++, 3);
    }
    grid->setColumnStretch(4, 1);
    m_left->addWidget(box);
}

} // namespace fengqiao
