#pragma once

#include <QWidget>

#include <sync/conflicts.h>
#include <widgets/latest_read.h>

class QVBoxLayout;

namespace fengqiao {

class Desk;
class ScrollPage;

// The conflict inbox: fields that two desks changed at the same time, with both values, who wrote them and when. One
// click takes the other value; level, outcome and agreement wait until a person decides, with a reason.
class ConflictPanel : public QWidget {
    Q_OBJECT

public:
    explicit ConflictPanel(Desk &desk, QWidget *parent = nullptr);
    void refresh();

    [[nodiscard]] qsizetype count() const { return m_count; }

Q_SIGNALS:
    void recordActivated(const QString &kind, const QUuid &record);

private:
    void showLines(const QList<ConflictLine> &lines);
    void addLine(QVBoxLayout *column, const ConflictLine &line);
    void decide(const ConflictLine &line, const QString &choice, const QString &reason);
    Desk &m_desk;
    LatestRead<QList<ConflictLine>> m_read;
    ScrollPage *m_page;
    qsizetype m_count = 0;
};

} // namespace fengqiao
