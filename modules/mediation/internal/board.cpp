#include <QCoreApplication>

#include "cards.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Stages of the eight-stage path (table `stages`): a room is needed from collecting to resolving; performance and
// follow-up are tracked outside it.
constexpr int firstStage = 1;
constexpr int roomStage = 5;

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

} // namespace fengqiao
