#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <grid/grid_files.h>
#include <grid/grids.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

constexpr qsizetype leastReason = 4; // letters, as for unmasking

// Names of ten letters at most: a Shapefile has no longer ones.
QList<LayerField> fieldsOfGrids()
{
    return {
        {u"code"_s, QMetaType::QString},    {u"name"_s, QMetaType::QString},        {u"scheme"_s, QMetaType::QString},
        {u"level"_s, QMetaType::LongLong},  {u"kind"_s, QMetaType::QString},        {u"parent"_s, QMetaType::QString},
        {u"village"_s, QMetaType::QString}, {u"households"_s, QMetaType::LongLong}, {u"valid_from"_s, QMetaType::QDate},
        {u"valid_to"_s, QMetaType::QDate},  {u"generated"_s, QMetaType::Bool}};
}

LayerFeature featureOf(const GridLine &grid, const QHash<QUuid, QString> &codes)
{
    LayerFeature feature;
    feature.attributes = {{u"code"_s, grid.code},
                          {u"name"_s, grid.name},
                          {u"scheme"_s, grid.scheme},
                          {u"level"_s, grid.level},
                          {u"kind"_s, grid.kind},
                          {u"parent"_s, codes.value(grid.parent)},
                          {u"village"_s, grid.village},
                          {u"households"_s, grid.households ? QVariant(*grid.households) : QVariant()},
                          {u"valid_from"_s, grid.validFrom},
                          {u"valid_to"_s, grid.validTo.isValid() ? QVariant(grid.validTo) : QVariant()},
                          {u"generated"_s, grid.generated}};
    feature.shape = grid.shape();
    return feature;
}

struct Drawn {
    QList<LayerFeature> features;
    Datum datum = Datum::Cgcs2000;
};

Drawn drawn(ReadContext &context, const GridExportOptions &options)
{
    const QDate day = options.day.isValid() ? options.day : context.now.localDate();
    const QString own = context.actor.area.digits();
    const QString area = options.area.startsWith(own) ? options.area : own;
    const QList<GridLine> grids = gridsAsOf(context.tx, day, area);
    QHash<QUuid, QString> codes;
    for (const GridLine &grid : grids)
        codes.insert(grid.id, grid.code);
    Drawn drawn;
    const auto first = std::ranges::find_if(grids, [](const GridLine &grid) { return !grid.border.isEmpty(); });
    drawn.datum = options.datum.value_or(first == grids.end() ? Datum::Cgcs2000 : first->datum);
    for (const GridLine &grid : grids) {
        LayerFeature feature = featureOf(grid, codes);
        feature.shape = converted(feature.shape, grid.datum, drawn.datum);
        drawn.features << std::move(feature);
    }
    return drawn;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe before it (design.md section 5).
QString csvCell(const QString &text)
{
    static const QString starters = u"=+-@\t\r"_s;
    QString cell = !text.isEmpty() && starters.contains(text.at(0)) ? u'\'' + text : text;
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r'))
        cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

Result<> writeCsv(const QString &path, const QList<LayerFeature> &features, const QString &note)
{
    if (QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"layer.exists"_s,
                    Grids::tr("%1 exists already and was not touched. Choose another name.").arg(path), u"out"_s);
    QSaveFile file(path);
    QString text = u"\uFEFF"_s; // spreadsheets take it for UTF-8 only with the mark
    for (const LayerField &field : fieldsOfGrids())
        text += field.name + u',';
    text += u"exported\r\n"_s;
    for (const LayerFeature &feature : features) {
        for (const LayerField &field : fieldsOfGrids()) {
            const QVariant value = feature.attributes.value(field.name);
            text +=
                csvCell(value.typeId() == QMetaType::QDate ? value.toDate().toString(Qt::ISODate) : value.toString()) +
                u',';
        }
        text += csvCell(note) + u"\r\n"_s;
    }
    if (file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit())
        return {};
    return fail(ErrorKind::Fault, u"layer.write"_s,
                Grids::tr("%1 could not be written: %2. Nothing was kept.").arg(path, file.errorString()));
}

} // namespace

Result<qint64> exportGridFile(Desk &desk, const QString &path, const GridExportOptions &options)
{
    if (options.reason.trimmed().size() < leastReason)
        return fail(ErrorKind::Invalid, u"export.reason"_s,
                    Grids::tr("Say what the export is for, in four letters or more."), u"reason"_s);
    const auto format = layerFormatFromCode(options.format);
    if (!format && options.format != "csv"_L1)
        return fail(ErrorKind::Usage, u"export.format"_s,
                    Grids::tr("Grids are exported as gpkg, shp, geojson, kml or csv, not as %1.").arg(options.format),
                    u"format"_s);
    const auto found =
        desk.read([options](ReadContext &context) -> Result<Drawn> { return drawn(context, options); }).result();
    if (!found)
        return fail(found.error());
    if (found->features.isEmpty())
        return fail(ErrorKind::NotFound, u"export.nothing"_s, Grids::tr("There are no grids to export."));
    // The watermark of design.md section 5: who took it, when and what for.
    const QString note =
        Grids::tr("Exported by %1 on %2: %3")
            .arg(desk.actor().name, desk.now().localDate().toString(Qt::ISODate), options.reason.trimmed());
    if (!format) {
        if (const auto written = writeCsv(path, found->features, note); !written)
            return fail(written.error());
    } else {
        LayerWriting writing{.format = *format,
                             .layer = u"grids"_s,
                             .fields = fieldsOfGrids(),
                             .datum = found->datum,
                             .note = note,
                             .progress = options.progress};
        if (const auto written = writeLayer(path, found->features, writing); !written)
            return fail(written.error());
    }
    desk.noteRead(u"grid"_s, {}, u"export"_s, options.reason.trimmed());
    return found->features.size();
}

} // namespace fengqiao
