#pragma once

#include <QComboBox>
#include <QDate>

namespace fengqiao {

// A month that is over: what is computed of one no longer grows by the day. The newest first, two years back.
class MonthChoice : public QComboBox {
    Q_OBJECT

public:
    explicit MonthChoice(QDate today, QWidget *parent);
    [[nodiscard]] QString month() const; // "2026-08"
    void setMonth(const QString &month); // nothing happens if it is not among them
    void follow(QDate today);            // a new month is over: the choice stays where it is

Q_SIGNALS:
    void monthChanged(const QString &month);

private:
    QDate m_newest;
};

} // namespace fengqiao
