#include "scenario.h"

#include <mediation/mediation.h>
#include <mediation/queries.h>
#include <reception/queries.h>
#include <reception/reception.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// A day ends at 24:00, which is the next day's first instant; hours are exact.
QString dueText(const RuleSet &rules, const QString &code, Instant due)
{
    const RuleRow *clock = rules.table("clocks"_L1).find(code);
    if (clock && clock->text("unit"_L1) == "hour"_L1)
        return due.local().toString(u"yyyy-MM-dd HH:mm"_s);
    return Instant{due.ms - 1}.localDate().toString(Qt::ISODate);
}

template <typename Clocks> QString clockValue(const RuleSet &rules, const Clocks &clocks, const QString &code)
{
    for (const auto &clock : clocks)
        if (clock.code == code)
            return dueText(rules, code, clock.due);
    return u"not running"_s;
}

QString plain(const Row &row, const QString &field)
{
    const QByteArray name = field.toLatin1();
    const QLatin1StringView column(name);
    if (row.entity().indexOf(column) < 0)
        return u"no such field"_s;
    const QVariant value = row.value(column);
    return value.typeId() == QMetaType::Bool ? QString::number(value.toInt()) : value.toString();
}

QString visitValue(ReadContext &context, QUuid id, const QString &field)
{
    if (context.rules.table("clocks"_L1).find(field)) {
        const auto view = visitView(context, id);
        return view ? clockValue(context.rules, view->clocks, field) : u"not found"_s;
    }
    if (field == "persons"_L1) {
        const auto view = visitView(context, id);
        return view ? QString::number(view->persons.size()) : u"not found"_s;
    }
    const auto row = context.tx.find(visitEntity(), id);
    return row ? plain(*row, field) : u"not found"_s;
}

QString matterValue(ReadContext &context, QUuid id, const QString &field)
{
    const auto view = matterView(context, id);
    if (!view || !view->row)
        return view ? u"not found"_s : view.error().code;
    if (context.rules.table("clocks"_L1).find(field))
        return clockValue(context.rules, view->clocks, field);
    if (field == "room"_L1)
        return view->room;
    if (field == "mediator"_L1)
        return view->head.mediator;
    if (field == "score"_L1)
        return QString::number(view->score);
    return plain(*view->row, field);
}

} // namespace

QStringList faultsOf(ReadContext &context, const Scenario &scenario)
{
    QStringList faults;
    for (const Scenario::Expectation &wanted : scenario.expectations()) {
        const QUuid id = scenario.id(wanted.record);
        const QString found = id.isNull()                           ? u"never made"_s
                              : wanted.record.endsWith(".visit"_L1) ? visitValue(context, id, wanted.field)
                                                                    : matterValue(context, id, wanted.field);
        if (found != wanted.value)
            faults.append(
                u"%1 %2: expected \"%3\", found \"%4\""_s.arg(wanted.record, wanted.field, wanted.value, found));
    }
    return faults;
}

} // namespace fengqiao
