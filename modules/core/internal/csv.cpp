#include <core/csv.h>

#include <QCoreApplication>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

class CsvReader {
    Q_DECLARE_TR_FUNCTIONS(RuleSet)

public:
    explicit CsvReader(const QByteArray &bytes)
        : m_text(QString::fromUtf8(bytes))
    {
        if (m_text.startsWith(QChar::ByteOrderMark))
            m_text.remove(0, 1);
        m_text.replace("\r\n"_L1, "\n"_L1);
    }

    CsvFile read()
    {
        checkCharacters();
        while (m_at < m_text.size()) {
            if (m_text.at(m_at) == u'#' || m_text.at(m_at) == u'\n')
                skipLine();
            else
                readRecord();
        }
        return std::move(m_file);
    }

private:
    void checkCharacters();
    void readRecord();
    CsvCell readQuoted();
    CsvCell readPlain();
    void skipLine();
    void advance();

    void addFault(CsvPlace place, const QString &message) { m_file.faults.append({place, message}); }

    QString m_text;
    qsizetype m_at = 0;
    CsvPlace m_place{1, 1};
    CsvFile m_file;
};

// Moves one character on; the second half of a surrogate pair is no character of its own.
void CsvReader::advance()
{
    const QChar c = m_text.at(m_at++);
    if (c == u'\n') {
        ++m_place.line;
        m_place.column = 1;
    } else if (!c.isLowSurrogate()) {
        ++m_place.column;
    }
}

// Decoding puts U+FFFD where bytes are not UTF-8; where it stands in the file itself, an earlier conversion lost a
// character. Either way one report a line is enough.
void CsvReader::checkCharacters()
{
    int faultyLine = 0;
    for (; m_at < m_text.size(); advance()) {
        const QChar c = m_text.at(m_at);
        if (faultyLine == m_place.line)
            continue;
        if (c == QChar::ReplacementCharacter)
            addFault(m_place, tr("The text is not UTF-8 here; save the file as UTF-8."));
        else if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            addFault(m_place, tr("A control character (U+%1) stands here.").arg(c.unicode(), 4, 16, QChar(u'0')));
        else
            continue;
        faultyLine = m_place.line;
    }
    m_at = 0;
    m_place = {1, 1};
}

void CsvReader::skipLine()
{
    while (m_at < m_text.size() && m_text.at(m_at) != u'\n')
        advance();
    if (m_at < m_text.size())
        advance();
}

CsvCell CsvReader::readQuoted()
{
    const CsvPlace start = m_place;
    advance();
    CsvCell cell{{}, m_place.line, m_place.column, true, false};
    while (true) {
        if (m_at >= m_text.size()) {
            addFault(start, tr("The quote that opens here is never closed."));
            cell.broken = true;
            return cell;
        }
        const QChar c = m_text.at(m_at);
        advance();
        if (c != u'"') {
            cell.text += c;
        } else if (m_at < m_text.size() && m_text.at(m_at) == u'"') {
            cell.text += c;
            advance();
        } else {
            break;
        }
    }
    if (m_at < m_text.size() && m_text.at(m_at) != u',' && m_text.at(m_at) != u'\n') {
        addFault(m_place, tr("After a closing quote only a comma or the end of the line may follow."));
        cell.broken = true;
        while (m_at < m_text.size() && m_text.at(m_at) != u',' && m_text.at(m_at) != u'\n')
            advance();
    }
    return cell;
}

CsvCell CsvReader::readPlain()
{
    CsvCell cell{{}, m_place.line, m_place.column, false, false};
    while (m_at < m_text.size() && m_text.at(m_at) != u',' && m_text.at(m_at) != u'\n') {
        if (m_text.at(m_at) == u'"' && !cell.broken) {
            addFault(m_place, tr("A quote inside a cell: put the whole cell into quotes and double this one."));
            cell.broken = true;
        }
        cell.text += m_text.at(m_at);
        advance();
    }
    return cell;
}

void CsvReader::readRecord()
{
    QList<CsvCell> record;
    while (true) {
        const bool quoted = m_at < m_text.size() && m_text.at(m_at) == u'"';
        record.append(quoted ? readQuoted() : readPlain());
        if (m_at >= m_text.size() || m_text.at(m_at) == u'\n')
            break;
        advance(); // the comma
    }
    if (m_at < m_text.size())
        advance();
    m_file.records.append(std::move(record));
}

} // namespace

CsvFile readCsv(const QByteArray &bytes)
{
    return CsvReader(bytes).read();
}

CsvPlace placeIn(const CsvCell &cell, qsizetype offset)
{
    CsvPlace place{cell.line, cell.column};
    for (const QChar c : QStringView(cell.text).first(std::min(offset, cell.text.size()))) {
        if (c == u'\n') {
            ++place.line;
            place.column = 1;
        } else if (!c.isLowSurrogate()) {
            place.column += cell.quoted && c == u'"' ? 2 : 1;
        }
    }
    return place;
}

} // namespace fengqiao
