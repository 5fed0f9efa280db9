#include <grid/events.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QList<Field> whatAndWhere()
{
    return {
        {"number"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"source"_L1, FieldType::Text, false, Personal::No, {}, {}}, // the system that external_id is unique in
        {"external_id"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"family"_L1, FieldType::Code, true, Personal::No, "event_family"_L1, {}},
        {"head"_L1, FieldType::Code, true, Personal::No, "event_head"_L1, {}},
        {"kind"_L1, FieldType::Code, true, Personal::No, "event_kind"_L1, {}},
        {"text"_L1, FieldType::Text, true, Personal::Narrative, {}, {}},
        {"place"_L1, FieldType::Text, false, Personal::Address, {}, {}},
        {"longitude"_L1, FieldType::Integer, false, Personal::No, {}, {}}, // 1e-7 degrees, in `datum`
        {"latitude"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"datum"_L1, FieldType::Code, false, Personal::No, "datum"_L1, {}},
        {"source_datum"_L1, FieldType::Code, false, Personal::No, "datum"_L1, {}}, // what was given, before conversion
        {"cell"_L1, FieldType::Integer, false, Personal::No, {}, {}}, // square of about 1 km, see PlaceCell
        {"grid"_L1, FieldType::Id, false, Personal::No, {}, "grid"_L1},
        {"village"_L1, FieldType::Code, false, Personal::No, {}, {}},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"happened_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
        {"reported_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
        {"reporter_role"_L1, FieldType::Code, true, Personal::No, "event_reporter"_L1, {}},
        {"account"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1}, // of staff that entered it
        {"batch"_L1, FieldType::Id, false, Personal::No, {}, "event_batch"_L1},
    };
}

QList<Field> whatBecameOfIt()
{
    return {
        {"state"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"tier"_L1, FieldType::Code, false, Personal::No, "event_tier"_L1, {}},
        {"unit"_L1, FieldType::Id, false, Personal::No, {}, "organisation"_L1},
        {"result"_L1, FieldType::Text, false, Personal::Narrative, {}, {}},
        {"handled_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"handled_by"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
        {"feedback"_L1, FieldType::Text, false, Personal::Narrative, {}, {}},
        {"feedback_mode"_L1, FieldType::Code, false, Personal::No, "event_feedback_mode"_L1, {}},
        {"feedback_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"satisfaction"_L1, FieldType::Code, false, Personal::No, "satisfaction"_L1, {}},
        {"verifier"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
        {"closed_at"_L1, FieldType::Instant, false, Personal::No, {}, {}},
        {"close_reason"_L1, FieldType::Code, false, Personal::No, {}, {}}, // event_close_reason or event_refuse_reason
        {"duplicate_of"_L1, FieldType::Id, false, Personal::No, {}, "grid_event"_L1},
        {"matter"_L1, FieldType::Id, false, Personal::No, {}, "matter"_L1},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
}

Entity makeEvent()
{
    Entity entity;
    entity.name = "grid_event"_L1;
    entity.purpose = u"Events found or told in the grids: what, where and when, and what became of it. No names, no "
                     "tracks."_s;
    entity.fields = whatAndWhere() + whatBecameOfIt();
    entity.indexes = {
        {{"number"_L1}, true, {}},
        {{"source"_L1, "external_id"_L1}, true, "external_id IS NOT NULL"_L1},
        {{"cell"_L1, "kind"_L1, "happened_at"_L1}, false, "cell IS NOT NULL"_L1}, // what was reported near it
        // The map's list and its counts come from these two alone, without reading the records.
        {{"happened_at"_L1, "state"_L1, "kind"_L1, "longitude"_L1, "latitude"_L1, "org"_L1}, false, "deleted = 0"_L1},
        {{"grid"_L1, "happened_at"_L1, "state"_L1, "kind"_L1, "org"_L1}, false, "deleted = 0"_L1},
        {{"unit"_L1}, false, "unit IS NOT NULL"_L1},
        {{"account"_L1}, false, "account IS NOT NULL"_L1},
        {{"matter"_L1}, false, "matter IS NOT NULL"_L1},
        {{"duplicate_of"_L1}, false, "duplicate_of IS NOT NULL"_L1},
    };
    return entity;
}

Entity makeBatch()
{
    Entity entity;
    entity.name = "event_batch"_L1;
    entity.purpose = u"Batches of imported events: from which file and line, by whom, and how many were taken."_s;
    entity.fields = {
        {"number"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"source"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"file"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"first_row"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"rows"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"added"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"known"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"refused"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"account"_L1, FieldType::Id, true, Personal::No, {}, "account"_L1},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"imported_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
    };
    entity.indexes = {{{"number"_L1}, true, {}}, {{"source"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &gridEventEntity()
{
    static const Entity entity = makeEvent();
    return entity;
}

const Entity &eventBatchEntity()
{
    static const Entity entity = makeBatch();
    return entity;
}

} // namespace fengqiao
