#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <core/error.h>

namespace fengqiao {

// What `fengqiao` was started with.
struct WindowOptions {
    QString file;
    QString login;
    QString passwordFile;
    QString language;  // zh or en; empty = as last time
    QString theme;     // light, dark or system; empty = as last time
    QString tour;      // folder for the pictures; empty = no tour
    QSize size;        // empty = as last time
    bool wall = false; // nothing but the big screen
    QString screens;   // of the big screen: "1", "1,2", "all"; empty = the first
    bool version = false;
    bool help = false;
    QString helpText;
};

// Needs no application object, so that --version and --help work where there is no display. Code "usage.options".
[[nodiscard]] Result<WindowOptions> readOptions(const QStringList &arguments);

} // namespace fengqiao
