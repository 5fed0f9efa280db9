#include <QCoreApplication>

#include <core/hanzi.h>

#include "cards.h"
#include "session_parts.h"

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

// Everything a person weighs, in words; what bars comes first and stands alone.
QString reasonOf(const MediatorSuggestion &suggestion, const QString &typeWord, const QString &roomName,
                 const QStringList &languageWords)
{
    QStringList parts;
    if (suggestion.skilled)
        parts << QCoreApplication::translate("Rooms", "mediates %1").arg(typeWord);
    if (!languageWords.isEmpty())
        parts << QCoreApplication::translate("Rooms", "speaks %1")
                     .arg(languageWords.join(QCoreApplication::translate("Rooms", ", ", "between languages")));
    parts << (suggestion.capacity > 0
                  ? QCoreApplication::translate("Rooms", "%1 of %2 matters at hand")
                        .arg(suggestion.load)
                        .arg(suggestion.capacity)
                  : QCoreApplication::translate("Rooms", "%1 matters at hand").arg(suggestion.load));
    parts << QCoreApplication::translate("Rooms", "%n sessions this week", nullptr, suggestion.sessionsThisWeek);
    if (suggestion.inRoom)
        parts << QCoreApplication::translate("Rooms", "works in %1").arg(roomName);
    if (suggestion.conflict)
        parts << QCoreApplication::translate("Rooms", "has the same name as a party, please check");
    return parts.join(QCoreApplication::translate("Rooms", "; ", "between reasons"));
}

// Room to work in, as far as the pool's table says how much a mediator takes.
double fullness(const MediatorSuggestion &suggestion)
{
    const double most = suggestion.capacity > 0 ? suggestion.capacity : 20;
    return suggestion.load / most + suggestion.sessionsThisWeek / 20.0;
}

bool better(const MediatorSuggestion &a, const MediatorSuggestion &b)
{
    if (a.conflict != b.conflict)
        return b.conflict;
    if (a.skilled != b.skilled)
        return a.skilled;
    if (a.inRoom != b.inRoom)
        return a.inRoom;
    return fullness(a) < fullness(b);
}

MediatorSuggestion weigh(ReadContext &context, const Row &matter, const MediatorLine &line)
{
    const QString type = matter.text("dispute_type"_L1);
    MediatorSuggestion suggestion;
    suggestion.account = line.account;
    suggestion.name = line.name;
    suggestion.room = line.room;
    suggestion.capacity = line.capacity;
    suggestion.load = line.load;
    suggestion.sessionsThisWeek = line.sessionsThisWeek;
    suggestion.languages = line.languages;
    suggestion.skilled = !type.isEmpty() && line.skills.contains(type);
    suggestion.inRoom = !line.room.isNull() && line.room == matter.uuid("room"_L1);
    const MediatorBar bar = mediatorBar(context.tx, context.rules, matter, line.account);
    if (!bar.code.isEmpty() || line.onLeave) {
        suggestion.heldBack = true;
        suggestion.conflict = !bar.code.isEmpty();
        suggestion.reason =
            !bar.code.isEmpty()
                ? bar.words
                : QCoreApplication::translate("Rooms", "on leave until %1").arg(line.leaveUntil.toString(Qt::ISODate));
        return suggestion;
    }
    suggestion.conflict = sameNameAsParty(context, matter.id(), suggestion.name);
    const QString typeWord = type.isEmpty() ? QString() : context.rules.word("dispute_type"_L1, type);
    suggestion.reason = reasonOf(suggestion, typeWord, line.roomName, line.languageWords);
    return suggestion;
}

QList<MediatorSuggestion> weighAll(ReadContext &context, QUuid matter, bool heldBack, const QString &language)
{
    const auto row = context.tx.find(matterEntity(), matter);
    if (!row || !context.maySee(matterKind(), *row))
        return {};
    QList<MediatorSuggestion> list;
    for (const MediatorLine &line : mediatorBoard(context)) {
        if (!language.isEmpty() && !line.languages.contains(language))
            continue;
        MediatorSuggestion suggestion = weigh(context, *row, line);
        if (suggestion.heldBack == heldBack)
            list.append(std::move(suggestion));
    }
    std::ranges::stable_sort(list, better);
    return list;
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

int openMattersOf(ReadContext &context, QUuid account)
{
    return openIn(context, u"mediator"_s, account);
}

QList<MediatorSuggestion> mediatorSuggestions(ReadContext &context, QUuid matter, int limit, const QString &language)
{
    QList<MediatorSuggestion> list = weighAll(context, matter, false, language);
    list.resize(std::min<qsizetype>(list.size(), limit));
    return list;
}

QList<MediatorSuggestion> heldBackMediators(ReadContext &context, QUuid matter)
{
    return weighAll(context, matter, true, {});
}

} // namespace fengqiao
