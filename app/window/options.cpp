#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <core/locale.h>
using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

class Options {
    Q_DECLARE_TR_FUNCTIONS(Options)

public:
    static Result<QSize> size(const QString &text)
    {
        static const QRegularExpression form(u"^(\\d{3,5})x(\\d{3,5})$"_s);
        const auto match = form.match(text);
        if (match.hasMatch())
            return QSize(match.captured(1).toInt(), match.captured(2).toInt());
        return fail(ErrorKind::Usage, u"usage.options"_s,
                    tr("The size %1 is not of the form 1366x768. Please correct it.").arg(text));
    }

    static Result<> wall(const WindowOptions &options)
    {
        static const QRegularExpression form(u"^(all|[1-9]\\d?(,[1-9]\\d?)*)?$"_s);
        if (options.wall && options.file.isEmpty())
            return fail(ErrorKind::Usage, u"usage.options"_s, tr("--wall needs the county's file."));
        if (!form.match(options.screens).hasMatch())
            return fail(ErrorKind::Usage, u"usage.options"_s,
                        tr("--screens takes numbers of monitors such as 1,2, or all, not %1.").arg(options.screens));
        return {};
    }

    static Result<> oneOf(const QString &option, const QString &value, const QStringList &allowed)
    {
        if (value.isEmpty() || allowed.contains(value))
            return {};
        return fail(ErrorKind::Usage, u"usage.options"_s,
                    tr("--%1 knows %2, not %3.").arg(option, joinedWords(allowed), value));
    }

    static void describe(QCommandLineParser &parser)
    {
        parser.setApplicationDescription(tr("The command centre of a county governance centre."));
        parser.addPositionalArgument(u"FILE"_s, tr("A county's file (*.fengqiao); without it the start page opens."),
                                     u"[FILE]"_s);
        parser.addOptions({
            {u"as"_s, tr("Sign in as this account."), u"LOGIN"_s},
            {u"password-file"_s, tr("Read the password from the first line of this file."), u"FILE"_s},
            {u"language"_s, tr("Language of the window: zh or en."), u"LANGUAGE"_s},
            {u"theme"_s, tr("Appearance: light, dark or system."), u"THEME"_s},
            {u"tour"_s, tr("Play the acceptance scenario on a county of its own and leave pictures in this folder."),
             u"FOLDER"_s},
            {u"size"_s, tr("Size of the window, e.g. 1366x768."), u"WxH"_s},
            {u"wall"_s, tr("Show nothing but the big screen of FILE; Ctrl+Shift+Q leaves it.")},
            {u"screens"_s, tr("Monitors of the big screen, e.g. 1, 1,2 or all."), u"LIST"_s},
            {{u"h"_s, u"help"_s}, tr("Show this help.")},
            {{u"v"_s, u"version"_s}, tr("Show the version.")},
        });
    }
};

} // namespace

Result<WindowOptions> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    Options::describe(parser);
    if (!parser.parse(arguments) || parser.positionalArguments().size() > 1)
        return fail(ErrorKind::Usage, u"usage.options"_s,
                    parser.errorText().isEmpty() ? Options::tr("Only one file can be opened.") : parser.errorText());
    WindowOptions options;
    options.file = parser.positionalArguments().value(0);
    options.login = parser.value(u"as"_s);
    options.passwordFile = parser.value(u"password-file"_s);
    options.language = parser.value(u"language"_s);
    options.theme = parser.value(u"theme"_s);
    options.tour = parser.value(u"tour"_s);
    options.wall = parser.isSet(u"wall"_s);
    options.screens = parser.value(u"screens"_s);
    options.version = parser.isSet(u"version"_s);
    options.help = parser.isSet(u"help"_s);
    options.helpText = options.help ? parser.helpText().replace(u"<executable_name>"_s, u"fengqiao"_s) : QString();
    if (const auto known = Options::oneOf(u"language"_s, options.language, {u"zh"_s, u"en"_s}); !known)
        return fail(known.error());
    if (const auto known = Options::oneOf(u"theme"_s, options.theme, {u"light"_s, u"dark"_s, u"system"_s}); !known)
        return fail(known.error());
    if (const auto sound = Options::wall(options); !sound)
        return fail(sound.error());
    if (parser.isSet(u"size"_s)) {
        const auto size = Options::size(parser.value(u"size"_s));
        if (!size)
            return fail(size.error());
        options.size = *size;
    }
    return options;
}

} // namespace fengqiao
