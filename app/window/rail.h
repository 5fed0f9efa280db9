#pragma once

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace fengqiao {

class Desk;
class RailButton;

// The left edge of the window: perspectives at the top, below them what always works, and who is signed in.
class Rail : public QWidget {
    Q_OBJECT

public:
    Rail(Desk &desk, const QStringList &perspectives, bool emergencies, QWidget *parent = nullptr);
    void setCurrent(const QString &perspective);
    void setCount(const QString &perspective, int count); // what waits there
    void setDark(bool dark);

Q_SIGNALS:
    void perspectiveChosen(const QString &id);
    void emergencyWanted();
    void commandsWanted();
    void themeWanted();
    void shortcutsWanted();
    void lockWanted();
    void signOutWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RailButton *addButton(QVBoxLayout *column, const QString &icon, const QString &word, const QString &tip);
    void openPersonMenu();
    Desk &m_desk;
    QHash<QString, RailButton *> m_perspectives;
    RailButton *m_toDark;
    RailButton *m_toLight;
    RailButton *m_person;
};

// "Window clerk, Mediator": the roles of an account in words.
[[nodiscard]] QString rolesInWords(const Desk &desk);

} // namespace fengqiao
