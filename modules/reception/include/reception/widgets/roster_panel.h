#pragma once

#include <QWidget>

#include <reception/queries.h>

class QTimer;
class QVBoxLayout;

namespace fengqiao {

class ReferenceProvider;

// Who is here today: each window with whom it receives now, then the member units by stationing, those who only come
// when called in grey. Whoever keeps the roster changes today's officer here.
class RosterPanel : public QWidget {
    Q_OBJECT

public:
    explicit RosterPanel(Desk &desk, QWidget *parent = nullptr);
    ~RosterPanel() override;

    [[nodiscard]] int windowCount() const { return m_windowCount; }

    [[nodiscard]] int unitCount() const { return m_unitCount; }

public Q_SLOTS:
    void refresh();
    void changeDuty(const fengqiao::DutyRow &row);

Q_SIGNALS:
    void refreshed();

private:
    void showRoster(const QList<WindowRow> &windows, const QList<DutyRow> &duties);
    Desk &m_desk;
    std::unique_ptr<ReferenceProvider> m_references;
    QDate m_day;
    int m_question = 0;
    int m_windowCount = 0;
    int m_unitCount = 0;
    QTimer *m_soon;
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
    bool m_mayChange;
};

} // namespace fengqiao
