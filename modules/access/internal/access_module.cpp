#include "access_module.h"

#include <QCoreApplication>

#include <access/entities.h>

#include "accounts.h"
#include "audit.h"
#include "county.h"
#include "unmask.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Loading {
    Q_DECLARE_TR_FUNCTIONS(RuleStore)
};

// The new set as a whole comes into force with the commit; a fault anywhere stores nothing.
Result<std::shared_ptr<const RuleBundle>> takeIntoForce(ActionContext &context, ActionService &service,
                                                        const Contents &tables, const Contents &years,
                                                        const QString &edited)
{
    auto bundle = makeBundle(tables, years, service.modules(), edited);
    if (!bundle)
        return bundle;
    context.outcome.extra.insert(u"version"_s, (*bundle)->rules->version());
    context.outcome.extra.insert(u"calendar_version"_s, (*bundle)->calendar.version());
    service.propose(*bundle);
    return bundle;
}

void auditLoaded(ActionContext &context, const QString &name)
{
    appendAudit(context.tx, {.account = context.actor.id.value,
                             .kind = u"rules"_s,
                             .action = context.action(),
                             .subjectKind = context.outcome.kind,
                             .subject = {},
                             .detail = {{u"name"_s, name}}});
}

Result<> loadRules(ActionContext &context, ActionService &service)
{
    QString name = context.data.text("table"_L1);
    if (name.endsWith(".csv"_L1))
        name.chop(4);
    Contents tables = storedContents(context.tx, ruleTableEntity());
    if (!tables.contains(name))
        return fail(ErrorKind::Invalid, u"rules.table_unknown"_s,
                    Loading::tr("There is no rule table \"%1\"; nothing was loaded.").arg(name.left(60)), u"table"_s);
    const QByteArray content =
        context.data.text("content"_L1).toUtf8() + '\n'; // texts come without their last line end
    tables.insert(name, content);
    const auto taken = takeIntoForce(context, service, tables, storedContents(context.tx, calendarYearEntity()), name);
    if (!taken)
        return fail(taken.error());
    storeContent(context.tx, ruleTableEntity(), name, content, false);
    context.outcome.kind = u"rule_table"_s;
    context.outcome.number = name;
    auditLoaded(context, name);
    return {};
}

Result<> loadCalendar(ActionContext &context, ActionService &service)
{
    const QString name = QString::number(context.data.integer("year"_L1)) % u".json";
    const QByteArray content = context.data.text("content"_L1).toUtf8();
    Contents years = storedContents(context.tx, calendarYearEntity());
    years.insert(name, content);
    const auto taken = takeIntoForce(context, service, storedContents(context.tx, ruleTableEntity()), years, {});
    if (!taken)
        return fail(taken.error());
    storeContent(context.tx, calendarYearEntity(), name, content, false);
    context.outcome.kind = u"calendar_year"_s;
    context.outcome.number = name;
    auditLoaded(context, name);
    for (const Module &module : service.modules())
        for (const auto &hook : module.afterCalendar)
            if (auto done = hook(context, (*taken)->calendar); !done)
                return done;
    return {};
}

// The action path of Desk::unmask: the values are in `extra` of the answer and nowhere else.
Result<> unmask(ActionContext &context, ActionService &service)
{
    const QString kind = context.data.text("kind"_L1);
    const auto id = service.resolve(context.tx, kind, context.data.text("id"_L1));
    if (!id)
        return fail(id.error());
    auto values = unmaskRecord(service, context.tx, context.actor, kind, *id, context.data.text("reason"_L1));
    if (!values)
        return fail(values.error());
    context.outcome.id = *id;
    context.outcome.kind = kind;
    context.outcome.extra = std::move(*values);
    return {};
}

} // namespace

Module accessModule(ActionService &service)
{
    Module module;
    module.name = u"access"_s;
    module.entities = {&accountEntity(),   &historyEntity(),   &auditEntity(),
                       &actionKeyEntity(), &ruleTableEntity(), &calendarYearEntity()};
    module.kinds = {RecordKind{u"account"_s, &accountEntity(), {}, "login"_L1, {}, {}},
                    RecordKind{u"audit"_s, &auditEntity(), u"audit.read"_s, {}, u"account = ?"_s, {}}};
    module.handlers = accountHandlers(service);
    module.handlers.insert(u"load_rules"_s, [&service](ActionContext &context) { return loadRules(context, service); });
    module.handlers.insert(u"load_calendar"_s,
                           [&service](ActionContext &context) { return loadCalendar(context, service); });
    module.handlers.insert(u"unmask"_s, [&service](ActionContext &context) { return unmask(context, service); });
    return module;
}

} // namespace fengqiao
