#pragma once

#include <QIODevice>
#include <QJsonObject>

#include <sync/van.h>

namespace fengqiao {

// A file of the van: the signed letter, alone (FQVAN1), or with its length before it and the pieces of contents that it
// lists behind it (FQVAN2). Where each piece stands follows from the list.

struct VanItem {
    QString hash;
    qint64 size = 0;
    qint64 from = 0; // first piece
    qint64 pieces = 0;

    [[nodiscard]] qint64 pieceSize(qint64 n) const;
    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] bool isAll() const;
};

struct VanManifest {
    QList<VanItem> items;
    Secret key; // of the pieces of this file

    // As much of the content, from piece `from`, as `room` bytes hold; takes that off the room. False if nothing fits.
    bool add(const QString &hash, qint64 size, qint64 from, qint64 &room);
    [[nodiscard]] QJsonObject toJson() const;
};

// As the letter says it; empty if it says nothing. Code "van.damaged": hashes, sizes or counts that cannot be.
[[nodiscard]] Result<VanManifest> manifestOf(const QJsonObject &letter);

struct VanLetter {
    QByteArray bytes;
    qint64 contentsAt = 0; // in the file
};

// Sizes are looked at before anything is read. Codes "van.too_large", "van.damaged".
[[nodiscard]] Result<VanLetter> readLetter(QIODevice &file);
[[nodiscard]] Result<> writeLetter(QIODevice &file, const QByteArray &letter, bool contentsFollow); // "van.file"

// One after the other, in the order of the list.
class VanPieceWriter {
public:
    VanPieceWriter(QIODevice &file, const Secret &key)
        : m_file(file)
        , m_key(key)
    {
    }

    [[nodiscard]] Result<> write(const VanItem &item, qint64 n, const QByteArray &piece); // "van.file"

private:
    QIODevice &m_file;
    const Secret &m_key;
    qint64 m_index = 0;
};

// Any piece, one at a time.
class VanPieceReader {
public:
    VanPieceReader(QIODevice &file, qint64 contentsAt, const VanManifest &manifest);
    // Nothing if it is damaged, or the file ends before it.
    [[nodiscard]] std::optional<QByteArray> read(qsizetype item, qint64 n);
    [[nodiscard]] bool isRight(qsizetype item); // all of a content: it is what its name says

private:
    struct Place {
        qint64 at;
        qint64 index;
    };

    QIODevice &m_file;
    const VanManifest &m_manifest;
    QList<Place> m_places;
};

[[nodiscard]] std::unexpected<Error> vanNotWritten(const QIODevice &file);

} // namespace fengqiao
