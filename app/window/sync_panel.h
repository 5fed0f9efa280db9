#pragma once

#include <QWidget>

class QLabel;

namespace fengqiao {

class Desk;
struct DeskStatus;

// Where this desk stands towards others: it works alone, and says what that means.
class SyncPanel : public QWidget {
    Q_OBJECT

public:
    explicit SyncPanel(Desk &desk, QWidget *parent = nullptr);
    void setStatus(const DeskStatus &status);

private:
    QLabel *m_outbox;
    QLabel *m_backup;
    QLabel *m_asOf;
};

} // namespace fengqiao
