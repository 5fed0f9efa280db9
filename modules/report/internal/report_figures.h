#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include <statistics/metrics.h>

namespace fengqiao {

// What a column of a report shows of its figure.
enum class Show {
    Value,
    Share,
    LastYear,
    LastPeriod,
    ChangeLastYear,
    ChangeLastPeriod,
    PointsLastYear,
    PointsLastPeriod
};

[[nodiscard]] std::optional<Show> showOf(const QString &code);
[[nodiscard]] bool looksBack(Show show);

// "visit_batches" of these values.
struct Asked {
    QString metric;
    QMap<QString, QStringList> filters;
    Show show = Show::Value;
};

// Figures of one issue, each computed once. The first fault is kept; what comes after it is empty.
class ReportFigures {
public:
    // `kept`: as the rows stood when this record was frozen (statistics/kept_past.h); null: as they are.
    ReportFigures(ReadContext &context, Period period, QString org, bool outside, QUuid kept = {})
        : m_context(context)
        , m_period(period)
        , m_org(std::move(org))
        , m_outside(outside)
        , m_kept(kept)
    {
    }

    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }

    [[nodiscard]] const QString &dictionary() const { return m_dictionary; }

    // As it stands in the content: {"t", "n", "num", "den"} and, where it looks back, "then".
    [[nodiscard]] QJsonObject cell(const Asked &asked);
    [[nodiscard]] QJsonObject cell(const Asked &asked, const QString &by, const QString &value);
    [[nodiscard]] QJsonObject monthCell(const QString &metric, QDate month);
    // Values of a dimension that have rows, in order.
    [[nodiscard]] QStringList values(const Asked &asked, const QString &by);
    [[nodiscard]] QString shareText(const Asked &asked, const QString &by, const QString &value);

private:
    [[nodiscard]] Period periodOf(Show show) const;
    [[nodiscard]] const Figure &figure(const Asked &asked, const Period &period);
    [[nodiscard]] const Breakdown &slices(const Asked &asked, const Period &period, const QString &by);
    [[nodiscard]] Figure slice(const Asked &asked, const Period &period, const QString &by, const QString &value);
    [[nodiscard]] QJsonObject shown(const Asked &asked, const Figure &now, const Figure *then) const;
    [[nodiscard]] Figure nothingOf(const Figure &total) const;
    [[nodiscard]] MetricRequest request(const Asked &asked, const Period &period) const;
    void note(const Error &error);

    ReadContext &m_context;
    Period m_period;
    QString m_org;
    bool m_outside;
    QUuid m_kept;
    QString m_dictionary;
    std::optional<Error> m_fault;
    QHash<QString, Figure> m_figures;
    QHash<QString, Breakdown> m_slices;
};

// Change of one figure against another in per cent, and in points of percentages; "—" without anything to compare with.
[[nodiscard]] QString changeInPercent(const Figure &now, const Figure &then);
[[nodiscard]] QString changeInPoints(const Figure &now, const Figure &then);

inline constexpr QLatin1StringView measureRows("measures");

} // namespace fengqiao
