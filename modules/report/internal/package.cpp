#include "package.h"

#include <QCoreApplication>
#include <zip.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

Package::Package()
    : m_source(zip_source_buffer_create(nullptr, 0, 0, nullptr))
{
    zip_error_t error;
    zip_error_init(&error);
    m_zip = m_source ? zip_open_from_source(m_source, ZIP_TRUNCATE, &error) : nullptr;
    if (m_zip)
        zip_source_keep(m_source); // outlives the archive, to be read
    else
        noteFault(zip_error_strerror(&error));
    zip_error_fini(&error);
}

Package::~Package()
{
    if (m_zip)
        zip_discard(m_zip);
    if (m_source)
        zip_source_free(m_source);
}

void Package::noteFault(const char *what)
{
    if (m_fault.isEmpty())
        m_fault = QString::fromUtf8(what);
}

void Package::add(const QString &name, const QByteArray &content, bool compressed)
{
    if (!m_zip)
        return;
    m_contents << content;
    const QByteArray &kept = m_contents.last();
    zip_source *part = zip_source_buffer(m_zip, kept.constData(), static_cast<zip_uint64_t>(kept.size()), 0);
    const zip_int64_t index =
        part ? zip_file_add(m_zip, name.toUtf8().constData(), part, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;
    if (index < 0) {
        noteFault(zip_strerror(m_zip));
        zip_source_free(part);
        return;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(m_zip, at, compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    zip_file_set_mtime(m_zip, at, 1577836800, 0); // the same document gives the same file
}

Result<QByteArray> Package::finish()
{
    if (m_zip && zip_close(m_zip) != 0)
        noteFault(zip_strerror(m_zip));
    else
        m_zip = nullptr;
    QByteArray all;
    if (m_fault.isEmpty() && zip_source_open(m_source) == 0) {
        zip_source_seek(m_source, 0, SEEK_END);
        const zip_int64_t size = zip_source_tell(m_source);
        zip_source_seek(m_source, 0, SEEK_SET);
        all.resize(std::max<zip_int64_t>(0, size));
        if (zip_source_read(m_source, all.data(), static_cast<zip_uint64_t>(all.size())) != size)
            noteFault("short read");
        zip_source_close(m_source);
    }
    if (!m_fault.isEmpty() || all.isEmpty())
        return fail(ErrorKind::Fault, u"report.package"_s,
                    QCoreApplication::translate("Package", "The document could not be packed: %1.").arg(m_fault));
    return all;
}

} // namespace fengqiao
