#include <QCoreApplication>

#include <core/locale.h>

#include "outcome_area.h"
#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Documents {
    Q_DECLARE_TR_FUNCTIONS(Documents)
};

std::unexpected<Error> refuse(const ActionContext &context, ErrorKind kind, QLatin1StringView what,
                              const QString &sentence, const QString &field = {})
{
    return fail(kind, u"document."_s + what, sentence, field, context.ruleId());
}

// Where a paper stands when nothing is missing: what the step to it says.
QString completeState(const RuleSet &rules)
{
    return rules.table("actions"_L1).find(u"complete_document"_s)->text("to"_L1);
}

const RuleRow *paperOf(const RuleSet &rules, const QString &code)
{
    return rules.table("documents"_L1).find(code);
}

QString paperWord(const RuleSet &rules, const QString &code)
{
    return rules.word("document"_L1, code);
}

QString signerWords(const RuleSet &rules, const QStringList &signers)
{
    QStringList words;
    for (const QString &signer : signers)
        words << rules.word("signer_role"_L1, signer);
    return joinedWords(words);
}

// A number of a series of its own, by the pattern of the setting <series>_number: %p prefix, %y year, %n number.
QString nextNumber(ActionContext &context, const QString &series)
{
    const QString year = QString::number(context.now().localDate().year());
    const auto setting = [&](QLatin1StringView what) {
        const QByteArray key = series.toLatin1() + QByteArray(what.data(), what.size());
        return context.rules.setting(QLatin1StringView(key));
    };
    return setting("_number"_L1)
        .replace("%p"_L1, setting("_prefix"_L1))
        .replace("%y"_L1, year)
        .replace("%n"_L1, QString::number(context.tx.nextNumber(series, year)));
}

bool namesDossier(const RuleSet &rules, const QString &code)
{
    const auto rows = rules.table("document_fields"_L1).where("document"_L1, code);
    return std::ranges::any_of(rows, [](const RuleRow *row) { return row->text("from"_L1) == "dossier.number"_L1; });
}

Result<> mayMake(const ActionContext &context, const RuleRow &paper)
{
    const QStringList makers = paper.list("made_by"_L1);
    const bool allowed =
        std::ranges::any_of(makers, [&](const QString &role) { return context.actor.roles.contains(role); });
    if (allowed)
        return {};
    QStringList words;
    for (const QString &role : makers)
        words << context.rules.table("roles"_L1).find(role)->word();
    return refuse(context, ErrorKind::NotPermitted, "role"_L1,
                  Documents::tr("\"%1\" is made by %2 only; nothing was made.")
                      .arg(paperWord(context.rules, paper.text("document"_L1)), joinedWords(words)),
                  u"code"_s);
}

// Of a paper that stands alone the newest draft takes the place of the one before; one that somebody signed stays.
Result<> replaceDrafts(ActionContext &context, const RuleRow &paper)
{
    if (paper.flag("many"_L1))
        return {};
    const QString code = paper.text("document"_L1);
    for (const Row &row : context.tx.select(documentEntity(), u"matter = ? AND code = ? AND state <> 'W30'"_s,
                                            {QVariant(context.parent->id()), code})) {
        if (row.text("state"_L1) == completeState(context.rules) || !row.json("signed"_L1).toArray().isEmpty())
            return refuse(context, ErrorKind::Conflict, "exists"_L1,
                          Documents::tr("There is a signed \"%1\" already; void it first if it must be made anew.")
                              .arg(paperWord(context.rules, code)),
                          u"code"_s);
        const auto gone =
            context.run(u"void_document"_s, {{u"document"_s, row.id().toString(QUuid::WithoutBraces)},
                                             {u"reason"_s, Documents::tr("Replaced by a newer version")}});
        if (!gone)
            return fail(gone.error());
    }
    return {};
}

// What whoever makes the paper typed in: only fields of this paper, and nothing that the records say better.
Result<> takeTyped(ActionContext &context, QList<DocumentValue> &values)
{
    const QList<Fields> &given = context.data.records("values"_L1);
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QString field = given[i].text("field"_L1);
        const QString path = u"values[%1]"_s.arg(i);
        const auto found = std::ranges::find(values, field, &DocumentValue::field);
        if (found == values.end())
            return refuse(context, ErrorKind::Invalid, "field_unknown"_L1,
                          Documents::tr("\"%1\" is not a field of this document; nothing was made.").arg(field), path);
        if (isParticular(found->personal) || found->value.isArray())
            return refuse(context, ErrorKind::Invalid, "field_fixed"_L1,
                          Documents::tr("\"%1\" comes from the records of the matter and is not typed in; please "
                                        "correct it there.")
                              .arg(found->word),
                          path);
        found->value = given[i].text("text"_L1);
    }
    return {};
}

Result<> requireValues(const ActionContext &context, const QList<DocumentValue> &values, const QString &code)
{
    for (const DocumentValue &value : values)
        if (value.required && value.value.isNull())
            return refuse(context, ErrorKind::Invalid, "value_missing"_L1,
                          Documents::tr("\"%1\" cannot be made: \"%2\" is missing. Nothing was made.")
                              .arg(paperWord(context.rules, code), value.word),
                          u"values."_s + value.field);
    return {};
}

// The same twice: the document itself says it changed on the way (its completion is an event of its own).
Result<> completeNow(ActionContext &context)
{
    const QUuid id = context.subject->id();
    const auto done = context.run(u"complete_document"_s, {{u"document"_s, id.toString(QUuid::WithoutBraces)}});
    if (!done)
        return fail(done.error());
    *context.subject = *context.tx.find(documentEntity(), id);
    return {};
}

// The same side may have signed by several people; one that stands alone in its role signs once.
bool hasSigned(const Row &document, const QString &signer, const QString &party)
{
    const QJsonArray entries = document.json("signed"_L1).toArray();
    return std::ranges::any_of(entries, [&](const QJsonValue &entry) {
        return entry["signer"_L1].toString() == signer && entry["party"_L1].toString() == party;
    });
}

Result<> checkSigner(ActionContext &context, const QString &signer)
{
    const Row &document = *context.subject;
    const RuleRow *paper = paperOf(context.rules, document.text("code"_L1));
    const QStringList needed = paper ? paper->list("signatures"_L1) : QStringList();
    if (!needed.contains(signer))
        return refuse(context, ErrorKind::Invalid, "signer_unknown"_L1,
                      Documents::tr("\"%1\" is not signed by %2; it is signed by: %3.")
                          .arg(paperWord(context.rules, document.text("code"_L1)),
                               context.rules.word("signer_role"_L1, signer), signerWords(context.rules, needed)),
                      u"signer"_s);
    if (signer == "mediator"_L1 && !context.parent->isNull("mediator"_L1) &&
        context.parent->uuid("mediator"_L1) != context.actor.id.value)
        return refuse(context, ErrorKind::NotPermitted, "not_the_mediator"_L1,
                      Documents::tr("The mediator of the matter signs in person; nothing was signed."), u"signer"_s);
    if (context.data.flag("fingerprint"_L1) && !context.data.flag("on_paper"_L1))
        return refuse(context, ErrorKind::Invalid, "fingerprint"_L1,
                      Documents::tr("A fingerprint is given on paper only; it is never read by a machine here."),
                      u"fingerprint"_s);
    return {};
}

Result<> checkParty(ActionContext &context, const QString &signer)
{
    if (const auto ours = partyIsOf(context, "party"_L1, *context.parent); !ours)
        return ours;
    if (!context.data.has("party"_L1))
        return {};
    const auto party = context.tx.find(partyEntity(), context.data.uuid("party"_L1));
    if (party->text("side"_L1) == signer)
        return {};
    return refuse(context, ErrorKind::Invalid, "party_side"_L1,
                  Documents::tr("This party stands on the other side and cannot sign for it; nothing was signed."),
                  u"party"_s);
}

// 人民调解法 29: the committee's seal comes when everybody has signed, and rights and duties were told before (23, 24).
Result<> checkSeal(ActionContext &context)
{
    const Row &document = *context.subject;
    const RuleSet &rules = context.rules;
    QStringList missing = missingSignatures(rules, document);
    missing.removeAll(u"seal"_s);
    if (!missing.isEmpty())
        return refuse(context, ErrorKind::Forbidden, "seal_early"_L1,
                      Documents::tr("\"%1\" is sealed when all have signed; still missing: %2.")
                          .arg(paperWord(rules, document.text("code"_L1)), signerWords(rules, missing)),
                      u"signer"_s);
    return {};
}

Result<> checkEarlier(ActionContext &context)
{
    const RuleRow *paper = paperOf(context.rules, context.subject->text("code"_L1));
    const QStringList codes = paper ? paper->list("after"_L1) : QStringList();
    for (const QString &code : codes) {
        const qint64 there = context.tx.count(documentEntity(), u"matter = ? AND code = ? AND state = ?"_s,
                                              {QVariant(context.parent->id()), code, completeState(context.rules)}) +
                             context.tx.count(attachmentEntity(), u"matter = ? AND proves = ? AND state = 'F10'"_s,
                                              {QVariant(context.parent->id()), code});
        if (there == 0)
            return refuse(
                context, ErrorKind::Forbidden, "earlier_missing"_L1,
                Documents::tr("\"%1\" cannot be sealed before \"%2\" is there and signed.")
                    .arg(paperWord(context.rules, context.subject->text("code"_L1)), paperWord(context.rules, code)));
    }
    return {};
}

Result<> checkStroke(ActionContext &context)
{
    if (!context.data.has("stroke"_L1))
        return {};
    const auto bytes = blobBytes(context.tx, context.data.text("stroke"_L1));
    if (!bytes)
        return fail(bytes.error());
    const auto looked = lookAtFile(context.rules, *bytes, {});
    if (looked && context.rules.hasCode(u"stroke_type"_s, looked->type))
        return {};
    return refuse(context, ErrorKind::Invalid, "stroke_type"_L1,
                  Documents::tr("This file is not a signature as it was drawn; nothing was signed."), u"stroke"_s);
}

} // namespace

QStringList missingSignatures(const RuleSet &rules, const Row &document)
{
    const RuleRow *paper = paperOf(rules, document.text("code"_L1));
    QStringList missing = paper ? paper->list("signatures"_L1) : QStringList();
    for (const QJsonValue &entry : document.json("signed"_L1).toArray())
        missing.removeAll(entry["signer"_L1].toString());
    return missing;
}

bool isComplete(const RuleSet &rules, const Row &document)
{
    return document.text("state"_L1) == completeState(rules) && missingSignatures(rules, document).isEmpty();
}

Result<> partyIsOf(ActionContext &context, QLatin1StringView field, const Row &matter)
{
    if (!context.data.has(field))
        return {};
    const auto party = context.tx.find(partyEntity(), context.data.uuid(field));
    if (party && party->uuid("matter"_L1) == matter.id())
        return {};
    return refuse(context, ErrorKind::Invalid, "party_other"_L1,
                  Documents::tr("This party belongs to another matter; nothing was changed."), QString(field));
}

Result<> makeDocument(ActionContext &context)
{
    const QString code = context.data.text("code"_L1);
    const RuleRow *paper = paperOf(context.rules, code);
    if (!paper)
        return refuse(context, ErrorKind::Invalid, "not_of_matter"_L1,
                      Documents::tr("\"%1\" is not a document of one matter; nothing was made.")
                          .arg(paperWord(context.rules, code)),
                      u"code"_s);
    if (const auto may = mayMake(context, *paper); !may)
        return may;
    if (const auto replaced = replaceDrafts(context, *paper); !replaced)
        return replaced;
    const QString series = paper->text("series"_L1);
    Row row(documentEntity());
    if (namesDossier(context.rules, code))
        row.set("dossier_number"_L1, dossierNumber(context, *context.parent));
    PaperScene scene{context.tx, context.rules, context.now(), *context.parent, context.actor.id.value, {}};
    if (!series.isEmpty() && series != "dossier"_L1)
        scene.number = nextNumber(context, series);
    QList<DocumentValue> values = paperValues(scene, code);
    if (const auto typed = takeTyped(context, values); !typed)
        return typed;
    if (const auto there = requireValues(context, values, code); !there)
        return there;
    QJsonObject data;
    QJsonObject particulars;
    for (const DocumentValue &value : std::as_const(values))
        if (!value.value.isNull())
            (isParticular(value.personal) ? particulars : data).insert(value.field, value.value);
    row.setJson("data"_L1, data);
    if (!particulars.isEmpty())
        row.setJson("particulars"_L1, particulars);
    row.set("number"_L1, scene.number.isEmpty() ? QVariant() : QVariant(scene.number));
    Query last = context.tx.query(u"SELECT max(version) FROM document WHERE matter = ? AND code = ?"_s,
                                  {QVariant(context.parent->id()), code});
    row.set("version"_L1, QVariant(last.next() ? last.integer(0) + 1 : 1));
    row.set("made_by"_L1, QVariant(context.actor.id.value));
    row.set("made_at"_L1, context.now());
    context.created = std::move(row);
    return {};
}

Result<> signDocument(ActionContext &context)
{
    const QString signer = context.data.text("signer"_L1);
    const QString party =
        context.data.has("party"_L1) ? context.data.uuid("party"_L1).toString(QUuid::WithoutBraces) : QString();
    for (const auto &check : {checkSigner, checkParty})
        if (const auto fits = check(context, signer); !fits)
            return fits;
    if (hasSigned(*context.subject, signer, party))
        return refuse(context, ErrorKind::Conflict, "signed_twice"_L1,
                      Documents::tr("This signature is there already; nothing was changed."), u"signer"_s);
    if (signer == "seal"_L1) {
        if (const auto ready = checkSeal(context); !ready)
            return ready;
        if (const auto ready = checkEarlier(context); !ready)
            return ready;
    }
    if (const auto stroke = checkStroke(context); !stroke)
        return stroke;
    QJsonObject entry{{u"signer"_s, signer},
                      {u"at"_s, context.now().toIso()},
                      {u"by"_s, context.actor.id.value.toString(QUuid::WithoutBraces)}};
    if (!party.isEmpty())
        entry.insert(u"party"_s, party);
    if (context.data.has("stroke"_L1))
        entry.insert(u"stroke"_s, context.data.text("stroke"_L1));
    if (context.data.flag("on_paper"_L1))
        entry.insert(u"paper"_s, true);
    if (context.data.flag("fingerprint"_L1))
        entry.insert(u"fingerprint"_s, true);
    QJsonArray entries = context.subject->json("signed"_L1).toArray();
    entries << entry;
    context.subject->setJson("signed"_L1, entries);
    return {};
}

Result<> completeDocument(ActionContext &context)
{
    const QStringList missing = missingSignatures(context.rules, *context.subject);
    if (!missing.isEmpty())
        return refuse(
            context, ErrorKind::Forbidden, "unsigned"_L1,
            Documents::tr("\"%1\" is not complete; still missing: %2.")
                .arg(paperWord(context.rules, context.subject->text("code"_L1)), signerWords(context.rules, missing)));
    if (const auto ready = checkEarlier(context); !ready)
        return ready;
    context.subject->set("completed_at"_L1, context.now());
    return {};
}

// With its last signature a paper is complete; one that nobody signs is so from the start.
Result<> completeWhenSigned(ActionContext &context)
{
    const QString action = context.action();
    if (action != "make_document"_L1 && action != "sign_document"_L1)
        return {};
    return missingSignatures(context.rules, *context.subject).isEmpty() ? completeNow(context) : Result<>();
}

Result<> keepDocument(ActionContext &context)
{
    const QString hash = context.data.text("file"_L1);
    if (!blobStart(context.tx, hash).startsWith("%PDF-"))
        return refuse(context, ErrorKind::Invalid, "not_pdf"_L1,
                      Documents::tr("A document is kept as PDF; nothing was changed."), u"file"_s);
    if (context.subject->text("file"_L1) == hash)
        return refuse(context, ErrorKind::Conflict, "kept_twice"_L1,
                      Documents::tr("This very PDF is kept already; nothing was changed."), u"file"_s);
    if (!context.subject->isNull("file"_L1))
        releaseBlob(context.tx, context.subject->text("file"_L1));
    context.subject->set("file"_L1, hash);
    return {};
}

// The row stays and says why; what was printed and drawn goes.
Result<> voidDocument(ActionContext &context)
{
    if (!context.subject->isNull("file"_L1))
        releaseBlob(context.tx, context.subject->text("file"_L1));
    for (const QJsonValue &entry : context.subject->json("signed"_L1).toArray())
        if (const QString stroke = entry["stroke"_L1].toString(); !stroke.isEmpty())
            releaseBlob(context.tx, stroke);
    return {};
}

} // namespace fengqiao
