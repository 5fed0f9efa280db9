#include "audit.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto headKey = "audit_head"_L1; // "<seq> <hash>" of the last row
constexpr qsizetype hashLength = 64;

struct Head {
    qint64 seq = 0;
    QString hash = QString(hashLength, u'0');
};

Head readHead(Reader &reader)
{
    const QString text = reader.meta(headKey);
    const qsizetype gap = text.indexOf(u' ');
    return gap < 0 ? Head{} : Head{QStringView(text).left(gap).toLongLong(), text.sliced(gap + 1)};
}

// Each part with its length in front, so that no two different rows give the same bytes.
void addPart(QByteArray &bytes, const QByteArray &part)
{
    bytes += QByteArray::number(part.size());
    bytes += ':';
    bytes += part;
}

struct Line {
    qint64 seq = 0;
    qint64 at = 0;
    QUuid account;
    QString kind;
    QString action;
    QString subjectKind;
    QUuid subject;
    QString detail;
    QString prev;
};

QString hashOf(const Line &line)
{
    QByteArray bytes;
    bytes.reserve(256 + line.detail.size() * 2);
    addPart(bytes, QByteArray::number(line.seq));
    addPart(bytes, QByteArray::number(line.at));
    addPart(bytes, line.account.isNull() ? QByteArray() : line.account.toRfc4122());
    addPart(bytes, line.kind.toUtf8());
    addPart(bytes, line.action.toUtf8());
    addPart(bytes, line.subjectKind.toUtf8());
    addPart(bytes, line.subject.isNull() ? QByteArray() : line.subject.toRfc4122());
    addPart(bytes, line.detail.toUtf8());
    addPart(bytes, line.prev.toLatin1());
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant orNull(QUuid id)
{
    return id.isNull() ? QVariant() : QVariant(id);
}

VerifyFault broken(qint64 seq, const QString &sentence)
{
    return {u"audit_chain"_s, QString::number(seq), sentence.arg(seq)};
}

QString say(const char *sentence)
{
    return QCoreApplication::translate("Audit", sentence);
}

} // namespace

void appendAudit(Writer &tx, const AuditEntry &entry)
{
    const Head head = readHead(tx);
    Line line{head.seq + 1,  tx.now().ms, entry.account, entry.kind, entry.action, entry.subjectKind,
              entry.subject, {},          head.hash};
    if (!entry.detail.isEmpty())
        line.detail = QString::fromUtf8(QJsonDocument(entry.detail).toJson(QJsonDocument::Compact));
    const QString hash = hashOf(line);

    Row row(auditEntity());
    row.set("seq"_L1, QVariant(line.seq));
    row.set("at"_L1, tx.now());
    row.set("account"_L1, orNull(line.account));
    row.set("kind"_L1, line.kind);
    row.set("action"_L1, orNull(line.action));
    row.set("subject_kind"_L1, orNull(line.subjectKind));
    row.set("subject"_L1, orNull(line.subject));
    row.set("detail"_L1, orNull(line.detail));
    row.set("prev"_L1, line.prev);
    row.set("hash"_L1, hash);
    tx.insert(row);
    tx.setMeta(headKey, QString::number(line.seq) % u' ' % hash);
}

std::optional<VerifyFault> verifyAudit(Reader &reader)
{
    Query rows =
        reader.query(u"SELECT seq, at, account, kind, action, subject_kind, subject, detail, prev, hash, deleted "
                     "FROM audit ORDER BY rowid"_s);
    Head last;
    while (rows.next()) {
        const Line line{rows.integer(0), rows.integer(1), rows.uuid(2), rows.text(3), rows.text(4),
                        rows.text(5),    rows.uuid(6),    rows.text(7), rows.text(8)};
        if (line.seq > last.seq + 1)
            return broken(last.seq + 1, say(QT_TRANSLATE_NOOP("Audit", "Row %1 of the audit log is missing.")));
        if (line.seq <= last.seq)
            return broken(line.seq, say(QT_TRANSLATE_NOOP("Audit", "Row %1 of the audit log was inserted.")));
        if (line.prev != last.hash)
            return broken(line.seq, say(QT_TRANSLATE_NOOP(
                                        "Audit", "Row %1 of the audit log does not follow the row before it.")));
        last = {line.seq, rows.text(9)};
        if (hashOf(line) != last.hash || rows.integer(10) != 0)
            return broken(line.seq, say(QT_TRANSLATE_NOOP("Audit", "Row %1 of the audit log was changed.")));
    }
    const Head head = readHead(reader);
    if (head.seq > last.seq)
        return broken(last.seq + 1, say(QT_TRANSLATE_NOOP("Audit", "Row %1 of the audit log is missing.")));
    if (head.seq < last.seq || head.hash != last.hash)
        return broken(last.seq, say(QT_TRANSLATE_NOOP("Audit", "Row %1 of the audit log was inserted.")));
    return std::nullopt;
}

} // namespace fengqiao
