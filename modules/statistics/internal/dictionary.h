#pragma once

#include <QMap>
#include <QVariantList>
#include <memory>
#include <optional>

#include <core/rules.h>
#include <store/entity.h>

namespace fengqiao {

// The rule tables metrics, metric_bases, metric_fields, metric_children, metric_maps, metric_crosses and metric_bands,
// compiled for one rule set: every predicate as parameterised SQL over one base. No SQL stands in a table, and no other
// place makes SQL for a figure: tile, list, breakdown and counters all take the expressions from here.

[[nodiscard]] const Entity *entityNamed(const QString &name); // of the modules below; null if there is none

// Where a base's rows are looked for: in the table itself, or among the images of rows as the counters counted them
// (rollup.h). In both the rows are called t.
enum class RowSource { Live, Image };

struct MetricField {
    QString name;
    QString function;
    QStringList args;
    QString list; // code list or rule table of its values
    bool dimension = false;
    QString units; // map of counting words
    QString zh;
    QString en;

    [[nodiscard]] QString word() const;
};

// A field of another record that a row names: "matter.org" of a clock; "subject.matter.org" of a step of the history,
// which may belong to any kind of record.
struct JoinedField {
    QString name;
    QString link;
    const Entity *parent = nullptr;
    QString field;
};

// A field of the latest record that names a row and meets a condition: the form of the agreement in force of a matter
// (rule table metric_children).
struct ChildField {
    QString name;
    const Entity *entity = nullptr;
    QString link; // field of it that names the row
    QString value;
    QString where;  // SQL over c, without values to bind: triggers take none
    QString latest; // field by which the latest comes first, before the order of arrival
    QString same;   // field of it that holds the value of another child ...
    QString as;     // ... named here
    QSet<QString> read{};
};

class MetricBase {
public:
    QString name;
    const Entity *entity = nullptr;
    QString area;
    QString number;
    QStringList listed;
    QString zh;
    QString en;
    QMap<QString, MetricField> fields;
    QHash<QString, JoinedField> joined; // by name of the field
    QMap<QString, ChildField> children; // by name of the field
    QHash<QString, QString> settings;   // names as in expressions -> SQL literal

    // SQL of a field; empty if there is no such field.
    [[nodiscard]] QString sql(const QString &asked, RowSource source) const;
    [[nodiscard]] bool knows(const QString &field) const;
    [[nodiscard]] std::optional<FieldType> typeOf(const QString &field) const;
    [[nodiscard]] QString areaSql(RowSource source, const QString &county) const;
    // The value of a dimension as text, as slices and counters are keyed by it; null stays null.
    [[nodiscard]] QString valueSql(const QString &dimension, RowSource source) const;
    [[nodiscard]] QStringList dimensions() const;
    // The stored column whose value a dimension is, its own or a parent's; null where it is computed.
    [[nodiscard]] const Field *columnOf(const QString &dimension) const;
    // Of steps of the history: what they are steps of; null for others.
    [[nodiscard]] const JoinedField *subject() const;

    // A child's value for the row with this id, as SQL.
    [[nodiscard]] QString childSql(const ChildField &child, const QString &id) const;
    // Fields of the entity that any expression reads: what an image must hold besides joins and children. Sorted.
    [[nodiscard]] QStringList imageColumns() const;
    mutable QSet<QString> read; // filled while the book is compiled; afterwards many threads look
    bool compiling = true;

private:
    [[nodiscard]] QString own(const QString &field) const;
    QHash<QString, QString> m_cases; // of maps and tables, without the value that is looked up
    friend class BookCompiler;
};

enum class MetricKind { Count, Sum, Stock, Ratio, Difference, Median, Computed };

// A condition as SQL with its values.
struct Predicate {
    QString live;
    QString image;
    QVariantList binds;

    [[nodiscard]] const QString &sql(RowSource source) const { return source == RowSource::Live ? live : image; }
};

struct Metric {
    QString name;
    QString group;
    MetricKind kind = MetricKind::Count;
    const MetricBase *base = nullptr; // null for ratios
    Predicate when;
    QString whenText;
    QString date;
    QString until;
    QString measure;
    QStringList facts; // of a computed one: fields that its rule reads, beside the date and the condition
    QStringList numerator;
    QStringList denominator;
    QString unit;
    int decimals = 0;
    QString permission;
    QString zh;
    QString en;
    QString sentenceZh;
    QString sentenceEn;
    QString source;
    int line = 0;
    int series = -1;                            // of its counters; a stock has two, the second is what leaves it
    QList<std::pair<QString, QString>> crosses; // dimensions whose counters are kept together

    [[nodiscard]] QString word() const;
    [[nodiscard]] QString sentence() const;

    // Made of other metrics: a ratio or a difference of numerator and denominator.
    [[nodiscard]] bool isComposed() const { return kind == MetricKind::Ratio || kind == MetricKind::Difference; }

    [[nodiscard]] bool isPercent() const { return unit == QLatin1StringView("percent"); }
};

struct AgeBand {
    QString band;
    int from = 0;
    std::optional<int> to;
    QString zh;
    QString en;
};

class MetricBook {
public:
    // The book of a rule set; compiled once for each. Asserts that the tables are sound: those that are not were
    // refused by metricFaults() when they were loaded.
    [[nodiscard]] static std::shared_ptr<const MetricBook> of(const RuleSet &rules);

    [[nodiscard]] const Metric *find(const QString &metric) const;

    [[nodiscard]] const QList<std::shared_ptr<Metric>> &metrics() const { return m_metrics; } // in table order

    [[nodiscard]] const QList<std::shared_ptr<MetricBase>> &bases() const { return m_bases; }

    [[nodiscard]] const QList<AgeBand> &bands() const { return m_bands; }

    // Changes with anything that the counters hang on: definitions, maps, the settings they name.
    [[nodiscard]] QString version() const { return m_version; }

private:
    friend class BookCompiler;
    QList<std::shared_ptr<Metric>> m_metrics;
    QList<std::shared_ptr<MetricBase>> m_bases;
    QHash<QString, const Metric *> m_byName;
    QList<AgeBand> m_bands;
    QString m_version;
};

// What is wrong with the tables of figures beyond what schema.csv can say: unknown fields, functions and maps, loops of
// ratios, ratios without denominator, sums without measure.
[[nodiscard]] QList<RuleFault> metricFaults(const RuleSet &rules);

} // namespace fengqiao
