// Who is still to sign a paper, and who did.
#include "outcome_area.h"
#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

bool hasSigned(const QJsonArray &entries, const QString &signer, const QString &party)
{
    return std::ranges::any_of(entries, [&](const QJsonValue &entry) {
        return entry["signer"_L1].toString() == signer && entry["party"_L1].toString() == party;
    });
}

QString partyName(ReadContext &context, const Row &party, bool maskNames)
{
    const auto person = context.tx.find(personEntity(), party.uuid("person"_L1));
    if (!person)
        return party.text("organisation_name"_L1);
    return context.masked(*personEntity().field("name"_L1), person->value("name"_L1), maskNames);
}

// One line for each party on the side that signs; a role that no party has is one line.
QList<SignerLine> linesOf(ReadContext &context, const Row &matter, const QString &signer, const QJsonArray &entries)
{
    const bool maskNames = context.masksNames(matterKind(), matter) || identityWithheld(context.actor, matter);
    QList<SignerLine> lines;
    for (const Row &party :
         context.tx.select(partyEntity(), u"matter = ? AND side = ? ORDER BY rowid"_s, {matter.id(), signer}))
        lines << SignerLine{signer, context.rules.word("signer_role"_L1, signer), party.id(),
                            partyName(context, party, maskNames), hasSigned(entries, signer, idText(party.id()))};
    if (lines.isEmpty())
        lines << SignerLine{
            signer, context.rules.word("signer_role"_L1, signer), {}, {}, hasSigned(entries, signer, {})};
    return lines;
}

} // namespace

QList<SignerLine> signersOf(ReadContext &context, QUuid id)
{
    const auto document = context.tx.find(documentEntity(), id);
    const auto matter = document ? context.tx.find(matterEntity(), document->uuid("matter"_L1)) : std::nullopt;
    if (!matter || !context.maySee(matterKind(), *matter))
        return {};
    const RuleRow *paper = context.rules.table("documents"_L1).find(document->text("code"_L1));
    const QJsonArray entries = document->json("signed"_L1).toArray();
    QList<SignerLine> lines;
    const QStringList signers = paper ? paper->list("signatures"_L1) : QStringList();
    for (const QString &signer : signers)
        lines << linesOf(context, *matter, signer, entries);
    return lines;
}

} // namespace fengqiao
