#include <QJsonArray>

#include <mediation/mediation.h>
#include <mediation/subsidy_rule.h>

#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 unit = 1000; // coefficients are counted in thousandths: no binary fractions near money

qint64 thousandths(const QString &decimal)
{
    const QString whole = decimal.section(u'.', 0, 0);
    const QString part = decimal.section(u'.', 1).leftJustified(3, u'0', true);
    return whole.toLongLong() * unit + part.toLongLong();
}

// The first row of a part whose condition holds; null if none does.
const RuleRow *rowOf(const RuleSet &rules, const QString &part, const Expression::Lookup &facts)
{
    for (const RuleRow *row : rules.table("subsidy"_L1).where("part"_L1, part))
        if (row->expression("when"_L1).matches(facts))
            return row;
    return nullptr;
}

struct Review {
    std::optional<Row> row;
    QList<Row> shares;
};

Review reviewOf(Reader &reader, const Row &matter)
{
    Review review;
    QList<Row> rows =
        reader.select(subsidyEntity(), u"matter = ? ORDER BY proposed_at DESC, rowid DESC LIMIT 1"_s, {matter.id()});
    if (rows.isEmpty())
        return review;
    review.row = rows.takeFirst();
    review.shares =
        reader.select(subsidyShareEntity(), u"subsidy = ? ORDER BY percent DESC, rowid"_s, {review.row->id()});
    return review;
}

QVariantHash inputsOf(Reader &reader, const RuleSet &rules, const Row &matter, const Review &review)
{
    const auto agreement = currentAgreement(reader, matter.id());
    const QStringList valid = rules.setting("confirmation_valid_states"_L1).split(u' ', Qt::SkipEmptyParts);
    QVariantHash inputs;
    for (const Field &field : matter.entity().fields)
        inputs.insert(QString(field.name), matter.value(field.name));
    const auto given = [&inputs](const QString &name, bool yes) {
        inputs.insert(name, yes ? QVariant(true) : QVariant());
    };
    inputs.insert(u"form"_s, agreement ? agreement->value("form"_L1) : QVariant());
    inputs.insert(u"review_grade"_s, review.row ? review.row->value("grade"_L1) : QVariant());
    inputs.insert(u"dossier_grade"_s, review.row ? review.row->value("dossier_grade"_L1) : QVariant());
    given(u"confirmed"_s, overlaysIn(reader, u"confirmation"_s, matter.id(), valid) > 0);
    given(u"partly"_s, std::ranges::any_of(instalmentsOf(reader, matter.id(), agreement),
                                           [](const Row &row) { return row.text("standing"_L1) == "done"_L1; }));
    return inputs;
}

// The rows of the table that apply.
struct Rates {
    const RuleRow *base;
    const RuleRow *result;
    const RuleRow *dossier;
    const RuleRow *excluded; // none: it is paid

    [[nodiscard]] Money baseAmount() const { return Money{thousandths(base->text("value"_L1)) * 100 / unit}; }

    [[nodiscard]] Money amount() const
    {
        if (excluded)
            return {};
        const qint64 exact =
            baseAmount().fen * thousandths(result->text("value"_L1)) * thousandths(dossier->text("value"_L1));
        return Money{(exact + unit * unit / 2) / (unit * unit)}; // half up
    }
};

// Nothing where the table says nothing.
std::optional<Rates> ratesOf(const RuleSet &rules, const QVariantHash &facts)
{
    const Expression::Lookup lookup = [&facts](const QString &name) { return facts.value(name); };
    const Rates rates{rowOf(rules, u"base"_s, lookup), rowOf(rules, u"k_result"_s, lookup),
                      rowOf(rules, u"k_dossier"_s, lookup), rowOf(rules, u"excluded"_s, lookup)};
    return rates.base && rates.result && rates.dossier ? std::optional(rates) : std::nullopt;
}

void addShares(ReadContext &context, const Row &matter, const Review &review, Subsidy &subsidy)
{
    QList<int> percents;
    for (const Row &row : review.shares) {
        const Expression::Lookup facts = [&row](const QString &name) {
            return name == "civil_servant"_L1 ? QVariant(row.flag("civil_servant"_L1)) : QVariant();
        };
        const RuleRow *excluded = rowOf(context.rules, u"share_excluded"_s, facts);
        const QUuid account = row.uuid("account"_L1);
        const int percent = static_cast<int>(row.integer("percent"_L1));
        percents << percent;
        subsidy.shares.append(
            {account, context.accountName(account), percent, {}, excluded ? excluded->word() : QString()});
    }
    if (subsidy.shares.isEmpty() && !matter.isNull("mediator"_L1)) {
        const QUuid account = matter.uuid("mediator"_L1);
        percents << 100;
        subsidy.shares.append({account, context.accountName(account), 100, {}, {}});
    }
    const QList<Money> amounts = splitByShares(subsidy.amount, percents);
    for (qsizetype i = 0; i < amounts.size(); ++i)
        if (subsidy.shares[i].excluded.isEmpty())
            subsidy.shares[i].amount = amounts[i];
}

} // namespace

QList<Money> splitByShares(Money amount, const QList<int> &percents)
{
    QList<Money> parts;
    QList<std::pair<qint64, qsizetype>> remainders; // negative, so that the largest comes first and the earlier wins
    qint64 given = 0;
    for (qsizetype i = 0; i < percents.size(); ++i) {
        const qint64 exact = amount.fen * percents[i];
        parts.append(Money{exact / 100});
        given += exact / 100;
        remainders.append({-(exact % 100), i});
    }
    std::ranges::sort(remainders);
    const qint64 total = std::accumulate(percents.cbegin(), percents.cend(), qint64{0});
    qint64 left = total == 100 ? amount.fen - given : 0;
    for (const auto &[remainder, index] : std::as_const(remainders))
        if (left > 0) {
            ++parts[index].fen;
            --left;
        }
    return parts;
}

Result<> proposeSubsidy(ActionContext &context)
{
    qint64 total = 0;
    QSet<QUuid> accounts;
    for (const Fields &share : context.data.records("shares"_L1)) {
        total += share.integer("percent"_L1);
        accounts.insert(share.uuid("mediator"_L1));
    }
    if (total != 100)
        return fail(ErrorKind::Invalid, u"matter.shares_sum"_s,
                    Outcomes::tr("The shares add up to %1 per cent instead of 100; nothing was written.").arg(total),
                    u"shares"_s, context.ruleId());
    if (accounts.size() != context.data.records("shares"_L1).size())
        return fail(ErrorKind::Invalid, u"matter.shares_twice"_s,
                    Outcomes::tr("A mediator is named twice among the shares; nothing was written."), u"shares"_s,
                    context.ruleId());
    Row row(subsidyEntity());
    row.set("matter"_L1, QVariant(context.subject->id()));
    for (const QLatin1StringView field : {"grade"_L1, "dossier_grade"_L1, "note"_L1})
        row.set(field, context.data.value(field));
    row.set("proposer"_L1, QVariant(context.actor.id.value));
    row.set("proposed_at"_L1, context.now());
    context.tx.insert(row);
    for (const Fields &given : context.data.records("shares"_L1)) {
        Row share(subsidyShareEntity());
        share.set("subsidy"_L1, QVariant(row.id()));
        share.set("matter"_L1, QVariant(context.subject->id()));
        share.set("account"_L1, QVariant(given.uuid("mediator"_L1)));
        share.set("percent"_L1, given.value("percent"_L1));
        share.set("civil_servant"_L1, QVariant(given.flag("civil_servant"_L1)));
        context.tx.insert(share);
    }
    return {};
}

QStringList subsidyInputs(const RuleSet &rules)
{
    // What subsidyFacts() reads itself, then what the conditions name.
    QStringList names{u"form"_s,   u"review_grade"_s, u"complexity"_s,   u"dossier_grade"_s,
                      u"partly"_s, u"confirmed"_s,    u"performed_on"_s, u"mediation_outcome"_s};
    QSet<QString> named;
    for (const RuleRow &row : rules.table("subsidy"_L1).rows())
        named += row.expression("when"_L1).names();
    QStringList more(named.cbegin(), named.cend());
    more.sort();
    for (const QString &name : std::as_const(more))
        if (!names.contains(name))
            names << name;
    return names;
}

QVariantHash subsidyFacts(QVariantHash inputs)
{
    const QVariant reviewed = inputs.value(u"review_grade"_s);
    inputs.insert(u"grade"_s, reviewed.isNull() ? inputs.value(u"complexity"_s) : reviewed);
    inputs.insert(u"performed"_s, !inputs.value(u"performed_on"_s).isNull());
    inputs.insert(u"failed"_s, inputs.value(u"mediation_outcome"_s).toString() == "failed"_L1);
    for (const QString &name : {u"partly"_s, u"confirmed"_s})
        inputs.insert(name, !inputs.value(name).isNull());
    return inputs;
}

Money subsidyAmount(const RuleSet &rules, const QVariantHash &inputs)
{
    const auto rates = ratesOf(rules, subsidyFacts(inputs));
    return rates ? rates->amount() : Money{};
}

std::optional<Subsidy> subsidyOf(ReadContext &context, QUuid id)
{
    std::optional<Row> matter;
    if (!maySeeMatter(context, id, &matter))
        return std::nullopt;
    const RuleSet &rules = context.rules;
    const Review review = reviewOf(context.tx, *matter);
    const QVariantHash facts = subsidyFacts(inputsOf(context.tx, rules, *matter, review));
    const auto rates = ratesOf(rules, facts);
    if (!rates)
        return std::nullopt;
    Subsidy subsidy;
    subsidy.proposed = review.row.has_value();
    subsidy.grade = facts.value(u"grade"_s).toString();
    subsidy.gradeWord = listWord(rules, "complexity"_L1, subsidy.grade);
    subsidy.base = rates->baseAmount();
    subsidy.baseReason = rates->base->word();
    subsidy.result = rates->result->text("value"_L1);
    subsidy.resultReason = rates->result->word();
    subsidy.dossier = rates->dossier->text("value"_L1);
    subsidy.dossierReason = rates->dossier->word();
    if (rates->excluded)
        subsidy.excluded = rates->excluded->word();
    subsidy.amount = rates->amount();
    addShares(context, *matter, review, subsidy);
    return subsidy;
}

QJsonObject Subsidy::toJson() const
{
    QJsonArray list;
    for (const SubsidyShare &share : shares)
        list.append(QJsonObject{{u"name"_s, share.name},
                                {u"percent"_s, share.percent},
                                {u"amount"_s, share.amount.toString()},
                                {u"excluded"_s, share.excluded}});
    return {{u"grade"_s, grade},
            {u"base"_s, base.toString()},
            {u"base_reason"_s, baseReason},
            {u"k_result"_s, result},
            {u"result_reason"_s, resultReason},
            {u"k_dossier"_s, dossier},
            {u"dossier_reason"_s, dossierReason},
            {u"excluded"_s, excluded},
            {u"amount"_s, amount.toString()},
            {u"shares"_s, list},
            {u"proposed"_s, proposed}};
}

} // namespace fengqiao
