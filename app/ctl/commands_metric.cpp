#include <QCoreApplication>
#include <QJsonArray>

#include <core/clock.h>
#include <statistics/declared.h>
#include <statistics/demo_year.h>
#include <statistics/metrics.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Figures {
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

Exit printDictionary(Invocation &call, Desk &desk)
{
    QJsonArray list;
    for (const MetricEntry &entry : metricDictionary(*desk.rules())) {
        list.append(QJsonObject{{u"metric"_s, entry.metric},
                                {u"group"_s, entry.group},
                                {u"word"_s, entry.word},
                                {u"definition"_s, entry.sentence},
                                {u"unit"_s, entry.unit},
                                {u"source"_s, entry.source},
                                {u"numerator"_s, QJsonArray::fromStringList(entry.numerator)},
                                {u"denominator"_s, QJsonArray::fromStringList(entry.denominator)},
                                {u"dimensions"_s, QJsonArray::fromStringList(entry.dimensions)}});
        if (!call.console.json())
            call.console.line(entry.metric.leftJustified(26) + entry.word + u" ("_s + entry.unit + u"): "_s +
                              entry.sentence);
    }
    if (call.console.json())
        call.console.document(QJsonObject{{u"count"_s, list.size()}, {u"metrics"_s, list}});
    return Exit::Done;
}

Result<QDate> dayOf(const Invocation &call, QLatin1StringView option)
{
    if (!call.isSet(option))
        return fail(ErrorKind::Usage, u"metric.period_missing"_s,
                    Figures::tr("A figure needs --from and --to, two days such as 2026-09-14."), QString(option));
    return parseDate(call.value(option));
}

// "purpose=purpose_dispute,purpose_litigation"; several are joined by and.
Result<QMap<QString, QStringList>> filtersOf(const QStringList &given)
{
    QMap<QString, QStringList> filters;
    for (const QString &filter : given) {
        const qsizetype equals = filter.indexOf(u'=');
        if (equals < 1)
            return fail(ErrorKind::Usage, u"metric.filter"_s,
                        Figures::tr("--filter takes dimension=value[,value ...], e.g. purpose=purpose_dispute."),
                        u"filter"_s);
        filters.insert(filter.left(equals), filter.mid(equals + 1).split(u','));
    }
    return filters;
}

Result<MetricRequest> requestOf(const Invocation &call)
{
    const auto from = dayOf(call, "from"_L1);
    if (!from)
        return fail(from.error());
    const auto to = dayOf(call, "to"_L1);
    if (!to)
        return fail(to.error());
    auto filters = filtersOf(call.options.values(u"filter"_s));
    if (!filters)
        return fail(filters.error());
    return MetricRequest{.metric = call.arguments[1],
                         .period = {*from, *to},
                         .area = call.value("area"_L1),
                         .filters = std::move(*filters),
                         .outside = call.isSet("outside"_L1)};
}

QJsonObject rowsJson(const RowsBehind &behind)
{
    QJsonArray rows;
    for (const ListedRow &row : behind.rows)
        rows.append(QJsonObject{{u"id"_s, row.id.isNull() ? QString() : row.id.toString(QUuid::WithoutBraces)},
                                {u"number"_s, row.number},
                                {u"day"_s, row.day.toString(Qt::ISODate)},
                                {u"area"_s, row.area},
                                {u"value"_s, row.value},
                                {u"fields"_s, row.words}});
    return {{u"metric"_s, behind.metric},
            {u"kind"_s, behind.kind},
            {u"total"_s, behind.total},
            {u"sum"_s, behind.sum},
            {u"rows"_s, rows}};
}

QJsonObject slicesJson(const Breakdown &breakdown)
{
    QJsonArray slices;
    for (const Slice &slice : breakdown.slices)
        slices.append(QJsonObject{{u"value"_s, slice.value},
                                  {u"word"_s, slice.word},
                                  {u"figure"_s, slice.figure.text},
                                  {u"unit"_s, slice.figure.unit},
                                  {u"n"_s, slice.figure.n},
                                  {u"share"_s, slice.share}});
    return {{u"slices"_s, slices}, {u"note"_s, breakdown.note}};
}

QJsonObject comparisonJson(const Comparison &comparison)
{
    return {{u"word"_s, comparison.word},
            {u"previous"_s, comparison.previous.text},
            {u"from"_s, comparison.previous.period.from.toString(Qt::ISODate)},
            {u"to"_s, comparison.previous.period.to.toString(Qt::ISODate)},
            {u"percent"_s, comparison.percent},
            {u"points"_s, comparison.points}};
}

Result<QJsonObject> answer(ReadContext &context, const Invocation &call, const MetricRequest &request)
{
    const auto figure = computeMetric(context, request);
    if (!figure)
        return fail(figure.error());
    QJsonObject json = figure->toJson();
    for (const auto &[key, against] :
         {std::pair(u"last_period"_s, Against::LastPeriod), {u"last_year"_s, Against::LastYear}}) {
        const auto comparison = compareMetric(context, request, against);
        if (!comparison)
            return fail(comparison.error());
        json.insert(key, comparisonJson(*comparison));
    }
    if (call.isSet("by"_L1)) {
        const auto parts = call.value("by"_L1) == "age"_L1 ? ageBands(context, request)
                                                           : breakDown(context, request, call.value("by"_L1));
        if (!parts)
            return fail(parts.error());
        json.insert(u"by"_s, slicesJson(*parts));
    }
    if (!call.isSet("list"_L1))
        return json;
    const auto rows = listBehind(context, request, MetricPart::Numerator, std::numeric_limits<int>::max());
    if (!rows)
        return fail(rows.error());
    json.insert(u"list"_s, rowsJson(*rows));
    if (figure->hasDenominator) {
        const auto all = listBehind(context, request, MetricPart::Denominator, std::numeric_limits<int>::max());
        if (!all)
            return fail(all.error());
        json.insert(u"list_denominator"_s, rowsJson(*all));
    }
    return json;
}

Exit runMetric(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    if (call.arguments.size() == 1)
        return printDictionary(call, **desk);
    const auto request = requestOf(call);
    if (!request)
        return call.console.report(request.error());
    const auto json = readNow(**desk, [&](ReadContext &context) { return answer(context, call, *request); });
    if (!json)
        return call.console.report(json.error());
    if (call.isSet("list"_L1))
        (*desk)->noteRead(u"metric"_s, {}, u"list"_s, request->metric);
    call.console.record(*json);
    return Exit::Done;
}

// Done if everything fits; "some refused" if anything does not, for scripts.
Exit runReconcile(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto found = readNow(**desk, [&](ReadContext &context) { return reconcile(context, call.value("set"_L1)); });
    if (!found)
        return call.console.report(found.error());
    QJsonArray list;
    for (const Mismatch &mismatch : found->mismatches) {
        list.append(QJsonObject{{u"check"_s, mismatch.check},
                                {u"set"_s, mismatch.set},
                                {u"area"_s, mismatch.area},
                                {u"from"_s, mismatch.from.toString(Qt::ISODate)},
                                {u"to"_s, mismatch.to.toString(Qt::ISODate)},
                                {u"items"_s, QJsonArray::fromStringList(mismatch.items)},
                                {u"sentence"_s, mismatch.sentence},
                                {u"owner"_s, mismatch.owner},
                                {u"owner_word"_s, mismatch.ownerWord}});
        if (!call.console.json())
            call.console.line(mismatch.set + u": "_s + mismatch.sentence + u" ("_s + mismatch.ownerWord + u')');
    }
    if (call.console.json())
        call.console.document(
            QJsonObject{{u"figures"_s, found->figures}, {u"checks"_s, found->checks}, {u"mismatches"_s, list}});
    else if (found->mismatches.isEmpty())
        call.console.line(Figures::tr("%1 declared figures, %2 comparisons: everything fits.")
                              .arg(found->figures)
                              .arg(found->checks));
    return found->mismatches.isEmpty() ? Exit::Done : Exit::SomeRefused;
}

// "purpose=purpose_dispute", as --filter takes it; several separated by semicolons.
QString filterText(const QMap<QString, QStringList> &filters)
{
    QStringList texts;
    for (auto it = filters.cbegin(); it != filters.cend(); ++it)
        texts << it.key() + u'=' + it->join(u',');
    return texts.join(u';');
}

// What was declared, beside what is counted here.
Exit printDeclared(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto lines =
        readNow(**desk, [&](ReadContext &context) { return declaredLines(context, call.value("set"_L1)); });
    if (!lines)
        return call.console.report(lines.error());
    QJsonArray list;
    for (const DeclaredLine &line : *lines) {
        list.append(QJsonObject{{u"set"_s, line.set},
                                {u"item"_s, line.item},
                                {u"word"_s, line.word},
                                {u"value"_s, line.value},
                                {u"unit"_s, line.unit},
                                {u"metric"_s, line.metric},
                                {u"filters"_s, filterText(line.request.filters)},
                                {u"counted"_s, line.computed},
                                {u"differs"_s, line.differs},
                                {u"area"_s, line.area},
                                {u"from"_s, line.from.toString(Qt::ISODate)},
                                {u"to"_s, line.to.toString(Qt::ISODate)},
                                {u"source"_s, line.source}});
        if (!call.console.json())
            call.console.line(line.set + u'.' + line.item + u"  "_s + line.word + u": "_s + line.value + u' ' +
                              line.unit + (line.computed.isEmpty() ? QString() : u" ("_s + line.computed + u')'));
    }
    if (call.console.json())
        call.console.document(QJsonObject{{u"count"_s, list.size()}, {u"figures"_s, list}});
    return Exit::Done;
}

Exit runDemoYear(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto filled = fillDemoYear(**desk);
    if (!filled)
        return call.console.report(filled.error());
    call.console.record({{u"visits"_s, filled->visits}, {u"matters"_s, filled->matters}});
    return Exit::Done;
}

} // namespace

QList<Command> metricCommands()
{
    return {
        {.name = u"metric"_s,
         .synopsis = u"FILE [ID --from D --to D] [--area CODE] [--filter DIM=VALUE] [--by DIM] [--list] [--outside]"_s,
         .summary = Figures::tr("Computes one figure of the dictionary with what proves it; without ID lists the "
                                "dictionary."),
         .leastArguments = 1,
         .mostArguments = 2,
         .options = {{u"from"_s, Figures::tr("First day."), u"day"_s},
                     {u"to"_s, Figures::tr("Last day."), u"day"_s},
                     {u"area"_s, Figures::tr("Division (default: all that the account may see)."), u"code"_s},
                     {u"filter"_s, Figures::tr("Only rows with these values; may be given several times."),
                      u"dim=value"_s},
                     {u"by"_s, Figures::tr("Splits it by a dimension, by town or village, or a stock by age."),
                      u"dim"_s},
                     {u"list"_s, Figures::tr("With the rows behind it.")},
                     {u"outside"_s, Figures::tr("For eyes outside the centre: small cells are hidden.")}},
         .run = runMetric},
        {.name = u"reconcile"_s,
         .synopsis = u"FILE [--set NAME]"_s,
         .summary = Figures::tr("Checks declared figures against each other and against the dictionary; names each "
                                "mismatch and whose it is."),
         .options = {{u"set"_s, Figures::tr("Only this return."), u"name"_s}},
         .run = runReconcile},
        {.name = u"declared"_s,
         .synopsis = u"FILE [--set NAME]"_s,
         .summary = Figures::tr("Lists declared figures beside what is counted here."),
         .options = {{u"set"_s, Figures::tr("Only this return."), u"name"_s}},
         .run = printDeclared},
        {.name = u"demo-year"_s,
         .synopsis = u"FILE"_s,
         .summary = Figures::tr("Fills a demo file with the year that the seed text reports: its visits and disputes, "
                                "as rows."),
         .options = {},
         .run = runDemoYear}};
}

} // namespace fengqiao
