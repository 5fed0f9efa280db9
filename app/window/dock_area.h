#pragma once

#include <QHash>
#include <QMainWindow>

#include "perspectives.h"

class QDockWidget;

namespace fengqiao {

class WindowSettings;

// The docks of the window and how each perspective arranges them. Remembers arrangement, column widths and filters for
// one account.
class DockArea : public QMainWindow {
    Q_OBJECT

public:
    DockArea(WindowSettings &settings, const QString &login, QWidget *parent = nullptr);

    void addPanel(const QString &id, const QString &title, QWidget *panel);
    void showPerspective(const QString &id);
    void resetPerspective(); // as designed

    [[nodiscard]] const QString &perspective() const { return m_perspective; }

    [[nodiscard]] bool isShown(const QString &panel) const; // part of the arrangement, perhaps behind a tab
    void raisePanel(const QString &id);                     // shows it where it stands and gives it the keyboard

    [[nodiscard]] QDockWidget *dock(const QString &id) const { return m_docks.value(id); }

    [[nodiscard]] const QStringList &panelIds() const { return m_ids; }

    void save();
    void fitSizes(); // as designed, unless a person has moved something

Q_SIGNALS:
    void perspectiveChanged(const QString &id);
    void panelShown(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void arrange(const Perspective &perspective);
    [[nodiscard]] QDockWidget *firstOf(const QStringList &docks) const; // that there is in this window
    void stack(const QStringList &docks);                               // the others as tabs of the first
    void arrangeBottom(const Perspective &perspective);
    void fitHeights(const Perspective &perspective, double scale);
    void placeBeside(QDockWidget *guest);
    [[nodiscard]] bool folds(const Perspective &perspective) const;
    [[nodiscard]] QStringList belowOf(const Perspective &perspective, const DockColumn &column) const;
    void foldOrUnfold();
    void restoreViews();
    WindowSettings &m_settings;
    QString m_login;
    QString m_perspective;
    QStringList m_ids;
    QHash<QString, QDockWidget *> m_docks;
    bool m_folded = false;   // the window is low: docks of the bottom are tabs now
    bool m_designed = false; // nobody has moved anything yet: sizes follow the window
};

} // namespace fengqiao
