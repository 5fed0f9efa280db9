#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <mediation/mediation.h>
#include <mediation/persons.h>
#include <store/outbox.h>

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int pageRows = 2000;
constexpr int retainedDays = 90; // longer than backups of the server are kept
constexpr qint64 dayMs = 24LL * 3600 * 1000;

} // namespace

QJsonObject SyncReport::toJson() const
{
    QJsonObject json{{u"sent"_s, sent},           {u"received"_s, received}, {u"conflicts"_s, conflicts},
                     {u"quarantined"_s, refused}, {u"waiting"_s, waiting},   {u"clock_offset_ms"_s, offsetMs}};
    if (contents > 0)
        json.insert(u"contents"_s, contents);
    if (contentsWait)
        json.insert(u"contents_wait"_s, true);
    if (compared)
        json.insert(u"compared"_s, true);
    if (repaired > 0)
        json.insert(u"repaired"_s, repaired);
    if (newIdentity)
        json.insert(u"new_identity"_s, true);
    if (again)
        json.insert(u"fetched_anew"_s, true);
    if (!warnings.isEmpty())
        json.insert(u"warnings"_s, QJsonArray::fromStringList(warnings));
    return json;
}

void SyncReport::add(const SyncReport &other)
{
    sent += other.sent;
    received += other.received;
    conflicts += other.conflicts;
    refused += other.refused;
    waiting = other.waiting;
    offsetMs = other.offsetMs;
    contents += other.contents;
    contentsWait = other.contentsWait;
    repaired += other.repaired;
    compared = compared || other.compared;
    newIdentity = newIdentity || other.newIdentity;
    again = again || other.again;
    warnings += other.warnings;
}

SearchKeysOf searchKeysOf()
{
    return [](const Row &row) -> std::optional<SearchKeys> {
        if (row.entity().name == "person"_L1)
            return personKeys(row);
        if (row.entity().name != "matter"_L1)
            return std::nullopt;
        SearchKeys keys;
        keys.numbers = {row.text("number"_L1)};
        if (row.entity().field("title"_L1) && !row.text("title"_L1).isEmpty())
            keys.texts = {row.text("title"_L1)};
        return keys;
    };
}

SyncEngine::SyncEngine(Store &store, ServerModel model, ServerAddress address, std::shared_ptr<const Clock> clock)
    : d(std::make_unique<Private>(store, std::move(model), std::move(address), std::move(clock)))
{
}

SyncEngine::~SyncEngine() = default;

std::unexpected<Error> SyncEngine::Private::broken(const PgFault &fault)
{
    db.reset(); // the next round begins with a new connection and a new greeting
    return fail(fault.toError());
}

Result<> SyncEngine::Private::connect()
{
    if (db)
        return {};
    const PgConnection::Options options{.url = address.url,
                                        .password = address.password.bytes(),
                                        .answerSeconds = address.answerSeconds,
                                        .stop = &stop};
    auto made = PgConnection::open(options);
    if (!made)
        return fail(made.error());
    db = std::move(*made);
    auto said = hello();
    if (!said && said.error().code == "server.fq010"_L1) {
        if (!db) { // the greeting's fault closed it
            made = PgConnection::open(options);
            if (!made)
                return fail(made.error());
            db = std::move(*made);
        }
        if (auto again = registerAgain(); !again) {
            db.reset();
            return again;
        }
        said = hello();
    }
    if (!said) {
        db.reset(); // or the next round would go on without having greeted
        return fail(said.error());
    }
    if (auto settled = settleIdentity(*said); !settled) {
        db.reset();
        return settled;
    }
    // The name is for the server's log: it says which desk.
    greeted = true;
    const auto listening =
        db->script(u"LISTEN \"fq_%1\"; SET application_name = 'fengqiao desk %2'"_s.arg(said->centre).arg(desk));
    return listening ? Result<>() : broken(listening.error());
}

Result<SyncReport> SyncEngine::round()
{
    d->report = {};
    d->awake = false;
    auto done = d->connect();
    if (done)
        done = d->push();
    if (done && (d->report.sent > 0 || std::exchange(d->greeted, false)))
        done = d->deliver(); // what was just sent, or waited for its centre
    if (done)
        done = d->refresh();
    if (done)
        done = d->pull();
    if (done)
        done = d->refresh(); // what a page drove out
    if (done)
        done = d->forgetPurged();
    if (done)
        done = d->compareWithServer();
    if (done)
        done = d->carryContents(); // last, and a few at a time: rows never wait for pictures
    if (!done)
        return fail(done.error());
    const auto waiting = d->read([](Reader &reader) -> Result<qint64> { return outboxWaiting(reader); });
    if (!waiting)
        return fail(waiting.error());
    d->report.waiting = *waiting;
    return d->report;
}

Result<> SyncEngine::wait(int ms)
{
    constexpr int slice = 20;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms && !d->awake && !d->stop) {
        if (!d->db) {
            QThread::msleep(slice);
            continue;
        }
        const auto noticed = d->db->waitNotice(slice);
        if (!noticed)
            return d->broken(noticed.error());
        if (*noticed)
            return {};
    }
    return {};
}

void SyncEngine::wake()
{
    d->awake = true;
}

void SyncEngine::stop()
{
    d->stop = true;
}

Result<> SyncEngine::Private::pull()
{
    for (;;) {
        const auto more = pullPage();
        if (!more)
            return fail(more.error());
        if (!*more)
            return {};
    }
}

// The server is not the one that the cursor belongs to, or this program is newer: from the beginning.
Result<> SyncEngine::Private::startAgain()
{
    const auto head = db->query("SELECT epoch FROM fq.sync_head()");
    if (!head)
        return broken(head.error());
    report.again = true;
    return write([epoch = head->integer(0, 0)](Writer &tx) -> Result<> {
        writeCursor(tx, {.epoch = epoch, .rev = 0, .token = 0, .resetting = true});
        tx.execute(u"DELETE FROM sync_seen"_s);
        return {};
    });
}

Result<bool> SyncEngine::Private::pullPage()
{
    const auto cursor = read([](Reader &reader) -> Result<SyncCursor> { return readCursor(reader); });
    if (!cursor)
        return fail(cursor.error());
    if (cursor->epoch == 0) {
        if (const auto again = startAgain(); !again)
            return fail(again.error());
        return true;
    }
    report.again |= cursor->resetting; // also where an earlier round began it and broke
    QList<QByteArray> names;
    for (const Entity *entity : model.entities())
        names << QByteArray(entity->name.data(), entity->name.size());
    const auto page = db->query("SELECT fq.sync_pull($1, $2, $3, $4, $5)",
                                {PgValue::of(cursor->epoch), PgValue::of(cursor->rev), PgValue::of(cursor->token),
                                 PgValue::of(static_cast<qint64>(pageRows)), PgValue::ofTexts(names)});
    if (!page)
        return broken(page.error());
    QList<QByteArray> lines;
    for (int i = 0; i < page->size(); ++i)
        lines << page->bytes(i, 0);
    const Page read = pageOf(lines, *cursor);
    if (read.reset) {
        if (const auto again = startAgain(); !again)
            return fail(again.error());
        return true;
    }
    if (read.next.rev == cursor->rev && !cursor->resetting)
        return false; // nothing new: not a byte is written
    if (const auto applied = applyPage(read); !applied)
        return fail(applied.error());
    return !read.atHead;
}

// Rows up to rev `after` are known already (mail that overlaps).
SyncEngine::Private::Page SyncEngine::Private::pageOf(const QList<QByteArray> &lines, const SyncCursor &cursor,
                                                      qint64 after) const
{
    const QJsonObject head = QJsonDocument::fromJson(lines.value(0)).object();
    Page page{{cursor.epoch, head.value("rev"_L1).toInteger(), head.value("token"_L1).toInteger(), cursor.resetting},
              false,
              head.value("reset"_L1).toBool(),
              {},
              {}};
    page.atHead = page.next.rev >= head.value("head"_L1).toInteger();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype tab = lines.at(i).indexOf('\t');
        const Entity *entity = tab > 0 ? model.entity(QString::fromUtf8(lines.at(i).first(tab))) : nullptr;
        if (!entity)
            continue;
        const QJsonObject json = QJsonDocument::fromJson(lines.at(i).sliced(tab + 1)).object();
        if (json.value("left"_L1).toBool())
            page.left << std::pair(entity, QUuid::fromString(json.value("id"_L1).toString()));
        else if (json.value("rev"_L1).toInteger() > after)
            page.rows << std::pair(entity, rowFromServer(*entity, json));
    }
    return page;
}

Result<> SyncEngine::Private::applyPage(const Page &page)
{
    const auto applied = write([&](Writer &tx) -> Result<> {
        applyRows(tx, page);
        SyncCursor next = page.next;
        if (page.atHead && next.resetting) {
            dropUnseen(tx);
            next.resetting = false;
        }
        writeCursor(tx, next);
        forgetOutbox(tx, Instant{tx.now().ms - retainedDays * dayMs});
        return {};
    });
    if (applied)
        report.received += page.rows.size();
    return applied;
}

} // namespace fengqiao
