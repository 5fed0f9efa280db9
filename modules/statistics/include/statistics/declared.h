#pragma once

#include <QDate>

#include <access/desk.h>
#include <statistics/metrics.h>

namespace fengqiao {

// Figures that somebody else gave: a town's return, an outside platform, a seed text. They are kept as they were
// declared, beside what the dictionary computes, and checked by rule table `reconciliation` (features.md idea 2): parts
// against total, rate against counts, unit and value against the list, this period against the last.
[[nodiscard]] const Entity &declaredFigureEntity();
[[nodiscard]] const RecordKind &declaredFigureKind();

// One thing that does not fit, in a plain sentence, with whose it is to clear up.
struct Mismatch {
    QString check; // row of the table; "list" and "unit" for what is compared with the dictionary
    QString set;   // the return
    QString area;
    QDate from;
    QDate to;
    QStringList items;
    QString sentence;
    QString owner;     // role
    QString ownerWord; // who declared it, or the role's word
};

struct Reconciliation {
    qint64 figures = 0; // declared ones looked at
    qint64 checks = 0;  // comparisons that could be made
    QList<Mismatch> mismatches;
};

// `set` limits it to one return; empty = all that this person may see.
[[nodiscard]] Result<Reconciliation> reconcile(ReadContext &context, const QString &set = {});

// A declared figure beside what the dictionary counts for the same period, division and filters.
struct DeclaredLine {
    QUuid id;
    QString set;
    QString item;
    QString word;
    QString value; // as declared
    QString unit;
    QString metric;        // empty: nothing here counts it
    MetricRequest request; // of the list behind, where there is a metric
    QString computed;      // with its unit; empty where nothing is counted, or nothing of that time is in this file
    bool differs = false;
    QString area;
    QDate from;
    QDate to;
    QString source;
};

// Those that this person may see and that nothing has replaced, by return, division and period; `set` as above.
[[nodiscard]] Result<QList<DeclaredLine>> declaredLines(ReadContext &context, const QString &set = {});

// Rows of a CSV with the columns set, item, zh, en, value, unit, metric, filters, area, from, to, source, as the
// records of action declare_figures. Code "import.format" with the line.
[[nodiscard]] Result<QJsonArray> declaredRecords(const QByteArray &csv);

} // namespace fengqiao
