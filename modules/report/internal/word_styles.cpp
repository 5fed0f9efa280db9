#include "word_styles.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

QString UsedStyle::id() const
{
    QString plain = key;
    return (layout == Layout::Letter ? u"L-"_s : u"F-"_s) + plain.replace(u'.', u'_');
}

bool UsedStyle::keepsWithNext() const
{
    static const QSet<QString> closing{u"sign"_s, u"p.gap"_s, u"p.right"_s};
    return key.startsWith(u'h') || closing.contains(key);
}

QString points(double value)
{
    return QString::number(value, 'f', 2) + u"pt"_s;
}

QList<PageWord> pageWords(const QString &pattern)
{
    QList<PageWord> words;
    for (qsizetype at = 0; at < pattern.size();) {
        if (pattern[at] == u'#') {
            const bool both = at + 1 < pattern.size() && pattern[at + 1] == u'#';
            words << PageWord{both ? PageWord::Pages : PageWord::Page, {}};
            at += both ? 2 : 1;
            continue;
        }
        const qsizetype end = pattern.indexOf(u'#', at);
        words << PageWord{PageWord::Words, pattern.mid(at, end < 0 ? -1 : end - at)};
        at = end < 0 ? pattern.size() : end;
    }
    return words;
}

namespace {

class Collector {
public:
    QList<UsedStyle> used;

    void document(const Document &document)
    {
        m_layout = document.layout == Layout::Letter ? Layout::Letter : Layout::Form;
        for (const QString &own : {u"runninghead"_s, u"pagenumber"_s, u"start"_s})
            add(own);
        for (const Block &block : document.blocks)
            std::visit([this](const auto &one) { visit(one); }, block);
    }

private:
    void add(const QString &key)
    {
        const UsedStyle style{key, m_layout};
        if (!used.contains(style))
            used << style;
    }

    void visit(const Paragraph &paragraph) { add(paragraph.style); }

    void visit(const Table &table)
    {
        add(u"td"_s);
        for (const TableRow &row : table.rows)
            for (const Cell &cell : row.cells) {
                for (const Paragraph &paragraph : cell.paragraphs)
                    add(paragraph.style);
                if (!cell.signatures.isEmpty())
                    add(u"sign"_s);
            }
    }

    void visit(const Signature &) { add(u"sign"_s); }

    void visit(const PageBreak &) { add(u"start"_s); }

    void visit(const Letterhead &)
    {
        add(u"agency"_s);
        add(u"docno"_s);
    }

    void visit(const Colophon &) { add(u"colophon"_s); }

    void visit(const Chart &) { add(u"p.chart"_s); }

    Layout m_layout = Layout::Form;
};

} // namespace

QList<Block> blocksInOrder(const Document &document)
{
    QList<Block> blocks = document.blocks;
    std::ranges::stable_partition(blocks, [](const Block &block) { return !std::holds_alternative<Colophon>(block); });
    return blocks;
}

QList<UsedStyle> usedStyles(const QList<Document> &documents)
{
    Collector collector;
    for (const Document &document : documents)
        collector.document(document);
    return collector.used;
}

QStringList usedFamilies(const QList<UsedStyle> &used, const StyleSheet &styles)
{
    QStringList names;
    for (const UsedStyle &style : used)
        names << styles.style(style.key, style.layout).families.value(0, u"Noto Serif CJK SC"_s);
    names.removeDuplicates();
    return names;
}

QList<QList<GridCell>> gridOf(const Table &table)
{
    struct Above {
        const Cell *cell = nullptr;
        int rows = 0;
        int columns = 0;
    };

    QList<Above> above(table.widths.size());
    QList<QList<GridCell>> grid;
    const int count = static_cast<int>(table.widths.size());
    for (const TableRow &row : table.rows) {
        QList<GridCell> line;
        qsizetype next = 0;
        for (int column = 0; column < count;) {
            if (above[column].rows > 0) {
                const int columns = above[column].columns;
                for (int i = 0; i < columns && column < count; ++i, ++column) {
                    line << GridCell{above[column].cell, column, true, true, columns};
                    --above[column].rows;
                }
                continue;
            }
            if (next >= row.cells.size()) { // a short row ends in an empty cell
                line << GridCell{nullptr, column, false, false, 1};
                ++column;
                continue;
            }
            const Cell &cell = row.cells[next++];
            const int columns = std::min(cell.columns, count - column);
            for (int i = 0; i < columns; ++i) {
                line << GridCell{&cell, column, i > 0, false, columns};
                above[column] = {&cell, cell.rows - 1, columns};
                ++column;
            }
        }
        grid << line;
    }
    return grid;
}

} // namespace fengqiao
