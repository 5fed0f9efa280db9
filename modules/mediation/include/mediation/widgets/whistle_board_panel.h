#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// Units that were called: who has not come yet, who is at work, who declined or missed, what was done today; below it
// the reminders and letters that are still open. A unit sees its own calls.
class WhistleBoardPanel : public QWidget {
    Q_OBJECT

public:
    explicit WhistleBoardPanel(Desk &desk, QWidget *parent = nullptr);
    ~WhistleBoardPanel() override;

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
