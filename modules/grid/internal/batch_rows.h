#pragma once

#include <QJsonArray>
#include <QStringList>

#include <access/action.h>

namespace fengqiao {

// One row of a batch that the field rules have checked: its values by the names of its record.
class BatchRow {
public:
    BatchRow(const QStringList &names, const QVariantList &values)
        : m_names(&names)
        , m_values(&values)
    {
    }

    [[nodiscard]] QVariant value(QLatin1StringView name) const
    {
        const qsizetype place = m_names->indexOf(name);
        return place < 0 ? QVariant() : m_values->at(place);
    }

    [[nodiscard]] bool has(QLatin1StringView name) const { return !value(name).isNull(); }

    [[nodiscard]] QString text(QLatin1StringView name) const { return value(name).toString(); }

    [[nodiscard]] qint64 integer(QLatin1StringView name) const { return value(name).toLongLong(); }

    [[nodiscard]] Instant instant(QLatin1StringView name) const { return Instant{integer(name)}; }

    [[nodiscard]] QDate date(QLatin1StringView name) const { return value(name).toDate(); }

    [[nodiscard]] qint64 number() const { return m_values->last().toLongLong(); } // of the row in its batch

private:
    const QStringList *m_names;
    const QVariantList *m_values;
};

// Field `rows` of an importing action (type rows:<record>): the rows that were found good, and the refusals of the
// others with what is added to them. The values of a row stand in the order of rule table `fields`, its number last.
class BatchRows {
public:
    BatchRows(const ActionContext &context, const QString &record);

    template <typename Take> void each(Take take) const // Take: void(const BatchRow &)
    {
        for (const QVariantList &values : m_rows)
            take(BatchRow(m_names, values));
    }

    void refuse(const BatchRow &row, const Error &error);

    [[nodiscard]] const QJsonArray &refused() const { return m_refused; }

private:
    void refuse(qint64 row, const QString &field, const QString &code, const QString &message);

    QStringList m_names;
    QList<QVariantList> m_rows;
    QJsonArray m_refused;
};

} // namespace fengqiao
