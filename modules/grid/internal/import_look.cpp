#include <grid/import_look.h>

#include <QCoreApplication>

#include <geo/layer_file.h>

#include "import_forms.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

constexpr int rowsLookedAt = 200; // of JSON, where a heading is known when it first comes

RowForm formOf(ImportRows rows)
{
    return rows == ImportRows::Events ? eventRows() : rows == ImportRows::Posts ? postRows() : gridRows();
}

void recognise(const RuleSet &rules, const RowForm &form, ImportLook *look)
{
    RowColumns columns(rules, form, {});
    columns.look(look->headings);
    look->columns = columns.used();
}

Result<ImportLook> lookIntoTable(const RuleSet &rules, const RowForm &form, const QString &path, const QString &sheet)
{
    auto rows = openRows(path, {{}, sheet});
    if (!rows)
        return fail(std::move(rows.error()));
    RowSource::Row row;
    for (int i = 0; i < rowsLookedAt && !(*rows)->isTable() && (*rows)->next(&row); ++i)
        ;
    ImportLook look;
    look.layers = (*rows)->sheets();
    look.layer = (*rows)->sheet();
    look.headings = (*rows)->headings();
    look.encoding = (*rows)->encoding();
    recognise(rules, form, &look);
    return look;
}

Result<ImportLook> lookIntoLayers(const RuleSet &rules, const QString &path, const QString &wanted)
{
    auto layers = layersOf(path);
    if (!layers)
        return fail(std::move(layers.error()));
    layers->removeIf([](const LayerInfo &layer) { return !layer.geometry; });
    const auto chosen = std::ranges::find_if(
        *layers, [&wanted](const LayerInfo &layer) { return wanted.isEmpty() || layer.name == wanted; });
    if (chosen == layers->end())
        return fail(ErrorKind::Invalid, u"layer.empty"_s, Import::tr("%1 has no layer with borders.").arg(path));
    ImportLook look;
    look.table = false;
    for (const LayerInfo &layer : std::as_const(*layers))
        look.layers << layer.name;
    look.layer = chosen->name;
    for (const LayerField &field : std::as_const(chosen->fields))
        look.headings << field.name;
    look.encoding = chosen->encoding;
    look.features = chosen->features;
    look.datum = chosen->datum;
    look.crs = chosen->crs;
    look.datumByRow = look.headings.contains("datum"_L1);
    recognise(rules, gridRows(), &look);
    return look;
}

} // namespace

Result<ImportLook> lookIntoImport(const RuleSet &rules, ImportRows rows, const QString &path, const QString &layer)
{
    if (rows == ImportRows::Grids && !isGridTable(path))
        return lookIntoLayers(rules, path, layer);
    return lookIntoTable(rules, formOf(rows), path, layer);
}

} // namespace fengqiao
