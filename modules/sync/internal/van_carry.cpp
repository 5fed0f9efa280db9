// The machine with the line: sends in the name of the desk that packed, and writes the receipt.
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryFile>

#include "van_carry_contents.h"
#include "van_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

constexpr int batch = 500;
constexpr qint64 batchBytes = 1 << 20;
constexpr qint64 pageRows = 2000;
constexpr qint64 mostBytes = 96LL << 20; // of rows in one receipt; the next van brings the rest

struct Carrier {
    PgConnection &db;
    QJsonObject pack;
    qint64 desk = 0;
    QJsonObject receipt{};
    QJsonObject asked{};
    qint64 sent = 0;
    qint64 rows = 0;
    QStringList named{}; // contents, in the rows that go back

    [[nodiscard]] PgResult<> greet();
    [[nodiscard]] PgResult<> push();
    [[nodiscard]] PgResult<> pushFrom(const QList<QByteArray> &bodies, qint64 seq, QByteArray chain);
    [[nodiscard]] PgResult<> pull();
    [[nodiscard]] PgResult<> lookUp();
    void note(const QByteArray &body);
};

QByteArray chained(const QByteArray &chain, const QByteArray &body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(chain);
    hash.addData(body);
    return hash.result();
}

PgResult<> Carrier::greet()
{
    const auto hello = db.query("SELECT fq.sync_hello($1, $2)",
                                {PgValue::of(desk), PgValue::of(pack.value("incarnation"_L1).toInteger())});
    if (!hello)
        return std::unexpected(hello.error());
    const QJsonObject json = QJsonDocument::fromJson(hello->bytes(0, 0)).object();
    receipt.insert(u"standing"_s, QJsonObject{{u"seq"_s, json.value("seq"_L1)},
                                              {u"chain"_s, json.value("chain"_L1)},
                                              {u"res"_s, json.value("res"_L1)}});
    return {};
}

// From where the server stands: what it has already is left out, what it lacks before is waited for.
PgResult<> Carrier::push()
{
    const QJsonObject standing = receipt.value("standing"_L1).toObject();
    const qint64 there = standing.value("seq"_L1).toInteger();
    const qint64 first = pack.value("first"_L1).toInteger();
    QByteArray chain = QByteArray::fromHex(pack.value("before"_L1).toString().toLatin1());
    QList<QByteArray> bodies;
    const QJsonArray texts = pack.value("bodies"_L1).toArray();
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QByteArray body = texts.at(i).toString().toUtf8();
        if (first + i <= there)
            chain = chained(chain, body);
        else
            bodies << body;
    }
    receipt.insert(u"answers"_s, QJsonArray());
    if (first > there + 1) // an earlier file has not come
        return {};
    if (there < first + texts.size() && chain.toHex() != standing.value("chain"_L1).toString().toLatin1()) {
        receipt.insert(u"fork"_s, true);
        return {};
    }
    return bodies.isEmpty() ? PgResult<>() : pushFrom(bodies, there + 1, chain);
}

PgResult<> Carrier::pushFrom(const QList<QByteArray> &bodies, qint64 seq, QByteArray chain)
{
    QJsonArray answers;
    for (qsizetype at = 0; at < bodies.size();) {
        QList<QByteArray> some;
        qint64 bytes = 0;
        while (at + some.size() < bodies.size() && some.size() < batch && (some.isEmpty() || bytes < batchBytes)) {
            some << bodies.at(at + some.size());
            bytes += some.last().size();
        }
        const auto answer = db.query("SELECT fq.sync_push($1, $2, $3, $4, $5)",
                                     {PgValue::of(desk), PgValue::of(pack.value("incarnation"_L1).toInteger()),
                                      PgValue::of(seq), PgValue::of("\\x" + chain.toHex()), PgValue::ofTexts(some)});
        if (!answer)
            return std::unexpected(answer.error());
        const QJsonObject json = QJsonDocument::fromJson(answer->bytes(0, 0)).object();
        if (json.value("answer"_L1) != "ok"_L1)
            break; // another line was quicker: the next van settles it
        answers << json;
        receipt.insert(u"answers"_s, answers);
        for (const QJsonValue &item : json.value("refused"_L1).toArray())
            note(some.value(item["seq"_L1].toInteger() - seq));
        for (const QByteArray &body : std::as_const(some))
            chain = chained(chain, body);
        sent += some.size();
        seq += some.size();
        at += some.size();
    }
    if (sent > 0)
        if (const auto told = db.query("SELECT fq.sync_notify()"); !told)
            return std::unexpected(told.error());
    return {};
}

// Rows of a refused change: the desk goes back to what the server has.
void Carrier::note(const QByteArray &body)
{
    for (const QJsonValue &op : QJsonDocument::fromJson(body)["ops"_L1].toArray()) {
        QJsonArray ids = asked.value(op["entity"_L1].toString()).toArray();
        ids << op["id"_L1];
        asked.insert(op["entity"_L1].toString(), ids);
    }
}

PgResult<> Carrier::lookUp()
{
    QJsonObject found;
    for (auto it = asked.begin(); it != asked.end(); ++it) {
        QList<QByteArray> ids;
        for (const QJsonValue &id : it.value().toArray())
            if (!QUuid::fromString(id.toString()).isNull())
                ids << id.toString().toLatin1();
        const auto lines = db.query("SELECT fq.sync_rows($1, $2)", {PgValue::of(it.key()), PgValue::of(pgArray(ids))});
        if (!lines)
            return std::unexpected(lines.error());
        QJsonArray list;
        for (int i = 0; i < lines->size(); ++i)
            list << QJsonDocument::fromJson(lines->bytes(i, 0)).object();
        found.insert(it.key(), list);
    }
    receipt.insert(u"asked"_s, asked);
    receipt.insert(u"rows"_s, found);
    return {};
}

PgResult<> Carrier::pull()
{
    const QJsonObject cursor = pack.value("cursor"_L1).toObject();
    qint64 epoch = cursor.value("epoch"_L1).toInteger();
    qint64 rev = cursor.value("rev"_L1).toInteger();
    qint64 token = cursor.value("token"_L1).toInteger();
    QList<QByteArray> entities;
    for (const QJsonValue &name : pack.value("entities"_L1).toArray())
        entities << name.toString().toUtf8();
    QJsonArray pages;
    for (qint64 bytes = 0; bytes < mostBytes;) {
        const auto page = db.query("SELECT fq.sync_pull($1, $2, $3, $4, $5)",
                                   {PgValue::of(epoch), PgValue::of(rev), PgValue::of(token), PgValue::of(pageRows),
                                    PgValue::ofTexts(entities)});
        if (!page)
            return std::unexpected(page.error());
        const QJsonObject head = QJsonDocument::fromJson(page->bytes(0, 0)).object();
        if (head.value("reset"_L1).toBool()) {
            const auto now = db.query("SELECT epoch FROM fq.sync_head()");
            if (!now)
                return std::unexpected(now.error());
            epoch = now->integer(0, 0);
            rev = token = 0;
            pages = {};
            receipt.insert(u"reset"_s, true);
            continue;
        }
        QJsonArray lines;
        for (int i = 0; i < page->size(); ++i) {
            lines << page->text(i, 0);
            findHashes(page->bytes(i, 0), named);
            bytes += page->bytes(i, 0).size();
        }
        const qint64 next = head.value("rev"_L1).toInteger();
        if (next == rev)
            break;
        pages << QJsonObject{{u"epoch"_s, epoch}, {u"from"_s, rev}, {u"lines"_s, lines}};
        rows += page->size() - 1;
        rev = next;
        token = head.value("token"_L1).toInteger();
        if (rev >= head.value("head"_L1).toInteger())
            break;
    }
    receipt.insert(u"pages"_s, pages);
    return {};
}

Result<QJsonObject> openPack(PgConnection &db, const VanKeys &centre, const QByteArray &letter, qint64 desk)
{
    const auto key = db.query("SELECT fq.van_key($1)", {PgValue::of(desk)});
    if (!key)
        return fail(key.error().toError());
    if (key->size() == 0 || key->isNull(0, 0))
        return fail(ErrorKind::NotPermitted, u"van.unknown_desk"_s,
                    Words::tr("The server knows no key of desk %1: register it by server desk --van-key. Nothing was "
                              "sent.")
                        .arg(desk));
    const auto pack =
        openVan(letter, QByteArray::fromBase64(key->bytes(0, 0)), RawPair{centre.open.clone(), centre.openPublic});
    if (pack &&
        QByteArray::fromBase64(pack->value("reply_to"_L1).toString().toLatin1()).size() != centre.openPublic.size())
        return fail(ErrorKind::Invalid, u"van.damaged"_s, Words::tr("The file names nobody to answer to."));
    return pack;
}

// Rows first, then the contents that they name.
PgResult<> send(Carrier &carrier, VanPieceReader &pieces, const VanManifest &manifest, VanContents &told)
{
    auto done = carrier.greet();
    if (done)
        done = carrier.push();
    if (!done)
        return done;
    const QJsonObject contents = carrier.pack.value("contents"_L1).toObject();
    told.carried = manifest.items.size();
    told.left = contents.value("left"_L1).toInteger();
    if (carrier.receipt.value("fork"_L1).toBool() || contents.isEmpty()) // a copy; a program of before
        return {};
    const ContentSender sender{carrier.desk, carrier.pack.value("incarnation"_L1).toInteger(), {}, 0};
    const auto answers = bringContents(carrier.db, pieces, manifest, contents, sender, told);
    if (!answers)
        return std::unexpected(answers.error());
    carrier.receipt.insert(u"contents"_s, QJsonObject{{u"answers"_s, *answers}});
    return {};
}

// What the server has for the desk: into the receipt, its pieces into `spool`.
Result<> fetch(Carrier &carrier, qint64 most, QIODevice &spool, VanContents &told)
{
    auto done = carrier.pull();
    if (done)
        done = carrier.lookUp();
    if (!done)
        return fail(done.error().toError());
    QJsonObject contents = carrier.receipt.value("contents"_L1).toObject();
    if (contents.isEmpty())
        return {};
    const auto manifest = fetchForDesk(carrier.db, carrier.pack.value("contents"_L1).toObject(), carrier.named,
                                       std::min(most, mostVanContents), spool, told);
    if (!manifest)
        return fail(manifest.error());
    const QJsonObject list = manifest->toJson();
    for (auto it = list.begin(); it != list.end(); ++it)
        contents.insert(it.key(), it.value());
    contents.insert(u"left"_s, told.left);
    carrier.receipt.insert(u"contents"_s, contents);
    return {};
}

Result<> writeReceipt(const Carrier &carrier, const VanKeys &centre, QIODevice &spool, QIODevice &out)
{
    const QByteArray to = QByteArray::fromBase64(carrier.pack.value("reply_to"_L1).toString().toLatin1());
    const QByteArray letter =
        sealVan({{u"kind"_s, u"receipt"_s}, {u"centre"_s, centre.centre}, {u"desk"_s, carrier.desk}}, carrier.receipt,
                to, centre.sign);
    if (const auto written = writeLetter(out, letter, spool.size() > 0); !written)
        return written;
    if (!spool.seek(0))
        return vanNotWritten(spool);
    while (!spool.atEnd()) {
        const QByteArray some = spool.read(1 << 20);
        if (some.isEmpty())
            return vanNotWritten(spool);
        if (out.write(some) != some.size())
            return vanNotWritten(out);
    }
    return {};
}

} // namespace

Result<VanCarried> carryVan(const ServerAddress &address, const VanKeys &centre, QIODevice &in, QIODevice &out,
                            qint64 most)
{
    const auto letter = readLetter(in);
    if (!letter)
        return fail(letter.error());
    const auto header = vanHeader(letter->bytes);
    if (!header)
        return fail(header.error());
    if (header->value("kind"_L1) != "pack"_L1 || header->value("centre"_L1) != centre.centre || centre.open.isEmpty() ||
        centre.sign.isEmpty())
        return fail(ErrorKind::Usage, u"van.not_ours"_s,
                    Words::tr("This is no file of a desk of the centre whose key this is; nothing was sent."));
    auto db = PgConnection::open({.url = address.url, .password = address.password.bytes()});
    if (!db)
        return fail(db.error());
    Carrier carrier{**db, {}, header->value("desk"_L1).toInteger()};
    const auto pack = openPack(**db, centre, letter->bytes, carrier.desk);
    if (!pack)
        return fail(pack.error());
    const auto manifest = manifestOf(*pack);
    if (!manifest)
        return fail(manifest.error());
    carrier.pack = *pack;
    carrier.asked = pack->value("asked"_L1).toObject();
    carrier.receipt.insert(u"incarnation"_s, pack->value("incarnation"_L1));
    VanCarried done;
    VanPieceReader pieces(in, letter->contentsAt, *manifest);
    if (const auto sent = send(carrier, pieces, *manifest, done.inward); !sent)
        return fail(sent.error().toError());
    QTemporaryFile spool; // encrypted pieces alone
    if (!spool.open())
        return vanNotWritten(spool);
    auto written = fetch(carrier, most, spool, done.outward);
    if (written)
        written = writeReceipt(carrier, centre, spool, out);
    if (!written)
        return fail(written.error());
    done.summary = QJsonObject{{u"desk"_s, carrier.desk},
                               {u"sent"_s, carrier.sent},
                               {u"rows"_s, carrier.rows},
                               {u"fork"_s, carrier.receipt.value("fork"_L1).toBool()}};
    return done;
}

} // namespace fengqiao
