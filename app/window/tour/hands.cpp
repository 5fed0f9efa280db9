#include "hands.h"

#include <QAction>
#include <QApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QShortcut>

namespace fengqiao {

Hands::Hands(QWidget *window)
    : m_window(window)
{
}

QWidget *Hands::focus() const
{
    QWidget *top = QApplication::activePopupWidget()   ? QApplication::activePopupWidget()
                   : QApplication::activeModalWidget() ? QApplication::activeModalWidget()
                                                       : m_window.data();
    if (!top)
        return nullptr;
    // Without a window manager no window is active, yet each knows which of its widgets would have the keyboard.
    QWidget *inside = top->focusWidget();
    while (inside && inside->focusProxy())
        inside = inside->focusProxy();
    return inside ? inside : top;
}

// Shortcuts are found by the window system's side of Qt, which events sent to a widget do not pass.
bool Hands::shortcut(const QKeySequence &keys)
{
    QWidget *at = focus();
    QWidget *top = at ? at->window() : nullptr;
    if (!top)
        return false;
    ++m_keystrokes;
    for (QShortcut *candidate : top->findChildren<QShortcut *>()) {
        const auto *owner = qobject_cast<QWidget *>(candidate->parent());
        const bool near = owner && owner->isVisible() &&
                          (candidate->context() == Qt::WindowShortcut ||
                           candidate->context() == Qt::ApplicationShortcut || owner == at || owner->isAncestorOf(at));
        if (near && candidate->isEnabled() && candidate->keys().contains(keys)) {
            Q_EMIT candidate->activated();
            return true;
        }
    }
    for (QAction *action : top->findChildren<QAction *>()) {
        if (action->shortcutContext() == Qt::ApplicationShortcut && action->isEnabled() &&
            action->shortcuts().contains(keys)) {
            action->trigger();
            return true;
        }
    }
    --m_keystrokes;
    return false;
}

void Hands::press(const QKeySequence &keys)
{
    if (shortcut(keys))
        return;
    const QKeyCombination combination = keys[0];
    key(combination.key(), combination.keyboardModifiers(), {});
}

void Hands::key(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    ++m_keystrokes;
    for (const QEvent::Type type : {QEvent::ShortcutOverride, QEvent::KeyPress, QEvent::KeyRelease}) {
        QWidget *widget = focus();
        if (!widget)
            return;
        QKeyEvent event(type, key, modifiers, text);
        event.setAccepted(type != QEvent::ShortcutOverride);
        QApplication::sendEvent(widget, &event);
    }
}

void Hands::type(const QString &text)
{
    for (const QChar character : text) {
        if (character.unicode() < 0x80) {
            key(character.toUpper().unicode(), Qt::NoModifier, character);
            continue;
        }
        ++m_keystrokes;
        QInputMethodEvent event;
        event.setCommitString(character);
        if (QWidget *widget = focus())
            QApplication::sendEvent(widget, &event);
    }
}

} // namespace fengqiao
