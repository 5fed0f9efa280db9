// Contents of attachments in a file of the van: the list in the letter, and the pieces behind it.
#include "van_contents.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QSet>
#include <QtEndian>

#include "contents.h"
#include "van_crypto.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

constexpr QByteArrayView magic("FQVAN2\n");
constexpr qint64 lengthSize = 8;
constexpr qint64 longestLetter = 128LL << 20;
constexpr qint64 largestContent = 1LL << 30; // as the server takes it
constexpr qsizetype mostItems = 20'000;
constexpr qsizetype keySize = 32;

std::unexpected<Error> damaged()
{
    return fail(ErrorKind::Invalid, u"van.damaged"_s,
                Words::tr("This is no file of the mail van, or it is damaged; nothing was taken from it."));
}

QByteArray nameOf(const VanItem &item, qint64 n)
{
    return item.hash.toLatin1() + '/' + QByteArray::number(n);
}

bool isPossible(const VanItem &item)
{
    const qint64 all = piecesOf(item.size);
    return isBlobHash(item.hash) && item.size > 0 && item.size <= largestContent && item.from >= 0 && item.from < all &&
           item.pieces > 0 && item.pieces <= all - item.from;
}

} // namespace

std::unexpected<Error> vanNotWritten(const QIODevice &file)
{
    return fail(ErrorKind::Fault, u"van.file"_s,
                Words::tr("The file of the mail van cannot be written: %1.").arg(file.errorString()));
}

QJsonObject VanContents::toJson() const
{
    QJsonObject json{{u"carried"_s, carried}, {u"arrived"_s, arrived}, {u"left"_s, left}};
    QJsonArray list;
    for (const VanRefusal &one : refused)
        list << QJsonObject{{u"hash"_s, one.hash}, {u"code"_s, one.code}};
    if (!list.isEmpty())
        json.insert(u"refused"_s, list);
    return json;
}

QString VanContents::sentence() const
{
    QString text = Words::tr("Contents of attachments: %1 in this file, %2 arrived, %3 left for the next van.")
                       .arg(carried)
                       .arg(arrived)
                       .arg(left);
    if (!refused.isEmpty())
        text += u' ' + Words::tr("%1 were not taken; they come again.").arg(refused.size());
    return text;
}

qint64 VanItem::pieceSize(qint64 n) const
{
    return std::min(blobChunkSize, size - n * blobChunkSize);
}

qint64 VanItem::bytes() const
{
    return std::min(size, (from + pieces) * blobChunkSize) - from * blobChunkSize;
}

bool VanItem::isAll() const
{
    return from == 0 && pieces == piecesOf(size);
}

bool VanManifest::add(const QString &hash, qint64 size, qint64 from, qint64 &room)
{
    VanItem item{hash, size, from, 0};
    for (qint64 left = room; from + item.pieces < piecesOf(size); ++item.pieces) {
        left -= item.pieceSize(from + item.pieces);
        if (left < 0)
            break;
    }
    if (!isPossible(item) || items.size() >= mostItems)
        return false;
    room -= item.bytes();
    items << item;
    return true;
}

QJsonObject VanManifest::toJson() const
{
    QJsonArray list;
    for (const VanItem &item : items)
        list << QJsonArray{item.hash, item.size, item.from, item.pieces};
    return {{u"key"_s, QString::fromLatin1(key.bytes().toBase64())}, {u"items"_s, list}};
}

Result<VanManifest> manifestOf(const QJsonObject &letter)
{
    const QJsonObject json = letter.value("contents"_L1).toObject();
    const QJsonArray list = json.value("items"_L1).toArray();
    VanManifest manifest{{}, Secret(QByteArray::fromBase64(json.value("key"_L1).toString().toLatin1()))};
    if (list.isEmpty())
        return manifest;
    if (list.size() > mostItems || manifest.key.bytes().size() != keySize)
        return damaged();
    QSet<QString> seen;
    qint64 bytes = 0;
    for (const QJsonValue &line : list) {
        const VanItem item{line[0].toString(), line[1].toInteger(), line[2].toInteger(), line[3].toInteger()};
        if (!isPossible(item) || seen.contains(item.hash))
            return damaged();
        seen.insert(item.hash);
        bytes += item.bytes();
        if (bytes > mostVanContents)
            return damaged();
        manifest.items << item;
    }
    return manifest;
}

Result<VanLetter> readLetter(QIODevice &file)
{
    const qint64 longest = magic.size() + lengthSize + longestLetter + mostVanContents +
                           (mostVanContents / blobChunkSize + mostItems) * sealSize;
    const auto tooLarge = [] {
        return fail(ErrorKind::Invalid, u"van.too_large"_s,
                    Words::tr("The file is larger than any of the mail van; nothing was taken from it."));
    };
    if (file.isSequential() || !file.seek(0) || file.size() > longest)
        return file.isSequential() ? damaged() : tooLarge();
    const qint64 fixed = magic.size() + lengthSize;
    if (file.peek(magic.size()) != magic) { // a letter alone
        if (file.size() > longestLetter)
            return tooLarge();
        return VanLetter{file.readAll(), file.size()};
    }
    const QByteArray head = file.read(fixed);
    if (head.size() != fixed)
        return damaged();
    const auto length = qFromBigEndian<quint64>(head.constData() + magic.size());
    if (length > quint64(longestLetter) || qint64(length) > file.size() - fixed)
        return damaged();
    return VanLetter{file.read(qint64(length)), fixed + qint64(length)};
}

Result<> writeLetter(QIODevice &file, const QByteArray &letter, bool contentsFollow)
{
    QByteArray head;
    if (contentsFollow) {
        head = magic.toByteArray() + QByteArray(lengthSize, '\0');
        qToBigEndian(quint64(letter.size()), head.data() + magic.size());
    }
    if (file.write(head) != head.size() || file.write(letter) != letter.size())
        return vanNotWritten(file);
    return {};
}

Result<> VanPieceWriter::write(const VanItem &item, qint64 n, const QByteArray &piece)
{
    const QByteArray sealed = sealPiece(m_key, m_index++, nameOf(item, n), piece);
    return m_file.write(sealed) == sealed.size() ? Result<>() : vanNotWritten(m_file);
}

VanPieceReader::VanPieceReader(QIODevice &file, qint64 contentsAt, const VanManifest &manifest)
    : m_file(file)
    , m_manifest(manifest)
{
    Place next{contentsAt, 0};
    for (const VanItem &item : manifest.items) {
        m_places << next;
        next = {next.at + item.bytes() + item.pieces * sealSize, next.index + item.pieces};
    }
}

std::optional<QByteArray> VanPieceReader::read(qsizetype item, qint64 n)
{
    const VanItem &what = m_manifest.items.at(item);
    const qint64 before = n - what.from; // all of them are of full size: only the last of a content is not
    if (before < 0 || before >= what.pieces || !m_file.seek(m_places.at(item).at + before * (blobChunkSize + sealSize)))
        return std::nullopt;
    const QByteArray sealed = m_file.read(what.pieceSize(n) + sealSize);
    if (sealed.size() != what.pieceSize(n) + sealSize)
        return std::nullopt;
    return openPiece(m_manifest.key, m_places.at(item).index + before, nameOf(what, n), sealed);
}

bool VanPieceReader::isRight(qsizetype item)
{
    const VanItem &what = m_manifest.items.at(item);
    QCryptographicHash check(QCryptographicHash::Sha256);
    for (qint64 n = what.from; n < what.from + what.pieces; ++n) {
        const auto piece = read(item, n);
        if (!piece)
            return false;
        check.addData(*piece);
    }
    return !what.isAll() || what.hash == "sha256:"_L1 + QString::fromLatin1(check.result().toHex());
}

} // namespace fengqiao
