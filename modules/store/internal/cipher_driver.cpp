#include "cipher_driver.h"

#include <array>
#include <openssl/crypto.h>

#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// Counting what SQLite allocates takes a lock that all threads of all files share, and nobody asks for the count. It
// must be said before anything of SQLite is called.
[[maybe_unused]] const int memoryIsNotCounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

constexpr int keyBytes = 32;
constexpr int saltBytes = 16;

// SQLCipher takes a raw key (no key derivation) as the text x'<key><salt>'. Built in a buffer of our own and wiped.
class KeyText {
public:
    KeyText(const QByteArray &key, const QByteArray &salt)
    {
        put('x');
        put('\'');
        hex(key);
        hex(salt);
        put('\'');
    }

    KeyText(const KeyText &) = delete;
    KeyText &operator=(const KeyText &) = delete;

    ~KeyText() { OPENSSL_cleanse(m_text.data(), m_text.size()); }

    [[nodiscard]] const char *data() const { return m_text.data(); }

    [[nodiscard]] int size() const { return static_cast<int>(m_size); }

private:
    void put(char c) { m_text.at(m_size++) = c; }

    void hex(const QByteArray &bytes)
    {
        static constexpr char digits[] = "0123456789abcdef";
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            put(digits[byte >> 4]);
            put(digits[byte & 0xf]);
        }
    }

    std::array<char, 2 + 2 * (keyBytes + saltBytes) + 2> m_text{};
    size_t m_size = 0;
};

int noteWalPages(void *pages, sqlite3 *, const char *, int count)
{
    *static_cast<int *>(pages) = count;
    return SQLITE_OK;
}

} // namespace

CipherDriver::CipherDriver(QObject *parent)
    : QSqlDriver(parent)
{
}

CipherDriver::~CipherDriver()
{
    CipherDriver::close();
}

QSqlError CipherDriver::errorOf(int code, QSqlError::ErrorType type) const
{
    const QString text =
        m_database ? QString::fromUtf8(sqlite3_errmsg(m_database)) : QString::fromUtf8(sqlite3_errstr(code));
    return {u"SQLCipher"_s, text, type, QString::number(code)};
}

bool CipherDriver::openFile(const QString &path, const QByteArray &key, const QByteArray &salt, Mode mode)
{
    close();
    if (key.size() != keyBytes || salt.size() != saltBytes) {
        setLastError(
            QSqlError(u"SQLCipher"_s, u"key length"_s, QSqlError::ConnectionError, QString::number(SQLITE_MISUSE)));
        return false;
    }
    // The file must exist (Store makes it with its permissions); a reader of a WAL file writes to its index, so both
    // modes open for writing and readers are held back by PRAGMA query_only.
    constexpr int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(path.toUtf8().constData(), &m_database, flags, nullptr);
    if (code == SQLITE_OK) {
        // Errors come back as codes; SQLCipher would also print them on standard error.
        sqlite3_exec(m_database, "PRAGMA cipher_log_level = NONE", nullptr, nullptr, nullptr);
        // A misspelt column in double quotes is an error, not a text.
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        const KeyText text(key, salt);
        code = sqlite3_key_v2(m_database, "main", text.data(), text.size());
    }
    if (code != SQLITE_OK) {
        setLastError(errorOf(code, QSqlError::ConnectionError));
        setOpenError(true);
        sqlite3_close_v2(m_database);
        m_database = nullptr;
        return false;
    }
    if (mode == Mode::Write) {
        sqlite3_wal_autocheckpoint(m_database, 0); // the writer thread checkpoints when nobody waits
        sqlite3_wal_hook(m_database, noteWalPages, &m_walPages);
    }
    setOpen(true);
    setOpenError(false);
    return true;
}

QString CipherDriver::cipherVersion()
{
    QString version;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database, "PRAGMA cipher_version", -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        version = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    return version;
}

// Through SQLite's own file handle: opening and closing the file a second time in this process would drop SQLite's
// POSIX locks on it.
QByteArray CipherDriver::header()
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file->pMethods)
        return {};
    QByteArray bytes(saltBytes, '\0');
    if (file->pMethods->xRead(file, bytes.data(), saltBytes, 0) != SQLITE_OK)
        return {};
    return bytes;
}

bool CipherDriver::inTransaction() const
{
    return m_database && sqlite3_get_autocommit(m_database) == 0;
}

bool CipherDriver::hasFeature(DriverFeature feature) const
{
    switch (feature) {
    case Transactions:
    case BLOB:
    case Unicode:
    case LastInsertId:
    case PreparedQueries:
    case PositionalPlaceholders:
    case SimpleLocking:
    case FinishQuery:
        return true;
    default:
        return false;
    }
}

bool CipherDriver::open(const QString &, const QString &, const QString &, const QString &, int, const QString &)
{
    setLastError(QSqlError(u"SQLCipher"_s, u"use openFile"_s, QSqlError::ConnectionError));
    return false;
}

void CipherDriver::close()
{
    if (!m_database)
        return;
    sqlite3_close_v2(m_database);
    m_database = nullptr;
    setOpen(false);
}

QSqlResult *CipherDriver::createResult() const
{
    return new CipherResult(this);
}

bool CipherDriver::run(const char *sql)
{
    const int code = sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        setLastError(errorOf(code, QSqlError::TransactionError));
    return code == SQLITE_OK;
}

bool CipherDriver::beginTransaction()
{
    return run("BEGIN");
}

bool CipherDriver::commitTransaction()
{
    return run("COMMIT");
}

bool CipherDriver::rollbackTransaction()
{
    return run("ROLLBACK");
}

QVariant CipherDriver::handle() const
{
    return QVariant::fromValue(static_cast<void *>(m_database));
}

} // namespace fengqiao
