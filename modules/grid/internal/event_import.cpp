#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include "event_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The places of the values in a checked row: the order of rule table `fields` for record "event".
class RowPlaces {
public:
    explicit RowPlaces(const RuleSet &rules)
    {
        for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, u"event"_s))
            m_names << field->text("field"_L1);
        externalId = of("external_id"_L1);
        kind = of("kind"_L1);
        text = of("text"_L1);
        happenedAt = of("happened_at"_L1);
        family = of("family"_L1);
        reporterRole = of("reporter_role"_L1);
        place = of("place"_L1);
        longitude = of("longitude"_L1);
        latitude = of("latitude"_L1);
        datum = of("datum"_L1);
        grid = of("grid"_L1);
        village = of("village"_L1);
        reportedAt = of("reported_at"_L1);
        closedAt = of("closed_at"_L1);
        result = of("result"_L1);
        row = m_names.size();
    }

    qsizetype externalId, kind, text, happenedAt, family, reporterRole, place, longitude, latitude, datum, grid,
        village, reportedAt, closedAt, result, row;

private:
    [[nodiscard]] qsizetype of(QLatin1StringView name) const { return m_names.indexOf(name); }

    QStringList m_names;
};

// Which of these numbers the source brought already, in one question for the whole batch.
QSet<QString> knownIds(Reader &reader, const QString &source, const QList<QVariantList> &rows, qsizetype idPlace)
{
    QJsonArray asked;
    for (const QVariantList &row : rows)
        asked << row.at(idPlace).toString();
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
        , m_at(context.rules)
        , m_rows(context.data.value("rows.taken"_L1).value<QList<QVariantList>>())
        , m_source(context.data.text("source"_L1))
        , m_places(context.tx, context.rules, context.actor, context.ruleId(), context.now().localDate())
        , m_nearby(context.rules)
        , m_known(knownIds(context.tx, m_source, m_rows, m_at.externalId))
        , m_openState(context.rules.setting("event_imported_state"_L1))
        , m_closedState(context.rules.setting("event_imported_closed_state"_L1))
        , m_reporter(context.rules.setting("event_default_reporter"_L1))
        , m_tier(context.rules.codes(u"event_tier"_s).first()->text("code"_L1))
    {
    }

    void run()
    {
        for (const Fields &refusal : m_context.data.records("rows.refused"_L1))
            refuse(refusal.integer("row"_L1), refusal.text("field"_L1), refusal.text("code"_L1),
                   refusal.text("message"_L1));
        for (const QVariantList &row : std::as_const(m_rows)) {
            const QString id = row.at(m_at.externalId).toString();
            if (m_known.contains(id)) {
                ++m_knownRows;
                continue;
            }
            if (const auto taken = take(row, id); !taken)
                refuse(row.at(m_at.row).toLongLong(), taken.error().field, taken.error().code, taken.error().message);
            else
                m_known.insert(id);
        }
        finish();
    }

private:
    void refuse(qint64 row, const QString &field, const QString &code, const QString &message)
    {
        m_refused << QJsonObject{{u"row"_s, row}, {u"field"_s, field}, {u"code"_s, code}, {u"message"_s, message}};
    }

    [[nodiscard]] static Instant instantOf(const QVariant &value) { return Instant{value.toLongLong()}; }

    [[nodiscard]] EventGiven givenOf(const QVariantList &row) const
    {
        EventGiven given;
        if (row.at(m_at.longitude).isValid())
            given.point = EventGiven::pointOf(row.at(m_at.longitude).toLongLong(), row.at(m_at.latitude).toLongLong());
        given.datum = row.at(m_at.datum).toString();
        given.grid = row.at(m_at.grid).toString();
        given.village = row.at(m_at.village).toString();
        given.happenedAt = instantOf(row.at(m_at.happenedAt));
        given.closedAt = instantOf(row.at(m_at.closedAt));
        return given;
    }

    Result<> take(const QVariantList &row, const QString &id)
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
        if (const QString kind = row.at(m_at.kind).toString(); place->point && isPlaceKind(m_context.rules, kind))
            hint(row, {kind, *place->point, given.happenedAt, QUuid()});
        event.set("number"_L1, nextNumber());
        event.set("batch"_L1, QVariant(m_batch->id()));
        m_context.tx.insert(event);
        ++m_added;
        return {};
    }

    void describe(Row &event, const QVariantList &row, const EventGiven &given, const QString &id) const
    {
        describeEvent(m_context.rules, event, row.at(m_at.kind).toString(), row.at(m_at.family).toString());
        event.set("source"_L1, m_source);
        event.set("external_id"_L1, id);
        event.set("text"_L1, row.at(m_at.text));
        event.set("place"_L1, row.at(m_at.place));
        event.set("happened_at"_L1, given.happenedAt);
        const QVariant &reported = row.at(m_at.reportedAt);
        event.set("reported_at"_L1, reported.isValid() ? instantOf(reported) : given.happenedAt);
        const QVariant &reporter = row.at(m_at.reporterRole);
        event.set("reporter_role"_L1, reporter.isValid() ? reporter : QVariant(m_reporter));
        event.set("tier"_L1, m_tier);
        event.set("result"_L1, row.at(m_at.result));
        event.set("state"_L1, given.closedAt.isNull() ? m_openState : m_closedState);
        event.set("handled_at"_L1, given.closedAt);
        event.set("closed_at"_L1, given.closedAt);
    }

    void hint(const QVariantList &row, const NearbyQuery &query)
    {
        if (const auto near = m_nearby.find(m_context.tx, query))
            m_hints << QJsonObject{{u"row"_s, row.at(m_at.row).toLongLong()}, {u"near"_s, near->number}};
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
                         {u"refused"_s, m_refused},
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
        batch.set("refused"_L1, QVariant(static_cast<qint64>(m_refused.size())));
        batch.set("account"_L1, QVariant(m_context.actor.id.value));
        batch.set("org"_L1, m_context.actor.area.digits());
        batch.set("imported_at"_L1, m_context.now());
        m_context.tx.insert(batch);
        outcome.id = batch.id();
        outcome.number = batch.text("number"_L1);
    }

    ActionContext &m_context;
    RowPlaces m_at;
    QList<QVariantList> m_rows;
    QString m_source;
    PlaceResolver m_places;
    NearbyFinder m_nearby;
    QSet<QString> m_known;
    QString m_openState;
    QString m_closedState;
    QString m_reporter;
    QString m_tier;
    std::optional<Row> m_batch;
    QJsonArray m_refused;
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
