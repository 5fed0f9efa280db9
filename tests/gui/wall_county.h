#pragma once

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryFile>

#include <access/desk.h>
#include <grid/events.h>
#include <grid/grid.h>
#include <mediation/mediation.h>
#include <mediation/oversight.h>
#include <mediation/sessions.h>
#include <reception/reception.h>

namespace fengqiao {

// A demo county with a year behind it, so that a wall has something to show: visits, matters, warnings, whistles,
// today's sessions and some of the events of the demo. The same for the same day. No person is named anywhere in it.
class WallCounty {
public:
    explicit WallCounty(Desk &desk)
        : m_desk(desk)
        , m_random(20261123)
        , m_today(desk.now().localDate())
    {
    }

    void fill(int visits = 1400, int matters = 620, int events = 6000)
    {
        readPlaces();
        write([&](Writer &tx) {
            for (int i = 0; i < visits; ++i)
                visit(tx, i);
            for (int i = 0; i < matters; ++i)
                matter(tx, i);
            for (int i = 0; i < 140; ++i)
                warning(tx);
            for (int i = 0; i < 420; ++i)
                whistle(tx);
            for (const QUuid &room : std::as_const(m_rooms))
                sessions(tx, room);
        });
        importSome(events);
    }

private:
    template <typename F> void write(F fn)
    {
        const auto done = m_desk.store()
                              .write([&](Writer &tx) -> Result<> {
                                  fn(tx);
                                  return {};
                              })
                              .result();
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }

    void readPlaces()
    {
        const auto read =
            m_desk
                .read([this](ReadContext &context) -> Result<> {
                    Query villages = context.tx.query(
                        QStringLiteral("SELECT code FROM division WHERE deleted = 0 AND level = 12 ORDER BY code"));
                    while (villages.next())
                        m_villages << villages.text(0);
                    for (const UnitLine &unit : memberUnits(context.tx, context.rules))
                        m_units << unit.id.value;
                    Query rooms =
                        context.tx.query(QStringLiteral("SELECT id FROM room WHERE deleted = 0 ORDER BY name"));
                    while (rooms.next())
                        m_rooms << rooms.uuid(0);
                    return {};
                })
                .result();
        if (!read || m_villages.isEmpty())
            qFatal("no places");
    }

    // Three towns are left without anything: they are the silent ones.
    QString village()
    {
        for (;;) {
            const qsizetype at = std::min(m_random.bounded(m_villages.size()), m_random.bounded(m_villages.size()));
            const QString &code = m_villages.at(at);
            if (!QStringList{QStringLiteral("620521108"), QStringLiteral("620521113"), QStringLiteral("620521206")}
                     .contains(code.left(9)))
                return code;
        }
    }

    QDate day() { return m_today.addDays(-std::min(m_random.bounded(500), m_random.bounded(500))); }

    // What is required and was not said, by its type.
    Row filled(const Entity &entity, const QMap<QString, QVariant> &values)
    {
        Row row(entity);
        for (const Field &field : entity.fields) {
            const auto given = values.constFind(QString(field.name));
            if (given != values.cend())
                row.set(field.name, *given);
            else if (field.required)
                row.set(field.name, usual(field));
        }
        return row;
    }

    QVariant usual(const Field &field)
    {
        switch (field.type) {
        case FieldType::Id:
            return QUuid::createUuidV5(QUuid(), QString::number(++m_serial));
        case FieldType::Date:
            return m_today;
        case FieldType::Instant:
            return m_desk.now().ms;
        case FieldType::Text:
        case FieldType::Code:
            return QStringLiteral("n%1").arg(++m_serial);
        default:
            return 0;
        }
    }

    static qint64 at(QDate day, int hour, int minute = 0) { return Instant::fromLocal(day, QTime(hour, minute)).ms; }

    void visit(Writer &tx, int i)
    {
        const QDate when = i < 46 ? m_today : day();
        Row row = filled(visitEntity(), {{QStringLiteral("day"), when},
                                         {QStringLiteral("org"), village()},
                                         {QStringLiteral("state"), QStringLiteral("V7")},
                                         {QStringLiteral("purpose"), QStringLiteral("purpose_dispute")},
                                         {QStringLiteral("head_count"), 1 + m_random.bounded(4) * m_random.bounded(2)},
                                         {QStringLiteral("repeat_visit"), m_random.bounded(12) == 0},
                                         {QStringLiteral("arrived_at"), at(when, 9)}});
        tx.insert(row);
    }

    void matter(Writer &tx, int)
    {
        const QDate when = day();
        const QDate ended = when.addDays(3 + m_random.bounded(30));
        const bool done = ended < m_today && m_random.bounded(5) != 0;
        const bool agreed = m_random.bounded(9) != 0;
        QMap<QString, QVariant> values{{QStringLiteral("registered_on"), when},
                                       {QStringLiteral("accepted_on"), when},
                                       {QStringLiteral("mediation_on"), when},
                                       {QStringLiteral("org"), village()},
                                       {QStringLiteral("state"), QStringLiteral("M51")}};
        if (done) {
            const QString outcome = agreed ? QStringLiteral("agreed_written") : QStringLiteral("failed");
            values.insert(QStringLiteral("concluded_on"), ended);
            values.insert(QStringLiteral("outcome"), outcome);
            values.insert(QStringLiteral("mediation_outcome"), outcome);
        }
        Row row = filled(matterEntity(), values);
        tx.insert(row);
        m_matters << row.id();
    }

    void warning(Writer &tx)
    {
        const int level = m_random.bounded(10);
        const QDate when = day();
        QMap<QString, QVariant> values{{QStringLiteral("matter"), m_matters.at(m_random.bounded(m_matters.size()))},
                                       {QStringLiteral("org"), village()},
                                       {QStringLiteral("scheme"), QStringLiteral("dispute_roy")},
                                       {QStringLiteral("state"), QStringLiteral("K20")},
                                       {QStringLiteral("level"), level < 1   ? QStringLiteral("red")
                                                                 : level < 4 ? QStringLiteral("orange")
                                                                             : QStringLiteral("yellow")},
                                       {QStringLiteral("confirmed_at"), at(when, 10)}};
        if (m_random.bounded(2) == 0)
            values.insert(QStringLiteral("cleared_at"), at(std::min(when.addDays(9), m_today), 11));
        Row row = filled(warningEntity(), values);
        tx.insert(row);
    }

    void whistle(Writer &tx)
    {
        const QDate when = day();
        QMap<QString, QVariant> values{{QStringLiteral("matter"), m_matters.at(m_random.bounded(m_matters.size()))},
                                       {QStringLiteral("org"), QStringLiteral("620521")},
                                       {QStringLiteral("unit"), m_units.at(m_random.bounded(m_units.size()))},
                                       {QStringLiteral("state"), QStringLiteral("H40")},
                                       {QStringLiteral("blown_at"), at(when, 10)}};
        if (m_random.bounded(8) != 0)
            values.insert(QStringLiteral("arrived_at"), at(when, 10, m_random.bounded(5, 55)));
        Row row = filled(whistleEntity(), values);
        tx.insert(row);
    }

    void sessions(Writer &tx, const QUuid &room)
    {
        for (const int hour : {8, 9, 10, 11, 14, 15, 16}) {
            if (m_random.bounded(2) == 0)
                continue;
            Row row = filled(sessionEntity(), {{QStringLiteral("room"), room},
                                               {QStringLiteral("org"), QStringLiteral("620521")},
                                               {QStringLiteral("state"), QStringLiteral("R10")},
                                               {QStringLiteral("starts_at"), at(m_today, hour)},
                                               {QStringLiteral("ends_at"), at(m_today, hour, 50)}});
            tx.insert(row);
        }
    }

    void importSome(int count)
    {
        QTemporaryFile file(QDir::temp().filePath(QStringLiteral("wall-events-XXXXXX.csv")));
        if (count == 0 || !file.open())
            return;
        const auto written = m_desk
                                 .read([&](ReadContext &context) -> Result<qint64> {
                                     DemoEvents demo;
                                     demo.count = count;
                                     demo.lastDay = m_today.addDays(-1);
                                     return writeDemoEvents(context, demo, file);
                                 })
                                 .result();
        if (!written || !file.flush())
            qFatal("no events");
        if (const auto taken = importEvents(m_desk, file.fileName()); !taken)
            qFatal("%s", qPrintable(taken.error().message));
    }

    Desk &m_desk;
    QRandomGenerator m_random;
    QDate m_today;
    QStringList m_villages;
    QList<QUuid> m_units;
    QList<QUuid> m_rooms;
    QList<QUuid> m_matters;
    int m_serial = 0;
};

} // namespace fengqiao
