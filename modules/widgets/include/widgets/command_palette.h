#pragma once

#include <QFrame>
#include <QKeySequence>
#include <QPointer>
#include <functional>

class QListView;
class QLineEdit;

namespace fengqiao {

struct Command {
    QString id;
    QString text;
    QString english = {}; // the English word, so that both languages find it
    QString group = {};   // small word at the right of the row
    QString icon = {};
    QStringList keywords = {}; // further words; pinyin and initials of text and keywords are made here
    QKeySequence shortcut = {};
    bool enabled = true;
    QString whyNot = {}; // why it cannot be done now; shown under the text
};

// How well a command answers what was typed: 0 = not at all. Exact start beats word start beats pinyin, initials and
// letters in order.
class CommandMatcher {
public:
    void setCommands(QList<Command> commands);

    [[nodiscard]] const QList<Command> &commands() const { return m_commands; }

    [[nodiscard]] QList<int> match(const QString &typed, const QStringList &recent = {}) const; // indexes, best first
    [[nodiscard]] int score(int index, const QString &typed) const;

private:
    struct Keys {
        QStringList words;
        QStringList pinyin;
        QStringList initials;
    };

    QList<Command> m_commands;
    QList<Keys> m_keys;
};

// Ctrl+K: every action this person may take, over the window; type, arrows, Enter, Esc.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;
    // Asked each time the palette opens.
    void setProvider(std::function<QList<Command>()> provider);
    void setRecent(const QStringList &ids);

    [[nodiscard]] QStringList recent() const { return m_recent; }

    void openPalette(const QString &typed = {});

    [[nodiscard]] CommandMatcher &matcher() { return m_matcher; }

Q_SIGNALS:
    void triggered(const QString &id);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refill();
    void choose(const QModelIndex &index);
    void closePalette();
    void place();
    CommandMatcher m_matcher;
    std::function<QList<Command>()> m_provider;
    QStringList m_recent;
    QLineEdit *m_input;
    QListView *m_list;
    class CommandListModel *m_model;
    class QLabel *m_none;
    QPointer<QWidget> m_before; // had the focus
};

} // namespace fengqiao
