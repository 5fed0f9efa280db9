
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <deque>

#include <grid/events.h>
#include <grid/post_files.h>

#include "import_forms.h"
#include "row_source.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Batches on their way: one is written while the next is read. More would be committed together, each in a savepoint in
// which SQLite copies every page before it changes it.
constexpr size_t mostPending = 2;

// What the rows of a file are and which action takes them.
struct RowSort {
    QString action;
    RowForm form;
    QLatin1StringView id; // the field that a refused row is told by
};

// Reads rows on the calling thread while the store's writer takes the batches before.
class FileImport {
public:
    // `source`: empty where rows are known by what they say, not by a number of theirs.
    FileImport(Desk &desk, const EventImportOptions &options, const RowSort &sort, std::unique_ptr<RowSource> rows,
               QString source, QString file)
        : m_desk(desk)
        , m_options(options)
        , m_sort(sort)
        , m_rows(std::move(rows))
        , m_columns(*desk.rules(), sort.form, options.columns)
        , m_source(std::move(source))
        , m_file(std::move(file))
    {
    }

    Result<EventImportReport> run()
    {
        m_clock.start();
        if (auto used = m_columns.use(*m_rows); !used)
            return fail(std::move(used.error()));
        const auto bulk = m_options.dryRun ? nullptr : m_desk.store().bulk();
        RowSource::Row row;
        while (!m_report.cancelled && m_rows->next(&row)) {
            add(row);
            if (m_lines.size() >= m_options.batch) {
                if (auto sent = send(); !sent)
                    return fail(std::move(sent.error()));
            }
        }
        if (!m_report.cancelled) {
            if (auto sent = send(); !sent)
                return fail(std::move(sent.error()));
        }
        while (!m_pending.empty()) {
            if (auto taken = takeOldest(); !taken)
                return fail(std::move(taken.error()));
        }
        finish();
        return std::move(m_report);
    }

private:
    struct Batch {
        QList<qint64> lines;
        QStringList ids;
        QFuture<Result<ActionOutcome>> answer;
    };

    void add(const RowSource::Row &row)
    {
        ++m_report.rows;
        if (!row.faultCode.isEmpty())
            return refuse({row.line, {}, row.faultField, row.faultCode, row.faultText});
        RowColumns::Fault fault;
        const QJsonObject data = m_columns.dataOf(*m_rows, row, &fault);
        const QString id = data.value(m_sort.id).toString();
        if (!fault.code.isEmpty())
            return refuse({row.line, id, fault.field, fault.code, fault.text});
        m_lines << row.line;
        m_ids << id;
        m_data << data;
    }

    void refuse(EventRefusal refusal)
    {
        ++m_report.refused;
        if (m_report.refusals.size() < m_options.mostRefusals)
            m_report.refusals << std::move(refusal);
    }

    Result<> send()
    {
        if (!m_lines.isEmpty()) {
            ActionRequest request;
            request.action = m_sort.action;
            request.dryRun = m_options.dryRun;
            request.data = {
                {u"file"_s, m_file}, {u"first_row"_s, m_lines.first()}, {u"rows"_s, std::exchange(m_data, {})}};
            if (!m_source.isEmpty())
                request.data.insert(u"source"_s, m_source);
            m_pending.push_back(
                {std::exchange(m_lines, {}), std::exchange(m_ids, {}), m_desk.submit(std::move(request))});
        }
        while (m_pending.size() >= mostPending || (!m_pending.empty() && m_pending.front().answer.isFinished())) {
            if (auto taken = takeOldest(); !taken)
                return taken;
        }
        return {};
    }

    // After an error of a whole batch those behind it are still answered before the import ends.
    Result<> takeOldest()
    {
        const Batch batch = std::move(m_pending.front());
        m_pending.pop_front();
        const auto answer = batch.answer.result();
        if (!answer) {
            for (Batch &other : m_pending)
                other.answer.waitForFinished();
            return fail(answer.error());
        }
        count(batch, answer->extra);
        tell();
        return {};
    }

    void count(const Batch &batch, const QJsonObject &answer)
    {
        m_report.added += answer.value("added"_L1).toInteger();
        m_report.known += answer.value("known"_L1).toInteger();
        m_report.unlocated += answer.value("unlocated"_L1).toInteger();
        for (const QJsonValue &value : answer.value("refused"_L1).toArray()) {
            const QJsonObject refusal = value.toObject();
            const qsizetype row = refusal.value("row"_L1).toInteger();
            refuse({batch.lines.at(row), batch.ids.at(row), refusal.value("field"_L1).toString(),
                    refusal.value("code"_L1).toString(), refusal.value("message"_L1).toString()});
        }
        for (const QJsonValue &value : answer.value("hints"_L1).toArray()) {
            const QJsonObject hint = value.toObject();
            const qsizetype row = hint.value("row"_L1).toInteger();
            ++m_report.hints;
            if (m_report.hinted.size() < m_options.mostRefusals)
                m_report.hinted << EventHint{batch.lines.at(row), batch.ids.at(row), hint.value("near"_L1).toString()};
        }
    }

    void tell()
    {
        if (!m_options.progress)
            return;
        const double seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
        const auto done = m_report.added + m_report.known + m_report.refused;
        if (!m_options.progress({done, m_rows->share(), static_cast<double>(done) / std::max(seconds, 1e-3)}))
            m_report.cancelled = true;
    }

    void finish()
    {
        m_report.encoding = m_rows->encoding();
        m_report.columns = m_columns.used();
        m_report.unused = m_columns.unused();
        m_report.seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
        std::ranges::stable_sort(m_report.refusals, {}, &EventRefusal::line);
    }

    Desk &m_desk;
    const EventImportOptions &m_options;
    RowSort m_sort;
    std::unique_ptr<RowSource> m_rows;
    RowColumns m_columns;
    QString m_source;
    QString m_file;
    QElapsedTimer m_clock;
    EventImportReport m_report;
    QList<qint64> m_lines;
    QStringList m_ids;
    QJsonArray m_data;
    std::deque<Batch> m_pending;
};

QJsonObject refusalJson(const EventRefusal &refusal)
{
    return {{u"line"_s, refusal.line},
            {u"external_id"_s, refusal.externalId},
            {u"field"_s, refusal.field},
            {u"code"_s, refusal.code},
            {u"reason"_s, refusal.reason}};
}

} // namespace

QJsonObject EventImportReport::toJson() const
{
    QJsonArray refusedRows;
    for (const EventRefusal &refusal : refusals)
        refusedRows << refusalJson(refusal);
    QJsonArray near;
    for (const EventHint &hint : hinted)
        near << QJsonObject{{u"line"_s, hint.line}, {u"external_id"_s, hint.externalId}, {u"near"_s, hint.original}};
    QJsonObject taken;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it)
        taken.insert(it.key(), it.value());
    return {{u"rows"_s, rows},
            {u"added"_s, added},
            {u"known"_s, known},
            {u"refused"_s, refused},
            {u"unlocated"_s, unlocated},
            {u"hints"_s, hints},
            {u"cancelled"_s, cancelled},
            {u"encoding"_s, encoding},
            {u"columns"_s, taken},
            {u"unused"_s, QJsonArray::fromStringList(unused)},
            {u"seconds"_s, seconds},
            {u"refusals"_s, refusedRows},
            {u"near"_s, near}};
}

Result<EventImportReport> importEvents(Desk &desk, const QString &path, const EventImportOptions &options)
{
    auto rows = openRows(path, {options.encoding, options.sheet});
    if (!rows)
        return fail(std::move(rows.error()));
    const QFileInfo info(path);
    const QString source = options.source.isEmpty() ? info.completeBaseName() : options.source;
    const RowSort sort{u"import_events"_s, eventRows(), "external_id"_L1};
    return FileImport(desk, options, sort, std::move(*rows), source.left(60), info.fileName().left(200)).run();
}

Result<EventImportReport> importPosts(Desk &desk, const QString &path, const EventImportOptions &options)
{
    auto rows = openRows(path, {options.encoding, options.sheet});
    if (!rows)
        return fail(std::move(rows.error()));
    const RowSort sort{u"import_posts"_s, postRows(), "grid"_L1};
    return FileImport(desk, options, sort, std::move(*rows), {}, QFileInfo(path).fileName().left(200)).run();
}

} // namespace fengqiao
