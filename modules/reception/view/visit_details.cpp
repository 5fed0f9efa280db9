#include "visit_details.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <reception/reception.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(VisitDetails)
};

// The value of one field of an action in words; empty for what only machines read.
QString valueWords(const ReadContext &context, const RuleRow &field, const QJsonValue &value)
{
    const QString type = field.text("type"_L1);
    if (type == "bool"_L1)
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    if (type == "code"_L1)
        return context.rules.word(QLatin1StringView(field.text("list"_L1).toLatin1()), value.toString());
    if (type == "instant"_L1)
        return Instant::parse(value.toString()).transform([](Instant at) { return at.display(); }).value_or(QString());
    if (type.startsWith("list:"_L1))
        return Words::tr("%n person(s)", nullptr, static_cast<int>(value.toArray().size()));
    if (type.startsWith("ref:"_L1) || type.startsWith("object:"_L1))
        return {};
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

TimelineRow rowOf(const ReadContext &context, const QJsonObject &step)
{
    TimelineRow row;
    row.id = QString::number(step.value(u"seq"_s).toInteger());
    row.at = Instant::parse(step.value(u"at"_s).toString()).value_or(Instant());
    row.actor = step.value(u"actor_name"_s).toString();
    row.action = step.value(u"action_word"_s).toString();
    row.from = step.value(u"from_word"_s).toString();
    row.to = step.value(u"to_word"_s).toString();
    if (row.from == row.to)
        row.from = row.to = QString();
    const QString action = step.value(u"action"_s).toString();
    const QJsonObject data = step.value(u"data"_s).toObject();
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, action)) {
        const QString name = field->text("field"_L1);
        if (!data.contains(name))
            continue;
        if (const QString words = valueWords(context, *field, data.value(name)); !words.isEmpty())
            row.details.append({field->word(), words});
    }
    const RuleRow *state = context.rules.table("states"_L1).find(step.value(u"to"_s).toString());
    row.marked = state && state->flag("uncounted"_L1);
    return row;
}

} // namespace

Result<VisitDetails> readVisit(ReadContext &context, QUuid visit)
{
    const std::optional<VisitView> view = visitView(context, visit);
    if (!view)
        return fail(ErrorKind::NotFound, u"visit.not_found"_s,
                    Words::tr("There is no such visit, or it is not yours to see."));
    VisitDetails details;
    details.view = *view;
    details.row = context.tx.find(visitEntity(), visit);
    details.visitor = view->head.visitorName;
    const QJsonArray steps = context.history(visit);
    for (const QJsonValue &step : steps)
        details.history << rowOf(context, step.toObject());
    return details;
}

} // namespace fengqiao
