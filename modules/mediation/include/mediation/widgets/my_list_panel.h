#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// What lies on this person's own table: overdue, due today, waiting.
class MyListPanel : public QWidget {
    Q_OBJECT

public:
    explicit MyListPanel(Desk &desk, QWidget *parent = nullptr);
    ~MyListPanel() override;

public Q_SLOTS:
    void refresh();

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void loaded();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
