#include <report/collect.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <core/document_number.h>
#include <grid/grid.h>
#include <mediation/papers.h>
#include <reception/queries.h>
#include <reception/reception.h>
#include <store/blobs.h>

#include "overlay_values.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Collect {
    Q_DECLARE_TR_FUNCTIONS(Collect)
};

std::unexpected<Error> notFound(const QString &kind)
{
    return fail(ErrorKind::NotFound, kind + u".not_found"_s,
                Collect::tr("This record does not exist, or it is not open to you."));
}

// The centre of the division that has the record; a village without one is served by that of its town or county.
QString officeOf(Reader &tx, const QString &org)
{
    for (const qsizetype length : {12, 9, 6}) {
        const auto division = DivisionCode::parse(org.left(length));
        const auto centre = division ? centreOf(tx, *division) : std::nullopt;
        if (centre)
            return centre->text("name"_L1);
    }
    return {};
}

// Strokes are kept as a file of their own; templates take them as text.
QJsonArray withStrokes(ReadContext &context, const QJsonArray &signatures)
{
    QJsonArray all;
    for (const auto &value : signatures) {
        QJsonObject entry = value.toObject();
        if (entry.value("signer"_L1) == "seal"_L1)
            continue; // a stamp on paper: the form says where it goes
        const QJsonValue at = entry.value("at"_L1);
        const Instant signedAt =
            at.isDouble() ? Instant{at.toInteger()} : Instant::parse(at.toString()).value_or(Instant{});
        entry.insert("word"_L1, chineseWord(context.rules, "signer_role"_L1, entry.value("signer"_L1).toString()));
        if (!signedAt.isNull())
            entry.insert("date"_L1, paperDay(context.rules, signedAt.localDate()));
        const QString hash = entry.take("stroke"_L1).toString();
        if (!hash.isEmpty())
            if (const auto bytes = blobBytes(context.tx, hash))
                if (const QJsonObject strokes = QJsonDocument::fromJson(*bytes).object(); !strokes.isEmpty())
                    entry.insert("stroke"_L1, QString::fromUtf8(QJsonDocument(strokes).toJson(QJsonDocument::Compact)));
        all << entry;
    }
    return all;
}

QJsonValue replaced(const QJsonValue &value, const QString &from, const QString &to)
{
    if (value.isString())
        return value.toString().replace(from, to);
    if (value.isArray()) {
        QJsonArray items;
        for (const auto &item : value.toArray())
            items << replaced(item, from, to);
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = replaced(it.value(), from, to);
    return object;
}

// R6: whoever is complained of must not learn who complained; a letter to a unit may reach him, so names are masked
// within running text, too.
void conceal(ReadContext &context, const Row &matter, QJsonObject &data)
{
    QList<QUuid> people{matter.uuid("reporter"_L1)};
    for (const Row &party : context.tx.select(partyEntity(), u"matter = ? AND side = 'applicant'"_s, {matter.id()}))
        people << party.uuid("person"_L1);
    for (const QUuid id : std::as_const(people))
        if (const auto person = context.tx.find(personEntity(), id)) {
            const QString name = person->text("name"_L1);
            data = replaced(data, name, maskName(name)).toObject();
            for (const QLatin1StringView field : {"document_number"_L1, "phone"_L1})
                if (!person->isNull(field))
                    data = replaced(data, person->text(field), maskNumber(person->text(field))).toObject();
        }
}

bool conceals(const RuleSet &rules, const QString &code)
{
    return rules.setting("concealing_papers"_L1).split(u' ').contains(code);
}

// Every field with its word, for a paper that has no template of its own.
QJsonArray rowsOf(const RuleSet &rules, const QString &code, const QJsonObject &data)
{
    QJsonArray rows;
    for (const RuleRow *field : rules.table("document_fields"_L1).where("document"_L1, code)) {
        const QJsonValue value = data.value(field->text("field"_L1));
        QStringList lines{value.toString()};
        for (const auto &item : value.toArray()) {
            QJsonObject rest = item.toObject();
            QStringList parts{rest.take("item"_L1).toString() + rest.take("text"_L1).toString()};
            for (const auto &part : std::as_const(rest))
                parts << part.toString();
            parts.removeAll(QString());
            lines << parts.join(u"　"_s);
        }
        lines.removeAll(QString());
        rows << QJsonObject{{u"word"_s, field->text("zh"_L1)}, {u"value"_s, lines.join(u'\n')}};
    }
    return rows;
}

Result<QJsonObject> draftData(ReadContext &context, const Row &matter, const QString &code)
{
    const auto draft = documentDraft(context, matter.id(), code);
    if (!draft)
        return fail(draft.error());
    QJsonObject data;
    for (const DocumentValue &value : draft->values)
        if (!value.value.isNull())
            data.insert(value.field, value.value);
    const QJsonObject known = overlayValues(context, matter, code);
    for (auto it = known.begin(); it != known.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

Result<QJsonObject> madeData(ReadContext &context, QUuid document, bool full)
{
    auto data = documentContent(context, document, full);
    if (data)
        data->insert("signatures"_L1, withStrokes(context, data->value("signatures"_L1).toArray()));
    return data;
}

} // namespace

Result<QJsonObject> documentData(ReadContext &context, const PaperRequest &request)
{
    const auto matter = context.tx.find(matterEntity(), request.matter);
    if (!matter || !context.maySee(matterKind(), *matter))
        return notFound(u"matter"_s);
    QUuid document = request.document;
    if (document.isNull())
        for (const DocumentLine &line : documentsOf(context, request.matter))
            if (line.code == request.code)
                document = line.id;
    const bool hides = conceals(context.rules, request.code);
    auto data = document.isNull() ? draftData(context, *matter, request.code)
                                  : madeData(context, document, request.full && !hides);
    if (!data)
        return data;
    data->insert("office"_L1, officeOf(context.tx, matter->text("org"_L1)));
    if (!data->contains("matter_number"_L1))
        data->insert("matter_number"_L1, matter->text("number"_L1));
    data->insert("word"_L1, chineseWord(context.rules, "document"_L1, request.code));
    data->insert("rows"_L1, rowsOf(context.rules, request.code, *data));
    if (hides)
        conceal(context, *matter, *data);
    return data;
}

Result<QJsonObject> visitData(ReadContext &context, QUuid id, const QString &code)
{
    const auto view = visitView(context, id);
    const auto row = view ? context.tx.find(visitEntity(), id) : std::nullopt;
    if (!row)
        return notFound(u"visit"_s);
    const QString office = officeOf(context.tx, row->text("org"_L1));
    QJsonObject data{{u"office"_s, office},
                     {u"issuer"_s, office},
                     {u"number"_s, view->head.number},
                     {u"matter_number"_s, view->head.number},
                     {u"head_count"_s, view->head.headCount},
                     {u"purpose"_s, chineseWord(context.rules, "visit_purpose"_L1, view->head.purpose)},
                     {u"visitor"_s, view->head.visitorName},
                     {u"applicant_names"_s, view->head.visitorName},
                     {u"arrived_at"_s, view->head.arrived.display()},
                     {u"claim"_s, view->claim},
                     {u"receiver"_s, view->receiver},
                     {u"outcome"_s, view->outcomeWord.isEmpty() ? view->head.stateWord : view->outcomeWord},
                     {u"notice_version"_s, view->noticeVersion},
                     {u"date"_s, paperDay(context.rules, context.now.localDate())}};
    if (!row->isNull("ended_at"_L1))
        data.insert(u"ended_at"_s, row->instant("ended_at"_L1).display());
    if (!row->isNull("satisfaction"_L1))
        data.insert(u"satisfaction"_s, chineseWord(context.rules, "satisfaction"_L1, row->text("satisfaction"_L1)));
    QStringList names;
    for (const VisitPersonRow &person : view->persons)
        if (person.role == "representative"_L1)
            names << person.name;
    data.insert(u"representatives"_s, names.join(u"、"_s));
    if (!row->isNull("guide_reason"_L1)) {
        data.insert(u"reason"_s, chineseWord(context.rules, "guide_reason"_L1, row->text("guide_reason"_L1)));
        data.insert(u"body"_s, row->text("competent_body"_L1));
        data.insert(u"address"_s, row->text("competent_address"_L1));
        data.insert(u"route"_s, QString(row->text("competent_body"_L1) + u'\n' + row->text("competent_address"_L1)));
        data.insert(u"deadline"_s, row->text("deadline_warned"_L1));
    }
    if (!context.rules.hasCode(u"document"_s, code))
        return notFound(u"document"_s);
    return data;
}

PaperSubject findSubject(ReadContext &context, const QString &what)
{
    const QUuid id = QUuid::fromString(what);
    const auto find = [&](const Entity &entity) {
        return id.isNull() ? context.tx.findBy(entity, "number"_L1, what) : context.tx.find(entity, id);
    };
    if (const auto matter = find(matterEntity()); matter && context.maySee(matterKind(), *matter))
        return {u"matter"_s, matter->id()};
    if (const auto visit = find(visitEntity()); visit && visitView(context, visit->id()))
        return {u"visit"_s, visit->id()};
    return {};
}

QString watermarkOf(const Templates &templates, const ReadContext &context)
{
    return templates.styles()
        .style(u"watermark"_s, Layout::Form)
        .content.arg(context.actor.name, context.now.display());
}

Result<Document> renderDocument(const Templates &templates, const QString &code, const QJsonObject &data,
                                const QString &watermark)
{
    // A paper without a template of its own is a table of its fields.
    const bool own = templates.codes().contains(code);
    auto document = templates.render(own ? code : u"form"_s, data);
    if (document) {
        document->code = code;
        document->watermark = watermark;
    }
    return document;
}

} // namespace fengqiao
