#pragma once

#include <QHash>
#include <QUuid>
#include <QWidget>

#include <access/desk.h>

class QStackedWidget;

namespace fengqiao {

class ActionForm;
class DeskReferences;
class EmergencyPage;
class NewVisitPage;
class SlipCard;
class VisitPage;

// One visit: registering it (search first), what was written down and what may be done next, or the emergency. The
// three pages keep what was typed while another one is in front.
class VisitPanel : public QWidget {
    Q_OBJECT

public:
    explicit VisitPanel(Desk &desk, QWidget *parent = nullptr);
    ~VisitPanel() override;

    [[nodiscard]] bool hasUnsavedInput() const;
    [[nodiscard]] ActionForm *form() const; // of the page in front that has one: emergency, else registration
    [[nodiscard]] QUuid visit() const;      // in front; null on the other pages

public Q_SLOTS:
    void newVisit();
    void showVisit(QUuid visit);
    void startEmergency(QUuid visit = {}); // the key is the window's: F12
    void printSlip();
    void start(const QString &action); // on the visit in front: its form, or at once where nothing is asked

Q_SIGNALS:
    void matterActivated(QUuid matter);
    void visitChanged(QUuid visit); // in front now, or acted upon

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void registered(const ActionOutcome &outcome, const QString &earlierMatter);
    void acted(const QString &action, const ActionOutcome &outcome);
    void handedOver(const ActionOutcome &outcome);
    void showSlip(QUuid visit, bool print);
    void placeSlip();

    Desk &m_desk;
    std::unique_ptr<DeskReferences> m_references;
    QHash<QUuid, QString> m_earlier; // visits said to be about an earlier matter: its id
    QStackedWidget *m_pages;
    NewVisitPage *m_new;
    VisitPage *m_details;
    EmergencyPage *m_emergency;
    SlipCard *m_slip;
};

} // namespace fengqiao
