#include <QCoreApplication>

#include <grid/lint.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(CtlGrids)
};

Result<LintOptions> optionsOf(const Invocation &call, const Actor &actor)
{
    LintOptions options;
    options.topology = !call.isSet("quick"_L1);
    const QString area = call.isSet("area"_L1) ? call.value("area"_L1) : actor.area.digits();
    const auto code = DivisionCode::parse(area);
    if (!code)
        return fail(code.error());
    if (!actor.area.contains(*code))
        return fail(ErrorKind::NotPermitted, u"access.scope"_s,
                    Grids::tr("The area %1 is not open to this account.").arg(area), u"area"_s);
    // Of the whole county: also what no grid of it covers.
    options.area = code->level() == DivisionLevel::County ? QString() : code->digits();
    return options;
}

Exit runLint(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const QDate given = QDate::fromString(call.value("on"_L1), Qt::ISODate);
    if (call.isSet("on"_L1) && !given.isValid())
        return call.console.report(
            {ErrorKind::Usage, u"date.format"_s, Grids::tr("--on takes a date such as 2026-09-14."), u"on"_s, {}});
    const QDate day = given.isValid() ? given : (*desk)->now().localDate();
    const auto options = optionsOf(call, (*desk)->actor());
    if (!options)
        return call.console.report(options.error());
    const auto lint = readNow(**desk, [&](ReadContext &context) -> Result<GridLint> {
        if (context.grant(u"grid.read"_s) == Grant::None)
            return fail(ErrorKind::NotPermitted, u"access.role"_s,
                        Grids::tr("Grids are not open to this account (permission grid.read)."));
        return lintGrids(context.tx, context.rules, day, *options);
    });
    if (!lint)
        return call.console.report(lint.error());
    (*desk)->noteRead(u"grid"_s, {}, u"list"_s);
    if (call.console.json()) {
        call.console.record({{u"on"_s, day.toString(Qt::ISODate)},
                             {u"count"_s, lint->findings.size()},
                             {u"findings"_s, lint->toJson()}});
        return Exit::Done;
    }
    for (const GridFinding &finding : lint->findings)
        call.console.line(finding.code.leftJustified(18) + finding.kind.leftJustified(16) + finding.sentence);
    return Exit::Done;
}

} // namespace

QList<Command> gridCommands()
{
    return {{.name = u"lint"_s,
             .synopsis = u"FILE [--area CODE] [--on DATE] [--quick]"_s,
             .summary = Grids::tr("Names what is wrong with the grids: gaps, overlaps, vacant posts, codes, borders."),
             .options = {{u"area"_s, Grids::tr("Only the grids of this division."), u"code"_s},
                         {u"on"_s, Grids::tr("The grids in force on this day (default today)."), u"date"_s},
                         {u"quick"_s, Grids::tr("Without gaps, overlaps and the county's outline.")}},
             .run = runLint}};
}

} // namespace fengqiao
