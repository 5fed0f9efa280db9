#pragma once

#include <access/module.h>

namespace fengqiao {

// The areas of this module: each adds its entities, kinds, handlers, hooks and verifiers.
// Grids, their posts and people, assets.
void addGrids(Module &module);
[[nodiscard]] QList<VerifyFault> verifyGrids(Reader &reader, const RuleSet &rules);
// Grids from files of geometry.
void addGridFiles(Module &module);
// Posts and people of the grids from tables.
void addPostFiles(Module &module);
// Events of the grids.
void addEvents(Module &module);

} // namespace fengqiao
