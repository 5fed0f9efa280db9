#pragma once

#include <QHash>
#include <QSet>
#include <QWidget>

#include <reception/queries.h>

class QComboBox;
class QListView;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace fengqiao {

class CountStrip;
class EmptyState;
class QueueModel;

// Who waits, who is being received, who was; calls the next one to the window chosen here, which is remembered on this
// computer. Follows the desk by re-reading only the visits that changed.
class QueuePanel : public QWidget {
    Q_OBJECT

public:
    explicit QueuePanel(Desk &desk, QWidget *parent = nullptr);
    ~QueuePanel() override;

    [[nodiscard]] const QueueCounts &counts() const { return m_counts; }

    [[nodiscard]] QListView *list() const { return m_list; }

    [[nodiscard]] QUuid current() const; // the visit under the cursor
    void setCurrent(QUuid visit);
    [[nodiscard]] QUuid window() const; // where calls go; null = said nowhere

public Q_SLOTS:
    void refresh();
    void callNext(); // the key is the window's: F8
    void callCurrent();

Q_SIGNALS:
    void visitActivated(QUuid visit);
    void emergencyRequested(QUuid visit);
    void refreshed(); // what is shown is as stored

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildCalls();
    void buildList();
    void take(const ChangeSet &changes);
    void readPending();
    void apply(const QList<std::pair<QUuid, std::optional<QueueRow>>> &rows);
    void readWindows();
    void showWindows(const QList<WindowRow> &windows);
    void call(const QString &action, QJsonObject given);
    void showCounts();
    void showButtons();
    void everyMinute();

    Desk &m_desk;
    QueueModel *m_model;
    QueueCounts m_counts;
    QDate m_day;
    QSet<QUuid> m_pending;
    bool m_reading = false; // the whole queue is on its way: single changes wait for it
    int m_question = 0;
    QTimer *m_soon;
    CountStrip *m_strip;
    QWidget *m_calls;
    QComboBox *m_window;
    QPushButton *m_next;
    QWidget *m_bar;
    QPushButton *m_call;
    QPushButton *m_open;
    QToolButton *m_emergency;
    QStackedWidget *m_stack;
    QListView *m_list;
    EmptyState *m_empty;
};

} // namespace fengqiao
