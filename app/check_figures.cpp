// Reads a folder of rule tables and prints what the modules themselves find wrong in them, such as a figure over a
// field that no record has: file:line:column: message. The build runs it.
#include <QCoreApplication>
#include <cstdio>

#include <composition.h>
#include <core/locale.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    setLanguage(Language::English);
    const QStringList arguments = QCoreApplication::arguments();
    const auto files = RuleSet::readFolder(arguments.value(1));
    const auto rules = files ? RuleSet::load(*files) : std::unexpected(QList<RuleFault>{});
    if (!rules)
        return 1; // fengqiao_validate_rules says what and where
    bool sound = true;
    for (const Module &module : modules())
        for (const auto &check : module.ruleChecks)
            for (const RuleFault &fault : check(**rules)) {
                std::fputs((arguments[1] + u'/' + fault.toString() + u'\n').toUtf8().constData(), stderr);
                sound = false;
            }
    return sound ? 0 : 1;
}
