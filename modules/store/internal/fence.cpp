#include <store/fence.h>

#include <array>
#include <string_view>

#include <sqlcipher/sqlite3.h>

#include "connection.h"
#include "store_file.h"
#include "writer_thread.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// Functions of one row or of many that only work on what they are given. load_extension, readfile, the FTS and the
// codec's own functions are not among them.
constexpr std::array<std::string_view, 12> harmless{"abs", "coalesce", "count",  "hex", "ifnull", "length",
                                                    "max", "min",      "substr", "sum", "total",  "upper"};

// Nothing but the file itself can be named: attaching is refused, and so are temporary tables.
bool mayRead(const Fence &fence, std::string_view table, std::string_view column, std::string_view database)
{
    const auto text = [](std::string_view given) {
        return QString::fromUtf8(given.data(), static_cast<qsizetype>(given.size()));
    };
    const auto allowed = fence.constFind(text(table));
    if (allowed == fence.cend())
        return false;
    // Without a column the table is only named, for its rows to be counted; SQLite says no database then.
    if (column.empty())
        return database.empty() || database == "main";
    return database == "main" && allowed->contains(text(column));
}

// Asked by SQLite while a statement is prepared. `first` and `second` depend on the action.
int judge(void *fence, int action, const char *first, const char *second, const char *database, const char *)
{
    const auto text = [](const char *given) { return std::string_view(given ? given : ""); };
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_TRANSACTION: // the snapshot of a read begins and ends
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return std::ranges::contains(harmless, text(second)) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_READ:
        return mayRead(*static_cast<const Fence *>(fence), text(first), text(second), text(database)) ? SQLITE_OK
                                                                                                      : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

} // namespace

FencedStore::FencedStore(std::unique_ptr<const Fence> fence)
    : m_fence(std::move(fence))
{
}

FencedStore::~FencedStore() = default;

Result<std::unique_ptr<FencedStore>> FencedStore::open(const Store &store, Fence fence)
{
    const auto *file = store.findChild<StoreFile *>();
    auto connection = Connection::open(file->path, file->key, Connection::Mode::Read);
    if (!connection)
        return fail(connection.error());
    std::unique_ptr<FencedStore> fenced(new FencedStore(std::make_unique<const Fence>(std::move(fence))));
    // Statements that were prepared while the connection was set up expire by this and are judged when used again.
    sqlite3_set_authorizer((*connection)->driver().database(), judge, const_cast<Fence *>(fenced->m_fence.get()));
    std::vector<std::unique_ptr<Connection>> connections;
    connections.push_back(std::move(*connection));
    fenced->m_pool = std::make_unique<ReaderPool>(std::move(connections));
    return fenced;
}

void FencedStore::post(Store::ReadJob job)
{
    m_pool->post(std::move(job));
}

} // namespace fengqiao
