#include <report/collect.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <mediation/papers.h>
#include <mediation/queries.h>
#include <store/blobs.h>

#include "overlay_values.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The papers that only the building of a dossier makes, by what they are for.
constexpr QLatin1StringView coverCode("D01");
constexpr QLatin1StringView contentsCode("D02");
constexpr QLatin1StringView backCode("D15");

class DossierReader {
public:
    DossierReader(ReadContext &context, const Templates &templates, QUuid matter, bool full)
        : m_context(context)
        , m_templates(templates)
        , m_matter(matter)
        , m_full(full)
    {
    }

    Result<Dossier> read()
    {
        const QList<DossierRow> rows = dossierMeter(m_context, m_matter);
        if (m_full)
            m_dossier.watermark = watermarkOf(m_templates, m_context);
        for (const auto &[code, target] :
             {std::pair{coverCode, &m_dossier.cover}, std::pair{contentsCode, &m_dossier.contents},
              std::pair{backCode, &m_dossier.back}}) {
            auto data = documentData(m_context, {m_matter, QString(code), m_full, {}});
            if (!data)
                return fail(data.error());
            *target = *data;
        }
        m_dossier.title = m_dossier.cover.value("dossier_number"_L1).toString();
        for (const DossierRow &row : rows) {
            if (!row.inDossier || row.generated)
                continue;
            if (const auto added = addRow(row); !added)
                return fail(added.error());
        }
        if (m_dossier.parts.isEmpty())
            return fail(ErrorKind::Forbidden, u"report.dossier_empty"_s,
                        QCoreApplication::translate("Dossier", "No paper of the dossier was made and nothing attached "
                                                               "yet; there is nothing to bind."));
        return std::move(m_dossier);
    }

private:
    Result<> addRow(const DossierRow &row)
    {
        for (const QUuid id : row.documents) {
            const auto data = documentData(m_context, {m_matter, row.code, m_full, id});
            if (!data)
                return fail(data.error());
            auto document = renderDocument(m_templates, row.code, *data, m_dossier.watermark);
            if (!document)
                return fail(document.error());
            m_dossier.parts << DossierPart{row.code,
                                           chineseWord(m_context.rules, "document"_L1, row.code),
                                           document->number,
                                           std::move(*document),
                                           {},
                                           {}};
        }
        for (const QUuid id : row.attachments)
            if (const auto added = addAttachment(row, id); !added)
                return added;
        return {};
    }

    Result<> addAttachment(const DossierRow &row, QUuid id)
    {
        const auto attachment = readableAttachment(m_context, id.toString(QUuid::WithoutBraces));
        if (!attachment)
            return fail(attachment.error());
        const auto bytes = blobBytes(m_context.tx, attachment->text("file"_L1));
        if (!bytes)
            return fail(bytes.error());
        const QString item = attachment->text(attachment->isNull("item"_L1) ? "name"_L1 : "item"_L1);
        m_dossier.parts << DossierPart{
            row.code, chineseWord(m_context.rules, "document"_L1, row.code) + u"　"_s + item,         {}, std::nullopt,
            *bytes,   chineseWord(m_context.rules, "attachment_type"_L1, attachment->text("type"_L1))};
        return {};
    }

    ReadContext &m_context;
    const Templates &m_templates;
    QUuid m_matter;
    bool m_full;
    Dossier m_dossier;
};

} // namespace

void Dossier::dropWatermark()
{
    watermark.clear();
    for (DossierPart &part : parts)
        if (part.document)
            part.document->watermark.clear();
}

Result<Dossier> collectDossier(ReadContext &context, const Templates &templates, QUuid matter, bool full)
{
    return DossierReader(context, templates, matter, full).read();
}

Result<QList<Document>> dossierDocuments(const Dossier &dossier, const Templates &templates, const QList<int> &pages,
                                         int total)
{
    QJsonArray lines;
    for (qsizetype i = 0; i < dossier.parts.size(); ++i) {
        const DossierPart &part = dossier.parts[i];
        QJsonObject line{{u"item"_s, part.title}, {u"number"_s, part.number}};
        if (pages.value(i) > 0)
            line.insert(u"page"_s, QString::number(pages[i]));
        else if (!part.document)
            line.insert(u"remark"_s, part.type);
        lines << line;
    }
    QJsonObject list = dossier.contents;
    list.insert(u"contents"_s, lines);
    const QJsonObject contents = list;
    QJsonObject back = dossier.back;
    if (total > 0)
        back.insert(u"pages"_s, QString::number(total));
    QList<Document> documents;
    for (const auto &[code, data] : {std::pair{coverCode, &dossier.cover}, std::pair{contentsCode, &contents}}) {
        auto document = renderDocument(templates, QString(code), *data, dossier.watermark);
        if (!document)
            return fail(document.error());
        documents << std::move(*document);
    }
    for (const DossierPart &part : dossier.parts)
        if (part.document)
            documents << *part.document;
    auto last = renderDocument(templates, QString(backCode), back, dossier.watermark);
    if (!last)
        return fail(last.error());
    documents << std::move(*last);
    return documents;
}

} // namespace fengqiao
