#pragma once

#include <QByteArray>
#include <QString>

#include <core/error.h>

struct zip;
struct zip_source;

namespace fengqiao {

// A zip archive being written in memory.
class Package {
public:
    Package();
    ~Package();
    Package(const Package &) = delete;
    Package &operator=(const Package &) = delete;

    void add(const QString &name, const QByteArray &content, bool compressed = true);
    [[nodiscard]] Result<QByteArray> finish(); // code "report.package"

private:
    void noteFault(const char *what);
    QList<QByteArray> m_contents; // libzip reads them when the archive is closed
    zip_source *m_source = nullptr;
    zip *m_zip = nullptr;
    QString m_fault;
};

} // namespace fengqiao
