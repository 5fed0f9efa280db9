#include <QCoreApplication>

#include <core/csv.h>
#include <grid/demo.h>
#include <mediation/warning_board.h>

#include "refusal.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LevelCounts)
};

constexpr auto code = FieldType::Code;

Entity makeLevelCount()
{
    Entity entity;
    entity.name = "level_count"_L1;
    entity.purpose = u"Counts by level of an outside system's scheme, as that system gave them; no case and no person "
                     "behind them, and none of its levels is one of ours (features.md Q31, R1)."_s;
    entity.fields = {
        {"scheme"_L1, code, true, Personal::No, "outside_scheme"_L1, {}},
        {"level"_L1, code, true, Personal::No, {}, {}},
        {"count"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"as_of"_L1, FieldType::Date, true, Personal::No, {}, {}},
        {"source"_L1, FieldType::Text, true, Personal::No, {}, {}},
        {"imported_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
        {"importer"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
        {"replaced_by"_L1, FieldType::Id, false, Personal::No, {}, "level_count"_L1},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"scheme"_L1, "org"_L1, "as_of"_L1}, false, {}}};
    return entity;
}

// A count of the same place, day and level again: the same changes nothing, another replaces it.
bool put(Writer &tx, Row &row)
{
    QList<Row> before = tx.select(
        levelCountEntity(), u"scheme = ? AND org = ? AND as_of = ? AND level = ? AND replaced_by IS NULL LIMIT 1"_s,
        {row.value("scheme"_L1), row.value("org"_L1), row.date("as_of"_L1).toJulianDay(), row.value("level"_L1)});
    if (!before.isEmpty() && before.first().integer("count"_L1) == row.integer("count"_L1) &&
        before.first().text("source"_L1) == row.text("source"_L1))
        return false;
    tx.insert(row);
    if (!before.isEmpty()) {
        before.first().set("replaced_by"_L1, QVariant(row.id()));
        tx.update(before.first());
    }
    return true;
}

// Only a level that its own scheme has: what is unknown is refused, never taken for one of another scheme.
Result<> check(const ActionContext &context, const Fields &given, const QString &path)
{
    const QString scheme = given.text("scheme"_L1);
    const QString level = given.text("level"_L1);
    if (!context.rules.table("outside_schemes"_L1).find(scheme + u'/' + level))
        return refuse(context, ErrorKind::Invalid, u"level_count.level_unknown"_s, path + u".level"_s,
                      Words::tr("The scheme \"%1\" has no level \"%2\"; levels of other schemes are not taken for it. "
                                "Nothing was written.")
                          .arg(context.rules.word("outside_scheme"_L1, scheme), level));
    const QString area = given.text("area"_L1);
    if (!area.isEmpty() && !area.startsWith(context.actor.area.digits()))
        return refuse(context, ErrorKind::NotPermitted, u"level_count.outside_area"_s, path + u".area"_s,
                      Words::tr("%1 is not in your area; nothing was written.").arg(area));
    return {};
}

} // namespace

const Entity &levelCountEntity()
{
    static const Entity entity = makeLevelCount();
    return entity;
}

const RecordKind &levelCountKind()
{
    static const RecordKind kind{u"level_count"_s, &levelCountEntity(), u"stats.read"_s, {}, {}, {}, nullptr};
    return kind;
}

Result<> importLevelCounts(ActionContext &context)
{
    const QList<Fields> &counts = context.data.records("counts"_L1);
    qint64 added = 0;
    for (qsizetype i = 0; i < counts.size(); ++i) {
        const Fields &given = counts[i];
        if (const auto sound = check(context, given, u"counts[%1]"_s.arg(i)); !sound)
            return sound;
        Row row(levelCountEntity());
        for (const QLatin1StringView field : {"scheme"_L1, "level"_L1, "count"_L1, "as_of"_L1, "source"_L1})
            row.set(field, given.value(field));
        row.set("org"_L1, given.has("area"_L1) ? given.text("area"_L1) : context.actor.area.digits());
        row.set("imported_at"_L1, context.now());
        row.set("importer"_L1, QVariant(context.actor.id.value));
        added += put(context.tx, row) ? 1 : 0;
    }
    context.outcome.extra = {{u"added"_s, added}, {u"unchanged"_s, counts.size() - added}};
    return {};
}

Result<QJsonArray> levelCountRecords(const QByteArray &csv)
{
    const CsvFile file = readCsv(csv);
    if (!file.faults.isEmpty() || file.records.isEmpty())
        return fail(
            ErrorKind::Invalid, u"import.format"_s,
            file.faults.isEmpty()
                ? Words::tr("The file has no first line with the column names.")
                : Words::tr("Line %1: %2").arg(file.faults.first().place.line).arg(file.faults.first().message));
    const QList<CsvCell> &header = file.records.first();
    QJsonArray records;
    for (const QList<CsvCell> &cells : file.records.sliced(1)) {
        if (cells.size() != header.size())
            return fail(ErrorKind::Invalid, u"import.format"_s,
                        Words::tr("Line %1 has %2 cells, the first line of the file has %3.")
                            .arg(cells.first().line)
                            .arg(cells.size())
                            .arg(header.size()));
        QJsonObject record;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            bool number = false;
            const qint64 count = header[i].text == "count"_L1 ? cells[i].text.toLongLong(&number) : 0;
            if (!cells[i].text.isEmpty())
                record.insert(header[i].text, number ? QJsonValue(count) : QJsonValue(cells[i].text));
        }
        records.append(record);
    }
    return records;
}

Result<> seedLevelCounts(Writer &tx, const NewCounty &county)
{
    const auto rows = readDemoTable(u"outside_counts.csv"_s);
    if (!rows)
        return fail(rows.error());
    for (const DemoRow &cells : *rows) {
        Row row(levelCountEntity());
        for (const QLatin1StringView field : {"scheme"_L1, "level"_L1, "source"_L1})
            row.set(field, cells.value(QString(field)));
        row.set("count"_L1, QVariant(cells.value(u"count"_s).toLongLong()));
        row.set("as_of"_L1, QVariant(QDate::fromString(cells.value(u"as_of"_s), Qt::ISODate)));
        row.set("org"_L1, county.county.digits());
        row.set("imported_at"_L1, tx.now());
        row.set("demo"_L1, QVariant(true));
        tx.insert(row);
    }
    return {};
}

void addLevelCounts(Module &module)
{
    module.entities << &levelCountEntity();
    module.kinds << levelCountKind();
    module.handlers.insert(u"import_level_counts"_s, importLevelCounts);
}

} // namespace fengqiao
