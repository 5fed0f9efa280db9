#include "naive.h"

#include "dictionary.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

const QList<Row> &Naive::rowsOf(const Entity &entity)
{
    if (!m_rows.contains(&entity))
        m_rows.insert(&entity, m_reader.select(entity, u"1"_s));
    return m_rows[&entity];
}

QVariant Naive::computed(const Row &row, const QString &base, const RuleRow &field)
{
    const QString function = field.text("function"_L1);
    const QStringList args = field.list("args"_L1);
    if (function == "parent"_L1) {
        const QStringList path = args[0].split(u'.');
        const QByteArray link = path.first().toLatin1();
        const QString record = path.size() == 3 ? path.at(1) : QString();
        const QByteArray name = path.last().toLatin1();
        // Also of a record that was removed: what belonged to it stays where it was.
        Query parent = m_reader.query(
            u"SELECT \"%1\" FROM \"%2\" WHERE id = ?"_s.arg(
                QLatin1StringView(name),
                record.isEmpty() ? QString(row.entity().field(QLatin1StringView(link))->refers) : record),
            {row.value(QLatin1StringView(link))});
        return parent.next() ? parent.value(0) : QVariant();
    }
    const QVariant first = value(row, base, args[0]);
    if (first.isNull())
        return {};
    if (function == "json"_L1)
        return row.json(QLatin1StringView(args[0].toLatin1())).toObject().value(args[1]).toVariant();
    if (function == "day"_L1)
        return Instant{first.toLongLong()}.localDate();
    if (function == "table"_L1) {
        const QByteArray table = args[1].section(u'.', 0, 0).toLatin1();
        const QByteArray column = args[1].section(u'.', 1).toLatin1();
        const RuleRow *found = m_rules.table(QLatin1StringView(table)).find(first.toString());
        return found && found->flag(QLatin1StringView(column));
    }
    if (function == "map"_L1) {
        const QString map = args[1].startsWith("setting."_L1)
                                ? m_rules.setting(QLatin1StringView(args[1].toLatin1()).sliced(8))
                                : args[1];
        const RuleRow *found = m_rules.table("metric_maps"_L1).find(map + u'/' + first.toString());
        return found ? QVariant(found->text("to"_L1)) : QVariant();
    }
    if (function == "level"_L1) {
        const qsizetype size = first.toString().size();
        return size == 6 ? u"county"_s : size == 9 ? u"town"_s : size == 12 ? u"village"_s : QString();
    }
    const QVariant second = value(row, base, args[1]);
    if (second.isNull())
        return {};
    if (function == "days"_L1)
        return first.toDate().daysTo(second.toDate());
    if (function == "minutes"_L1)
        return (second.toLongLong() - first.toLongLong()) / 60000;
    if (function == "pair"_L1)
        return QString(first.toString() + u'/' + second.toString());
    qFatal("the test does not know %s", qPrintable(function));
}

QVariant Naive::value(const Row &row, const QString &base, const QString &name)
{
    if (name.startsWith("setting."_L1)) {
        const QString text = m_rules.setting(QLatin1StringView(name.toLatin1()).sliced(8));
        bool whole = false;
        const int number = text.toInt(&whole);
        return whole ? QVariant(number) : QVariant(text);
    }
    const RuleRow *field = m_rules.table("metric_fields"_L1).find(base + u'/' + name);
    if (field && field->text("function"_L1) != "same"_L1)
        return computed(row, base, *field);
    const QByteArray latin = name.toLatin1();
    return row.value(QLatin1StringView(latin));
}

bool Naive::inPeriod(const Row &row, const RuleRow &metric, const MetricRequest &request)
{
    const QString base = metric.text("base"_L1);
    const QDate day = value(row, base, metric.text("date"_L1)).toDate();
    if (metric.text("kind"_L1) != "stock"_L1)
        return day.isValid() && day >= request.period.from && day <= request.period.to;
    const QDate end = value(row, base, metric.text("until"_L1)).toDate();
    return day.isValid() && day <= request.period.to && (!end.isValid() || std::max(day, end) > request.period.to);
}

bool Naive::counts(const Row &row, const RuleRow &metric, const MetricRequest &request)
{
    const QString base = metric.text("base"_L1);
    const RuleRow &described = *m_rules.table("metric_bases"_L1).find(base);
    QString area = value(row, base, described.text("area"_L1)).toString();
    if (area.isEmpty())
        area = m_reader.meta("centre"_L1);
    if (!area.startsWith(request.area) || !inPeriod(row, metric, request))
        return false;
    for (auto it = request.filters.cbegin(); it != request.filters.cend(); ++it) {
        QVariant held = value(row, base, it.key());
        QString text = held.toString();
        if (held.typeId() == QMetaType::QUuid)
            text = QString::fromLatin1(held.toUuid().toRfc4122().toHex());
        else if (held.typeId() == QMetaType::QByteArray) // an id as a parent's column holds it
            text = QString::fromLatin1(held.toByteArray().toHex());
        if (!it->contains(text))
            return false;
    }
    return metric.expression("when"_L1).matches([&](const QString &name) { return value(row, base, name); });
}

NaiveCount Naive::count(const MetricRequest &request, const QString &name)
{
    const RuleRow &metric = *m_rules.table("metrics"_L1).find(name);
    const QString base = metric.text("base"_L1);
    const QString measure = metric.text("measure"_L1);
    const Entity &entity = *entityNamed(m_rules.table("metric_bases"_L1).find(base)->text("entity"_L1));
    NaiveCount count;
    for (const Row &row : rowsOf(entity)) {
        if (!counts(row, metric, request))
            continue;
        ++count.n;
        count.total += measure.isEmpty() ? 1 : value(row, base, measure).toLongLong();
    }
    return count;
}

QStringList Naive::values(const MetricRequest &request, const QString &name)
{
    const RuleRow &metric = *m_rules.table("metrics"_L1).find(name);
    const QString base = metric.text("base"_L1);
    const Entity &entity = *entityNamed(m_rules.table("metric_bases"_L1).find(base)->text("entity"_L1));
    QList<qint64> numbers;
    for (const Row &row : rowsOf(entity))
        if (counts(row, metric, request))
            if (const QVariant number = value(row, base, metric.text("measure"_L1)); !number.isNull())
                numbers << number.toLongLong();
    std::ranges::sort(numbers);
    QStringList texts;
    for (const qint64 number : std::as_const(numbers))
        texts << QString::number(number);
    return texts;
}

} // namespace fengqiao
