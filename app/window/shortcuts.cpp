#include "shortcuts.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <widgets/marks.h>
#include <widgets/theme.h>

#include "perspectives.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

class Keys {
    Q_DECLARE_TR_FUNCTIONS(Shortcuts)
};

// Keys that live within parts of the window, told here so that all are in one place.
QList<Shortcut> furtherKeys()
{
    return {{{}, QKeySequence(u"Ctrl+Return"_s), Keys::tr("Save the form")},
            {{}, QKeySequence(u"Tab"_s), Keys::tr("Next field, Shift+Tab the one before")},
            {{}, QKeySequence(u"Esc"_s), Keys::tr("Close what is in front")}};
}

} // namespace

QList<Shortcut> windowShortcuts()
{
    return {{u"register_visit"_s, QKeySequence(Qt::Key_F2), Keys::tr("New visit")},
            {u"search"_s, QKeySequence(Qt::Key_F3), Keys::tr("Search people and matters")},
            {u"call_next"_s, QKeySequence(Qt::Key_F8), Keys::tr("Call the next visitor")},
            {u"emergency"_s, QKeySequence(Qt::Key_F12), Keys::tr("Emergency")},
            {u"palette"_s, QKeySequence(u"Ctrl+K"_s), Keys::tr("Everything you may do")},
            {u"perspective.1"_s, QKeySequence(u"Ctrl+1"_s), Keys::tr("First perspective")},
            {u"perspective.2"_s, QKeySequence(u"Ctrl+2"_s), Keys::tr("Second perspective")},
            {u"perspective.3"_s, QKeySequence(u"Ctrl+3"_s), Keys::tr("Third perspective")},
            {u"report_event"_s, QKeySequence(Qt::Key_F4), Keys::tr("New event")},
            {u"map.search"_s, QKeySequence(u"Ctrl+G"_s), Keys::tr("Look for a place on the map")},
            {u"warnings.five_ones"_s, QKeySequence(Qt::Key_F7), Keys::tr("Red cases without their five ones")},
            {u"theme"_s, QKeySequence(u"Ctrl+Shift+D"_s), Keys::tr("Switch between light and dark")},
            {u"lock"_s, QKeySequence(u"Ctrl+L"_s), Keys::tr("Lock the window")},
            {u"shortcuts"_s, QKeySequence(Qt::Key_F1), Keys::tr("This sheet")}};
}

QKeySequence shortcutOf(const QString &command)
{
    for (const Shortcut &shortcut : windowShortcuts())
        if (shortcut.id == command)
            return shortcut.keys;
    return {};
}

ShortcutSheet::ShortcutSheet(QWidget *window, const QStringList &perspectives)
    : Overlay(window, tr("Keyboard"))
{
    const Theme &theme = Theme::of(window);
    setCardWidth(theme.space(170));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.size(Size::Group));
    grid->setVerticalSpacing(theme.size(Size::Inside));
    QList<Shortcut> all;
    for (Shortcut shortcut : windowShortcuts() + furtherKeys()) {
        if (shortcut.id.startsWith("perspective."_L1)) {
            const QString id = perspectives.value(shortcut.id.mid(12).toInt() - 1);
            if (id.isEmpty())
                continue;
            shortcut.word = perspectiveWord(id);
        }
        all.append(shortcut);
    }
    const int rows = static_cast<int>(all.size() + 1) / 2;
    for (int place = 0; place < all.size(); ++place) {
        const int column = place / rows * 2;
        grid->addWidget(new KeyHint(all.at(place).keys, this), place % rows, column, Qt::AlignLeft);
        grid->addWidget(new QLabel(all.at(place).word, this), place % rows, column + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    body()->addLayout(grid);
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &Overlay::dismiss);
    body()->addWidget(close, 0, Qt::AlignRight);
}

} // namespace fengqiao
