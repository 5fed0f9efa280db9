#include <mediation/matter_places.h>

#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// States of a machine in which there is still something to do, as "?, ?" with their binds.
QString openStates(const RuleSet &rules, const QString &machine, QVariantList *binds)
{
    QStringList marks;
    for (const RuleRow *state : rules.table("states"_L1).where("machine"_L1, machine)) {
        if (state->flag("terminal"_L1) || state->text("phase"_L1) == "done"_L1)
            continue;
        *binds << state->text("state"_L1);
        marks << u"?"_s;
    }
    return marks.isEmpty() ? u"''"_s : marks.join(u',');
}

QList<MatterPlace> placesOf(Query rows)
{
    QList<MatterPlace> places;
    while (rows.next())
        places << MatterPlace{rows.uuid(0), rows.text(1), rows.text(2), rows.text(3)};
    return places;
}

} // namespace

QList<MatterPlace> matterPlaces(ReadContext &context)
{
    if (context.grant(matterKind().permission) == Grant::None)
        return {};
    QVariantList scoped;
    const QString scope = context.scopeSql(matterKind(), &scoped);
    QVariantList binds;
    const QString states = openStates(context.rules, matterKind().name, &binds);
    return placesOf(
        context.tx.query(u"SELECT id, coalesce(place, org), level, number FROM matter WHERE deleted = 0 AND "
                         "restricted IS NOT 1 AND state IN (%1) AND (%2)"_s.arg(states, scope),
                         binds + scoped));
}

QList<MatterPlace> warningPlaces(ReadContext &context)
{
    if (context.grant(matterKind().permission) == Grant::None)
        return {};
    QVariantList scoped;
    const QString scope = context.scopeSql(matterKind(), &scoped);
    QVariantList binds;
    const QString states = openStates(context.rules, u"warning"_s, &binds);
    return placesOf(context.tx.query(
        u"SELECT m.id, coalesce(m.place, m.org), w.level, m.number FROM warning w JOIN (SELECT id, place, org, number "
        u"FROM "
        "matter WHERE deleted = 0 AND restricted IS NOT 1 AND (%2)) m ON m.id = w.matter WHERE w.deleted = 0 AND "
        "w.state IN (%1)"_s.arg(states, scope),
        scoped + binds));
}

} // namespace fengqiao
