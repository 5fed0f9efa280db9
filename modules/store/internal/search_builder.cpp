#include "search_builder.h"

#include <QSqlError>

#include <sqlcipher/sqlite3.h>

#include <store/session.h>

#include "connection.h"
#include "schema.h"
#include "search_tokens.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qsizetype mostNames = 200'000; // some 60 MB; three hundred thousand people share about that many

// A statement of the C interface, gone with its scope.
struct Statement {
    Statement(sqlite3 *database, const QString &sql)
    {
        const QByteArray text = sql.toUtf8();
        code = sqlite3_prepare_v2(database, text.constData(), static_cast<int>(text.size()), &handle, nullptr);
    }

    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    ~Statement() { sqlite3_finalize(handle); }

    sqlite3_stmt *handle = nullptr;
    int code = 0;
};

} // namespace

const QByteArray &SearchTexts::ofName(const QString &letter, const QString &name)
{
    if (m_letter != letter || m_names.size() >= mostNames) {
        m_names.clear();
        m_letter = letter;
    }
    auto known = m_names.constFind(name);
    if (known == m_names.cend()) {
        SearchKeys keys;
        keys.names = {name};
        known = m_names.insert(name, tokenText(keys, letter).toUtf8());
    }
    return *known;
}

QByteArray SearchTexts::of(const QString &letter, const SearchKeys &keys)
{
    QByteArray text;
    for (const QString &name : keys.names) {
        text += ofName(letter, name);
        text += ' ';
    }
    SearchKeys rest = keys;
    rest.names.clear();
    return text + tokenText(rest, letter).toUtf8();
}

SearchBuilder::SearchBuilder(QString path)
    : m_path(std::move(path))
{
    check(sqlite3_open_v2(":memory:", &m_database,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY,
                          nullptr));
    run("PRAGMA journal_mode = OFF");
    run(searchTableStatement().toUtf8().constData());
    // Small enough for the cache that a core has to itself, where its sort takes half the time; large enough that a
    // million people stay under the thousand segments at which FTS5 is told to join them on the way.
    run("INSERT INTO search (search, rank) VALUES ('hashsize', 1200000)");
    // Joined once at the end instead of again and again on the way.
    run("INSERT INTO search (search, rank) VALUES ('automerge', 0)");
    run("INSERT INTO search (search, rank) VALUES ('crisismerge', 1000)");
    check(sqlite3_prepare_v2(m_database, "INSERT INTO search (rowid, keys) VALUES (?, ?)", -1, &m_insert, nullptr));
    run("BEGIN");
}

SearchBuilder::~SearchBuilder()
{
    sqlite3_finalize(m_insert);
    sqlite3_close_v2(m_database);
}

void SearchBuilder::check(int code) const
{
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
        return;
    const QString text = m_database ? QString::fromUtf8(sqlite3_errmsg(m_database)) : QString();
    throw StoreFault(
        statementError(QSqlError(u"SQLCipher"_s, text, QSqlError::StatementError, QString::number(code)), m_path));
}

void SearchBuilder::run(const char *sql) const
{
    check(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr));
}

void SearchBuilder::add(qint64 doc, QByteArrayView tokens)
{
    check(sqlite3_bind_int64(m_insert, 1, doc));
    check(sqlite3_bind_text64(m_insert, 2, tokens.isEmpty() ? "" : tokens.data(),
                              static_cast<sqlite3_uint64>(tokens.size()), SQLITE_STATIC, SQLITE_UTF8));
    check(sqlite3_step(m_insert));
    check(sqlite3_reset(m_insert));
}

void SearchBuilder::finish()
{
    run("COMMIT");
    run("INSERT INTO search (search) VALUES ('optimize')");
}

// Tables behind the index are tables like any other and know nothing of the file they lie in.
void SearchBuilder::copyTable(Connection &file, const QString &table) const
{
    file.run(u"DELETE FROM "_s + table);
    const Statement from(m_database, u"SELECT * FROM "_s + table);
    check(from.code);
    const int columns = sqlite3_column_count(from.handle);
    const QString places = QStringList(columns, u"?"_s).join(u", "_s);
    const Statement into(file.driver().database(), u"INSERT INTO %1 VALUES (%2)"_s.arg(table, places));
    const auto checkFile = [&file](int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE)
            file.raise(file.driver().errorOf(code, QSqlError::StatementError));
    };
    checkFile(into.code);
    int code = sqlite3_step(from.handle);
    for (; code == SQLITE_ROW; code = sqlite3_step(from.handle)) {
        for (int i = 0; i < columns; ++i)
            checkFile(sqlite3_bind_value(into.handle, i + 1, sqlite3_column_value(from.handle, i)));
        checkFile(sqlite3_step(into.handle));
        checkFile(sqlite3_reset(into.handle));
    }
    check(code);
}

void SearchBuilder::copyTo(Connection &file) const
{
    for (const QLatin1StringView part : {"search_data"_L1, "search_idx"_L1, "search_docsize"_L1})
        copyTable(file, QString(part));
}

} // namespace fengqiao
