#include <reception/reception.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <reception/queries.h>

#include "reception_kinds.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// "O own/assigned" of the matrix: a clerk, a stationed officer or a leader on reception duty serves the hall of the own
// centre, whoever registered the visitor there.
bool ownsVisit(Reader &, const Row &visit, const Actor &actor)
{
    return visit.text("org"_L1) == actor.area.digits() || visit.uuid("first_contact"_L1) == actor.id.value ||
           (!actor.unit.isNull() && visit.uuid("refer_unit"_L1) == actor.unit.value);
}

QJsonObject visitDetails(ReadContext &context, const Row &visit)
{
    QJsonArray persons;
    const std::optional<VisitView> view = visitView(context, visit.id());
    if (!view)
        return {};
    for (const VisitPersonRow &person : view->persons)
        persons.append(QJsonObject{{u"person"_s, person.person.toString(QUuid::WithoutBraces)},
                                   {u"name"_s, person.name},
                                   {u"role"_s, person.role},
                                   {u"document"_s, person.document},
                                   {u"phone"_s, person.phone}});
    return {{u"persons"_s, persons}, {u"matter_number"_s, view->matterNumber}, {u"next_step"_s, view->nextStep}};
}

// The projection check that only this floor can do: a visit that says "matter linked" names a matter that exists.
QList<VerifyFault> verifyVisits(Reader &tx, const RuleSet &)
{
    QList<VerifyFault> faults;
    Query query =
        tx.query(u"SELECT v.number FROM visit v LEFT JOIN matter m ON m.id = v.matter WHERE v.deleted = 0 AND "
                 "v.matter IS NOT NULL AND m.id IS NULL ORDER BY v.rowid LIMIT 1"_s);
    if (query.next())
        faults << VerifyFault{
            u"visit.matter"_s, query.text(0),
            QCoreApplication::translate("Reception", "The visit names a matter that does not exist.")};
    return faults;
}

} // namespace

const RecordKind &visitKind()
{
    static const RecordKind kind{.name = u"visit"_s,
                                 .entity = &visitEntity(),
                                 .permission = u"visit.read"_s,
                                 .numberField = "number"_L1,
                                 .ownSql = u"? IN (first_contact, receiver)"_s,
                                 .details = visitDetails};
    return kind;
}

QString visitScope(ReadContext &context, QVariantList *binds)
{
    return context.scopeSql(visitKind(), binds);
}

QStringList statesInPhase(const RuleSet &rules, QLatin1StringView phase)
{
    QStringList states;
    for (const RuleRow *state : rules.table("states"_L1).where("machine"_L1, u"visit"_s))
        if (state->text("phase"_L1) == phase)
            states << state->text("state"_L1);
    return states;
}

Module receptionModule()
{
    Module module;
    module.name = u"reception"_s;
    module.entities = {&visitEntity(), &visitPersonEntity(), &windowEntity(), &dutyEntity()};
    module.machines = {
        {.name = u"visit"_s, .entity = &visitEntity(), .owns = ownsVisit, .restricted = {}, .lookup = {}}};
    module.kinds = {visitKind(),
                    {.name = u"window"_s,
                     .entity = &windowEntity(),
                     .permission = {},
                     .numberField = "name"_L1,
                     .ownSql = {},
                     .details = {},
                     .parent = nullptr},
                    {.name = u"duty"_s,
                     .entity = &dutyEntity(),
                     .permission = {},
                     .numberField = {},
                     .ownSql = {},
                     .details = {},
                     .parent = nullptr}};
    module.handlers = receptionHandlers();
    module.verifiers = {verifyVisits};
    module.seed = seedReception;
    return module;
}

} // namespace fengqiao
