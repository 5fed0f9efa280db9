#pragma once

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>

struct sqlite3;
struct sqlite3_stmt;

namespace fengqiao {

// SQLCipher under Qt Sql. The key is given as bytes to openFile, never as a QString or within SQL text, so no log and
// no error message can hold it. Named placeholders are off: with them Qt rewrites every `?` and looks names up at each
// bind (store.md: inserts 1.4 times slower). Results are forward only. One connection, one thread at a time.
class CipherDriver final : public QSqlDriver {
    Q_OBJECT

public:
    enum class Mode { Write, Read };

    explicit CipherDriver(QObject *parent = nullptr);
    ~CipherDriver() override;

    // `key` and `salt` are the raw data key (32 bytes) and the first 16 bytes of the file.
    [[nodiscard]] bool openFile(const QString &path, const QByteArray &key, const QByteArray &salt, Mode mode);
    [[nodiscard]] QString cipherVersion(); // empty: this is plain SQLite, nothing may be written
    [[nodiscard]] QByteArray header();     // first 16 bytes of the file as they lie on the disk
    [[nodiscard]] bool inTransaction() const;

    [[nodiscard]] int walPages() const { return m_walPages; } // after the last commit

    void forgetWalPages() { m_walPages = 0; }

    [[nodiscard]] sqlite3 *database() const { return m_database; }

    [[nodiscard]] QSqlError errorOf(int code, QSqlError::ErrorType type) const;

    bool hasFeature(DriverFeature feature) const override;
    bool open(const QString &db, const QString &user, const QString &password, const QString &host, int port,
              const QString &options) override; // refused: a key must not be a QString
    void close() override;
    QSqlResult *createResult() const override;
    bool beginTransaction() override;
    bool commitTransaction() override;
    bool rollbackTransaction() override;
    QVariant handle() const override;

private:
    bool run(const char *sql);
    sqlite3 *m_database = nullptr;
    int m_walPages = 0;
};

// One prepared statement; kept prepared from one exec to the next.
class CipherResult final : public QSqlResult {
public:
    explicit CipherResult(const CipherDriver *driver);
    ~CipherResult() override;

protected:
    bool prepare(const QString &sql) override;
    // Straight into the statement: Qt would keep a copy of each value and look a name up for it.
    using QSqlResult::bindValue;
    void bindValue(int position, const QVariant &value, QSql::ParamType type) override;
    bool exec() override;
    bool reset(const QString &sql) override;
    QVariant data(int column) override;
    bool isNull(int column) override;
    bool fetch(int row) override;
    bool fetchFirst() override;
    bool fetchLast() override;
    bool fetchNext() override;
    int size() override;
    int numRowsAffected() override;
    QVariant lastInsertId() const override;
    QSqlRecord record() const override;
    void detachFromResultSet() override;

private:
    [[nodiscard]] bool checkBound();
    [[nodiscard]] int bindOne(int position, const QVariant &value);
    [[nodiscard]] bool step();
    void finalize();
    const CipherDriver *m_driver;
    sqlite3_stmt *m_statement = nullptr;
    bool m_hasRow = false; // the row that exec already stepped to, or the current one
    int m_wanted = 0;      // placeholders
    int m_bound = 0;       // values given since the last run, first to last
    int m_bindError = 0;
};

} // namespace fengqiao
