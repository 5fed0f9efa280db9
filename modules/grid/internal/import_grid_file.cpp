#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid_files.h>

#include "import_forms.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

constexpr qsizetype batchSize = 250;
constexpr qint64 rowsATell = 500;
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
        , m_columns(*desk.rules(), gridRows(), options.columns)
    {
    }

    Result<GridImportReport> run();

private:
    [[nodiscard]] Result<> readTable();
    [[nodiscard]] Result<> readGeometry();
    [[nodiscard]] Result<LayerContent> readContent();
    [[nodiscard]] Result<> findColumns(const LayerInfo &info);
    void suspectDatum(const LayerContent &content);
    void take(const LayerFeature &feature);
    void refuse(qint64 number, const RowColumns::Fault &fault, const QJsonObject &data);
    void nameRefused(const QList<LayerRefusal> &refused);
    [[nodiscard]] QStringList cellsOf(const QHash<QString, QVariant> &attributes) const;
    [[nodiscard]] bool goesOn(double share); // tells how far it is
    [[nodiscard]] Result<> send(const QList<Entry> &batch);

    Desk &m_desk;
    QString m_path;
    const GridImportOptions &m_options;
    RowColumns m_columns;
    QStringList m_headings; // of a layer
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
    reading.accept = [this](const LayerInfo &info) { return findColumns(info); };
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

// As a table would have them. Codes are often numbers in a Shapefile.
QStringList FileImport::cellsOf(const QHash<QString, QVariant> &attributes) const
{
    QStringList cells;
    for (const QString &heading : m_headings) {
        const QVariant found = attributes.value(heading);
        bool whole = found.typeId() == QMetaType::Double;
        const double number = whole ? found.toDouble() : 0;
        whole = whole && std::floor(number) == number;
        cells << (whole ? QString::number(number, 'f', 0) : found.toString().trimmed());
    }
    return cells;
}

void FileImport::refuse(qint64 number, const RowColumns::Fault &fault, const QJsonObject &data)
{
    m_report.refused << LayerRefusal{number, fault.field, fault.code, fault.text};
    m_report.grids.insert(number, data.value("code"_L1).toString());
}

void FileImport::take(const LayerFeature &feature)
{
    RowColumns::Fault fault;
    QJsonObject data = m_columns.dataOf(cellsOf(feature.attributes), &fault);
    if (!fault.code.isEmpty())
        return refuse(feature.number, fault, data);
    const QByteArray border = QJsonDocument(shapeToGeoJson(feature.shape)).toJson(QJsonDocument::Compact);
    data.insert(u"border"_s, QString::fromUtf8(border));
    data.insert(u"datum"_s, datumCode(m_report.datum));
    m_entries << Entry{feature.number, data};
}

bool FileImport::goesOn(double share)
{
    m_report.cancelled = m_report.cancelled || (m_options.progress && !m_options.progress(share));
    return !m_report.cancelled;
}

// Every row is answered: one that cannot be read is refused with its line, and the next one follows.
Result<> FileImport::readTable()
{
    auto rows = openRows(m_path, {m_options.encoding, m_options.layer});
    if (!rows)
        return fail(std::move(rows.error()));
    if (auto used = m_columns.use(**rows); !used)
        return used;
    RowSource::Row row;
    while ((*rows)->next(&row)) {
        if (++m_report.features % rowsATell == 0 && !goesOn((*rows)->share() / 4))
            break;
        RowColumns::Fault fault;
        const QJsonObject data = m_columns.dataOf(**rows, row, &fault);
        if (!row.faultCode.isEmpty())
            fault = {row.faultField, row.faultCode, row.faultText};
        if (fault.code.isEmpty())
            m_entries << Entry{row.line, data};
        else
            refuse(row.line, fault, data);
    }
    m_report.table = true;
    m_report.layer.name = QFileInfo(m_path).completeBaseName();
    m_report.layer.features = m_report.features;
    m_report.layer.encoding = (*rows)->encoding();
    return {};
}

// As the columns of a table; what the file has no border for is never asked.
Result<> FileImport::findColumns(const LayerInfo &info)
{
    for (const LayerField &field : info.fields)
        m_headings << field.name;
    auto used = m_columns.use(m_headings);
    if (!used)
        used.error().code = u"layer.column_missing"_s;
    return used;
}

// A border that cannot be read is refused before its row is: what the row says of its grid is known all the same.
void FileImport::nameRefused(const QList<LayerRefusal> &refused)
{
    for (const LayerRefusal &refusal : refused) {
        RowColumns::Fault fault;
        const QJsonObject data = m_columns.dataOf(cellsOf(refusal.attributes), &fault);
        m_report.grids.insert(refusal.number, data.value("code"_L1).toString());
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
    nameRefused(content->refused);
    suspectDatum(*content);
    for (const LayerFeature &feature : std::as_const(content->features))
        take(feature);
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
        const Entry &entry = batch.at(refusal.value("row"_L1).toInteger());
        refuse(entry.number,
               {refusal.value("field"_L1).toString(), refusal.value("code"_L1).toString(),
                refusal.value("message"_L1).toString()},
               entry.data);
    }
    return {};
}

Result<GridImportReport> FileImport::run()
{
    if (auto read = isGridTable(m_path) ? readTable() : readGeometry(); !read)
        return fail(std::move(read.error()));
    // What others stand under comes first: the shorter code.
    std::ranges::stable_sort(m_entries, {},
                             [](const Entry &entry) { return entry.data.value("code"_L1).toString().size(); });
    const qsizetype size = m_options.dryRun ? mostInOne : batchSize;
    for (qsizetype from = 0; from < m_entries.size(); from += size) {
        // Asked before each batch: what is stopped while the file is read writes nothing.
        if (!goesOn(0.25 + 0.75 * static_cast<double>(from) / static_cast<double>(m_entries.size())))
            break;
        if (const auto sent = send(m_entries.mid(from, size)); !sent)
            return fail(sent.error());
    }
    std::ranges::stable_sort(m_report.refused, {}, &LayerRefusal::number);
    return std::move(m_report);
}

} // namespace

bool isGridTable(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return QStringList{u"csv"_s, u"txt"_s, u"tsv"_s, u"xlsx"_s}.contains(ending);
}

QJsonObject GridImportReport::toJson() const
{
    QJsonArray refusals;
    for (const LayerRefusal &refusal : refused)
        refusals << QJsonObject{{table ? u"line"_s : u"feature"_s, refusal.number},
                                {u"grid"_s, grids.value(refusal.number)},
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
