#include "matter_head.h"

#include <mediation/mediation.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/offer_bar.h>
#include <widgets/stage_bar.h>

#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

MatterHead::MatterHead(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_number(new ElidedLabel({}, this))
    , m_state(new WordChip({}, WordChip::Tone::Accent, this))
    , m_level(new LevelChip(this))
    , m_danger(new WordChip(tr("Danger"), WordChip::Tone::Red, this))
    , m_restricted(new WordChip(tr("Restricted"), WordChip::Tone::Neutral, this))
    , m_due(new DueBadge(this))
    , m_title(textLabel({}, Type::Heading, Token::Ink, this, QFont::Medium))
    , m_stages(new StageBar(this))
    , m_offers(new OfferBar(desk, this))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_number, Type::Base, Token::InkSoft);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_restricted->setToolTip(tr("Domestic violence or a minor: only those who must know see this matter."));
    auto *marks = new QHBoxLayout;
    marks->setSpacing(theme.size(Size::Inside));
    for (QWidget *mark : std::initializer_list<QWidget *>{m_number, m_state, m_level, m_danger, m_restricted})
        marks->addWidget(mark);
    marks->addStretch(1);
    marks->addWidget(m_due);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    column->addLayout(marks);
    column->addWidget(m_title);
    column->addWidget(m_stages);
    column->addWidget(m_offers);
    connect(m_offers, &OfferBar::actionWanted, this, &MatterHead::actionWanted);
    QStringList stages;
    for (const RuleRow &stage : desk.rules()->table("stages"_L1).rows())
        stages << stage.word();
    m_stages->setStages(stages);
}

void MatterHead::setView(const MatterView &view, const QList<Desk::Offer> &offers)
{
    const MatterCard &card = view.head;
    m_number->setText(card.number);
    m_state->setText(card.stateWord);
    m_level->setVisible(!card.level.isEmpty());
    m_level->setLook(levelOf(card));
    m_level->setToolTip(card.suggested ? tr("Suggested by the score; a person confirms it.") : QString());
    m_danger->setVisible(card.danger);
    m_restricted->setVisible(card.restricted);
    m_title->setText(card.title);
    m_title->setToolTip(card.title);
    // Above the last stage: all of them are done.
    const RuleRow *state = m_desk.rules()->table("states"_L1).find(card.state);
    const bool over = state && state->flag("terminal"_L1);
    m_stages->setCurrent(card.stage + (over ? 1 : 0));
    const ClockLine *clock = nullptr;
    for (const ClockLine &line : view.clocks) {
        if (line.state == "running"_L1 && line.due == card.due.due && !clock)
            clock = &line;
    }
    m_due->clear();
    if (clock) {
        m_due->setDue(dueDay(clock->due), dueDay(clock->rawDue), clock->provisional, m_desk.now().localDate());
        m_due->setToolTip(clock->word + u'\n' + m_due->toolTip());
    }
    m_offers->setOffers(nextStep(*m_desk.rules(), *view.row, offers), offers,
                        {card.state, card.stateWord, matterSubtitle(card)});
}

} // namespace fengqiao
