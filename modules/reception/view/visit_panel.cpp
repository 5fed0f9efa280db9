#include <reception/widgets/visit_panel.h>

#include <QApplication>
#include <QShortcut>
#include <QStackedWidget>

#include <reception/reception.h>
#include <reception/widgets/visit_slip.h>
#include <widgets/desk_references.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "desk_window.h"
#include "emergency_page.h"
#include "new_visit_page.h"
#include "slip_card.h"
#include "visit_page.h"
#include "visitor_search.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
constexpr int slipWidth = 76; // grid steps
}

VisitPanel::VisitPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_references(std::make_unique<DeskReferences>(desk))
    , m_pages(new QStackedWidget(this))
    , m_new(new NewVisitPage(desk, m_references.get(), m_pages))
    , m_details(new VisitPage(desk, m_references.get(), m_pages))
    , m_emergency(new EmergencyPage(desk, m_references.get(), m_pages))
    , m_slip(new SlipCard(this))
{
    setObjectName(u"visitPanel"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    m_pages->addWidget(m_new);
    m_pages->addWidget(m_details);
    m_pages->addWidget(m_emergency);
    m_pages->setCurrentWidget(m_new);
    connect(m_new, &NewVisitPage::registered, this, [this](const ActionOutcome &outcome, QUuid earlier) {
        registered(outcome, earlier.isNull() ? QString() : earlier.toString(QUuid::WithoutBraces));
    });
    connect(m_new, &NewVisitPage::touched, m_slip, &QWidget::hide); // the next person is here
    connect(m_new, &NewVisitPage::matterActivated, this, &VisitPanel::matterActivated);
    connect(m_details, &VisitPage::matterActivated, this, &VisitPanel::matterActivated);
    connect(m_details, &VisitPage::acted, this, &VisitPanel::acted);
    connect(m_details, &VisitPage::newWanted, this, &VisitPanel::newVisit);
    connect(m_details, &VisitPage::slipWanted, this, [this] { showSlip(m_details->visit(), false); });
    connect(m_emergency, &EmergencyPage::handedOver, this, &VisitPanel::handedOver);
    connect(m_emergency, &EmergencyPage::left, this, [this] {
        if (m_emergency->visit().isNull())
            newVisit();
        else
            showVisit(m_emergency->visit());
    });
    connect(m_slip, &SlipCard::openWanted, this, &VisitPanel::showVisit);
    connect(m_slip->slip(), &VisitSlip::printed, this,
            [this](const QString &where) { Toast::show(this, tr("The slip is on its way: %1").arg(where)); });
    connect(m_slip->slip(), &VisitSlip::failed, this, [this](const Error &error) { Toast::showError(this, error); });
    auto *print = new QShortcut(QKeySequence(u"Ctrl+P"_s), this);
    print->setContext(Qt::WidgetWithChildrenShortcut);
    connect(print, &QShortcut::activated, this, &VisitPanel::printSlip);
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_slip);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, m_slip, &QWidget::hide);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        const QueueRow &head = m_details->details().view.head;
        const auto concerns = [&](const Change &change) {
            return change.id == m_details->visit() || (!head.matter.isNull() && change.id == head.matter);
        };
        if (!m_details->visit().isNull() && std::ranges::any_of(changes, concerns))
            m_details->refresh();
    });
}

VisitPanel::~VisitPanel()
{
    delete m_pages; // forms ask the references to their end
}

bool VisitPanel::hasUnsavedInput() const
{
    return m_new->hasInput() || m_emergency->hasInput();
}

ActionForm *VisitPanel::form() const
{
    return m_pages->currentWidget() == m_emergency ? m_emergency->form() : m_new->form();
}

QUuid VisitPanel::visit() const
{
    return m_pages->currentWidget() == m_details ? m_details->visit() : QUuid();
}

void VisitPanel::newVisit()
{
    m_slip->hide();
    m_pages->setCurrentWidget(m_new);
    m_new->begin();
    Q_EMIT visitChanged({});
}

void VisitPanel::showVisit(QUuid visit)
{
    if (visit.isNull())
        return;
    m_slip->hide();
    m_details->setUnfinished(m_new->hasInput());
    const QWidget *focus = QApplication::focusWidget();
    const bool ours = focus && isAncestorOf(focus); // from the queue the arrows go on in the queue
    if (m_details->visit() != visit || m_pages->currentWidget() != m_details)
        m_desk.noteRead(u"visit"_s, visit, {}); // opening a record is audited, refreshing it is not
    m_details->setVisit(visit, ours);
    m_details->setEarlierMatter(m_earlier.value(visit));
    m_pages->setCurrentWidget(m_details);
    Q_EMIT visitChanged(visit);
}

void VisitPanel::startEmergency(QUuid visit)
{
    m_slip->hide();
    m_pages->setCurrentWidget(m_emergency);
    m_emergency->begin(visit);
}

void VisitPanel::registered(const ActionOutcome &outcome, const QString &earlierMatter)
{
    if (!earlierMatter.isEmpty())
        m_earlier.insert(outcome.id, earlierMatter);
    if (!outcome.warnings.isEmpty())
        Toast::show(this, outcome.warnings.join(u'\n'));
    m_new->begin();
    showSlip(outcome.id, true);
    Q_EMIT visitChanged(outcome.id);
}

void VisitPanel::acted(const QString &action, const ActionOutcome &outcome)
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    QString sentence = tr("%1: done.").arg(row ? row->word() : action);
    if (!outcome.warnings.isEmpty())
        sentence += u'\n' + outcome.warnings.join(u'\n');
    Toast::show(this, sentence);
    Q_EMIT visitChanged(m_details->visit());
    const QUuid matter = QUuid::fromString(outcome.extra.value(u"matter"_s).toString());
    if (!matter.isNull())
        Q_EMIT matterActivated(matter);
}

void VisitPanel::handedOver(const ActionOutcome &outcome)
{
    Toast::show(this, tr("Recorded. %1 is with the safety services; its file is open to few.").arg(outcome.number));
    const QUuid visit = QUuid::fromString(outcome.extra.value(u"visit"_s).toString());
    if (!visit.isNull())
        showVisit(visit);
    else
        newVisit();
    Q_EMIT matterActivated(outcome.id);
}

void VisitPanel::start(const QString &action)
{
    if (!visit().isNull())
        (void)m_details->start(action);
}

void VisitPanel::printSlip()
{
    if (m_slip->isVisible())
        m_slip->slip()->print();
    else if (!visit().isNull())
        showSlip(visit(), false);
}

void VisitPanel::showSlip(QUuid visit, bool fresh)
{
    VisitSlip::read(m_desk, visit).then(this, [this, visit, fresh](const Result<SlipText> &slip) {
        if (!slip)
            return Toast::showError(this, slip.error()), void();
        if (fresh && m_new->hasInput())
            return; // already on to the next person
        m_slip->setVisit(visit, *slip, fresh);
        placeSlip();
        m_slip->show();
        m_slip->raise();
    });
}

void VisitPanel::placeSlip()
{
    const Theme &theme = Theme::of(this);
    const int margin = theme.size(Size::Related);
    const int width = std::min(theme.space(slipWidth), this->width() - 2 * margin);
    const VisitorSearch *search = m_new->search();
    const int searchEnd = search->mapTo(this, QPoint(0, search->height())).y();
    const int top = m_pages->currentWidget() == m_new ? searchEnd + margin : margin;
    const int room = this->height() - top - margin;
    const int wanted = m_slip->wantedHeight(width);
    // Either the foot of the form is seen, or it is not; half a button is neither.
    const int height = room - wanted < theme.space(16) ? room : wanted;
    m_slip->setGeometry(this->width() - width - margin, top, width, height);
}

void VisitPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeSlip();
}

} // namespace fengqiao
