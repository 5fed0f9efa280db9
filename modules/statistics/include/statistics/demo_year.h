#pragma once

#include <access/desk.h>

namespace fengqiao {

// The year that seed text 000 reports, as rows: 139 visits of 182 persons and 2,155 disputes of the whole county, 2,125
// of them settled, so that a demo computes what its declared figures say (resources/demo/year.csv).
struct DemoYear {
    int visits = 0;
    int matters = 0;
};

// Writes it once into a demo or test file; nothing in any other. Codes "demo.production", "demo.year_there",
// "demo.faulty".
[[nodiscard]] Result<DemoYear> fillDemoYear(Desk &desk);

} // namespace fengqiao
