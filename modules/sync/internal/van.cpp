// The desk's side of the mail van: what it packs, and what it does with a receipt.
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include "engine_private.h"
#include "van_desk_contents.h"
#include "van_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

constexpr int mostChanges = 5000;
constexpr qint64 mostBytes = 32LL << 20;
constexpr int mostAsked = 500;

QJsonObject cursorJson(const SyncCursor &cursor)
{
    return {{u"epoch"_s, cursor.epoch}, {u"rev"_s, cursor.rev}, {u"token"_s, cursor.token}};
}

struct Waiting {
    QList<OutboxEntry> entries;
    QByteArray before;
    qint64 first = 0;
    qint64 last = 0;
    SyncCursor cursor;
    int desk = 0;
    qint64 incarnation = 0;
    QJsonObject asked; // rows to be looked at again
};

Waiting waitingOf(Reader &reader)
{
    const qint64 taken = outboxAcknowledged(reader);
    Waiting waiting{outboxAfter(reader, taken, mostChanges, mostBytes),
                    outboxChain(reader, taken),
                    taken + 1,
                    0,
                    readCursor(reader),
                    reader.meta("desk"_L1).toInt(),
                    reader.meta("sync.incarnation"_L1).toLongLong(),
                    {}};
    waiting.last = outboxEnd(reader).seq;
    Query rows = reader.query(u"SELECT entity, id FROM sync_refresh LIMIT ?"_s, {mostAsked});
    while (rows.next()) {
        QJsonArray ids = waiting.asked.value(rows.text(0)).toArray();
        ids << idText(rows.uuid(1));
        waiting.asked.insert(rows.text(0), ids);
    }
    return waiting;
}

std::unexpected<Error> isCopy()
{
    return fail(ErrorKind::Conflict, u"van.copy"_s,
                Words::tr("This file is a copy, or restored from an older state: connect it to the server by a line "
                          "once, so that it gets a number of its own. Nothing was changed."));
}

QJsonObject letterOf(const Waiting &waiting, const SyncModel &model, const DeskVanKeys &keys)
{
    QJsonArray bodies;
    for (const OutboxEntry &entry : waiting.entries)
        bodies << QString::fromUtf8(entry.body);
    QJsonArray entities;
    for (const Entity *entity : model.entities())
        entities << QString(entity->name);
    return {{u"incarnation"_s, waiting.incarnation},
            {u"reply_to"_s, QString::fromLatin1(keys.open.open.toBase64())},
            {u"first"_s, waiting.first},
            {u"before"_s, QString::fromLatin1(waiting.before.toHex())},
            {u"bodies"_s, bodies},
            {u"cursor"_s, cursorJson(waiting.cursor)},
            {u"entities"_s, entities},
            {u"asked"_s, waiting.asked}};
}

QList<QByteArray> linesOf(const QJsonValue &page)
{
    QList<QByteArray> lines;
    for (const QJsonValue &line : page["lines"_L1].toArray())
        lines << line.toString().toUtf8();
    return lines;
}

} // namespace

Result<VanPacked> packVan(SyncEngine &engine, const VanKeys &centre, QIODevice &out, qint64 most)
{
    return engine.packVan(centre, out, most);
}

Result<VanUnpacked> unpackVan(SyncEngine &engine, const VanKeys &centre, QIODevice &receipt)
{
    return engine.unpackVan(centre, receipt);
}

Result<VanPacked> SyncEngine::packVan(const VanKeys &centre, QIODevice &out, qint64 most)
{
    const auto keys = deskVanKeys(d->store);
    if (!keys)
        return fail(keys.error());
    const QString own = d->store.identity().centre;
    if (centre.centre != own)
        return fail(ErrorKind::Usage, u"van.not_ours"_s,
                    Words::tr("The key is that of centre %1, this file is of %2.").arg(centre.centre, own));
    // In one view of the file: nothing is removed between the list and what it lists.
    return d->read([&](Reader &reader) -> Result<VanPacked> {
        const Waiting waiting = waitingOf(reader);
        if (waiting.incarnation == 0)
            return fail(
                ErrorKind::Conflict, u"sync.not_joined"_s,
                Words::tr("This desk was never joined to the county's server: make its file with sync --join."));
        const VanPlan plan = planContents(reader, d->model, std::min(most, mostVanContents));
        QJsonObject content = letterOf(waiting, d->model, *keys);
        content.insert(u"contents"_s, plan.letter);
        const QJsonObject header{{u"kind"_s, u"pack"_s}, {u"centre"_s, own}, {u"desk"_s, waiting.desk}};
        const QByteArray letter = sealVan(header, content, centre.openPublic, keys->sign.secret);
        auto written = writeLetter(out, letter, !plan.manifest.items.isEmpty());
        if (written)
            written = writePieces(reader, plan.manifest, out);
        if (!written)
            return fail(written.error());
        const qint64 packed = waiting.entries.size();
        return VanPacked{packed,
                         waiting.last - waiting.first + 1 - packed,
                         {.carried = plan.manifest.items.size(), .arrived = 0, .left = plan.left}};
    });
}

// How far the server is with this desk, checked against its own log; then what it said to each change.
Result<bool> SyncEngine::Private::takeVanAnswers(const QJsonObject &receipt)
{
    const QJsonObject standing = receipt.value("standing"_L1).toObject();
    const qint64 seq = standing.value("seq"_L1).toInteger();
    const QByteArray chain = QByteArray::fromHex(standing.value("chain"_L1).toString().toLatin1());
    const auto own = read([seq](Reader &reader) -> Result<std::pair<QByteArray, qint64>> {
        return std::pair(outboxChain(reader, seq), outboxAcknowledged(reader));
    });
    if (!own)
        return fail(own.error());
    const QJsonArray answers = receipt.value("answers"_L1).toArray();
    const qint64 upTo = answers.isEmpty() ? seq : answers.last()["seq"_L1].toInteger();
    if (upTo < own->second && !receipt.value("reset"_L1).toBool())
        return false; // an old receipt: what it says is known
    if (receipt.value("fork"_L1).toBool() || own->first.isEmpty() || own->first != chain)
        return isCopy();
    if (seq < own->second) { // the server was restored: from there on it is packed once more
        report.again = true;
        const auto back = write([seq](Writer &tx) -> Result<> {
            acknowledgeOutbox(tx, seq);
            return {};
        });
        if (!back)
            return fail(back.error());
    } else {
        const QJsonObject last = standing.value("res"_L1).toObject();
        const auto taken = take(last.value("seq"_L1).toInteger() == seq ? last : QJsonObject(), seq);
        if (!taken)
            return fail(taken.error());
    }
    for (const QJsonValue &answer : answers) {
        if (const auto taken = take(answer.toObject(), answer["seq"_L1].toInteger()); !taken)
            return fail(taken.error());
        report.sent += answer["seq"_L1].toInteger() - answer["first"_L1].toInteger() + 1;
    }
    return true;
}

Result<> SyncEngine::Private::takeVanPages(const QJsonObject &receipt)
{
    auto cursor = read([](Reader &reader) -> Result<SyncCursor> { return readCursor(reader); });
    if (!cursor)
        return fail(cursor.error());
    const QJsonArray pages = receipt.value("pages"_L1).toArray();
    if (receipt.value("reset"_L1).toBool() && !pages.isEmpty()) {
        const qint64 epoch = pages.first()["epoch"_L1].toInteger();
        if (!(cursor->resetting && cursor->epoch == epoch)) { // else this is the next part of it
            *cursor = {epoch, 0, 0, true};
            report.again = true;
            const auto begun = write([&](Writer &tx) -> Result<> {
                writeCursor(tx, *cursor);
                tx.execute(u"DELETE FROM sync_seen"_s);
                return {};
            });
            if (!begun)
                return begun;
        }
    }
    for (const QJsonValue &json : pages) {
        if (json["epoch"_L1].toInteger() != cursor->epoch)
            return fail(ErrorKind::Conflict, u"van.missing"_s,
                        Words::tr("The server was restored since this receipt was written; pack once more."));
        const Page page = pageOf(linesOf(json), *cursor, cursor->rev);
        if (page.next.rev <= cursor->rev)
            continue; // came by an earlier receipt, or by a line
        if (json["from"_L1].toInteger() > cursor->rev)
            return fail(ErrorKind::Conflict, u"van.missing"_s,
                        Words::tr("An earlier receipt has not been unpacked yet; unpack that one first."));
        if (const auto applied = applyPage(page); !applied)
            return applied;
        *cursor = page.next;
        cursor->resetting = cursor->resetting && !page.atHead;
    }
    return {};
}

// Rows of changes that were refused, as the server has them.
Result<> SyncEngine::Private::takeVanRows(const QJsonObject &receipt)
{
    const QJsonObject asked = receipt.value("asked"_L1).toObject();
    const QJsonObject rows = receipt.value("rows"_L1).toObject();
    return write([&](Writer &tx) -> Result<> {
        pending.catchUp(tx, model);
        for (auto it = asked.begin(); it != asked.end(); ++it) {
            const Entity *entity = model.entity(it.key());
            QHash<QUuid, ReplicaRow> found;
            for (const QJsonValue &line : rows.value(it.key()).toArray()) {
                const ReplicaRow row = entity ? rowFromServer(*entity, line.toObject()) : ReplicaRow{};
                found.insert(row.id, row);
            }
            for (const QJsonValue &text : it.value().toArray()) {
                const QUuid id = QUuid::fromString(text.toString());
                if (tx.execute(u"DELETE FROM sync_refresh WHERE entity = ? AND id = ?"_s, {it.key(), id}) > 0 && entity)
                    applyOne(tx, *entity, id, found.contains(id) ? std::optional(found.value(id)) : std::nullopt);
            }
        }
        return {};
    });
}

Result<VanUnpacked> SyncEngine::unpackVan(const VanKeys &centre, QIODevice &file)
{
    const auto keys = deskVanKeys(d->store);
    if (!keys)
        return fail(keys.error());
    const auto letter = readLetter(file);
    if (!letter)
        return fail(letter.error());
    const auto header = vanHeader(letter->bytes);
    if (!header)
        return fail(header.error());
    const auto receipt = openVan(letter->bytes, centre.signPublic, keys->open);
    if (!receipt)
        return fail(receipt.error());
    const auto own = d->read([](Reader &reader) -> Result<Waiting> { return waitingOf(reader); });
    if (!own)
        return fail(own.error());
    if (header->value("kind"_L1) != "receipt"_L1 || header->value("centre"_L1) != d->store.identity().centre ||
        header->value("desk"_L1).toInt() != own->desk ||
        receipt->value("incarnation"_L1).toInteger() != own->incarnation)
        return fail(ErrorKind::Conflict, u"van.other_desk"_s,
                    Words::tr("This is no receipt for this desk; nothing was taken from it."));
    const auto manifest = manifestOf(*receipt);
    if (!manifest)
        return fail(manifest.error());
    d->report = {};
    d->desk = own->desk;
    d->incarnation = own->incarnation;
    VanUnpacked done;
    const auto answered = d->takeVanAnswers(*receipt);
    auto taken = answered ? d->takeVanPages(*receipt) : fail(answered.error());
    if (taken)
        taken = d->takeVanRows(*receipt);
    const QJsonObject contents = receipt->value("contents"_L1).toObject();
    if (taken && *answered) {
        const auto delivered = d->write([&](Writer &tx) -> Result<qint64> {
            return takeContentAnswers(tx, contents.value("answers"_L1).toObject(), d->report.again);
        });
        if (!delivered)
            return fail(delivered.error());
        done.delivered = *delivered;
    }
    VanPieceReader pieces(file, letter->contentsAt, *manifest);
    if (taken)
        taken = d->takeVanContents(pieces, *manifest, done.contents);
    if (!taken)
        return fail(taken.error());
    done.contents.left = contents.value("left"_L1).toInteger();
    const auto left = d->read([](Reader &reader) -> Result<Waiting> { return waitingOf(reader); });
    d->report.waiting = left ? left->last - left->first + 1 : 0;
    done.report = d->report;
    return done;
}

} // namespace fengqiao
