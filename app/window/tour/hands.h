#pragma once

#include <QKeySequence>
#include <QPointer>
#include <QWidget>

namespace fengqiao {

// A person's hands at the keyboard: keys and composed Chinese text, sent to whatever has the focus. Counts what it
// takes.
class Hands {
public:
    explicit Hands(QWidget *window);
    void press(const QKeySequence &keys); // a shortcut of the window, else a key to the widget with the focus
    void type(const QString &text);
    [[nodiscard]] QWidget *focus() const;

    [[nodiscard]] int keystrokes() const { return m_keystrokes; } // a composed character counts as one

    void startCounting() { m_keystrokes = 0; }

private:
    bool shortcut(const QKeySequence &keys);
    void key(int key, Qt::KeyboardModifiers modifiers, const QString &text);
    QPointer<QWidget> m_window;
    int m_keystrokes = 0;
};

} // namespace fengqiao
