#pragma once

#include <QWidget>

#include <sync/conflicts.h>
#include <widgets/latest_read.h>

class QLabel;
class QLineEdit;
class QPushButton;

namespace fengqiao {

class Desk;
class DeskSync;
class InlineError;
class ReferenceProvider;
class ScrollPage;
struct DeskStatus;
struct SyncStanding;

// Where this desk stands with the others: state, what waits, and what the server did not take, row by row with the ways
// to mend it.
class SyncPanel : public QWidget {
    Q_OBJECT

public:
    SyncPanel(Desk &desk, DeskSync &sync, ReferenceProvider *references, QWidget *parent = nullptr);
    void setStatus(const DeskStatus &status);
    void refresh();

Q_SIGNALS:
    void recordActivated(const QString &kind, const QUuid &record);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeSetUp();
    void showStanding(const SyncStanding &standing);
    void showRefused(const QList<RefusedLine> &lines);
    void addRefused(class QVBoxLayout *column, const RefusedLine &line);
    void tryAgain(qint64 item);
    void giveUp(const RefusedLine &line);
    void setUp();
    Desk &m_desk;
    DeskSync &m_sync;
    ReferenceProvider *m_references;
    LatestRead<QList<RefusedLine>> m_read;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_words;
    QLabel *m_outbox;
    QLabel *m_server;
    QLabel *m_last;
    QLabel *m_compared;
    QLabel *m_backup;
    QLabel *m_asOf;
    QPushButton *m_now;
    QPushButton *m_alone;
    QLineEdit *m_url = nullptr; // these three before what makes them
    QLineEdit *m_password = nullptr;
    InlineError *m_error = nullptr;
    QWidget *m_setUp;
    ScrollPage *m_refused;
};

} // namespace fengqiao
