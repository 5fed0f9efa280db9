#pragma once

#include <QObject>

#include <grid/grid_views.h>

#include "grid_references.h"

class QMenu;

namespace fengqiao {

class ActionDialog;

// The grid that an action is about, as its form says it.
struct GridSubject {
    QUuid id;
    QString code = {};
    QString name = {};
    QString place = {};
};

// Starts actions on grids, posts and people for one panel: opens the form with what is known, says what was done.
class GridActions : public QObject {
    Q_OBJECT

public:
    GridActions(Desk &desk, QWidget *panel);

    [[nodiscard]] static bool mayManage(const Desk &desk); // anything at all about grids
    void start(const QString &action, const GridSubject &grid);
    void addGrid(const QString &division); // digits; empty: to be chosen
    void appoint(const PostItem &post, const QString &gridName, QUuid member = {});
    void relieve(const PostItem &post, const QString &gridName);
    void endPost(const PostItem &post, const QString &gridName);
    void addMember(const QString &division, std::function<void(QUuid member)> then = {});
    // What may be done with this grid, in the order of the table; a sentence if nothing may.
    void fillMenu(QMenu *menu, const GridSubject &grid);

Q_SIGNALS:
    void acted(const QString &action, const QUuid &grid);
    void borderWanted(const QUuid &grid); // to be drawn on a map

private:
    ActionDialog *dialogFor(const QString &action, const QJsonObject &subject, const QString &subtitle);
    void prefill(ActionDialog *dialog, const QString &action, const GridSubject &grid);
    void openReform(const QString &action, const GridSubject &grid);
    void done(const QString &action, const ActionOutcome &outcome);
    [[nodiscard]] QString word(const QString &action) const;
    Desk &m_desk;
    QWidget *m_panel;
    GridReferences m_references;
};

} // namespace fengqiao
