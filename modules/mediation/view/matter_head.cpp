#include "matter_head.h"

#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include <mediation/mediation.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/stage_bar.h>

#include "next_step.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int buttonsShown = 4; // the others are one click away

} // namespace

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
    , m_next(textLabel({}, Type::Base, Token::InkSoft, this))
    , m_buttons(new QWidget(this))
    , m_flow(new FlowLayout(m_buttons, Theme::of(parent).size(Size::Inside)))
{
    const Theme &theme = Theme::of(this);
    setTextRole(m_number, Type::Base, Token::InkSoft);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_restricted->setToolTip(tr("Domestic violence or a minor: only those who must know see this matter."));
    m_flow->setContentsMargins(0, 0, 0, 0);
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
    column->addWidget(m_next);
    column->addWidget(m_buttons);
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
    m_about = matterSubtitle(card);
    m_stateWord = card.stateWord;
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
    showActions(view, offers);
}

QPushButton *MatterHead::addButton(const RuleRow &action)
{
    const QString name = action.text("action"_L1);
    auto *button = new QPushButton(action.word(), m_buttons);
    button->setProperty("action", name);
    connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT actionWanted(name); });
    m_flow->addWidget(button);
    return button;
}

void MatterHead::showActions(const MatterView &view, const QList<Desk::Offer> &offers)
{
    const RuleSet &rules = *m_desk.rules();
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const NextStep next = nextStep(rules, *view.row, offers);
    QList<const RuleRow *> others;
    const RuleRow *emergency = nullptr;
    m_refused.clear();
    for (const Desk::Offer &offer : offers) {
        if (!offer.allowed) {
            m_refused << refusedOf(offer, view.head.state);
        } else if (next.mine && offer.action->text("action"_L1) == next.action->text("action"_L1)) {
            setKind(addButton(*offer.action), ButtonKind::Primary);
        } else if (isEmergency(rules, *offer.action)) {
            emergency = offer.action;
        } else {
            others << offer.action;
        }
    }
    const qsizetype room = buttonsShown - m_flow->count();
    const bool more = others.size() > room;
    const qsizetype shown = more ? room - 1 : others.size();
    for (const RuleRow *action : others.first(shown))
        addButton(*action);
    if (more) {
        auto *button = new QPushButton(tr("More"), m_buttons);
        button->setObjectName(u"moreActions"_s);
        auto *menu = new QMenu(button);
        for (const RuleRow *action : others.sliced(shown)) {
            const QString name = action->text("action"_L1);
            menu->addAction(action->word(), this, [this, name] { Q_EMIT actionWanted(name); })->setData(name);
        }
        button->setMenu(menu);
        m_flow->addWidget(button);
    }
    if (emergency)
        setButtonIcon(addButton(*emergency), u"siren"_s);
    auto *why = new QPushButton(tr("Why not others?"), m_buttons);
    why->setObjectName(u"whyNot"_s);
    setKind(why, ButtonKind::Quiet);
    why->setVisible(!m_refused.isEmpty());
    connect(why, &QPushButton::clicked, this, &MatterHead::explainOthers);
    m_flow->addWidget(why);
    m_next->setVisible(next.action && !next.mine);
    if (next.action && !next.mine)
        m_next->setText(tr("Next comes “%1”, by: %2.").arg(next.action->word(), whoMay(rules, *next.action)));
    m_buttons->updateGeometry();
}

MatterHead::Refused MatterHead::refusedOf(const Desk::Offer &offer, const QString &state) const
{
    const RuleSet &rules = *m_desk.rules();
    Refused refused{offer.action->word(), offer.whyNot, offer.whyNot, !roleMay(*offer.action, m_desk.actor())};
    const QStringList from = offer.action->list("from"_L1);
    if (refused.otherRole) {
        refused.needs = tr("by: %1").arg(whoMay(rules, *offer.action));
    } else if (!from.contains(state)) {
        QStringList words;
        for (const QString &code : from) {
            const RuleRow *row = rules.table("states"_L1).find(code);
            words << (row ? row->word() : code);
        }
        refused.needs = tr("starts in: %1").arg(words.join(tr(", ", "between states")));
    }
    return refused;
}

void MatterHead::addRefused(QGridLayout *rows, bool otherRole, const QString &heading, QWidget *page) const
{
    const Theme &theme = Theme::of(this);
    bool first = true;
    for (const Refused &refused : m_refused) {
        if (refused.otherRole != otherRole)
            continue;
        int at = rows->rowCount();
        if (std::exchange(first, false)) {
            auto *label = textLabel(heading, Type::Base, Token::Ink, page, QFont::Medium);
            label->setContentsMargins(0, at > 1 ? theme.size(Size::Related) : 0, 0, 0);
            rows->addWidget(label, at++, 0, 1, 2);
        }
        auto *word = textLabel(refused.word, Type::Base, Token::Ink, page);
        word->setWordWrap(false);
        auto *needs = textLabel(refused.needs, Type::Base, Token::InkSoft, page);
        needs->setToolTip(refused.whyNot);
        rows->addWidget(word, at, 0, Qt::AlignTop);
        rows->addWidget(needs, at, 1, Qt::AlignTop);
    }
}

void MatterHead::explainOthers()
{
    const Theme &theme = Theme::of(this);
    auto *dialog = new QDialog(this);
    dialog->setObjectName(u"whyNotDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(tr("Why not now"));
    auto *list = new QWidget;
    list->setProperty("clear", true);
    auto *rows = new QGridLayout(list);
    rows->setContentsMargins(0, 0, theme.size(Size::Related), 0);
    rows->setHorizontalSpacing(theme.space(4));
    rows->setVerticalSpacing(theme.size(Size::Inside));
    rows->setColumnStretch(1, 1);
    addRefused(rows, false, tr("Yours, but not in the state “%1”").arg(m_stateWord), list);
    addRefused(rows, true, tr("Done by others"), list);
    rows->setRowStretch(rows->rowCount(), 1);
    auto *scroll = new QScrollArea(dialog);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *close = new QPushButton(tr("Close"), dialog);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    auto *column = new QVBoxLayout(dialog);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(
        textLabel(tr("What cannot be done now, and why"), Type::Heading, Token::Ink, dialog, QFont::Medium));
    column->addWidget(textLabel(m_about, Type::Base, Token::InkSoft, dialog));
    column->addWidget(scroll, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    dialog->resize(theme.space(160), theme.space(130));
    dialog->open();
}

} // namespace fengqiao
