#pragma once

#include <QObject>
#include <optional>

#include <access/desk.h>
#include <mediation/overlays.h>
#include <mediation/widgets/desk_files.h>
#include <widgets/desk_references.h>

class QMenu;

namespace fengqiao {

class ActionDialog;

// What a form about one matter is filled and explained with.
struct MatterFormData {
    MatterView view;
    QList<RoomLine> rooms;
    QList<MediatorSuggestion> mediators;
};

// The fast path beside the matter's own steps, where this person may take it.
[[nodiscard]] QList<Desk::Offer> withFastPath(const Desk &desk, const Row &matter, QList<Desk::Offer> offers);

// What of a matter's record an action asks for again: facts, never who is responsible.
[[nodiscard]] QJsonObject knownValues(const RuleSet &rules, const QString &action, const MatterView &view, QDate today);
// The same of any record.
[[nodiscard]] QJsonObject knownValues(const RuleSet &rules, const QString &action, const Row &row, QDate today);

// Starts actions on matters for one panel: reads what is known, opens the filled form, says what was done.
class MatterActions : public QObject {
    Q_OBJECT

public:
    MatterActions(Desk &desk, QWidget *panel);

    void start(const QString &action, QUuid matter, const QJsonObject &values = {});
    // All steps of a simple matter on one page.
    void startFastPath(QUuid matter);
    // On what belongs to a matter: a whistle, a consultation.
    void startOn(const QString &action, const OverlayCard &overlay);
    // The same with some fields filled.
    void startFilled(const QString &action, const OverlayCard &overlay, const QJsonObject &values);
    // The form that assigns it to this room, or why that cannot be yet and what can be done first.
    void moveToRoom(QUuid matter, QUuid room, const QString &roomName);
    // What this person may do with it now, as a menu.
    void showMenu(QUuid matter, const QPoint &globalPos);

Q_SIGNALS:
    void openWanted(const QUuid &matter);
    void acted(const QString &action, const QUuid &matter);

private:
    ActionDialog *dialogFor(const RuleRow &action, const QJsonObject &subject, const QString &subtitle, QUuid matter);
    void open(const QString &action, const MatterFormData &data, const QJsonObject &values);
    void explain(const MatterView &view, const QString &roomName, const QString &whyNot);
    void fillMenu(QMenu *menu, const MatterView &view);
    void done(const QString &word, const ActionOutcome &outcome);
    template <typename F> void withView(QUuid matter, F then);
    Desk &m_desk;
    QWidget *m_panel;
    DeskReferences m_references;
};

} // namespace fengqiao
