#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <atomic>
#include <functional>
#include <libpq-fe.h>
#include <memory>

#include <core/error.h>
#include <store/key_slots.h>

namespace fengqiao {

// A failure of the server or of the way to it. `state` is the SQLSTATE, empty if there was no answer at all.
struct PgFault {
    QString state;
    QString message;

    // Not the data's fault: the same again later may succeed (sync.md 2.6).
    [[nodiscard]] bool isTransient() const;

    // A server of before this program: it is to be brought to its version.
    [[nodiscard]] bool isUnknownFunction() const { return state == QLatin1StringView("42883"); }

    [[nodiscard]] Error toError() const;
};

template <typename T = void> using PgResult = std::expected<T, PgFault>;

// The answer of one statement: text values.
class PgRows {
public:
    explicit PgRows(PGresult *result)
        : m_result(result)
    {
    }

    [[nodiscard]] int size() const { return PQntuples(m_result.get()); }

    [[nodiscard]] bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) == 1; }

    [[nodiscard]] QByteArray bytes(int row, int column) const // valid as long as the rows are
    {
        return QByteArray::fromRawData(PQgetvalue(m_result.get(), row, column),
                                       PQgetlength(m_result.get(), row, column));
    }

    [[nodiscard]] QString text(int row, int column) const { return QString::fromUtf8(bytes(row, column)); }

    [[nodiscard]] qint64 integer(int row, int column) const { return bytes(row, column).toLongLong(); }

private:
    struct Clear {
        void operator()(PGresult *result) const { PQclear(result); }
    };

    std::unique_ptr<PGresult, Clear> m_result;
};

// One value of a statement; text as PostgreSQL reads it, or the binary form of its type.
struct PgValue {
    QByteArray bytes;
    bool null = false;
    Oid binaryType = 0; // 0: text, of the type that the statement says

    static PgValue of(qint64 value) { return {QByteArray::number(value)}; }

    static PgValue of(const QString &value) { return {value.toUtf8()}; }

    static PgValue of(const QByteArray &value) { return {value}; }

    // As text[] in binary form: long texts are neither escaped here nor read letter by letter there.
    static PgValue ofTexts(const QList<QByteArray> &texts);

    static PgValue nothing() { return {{}, true}; }
};

[[nodiscard]] QByteArray pgArray(const QList<QByteArray> &texts); // as a value of type text[]
[[nodiscard]] QByteArray pgQuoted(const QString &identifier);     // "..." for a statement

struct PgFree {
    void operator()(char *text) const { PQfreemem(text); }
};

using PgBuffer = std::unique_ptr<char, PgFree>; // what libpq allocated

// A connection over libpq, in blocking calls of a thread of its own. Every wait ends: with the answer, at the time
// limit (a line that is open on one side only gives no error) or when `stop` becomes true.
class PgConnection {
public:
    struct Options {
        QString url;
        QByteArray password{};
        int connectSeconds = 10;
        int answerSeconds = 60;
        const std::atomic_bool *stop = nullptr;
    };

    // Codes: "server.password_in_url", "server.url", "server.unreachable".
    [[nodiscard]] static Result<std::unique_ptr<PgConnection>> open(const Options &options);
    // Whether a URL may be used and shown: it holds no password. Code "server.password_in_url", "server.url".
    [[nodiscard]] static Result<> checkUrl(const QString &url);
    ~PgConnection();
    PgConnection(const PgConnection &) = delete;
    PgConnection &operator=(const PgConnection &) = delete;

    [[nodiscard]] PgResult<PgRows> query(const char *sql, const QList<PgValue> &values = {});
    [[nodiscard]] PgResult<> script(const QString &sql); // several statements, no values
    // COPY (...) TO STDOUT in text format: one call a line, decoded of its escapes; false stops.
    [[nodiscard]] PgResult<> copyOut(const QByteArray &sql, const std::function<bool(const QByteArray &)> &line);
    // COPY (...) TO STDOUT in binary format: one call a row (the header left out), which keeps the buffer; false stops.
    [[nodiscard]] PgResult<> copyRows(const QByteArray &sql, const std::function<bool(PgBuffer, qsizetype)> &row);
    // Waits up to `ms` for a notification; false if none came.
    [[nodiscard]] PgResult<bool> waitNotice(int ms);
    [[nodiscard]] QByteArray scramOf(const QString &role, const QByteArray &password) const;

    [[nodiscard]] PGconn *raw() const { return m_conn; }

private:
    PgConnection() = default;
    [[nodiscard]] PgResult<> await(qint64 milliseconds, bool writing = false);
    [[nodiscard]] PgResult<> flush();
    [[nodiscard]] PgResult<PgRows> answer();
    [[nodiscard]] PgFault lost() const;
    [[nodiscard]] PgResult<> receive(const std::function<bool(PgBuffer, qsizetype)> &piece);
    PGconn *m_conn = nullptr;
    int m_answerMs = 60000;
    const std::atomic_bool *m_stop = nullptr;
};

} // namespace fengqiao
