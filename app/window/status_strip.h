#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace fengqiao {

class Desk;
struct DeskStatus;
struct SyncStanding;

// The bottom edge of the window: whether this desk is alone, what waits, running emergencies, as of when; for demo data
// the whole strip is tinted and says so.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(const Desk &desk, QWidget *parent = nullptr);
    void setStatus(const DeskStatus &status);
    void setStanding(const SyncStanding &standing);

Q_SIGNALS:
    void syncWanted();
    void emergenciesWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refreshIcons();
    void showSync();
    bool m_demo;
    QString m_syncIcon = QStringLiteral("cloud-off");
    QString m_syncWords;
    bool m_trouble = false;
    qint64 m_outbox = 0;
    QToolButton *m_sync;
    QToolButton *m_emergencies;
    QLabel *m_asOf;
};

} // namespace fengqiao
