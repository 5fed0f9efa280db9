#include <QCoreApplication>

#include "report_plan.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

class Filler {
public:
    Filler(ReadContext &context, const QJsonObject &content, QUuid kept)
        : m_context(context)
        , m_content(content)
        , m_words(context.tx, context.rules)
        , m_figures(context,
                    {QDate::fromString(content.value("from"_L1).toString(), Qt::ISODate),
                     QDate::fromString(content.value("to"_L1).toString(), Qt::ISODate)},
                    content.value("org"_L1).toString(), content.value("outside"_L1).toBool(), kept)
    {
    }

    Result<QJsonObject> fill()
    {
        QJsonArray blocks;
        for (const auto &value : m_content.value("blocks"_L1).toArray()) {
            QJsonObject block = value.toObject();
            const QString what = block.value("what"_L1).toString();
            if (what == "text"_L1)
                fillText(block);
            else if (what == "table"_L1)
                fillTable(block);
            else if (what == "chart"_L1)
                fillChart(block);
            blocks << block;
        }
        if (m_figures.fault())
            return fail(*m_figures.fault());
        QJsonObject content = m_content;
        content.insert(u"blocks"_s, blocks);
        content.insert(u"dictionary"_s, m_figures.dictionary());
        return content;
    }

private:
    void fillText(QJsonObject &block)
    {
        QString text = block.value("template"_L1).toString();
        QJsonObject figures = block.value("figures"_L1).toObject();
        for (auto it = figures.begin(); it != figures.end(); ++it) {
            QJsonObject figure = it.value().toObject();
            const Asked asked = askedFrom(figure);
            merge(figure, m_figures.cell(asked));
            text.replace(it.key(), saidOf(asked, figure));
            it.value() = figure;
        }
        for (const QLatin1StringView own : {"period"_L1, "county"_L1, "number"_L1})
            text.replace(u'{' + own + u'}', m_content.value(own).toString());
        block.insert(u"figures"_s, figures);
        block.insert(u"text"_s, text);
    }

    static void merge(QJsonObject &into, const QJsonObject &numbers)
    {
        for (auto it = numbers.constBegin(); it != numbers.constEnd(); ++it)
            into.insert(it.key(), it.value());
    }

    // "139批", "98.61%"; a change in words: "同比上升12.50%".
    QString saidOf(const Asked &asked, const QJsonObject &figure) const
    {
        const QString text = figure.value("t"_L1).toString();
        if (!looksBack(asked.show) || asked.show == Show::LastYear || asked.show == Show::LastPeriod) {
            const bool bare = figure.contains("hidden"_L1) || text == u"—"_s;
            return bare ? text : text + m_words.unit(asked.metric);
        }
        const bool year = asked.show == Show::ChangeLastYear || asked.show == Show::PointsLastYear;
        const bool points = asked.show == Show::PointsLastYear || asked.show == Show::PointsLastPeriod;
        const QString against = year ? u"_last_year"_s : u"_last_period"_s;
        const auto word = [&](const QString &how) {
            const QByteArray code = (how + against).toLatin1();
            return m_words.report(QLatin1StringView(code));
        };
        if (text == u"—"_s)
            return word(u"none"_s);
        if (text.toDouble() == 0)
            return word(u"same"_s);
        const bool down = text.startsWith(u'-');
        const QString size = down ? text.sliced(1) : text;
        return word(down ? u"down"_s : u"up"_s) + size + (points ? m_words.report("points"_L1) : u"%"_s);
    }

    void fillTable(QJsonObject &block)
    {
        const QString by = block.value("rows_by"_L1).toString();
        const QJsonArray columns = block.value("columns"_L1).toArray();
        QJsonArray rows;
        for (const auto &value : block.value("rows"_L1).toArray()) {
            QJsonObject row = value.toObject();
            QJsonArray cells;
            for (const auto &column : columns)
                cells << (by == measureRows ? measureCell(row, column.toObject())
                                            : groupedCell(block, by, row, column.toObject()));
            row.insert(u"cells"_s, cells);
            rows << row;
        }
        block.insert(u"rows"_s, rows);
    }

    QJsonObject measureCell(const QJsonObject &row, const QJsonObject &column)
    {
        Asked asked = askedFrom(row);
        asked.show = showOf(column.value("show"_L1).toString()).value_or(Show::Value);
        return m_figures.cell(asked);
    }

    // A total is asked for as such and never added up: ratios have none, and a hidden part must not come back.
    QJsonObject groupedCell(const QJsonObject &block, const QString &by, const QJsonObject &row,
                            const QJsonObject &column)
    {
        Asked asked = askedFrom(column);
        if (!row.value("total"_L1).toBool())
            return m_figures.cell(asked, by, row.value("value"_L1).toString());
        if (const QStringList only = block.value("only"_L1).toVariant().toStringList(); !only.isEmpty())
            asked.filters.insert(by, only);
        return m_figures.cell(asked);
    }

    void fillChart(QJsonObject &block)
    {
        const QString by = block.value("by"_L1).toString();
        const QJsonArray points = block.value("points"_L1).toArray();
        QJsonArray series;
        for (const auto &value : block.value("series"_L1).toArray()) {
            QJsonObject one = value.toObject();
            const QString metric = one.value("m"_L1).toString();
            QJsonArray cells;
            for (const auto &point : points) {
                const QString at = point.toObject().value("value"_L1).toString();
                cells << (by == "month"_L1 ? m_figures.monthCell(metric, QDate::fromString(at + u"-01"_s, Qt::ISODate))
                                           : m_figures.cell({metric, {}, Show::Value}, by, at));
            }
            one.insert(u"cells"_s, cells);
            series << one;
        }
        block.insert(u"series"_s, series);
    }

    ReadContext &m_context;
    const QJsonObject &m_content;
    ReportWords m_words;
    ReportFigures m_figures;
};

// What the figures of a content call for by way of a note.
struct Seen {
    bool dash = false;
    bool shares = false;
    bool hidden = false;

    void look(const QJsonValue &value)
    {
        if (value.isArray()) {
            for (const auto &one : value.toArray())
                look(one);
            return;
        }
        const QJsonObject object = value.toObject();
        dash = dash || object.value("t"_L1).toString() == u"—"_s;
        shares = shares || object.value("show"_L1).toString() == "share"_L1;
        hidden = hidden || object.contains("hidden"_L1);
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            if (it.value().isArray() || it.value().isObject())
                look(it.value());
    }
};

void metricsOf(const QJsonValue &value, QStringList &metrics)
{
    if (value.isArray())
        for (const auto &one : value.toArray())
            metricsOf(one, metrics);
    const QJsonObject object = value.toObject();
    if (const QString metric = object.value("m"_L1).toString(); !metric.isEmpty() && !metrics.contains(metric))
        metrics << metric;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        metricsOf(it.value(), metrics);
}

} // namespace

Result<> fillIssue(ReadContext &context, QJsonObject &content, QUuid kept)
{
    auto filled = Filler(context, content, kept).fill();
    if (!filled)
        return fail(filled.error());
    content = std::move(*filled);
    return {};
}

void addNotes(const RuleSet &rules, QJsonObject &content)
{
    QJsonArray blocks = content.value("blocks"_L1).toArray();
    Seen seen;
    seen.look(blocks);
    const QHash<QString, bool> printed{{u"always"_s, true},
                                       {u"dash"_s, seen.dash},
                                       {u"shares"_s, seen.shares},
                                       {u"hidden"_s, seen.hidden},
                                       {u"provisional"_s, content.value("provisional"_L1).toBool()}};
    for (const RuleRow *row : rules.table("report_blocks"_L1).where("kind"_L1, content.value("kind"_L1).toString()))
        if (row->text("what"_L1) == "note"_L1 && printed.value(row->text("ref"_L1)))
            blocks << QJsonObject{
                {u"what"_s, u"note"_s},
                {u"heading"_s, row->text("zh"_L1)},
                {u"text"_s, row->text("text"_L1).replace(u"{cell_min}"_s, rules.setting("statistics_cell_min"_L1))}};
    content.insert(u"blocks"_s, blocks);
    QStringList metrics;
    metricsOf(blocks, metrics);
    metrics.sort();
    QJsonArray definitions;
    for (const QString &metric : std::as_const(metrics))
        if (const RuleRow *row = rules.table("metrics"_L1).find(metric))
            definitions << QJsonObject{{u"m"_s, metric},
                                       {u"word"_s, row->text("zh"_L1)},
                                       {u"sentence"_s, row->text("sentence_zh"_L1)},
                                       {u"source"_s, row->text("source"_L1)}};
    content.insert(u"definitions"_s, definitions);
}

namespace {

RuleFault faultAt(const RuleRow &row, const QString &file, const QString &message)
{
    return {file + u".csv"_s, row.line(), 1, message};
}

void checkText(const RuleSet &rules, const RuleRow &row, QList<RuleFault> &faults)
{
    static const QStringList own{u"period"_s, u"county"_s, u"number"_s, u"cell_min"_s};
    for (const Placeholder &one : placeholdersIn(row.text("text"_L1)))
        if ((!own.contains(one.name) && !rules.table("metrics"_L1).find(one.name)) || !showOf(one.show))
            faults << faultAt(
                row, u"report_blocks"_s,
                Words::tr("%1 is neither a figure of the dictionary nor a word of the report.").arg(one.whole));
}

} // namespace

QList<RuleFault> reportFaults(const RuleSet &rules)
{
    QList<RuleFault> faults;
    static const QStringList kinds{u"text"_s, u"written"_s,     u"table"_s, u"chart"_s,
                                   u"case"_s, u"suggestions"_s, u"note"_s};
    for (const RuleRow &row : rules.table("report_blocks"_L1).rows()) {
        const QString what = row.text("what"_L1);
        const QString ref = row.text("ref"_L1);
        if (!kinds.contains(what))
            faults << faultAt(row, u"report_blocks"_s, Words::tr("\"%1\" is no part of a report.").arg(what));
        if ((what == "table"_L1 && !rules.table("report_tables"_L1).find(ref)) ||
            (what == "chart"_L1 && !rules.table("report_charts"_L1).find(ref)))
            faults << faultAt(row, u"report_blocks"_s, Words::tr("There is no table or chart \"%1\".").arg(ref));
        checkText(rules, row, faults);
    }
    for (const RuleRow &row : rules.table("report_columns"_L1).rows())
        if (!showOf(row.text("show"_L1)))
            faults << faultAt(row, u"report_columns"_s,
                              Words::tr("A column cannot show \"%1\".").arg(row.text("show"_L1)));
    for (const RuleRow &row : rules.table("report_tables"_L1).rows())
        if (rules.table("report_columns"_L1).where("table"_L1, row.text("table"_L1)).isEmpty())
            faults << faultAt(row, u"report_tables"_s, Words::tr("The table has no columns."));
    return faults;
}

} // namespace fengqiao
