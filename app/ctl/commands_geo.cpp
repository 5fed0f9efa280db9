#include "commands_geo.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

#include <access/fields.h>
#include <grid/grid_files.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Geo {
    Q_DECLARE_TR_FUNCTIONS(Geo)
};

// --map "code=WGBM", again for every field, or the name of a file with such lines.
Result<FieldMapping> mappingOf(const Invocation &call)
{
    FieldMapping mapping;
    for (const QString &given : call.options.values(u"map"_s)) {
        const qsizetype sign = given.indexOf(u'=');
        if (sign > 0) {
            mapping.insert(given.first(sign).trimmed(), given.sliced(sign + 1).trimmed());
            continue;
        }
        const auto file = readFieldMapping(given);
        if (!file)
            return fail(file.error());
        mapping.insert(*file);
    }
    return mapping;
}

Result<std::optional<Datum>> datumOf(const Invocation &call)
{
    if (!call.isSet("datum"_L1))
        return std::optional<Datum>{};
    if (const auto datum = datumFromCode(call.value("datum"_L1)))
        return datum;
    return fail(ErrorKind::Usage, u"datum.unknown"_s, Geo::tr("--datum is wgs84, cgcs2000 or gcj02."), u"datum"_s);
}

Result<QDate> dayOf(const Invocation &call, QLatin1StringView option)
{
    const QString text = call.value(option);
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (text.isEmpty() || day.isValid())
        return day;
    return fail(ErrorKind::Usage, u"date.format"_s, Geo::tr("--%1 takes a date such as 2026-09-14.").arg(option),
                QString(option));
}

std::function<bool(double)> progressOn(const Console &console)
{
    constexpr qint64 everyMs = 1000;
    auto since = std::make_shared<QElapsedTimer>();
    since->start();
    return [&console, since](double share) {
        if (since->elapsed() >= everyMs) {
            since->restart();
            console.message(Geo::tr("%1 %").arg(qRound(share * 100)));
        }
        return true;
    };
}

void print(const Console &console, const GridImportReport &report)
{
    if (console.json())
        return console.document(report.toJson());
    console.line(Geo::tr("%1 features read (%2): %3 grids added, %4 changed, %5 known already, %6 refused.")
                     .arg(report.features)
                     .arg(report.table ? report.layer.name : report.layer.name + u", "_s + datumCode(report.datum))
                     .arg(report.added)
                     .arg(report.changed)
                     .arg(report.known)
                     .arg(report.refused.size()));
    for (const QString &warning : report.warnings)
        console.message(warning);
    for (const LayerRefusal &refusal : report.refused)
        console.line((report.table ? Geo::tr("line %1, %2: %3 (%4)") : Geo::tr("feature %1, %2: %3 (%4)"))
                         .arg(refusal.number)
                         .arg(refusal.field, refusal.reason, refusal.code));
}

} // namespace

Exit runExportGrids(Invocation &call)
{
    const auto datum = datumOf(call);
    if (!datum)
        return call.console.report(datum.error());
    const auto day = dayOf(call, "day"_L1);
    if (!day)
        return call.console.report(day.error());
    const QString out = call.arguments[2];
    GridExportOptions options{.format = call.isSet("format"_L1) ? call.value("format"_L1) : out.section(u'.', -1),
                              .area = call.value("area"_L1),
                              .day = *day,
                              .datum = *datum,
                              .reason = call.value("reason"_L1),
                              .progress = progressOn(call.console)};
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto written = exportGridFile(**desk, out, options);
    if (!written)
        return call.console.report(written.error());
    call.console.record({{u"file"_s, out}, {u"grids"_s, *written}});
    return Exit::Done;
}

Exit runImportGrids(Invocation &call)
{
    const auto mapping = mappingOf(call);
    if (!mapping)
        return call.console.report(mapping.error());
    const auto datum = datumOf(call);
    if (!datum)
        return call.console.report(datum.error());
    const auto from = dayOf(call, "from"_L1);
    if (!from)
        return call.console.report(from.error());
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const GridImportOptions options{.columns = *mapping,
                                    .layer = call.isSet("layer"_L1) ? call.value("layer"_L1) : call.value("sheet"_L1),
                                    .encoding = call.value("encoding"_L1),
                                    .datum = *datum,
                                    .scheme = call.value("scheme"_L1),
                                    .from = *from,
                                    .repair = call.isSet("repair"_L1),
                                    .dryRun = call.isSet("dry-run"_L1),
                                    .progress = progressOn(call.console)};
    const auto report = importGridFile(**desk, call.arguments[2], options);
    if (!report)
        return call.console.report(report.error());
    print(call.console, *report);
    return report->refused.isEmpty() && !report->cancelled ? Exit::Done : Exit::SomeRefused;
}

QList<QCommandLineOption> importGridsOptions()
{
    return {{u"layer"_s, Geo::tr("Grids: layer of the file (default: the first)."), u"name"_s},
            {u"datum"_s, Geo::tr("Grids: wgs84, cgcs2000 or gcj02; overrules what the file says."), u"datum"_s},
            {u"scheme"_s, Geo::tr("Grids: level scheme of rows that name none."), u"scheme"_s},
            {u"from"_s, Geo::tr("Grids: new versions are in force from this day (default: today)."), u"date"_s},
            {u"repair"_s, Geo::tr("Grids: resolve borders that cross themselves instead of refusing them.")}};
}

} // namespace fengqiao
