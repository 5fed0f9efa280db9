#include "to_unicode.h"

#include <QList>

#include "radicals.h"

namespace fengqiao {

namespace {

struct Edit {
    qsizetype at = 0;
    qsizetype length = 0;
    QByteArray with;

    [[nodiscard]] qsizetype growth() const { return with.size() - length; }
};

// Beyond the radicals: pairs that share a glyph in the Simplified Chinese faces of Noto CJK, found by comparing their
// character maps, where the lower code point is not the one that Chinese text uses.
char16_t mended(char16_t c)
{
    static constexpr std::pair<char16_t, char16_t> others[] = {
        {0x0009, 0x0020},
        {0x00A0, 0x0020},
        {0x2003, 0x3000}, // spaces
        {0x2012, 0x2013},
        {0x2215, 0xFF0F},
        {0x2329, 0x3008},
        {0x232A, 0x3009},
        {0x301C, 0xFF5E},
        {0x2E95, 0x5F50},
        {0x2F3E, 0x6237}, // 户: its radical stands for the traditional form
                          // elsewhere
        {0x3ADA, 0x66F6},
        {0x3B35, 0x80F6},
        {0x3B3A, 0x5E50},
        {0x3BA3, 0x69E9},
    };
    const auto *found = std::ranges::find(others, c, &std::pair<char16_t, char16_t>::first);
    return found != std::end(others) ? found->second : unifiedIdeograph(c);
}

QByteArray hex(uint value)
{
    return QByteArray::number(value, 16).rightJustified(4, '0').toUpper();
}

// One line between beginbfrange and endbfrange: "<first> <last> <text>" or "<first> <last> [<text> <text> ...]".
class RangeLine {
public:
    RangeLine(const QByteArray &pdf, qsizetype from, qsizetype to)
        : m_from(from)
        , m_line(pdf.mid(from, to - from))
    {
    }

    // What to change in it; `count` grows by the characters mended.
    [[nodiscard]] QList<Edit> edits(int &count) const
    {
        return m_line.contains('[') ? editsOfList(count) : editsOfRun(count);
    }

private:
    [[nodiscard]] uint numberAt(qsizetype bracket) const { return m_line.mid(bracket + 1, 4).toUInt(nullptr, 16); }

    [[nodiscard]] bool isCode(qsizetype bracket) const
    {
        return bracket >= 0 && bracket + 5 < m_line.size() && m_line[bracket + 5] == '>';
    }

    [[nodiscard]] QList<Edit> editsOfList(int &count) const
    {
        QList<Edit> edits;
        for (qsizetype at = m_line.indexOf('<', m_line.indexOf('[')); at >= 0; at = m_line.indexOf('<', at + 1)) {
            if (!isCode(at))
                continue; // a character beyond the basic plane
            const auto c = static_cast<char16_t>(numberAt(at));
            if (mended(c) == c)
                continue;
            edits << Edit{m_from + at + 1, 4, hex(mended(c))};
            ++count;
        }
        return edits;
    }

    [[nodiscard]] QList<Edit> editsOfRun(int &count) const
    {
        const qsizetype first = m_line.indexOf('<');
        const qsizetype last = m_line.indexOf('<', first + 1);
        const qsizetype text = m_line.indexOf('<', last + 1);
        if (!isCode(first) || !isCode(last) || !isCode(text) || numberAt(last) < numberAt(first))
            return {};
        QByteArray list;
        int changed = 0;
        const uint length = numberAt(last) - numberAt(first);
        for (uint i = 0; i <= length; ++i) {
            const auto c = static_cast<char16_t>(numberAt(text) + i);
            changed += mended(c) == c ? 0 : 1;
            list += (i > 0 ? " <" : "<") + hex(mended(c)) + '>';
        }
        count += changed;
        if (changed == 0)
            return {};
        if (length == 0)
            return {Edit{m_from + text, 6, list}};
        return {Edit{m_from + text, 6, '[' + list + ']'}};
    }

    qsizetype m_from;
    QByteArray m_line;
};

// The changes of one table, and of its length where it grows.
QList<Edit> editsOfTable(const QByteArray &pdf, qsizetype begin, qsizetype end, int &count)
{
    QList<Edit> edits;
    for (qsizetype range = pdf.indexOf("beginbfrange\n", begin); range >= 0 && range < end;
         range = pdf.indexOf("beginbfrange\n", range + 1)) {
        qsizetype line = pdf.indexOf('\n', range) + 1;
        while (line < end && !QByteArrayView(pdf).sliced(line).startsWith("endbfrange")) {
            const qsizetype next = pdf.indexOf('\n', line);
            edits += RangeLine(pdf, line, next).edits(count);
            line = next + 1;
        }
    }
    qsizetype growth = 0;
    for (const Edit &edit : std::as_const(edits))
        growth += edit.growth();
    const qsizetype length = pdf.lastIndexOf("/Length ", begin);
    const qsizetype digits = length + 8;
    const qsizetype behind = pdf.indexOf(' ', digits);
    if (growth != 0 && length >= 0)
        edits.prepend(
            Edit{digits, behind - digits, QByteArray::number(pdf.mid(digits, behind - digits).toInt() + growth)});
    return edits;
}

qsizetype shiftedBy(const QList<Edit> &edits, qsizetype offset)
{
    qsizetype shift = 0;
    for (const Edit &edit : edits)
        if (edit.at < offset)
            shift += edit.growth();
    return shift;
}

// The offsets of all objects, and of the table itself.
QList<Edit> crossReferenceEdits(const QByteArray &pdf, const QList<Edit> &edits)
{
    constexpr qsizetype entryLength = 20;
    QList<Edit> more;
    const qsizetype start = pdf.lastIndexOf("startxref\n") + 10;
    const qsizetype table = pdf.mid(start, pdf.indexOf('\n', start) - start).toLongLong();
    qsizetype entry = pdf.indexOf('\n', pdf.indexOf('\n', table) + 1) + 1;
    for (; entry + entryLength <= pdf.size() && pdf[entry + 17] != 'r' && pdf.mid(entry, 7) != "trailer";
         entry += entryLength) {
        const qsizetype offset = pdf.mid(entry, 10).toLongLong();
        const qsizetype shift = pdf[entry + 17] == 'n' ? shiftedBy(edits, offset) : 0;
        if (shift != 0)
            more << Edit{entry, 10, QByteArray::number(offset + shift).rightJustified(10, '0')};
    }
    const QByteArray moved = QByteArray::number(table + shiftedBy(edits, table));
    more << Edit{start, QByteArray::number(table).size(), moved};
    return more;
}

} // namespace

int repairToUnicode(QByteArray &pdf)
{
    int count = 0;
    QList<Edit> edits;
    for (qsizetype begin = pdf.indexOf("begincmap"); begin >= 0; begin = pdf.indexOf("begincmap", begin + 1)) {
        const qsizetype end = pdf.indexOf("endcmap", begin);
        if (end < 0)
            break;
        edits += editsOfTable(pdf, begin, end, count);
    }
    if (std::ranges::any_of(edits, [](const Edit &edit) { return edit.growth() != 0; }))
        edits += crossReferenceEdits(pdf, edits);
    std::ranges::stable_sort(edits, {}, &Edit::at);
    QByteArray whole;
    whole.reserve(pdf.size() + 1024);
    qsizetype from = 0;
    for (const Edit &edit : std::as_const(edits)) {
        whole += QByteArrayView(pdf).sliced(from, edit.at - from);
        whole += edit.with;
        from = edit.at + edit.length;
    }
    whole += QByteArrayView(pdf).sliced(from);
    pdf = whole;
    return count;
}

} // namespace fengqiao
