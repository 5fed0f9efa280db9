#include <QCoreApplication>

#include <grid/grid.h>
#include <mediation/mediation.h>

#include "facts.h"
#include "handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Matters", text);
}

// A party is a person, or an organisation by its name, or both: who acts for it.
Result<> writeParty(ActionContext &context, QUuid matter, const Fields &given, const QString &path)
{
    const QList<Fields> &person = given.records("person"_L1);
    const bool organisation = given.has("organisation_name"_L1);
    Row party(partyEntity());
    party.set("matter"_L1, QVariant(matter));
    if (organisation)
        party.set("organisation_name"_L1, given.text("organisation_name"_L1));
    if (!person.isEmpty()) {
        const auto id = findOrMakePerson(context, person.first());
        if (!id)
            return fail(id.error());
        party.set("person"_L1, QVariant(*id));
    } else if (!organisation) {
        return fail(
            ErrorKind::Invalid, u"matter.party_nameless"_s,
            say(QT_TRANSLATE_NOOP("Matters", "A party needs the name of a person or of an organisation; nothing "
                                             "was written.")),
            path, context.ruleId());
    }
    party.set("side"_L1, given.text("side"_L1));
    party.set("role"_L1, given.has("role"_L1) ? given.text("role"_L1)
                                              : context.rules.codes(u"party_role"_s).first()->text("code"_L1));
    context.tx.insert(party);
    return {};
}

Result<> writeParties(ActionContext &context, QUuid matter)
{
    const QList<Fields> &parties = context.data.records("parties"_L1);
    for (qsizetype i = 0; i < parties.size(); ++i) {
        if (auto written = writeParty(context, matter, parties[i], u"parties[%1]"_s.arg(i)); !written)
            return written;
    }
    return {};
}

// The division that owns the matter: the place where it happened, if that is in this county, else where the actor
// works.
QString owningDivision(const ActionContext &context)
{
    if (context.data.has("org"_L1))
        return context.data.text("org"_L1);
    const auto place = DivisionCode::parse(context.data.text("place"_L1).left(12));
    return place && context.actor.area.county().contains(*place) ? place->digits() : context.actor.area.digits();
}

QString nextMatterNumber(ActionContext &context)
{
    const QString year = QString::number(context.now().localDate().year());
    const qint64 serial = context.tx.nextNumber(u"matter"_s, year);
    return u"%1〔%2〕%3号"_s.arg(context.rules.setting("matter_prefix"_L1), year).arg(serial, 4, 10, QLatin1Char('0'));
}

// Who reports is not a party and is kept where no party's record leads to (R6).
Result<> writeReporter(ActionContext &context, Row &matter)
{
    const QList<Fields> &reporter = context.data.records("reporter"_L1);
    if (reporter.isEmpty())
        return {};
    const auto id = findOrMakePerson(context, reporter.first());
    if (!id)
        return fail(id.error());
    matter.set("reporter"_L1, QVariant(*id));
    return {};
}

bool isTerminal(const RuleSet &rules, const Row &matter)
{
    const RuleRow *state = rules.table("states"_L1).find(matter.text("state"_L1));
    return state && state->flag("terminal"_L1);
}

} // namespace

void sealIfNeeded(ActionContext &context, Row &matter)
{
    const Facts facts(context, &matter);
    for (const QString &fact : {u"dv"_s, u"dv_present"_s, u"minor_involved"_s}) {
        if (facts(fact).toBool())
            matter.set("restricted"_L1, QVariant(true));
    }
}

Result<> registerMatter(ActionContext &context)
{
    Row matter(matterEntity());
    matter.setId(IdSource::next(context.now()));
    matter.set("number"_L1, nextMatterNumber(context));
    matter.set("org"_L1, owningDivision(context));
    matter.set("registered_on"_L1, QVariant(context.now().localDate()));
    matter.set("creator"_L1, QVariant(context.actor.id.value));
    matter.set("first_contact"_L1, QVariant(context.actor.id.value));
    if (auto written = writeReporter(context, matter); !written)
        return written;
    if (auto written = writeParties(context, matter.id()); !written)
        return written;
    sealIfNeeded(context, matter);
    context.created = std::move(matter);
    return {};
}

Result<> addParty(ActionContext &context)
{
    sealIfNeeded(context, *context.subject);
    return writeParty(context, context.subject->id(), context.data, u"person"_s);
}

Result<> mergeMatter(ActionContext &context)
{
    const QUuid id = context.data.uuid("target"_L1);
    if (id == context.subject->id())
        return fail(ErrorKind::Invalid, u"matter.merge_self"_s,
                    say(QT_TRANSLATE_NOOP("Matters", "A matter cannot be merged into itself; nothing was changed.")),
                    u"target"_s, context.ruleId());
    const auto target = context.tx.find(matterEntity(), id);
    if (!target || isTerminal(context.rules, *target))
        return fail(ErrorKind::Forbidden, u"matter.merge_target"_s,
                    say(QT_TRANSLATE_NOOP("Matters", "The matter to merge into is finished or does not exist; nothing "
                                                     "was changed.")),
                    u"target"_s, context.ruleId());
    context.outcome.extra.insert(u"merged_into"_s, target->text("number"_L1));
    return {};
}

} // namespace fengqiao
