#include "form_help.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLabel>
#include <QPushButton>

#include <core/locale.h>
#include <widgets/action_dialog.h>
#include <widgets/theme.h>

#include "choice_row.h"
#include "matter_look.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int choicesShown = 3;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FormHelp)
};

QLabel *label(const QString &text, Token ink, QWidget *parent, Type type = Type::Small)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, type, ink);
    return label;
}

QVBoxLayout *column(const Theme &theme)
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    return column;
}

// A click writes into the form's field; what the field holds is marked.
void addChoice(QVBoxLayout *list, ChoiceRow *row, ActionForm *form, const QString &field, const QString &value)
{
    row->setObjectName(field + u':' + value);
    list->addWidget(row);
    const auto follow = [row, form, field, value] { row->setChecked(form->data().value(field).toString() == value); };
    QObject::connect(row, &QAbstractButton::clicked, form, [form, field, value, follow] {
        form->setValues({{field, value}});
        follow();
    });
    QObject::connect(form, &ActionForm::changed, row, follow);
}

QString roomWords(const RoomLine &room)
{
    const QString load = room.capacity > 0 ? Words::tr("%1 of %2 places taken").arg(room.busy).arg(room.capacity)
                                           : Words::tr("%n matter(s)", nullptr, room.busy);
    return room.kindWord == room.name ? load : u"%1 · %2"_s.arg(load, room.kindWord);
}

// A room that triage did not name needs a reason: the field for it comes as soon as such a room is chosen.
void askForReason(ActionForm *form, const QList<RoomLine> &rooms)
{
    const auto fold = [form, rooms] {
        const QString chosen = form->data().value("room"_L1).toString();
        const bool named = chosen.isEmpty() || std::ranges::any_of(rooms, [&chosen](const RoomLine &room) {
                               return room.fits && idText(room.id) == chosen;
                           });
        QStringList folded{u"co_units"_s, u"requirement"_s};
        if (named)
            folded << u"reason"_s;
        form->setFolded(folded);
    };
    fold();
    QObject::connect(form, &ActionForm::changed, form, [fold](const QString &field) {
        if (field == "room"_L1)
            fold();
    });
}

QWidget *choices(const MatterFormData &data, ActionForm *form, QWidget *parent)
{
    const Theme &theme = Theme::of(parent);
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space(4));
    auto *rooms = column(theme);
    rooms->addWidget(label(Words::tr("Free rooms"), Token::InkSoft, box));
    for (const RoomLine &room : data.rooms.first(std::min<qsizetype>(choicesShown, data.rooms.size()))) {
        auto *choice = new ChoiceRow(room.name, roomWords(room), box);
        if (room.fits)
            choice->setChip(Words::tr("as triage says", "chip of a room"), WordChip::Tone::Accent);
        addChoice(rooms, choice, form, u"room"_s, idText(room.id));
    }
    if (data.rooms.isEmpty())
        rooms->addWidget(label(Words::tr("No room has a free place."), Token::InkSoft, box, Type::Base));
    rooms->addStretch();
    auto *mediators = column(theme);
    mediators->addWidget(label(Words::tr("Mediators; you choose"), Token::InkSoft, box));
    for (const MediatorSuggestion &mediator :
         data.mediators.first(std::min<qsizetype>(choicesShown, data.mediators.size()))) {
        auto *choice = new ChoiceRow(mediator.name, mediator.reason, box);
        if (mediator.conflict)
            choice->setChip(Words::tr("conflict", "chip of a mediator"), WordChip::Tone::Orange);
        else if (mediator.skilled)
            choice->setChip(Words::tr("skilled", "chip of a mediator"), WordChip::Tone::Accent);
        addChoice(mediators, choice, form, u"mediator"_s, idText(mediator.account));
    }
    if (data.mediators.isEmpty())
        mediators->addWidget(label(Words::tr("No mediator is on file."), Token::InkSoft, box, Type::Base));
    mediators->addStretch();
    row->addLayout(rooms, 1);
    row->addLayout(mediators, 1);
    return box;
}

// Who signs reads the names first: a conflict is seen, not remembered.
QWidget *declaration(const RuleSet &rules, const MatterFormData &data, std::function<void(const QString &)> instead,
                     QWidget *parent)
{
    const Theme &theme = Theme::of(parent);
    auto *box = new QWidget(parent);
    auto *list = column(theme);
    box->setLayout(list);
    list->addWidget(label(Words::tr("Please read who is party to this matter. Whoever is a relative, a friend, an "
                                    "opponent or has an interest of their own does not sign, but recuses."),
                          Token::Ink, box, Type::Base));
    for (const PartyLine &party : data.view.parties)
        list->addWidget(label(u"%1 · %2"_s.arg(party.sideWord, party.name), Token::InkSoft, box, Type::Base));
    if (const RuleRow *recuse = rules.table("actions"_L1).find(u"recuse"_s)) {
        auto *button = new QPushButton(Words::tr("%1 instead").arg(recuse->word()), box);
        button->setObjectName(u"recuseInstead"_s);
        button->setAutoDefault(false);
        setKind(button, ButtonKind::Quiet);
        button->setProperty("flush", true);
        QObject::connect(button, &QPushButton::clicked, box, [instead = std::move(instead)] { instead(u"recuse"_s); });
        list->addWidget(button, 0, Qt::AlignLeft);
    }
    return box;
}

} // namespace

QString scoreSentence(const RuleSet &rules, const MatterView &view)
{
    if (view.score < 0)
        return {};
    QStringList hard;
    QStringList reasons;
    for (const ScoreLine &line : view.scoreCard) {
        if (line.group == "hard"_L1)
            hard << line.reason;
        else if (line.points > 0)
            reasons << Words::tr("%1 +%2", "a reason and its points").arg(line.reason).arg(line.points);
    }
    if (!hard.isEmpty())
        return Words::tr("Suggested %1 at once, because: %2.").arg(view.suggestedLevelWord, joinedClauses(hard));
    int from = 0;
    for (const RuleRow &level : rules.table("levels"_L1).rows()) {
        if (level.text("level"_L1) == view.suggestedLevel && level.text("scheme"_L1) == view.row->text("scheme"_L1))
            from = level.number("min"_L1);
    }
    const QString sum = from > 0 ? Words::tr("Suggested %1: %2 points, %1 begins at %3.")
                                       .arg(view.suggestedLevelWord)
                                       .arg(view.score)
                                       .arg(from)
                                 : Words::tr("Suggested %1: %2 points.").arg(view.suggestedLevelWord).arg(view.score);
    return reasons.isEmpty() ? sum : sum + Words::tr(" Because: %1.").arg(joinedClauses(reasons));
}

void addFormHelp(ActionDialog &dialog, const RuleSet &rules, const MatterFormData &data,
                 std::function<void(const QString &action)> instead)
{
    ActionForm *form = dialog.form();
    const auto asks = [form](const QString &field) { return form->editor(field) != nullptr; };
    QWidget *help = nullptr;
    if (asks(u"room"_s) && asks(u"mediator"_s)) {
        help = choices(data, form, &dialog);
        askForReason(form, data.rooms);
    } else if (asks(u"no_conflict"_s)) {
        help = declaration(rules, data, std::move(instead), &dialog);
        form->setFolded({u"signed_at"_s}); // now, in nearly every case
    } else if (asks(u"level"_s) && data.view.score >= 0) {
        help = label(scoreSentence(rules, data.view), Token::Ink, &dialog, Type::Base);
    } else if (asks(u"room_kind"_s) && !data.view.triageReason.isEmpty()) {
        help = label(Words::tr("Triage so far: %1").arg(data.view.triageReason), Token::Ink, &dialog, Type::Base);
    }
    if (help)
        static_cast<QBoxLayout *>(dialog.layout())->insertWidget(2, help); // below title and subject
}

} // namespace fengqiao
