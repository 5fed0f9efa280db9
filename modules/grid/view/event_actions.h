#pragma once

#include <QObject>

#include <grid/event_views.h>

#include "grid_references.h"

namespace fengqiao {

// Starts actions on one event for a panel: the form with what is known, then what was done.
class EventActions : public QObject {
    Q_OBJECT

public:
    EventActions(Desk &desk, QWidget *panel);
    void start(const QString &action, const EventView &event, const QJsonObject &values = {});

Q_SIGNALS:
    void acted(const QString &action, const fengqiao::ActionOutcome &outcome);

private:
    [[nodiscard]] QJsonObject known(const QString &action, const EventView &event) const;
    Desk &m_desk;
    QWidget *m_panel;
    GridReferences m_references;
};

} // namespace fengqiao
