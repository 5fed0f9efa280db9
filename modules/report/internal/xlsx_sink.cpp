#include <xlsxwriter.h>

#include <QCoreApplication>
#include <QFile>

#include "table_sinks.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

constexpr lxw_row_t sheetRows = 1'000'000; // a sheet ends at 1,048,576
constexpr qint64 excelDayZero = 2415019;   // Julian day of 1899-12-30
constexpr qint64 excelUnixDay = unixJulianDay - excelDayZero;
constexpr qsizetype mostText = 32767; // characters of a cell
constexpr qsizetype mostMargin = 240; // of 255 bytes in head or foot of a page, with its codes
constexpr double widthOf[] = {18, 10, 14, 12, 18};

// Head and foot of a page know & as the begin of a code, and 255 letters at most.
QByteArray marginText(const QString &text)
{
    QString cut = QString(text).replace(u'&', u"&&"_s);
    cut.truncate(mostMargin);
    return ("&L" + cut.toUtf8());
}

// Sheet names: 31 letters, none of []:*?/\.
QByteArray sheetName(const QString &title, int number)
{
    QString name = title;
    for (const QChar bad : u"[]:*?/\\'"_s)
        name.remove(bad);
    name.truncate(24);
    return (number > 1 ? u"%1 %2"_s.arg(name).arg(number) : name).toUtf8();
}

class XlsxSink final : public TableSink {
public:
    explicit XlsxSink(const QString &path)
        : m_pending(path)
    {
    }

    ~XlsxSink() override
    {
        if (m_book)
            workbook_close(m_book);
    }

    Result<> begin(const TableHead &head) override
    {
        m_head = head;
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE; // a row is written when the next one begins
        m_book = workbook_new_opt(QFile::encodeName(m_pending.temporary()).constData(), &options);
        if (!m_book)
            return fail(m_pending.trouble(Words::tr("no memory or no place")));
        m_heading = workbook_add_format(m_book);
        format_set_bold(m_heading);
        format_set_bottom(m_heading, LXW_BORDER_THIN);
        m_formats[static_cast<int>(CellKind::Date)] = numbered("yyyy-mm-dd");
        m_formats[static_cast<int>(CellKind::Time)] = numbered("yyyy-mm-dd hh:mm:ss");
        m_formats[static_cast<int>(CellKind::Money)] = numbered("#,##0.00");
        m_quoted = workbook_add_format(m_book);
        format_set_quote_prefix(m_quoted);
        addSheet();
        return {};
    }

    Result<> row(std::span<const TableCell> cells) override
    {
        if (m_row > sheetRows) {
            writeMark();
            addSheet();
        }
        lxw_col_t column = 0;
        for (const TableCell &cell : cells)
            write(column++, cell);
        ++m_row;
        return {};
    }

    Result<> finish() override
    {
        writeMark();
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        if (error != LXW_NO_ERROR)
            return fail(m_pending.trouble(QString::fromUtf8(lxw_strerror(error))));
        return m_pending.keep();
    }

private:
    lxw_format *numbered(const char *pattern)
    {
        lxw_format *format = workbook_add_format(m_book);
        format_set_num_format(format, pattern);
        return format;
    }

    void addSheet()
    {
        m_sheet = workbook_add_worksheet(m_book, sheetName(m_head.title, ++m_sheets).constData());
        const QByteArray mark = marginText(m_head.watermark);
        worksheet_set_header(m_sheet, mark.constData());
        worksheet_set_footer(m_sheet, mark.constData());
        worksheet_set_landscape(m_sheet);
        worksheet_set_paper(m_sheet, 9); // A4
        worksheet_repeat_rows(m_sheet, 0, 0);
        worksheet_freeze_panes(m_sheet, 1, 0);
        lxw_col_t column = 0;
        for (const ExportColumn &one : std::as_const(m_head.columns)) {
            worksheet_set_column(m_sheet, column, column, widthOf[static_cast<int>(one.kind)], nullptr);
            worksheet_write_string(m_sheet, 0, column++, one.word.toUtf8().constData(), m_heading);
        }
        m_row = 1;
    }

    void write(lxw_col_t column, const TableCell &cell)
    {
        if (const auto *text = std::get_if<QString>(&cell)) {
            if (text->isEmpty())
                return;
            lxw_format *format = looksLikeFormula(*text) ? m_quoted : nullptr;
            worksheet_write_string(m_sheet, m_row, column, text->left(mostText).toUtf8().constData(), format);
        } else if (const auto *number = std::get_if<qint64>(&cell)) {
            writeNumber(column, m_head.columns.at(column).kind, *number);
        }
    }

    void writeNumber(lxw_col_t column, CellKind kind, qint64 number)
    {
        double value = static_cast<double>(number);
        if (kind == CellKind::Date)
            value = static_cast<double>(number - excelDayZero);
        else if (kind == CellKind::Money)
            value /= 100;
        else if (kind == CellKind::Time)
            value = static_cast<double>(number + chinaOffsetMs) / dayMs + excelUnixDay;
        worksheet_write_number(m_sheet, m_row, column, value, m_formats[static_cast<int>(kind)]);
    }

    void writeMark() { worksheet_write_string(m_sheet, m_row, 0, m_head.watermark.toUtf8().constData(), nullptr); }

    PendingFile m_pending;
    TableHead m_head;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_heading = nullptr;
    lxw_format *m_quoted = nullptr;
    lxw_format *m_formats[5]{};
    lxw_row_t m_row = 0;
    int m_sheets = 0;
};

} // namespace

std::unique_ptr<TableSink> xlsxSink(const QString &path)
{
    return std::make_unique<XlsxSink>(path);
}

} // namespace fengqiao
