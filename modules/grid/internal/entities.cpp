#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

Entity makeDivision()
{
    Entity entity;
    entity.name = "division"_L1;
    entity.purpose = u"Divisions of the county: what a place and an area of work are named by."_s;
    entity.fields = {
        {"code"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"name"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"level"_L1, FieldType::Integer, true, Personal::No, {}, {}}, // digits of the code: 6, 9 or 12
        {"parent"_L1, FieldType::Code, false, Personal::No, {}, {}},
        {"statistical"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"code"_L1}, true, {}}, {{"parent"_L1, "code"_L1}, false, {}}};
    return entity;
}

Entity makeOrganisation()
{
    Entity entity;
    entity.name = "organisation"_L1;
    entity.purpose = u"Governance centres and member units: who receives, who is assigned, who answers."_s;
    entity.fields = {
        {"code"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"name"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"kind"_L1, FieldType::Code, true, Personal::No, "organisation_kind"_L1, {}},
        {"stationing"_L1, FieldType::Code, false, Personal::No, "stationing_mode"_L1, {}},
        {"parent"_L1, FieldType::Id, false, Personal::No, {}, "organisation"_L1},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"duties"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"code"_L1}, true, {}},
                      {{"name"_L1}, true, "kind = 'unit'"_L1}, // people call a unit by its name
                      {{"kind"_L1, "code"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &divisionEntity()
{
    static const Entity entity = makeDivision();
    return entity;
}

const Entity &organisationEntity()
{
    static const Entity entity = makeOrganisation();
    return entity;
}

} // namespace fengqiao
