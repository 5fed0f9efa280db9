#pragma once

#include <QFrame>
#include <QWidget>

#include <functional>

#include <core/error.h>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace fengqiao {

class IconLabel;

// Nothing here: one sentence, one button (none if its text is empty).
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(const QString &sentence, const QString &button = {}, QWidget *parent = nullptr);
    void setSentence(const QString &sentence);
    void setButton(const QString &text);
    void setIcon(const QString &icon); // of resources/icons, optional

Q_SIGNALS:
    void clicked();

private:
    IconLabel *m_icon;
    QLabel *m_sentence;
    QPushButton *m_button;
};

// An error under its field, or above a form. Hidden while empty.
class InlineError : public QWidget {
    Q_OBJECT

public:
    explicit InlineError(QWidget *parent = nullptr);
    void setError(const Error &error);
    void setText(const QString &text);
    void clear();
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text;
};

// A line at the bottom of a window that says what was done; undo while it stands. One at a time a window.
class Toast : public QFrame {
    Q_OBJECT

public:
    // `undo` may be null. Stays 6 s (longer while the mouse is over it or it has the focus).
    static Toast *show(QWidget *anchor, const QString &sentence, const QString &undoText = {},
                       std::function<void()> undo = {});
    static Toast *showError(QWidget *anchor, const Error &error);
    [[nodiscard]] QString text() const;

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    Toast(QWidget *window, const QString &sentence, const QString &icon, bool bad);
    void place();
    QLabel *m_text;
    QTimer *m_timer;
};

// Long work: words, a bar, cancel. Hidden until start().
class ProgressStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget *parent = nullptr);
    void start(const QString &words, bool cancellable = true);
    void setProgress(double part, const QString &words = {}); // 0..1; negative = unknown
    void finish();

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_words;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace fengqiao
