#include <QDate>
#include <QSqlField>
#include <QSqlRecord>
#include <QUuid>

#include <sqlcipher/sqlite3.h>

#include "cipher_driver.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

CipherResult::CipherResult(const CipherDriver *driver)
    : QSqlResult(driver)
    , m_driver(driver)
{
    setForwardOnly(true);
}

CipherResult::~CipherResult()
{
    finalize();
}

void CipherResult::finalize()
{
    sqlite3_finalize(m_statement);
    m_statement = nullptr;
    m_hasRow = false;
    m_wanted = 0;
    m_bound = 0;
}

bool CipherResult::prepare(const QString &sql)
{
    finalize();
    setSelect(false);
    const QByteArray text = sql.toUtf8();
    const int code = sqlite3_prepare_v3(m_driver->database(), text.constData(), static_cast<int>(text.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    if (code != SQLITE_OK) {
        setLastError(m_driver->errorOf(code, QSqlError::StatementError));
        finalize();
        return false;
    }
    setSelect(sqlite3_column_count(m_statement) > 0);
    m_wanted = sqlite3_bind_parameter_count(m_statement);
    return true;
}

bool CipherResult::reset(const QString &sql)
{
    return prepare(sql) && exec();
}

bool CipherResult::exec()
{
    if (!m_statement)
        return false;
    sqlite3_reset(m_statement);
    m_hasRow = false;
    setAt(QSql::BeforeFirstRow);
    if (!checkBound() || !step())
        return false;
    setActive(true);
    if (!isSelect())
        sqlite3_reset(m_statement); // ends the statement's own lock and transaction at once
    return true;
}

bool CipherResult::step()
{
    const int code = sqlite3_step(m_statement);
    m_hasRow = code == SQLITE_ROW;
    if (m_hasRow || code == SQLITE_DONE)
        return true;
    setLastError(m_driver->errorOf(code, QSqlError::StatementError));
    sqlite3_reset(m_statement);
    return false;
}

void CipherResult::bindValue(int position, const QVariant &value, QSql::ParamType)
{
    if (!m_statement)
        return;
    if (position == 0) {
        sqlite3_reset(m_statement); // SQLite takes no values while a statement runs
        m_hasRow = false;
        m_bindError = SQLITE_OK;
    }
    m_bound = position + 1;
    if (const int code = bindOne(position + 1, value); code != SQLITE_OK && m_bindError == SQLITE_OK)
        m_bindError = code;
}

// A statement run again without new values would silently take the old ones.
bool CipherResult::checkBound()
{
    const int bound = std::exchange(m_bound, 0);
    if (bound != m_wanted) {
        setLastError(QSqlError(u"SQLCipher"_s, u"number of values and of placeholders differ"_s,
                               QSqlError::StatementError, QString::number(SQLITE_RANGE)));
        return false;
    }
    if (bound > 0 && m_bindError != SQLITE_OK) {
        setLastError(m_driver->errorOf(m_bindError, QSqlError::StatementError));
        return false;
    }
    return true;
}

int CipherResult::bindOne(int position, const QVariant &value)
{
    if (value.isNull())
        return sqlite3_bind_null(m_statement, position);
    const auto blob = [&](const QByteArray &bytes) {
        return sqlite3_bind_blob64(m_statement, position, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()),
                                   SQLITE_TRANSIENT);
    };
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::Long:
        return sqlite3_bind_int64(m_statement, position, value.toLongLong());
    case QMetaType::Double:
    case QMetaType::Float:
        return sqlite3_bind_double(m_statement, position, value.toDouble());
    case QMetaType::QByteArray:
        return blob(*static_cast<const QByteArray *>(value.constData()));
    case QMetaType::QUuid:
        return blob(value.toUuid().toRfc4122());
    case QMetaType::QDate:
        return sqlite3_bind_int64(m_statement, position, value.toDate().toJulianDay());
    case QMetaType::QString: {
        const QByteArray text = static_cast<const QString *>(value.constData())->toUtf8();
        return sqlite3_bind_text64(m_statement, position, text.constData(), static_cast<sqlite3_uint64>(text.size()),
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    default:
        return SQLITE_MISMATCH; // a type that no column of ours has
    }
}

QVariant CipherResult::data(int column)
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<qlonglong>(sqlite3_column_int64(m_statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return QByteArray(bytes, sqlite3_column_bytes(m_statement, column));
    }
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
    }
    default:
        return {};
    }
}

bool CipherResult::isNull(int column)
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

bool CipherResult::fetch(int row)
{
    while (at() < row) {
        if (!fetchNext())
            return false;
    }
    return at() == row;
}

bool CipherResult::fetchFirst()
{
    if (at() != QSql::BeforeFirstRow || !m_hasRow)
        return false;
    setAt(0);
    return true;
}

bool CipherResult::fetchLast()
{
    return false; // forward only
}

bool CipherResult::fetchNext()
{
    if (at() == QSql::BeforeFirstRow)
        return fetchFirst();
    if (!step() || !m_hasRow)
        return false;
    setAt(at() + 1);
    return true;
}

int CipherResult::size()
{
    return -1;
}

int CipherResult::numRowsAffected()
{
    return static_cast<int>(sqlite3_changes64(m_driver->database()));
}

QVariant CipherResult::lastInsertId() const
{
    return static_cast<qlonglong>(sqlite3_last_insert_rowid(m_driver->database()));
}

QSqlRecord CipherResult::record() const
{
    QSqlRecord record;
    for (int i = 0; m_statement && i < sqlite3_column_count(m_statement); ++i)
        record.append(QSqlField(QString::fromUtf8(sqlite3_column_name(m_statement, i))));
    return record;
}

void CipherResult::detachFromResultSet()
{
    if (m_statement)
        sqlite3_reset(m_statement);
    m_hasRow = false;
}

} // namespace fengqiao
