#include <statistics/declared.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <access/entities.h>
#include <core/csv.h>
#include <core/locale.h>
#include <grid/demo.h>

#include "declared_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Declared)
};

constexpr auto textual = FieldType::Text;
constexpr auto coded = FieldType::Code;
constexpr auto date = FieldType::Date;

Entity makeDeclared()
{
    Entity entity;
    entity.name = "declared_figure"_L1;
    entity.purpose = u"Figures as towns, units and outside systems declared them, with source and day; never changed, "
                     "only replaced by a later declaration."_s;
    entity.fields = {
        {"set"_L1, textual, true, Personal::No, {}, {}}, // the return that it stands in
        {"item"_L1, coded, true, Personal::No, {}, {}},
        {"zh"_L1, textual, true, Personal::No, {}, {}},
        {"en"_L1, textual, false, Personal::No, {}, {}},
        {"value"_L1, textual, true, Personal::No, {}, {}}, // as printed: its decimals say how it was rounded
        {"unit"_L1, textual, false, Personal::No, {}, {}},
        {"metric"_L1, coded, false, Personal::No, {}, {}},
        {"filters"_L1, textual, false, Personal::No, {}, {}},
        {"org"_L1, coded, true, Personal::No, {}, {}},
        {"from_date"_L1, date, true, Personal::No, {}, {}},
        {"to_date"_L1, date, true, Personal::No, {}, {}},
        {"source"_L1, textual, true, Personal::No, {}, {}},
        {"declared_at"_L1, FieldType::Instant, true, Personal::No, {}, {}},
        {"declarer"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
        {"replaced_by"_L1, FieldType::Id, false, Personal::No, {}, "declared_figure"_L1},
        {"demo"_L1, FieldType::Bool, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"org"_L1, "set"_L1, "item"_L1}, false, {}}};
    return entity;
}

std::unexpected<Error> refused(const QString &code, const QString &sentence, const QString &field, const QString &rule)
{
    return fail(ErrorKind::Invalid, code, sentence + u' ' + Words::tr("Nothing was written."), field, rule);
}

struct Declaration {
    Row row;
    bool isNew = true; // a repeat of what stands already changes nothing
};

void put(Row &row, const Fields &given)
{
    for (const QLatin1StringView field : {"set"_L1, "item"_L1, "zh"_L1, "en"_L1, "value"_L1, "unit"_L1, "metric"_L1,
                                          "filters"_L1, "from_date"_L1, "to_date"_L1, "source"_L1})
        row.set(field, given.value(field));
}

// The figure that now stands in the same place of the same return.
std::optional<Row> standing(Writer &tx, const Row &row)
{
    const QList<Row> rows = tx.select(declaredFigureEntity(),
                                      u"org = ? AND \"set\" = ? AND item = ? AND from_date = ? AND to_date = ? AND "
                                      "replaced_by IS NULL LIMIT 1"_s,
                                      {row.value("org"_L1), row.value("set"_L1), row.value("item"_L1),
                                       row.date("from_date"_L1).toJulianDay(), row.date("to_date"_L1).toJulianDay()});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
}

bool isSame(const Row &one, const Row &other)
{
    return std::ranges::all_of(std::array{"value"_L1, "unit"_L1, "metric"_L1, "filters"_L1, "source"_L1},
                               [&](QLatin1StringView field) { return one.text(field) == other.text(field); });
}

bool declare(Writer &tx, Row &row)
{
    auto before = standing(tx, row);
    if (before && isSame(*before, row))
        return false;
    tx.insert(row);
    if (before) {
        before->set("replaced_by"_L1, QVariant(row.id()));
        tx.update(*before);
    }
    return true;
}

Result<> check(const ActionContext &context, const Fields &given, const QString &path)
{
    const QString metric = given.text("metric"_L1);
    if (!metric.isEmpty() && !context.rules.table("metrics"_L1).find(metric))
        return refused(u"declared.metric_unknown"_s,
                       Words::tr("There is no figure \"%1\" in the dictionary.").arg(metric), path + u".metric"_s,
                       context.ruleId());
    if (given.date("from_date"_L1) > given.date("to_date"_L1))
        return refused(u"declared.period_reversed"_s,
                       Words::tr("The period of \"%1\" ends before it begins.").arg(given.text("zh"_L1)),
                       path + u".to_date"_s, context.ruleId());
    const QString area = given.text("area"_L1);
    if (!area.isEmpty() && !area.startsWith(context.actor.area.digits()))
        return fail(ErrorKind::NotPermitted, u"declared.area_scope"_s,
                    Words::tr("Figures of %1 are not yours to declare; nothing was written.").arg(area),
                    path + u".area"_s, context.ruleId());
    return {};
}

Result<> declareFigures(ActionContext &context)
{
    const QList<Fields> &figures = context.data.records("figures"_L1);
    qint64 added = 0;
    for (qsizetype i = 0; i < figures.size(); ++i) {
        if (const auto sound = check(context, figures[i], u"figures[%1]"_s.arg(i)); !sound)
            return sound;
        Row row(declaredFigureEntity());
        put(row, figures[i]);
        const QString area = figures[i].text("area"_L1);
        row.set("org"_L1, area.isEmpty() ? context.actor.area.digits() : area);
        row.set("declared_at"_L1, context.now());
        row.set("declarer"_L1, QVariant(context.actor.id.value));
        added += declare(context.tx, row) ? 1 : 0;
    }
    context.outcome.extra.insert(u"added"_s, added);
    context.outcome.extra.insert(u"unchanged"_s, figures.size() - added);
    return {};
}

} // namespace

const Entity &declaredFigureEntity()
{
    static const Entity entity = makeDeclared();
    return entity;
}

const RecordKind &declaredFigureKind()
{
    static const RecordKind kind{u"declared_figure"_s, &declaredFigureEntity(), u"stats.read"_s, {}, {}, {}, nullptr};
    return kind;
}

std::optional<PrintedNumber> printedNumber(const QString &text)
{
    const QString plain = QString(text).remove(u',').remove(u'%').trimmed();
    const qsizetype dot = plain.indexOf(u'.');
    bool whole = false;
    const qint64 units = QString(plain).remove(u'.').toLongLong(&whole);
    if (!whole)
        return std::nullopt;
    return PrintedNumber{units, dot < 0 ? 0 : static_cast<int>(plain.size() - dot - 1)};
}

Result<QJsonArray> declaredRecords(const QByteArray &csv)
{
    const CsvFile file = readCsv(csv);
    if (!file.faults.isEmpty() || file.records.isEmpty())
        return fail(
            ErrorKind::Invalid, u"import.format"_s,
            file.faults.isEmpty()
                ? Words::tr("The file has no first line with the column names.")
                : Words::tr("Line %1: %2").arg(file.faults.first().place.line).arg(file.faults.first().message));
    QStringList header;
    for (const CsvCell &cell : file.records.first())
        header << (cell.text == "from"_L1 || cell.text == "to"_L1 ? cell.text + u"_date"_s : cell.text);
    QJsonArray records;
    for (const QList<CsvCell> &cells : file.records.sliced(1)) {
        if (cells.size() != header.size())
            return fail(ErrorKind::Invalid, u"import.format"_s,
                        Words::tr("Line %1 has %2 cells, the first line of the file has %3.")
                            .arg(cells.first().line)
                            .arg(cells.size())
                            .arg(header.size()));
        QJsonObject record;
        for (qsizetype i = 0; i < cells.size(); ++i)
            if (!cells[i].text.isEmpty())
                record.insert(header[i], cells[i].text);
        records.append(record);
    }
    return records;
}

// The seeds' own figures, so that the reconciliation desk of a demo has something to say.
Result<> seedDeclaredFigures(Writer &tx, const NewCounty &county)
{
    const auto rows = readDemoTable(u"figures.csv"_s);
    if (!rows)
        return fail(rows.error());
    for (const DemoRow &cells : *rows) {
        Row row(declaredFigureEntity());
        for (const QLatin1StringView field :
             {"set"_L1, "item"_L1, "zh"_L1, "en"_L1, "value"_L1, "unit"_L1, "metric"_L1, "filters"_L1, "source"_L1})
            if (const QString cell = cells.value(QString(field)); !cell.isEmpty())
                row.set(field, cell);
        row.set("from_date"_L1, QVariant(QDate::fromString(cells.value(u"from"_s), Qt::ISODate)));
        row.set("to_date"_L1, QVariant(QDate::fromString(cells.value(u"to"_s), Qt::ISODate)));
        row.set("org"_L1, county.county.digits());
        row.set("declared_at"_L1, tx.now());
        row.set("demo"_L1, QVariant(true));
        tx.insert(row);
    }
    return {};
}

void addDeclaredFigures(Module &module)
{
    module.entities << &declaredFigureEntity();
    module.kinds << declaredFigureKind();
    module.handlers.insert(u"declare_figures"_s, declareFigures);
}

} // namespace fengqiao
