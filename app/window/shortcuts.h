#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include "overlay.h"

namespace fengqiao {

// The window's own shortcuts: one table for the keys themselves, the palette and the sheet of help.
struct Shortcut {
    QString id; // of a command
    QKeySequence keys;
    QString word;
};

[[nodiscard]] QList<Shortcut> windowShortcuts();
[[nodiscard]] QKeySequence shortcutOf(const QString &command);

// F1: what each key does.
class ShortcutSheet : public Overlay {
    Q_OBJECT

public:
    ShortcutSheet(QWidget *window, const QStringList &perspectives);
};

} // namespace fengqiao
