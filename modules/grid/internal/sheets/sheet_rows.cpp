// The whole of library fengqiao_sheets: rows of a workbook (XLSX) by GDAL, which reads cells as text, dates by their
// style, and knows nothing of us.
#include <QCoreApplication>
#include <QFile>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>

#include "../row_source.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

struct Release {
    void operator()(void *dataset) const { GDALClose(dataset); }
};

struct ReleaseFeature {
    void operator()(void *feature) const { OGR_F_Destroy(feature); }
};

class SheetRows final : public RowSource {
public:
    [[nodiscard]] static Result<std::unique_ptr<RowSource>> open(const QString &path, const QString &sheet);

    bool next(Row *row) override
    {
        QStringList cells;
        while (read(&cells)) {
            if (std::ranges::all_of(cells, &QString::isEmpty))
                continue;
            *row = {};
            row->line = m_line;
            row->cells = std::move(cells);
            return true;
        }
        return false;
    }

    [[nodiscard]] double share() const override
    {
        return m_rows == 0 ? 1 : static_cast<double>(m_line) / static_cast<double>(m_rows);
    }

    [[nodiscard]] bool isTable() const override { return true; }

private:
    Result<> choose(const QString &sheet)
    {
        OGRLayerH first = nullptr;
        for (int i = 0; i < GDALDatasetGetLayerCount(m_dataset.get()); ++i) {
            OGRLayerH layer = GDALDatasetGetLayer(m_dataset.get(), i);
            m_sheets << QString::fromUtf8(OGR_L_GetName(layer));
            if (!m_layer && (sheet.isEmpty() ? OGR_L_GetFeatureCount(layer, 1) > 0 : m_sheets.last() == sheet)) {
                m_layer = layer;
                m_sheet = m_sheets.last();
            }
            first = first ? first : layer;
        }
        if (!m_layer && !sheet.isEmpty())
            return fail(ErrorKind::Usage, u"import.sheet"_s, Import::tr("There is no sheet \"%1\".").arg(sheet),
                        u"sheet"_s);
        m_layer = m_layer ? m_layer : first;
        if (!m_layer)
            return fail(ErrorKind::Invalid, u"import.empty"_s, Import::tr("The workbook has no sheet."));
        return {};
    }

    bool read(QStringList *cells)
    {
        const std::unique_ptr<void, ReleaseFeature> feature(OGR_L_GetNextFeature(m_layer));
        if (!feature)
            return false;
        ++m_line;
        cells->clear();
        const int count = OGR_F_GetFieldCount(feature.get());
        for (int i = 0; i < count; ++i)
            *cells << QString::fromUtf8(OGR_F_GetFieldAsString(feature.get(), i)).trimmed();
        return true;
    }

    Result<> readHeadings()
    {
        QStringList cells;
        while (m_headings.isEmpty() && read(&cells)) {
            while (!cells.isEmpty() && cells.last().isEmpty())
                cells.removeLast();
            m_headings = cells;
        }
        if (m_headings.isEmpty())
            return fail(ErrorKind::Invalid, u"import.empty"_s, Import::tr("The sheet has no row of headings."));
        return {};
    }

    std::unique_ptr<void, Release> m_dataset;
    OGRLayerH m_layer = nullptr;
    qint64 m_line = 0;
    qint64 m_rows = 0;
};

// No driver but this one, and no way out of the file.
void prepare()
{
    static const bool once = [] {
        CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
        CPLSetErrorHandler(CPLQuietErrorHandler);
        RegisterOGRXLSX();
        return true;
    }();
    Q_UNUSED(once);
}

Result<std::unique_ptr<RowSource>> SheetRows::open(const QString &path, const QString &sheet)
{
    prepare();
    const char *const drivers[] = {"XLSX", nullptr};
    std::unique_ptr<SheetRows> rows(new SheetRows());
    rows->m_encoding = u"UTF-8"_s;
    rows->m_dataset.reset(
        GDALOpenEx(QFile::encodeName(path).constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!rows->m_dataset)
        return fail(
            ErrorKind::Invalid, u"import.file"_s,
            Import::tr("%1 cannot be read as a workbook: %2").arg(path, QString::fromUtf8(CPLGetLastErrorMsg())));
    if (auto chosen = rows->choose(sheet); !chosen)
        return fail(std::move(chosen.error()));
    rows->m_rows = OGR_L_GetFeatureCount(rows->m_layer, 1);
    OGR_L_ResetReading(rows->m_layer);
    if (auto headings = rows->readHeadings(); !headings)
        return fail(std::move(headings.error()));
    return rows;
}

} // namespace

} // namespace fengqiao

extern "C" Q_DECL_EXPORT bool fengqiaoOpenSheet(const QString &path, const QString &sheet,
                                                fengqiao::Result<std::unique_ptr<fengqiao::RowSource>> *rows)
{
    *rows = fengqiao::SheetRows::open(path, sheet);
    return rows->has_value();
}
