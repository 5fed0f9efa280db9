#include <mediation/mediation.h>

#include "joint_work.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto flag = FieldType::Bool;
constexpr auto id = FieldType::Id;

Entity makePerson()
{
    Entity entity;
    entity.name = "person"_L1;
    entity.areaOfReferrers = true; // of the visits and matters that they take part in
    entity.purpose = u"People who came to the centre or are party to a matter; nobody else (R1)."_s;
    entity.fields = {
        {"name"_L1, text, true, Personal::Name, {}, {}},
        {"sex"_L1, code, false, Personal::No, "sex"_L1, {}},
        {"document_type"_L1, code, false, Personal::No, "document_type"_L1, {}},
        {"document_number"_L1, text, false, Personal::Number, {}, {}},
        {"phone"_L1, text, false, Personal::Phone, {}, {}},
        {"address"_L1, text, false, Personal::Address, {}, {}},
        {"place"_L1, code, false, Personal::No, {}, {}},
        // Keys of the duplicate check (blocks of same sound and birth, same sound and phone tail).
        {"name_key"_L1, text, false, Personal::Name, {}, {}},
        {"birth"_L1, FieldType::Date, false, Personal::Number, {}, {}},
        {"phone_tail"_L1, text, false, Personal::Phone, {}, {}},
    };
    entity.indexes = {
        {{"document_number"_L1}, false, "document_number IS NOT NULL"_L1},
        {{"phone"_L1}, false, "phone IS NOT NULL"_L1},
        {{"name_key"_L1, "birth"_L1}, false, "birth IS NOT NULL"_L1},
        {{"name_key"_L1, "phone_tail"_L1}, false, "phone_tail IS NOT NULL"_L1},
    };
    return entity;
}

QList<Field> matterCore()
{
    return {
        {"number"_L1, text, true, Personal::No, {}, {}},
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"channel"_L1, code, false, Personal::No, "matter_channel"_L1, {}},
        {"title"_L1, text, false, Personal::Narrative, {}, {}},
        {"facts"_L1, text, false, Personal::Narrative, {}, {}},
        {"place"_L1, code, false, Personal::No, {}, {}},
        {"lawful_basis"_L1, code, false, Personal::No, "lawful_basis"_L1, {}},
        {"dispute_type"_L1, code, false, Personal::No, "dispute_type"_L1, {}},
        {"amount"_L1, FieldType::Money, false, Personal::No, {}, {}},
        {"persons_affected"_L1, integer, false, Personal::No, {}, {}},
        {"first_known"_L1, FieldType::Date, false, Personal::No, {}, {}},
        // Kept apart from the parties: whoever is complained of must not learn it (R6).
        {"reporter"_L1, id, false, Personal::No, {}, "person"_L1},
        {"source_visit"_L1, id, false, Personal::No, {}, "visit"_L1},
        {"source_event"_L1, id, false, Personal::No, {}, "grid_event"_L1},
        {"creator"_L1, id, false, Personal::No, {}, "account"_L1},
        {"first_contact"_L1, id, false, Personal::No, {}, "account"_L1},
        {"merged_into"_L1, id, false, Personal::No, {}, "matter"_L1},
        {"outcome"_L1, code, false, Personal::No, "outcome"_L1, {}},
    };
}

QList<Field> matterRisk()
{
    return {
        {"scheme"_L1, code, false, Personal::No, {}, {}},
        {"level"_L1, code, false, Personal::No, "level"_L1, {}},
        {"suggested_level"_L1, code, false, Personal::No, "level"_L1, {}},
        {"score"_L1, integer, false, Personal::No, {}, {}},
        {"review_due"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"danger"_L1, flag, false, Personal::No, {}, {}},
        {"weapon"_L1, flag, false, Personal::No, {}, {}},
        {"self_harm"_L1, flag, false, Personal::No, {}, {}},
        {"dv"_L1, flag, false, Personal::No, {}, {}},
        {"dv_present"_L1, flag, false, Personal::No, {}, {}},
        {"minor_involved"_L1, flag, false, Personal::No, {}, {}},
        {"restricted"_L1, flag, false, Personal::No, {}, {}},
        {"admin_act"_L1, flag, false, Personal::No, {}, {}},
        {"seized_by"_L1, code, false, Personal::No, "seized_by"_L1, {}},
        {"tenure"_L1, flag, false, Personal::No, {}, {}},
        {"court_delegated"_L1, flag, false, Personal::No, {}, {}},
        {"failed_mediations"_L1, integer, false, Personal::No, {}, {}},
        {"conduct"_L1, code, false, Personal::No, "conduct"_L1, {}},
        {"police_visits"_L1, integer, false, Personal::No, {}, {}},
        {"collective_threat"_L1, flag, false, Personal::No, {}, {}},
        {"livelihood"_L1, flag, false, Personal::No, {}, {}},
        {"dependant"_L1, flag, false, Personal::No, {}, {}},
        {"unavoidable_contact"_L1, flag, false, Personal::No, {}, {}},
    };
}

QList<Field> matterRouting()
{
    return {
        {"route"_L1, code, false, Personal::No, {}, {}},
        {"triage_row"_L1, integer, false, Personal::No, {}, {}},
        {"triage_reason"_L1, text, false, Personal::No, {}, {}},
        {"triage_overridden"_L1, flag, false, Personal::No, {}, {}},
        {"room"_L1, id, false, Personal::No, {}, "room"_L1},
        {"room_kind"_L1, code, false, Personal::No, "room_kinds"_L1, {}},
        {"lead_unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
        {"mediator"_L1, id, false, Personal::No, {}, "account"_L1},
        {"recused"_L1, FieldType::Json, false, Personal::No, {}, {}}, // accounts that may not get it again (R7)
        {"complexity"_L1, code, false, Personal::No, "complexity"_L1, {}},
        {"handler_due"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"assigned_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"signed_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
    };
}

QList<Field> matterReferral()
{
    return {
        // Set where the court entrusts a matter after filing; before filing it delegates (court_delegated).
        {"entrusted_procedure"_L1, code, false, Personal::No, "entrusted_procedure"_L1, {}},
    };
}

Entity makeMatter()
{
    Entity entity;
    entity.name = "matter"_L1;
    // Who handed it up still follows it: the lower level stays a helper (features.md Q20), but acts no more.
    entity.areaFrom = {{"org"_L1, {}, {}}, {"origin_org"_L1, {}, {}}};
    entity.purpose = u"Disputes and claims brought to the centre; each stands for itself, nothing is scored across."_s;
    entity.fields =
        matterCore() + matterRisk() + matterRouting() + matterOutcome() + matterReferral() + jointMatterFields();
    entity.indexes = {
        {{"number"_L1}, true, {}},
        // The board, the lists "mine" and the scope of a township read only their own part of the table.
        {{"state"_L1, "room"_L1}, false, {}},
        {{"mediator"_L1, "state"_L1}, false, "mediator IS NOT NULL"_L1},
        {{"lead_unit"_L1, "state"_L1}, false, "lead_unit IS NOT NULL"_L1},
        {{"creator"_L1}, false, "creator IS NOT NULL"_L1},
        {{"first_contact"_L1}, false, "first_contact IS NOT NULL"_L1},
        {{"room"_L1}, false, "mediator IS NULL AND room IS NOT NULL"_L1},
        {{"org"_L1}, false, "restricted = 1"_L1},
        {{"org"_L1, "state"_L1}, false, {}},
        {{"source_visit"_L1}, false, "source_visit IS NOT NULL"_L1},
        {{"source_event"_L1}, false, "source_event IS NOT NULL"_L1},
        {{"reporter"_L1}, false, "reporter IS NOT NULL"_L1},
        {{"place"_L1, "registered_on"_L1}, false, "place IS NOT NULL"_L1}, // clusters of a village (warning_rules)
    };
    entity.indexes += jointMatterIndexes();
    return entity;
}

Entity makeParty()
{
    Entity entity;
    entity.name = "party"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Who takes part in a matter, on which side and in which role."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"person"_L1, id, false, Personal::No, {}, "person"_L1},
        {"organisation_name"_L1, text, false, Personal::No, {}, {}},
        {"side"_L1, code, false, Personal::No, "party_side"_L1, {}},
        {"role"_L1, code, false, Personal::No, "party_role"_L1, {}},
    };
    entity.indexes = {
        {{"matter"_L1}, false, {}},
        {{"person"_L1}, false, "person IS NOT NULL"_L1},
    };
    return entity;
}

Entity makeCoUnit()
{
    Entity entity;
    entity.name = "co_unit"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Units that help the lead unit with a matter and may therefore read it."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"unit"_L1, id, true, Personal::No, {}, "organisation"_L1},
        // It signs for its part by itself, within a time limit of its own.
        {"state"_L1, code, false, Personal::No, "states"_L1, {}},
        {"assigned_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"signed_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"officer"_L1, text, false, Personal::No, {}, {}},
        {"objection"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"matter"_L1}, false, {}}, {{"unit"_L1, "state"_L1}, false, {}}};
    return entity;
}

Entity makeAssessment()
{
    Entity entity;
    entity.name = "assessment"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Score cards of a matter, every version kept with its evidence; never of a person (R2)."_s;
    entity.appendOnly = true;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"scheme"_L1, code, true, Personal::No, {}, {}},
        {"score"_L1, integer, true, Personal::No, {}, {}},
        {"suggested_level"_L1, code, true, Personal::No, "level"_L1, {}},
        {"card"_L1, FieldType::Json, true, Personal::Narrative, {}, {}},
        {"assessor"_L1, id, true, Personal::No, {}, "account"_L1},
        {"assessed_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
    };
    entity.indexes = {{{"matter"_L1, "assessed_at"_L1}, false, {}}};
    return entity;
}

Entity makeRoom()
{
    Entity entity;
    entity.name = "room"_L1;
    entity.purpose = u"Mediation rooms of the centre."_s;
    entity.fields = {
        {"name"_L1, text, true, Personal::No, {}, {}},
        {"kind"_L1, code, true, Personal::No, "room_kinds"_L1, {}},
        {"capacity"_L1, integer, false, Personal::No, {}, {}}, // matters at a time
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"active"_L1, flag, false, Personal::No, {}, {}},
        {"demo"_L1, flag, false, Personal::No, {}, {}},
        {"seats"_L1, integer, false, Personal::No, {}, {}}, // people at a session
        {"accessible"_L1, flag, false, Personal::No, {}, {}},
        {"waiting"_L1, text, false, Personal::No, {}, {}}, // where people wait for it
    };
    entity.indexes = {{{"kind"_L1, "name"_L1}, false, {}}};
    return entity;
}

Entity makeMediator()
{
    Entity entity;
    entity.name = "mediator"_L1;
    entity.purpose = u"What an account can mediate, where, and how much at a time."_s;
    entity.fields = {
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"skills"_L1, FieldType::Json, false, Personal::No, {}, {}}, // dispute types
        {"room"_L1, id, false, Personal::No, {}, "room"_L1},
        {"capacity"_L1, integer, false, Personal::No, {}, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"active"_L1, flag, false, Personal::No, {}, {}},
        {"demo"_L1, flag, false, Personal::No, {}, {}},
        {"languages"_L1, FieldType::Json, false, Personal::No, {}, {}}, // codes of language
        {"committee"_L1, code, false, Personal::No, "committee_type"_L1, {}},
        {"chief"_L1, flag, false, Personal::No, {}, {}},
        {"expert"_L1, flag, false, Personal::No, {}, {}},
        {"phone"_L1, text, false, Personal::Phone, {}, {}},
    };
    entity.indexes = {{{"account"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &personEntity()
{
    static const Entity entity = makePerson();
    return entity;
}

const Entity &matterEntity()
{
    static const Entity entity = makeMatter();
    return entity;
}

const Entity &partyEntity()
{
    static const Entity entity = makeParty();
    return entity;
}

const Entity &coUnitEntity()
{
    static const Entity entity = makeCoUnit();
    return entity;
}

const Entity &assessmentEntity()
{
    static const Entity entity = makeAssessment();
    return entity;
}

const Entity &roomEntity()
{
    static const Entity entity = makeRoom();
    return entity;
}

const Entity &mediatorEntity()
{
    static const Entity entity = makeMediator();
    return entity;
}

} // namespace fengqiao
