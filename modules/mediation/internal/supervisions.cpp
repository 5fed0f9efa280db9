#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// One supervision a time limit: every desk makes the same id of it, so two desks that remind make one row.
QUuid idFor(QUuid clock)
{
    static const QUuid space(u"5f2d8d0a-6c0f-5d0e-9b52-0a1c7be9d6a4"_s);
    return QUuid::createUuidV5(space, clock.toRfc4122());
}

std::optional<Row> clockOf(ActionContext &context)
{
    const QUuid clock = context.subject ? context.subject->uuid("clock"_L1) : context.data.uuid("clock"_L1);
    return clock.isNull() ? std::nullopt : context.tx.find(clockEntity(), clock);
}

// The last day of a time limit: it ends at 24:00, which is the first instant of the next.
QDate lastDay(Instant due)
{
    return Instant{due.ms - 1}.localDate();
}

// Passed and not kept. One that was met in time leaves nothing to supervise.
bool isOverdue(const Row &clock, Instant now)
{
    const Instant ended = clock.instant("ended"_L1);
    return clock.instant("due"_L1) <= (ended.isNull() ? now : std::min(ended, now));
}

QString nextLetter(ActionContext &context)
{
    const QString year = QString::number(context.now().localDate().year());
    const qint64 serial = context.tx.nextNumber(u"supervise"_s, year);
    return u"%1〔%2〕%3号"_s.arg(context.rules.setting("supervise_prefix"_L1), year).arg(serial);
}

// Whom a time limit binds: the unit that was called or helps; else whoever handles the matter.
void bind(ActionContext &context, Row &supervision, const Row &clock)
{
    supervision.set("clock"_L1, QVariant(clock.id()));
    supervision.set("clock_code"_L1, clock.text("code"_L1));
    const QUuid subject = clock.uuid("subject"_L1);
    if (const auto part = context.tx.find(coUnitEntity(), subject)) {
        supervision.set("unit"_L1, part->value("unit"_L1));
    } else if (const auto whistle = context.tx.find(whistleEntity(), subject)) {
        supervision.set("unit"_L1, whistle->value("unit"_L1));
        supervision.set("whistle"_L1, QVariant(whistle->id()));
    } else {
        supervision.set("unit"_L1, context.parent->value("lead_unit"_L1));
        supervision.set("account"_L1, context.parent->value("mediator"_L1));
    }
}

// What a letter says of the time limit on the day it is written.
void writeLetter(ActionContext &context, Row &supervision, QLatin1StringView number, QLatin1StringView at)
{
    supervision.set(number, nextLetter(context));
    supervision.set(at, context.now());
    if (const auto clock = clockOf(context))
        supervision.set("days_over"_L1, QVariant(static_cast<qint64>(context.calendar.workingDaysBetween(
                                            lastDay(clock->instant("due"_L1)), context.now().localDate()))));
}

QVariant clockLookup(ActionContext &context, const QString &name, const Row &clock)
{
    if (name == "clock_of_matter"_L1)
        return clock.uuid("matter"_L1) == context.parent->id();
    if (name == "clock_runs"_L1)
        return clock.isNull("ended"_L1);
    if (name == "clock_reminded"_L1)
        return context.tx.find(supervisionEntity(), idFor(clock.id())).has_value();
    if (name == "clock_duty"_L1)
        return dutyOf(context.rules, clock.text("code"_L1));
    const Instant due = clock.instant("due"_L1);
    const QDate today = context.now().localDate();
    if (name == "letter_due"_L1)
        return isOverdue(clock, context.now()) && context.calendar.isWorkingDay(today) &&
               today >= yellowFrom(context.calendar, due);
    if (name == "red_due"_L1)
        return isOverdue(clock, context.now()) && today >= redFrom(context.calendar, context.rules, due);
    return {};
}

} // namespace

QString dutyOf(const RuleSet &rules, const QString &clock)
{
    const RuleRow *rule = rules.table("clocks"_L1).find(clock);
    return rule ? rule->text("duty"_L1) : QString();
}

QDate yellowFrom(const WorkCalendar &calendar, Instant due)
{
    return calendar.nextWorkingDay(due.localDate());
}

QDate redFrom(const WorkCalendar &calendar, const RuleSet &rules, Instant due)
{
    QDate day = lastDay(due);
    for (int left = rules.settingNumber("red_letter_days"_L1); left > 0; --left)
        day = calendar.nextWorkingDay(day.addDays(1));
    return day;
}

Result<> beginReminder(ActionContext &context)
{
    const auto clock = clockOf(context);
    Row &supervision = context.created.emplace(supervisionEntity());
    supervision.setId(idFor(clock->id()));
    bind(context, supervision, *clock);
    supervision.set("reminded_at"_L1, context.now());
    return {};
}

// Without a reminder before it: the time limit ran out, or a unit that was called did not come.
Result<> beginSupervision(ActionContext &context)
{
    Row &supervision = context.created.emplace(supervisionEntity());
    if (const auto clock = clockOf(context)) {
        supervision.setId(idFor(clock->id()));
        bind(context, supervision, *clock);
    }
    writeLetter(context, supervision, "number"_L1, "yellow_at"_L1);
    return {};
}

Result<> writeYellowLetter(ActionContext &context)
{
    writeLetter(context, *context.subject, "number"_L1, "yellow_at"_L1);
    return {};
}

Result<> writeRedLetter(ActionContext &context)
{
    writeLetter(context, *context.subject, "red_number"_L1, "red_at"_L1);
    return {};
}

Result<> circulateSupervision(ActionContext &context)
{
    context.subject->set("circulated_at"_L1, context.now());
    return {};
}

Result<> replySupervision(ActionContext &context)
{
    context.subject->set("replied_at"_L1, context.now());
    return {};
}

Result<> liftSupervision(ActionContext &context)
{
    context.subject->set("lifted_at"_L1, context.now());
    return {};
}

QVariant supervisionLookup(ActionContext &context, const QString &name)
{
    if (!context.parent)
        return {};
    if (name == "its_own"_L1 && context.subject)
        return itsOwn(context);
    if (name == "somebody_supervised"_L1)
        return context.data.has("clock"_L1) || context.data.has("unit"_L1) || context.data.has("account"_L1);
    if (name == "whistle_of_matter"_L1) {
        const auto whistle = context.tx.find(whistleEntity(), context.data.uuid("whistle"_L1));
        return whistle && whistle->uuid("matter"_L1) == context.parent->id();
    }
    if (const auto clock = clockOf(context))
        return clockLookup(context, name, *clock);
    // A letter about no time limit waits for none; a red one counts from the yellow one.
    if (name == "red_due"_L1 && context.subject)
        return context.now().localDate() >=
               redFrom(context.calendar, context.rules, context.subject->instant("yellow_at"_L1));
    return {};
}

} // namespace fengqiao
