// What the command line and the window do with files of the van.
#include <sync/van_files.h>

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <store/outbox.h>

#include "contents.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

// Gathers beside its place and takes its name at the end: a full stick or a person who stops leaves nothing there.
class VanOutput final : public QSaveFile {
public:
    VanOutput(const QString &path, VanProgress progress)
        : QSaveFile(path)
        , m_progress(std::move(progress))
    {
    }

    [[nodiscard]] Result<> begin()
    {
        if (QFile::exists(fileName()))
            return fail(ErrorKind::Usage, u"van.exists"_s, Words::tr("%1 exists; it was not touched.").arg(fileName()));
        return open(QIODevice::WriteOnly) ? Result<>() : notWritten();
    }

    [[nodiscard]] Result<> end() { return commit() ? Result<>() : notWritten(); }

    // Why nothing came of it: a person's will goes before what followed from that.
    [[nodiscard]] Error fault(const Error &found) const
    {
        return m_stopped ? Error{ErrorKind::Conflict,
                                 u"van.stopped"_s,
                                 Words::tr("Stopped. No file was written, and nothing changed on this desk."),
                                 {},
                                 {}}
                         : found;
    }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        m_bytes += size;
        m_stopped = m_stopped || (m_progress && !m_progress(m_bytes));
        return m_stopped ? -1 : QSaveFile::writeData(data, size);
    }

private:
    [[nodiscard]] std::unexpected<Error> notWritten() const
    {
        return fail(ErrorKind::Usage, u"van.file"_s,
                    Words::tr("%1 cannot be written: %2.").arg(fileName(), errorString()));
    }

    VanProgress m_progress;
    qint64 m_bytes = 0;
    bool m_stopped = false;
};

Result<> openToRead(QFile &file)
{
    if (file.open(QIODevice::ReadOnly))
        return {};
    return fail(ErrorKind::Usage, u"van.file"_s,
                Words::tr("%1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
}

} // namespace

Result<VanPacked> packVanFile(SyncEngine &engine, const VanKeys &centre, const QString &path, qint64 most,
                              const VanProgress &progress)
{
    VanOutput file(path, progress);
    if (const auto ready = file.begin(); !ready)
        return fail(ready.error());
    const auto packed = engine.packVan(centre, file, most);
    const auto kept = packed ? file.end() : fail(packed.error());
    return kept ? packed : fail(file.fault(kept.error()));
}

Result<VanCarried> carryVanFile(const ServerAddress &address, const VanKeys &centre, const QString &path,
                                const QString &receipt, qint64 most)
{
    QFile in(path);
    VanOutput out(receipt, {});
    auto ready = openToRead(in);
    if (ready)
        ready = out.begin();
    if (!ready)
        return fail(ready.error());
    auto done = carryVan(address, centre, in, out, most);
    const auto kept = done ? out.end() : fail(done.error());
    return kept ? std::move(done) : fail(kept.error());
}

Result<VanUnpacked> unpackVanFile(SyncEngine &engine, const VanKeys &centre, const QString &receipt)
{
    QFile file(receipt);
    if (const auto ready = openToRead(file); !ready)
        return fail(ready.error());
    return engine.unpackVan(centre, file);
}

VanWaiting vanWaiting(Reader &reader)
{
    VanWaiting waiting{.joined = reader.meta("sync.incarnation"_L1).toLongLong() != 0,
                       .desk = reader.meta("desk"_L1).toInt(),
                       .changes = outboxWaiting(reader)};
    for (const QString &hash : contentsToSend(reader))
        if (const auto blob = findBlob(reader, hash)) {
            ++waiting.contents;
            waiting.bytes += blob->size;
        }
    return waiting;
}

} // namespace fengqiao
