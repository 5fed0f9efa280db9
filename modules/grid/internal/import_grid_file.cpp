#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid_files.h>

#include "row_columns.h"

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

// A table without geometry: a workbook, or text that is no GeoJSON.
bool isTable(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return QStringList{u"csv"_s, u"txt"_s, u"tsv"_s, u"xlsx"_s}.contains(ending);
}

// One grid of the file as data of import_grids.
struct Entry {
    qint64 number = 0; // the feature or the line
    QJsonObject data;
};

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
    [[nodiscard]] Result<> readTable();
    [[nodiscard]] Result<> readGeometry();
    [[nodiscard]] Result<LayerContent> readContent();
    void findColumns(const LayerInfo &info);
    void suspectDatum(const LayerContent &content);
    [[nodiscard]] QJsonObject dataOf(const LayerFeature &feature) const;
    [[nodiscard]] QVariant value(const LayerFeature &feature, const QString &field) const;
    [[nodiscard]] Result<> send(const QList<Entry> &batch);

    Desk &m_desk;
    QString m_path;
    const GridImportOptions &m_options;
    QStringList m_fields;             // of record import_grid
    QHash<QString, QString> m_column; // field -> column of the file
    QList<Entry> m_entries;
    GridImportReport m_report;
};

Result<LayerContent> FileImport::readContent()
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
    const QByteArray border = QJsonDocument(shapeToGeoJson(feature.shape)).toJson(QJsonDocument::Compact);
    data.insert(u"border"_s, QString::fromUtf8(border));
    data.insert(u"datum"_s, datumCode(m_report.datum));
    return data;
}

// Every row is answered: one that cannot be read is refused with its line, and the next one follows.
Result<> FileImport::readTable()
{
    auto rows = openRows(m_path, {m_options.encoding, m_options.layer});
    if (!rows)
        return fail(std::move(rows.error()));
    RowColumns columns(*m_desk.rules(), {u"import_grid"_s, u"grids"_s, u"grid"_s}, m_options.columns);
    if (auto used = columns.use(**rows); !used)
        return used;
    RowSource::Row row;
    while ((*rows)->next(&row)) {
        ++m_report.features;
        RowColumns::Fault fault{row.faultField, row.faultCode, row.faultText};
        const QJsonObject data = fault.code.isEmpty() ? columns.dataOf(**rows, row, &fault) : QJsonObject();
        if (fault.code.isEmpty())
            m_entries << Entry{row.line, data};
        else
            m_report.refused << LayerRefusal{row.line, fault.field, fault.code, fault.text};
    }
    m_report.table = true;
    m_report.layer.name = QFileInfo(m_path).completeBaseName();
    m_report.layer.features = m_report.features;
    m_report.layer.encoding = (*rows)->encoding();
    return {};
}

// A field's column is the one named for it, else the one that bears its name.
void FileImport::findColumns(const LayerInfo &info)
{
    for (const RuleRow *field : m_desk.fieldRules().fieldsOf(u"import_grid"_s)) {
        const QString name = field->text("field"_L1);
        if (name == "border"_L1 || name == "datum"_L1)
            continue;
        const QString column = m_options.columns.value(name, name);
        for (const LayerField &known : info.fields) // KML calls ours "Name"
            if (known.name.compare(column, Qt::CaseInsensitive) == 0 && !m_column.contains(name))
                m_column.insert(name, known.name);
        m_fields << name;
    }
}

Result<> FileImport::readGeometry()
{
    auto content = readContent();
    if (!content)
        return fail(std::move(content.error()));
    m_report.layer = content->info;
    m_report.datum = content->datum;
    m_report.features = content->features.size() + content->refused.size();
    m_report.refused = content->refused;
    m_report.cancelled = content->cancelled;
    findColumns(content->info);
    suspectDatum(*content);
    for (const LayerFeature &feature : std::as_const(content->features))
        m_entries << Entry{feature.number, dataOf(feature)};
    return {};
}

Result<> FileImport::send(const QList<Entry> &batch)
{
    QJsonArray rows;
    for (const Entry &entry : batch) {
        QJsonObject data = entry.data;
        if (!data.contains("scheme"_L1) && !m_options.scheme.isEmpty())
            data.insert(u"scheme"_s, m_options.scheme);
        rows << data;
    }
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
    if (auto read = isTable(m_path) ? readTable() : readGeometry(); !read)
        return fail(std::move(read.error()));
    // What others stand under comes first: the shorter code.
    std::ranges::stable_sort(m_entries, {},
                             [](const Entry &entry) { return entry.data.value("code"_L1).toString().size(); });
    const qsizetype size = m_options.dryRun ? mostInOne : batchSize;
    for (qsizetype from = 0; from < m_entries.size() && !m_report.cancelled; from += size) {
        if (const auto sent = send(m_entries.mid(from, size)); !sent)
            return fail(sent.error());
        const double share = static_cast<double>(from) / static_cast<double>(m_entries.size());
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
        refusals << QJsonObject{{table ? u"line"_s : u"feature"_s, refusal.number},
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
