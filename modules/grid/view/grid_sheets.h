#pragma once

#include <QTextDocument>
#include <memory>

#include <grid/board.h>

namespace fengqiao {

class SheetDialog;

// What the sheets of a grid say besides the grid itself.
struct SheetFrame {
    QString centre; // who puts it up
    QString duties; // where a post has none of its own
    QDate date;
    bool demo = false;
};

// The public name board of a grid (公示牌) as one A4 page across: the grid and its border, who answers for it, work
// phones and duties. No address, no document, nobody who opted out.
[[nodiscard]] std::unique_ptr<QTextDocument> nameBoardSheet(const NameBoard &board, const SheetFrame &frame);
// Whom to call for a grid, as one A4 page for the staff's own use.
[[nodiscard]] std::unique_ptr<QTextDocument> contactSheet(const NameBoard &board, const QList<ContactLine> &contacts,
                                                          const SheetFrame &frame);

// The border as a line on white, in the middle of a square of this side; null if none is drawn.
[[nodiscard]] QImage borderPicture(const GridLine &grid, int side);

// Opens a dialog with one of them; leaves the audit row when it is printed or kept.
void openNameBoard(Desk &desk, QUuid grid, QWidget *parent);
void openContactSheet(Desk &desk, QUuid grid, QWidget *parent);

} // namespace fengqiao
