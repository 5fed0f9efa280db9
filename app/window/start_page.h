#pragma once

#include "page.h"

class QListWidget;

namespace fengqiao {

// No file yet: open one, take one of the last ones, or make a new county.
class StartPage : public Page {
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);
    void setRecent(const QStringList &files);

Q_SIGNALS:
    void fileChosen(const QString &file);
    void newCountyWanted();
    void joinWanted();

private:
    void askForFile();
    QWidget *m_recentTitle;
    QListWidget *m_recent;
};

} // namespace fengqiao
