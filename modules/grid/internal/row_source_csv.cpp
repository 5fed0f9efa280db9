#include <QCoreApplication>
#include <QFile>

#include "row_source.h"
#include "text_decoder.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

constexpr qsizetype longestRecord = 256 * 1024; // bytes
constexpr int mostLines = 1000;                 // of one record

// RFC 4180, read in place: the bytes stay where the system mapped them. Other than core's reader of rule tables, which
// holds a whole file and stops at its faults, a record that is broken is answered and the next line is read on, so that
// one open quotation mark does not swallow the rest of the file; and a line that begins with # is a row.
class CsvRows final : public RowSource {
public:
    [[nodiscard]] static Result<std::unique_ptr<RowSource>> open(const QString &path, const QString &encoding)
    {
        std::unique_ptr<CsvRows> rows(new CsvRows(path));
        if (auto opened = rows->load(encoding); !opened)
            return fail(std::move(opened.error()));
        return rows;
    }

    bool next(Row *row) override
    {
        while (m_at < m_bytes.size()) {
            *row = {};
            row->line = m_line;
            if (skipEmptyLine())
                continue;
            readRecord(row);
            return true;
        }
        return false;
    }

    [[nodiscard]] double share() const override
    {
        return m_bytes.isEmpty() ? 1 : static_cast<double>(m_at) / static_cast<double>(m_bytes.size());
    }

    [[nodiscard]] bool isTable() const override { return true; }

private:
    explicit CsvRows(const QString &path)
        : m_file(path)
    {
    }

    Result<> load(const QString &encoding);
    Result<> readHeadings();
    bool skipEmptyLine();
    void readRecord(Row *row);
    [[nodiscard]] qsizetype readQuoted(qsizetype at, QString *text, int *lines) const; // behind the mark, or -1
    void breakOff(Row *row, const QString &code, const QString &sentence);
    void checkCells(Row *row) const;
    [[nodiscard]] qsizetype lineEnd(qsizetype at) const;

    QFile m_file;
    QByteArray m_converted; // of UTF-16, whose letters hold commas' bytes
    QByteArrayView m_bytes;
    std::optional<TextDecoder> m_decoder;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    char m_separator = ',';
};

Result<> CsvRows::load(const QString &encoding)
{
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"import.file"_s,
                    Import::tr("%1 cannot be read: %2.").arg(m_file.fileName(), m_file.errorString()));
    if (const uchar *mapped = m_file.map(0, m_file.size())) {
        m_bytes = QByteArrayView(mapped, m_file.size());
    } else {
        m_converted = m_file.readAll();
        m_bytes = m_converted;
    }
    auto decoder = encoding.isEmpty() ? TextDecoder::detect(m_bytes) : TextDecoder::named(encoding);
    if (!decoder)
        return fail(std::move(decoder.error()));
    m_encoding = decoder->name();
    m_decoder.emplace(std::move(*decoder));
    m_at = m_decoder->markSize();
    if (!m_decoder->isByteWise()) {
        m_converted = m_decoder->decode(m_bytes.sliced(m_at)).toUtf8();
        m_bytes = m_converted;
        m_at = 0;
        m_decoder.emplace(*TextDecoder::named(u"UTF-8"_s));
    }
    return readHeadings();
}

Result<> CsvRows::readHeadings()
{
    const QByteArrayView first = m_bytes.sliced(m_at, lineEnd(m_at) - m_at);
    if (!first.contains(','))
        m_separator = first.contains('\t') ? '\t' : first.contains(';') ? ';' : ',';
    Row row;
    if (!next(&row) || !row.faultCode.isEmpty())
        return fail(ErrorKind::Invalid, u"import.empty"_s, Import::tr("The file has no line of headings."));
    for (QString &heading : row.cells)
        m_headings << heading.trimmed();
    return {};
}

qsizetype CsvRows::lineEnd(qsizetype at) const
{
    const qsizetype end = m_bytes.indexOf('\n', at);
    return end < 0 ? m_bytes.size() : end;
}

bool CsvRows::skipEmptyLine()
{
    qsizetype at = m_at;
    if (m_bytes[at] == '\r')
        ++at;
    if (at < m_bytes.size() && m_bytes[at] != '\n')
        return false;
    m_at = at + 1;
    ++m_line;
    return true;
}

// The rest of the line is passed over; what follows is read as if nothing had been.
void CsvRows::breakOff(Row *row, const QString &code, const QString &sentence)
{
    row->faultCode = code;
    row->faultText = sentence;
    row->faultField = m_headings.value(row->cells.size());
    m_at = lineEnd(m_at) + 1;
    ++m_line;
}

qsizetype CsvRows::readQuoted(qsizetype at, QString *text, int *lines) const
{
    const qsizetype limit = std::min(m_bytes.size(), m_at + longestRecord);
    qsizetype from = at;
    QByteArray joined;
    while (at < limit && *lines < mostLines) {
        const char c = m_bytes[at];
        *lines += c == '\n' ? 1 : 0;
        if (c != '"') {
            ++at;
            continue;
        }
        if (at + 1 < m_bytes.size() && m_bytes[at + 1] == '"') {
            joined += m_bytes.sliced(from, at + 1 - from);
            at += 2;
            from = at;
            continue;
        }
        *text = m_decoder->decode(joined.isEmpty() ? m_bytes.sliced(from, at - from)
                                                   : QByteArrayView(joined += m_bytes.sliced(from, at - from)));
        return at + 1;
    }
    return -1;
}

void CsvRows::readRecord(Row *row)
{
    row->cells.reserve(m_headings.size());
    qsizetype at = m_at;
    int lines = 0;
    while (true) {
        QString text;
        if (at < m_bytes.size() && m_bytes[at] == '"') {
            at = readQuoted(at + 1, &text, &lines);
            const bool isEnd = at == m_bytes.size() ||
                               (at >= 0 && (m_bytes[at] == m_separator || m_bytes[at] == '\n' || m_bytes[at] == '\r'));
            if (!isEnd)
                return breakOff(row, u"import.quote"_s,
                                at < 0 ? Import::tr("A quotation mark is opened in this row and not closed.")
                                       : Import::tr("Behind a closing quotation mark something else follows."));
        } else {
            const qsizetype from = at;
            while (at < m_bytes.size() && m_bytes[at] != m_separator && m_bytes[at] != '\n')
                ++at;
            if (at - m_at > longestRecord)
                return breakOff(row, u"import.oversize"_s, Import::tr("The row is longer than 256 KiB."));
            const bool isLast = at > from && m_bytes[at - 1] == '\r' && (at == m_bytes.size() || m_bytes[at] == '\n');
            text = m_decoder->decode(m_bytes.sliced(from, at - from - (isLast ? 1 : 0)));
        }
        row->cells << std::move(text);
        if (at < m_bytes.size() && m_bytes[at] == '\r')
            ++at;
        if (at >= m_bytes.size() || m_bytes[at] != m_separator)
            break;
        ++at;
    }
    m_at = std::min(at + 1, m_bytes.size());
    m_line += lines + 1;
    if (!m_headings.isEmpty())
        checkCells(row);
}

void CsvRows::checkCells(Row *row) const
{
    while (row->cells.size() > m_headings.size() && row->cells.last().isEmpty())
        row->cells.removeLast();
    if (row->cells.size() != m_headings.size()) {
        row->faultCode = u"import.cells"_s;
        row->faultText =
            Import::tr("The row has %1 cells, the headings are %2.").arg(row->cells.size()).arg(m_headings.size());
        row->faultField = m_headings.value(row->cells.size());
        return;
    }
    for (qsizetype i = 0; i < row->cells.size(); ++i) {
        if (!row->cells.at(i).contains(QChar::ReplacementCharacter))
            continue;
        row->faultCode = u"import.letters"_s;
        row->faultText = Import::tr("Letters of this cell are not in the file's encoding, %1.").arg(m_encoding);
        row->faultField = m_headings.at(i);
        return;
    }
}

} // namespace

Result<std::unique_ptr<RowSource>> openCsvRows(const QString &path, const QString &encoding)
{
    return CsvRows::open(path, encoding);
}

} // namespace fengqiao
