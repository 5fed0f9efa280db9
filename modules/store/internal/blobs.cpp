#include <store/blobs.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Blobs {
    Q_DECLARE_TR_FUNCTIONS(Blobs)
};

constexpr auto prefix = "sha256:"_L1;
constexpr qsizetype digits = 64;

std::unexpected<Error> tooLarge(qint64 most)
{
    return fail(ErrorKind::Invalid, u"blob.too_large"_s,
                Blobs::tr("The file is larger than %1 MB; it was not taken.").arg(most / (1024 * 1024)));
}

std::unexpected<Error> truncated()
{
    return fail(ErrorKind::Invalid, u"blob.truncated"_s,
                Blobs::tr("The file ended before its end: it was cut off or cannot be read. It was not taken."));
}

std::unexpected<Error> changed()
{
    return fail(ErrorKind::Conflict, u"blob.changed"_s,
                Blobs::tr("The content of the file is not what it was said to be. It was not taken."));
}

QString nameOf(const QCryptographicHash &hash)
{
    return prefix + QLatin1StringView(hash.result().toHex());
}

// One pass over the source, `each` for every piece. The number of bytes, or what is wrong with it.
template <typename Each> Result<qint64> walk(QIODevice &source, qint64 most, QCryptographicHash &hash, Each each)
{
    const qint64 announced = source.size();
    if (announced > most)
        return tooLarge(most);
    if (!source.seek(0))
        return truncated();
    qint64 size = 0;
    for (qint64 seq = 0;; ++seq) {
        const QByteArray piece = source.read(blobChunkSize);
        if (piece.isEmpty())
            break;
        size += piece.size();
        if (size > most) // it grew while it was read
            return tooLarge(most);
        hash.addData(piece);
        each(seq, piece);
    }
    if (size != announced)
        return truncated();
    return size;
}

void removeBlob(Writer &tx, const QString &hash)
{
    tx.execute(u"DELETE FROM blob_chunk WHERE hash = ?"_s, {hash});
    tx.execute(u"DELETE FROM blob WHERE hash = ?"_s, {hash});
}

} // namespace

bool isBlobHash(QStringView text)
{
    if (text.size() != prefix.size() + digits || !text.startsWith(prefix))
        return false;
    return std::ranges::all_of(text.sliced(prefix.size()),
                               [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

Result<BlobInfo> writeBlob(Writer &tx, QIODevice &source, qint64 most, const QString &expected)
{
    QCryptographicHash first(QCryptographicHash::Sha256);
    const auto size = walk(source, most, first, [](qint64, const QByteArray &) {});
    if (!size)
        return fail(size.error());
    if (*size == 0)
        return fail(ErrorKind::Invalid, u"blob.empty"_s, Blobs::tr("The file is empty; it was not taken."));
    const QString hash = nameOf(first);
    if (!expected.isEmpty() && hash != expected)
        return changed();
    if (auto known = findBlob(tx, hash))
        return *known;
    // The name is known only at the end of the first pass, so the pieces are written in a second one.
    QCryptographicHash second(QCryptographicHash::Sha256);
    const auto written = walk(source, most, second, [&](qint64 seq, const QByteArray &piece) {
        tx.execute(u"INSERT INTO blob_chunk (hash, seq, bytes) VALUES (?, ?, ?)"_s, {hash, seq, piece});
    });
    if (!written)
        return fail(written.error());
    if (nameOf(second) != hash)
        return changed();
    tx.execute(u"INSERT INTO blob (hash, size, uses) VALUES (?, ?, 0)"_s, {hash, *size});
    return BlobInfo{hash, *size, 0, true};
}

Result<BlobInfo> writeBlob(Writer &tx, const QByteArray &bytes, qint64 most)
{
    QBuffer buffer;
    buffer.setData(bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return truncated();
    return writeBlob(tx, buffer, most);
}

std::optional<BlobInfo> findBlob(Reader &reader, const QString &hash)
{
    Query row = reader.query(u"SELECT size, uses FROM blob WHERE hash = ?"_s, {hash});
    if (!row.next())
        return std::nullopt;
    return BlobInfo{hash, row.integer(0), row.integer(1), false};
}

Result<> readBlob(Reader &reader, const QString &hash, QIODevice &target)
{
    const auto info = findBlob(reader, hash);
    if (!info)
        return fail(ErrorKind::NotFound, u"blob.missing"_s, Blobs::tr("The content of this file is not on this desk."));
    QCryptographicHash check(QCryptographicHash::Sha256);
    qint64 size = 0;
    Query pieces = reader.query(u"SELECT bytes FROM blob_chunk WHERE hash = ? ORDER BY seq"_s, {hash});
    while (pieces.next()) {
        const QByteArray piece = pieces.value(0).toByteArray();
        check.addData(piece);
        size += piece.size();
        if (target.write(piece) != piece.size())
            return fail(ErrorKind::Fault, u"blob.target"_s,
                        Blobs::tr("The file could not be written: %1.").arg(target.errorString()));
    }
    if (size != info->size || nameOf(check) != hash)
        return fail(ErrorKind::Fault, u"blob.damaged"_s,
                    Blobs::tr("The content of this file is damaged: it is not what was attached."));
    return {};
}

Result<QByteArray> blobBytes(Reader &reader, const QString &hash)
{
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly))
        return truncated();
    if (const auto done = readBlob(reader, hash, buffer); !done)
        return fail(done.error());
    return buffer.data();
}

QByteArray blobStart(Reader &reader, const QString &hash)
{
    Query piece = reader.query(u"SELECT bytes FROM blob_chunk WHERE hash = ? AND seq = 0"_s, {hash});
    return piece.next() ? piece.value(0).toByteArray() : QByteArray();
}

bool useBlob(Writer &tx, const QString &hash)
{
    return tx.execute(u"UPDATE blob SET uses = uses + 1 WHERE hash = ?"_s, {hash}) == 1;
}

void releaseBlob(Writer &tx, const QString &hash)
{
    tx.execute(u"UPDATE blob SET uses = uses - 1 WHERE hash = ? AND uses > 0"_s, {hash});
    dropUnusedBlob(tx, hash);
}

void dropUnusedBlob(Writer &tx, const QString &hash)
{
    const auto info = findBlob(tx, hash);
    if (info && info->uses == 0)
        removeBlob(tx, hash);
}

QStringList unusedBlobs(Reader &reader)
{
    QStringList hashes;
    Query rows = reader.query(u"SELECT hash FROM blob WHERE uses = 0 ORDER BY hash"_s);
    while (rows.next())
        hashes << rows.text(0);
    return hashes;
}

} // namespace fengqiao
