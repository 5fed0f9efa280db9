#include <QJsonArray>

#include <access/action.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// A clock of days ends when its last day does (24:00) and is written as that day; one of hours as its instant.
QString dueText(Instant due)
{
    const QDateTime local = due.local();
    return local.time() == QTime(0, 0) ? local.date().addDays(-1).toString(Qt::ISODate) : due.toIso();
}

Instant dueOf(const QJsonValue &value)
{
    const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
    if (value.toString().size() == 10 && day.isValid())
        return Instant::fromLocal(day.addDays(1), QTime(0, 0));
    return Instant::parse(value.toString()).value_or(Instant{});
}

QJsonObject toJson(const ClockNote &note)
{
    return {{u"code"_s, note.code},
            {u"started"_s, note.started.toIso()},
            {u"raw_due"_s, dueText(note.rawDue)},
            {u"due"_s, dueText(note.due)},
            {u"provisional"_s, note.provisional}};
}

Instant instantOf(const QJsonValue &value)
{
    return Instant::parse(value.toString()).value_or(Instant{});
}

} // namespace

QJsonObject ActionOutcome::toJson(const QString &key) const
{
    QJsonObject json{{u"key"_s, key}, {u"ok"_s, true}};
    if (!id.isNull())
        json.insert(u"id"_s, id.toString(QUuid::WithoutBraces));
    if (!kind.isEmpty())
        json.insert(u"kind"_s, kind);
    if (!number.isEmpty())
        json.insert(u"number"_s, number);
    if (!state.isEmpty())
        json.insert(u"state"_s, state);
    QJsonArray clockList;
    for (const ClockNote &note : clocks)
        clockList << fengqiao::toJson(note);
    json.insert(u"clocks"_s, clockList);
    json.insert(u"warnings"_s, QJsonArray::fromStringList(warnings));
    if (!extra.isEmpty())
        json.insert(u"extra"_s, extra);
    return json;
}

ActionOutcome ActionOutcome::fromJson(const QJsonObject &json)
{
    ActionOutcome outcome;
    outcome.id = QUuid::fromString(json["id"_L1].toString());
    outcome.kind = json["kind"_L1].toString();
    outcome.number = json["number"_L1].toString();
    outcome.state = json["state"_L1].toString();
    for (const QJsonValue &value : json["clocks"_L1].toArray())
        outcome.clocks << ClockNote{value["code"_L1].toString(), instantOf(value["started"_L1]),
                                    dueOf(value["raw_due"_L1]), dueOf(value["due"_L1]),
                                    value["provisional"_L1].toBool()};
    for (const QJsonValue &value : json["warnings"_L1].toArray())
        outcome.warnings << value.toString();
    outcome.extra = json["extra"_L1].toObject();
    return outcome;
}

QJsonObject errorJson(const QString &key, const Error &error)
{
    QJsonObject detail{{u"code"_s, error.code}, {u"message"_s, error.message}};
    if (!error.field.isEmpty())
        detail.insert(u"field"_s, error.field);
    if (!error.rule.isEmpty())
        detail.insert(u"rule"_s, error.rule);
    return {{u"key"_s, key}, {u"ok"_s, false}, {u"error"_s, detail}};
}

} // namespace fengqiao
