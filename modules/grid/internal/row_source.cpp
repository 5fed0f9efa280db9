#include "row_source.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibrary>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

using OpenSheet = bool (*)(const QString &, const QString &, Result<std::unique_ptr<RowSource>> *);

// GDAL brings more than a hundred libraries into a process: only for whoever opens a workbook.
OpenSheet sheetLibrary(QString *problem)
{
    QLibrary library(QCoreApplication::applicationDirPath() + QStringLiteral(FENGQIAO_LIBRARY_DIR) +
                     u"/fengqiao_sheets"_s);
    const auto open = reinterpret_cast<OpenSheet>(library.resolve("fengqiaoOpenSheet"));
    *problem = library.errorString();
    return open;
}

} // namespace

Result<std::unique_ptr<RowSource>> openSheetRows(const QString &path, const QString &sheet)
{
    QString problem;
    const OpenSheet open = sheetLibrary(&problem);
    if (!open)
        return fail(ErrorKind::Fault, u"import.library"_s,
                    Import::tr("The library for workbooks cannot be loaded: %1. Install the program again, or save the "
                               "sheet as CSV.")
                        .arg(problem));
    Result<std::unique_ptr<RowSource>> rows;
    open(path, sheet, &rows);
    return rows;
}

Result<std::unique_ptr<RowSource>> openRows(const QString &path, const RowSourceOptions &options)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"import.file"_s,
                    Import::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray start = file.read(4096);
    if (start.isEmpty())
        return fail(ErrorKind::Invalid, u"import.empty"_s, Import::tr("%1 is empty.").arg(path));
    file.close();
    if (start.startsWith("PK\x03\x04"))
        return openSheetRows(path, options.sheet);
    QByteArrayView text = QByteArrayView(start).trimmed();
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    if (text.startsWith('[') || text.startsWith('{'))
        return openJsonRows(path, options.encoding);
    return openCsvRows(path, options.encoding);
}

} // namespace fengqiao
