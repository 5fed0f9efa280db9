// The machine with the line: contents of attachments from the van's file into the server, and from there into the
// receipt.
#include "van_carry_contents.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qsizetype mostNamed = 20'000; // that are looked for on behalf of one receipt
constexpr qsizetype shortHash = 8;      // bytes, as the desk says what it has

struct Wish {
    QString hash;
    qint64 from = 0;
};

PgResult<QHash<QString, ContentState>> statesOf(PgConnection &db, const QStringList &hashes)
{
    QHash<QString, ContentState> states;
    for (qsizetype at = 0; at < hashes.size(); at += hashesAtOnce) {
        const auto some = contentStates(db, hashes.mid(at, hashesAtOnce));
        if (!some)
            return std::unexpected(some.error());
        for (const ContentState &state : *some)
            states.insert(state.hash, state);
    }
    return states;
}

// The pieces of one content from where the server stands; the code of what is wrong with it.
PgResult<QString> bringPieces(PgConnection &db, VanPieceReader &pieces, qsizetype i, const VanItem &item,
                              const ContentSender &sender, ContentState &state)
{
    while (state.pieces < item.from + item.pieces) {
        const auto bytes = pieces.read(i, state.pieces);
        if (!bytes)
            return u"van.content_damaged"_s;
        const auto put = putPiece(db, sender, state.pieces, *bytes);
        if (!put && !isContentRefused(put.error()))
            return std::unexpected(put.error());
        if (!put)
            return put.error().state == "FQ021"_L1 ? u"van.content_size"_s : u"van.content_unnamed"_s;
        const bool stuck = *put <= state.pieces; // 0: not what its name says; else somebody sends the same
        state.pieces = *put;
        if (stuck)
            return *put == 0 ? u"van.content_damaged"_s : u"van.content_gap"_s;
    }
    state.whole = state.pieces == piecesOf(item.size);
    return QString();
}

PgResult<QString> bringContent(PgConnection &db, VanPieceReader &pieces, qsizetype i, const VanItem &item,
                               const ContentSender &sender, ContentState &state)
{
    if (state.pieces < item.from) // an earlier van has not come, or the server was restored
        return u"van.content_gap"_s;
    if (!pieces.isRight(i))
        return u"van.content_damaged"_s;
    const bool begun = state.pieces > 0;
    auto code = bringPieces(db, pieces, i, item, sender, state);
    // The content of this file was looked at: what lay there from before was wrong, and is gone.
    if (code && *code == "van.content_damaged"_L1 && begun && item.isAll() && state.pieces == 0)
        code = bringPieces(db, pieces, i, item, sender, state);
    return code;
}

QList<Wish> wishesOf(const QJsonObject &letter, const QStringList &named)
{
    QList<Wish> wishes;
    QSet<QString> seen;
    const QByteArray here = QByteArray::fromBase64(letter.value("here"_L1).toString().toLatin1());
    QSet<QByteArray> known;
    for (qsizetype at = 0; at + shortHash <= here.size(); at += shortHash)
        known.insert(here.sliced(at, shortHash));
    for (const QJsonValue &line : letter.value("wanted"_L1).toArray())
        if (isBlobHash(line[0].toString()) && !seen.contains(line[0].toString()) && wishes.size() < mostNamed) {
            wishes << Wish{line[0].toString(), std::max<qint64>(0, line[1].toInteger())};
            seen.insert(wishes.last().hash);
        }
    for (const QString &hash : named)
        if (!seen.contains(hash) && wishes.size() < mostNamed &&
            !known.contains(QByteArray::fromHex(hash.section(u':', 1).toLatin1()).first(shortHash))) {
            wishes << Wish{hash, 0};
            seen.insert(hash);
        }
    return wishes;
}

Result<> fetchPieces(PgConnection &db, const VanItem &item, const QByteArray &first, VanPieceWriter &writer)
{
    for (qint64 n = item.from; n < item.from + item.pieces; ++n) {
        auto piece = n == item.from ? PgResult<QByteArray>(first) : getPiece(db, item.hash, n);
        if (!piece && !isContentRefused(piece.error()))
            return fail(piece.error().toError());
        // Removed meanwhile: its place stays, and the desk finds that it is not what its name says.
        const bool right = piece && piece->size() == item.pieceSize(n);
        const QByteArray bytes = right ? *piece : QByteArray(item.pieceSize(n), '\0');
        if (const auto written = writer.write(item, n, bytes); !written)
            return written;
    }
    return {};
}

} // namespace

PgResult<QJsonObject> bringContents(PgConnection &db, VanPieceReader &pieces, const VanManifest &manifest,
                                    const QJsonObject &letter, ContentSender sender, VanContents &told)
{
    QStringList hashes;
    for (const VanItem &item : manifest.items)
        hashes << item.hash;
    QStringList offered;
    for (const QJsonValue &hash : letter.value("offered"_L1).toArray())
        if (isBlobHash(hash.toString()) && offered.size() < mostNamed)
            offered << hash.toString();
    auto states = statesOf(db, hashes + offered);
    if (!states)
        return std::unexpected(states.error());
    QJsonObject answers;
    for (const QString &hash : std::as_const(offered))
        if (states->value(hash).whole)
            answers.insert(hash, QJsonObject{{u"whole"_s, true}});
    for (qsizetype i = 0; i < manifest.items.size(); ++i) {
        const VanItem &item = manifest.items.at(i);
        ContentState state = states->value(item.hash);
        sender.hash = item.hash;
        sender.size = item.size;
        const auto code = state.whole ? PgResult<QString>(QString()) : bringContent(db, pieces, i, item, sender, state);
        if (!code)
            return std::unexpected(code.error());
        if (!code->isEmpty())
            told.refused << VanRefusal{item.hash, *code};
        told.arrived += state.whole ? 1 : 0;
        answers.insert(item.hash,
                       QJsonObject{{u"pieces"_s, state.pieces}, {u"whole"_s, state.whole}, {u"code"_s, *code}});
    }
    return answers;
}

void findHashes(const QByteArray &row, QStringList &found)
{
    constexpr qsizetype length = 7 + 64;
    for (qsizetype at = row.indexOf("sha256:"); at >= 0; at = row.indexOf("sha256:", at + 1)) {
        const QString hash = QString::fromLatin1(row.mid(at, length));
        if (isBlobHash(hash) && found.size() < mostNamed)
            found << hash;
    }
}

Result<VanManifest> fetchForDesk(PgConnection &db, const QJsonObject &letter, const QStringList &named, qint64 most,
                                 QIODevice &spool, VanContents &told)
{
    VanManifest manifest{{}, randomKey()};
    VanPieceWriter writer(spool, manifest.key);
    const QList<Wish> wishes = wishesOf(letter, named);
    QStringList hashes;
    for (const Wish &wish : wishes)
        hashes << wish.hash;
    const auto states = statesOf(db, hashes);
    if (!states)
        return fail(states.error().toError());
    for (const Wish &wish : wishes) {
        const ContentState state = states->value(wish.hash);
        if (!state.whole || state.size <= 0)
            continue;
        const qint64 from = wish.from < piecesOf(state.size) ? wish.from : 0;
        auto first = getPiece(db, wish.hash, from); // whether this role may see it is the server's to say
        if (!first && !isContentRefused(first.error()))
            return fail(first.error().toError());
        if (!first || first->isEmpty())
            continue;
        const bool some = manifest.add(wish.hash, state.size, from, most);
        if (!some || manifest.items.last().from + manifest.items.last().pieces < piecesOf(state.size))
            ++told.left;
        if (!some)
            continue;
        if (const auto fetched = fetchPieces(db, manifest.items.last(), *first, writer); !fetched)
            return fail(fetched.error());
    }
    told.carried = manifest.items.size();
    return manifest;
}

} // namespace fengqiao
