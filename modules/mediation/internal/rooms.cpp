#include <QCoreApplication>
#include <QJsonArray>

#include <core/hanzi.h>
#include <mediation/assessment.h>

#include "cards.h"
#include "handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstStage = 1;
constexpr int roomStage = 5;

int openIn(ReadContext &context, const QString &column, QUuid id)
{
    QVariantList binds;
    const QString open = stateCondition(openStates(context.rules, firstStage, roomStage), &binds);
    binds.append(id);
    return static_cast<int>(context.tx.count(matterEntity(), open + u" AND "_s + column + u" = ?"_s, binds));
}

QStringList kindsFor(const RuleSet &rules, const Row &matter)
{
    const RuleRow *row = rules.table("triage"_L1).find(QString::number(matter.integer("triage_row"_L1)));
    QStringList kinds = row && !matter.flag("triage_overridden"_L1) ? row->list("rooms"_L1) : QStringList();
    const QString own = matter.text("room_kind"_L1);
    if (!own.isEmpty() && !kinds.contains(own))
        kinds << own;
    return kinds;
}

bool sameNameAsParty(ReadContext &context, QUuid matter, const QString &name)
{
    for (const Row &party : context.tx.select(partyEntity(), u"matter = ? AND person IS NOT NULL"_s, {matter})) {
        const auto person = context.tx.find(personEntity(), party.uuid("person"_L1));
        if (person && fold(person->text("name"_L1)) == fold(name))
            return true;
    }
    return false;
}

QString reasonOf(const MediatorSuggestion &suggestion, const QString &typeWord, bool recused)
{
    QStringList parts;
    if (suggestion.skilled)
        parts << QCoreApplication::translate("Rooms", "mediates %1").arg(typeWord);
    parts << (suggestion.capacity > 0
                  ? QCoreApplication::translate("Rooms", "%1 of %2 matters at hand")
                        .arg(suggestion.load)
                        .arg(suggestion.capacity)
                  : QCoreApplication::translate("Rooms", "%1 matters at hand").arg(suggestion.load));
    if (recused)
        parts << QCoreApplication::translate("Rooms", "recused from this matter before");
    else if (suggestion.conflict)
        parts << QCoreApplication::translate("Rooms", "has the same name as a party, please check");
    return parts.join(QCoreApplication::translate("Rooms", "; ", "between reasons"));
}

} // namespace

QList<RoomLine> freeRooms(ReadContext &context, QUuid matter)
{
    const auto row = matter.isNull() ? std::nullopt : context.tx.find(matterEntity(), matter);
    const QStringList kinds = row ? kindsFor(context.rules, *row) : QStringList();
    QList<RoomLine> lines;
    for (const Row &room : context.tx.select(roomEntity(), u"active = 1 ORDER BY kind, name LIMIT 100"_s)) {
        RoomLine line;
        line.id = room.id();
        line.name = room.text("name"_L1);
        line.kind = room.text("kind"_L1);
        line.kindWord = tableWord(context.rules, "room_kinds"_L1, line.kind);
        line.capacity = static_cast<int>(room.integer("capacity"_L1));
        line.busy = openIn(context, u"room"_s, line.id);
        line.fits = kinds.contains(line.kind);
        if (line.capacity == 0 || line.busy < line.capacity)
            lines.append(std::move(line));
    }
    std::ranges::stable_sort(lines, [&](const RoomLine &a, const RoomLine &b) {
        if (a.fits != b.fits)
            return a.fits;
        return a.fits ? kinds.indexOf(a.kind) < kinds.indexOf(b.kind) : false;
    });
    return lines;
}

QList<MediatorSuggestion> mediatorSuggestions(ReadContext &context, QUuid matter, int limit)
{
    const auto row = context.tx.find(matterEntity(), matter);
    if (!row || !context.maySee(matterKind(), *row))
        return {};
    const QString type = row->text("dispute_type"_L1);
    const QString typeWord = type.isEmpty() ? QString() : context.rules.word("dispute_type"_L1, type);
    QList<MediatorSuggestion> list;
    for (const Row &mediator : context.tx.select(mediatorEntity(), u"active = 1 LIMIT 500"_s)) {
        MediatorSuggestion suggestion;
        suggestion.account = mediator.uuid("account"_L1);
        suggestion.name = context.accountName(suggestion.account);
        suggestion.room = mediator.uuid("room"_L1);
        suggestion.capacity = static_cast<int>(mediator.integer("capacity"_L1));
        suggestion.load = openIn(context, u"mediator"_s, suggestion.account);
        suggestion.skilled = !type.isEmpty() && mediator.json("skills"_L1).toArray().contains(type);
        const bool recused = hasRecused(*row, suggestion.account);
        suggestion.conflict = recused || sameNameAsParty(context, matter, suggestion.name);
        suggestion.reason = reasonOf(suggestion, typeWord, recused);
        list.append(std::move(suggestion));
    }
    std::ranges::stable_sort(list, [](const MediatorSuggestion &a, const MediatorSuggestion &b) {
        if (a.conflict != b.conflict)
            return b.conflict;
        return a.skilled != b.skilled ? a.skilled : a.load < b.load;
    });
    list.resize(std::min<qsizetype>(list.size(), limit));
    return list;
}

} // namespace fengqiao
