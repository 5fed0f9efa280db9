#pragma once

#include <access/action.h>

namespace fengqiao {

// What the actions X140 to X148 and X160 to X168 do.
[[nodiscard]] Result<> addGrid(ActionContext &context);
[[nodiscard]] Result<> changeGrid(ActionContext &context);
[[nodiscard]] Result<> setGridBorder(ActionContext &context);
[[nodiscard]] Result<> splitGrid(ActionContext &context);
[[nodiscard]] Result<> mergeGrids(ActionContext &context);
[[nodiscard]] Result<> moveGrid(ActionContext &context);
[[nodiscard]] Result<> renameGrid(ActionContext &context);
[[nodiscard]] Result<> retireGrid(ActionContext &context);
[[nodiscard]] Result<> generateGrids(ActionContext &context);

[[nodiscard]] Result<> addMember(ActionContext &context);
[[nodiscard]] Result<> changeMember(ActionContext &context);
[[nodiscard]] Result<> endMember(ActionContext &context);
[[nodiscard]] Result<> setPost(ActionContext &context);
[[nodiscard]] Result<> endPost(ActionContext &context);
[[nodiscard]] Result<> appoint(ActionContext &context);
[[nodiscard]] Result<> relieve(ActionContext &context);

[[nodiscard]] Result<> addAsset(ActionContext &context);
[[nodiscard]] Result<> changeAsset(ActionContext &context);

} // namespace fengqiao
