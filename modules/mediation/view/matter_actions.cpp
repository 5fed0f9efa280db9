#include "matter_actions.h"

#include <QBoxLayout>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

#include <mediation/fast_path.h>
#include <mediation/mediation.h>
#include <mediation/widgets/fast_path_dialog.h>
#include <widgets/action_dialog.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "form_help.h"
#include "matter_look.h"
#include "next_step.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString fastPath = u"fast_path"_s;

// When a thing happens and who takes part is asked anew each time.
bool isAskedAnew(const Field &field)
{
    return field.type == FieldType::Instant || field.type == FieldType::Id || field.type == FieldType::Json;
}

bool asks(const RuleSet &rules, const QString &action, const QString &field)
{
    return rules.table("fields"_L1).find(action + u'/' + field) != nullptr;
}

const Desk::Offer *offerOf(const QList<Desk::Offer> &offers, const QString &action)
{
    const auto found = std::ranges::find_if(
        offers, [&action](const Desk::Offer &offer) { return offer.action->text("action"_L1) == action; });
    return found == offers.end() ? nullptr : &*found;
}

} // namespace

QList<Desk::Offer> withFastPath(const Desk &desk, const Row &matter, QList<Desk::Offer> offers)
{
    const RuleRow *action = desk.rules()->table("actions"_L1).find(fastPath);
    // Whoever may not take any step on this very matter is not offered all of them.
    const bool any = std::ranges::any_of(offers, &Desk::Offer::allowed);
    if (action && any && mayTakeFastPath(*desk.rules(), desk.actor(), {matter.text("state"_L1)}))
        offers.prepend({action, true, {}});
    return offers;
}

QJsonObject knownValues(const RuleSet &rules, const QString &action, const Row &row, QDate today)
{
    QJsonObject values;
    for (const RuleRow *rule : rules.table("fields"_L1).where("action"_L1, action)) {
        const QByteArray column = rule->text("column"_L1).toLatin1();
        const Field *field = column.isEmpty() ? nullptr : row.entity().field(QLatin1StringView(column));
        if (!field || field->personal != Personal::No || row.isNull(field->name) || isAskedAnew(*field))
            continue;
        if (field->type == FieldType::Date && rule->text("min"_L1) == "today"_L1 && row.date(field->name) < today)
            continue; // a day that has passed cannot be set again
        values.insert(rule->text("field"_L1), fieldJson(*field, row));
    }
    return values;
}

QJsonObject knownValues(const RuleSet &rules, const QString &action, const MatterView &view, QDate today)
{
    QJsonObject values = knownValues(rules, action, *view.row, today);
    // What was written as evidence last time stands until it is changed.
    for (const ScoreLine &line : view.scoreCard) {
        for (const RuleRow *factor : rules.table("score"_L1).where("factor"_L1, line.factor)) {
            const QString field = factor->text("evidence"_L1);
            if (!line.evidence.isEmpty() && !field.isEmpty() && asks(rules, action, field))
                values.insert(field, line.evidence);
        }
    }
    return values;
}

MatterActions::MatterActions(Desk &desk, QWidget *panel)
    : QObject(panel)
    , m_desk(desk)
    , m_panel(panel)
    , m_references(desk)
{
}

template <typename F> void MatterActions::withView(QUuid matter, F then)
{
    m_desk.read([matter](ReadContext &context) { return matterView(context, matter); })
        .then(this, [this, then](const Result<MatterView> &view) {
            if (view)
                then(*view);
            else
                Toast::showError(m_panel, view.error());
        });
}

void MatterActions::startFastPath(QUuid matter)
{
    auto *dialog = new FastPathDialog(m_desk, {.matter = matter, .visit = {}, .values = {}, .words = {}}, m_panel);
    const QString word = m_desk.rules()->table("actions"_L1).find(fastPath)->word();
    connect(dialog, &FastPathDialog::acted, this, [this, word, matter](const ActionOutcome &outcome) {
        done(word, outcome);
        Q_EMIT acted(fastPath, matter);
    });
    dialog->open();
}

void MatterActions::start(const QString &action, QUuid matter, const QJsonObject &values)
{
    if (action == fastPath)
        return startFastPath(matter);
    const bool rooms = asks(*m_desk.rules(), action, u"room"_s);
    const bool mediators = asks(*m_desk.rules(), action, u"mediator"_s);
    m_desk
        .read([matter, rooms, mediators](ReadContext &context) -> Result<MatterFormData> {
            auto view = matterView(context, matter);
            if (!view)
                return fail(view.error());
            MatterFormData data{std::move(*view), {}, {}};
            if (rooms)
                data.rooms = freeRooms(context, matter);
            if (mediators)
                data.mediators = mediatorSuggestions(context, matter);
            return data;
        })
        .then(this, [this, action, values](const Result<MatterFormData> &data) {
            if (data)
                open(action, *data, values);
            else
                Toast::showError(m_panel, data.error());
        });
}

void MatterActions::open(const QString &action, const MatterFormData &data, const QJsonObject &values)
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    if (!row)
        return;
    const MatterCard &head = data.view.head;
    QJsonObject known = knownValues(*m_desk.rules(), action, data.view, m_desk.now().localDate());
    // A room of the kind that triage named, if one is free; the person may choose another.
    if (!data.rooms.isEmpty() && data.rooms.first().fits)
        known.insert(u"room"_s, data.rooms.first().id.toString(QUuid::WithoutBraces));
    for (auto it = values.begin(); it != values.end(); ++it)
        known.insert(it.key(), it.value());

    ActionDialog *dialog =
        dialogFor(*row, {{u"matter"_s, head.id.toString(QUuid::WithoutBraces)}}, matterSubtitle(head), head.id);
    addFormHelp(*dialog, *m_desk.rules(), data, [this, dialog, id = head.id](const QString &instead) {
        dialog->close();
        start(instead, id);
    });
    dialog->form()->setValues(known);
    dialog->open();
}

// Owned by the panel: gone with it and with the desk's session.
ActionDialog *MatterActions::dialogFor(const RuleRow &action, const QJsonObject &subject, const QString &subtitle,
                                       QUuid matter)
{
    const QString name = action.text("action"_L1);
    auto *dialog = new ActionDialog(
        formContextWithFiles(m_desk, &m_references),
        [this](ActionRequest request) { return m_desk.submit(std::move(request)); }, name, m_panel);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject(subject);
    dialog->setSubtitle(subtitle);
    dialog->setDanger(isEmergency(*m_desk.rules(), action));
    connect(dialog, &ActionDialog::acted, this,
            [this, name, word = action.word(), matter](const ActionOutcome &outcome) {
                done(word, outcome);
                Q_EMIT acted(name, matter);
            });
    return dialog;
}

void MatterActions::startOn(const QString &action, const OverlayCard &overlay)
{
    startFilled(action, overlay, {});
}

void MatterActions::startFilled(const QString &action, const OverlayCard &overlay, const QJsonObject &values)
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    if (!row || !overlay.row)
        return;
    QStringList about{overlay.kindWord, overlay.number, overlay.stateWord};
    about.removeAll(QString());
    ActionDialog *dialog = dialogFor(*row, {{overlay.kind, overlay.id.toString(QUuid::WithoutBraces)}},
                                     about.join(u" · "_s), overlay.matter);
    QJsonObject known = knownValues(*m_desk.rules(), action, *overlay.row, m_desk.now().localDate());
    for (auto it = values.begin(); it != values.end(); ++it)
        known.insert(it.key(), it.value());
    dialog->form()->setValues(known);
    dialog->open();
}

void MatterActions::done(const QString &word, const ActionOutcome &outcome)
{
    QString sentence =
        outcome.number.isEmpty() ? tr("%1: done.").arg(word) : tr("%1: %2 is done.").arg(word, outcome.number);
    if (const QString reason = outcome.extra.value("reason"_L1).toString(); !reason.isEmpty())
        sentence += u'\n' + reason;
    for (const QString &warning : outcome.warnings)
        sentence += u'\n' + warning;
    Toast::show(m_panel, sentence);
}

void MatterActions::moveToRoom(QUuid matter, QUuid room, const QString &roomName)
{
    const RuleRow *action = roomAction(*m_desk.rules());
    if (!action)
        return;
    withView(matter, [this, room, roomName, name = action->text("action"_L1)](const MatterView &view) {
        const QList<Desk::Offer> offers = m_desk.offers(u"matter"_s, *view.row);
        const Desk::Offer *offer = offerOf(offers, name);
        if (offer && offer->allowed && !room.isNull())
            start(name, view.head.id, {{u"room"_s, room.toString(QUuid::WithoutBraces)}});
        else if (room.isNull())
            explain(view, roomName, tr("A matter leaves its room only by an action, such as a return or a recusal."));
        else
            explain(view, roomName, offer ? offer->whyNot : QString());
    });
}

void MatterActions::explain(const MatterView &view, const QString &roomName, const QString &whyNot)
{
    const Theme &theme = Theme::of(m_panel);
    const QList<Desk::Offer> offers = m_desk.offers(u"matter"_s, *view.row);
    const NextStep next = nextStep(*m_desk.rules(), *view.row, offers);
    auto *dialog = new QDialog(m_panel);
    dialog->setObjectName(u"notYetDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(tr("Not to this room yet"));
    auto *column = new QVBoxLayout(dialog);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    const auto add = [&](const QString &text, Type type, Token ink) {
        auto *label = new QLabel(text, dialog);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        setTextRole(label, type, ink, type == Type::Heading ? QFont::Medium : QFont::Normal);
        column->addWidget(label);
    };
    add(tr("Not to “%1” yet").arg(roomName), Type::Heading, Token::Ink);
    add(matterSubtitle(view.head), Type::Base, Token::InkSoft);
    add(whyNot, Type::Base, Token::Ink);
    if (next.action && !next.mine)
        add(tr("Next comes “%1”, by: %2.").arg(next.action->word(), whoMay(*m_desk.rules(), *next.action)), Type::Base,
            Token::InkSoft);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    auto *close = new QPushButton(next.mine ? tr("Cancel") : tr("Close"), dialog);
    connect(close, &QPushButton::clicked, dialog, &QDialog::reject);
    buttons->addWidget(close);
    if (next.mine) {
        auto *go = new QPushButton(next.action->word(), dialog);
        go->setObjectName(u"nextStep"_s);
        go->setDefault(true);
        setKind(go, ButtonKind::Primary);
        connect(go, &QPushButton::clicked, dialog,
                [this, dialog, name = next.action->text("action"_L1), id = view.head.id] {
                    dialog->accept();
                    start(name, id);
                });
        buttons->addWidget(go);
    }
    column->addSpacing(theme.size(Size::Inside));
    column->addLayout(buttons);
    dialog->setMinimumWidth(theme.space(110));
    dialog->open();
}

void MatterActions::showMenu(QUuid matter, const QPoint &globalPos)
{
    withView(matter, [this, globalPos](const MatterView &view) {
        auto *menu = new QMenu(m_panel);
        menu->setObjectName(u"offersMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu, view);
        menu->popup(globalPos);
    });
}

void MatterActions::fillMenu(QMenu *menu, const MatterView &view)
{
    const QUuid id = view.head.id;
    const Theme &theme = Theme::of(m_panel);
    menu->addAction(theme.icon(u"folder-open"_s, Token::InkSoft), tr("Open"), this,
                    [this, id] { Q_EMIT openWanted(id); });
    menu->addSeparator();
    for (const Desk::Offer &offer : withFastPath(m_desk, *view.row, m_desk.offers(u"matter"_s, *view.row))) {
        if (!offer.allowed)
            continue;
        const QString name = offer.action->text("action"_L1);
        QAction *entry = menu->addAction(offer.action->word(), this, [this, name, id] { start(name, id); });
        entry->setData(name);
        if (isEmergency(*m_desk.rules(), *offer.action))
            entry->setIcon(theme.icon(u"siren"_s, Token::Red));
    }
}

} // namespace fengqiao
