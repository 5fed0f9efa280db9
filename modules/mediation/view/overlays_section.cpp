#include <QMenu>
#include <QPushButton>

#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/notices.h>

#include "matter_look.h"
#include "matter_sections.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

WordChip::Tone toneOf(const OverlayCard &overlay)
{
    if (overlay.due.overdue)
        return WordChip::Tone::Red;
    if (overlay.phase == "done"_L1)
        return WordChip::Tone::Neutral;
    return overlay.phase == "waiting"_L1 ? WordChip::Tone::Orange : WordChip::Tone::Accent;
}

} // namespace

OverlaysSection::OverlaysSection(Desk &desk, QWidget *parent)
    : MatterSection(tr("Joint work"), parent)
    , m_desk(desk)
{
}

void OverlaysSection::setView(const QList<OverlayCard> &overlays, const QList<Desk::Offer> &beginnings)
{
    QVBoxLayout *column = fresh();
    addBeginnings(column, beginnings);
    for (const OverlayCard &overlay : overlays)
        column->addWidget(card(overlay));
    if (overlays.isEmpty())
        column->addWidget(
            textLabel(tr("Nothing runs beside this matter: no warning, whistle, supervision, consultation "
                         "or booked session."),
                      Type::Base, Token::InkSoft, widget()));
    finish();
}

void OverlaysSection::addBeginnings(QVBoxLayout *column, const QList<Desk::Offer> &beginnings)
{
    auto *row = new QWidget(widget());
    auto *flow = new FlowLayout(row, Theme::of(this).size(Size::Inside));
    flow->setContentsMargins(0, 0, 0, 0);
    for (const Desk::Offer &offer : beginnings) {
        if (!offer.allowed)
            continue;
        const QString name = offer.action->text("action"_L1);
        auto *button = new QPushButton(offer.action->word(), row);
        button->setProperty("action", name);
        connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT beginWanted(name); });
        flow->addWidget(button);
    }
    column->addWidget(row);
    row->setVisible(flow->count() > 0);
}

QWidget *OverlaysSection::card(const OverlayCard &overlay)
{
    auto *card = new Card(overlay.kindWord, widget());
    card->setObjectName(u"overlay"_s);
    card->header()->setNote(overlay.number);
    card->header()->addWidget(new WordChip(overlay.stateWord, toneOf(overlay), card));
    if (!overlay.due.due.isNull()) {
        auto *badge = new DueBadge(card);
        badge->setDue(dueDay(overlay.due.due), dueDay(overlay.due.due), overlay.due.provisional,
                      m_desk.now().localDate());
        badge->setToolTip(overlay.due.word + u'\n' + badge->toolTip());
        card->header()->addWidget(badge);
    }
    FactGrid facts(card->body(), card);
    for (const LabelledValue &value : overlay.values)
        facts.add(value.label, value.value);
    auto *row = new QWidget(card);
    auto *flow = new FlowLayout(row, Theme::of(this).size(Size::Inside));
    flow->setContentsMargins(0, 0, 0, 0);
    for (const Desk::Offer &offer : m_desk.offers(overlay.kind, *overlay.row)) {
        if (!offer.allowed)
            continue;
        const QString name = offer.action->text("action"_L1);
        auto *button = new QPushButton(offer.action->word(), row);
        button->setProperty("action", name);
        connect(button, &QPushButton::clicked, this, [this, name, overlay] { Q_EMIT actionWanted(name, overlay); });
        flow->addWidget(button);
    }
    card->body()->addWidget(row);
    row->setVisible(flow->count() > 0);
    return card;
}

} // namespace fengqiao
