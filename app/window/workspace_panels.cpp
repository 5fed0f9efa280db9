#include <QDockWidget>

#include <grid/widgets/event_page.h>
#include <mediation/fast_path.h>
#include <mediation/widgets/fast_path_dialog.h>
#include <mediation/widgets/handover_sheet.h>
#include <mediation/widgets/matter_panel.h>
#include <mediation/widgets/mediator_board_panel.h>
#include <mediation/widgets/my_list_panel.h>
#include <mediation/widgets/people_panel.h>
#include <mediation/widgets/room_calendar_panel.h>
#include <mediation/widgets/triage_board.h>
#include <mediation/widgets/whistle_board_panel.h>
#include <reception/queries.h>
#include <reception/widgets/queue_panel.h>
#include <reception/widgets/roster_panel.h>
#include <reception/widgets/visit_panel.h>
#include <report/widgets/dossier_dialog.h>
#include <report/widgets/sign_dialog.h>
#include <widgets/desk_references.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>

#include "action_commands.h"
#include "conflict_panel.h"
#include "dock_area.h"
#include "paper_dialog.h"
#include "sync_panel.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

void Workspace::addPanels()
{
    m_references = std::make_unique<DeskReferences>(m_desk);
    m_actions = new ActionCommands(m_desk, m_references.get(), this);
    m_queue = new QueuePanel(m_desk, this);
    m_visit = new VisitPanel(m_desk, this);
    m_people = new PeoplePanel(m_desk, this);
    m_matter = new MatterPanel(m_desk, this);
    m_board = new TriageBoard(m_desk, this);
    m_myList = new MyListPanel(m_desk, this);
    m_rooms = new RoomCalendarPanel(m_desk, this);
    m_mediators = new MediatorBoardPanel(m_desk, this);
    m_whistles = new WhistleBoardPanel(m_desk, this);
    m_sync = new SyncPanel(m_desk, *m_deskSync, m_references.get(), this);
    m_conflicts = new ConflictPanel(m_desk, this);
    m_docks->addPanel(u"queue"_s, tr("Queue"), m_queue);
    m_docks->addPanel(u"visit"_s, tr("Visit"), m_visit);
    m_docks->addPanel(u"roster"_s, tr("Here today"), new RosterPanel(m_desk, this));
    m_docks->addPanel(u"people"_s, tr("People and matters"), m_people);
    m_docks->addPanel(u"my_list"_s, tr("My list"), m_myList);
    m_docks->addPanel(u"matter"_s, tr("Matter"), m_matter);
    m_docks->addPanel(u"board"_s, tr("Triage board"), m_board);
    m_docks->addPanel(u"rooms"_s, tr("Room calendar"), m_rooms);
    m_docks->addPanel(u"whistles"_s, tr("Whistles"), m_whistles);
    m_docks->addPanel(u"mediators"_s, tr("Mediators"), m_mediators);
    addBoardPanels();
    addGridPanels();
    addFigurePanels();
    addReportPanels();
    m_docks->addPanel(u"sync"_s, tr("This desk"), m_sync);
    m_docks->addPanel(u"conflicts"_s, tr("Conflicts"), m_conflicts);
}

void Workspace::connectPanels()
{
    const auto openRecord = [this](const QString &kind, const QUuid &record) {
        if (kind == "matter"_L1)
            openMatter(record);
        else
            openVisit(record);
    };
    connect(m_sync, &SyncPanel::recordActivated, this, openRecord);
    connect(m_conflicts, &ConflictPanel::recordActivated, this, openRecord);
    connect(m_queue, &QueuePanel::visitActivated, this, &Workspace::openVisit);
    connect(m_queue, &QueuePanel::emergencyRequested, this, &Workspace::startEmergency);
    connect(m_visit, &VisitPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_visit, &VisitPanel::visitChanged, this,
            [this](QUuid visit) { m_actions->setSubject(u"visit"_s, visit); });
    connect(m_people, &PeoplePanel::matterActivated, this, &Workspace::openMatter);
    connect(m_board, &TriageBoard::matterActivated, this, &Workspace::openMatter);
    connect(m_myList, &MyListPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_whistles, &WhistleBoardPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_rooms, &RoomCalendarPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_matter, &MatterPanel::matterActivated, this, &Workspace::openMatter);
    connect(m_matter, &MatterPanel::visitActivated, this, &Workspace::openVisit);
    connect(m_matter, &MatterPanel::paperWanted, this, [this](QUuid matter, QUuid document, const QString &code) {
        (new PaperDialog(m_desk, matter, document, code, this))->open();
    });
    connect(m_matter, &MatterPanel::signatureWanted, this,
            [this](QUuid document) { (new SignDialog(m_desk, document, this))->open(); });
    connect(m_matter, &MatterPanel::dossierWanted, this,
            [this](QUuid matter) { (new DossierDialog(m_desk, matter, this))->open(); });
    connect(m_matter, &MatterPanel::shown, this, [this](const QUuid &matter) {
        m_actions->setSubject(u"matter"_s, matter);
        m_rooms->setMatter(matter); // what is booked, and for whom a mediator is sought
        m_mediators->setMatter(matter);
    });
    connect(m_actions, &ActionCommands::panelWanted, this, [this](const QString &machine, const QString &action) {
        if (machine == "matter"_L1) {
            openMatter(m_actions->subject(machine));
            m_matter->start(action);
        } else if (machine == "event"_L1 && m_event) {
            openEvent(m_actions->subject(machine));
            m_event->start(action);
        } else {
            openVisit(m_actions->subject(machine));
            m_visit->start(action);
        }
    });
    // What an action made is what one goes on with.
    connect(m_actions, &ActionCommands::acted, this, [this](const QString &, const ActionOutcome &outcome) {
        if (outcome.kind == "matter"_L1)
            openMatter(outcome.id);
        else if (outcome.kind == "visit"_L1)
            openVisit(outcome.id);
        else if (outcome.kind == "grid_event"_L1)
            openEvent(outcome.id);
        else if (outcome.kind == "grid"_L1)
            openGrid(outcome.id);
    });
}

void Workspace::openVisit(QUuid visit)
{
    if (!m_docks->isShown(u"visit"_s))
        showPerspective(u"reception"_s);
    m_actions->setSubject(u"visit"_s, visit);
    m_visit->showVisit(visit);
    m_docks->raisePanel(u"visit"_s);
}

void Workspace::openMatter(QUuid matter)
{
    if (!m_docks->isShown(u"matter"_s))
        showPerspective(u"mediation"_s);
    m_actions->setSubject(u"matter"_s, matter);
    m_matter->showMatter(matter);
    m_docks->raisePanel(u"matter"_s);
}

void Workspace::startVisit()
{
    if (!roleMay(m_desk, u"register_visit"_s))
        return void(Toast::show(this, tr("Your roles do not include this.")));
    showPerspective(u"reception"_s);
    m_docks->raisePanel(u"visit"_s);
    m_visit->newVisit();
}

void Workspace::startSearch()
{
    m_docks->raisePanel(u"people"_s);
    m_people->focusSearch();
}

// With a matter in front it is that matter; at the reception desk it is whoever stands there.
void Workspace::startEmergency(QUuid visit)
{
    const bool onMatter =
        visit.isNull() && m_docks->perspective() == "mediation"_L1 && !m_actions->subject(u"matter"_s).isNull();
    if (onMatter && roleMay(m_desk, u"emergency"_s))
        return m_actions->start(u"emergency"_s);
    if (!roleMay(m_desk, u"emergency_intake"_s))
        return void(Toast::show(this, tr("Open the matter, then press F12. In danger call 110 first.")));
    if (!m_perspectives.contains(u"reception"_s))
        return m_actions->start(u"emergency_intake"_s);
    showPerspective(u"reception"_s);
    m_docks->raisePanel(u"visit"_s);
    m_visit->startEmergency(visit);
}

void Workspace::callNext()
{
    if (!roleMay(m_desk, u"call_next"_s))
        return void(Toast::show(this, tr("Your roles do not include this.")));
    showPerspective(u"reception"_s);
    m_docks->raisePanel(u"queue"_s);
    m_queue->callNext();
}

void Workspace::printSlip()
{
    if (m_visit->visit().isNull())
        return void(Toast::show(this, tr("Open the visit first.")));
    m_visit->printSlip();
}

// A new matter that is settled at once; one that stands already offers it in its own panel.
void Workspace::startFastPath()
{
    if (!mayTakeFastPath(*m_desk.rules(), m_desk.actor()))
        return void(Toast::show(this, tr("Your roles do not include this.")));
    auto *dialog = new FastPathDialog(m_desk, {}, this);
    connect(dialog, &FastPathDialog::acted, this, [this](const ActionOutcome &outcome) { openMatter(outcome.id); });
    dialog->open();
}

void Workspace::showDossier()
{
    if (m_matter->matter().isNull())
        return void(Toast::show(this, tr("Open the matter first.")));
    (new DossierDialog(m_desk, m_matter->matter(), this))->open();
}

// Whoever stood at the roster today signs the sheet with whoever comes next.
void Workspace::showHandover()
{
    const DutyReader duty = [](ReadContext &context, QDate day) {
        QList<DutyPerson> people;
        for (const DutyRow &row : rosterOf(context, day))
            if (row.here)
                people.append({row.unit, row.officer, row.phone, row.window});
        return people;
    };
    (new HandoverSheetDialog(m_desk, duty, this))->open();
}

QString Workspace::unsaved() const
{
    if (m_event && m_event->hasUnsavedInput())
        return tr("The event being written down is not reported yet; it would be lost.");
    return m_visit->hasUnsavedInput() ? tr("The visit on the reception page is not registered yet; it would be lost.")
                                      : QString();
}

} // namespace fengqiao
