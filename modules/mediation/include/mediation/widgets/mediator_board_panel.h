#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// The mediator pool: what each one mediates and speaks, how much lies on the table, leave, declared relations, the next
// session. For one matter it says who fits and why, and who is not offered and why not; a person decides.
class MediatorBoardPanel : public QWidget {
    Q_OBJECT

public:
    explicit MediatorBoardPanel(Desk &desk, QWidget *parent = nullptr);
    ~MediatorBoardPanel() override;

public Q_SLOTS:
    void refresh();
    void setMatter(const QUuid &matter); // the one that "Suggest" is about
    void suggest();

Q_SIGNALS:
    void mediatorActivated(const QUuid &account);
    void loaded();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
