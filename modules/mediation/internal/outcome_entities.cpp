#include <mediation/mediation.h>
#include <mediation/outcomes.h>

#include "areas.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto flag = FieldType::Bool;
constexpr auto money = FieldType::Money;
constexpr auto date = FieldType::Date;
constexpr auto id = FieldType::Id;

Entity makeAgreement()
{
    Entity entity;
    entity.name = "agreement"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose =
        u"What the parties agreed on; a new agreement is a new row and the old one stays (人民调解法 29)."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"number"_L1, text, true, Personal::No, {}, {}},
        {"form"_L1, code, true, Personal::No, "agreement_form"_L1, {}},
        // What is said and agreed in mediation stays in the dossier (R5).
        {"clauses"_L1, FieldType::Json, true, Personal::Narrative, {}, {}},
        {"amount"_L1, money, false, Personal::No, {}, {}},
        {"mode"_L1, code, false, Personal::No, "performance_mode"_L1, {}},
        {"due_on"_L1, date, false, Personal::No, {}, {}},
        {"effective_on"_L1, date, true, Personal::No, {}, {}},
        {"signed_by"_L1, text, false, Personal::Name, {}, {}},
        {"sealed"_L1, flag, false, Personal::No, {}, {}},
        {"confirmation_eligible"_L1, flag, false, Personal::No, {}, {}},
        {"standing"_L1, code, true, Personal::No, "agreement_standing"_L1, {}},
    };
    entity.indexes = {{{"matter"_L1}, false, {}}, {{"number"_L1}, true, {}}};
    return entity;
}

Entity makeInstalment()
{
    Entity entity;
    entity.name = "instalment"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Payments and acts under an agreement, when due and when done, with the proof (人民调解法 31)."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"agreement"_L1, id, false, Personal::No, {}, "agreement"_L1},
        {"seq"_L1, integer, true, Personal::No, {}, {}},
        {"due_on"_L1, date, true, Personal::No, {}, {}},
        {"agreed_due"_L1, date, true, Personal::No, {}, {}}, // before it was urged
        {"amount"_L1, money, false, Personal::No, {}, {}},
        {"act"_L1, text, false, Personal::Narrative, {}, {}},
        {"standing"_L1, code, true, Personal::No, "instalment_standing"_L1, {}},
        {"broken_since"_L1, date, false, Personal::No, {}, {}},
        {"performed_on"_L1, date, false, Personal::No, {}, {}},
        {"proof"_L1, code, false, Personal::No, "proof_kind"_L1, {}},
        {"proof_note"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"matter"_L1, "seq"_L1}, false, {}}, {{"due_on"_L1}, false, "standing = 'open'"_L1}};
    return entity;
}

Entity makeFollowUp()
{
    Entity entity;
    entity.name = "follow_up"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Follow-ups after performance or outcome: whether it holds, and whether people are safe."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"round"_L1, integer, true, Personal::No, {}, {}},
        {"followed_on"_L1, date, true, Personal::No, {}, {}},
        {"mode"_L1, code, false, Personal::No, "follow_up_mode"_L1, {}},
        {"reached"_L1, flag, false, Personal::No, {}, {}},
        {"person_reached"_L1, text, false, Personal::Name, {}, {}},
        {"performance"_L1, code, false, Personal::No, "performance_state"_L1, {}},
        {"satisfaction"_L1, code, false, Personal::No, "satisfaction"_L1, {}},
        {"new_risk"_L1, flag, false, Personal::No, {}, {}},
        {"safe_contact"_L1, flag, false, Personal::No, {}, {}},
        {"findings"_L1, text, false, Personal::Narrative, {}, {}},
        {"settled_on"_L1, date, false, Personal::No, {}, {}}, // what it counts from; tells one run from the next
        {"visitor"_L1, id, true, Personal::No, {}, "account"_L1},
    };
    entity.indexes = {{{"matter"_L1, "round"_L1}, false, {}}};
    return entity;
}

Entity makeSubsidy()
{
    Entity entity;
    entity.name = "subsidy"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Grade and dossier review on which the subsidy of a case is computed (以案定补)."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"grade"_L1, code, false, Personal::No, "complexity"_L1, {}},
        {"dossier_grade"_L1, code, true, Personal::No, "dossier_grade"_L1, {}},
        {"note"_L1, text, false, Personal::Narrative, {}, {}},
        {"proposer"_L1, id, true, Personal::No, {}, "account"_L1},
        {"proposed_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
    };
    entity.indexes = {{{"matter"_L1, "proposed_at"_L1}, false, {}}};
    return entity;
}

Entity makeSubsidyShare()
{
    Entity entity;
    entity.name = "subsidy_share"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Mediators who share the subsidy of a case, in per cent."_s;
    entity.fields = {
        {"subsidy"_L1, id, true, Personal::No, {}, "subsidy"_L1},
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"percent"_L1, integer, true, Personal::No, {}, {}},
        {"civil_servant"_L1, flag, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"subsidy"_L1}, false, {}}};
    return entity;
}

// They name people: a unit that is complained of does not get them (R6).
QString ofOpenMatters()
{
    return u"matter IN (SELECT id FROM matter WHERE ("_s + ownMatterSql() + u") AND "_s + identityOpenSql() + u')';
}

} // namespace

QList<Field> matterOutcome()
{
    return {
        // Two denominators (domain.md 6.1): accepted, and concluded. What mediation came to is kept apart from what
        // a court or an agency decides afterwards.
        {"registered_on"_L1, date, false, Personal::No, {}, {}},
        {"accepted_on"_L1, date, false, Personal::No, {}, {}},
        {"mediation_on"_L1, date, false, Personal::No, {}, {}},
        {"mediation_outcome"_L1, code, false, Personal::No, "outcome"_L1, {}},
        {"concluded_on"_L1, date, false, Personal::No, {}, {}},
        {"outcome_on"_L1, date, false, Personal::No, {}, {}},
        {"performed_on"_L1, date, false, Personal::No, {}, {}},
        {"exited_on"_L1, date, false, Personal::No, {}, {}}, // lawful end with nothing to perform
        {"relapsed_on"_L1, date, false, Personal::No, {}, {}},
        // The conclusion that a relapse undid: it stays countable although the row is open again (6.1 rate_relapse).
        {"undone_on"_L1, date, false, Personal::No, {}, {}},
        {"follow_round"_L1, integer, false, Personal::No, {}, {}},
        {"top_level"_L1, code, false, Personal::No, "level"_L1, {}}, // the highest confirmed since the analysis
        {"leader_approval"_L1, id, false, Personal::No, {}, "account"_L1},
        {"director_approval"_L1, id, false, Personal::No, {}, "account"_L1},
        {"written_off_on"_L1, date, false, Personal::No, {}, {}},
        {"closed_on"_L1, date, false, Personal::No, {}, {}},
        {"archived_on"_L1, date, false, Personal::No, {}, {}},
        {"dossier_number"_L1, text, false, Personal::No, {}, {}},
        {"retention_class"_L1, code, false, Personal::No, "retention_class"_L1, {}},
        {"retain_until"_L1, date, false, Personal::No, {}, {}},
        // A claim about a unit goes to that unit without the name of who made it (R6).
        {"complained_unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
        {"identity_needed"_L1, flag, false, Personal::No, {}, {}},
        {"identity_reason"_L1, text, false, Personal::Narrative, {}, {}},
    };
}

const Entity &agreementEntity()
{
    static const Entity entity = makeAgreement();
    return entity;
}

const Entity &instalmentEntity()
{
    static const Entity entity = makeInstalment();
    return entity;
}

const Entity &followUpEntity()
{
    static const Entity entity = makeFollowUp();
    return entity;
}

const Entity &subsidyEntity()
{
    static const Entity entity = makeSubsidy();
    return entity;
}

const Entity &subsidyShareEntity()
{
    static const Entity entity = makeSubsidyShare();
    return entity;
}

const RecordKind &agreementKind()
{
    static const RecordKind kind{u"agreement"_s, &agreementEntity(), u"matter.read"_s, "number"_L1, ofOpenMatters(), {},
                                 &matterKind()};
    return kind;
}

const RecordKind &followUpKind()
{
    static const RecordKind kind{u"follow_up"_s, &followUpEntity(), u"matter.read"_s, {}, ofOpenMatters(), {},
                                 &matterKind()};
    return kind;
}

} // namespace fengqiao
