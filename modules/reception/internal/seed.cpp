#include <access/entities.h>
#include <grid/demo.h>
#include <grid/grid.h>
#include <reception/reception.h>

#include "reception_kinds.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

Result<QHash<QString, QUuid>> seedWindows(Writer &tx, const QString &org)
{
    const auto lines = readDemoTable(u"windows.csv"_s);
    if (!lines)
        return fail(lines.error());
    QHash<QString, QUuid> byName;
    for (const DemoRow &line : *lines) {
        Row window(windowEntity());
        window.set("name"_L1, line.value(u"name"_s));
        window.set("org"_L1, org);
        window.set("purposes"_L1, line.value(u"purposes"_s));
        window.set("active"_L1, QVariant(true));
        tx.insert(window);
        byName.insert(line.value(u"name"_s), window.id());
    }
    return byName;
}

QVariant idOf(Writer &tx, const Entity &entity, QLatin1StringView field, const QString &value)
{
    const std::optional<Row> row = value.isEmpty() ? std::nullopt : tx.findBy(entity, field, value);
    return row ? QVariant(row->id()) : QVariant();
}

// The weekly roster of the demo laid out over four weeks, so that every desk opened for training has somebody on duty.
Result<> seedDuty(Writer &tx, const QString &org, const QHash<QString, QUuid> &windows)
{
    const auto lines = readDemoTable(u"duty.csv"_s);
    if (!lines)
        return fail(lines.error());
    constexpr int days = 28;
    const QDate first = tx.now().localDate();
    for (QDate day = first; day < first.addDays(days); day = day.addDays(1)) {
        for (const DemoRow &line : *lines) {
            if (line.value(u"weekday"_s).toInt() != day.dayOfWeek())
                continue;
            Row duty(dutyEntity());
            duty.set("org"_L1, org);
            duty.set("day"_L1, QVariant(day));
            duty.set("unit"_L1, idOf(tx, organisationEntity(), "name"_L1, line.value(u"unit"_s)));
            duty.set("officer"_L1, line.value(u"officer"_s));
            duty.set("account"_L1, idOf(tx, accountEntity(), "login"_L1, line.value(u"login"_s)));
            duty.set("phone"_L1, line.value(u"phone"_s));
            const QUuid window = windows.value(line.value(u"window"_s));
            duty.set("window"_L1, window.isNull() ? QVariant() : QVariant(window));
            tx.insert(duty);
        }
    }
    return {};
}

} // namespace

Result<> seedReception(Writer &tx, const RuleSet &, const NewCounty &county)
{
    if (!county.demo)
        return {};
    const QString org = county.county.digits();
    const auto windows = seedWindows(tx, org);
    if (!windows)
        return fail(windows.error());
    return seedDuty(tx, org, *windows);
}

} // namespace fengqiao
