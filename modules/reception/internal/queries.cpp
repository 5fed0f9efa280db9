#include <reception/queries.h>

#include <QCoreApplication>

#include <core/locale.h>
#include <mediation/mediation.h>
#include <mediation/queries.h>
#include <reception/reception.h>

#include "reception_kinds.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString stateWord(const RuleSet &rules, const QString &state)
{
    const RuleRow *row = rules.table("states"_L1).find(state);
    return row ? row->word() : state;
}

// One queue line in the order readQueueRow takes it. `chosen` selects the visits first, so that the scope's bare column
// names cannot meet those of the joined tables and the joins touch only what is shown.
QString queueSql(const QString &chosen, const QString &order)
{
    return u"SELECT v.id, v.number, v.ticket, v.visitor_name, v.purpose, v.state, w.name, v.head_count, "
           "v.repeat_visit, v.arrived_at, v.called_at, v.matter, m.state FROM (SELECT * FROM visit WHERE deleted = 0 AND "_s %
           chosen % u") v LEFT JOIN window w ON w.id = v.window LEFT JOIN matter m ON m.id = v.matter"_s % order;
}

QueueRow readQueueRow(const ReadContext &context, const Query &query)
{
    QueueRow row;
    row.id = query.uuid(0);
    row.number = query.text(1);
    row.ticket = query.text(2);
    row.visitorName = context.masked(*visitEntity().field("visitor_name"_L1), query.value(3));
    row.purpose = query.text(4);
    row.purposeWord = context.rules.word("visit_purpose"_L1, row.purpose);
    row.state = query.text(5);
    row.stateWord = stateWord(context.rules, row.state);
    row.window = query.text(6);
    row.headCount = static_cast<int>(query.integer(7));
    row.repeatVisit = query.integer(8) != 0;
    row.arrived = query.instant(9);
    row.called = query.instant(10);
    row.matter = query.uuid(11);
    // A matter handed to the safety services (B07) stays marked in the hall, so that nobody calls the visitor out loud.
    row.emergency = query.text(12) == context.rules.setting("emergency_state"_L1);
    return row;
}

QueueCounts countsOf(ReadContext &context, const QString &scope, const QVariantList &scopeBinds, QDate day)
{
    QueueCounts counts;
    QVariantList binds{day.toJulianDay()};
    binds << scopeBinds;
    Query query =
        context.tx.query(u"SELECT state, count(*), sum(head_count) FROM visit WHERE deleted = 0 AND day = ? AND "_s %
                             scope % u" GROUP BY state"_s,
                         binds);
    const RuleTable &states = context.rules.table("states"_L1);
    while (query.next()) {
        const QString state = query.text(0);
        const RuleRow *row = states.find(state);
        if (row && row->flag("uncounted"_L1))
            continue; // voided: the row stays, statistics do not see it
        const int batches = static_cast<int>(query.integer(1));
        counts.batches += batches;
        counts.persons += static_cast<int>(query.integer(2));
        const QString phase = row ? row->text("phase"_L1) : QString();
        if (phase == "waiting"_L1)
            counts.waiting += batches;
        else if (phase == "receiving"_L1)
            counts.receiving += batches;
        else
            counts.done += batches;
    }
    return counts;
}

QList<QueueRow> rowsInPhase(ReadContext &context, const QString &scope, const QVariantList &scopeBinds, QDate day,
                            QLatin1StringView phase, QLatin1StringView order, int limit)
{
    const QStringList states = statesInPhase(context.rules, phase);
    const QStringList marks(states.size(), u"?"_s);
    QVariantList binds{day.toJulianDay()};
    binds << QVariantList(states.cbegin(), states.cend()) << scopeBinds << limit;
    const QString chosen = u"day = ? AND state IN ("_s % marks.join(u", "_s) % u") AND "_s % scope % u" ORDER BY "_s %
                           order % u" LIMIT ?"_s;
    Query query = context.tx.query(queueSql(chosen, u" ORDER BY v."_s % order), binds);
    QList<QueueRow> rows;
    while (query.next())
        rows << readQueueRow(context, query);
    return rows;
}

// What happens now, as the slip says it; the sentence of each state is data.
QString nextStepOf(const ReadContext &context, const QueueRow &row)
{
    const RuleRow *state = context.rules.table("states"_L1).find(row.state);
    return state ? state->word("next"_L1) : QString();
}

QList<VisitPersonRow> personsOf(ReadContext &context, QUuid visit)
{
    QList<VisitPersonRow> persons;
    for (const Row &link : context.tx.select(visitPersonEntity(), u"visit = ? ORDER BY rowid"_s, {visit.toRfc4122()})) {
        const std::optional<Row> person = context.tx.find(personEntity(), link.uuid("person"_L1));
        if (!person)
            continue;
        const auto shown = [&](QLatin1StringView field) {
            return context.masked(*personEntity().field(field), person->value(field));
        };
        persons << VisitPersonRow{.person = person->id(),
                                  .name = shown("name"_L1),
                                  .role = link.text("role"_L1),
                                  .roleWord = context.rules.word("visit_role"_L1, link.text("role"_L1)),
                                  .document = shown("document_number"_L1),
                                  .phone = shown("phone"_L1)};
    }
    return persons;
}

QList<ClockNote> clocksOf(ReadContext &context, QUuid visit)
{
    QList<ClockNote> notes;
    Query query = context.tx.query(u"SELECT code, started, raw_due, due, provisional FROM clock WHERE deleted = 0 AND "
                                   "subject_kind = 'visit' AND subject = ? ORDER BY due"_s,
                                   {visit.toRfc4122()});
    while (query.next())
        notes << ClockNote{query.text(0), query.instant(1), query.instant(2), query.instant(3), query.integer(4) != 0};
    return notes;
}

} // namespace

Queue queueOf(ReadContext &context, QDate day, int limit)
{
    QVariantList binds;
    const QString scope = visitScope(context, &binds);
    Queue queue;
    queue.counts = countsOf(context, scope, binds, day);
    // A hall never holds this many people; the bound keeps a damaged or imported day from filling the window.
    constexpr int mostOpen = 500;
    queue.rows = rowsInPhase(context, scope, binds, day, "waiting"_L1, "arrived_at"_L1, mostOpen);
    queue.rows += rowsInPhase(context, scope, binds, day, "receiving"_L1, "started_at"_L1, mostOpen);
    queue.rows += rowsInPhase(context, scope, binds, day, "done"_L1, "arrived_at DESC"_L1, limit);
    return queue;
}

std::optional<QueueRow> queueRow(ReadContext &context, QUuid visit)
{
    QVariantList binds{visit.toRfc4122()};
    QVariantList scopeBinds;
    const QString scope = visitScope(context, &scopeBinds);
    Query query = context.tx.query(queueSql(u"id = ? AND "_s % scope, {}), binds + scopeBinds);
    if (!query.next())
        return std::nullopt;
    return readQueueRow(context, query);
}

std::optional<VisitView> visitView(ReadContext &context, QUuid visit)
{
    const std::optional<QueueRow> head = queueRow(context, visit);
    const std::optional<Row> row = head ? context.tx.find(visitEntity(), visit) : std::nullopt;
    if (!row)
        return std::nullopt;
    VisitView view;
    view.head = *head;
    view.claim = context.masked(*visitEntity().field("claim"_L1), row->value("claim"_L1));
    view.answer = context.masked(*visitEntity().field("answer"_L1), row->value("answer"_L1));
    view.outcomeWord = row->text("outcome"_L1);
    view.channelWord = context.rules.word("visit_channel"_L1, row->text("channel"_L1));
    view.receiver = context.accountName(row->uuid("receiver"_L1));
    view.firstContact = context.accountName(row->uuid("first_contact"_L1));
    view.noticeVersion = row->text("notice_version"_L1);
    view.nextStep = nextStepOf(context, view.head);
    view.persons = personsOf(context, visit);
    view.clocks = clocksOf(context, visit);
    if (!view.head.matter.isNull()) {
        if (const std::optional<MatterCard> card = matterCard(context, view.head.matter)) {
            view.matterNumber = card->number;
            view.nextDate = card->due.due;
        }
    }
    for (const ClockNote &clock : std::as_const(view.clocks))
        if (view.nextDate.isNull() || clock.due < view.nextDate)
            view.nextDate = clock.due;
    return view;
}

QList<WindowRow> windowsOf(ReadContext &context, QDate day)
{
    // Called or being received there; whoever was answered has left the counter although the visit is not closed yet.
    const QStringList present =
        statesInPhase(context.rules, "waiting"_L1) + statesInPhase(context.rules, "receiving"_L1);
    const QStringList marks(present.size(), u"?"_s);
    QVariantList binds{day.toJulianDay(), day.toJulianDay(), day.toJulianDay()};
    binds << QVariantList(present.cbegin(), present.cend()) << context.actor.area.digits();
    // Several units may share a window on one day, so duty is gathered, not joined.
    Query query = context.tx.query(
        u"SELECT w.id, w.name, w.purposes, "
        "(SELECT group_concat(d.officer, '、') FROM duty d WHERE d.window = w.id AND d.day = ? AND d.deleted = 0), "
        "(SELECT group_concat(o.name, '、') FROM duty d JOIN organisation o ON o.id = d.unit "
        "WHERE d.window = w.id AND d.day = ? AND d.deleted = 0), "
        "(SELECT v.ticket FROM visit v WHERE v.window = w.id AND v.day = ? AND v.deleted = 0 AND "
        "v.called_at IS NOT NULL AND v.state IN ("_s %
            marks.join(u", "_s) %
            u") ORDER BY v.called_at DESC LIMIT 1) "
            "FROM window w WHERE w.deleted = 0 AND w.active = 1 AND w.org = ? ORDER BY w.name"_s,
        binds);
    QList<WindowRow> windows;
    while (query.next()) {
        QStringList purposes;
        for (const QString &code : query.text(2).split(u' ', Qt::SkipEmptyParts))
            purposes << context.rules.word("visit_purpose"_L1, code);
        windows << WindowRow{query.uuid(0), query.text(1), joinedWords(purposes),
                             query.text(3), query.text(4), query.text(5)};
    }
    return windows;
}

QList<DutyRow> rosterOf(ReadContext &context, QDate day)
{
    QList<DutyRow> roster;
    Query query = context.tx.query(
        u"SELECT o.id, o.name, o.stationing, d.officer, d.phone, w.name, d.id IS NOT NULL FROM organisation o "
        "LEFT JOIN duty d ON d.unit = o.id AND d.day = ? AND d.deleted = 0 LEFT JOIN window w ON w.id = d.window "
        "WHERE o.deleted = 0 AND o.kind = 'unit' AND o.org = ? ORDER BY o.rowid"_s,
        {day.toJulianDay(), context.actor.area.county().digits()});
    while (query.next()) {
        DutyRow row{query.uuid(0), query.text(1), query.text(2), {},
                    query.text(3), query.text(4), query.text(5), false};
        row.modeWord = context.rules.word("stationing_mode"_L1, row.mode);
        row.here = query.integer(6) != 0;
        roster << row;
    }
    std::ranges::stable_sort(roster, {}, [](const DutyRow &row) { return !row.here; });
    return roster;
}

} // namespace fengqiao
