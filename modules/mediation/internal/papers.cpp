// The papers of a matter: what hangs on the engine, and what the window and the command line read.
#include <QCoreApplication>

#include <core/document_number.h>

#include "areas.h"
#include "outcome_area.h"
#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Papers {
    Q_DECLARE_TR_FUNCTIONS(Papers)
};

Machine paperMachine(const QString &name, const Entity &entity)
{
    Machine machine;
    machine.name = name;
    machine.entity = &entity;
    machine.parent = u"matter"_s;
    return machine;
}

std::unexpected<Error> notFound(const QString &what)
{
    return fail(ErrorKind::NotFound, what + u".not_found"_s,
                Papers::tr("This record does not exist, or it is not open to you."));
}

// A paper says who complained: where that is withheld (R6) its content is, too.
std::optional<Row> openMatter(ReadContext &context, QUuid id)
{
    auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !context.maySee(matterKind(), *matter) || identityWithheld(context.actor, *matter))
        return std::nullopt;
    return matter;
}

QJsonValue maskedValue(Personal personal, const QJsonValue &value, bool maskNames);

// Particulars of people, field by field, by the masks of a person's record.
QJsonObject maskedPerson(const QJsonObject &person, bool maskNames)
{
    static const QHash<QString, Personal> classes{{u"name"_s, Personal::Name},
                                                  {u"acting"_s, Personal::Name},
                                                  {u"document_number"_s, Personal::Number},
                                                  {u"phone"_s, Personal::Phone},
                                                  {u"address"_s, Personal::Address}};
    QJsonObject masked;
    for (auto it = person.begin(); it != person.end(); ++it)
        masked.insert(it.key(), maskedValue(classes.value(it.key(), Personal::No), it.value(), maskNames));
    return masked;
}

QString maskedText(Personal personal, const QString &text, bool maskNames)
{
    switch (personal) {
    case Personal::Name:
        return maskNames ? maskName(text) : text;
    case Personal::Number:
        return maskNumber(text);
    case Personal::Phone:
        return maskPhone(text);
    case Personal::Address:
        return maskAddress(text);
    case Personal::Narrative:
        return maskNames ? u"***"_s : text;
    case Personal::No:
        break;
    }
    return text;
}

QJsonValue maskedValue(Personal personal, const QJsonValue &value, bool maskNames)
{
    if (value.isString())
        return maskedText(personal, value.toString(), maskNames);
    if (!value.isArray())
        return value;
    QJsonArray items;
    for (const QJsonValue &item : value.toArray())
        items << (isParticular(personal)                  ? QJsonValue(maskedPerson(item.toObject(), maskNames))
                  : maskNames && personal != Personal::No ? QJsonValue(u"***"_s)
                                                          : item);
    return items;
}

QString signerName(ReadContext &context, const QJsonValue &entry, bool maskNames)
{
    const auto party = context.tx.find(partyEntity(), QUuid::fromString(entry["party"_L1].toString()));
    if (!party)
        return entry["signer"_L1].toString() == "mediator"_L1
                   ? context.accountName(QUuid::fromString(entry["by"_L1].toString()))
                   : QString();
    const auto person = context.tx.find(personEntity(), party->uuid("person"_L1));
    if (!person)
        return party->text("organisation_name"_L1);
    return maskedText(Personal::Name, person->text("name"_L1), maskNames);
}

QJsonArray signatures(ReadContext &context, const Row &document, bool maskNames)
{
    QJsonArray list;
    for (const QJsonValue &value : document.json("signed"_L1).toArray()) {
        QJsonObject entry = value.toObject();
        entry.insert(u"word"_s, context.rules.word("signer_role"_L1, entry.value("signer"_L1).toString()));
        if (const QString name = signerName(context, value, maskNames); !name.isEmpty())
            entry.insert(u"name"_s, name);
        list << entry;
    }
    return list;
}

DocumentLine lineOf(ReadContext &context, const Row &row, bool maskNames)
{
    const RuleSet &rules = context.rules;
    DocumentLine line;
    line.id = row.id();
    line.code = row.text("code"_L1);
    line.word = rules.word("document"_L1, line.code);
    line.number = row.isNull("number"_L1) ? row.text("dossier_number"_L1) : row.text("number"_L1);
    line.title = context.masked(*documentEntity().field("title"_L1), row.value("title"_L1), maskNames);
    if (line.title.isEmpty())
        line.title = line.word;
    line.version = static_cast<int>(row.integer("version"_L1));
    line.state = row.text("state"_L1);
    const RuleRow *state = rules.table("states"_L1).find(line.state);
    line.stateWord = state ? state->word() : line.state;
    for (const QJsonValue &entry : signatures(context, row, maskNames))
        line.signedBy << QStringList{entry["word"_L1].toString(), entry["name"_L1].toString()}.join(u' ').trimmed();
    for (const QString &signer : missingSignatures(rules, row))
        line.unsignedBy << rules.word("signer_role"_L1, signer);
    line.madeBy = context.accountName(row.uuid("made_by"_L1));
    line.madeAt = row.instant("made_at"_L1);
    line.hash = row.text("file"_L1);
    line.pages = static_cast<int>(row.integer("pages"_L1));
    return line;
}

// ---- verify ----

// Of each content that a live row names: is it here, and is it what its name says?
void checkContents(Reader &reader, const QString &from, QList<VerifyFault> &faults)
{
    Query rows = reader.query(u"SELECT p.id, p.file, m.number FROM "_s + from);
    while (rows.next()) {
        const auto bytes = blobBytes(reader, rows.text(1));
        if (bytes)
            continue;
        faults << VerifyFault{
            u"attachments"_s, rows.text(2),
            Papers::tr("File %1 of %2: %3")
                .arg(rows.uuid(0).toString(QUuid::WithoutBraces), rows.text(2), bytes.error().message)};
        return; // the first of each kind
    }
}

} // namespace

QList<VerifyFault> verifyPapers(Reader &reader, const RuleSet &rules)
{
    Q_UNUSED(rules)
    QList<VerifyFault> faults;
    checkContents(reader, u"attachment p JOIN matter m ON m.id = p.matter WHERE p.deleted = 0 AND p.state = 'F10'"_s,
                  faults);
    checkContents(reader,
                  u"document p JOIN matter m ON m.id = p.matter WHERE p.deleted = 0 AND p.state <> 'W30' AND p.file "
                  u"IS NOT NULL"_s,
                  faults);
    if (const QStringList orphans = unusedBlobs(reader); !orphans.isEmpty())
        faults << VerifyFault{
            u"orphan_attachments"_s, orphans.first(),
            Papers::tr("%n stored file(s) belong to no record.", nullptr, static_cast<int>(orphans.size()))};
    return faults;
}

void addPapers(Module &module)
{
    module.entities += {&attachmentEntity(), &documentEntity()};
    module.machines +=
        {paperMachine(u"attachment"_s, attachmentEntity()), paperMachine(u"document"_s, documentEntity())};
    module.kinds += {attachmentKind(), documentKind()};
    module.handlers.insert({{u"attach"_s, attachFile},
                            {u"remove_attachment"_s, removeAttachment},
                            {u"make_document"_s, makeDocument},
                            {u"sign_document"_s, signDocument},
                            {u"complete_document"_s, completeDocument},
                            {u"keep_document"_s, keepDocument},
                            {u"void_document"_s, voidDocument}});
    module.afterTransition << completeWhenSigned;
    module.verifiers << verifyPapers;
}

QVariant papersLookup(ActionContext &context, const Row &matter, const QString &name)
{
    if (name != "dossier_missing"_L1)
        return {};
    return dossierMissing(dossierRows({context.tx, context.rules, context.now(), matter, context.actor.id.value, {}}));
}

QList<DocumentLine> documentsOf(ReadContext &context, QUuid id)
{
    QList<DocumentLine> lines;
    const auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !context.maySee(matterKind(), *matter))
        return lines;
    const bool maskNames = context.masksNames(matterKind(), *matter) || identityWithheld(context.actor, *matter);
    for (const Row &row :
         context.tx.select(documentEntity(), u"matter = ? AND state <> 'W30' ORDER BY made_at, id"_s, {QVariant(id)}))
        lines << lineOf(context, row, maskNames);
    return lines;
}

QStringList DocumentDraft::missing() const
{
    QStringList words;
    for (const DocumentValue &value : values)
        if (value.required && value.value.isNull())
            words << value.word;
    return words;
}

Result<DocumentDraft> documentDraft(ReadContext &context, QUuid id, const QString &code)
{
    const auto matter = openMatter(context, id);
    if (!matter)
        return notFound(u"matter"_s);
    const RuleRow *paper = context.rules.table("documents"_L1).find(code);
    if (!paper)
        return notFound(u"document"_s);
    const bool maskNames = context.masksNames(matterKind(), *matter);
    // Numbers are given when the paper is made; until then a line stands for them.
    Row numbered = *matter;
    const QString line = u"____"_s;
    if (numbered.isNull("dossier_number"_L1))
        numbered.set("dossier_number"_L1, line);
    const PaperScene scene{context.tx, context.rules, context.now, numbered, context.actor.id.value, line};
    DocumentDraft draft{code, context.rules.word("document"_L1, code), paperValues(scene, code)};
    for (DocumentValue &value : draft.values)
        value.value = maskedValue(value.personal, value.value, maskNames);
    return draft;
}

Result<QJsonObject> documentContent(ReadContext &context, QUuid id, bool full)
{
    const auto document = context.tx.find(documentEntity(), id);
    const auto matter = document ? openMatter(context, document->uuid("matter"_L1)) : std::nullopt;
    if (!matter)
        return notFound(u"document"_s);
    const bool maskNames = context.masksNames(matterKind(), *matter);
    QJsonObject content{{u"code"_s, document->text("code"_L1)},
                        {u"title"_s, document->text("title"_L1)},
                        {u"version"_s, document->integer("version"_L1)},
                        {u"state"_s, document->text("state"_L1)},
                        {u"signatures"_s, signatures(context, *document, maskNames)}};
    QJsonObject values = document->json("data"_L1).toObject();
    const QJsonObject particulars = document->json("particulars"_L1).toObject();
    for (auto it = particulars.begin(); it != particulars.end(); ++it)
        values.insert(it.key(), full && !maskNames ? it.value() : maskedValue(Personal::Number, it.value(), maskNames));
    if (maskNames) // what names nobody stays readable
        for (const RuleRow *row :
             context.rules.table("document_fields"_L1).where("document"_L1, document->text("code"_L1)))
            if (const QString field = row->text("field"_L1);
                !row->text("personal"_L1).isEmpty() && !particulars.contains(field) && values.contains(field))
                values.insert(field, u"***"_s);
    for (auto it = values.begin(); it != values.end(); ++it)
        content.insert(it.key(), it.value());
    if (!document->isNull("number"_L1))
        content.insert(u"number"_s, document->text("number"_L1));
    return content;
}

} // namespace fengqiao
