#include <QCoreApplication>
#include <cstdio>
#include <memory>
#include <span>
#include <string_view>

#ifdef FENGQIAO_WITH_PDF
#include <QGuiApplication>
#endif

#include <composition.h>

#include "command.h"
#include "commands_geo.h"
#include "import_events.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Main {
    Q_DECLARE_TR_FUNCTIONS(Main)
};

QList<Command> allCommands()
{
    return fileCommands() + accountCommands() + writeCommands() + readCommands() + importCommands() + exportCommands() +
           reportCommands() + documentCommands() + gridCommands() + boardCommands() + metricCommands() +
           wallCommands() + demoCommands() + serverCommands() + syncCommands() + vanCommands();
}

// The language must be known before the first sentence is made, so it is looked for before the real parsing.
QString languageOf(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--language"_L1)
            return arguments.value(i + 1);
        if (arguments[i].startsWith("--language="_L1))
            return arguments[i].section(u'=', 1);
    }
    return qEnvironmentVariable("FENGQIAO_LANGUAGE", u"zh"_s);
}

void addGeneralOptions(QCommandLineParser &parser)
{
    parser.addOption({{u"h"_s, u"help"_s}, Main::tr("Shows this help.")});
    parser.addOption({u"language"_s, Main::tr("Language of messages."), u"zh|en"_s});
    parser.addOption({u"json"_s, Main::tr("Machine-readable result on standard output.")});
    parser.addOption(
        {u"as"_s, Main::tr("The account that acts (default: FENGQIAO_ACCOUNT, else admin)."), u"account"_s});
    parser.addOption({u"password-file"_s, Main::tr("File whose first line is the password."), u"file"_s});
}

void printOverview(const QList<Command> &commands)
{
    const Console console(false);
    console.line(u"fengqiaoctl "_s + QStringLiteral(FENGQIAO_VERSION));
    console.line(Main::tr("Usage: fengqiaoctl COMMAND [options] FILE ..."));
    console.line({});
    for (const Command &command : commands)
        console.line(u"  "_s + command.name.leftJustified(10) + command.summary);
    console.line({});
    console.line(Main::tr("fengqiaoctl COMMAND --help tells more. Secrets are never arguments: --password-file, the "
                          "environment variable FENGQIAO_PASSWORD, or a prompt."));
}

void printHelp(const Command &command, const QCommandLineParser &parser)
{
    const Console console(false);
    console.line(Main::tr("Usage: fengqiaoctl %1 %2").arg(command.name, command.synopsis));
    console.line(command.summary);
    // Qt's own text, without its usage line: the synopsis above is more exact.
    const QString text = parser.helpText();
    console.line(text.mid(text.indexOf(u'\n') + 1));
}

Exit usage(const QString &sentence)
{
    Console(false).message(sentence);
    return Exit::Usage;
}

Exit run(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    addGeneralOptions(parser);
    parser.addOptions(command.options);
    if (!parser.parse(QStringList{command.name} + arguments))
        return usage(parser.errorText());
    if (parser.isSet(u"help"_s)) {
        printHelp(command, parser);
        return Exit::Done;
    }
    const QStringList positional = parser.positionalArguments();
    if (positional.size() < command.leastArguments || positional.size() > command.mostArguments)
        return usage(Main::tr("Usage: fengqiaoctl %1 %2").arg(command.name, command.synopsis));
    if (parser.isSet(u"language"_s) && !QStringList{u"zh"_s, u"en"_s}.contains(parser.value(u"language"_s)))
        return usage(Main::tr("--language is zh or en."));
    Invocation invocation{parser, positional, Console(parser.isSet(u"json"_s))};
    return command.run(invocation);
}

// Pages are laid out with fonts, and those need the GUI's application object, without a screen: only for the commands
// that make pages, because it costs every other one a tenth of a second.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
#ifdef FENGQIAO_WITH_PDF
    const std::span words(argv, static_cast<std::size_t>(argc));
    if (std::ranges::any_of(words, [](const char *word) {
            const std::string_view command(word);
            return command == "document" || command == "dossier" || command == "report";
        })) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QGuiApplication>(argc, argv);
    }
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    const auto application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"fengqiaoctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(FENGQIAO_VERSION));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    installLanguage(languageOf(arguments));
    const QList<Command> commands = allCommands();
    // General options may stand before the command, too; the command is the first word that is not an option.
    qsizetype at = 0;
    while (at < arguments.size() && arguments[at].startsWith(u'-')) {
        if (arguments[at] == "--version"_L1) {
            Console(false).line(u"fengqiaoctl "_s + QStringLiteral(FENGQIAO_VERSION));
            return 0;
        }
        if (arguments[at] == "--help"_L1 || arguments[at] == "-h"_L1) {
            printOverview(commands);
            return 0;
        }
        const bool takesValue = !arguments[at].contains(u'=') && arguments[at] != "--json"_L1;
        at += takesValue ? 2 : 1;
    }
    if (at >= arguments.size()) {
        printOverview(commands);
        return static_cast<int>(Exit::Usage);
    }
    const QString name = arguments.takeAt(at);
    for (const Command &command : commands)
        if (command.name == name)
            return static_cast<int>(run(command, arguments));
    return static_cast<int>(usage(Main::tr("There is no command %1; fengqiaoctl --help lists them.").arg(name)));
}
