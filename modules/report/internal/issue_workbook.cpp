#include <xlsxwriter.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include "report_plan.h"
#include "table_sinks.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

// One workbook of an issue: a sheet a table, and the figures of each chart with the chart beside them.
class Workbook {
public:
    Workbook(const QString &path, QString mark)
        : m_pending(path)
        , m_mark(std::move(mark))
    {
    }

    ~Workbook()
    {
        if (m_book)
            workbook_close(m_book);
    }

    Workbook(const Workbook &) = delete;
    Workbook &operator=(const Workbook &) = delete;

    Result<> write(const QJsonObject &content)
    {
        m_book = workbook_new(QFile::encodeName(m_pending.temporary()).constData());
        if (!m_book)
            return fail(m_pending.trouble(Words::tr("no memory or no place")));
        m_heading = workbook_add_format(m_book);
        format_set_bold(m_heading);
        format_set_bottom(m_heading, LXW_BORDER_THIN);
        m_decimals = workbook_add_format(m_book);
        format_set_num_format(m_decimals, "#,##0.00");
        for (const auto &value : content.value("blocks"_L1).toArray()) {
            const QJsonObject block = value.toObject();
            if (block.value("what"_L1).toString() == "table"_L1)
                writeTable(block);
            else if (block.value("what"_L1).toString() == "chart"_L1)
                writeChart(block);
        }
        if (m_names.isEmpty())
            (void)addSheet(content.value("kind_word"_L1).toString(), {});
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        if (error != LXW_NO_ERROR)
            return fail(m_pending.trouble(QString::fromUtf8(lxw_strerror(error))));
        return m_pending.keep();
    }

private:
    lxw_worksheet *addSheet(const QString &title, const QString &caption)
    {
        QString name = title;
        for (const QChar bad : u"[]:*?/\\'"_s)
            name.remove(bad);
        name.truncate(28);
        for (int copy = 2; m_names.contains(name); ++copy)
            name = name.left(26) + u' ' + QString::number(copy);
        m_names << name;
        lxw_worksheet *sheet = workbook_add_worksheet(m_book, name.toUtf8().constData());
        worksheet_set_paper(sheet, 9); // A4
        worksheet_set_landscape(sheet);
        const QByteArray mark = "&L" + QString(m_mark).replace(u'&', u"&&"_s).left(80).toUtf8();
        worksheet_set_header(sheet, mark.constData());
        worksheet_set_footer(sheet, mark.constData());
        worksheet_set_column(sheet, 0, 0, 24, nullptr);
        worksheet_set_column(sheet, 1, 20, 13, nullptr);
        worksheet_write_string(sheet, 0, 0, caption.toUtf8().constData(), m_heading);
        return sheet;
    }

    void writeHead(lxw_worksheet *sheet, const QJsonArray &columns)
    {
        lxw_col_t at = 1;
        for (const auto &column : columns)
            worksheet_write_string(sheet, 1, at++, column.toObject().value("word"_L1).toString().toUtf8().constData(),
                                   m_heading);
        worksheet_freeze_panes(sheet, 2, 1);
    }

    // What was printed as a number is a number; a dash and what is hidden stay words.
    void writeCell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const QJsonObject &cell)
    {
        const QString text = cell.value("t"_L1).toString();
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        if (isNumber)
            worksheet_write_number(sheet, row, column, number, text.contains(u'.') ? m_decimals : nullptr);
        else
            worksheet_write_string(sheet, row, column, text.toUtf8().constData(), nullptr);
    }

    void writeTable(const QJsonObject &block)
    {
        const QString title = block.value("title"_L1).toString();
        lxw_worksheet *sheet = addSheet(title, title);
        writeHead(sheet, block.value("columns"_L1).toArray());
        lxw_row_t at = 2;
        for (const auto &value : block.value("rows"_L1).toArray()) {
            const QJsonObject row = value.toObject();
            worksheet_write_string(sheet, at, 0, row.value("word"_L1).toString().toUtf8().constData(), nullptr);
            lxw_col_t column = 1;
            for (const auto &cell : row.value("cells"_L1).toArray())
                writeCell(sheet, at, column++, cell.toObject());
            ++at;
        }
        worksheet_write_string(sheet, at, 0, m_mark.toUtf8().constData(), nullptr);
    }

    void writeChart(const QJsonObject &block)
    {
        const QString title = block.value("title"_L1).toString();
        lxw_worksheet *sheet = addSheet(title, title);
        const QJsonArray series = block.value("series"_L1).toArray();
        const QJsonArray points = block.value("points"_L1).toArray();
        writeHead(sheet, series);
        for (qsizetype i = 0; i < points.size(); ++i) {
            const auto row = static_cast<lxw_row_t>(i + 2);
            worksheet_write_string(sheet, row, 0, points[i].toObject().value("word"_L1).toString().toUtf8().constData(),
                                   nullptr);
            for (qsizetype j = 0; j < series.size(); ++j)
                writeCell(sheet, row, static_cast<lxw_col_t>(j + 1),
                          series[j].toObject().value("cells"_L1).toArray()[i].toObject());
        }
        const auto last = static_cast<lxw_row_t>(points.size() + 1);
        worksheet_write_string(sheet, last + 1, 0, m_mark.toUtf8().constData(), nullptr);
        if (!points.isEmpty())
            drawChart(sheet, block.value("shape"_L1).toString() == "lines"_L1, static_cast<int>(series.size()), last);
    }

    void drawChart(lxw_worksheet *sheet, bool lines, int count, lxw_row_t last)
    {
        lxw_chart *chart = workbook_add_chart(m_book, lines ? LXW_CHART_LINE : LXW_CHART_COLUMN);
        const QByteArray name = m_names.last().toUtf8();
        for (int i = 1; i <= count; ++i) {
            lxw_chart_series *one = chart_add_series(chart, nullptr, nullptr);
            const auto column = static_cast<lxw_col_t>(i);
            chart_series_set_categories(one, name.constData(), 2, 0, last, 0);
            chart_series_set_values(one, name.constData(), 2, column, last, column);
            chart_series_set_name_range(one, name.constData(), 1, column);
        }
        worksheet_insert_chart(sheet, 1, static_cast<lxw_col_t>(count + 2), chart);
    }

    PendingFile m_pending;
    QString m_mark;
    lxw_workbook *m_book = nullptr;
    lxw_format *m_heading = nullptr;
    lxw_format *m_decimals = nullptr;
    QStringList m_names;
};

} // namespace

Result<> writeIssueWorkbook(const QString &path, const QJsonObject &content, const QString &watermark)
{
    if (QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"export.exists"_s,
                    Words::tr("%1 exists already and was not touched. Choose another name.").arg(path), u"out"_s);
    return Workbook(path, watermark).write(content);
}

} // namespace fengqiao
