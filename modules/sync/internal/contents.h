#pragma once

#include <QHash>

#include <store/blobs.h>

#include "pg.h"
#include "rebase.h"

namespace fengqiao {

// Contents of attachments on their way, by line or by van: what both do the same.

inline constexpr int hashesAtOnce = 64; // of one question to the server

[[nodiscard]] constexpr qint64 piecesOf(qint64 size)
{
    return (size + blobChunkSize - 1) / blobChunkSize;
}

// The server's side. What it says of a content that it lacks: no size, no pieces.
struct ContentState {
    QString hash;
    qint64 size = 0;
    qint64 pieces = 0;
    bool whole = false;
};

// In whose name a content is put there, and which.
struct ContentSender {
    qint64 desk = 0;
    qint64 incarnation = 0;
    QString hash;
    qint64 size = 0;
};

[[nodiscard]] PgResult<QList<ContentState>> contentStates(PgConnection &db, const QStringList &hashes);
// How many pieces are there now; 0 after the last one: it is not what its name says. FQ020: no record names it, FQ021:
// it is there with another size.
[[nodiscard]] PgResult<qint64> putPiece(PgConnection &db, const ContentSender &sender, qint64 n,
                                        const QByteArray &bytes);
[[nodiscard]] PgResult<QByteArray> getPiece(PgConnection &db, const QString &hash, qint64 n); // empty: not there
[[nodiscard]] bool isContentRefused(const PgFault &fault); // this one alone; the line is well

// The desk's side.
[[nodiscard]] QStringList contentsToSend(Reader &reader); // that the server is not known to have
[[nodiscard]] QByteArray contentPiece(Reader &reader, const QString &hash, qint64 n);
[[nodiscard]] QStringList contentsMissing(Reader &reader, const SyncModel &model); // named by a record, not here
[[nodiscard]] qint64 partsHere(Reader &reader, const QString &hash);
void keepPart(Writer &tx, const QString &hash, qint64 n, const QByteArray &bytes);
// All parts are here: they are that content from now on. False if they are something else; then none stays.
[[nodiscard]] bool settleParts(Writer &tx, const SyncModel &model, const QString &hash);
void noteOnServer(Writer &tx, const QString &hash);
void forgetOnServer(Writer &tx); // a server that was restored may lack them
// Records that came name contents that are here already: as long as one names it, nobody removes it.
[[nodiscard]] Result<> countContentUses(Store &store, const SyncModel &model);

} // namespace fengqiao
