#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// Bulletins and reports of the centre: the issues, the one that is looked at as it will be printed, and what can be
// done with it: texts, freezing, publishing, computing anew, files. Lists leave the program from here, too.
class ReportsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ReportsPanel(Desk &desk, QWidget *parent = nullptr);
    ~ReportsPanel() override;

    [[nodiscard]] QUuid current() const;
    [[nodiscard]] int pageCount() const; // of the issue on show

public Q_SLOTS:
    void refresh();
    void select(const QUuid &issue);
    void newIssue();
    void recompute();
    void startExport(const QString &kind); // of records; opens the dialog

Q_SIGNALS:
    void shown(const QUuid &issue); // its pages are on show
    void recomputed(const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
