#include <statistics/wall.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <access/rights.h>
#include <grid/grids.h>

#include "counters.h"
#include "question.h"
#include "wall_parts.h"
#include "wall_tables.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Wall)
};

constexpr auto wallPermission = "stats.read"_L1; // row of the permission matrix

Result<WallPicture> pictureOf(ReadContext &context, const QString &name)
{
    const QList<WallScene> scenes = wallScenes(context.rules);
    const auto scene = std::ranges::find(scenes, name, &WallScene::scene);
    if (scene == scenes.cend())
        return fail(ErrorKind::NotFound, u"wall.scene_unknown"_s,
                    Words::tr("There is no scene \"%1\" in table wall_scenes.").arg(name.left(60)), u"scene"_s);
    WallPicture picture{scene->scene, scene->word(), context.actor.area.digits(), {}, {}, {}, {}, 0};
    picture.least = context.rules.settingNumber("wall_cell_min"_L1);
    picture.areaWord = areaWord(context.tx, picture.area);
    const bool counted = countersCurrent(context.tx, *MetricBook::of(context.rules));
    if (counted)
        picture.asOf = wallMark(context.tx);
    for (const WallElement &element : scene->elements) {
        WallPart part;
        if (!counted && element.kind != WallKind::Rooms) {
            part.element = element;
            part.sentence = Words::tr("The counters are being made; the figures follow in a moment.");
        } else {
            part = wallPart(context, element);
        }
        picture.parts << part;
    }
    picture.silence = wallSilence(context);
    return picture;
}

QMap<QString, QString> divisionsRightBelow(ReadContext &context)
{
    const QString area = context.actor.area.digits();
    QMap<QString, QString> names;
    Query rows = context.tx.query(
        u"SELECT code, name FROM division WHERE deleted = 0 AND level = ? AND coalesce(statistical, 0) = 0 AND "
        "code >= ? AND code < ?"_s,
        {area.size() < 9 ? 9 : 12, area, QString(area + u':')}); // ':' follows '9'
    while (rows.next())
        names.insert(rows.text(0), rows.text(1));
    return names;
}

Result<WallGround> groundOf(ReadContext &context)
{
    const QStringList kinds = groundKinds(context.rules);
    const QString area = context.actor.area.digits();
    const qint64 today = context.now.localDate().toJulianDay();
    QVariantList binds{area, QString(area + u':'), today, today};
    for (const QString &kind : kinds)
        binds << kind;
    Query rows = context.tx.query(u"SELECT id, org, border, datum FROM grid WHERE deleted = 0 AND border IS NOT NULL "
                                  "AND org >= ? AND org < ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?) "
                                  "AND kind IN (?%1)"_s.arg(u", ?"_s.repeated(kinds.size() - 1)),
                                  binds);
    WallGround ground;
    while (rows.next())
        ground.grids.append({QString::fromLatin1(rows.value(0).toByteArray().toHex()), rows.text(1),
                             rows.value(2).toByteArray(), rows.text(3)});
    ground.divisions = divisionsRightBelow(context);
    return ground;
}

QJsonObject valueJson(const WallValue &value)
{
    QJsonObject json{
        {u"code"_s, value.code}, {u"word"_s, value.word}, {u"value"_s, value.text}, {u"unit"_s, value.unit}};
    if (value.masked)
        json.insert(u"masked"_s, true);
    if (!value.change.isEmpty())
        json.insert(u"change"_s, value.change);
    return json;
}

QJsonObject roomJson(const WallRoom &room)
{
    QJsonObject json{
        {u"name"_s, room.name}, {u"kind"_s, room.kind}, {u"busy"_s, room.busy}, {u"sessions"_s, room.sessions}};
    if (room.busy)
        json.insert(u"until"_s, room.until.toIso());
    if (!room.next.isNull())
        json.insert(u"next"_s, room.next.toIso());
    return json;
}

template <typename List, typename F> QJsonArray arrayOf(const List &list, F json)
{
    QJsonArray array;
    for (const auto &one : list)
        array.append(json(one));
    return array;
}

QJsonObject partJson(const WallPart &part)
{
    QJsonObject json{{u"element"_s, part.element.element}, {u"word"_s, part.element.word()}};
    if (!part.values.isEmpty())
        json.insert(u"values"_s, arrayOf(part.values, valueJson));
    if (!part.lines.isEmpty())
        json.insert(u"lines"_s, arrayOf(part.lines, [](const WallLine &line) {
                        return QJsonObject{{u"metric"_s, line.metric},
                                           {u"word"_s, line.word},
                                           {u"months"_s, arrayOf(line.months, valueJson)}};
                    }));
    if (!part.rooms.isEmpty())
        json.insert(u"rooms"_s, arrayOf(part.rooms, roomJson));
    if (!part.sentence.isEmpty())
        json.insert(u"sentence"_s, part.sentence);
    return json;
}

} // namespace

Fence wallFence()
{
    return {{u"metric_cell"_s, {u"series"_s, u"dim"_s, u"area"_s, u"month"_s, u"value"_s, u"n"_s, u"total"_s}},
            {u"metric_day"_s, {u"series"_s, u"dim"_s, u"month"_s, u"area"_s, u"value"_s, u"days"_s}},
            {u"wall_slot"_s, {u"room"_s, u"starts"_s, u"ends"_s, u"state"_s, u"n"_s}},
            {u"wall_mark"_s, {u"at"_s}},
            {u"meta"_s, {u"key"_s, u"value"_s}},
            {u"division"_s, {u"code"_s, u"name"_s, u"level"_s, u"statistical"_s, u"deleted"_s}},
            {u"organisation"_s, {u"id"_s, u"name"_s, u"deleted"_s}},
            {u"room"_s, {u"id"_s, u"name"_s, u"kind"_s, u"org"_s, u"active"_s, u"deleted"_s}},
            {u"grid"_s,
             {u"id"_s, u"name"_s, u"org"_s, u"kind"_s, u"border"_s, u"datum"_s, u"valid_from"_s, u"valid_to"_s,
              u"deleted"_s}}};
}

bool mayShowWall(const RuleSet &rules, const Actor &actor)
{
    const QString letters = lettersOf(rules, actor, wallPermission);
    return letters.contains(u'A') || (letters.contains(u'M') && !letters.contains(u'O'));
}

WallReader::WallReader(Desk &desk, std::unique_ptr<FencedStore> fenced)
    : m_desk(desk)
    , m_fenced(std::move(fenced))
{
}

template <typename F> auto WallReader::read(F fn)
{
    return m_fenced->read([this, fn = std::move(fn)](Reader &reader) {
        const Rules rules = m_desk.rules();
        ReadContext context(reader, m_desk.actor(), *rules, m_desk.calendar(), m_desk.now());
        return fn(context);
    });
}

Result<std::shared_ptr<WallReader>> WallReader::open(Desk &desk)
{
    if (!mayShowWall(*desk.rules(), desk.actor()))
        return fail(ErrorKind::NotPermitted, u"wall.not_permitted"_s,
                    Words::tr("The big screen shows figures of a whole area; the account %1 may not read them. Start "
                              "it with an account of the centre's leaders or of its information staff.")
                        .arg(desk.actor().login));
    auto fenced = FencedStore::open(desk.store(), wallFence());
    if (!fenced)
        return fail(fenced.error());
    return std::shared_ptr<WallReader>(new WallReader(desk, std::move(*fenced)));
}

QFuture<Result<WallPicture>> WallReader::picture(const QString &scene)
{
    return read([scene](ReadContext &context) { return pictureOf(context, scene); });
}

QFuture<Result<WallGround>> WallReader::ground()
{
    return read(groundOf);
}

QJsonObject WallPicture::toJson() const
{
    return {{u"scene"_s, scene},
            {u"word"_s, word},
            {u"area"_s, area},
            {u"area_word"_s, areaWord},
            {u"as_of"_s, asOf.isNull() ? QString() : asOf.toIso()},
            {u"elements"_s, arrayOf(parts, partJson)},
            {u"silent_days"_s, silence.days},
            {u"divisions"_s, silence.divisions},
            {u"silent"_s, arrayOf(silence.silent, [](const WallSilence::Division &division) {
                 return QJsonObject{{u"code"_s, division.code},
                                    {u"word"_s, division.word},
                                    {u"last"_s, division.last.toString(Qt::ISODate)}};
             })}};
}

} // namespace fengqiao
