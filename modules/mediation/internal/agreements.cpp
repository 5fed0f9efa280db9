#include <QJsonArray>

#include <mediation/mediation.h>

#include "outcome_area.h"
#include "refusal.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto inForce = "in_force"_L1;
constexpr auto open = "open"_L1;
constexpr auto done = "done"_L1;
constexpr auto broken = "broken"_L1;
constexpr auto performed = "performed"_L1;
constexpr auto replaced = "replaced"_L1;

void setStanding(ActionContext &context, const Row &matter, QLatin1StringView standing)
{
    auto agreement = currentAgreement(context.tx, matter.id());
    if (!agreement)
        return;
    agreement->set("standing"_L1, QString(standing));
    context.tx.update(*agreement);
}

// A new agreement takes the place of the one before; both stay on file (人民调解法 31, domain.md B28).
void replaceEarlier(ActionContext &context, const Row &matter)
{
    for (Row &line : openInstalments(context.tx, matter.id())) {
        line.set("standing"_L1, QString(replaced));
        context.tx.update(line);
    }
    setStanding(context, matter, replaced);
}

QJsonArray clausesOf(const Fields &data)
{
    QJsonArray clauses;
    for (const Fields &clause : data.records("clauses"_L1))
        clauses.append(clause.toJson());
    return clauses;
}

// The number of the dossier is that of its first agreement; a later agreement gets one of its own.
QString agreementNumber(ActionContext &context, Row &matter)
{
    const bool first = context.tx.count(agreementEntity(), u"matter = ?"_s, {matter.id()}) == 0;
    return first ? dossierNumber(context, matter) : nextDossierNumber(context);
}

void settle(ActionContext &context, Row &line)
{
    line.set("standing"_L1, QString(done));
    line.set("performed_on"_L1, QVariant(context.data.date("performed_on"_L1)));
    line.set("proof"_L1, context.data.text("proof"_L1));
    line.set("proof_note"_L1, context.data.text("proof_note"_L1));
    context.tx.update(line);
}

// In money and in acts: the sum of what is paid must be what was agreed.
Result<> checkSum(ActionContext &context, const Row &agreement)
{
    Money sum;
    for (const Fields &line : context.data.records("instalments"_L1))
        sum.fen += line.money("amount"_L1).fen;
    if (sum == agreement.money("amount"_L1))
        return {};
    return refuse(context, ErrorKind::Invalid, u"matter.instalments_sum"_s, u"instalments"_s,
                  Outcomes::tr("The instalments add up to %1, but the agreement names %2; nothing was written.")
                      .arg(sum.display(), agreement.money("amount"_L1).display()));
}

Result<Row> instalmentBySeq(ActionContext &context, qint64 seq)
{
    const QUuid matter = context.subject->id();
    for (const Row &line : instalmentsOf(context.tx, matter, currentAgreement(context.tx, matter))) {
        if (line.integer("seq"_L1) != seq)
            continue;
        if (line.text("standing"_L1) == done)
            return refuse(context, ErrorKind::Conflict, u"matter.instalment_done"_s, u"seq"_s,
                          Outcomes::tr("Instalment %1 was performed on %2 already; nothing was written.")
                              .arg(QString::number(seq), line.date("performed_on"_L1).toString(Qt::ISODate)));
        return line;
    }
    return refuse(context, ErrorKind::NotFound, u"matter.instalment_unknown"_s, u"seq"_s,
                  Outcomes::tr("The agreement in force has no instalment %1; nothing was written.").arg(seq));
}

// The instalment that was broken: the one named, or the earliest that was due by then.
Result<std::optional<Row>> brokenLine(ActionContext &context)
{
    const QDate since = context.data.date("since"_L1);
    if (!context.data.has("seq"_L1)) {
        for (const Row &line : openInstalments(context.tx, context.subject->id()))
            if (line.date("due_on"_L1) <= since)
                return line;
        return std::nullopt;
    }
    auto named = instalmentBySeq(context, context.data.integer("seq"_L1));
    if (!named)
        return fail(named.error());
    if (named->date("due_on"_L1) > since)
        return refuse(
            context, ErrorKind::Invalid, u"matter.instalment_not_due"_s, u"seq"_s,
            Outcomes::tr("Instalment %1 is due on %2 only and cannot be broken before.")
                .arg(QString::number(named->integer("seq"_L1)), named->date("due_on"_L1).toString(Qt::ISODate)));
    return *named;
}

ClauseLine clauseLine(const RuleSet &rules, const QJsonObject &clause)
{
    const QString kind = clause.value("kind"_L1).toString();
    return {clause.value("text"_L1).toString(), kind, listWord(rules, "clause_kind"_L1, kind)};
}

InstalmentLine instalmentLine(ReadContext &context, const Row &row, bool maskNames)
{
    const auto masked = [&](QLatin1StringView field) {
        return context.masked(*row.entity().field(field), row.value(field), maskNames);
    };
    InstalmentLine line;
    line.id = row.id();
    line.seq = static_cast<int>(row.integer("seq"_L1));
    line.dueOn = row.date("due_on"_L1);
    if (!row.isNull("amount"_L1))
        line.amount = row.money("amount"_L1);
    line.act = masked("act"_L1);
    line.standing = row.text("standing"_L1);
    line.standingWord = listWord(context.rules, "instalment_standing"_L1, line.standing);
    line.performedOn = row.date("performed_on"_L1);
    line.proof = row.text("proof"_L1);
    line.proofWord = listWord(context.rules, "proof_kind"_L1, line.proof);
    line.proofNote = masked("proof_note"_L1);
    line.overdue = line.standing == broken || (line.standing == open && line.dueOn < context.now.localDate());
    return line;
}

AgreementView agreementView(ReadContext &context, const Row &row, bool maskNames)
{
    const RuleSet &rules = context.rules;
    AgreementView view;
    view.id = row.id();
    view.number = row.text("number"_L1);
    view.form = row.text("form"_L1);
    view.formWord = listWord(rules, "agreement_form"_L1, view.form);
    if (!maskNames) {
        const QJsonArray clauses = row.json("clauses"_L1).toArray();
        for (const auto &clause : clauses)
            view.clauses.append(clauseLine(rules, clause.toObject()));
    }
    if (!row.isNull("amount"_L1))
        view.amount = row.money("amount"_L1);
    view.mode = row.text("mode"_L1);
    view.modeWord = listWord(rules, "performance_mode"_L1, view.mode);
    view.dueOn = row.date("due_on"_L1);
    view.effectiveOn = row.date("effective_on"_L1);
    view.signedBy = context.masked(*row.entity().field("signed_by"_L1), row.value("signed_by"_L1), maskNames);
    view.sealed = row.flag("sealed"_L1);
    view.confirmationEligible = row.flag("confirmation_eligible"_L1);
    view.standing = row.text("standing"_L1);
    view.standingWord = listWord(rules, "agreement_standing"_L1, view.standing);
    for (const Row &line : instalmentsOf(context.tx, row.uuid("matter"_L1), row)) {
        view.instalments.append(instalmentLine(context, line, maskNames));
        Money &side = line.text("standing"_L1) == done ? view.paid : view.outstanding;
        side.fen += line.money("amount"_L1).fen;
    }
    return view;
}

} // namespace

std::optional<Row> currentAgreement(Reader &reader, QUuid matter)
{
    QList<Row> rows = reader.select(agreementEntity(),
                                    u"matter = ? AND standing <> 'replaced' ORDER BY rowid DESC LIMIT 1"_s, {matter});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.takeFirst());
}

QList<Row> instalmentsOf(Reader &reader, QUuid matter, const std::optional<Row> &agreement)
{
    if (!agreement)
        return reader.select(instalmentEntity(), u"matter = ? AND agreement IS NULL ORDER BY seq"_s, {matter});
    return reader.select(instalmentEntity(), u"matter = ? AND agreement = ? ORDER BY seq"_s, {matter, agreement->id()});
}

QList<Row> openInstalments(Reader &reader, QUuid matter)
{
    return reader.select(instalmentEntity(), u"matter = ? AND standing IN ('open', 'broken') ORDER BY due_on, seq"_s,
                         {matter});
}

Result<> makeAgreement(ActionContext &context)
{
    Row &matter = *context.subject;
    if (const QDate accepted = matter.date("accepted_on"_L1);
        accepted.isValid() && context.data.date("effective_on"_L1) < accepted)
        return refuse(context, ErrorKind::Invalid, u"matter.agreed_before_accepted"_s, u"effective_on"_s,
                      Outcomes::tr("The matter was accepted on %1; an agreement cannot take effect before.")
                          .arg(accepted.toString(Qt::ISODate)));
    replaceEarlier(context, matter);
    Row agreement(agreementEntity());
    agreement.set("matter"_L1, QVariant(matter.id()));
    agreement.set("number"_L1, agreementNumber(context, matter));
    agreement.setJson("clauses"_L1, clausesOf(context.data));
    for (const QLatin1StringView field : {"form"_L1, "amount"_L1, "mode"_L1, "due_on"_L1, "effective_on"_L1,
                                          "signed_by"_L1, "sealed"_L1, "confirmation_eligible"_L1})
        agreement.set(field, context.data.value(field));
    agreement.set("standing"_L1, QString(inForce));
    context.tx.insert(agreement);
    context.outcome.extra.insert(u"agreement"_s, agreement.id().toString(QUuid::WithoutBraces));
    context.outcome.extra.insert(u"agreement_number"_s, agreement.text("number"_L1));
    return {};
}

Result<> planInstalments(ActionContext &context)
{
    const QUuid matter = context.subject->id();
    const auto agreement = currentAgreement(context.tx, matter);
    if (agreement)
        if (auto fits = checkSum(context, *agreement); !fits)
            return fits;
    qint64 seq = 0;
    for (const Fields &given : context.data.records("instalments"_L1)) {
        Row line(instalmentEntity());
        line.set("matter"_L1, QVariant(matter));
        if (agreement)
            line.set("agreement"_L1, QVariant(agreement->id()));
        line.set("seq"_L1, QVariant(++seq));
        line.set("due_on"_L1, QVariant(given.date("due_on"_L1)));
        line.set("agreed_due"_L1, QVariant(given.date("due_on"_L1)));
        line.set("amount"_L1, given.value("amount"_L1));
        line.set("act"_L1, given.value("act"_L1));
        line.set("standing"_L1, QString(open));
        context.tx.insert(line);
        if (agreement && given.date("due_on"_L1) > agreement->date("due_on"_L1))
            context.warn(Outcomes::tr("Instalment %1 is due after the last day that the agreement names.").arg(seq));
    }
    return {};
}

Result<> recordPerformance(ActionContext &context)
{
    auto line = instalmentBySeq(context, context.data.integer("seq"_L1));
    if (!line)
        return fail(line.error());
    settle(context, *line);
    const QList<Row> rest = openInstalments(context.tx, context.subject->id());
    Money outstanding;
    for (const Row &left : rest)
        outstanding.fen += left.money("amount"_L1).fen;
    context.outcome.extra.insert(u"open"_s, rest.size());
    context.outcome.extra.insert(u"outstanding"_s, outstanding.toString());
    if (rest.isEmpty())
        context.warn(Outcomes::tr("Every instalment is performed: please record full performance now."));
    else
        context.outcome.extra.insert(u"next_due"_s, rest.first().date("due_on"_L1).toString(Qt::ISODate));
    return {};
}

Result<> performMatter(ActionContext &context)
{
    for (Row &line : openInstalments(context.tx, context.subject->id()))
        settle(context, line);
    setStanding(context, *context.subject, performed);
    return {};
}

Result<> reportBreach(ActionContext &context)
{
    auto line = brokenLine(context);
    if (!line)
        return fail(line.error());
    if (*line) {
        (*line)->set("standing"_L1, QString(broken));
        (*line)->set("broken_since"_L1, QVariant(context.data.date("since"_L1)));
        context.tx.update(**line);
        context.outcome.extra.insert(u"instalment"_s, (*line)->integer("seq"_L1));
    }
    setStanding(context, *context.subject, broken);
    return {};
}

// What was broken is due anew on the day that was agreed in the talk; the day first agreed stays on record.
Result<> urgePerformance(ActionContext &context)
{
    for (Row &line : openInstalments(context.tx, context.subject->id())) {
        if (line.text("standing"_L1) != broken)
            continue;
        line.set("standing"_L1, QString(open));
        line.set("due_on"_L1, QVariant(context.data.date("new_due"_L1)));
        context.tx.update(line);
    }
    setStanding(context, *context.subject, inForce);
    return {};
}

const InstalmentLine *AgreementView::next() const
{
    const InstalmentLine *first = nullptr;
    for (const InstalmentLine &line : instalments)
        if ((line.standing == open || line.standing == broken) && (!first || line.dueOn < first->dueOn))
            first = &line;
    return first;
}

QList<AgreementView> agreementsOf(ReadContext &context, QUuid matter)
{
    QList<AgreementView> views;
    std::optional<Row> row;
    if (!maySeeMatter(context, matter, &row))
        return views;
    const bool maskNames = context.masksNames(matterKind(), *row);
    const bool withheld = identityWithheld(context.actor, *row);
    for (const Row &agreement : context.tx.select(agreementEntity(), u"matter = ? ORDER BY rowid DESC"_s, {matter})) {
        views.append(agreementView(context, agreement, maskNames));
        if (withheld)
            views.last().signedBy = withheldName();
    }
    return views;
}

std::optional<AgreementView> agreementOf(ReadContext &context, QUuid matter)
{
    for (AgreementView &view : agreementsOf(context, matter))
        if (view.standing != replaced)
            return std::move(view);
    return std::nullopt;
}

} // namespace fengqiao
