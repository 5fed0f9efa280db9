#include <QCoreApplication>
#include <QScopeGuard>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

#include <core/locale.h>

#include "chart_export.h"
#include "record_table.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

constexpr QLatin1StringView figurePrefix("metric:");
constexpr std::size_t rowsOfBatch = 512;
constexpr std::size_t mostBatches = 8;

struct Batch {
    std::vector<TableCell> cells;
};

// Rows on their way from the reader's thread to the writer's: few at a time, and either side may end it.
class Belt {
public:
    explicit Belt(std::size_t width)
        : m_width(width)
    {
    }

    bool take(std::span<const TableCell> cells) // on the reader's thread; false: nobody wants more
    {
        m_open.cells.insert(m_open.cells.end(), cells.begin(), cells.end());
        return m_open.cells.size() < rowsOfBatch * m_width || push();
    }

    bool push()
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(lock, [this] { return m_full.size() < mostBatches || m_stopped; });
        m_full.push_back(std::exchange(m_open, {}));
        m_ready.notify_one();
        return !m_stopped;
    }

    void expect(qint64 rows) { m_total.store(rows); }

    [[nodiscard]] qint64 expected() const { return m_total.load(); }

    void end() // the reader has no more
    {
        if (!m_open.cells.empty())
            (void)push();
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_ready.notify_one();
    }

    void stop() // the writer wants no more
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_room.notify_one();
    }

    std::optional<Batch> next() // on the writer's thread
    {
        std::unique_lock lock(m_mutex);
        m_ready.wait(lock, [this] { return !m_full.empty() || m_ended; });
        if (m_full.empty())
            return std::nullopt;
        Batch batch = std::move(m_full.front());
        m_full.pop_front();
        m_room.notify_one();
        return batch;
    }

    [[nodiscard]] std::size_t width() const { return m_width; }

private:
    const std::size_t m_width;
    Batch m_open;
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::condition_variable m_ready;
    std::deque<Batch> m_full;
    std::atomic<qint64> m_total = 0;
    bool m_ended = false;
    bool m_stopped = false;
};

bool isFigure(const ExportRequest &request)
{
    return request.kind.startsWith(figurePrefix);
}

MetricRequest figureRequest(const ExportRequest &request)
{
    MetricRequest figure = request.metric;
    figure.metric = request.kind.sliced(figurePrefix.size());
    return figure;
}

Result<const RecordKind *> kindFor(ReadContext &context, const Desk &desk, const QString &name)
{
    const RecordKind *kind = desk.kind(name);
    if (!kind) {
        QStringList known;
        for (const RecordKind *one : desk.kinds())
            known << one->name;
        return fail(ErrorKind::Usage, u"export.kind"_s,
                    Words::tr("There is no list \"%1\". Lists: %2, and metric:<figure>.").arg(name, joinedWords(known)),
                    u"kind"_s);
    }
    if (context.grant(kind->permission) == Grant::None || context.grant(kind->permission) == Grant::Proposes)
        return fail(ErrorKind::NotPermitted, u"export.not_permitted"_s,
                    Words::tr("This list is not open to your role (permission %1).").arg(kind->permission), u"kind"_s,
                    kind->permission);
    return kind;
}

// The chosen ones in the order in which they were chosen, or the usual ones.
template <typename Column, typename Of>
Result<QList<Column>> chosen(const QList<Column> &all, const QStringList &keys, Of of)
{
    QList<Column> columns;
    for (const QString &key : keys) {
        const auto found = std::ranges::find_if(all, [&](const Column &one) { return of(one).key == key; });
        if (found == all.end()) {
            QStringList known;
            for (const Column &one : all)
                known << of(one).key;
            return fail(ErrorKind::Usage, u"export.column"_s,
                        Words::tr("There is no column \"%1\" in this list. Columns: %2.").arg(key, joinedWords(known)),
                        u"columns"_s);
        }
        columns << *found;
    }
    if (keys.isEmpty())
        for (const Column &one : all)
            if (of(one).usual)
                columns << one;
    return columns;
}

const ExportColumn &sameColumn(const ExportColumn &column)
{
    return column;
}

const ExportColumn &columnOf(const RecordColumn &column)
{
    return column.column;
}

Result<> checkReason(const RuleSet &rules, const QString &reason)
{
    const int least = rules.settingNumber("export_reason_min"_L1);
    if (reason.trimmed().size() >= least)
        return {};
    return fail(ErrorKind::Invalid, u"export.reason"_s,
                Words::tr("Say what the export is for, in %1 letters or more; nothing was written.").arg(least),
                u"reason"_s, u"settings:export_reason_min"_s);
}

// What is read before the first row: which columns, and under which title.
struct Plan {
    TableHead head;
    const RecordKind *kind = nullptr;
    QList<RecordColumn> columns; // of records
    Expression where;
    RowsBehind behind; // of a figure
};

Result<Plan> planRecords(ReadContext &context, const Desk &desk, const ExportRequest &request)
{
    const auto kind = kindFor(context, desk, request.kind);
    if (!kind)
        return fail(kind.error());
    const auto columns = chosen(recordColumns(**kind, context.rules), request.columns, &columnOf);
    if (!columns)
        return fail(columns.error());
    auto where = Expression::parse(request.where);
    if (!where)
        return fail(ErrorKind::Usage, where.error().code, where.error().message, u"where"_s);
    Plan plan{.head = {}, .kind = *kind, .columns = *columns, .where = std::move(*where), .behind = {}};
    const RuleRow *title = context.rules.table("export_kinds"_L1).find(request.kind);
    plan.head.title = title ? title->word() : request.kind;
    for (const RecordColumn &column : *columns)
        plan.head.columns << column.column;
    return plan;
}

Result<Plan> planFigure(ReadContext &context, const ExportRequest &request)
{
    auto behind = listBehind(context, figureRequest(request), request.part, std::numeric_limits<int>::max());
    if (!behind)
        return fail(behind.error());
    const auto columns = chosen(figureColumns(*behind, context.rules), request.columns, &sameColumn);
    if (!columns)
        return fail(columns.error());
    const auto figure = computeMetric(context, figureRequest(request));
    if (!figure)
        return fail(figure.error());
    Plan plan;
    plan.head.title = figure->word;
    plan.head.columns = *columns;
    plan.behind = std::move(*behind);
    return plan;
}

Result<> writeBatches(Belt &belt, TableSink &sink, const std::function<bool(double)> &progress, qint64 *rows)
{
    while (auto batch = belt.next()) {
        const std::span<const TableCell> cells(batch->cells);
        for (std::size_t at = 0; at < cells.size(); at += belt.width(), ++*rows)
            if (const auto written = sink.row(cells.subspan(at, belt.width())); !written)
                return written;
        const auto total = static_cast<double>(std::max<qint64>(belt.expected(), 1));
        if (progress && !progress(std::min(1.0, static_cast<double>(*rows) / total)))
            return fail(ErrorKind::Conflict, u"export.stopped"_s,
                        Words::tr("The export was stopped; nothing was kept."));
    }
    return {};
}

// Everything of one export that both threads look at: the reader's lays the plan, then feeds the belt.
class Work {
public:
    void lay(Plan made)
    {
        plan = std::move(made);
        belt = std::make_unique<Belt>(static_cast<std::size_t>(plan.head.columns.size()));
        m_laid = true;
        m_plan.set_value(true);
    }

    void close() // whatever happened, the writer waits no longer
    {
        if (m_laid)
            belt->end();
        else
            m_plan.set_value(false);
    }

    [[nodiscard]] bool isLaid() { return m_plan.get_future().get(); }

    Plan plan;
    std::unique_ptr<Belt> belt;

private:
    std::promise<bool> m_plan;
    bool m_laid = false;
};

// Reads within one snapshot: what is counted is what is written.
Result<> feed(ReadContext &context, const Schema &schema, Work &work, bool figure)
{
    const auto take = [&work](std::span<const TableCell> cells) { return work.belt->take(cells); };
    if (figure) {
        CellWords words(context, schema);
        QStringList keys;
        for (const ExportColumn &column : std::as_const(work.plan.head.columns))
            keys << column.key;
        work.belt->expect(work.plan.behind.total);
        readFigureRows(words, work.plan.behind, keys, take);
        return {};
    }
    const auto total = countRecords(context, *work.plan.kind, work.plan.where);
    if (!total)
        return fail(total.error());
    work.belt->expect(*total);
    return readRecords(context, schema, *work.plan.kind, work.plan.columns, work.plan.where, take);
}

Result<> readAll(ReadContext &context, Desk &desk, const ExportRequest &request, Work &work)
{
    const auto close = qScopeGuard([&work] { work.close(); }); // also past a fault of the store
    const bool figure = isFigure(request);
    auto plan = figure ? planFigure(context, request) : planRecords(context, desk, request);
    if (!plan)
        return fail(plan.error());
    plan->head.watermark = exportMark(context.actor.name, context.now, request.reason);
    work.lay(std::move(*plan));
    return feed(context, desk.store().schema(), work, figure);
}

Result<ExportDone> writeAll(Work &work, TableSink &sink, const ExportRequest &request)
{
    const auto stop = qScopeGuard([&work] { work.belt->stop(); });
    ExportDone done{0, work.plan.head.watermark};
    if (const auto begun = sink.begin(work.plan.head); !begun)
        return fail(begun.error());
    if (const auto written = writeBatches(*work.belt, sink, request.progress, &done.rows); !written)
        return fail(written.error());
    return done;
}

Result<ExportDone> exportChart(Desk &desk, TableSink &sink, const ExportRequest &request)
{
    const auto columns = chosen(chartColumns(*request.chart), request.columns, &sameColumn);
    if (!columns)
        return fail(columns.error());
    const QString mark = exportMark(desk.actor().name, desk.now(), request.reason);
    const auto rows = writeChart(sink, {request.chart->word, *columns, mark}, *request.chart);
    if (!rows)
        return fail(rows.error());
    if (const auto kept = sink.finish(); !kept)
        return fail(kept.error());
    desk.noteRead(u"chart"_s, {}, u"export"_s, request.chart->chart + u": "_s + request.reason.trimmed());
    return ExportDone{*rows, mark};
}

} // namespace

QString exportMark(const QString &name, Instant at, const QString &reason)
{
    return Words::tr("Exported by %1 on %2: %3").arg(name, at.localDate().toString(Qt::ISODate), reason.trimmed());
}

Result<QList<ExportColumn>> exportColumns(ReadContext &context, const Desk &desk, const ExportRequest &request)
{
    if (request.chart)
        return chartColumns(*request.chart);
    if (isFigure(request)) {
        const auto behind = listBehind(context, figureRequest(request), request.part, 0);
        if (!behind)
            return fail(behind.error());
        return figureColumns(*behind, context.rules);
    }
    const auto kind = kindFor(context, desk, request.kind);
    if (!kind)
        return fail(kind.error());
    QList<ExportColumn> columns;
    for (const RecordColumn &column : recordColumns(**kind, context.rules))
        columns << column.column;
    return columns;
}

Result<ExportDone> exportFile(Desk &desk, const QString &path, const ExportRequest &request)
{
    if (const auto said = checkReason(*desk.rules(), request.reason); !said)
        return fail(said.error());
    auto sink = tableSink(path, request.format);
    if (!sink)
        return fail(sink.error());
    if (request.chart)
        return exportChart(desk, **sink, request);
    Work work;
    auto reading = desk.read([&](ReadContext &context) { return readAll(context, desk, request, work); });
    if (!work.isLaid())
        return fail(reading.result().error());
    const auto done = writeAll(work, **sink, request);
    const auto read = reading.result(); // before anything that it looks at goes
    if (!done)
        return done;
    if (!read)
        return fail(read.error());
    if (const auto kept = (*sink)->finish(); !kept)
        return fail(kept.error());
    const QString reason = request.reason.trimmed();
    if (isFigure(request))
        desk.noteRead(u"metric"_s, {}, u"export"_s, request.kind.sliced(figurePrefix.size()) + u": "_s + reason);
    else
        desk.noteRead(request.kind, {}, u"export"_s, reason);
    return done;
}

} // namespace fengqiao
