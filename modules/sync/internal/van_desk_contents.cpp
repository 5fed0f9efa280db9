// The desk's side of contents by van: what it sends and asks for, and what it takes of a receipt.
#include "van_desk_contents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

#include "contents.h"
#include "engine_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int mostNamed = 2000; // hashes of one list in the letter
constexpr int mostHere = 200'000;
constexpr qsizetype shortHash = 16; // digits that tell contents apart: a desk has thousands, not thousands of millions
constexpr auto progressKey = "van.contents"_L1; // of what is not whole there: pieces, and whether it was refused

QJsonObject progressOf(Reader &reader)
{
    return QJsonDocument::fromJson(reader.meta(progressKey).toUtf8()).object();
}

// Whoever writes the receipt leaves these out, though rows that go back name them.
QString hereOf(Reader &reader)
{
    QByteArray all;
    Query rows = reader.query(u"SELECT hash FROM blob ORDER BY hash LIMIT ?"_s, {mostHere});
    while (rows.next())
        all += QByteArray::fromHex(rows.text(0).section(u':', 1).left(shortHash).toLatin1());
    return QString::fromLatin1(all.toBase64());
}

QJsonArray wantedOf(Reader &reader, const SyncModel &model)
{
    QJsonArray wanted;
    const QStringList missing = contentsMissing(reader, model);
    for (const QString &hash : missing.first(std::min<qsizetype>(missing.size(), mostNamed)))
        wanted << QJsonArray{hash, partsHere(reader, hash)};
    return wanted;
}

} // namespace

VanPlan planContents(Reader &reader, const SyncModel &model, qint64 most)
{
    VanPlan plan{{{}, randomKey()}, {}, 0};
    const QJsonObject progress = progressOf(reader);
    QStringList waiting = contentsToSend(reader);
    // What was refused goes last: it must not take the room of what can arrive.
    std::ranges::stable_partition(waiting,
                                  [&](const QString &hash) { return !progress.value(hash)["refused"_L1].toBool(); });
    QJsonArray offered;
    for (const QString &hash : std::as_const(waiting)) {
        const auto info = findBlob(reader, hash);
        if (!info)
            continue;
        const qint64 there = progress.value(hash)["pieces"_L1].toInteger();
        const qint64 from = there < piecesOf(info->size) ? there : 0;
        const bool some = plan.manifest.add(hash, info->size, from, most);
        if (!some || plan.manifest.items.last().from + plan.manifest.items.last().pieces < piecesOf(info->size))
            ++plan.left;
        if (!some && offered.size() < mostNamed)
            offered << hash; // somebody else may have brought it
    }
    plan.letter = plan.manifest.toJson();
    plan.letter.insert(u"offered"_s, offered);
    plan.letter.insert(u"left"_s, plan.left);
    plan.letter.insert(u"wanted"_s, wantedOf(reader, model));
    plan.letter.insert(u"here"_s, hereOf(reader));
    return plan;
}

Result<> writePieces(Reader &reader, const VanManifest &manifest, QIODevice &out)
{
    VanPieceWriter writer(out, manifest.key);
    for (const VanItem &item : manifest.items)
        for (qint64 n = item.from; n < item.from + item.pieces; ++n)
            if (const auto written = writer.write(item, n, contentPiece(reader, item.hash, n)); !written)
                return written;
    return {};
}

qint64 takeContentAnswers(Writer &tx, const QJsonObject &answers, bool serverWentBack)
{
    if (serverWentBack)
        forgetOnServer(tx);
    QJsonObject progress = serverWentBack ? QJsonObject() : progressOf(tx);
    qint64 whole = 0;
    for (auto it = answers.begin(); it != answers.end(); ++it) {
        if (!findBlob(tx, it.key()))
            continue;
        if (it.value()["whole"_L1].toBool()) {
            noteOnServer(tx, it.key());
            progress.remove(it.key());
            ++whole;
        } else {
            const QString code = it.value()["code"_L1].toString();
            progress.insert(it.key(), QJsonObject{{u"pieces"_s, it.value()["pieces"_L1].toInteger()},
                                                  {u"refused"_s, !code.isEmpty() && code != "van.content_gap"_L1}});
        }
    }
    tx.setMeta(progressKey, QString::fromUtf8(QJsonDocument(progress).toJson(QJsonDocument::Compact)));
    return whole;
}

// The code of what is wrong with it; empty if it was taken, whole or as far as it came.
Result<QString> SyncEngine::Private::takeVanContent(VanPieceReader &pieces, qsizetype i, const VanItem &item)
{
    const auto have = read([&](Reader &reader) -> Result<qint64> { return partsHere(reader, item.hash); });
    if (!have)
        return fail(have.error());
    if (item.from > *have) // an earlier receipt has not come, or what it brought was damaged
        return u"van.content_gap"_s;
    for (qint64 n = *have; n < item.from + item.pieces; ++n) {
        const auto piece = pieces.read(i, n);
        if (!piece)
            return u"van.content_damaged"_s;
        const auto kept = write([&](Writer &tx) -> Result<> {
            keepPart(tx, item.hash, n, *piece);
            return {};
        });
        if (!kept)
            return fail(kept.error());
        ++report.contents;
    }
    if (item.from + item.pieces < piecesOf(item.size))
        return QString();
    const auto settled = write([&](Writer &tx) -> Result<bool> { return settleParts(tx, model, item.hash); });
    if (!settled)
        return fail(settled.error());
    return *settled ? QString() : u"van.content_damaged"_s;
}

Result<> SyncEngine::Private::takeVanContents(VanPieceReader &pieces, const VanManifest &manifest, VanContents &told)
{
    if (const auto counted = countContentUses(store, model); !counted)
        return counted;
    const auto missing = read([&](Reader &reader) -> Result<QStringList> { return contentsMissing(reader, model); });
    if (!missing)
        return fail(missing.error());
    const QSet<QString> needed(missing->begin(), missing->end());
    told.carried = manifest.items.size();
    for (qsizetype i = 0; i < manifest.items.size(); ++i) {
        const VanItem &item = manifest.items.at(i);
        if (!needed.contains(item.hash)) // it is here, or no record of this desk names it
            continue;
        const auto code = takeVanContent(pieces, i, item);
        if (!code)
            return fail(code.error());
        if (!code->isEmpty())
            told.refused << VanRefusal{item.hash, *code};
        else if (item.from + item.pieces == piecesOf(item.size))
            ++told.arrived;
    }
    return {};
}

} // namespace fengqiao
