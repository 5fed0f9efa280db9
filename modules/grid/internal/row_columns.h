#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <core/rules.h>

#include "row_source.h"

namespace fengqiao {

// What the rows of a file are: a record of rule table `fields`, the headings it is known by in `import_columns`, and
// how the codes of its faults begin.
struct RowForm {
    QString record;
    QString headings;
    QString subject;
};

// Which column of a file is which field, and what a cell says as data of the importing action: words become codes,
// degrees and counts whole numbers, times of any usual form ISO 8601 in China's time.
class RowColumns {
public:
    // `named`: field -> heading, as the person says; an empty heading: none, though one may bear its name.
    RowColumns(const RuleSet &rules, RowForm form, QHash<QString, QString> named);

    // Code import.columns: a named column is not there, or one that every row needs is missing.
    [[nodiscard]] Result<> use(const RowSource &source);
    [[nodiscard]] Result<> use(const QStringList &headings); // of something that is no RowSource
    void look(const QStringList &headings);                  // without asking whether they suffice

    [[nodiscard]] QHash<QString, QString> used() const; // field -> heading
    [[nodiscard]] QStringList unused() const;           // headings that nothing is taken from

    struct Fault {
        QString field;
        QString code; // empty: none
        QString text;
    };

    // The row as data; where a cell cannot be read, its fault.
    [[nodiscard]] QJsonObject dataOf(const RowSource &source, const RowSource::Row &row, Fault *fault);
    [[nodiscard]] QJsonObject dataOf(const QStringList &cells, Fault *fault); // in the order of the headings

private:
    enum class Form { Text, Code, Degrees, Count, Time, Day };

    struct FieldForm {
        QString name;
        Form form = Form::Text;
        QHash<QString, QString> codes;  // folded word -> code
        QHash<QString, QString> seen{}; // cell -> code, so that each word is folded once
    };

    void addCodes(const RuleSet &rules, const QString &list, FieldForm *form) const;
    [[nodiscard]] Fault read(FieldForm &field, const QString &cell, QJsonObject *data) const;
    void match(const QStringList &headings); // those that are new
    [[nodiscard]] static QString codeOf(FieldForm &field, const QString &cell);
    [[nodiscard]] int fieldOf(const QString &heading) const;
    [[nodiscard]] Result<> checkNeeded(const QStringList &headings) const;

    RowForm m_form;
    QList<FieldForm> m_fields;
    QStringList m_needed;
    QHash<QString, QString> m_named;
    QHash<QString, int> m_byHeading; // folded heading -> index of m_fields
    QStringList m_headings;          // seen so far
    QList<int> m_taken;              // by heading: index of m_fields, or -1
};

// "2026-09-14 08:30" and other usual ways to write a time, a workbook's day number, ISO 8601; empty if none of them.
[[nodiscard]] QString instantText(const QString &written);

} // namespace fengqiao
