#include "table_sinks.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

constexpr qsizetype flushAt = 256 * 1024;

QString dayText(qint64 julian)
{
    return QDate::fromJulianDay(julian).toString(Qt::ISODate);
}

// Wall clock of China, as spreadsheets read a date with its time.
QString timeText(qint64 ms)
{
    const qint64 local = ms + chinaOffsetMs;
    const qint64 day = local >= 0 ? local / dayMs : (local - dayMs + 1) / dayMs;
    const QTime time = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local - day * dayMs));
    return dayText(day + unixJulianDay) + u' ' + time.toString(u"HH:mm:ss"_s);
}

QString numberText(CellKind kind, qint64 value)
{
    switch (kind) {
    case CellKind::Date:
        return dayText(value);
    case CellKind::Time:
        return timeText(value);
    case CellKind::Money: {
        const QString yuan = Money{qAbs(value)}.toString();
        return value < 0 ? u'-' + yuan : yuan;
    }
    case CellKind::Integer:
    case CellKind::Text:
        break;
    }
    return QString::number(value);
}

// Buffers text on its way into a pending file.
class TextFile {
public:
    explicit TextFile(const QString &path)
        : m_pending(path)
        , m_file(m_pending.temporary())
    {
    }

    Result<> open()
    {
        if (m_file.open(QIODevice::WriteOnly))
            return {};
        return fail(m_pending.trouble(m_file.errorString()));
    }

    Result<> add(const QByteArray &text)
    {
        m_buffer += text;
        return m_buffer.size() < flushAt ? Result<>() : flush();
    }

    Result<> close()
    {
        if (const auto flushed = flush(); !flushed)
            return flushed;
        m_file.close();
        if (m_file.error() != QFileDevice::NoError)
            return fail(m_pending.trouble(m_file.errorString()));
        return m_pending.keep();
    }

private:
    Result<> flush()
    {
        if (m_file.write(m_buffer) != m_buffer.size())
            return fail(m_pending.trouble(m_file.errorString()));
        m_buffer.clear();
        return {};
    }

    PendingFile m_pending;
    QFile m_file;
    QByteArray m_buffer;
};

// RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8. What a spreadsheet would take for a
// formula gets an apostrophe before it.
class CsvSink final : public TableSink {
public:
    explicit CsvSink(const QString &path)
        : m_file(path)
    {
    }

    Result<> begin(const TableHead &head) override
    {
        m_head = head;
        if (const auto opened = m_file.open(); !opened)
            return opened;
        QByteArray line = "\xEF\xBB\xBF";
        for (const ExportColumn &column : head.columns)
            append(line, column.word);
        return m_file.add(ended(line));
    }

    Result<> row(std::span<const TableCell> cells) override
    {
        QByteArray line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto *text = std::get_if<QString>(&cells[i]))
                append(line, *text);
            else if (const auto *number = std::get_if<qint64>(&cells[i]))
                line += numberText(m_head.columns.at(static_cast<qsizetype>(i)).kind, *number).toLatin1() + ',';
            else
                line += ',';
        }
        return m_file.add(ended(line));
    }

    Result<> finish() override
    {
        QByteArray line;
        append(line, m_head.watermark);
        if (const auto added = m_file.add(ended(line)); !added)
            return added;
        return m_file.close();
    }

private:
    static void append(QByteArray &line, const QString &text)
    {
        QString cell = looksLikeFormula(text) ? u'\'' + text : text;
        if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        line += cell.toUtf8() + ',';
    }

    static QByteArray ended(QByteArray line)
    {
        line.chop(1);
        return line + "\r\n";
    }

    TextFile m_file;
    TableHead m_head;
};

// {"title", "mark", "columns": [{"key", "word"}], "rows": [{key: value}]}: numbers as numbers, days and times as ISO
// 8601, money in yuan as text.
class JsonSink final : public TableSink {
public:
    explicit JsonSink(const QString &path)
        : m_file(path)
    {
    }

    Result<> begin(const TableHead &head) override
    {
        m_head = head;
        if (const auto opened = m_file.open(); !opened)
            return opened;
        QJsonArray columns;
        for (const ExportColumn &column : head.columns)
            columns << QJsonObject{{u"key"_s, column.key}, {u"word"_s, column.word}};
        QByteArray start = compact({{u"title"_s, head.title}, {u"mark"_s, head.watermark}, {u"columns"_s, columns}});
        start.chop(1); // the object goes on
        return m_file.add(start + ",\"rows\":[");
    }

    Result<> row(std::span<const TableCell> cells) override
    {
        QJsonObject object;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const ExportColumn &column = m_head.columns.at(static_cast<qsizetype>(i));
            if (const auto *text = std::get_if<QString>(&cells[i]))
                object.insert(column.key, *text);
            else if (const auto *number = std::get_if<qint64>(&cells[i]))
                object.insert(column.key, valueOf(column.kind, *number));
        }
        const QByteArray text = compact(object);
        const QByteArray before = m_first ? "\n" : ",\n";
        m_first = false;
        return m_file.add(before + text);
    }

    Result<> finish() override
    {
        if (const auto added = m_file.add("\n]}\n"); !added)
            return added;
        return m_file.close();
    }

private:
    static QByteArray compact(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    static QJsonValue valueOf(CellKind kind, qint64 number)
    {
        if (kind == CellKind::Integer)
            return number;
        return kind == CellKind::Time ? Instant{number}.toIso() : numberText(kind, number);
    }

    TextFile m_file;
    TableHead m_head;
    bool m_first = true;
};

} // namespace

PendingFile::PendingFile(QString path)
    : m_path(std::move(path))
    , m_temporary(m_path + u".%1.part"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0')))
{
}

PendingFile::~PendingFile()
{
    QFile::remove(m_temporary);
}

Result<> PendingFile::keep()
{
    QFile file(m_temporary);
    if (file.rename(m_path)) // never over another one
        return {};
    return fail(trouble(file.errorString()));
}

Error PendingFile::trouble(const QString &why) const
{
    return {ErrorKind::Fault,
            u"export.disk"_s,
            Words::tr("%1 could not be written: %2. Nothing was kept there.").arg(m_path, why),
            u"out"_s,
            {}};
}

bool looksLikeFormula(QStringView text)
{
    static const QString starters = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s; // the wide ones, too: Excel reads them
    return !text.isEmpty() && starters.contains(text.front());
}

std::unique_ptr<TableSink> csvSink(const QString &path)
{
    return std::make_unique<CsvSink>(path);
}

std::unique_ptr<TableSink> jsonSink(const QString &path)
{
    return std::make_unique<JsonSink>(path);
}

Result<std::unique_ptr<TableSink>> tableSink(const QString &path, const QString &format)
{
    const QString ending = (format.isEmpty() ? QFileInfo(path).suffix() : format).toLower();
    const bool known = QStringList{u"csv"_s, u"xlsx"_s, u"json"_s}.contains(ending);
    if (!known)
        return fail(ErrorKind::Usage, u"export.format"_s,
                    Words::tr("Lists are exported as csv, xlsx or json, not as \"%1\".").arg(ending), u"format"_s);
    if (QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"export.exists"_s,
                    Words::tr("%1 exists already and was not touched. Choose another name.").arg(path), u"out"_s);
    if (ending == "xlsx"_L1)
        return xlsxSink(path);
    return ending == "csv"_L1 ? csvSink(path) : jsonSink(path);
}

} // namespace fengqiao
