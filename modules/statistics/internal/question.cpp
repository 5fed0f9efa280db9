#include "question.h"

#include <QCoreApplication>

#include <grid/grid.h>
#include <mediation/mediation.h>
#include <reception/reception.h>

#include "past.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

constexpr qint64 everBefore = 0; // a Julian day before all days

std::unexpected<Error> invalid(const QString &code, const QString &sentence, const QString &field)
{
    return fail(ErrorKind::Invalid, code, sentence, field);
}

// Codes of divisions of this county, down to the village.
Result<QString> checkedArea(ReadContext &context, const QString &asked)
{
    const QString own = context.actor.area.digits();
    if (asked.isEmpty())
        return own;
    const auto code = DivisionCode::parse(asked);
    const bool known = code && (own.startsWith(code->digits()) || !areaWord(context.tx, code->digits()).isEmpty());
    if (!known)
        return invalid(u"metric.area_unknown"_s, Words::tr("There is no division \"%1\" in this county.").arg(asked),
                       u"area"_s);
    if (!code->digits().startsWith(own))
        return fail(ErrorKind::NotPermitted, u"metric.area_scope"_s,
                    Words::tr("Figures of %1 are not open to you; your area is %2.").arg(code->digits(), own),
                    u"area"_s);
    return code->digits();
}

std::unexpected<Error> notCounted(const Metric &metric)
{
    return fail(ErrorKind::Invalid, u"metric.not_counted"_s,
                Words::tr("The counters do not hold %1 in this split; the wall shows nothing else.").arg(metric.word()),
                u"metric"_s);
}

std::unexpected<Error> notKept(const Metric &metric)
{
    return fail(ErrorKind::NotFound, u"metric.not_kept"_s,
                Words::tr("This file did not keep the rows behind %1 as they stood then.").arg(metric.word()),
                u"metric"_s);
}

QStringList countedBy(const Metric &metric)
{
    return metric.isComposed() ? metric.numerator + metric.denominator : QStringList{metric.name};
}

// A filter must mean something for every part of the figure, else the parts would not be about the same.
Result<> checkFilters(const Question &question)
{
    for (auto it = question.request.filters.cbegin(); it != question.request.filters.cend(); ++it)
        for (const QString &name : countedBy(*question.metric)) {
            const Metric *counted = question.book->find(name);
            if (!counted->base->dimensions().contains(it.key()))
                return invalid(u"metric.dimension_unknown"_s,
                               Words::tr("%1 cannot be asked for by \"%2\"; possible: %3.")
                                   .arg(question.metric->word(), it.key(), counted->base->dimensions().join(u", "_s)),
                               u"filter"_s);
        }
    return {};
}

Result<> checkBand(const Question &question)
{
    const QString &band = question.request.band;
    if (band.isEmpty())
        return {};
    if (question.metric->kind != MetricKind::Stock)
        return invalid(u"metric.no_stock"_s,
                       Words::tr("%1 is no stock; only what is open has an age.").arg(question.metric->word()),
                       u"metric"_s);
    if (!std::ranges::contains(question.book->bands(), band, &AgeBand::band))
        return invalid(u"metric.band_unknown"_s, Words::tr("There is no band of ages \"%1\".").arg(band.left(60)),
                       u"band"_s);
    return {};
}

// Rows open on the last day, by the day on which they began: that day is known of each row, so a band is a period.
void narrowToBand(Selection &selection, const AgeBand &band)
{
    const qint64 day = selection.to;
    selection.openOn = day;
    selection.from = band.to ? day - *band.to : everBefore;
    selection.to = day - band.from;
}

} // namespace

Result<> checkedPeriod(const Period &period, QDate today)
{
    if (!period.from.isValid() || !period.to.isValid())
        return invalid(u"metric.period_missing"_s, Words::tr("A figure needs its first and its last day."), u"from"_s);
    if (period.from > period.to)
        return invalid(u"metric.period_reversed"_s,
                       Words::tr("The period ends on %1, before it begins on %2; turn the two days round.")
                           .arg(period.to.toString(Qt::ISODate), period.from.toString(Qt::ISODate)),
                       u"to"_s);
    if (period.from > today)
        return invalid(u"metric.period_future"_s,
                       Words::tr("The period begins on %1, which is still to come: there is nothing to count yet.")
                           .arg(period.from.toString(Qt::ISODate)),
                       u"from"_s);
    return {};
}

const RecordKind *recordKindOf(const MetricBase &base)
{
    const JoinedField *subject = base.subject();
    const Entity *entity = subject ? subject->parent : base.entity;
    static const QList<Module> modules{gridModule(), mediationModule(), receptionModule()};
    for (const Module &module : modules)
        for (const RecordKind &kind : module.kinds)
            if (kind.entity == entity)
                return &kind;
    return nullptr;
}

Result<Question> checkedQuestion(ReadContext &context, const MetricRequest &request)
{
    Question question;
    question.book = MetricBook::of(context.rules);
    question.metric = question.book->find(request.metric);
    question.request = request;
    if (!question.metric)
        return fail(ErrorKind::NotFound, u"metric.unknown"_s,
                    Words::tr("There is no figure \"%1\" in the dictionary.").arg(request.metric.left(60)),
                    u"metric"_s);
    const Grant grant = context.grant(question.metric->permission);
    if (grant == Grant::None || grant == Grant::Proposes)
        return fail(ErrorKind::NotPermitted, u"metric.not_permitted"_s,
                    Words::tr("%1 is not open to your role.").arg(question.metric->word()), u"metric"_s);
    if (const auto possible = checkedPeriod(request.period, context.now.localDate()); !possible)
        return fail(possible.error());
    const auto area = checkedArea(context, request.area);
    if (!area)
        return fail(area.error());
    if (const auto sound = checkFilters(question); !sound)
        return fail(sound.error());
    if (const auto sound = checkBand(question); !sound)
        return fail(sound.error());
    question.ownOnly = grant == Grant::Own;
    question.hideSmall = request.outside || request.wall || grant == Grant::Masked;
    question.smallest = context.rules.settingNumber(request.wall ? "wall_cell_min"_L1 : "statistics_cell_min"_L1);
    question.selection.book = question.book.get();
    question.selection.rules = &context.rules;
    question.selection.area = *area;
    question.selection.county = context.tx.meta("centre"_L1);
    question.selection.filters = request.filters;
    question.selection.cellsOnly = request.wall;
    question.selection.from = request.period.from.toJulianDay();
    question.selection.to = request.period.to.toJulianDay();
    return question;
}

Result<Selection> Question::of(ReadContext &context, const Metric &counted) const
{
    Selection one = selection;
    one.metric = &counted;
    if (!request.band.isEmpty())
        narrowToBand(one, *std::ranges::find(book->bands(), request.band, &AgeBand::band));
    if (!request.asKept.isNull()) {
        one.past = pastMarkOf(context.tx, *counted.base, request.asKept);
        if (!one.past || ownOnly)
            return notKept(counted);
    }
    if (!ownOnly)
        return one;
    if (selection.cellsOnly)
        return notCounted(counted);
    const RecordKind *kind = recordKindOf(*counted.base);
    if (!kind)
        return fail(ErrorKind::NotPermitted, u"metric.not_permitted"_s,
                    Words::tr("%1 is not open to your role.").arg(counted.word()), u"metric"_s);
    const bool steps = counted.base->subject() != nullptr;
    one.scope = u"%1 IN (SELECT %2 FROM \"%3\" WHERE %4)"_s.arg(steps ? u"t.subject"_s : u"t.rowid"_s,
                                                                steps ? u"id"_s : u"rowid"_s, kind->entity->name,
                                                                context.scopeSql(*kind, &one.scopeBinds));
    return one;
}

namespace {

Result<Tally> tallied(Reader &reader, const Selection &selection, const QString &by)
{
    if (!selection.cellsOnly)
        return tally(reader, selection, by);
    auto cells = tallyOfCounters(reader, selection, by);
    return cells ? Result<Tally>(std::move(*cells)) : notCounted(*selection.metric);
}

} // namespace

Result<Tally> talliesOf(ReadContext &context, const Question &question, const Metric &counted, const QString &by)
{
    auto selection = question.of(context, counted);
    if (!selection)
        return fail(selection.error());
    if (counted.kind != MetricKind::Stock || selection->openOn)
        return tallied(context.tx, *selection, by);
    // What had come by the last day, less what had gone by then.
    selection->from = everBefore;
    auto open = tallied(context.tx, *selection, by);
    selection->leaving = true;
    const auto left = tallied(context.tx, *selection, by);
    if (!open || !left)
        return open ? left : open;
    for (auto it = left->cbegin(); it != left->cend(); ++it)
        (*open)[it.key()] -= *it;
    open->removeIf([](const auto &entry) { return entry.value() == Count{}; });
    return open;
}

} // namespace fengqiao
