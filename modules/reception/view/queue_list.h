#pragma once

#include <QStyledItemDelegate>

#include <reception/queries.h>
#include <widgets/cards.h>
#include <widgets/record_list_model.h>

#include "desk_window.h"

class QLabel;

namespace fengqiao {

class Theme;

struct QueueLine {
    QueueRow row;
    VisitPhase phase = VisitPhase::Waiting;
    bool counted = true; // voided visits are shown and not counted
    friend bool operator==(const QueueLine &a, const QueueLine &b);
    [[nodiscard]] static QueueLine of(const RuleSet &rules, const QueueRow &row);
};

class QueueModel : public RecordListModel<QueueLine> {
public:
    QueueModel(const RuleSet &rules, QObject *parent);
    // In the order of the hall: waiting by arrival, being received by call, then done with the newest first.
    void setLines(QList<QueueLine> lines);
    void put(const QueueLine &line);
};

// Ticket, name and purpose, how long it has been, and marks; one row of the queue.
class QueueDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    QueueDelegate(std::function<Instant()> now, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintState(QPainter &painter, const QRect &line, const QueueLine &entry, const Theme &theme) const;
    std::function<Instant()> m_now;
};

// The day in figures: waiting, being received, done; batches and person-times beneath.
class CountStrip : public Card {
    Q_OBJECT

public:
    explicit CountStrip(QWidget *parent);
    void setCounts(const QueueCounts &counts);

private:
    QList<QLabel *> m_figures;
    QLabel *m_total;
};

} // namespace fengqiao
