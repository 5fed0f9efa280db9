#include <grid/grids.h>

#include "areas.h"
#include "grid_details.h"
#include "grid_handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

const RecordKind &gridKind()
{
    static const RecordKind kind{u"grid"_s, &gridEntity(), u"grid.read"_s, "code"_L1, {}, gridDetails};
    return kind;
}

const RecordKind &gridMemberKind()
{
    static const RecordKind kind{u"member"_s, &gridMemberEntity(), u"grid.read"_s, {}, {}, {}};
    return kind;
}

void addGrids(Module &module)
{
    module.entities << &gridEntity() << &gridLineEntity() << &gridMemberEntity() << &gridPostEntity()
                    << &postingEntity() << &assetEntity();
    module.kinds << gridKind() << gridMemberKind()
                 << RecordKind{u"post"_s, &gridPostEntity(), u"grid.read"_s, {}, {}, {}}
                 << RecordKind{u"posting"_s, &postingEntity(), u"grid.read"_s, {}, {}, {}}
                 << RecordKind{u"asset"_s, &assetEntity(), u"grid.read"_s, "external_id"_L1, {}, {}};
    const std::pair<QString, ActionHandler> handlers[] = {
        {u"add_grid"_s, addGrid},       {u"change_grid"_s, changeGrid},     {u"set_border"_s, setGridBorder},
        {u"split_grid"_s, splitGrid},   {u"merge_grids"_s, mergeGrids},     {u"move_grid"_s, moveGrid},
        {u"rename_grid"_s, renameGrid}, {u"retire_grid"_s, retireGrid},     {u"generate_grids"_s, generateGrids},
        {u"add_member"_s, addMember},   {u"change_member"_s, changeMember}, {u"end_member"_s, endMember},
        {u"set_post"_s, setPost},       {u"end_post"_s, endPost},           {u"appoint"_s, appoint},
        {u"relieve"_s, relieve},        {u"add_asset"_s, addAsset},         {u"change_asset"_s, changeAsset}};
    for (const auto &[action, handler] : handlers)
        module.handlers.insert(action, handler);
    module.verifiers << verifyGrids;
}

} // namespace fengqiao
