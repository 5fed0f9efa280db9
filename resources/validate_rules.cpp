// Reads a folder of rule tables and prints every fault as file:line:column: message. The build runs it.
#include <QCoreApplication>
#include <cstdio>

#include <core/locale.h>
#include <core/rules.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

void print(const QString &text)
{
    std::fputs((text + u'\n').toUtf8().constData(), stderr);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    setLanguage(Language::English);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2) {
        print(u"usage: fengqiao_validate_rules FOLDER"_s);
        return 2;
    }
    const auto files = RuleSet::readFolder(arguments[1]);
    if (!files) {
        print(files.error().message);
        return 1;
    }
    const auto rules = RuleSet::load(*files);
    if (rules)
        return 0;
    for (const RuleFault &fault : rules.error())
        print(arguments[1] + u'/' + fault.toString());
    return 1;
}
