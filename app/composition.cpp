#include "composition.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QTranslator>
#include <cstdio>

#include <core/hanzi.h>
#include <core/locale.h>
#include <grid/grid.h>
#include <mediation/mediation.h>
#include <reception/reception.h>
#include <report/report.h>
#include <statistics/statistics.h>
#include <sync/conflicts.h>

#include "terminal.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

QList<Module> modules()
{
    QList<Module> list{gridModule(), mediationModule(), receptionModule(), statisticsModule(), reportModule()};
    list << syncModule(list);
    return list;
}

Desk::Setup setupFor(const QString &file, std::shared_ptr<Clock> clock)
{
    return {.file = file, .modules = modules(), .clock = clock ? std::move(clock) : std::make_shared<SystemClock>()};
}

void installLanguage(const QString &code)
{
    const bool english = code.startsWith("en"_L1);
    setLanguage(english ? Language::English : Language::Chinese);
    // Qt's own words first: menus of text fields, file dialogs, the help of the command line.
    auto *qt = new QTranslator(QCoreApplication::instance());
    if (!english && qt->load(u"qtbase_zh_CN"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load((english ? u"fengqiao_en"_s : u"fengqiao_zh_CN"_s), resourcePath(u"translations"_s)))
        QCoreApplication::installTranslator(translator);
}

Result<Secret> readPassword(const QString &passwordFile, const QString &prompt)
{
    if (!passwordFile.isEmpty()) {
        QFile file(passwordFile);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Usage, u"password.file"_s,
                        QCoreApplication::translate("Password", "The password file %1 cannot be read: %2.")
                            .arg(passwordFile, file.errorString()));
        QByteArray line = file.readLine(4096);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        return Secret(std::move(line));
    }
    if (QByteArray value = qgetenv("FENGQIAO_PASSWORD"); !value.isEmpty()) {
        qunsetenv("FENGQIAO_PASSWORD");
        return Secret(std::move(value));
    }
    if (!terminalIsInteractive())
        return fail(ErrorKind::Usage, u"password.missing"_s,
                    QCoreApplication::translate("Password",
                                                "No password was given: use --password-file, or the environment "
                                                "variable FENGQIAO_PASSWORD, or run in a terminal."));
    return askSecret(prompt);
}

} // namespace fengqiao
