#pragma once

namespace fengqiao {

extern const char *const tablesSql;
extern const char *const ownerSql;
extern const char *const areasSql;
extern const char *const transferSql;
extern const char *const functionsSql;
extern const char *const pushSql;

} // namespace fengqiao
