#include <widgets/month_choice.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int monthsBack = 24;

} // namespace

MonthChoice::MonthChoice(QDate today, QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(u"monthChoice"_s);
    setAccessibleName(tr("Month"));
    follow(today);
    connect(this, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT monthChanged(month()); });
}

QString MonthChoice::month() const
{
    return currentText();
}

void MonthChoice::setMonth(const QString &month)
{
    if (const int index = findText(month); index >= 0)
        setCurrentIndex(index);
}

void MonthChoice::follow(QDate today)
{
    const QDate newest = QDate(today.year(), today.month(), 1).addMonths(-1);
    if (newest == m_newest)
        return;
    const QString chosen = currentText();
    const QSignalBlocker quiet(this);
    m_newest = newest;
    clear();
    for (int back = 0; back < monthsBack; ++back)
        addItem(newest.addMonths(-back).toString(u"yyyy-MM"_s));
    setMonth(chosen);
}

} // namespace fengqiao
