#include "images.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString prefixOf(ImagesOf of)
{
    return of == ImagesOf::Counting ? u"metric_was_"_s : u"metric_past_"_s;
}

QString tableOf(const MetricBase &base, ImagesOf of)
{
    return prefixOf(of) + base.name;
}

QString quoted(const QStringList &columns)
{
    QStringList names;
    for (const QString &column : columns)
        names << u'"' + column + u'"';
    return names.join(u", "_s);
}

QString joinedSql(const JoinedField &join, const QString &row)
{
    return u"(SELECT p.\"%1\" FROM \"%2\" p WHERE p.id = %3.\"%4\")"_s.arg(join.field, join.parent->name, row,
                                                                           join.link);
}

// Of what a step of the history tells, an image holds what figures read of it and nothing else: it is no second copy of
// a narrative.
QString ownSql(const MetricBase &base, const QString &column, const QString &row)
{
    const QString value = row + u".\""_s + column + u'"';
    const QByteArray latin = column.toLatin1();
    if (base.entity->field(QLatin1StringView(latin))->type != FieldType::Json)
        return value;
    QStringList members;
    for (const MetricField &field : base.fields)
        if (field.function == "json"_L1 && field.args.value(0) == column)
            members << u"'%1', %2 ->> '$.%1'"_s.arg(field.args.value(1), value);
    return u"json_object(%1)"_s.arg(members.join(u", "_s));
}

// Columns of an image after the row and deleted: own ones, then joined ones by name.
QList<JoinedField> joinsOf(const MetricBase &base)
{
    QList<JoinedField> joins = base.joined.values();
    std::ranges::sort(joins, {}, &JoinedField::name);
    return joins;
}

// Rows behind the mark are looked at themselves, rows that came after a freezing did not belong to it.
QString isMarked(const MetricBase &base, ImagesOf of, const QString &row)
{
    const QString mark =
        of == ImagesOf::Counting
            ? u"SELECT upto FROM metric_mark WHERE base = '%1'"_s.arg(base.name)
            : u"SELECT upto FROM metric_kept WHERE base = '%1' ORDER BY no DESC LIMIT 1"_s.arg(base.name);
    return u"%1.rowid <= (%2)"_s.arg(row, mark);
}

// What hangs on the row: as it is before the trigger's change, and before the first change nothing of it had changed.
QStringList childValues(const MetricBase &base, const QString &id)
{
    QStringList values;
    for (const ChildField &child : base.children)
        values << base.childSql(child, id);
    return values;
}

QStringList firstValues(const MetricBase &base, ImagesOf of, const QString &row)
{
    QStringList values{row + u".rowid"_s};
    if (of == ImagesOf::Freezing)
        values << u"(SELECT max(no) FROM metric_kept WHERE base = '%1')"_s.arg(base.name);
    values << row + u".deleted"_s;
    for (const QString &column : base.imageColumns())
        values << ownSql(base, column, row);
    return values;
}

// The row itself changes: its image as it was before, the first time only (OR IGNORE).
QString ownTrigger(const MetricBase &base, ImagesOf of)
{
    QStringList values = firstValues(base, of, u"old"_s);
    for (const JoinedField &join : joinsOf(base))
        values << joinedSql(join, u"old"_s);
    values += childValues(base, u"old.id"_s);
    return u"CREATE TRIGGER \"%1_own\" AFTER UPDATE OF deleted, %2 ON \"%3\" WHEN %4 BEGIN INSERT OR IGNORE INTO "
           "\"%1\" VALUES (%5); END"_s.arg(tableOf(base, of), quoted(base.imageColumns()), base.entity->name,
                                           isMarked(base, of, u"old"_s), values.join(u", "_s));
}

// Fields of the record that changed, as they were: one change may touch several of them.
QString joinedBefore(const JoinedField &join, const JoinedField &changed, bool isNew)
{
    if (join.link != changed.link || join.parent != changed.parent)
        return joinedSql(join, u"t"_s);
    return isNew ? u"NULL"_s : u"old.\"%1\""_s.arg(join.field);
}

// The record that it belongs to changes, or comes after it (another desk's rows arrive in any order).
QStringList parentTriggers(const MetricBase &base, ImagesOf of, const JoinedField &changed)
{
    const auto body = [&](bool isNew) {
        QStringList values = firstValues(base, of, u"t"_s);
        for (const JoinedField &join : joinsOf(base))
            values << joinedBefore(join, changed, isNew);
        values += childValues(base, u"t.id"_s);
        return u"BEGIN INSERT OR IGNORE INTO \"%1\" SELECT %2 FROM \"%3\" t WHERE t.\"%4\" = %5.id AND %6; END"_s.arg(
            tableOf(base, of), values.join(u", "_s), base.entity->name, changed.link, isNew ? u"new"_s : u"old"_s,
            isMarked(base, of, u"t"_s));
    };
    const QString name = tableOf(base, of) + u'_' + changed.name;
    return {u"CREATE TRIGGER \"%1\" AFTER UPDATE OF \"%2\" ON \"%3\" WHEN old.\"%2\" IS NOT new.\"%2\" %4"_s.arg(
                name, changed.field, changed.parent->name, body(false)),
            u"CREATE TRIGGER \"%1_new\" AFTER INSERT ON \"%2\" %3"_s.arg(name, changed.parent->name, body(true))};
}

// A record that hangs on the row comes, changes or goes: the row's image, before it does.
QStringList childTriggers(const MetricBase &base, ImagesOf of, const Entity &entity)
{
    QSet<QString> links;
    QSet<QString> read{u"deleted"_s};
    for (const ChildField &child : base.children)
        if (child.entity == &entity) {
            links.insert(child.link);
            read |= child.read;
        }
    QStringList values = firstValues(base, of, u"t"_s);
    for (const JoinedField &join : joinsOf(base))
        values << joinedSql(join, u"t"_s);
    values += childValues(base, u"t.id"_s);
    const auto body = [&](const QStringList &sides) {
        QStringList ids;
        for (const QString &side : sides)
            for (const QString &link : std::as_const(links))
                ids << u"%1.\"%2\""_s.arg(side, link);
        return u"BEGIN INSERT OR IGNORE INTO \"%1\" SELECT %2 FROM \"%3\" t WHERE t.id IN (%4) AND %5; END"_s.arg(
            tableOf(base, of), values.join(u", "_s), base.entity->name, ids.join(u", "_s), isMarked(base, of, u"t"_s));
    };
    QStringList columns(read.cbegin(), read.cend());
    columns.sort();
    QStringList differs;
    for (const QString &column : std::as_const(columns))
        differs << u"old.\"%1\" IS NOT new.\"%1\""_s.arg(column);
    const QString name = tableOf(base, of) + u'_' + entity.name;
    const QString on = u"ON \"%1\""_s.arg(entity.name);
    return {u"CREATE TRIGGER \"%1_comes\" BEFORE INSERT %2 %3"_s.arg(name, on, body({u"new"_s})),
            u"CREATE TRIGGER \"%1_changes\" BEFORE UPDATE OF %2 %3 WHEN %4 %5"_s.arg(
                name, quoted(columns), on, differs.join(u" OR "_s), body({u"old"_s, u"new"_s})),
            u"CREATE TRIGGER \"%1_goes\" BEFORE DELETE %2 %3"_s.arg(name, on, body({u"old"_s}))};
}

QString columnOf(const QString &name, FieldType type)
{
    return u"\"%1\" %2"_s.arg(name, sqlType(type));
}

} // namespace

QString imageTable(const MetricBase &base)
{
    return tableOf(base, ImagesOf::Counting);
}

QString pastTable(const MetricBase &base)
{
    return tableOf(base, ImagesOf::Freezing);
}

QString createImages(const MetricBase &base, ImagesOf of)
{
    const bool past = of == ImagesOf::Freezing;
    QStringList columns{past ? u"row INTEGER NOT NULL"_s : u"row INTEGER PRIMARY KEY"_s};
    if (past)
        columns << u"no INTEGER NOT NULL"_s;
    columns << u"deleted INTEGER NOT NULL"_s;
    for (const QString &column : base.imageColumns())
        columns << columnOf(column, base.entity->field(QLatin1StringView(column.toLatin1()))->type);
    for (const JoinedField &join : joinsOf(base))
        columns << columnOf(join.name, join.parent->field(QLatin1StringView(join.field.toLatin1()))->type);
    // With what it means: an image of another meaning is of no use, and the table's text tells (past.cpp).
    for (const ChildField &child : base.children)
        columns << columnOf(child.name, *base.typeOf(child.name)) + u" /* %1 */"_s.arg(base.childSql(child, u"t.id"_s));
    if (past)
        columns << u"PRIMARY KEY (row, no)"_s;
    return u"CREATE TABLE \"%1\" (%2) STRICT%3"_s.arg(tableOf(base, of), columns.join(u", "_s),
                                                      past ? u", WITHOUT ROWID"_s : QString());
}

QStringList imageTriggers(const MetricBase &base, ImagesOf of)
{
    QStringList triggers;
    if (!base.entity->appendOnly) // those rows never change
        triggers << ownTrigger(base, of);
    for (const JoinedField &join : joinsOf(base))
        triggers += parentTriggers(base, of, join);
    QList<const Entity *> hanging;
    for (const ChildField &child : base.children)
        if (!hanging.contains(child.entity)) {
            hanging << child.entity;
            triggers += childTriggers(base, of, *child.entity);
        }
    return triggers;
}

void dropImages(Writer &tx, ImagesOf of, const QStringList &types)
{
    QStringList drops;
    {
        const QString prefix = prefixOf(of);
        Query found =
            tx.query(u"SELECT type, name FROM sqlite_master WHERE type IN ('%1') AND substr(name, 1, ?) = ? ORDER "
                     "BY type DESC"_s.arg(types.join(u"', '"_s)),
                     {prefix.size(), prefix});
        while (found.next())
            drops << u"DROP %1 \"%2\""_s.arg(found.text(0), found.text(1));
    }
    for (const QString &drop : std::as_const(drops))
        tx.execute(drop);
}

} // namespace fengqiao
