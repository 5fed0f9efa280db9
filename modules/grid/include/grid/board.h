#pragma once

#include <access/desk.h>
#include <grid/grids.h>

namespace fengqiao {

// What the windows about grids show, as of a day and within the area of whoever looks. `area`: digits of a division
// inside it, everything that person sees if empty.

struct GridCounts {
    int base = 0;
    int exclusive = 0;
    int micro = 0;
    int overLimit = 0; // more households than in principle
    int generated = 0; // with a border made up by the program
    int noBorder = 0;
    int posts = 0;
    int vacant = 0;
    qint64 households = 0; // of the base grids, as far as known

    GridCounts &operator+=(const GridCounts &other);
};

// Towns, their villages and communities, and what of grids stands in each: in order of codes, a town before its
// villages.
struct GridBranch {
    DivisionCode division;
    QString name;
    GridCounts counts;     // everything below it
    QList<GridLine> grids; // those that belong to it directly, levels above first
};

[[nodiscard]] QList<GridBranch> gridTree(ReadContext &context, QDate day, const QString &area = {});

struct VacancyLine {
    QUuid post;
    QString kind; // of list member_role
    QString kindWord;
    QUuid grid;
    QString code;
    QString gridName;
    QString place; // town and village
    QDate since;   // nobody has been in it since
};

// Posts without a person, the longest vacant first.
[[nodiscard]] QList<VacancyLine> vacancies(ReadContext &context, QDate day, const QString &area = {});

struct ContactLine {
    QString kind;
    QString kindWord;
    QString name; // empty: nobody in such a post, here or above
    QString phone;
    QString duties;
    QString grid; // name of the grid whose post it is: this one, or one above it
    QUuid member;
    QDate since;
};

// Whom to call for a grid: the posts that setting contact_roles names, each of this grid or, where it has none filled,
// of the nearest grid above it (Q39: officer, auxiliary, cadre, grid worker, head of a lane or building).
[[nodiscard]] QList<ContactLine> contactCard(ReadContext &context, QUuid grid, QDate day);

// What the public board at a grid shows (Q13): name, work phone and duties of everyone who did not opt out; never an
// address or a document.
struct NameBoard {
    GridLine grid;
    QString place;
    QString scheme;
    QList<ContactLine> people;
};

[[nodiscard]] std::optional<NameBoard> nameBoard(ReadContext &context, QUuid grid, QDate day);

// The postings of a member, newest first: which post of which grid, from and to.
struct PostingLine {
    QUuid posting;
    QUuid post;
    QString kindWord;
    QString gridName;
    QString code;
    QDate from;
    QDate to; // invalid: still
};

[[nodiscard]] QList<PostingLine> postingsOf(ReadContext &context, QUuid member);

} // namespace fengqiao
