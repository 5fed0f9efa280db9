#include <mediation/sessions.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto flag = FieldType::Bool;
constexpr auto id = FieldType::Id;
constexpr auto instant = FieldType::Instant;

Entity makeSession()
{
    Entity entity;
    entity.name = "session"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Mediation sessions: room, time, and the record of the one that was held (D09)."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"room"_L1, id, true, Personal::No, {}, "room"_L1},
        {"starts_at"_L1, instant, true, Personal::No, {}, {}},
        {"ends_at"_L1, instant, true, Personal::No, {}, {}},
        {"mediator"_L1, id, true, Personal::No, {}, "account"_L1},
        {"mode"_L1, code, false, Personal::No, "session_mode"_L1, {}},
        {"form"_L1, code, false, Personal::No, "session_form"_L1, {}},
        {"side"_L1, code, false, Personal::No, "party_side"_L1, {}}, // the one that is heard alone
        {"accessible_needed"_L1, flag, false, Personal::No, {}, {}},
        {"booked_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"cancel_reason"_L1, code, false, Personal::No, "session_cancel"_L1, {}},
        // What was said stays in the dossier (R5, 人民调解法 15(4)).
        {"rights_notice_given"_L1, flag, false, Personal::No, {}, {}},
        {"statements"_L1, text, false, Personal::Narrative, {}, {}},
        {"verification"_L1, text, false, Personal::Narrative, {}, {}},
        {"result"_L1, code, false, Personal::No, "session_result"_L1, {}},
        {"result_note"_L1, text, false, Personal::Narrative, {}, {}},
        {"minutes"_L1, integer, false, Personal::No, {}, {}},
        {"held_at"_L1, instant, false, Personal::No, {}, {}},
    };
    entity.indexes = {
        {{"starts_at"_L1}, false, {}},
        {{"matter"_L1, "starts_at"_L1}, false, {}},
        {{"mediator"_L1, "starts_at"_L1}, false, {}},
    };
    return entity;
}

Entity makeSessionPerson()
{
    Entity entity;
    entity.name = "session_person"_L1;
    entity.areaFrom = {{"session"_L1, {}, {}}};
    entity.purpose = u"Who takes part in a mediation session, and who came."_s;
    entity.fields = {
        {"session"_L1, id, true, Personal::No, {}, "session"_L1},
        {"role"_L1, code, true, Personal::No, "session_role"_L1, {}},
        {"account"_L1, id, false, Personal::No, {}, "account"_L1},
        {"person"_L1, id, false, Personal::No, {}, "person"_L1},
        {"name"_L1, text, false, Personal::Name, {}, {}},
        {"organisation"_L1, text, false, Personal::No, {}, {}},
        {"side"_L1, code, false, Personal::No, "party_side"_L1, {}},
        {"present"_L1, flag, false, Personal::No, {}, {}},
        {"absence_reason"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {
        {{"session"_L1}, false, {}},
        {{"account"_L1}, false, "account IS NOT NULL"_L1},
    };
    return entity;
}

Entity makeSessionWait()
{
    Entity entity;
    entity.name = "session_wait"_L1;
    entity.areaFrom = {{"session"_L1, {}, {}}};
    entity.purpose = u"Where and when each side waits for a session, apart from the other."_s;
    entity.fields = {
        {"session"_L1, id, true, Personal::No, {}, "session"_L1},
        {"side"_L1, code, true, Personal::No, "party_side"_L1, {}},
        {"room"_L1, id, false, Personal::No, {}, "room"_L1},
        {"place"_L1, text, false, Personal::No, {}, {}},
        {"arrives_at"_L1, instant, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"session"_L1}, false, {}}};
    return entity;
}

Entity makeMediatorLeave()
{
    Entity entity;
    entity.name = "mediator_leave"_L1;
    entity.areaFrom = {{"account"_L1, {}, "area"_L1}};
    entity.purpose = u"Days on which a mediator is not offered and cannot be booked."_s;
    entity.fields = {
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"starts_on"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"ends_on"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"note"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"account"_L1, "ends_on"_L1}, false, {}}};
    return entity;
}

Entity makeMediatorConflict()
{
    Entity entity;
    entity.name = "mediator_conflict"_L1;
    entity.areaFrom = {{"account"_L1, {}, "area"_L1}};
    entity.purpose = u"Relations that keep a mediator from a matter of that person or unit (R7)."_s;
    entity.fields = {
        {"account"_L1, id, true, Personal::No, {}, "account"_L1},
        {"person"_L1, id, false, Personal::No, {}, "person"_L1},
        {"unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
        {"organisation_name"_L1, text, false, Personal::No, {}, {}},
        {"ground"_L1, code, true, Personal::No, "recuse_ground"_L1, {}},
        {"relation"_L1, text, false, Personal::Narrative, {}, {}},
        {"declared_at"_L1, instant, false, Personal::No, {}, {}},
        {"declared_by"_L1, id, false, Personal::No, {}, "account"_L1},
    };
    entity.indexes = {{{"account"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &sessionEntity()
{
    static const Entity entity = makeSession();
    return entity;
}

const Entity &sessionPersonEntity()
{
    static const Entity entity = makeSessionPerson();
    return entity;
}

const Entity &sessionWaitEntity()
{
    static const Entity entity = makeSessionWait();
    return entity;
}

const Entity &mediatorLeaveEntity()
{
    static const Entity entity = makeMediatorLeave();
    return entity;
}

const Entity &mediatorConflictEntity()
{
    static const Entity entity = makeMediatorConflict();
    return entity;
}

} // namespace fengqiao
