#include "overlay_values.h"

#include <access/entities.h>
#include <grid/grid.h>
#include <mediation/joint.h>
#include <mediation/oversight.h>
#include <mediation/sessions.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

QString chineseWord(const RuleSet &rules, QLatin1StringView list, const QString &code)
{
    const RuleRow *row = rules.table("codes"_L1).find(list + u'/' + code);
    return row ? row->text("zh"_L1) : code;
}

QString paperDay(const RuleSet &rules, QDate day)
{
    return day.isValid() ? day.toString(rules.setting("paper_date_format"_L1)) : QString();
}

QString paperTime(const RuleSet &rules, Instant at)
{
    return at.isNull() ? QString() : at.local().toString(rules.setting("paper_time_format"_L1));
}

namespace {

const QString comma = u"、"_s;

// A time limit of days ends when its last day does: the instant is the midnight after it.
QString lastDay(const RuleSet &rules, Instant due)
{
    return due.isNull() ? QString() : paperDay(rules, Instant{due.ms - 1}.localDate());
}

QJsonObject supervisionValues(ReadContext &context, QUuid matter)
{
    const QList<SupervisionLine> all = supervisionsOf(context, matter);
    const auto letter = std::ranges::find_if(all, &SupervisionLine::letter);
    if (letter == all.end())
        return {};
    QJsonObject values{{u"number"_s, letter->number},
                       {u"unit"_s, letter->unit.isEmpty() ? letter->account : letter->unit},
                       {u"requirement"_s, letter->breach},
                       {u"reply_by"_s, paperDay(context.rules, letter->newDate)}};
    if (!letter->clockWord.isEmpty())
        values.insert(u"clock"_s, QJsonArray{QJsonObject{{u"item"_s, letter->clockWord},
                                                         {u"due"_s, lastDay(context.rules, letter->due)},
                                                         {u"source"_s, letter->clockSource}}});
    return values;
}

QJsonObject whistleValues(ReadContext &context, QUuid matter)
{
    const QList<WhistleLine> all = whistlesOf(context, matter);
    if (all.isEmpty())
        return {};
    const WhistleLine &last = all.last();
    const QString answer = last.result.isEmpty() ? last.declineGroundWord + last.declineBasis : last.result;
    return {{u"unit"_s, last.unitName},   {u"question"_s, last.question},
            {u"place"_s, last.place},     {u"arrive_by"_s, paperTime(context.rules, last.due)},
            {u"contact"_s, last.contact}, {u"answer"_s, answer}};
}

QJsonObject warningValues(ReadContext &context, QUuid matter)
{
    const QList<WarningLine> all = warningsOf(context, matter);
    if (all.isEmpty())
        return {};
    const WarningLine &open = all.first();
    QJsonObject values{{u"level"_s, chineseWord(context.rules, "level"_L1, open.level)},
                       {u"scheme"_s, chineseWord(context.rules, "scheme"_L1, open.scheme)},
                       {u"measures"_s, open.measures},
                       {u"review_due"_s, paperDay(context.rules, open.reviewDue)}};
    if (!open.confirmedBy.isEmpty())
        values.insert(u"confirmer"_s, open.confirmedBy);
    if (open.score >= 0)
        values.insert(u"score"_s, QString::number(open.score));
    return values;
}

QJsonObject leaderValues(ReadContext &context, QUuid matter)
{
    const auto view = leaderLedOf(context, matter);
    if (!view)
        return {};
    // The five ones by the field that holds them, as the form's fields are called.
    static const QHash<QString, QString> names{{u"case_summary"_s, u"case"_s},
                                               {u"team"_s, u"team"_s},
                                               {u"plan"_s, u"plan"_s},
                                               {u"closing_condition"_s, u"closing"_s}};
    QJsonObject values{{u"leader"_s, view->leader}, {u"result"_s, view->result}};
    for (const FiveOne &one : view->fiveOnes)
        if (names.contains(one.field) && !one.value.isEmpty())
            values.insert(names.value(one.field), one.value);
    QStringList entries;
    for (auto entry = view->entries.crbegin(); entry != view->entries.crend(); ++entry)
        entries << paperDay(context.rules, entry->on) + u"　"_s + entry->content;
    values.insert(u"entries"_s, entries.join(u'\n'));
    return values;
}

QString attendeeNames(ReadContext &context, const QJsonValue &list)
{
    QStringList names;
    for (const auto &value : list.toArray()) {
        const QUuid account = QUuid::fromString(value["account"_L1].toString());
        const QString name = account.isNull() ? value["name"_L1].toString() : context.accountName(account);
        const QString unit = organisationName(context.tx, QUuid::fromString(value["unit"_L1].toString()));
        names << (unit.isEmpty() ? name : name + u'（' + unit + u'）');
    }
    return names.join(comma);
}

QJsonObject consultationValues(ReadContext &context, QUuid matter)
{
    const QList<ConsultationView> all = consultationsOf(context, matter);
    if (all.isEmpty() || !all.first().row)
        return {};
    const ConsultationView &view = all.first();
    const Row &row = *view.row;
    QStringList options;
    for (const auto &option : row.json("options"_L1).toArray())
        options << QString(option["option"_L1].toString() + u'（' + option["legal_basis"_L1].toString() + u'）');
    QStringList tasks;
    for (const TaskLine &task : view.tasks)
        tasks << task.task + u"　"_s + task.owner + u"　"_s + paperDay(context.rules, task.due);
    const Instant held = row.isNull("held_at"_L1) ? view.at : row.instant("held_at"_L1);
    return {
        {u"time"_s, paperTime(context.rules, held)},
        {u"place"_s, view.place},
        {u"chair"_s, row.text("chair"_L1)},
        {u"attendees"_s, attendeeNames(context, row.json(row.isNull("attendees"_L1) ? "invited"_L1 : "attendees"_L1))},
        {u"absent"_s, attendeeNames(context, row.json("absent"_L1))},
        {u"matters"_s, view.question},
        {u"opinions"_s, QStringList(options << view.opinions).join(u'\n')},
        {u"dissent"_s, view.dissent},
        // What was decided is who does what until when.
        {u"decisions"_s, tasks.isEmpty() ? view.opinions : tasks.join(u'\n')}};
}

QString presentAt(ReadContext &context, QUuid session)
{
    QStringList names;
    for (const Row &one : context.tx.select(sessionPersonEntity(),
                                            u"session = ? AND role NOT IN ('party', 'mediator') "
                                            "ORDER BY rowid"_s,
                                            {QVariant(session)})) {
        const QUuid account = one.uuid("account"_L1);
        const QString name = account.isNull() ? one.text("name"_L1) : context.accountName(account);
        if (!name.isEmpty())
            names << QString(name + u'（' + chineseWord(context.rules, "session_role"_L1, one.text("role"_L1)) + u'）');
    }
    return names.join(comma);
}

QJsonObject sessionValues(ReadContext &context, QUuid matter)
{
    const QList<Row> held = context.tx.select(
        sessionEntity(), u"matter = ? AND held_at IS NOT NULL ORDER BY starts_at DESC, id DESC LIMIT 1"_s,
        {QVariant(matter)});
    if (held.isEmpty())
        return {};
    const Row &row = held.first();
    const auto room = context.tx.find(roomEntity(), row.uuid("room"_L1));
    const QString result = chineseWord(context.rules, "session_result"_L1, row.text("result"_L1));
    const QString note = row.text("result_note"_L1);
    return {{u"time"_s, paperTime(context.rules, row.instant("starts_at"_L1))},
            {u"place"_s, room ? room->text("name"_L1) : QString()},
            {u"participants"_s, presentAt(context, row.id())},
            {u"statements"_s, row.text("statements"_L1)},
            {u"verification"_s, row.text("verification"_L1)},
            {u"result"_s, note.isEmpty() ? result : QString(result + u"。"_s + note)}};
}

} // namespace

QJsonObject overlayValues(ReadContext &context, const Row &matter, const QString &code)
{
    using Source = QJsonObject (*)(ReadContext &, QUuid);
    static const QHash<QString, Source> byOwner{
        {u"supervision"_s, supervisionValues}, {u"whistle"_s, whistleValues},           {u"warning"_s, warningValues},
        {u"leader_led"_s, leaderValues},       {u"consultation"_s, consultationValues}, {u"session"_s, sessionValues}};
    const RuleRow *paper = context.rules.table("documents"_L1).find(code);
    // A record of mediation belongs to the matter, and tells of the session.
    const QString told = paper ? paper->text("tells"_L1) : QString();
    const QString owner = told.isEmpty() && paper ? paper->text("owner"_L1) : told;
    // Whoever sees the matter masked gets the blanks of the form instead of what was said.
    if (!byOwner.contains(owner) || context.masksNames(matterKind(), matter))
        return {};
    QJsonObject values = byOwner.value(owner)(context, matter.id());
    for (const QString &field : values.keys())
        if (values.value(field).isString() && values.value(field).toString().isEmpty())
            values.remove(field);
    return values;
}

} // namespace fengqiao
