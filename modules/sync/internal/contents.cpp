// Contents of attachments: after the rows that name them, in pieces, going on where a broken line left off.
#include "contents.h"

#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int piecesARound = 32; // 8 MiB, then rows get their turn

QStringList firstOf(const QStringList &hashes, const QSet<QString> &refused)
{
    QStringList asked;
    for (const QString &hash : hashes)
        if (!refused.contains(hash) && asked.size() < hashesAtOnce)
            asked << hash;
    return asked;
}

} // namespace

Result<> SyncEngine::Private::carryContents()
{
    if (report.again)
        if (const auto forgot = write([](Writer &tx) -> Result<> {
                forgetOnServer(tx);
                return {};
            });
            !forgot)
            return forgot;
    if (report.sent > 0 || report.received > 0 || report.again) {
        contentsSettled = false;
        contentsRefused.clear();
    }
    if (contentsSettled)
        return {};
    int budget = piecesARound;
    const auto sending = sendContents(budget);
    if (!sending)
        return fail(sending.error());
    const auto fetching = fetchContents(budget);
    if (!fetching)
        return fail(fetching.error());
    contentsSettled = !*sending && !*fetching;
    report.contentsWait = budget <= 0;
    return {};
}

Result<bool> SyncEngine::Private::sendContents(int &budget)
{
    const auto here = read([](Reader &reader) -> Result<QStringList> { return contentsToSend(reader); });
    if (!here)
        return fail(here.error());
    const QStringList asked = firstOf(*here, contentsRefused);
    if (asked.isEmpty())
        return false;
    const auto there = contentStates(*db, asked);
    if (!there)
        return broken(there.error());
    for (const ContentState &state : *there) {
        if (budget <= 0)
            break;
        const auto size = read([&](Reader &reader) -> Result<qint64> {
            const auto found = findBlob(reader, state.hash);
            return found ? found->size : 0;
        });
        bool whole = state.whole;
        if (!whole && size && *size > 0) {
            const auto sent = sendContent(state.hash, *size, state.pieces, budget);
            if (!sent)
                return fail(sent.error());
            whole = *sent;
        }
        if (!whole)
            continue;
        const auto noted = write([&](Writer &tx) -> Result<> {
            noteOnServer(tx, state.hash);
            return {};
        });
        if (!noted)
            return fail(noted.error());
    }
    return true;
}

Result<bool> SyncEngine::Private::sendContent(const QString &hash, qint64 size, qint64 there, int &budget)
{
    const ContentSender sender{desk, incarnation, hash, size};
    for (qint64 n = there; n < piecesOf(size); --budget) {
        if (budget <= 0)
            return false;
        const auto piece = read([&](Reader &reader) -> Result<QByteArray> { return contentPiece(reader, hash, n); });
        if (!piece)
            return fail(piece.error());
        const auto put = putPiece(*db, sender, n, *piece);
        if (!put) {
            // The record that names it was refused, or is not ours to send: another time.
            if (!isContentRefused(put.error()))
                return broken(put.error());
            contentsRefused.insert(hash);
            return false;
        }
        ++report.contents;
        if (*put <= n && *put != 0) { // somebody else sends the same: it is theirs
            contentsRefused.insert(hash);
            return false;
        }
        n = *put;
    }
    return true;
}

Result<bool> SyncEngine::Private::fetchContents(int &budget)
{
    if (const auto counted = countContentUses(store, model); !counted)
        return fail(counted.error());
    const auto missing = read([&](Reader &reader) -> Result<QStringList> { return contentsMissing(reader, model); });
    if (!missing)
        return fail(missing.error());
    const QStringList asked = firstOf(*missing, contentsRefused);
    if (asked.isEmpty())
        return false;
    const auto there = contentStates(*db, asked);
    if (!there)
        return broken(there.error());
    bool any = false;
    for (const ContentState &state : *there) {
        any = any || state.whole;
        if (!state.whole || budget <= 0)
            continue;
        if (const auto got = fetchContent(state.hash, state.pieces, budget); !got)
            return fail(got.error());
    }
    return any;
}

Result<bool> SyncEngine::Private::fetchContent(const QString &hash, qint64 pieces, int &budget)
{
    const auto have = read([&](Reader &reader) -> Result<qint64> { return partsHere(reader, hash); });
    if (!have)
        return fail(have.error());
    for (qint64 n = *have; n < pieces; ++n, --budget) {
        if (budget <= 0)
            return false;
        const auto piece = getPiece(*db, hash, n);
        if (!piece)
            return broken(piece.error());
        if (piece->isEmpty())
            return false;
        const auto put = write([&](Writer &tx) -> Result<> {
            keepPart(tx, hash, n, *piece);
            return {};
        });
        if (!put)
            return fail(put.error());
        ++report.contents;
    }
    const auto settled = write([&](Writer &tx) -> Result<bool> { return settleParts(tx, model, hash); });
    if (settled && !*settled)
        contentsRefused.insert(hash);
    return settled;
}

} // namespace fengqiao
