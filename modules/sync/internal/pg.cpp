#include "pg.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QtEndian>
#include <array>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Server)
};

struct Freed {
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }

    void operator()(char *text) const { PQfreemem(text); }
};

using Parsed = std::unique_ptr<PQconninfoOption, Freed>;

Result<Parsed> parsed(const QString &url)
{
    char *why = nullptr;
    Parsed options(PQconninfoParse(url.toUtf8().constData(), &why));
    const std::unique_ptr<char, Freed> text(why);
    if (!options)
        return fail(ErrorKind::Usage, u"server.url"_s,
                    Words::tr("The address of the server cannot be read; write postgresql://ROLE@HOST/DATABASE."),
                    u"server"_s);
    return options;
}

QByteArray valueOf(const PQconninfoOption *option, const char *keyword)
{
    for (; option->keyword; ++option)
        if (qstrcmp(option->keyword, keyword) == 0)
            return option->val;
    return {};
}

// One line of libpq's words, without what quotes values of ours.
QString firstLine(const char *text)
{
    const QString all = QString::fromUtf8(text).trimmed();
    return all.section(u'\n', 0, 0);
}

qint64 microseconds(qint64 ms)
{
    return PQgetCurrentTimeUSec() + ms * 1000;
}

constexpr int slice = 100; // ms between two looks at `stop`

} // namespace

bool PgFault::isTransient() const
{
    if (state.isEmpty())
        return true;
    static constexpr std::array classes{"08"_L1, "40"_L1, "53"_L1, "55"_L1, "57"_L1, "58"_L1, "XX"_L1, "25"_L1};
    return std::ranges::any_of(classes, [this](QLatin1StringView c) { return state.startsWith(c); });
}

Error PgFault::toError() const
{
    if (state.isEmpty())
        return {ErrorKind::Fault,
                u"server.unreachable"_s,
                Words::tr("The server cannot be reached: %1. Nothing is lost; this desk goes on alone and sends its "
                          "changes later.")
                    .arg(message),
                {},
                {}};
    if (state.startsWith("53"_L1))
        return {
            ErrorKind::Fault,
            u"server.no_space"_s,
            Words::tr("The server has no room left (%1). Nothing is lost: changes wait on this desk and are sent when "
                      "there is.")
                .arg(message),
            {},
            {}};
    if (state.startsWith("28"_L1) || state == "42501"_L1)
        return {ErrorKind::Fault,
                u"server.refused"_s,
                Words::tr("The server refused this desk: %1. Ask who looks after the server.").arg(message),
                {},
                {}};
    if (state.startsWith("FQ"_L1))
        return {ErrorKind::Fault,
                u"server."_s + state.toLower(),
                Words::tr("The server refused this desk: %1. Ask who looks after the server.").arg(message),
                {},
                {}};
    return {ErrorKind::Fault,
            u"server.fault"_s,
            Words::tr("The server answered with fault %1: %2. Nothing is lost; it is tried again.").arg(state, message),
            {},
            {}};
}

QByteArray pgArray(const QList<QByteArray> &texts)
{
    QByteArray out("{");
    for (const QByteArray &text : texts) {
        if (out.size() > 1)
            out += ',';
        out += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        out += '"';
    }
    return out += '}';
}

// One dimension, no nulls; its type, its length, where it begins; then each text behind its size.
PgValue PgValue::ofTexts(const QList<QByteArray> &texts)
{
    constexpr Oid textOid = 25;
    constexpr Oid textArrayOid = 1009;
    PgValue value{{}, false, textArrayOid};
    const auto add = [&value](qsizetype number) {
        const auto big = qToBigEndian(static_cast<qint32>(number));
        value.bytes.append(reinterpret_cast<const char *>(&big), sizeof(big));
    };
    for (const qsizetype number : {qsizetype(1), qsizetype(0), qsizetype(textOid), texts.size(), qsizetype(1)})
        add(number);
    for (const QByteArray &text : texts) {
        add(text.size());
        value.bytes += text;
    }
    return value;
}

QByteArray pgQuoted(const QString &identifier)
{
    return '"' + identifier.toUtf8().replace('"', "\"\"") + '"';
}

Result<> PgConnection::checkUrl(const QString &url)
{
    const auto options = parsed(url);
    if (!options)
        return fail(options.error());
    if (!valueOf(options->get(), "password").isEmpty() || !valueOf(options->get(), "sslpassword").isEmpty())
        return fail(
            ErrorKind::Usage, u"server.password_in_url"_s,
            Words::tr("A password does not belong into an address: others can see it in the list of programs. "
                      "Use --server-password-file, FENGQIAO_SERVER_PASSWORD or a passfile of libpq; nothing was "
                      "done."),
            u"server"_s);
    return {};
}

Result<std::unique_ptr<PgConnection>> PgConnection::open(const Options &options)
{
    if (const auto checked = checkUrl(options.url); !checked)
        return fail(checked.error());
    const auto url = parsed(options.url);
    const QByteArray host = valueOf(url->get(), "host");
    // Over a network only with a certificate that proves the server; a socket of this machine needs none.
    const bool local = host.isEmpty() || host.startsWith('/');
    const QByteArray ssl = valueOf(url->get(), "sslmode");
    QList<std::pair<const char *, QByteArray>> given{{"dbname", options.url.toUtf8()}};
    if (ssl.isEmpty() && !local)
        given << std::pair("sslmode", "verify-full"_ba);
    if (!options.password.isEmpty())
        given << std::pair("password", options.password);
    given << std::pair("application_name", "fengqiao"_ba) << std::pair("client_encoding", "UTF8"_ba)
          << std::pair("tcp_user_timeout", "15000"_ba) << std::pair("keepalives_idle", "30"_ba);
    std::vector<const char *> keys;
    std::vector<const char *> values;
    for (const auto &[key, value] : given) {
        keys.push_back(key);
        values.push_back(value.constData());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    std::unique_ptr<PgConnection> made(new PgConnection);
    made->m_answerMs = options.answerSeconds * 1000;
    made->m_stop = options.stop;
    made->m_conn = PQconnectStartParams(keys.data(), values.data(), 1);
    PQsetNoticeProcessor(made->m_conn, [](void *, const char *) {}, nullptr);
    QElapsedTimer timer;
    timer.start();
    auto wanted = PGRES_POLLING_WRITING;
    while (PQstatus(made->m_conn) != CONNECTION_BAD && wanted != PGRES_POLLING_OK && wanted != PGRES_POLLING_FAILED) {
        if (timer.elapsed() > options.connectSeconds * 1000LL || (options.stop && *options.stop))
            return fail(PgFault{{}, Words::tr("it does not answer")}.toError());
        const bool writing = wanted == PGRES_POLLING_WRITING;
        if (PQsocketPoll(PQsocket(made->m_conn), writing ? 0 : 1, writing ? 1 : 0, microseconds(slice)) != 0)
            wanted = PQconnectPoll(made->m_conn);
    }
    if (PQstatus(made->m_conn) != CONNECTION_OK) {
        const QString why = firstLine(PQerrorMessage(made->m_conn));
        // The server's own "no" is no matter of the line: a wrong certificate or password will not heal by waiting.
        const bool refused = why.contains("FATAL:"_L1) && !why.contains("starting up"_L1) &&
                             !why.contains("shutting"_L1) && !why.contains("too many"_L1) &&
                             !why.contains("recovery"_L1);
        if (!refused && why.contains("certificate"_L1))
            return fail(
                ErrorKind::Fault, u"server.certificate"_s,
                Words::tr("The certificate does not fit: %1. Nothing was sent; changes wait on this desk. Ask who "
                          "looks after the server.")
                    .arg(why));
        return fail(PgFault{refused ? u"28000"_s : QString(), why}.toError());
    }
    PQsetnonblocking(made->m_conn, 1);
    return made;
}

PgConnection::~PgConnection()
{
    PQfinish(m_conn);
}

PgFault PgConnection::lost() const
{
    return {{}, firstLine(PQerrorMessage(m_conn))};
}

PgResult<> PgConnection::await(qint64 milliseconds, bool writing)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const int ready = PQsocketPoll(PQsocket(m_conn), 1, writing ? 1 : 0, microseconds(slice));
        if (ready > 0)
            return {};
        if (ready < 0)
            return std::unexpected(lost());
        if ((m_stop && *m_stop) || timer.elapsed() > milliseconds)
            return std::unexpected(PgFault{{}, Words::tr("it does not answer")});
    }
}

PgResult<> PgConnection::flush()
{
    for (;;) {
        const int left = PQflush(m_conn);
        if (left == 0)
            return {};
        if (left < 0)
            return std::unexpected(lost());
        if (auto ready = await(m_answerMs, true); !ready)
            return ready;
        if (PQconsumeInput(m_conn) == 0)
            return std::unexpected(lost());
    }
}

PgResult<PgRows> PgConnection::answer()
{
    std::unique_ptr<PgRows> rows;
    std::optional<PgFault> fault;
    for (;;) {
        while (PQisBusy(m_conn) != 0) {
            if (auto ready = await(m_answerMs); !ready)
                return std::unexpected(ready.error());
            if (PQconsumeInput(m_conn) == 0)
                return std::unexpected(lost());
        }
        PGresult *result = PQgetResult(m_conn);
        if (!result)
            break;
        const auto status = PQresultStatus(result);
        if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
            const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
            const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
            fault = state ? PgFault{QString::fromLatin1(state), QString::fromUtf8(primary)} : lost();
        }
        rows = std::make_unique<PgRows>(result);
        if (status == PGRES_COPY_OUT || status == PGRES_COPY_IN)
            break;
        if (PQstatus(m_conn) == CONNECTION_BAD)
            return std::unexpected(fault.value_or(lost()));
    }
    if (fault)
        return std::unexpected(*fault);
    if (!rows)
        return std::unexpected(lost());
    return std::move(*rows);
}

PgResult<PgRows> PgConnection::query(const char *sql, const QList<PgValue> &values)
{
    std::vector<Oid> types;
    std::vector<const char *> bytes;
    std::vector<int> sizes;
    std::vector<int> formats;
    for (const PgValue &value : values) {
        types.push_back(value.binaryType);
        bytes.push_back(value.null ? nullptr : value.bytes.constData());
        sizes.push_back(static_cast<int>(value.bytes.size())); // asked of binary values only
        formats.push_back(value.binaryType == 0 ? 0 : 1);
    }
    if (PQsendQueryParams(m_conn, sql, static_cast<int>(bytes.size()), types.data(), bytes.data(), sizes.data(),
                          formats.data(), 0) == 0)
        return std::unexpected(lost());
    if (auto sent = flush(); !sent)
        return std::unexpected(sent.error());
    return answer();
}

PgResult<> PgConnection::script(const QString &sql)
{
    if (PQsendQuery(m_conn, sql.toUtf8().constData()) == 0)
        return std::unexpected(lost());
    if (auto sent = flush(); !sent)
        return sent;
    const auto rows = answer();
    return rows ? PgResult<>() : std::unexpected(rows.error());
}

namespace {

// COPY's text format: \\ \n \t \r and the rest of the letters; nothing else is escaped in UTF-8.
QByteArray unescaped(const char *text, int size)
{
    QByteArray out;
    out.reserve(size);
    for (int i = 0; i < size; ++i) {
        if (text[i] != '\\' || i + 1 >= size) {
            out += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'n':
            out += '\n';
            break;
        case 't':
            out += '\t';
            break;
        case 'r':
            out += '\r';
            break;
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'v':
            out += '\v';
            break;
        default:
            out += text[i];
        }
    }
    return out;
}

} // namespace

// Pieces of a COPY as they come: a line in text format, a row in binary format.
PgResult<> PgConnection::receive(const std::function<bool(PgBuffer, qsizetype)> &piece)
{
    bool wanted = true;
    for (;;) {
        char *buffer = nullptr;
        const int size = PQgetCopyData(m_conn, &buffer, 1);
        PgBuffer owned(buffer);
        if (size == 0) {
            if (auto ready = await(m_answerMs); !ready)
                return ready;
            if (PQconsumeInput(m_conn) == 0)
                return std::unexpected(lost());
            continue;
        }
        if (size == -2)
            return std::unexpected(lost());
        if (size == -1)
            break;
        wanted = wanted && piece(std::move(owned), size);
    }
    const auto ended = answer();
    return ended ? PgResult<>() : std::unexpected(ended.error());
}

PgResult<> PgConnection::copyOut(const QByteArray &sql, const std::function<bool(const QByteArray &)> &line)
{
    if (const auto started = query(sql.constData()); !started)
        return std::unexpected(started.error());
    return receive([&line](const PgBuffer &text, qsizetype size) {
        return line(unescaped(text.get(), static_cast<int>(size) - 1));
    });
}

PgResult<> PgConnection::copyRows(const QByteArray &sql, const std::function<bool(PgBuffer, qsizetype)> &row)
{
    // "PGCOPY\n\377\r\n\0", four bytes of flags, the length of an extension; in front of the first row.
    constexpr qsizetype signature = 11;
    constexpr qsizetype header = signature + 8;
    if (const auto started = query(sql.constData()); !started)
        return std::unexpected(started.error());
    bool first = true;
    return receive([&](PgBuffer bytes, qsizetype size) {
        if (std::exchange(first, false) && size >= header) {
            size -= header;
            std::memmove(bytes.get(), bytes.get() + header, static_cast<size_t>(size));
        }
        const bool isEnd = size == 2 && bytes.get()[0] == '\xff' && bytes.get()[1] == '\xff';
        return size == 0 || isEnd || row(std::move(bytes), size);
    });
}

PgResult<bool> PgConnection::waitNotice(int ms)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        if (PQconsumeInput(m_conn) == 0)
            return std::unexpected(lost());
        if (PGnotify *notice = PQnotifies(m_conn)) {
            do
                PQfreemem(notice);
            while ((notice = PQnotifies(m_conn)) != nullptr);
            return true;
        }
        const qint64 left = ms - timer.elapsed();
        if (left <= 0 || (m_stop && *m_stop))
            return false;
        if (PQsocketPoll(PQsocket(m_conn), 1, 0, microseconds(std::min<qint64>(left, slice))) < 0)
            return std::unexpected(lost());
    }
}

QByteArray PgConnection::scramOf(const QString &role, const QByteArray &password) const
{
    const std::unique_ptr<char, Freed> text(
        PQencryptPasswordConn(m_conn, password.constData(), role.toUtf8().constData(), "scram-sha-256"));
    return text ? QByteArray(text.get()) : QByteArray();
}

} // namespace fengqiao
