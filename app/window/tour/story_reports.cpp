// The week as the director reports it upward, and a list on its way out.
#include <report/issues.h>
#include <report/widgets/export_dialog.h>
#include <report/widgets/reports_panel.h>

#include "app_window.h"
#include "tour.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

class ReportStory : public QObject {
public:
    explicit ReportStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    void draft();

    [[nodiscard]] ReportsPanel *panel() const { return t.workspace()->findChild<ReportsPanel *>(); }

    Tour &t;
    QUuid m_issue;
};

// A monthly report of the month that the week lies in, as far as it has come.
void ReportStory::draft()
{
    t.step(
        u"a monthly report"_s,
        [this] {
            const QDate day = t.window().desk()->now().localDate();
            const Period month = Period::month(day.year(), day.month());
            t.window()
                .desk()
                ->submit({.action = u"draft_issue"_s,
                          .key = {},
                          .data = {{u"kind"_s, u"monthly"_s},
                                   {u"from_date"_s, month.from.toString(Qt::ISODate)},
                                   {u"to_date"_s, month.to.toString(Qt::ISODate)}},
                          .at = {}})
                .then(this, [this](const Result<ActionOutcome> &drafted) {
                    if (drafted) {
                        m_issue = drafted->id;
                        panel()->select(m_issue);
                    }
                });
        },
        [this] { return !m_issue.isNull() && panel()->current() == m_issue; });
}

void ReportStory::tell()
{
    t.signInAs(u"jia"_s);
    t.step(u"the reports"_s, [this] { t.workspace()->run(u"panel.reports"_s); });
    draft();
    t.picture(u"reports"_s);
    t.step(u"a list on its way out"_s, [this] { t.workspace()->run(u"export.matter"_s); });
    t.check(u"export dialog"_s, [this] { return t.workspace()->findChild<ExportDialog *>() != nullptr; });
    t.picture(u"export"_s);
    t.step(u"and not now"_s, [this] { t.workspace()->findChild<ExportDialog *>()->close(); });
}

} // namespace

void tellReports(Tour &tour)
{
    (new ReportStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
