#include <mediation/widgets/desk_files.h>

#include <QFile>
#include <QFileInfo>
#include <QFuture>

#include <mediation/papers.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// One byte more than is allowed tells that there is more; the store then says so.
Result<QByteArray> readFile(const QString &path, qint64 most)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file.missing"_s,
                    QCoreApplication::translate("DeskFiles", "The file %1 cannot be read; it was not taken.")
                        .arg(info.fileName()),
                    u"file"_s);
    QByteArray bytes = file.read(most + 1);
    if (bytes.size() < std::min(file.size(), most + 1))
        return fail(
            ErrorKind::Invalid, u"attachment.truncated"_s,
            QCoreApplication::translate("DeskFiles", "The file %1 could not be read to its end; it was not taken.")
                .arg(info.fileName()),
            u"file"_s);
    return bytes;
}

Result<TakenFile> takenOf(const Result<KeptFile> &kept)
{
    if (!kept)
        return fail(kept.error());
    return TakenFile{kept->hash, kept->name, kept->size, kept->cleaned};
}

} // namespace

DeskFiles::DeskFiles(Desk &desk)
    : m_desk(&desk)
{
}

QFuture<Result<TakenFile>> DeskFiles::take(const QString &path)
{
    const qint64 most = qint64(m_desk->rules()->settingNumber("attachment_max_mb"_L1)) * 1024 * 1024;
    return QtFuture::makeReadyVoidFuture()
        .then(QtFuture::Launch::Async, [path, most] { return readFile(path, most); })
        .then(m_desk,
              [desk = m_desk,
               name = QFileInfo(path).fileName()](const Result<QByteArray> &bytes) -> QFuture<Result<KeptFile>> {
                  if (!bytes)
                      return QtFuture::makeReadyValueFuture<Result<KeptFile>>(fail(bytes.error()));
                  return keepBytes(*desk, *bytes, name);
              })
        .unwrap()
        .then([](const Result<KeptFile> &kept) { return takenOf(kept); });
}

void DeskFiles::drop(const QString &value)
{
    if (m_desk)
        dropFile(*m_desk, value);
}

FormContext formContextWithFiles(Desk &desk, ReferenceProvider *references)
{
    FormContext context = FormContext::of(desk, references);
    context.files = std::make_shared<DeskFiles>(desk);
    return context;
}

} // namespace fengqiao
