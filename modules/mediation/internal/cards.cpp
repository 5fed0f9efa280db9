#include "cards.h"

#include <core/document_number.h>

#include "outcome_area.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString partyName(ReadContext &context, const Row &party, bool maskNames)
{
    if (party.isNull("person"_L1))
        return party.text("organisation_name"_L1);
    const auto person = context.tx.find(personEntity(), party.uuid("person"_L1));
    return person ? personField(context, *person, "name"_L1, maskNames) : QString();
}

// One name a side, "王五 / 赵六"; further names of a side are counted: "周九 +4 / 虚构公司".
QString partiesShort(ReadContext &context, const Row &matter, bool maskNames)
{
    const bool withheld = identityWithheld(context.actor, matter);
    const QString shownSide = context.rules.setting("complained_side"_L1);
    QStringList sides;
    QHash<QString, QString> names;
    QHash<QString, int> more;
    for (const Row &party : context.tx.select(partyEntity(), u"matter = ? ORDER BY id LIMIT 20"_s, {matter.id()})) {
        const QString side = party.text("side"_L1);
        if (names.contains(side)) {
            ++more[side];
            continue;
        }
        sides << side;
        names.insert(side, withheld && side != shownSide ? withheldName() : partyName(context, party, maskNames));
    }
    std::ranges::sort(sides);
    QStringList shown;
    for (const QString &side : std::as_const(sides))
        shown << names.value(side) + (more.value(side) > 0 ? u" +%1"_s.arg(more.value(side)) : QString());
    return shown.join(u" / "_s);
}

} // namespace

QStringList openStates(const RuleSet &rules, int fromStage, int toStage)
{
    QStringList states;
    for (const RuleRow &row : rules.table("states"_L1).rows()) {
        const int stage = row.number("stage"_L1);
        if (row.text("machine"_L1) == matterEntity().name && !row.flag("terminal"_L1) && stage >= fromStage &&
            stage <= toStage)
            states << row.text("state"_L1);
    }
    return states;
}

QString stateCondition(const QStringList &states, QVariantList *binds)
{
    if (states.isEmpty())
        return u"0"_s;
    for (const QString &state : states)
        binds->append(state);
    return u"state IN (%1)"_s.arg(QStringList(states.size(), u"?"_s).join(u", "_s));
}

QString tableWord(const RuleSet &rules, QLatin1StringView table, const QString &key)
{
    if (key.isEmpty())
        return {};
    const RuleRow *row = rules.table(table).find(key);
    return row ? row->word() : key;
}

QString personField(const ReadContext &context, const Row &person, QLatin1StringView field, bool maskNames)
{
    const Field *description = person.entity().field(field);
    return description ? context.masked(*description, person.value(field), maskNames) : QString();
}

// What the person at work has to keep in mind: the centre's own limits, and rights of the parties while they last. What
// courts and other bodies have to keep is told under the time limits, not here.
DueNote dueOf(ReadContext &context, QUuid subject)
{
    DueNote note;
    const QList<Row> running =
        context.tx.select(clockEntity(), u"subject = ? AND state = 'running' ORDER BY due LIMIT 20"_s, {subject});
    const auto first = std::ranges::find_if(running, [&context](const Row &row) {
        const QString duty = dutyOf(context.rules, row.text("code"_L1));
        return duty == "handler"_L1 || (duty == "party"_L1 && row.instant("due"_L1) > context.now);
    });
    if (first == running.end())
        return note;
    const Row &clock = *first;
    note.code = clock.text("code"_L1);
    note.word = tableWord(context.rules, "clocks"_L1, note.code);
    note.due = clock.instant("due"_L1);
    note.provisional = clock.flag("provisional"_L1);
    note.overdue = note.due <= context.now;
    // A day ends at 24:00, which is the first instant of the next: look a moment before.
    note.today = !note.overdue && Instant{note.due.ms - 1}.localDate() == context.now.localDate();
    return note;
}

MatterCard cardOf(ReadContext &context, const Row &matter)
{
    const RuleSet &rules = context.rules;
    const bool maskNames = context.masksNames(matterKind(), matter);
    MatterCard card;
    card.id = matter.id();
    card.number = matter.text("number"_L1);
    card.state = matter.text("state"_L1);
    if (const RuleRow *state = rules.table("states"_L1).find(card.state)) {
        card.stateWord = state->word();
        card.stage = state->number("stage"_L1);
    }
    card.level = matter.text("level"_L1);
    if (card.level.isEmpty()) {
        card.level = matter.text("suggested_level"_L1);
        card.suggested = !card.level.isEmpty();
    }
    card.levelWord = card.level.isEmpty() ? QString() : rules.word("level"_L1, card.level);
    if (const RuleRow *level = rules.table("levels"_L1).find(matter.text("scheme"_L1) + u'/' + card.level))
        card.levelShape = level->text("shape"_L1);
    card.disputeType = matter.text("dispute_type"_L1);
    card.disputeTypeWord = card.disputeType.isEmpty() ? QString() : rules.word("dispute_type"_L1, card.disputeType);
    // A title may tell who it is about; whoever sees names masked reads the type of dispute instead.
    card.title = maskNames ? card.disputeTypeWord : matter.text("title"_L1);
    if (card.title.isEmpty())
        card.title = card.disputeTypeWord.isEmpty() ? card.number : card.disputeTypeWord;
    card.parties = partiesShort(context, matter, maskNames);
    card.mediatorId = matter.uuid("mediator"_L1);
    if (!card.mediatorId.isNull())
        card.mediator = context.accountName(card.mediatorId);
    card.room = matter.uuid("room"_L1);
    card.roomKind = matter.text("room_kind"_L1);
    card.roomKindWord = tableWord(rules, "room_kinds"_L1, card.roomKind);
    card.route = matter.text("route"_L1);
    card.routeWord = card.route.isEmpty() ? QString() : rules.word("route"_L1, card.route);
    card.triageReason = matter.text("triage_reason"_L1);
    card.due = dueOf(context, matter.id());
    card.danger = matter.flag("danger"_L1);
    card.restricted = matter.flag("restricted"_L1);
    card.changed = matter.stamp().physical();
    return card;
}

QList<Row> visibleMatters(ReadContext &context, const QString &where, const QVariantList &binds, int limit)
{
    QVariantList all = binds;
    const QString scope = context.scopeSql(matterKind(), &all);
    all.append(limit);
    const QString tail =
        u"(%1) AND (%2) ORDER BY danger DESC, stamp DESC LIMIT ?"_s.arg(where, scope.isEmpty() ? u"1"_s : scope);
    return context.tx.select(matterEntity(), tail, all);
}

std::optional<MatterCard> matterCard(ReadContext &context, QUuid matter)
{
    const auto row = context.tx.find(matterEntity(), matter);
    if (!row || !context.maySee(matterKind(), *row))
        return std::nullopt;
    return cardOf(context, *row);
}

} // namespace fengqiao
