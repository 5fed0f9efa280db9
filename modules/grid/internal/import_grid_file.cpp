#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid_files.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

constexpr qsizetype batchSize = 250;
constexpr qsizetype mostInOne = 5'000; // rows that import_grids takes; a dry run must see parents and children together

GeoShape outlineIn(const QString &county, Datum datum)
{
    const auto code = DivisionCode::parse(county);
    const auto outline = code ? outlineOf(*code) : Result<std::optional<Outline>>();
    return outline && *outline ? converted((*outline)->shape, (*outline)->datum, datum) : GeoShape();
}

// A county's box with room for its neighbours: what lies outside is another place altogether.
GeoBox roomAround(const GeoShape &outline)
{
    if (outline.isEmpty())
        return {};
    constexpr double room = 0.1; // degrees, some ten kilometres
    const GeoBox box = boxOf(outline);
    return {.west = box.west - room, .south = box.south - room, .east = box.east + room, .north = box.north + room};
}

class FileImport {
public:
    FileImport(Desk &desk, QString path, const GridImportOptions &options)
        : m_desk(desk)
        , m_path(std::move(path))
        , m_options(options)
    {
    }

    Result<GridImportReport> run();

private:
    [[nodiscard]] Result<LayerContent> read();
    void suspectDatum(const LayerContent &content);
    [[nodiscard]] QJsonObject dataOf(const LayerFeature &feature) const;
    [[nodiscard]] QVariant value(const LayerFeature &feature, const QString &field) const;
    [[nodiscard]] Result<> send(const QList<LayerFeature> &batch);

    Desk &m_desk;
    QString m_path;
    const GridImportOptions &m_options;
    QStringList m_fields;             // of record import_grid
    QHash<QString, QString> m_column; // field -> column of the file
    GridImportReport m_report;
};

Result<LayerContent> FileImport::read()
{
    LayerReading reading;
    reading.layer = m_options.layer;
    reading.datum = m_options.datum;
    reading.repair = m_options.repair;
    reading.county = roomAround(outlineIn(m_desk.county(), Datum::Wgs84));
    for (auto it = m_options.columns.begin(); it != m_options.columns.end(); ++it)
        reading.needed << it.value();
    if (!m_options.columns.contains(u"code"_s))
        reading.needed << u"code"_s;
    if (m_options.progress)
        reading.progress = [this](double share) { return m_options.progress(share / 4); };
    return readLayer(m_path, reading);
}

void FileImport::suspectDatum(const LayerContent &content)
{
    QList<GeoShape> shapes;
    for (const LayerFeature &feature : content.features)
        shapes << feature.shape;
    const GeoShape outline = outlineIn(m_desk.county(), Datum::Wgs84);
    if (const auto meant = suspectedDatum(shapes, content.datum, outline, Datum::Wgs84))
        m_report.warnings << Grids::tr(
                                 "The borders lie some hundred metres beside the county's outline, and would fit if "
                                 "the file were in %1 instead of %2: check the datum.")
                                 .arg(datumCode(*meant), datumCode(content.datum));
}

QVariant FileImport::value(const LayerFeature &feature, const QString &field) const
{
    const auto column = m_column.constFind(field);
    return column == m_column.cend() ? QVariant() : feature.attributes.value(*column);
}

QJsonObject FileImport::dataOf(const LayerFeature &feature) const
{
    QJsonObject data;
    for (const QString &field : m_fields) {
        const QVariant found = value(feature, field);
        const QString text = found.toString().trimmed();
        if (text.isEmpty())
            continue;
        // Codes are often numbers in a Shapefile, and a household count a text.
        bool number = false;
        const double count = text.toDouble(&number);
        if (field == "households"_L1 && number)
            data.insert(field, count);
        else if (found.typeId() == QMetaType::Double)
            data.insert(field, QString::number(found.toDouble(), 'f', 0));
        else
            data.insert(field, text);
    }
    if (!data.contains("scheme"_L1) && !m_options.scheme.isEmpty())
        data.insert(u"scheme"_s, m_options.scheme);
    const QByteArray border = QJsonDocument(shapeToGeoJson(feature.shape)).toJson(QJsonDocument::Compact);
    data.insert(u"border"_s, QString::fromUtf8(border));
    data.insert(u"datum"_s, datumCode(m_report.datum));
    return data;
}

Result<> FileImport::send(const QList<LayerFeature> &batch)
{
    QJsonArray rows;
    for (const LayerFeature &feature : batch)
        rows << dataOf(feature);
    ActionRequest request;
    request.action = u"import_grids"_s;
    request.dryRun = m_options.dryRun;
    request.data = {{u"file"_s, QFileInfo(m_path).fileName().left(200)}, {u"rows"_s, rows}};
    if (m_options.from.isValid())
        request.data.insert(u"from"_s, m_options.from.toString(Qt::ISODate));
    const auto answer = m_desk.submit(std::move(request)).result();
    if (!answer)
        return fail(answer.error());
    m_report.added += answer->extra.value("added"_L1).toInteger();
    m_report.changed += answer->extra.value("changed"_L1).toInteger();
    m_report.known += answer->extra.value("known"_L1).toInteger();
    m_report.warnings << answer->warnings;
    for (const QJsonValue &each : answer->extra.value("refused"_L1).toArray()) {
        const QJsonObject refusal = each.toObject();
        m_report.refused << LayerRefusal{batch.at(refusal.value("row"_L1).toInteger()).number,
                                         refusal.value("field"_L1).toString(), refusal.value("code"_L1).toString(),
                                         refusal.value("message"_L1).toString()};
    }
    return {};
}

Result<GridImportReport> FileImport::run()
{
    auto content = read();
    if (!content)
        return fail(content.error());
    m_report.layer = content->info;
    m_report.datum = content->datum;
    m_report.features = content->features.size() + content->refused.size();
    m_report.refused = content->refused;
    m_report.cancelled = content->cancelled;
    for (const RuleRow *field : m_desk.fieldRules().fieldsOf(u"import_grid"_s)) {
        const QString name = field->text("field"_L1);
        if (name == "border"_L1 || name == "datum"_L1)
            continue;
        const QString column = m_options.columns.value(name, name);
        for (const LayerField &known : content->info.fields) // KML calls ours "Name"
            if (known.name.compare(column, Qt::CaseInsensitive) == 0 && !m_column.contains(name))
                m_column.insert(name, known.name);
        m_fields << name;
    }
    suspectDatum(*content);
    QList<LayerFeature> &features = content->features;
    // What others stand under comes first: the shorter code.
    std::ranges::stable_sort(
        features, {}, [this](const LayerFeature &feature) { return value(feature, u"code"_s).toString().size(); });
    const qsizetype size = m_options.dryRun ? mostInOne : batchSize;
    for (qsizetype from = 0; from < features.size() && !m_report.cancelled; from += size) {
        if (const auto sent = send(features.mid(from, size)); !sent)
            return fail(sent.error());
        const double share = static_cast<double>(from) / static_cast<double>(features.size());
        m_report.cancelled = m_options.progress && !m_options.progress(0.25 + 0.75 * share);
    }
    std::ranges::stable_sort(m_report.refused, {}, &LayerRefusal::number);
    return std::move(m_report);
}

} // namespace

QJsonObject GridImportReport::toJson() const
{
    QJsonArray refusals;
    for (const LayerRefusal &refusal : refused)
        refusals << QJsonObject{{u"feature"_s, refusal.number},
                                {u"field"_s, refusal.field},
                                {u"code"_s, refusal.code},
                                {u"reason"_s, refusal.reason}};
    return {{u"layer"_s, layer.name},        {u"crs"_s, layer.crs},
            {u"encoding"_s, layer.encoding}, {u"datum"_s, datumCode(datum)},
            {u"features"_s, features},       {u"added"_s, added},
            {u"changed"_s, changed},         {u"known"_s, known},
            {u"refused"_s, refusals},        {u"warnings"_s, QJsonArray::fromStringList(warnings)},
            {u"cancelled"_s, cancelled}};
}

Result<GridImportReport> importGridFile(Desk &desk, const QString &path, const GridImportOptions &options)
{
    return FileImport(desk, path, options).run();
}

} // namespace fengqiao
