#include <statistics/declared.h>

#include <QCoreApplication>

#include <core/locale.h>

#include "dashboard_area.h"
#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Reconciliation)
};

DeclaredLine lineOf(const Row &row)
{
    const bool chinese = language() == Language::Chinese || row.isNull("en"_L1);
    DeclaredLine line{.id = row.id(),
                      .set = row.text("set"_L1),
                      .item = row.text("item"_L1),
                      .word = chinese ? row.text("zh"_L1) : row.text("en"_L1),
                      .value = row.text("value"_L1),
                      .unit = row.text("unit"_L1),
                      .metric = row.text("metric"_L1),
                      .request = {},
                      .computed = {},
                      .area = row.text("org"_L1),
                      .from = row.date("from_date"_L1),
                      .to = row.date("to_date"_L1),
                      .source = row.text("source"_L1)};
    line.request = {.metric = line.metric, .period = {line.from, line.to}, .area = line.area, .filters = {}};
    return line;
}

// Only where this file has rows of that time at all: else it could not know better.
void compute(ReadContext &context, const QString &filters, DeclaredLine &line)
{
    if (line.metric.isEmpty())
        return;
    const auto whole = computeMetric(context, line.request);
    line.request.filters = filtersOf(filters);
    const auto figure = computeMetric(context, line.request);
    if (!whole || !figure || whole->n == 0 || whole->suppressed || figure->suppressed)
        return;
    line.computed = figure->shown();
    line.differs = figure->text != line.value;
}

} // namespace

Result<QList<DeclaredLine>> declaredLines(ReadContext &context, const QString &set)
{
    if (context.grant(declaredFigureKind().permission) != Grant::All)
        return fail(ErrorKind::NotPermitted, u"metric.not_permitted"_s,
                    Words::tr("Declared figures are not open to your role."));
    QVariantList binds;
    QString where = context.scopeSql(declaredFigureKind(), &binds) + u" AND replaced_by IS NULL"_s;
    if (!set.isEmpty()) {
        where += u" AND \"set\" = ?"_s;
        binds << set;
    }
    where += u" ORDER BY \"set\", org, to_date, from_date, rowid"_s;
    QList<DeclaredLine> lines;
    for (const Row &row : context.tx.select(declaredFigureEntity(), where, binds)) {
        DeclaredLine line = lineOf(row);
        compute(context, row.text("filters"_L1), line);
        lines << line;
    }
    return lines;
}

} // namespace fengqiao
