#include <mediation/widgets/warning_alerts.h>

#include <QTimer>

#include <core/locale.h>
#include <mediation/oversight.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int gatherMs = 500; // changes that come together are one look

int orderOf(const RuleSet &rules, const QString &scheme, const QString &level)
{
    const RuleRow *row = rules.table("levels"_L1).find(scheme + u'/' + level);
    return row ? row->number("order"_L1) : 0;
}

} // namespace

WarningAlerts::WarningAlerts(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    auto *soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(gatherMs);
    connect(soon, &QTimer::timeout, this, &WarningAlerts::look);
    connect(&desk, &Desk::changed, soon, [soon](const ChangeSet &changes) {
        if (std::ranges::any_of(changes, [](const Change &change) {
                return change.entity == &warningEntity() || change.entity == &areaWarningEntity();
            }))
            soon->start();
    });
}

QList<WarningAlerts::Alert> WarningAlerts::rose(const QList<WarningLevel> &levels)
{
    const RuleSet &rules = *m_desk.rules();
    const QString scheme = rules.setting("level_scheme"_L1);
    const int sounding = orderOf(rules, scheme, rules.setting("warning_sound_level"_L1));
    QHash<QUuid, int> seen;
    QMap<int, Alert> rising; // by the order of the level
    for (const WarningLevel &warning : levels) {
        const int order = orderOf(rules, scheme, warning.level);
        seen.insert(warning.id, order);
        if (warning.lapsed || m_known.value(warning.id, 0) >= order)
            continue;
        Alert &alert = rising[order];
        alert = {warning.level, rules.word("level"_L1, warning.level), alert.count + 1, order >= sounding};
    }
    m_known = std::move(seen);
    if (std::exchange(m_first, false))
        return {};
    QList<Alert> alerts = rising.values();
    std::ranges::reverse(alerts);
    return alerts;
}

void WarningAlerts::tell(const QList<Alert> &alerts)
{
    if (alerts.isEmpty())
        return;
    QStringList parts;
    for (const Alert &alert : alerts)
        parts << tr("%1: %n warning(s)", "level and how many are new or rose", alert.count).arg(alert.levelWord);
    Q_EMIT raised(joinedClauses(parts), std::ranges::any_of(alerts, &Alert::sounds));
}

// No name and no reason leaves the window this way: a notification may be seen by anybody (R9).
void WarningAlerts::look()
{
    m_desk.read([](ReadContext &context) -> Result<QList<WarningLevel>> { return warningLevels(context); })
        .then(this, [this](const Result<QList<WarningLevel>> &levels) {
            if (levels)
                tell(rose(*levels));
        });
}

} // namespace fengqiao
