#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <variant>

#include <core/error.h>

namespace fengqiao {

// What stands on paper, between a template and its writers: the same blocks become PDF, ODT and DOCX, so the three say
// the same. Sizes are in points unless the name says otherwise; looks come from the style sheet by the style's name.

struct Run {
    QString text; // no line breaks: a break begins a new paragraph
    bool bold = false;
};

struct Paragraph {
    QString style; // "p", "p.right", "h1" ...: a key of the style sheet
    QList<Run> runs;

    [[nodiscard]] QString text() const;

    [[nodiscard]] bool isHeading() const { return style.startsWith(u'h'); }
};

// Strokes of a pen: points within 0..1000 by 0..(1000 * height / width); the JSON form is in report/strokes.h.
struct Strokes {
    double aspect = 0; // width / height of the field they were written in
    QList<QList<std::pair<double, double>>> lines;

    [[nodiscard]] bool isEmpty() const { return lines.isEmpty(); }
};

// A line to sign on, with what was captured on a pad and room for a fingerprint on paper.
struct Signature {
    QString label;
    QString name; // printed above the line where no strokes are
    QString date; // empty: blanks to be filled in by hand
    bool fingerprint = false;
    Strokes strokes;
};

struct Cell {
    bool heading = false;
    int columns = 1;
    int rows = 1;
    QList<Paragraph> paragraphs;
    QList<Signature> signatures; // at the foot of the cell

    // Headings and short words stand in the middle between their rules, running text at the top.
    [[nodiscard]] bool isCentred() const;
};

struct TableRow {
    QList<Cell> cells;
    double height = 0;   // at least so many millimetres
    bool repeat = false; // again at the top of each page
};

struct Table {
    QList<double> widths; // shares of the text width
    QList<TableRow> rows;
    bool ruled = true;
};

struct PageBreak {};

// 版头 of an official letter (GB/T 9704-2012, 7.2): the issuing office in red, the number, the red line.
struct Letterhead {
    QString agency;
    QString number;
    QString signer; // letters to a superior say who signed
};

// 版记 at the foot of the last page (7.4): copies to, printed by, on which day.
struct Colophon {
    QString copies;
    QString office;
    QString date;
};

// Bars or lines of a few series over common labels (report/charts.h).
struct Chart {
    struct Series {
        QString name;
        QList<std::optional<double>> values; // none: nothing to show, or hidden
        QStringList texts;                   // as printed
    };

    bool lines = false;
    QString empty; // the sentence that stands there where no series has a value
    QStringList labels;
    QList<Series> series;
    QByteArray png; // the same as pixels, for word processors that read no SVG; may be empty
};

using Block = std::variant<Paragraph, Table, Signature, PageBreak, Letterhead, Colophon, Chart>;

enum class Layout { Form, Letter, Cover };

struct Document {
    QString code; // D10
    QString title;
    QString number;
    QString office; // running head of a form
    Layout layout = Layout::Form;
    QString watermark; // printed across each page: who unmasked personal data, and when; empty for none
    QList<Block> blocks;

    [[nodiscard]] QString text() const; // every word, one paragraph a line: for tests and search
};

// How one style looks.
struct TextStyle {
    QStringList families; // the first one present is taken
    double size = 12;
    bool bold = false;
    enum class Align { Left, Centre, Right, Justify } align = Align::Left;
    double indent = 0;      // of the first line, in characters
    double marginRight = 0; // in characters
    double lineHeight = 0;  // points; 0 = 1.5 times the size
    double before = 0;
    double after = 0;
    double letterSpacing = 0;
    QString colour = QStringLiteral("#000000");
    QString content; // words that are part of the form itself: the foot of a page (# page, ## pages), a blank date

    [[nodiscard]] double line() const { return lineHeight > 0 ? lineHeight : size * 1.5; }
};

// The one style sheet of all templates: a small part of CSS. Selectors are `tag`, `tag.class` and, for what is
// different in letters, `letter tag.class`; a style inherits from `tag`, which inherits from `body`.
class StyleSheet {
public:
    // Code "report.style" names file and line.
    [[nodiscard]] static Result<StyleSheet> parse(const QString &css, const QString &file);
    [[nodiscard]] TextStyle style(const QString &key, Layout layout) const;
    [[nodiscard]] QStringList keys() const; // selectors as written, in order

private:
    [[nodiscard]] Result<> rule(const QString &selectors, const QString &body, const QString &place);
    QStringList m_order;
    QHash<QString, QHash<QString, QString>> m_rules;
};

} // namespace fengqiao
