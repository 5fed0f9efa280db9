#include "event_matters.h"

#include <grid/events.h>
#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// "邻里纠纷 山门镇 刘崖村民委员会": what the event says of itself, without names of people.
QString titleOf(ActionContext &context, const Row &event)
{
    if (context.data.has("title"_L1))
        return context.data.text("title"_L1);
    const QString kind = context.rules.word("event_kind"_L1, event.text("kind"_L1));
    const auto place = DivisionCode::parse(event.text("org"_L1));
    return place ? kind + u' ' + placeName(context.tx, *place) : kind;
}

QString factsOf(const ActionContext &context, const Row &event)
{
    const QString more = context.data.text("facts"_L1);
    const QString told = event.text("text"_L1);
    return more.isEmpty() ? told : told + u'\n' + more;
}

} // namespace

// The event's own facts with what only a matter needs: on which basis, and between whom. Same person, same transaction,
// and the same checks as any other registration.
Result<> eventToMatter(ActionContext &context)
{
    beginImportedHistory(context);
    Row &event = *context.subject;
    const QJsonObject given = context.data.toJson();
    QJsonObject data{{u"channel"_s, context.rules.setting("event_channel"_L1)},
                     {u"title"_s, titleOf(context, event)},
                     {u"facts"_s, factsOf(context, event)},
                     {u"place"_s, event.text("org"_L1)},
                     {u"first_known"_s, event.instant("happened_at"_L1).localDate().toString(Qt::ISODate)},
                     {u"source_event"_s, idText(event.id())}};
    for (const QString &field :
         {u"lawful_basis"_s, u"parties"_s, u"dispute_type"_s, u"persons_affected"_s, u"reporter"_s}) {
        if (given.contains(field))
            data.insert(field, given.value(field));
    }
    const auto registered = context.run(u"register_matter"_s, data);
    if (!registered)
        return fail(registered.error());
    event.set("matter"_L1, QVariant(registered->id));
    context.outcome.clocks = registered->clocks;
    context.outcome.warnings += registered->warnings;
    context.outcome.extra.insert(u"matter"_s, idText(registered->id));
    context.outcome.extra.insert(u"matter_number"_s, registered->number);
    return {};
}

} // namespace fengqiao
