// The month is over: what the mediators are appraised by and paid for, and how safe the county was.
#include <QTableView>

#include <report/widgets/appraisal_panel.h>
#include <statistics/widgets/safety_index_panel.h>

#include "app_window.h"
#include "tour.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

const QString month = u"2026-09"_s;
const Instant monthIsOver = Instant::fromLocal(QDate(2026, 10, 12), QTime(9, 0));

class WorkStory : public QObject {
public:
    explicit WorkStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    void act(const QString &as, const QString &action, const QJsonObject &data);
    [[nodiscard]] static QJsonArray returns();

    [[nodiscard]] bool hasRows(const QString &table) const
    {
        const auto *view = t.workspace()->findChild<QTableView *>(table);
        return view && view->isVisible() && view->model()->rowCount() > 0;
    }

    Tour &t;
    bool m_done = false;
};

void WorkStory::act(const QString &as, const QString &action, const QJsonObject &data)
{
    t.step(
        action,
        [this, as, action, data] {
            m_done = false;
            t.window()
                .desk()
                ->submitAs(as, {.action = action, .key = {}, .data = data, .at = {}})
                .then(this, [this](const Result<ActionOutcome> &done) { m_done = done.has_value(); });
        },
        [this] { return m_done; });
}

// What the police and the other services send of a September, this year and the three before.
QJsonArray WorkStory::returns()
{
    QJsonArray figures;
    const auto add = [&figures](int year, const QString &item, const QString &value) {
        figures.append(QJsonObject{{u"set"_s, u"safety"_s},
                                   {u"item"_s, item},
                                   {u"zh"_s, item},
                                   {u"value"_s, value},
                                   {u"from_date"_s, u"%1-09-01"_s.arg(year)},
                                   {u"to_date"_s, u"%1-09-30"_s.arg(year)},
                                   {u"source"_s, u"演示月报"_s}});
    };
    constexpr int years[] = {2023, 2024, 2025, 2026};
    for (const int year : years) {
        add(year, u"residents"_s, u"332000"_s);
        add(year, u"criminal_alarms"_s, QString::number(year == 2026 ? 31 : 36));
        add(year, u"order_alarms"_s, QString::number(year == 2026 ? 118 : 124));
        add(year, u"traffic_casualties"_s, u"9"_s);
        add(year, u"fires"_s, QString::number(year == 2026 ? 2 : 4));
    }
    add(2026, u"petitions_on_time"_s, u"98.00"_s);
    return figures;
}

void WorkStory::tell()
{
    t.time(monthIsOver);
    t.signInAs(u"jia"_s);
    act(u"yi"_s, u"compute_appraisals"_s, {{u"month"_s, month}});
    act(u"yi"_s, u"compute_subsidies"_s, {{u"month"_s, month}});
    act(u"ji"_s, u"declare_figures"_s, {{u"figures"_s, returns()}});
    t.step(
        u"the index"_s, [this] { t.workspace()->run(u"panel.safety_index"_s); },
        [this] { return hasRows(u"safetyTable"_s); });
    t.picture(u"safety-index"_s);
    t.step(
        u"the appraisals"_s, [this] { t.workspace()->run(u"panel.appraisal"_s); },
        [this] { return hasRows(u"appraisalTable"_s); });
    t.picture(u"appraisal"_s);
    t.step(
        u"the subsidies"_s,
        [this] { t.workspace()->findChild<AppraisalPanel *>()->showPage(AppraisalPanel::Page::Subsidies); },
        [this] { return hasRows(u"subsidyTable"_s); });
    t.picture(u"subsidies"_s);
}

} // namespace

void tellWork(Tour &tour)
{
    (new WorkStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
