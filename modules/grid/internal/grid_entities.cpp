#include <grid/grids.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

Entity makeGrid()
{
    Entity entity;
    entity.name = "grid"_L1;
    entity.purpose = u"Grids and their borders with validity dates: whose place it is, now and in an old report."_s;
    entity.fields = {
        {"code"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"name"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"scheme"_L1, FieldType::Code, true, Personal::No, "grid_scheme"_L1, {}},
        {"level"_L1, FieldType::Integer, true, Personal::No, {}, {}}, // 1 at the top
        {"kind"_L1, FieldType::Code, true, Personal::No, "grid_kind"_L1, {}},
        {"parent"_L1, FieldType::Id, false, Personal::No, {}, "grid"_L1}, // none: its village
        {"village"_L1, FieldType::Code, false, Personal::No, {}, {}},     // none above the villages
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"households"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"generated"_L1, FieldType::Bool, false, Personal::No, {}, {}},
        {"valid_from"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"valid_to"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"border"_L1, FieldType::Bytes, false, Personal::No, {}, {}},
        {"datum"_L1, FieldType::Code, false, Personal::No, "datum"_L1, {}},
        // The box around the border in 1e-7 degrees: what is looked at first.
        {"west"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"south"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"east"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"north"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"external_id"_L1, FieldType::Text, false, Personal::No, {}, {}}, // of the file it came from
        {"note"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    // An empty end sorts first, so whoever asks for a code alone gets the version that goes on.
    entity.indexes = {{{"code"_L1, "valid_to"_L1}, false, {}},
                      {{"org"_L1, "valid_from"_L1}, false, {}},
                      {{"parent"_L1}, false, "parent IS NOT NULL"_L1},
                      {{"external_id"_L1}, false, "external_id IS NOT NULL"_L1},
                      {{"stamp"_L1}, false, {}}}; // the newest change: what the locator's cache hangs on
    return entity;
}

Entity makeGridLine()
{
    Entity entity;
    entity.name = "grid_line"_L1;
    entity.areaFrom = {{"from_grid"_L1, {}, {}}, {"to_grid"_L1, {}, {}}};
    entity.purpose = u"Which grid came from which by split, merge, move, a new border or a new name."_s;
    entity.fields = {
        {"from_grid"_L1, FieldType::Id, true, Personal::No, {}, "grid"_L1},
        {"to_grid"_L1, FieldType::Id, true, Personal::No, {}, "grid"_L1},
        {"kind"_L1, FieldType::Code, true, Personal::No, "grid_change"_L1, {}},
        {"date"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"reason"_L1, FieldType::Text, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"from_grid"_L1}, false, {}}, {{"to_grid"_L1}, false, {}}};
    return entity;
}

// R14: role, name, work contact and the wish not to be named in public; nothing else about a helper.
Entity makeMember()
{
    Entity entity;
    entity.name = "grid_member"_L1;
    entity.purpose = u"Leaders, members and helpers of the grids: who answers for a grid and how to reach them."_s;
    entity.fields = {
        {"name"_L1, FieldType::Text, true, Personal::Name, {}, {}},
        {"phone"_L1, FieldType::Text, false, Personal::Phone, {}, {}}, // at work
        {"account"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"role"_L1, FieldType::Code, true, Personal::No, "member_role"_L1, {}},
        {"training"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"opt_out"_L1, FieldType::Bool, false, Personal::No, {}, {}}, // not on public boards
        {"active"_L1, FieldType::Bool, false, Personal::No, {}, {}},
        {"ended_on"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"org"_L1}, false, {}}, {{"account"_L1}, false, "account IS NOT NULL"_L1}};
    return entity;
}

Entity makePost()
{
    Entity entity;
    entity.name = "grid_post"_L1;
    entity.purpose = u"Posts of a grid that somebody should fill: where nobody does is a vacancy."_s;
    entity.fields = {
        {"grid"_L1, FieldType::Id, true, Personal::No, {}, "grid"_L1},
        {"kind"_L1, FieldType::Code, true, Personal::No, "member_role"_L1, {}},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"duties"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"valid_from"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"valid_to"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"grid"_L1, "kind"_L1}, false, {}}};
    return entity;
}

Entity makePosting()
{
    Entity entity;
    entity.name = "posting"_L1;
    entity.purpose = u"Who was in which post of a grid and when."_s;
    entity.fields = {
        {"post"_L1, FieldType::Id, true, Personal::No, {}, "grid_post"_L1},
        {"member"_L1, FieldType::Id, true, Personal::No, {}, "grid_member"_L1},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"from_date"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"to_date"_L1, FieldType::Date, false, Personal::No, {}, {}},
        {"reason"_L1, FieldType::Text, false, Personal::No, {}, {}}, // why it ended
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"post"_L1}, false, {}}, {{"member"_L1}, false, {}}};
    return entity;
}

// R5: what it is, whose it is, where it stands and whether it works. There is no field for what it shows.
Entity makeAsset()
{
    Entity entity;
    entity.name = "asset"_L1;
    entity.purpose =
        u"Public installations as things that stand somewhere: counted by grid, repaired by their owner."_s;
    entity.fields = {
        {"kind"_L1, FieldType::Code, true, Personal::No, "asset_kind"_L1, {}},
        {"external_id"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"owner"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"grid"_L1, FieldType::Id, false, Personal::No, {}, "grid"_L1},
        {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
        {"place"_L1, FieldType::Text, false, Personal::No, {}, {}},
        {"longitude"_L1, FieldType::Integer, false, Personal::No, {}, {}}, // 1e-7 degrees
        {"latitude"_L1, FieldType::Integer, false, Personal::No, {}, {}},
        {"datum"_L1, FieldType::Code, false, Personal::No, "datum"_L1, {}},
        {"state"_L1, FieldType::Code, true, Personal::No, "asset_state"_L1, {}},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"external_id"_L1}, false, "external_id IS NOT NULL"_L1},
                      {{"grid"_L1, "kind"_L1}, false, {}},
                      {{"org"_L1}, false, {}}};
    return entity;
}

} // namespace

const Entity &gridEntity()
{
    static const Entity entity = makeGrid();
    return entity;
}

const Entity &gridLineEntity()
{
    static const Entity entity = makeGridLine();
    return entity;
}

const Entity &gridMemberEntity()
{
    static const Entity entity = makeMember();
    return entity;
}

const Entity &gridPostEntity()
{
    static const Entity entity = makePost();
    return entity;
}

const Entity &postingEntity()
{
    static const Entity entity = makePosting();
    return entity;
}

const Entity &assetEntity()
{
    static const Entity entity = makeAsset();
    return entity;
}

} // namespace fengqiao
