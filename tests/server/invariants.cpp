#include "invariants.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <rebase.h>
#include <server_sql.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qint64 deskBits = 0x7ff;
constexpr qsizetype mostFaults = 5;

void add(QStringList &faults, const QString &fault)
{
    if (faults.size() < mostFaults)
        faults << fault;
}

QByteArray shown(const Entity &entity, const ReplicaRow &row)
{
    QByteArray text = QByteArray::number(row.stamp) + ' ' + row.versions.toUtf8() + (row.deleted ? " deleted" : "");
    if (!row.deleted)
        for (qsizetype i = 0; i < entity.fields.size(); ++i)
            text += '|' + (row.values.at(i).isNull()                      ? QByteArray("-")
                           : entity.fields.at(i).type == FieldType::Bytes ? row.values.at(i).toByteArray().toHex()
                                                                          : row.values.at(i).toString().toUtf8());
    return text;
}

QStringList column(PgConnection &db, const char *sql)
{
    const auto rows = db.query(sql);
    if (!rows)
        return {u"query failed: "_s + rows.error().message};
    QStringList lines;
    for (int i = 0; i < rows->size(); ++i)
        lines << rows->text(i, 0);
    return lines;
}

QString keyOf(const QString &entity, const QString &id, const QString &field, qint64 stamp)
{
    return entity + u' ' + id + u' ' + field + u' ' + QString::number(stamp & ~deskBits);
}

} // namespace

static QString valueKey(const QString &entity, const QString &id, const QString &field, const QString &value)
{
    return QStringList{entity, id, field, value}.join(u'\n');
}

void WrittenLog::replaced(const QString &entity, QUuid id, const QByteArray &field, const QVariant &value)
{
    m_replaced.insert(
        valueKey(entity, id.toString(QUuid::WithoutBraces), QString::fromLatin1(field), value.toString()));
}

bool WrittenLog::wasReplaced(const Value &value) const
{
    return m_replaced.contains(placeOf(value));
}

QString WrittenLog::placeOf(const Value &value)
{
    return valueKey(value.entity, value.id, value.field, value.value.toVariant().toString());
}

// The last event of a record that one transaction writes.
static QHash<QString, QString> eventsIn(const QJsonArray &ops)
{
    QHash<QString, QString> events;
    for (const QJsonValue &op : ops)
        if (op["entity"_L1] == "history"_L1)
            events.insert(op["fields"_L1]["subject"_L1].toString(), op["id"_L1].toString());
    return events;
}

void WrittenLog::collect(DeskFile &file)
{
    const qint64 latest = SystemClock().now().ms + 300'000;
    const auto entries = file.read([](Reader &reader) -> Result<QList<OutboxEntry>> {
        return outboxAfter(reader, outboxAcknowledged(reader), 1'000'000, 1LL << 40);
    });
    for (const OutboxEntry &entry : *entries) {
        if (m_seen.contains(entry.chain))
            continue;
        m_seen.insert(entry.chain);
        const QJsonArray ops = QJsonDocument::fromJson(entry.body)["ops"_L1].toArray();
        const QHash<QString, QString> events = eventsIn(ops);
        for (const QJsonValue &op : ops) {
            const QString entity = op["entity"_L1].toString();
            const qint64 stamp = op["stamp"_L1].toInteger();
            if (entity == "history"_L1) {
                m_events.insert(op["id"_L1].toString());
                continue;
            }
            const QJsonObject fields = op["fields"_L1].toObject();
            for (auto it = fields.begin(); it != fields.end(); ++it)
                m_values << Value{entity,
                                  op["id"_L1].toString(),
                                  it.key(),
                                  it.value(),
                                  stamp & ~deskBits,
                                  op["base"_L1][it.key()].toInteger(-1) & ~deskBits,
                                  static_cast<int>(stamp & deskBits),
                                  it.key() == "state"_L1 ? events.value(op["id"_L1].toString()) : QString(),
                                  (stamp >> 19) > latest,
                                  entry.chain,
                                  false};
        }
    }
}

void WrittenLog::forgetUnsent(DeskFile &file)
{
    const auto entries = file.read([](Reader &reader) -> Result<QList<OutboxEntry>> {
        return outboxAfter(reader, outboxAcknowledged(reader), 1'000'000, 1LL << 40);
    });
    // Without the number of the desk: a copy goes on under another one, and its log with it.
    QSet<QString> lost;
    for (const OutboxEntry &entry : *entries)
        for (const QJsonValue &op : QJsonDocument::fromJson(entry.body)["ops"_L1].toArray())
            lost.insert(keyOf({}, op["id"_L1].toString(), {}, op["stamp"_L1].toInteger()));
    for (Value &value : m_values)
        value.forgotten = value.forgotten || lost.contains(keyOf({}, value.id, {}, value.stamp));
}

// Rows without a division of their own: by what the server kept about them, and once more by what they hang on.
static QStringList foreignRows(DeskFile &file, PgConnection &admin, const QString &name, const QString &area)
{
    QList<std::pair<QString, QByteArray>> questions{
        {u"history"_s, "SELECT h.id FROM fq_data.history h JOIN fq_data.visit v ON v.id = h.subject WHERE NOT "
                       "starts_with(v.org, $1)"},
        {u"visit_person"_s, "SELECT p.id FROM fq_data.visit_person p JOIN fq_data.visit v ON v.id = p.visit WHERE NOT "
                            "starts_with(v.org, $1)"},
        // Where the visit was refused, who came with it is with the town that wrote both, and nowhere else.
        {u"person"_s,
         "SELECT p.person FROM fq_data.visit_person p LEFT JOIN fq_data.visit v ON v.id = p.visit WHERE NOT "
         "p.deleted GROUP BY p.person HAVING NOT bool_or(coalesce(starts_with(v.org, $1), p.areas && ARRAY[$1]))"}};
    for (const Entity *entity : syncedEntities(file.store().schema()))
        if (entity->derivesArea())
            questions << std::pair(QString(entity->name), "SELECT id FROM fq_data." + pgQuoted(QString(entity->name)) +
                                                              " WHERE NOT areas && ARRAY[$1, '~' || $1, '*']");
    QStringList faults;
    for (const auto &[entity, sql] : questions) {
        const auto theirs = admin.query(sql.constData(), {PgValue::of(area)});
        if (!theirs)
            return {u"query failed: "_s + theirs.error().message};
        for (int i = 0; i < theirs->size(); ++i)
            if (file.find(entity, QUuid::fromString(theirs->text(i, 0))))
                add(faults, u"I9 %1 holds %2 %3, which is not of its area"_s.arg(name, entity, theirs->text(i, 0)));
    }
    return faults;
}

QStringList brokenArea(DeskFile &file, PgConnection &admin, const QString &name, const QString &area)
{
    QStringList faults;
    for (const Entity *entity : syncedEntities(file.store().schema())) {
        const bool hasArea = entity->field("org"_L1) && !entity->derivesArea();
        const auto ids = file.read([&](Reader &reader) -> Result<QList<std::pair<QString, QString>>> {
            QList<std::pair<QString, QString>> found;
            Query rows = reader.query(u"SELECT id, centre, %1 FROM \"%2\" WHERE deleted = 0"_s.arg(
                hasArea ? u"org"_s : u"NULL"_s, entity->name));
            while (rows.next()) {
                if (rows.text(1) != "620521"_L1)
                    add(faults, u"I9 %1 holds a row of centre %2"_s.arg(name, rows.text(1)));
                if (hasArea && !rows.value(2).isNull())
                    found << std::pair(rows.uuid(0).toString(QUuid::WithoutBraces), rows.text(2));
            }
            return found;
        });
        if (area.size() == 6 || !hasArea)
            continue;
        QHash<QString, QString> elsewhere; // of all that somebody else holds
        const QByteArray sql =
            "SELECT id, org FROM fq_data." + pgQuoted(QString(entity->name)) + " WHERE NOT starts_with(org, $1)";
        const auto theirs = admin.query(sql.constData(), {PgValue::of(area)});
        for (int i = 0; theirs && i < theirs->size(); ++i)
            elsewhere.insert(theirs->text(i, 0), theirs->text(i, 1));
        for (const auto &[id, org] : *ids) {
            if (!org.startsWith(area))
                add(faults, u"I9 %1 holds %2 %3 of %4"_s.arg(name, entity->name, id, org));
            if (const QString now = elsewhere.value(id); !now.isEmpty())
                add(faults,
                    u"I10 %1 still holds %2 %3, which was handed over to %4"_s.arg(name, entity->name, id, now));
        }
    }
    return area.size() == 6 ? faults : faults + foreignRows(file, admin, name, area);
}

namespace {

// The same row is looked at by many desks and in many seeds: what it reads like is kept under what it was read from.
class Readings {
public:
    template <typename F> const QByteArray &of(const QByteArray &raw, F read)
    {
        constexpr qsizetype most = 300'000;
        if (m_known.size() > most)
            m_known.clear();
        auto known = m_known.find(raw);
        if (known == m_known.end())
            known = m_known.insert(raw, read());
        return *known;
    }

private:
    QHash<QByteArray, QByteArray> m_known;
};

Readings &readings()
{
    static Readings all;
    return all;
}

// A row as the file holds it, letter by letter.
QByteArray rawOf(const Query &query, const Entity &entity)
{
    QByteArray raw(entity.name.data(), entity.name.size());
    for (int i = 0; i < entity.fields.size() + 3; ++i) {
        const QVariant value = query.value(i);
        const QByteArray text =
            value.typeId() == QMetaType::QByteArray ? value.toByteArray() : value.toString().toUtf8();
        raw += '\n' + QByteArray::number(value.isNull() ? -1 : text.size()) + ' ' + text;
    }
    return raw;
}

QString allColumns(const Entity &entity)
{
    QString columns = u"SELECT id, stamp, versions"_s;
    for (const Field &field : entity.fields)
        columns += u", \""_s + field.name + u'"';
    return columns + u" FROM \""_s + entity.name + u"\" WHERE deleted = 0"_s;
}

QHash<QUuid, QByteArray> ownRows(Reader &reader, const Entity &entity)
{
    QList<std::pair<QUuid, QByteArray>> raws;
    {
        Query all = reader.query(allColumns(entity));
        while (all.next())
            raws << std::pair(all.uuid(0), rawOf(all, entity));
    }
    QHash<QUuid, QByteArray> found;
    for (const auto &[id, raw] : std::as_const(raws))
        found.insert(id, readings().of(raw, [&, id = id] {
            const auto row = findReplica(reader, entity, id);
            return row ? shown(entity, *row) : QByteArray();
        }));
    return found;
}

} // namespace

ServerImage imageOf(PgConnection &server, const Schema &schema, const QString &name)
{
    ServerImage image;
    for (const Entity *entity : syncedEntities(schema)) {
        const auto rows = server.query("SELECT fq.sync_copy($1, '00000000-0000-0000-0000-000000000000', 1000000)",
                                       {PgValue::of(QString(entity->name))});
        if (!rows) {
            image.faults << u"no answer: "_s + rows.error().message;
            return image;
        }
        auto &theirs = image.rows[QString(entity->name)];
        for (int i = 0; i < rows->size(); ++i) {
            const QByteArray text = rows->bytes(i, 0);
            const QByteArray &read = readings().of(entity->name.data() + QByteArray("\t") + text, [&] {
                const QJsonObject json = QJsonDocument::fromJson(text).object();
                const ReplicaRow row = rowFromServer(*entity, json);
                // Centre and id first; nothing behind them is a row that is gone.
                return json["centre"_L1].toString().toLatin1() + row.id.toRfc4122() +
                       (row.deleted ? QByteArray() : shown(*entity, row));
            });
            constexpr qsizetype centre = 6;
            if (!read.startsWith("620521"))
                add(image.faults, u"I9 %1: a row of another centre in %2"_s.arg(name, entity->name));
            const QUuid id = QUuid::fromRfc4122(QByteArrayView(read).sliced(centre, 16));
            if (read.size() > centre + 16)
                theirs.insert(id, read.sliced(centre + 16));
        }
    }
    return image;
}

QStringList brokenImages(DeskFile &file, const ServerImage &server, const QString &name)
{
    QStringList faults = server.faults;
    for (const Entity *entity : syncedEntities(file.store().schema())) {
        const auto theirs = server.rows.value(QString(entity->name));
        const auto own =
            file.read([&](Reader &reader) -> Result<QHash<QUuid, QByteArray>> { return ownRows(reader, *entity); });
        for (auto it = theirs.cbegin(); it != theirs.cend(); ++it)
            if (own->value(it.key()) != it.value())
                add(faults, u"I1 %1: %2 %3 is \"%4\", on the server \"%5\""_s.arg(
                                name, entity->name, it.key().toString(), QString::fromUtf8(own->value(it.key())),
                                QString::fromUtf8(it.value())));
        for (auto it = own->cbegin(); it != own->cend(); ++it)
            if (!theirs.contains(it.key()))
                add(faults, u"I1 %1: %2 %3 is not on the server"_s.arg(name, entity->name, it.key().toString()));
    }
    return faults;
}

// Everybody's values of one field, in the order they were collected.
static QString storyOf(const WrittenLog &log, const WrittenLog::Value &about)
{
    QStringList parts;
    for (const WrittenLog::Value &value : log.values())
        if (value.id == about.id && value.field == about.field)
            parts << u"%1 at %2 by desk %3 over %4%5"_s.arg(value.value.toVariant().toString())
                         .arg(value.stamp >> 11)
                         .arg(value.desk)
                         .arg(value.base >> 11)
                         .arg(value.forgotten ? u" (lost)"_s : QString());
    return parts.join(u", "_s);
}

// Every value is the current one, in the inbox, in quarantine, or was replaced by somebody who had seen it.
QStringList brokenValues(const WrittenLog &log, PgConnection &admin, const QList<QUuid> &purged, bool serverWasRestored)
{
    QSet<QString> known;
    for (const QString &line :
         column(admin, "SELECT record_kind || ' ' || record || ' ' || field || ' ' || (s & ~2047::bigint) FROM "
                       "fq_data.conflict, LATERAL (VALUES (kept_stamp), (other_stamp)) v(s)"))
        known.insert(line);
    const auto bodies = admin.query("SELECT body FROM fq_sync.quarantine");
    for (int i = 0; bodies && i < bodies->size(); ++i)
        for (const QJsonValue &op : QJsonDocument::fromJson(bodies->bytes(i, 0))["ops"_L1].toArray())
            for (const QString &field : op["fields"_L1].toObject().keys())
                known.insert(
                    keyOf(op["entity"_L1].toString(), op["id"_L1].toString(), field, op["stamp"_L1].toInteger()));
    // What was refused and names somebody who is erased goes with them (sync.md 2.6), the whole transaction: what it
    // made need not be anywhere.
    QSet<QByteArray> erased;
    for (const WrittenLog::Value &value : log.values())
        if (purged.contains(QUuid::fromString(value.value.toString())) || purged.contains(QUuid::fromString(value.id)))
            erased.insert(value.entry);
    // Replaced knowingly, or by the same desk later.
    QHash<QString, QMap<int, qint64>> latest;
    QMultiHash<QString, const WrittenLog::Value *> equals;
    for (const WrittenLog::Value &value : log.values()) {
        if (value.base >= 0)
            known.insert(keyOf(value.entity, value.id, value.field, value.base));
        equals.insert(WrittenLog::placeOf(value), &value);
        qint64 &stamp = latest[keyOf(value.entity, value.id, value.field, 0)][value.desk];
        stamp = std::max(stamp, value.stamp);
    }
    QSet<QString> kept; // in the inbox, whatever the stamps
    for (const QString &line :
         column(admin,
                "SELECT concat_ws(E'\\n', record_kind, record, field, v.j->>'value') FROM fq_data.conflict, LATERAL "
                "(VALUES (kept), (other)) v(j)"))
        kept.insert(line);
    QSet<QString> events;
    for (const QString &id : column(admin, "SELECT id FROM fq_data.history"))
        events.insert(id);
    // The stamp of a clock that runs ahead is not the one that whoever replaced the value names.
    const auto isAheadAndAccountedFor = [&](const WrittenLog::Value &value) {
        return value.ahead && (log.wasReplaced(value) || kept.contains(WrittenLog::placeOf(value)));
    };
    QStringList faults;
    QHash<QString, QJsonObject> current;
    for (const WrittenLog::Value &value : log.values()) {
        const QString row = value.entity + u' ' + value.id;
        if (!current.contains(row)) {
            const QByteArray sql = "SELECT row_to_json(t) FROM fq_data." + pgQuoted(value.entity) + " t WHERE id = $1";
            const auto found = admin.query(sql.constData(), {PgValue::of(value.id)});
            current.insert(row, found && found->size() > 0 ? QJsonDocument::fromJson(found->bytes(0, 0)).object()
                                                           : QJsonObject());
        }
        const QJsonObject &now = current[row];
        // A state is a value of its event: with that in the history (which I3 looks at) it was the record's, and what
        // came after it are the events behind.
        if (!value.event.isEmpty() && events.contains(value.event))
            continue;
        if (isAheadAndAccountedFor(value))
            continue;
        if (value.forgotten || (now.isEmpty() && erased.contains(value.entry)) ||
            known.contains(keyOf(value.entity, value.id, value.field, value.stamp)) || now["deleted"_L1].toBool())
            continue;
        const qint64 version = now["versions"_L1][value.field].toInteger(
            now["versions"_L1][""_L1].toInteger(now["stamp"_L1].toInteger(-1)));
        if ((version & ~deskBits) == value.stamp || now[value.field] == value.value)
            continue;
        // Two desks wrote the same: the later one's stands for both, and whoever replaced it had the value before them.
        const auto same = equals.values(WrittenLog::placeOf(value));
        if (std::ranges::any_of(same, [&](const WrittenLog::Value *other) {
                return other->stamp > value.stamp &&
                       (isAheadAndAccountedFor(*other) ||
                        known.contains(keyOf(other->entity, other->id, other->field, other->stamp)));
            }))
            continue;
        if (latest.value(keyOf(value.entity, value.id, value.field, 0)).value(value.desk) > value.stamp)
            continue;
        if (serverWasRestored && !now.isEmpty())
            continue; // the journal of the lost time is gone: the value counts if its row came back
        add(faults, u"I2 %1 %2.%3 = %4 is nowhere; "_s.arg(value.entity, value.id, value.field,
                                                           value.value.toVariant().toString()) +
                        storyOf(log, value) + u"; now "_s +
                        QString::fromUtf8(QJsonDocument(now["versions"_L1].toObject()).toJson(QJsonDocument::Compact)));
    }
    return faults;
}

QStringList brokenEvents(PgConnection &admin)
{
    QStringList faults;
    for (const QString &line :
         column(admin,
                "SELECT subject || ' ' || seq FROM (SELECT subject, seq, from_state, action, to_state, lag(to_state) "
                "OVER w "
                "AS before, lag(seq) OVER w AS last FROM fq_data.history WINDOW w AS (PARTITION BY subject ORDER BY "
                "seq)) h LEFT JOIN fq_sync.action a USING (action) WHERE h.from_state IS DISTINCT FROM h.before OR "
                "h.seq <> coalesce(h.last, 0) + 1 OR a.action IS NULL OR (h.from_state IS NOT NULL AND NOT "
                "h.from_state = ANY (a.from_states)) LIMIT 3"))
        add(faults, u"I3 event %1 does not follow"_s.arg(line));
    for (const QString &line :
         column(admin, "SELECT v.id FROM fq_data.visit v WHERE v.state IS DISTINCT FROM (SELECT h.to_state FROM "
                       "fq_data.history h WHERE h.subject = v.id ORDER BY seq DESC LIMIT 1) LIMIT 3"))
        add(faults, u"I3 visit %1 is not in the state of its last event"_s.arg(line));
    for (const QString &line : column(
             admin, "SELECT v.id FROM fq_data.grid_event v LEFT JOIN LATERAL (SELECT h.to_state FROM fq_data.history "
                    "h WHERE h.subject = v.id ORDER BY seq DESC LIMIT 1) h ON true LEFT JOIN fq_data.event_batch b "
                    "ON b.id = v.batch WHERE v.state IS DISTINCT FROM coalesce(h.to_state, CASE WHEN b.id IS NOT "
                    "NULL AND v.state IN ('E10', 'E72') THEN v.state END) LIMIT 3"))
        add(faults, u"I3 event %1 is neither as it was brought nor in the state of its last event"_s.arg(line));
    return faults;
}

QStringList brokenRevs(PgConnection &admin, const QList<const Entity *> &entities)
{
    QStringList faults;
    for (const QString &line :
         column(admin, "SELECT c.centre FROM fq_sync.centre_clock c WHERE c.rev <> (SELECT count(*) FROM "
                       "fq_sync.centre_rev r WHERE r.centre = c.centre) OR c.rev <> (SELECT coalesce(max(rev), 0) "
                       "FROM fq_sync.centre_rev r WHERE r.centre = c.centre)"))
        add(faults, u"I4 the revs of %1 have a hole"_s.arg(line));
    for (const Entity *entity : entities) {
        const QByteArray sql = "SELECT t.id FROM fq_data." + pgQuoted(QString(entity->name)) +
                               " t LEFT JOIN fq_sync.centre_rev r ON r.centre = t.centre AND r.rev = t.rev JOIN "
                               "fq_sync.entity e ON e.name = '" +
                               QByteArray(entity->name.data(), entity->name.size()) +
                               "' WHERE r.rev IS NULL OR NOT e.code = ANY (r.entities) LIMIT 2";
        for (const QString &line : column(admin, sql.constData()))
            add(faults, u"I4 %1 %2 has a rev that does not name it"_s.arg(entity->name, line));
    }
    return faults;
}

QStringList brokenLiveness(DeskFile &file, PgConnection &admin, const QString &name)
{
    struct Place {
        qint64 waiting = 0;
        QString rev;
        qint64 refresh = 0;
    };

    const auto place = file.read([](Reader &reader) -> Result<Place> {
        Query asked = reader.query(u"SELECT count(*) FROM sync_refresh"_s);
        return Place{outboxAfter(reader, outboxAcknowledged(reader), 1, 1).size(), reader.meta("sync.rev"_L1),
                     asked.next() ? asked.integer(0) : 0};
    });
    QStringList faults;
    if (place->waiting > 0)
        add(faults, u"I6 %1 still has changes to send"_s.arg(name));
    if (place->refresh > 0)
        add(faults, u"I6 %1 still has rows to ask for"_s.arg(name));
    if (const QStringList head = column(admin, "SELECT rev FROM fq_sync.centre_clock WHERE centre = '620521'");
        head.value(0) != place->rev)
        add(faults, u"I6 %1 is at rev %2 of %3"_s.arg(name, place->rev, head.value(0)));
    return faults;
}

QStringList brokenNumbers(PgConnection &admin)
{
    QStringList faults;
    for (const QString &line :
         column(admin, "SELECT number FROM fq_data.visit GROUP BY centre, number HAVING count(*) > 1"))
        add(faults, u"I8 the number %1 was given twice"_s.arg(line));
    return faults;
}

// Every value of the simulation is another one, so that it can be looked for by itself.
static QStringList valuesOf(const WrittenLog &log, const QList<QUuid> &purged)
{
    QStringList values;
    for (const WrittenLog::Value &value : log.values())
        if (value.entity == "person"_L1 && value.value.isString() && purged.contains(QUuid::fromString(value.id)))
            values << value.value.toString();
    values.removeDuplicates();
    return values;
}

QStringList brokenPurges(const WrittenLog &log, const QList<QUuid> &purged, PgConnection &admin)
{
    QStringList faults;
    const QStringList values = valuesOf(log, purged);
    if (values.isEmpty())
        return faults;
    for (const char *sql :
         {"SELECT to_jsonb(t)::text FROM fq_data.person t", "SELECT to_jsonb(t)::text FROM fq_data.conflict t",
          "SELECT body FROM fq_sync.quarantine", "SELECT last_result::text FROM fq_sync.desk_state"})
        for (const QString &line : column(admin, sql))
            for (const QString &value : values)
                if (line.contains(u'"' + value + u'"'))
                    add(faults, u"I7 the server still holds %1: %2"_s.arg(value, line));
    return faults;
}

QStringList brokenPurges(const WrittenLog &log, const QList<QUuid> &purged, DeskFile &file, const QString &name)
{
    QStringList faults;
    const QStringList values = valuesOf(log, purged);
    if (values.isEmpty())
        return faults;
    const auto lines = file.read([&](Reader &reader) -> Result<QStringList> {
        QStringList found;
        // Removed rows too; every column.
        for (const QString &table : {u"person"_s, u"conflict"_s, u"outbox"_s, u"sync_refused"_s}) {
            Query columns = reader.query(u"SELECT group_concat('quote(\"' || name || '\")', '||') FROM "
                                         "pragma_table_info(?)"_s,
                                         {table});
            const QString all = columns.next() ? columns.text(0) : QString();
            Query rows = reader.query(u"SELECT %1 FROM \"%2\""_s.arg(all, table));
            while (rows.next())
                found << table + u' ' + rows.text(0);
        }
        for (const QUuid id : purged)
            if (Query keys = reader.query(u"SELECT count(*) FROM search_doc WHERE id = ?"_s, {id});
                keys.next() && keys.integer(0) > 0)
                found << u"search \"%1\""_s.arg(values.first());
        return found;
    });
    for (const QString &line : lines.value_or(QStringList{u"no answer"_s}))
        for (const QString &value : values)
            if (line.contains(u'"' + value + u'"') || line.contains(u'\'' + value + u'\''))
                add(faults, u"I7 %1 still holds %2: %3"_s.arg(name, value, line.left(200)));
    return faults;
}

} // namespace fengqiao
