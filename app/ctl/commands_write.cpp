#include <QCoreApplication>

#include "apply.h"
#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Write {
    Q_DECLARE_TR_FUNCTIONS(Write)
};

Exit runApply(Invocation &call)
{
    std::optional<Instant> at;
    if (call.isSet("at"_L1)) {
        const Result<Instant> instant = Instant::parse(call.value("at"_L1));
        if (!instant)
            return call.console.report({ErrorKind::Usage, instant.error().code, instant.error().message, u"at"_s, {}});
        at = *instant;
    }
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    if (at && !(*desk)->isDemo())
        return call.console.report({ErrorKind::Usage,
                                    u"access.at_refused"_s,
                                    Write::tr("--at is for demo and test files only; this file records real time."),
                                    u"at"_s,
                                    {}});
    LineReader reader;
    return applyLines(**desk, reader, call.console, at);
}

} // namespace

QList<Command> writeCommands()
{
    return {{.name = u"apply"_s,
             .synopsis = u"FILE --as ACCOUNT [--at INSTANT] < actions.jsonl > results.jsonl"_s,
             .summary = Write::tr("Runs actions, one JSON object a line, in order."),
             .options = {{u"at"_s, Write::tr("Demo and test files: the clock says this instant."), u"instant"_s}},
             .run = runApply}};
}

} // namespace fengqiao
