#include <mediation/oversight.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto flag = FieldType::Bool;
constexpr auto id = FieldType::Id;
constexpr auto instant = FieldType::Instant;
constexpr auto date = FieldType::Date;

// What every record that belongs to a matter has.
QList<Field> overlayCore()
{
    return {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
    };
}

Entity makeWarning()
{
    Entity entity;
    entity.name = "warning"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Warnings of matters: scheme and level, the score they stand on, why and until when (domain.md "
                     "4.2); never of a person (R2)."_s;
    entity.fields = overlayCore() + QList<Field>{
                                        {"scheme"_L1, code, true, Personal::No, {}, {}},
                                        {"level"_L1, code, true, Personal::No, "level"_L1, {}},
                                        {"assessment"_L1, id, false, Personal::No, {}, "assessment"_L1},
                                        {"score"_L1, integer, false, Personal::No, {}, {}},
                                        {"reason"_L1, text, false, Personal::Narrative, {}, {}},
                                        {"review_due"_L1, date, false, Personal::No, {}, {}},
                                        {"owner"_L1, id, false, Personal::No, {}, "account"_L1},
                                        {"measures"_L1, text, false, Personal::Narrative, {}, {}},
                                        {"confirmed_by"_L1, id, false, Personal::No, {}, "account"_L1},
                                        {"confirmer_role"_L1, code, false, Personal::No, "roles"_L1, {}},
                                        {"confirmed_at"_L1, instant, false, Personal::No, {}, {}},
                                        {"cleared_by"_L1, id, false, Personal::No, {}, "account"_L1},
                                        {"cleared_at"_L1, instant, false, Personal::No, {}, {}},
                                        // Names of warning_rules: those that suggested it, and those that held when
                                        // a person cleared or dismissed it and suggest it no more.
                                        {"rule"_L1, text, false, Personal::No, {}, {}},
                                        {"answered"_L1, text, false, Personal::No, {}, {}},
                                    };
    entity.indexes = {{{"matter"_L1}, false, {}},
                      {{"state"_L1, "review_due"_L1}, false, {}},
                      {{"level"_L1, "state"_L1, "review_due"_L1}, false, {}}};
    return entity;
}

Entity makeWhistle()
{
    Entity entity;
    entity.name = "whistle"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Calls to member units to report in for a matter, and what each answered (domain.md 2.4)."_s;
    entity.fields = overlayCore() + QList<Field>{
                                        {"unit"_L1, id, true, Personal::No, {}, "organisation"_L1},
                                        {"stationing"_L1, code, true, Personal::No, "stationing_mode"_L1, {}},
                                        {"lead"_L1, flag, false, Personal::No, {}, {}},
                                        {"question"_L1, text, true, Personal::Narrative, {}, {}},
                                        {"place"_L1, text, true, Personal::Narrative, {}, {}},
                                        {"contact"_L1, text, true, Personal::Narrative, {}, {}},
                                        {"officer"_L1, text, false, Personal::No, {}, {}},
                                        {"blown_by"_L1, id, true, Personal::No, {}, "account"_L1},
                                        {"blown_at"_L1, instant, true, Personal::No, {}, {}},
                                        {"acknowledged_at"_L1, instant, false, Personal::No, {}, {}},
                                        {"arrived_at"_L1, instant, false, Personal::No, {}, {}},
                                        {"declined_at"_L1, instant, false, Personal::No, {}, {}},
                                        {"ended_at"_L1, instant, false, Personal::No, {}, {}},
                                        {"decline_ground"_L1, code, false, Personal::No, "decline_ground"_L1, {}},
                                        {"decline_basis"_L1, text, false, Personal::No, {}, {}},
                                        {"result"_L1, text, false, Personal::Narrative, {}, {}},
                                        {"cancel_reason"_L1, text, false, Personal::Narrative, {}, {}},
                                    };
    entity.indexes = {
        {{"matter"_L1}, false, {}}, {{"unit"_L1, "state"_L1}, false, {}}, {{"state"_L1, "ended_at"_L1}, false, {}}};
    return entity;
}

Entity makeSupervision()
{
    Entity entity;
    entity.name = "supervision"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Reminders and supervision letters about a time limit or a duty in a matter, with the reply of "
                     "whoever is supervised (domain.md 2.4)."_s;
    entity.fields =
        overlayCore() + QList<Field>{
                            {"number"_L1, text, false, Personal::No, {}, {}},     // of the yellow letter
                            {"red_number"_L1, text, false, Personal::No, {}, {}}, // a red letter is a letter of its own
                            {"clock"_L1, id, false, Personal::No, {}, "clock"_L1},
                            {"clock_code"_L1, code, false, Personal::No, "clocks"_L1, {}},
                            {"whistle"_L1, id, false, Personal::No, {}, "whistle"_L1},
                            {"unit"_L1, id, false, Personal::No, {}, "organisation"_L1},
                            {"account"_L1, id, false, Personal::No, {}, "account"_L1},
                            {"breach"_L1, text, false, Personal::Narrative, {}, {}},
                            {"days_over"_L1, integer, false, Personal::No, {}, {}},
                            {"new_date"_L1, date, false, Personal::No, {}, {}},
                            {"reminded_at"_L1, instant, false, Personal::No, {}, {}},
                            {"yellow_at"_L1, instant, false, Personal::No, {}, {}},
                            {"red_at"_L1, instant, false, Personal::No, {}, {}},
                            {"circulated_at"_L1, instant, false, Personal::No, {}, {}},
                            {"circular"_L1, text, false, Personal::Narrative, {}, {}},
                            {"reply"_L1, text, false, Personal::Narrative, {}, {}},
                            {"replied_at"_L1, instant, false, Personal::No, {}, {}},
                            {"lifted_at"_L1, instant, false, Personal::No, {}, {}},
                            {"lift_reason"_L1, text, false, Personal::Narrative, {}, {}},
                        };
    entity.indexes = {{{"matter"_L1}, false, {}},
                      {{"clock"_L1}, false, "clock IS NOT NULL"_L1},
                      {{"number"_L1}, false, "number IS NOT NULL"_L1},
                      {{"unit"_L1, "state"_L1}, false, "unit IS NOT NULL"_L1},
                      {{"account"_L1, "state"_L1}, false, "account IS NOT NULL"_L1},
                      {{"state"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &warningEntity()
{
    static const Entity entity = makeWarning();
    return entity;
}

const Entity &whistleEntity()
{
    static const Entity entity = makeWhistle();
    return entity;
}

const Entity &supervisionEntity()
{
    static const Entity entity = makeSupervision();
    return entity;
}

} // namespace fengqiao
