#include <QApplication>
#include <QTimer>
#include <cstdio>

#include <map/widgets/map_view.h>
#include <widgets/theme.h>

#include "app_window.h"
#include "composition.h"
#include "options.h"
#include "tour/tour.h"
#include "wall/wall_start.h"
#include "window_settings.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int usageExit = 2; // as fengqiaoctl (contract.md)
constexpr int faultExit = 70;

Appearance appearanceOf(const QString &name)
{
    return name == "dark"_L1 ? Appearance::Dark : name == "light"_L1 ? Appearance::Light : Appearance::System;
}

int complain(const Error &error, int code)
{
    std::fputs((error.message + u'\n').toUtf8().constData(), stderr);
    return code;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList list;
    for (int i = 0; i < argc; ++i)
        list.append(QString::fromLocal8Bit(argv[i]));
    return list;
}

// Straight into the workspace where a password came with the start, else to sign-in or the start page.
void enter(AppWindow &window, const WindowOptions &options)
{
    if (options.file.isEmpty())
        return window.showStart();
    window.showSignIn(options.file, options.login);
    const bool given = !options.passwordFile.isEmpty() || !qEnvironmentVariableIsEmpty("FENGQIAO_PASSWORD");
    if (!given || options.login.isEmpty())
        return;
    auto password = readPassword(options.passwordFile, {});
    if (password)
        window.signIn(options.file, options.login, std::move(*password));
    else
        complain(password.error(), 0);
}

// Nothing but the big screen, until its key sequence.
int hangWall(QApplication &app, const WindowOptions &options)
{
    WallStart start(options.file, options.login, options.screens);
    QObject::connect(&start, &WallStart::left, &app, [] { QApplication::exit(0); });
    start.showFullScreen();
    const bool given = !options.passwordFile.isEmpty() || !qEnvironmentVariableIsEmpty("FENGQIAO_PASSWORD");
    if (given && !options.login.isEmpty()) {
        auto password = readPassword(options.passwordFile, {});
        if (password)
            start.signIn(options.login, std::move(*password));
        else
            complain(password.error(), 0);
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = readOptions(argumentsOf(argc, argv));
    if (!options)
        return complain(options.error(), usageExit);
    if (options->version || options->help) {
        std::fputs((options->version ? u"fengqiao " FENGQIAO_VERSION "\n"_s : options->helpText).toUtf8().constData(),
                   stdout);
        return 0;
    }
    QApplication app(argc, argv);
    MapView::chooseGraphics();
    QApplication::setApplicationName(u"fengqiao"_s);
    QApplication::setApplicationVersion(QStringLiteral(FENGQIAO_VERSION));
    QApplication::setDesktopFileName(u"fengqiao"_s);
    WindowSettings settings;
    installLanguage(options->language.isEmpty() ? settings.language() : options->language);
    const auto theme = Theme::install(app, appearanceOf(options->theme.isEmpty() ? settings.theme() : options->theme));
    if (!theme)
        return complain(theme.error(), faultExit);
    QApplication::setWindowIcon((*theme)->icon(u"handshake"_s, Token::Accent));
    if (!options->tour.isEmpty()) {
        QApplication::setCursorFlashTime(0); // a picture must come to rest
        Tour tour(**theme, options->tour);
        QObject::connect(&tour, &Tour::finished, &app, [](int code) { QApplication::exit(code); });
        QTimer::singleShot(0, &tour, &Tour::start);
        return QApplication::exec();
    }
    if (options->wall)
        return hangWall(app, *options);
    AppWindow window(**theme, settings);
    if (!options->size.isEmpty())
        window.resize(options->size);
    window.show();
    enter(window, *options);
    return QApplication::exec();
}
