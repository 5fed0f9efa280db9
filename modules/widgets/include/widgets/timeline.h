#pragma once

#include <QScrollArea>

#include <core/clock.h>

namespace fengqiao {

struct TimelineRow {
    QString id; // keeps a row's place when the list is set again
    Instant at;
    QString actor;
    QString action;    // the action's word
    QString from = {}; // state words; empty if unchanged
    QString to = {};
    QList<std::pair<QString, QString>> details = {}; // label, value; long text wraps
    bool marked = false;                             // a red line event: emergency, void
    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

// What happened, newest first unless told otherwise. Scrolls by itself.
class Timeline : public QScrollArea {
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);
    void setRows(const QList<TimelineRow> &rows);
    void setNewestFirst(bool newestFirst);
    [[nodiscard]] int count() const;
    void setEmptyText(const QString &sentence);

private:
    void rebuild();
    QList<TimelineRow> m_rows;
    bool m_newestFirst = true;
    QString m_emptyText;
};

} // namespace fengqiao
