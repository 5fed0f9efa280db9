#pragma once

#include <QObject>

#include <access/desk.h>
#include <statistics/dashboards.h>

namespace fengqiao {

enum class PeriodKind { ThisMonth, LastMonth, ThisQuarter, ThisYear, LastYear, Custom };

// "This quarter" is another quarter tomorrow: what is kept is how the period was chosen, its days are those of today.
[[nodiscard]] Period periodOf(PeriodKind kind, QDate today);

// Which period, division and filters the figures of the window are asked by: one for tiles and charts together, kept
// for each person on this machine.
class ScopeKeeper : public QObject {
    Q_OBJECT

public:
    explicit ScopeKeeper(Desk &desk, QObject *parent = nullptr);

    [[nodiscard]] FigureScope scope() const;

    [[nodiscard]] PeriodKind periodKind() const { return m_kind; }

    [[nodiscard]] QDate today() const;
    void setPeriod(PeriodKind kind); // Custom: the period that was last given
    // Refused where it is reversed, lies ahead or misses a day; then nothing changes.
    [[nodiscard]] Result<> setCustom(const Period &period);
    void setArea(const QString &area);
    void setFilters(const QMap<QString, QStringList> &filters); // all dimensions at once
    void clear();                                               // division and filters; the period stays

Q_SIGNALS:
    void changed();

private:
    void load();
    void keep();
    Desk &m_desk;
    PeriodKind m_kind = PeriodKind::ThisMonth;
    Period m_custom;
    QString m_area;
    QMap<QString, QStringList> m_filters;
};

} // namespace fengqiao
