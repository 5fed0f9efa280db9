#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include "batch_rows.h"
#include "event_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Which of these numbers the source brought already, in one question for the whole batch.
QSet<QString> knownIds(Reader &reader, const QString &source, const BatchRows &rows)
{
    QJsonArray asked;
    rows.each([&asked](const BatchRow &row) { asked << row.text("external_id"_L1); });
    Query found = reader.query(u"SELECT external_id FROM grid_event WHERE source = ? AND external_id IN "
                               "(SELECT value FROM json_each(?))"_s,
                               {source, QString::fromUtf8(QJsonDocument(asked).toJson(QJsonDocument::Compact))});
    QSet<QString> known;
    while (found.next())
        known.insert(found.text(0));
    return known;
}

// One batch of rows of a file: one transaction, one row event_batch, one audit row.
class BatchImport {
public:
    explicit BatchImport(ActionContext &context)
        : m_context(context)
        , m_rows(context, u"event"_s)
        , m_source(context.data.text("source"_L1))
        , m_places(context.tx, context.rules, context.actor, context.ruleId(), context.now().localDate())
        , m_nearby(context.rules)
        , m_known(knownIds(context.tx, m_source, m_rows))
        , m_openState(context.rules.setting("event_imported_state"_L1))
        , m_closedState(context.rules.setting("event_imported_closed_state"_L1))
        , m_reporter(context.rules.setting("event_default_reporter"_L1))
        , m_tier(context.rules.codes(u"event_tier"_s).first()->text("code"_L1))
    {
    }

    void run()
    {
        m_rows.each([this](const BatchRow &row) {
            const QString id = row.text("external_id"_L1);
            if (m_known.contains(id)) {
                ++m_knownRows;
                return;
            }
            if (const auto taken = take(row, id); !taken)
                m_rows.refuse(row, taken.error());
            else
                m_known.insert(id);
        });
        finish();
    }

private:
    [[nodiscard]] EventGiven givenOf(const BatchRow &row) const
    {
        EventGiven given;
        if (row.has("longitude"_L1))
            given.point = EventGiven::pointOf(row.integer("longitude"_L1), row.integer("latitude"_L1));
        given.datum = row.text("datum"_L1);
        given.grid = row.text("grid"_L1);
        given.village = row.text("village"_L1);
        given.happenedAt = row.instant("happened_at"_L1);
        given.closedAt = row.instant("closed_at"_L1);
        return given;
    }

    Result<> take(const BatchRow &row, const QString &id)
    {
        const EventGiven given = givenOf(row);
        if (auto times = checkEventTimes(given, m_context.now(), m_context.ruleId()); !times)
            return times;
        const auto place = m_places.resolve(m_context.tx, given);
        if (!place)
            return fail(place.error());
        Row event(gridEventEntity());
        place->write(event);
        describe(event, row, given, id);
        if (place->grid.isNull())
            ++m_unlocated;
        if (const QString kind = row.text("kind"_L1); place->point && isPlaceKind(m_context.rules, kind))
            hint(row, {kind, *place->point, given.happenedAt, QUuid()});
        event.set("number"_L1, nextNumber());
        event.set("batch"_L1, QVariant(m_batch->id()));
        m_context.tx.insert(event);
        ++m_added;
        return {};
    }

    void describe(Row &event, const BatchRow &row, const EventGiven &given, const QString &id) const
    {
        describeEvent(m_context.rules, event, row.text("kind"_L1), row.text("family"_L1));
        event.set("source"_L1, m_source);
        event.set("external_id"_L1, id);
        event.set("text"_L1, row.value("text"_L1));
        event.set("place"_L1, row.value("place"_L1));
        event.set("happened_at"_L1, given.happenedAt);
        event.set("reported_at"_L1, row.has("reported_at"_L1) ? row.instant("reported_at"_L1) : given.happenedAt);
        const QVariant reporter = row.value("reporter_role"_L1);
        event.set("reporter_role"_L1, reporter.isNull() ? QVariant(m_reporter) : reporter);
        event.set("tier"_L1, m_tier);
        event.set("result"_L1, row.value("result"_L1));
        event.set("state"_L1, given.closedAt.isNull() ? m_openState : m_closedState);
        event.set("handled_at"_L1, given.closedAt);
        event.set("closed_at"_L1, given.closedAt);
    }

    void hint(const BatchRow &row, const NearbyQuery &query)
    {
        if (const auto near = m_nearby.find(m_context.tx, query))
            m_hints << QJsonObject{{u"row"_s, row.number()}, {u"near"_s, near->number}};
    }

    // "SJ-620521-2026-P0012-0345": the batch has a number of the year's series, the event its place in the batch.
    QString nextNumber()
    {
        if (!m_batch)
            beginBatch();
        return m_batch->text("number"_L1) + u'-' + QString::number(m_added + 1).rightJustified(4, u'0');
    }

    void beginBatch()
    {
        const QString year = QString::number(m_context.now().localDate().year());
        const QString county = m_context.actor.area.county().digits();
        const qint64 serial = m_context.tx.nextNumber(u"event_batch"_s, county + year);
        m_batch.emplace(eventBatchEntity());
        m_batch->setId(IdSource::next(m_context.now()));
        m_batch->set("number"_L1, u"%1-%2-%3-P%4"_s.arg(m_context.rules.setting("event_prefix"_L1), county, year)
                                      .arg(serial, 4, 10, QLatin1Char('0')));
    }

    void finish()
    {
        ActionOutcome &outcome = m_context.outcome;
        outcome.kind = u"event_batch"_s;
        outcome.extra = {{u"added"_s, m_added},
                         {u"known"_s, m_knownRows},
                         {u"unlocated"_s, m_unlocated},
                         {u"refused"_s, m_rows.refused()},
                         {u"hints"_s, m_hints}};
        if (!m_batch)
            return;
        Row &batch = *m_batch;
        batch.set("source"_L1, m_source);
        batch.set("file"_L1, m_context.data.value("file"_L1));
        batch.set("first_row"_L1, m_context.data.value("first_row"_L1));
        batch.set("rows"_L1, m_context.data.value("rows"_L1));
        batch.set("added"_L1, QVariant(m_added));
        batch.set("known"_L1, QVariant(m_knownRows));
        batch.set("refused"_L1, QVariant(static_cast<qint64>(m_rows.refused().size())));
        batch.set("account"_L1, QVariant(m_context.actor.id.value));
        batch.set("org"_L1, m_context.actor.area.digits());
        batch.set("imported_at"_L1, m_context.now());
        m_context.tx.insert(batch);
        outcome.id = batch.id();
        outcome.number = batch.text("number"_L1);
    }

    ActionContext &m_context;
    BatchRows m_rows;
    QString m_source;
    PlaceResolver m_places;
    NearbyFinder m_nearby;
    QSet<QString> m_known;
    QString m_openState;
    QString m_closedState;
    QString m_reporter;
    QString m_tier;
    std::optional<Row> m_batch;
    QJsonArray m_hints;
    qint64 m_added = 0;
    qint64 m_knownRows = 0;
    qint64 m_unlocated = 0;
};

} // namespace

Result<> importEventRows(ActionContext &context)
{
    BatchImport(context).run();
    return {};
}

} // namespace fengqiao
