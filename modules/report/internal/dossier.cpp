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

// The papers that only the building of a dossier makes, by what they are for: column `part` of rule table documents.
constexpr QLatin1StringView coverPart("cover");
constexpr QLatin1StringView contentsPart("contents");
constexpr QLatin1StringView backPart("back");

QString codeOfPart(const RuleSet &rules, QLatin1StringView part)
{
    const QList<const RuleRow *> rows = rules.table("documents"_L1).where("part"_L1, QString(part));
    return rows.isEmpty() ? QString() : rows.first()->text("document"_L1);
}

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
        for (const auto &[part, target] :
             {std::pair{coverPart, &m_dossier.cover}, std::pair{contentsPart, &m_dossier.contents},
              std::pair{backPart, &m_dossier.back}}) {
            target->code = codeOfPart(m_context.rules, part);
            auto data = documentData(m_context, {m_matter, target->code, m_full, {}});
            if (!data)
                return fail(data.error());
            target->data = *data;
        }
        m_dossier.title = m_dossier.cover.data.value("dossier_number"_L1).toString();
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
    QJsonObject list = dossier.contents.data;
    list.insert(u"contents"_s, lines);
    QJsonObject back = dossier.back.data;
    if (total > 0)
        back.insert(u"pages"_s, QString::number(total));
    QList<Document> documents;
    for (const BoundPart &part : {dossier.cover, BoundPart{dossier.contents.code, list}}) {
        auto document = renderDocument(templates, part.code, part.data, dossier.watermark);
        if (!document)
            return fail(document.error());
        documents << std::move(*document);
    }
    for (const DossierPart &part : dossier.parts)
        if (part.document)
            documents << *part.document;
    auto last = renderDocument(templates, dossier.back.code, back, dossier.watermark);
    if (!last)
        return fail(last.error());
    documents << std::move(*last);
    return documents;
}

} // namespace fengqiao
