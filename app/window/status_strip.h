#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace fengqiao {

class Desk;
struct DeskStatus;

// The bottom edge of the window: whether this desk is alone, what waits, running emergencies, as of when; for demo data
// the whole strip is tinted and says so.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(const Desk &desk, QWidget *parent = nullptr);
    void setStatus(const DeskStatus &status);

Q_SIGNALS:
    void syncWanted();
    void emergenciesWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshIcons();
    bool m_demo;
    QToolButton *m_sync;
    QToolButton *m_emergencies;
    QLabel *m_asOf;
};

} // namespace fengqiao
