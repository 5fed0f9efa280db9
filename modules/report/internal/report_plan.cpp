#include "report_plan.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include "overlay_values.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

Result<const RuleRow *> kindOf(const RuleSet &rules, const QString &kind)
{
    if (const RuleRow *row = rules.table("report_kinds"_L1).find(kind))
        return row;
    return fail(ErrorKind::Usage, u"issue.kind"_s, Words::tr("There is no report \"%1\".").arg(kind), u"kind"_s,
                u"report_kinds"_s);
}

// A monthly report tells of one whole month; a bulletin of any days.
Result<> checkLength(const RuleRow &kind, const Period &period)
{
    const int months = kind.number("months"_L1);
    const bool whole = period.from.day() == 1 && period.to.day() == period.to.daysInMonth() &&
                       period.from.addMonths(months).addDays(-1) == period.to;
    if (months == 0 || whole || period.from > period.to)
        return {};
    return fail(ErrorKind::Invalid, u"issue.period_kind"_s,
                Words::tr("%1 is about %n whole month(s), and %2 is not that.", nullptr, months)
                    .arg(kind.word(), period.text()),
                u"to_date"_s, u"report_kinds:"_s + QString::number(kind.line()));
}

Result<QString> checkReader(ReadContext &context, const QString &org)
{
    const QString own = context.actor.area.digits();
    const QString area = org.isEmpty() ? own : org;
    if (context.grant(u"stats.read"_s) == Grant::All && area.startsWith(own))
        return area;
    return fail(ErrorKind::NotPermitted, u"issue.not_permitted"_s,
                Words::tr("A report tells all figures of its area, and these are not all open to you (permission "
                          "stats.read)."),
                {}, u"stats.read"_s);
}

class Planner {
public:
    Planner(ReadContext &context, const IssueDraft &draft, QString org, bool outside)
        : m_context(context)
        , m_draft(draft)
        , m_org(org)
        , m_words(context.tx, context.rules)
        , m_figures(context, draft.period, std::move(org), outside)
    {
    }

    Result<QJsonArray> blocks()
    {
        QJsonArray blocks;
        for (const RuleRow *row : m_context.rules.table("report_blocks"_L1).where("kind"_L1, m_draft.kind))
            if (const QJsonObject block = planned(*row); !block.isEmpty())
                blocks << block;
        if (m_figures.fault())
            return fail(*m_figures.fault());
        return blocks;
    }

private:
    QJsonObject planned(const RuleRow &row)
    {
        const QString what = row.text("what"_L1);
        QJsonObject block{{u"what"_s, what}, {u"heading"_s, row.text("zh"_L1)}};
        const QString ref = row.text("ref"_L1);
        if (what == "table"_L1)
            addTable(block, *m_context.rules.table("report_tables"_L1).find(ref));
        else if (what == "chart"_L1)
            addChart(block, *m_context.rules.table("report_charts"_L1).find(ref));
        else if (what == "text"_L1)
            addText(block, row.text("text"_L1));
        else if (!addWritten(block, what, ref))
            return {};
        return block;
    }

    // False where there is nothing to print.
    bool addWritten(QJsonObject &block, const QString &what, const QString &ref)
    {
        QString text;
        if (what == "written"_L1)
            text = m_draft.texts.value(ref);
        else if (what == "case"_L1)
            text = m_draft.caseText;
        else if (what == "suggestions"_L1)
            text = m_draft.suggestions;
        block.insert(u"text"_s, text);
        return !text.trimmed().isEmpty();
    }

    void addText(QJsonObject &block, const QString &text)
    {
        QJsonObject figures;
        for (const Placeholder &one : placeholdersIn(text))
            if (m_context.rules.table("metrics"_L1).find(one.name))
                figures.insert(one.whole, QJsonObject{{u"m"_s, one.name}, {u"show"_s, one.show}});
        block.insert(u"template"_s, text);
        block.insert(u"figures"_s, figures);
    }

    void addTable(QJsonObject &block, const RuleRow &table)
    {
        block.insert(u"table"_s, table.text("table"_L1));
        block.insert(u"title"_s, QString(table.text("code"_L1) + QChar(0x3000) + table.text("zh"_L1)));
        const QString by = table.text("rows"_L1);
        block.insert(u"rows_by"_s, by);
        const QList<const RuleRow *> columns =
            m_context.rules.table("report_columns"_L1).where("table"_L1, table.text("table"_L1));
        if (by == measureRows)
            addMeasures(block, columns);
        else
            addGrouped(block, table, by, columns);
    }

    static QJsonObject columnJson(const RuleRow &row, const QMap<QString, QStringList> &filters, const QString &word)
    {
        return {{u"m"_s, row.text("metric"_L1)},
                {u"filters"_s, filtersJson(filters)},
                {u"show"_s, row.text("show"_L1)},
                {u"word"_s, word}};
    }

    // One row for each metric, and beside it what it was.
    void addMeasures(QJsonObject &block, const QList<const RuleRow *> &columns)
    {
        QJsonArray heads;
        for (const QLatin1StringView show :
             {"value"_L1, "last_period"_L1, "change_last_period"_L1, "last_year"_L1, "change_last_year"_L1})
            heads << QJsonObject{{u"show"_s, QString(show)}, {u"word"_s, m_words.report(show)}};
        QJsonArray rows;
        for (const RuleRow *column : columns) {
            const QString metric = column->text("metric"_L1);
            const QString word = u"%1（%2）"_s.arg(column->text("zh"_L1), m_words.unit(metric));
            rows << columnJson(*column, filtersFrom(column->text("filters"_L1)), word);
        }
        block.insert(u"columns"_s, heads);
        block.insert(u"rows"_s, rows);
    }

    void addGrouped(QJsonObject &block, const RuleRow &table, const QString &by, const QList<const RuleRow *> &columns)
    {
        QJsonArray heads;
        QStringList values = table.list("only"_L1);
        const bool open = values.isEmpty();
        for (const RuleRow *column : columns) {
            const Asked asked{column->text("metric"_L1), filtersFrom(column->text("filters"_L1)), Show::Value};
            addColumns(heads, *column, asked);
            if (open)
                merge(values, m_figures.values(asked, by));
        }
        const QString metric = columns.first()->text("metric"_L1);
        QJsonArray rows;
        for (const QString &value : std::as_const(values))
            rows << QJsonObject{{u"value"_s, value}, {u"word"_s, m_words.value(metric, by, value)}};
        if (table.flag("total"_L1) && !values.isEmpty())
            rows << QJsonObject{{u"total"_s, true}, {u"word"_s, m_words.report("total"_L1)}};
        block.insert(u"only"_s, QJsonArray::fromStringList(table.list("only"_L1)));
        block.insert(u"columns"_s, heads);
        block.insert(u"rows"_s, rows);
    }

    void addColumns(QJsonArray &heads, const RuleRow &column, const Asked &asked)
    {
        const QString split = column.text("split"_L1);
        if (split.isEmpty()) {
            heads << columnJson(column, asked.filters, column.text("zh"_L1));
            return;
        }
        for (const QString &value : m_figures.values(asked, split)) {
            QMap<QString, QStringList> filters = asked.filters;
            filters.insert(split, {value});
            heads << columnJson(column, filters, m_words.value(asked.metric, split, value));
        }
    }

    static void merge(QStringList &values, const QStringList &more)
    {
        const bool unsaid = values.removeOne(QString()) || more.contains(QString());
        for (const QString &value : more)
            if (!value.isEmpty() && !values.contains(value))
                values << value;
        if (unsaid)
            values << QString();
    }

    void addChart(QJsonObject &block, const RuleRow &chart)
    {
        const QString by = chart.text("by"_L1);
        const QStringList metrics = chart.list("metrics"_L1);
        block.insert(u"chart"_s, chart.text("chart"_L1));
        block.insert(u"title"_s, chart.text("zh"_L1));
        block.insert(u"shape"_s, chart.text("shape"_L1));
        block.insert(u"by"_s, by);
        QJsonArray points = by == "month"_L1 ? months(chart.number("count"_L1)) : groups(metrics, by);
        QJsonArray series;
        for (const QString &metric : metrics)
            series << QJsonObject{
                {u"m"_s, metric}, {u"word"_s, m_words.metric(metric)}, {u"unit"_s, m_words.unit(metric)}};
        block.insert(u"points"_s, points);
        block.insert(u"series"_s, series);
    }

    QJsonArray months(int count) const
    {
        QJsonArray points;
        const QDate last = std::min(m_draft.period.to, m_context.now.localDate());
        for (int i = count - 1; i >= 0; --i) {
            const QDate month = QDate(last.year(), last.month(), 1).addMonths(-i);
            points << QJsonObject{{u"value"_s, month.toString(u"yyyy-MM"_s)}, {u"word"_s, month.toString(u"yy-MM"_s)}};
        }
        return points;
    }

    QJsonArray groups(const QStringList &metrics, const QString &by)
    {
        QStringList values;
        for (const QString &metric : metrics)
            merge(values, m_figures.values({metric, {}, Show::Value}, by));
        QJsonArray points;
        for (const QString &value : std::as_const(values))
            points << QJsonObject{{u"value"_s, value}, {u"word"_s, m_words.value(metrics.first(), by, value)}};
        return points;
    }

    ReadContext &m_context;
    const IssueDraft &m_draft;
    QString m_org;
    ReportWords m_words;
    ReportFigures m_figures;
};

QJsonObject headOf(ReadContext &context, const IssueDraft &draft, const RuleRow &kind, const QString &org)
{
    const ReportWords words(context.tx, context.rules);
    const QString county = words.division(org);
    const QString day = u"%1至%2"_s;
    const auto date = [&](QDate one) { return paperDay(context.rules, one); };
    return {{u"schema"_s, 1},
            {u"kind"_s, draft.kind},
            {u"template"_s, kind.text("template"_L1)},
            {u"kind_word"_s, kind.text("zh"_L1)},
            {u"masthead"_s, kind.text("masthead"_L1).arg(county)},
            {u"copies"_s, kind.text("copies"_L1)},
            {u"issuer"_s, QString(county + context.rules.setting("report_office"_L1))},
            {u"county"_s, county},
            {u"org"_s, org},
            {u"outside"_s, kind.flag("outside"_L1)},
            {u"number"_s, draft.number},
            {u"year"_s, draft.year},
            {u"draft"_s, draft.isDraft},
            {u"from"_s, draft.period.from.toString(Qt::ISODate)},
            {u"to"_s, draft.period.to.toString(Qt::ISODate)},
            {u"period"_s, day.arg(date(draft.period.from), date(draft.period.to))},
            {u"as_of"_s, context.now.toIso()},
            {u"day"_s, date(context.now.localDate())},
            {u"provisional"_s, draft.period.to >= context.now.localDate()},
            {u"words"_s, QJsonObject{{u"draft"_s, words.report("draft"_L1)},
                                     {u"provisional"_s, words.report("provisional"_L1)},
                                     {u"empty"_s, words.report("empty_table"_L1)},
                                     {u"item"_s, words.report("item"_L1)},
                                     {u"chart"_s, words.report("chart"_L1)}}}};
}

} // namespace

namespace {

// 1 to 99 as headings count: 一, 十, 十一, 二十.
QString numeral(const QString &digits, int number)
{
    const QChar ten = digits.at(9);
    QString text;
    if (number > 19)
        text += digits.at(number / 10 - 1);
    if (number > 9)
        text += ten;
    if (number % 10 != 0)
        text += digits.at(number % 10 - 1);
    return text;
}

// A part that nobody wrote is left out, and the ones behind it move up. The notes at the end have no number.
void numberHeadings(QJsonArray &blocks, const ReportWords &words)
{
    int number = 0;
    for (auto value : blocks) {
        QJsonObject block = value.toObject();
        const QString heading = block.value("heading"_L1).toString();
        if (heading.isEmpty())
            continue;
        block.insert(u"heading"_s,
                     words.report("heading"_L1).arg(numeral(words.report("numerals"_L1), ++number), heading));
        value = block;
    }
}

} // namespace

QMap<QString, QStringList> filtersFrom(const QString &text)
{
    QMap<QString, QStringList> filters;
    for (const QString &one : text.split(u',', Qt::SkipEmptyParts))
        filters.insert(one.section(u'=', 0, 0).trimmed(), one.section(u'=', 1).split(u' ', Qt::SkipEmptyParts));
    return filters;
}

QJsonObject filtersJson(const QMap<QString, QStringList> &filters)
{
    QJsonObject json;
    for (auto it = filters.cbegin(); it != filters.cend(); ++it)
        json.insert(it.key(), QJsonArray::fromStringList(*it));
    return json;
}

Asked askedFrom(const QJsonObject &column)
{
    Asked asked{column.value("m"_L1).toString(), {}, showOf(column.value("show"_L1).toString()).value_or(Show::Value)};
    const QJsonObject filters = column.value("filters"_L1).toObject();
    for (auto it = filters.constBegin(); it != filters.constEnd(); ++it)
        asked.filters.insert(it.key(), it.value().toVariant().toStringList());
    return asked;
}

QList<Placeholder> placeholdersIn(const QString &text)
{
    static const QRegularExpression pattern(u"\\{(\\w+)(?:\\|(\\w+))?\\}"_s);
    QList<Placeholder> found;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        found.append(
            {match.captured(0), match.captured(1), match.captured(2).isEmpty() ? u"value"_s : match.captured(2)});
    }
    return found;
}

Result<QJsonObject> planIssue(ReadContext &context, const IssueDraft &draft)
{
    const auto kind = kindOf(context.rules, draft.kind);
    if (!kind)
        return fail(kind.error());
    const auto org = checkReader(context, draft.org);
    if (!org)
        return fail(org.error());
    if (const auto sound = checkLength(**kind, draft.period); !sound)
        return fail(sound.error());
    Planner planner(context, draft, *org, (*kind)->flag("outside"_L1));
    auto blocks = planner.blocks();
    if (!blocks)
        return fail(blocks.error());
    numberHeadings(*blocks, ReportWords(context.tx, context.rules));
    QJsonObject content = headOf(context, draft, **kind, *org);
    content.insert(u"blocks"_s, *blocks);
    return content;
}

} // namespace fengqiao
