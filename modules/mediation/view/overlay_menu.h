#pragma once

#include <QObject>
#include <QPoint>

#include <access/desk.h>

namespace fengqiao {

class MatterActions;

// What this person may do now with a record that belongs to a matter (a whistle, a part, a letter), as a menu; of the
// matter itself where the record has no life of its own.
class OverlayMenu : public QObject {
    Q_OBJECT

public:
    OverlayMenu(Desk &desk, MatterActions *actions, QWidget *panel);
    void show(const QString &kind, QUuid matter, QUuid id, const QPoint &globalPos);

private:
    Desk &m_desk;
    MatterActions *m_actions;
    QWidget *m_panel;
};

} // namespace fengqiao
