#include "bare.h"

#include <QElapsedTimer>
#include <QUuid>
#include <algorithm>

#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void check(int code, sqlite3 *handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        qFatal("baseline: %s", sqlite3_errmsg(handle));
}

void bind(sqlite3_stmt *statement, int at, const QVariant &value)
{
    if (value.isNull())
        sqlite3_bind_null(statement, at);
    else if (value.typeId() == QMetaType::QByteArray)
        sqlite3_bind_blob(statement, at, value.toByteArray().constData(), static_cast<int>(value.toByteArray().size()),
                          SQLITE_TRANSIENT);
    else if (value.typeId() == QMetaType::QString)
        sqlite3_bind_text(statement, at, value.toString().toUtf8().constData(), -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_int64(statement, at, value.toLongLong());
}

} // namespace

BareFile::BareFile(const QString &path)
{
    check(sqlite3_open(path.toUtf8().constData(), &m_handle), m_handle);
    const QByteArray key(32, 'k');
    check(sqlite3_key(m_handle, key.constData(), static_cast<int>(key.size())), m_handle);
    execute(u"PRAGMA journal_mode=WAL"_s);
    execute(u"PRAGMA synchronous=FULL"_s);
}

BareFile::~BareFile()
{
    sqlite3_close(m_handle);
}

void BareFile::execute(const QString &sql)
{
    check(sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr), m_handle);
}

void BareFile::singleCommits(int count, Samples *samples)
{
    execute(u"CREATE TABLE IF NOT EXISTS single(id BLOB PRIMARY KEY, text TEXT, at INTEGER)"_s);
    sqlite3_stmt *insert = nullptr;
    check(sqlite3_prepare_v2(m_handle, "INSERT INTO single VALUES(?, ?, ?)", -1, &insert, nullptr), m_handle);
    QElapsedTimer timer;
    for (int i = 0; i < count; ++i) {
        bind(insert, 1, QUuid::createUuid().toRfc4122());
        bind(insert, 2, u"一行登记"_s);
        bind(insert, 3, i);
        timer.start();
        check(sqlite3_step(insert), m_handle);
        samples->add(static_cast<double>(timer.nsecsElapsed()) / 1000);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

double BareFile::insertRate(const QList<Rows> &tables, int rowsACommit)
{
    QElapsedTimer timer;
    timer.start();
    qint64 written = 0;
    execute(u"BEGIN"_s);
    for (const Rows &table : tables) {
        const QString sql =
            u"INSERT INTO %1 VALUES(%2)"_s.arg(table.table, QStringList(table.columns, u"?"_s).join(u','));
        sqlite3_stmt *insert = nullptr;
        check(sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &insert, nullptr), m_handle);
        for (const QVariantList &row : table.rows) {
            for (int i = 0; i < row.size(); ++i)
                bind(insert, i + 1, row[i]);
            check(sqlite3_step(insert), m_handle);
            sqlite3_reset(insert);
            if (++written % rowsACommit == 0) {
                execute(u"COMMIT"_s);
                execute(u"BEGIN"_s);
            }
        }
        sqlite3_finalize(insert);
    }
    execute(u"COMMIT"_s);
    return static_cast<double>(written) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void BareFile::pipe(const QString &table, qsizetype columns, bool binaryId)
{
    m_binaryId = binaryId;
    const QString sql = u"INSERT INTO %1 VALUES(%2)"_s.arg(table, QStringList(columns, u"?"_s).join(u','));
    check(sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &m_pipe, nullptr), m_handle);
    execute(u"BEGIN"_s);
}

void BareFile::pipeLine(const char *line, int size)
{
    constexpr int commitRows = 50'000;
    const char *at = line;
    const char *end = line + size;
    for (int i = 1; at <= end; ++i) {
        const char *tab = std::find(at, end, '\t');
        if (tab - at == 2 && at[0] == '\\' && at[1] == 'N')
            sqlite3_bind_null(m_pipe, i);
        else if (m_binaryId && i == 1)
            bind(m_pipe, i, QByteArray::fromHex(QByteArray::fromRawData(at, tab - at).replace('-', "")));
        else
            sqlite3_bind_text(m_pipe, i, at, static_cast<int>(tab - at), SQLITE_STATIC);
        at = tab + 1;
    }
    check(sqlite3_step(m_pipe), m_handle);
    sqlite3_reset(m_pipe);
    if (++m_piped % commitRows == 0) {
        execute(u"COMMIT"_s);
        execute(u"BEGIN"_s);
    }
}

void BareFile::pipeEnd()
{
    execute(u"COMMIT"_s);
    sqlite3_finalize(m_pipe);
    m_pipe = nullptr;
}

} // namespace fengqiao
