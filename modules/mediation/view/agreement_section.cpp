#include <QPushButton>

#include <widgets/cards.h>
#include <widgets/marks.h>

#include "matter_sections.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView recordAction = "record_performance"_L1;

bool standsAt(const RuleSet &rules, const QString &action, const QString &state)
{
    const RuleRow *row = rules.table("actions"_L1).find(action);
    return row && row->list("from"_L1).contains(state);
}

bool maySeeSubsidy(ReadContext &context, const Row &matter)
{
    const auto open = [&](const QString &permission) {
        const Grant grant = context.grant(permission);
        return grant == Grant::Own ? context.owns(matterKind(), matter) : grant != Grant::None;
    };
    return open(u"subsidy.compute"_s) || open(u"subsidy.approve"_s);
}

WordChip::Tone toneOf(const InstalmentLine &line)
{
    if (line.overdue)
        return WordChip::Tone::Red;
    if (line.standing == "done"_L1)
        return WordChip::Tone::Calm;
    return line.standing == "broken"_L1 ? WordChip::Tone::Orange : WordChip::Tone::Neutral;
}

QString day(QDate date)
{
    return date.toString(Qt::ISODate);
}

} // namespace

MatterOutcome matterOutcome(ReadContext &context, const Row &matter)
{
    MatterOutcome outcome{agreementOf(context, matter.id()), followUpsOf(context, matter.id()), {}, {}};
    const QString state = matter.text("state"_L1);
    if (outcome.agreement || !outcome.followUps.lines.isEmpty() || standsAt(context.rules, u"write_off"_s, state))
        outcome.conditions = writeOffConditions(context, matter.id());
    if (maySeeSubsidy(context, matter)) {
        auto subsidy = subsidyOf(context, matter.id());
        if (subsidy && (subsidy->proposed || standsAt(context.rules, u"propose_subsidy"_s, state)))
            outcome.subsidy = std::move(subsidy);
    }
    return outcome;
}

AgreementSection::AgreementSection(QWidget *parent)
    : MatterSection(tr("Agreement"), parent)
{
}

void AgreementSection::setView(const MatterOutcome &outcome, const QList<Desk::Offer> &offers)
{
    QVBoxLayout *column = fresh();
    const auto record = std::ranges::find_if(offers, [](const Desk::Offer &offer) {
        return offer.allowed && offer.action->text("action"_L1) == recordAction;
    });
    if (outcome.agreement)
        addAgreement(column, *outcome.agreement, record == offers.end() ? nullptr : &*record);
    else
        column->addWidget(textLabel(tr("Nothing has been agreed yet."), Type::Base, Token::InkSoft, widget()));
    if (!outcome.followUps.lines.isEmpty())
        addFollowUps(column, outcome.followUps);
    if (!outcome.conditions.isEmpty())
        addConditions(column, outcome.conditions);
    if (outcome.subsidy)
        addSubsidy(column, *outcome.subsidy);
    finish();
}

void AgreementSection::addAgreement(QVBoxLayout *column, const AgreementView &agreement, const Desk::Offer *record)
{
    auto *card = new Card(tr("Agreement"), widget());
    card->setObjectName(u"agreement"_s);
    card->header()->setNote(agreement.number);
    const bool broken = agreement.standing == "broken"_L1;
    const bool performed = agreement.standing == "performed"_L1;
    card->header()->addWidget(new WordChip(agreement.standingWord,
                                           broken      ? WordChip::Tone::Orange
                                           : performed ? WordChip::Tone::Calm
                                                       : WordChip::Tone::Accent,
                                           card));
    auto *clauses = new QGridLayout;
    clauses->setHorizontalSpacing(Theme::of(this).size(Size::Inside));
    clauses->setVerticalSpacing(Theme::of(this).space(1));
    clauses->setColumnStretch(1, 1);
    int row = 0;
    for (const ClauseLine &clause : agreement.clauses) {
        auto *number = textLabel(tr("%1.", "number of a clause").arg(row + 1), Type::Base, Token::InkSoft, card);
        number->setWordWrap(false);
        auto *words = textLabel(clause.text, Type::Base, Token::Ink, card);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *kind = textLabel(clause.kindWord, Type::Small, Token::InkSoft, card);
        kind->setWordWrap(false);
        clauses->addWidget(number, row, 0, Qt::AlignTop | Qt::AlignRight);
        clauses->addWidget(words, row, 1, Qt::AlignTop);
        clauses->addWidget(kind, row++, 2, Qt::AlignTop);
    }
    card->body()->addLayout(clauses);
    FactGrid facts(card->body(), card);
    facts.add(tr("Form"), agreement.formWord);
    if (agreement.amount)
        facts.add(tr("Amount"), agreement.amount->display());
    facts.add(tr("Mode of performance"), agreement.modeWord);
    facts.add(tr("To be performed by"), day(agreement.dueOn));
    facts.add(tr("Effective on"), day(agreement.effectiveOn));
    facts.add(tr("Signed by"), agreement.signedBy);
    if (agreement.confirmationEligible)
        facts.add(tr("Judicial confirmation"), tr("may be applied for"));
    column->addWidget(card);
    if (!agreement.instalments.isEmpty())
        addInstalments(column, agreement, record);
}

void AgreementSection::addInstalments(QVBoxLayout *column, const AgreementView &agreement, const Desk::Offer *record)
{
    auto *card = new Card(tr("Performance"), widget());
    card->setObjectName(u"instalments"_s);
    if (agreement.paid.fen + agreement.outstanding.fen > 0)
        card->header()->setNote(tr("%1 paid, %2 open").arg(agreement.paid.display(), agreement.outstanding.display()));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::of(this).size(Size::Related));
    grid->setVerticalSpacing(Theme::of(this).space(1));
    grid->setColumnStretch(2, 1);
    const InstalmentLine *next = agreement.next();
    int row = 0;
    for (const InstalmentLine &line : agreement.instalments) {
        auto *due = textLabel(day(line.dueOn), Type::Base, Token::InkSoft, card);
        due->setWordWrap(false);
        grid->addWidget(textLabel(QString::number(line.seq), Type::Base, Token::InkSoft, card), row, 0, Qt::AlignTop);
        grid->addWidget(due, row, 1, Qt::AlignTop);
        QString what = line.amount ? line.amount->display() : line.act;
        const QString performed = line.performedOn.isValid() ? tr("on %1").arg(day(line.performedOn)) : QString();
        const QString receipt = joinedParts({performed, line.proofWord, line.proofNote});
        if (!receipt.isEmpty())
            what += u'\n' + receipt;
        grid->addWidget(textLabel(what, Type::Base, Token::Ink, card), row, 2, Qt::AlignTop);
        const QString standing = line.overdue ? tr("overdue") : line.standingWord;
        grid->addWidget(new WordChip(standing, toneOf(line), card), row, 3, Qt::AlignTop | Qt::AlignRight);
        ++row;
        if (!record || !next || next->id != line.id)
            continue;
        auto *button = new QPushButton(record->action->word(), card);
        button->setProperty("action", recordAction);
        connect(button, &QPushButton::clicked, this,
                [this, seq = line.seq] { Q_EMIT stepWanted(recordAction, {{u"seq"_s, seq}}); });
        grid->addWidget(button, row++, 2, 1, 2, Qt::AlignLeft);
    }
    card->body()->addLayout(grid);
    column->addWidget(card);
}

void AgreementSection::addFollowUps(QVBoxLayout *column, const FollowUps &followUps)
{
    auto *card = new Card(tr("Follow-up"), widget());
    card->setObjectName(u"followUps"_s);
    card->header()->setNote(tr("%1 of %2 rounds done").arg(followUps.roundsDone).arg(followUps.roundsNeeded));
    for (const FollowUpLine &line : followUps.lines) {
        auto *row = new QHBoxLayout;
        row->setSpacing(Theme::of(this).size(Size::Related));
        const QString head = joinedParts({day(line.on), line.modeWord, line.person, line.performanceWord,
                                          line.satisfactionWord, line.newRisk ? tr("new risk") : QString()});
        QStringList words{head, joinedParts({line.findings, line.by})};
        words.removeAll(QString());
        row->addWidget(textLabel(words.join(u'\n'), Type::Base, Token::Ink, card), 1);
        const QString standing = line.counts    ? tr("counts")
                                 : line.reached ? tr("too early to count")
                                                : tr("not reached");
        const auto tone = line.counts ? WordChip::Tone::Calm : WordChip::Tone::Neutral;
        row->addWidget(new WordChip(standing, tone, card), 0, Qt::AlignTop);
        card->body()->addLayout(row);
    }
    column->addWidget(card);
}

void AgreementSection::addConditions(QVBoxLayout *column, const QList<WriteOffCondition> &conditions)
{
    auto *card = new Card(tr("Before it can be written off"), widget());
    card->setObjectName(u"writeOff"_s);
    const auto met = std::ranges::count_if(conditions, &WriteOffCondition::met);
    card->header()->setNote(tr("%1 of %2 met").arg(met).arg(conditions.size()));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::of(this).size(Size::Related));
    grid->setVerticalSpacing(Theme::of(this).size(Size::Inside));
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const WriteOffCondition &condition : conditions) {
        // Word and shape, never colour alone.
        auto *chip = new WordChip(condition.met ? tr("✓ met") : tr("✕ not met"),
                                  condition.met ? WordChip::Tone::Calm : WordChip::Tone::Orange, card);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(textLabel(condition.word, Type::Base, Token::Ink, card));
        if (!condition.why.isEmpty())
            words->addWidget(textLabel(condition.why, Type::Small, Token::InkSoft, card));
        grid->addWidget(chip, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addLayout(words, row++, 1);
    }
    card->body()->addLayout(grid);
    column->addWidget(card);
}

void AgreementSection::addSubsidy(QVBoxLayout *column, const Subsidy &subsidy)
{
    auto *card = new Card(tr("Subsidy of the case"), widget());
    card->setObjectName(u"subsidy"_s);
    card->header()->setNote(subsidy.proposed ? tr("proposed") : tr("as it stands, not proposed yet"));
    FactGrid facts(card->body(), card);
    facts.add(tr("Amount"), subsidy.excluded.isEmpty()
                                ? subsidy.amount.display()
                                : tr("%1: %2", "amount and why").arg(subsidy.amount.display(), subsidy.excluded));
    facts.add(tr("Base"), joinedParts({subsidy.base.display(), subsidy.gradeWord, subsidy.baseReason}));
    facts.add(tr("× result"), joinedParts({subsidy.result, subsidy.resultReason}));
    facts.add(tr("× dossier"), joinedParts({subsidy.dossier, subsidy.dossierReason}));
    for (const SubsidyShare &share : subsidy.shares)
        facts.add(share.name, joinedParts({tr("%1 %").arg(share.percent), share.amount.display(), share.excluded}));
    column->addWidget(card);
}

} // namespace fengqiao
