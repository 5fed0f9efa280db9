#pragma once

#include <QHash>
#include <QStringList>
#include <memory>

#include <core/error.h>

namespace fengqiao {

// Rows of a file, one after the other, whatever the file's form: nothing but the row at hand is kept. A row that cannot
// be read is given with its fault, and the next one follows.
class RowSource {
public:
    struct Row {
        qint64 line = 0;   // in the file; of a workbook the row's number
        QStringList cells; // by headings(); shorter if later headings are not in it
        QString faultField;
        QString faultCode; // empty: none
        QString faultText;
    };

    virtual ~RowSource() = default;
    [[nodiscard]] virtual bool next(Row *row) = 0;
    [[nodiscard]] virtual double share() const = 0; // of the file, read so far
    [[nodiscard]] virtual bool isTable() const = 0; // all headings are known before the first row

    [[nodiscard]] const QStringList &headings() const { return m_headings; }

    [[nodiscard]] const QString &encoding() const { return m_encoding; }

    [[nodiscard]] const QStringList &sheets() const { return m_sheets; } // of a workbook

    [[nodiscard]] const QString &sheet() const { return m_sheet; } // the one that is read

protected:
    QStringList m_sheets;
    QString m_sheet;
    QStringList m_headings;
    QString m_encoding;
};

struct RowSourceOptions {
    QString encoding; // empty: detected
    QString sheet;    // of a workbook; empty: the first with a row of headings
};

// By content, then by name. Codes import.file, import.encoding, import.empty, import.json, import.sheet,
// import.library.
[[nodiscard]] Result<std::unique_ptr<RowSource>> openRows(const QString &path, const RowSourceOptions &options);

// Parts of it, by form of the file.
[[nodiscard]] Result<std::unique_ptr<RowSource>> openCsvRows(const QString &path, const QString &encoding);
[[nodiscard]] Result<std::unique_ptr<RowSource>> openJsonRows(const QString &path, const QString &encoding);
[[nodiscard]] Result<std::unique_ptr<RowSource>> openSheetRows(const QString &path, const QString &sheet);

} // namespace fengqiao
