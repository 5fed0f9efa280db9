#include "desk_files.h"

#include <QDate>
#include <QFile>

#include <access/entities.h>
#include <composition.h>
#include <mediation/mediation.h>
#include <store/blobs.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

Secret testPassword()
{
    return Secret("correct-horse-battery"_ba);
}

std::shared_ptr<Clock> orSystem(std::shared_ptr<Clock> clock)
{
    return clock ? std::move(clock) : std::make_shared<SystemClock>();
}

} // namespace

const char *message(const Error &error)
{
    static QByteArray text;
    text = (error.code + u": "_s + error.message).toUtf8();
    return text.constData();
}

DeskFile::DeskFile(QString path, Secret key, const Schema &schema, std::shared_ptr<Clock> clock)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_schema(schema)
    , m_clock(std::move(clock))
{
}

bool DeskFile::open()
{
    auto store = Store::open(m_path, m_key, m_schema, m_clock);
    if (!store)
        qWarning("%s", message(store.error()));
    else
        m_store = std::move(*store);
    return store.has_value();
}

const Entity &DeskFile::entity(const QString &name) const
{
    for (const Entity *entity : m_schema.entities)
        if (entity->name == name)
            return *entity;
    qFatal("no entity %s", qUtf8Printable(name));
}

QUuid DeskFile::account(const QString &login)
{
    const auto id = read([&](Reader &reader) -> Result<QUuid> {
        const auto row = reader.findBy(accountEntity(), "login"_L1, login);
        return row ? row->id() : QUuid();
    });
    return id.value_or(QUuid());
}

int DeskFile::desk()
{
    return read([](Reader &reader) -> Result<int> { return reader.meta("desk"_L1).toInt(); }).value_or(0);
}

static void addEvent(Writer &tx, const Row &subject, const QString &kind, const QString &action, const QString &from,
                     const QString &to, const QString &role, QUuid actor, QUuid id = {})
{
    Query last = tx.query(u"SELECT coalesce(max(seq), 0) FROM history WHERE subject = ?"_s, {subject.id()});
    Row event(historyEntity());
    if (!id.isNull())
        event.setId(id);
    event.set("subject_kind"_L1, kind);
    event.set("subject"_L1, QVariant(subject.id()));
    event.set("seq"_L1, QVariant(last.next() ? last.integer(0) + 1 : 1));
    event.set("transition"_L1, u"A00"_s);
    event.set("action"_L1, action);
    event.set("from_state"_L1, from.isEmpty() ? QVariant() : QVariant(from));
    event.set("to_state"_L1, to);
    event.set("actor"_L1, QVariant(actor));
    event.set("actor_role"_L1, role);
    event.set("at"_L1, tx.now());
    tx.insert(event);
}

Result<QUuid> DeskFile::registerVisit(const QString &visitor, const QString &area)
{
    const QUuid clerk = account(u"bing"_s);
    return write([&](Writer &tx) -> Result<QUuid> {
        Row visit(entity(u"visit"_s));
        const QString day = tx.now().localDate().toString(u"yyyyMMdd"_s);
        visit.set("number"_L1, u"LF-620521-%1-%2"_s.arg(day).arg(tx.nextNumber(u"visit"_s, day), 4, 10, QChar(u'0')));
        visit.set("ticket"_L1, u"A1"_s);
        visit.set("state"_L1, u"V1"_s);
        visit.set("org"_L1, area);
        visit.set("day"_L1, QVariant(tx.now().localDate()));
        visit.set("arrived_at"_L1, tx.now());
        visit.set("purpose"_L1, u"purpose_dispute"_s);
        visit.set("channel"_L1, u"channel_visit"_s);
        visit.set("head_count"_L1, QVariant(1LL));
        visit.set("first_contact"_L1, QVariant(clerk));
        visit.set("notice_version"_L1, u"1"_s);
        visit.set("visitor_name"_L1, visitor);
        tx.insert(visit);
        addEvent(tx, visit, u"visit"_s, u"register_visit"_s, {}, u"V1"_s, u"WIN"_s, clerk);
        return visit.id();
    });
}

Result<> DeskFile::step(QUuid id, const QString &action, const QString &role, const QString &to)
{
    const QUuid clerk = account(u"bing"_s);
    return write([&](Writer &tx) -> Result<> {
        auto visit = tx.find(entity(u"visit"_s), id);
        if (!visit)
            return fail(ErrorKind::NotFound, u"visit.gone"_s, {});
        const QString from = visit->text("state"_L1);
        if (!to.isEmpty())
            visit->set("state"_L1, to);
        tx.update(*visit);
        addEvent(tx, *visit, u"visit"_s, action, from, to.isEmpty() ? from : to, role, clerk);
        return {};
    });
}

Result<> DeskFile::edit(const QString &name, QUuid id, const QByteArray &field, const QVariant &value)
{
    return write([&](Writer &tx) -> Result<> {
        auto row = tx.find(entity(name), id);
        if (!row)
            return fail(ErrorKind::NotFound, u"row.gone"_s, {});
        row->set(QLatin1StringView(field), value);
        tx.update(*row);
        return {};
    });
}

Result<QUuid> DeskFile::addPerson(const QString &name)
{
    return write([&](Writer &tx) -> Result<QUuid> {
        Row person(personEntity());
        person.set("name"_L1, name);
        tx.insert(person);
        return person.id();
    });
}

Result<QList<QUuid>> DeskFile::importEvents(const QString &area, int count)
{
    const QUuid officer = account(u"ji"_s);
    return write([&](Writer &tx) -> Result<QList<QUuid>> {
        Row batch(entity(u"event_batch"_s));
        batch.setId(IdSource::next(tx.now()));
        const QString number = u"P%1"_s.arg(tx.nextNumber(u"event_batch"_s, u"620521"_s));
        QList<QUuid> ids;
        for (int i = 0; i < count; ++i) {
            Row event(entity(u"grid_event"_s));
            event.set("number"_L1, u"%1-%2"_s.arg(number).arg(i));
            for (const auto field : {"family"_L1, "head"_L1, "kind"_L1, "text"_L1, "reporter_role"_L1})
                event.set(field, u"x"_s);
            event.set("org"_L1, area);
            event.set("happened_at"_L1, tx.now());
            event.set("reported_at"_L1, tx.now());
            event.set("state"_L1, i % 3 == 0 ? u"E72"_s : u"E10"_s);
            event.set("batch"_L1, QVariant(batch.id()));
            tx.insert(event);
            ids << event.id();
        }
        batch.set("number"_L1, number);
        batch.set("source"_L1, u"x"_s);
        for (const auto field : {"rows"_L1, "added"_L1})
            batch.set(field, QVariant(static_cast<qint64>(count)));
        for (const auto field : {"known"_L1, "refused"_L1})
            batch.set(field, QVariant(0LL));
        batch.set("account"_L1, QVariant(officer));
        batch.set("org"_L1, area);
        batch.set("imported_at"_L1, tx.now());
        tx.insert(batch);
        return ids;
    });
}

Result<QString> DeskFile::attach(const QByteArray &bytes, QUuid matter)
{
    const QUuid clerk = account(u"bing"_s);
    return write([&](Writer &tx) -> Result<QString> {
        const auto blob = writeBlob(tx, bytes, 1LL << 30);
        if (!blob)
            return fail(blob.error());
        Row row(entity(u"attachment"_s));
        for (const Field &field : row.entity().fields)
            if (field.required)
                row.set(field.name, field.type == FieldType::Integer || field.type == FieldType::Instant ? QVariant(1LL)
                                    : field.type == FieldType::Id ? QVariant(QUuid::createUuid())
                                                                  : QVariant(u"x"_s));
        row.set("matter"_L1, QVariant(matter));
        row.set("org"_L1, u"620521"_s);
        row.set("file"_L1, blob->hash);
        row.set("state"_L1, QVariant());
        row.set("state"_L1, u""_s);
        row.set("added_by"_L1, QVariant(clerk));
        tx.insert(row);
        [[maybe_unused]] const bool used = useBlob(tx, blob->hash);
        return blob->hash;
    });
}

Result<> DeskFile::stepEvent(QUuid id, const QString &action, const QString &to)
{
    const QUuid officer = account(u"ji"_s);
    return write([&](Writer &tx) -> Result<> {
        auto event = tx.find(entity(u"grid_event"_s), id);
        if (!event)
            return fail(ErrorKind::NotFound, u"event.gone"_s, {});
        const QString from = event->text("state"_L1);
        if (tx.count(historyEntity(), u"subject = ?"_s, {id}) == 0) {
            QByteArray bytes = id.toRfc4122(); // the same on every desk
            bytes.back() = static_cast<char>(bytes.back() ^ 1);
            addEvent(tx, *event, u"event"_s, u"import_events"_s, {}, from, u"INF"_s, officer,
                     QUuid::fromRfc4122(bytes));
        }
        if (!to.isEmpty())
            event->set("state"_L1, to);
        tx.update(*event);
        addEvent(tx, *event, u"event"_s, action, from, to.isEmpty() ? from : to, u"INF"_s, officer);
        return {};
    });
}

std::optional<Row> DeskFile::find(const QString &name, QUuid id)
{
    const auto row = read([&](Reader &reader) -> Result<std::optional<Row>> { return reader.find(entity(name), id); });
    return row.value_or(std::nullopt);
}

CountyFiles::CountyFiles()
{
    auto model = serverModel(modules());
    if (model)
        m_model = std::move(*model);
    else
        qWarning("%s", message(model.error()));
}

std::unique_ptr<DeskFile> CountyFiles::found(const QString &name, std::shared_ptr<Clock> clock)
{
    const QString file = path(name);
    NewCounty county;
    county.county = DivisionCode::parse(u"620521"_s).value();
    county.demo = true;
    county.adminName = u"admin"_s;
    if (const auto made = Desk::create(setupFor(file, orSystem(clock)), county, testPassword()); !made) {
        qWarning("%s", message(made.error()));
        return nullptr;
    }
    auto slotFile = KeySlots::load(file);
    auto key = slotFile->open(u"jia"_s, testPassword(), SystemClock().now());
    auto desk = std::make_unique<DeskFile>(file, std::move(*key), m_model->schema, orSystem(clock));
    return desk->open() ? std::move(desk) : nullptr;
}

std::unique_ptr<DeskFile> CountyFiles::join(const QString &name, const QString &url, int number,
                                            std::shared_ptr<Clock> clock)
{
    const QString file = path(name);
    const auto joined = joinCounty(file, modules(), *m_model, {.url = url, .password = {}, .answerSeconds = 60}, number,
                                   u"bing"_s, testPassword());
    if (!joined) {
        qWarning("%s", message(joined.error()));
        return nullptr;
    }
    auto slotFile = KeySlots::load(file);
    auto key = slotFile->open(u"bing"_s, testPassword(), SystemClock().now());
    auto desk = std::make_unique<DeskFile>(file, std::move(*key), m_model->schema, orSystem(clock));
    return desk->open() ? std::move(desk) : nullptr;
}

std::unique_ptr<DeskFile> CountyFiles::copy(const DeskFile &of, const QString &name, std::shared_ptr<Clock> clock)
{
    const QString file = path(name);
    Store::discard(file);
    if (!QFile::copy(of.path(), file))
        return nullptr;
    QFile::remove(KeySlots::pathFor(file));
    QFile::copy(KeySlots::pathFor(of.path()), KeySlots::pathFor(file));
    if (QFile::exists(of.path() + u"-wal"_s))
        QFile::copy(of.path() + u"-wal"_s, file + u"-wal"_s);
    auto desk = std::make_unique<DeskFile>(file, of.key().clone(), m_model->schema, orSystem(clock));
    return desk->open() ? std::move(desk) : nullptr;
}

Result<SyncReport> CountyFiles::sync(DeskFile &file, const QString &url, std::shared_ptr<Clock> clock) const
{
    SyncEngine engine(file.store(), *m_model, {.url = url, .password = {}, .answerSeconds = 60}, orSystem(clock));
    return engine.round();
}

} // namespace fengqiao
