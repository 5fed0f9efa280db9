#pragma once

#include "van_crypto.h"

namespace fengqiao {

struct DeskVanKeys {
    RawPair sign;
    RawPair open;
};

[[nodiscard]] Result<DeskVanKeys> deskVanKeys(Store &store);

} // namespace fengqiao
