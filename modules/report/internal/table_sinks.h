#pragma once

#include <report/export.h>

namespace fengqiao {

// A file that is written under another name until it is whole.
class PendingFile {
public:
    explicit PendingFile(QString path);
    ~PendingFile(); // takes away what was not kept
    PendingFile(const PendingFile &) = delete;
    PendingFile &operator=(const PendingFile &) = delete;

    [[nodiscard]] const QString &temporary() const { return m_temporary; }

    [[nodiscard]] Result<> keep();
    [[nodiscard]] Error trouble(const QString &why) const; // "export.disk"

private:
    QString m_path;
    QString m_temporary;
};

[[nodiscard]] std::unique_ptr<TableSink> csvSink(const QString &path);
[[nodiscard]] std::unique_ptr<TableSink> jsonSink(const QString &path);
[[nodiscard]] std::unique_ptr<TableSink> xlsxSink(const QString &path);

// Begins a spreadsheet's formula; typed into a form it must stay the words that it is.
[[nodiscard]] bool looksLikeFormula(QStringView text);

inline constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
inline constexpr qint64 chinaOffsetMs = 8LL * 60 * 60 * 1000; // without summer time since 1991
inline constexpr qint64 unixJulianDay = 2440588;

} // namespace fengqiao
