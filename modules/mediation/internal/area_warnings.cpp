#include <core/locale.h>
#include <grid/grid.h>
#include <grid/grids.h>
#include <mediation/warning_board.h>

#include "refusal.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AreaWarnings)
};

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto id = FieldType::Id;

Entity makeAreaWarning()
{
    Entity entity;
    entity.name = "area_warning"_L1;
    entity.purpose = u"Warnings of grids, villages and towns: what clusters there, why and until when (domain.md 2.4); "
                     "counts of matters, never a person (R2)."_s;
    entity.fields = {
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}}, // digits of the division or grid that it is of
        {"target"_L1, code, true, Personal::No, "warning_target"_L1, {}},
        {"grid"_L1, id, false, Personal::No, {}, "grid"_L1}, // the version in force when it was opened
        {"site"_L1, text, false, Personal::Narrative, {}, {}},
        {"scheme"_L1, code, true, Personal::No, {}, {}},
        {"level"_L1, code, true, Personal::No, "level"_L1, {}},
        {"reason"_L1, text, false, Personal::Narrative, {}, {}},
        {"rule"_L1, text, false, Personal::No, {}, {}},
        {"matters"_L1, FieldType::Integer, false, Personal::No, {}, {}}, // behind it when it was suggested
        {"review_due"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"owner"_L1, id, false, Personal::No, {}, "account"_L1},
        {"measures"_L1, text, false, Personal::Narrative, {}, {}},
        {"confirmed_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"confirmer_role"_L1, code, false, Personal::No, "roles"_L1, {}},
        {"confirmed_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"cleared_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"cleared_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"org"_L1, "state"_L1}, false, {}},
                      {{"state"_L1, "review_due"_L1}, false, {}},
                      {{"level"_L1, "state"_L1, "review_due"_L1}, false, {}}};
    return entity;
}

QList<Row> openAt(Reader &reader, const RuleSet &rules, const QString &place)
{
    QVariantList binds{place};
    const QString open = openCondition(rules, u"area_warning"_s, &binds);
    return reader.select(areaWarningEntity(), u"org = ? AND "_s + open, binds);
}

void setLevel(ActionContext &context, Row &warning, const QString &level)
{
    const QString scheme = context.rules.setting("level_scheme"_L1);
    warning.set("scheme"_L1, scheme);
    warning.set("level"_L1, level);
    const RuleRow *row = context.rules.table("levels"_L1).find(scheme + u'/' + level);
    const int days = row ? row->number("review_days"_L1) : 0;
    warning.set("review_due"_L1, days > 0 ? QVariant(context.now().localDate().addDays(days)) : QVariant());
}

void confirmedNow(ActionContext &context, Row &warning)
{
    warning.set("confirmed_by"_L1, QVariant(context.actor.id.value));
    for (const QString &role : context.spec.list("who"_L1)) {
        if (!context.actor.roles.contains(role))
            continue;
        warning.set("confirmer_role"_L1, role);
        break;
    }
    warning.set("confirmed_at"_L1, context.now());
    if (warning.isNull("owner"_L1) && !context.data.has("owner"_L1))
        warning.set("owner"_L1, QVariant(context.actor.id.value));
}

// The grid or division that it names, if this file has it and it is in the area of who acts.
Result<> setPlace(ActionContext &context, Row &warning)
{
    const bool grid = context.data.has("grid"_L1);
    const QString digits = context.data.text(grid ? "grid"_L1 : "division"_L1);
    const QString field = grid ? u"grid"_s : u"division"_s;
    if (grid) {
        const QDate today = context.now().localDate();
        const QList<Row> grids = context.tx.select(gridEntity(), u"code = ? AND "_s + inForceSql() + u" LIMIT 1"_s,
                                                   {digits, today.toJulianDay(), today.toJulianDay()});
        if (grids.isEmpty())
            return refuse(context, ErrorKind::NotFound, u"area_warning.grid_unknown"_s, field,
                          Words::tr("There is no grid %1 in force; nothing was written.").arg(digits));
        warning.set("grid"_L1, QVariant(grids.first().id()));
    } else {
        const auto division = DivisionCode::parse(digits);
        if (!division || !findDivision(context.tx, *division))
            return refuse(context, ErrorKind::NotFound, u"area_warning.division_unknown"_s, field,
                          Words::tr("This county has no village or town %1; nothing was written.").arg(digits));
    }
    if (!digits.startsWith(context.actor.area.digits()))
        return refuse(context, ErrorKind::NotPermitted, u"area_warning.outside_area"_s, field,
                      Words::tr("%1 is not in your area; nothing was written.").arg(digits));
    if (!openAt(context.tx, context.rules, digits).isEmpty())
        return refuse(context, ErrorKind::Conflict, u"area_warning.one"_s, field,
                      Words::tr("A warning of this place is open already; confirm, raise, lower or renew that one."));
    warning.set("org"_L1, digits);
    return {};
}

Result<> suggestAreaWarning(ActionContext &context)
{
    Row &warning = context.created.emplace(areaWarningEntity());
    setLevel(context, warning, context.data.text("level"_L1));
    return setPlace(context, warning);
}

Result<> openAreaWarning(ActionContext &context)
{
    Row &warning = context.created.emplace(areaWarningEntity());
    setLevel(context, warning, context.data.text("level"_L1));
    confirmedNow(context, warning);
    return setPlace(context, warning);
}

Result<> confirmAreaWarning(ActionContext &context)
{
    Row &warning = *context.subject;
    setLevel(context, warning, context.data.has("level"_L1) ? context.data.text("level"_L1) : warning.text("level"_L1));
    confirmedNow(context, warning);
    return {};
}

Result<> renewAreaWarning(ActionContext &context)
{
    setLevel(context, *context.subject, context.subject->text("level"_L1));
    reviveLapsed(context, u"lapse_area_warning"_s, u"confirm_area_warning"_s);
    return {};
}

Result<> endAreaWarning(ActionContext &context)
{
    context.subject->set("cleared_by"_L1, QVariant(context.actor.id.value));
    context.subject->set("cleared_at"_L1, context.now());
    return {};
}

QVariant lookup(ActionContext &context, const QString &name)
{
    if (!context.subject)
        return {};
    const Row &warning = *context.subject;
    if (name == "level_change"_L1)
        return levelOrder(context.rules, warning.text("scheme"_L1), context.data.text("level"_L1)) -
               levelOrder(context.rules, warning.text("scheme"_L1), warning.text("level"_L1));
    if (name == "confirmer_clears"_L1)
        return warning.isNull("confirmer_role"_L1) || context.actor.roles.contains(warning.text("confirmer_role"_L1));
    if (name == "review_passed"_L1)
        return reviewPassed(context);
    return {};
}

} // namespace

const Entity &areaWarningEntity()
{
    static const Entity entity = makeAreaWarning();
    return entity;
}

const RecordKind &areaWarningKind()
{
    static const RecordKind kind{
        u"area_warning"_s, &areaWarningEntity(), matterKind().permission, {}, u"owner = ?"_s, {}, nullptr};
    return kind;
}

Result<bool> suggestForPlace(ActionContext &context, const QString &place, const QString &level, const QString &reason,
                             const QString &ruleNames, qint64 matters)
{
    if (!openAt(context.tx, context.rules, place).isEmpty())
        return false; // who answers for the one that stands sees the matters behind it
    // A place beyond the area of whoever happens to run the watch is looked at by another desk.
    const auto division = DivisionCode::parse(place);
    if (!division || !place.startsWith(context.actor.area.digits()) || !findDivision(context.tx, *division))
        return false;
    const auto done = context.runAsSystem(u"suggest_area_warning"_s, {{u"target"_s, u"place"_s},
                                                                      {u"division"_s, place},
                                                                      {u"level"_s, level},
                                                                      {u"reason"_s, reason},
                                                                      {u"rule"_s, ruleNames},
                                                                      {u"matters"_s, matters}});
    if (!done)
        return fail(done.error());
    context.outcome.extra.insert(u"area_warning"_s, idText(done->id));
    return true;
}

QDate placeAnsweredOn(Reader &reader, const QString &place)
{
    Query last = reader.query(u"SELECT max(cleared_at) FROM area_warning WHERE org = ? AND deleted = 0"_s, {place});
    return last.next() && last.integer(0) > 0 ? last.instant(0).localDate() : QDate();
}

void addAreaWarnings(Module &module)
{
    module.entities << &areaWarningEntity();
    Machine machine;
    machine.name = u"area_warning"_s;
    machine.entity = &areaWarningEntity();
    machine.owns = [](Reader &, const Row &row, const Actor &actor) {
        return row.uuid("owner"_L1) == actor.id.value ||
               (!actor.area.isNull() && row.text("org"_L1).startsWith(actor.area.digits()) && actor.is("TWN"_L1));
    };
    machine.lookup = lookup;
    module.machines << machine;
    module.kinds << areaWarningKind();
    module.handlers.insert({{u"suggest_area_warning"_s, suggestAreaWarning},
                            {u"open_area_warning"_s, openAreaWarning},
                            {u"confirm_area_warning"_s, confirmAreaWarning},
                            {u"raise_area_warning"_s, confirmAreaWarning},
                            {u"lower_area_warning"_s, confirmAreaWarning},
                            {u"renew_area_warning"_s, renewAreaWarning},
                            {u"clear_area_warning"_s, endAreaWarning},
                            {u"dismiss_area_warning"_s, endAreaWarning}});
}

} // namespace fengqiao
