#include <widgets/offer_bar.h>

#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include <core/locale.h>
#include <widgets/cards.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int buttonsShown = 4; // the others are one click away

} // namespace

OfferBar::OfferBar(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_next(textLabel({}, Type::Base, Token::InkSoft, this))
    , m_buttons(new QWidget(this))
    , m_flow(new FlowLayout(m_buttons, Theme::of(parent).size(Size::Inside)))
{
    m_flow->setContentsMargins(0, 0, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of(parent).size(Size::Inside));
    column->addWidget(m_next);
    column->addWidget(m_buttons);
}

QPushButton *OfferBar::addButton(const RuleRow &action)
{
    const QString name = action.text("action"_L1);
    auto *button = new QPushButton(action.word(), m_buttons);
    button->setProperty("action", name);
    connect(button, &QPushButton::clicked, this, [this, name] { Q_EMIT actionWanted(name); });
    m_flow->addWidget(button);
    return button;
}

void OfferBar::addOthers(const QList<const RuleRow *> &others)
{
    const qsizetype room = buttonsShown - m_flow->count();
    const bool more = others.size() > room;
    const qsizetype shown = more ? room - 1 : others.size();
    for (const RuleRow *action : others.first(shown))
        addButton(*action);
    if (!more)
        return;
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

void OfferBar::setOffers(const NextStep &next, const QList<Desk::Offer> &offers, const About &about)
{
    const RuleSet &rules = *m_desk.rules();
    m_about = about;
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<const RuleRow *> others;
    const RuleRow *emergency = nullptr;
    m_refused.clear();
    for (const Desk::Offer &offer : offers) {
        if (!offer.allowed) {
            m_refused << refusedOf(offer);
        } else if (next.mine && offer.action->text("action"_L1) == next.action->text("action"_L1)) {
            setKind(addButton(*offer.action), ButtonKind::Primary);
        } else if (isEmergency(rules, *offer.action)) {
            emergency = offer.action;
        } else {
            others << offer.action;
        }
    }
    addOthers(others);
    if (emergency)
        setButtonIcon(addButton(*emergency), u"siren"_s);
    auto *why = new QPushButton(tr("Why not others?"), m_buttons);
    why->setObjectName(u"whyNot"_s);
    setKind(why, ButtonKind::Quiet);
    why->setProperty("flush", true); // in line with the buttons where it comes to stand below them
    why->setVisible(!m_refused.isEmpty());
    connect(why, &QPushButton::clicked, this, &OfferBar::explainOthers);
    m_flow->addWidget(why);
    m_next->setVisible(next.action && !next.mine);
    if (next.action && !next.mine)
        m_next->setText(tr("Next comes “%1”, by: %2.").arg(next.action->word(), whoMay(rules, *next.action)));
    m_buttons->updateGeometry();
}

OfferBar::Refused OfferBar::refusedOf(const Desk::Offer &offer) const
{
    const RuleSet &rules = *m_desk.rules();
    Refused refused{offer.action->word(), offer.whyNot, offer.whyNot, !roleMay(*offer.action, m_desk.actor())};
    const QStringList from = offer.action->list("from"_L1);
    if (refused.otherRole) {
        refused.needs = tr("by: %1").arg(whoMay(rules, *offer.action));
    } else if (!from.contains(m_about.state)) {
        QStringList words;
        for (const QString &code : from) {
            const RuleRow *row = rules.table("states"_L1).find(code);
            words << (row ? row->word() : code);
        }
        refused.needs = tr("starts in: %1").arg(joinedWords(words));
    }
    return refused;
}

void OfferBar::addRefused(QGridLayout *rows, bool otherRole, const QString &heading, QWidget *page) const
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

void OfferBar::explainOthers()
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
    addRefused(rows, false, tr("Yours, but not in the state “%1”").arg(m_about.stateWord), list);
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
    column->addWidget(textLabel(m_about.subtitle, Type::Base, Token::InkSoft, dialog));
    column->addWidget(scroll, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    dialog->resize(theme.space(160), theme.space(130));
    dialog->open();
}

} // namespace fengqiao
