#include <access/backup.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Backup {
    Q_DECLARE_TR_FUNCTIONS(Backup)
};

QString manifestPath(const QString &file)
{
    return file + u".manifest.json"_s;
}

std::unexpected<Error> diskFault(const QString &path, const QString &reason)
{
    return fail(ErrorKind::Fault, u"store.disk"_s,
                Backup::tr("%1 cannot be written: %2. Nothing was replaced.").arg(path, reason));
}

Result<QString> digestOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(ErrorKind::Fault, u"store.disk"_s,
                    Backup::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    return QString::fromLatin1(hash.result().toHex());
}

// What a file holds, to be compared with what a manifest says it held.
Result<QJsonObject> contentOf(Desk &desk)
{
    const QList<const Entity *> entities = desk.store().schema().entities;
    return desk.store()
        .read([entities](Reader &reader) -> Result<QJsonObject> {
            QJsonObject rows;
            for (const Entity *entity : entities) {
                Query count = reader.query(u"SELECT count(*) FROM "_s + entity->name);
                rows.insert(entity->name, count.next() ? count.integer(0) : 0);
            }
            Query head = reader.query(u"SELECT seq, lower(hex(hash)) FROM audit ORDER BY rowid DESC LIMIT 1"_s);
            const bool any = head.next();
            return QJsonObject{{u"rows"_s, rows},
                               {u"audit_seq"_s, any ? head.integer(0) : 0},
                               {u"audit_head"_s, any ? head.text(1) : QString()}};
        })
        .result();
}

Result<> writeManifest(const QString &path, const QJsonObject &manifest)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(manifest).toJson()) < 0 || !file.commit())
        return diskFault(path, file.errorString());
    return {};
}

Result<> copyOver(const QString &from, const QString &to)
{
    QFile source(from);
    QSaveFile target(to);
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly))
        return diskFault(to, source.isOpen() ? target.errorString() : source.errorString());
    constexpr qint64 block = 1 << 20;
    while (!source.atEnd())
        if (target.write(source.read(block)) < 0)
            return diskFault(to, target.errorString());
    if (!target.commit())
        return diskFault(to, target.errorString());
    return {};
}

QString keptName(const QString &file)
{
    for (int i = 1;; ++i)
        if (const QString name = u"%1.before-restore-%2"_s.arg(file).arg(i); !QFile::exists(name))
            return name;
}

// The file with its key slots and with what a crash may have left in its log.
bool moveCounty(const QString &from, const QString &to)
{
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        if (QFile::exists(from + suffix) && !QFile::rename(from + suffix, to + suffix))
            return false;
    if (QFile::exists(KeySlots::pathFor(from)) && !QFile::rename(KeySlots::pathFor(from), KeySlots::pathFor(to)))
        return false;
    return QFile::rename(from, to);
}

} // namespace

Result<QJsonObject> backupCounty(Desk &desk, const QString &out)
{
    const auto permitted =
        desk.read([](ReadContext &context) -> Result<bool> { return context.grant(u"backup.run"_s) == Grant::All; })
            .result();
    if (!permitted || !*permitted)
        return fail(ErrorKind::NotPermitted, u"access.role"_s, Backup::tr("Only an administrator may make a backup."),
                    {}, u"backup.run"_s);
    for (const QString &path : {out, KeySlots::pathFor(out), manifestPath(out)})
        if (QFile::exists(path))
            return fail(ErrorKind::Usage, u"backup.exists"_s, Backup::tr("%1 exists; it was not touched.").arg(path));
    desk.noteRead(u"store"_s, {}, u"backup"_s);
    const Result<QJsonObject> content = contentOf(desk);
    if (!content)
        return content;
    if (const Result<> copied = desk.store().backup(out); !copied)
        return fail(copied.error());
    if (const Result<> keys = copyOver(KeySlots::pathFor(desk.store().path()), KeySlots::pathFor(out)); !keys)
        return fail(keys.error());
    const Result<QString> digest = digestOf(out);
    if (!digest)
        return fail(digest.error());
    QJsonObject manifest = *content;
    manifest.insert(u"county"_s, desk.county());
    manifest.insert(u"made_at"_s, desk.now().toIso());
    manifest.insert(u"sha256"_s, *digest);
    if (const Result<> written = writeManifest(manifestPath(out), manifest); !written)
        return fail(written.error());
    return manifest;
}

Result<> proveBackup(Desk &desk, const QString &out)
{
    QFile file(manifestPath(out));
    const QJsonObject manifest =
        file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    if (manifest.isEmpty())
        return fail(ErrorKind::Unopenable, u"backup.manifest"_s,
                    Backup::tr("%1 is missing or cannot be read, so the backup cannot be proven. Nothing was replaced.")
                        .arg(file.fileName()));
    const Result<QJsonObject> content = contentOf(desk);
    if (!content)
        return fail(content.error());
    const QJsonObject was = manifest.value(u"rows"_s).toObject();
    const QJsonObject now = content->value(u"rows"_s).toObject();
    for (auto it = was.begin(); it != was.end(); ++it) {
        // Opening the backup to prove it leaves audit rows in it; every other table is as it was.
        const bool same =
            it.key() == "audit"_L1 ? now.value(it.key()).toInteger() >= it->toInteger() : now.value(it.key()) == *it;
        if (!same)
            return fail(ErrorKind::Unopenable, u"backup.damaged"_s,
                        Backup::tr("The backup holds %1 rows of %2, its manifest says %3. Nothing was replaced.")
                            .arg(now.value(it.key()).toInteger())
                            .arg(it.key())
                            .arg(it->toInteger()));
    }
    const auto faults = desk.verify();
    if (!faults)
        return fail(faults.error());
    if (!faults->isEmpty())
        return fail(ErrorKind::Unopenable, u"backup.damaged"_s,
                    Backup::tr("The backup has a fault: %1 Nothing was replaced.").arg(faults->first().message));
    return {};
}

Result<QString> putBackupInPlace(const QString &out, const QString &file)
{
    const auto reserved = Store::reserve(file); // nobody may have it open while it is replaced
    if (!reserved)
        return fail(reserved.error());
    const QString kept = QFile::exists(file) ? keptName(file) : QString();
    if (!kept.isEmpty() && !moveCounty(file, kept))
        return diskFault(kept, Backup::tr("the old file cannot be moved aside"));
    Result<> placed = copyOver(out, file);
    if (placed)
        placed = copyOver(KeySlots::pathFor(out), KeySlots::pathFor(file));
    if (placed)
        return kept;
    QFile::remove(file);
    if (!kept.isEmpty())
        moveCounty(kept, file);
    return fail(placed.error());
}

} // namespace fengqiao
