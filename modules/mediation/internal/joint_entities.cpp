#include "joint_work.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto flag = FieldType::Bool;
constexpr auto id = FieldType::Id;
constexpr auto date = FieldType::Date;
constexpr auto instant = FieldType::Instant;
constexpr auto json = FieldType::Json;

// What every record that moves on its own beside a matter has.
QList<Field> overlayFields()
{
    return {{"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
            {"state"_L1, code, true, Personal::No, "states"_L1, {}},
            {"org"_L1, code, true, Personal::No, {}, {}}};
}

Entity makeLeaderLed()
{
    Entity entity;
    entity.name = "leader_led"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Matters that a county leader took over, with the five ones; the leader coordinates."_s;
    entity.fields = overlayFields() + QList<Field>{
                                          {"reason"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"leader"_L1, id, false, Personal::No, {}, "account"_L1},
                                          {"case_summary"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"team"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"plan"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"closing_condition"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"accepted_at"_L1, instant, false, Personal::No, {}, {}},
                                          {"activated_at"_L1, instant, false, Personal::No, {}, {}},
                                          {"ended_at"_L1, instant, false, Personal::No, {}, {}},
                                          {"withdrawn_at"_L1, instant, false, Personal::No, {}, {}},
                                          {"result"_L1, text, false, Personal::Narrative, {}, {}},
                                      };
    entity.indexes = {{{"matter"_L1}, false, {}}, {{"leader"_L1}, false, "leader IS NOT NULL"_L1}};
    return entity;
}

Entity makeLeaderEntry()
{
    Entity entity;
    entity.name = "leader_entry"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"What a leader did in a leader-led case, by date, open to who checks it later."_s;
    entity.appendOnly = true;
    entity.fields = {
        {"leader_led"_L1, id, true, Personal::No, {}, "leader_led"_L1},
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"on_date"_L1, date, true, Personal::No, {}, {}},
        {"kind"_L1, code, true, Personal::No, "leader_entry_kind"_L1, {}},
        {"content"_L1, text, true, Personal::Narrative, {}, {}},
        {"recorder"_L1, id, true, Personal::No, {}, "account"_L1},
    };
    entity.indexes = {{{"leader_led"_L1}, false, {}}};
    return entity;
}

Entity makeConsultation()
{
    Entity entity;
    entity.name = "consultation"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Meetings of experts and units on a hard matter, with their minutes."_s;
    entity.fields = overlayFields() + QList<Field>{
                                          {"question"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"at"_L1, instant, false, Personal::No, {}, {}},
                                          {"place"_L1, text, false, Personal::No, {}, {}},
                                          {"chair"_L1, text, false, Personal::Name, {}, {}},
                                          {"invited"_L1, json, false, Personal::Name, {}, {}},
                                          {"units"_L1, json, false, Personal::No, {}, {}},
                                          {"held_at"_L1, instant, false, Personal::No, {}, {}},
                                          {"attendees"_L1, json, false, Personal::Name, {}, {}},
                                          {"absent"_L1, json, false, Personal::Name, {}, {}},
                                          {"recusals"_L1, json, false, Personal::Name, {}, {}},
                                          {"options"_L1, json, false, Personal::Narrative, {}, {}},
                                          {"dissent"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"opinions"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"result"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"ended_at"_L1, instant, false, Personal::No, {}, {}},
                                      };
    entity.indexes = {{{"matter"_L1}, false, {}}};
    return entity;
}

Entity makeConsultant()
{
    Entity entity;
    entity.name = "consultant"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Who was asked to a consultation or given a task by it, and may therefore read the matter."_s;
    entity.fields = {
        {"consultation"_L1, id, true, Personal::No, {}, "consultation"_L1},
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"account"_L1, id, false, Personal::No, {}, "account"_L1},
        {"unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
    };
    entity.indexes = {{{"consultation"_L1}, false, {}},
                      {{"account"_L1}, false, "account IS NOT NULL"_L1},
                      {{"unit"_L1}, false, "unit IS NOT NULL"_L1}};
    return entity;
}

Entity makeTask()
{
    Entity entity;
    entity.name = "task"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"What a consultation decided: who does what until when."_s;
    entity.fields = {
        {"consultation"_L1, id, true, Personal::No, {}, "consultation"_L1},
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"content"_L1, text, true, Personal::Narrative, {}, {}},
        {"owner_account"_L1, id, false, Personal::No, {}, "account"_L1},
        {"owner_unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
        {"due"_L1, date, true, Personal::No, {}, {}},
        {"result"_L1, text, false, Personal::Narrative, {}, {}},
        {"finished_at"_L1, instant, false, Personal::No, {}, {}}, // empty = open
        {"finished_by"_L1, id, false, Personal::No, {}, "account"_L1},
    };
    entity.indexes = {{{"consultation"_L1}, false, {}},
                      {{"matter"_L1}, false, {}},
                      {{"owner_account"_L1, "due"_L1}, false, "owner_account IS NOT NULL AND finished_at IS NULL"_L1},
                      {{"owner_unit"_L1, "due"_L1}, false, "owner_unit IS NOT NULL AND finished_at IS NULL"_L1}};
    return entity;
}

Entity makeConfirmation()
{
    Entity entity;
    entity.name = "confirmation"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Joint applications to a court to confirm a mediation agreement."_s;
    entity.fields = overlayFields() + QList<Field>{
                                          {"effective_on"_L1, date, false, Personal::No, {}, {}},
                                          {"court"_L1, text, false, Personal::No, {}, {}},
                                          {"inviting_court"_L1, flag, false, Personal::No, {}, {}},
                                          {"applied_on"_L1, date, false, Personal::No, {}, {}},
                                          {"case_number"_L1, text, false, Personal::No, {}, {}},
                                          {"accepted_on"_L1, date, false, Personal::No, {}, {}},
                                          {"ruling_number"_L1, text, false, Personal::No, {}, {}},
                                          {"ruled_on"_L1, date, false, Personal::No, {}, {}},
                                          {"ruling_reason"_L1, text, false, Personal::Narrative, {}, {}},
                                          {"ended_at"_L1, instant, false, Personal::No, {}, {}},
                                      };
    entity.indexes = {{{"matter"_L1}, false, {}},
                      {{"effective_on"_L1}, false, "applied_on IS NULL AND ended_at IS NULL"_L1}};
    return entity;
}

} // namespace

// Which step of the ladder has the matter, and who still follows it after handing it up. The file is a county's own:
// what the city took over stays in it under the county's code, with the city as its level.
QList<Field> jointMatterFields()
{
    return {
        {"area_level"_L1, code, false, Personal::No, "area_level"_L1, {}},
        {"origin_org"_L1, code, false, Personal::No, {}, {}},
        {"escalated_by"_L1, id, false, Personal::No, {}, "account"_L1},
        {"transferred_to"_L1, code, false, Personal::No, {}, {}}, // county whose centre has it now
        {"transferred_from"_L1, code, false, Personal::No, {}, {}},
        {"referral_number"_L1, text, false, Personal::No, {}, {}},
        {"referral_replied_on"_L1, date, false, Personal::No, {}, {}},
    };
}

QList<Index> jointMatterIndexes()
{
    return {{{"origin_org"_L1}, false, "origin_org IS NOT NULL"_L1},
            {{"escalated_by"_L1}, false, "escalated_by IS NOT NULL"_L1},
            {{"level"_L1, "state"_L1}, false, "level IS NOT NULL"_L1}};
}

const Entity &leaderLedEntity()
{
    static const Entity entity = makeLeaderLed();
    return entity;
}

const Entity &leaderEntryEntity()
{
    static const Entity entity = makeLeaderEntry();
    return entity;
}

const Entity &consultationEntity()
{
    static const Entity entity = makeConsultation();
    return entity;
}

const Entity &consultantEntity()
{
    static const Entity entity = makeConsultant();
    return entity;
}

const Entity &taskEntity()
{
    static const Entity entity = makeTask();
    return entity;
}

const Entity &confirmationEntity()
{
    static const Entity entity = makeConfirmation();
    return entity;
}

} // namespace fengqiao
