#include <QCoreApplication>

#include "cards.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Stages of the eight-stage path (table `stages`): a room is needed from collecting to resolving; performance and
// follow-up are tracked outside it.
constexpr int firstStage = 1;
constexpr int roomStage = 5;
constexpr int lastStage = 8;

bool sooner(const MatterCard &a, const MatterCard &b)
{
    if (a.danger != b.danger)
        return a.danger;
    if (a.due.due.isNull() != b.due.due.isNull())
        return b.due.due.isNull();
    return a.due.due != b.due.due ? a.due.due < b.due.due : a.number < b.number;
}

void fill(ReadContext &context, BoardColumn &column, const QString &where, const QVariantList &binds, int limit)
{
    const QList<Row> rows = visibleMatters(context, where, binds, limit);
    for (const Row &row : rows)
        column.cards.append(cardOf(context, row));
    std::ranges::sort(column.cards, sooner);
    column.total = static_cast<int>(column.cards.size());
    if (rows.size() >= limit) {
        QVariantList all = binds;
        const QString scope = context.scopeSql(matterKind(), &all);
        column.total = static_cast<int>(
            context.tx.count(matterEntity(), u"(%1) AND (%2)"_s.arg(where, scope.isEmpty() ? u"1"_s : scope), all));
    }
}

} // namespace

QList<BoardColumn> board(ReadContext &context, int limitPerColumn)
{
    QVariantList states;
    const QString open = stateCondition(openStates(context.rules, firstStage, roomStage), &states);
    QList<BoardColumn> columns;
    BoardColumn waiting;
    waiting.title = QCoreApplication::translate("Board", "No room yet");
    fill(context, waiting, open + u" AND room IS NULL"_s, states, limitPerColumn);
    columns.append(std::move(waiting));
    for (const Row &room : context.tx.select(roomEntity(), u"active = 1 ORDER BY kind, name LIMIT 50"_s)) {
        BoardColumn column;
        column.room = room.id();
        column.title = room.text("name"_L1);
        column.kind = room.text("kind"_L1);
        column.kindWord = tableWord(context.rules, "room_kinds"_L1, column.kind);
        column.capacity = static_cast<int>(room.integer("capacity"_L1));
        fill(context, column, open + u" AND room = ?"_s, states + QVariantList{room.id()}, limitPerColumn);
        columns.append(std::move(column));
    }
    return columns;
}

std::optional<MatterCard> boardCard(ReadContext &context, QUuid matter)
{
    std::optional<MatterCard> card = matterCard(context, matter);
    if (card && !openStates(context.rules, firstStage, roomStage).contains(card->state))
        card.reset();
    return card;
}

MyList myList(ReadContext &context, int limit)
{
    QVariantList states;
    const QString open = stateCondition(openStates(context.rules, firstStage, lastStage), &states);
    // Two statements rather than one OR: each runs along its own index.
    QList<Row> rows =
        visibleMatters(context, open + u" AND mediator = ?"_s, states + QVariantList{context.actor.id.value}, limit);
    if (!context.actor.unit.isNull()) {
        for (const Row &row : visibleMatters(context, open + u" AND lead_unit = ?"_s,
                                             states + QVariantList{context.actor.unit.value}, limit)) {
            if (std::ranges::none_of(rows, [&](const Row &known) { return known.id() == row.id(); }))
                rows.append(row);
        }
    }
    MyList list;
    for (const Row &row : std::as_const(rows)) {
        MatterCard card = cardOf(context, row);
        auto &part = card.due.overdue ? list.overdue : card.due.today ? list.dueToday : list.waiting;
        part.append(std::move(card));
    }
    for (auto *part : {&list.overdue, &list.dueToday, &list.waiting})
        std::ranges::sort(*part, sooner);
    return list;
}

} // namespace fengqiao
