#include "plain_sheet.h"

#include <xlsxwriter.h>

#include <QElapsedTimer>
#include <QFile>

#include "table_sinks.h"

namespace fengqiao {

namespace {

double plainNumber(CellKind kind, qint64 number)
{
    constexpr qint64 unixDay = 25569; // of Excel's days
    constexpr qint64 julianOfDayZero = unixJulianDay - unixDay;
    switch (kind) {
    case CellKind::Date:
        return static_cast<double>(number - julianOfDayZero);
    case CellKind::Money:
        return static_cast<double>(number) / 100;
    case CellKind::Time:
        return static_cast<double>(number + chinaOffsetMs) / dayMs + unixDay;
    case CellKind::Text:
    case CellKind::Integer:
        break;
    }
    return static_cast<double>(number);
}

lxw_format *formatOf(lxw_workbook *book, CellKind kind)
{
    if (kind == CellKind::Text || kind == CellKind::Integer)
        return nullptr;
    lxw_format *format = workbook_add_format(book);
    const char *pattern = kind == CellKind::Date ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm:ss";
    format_set_num_format(format, kind == CellKind::Money ? "#,##0.00" : pattern);
    return format;
}

} // namespace

std::vector<PlainCell> plainCells(const Sheet &sheet)
{
    std::vector<PlainCell> plain(sheet.cells.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const TableCell &cell = sheet.cells[i];
        const auto column = static_cast<qsizetype>(i % sheet.width());
        if (const auto *text = std::get_if<QString>(&cell); text && !text->isEmpty())
            plain[i] = text->toUtf8();
        else if (const auto *number = std::get_if<qint64>(&cell))
            plain[i] = plainNumber(sheet.head.columns.at(column).kind, *number);
    }
    return plain;
}

double timePlain(const QString &path, const Sheet &sheet, const std::vector<PlainCell> &cells)
{
    QFile::remove(path);
    QElapsedTimer watch;
    watch.start();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    lxw_workbook *book = workbook_new_opt(QFile::encodeName(path).constData(), &options);
    lxw_worksheet *page = workbook_add_worksheet(book, "list");
    QList<lxw_format *> formats;
    for (const ExportColumn &column : sheet.head.columns) {
        worksheet_write_string(page, 0, static_cast<lxw_col_t>(formats.size()), column.word.toUtf8().constData(),
                               nullptr);
        formats << formatOf(book, column.kind);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto row = static_cast<lxw_row_t>(i / sheet.width() + 1);
        const auto column = static_cast<lxw_col_t>(i % sheet.width());
        if (const auto *text = std::get_if<QByteArray>(&cells[i]))
            worksheet_write_string(page, row, column, text->constData(), nullptr);
        else if (const auto *number = std::get_if<double>(&cells[i]))
            worksheet_write_number(page, row, column, *number, formats.at(column));
    }
    if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
        qFatal("libxlsxwriter: %s", lxw_strerror(error));
    return static_cast<double>(watch.nsecsElapsed()) / 1e3;
}

} // namespace fengqiao
