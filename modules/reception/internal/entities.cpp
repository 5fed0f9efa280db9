#include <reception/reception.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

const Entity &visitEntity()
{
    static const Entity entity{
        .name = "visit"_L1,
        .purpose = u"One arrival at the centre (批): what was asked, who received it and what became of it."_s,
        .fields =
            {
                {"number"_L1, FieldType::Text, true},
                {"ticket"_L1, FieldType::Text, true},
                {"state"_L1, FieldType::Code, true},
                {"org"_L1, FieldType::Code, true},
                {"day"_L1, FieldType::Date, true}, // of arrival, in China
                {"channel"_L1, FieldType::Code, true, Personal::No, "visit_channel"_L1},
                {"purpose"_L1, FieldType::Code, true, Personal::No, "visit_purpose"_L1},
                {"head_count"_L1, FieldType::Integer, true},
                {"arrived_at"_L1, FieldType::Instant, true},
                {"called_at"_L1, FieldType::Instant},
                {"window"_L1, FieldType::Id, false, Personal::No, {}, "window"_L1},
                {"first_contact"_L1, FieldType::Id, true, Personal::No, {}, "account"_L1},
                {"receiver"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
                {"started_at"_L1, FieldType::Instant},
                {"notice_version"_L1, FieldType::Text, true},
                {"visitor_name"_L1, FieldType::Text, false, Personal::Name},
                {"companion"_L1, FieldType::Text, false, Personal::Narrative},
                {"claim"_L1, FieldType::Text, false, Personal::Narrative},
                {"answer"_L1, FieldType::Text, false, Personal::Narrative},
                {"legal_basis"_L1, FieldType::Text},
                {"guide_reason"_L1, FieldType::Code, false, Personal::No, "guide_reason"_L1},
                {"competent_body"_L1, FieldType::Text},
                {"competent_address"_L1, FieldType::Text},
                {"deadline_warned"_L1, FieldType::Text},
                {"refer_unit"_L1, FieldType::Id, false, Personal::No, {}, "organisation"_L1},
                {"refer_officer"_L1, FieldType::Text},
                {"data_passed"_L1, FieldType::Text, false, Personal::Narrative},
                {"unit_feedback"_L1, FieldType::Text, false, Personal::Narrative},
                {"outcome"_L1, FieldType::Text, false, Personal::Narrative},
                {"satisfaction"_L1, FieldType::Code, false, Personal::No, "satisfaction"_L1},
                {"ended_at"_L1, FieldType::Instant},
                {"matter"_L1, FieldType::Id, false, Personal::No, {}, "matter"_L1},
                {"repeat_visit"_L1, FieldType::Bool},
                {"withdraw_reason"_L1, FieldType::Text, false, Personal::Narrative},
                {"void_reason"_L1, FieldType::Text, false, Personal::Narrative},
            },
        .indexes = {{{"number"_L1}, true},
                    {{"day"_L1, "state"_L1, "org"_L1}},
                    {{"matter"_L1}, false, "matter IS NOT NULL"_L1}},
    };
    return entity;
}

const Entity &visitPersonEntity()
{
    static const Entity entity{
        .name = "visit_person"_L1,
        .purpose = u"Who came with a visit and as what; kept only because a matter or a promise may follow from it."_s,
        .fields =
            {
                {"visit"_L1, FieldType::Id, true, Personal::No, {}, "visit"_L1},
                {"person"_L1, FieldType::Id, true, Personal::No, {}, "person"_L1},
                {"role"_L1, FieldType::Code, true, Personal::No, "visit_role"_L1},
            },
        .indexes = {{{"visit"_L1}}, {{"person"_L1}}},
        .areaFrom = {{"visit"_L1, {}, {}}},
    };
    return entity;
}

const Entity &windowEntity()
{
    static const Entity entity{
        .name = "window"_L1,
        .purpose = u"A counter of the service hall where visits are received."_s,
        .fields =
            {
                {"name"_L1, FieldType::Text, true},
                {"org"_L1, FieldType::Code, true},
                {"purposes"_L1, FieldType::Text}, // codes of list visit_purpose separated by spaces; empty = any
                {"active"_L1, FieldType::Bool, true},
            },
        .indexes = {{{"org"_L1, "name"_L1}, true}},
    };
    return entity;
}

const Entity &dutyEntity()
{
    static const Entity entity{
        .name = "duty"_L1,
        .purpose = u"The stationing roster: which officer of which member unit serves at the centre on which day."_s,
        .fields =
            {
                {"org"_L1, FieldType::Code, true},
                {"day"_L1, FieldType::Date, true},
                {"unit"_L1, FieldType::Id, true, Personal::No, {}, "organisation"_L1},
                {"officer"_L1, FieldType::Text, true},
                {"account"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
                {"phone"_L1, FieldType::Text}, // of the office
                {"window"_L1, FieldType::Id, false, Personal::No, {}, "window"_L1},
            },
        .indexes = {{{"org"_L1, "day"_L1, "unit"_L1}, true}},
    };
    return entity;
}

} // namespace fengqiao
