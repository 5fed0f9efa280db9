#include <QCoreApplication>

#include "computed.h"
#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

// The dictionary's word for a field, else the form's.
QString columnWord(const MetricBase &base, const QString &field)
{
    const auto known = base.fields.constFind(field);
    return known == base.fields.cend() ? field : known->word();
}

QString cellWord(ReadContext &context, const MetricBase &base, const QString &field, const QVariant &value)
{
    if (value.isNull())
        return {};
    switch (base.typeOf(field).value_or(FieldType::Text)) {
    case FieldType::Date:
        return QDate::fromJulianDay(value.toLongLong()).toString(Qt::ISODate);
    case FieldType::Money:
        return Money{value.toLongLong()}.toString();
    case FieldType::Id:
        return valueWord(context, base, field, QString::fromLatin1(value.toByteArray().toHex()));
    case FieldType::Code: {
        if (base.fields.contains(field))
            return valueWord(context, base, field, value.toString());
        const QByteArray latin = field.toLatin1();
        const Field *own = base.entity->field(QLatin1StringView(latin));
        return own->list == "states"_L1 ? context.rules.table("states"_L1).find(value.toString())->word()
                                        : context.rules.word(own->list, value.toString());
    }
    default:
        return value.toString();
    }
}

// A record that this person may not open is one of the rows all the same: without number and id.
bool mayOpen(ReadContext &context, const MetricBase &base, QUuid id)
{
    const RecordKind *kind = recordKindOf(base);
    const auto row = kind ? context.tx.find(*kind->entity, id) : std::nullopt;
    return row && context.grant(kind->permission) != Grant::None && context.maySee(*kind, *row);
}

// The rows whose number the figure is: those of the metric, or of the parts of a ratio.
struct Source {
    const Metric *metric = nullptr;
    Selection selection;
};

Result<QList<Source>> sourcesOf(ReadContext &context, const Question &question, MetricPart part)
{
    const Metric &metric = *question.metric;
    QStringList names{metric.name};
    if (metric.isComposed())
        names = part == MetricPart::Numerator ? metric.numerator : metric.denominator;
    QList<Source> sources;
    for (const QString &name : std::as_const(names)) {
        const Metric *counted = question.book->find(name);
        auto selection = question.of(context, *counted);
        if (!selection)
            return fail(selection.error());
        if (counted->kind == MetricKind::Stock && !selection->openOn) {
            selection->openOn = selection->to;
            selection->from = 0;
        }
        sources.append({counted, std::move(*selection)});
    }
    return sources;
}

QStringList selectColumns(const Source &source)
{
    const MetricBase &base = *source.metric->base;
    const QString measure = source.metric->measure;
    QStringList columns{
        base.subject() ? u"t.subject"_s : u"t.id"_s, // a step opens the record that it is a step of
        base.number.isEmpty() ? u"NULL"_s : base.sql(base.number, RowSource::Live),
        dateSql(source.selection, RowSource::Live),
        base.areaSql(RowSource::Live, source.selection.county),
        measure.isEmpty() || source.metric->kind == MetricKind::Computed ? u"1"_s : base.sql(measure, RowSource::Live),
    };
    for (const QString &field : base.listed)
        columns << base.sql(field, RowSource::Live);
    columns += factColumns(*source.metric, RowSource::Live);
    return columns;
}

void addRows(ReadContext &context, const Source &source, int limit, int offset, RowsBehind &behind)
{
    constexpr int fixed = 5;
    const MetricBase &base = *source.metric->base;
    Where where = whereOf(source.selection, RowSource::Live);
    where.binds << limit << offset;
    Query rows = context.tx.query(u"SELECT %1 FROM \"%2\" t WHERE %3 ORDER BY %4, t.rowid LIMIT ? OFFSET ?"_s.arg(
                                      selectColumns(source).join(u", "_s), base.entity->name, where.sql,
                                      dateSql(source.selection, RowSource::Live)),
                                  where.binds);
    while (rows.next()) {
        ListedRow row{rows.uuid(0), rows.text(1),    QDate::fromJulianDay(rows.integer(2)),
                      rows.text(3), rows.integer(4), {}};
        if (source.metric->kind == MetricKind::Computed)
            row.value =
                computedValue(context.rules, *source.metric, rows, fixed + static_cast<int>(base.listed.size()));
        for (qsizetype i = 0; i < base.listed.size(); ++i)
            row.words.insert(base.listed.at(i),
                             cellWord(context, base, base.listed.at(i), rows.value(fixed + static_cast<int>(i))));
        behind.rows << row;
    }
    for (ListedRow &row : behind.rows)
        if (!row.id.isNull() && !mayOpen(context, base, row.id)) {
            row.id = {};
            row.number.clear();
        }
}

} // namespace

Result<RowsBehind> listBehind(ReadContext &context, const MetricRequest &request, MetricPart part, int limit,
                              int offset)
{
    const auto question = checkedQuestion(context, request);
    if (!question)
        return fail(question.error());
    if (question->hideSmall)
        return fail(ErrorKind::NotPermitted, u"metric.list_not_permitted"_s,
                    Words::tr("The list behind %1 is for the centre only.").arg(question->metric->word()), u"metric"_s);
    const auto sources = sourcesOf(context, *question, part);
    if (!sources)
        return fail(sources.error());
    RowsBehind behind;
    const MetricBase &base = *sources->first().metric->base;
    behind.metric = sources->first().metric->name;
    behind.kind = QString(base.subject() ? base.subject()->parent->name : base.entity->name);
    behind.columns = base.listed;
    for (const QString &field : base.listed)
        behind.columnWords << columnWord(base, field);
    for (const Source &source : *sources) {
        const Count count = tallyOfRows(context.tx, source.selection, {}).value(QString());
        const int skip = static_cast<int>(std::clamp<qint64>(offset - behind.total, 0, count.n));
        const int room = limit - static_cast<int>(behind.rows.size());
        if (room > 0)
            addRows(context, source, room, skip, behind);
        behind.total += count.n;
        behind.sum += source.metric->measure.isEmpty() ? count.n : count.total;
    }
    return behind;
}

} // namespace fengqiao
