#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto instant = FieldType::Instant;
constexpr auto flag = FieldType::Bool;
constexpr auto id = FieldType::Id;

Field plain(QLatin1StringView name, FieldType type, bool required = false, QLatin1StringView refers = {})
{
    return {name, type, required, Personal::No, {}, refers};
}

// What the ledger computed, the same in the projection and in every entry.
QList<Field> computed()
{
    return {plain("raw_due"_L1, instant, true),
            plain("due"_L1, instant, true),
            plain("provisional"_L1, flag),
            plain("calendar_version"_L1, text),
            {"state"_L1, code, true, Personal::No, "clock_state"_L1, {}}};
}

Entity makeClock()
{
    Entity entity;
    entity.name = "clock"_L1;
    entity.areaFrom = {{"subject"_L1, "subject_kind"_L1, {}}};
    entity.purpose =
        u"Time limits as their ledger computes them now, with the rule, the raw and the rolled date (R13)."_s;
    entity.fields =
        QList<Field>{
            plain("subject_kind"_L1, code, true),
            plain("subject"_L1, id, true),
            plain("matter"_L1, id, false, "matter"_L1), // also of what belongs to a matter; none for visits
            {"code"_L1, code, true, Personal::No, "clocks"_L1, {}},
            plain("started"_L1, instant, true),
        } +
        computed() +
        QList<Field>{
            plain("paused_from"_L1, instant), plain("ended"_L1, instant),
            plain("reason"_L1, text), // the action of the last entry
            plain("source"_L1, text),         plain("entries"_L1, integer),
        };
    entity.indexes = {
        {{"subject"_L1, "state"_L1, "due"_L1}, false, {}},
        {{"matter"_L1, "state"_L1, "due"_L1}, false, "matter IS NOT NULL"_L1},
        {{"state"_L1, "due"_L1}, false, {}},
    };
    return entity;
}

Entity makeClockEntry()
{
    Entity entity;
    entity.name = "clock_entry"_L1;
    entity.areaFrom = {{"clock"_L1, {}, {}}};
    entity.purpose = u"The ledger of time limits: every start, pause, resumption, extension and end with its ground, "
                     u"so that anyone can "
                     "count the date again."_s;
    entity.appendOnly = true;
    entity.fields =
        QList<Field>{
            plain("clock"_L1, id, true, "clock"_L1),
            plain("matter"_L1, id, false, "matter"_L1),
            plain("subject"_L1, id, true),
            plain("seq"_L1, integer, true),
            {"kind"_L1, code, true, Personal::No, "clock_entry_kind"_L1, {}},
            plain("at"_L1, instant, true), // from when it counts
            plain("until"_L1, instant),    // an end that was agreed on or given
            plain("length"_L1, integer),   // of the rule at the start; units added
            plain("unit"_L1, code),
            plain("rolls"_L1, flag),
            plain("reason"_L1, code), // ground of a suspension, code of list suspend_reason
            plain("source"_L1, text), // the article
            plain("action"_L1, code, true),
            plain("actor"_L1, id, true, "account"_L1),
            plain("written"_L1, instant, true),
        } +
        computed();
    entity.indexes = {{{"clock"_L1, "seq"_L1}, false, {}}, {{"matter"_L1}, false, "matter IS NOT NULL"_L1}};
    return entity;
}

} // namespace

const Entity &clockEntity()
{
    static const Entity entity = makeClock();
    return entity;
}

const Entity &clockEntryEntity()
{
    static const Entity entity = makeClockEntry();
    return entity;
}

} // namespace fengqiao
