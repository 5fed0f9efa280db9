// What `show` tells of a grid beside its fields: where it lies, its versions, what it came from, its posts.
#include "grid_details.h"

#include <QJsonArray>

#include <geo/topology.h>
#include <grid/grids.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QJsonValue dateJson(const QVariant &julian)
{
    return julian.isNull() ? QJsonValue() : QJsonValue(QDate::fromJulianDay(julian.toLongLong()).toString(Qt::ISODate));
}

QJsonArray versionsJson(Reader &reader, const QString &code)
{
    QJsonArray versions;
    Query rows = reader.query(u"SELECT id, name, valid_from, valid_to FROM grid WHERE deleted = 0 AND code = ? "
                              "ORDER BY valid_from"_s,
                              {code});
    while (rows.next())
        versions << QJsonObject{{u"id"_s, idText(rows.uuid(0))},
                                {u"name"_s, rows.text(1)},
                                {u"valid_from"_s, dateJson(rows.value(2))},
                                {u"valid_to"_s, dateJson(rows.value(3))}};
    return versions;
}

// The changes that ended in this version or began from it, with the code at the other end.
QJsonArray changesJson(ReadContext &context, QUuid id)
{
    QJsonArray changes;
    Query rows = context.tx.query(
        u"SELECT l.kind, l.date, l.reason, f.code, f.name, t.code, t.name FROM grid_line l JOIN grid f ON "
        "f.id = l.from_grid JOIN grid t ON t.id = l.to_grid WHERE l.deleted = 0 AND (l.from_grid = ? OR "
        "l.to_grid = ?) ORDER BY l.date, l.rowid"_s,
        {id, id});
    while (rows.next())
        changes << QJsonObject{{u"kind"_s, rows.text(0)},
                               {u"kind_word"_s, context.rules.word("grid_change"_L1, rows.text(0))},
                               {u"date"_s, dateJson(rows.value(1))},
                               {u"reason"_s, rows.text(2)},
                               {u"from"_s, QString(rows.text(3) + u' ' + rows.text(4))},
                               {u"to"_s, QString(rows.text(5) + u' ' + rows.text(6))}};
    return changes;
}

QJsonArray postsJson(ReadContext &context, QUuid id)
{
    const Field &phone = *gridMemberEntity().field("phone"_L1);
    const qint64 today = context.now.localDate().toJulianDay();
    QJsonArray posts;
    Query rows = context.tx.query(
        u"SELECT p.id, p.kind, p.valid_from, p.valid_to, s.id, s.from_date, m.id, m.name, m.phone FROM grid_post p "
        "LEFT JOIN posting s ON s.post = p.id AND s.deleted = 0 AND s.from_date <= ? AND (s.to_date IS NULL OR "
        "s.to_date > ?) LEFT JOIN grid_member m ON m.id = s.member WHERE p.deleted = 0 AND p.grid = ? ORDER BY "
        "p.rowid"_s,
        {today, today, id});
    while (rows.next()) {
        QJsonObject post{{u"id"_s, idText(rows.uuid(0))},
                         {u"kind"_s, rows.text(1)},
                         {u"kind_word"_s, context.rules.word("member_role"_L1, rows.text(1))},
                         {u"valid_from"_s, dateJson(rows.value(2))},
                         {u"valid_to"_s, dateJson(rows.value(3))},
                         {u"vacant"_s, rows.value(4).isNull()}};
        if (!rows.value(4).isNull()) {
            post.insert(u"posting"_s, idText(rows.uuid(4)));
            post.insert(u"since"_s, dateJson(rows.value(5)));
            post.insert(u"member"_s, idText(rows.uuid(6)));
            post.insert(u"name"_s, rows.text(7));
            post.insert(u"phone"_s, context.masked(phone, rows.value(8)));
        }
        posts << post;
    }
    return posts;
}

} // namespace

QJsonObject gridDetails(ReadContext &context, const Row &row)
{
    const auto grid = gridById(context.tx, row.id());
    if (!grid)
        return {};
    QJsonObject details{{u"place"_s, gridPlace(context.tx, *grid)},
                        {u"in_force"_s, grid->isInForce(context.now.localDate())},
                        {u"versions"_s, versionsJson(context.tx, grid->code)},
                        {u"changes"_s, changesJson(context, grid->id)},
                        {u"posts"_s, postsJson(context, grid->id)}};
    if (const GeoShape shape = grid->shape(); !shape.isEmpty()) {
        details.insert(u"border"_s, shapeToGeoJson(shape));
        details.insert(u"square_metres"_s, std::round(areaOf(shape)));
    }
    return details;
}

} // namespace fengqiao
