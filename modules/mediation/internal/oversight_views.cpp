#include <grid/grid.h>

#include "cards.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Records of a kind that the actor may see.
QList<Row> visible(ReadContext &context, const QString &kindName, const Entity &entity, const QString &where,
                   const QVariantList &binds, const QString &order, int limit)
{
    QVariantList all = binds;
    const QString scope = context.scopeSql(oversightKind(kindName), &all);
    all << limit;
    return context.tx.select(entity, u"(%1) AND (%2) ORDER BY %3 LIMIT ?"_s.arg(where, scope, order), all);
}

// A text as this actor may read it: whoever sees the matter by a letter M of the matrix reads no narrative.
QString shown(ReadContext &context, const Row &row, QLatin1StringView field)
{
    const QString kind = &row.entity() == &coUnitEntity() ? u"part"_s : QString(row.entity().name);
    return context.masked(*row.entity().field(field), row.value(field), context.masksNames(oversightKind(kind), row));
}

bool isOpen(const RuleSet &rules, const QString &state)
{
    const RuleRow *row = rules.table("states"_L1).find(state);
    return row && !row->flag("terminal"_L1);
}

QString codeWordOr(const RuleSet &rules, QLatin1StringView list, const QString &code)
{
    return code.isEmpty() ? QString() : rules.word(list, code);
}

QString matterNumber(ReadContext &context, QUuid matter)
{
    const auto row = context.tx.find(matterEntity(), matter);
    return row ? row->text("number"_L1) : QString();
}

// The clock that counts for a record: the one that runs, else the last one.
std::optional<Row> clockOf(ReadContext &context, QUuid subject)
{
    QList<Row> clocks =
        context.tx.select(clockEntity(), u"subject = ? ORDER BY ended IS NOT NULL, started DESC LIMIT 1"_s, {subject});
    return clocks.isEmpty() ? std::nullopt : std::optional(clocks.takeFirst());
}

WarningLine warningLine(ReadContext &context, const Row &row)
{
    const RuleSet &rules = context.rules;
    WarningLine line;
    line.id = row.id();
    line.matter = row.uuid("matter"_L1);
    line.state = row.text("state"_L1);
    line.stateWord = tableWord(rules, "states"_L1, line.state);
    line.open = isOpen(rules, line.state);
    line.scheme = row.text("scheme"_L1);
    line.level = row.text("level"_L1);
    line.levelWord = rules.word("level"_L1, line.level);
    if (const RuleRow *level = rules.table("levels"_L1).find(line.scheme + u'/' + line.level))
        line.levelShape = level->text("shape"_L1);
    line.assessment = row.uuid("assessment"_L1);
    line.score = row.isNull("score"_L1) ? -1 : row.integer("score"_L1);
    line.reason = shown(context, row, "reason"_L1);
    line.measures = shown(context, row, "measures"_L1);
    line.owner = context.accountName(row.uuid("owner"_L1));
    line.confirmedBy = context.accountName(row.uuid("confirmed_by"_L1));
    line.confirmerRole = tableWord(rules, "roles"_L1, row.text("confirmer_role"_L1));
    line.confirmedAt = row.instant("confirmed_at"_L1);
    line.reviewDue = row.date("review_due"_L1);
    line.reviewOverdue = line.open && line.reviewDue.isValid() && line.reviewDue < context.now.localDate();
    return line;
}

WhistleLine whistleLine(ReadContext &context, const Row &row)
{
    const RuleSet &rules = context.rules;
    WhistleLine line;
    line.id = row.id();
    line.matter = row.uuid("matter"_L1);
    line.matterNumber = matterNumber(context, line.matter);
    if (const auto card = matterCard(context, line.matter))
        line.matterTitle = card->title;
    line.unit = row.uuid("unit"_L1);
    line.unitName = organisationName(context.tx, line.unit);
    line.stationing = row.text("stationing"_L1);
    line.stationingWord = codeWordOr(rules, "stationing_mode"_L1, line.stationing);
    line.lead = row.flag("lead"_L1);
    line.state = row.text("state"_L1);
    line.stateWord = tableWord(rules, "states"_L1, line.state);
    line.question = shown(context, row, "question"_L1);
    line.place = shown(context, row, "place"_L1);
    line.contact = shown(context, row, "contact"_L1);
    line.officer = row.text("officer"_L1);
    line.blownBy = context.accountName(row.uuid("blown_by"_L1));
    line.blownAt = row.instant("blown_at"_L1);
    if (const auto clock = clockOf(context, row.id())) {
        line.due = clock->instant("due"_L1);
        line.overdue = clock->isNull("ended"_L1) && line.due <= context.now;
    }
    line.acknowledgedAt = row.instant("acknowledged_at"_L1);
    line.arrivedAt = row.instant("arrived_at"_L1);
    line.endedAt = row.isNull("ended_at"_L1) ? row.instant("declined_at"_L1) : row.instant("ended_at"_L1);
    line.declineGround = row.text("decline_ground"_L1);
    line.declineGroundWord = codeWordOr(rules, "decline_ground"_L1, line.declineGround);
    line.declineBasis = row.text("decline_basis"_L1);
    line.result = shown(context, row, "result"_L1);
    return line;
}

SupervisionLine supervisionLine(ReadContext &context, const Row &row)
{
    const RuleSet &rules = context.rules;
    SupervisionLine line;
    line.id = row.id();
    line.number = row.isNull("red_number"_L1) ? row.text("number"_L1) : row.text("red_number"_L1);
    line.matter = row.uuid("matter"_L1);
    line.matterNumber = matterNumber(context, line.matter);
    line.state = row.text("state"_L1);
    line.stateWord = tableWord(rules, "states"_L1, line.state);
    line.open = isOpen(rules, line.state);
    line.letter = !row.isNull("number"_L1);
    line.clock = row.text("clock_code"_L1);
    line.clockWord = tableWord(rules, "clocks"_L1, line.clock);
    if (const auto clock = context.tx.find(clockEntity(), row.uuid("clock"_L1))) {
        line.clockSource = clock->text("source"_L1);
        line.due = clock->instant("due"_L1);
        line.yellowFrom = yellowFrom(context.calendar, line.due);
        line.redFrom = redFrom(context.calendar, rules, line.due);
    }
    line.unit = organisationName(context.tx, row.uuid("unit"_L1));
    line.account = context.accountName(row.uuid("account"_L1));
    line.breach = shown(context, row, "breach"_L1);
    line.daysOver = row.integer("days_over"_L1);
    line.newDate = row.date("new_date"_L1);
    line.reply = shown(context, row, "reply"_L1);
    line.repliedAt = row.instant("replied_at"_L1);
    return line;
}

PartLine partLine(ReadContext &context, const Row &row)
{
    PartLine line;
    line.id = row.id();
    line.unit = row.uuid("unit"_L1);
    line.unitName = organisationName(context.tx, line.unit);
    line.state = row.text("state"_L1);
    line.stateWord = tableWord(context.rules, "states"_L1, line.state);
    line.assignedAt = row.instant("assigned_at"_L1);
    line.signedAt = row.instant("signed_at"_L1);
    line.officer = row.text("officer"_L1);
    line.objection = shown(context, row, "objection"_L1);
    const auto clock = clockOf(context, row.id());
    if (clock && clock->isNull("ended"_L1)) {
        line.due = clock->instant("due"_L1);
        line.overdue = line.due <= context.now;
    }
    return line;
}

QList<WhistleLine> whistleColumn(ReadContext &context, const QStringList &states, QUuid unit, Instant endedFrom,
                                 int limit)
{
    QVariantList binds;
    QString where = inStates(states, &binds);
    if (!unit.isNull()) {
        where += u" AND unit = ?"_s;
        binds << unit;
    }
    if (!endedFrom.isNull()) {
        where += u" AND ended_at >= ?"_s;
        binds << endedFrom.ms;
    }
    QList<WhistleLine> lines;
    for (const Row &row :
         visible(context, u"whistle"_s, whistleEntity(), where, binds, u"blown_at DESC, id DESC"_s, limit))
        lines.append(whistleLine(context, row));
    return lines;
}

// States of whistles by what the action table lets be done in them.
QStringList whistleStates(const RuleSet &rules, const QString &phase, bool refused)
{
    const QStringList decided = fromStates(rules, u"supervise_whistle"_s); // declined or missed: somebody must decide
    QStringList states;
    for (const RuleRow &state : rules.table("states"_L1).rows()) {
        const QString code = state.text("state"_L1);
        if (state.text("machine"_L1) == whistleEntity().name && state.text("phase"_L1) == phase &&
            decided.contains(code) == refused && !state.flag("uncounted"_L1))
            states << code;
    }
    return states;
}

} // namespace

QList<WarningLine> warningsOf(ReadContext &context, QUuid matter)
{
    QList<WarningLine> lines;
    for (const Row &row : visible(context, u"warning"_s, warningEntity(), u"matter = ?"_s, {matter}, u"id DESC"_s, 100))
        lines.append(warningLine(context, row));
    std::ranges::stable_partition(lines, &WarningLine::open);
    return lines;
}

QList<WarningLine> warningsToReview(ReadContext &context, int limit)
{
    QVariantList binds;
    QString where = openCondition(context.rules, u"warning"_s, &binds);
    where += u" AND (review_due <= ? OR "_s;
    binds << context.now.localDate();
    where += inStates(fromStates(context.rules, u"confirm_warning"_s), &binds) + u')';
    QList<WarningLine> lines;
    for (const Row &row : visible(context, u"warning"_s, warningEntity(), where, binds, u"review_due, id"_s, limit))
        lines.append(warningLine(context, row));
    std::ranges::stable_sort(lines, std::ranges::greater{}, [&](const WarningLine &line) {
        return levelOrder(context.rules, line.scheme, line.level);
    });
    return lines;
}

WhistleBoard whistleBoard(ReadContext &context, QUuid unit, int limit)
{
    const RuleSet &rules = context.rules;
    QStringList refused = whistleStates(rules, u"waiting"_s, true);
    WhistleBoard board;
    board.waiting = whistleColumn(context, whistleStates(rules, u"waiting"_s, false), unit, {}, limit);
    board.working = whistleColumn(context, whistleStates(rules, u"working"_s, false), unit, {}, limit);
    board.refused = whistleColumn(context, refused, unit, {}, limit);
    const Instant today = Instant::fromLocal(context.now.localDate(), QTime(0, 0));
    board.doneToday = whistleColumn(context, whistleStates(rules, u"done"_s, false), unit, today, limit);
    for (auto *column : {&board.waiting, &board.working})
        std::ranges::stable_sort(*column, {}, &WhistleLine::due);
    return board;
}

QList<WhistleLine> whistlesOf(ReadContext &context, QUuid matter)
{
    QList<WhistleLine> lines;
    for (const Row &row :
         visible(context, u"whistle"_s, whistleEntity(), u"matter = ?"_s, {matter}, u"blown_at, id"_s, 100))
        lines.append(whistleLine(context, row));
    return lines;
}

QList<SupervisionLine> supervisionsOf(ReadContext &context, QUuid matter)
{
    QList<SupervisionLine> lines;
    for (const Row &row :
         visible(context, u"supervision"_s, supervisionEntity(), u"matter = ?"_s, {matter}, u"stamp DESC"_s, 100))
        lines.append(supervisionLine(context, row));
    std::ranges::stable_partition(lines, &SupervisionLine::open);
    return lines;
}

QList<SupervisionLine> openSupervisions(ReadContext &context, int limit)
{
    QVariantList binds;
    const QString open = openCondition(context.rules, u"supervision"_s, &binds);
    QList<SupervisionLine> lines;
    for (const Row &row :
         visible(context, u"supervision"_s, supervisionEntity(), open, binds, u"number IS NULL, stamp"_s, limit))
        lines.append(supervisionLine(context, row));
    std::ranges::stable_sort(lines, [](const SupervisionLine &a, const SupervisionLine &b) {
        return a.letter != b.letter ? a.letter : a.due < b.due;
    });
    return lines;
}

QList<PartLine> partsOf(ReadContext &context, QUuid matter)
{
    QList<PartLine> lines;
    for (const Row &row : visible(context, u"part"_s, coUnitEntity(), u"matter = ?"_s, {matter}, u"id"_s, 50))
        lines.append(partLine(context, row));
    return lines;
}

} // namespace fengqiao
