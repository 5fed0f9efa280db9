#pragma once

#include <QXmlStreamWriter>

#include <report/document.h>

namespace fengqiao {

// What both word-processor writers need to know of the documents: which styles occur, under plain names.
struct UsedStyle {
    QString key;
    Layout layout = Layout::Form;

    [[nodiscard]] QString id() const;         // "F-p_right"
    [[nodiscard]] bool keepsWithNext() const; // headings, and what stands under a text: signatures, name, date
    friend bool operator==(const UsedStyle &, const UsedStyle &) = default;
};

// The blocks in the order in which a word processor shows them: 版记 stands at the end of the last page, behind slips.
[[nodiscard]] QList<Block> blocksInOrder(const Document &document);

[[nodiscard]] QList<UsedStyle> usedStyles(const QList<Document> &documents);
[[nodiscard]] QStringList usedFamilies(const QList<UsedStyle> &used, const StyleSheet &styles); // first names
[[nodiscard]] QString points(double value);                                                     // "12.5pt"

// A running foot such as "# / ##": words, the page's number, the number of pages.
struct PageWord {
    enum Kind { Words, Page, Pages } kind = Words;

    QString text;
};

[[nodiscard]] QList<PageWord> pageWords(const QString &pattern);

// Where the cells of a table stand: -1 where a cell from the left or above covers.
struct GridCell {
    const Cell *cell = nullptr;
    int column = 0;
    bool covered = false;
    bool fromAbove = false; // covered by a cell of an earlier row
    int columns = 1;        // of the covering cell
};

[[nodiscard]] QList<QList<GridCell>> gridOf(const Table &table);

} // namespace fengqiao
