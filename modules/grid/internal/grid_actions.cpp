// Grids one at a time: X140 to X142 and X145 to X147.
#include <QCoreApplication>

#include <grid/grid.h>

#include "grid_book.h"
#include "grid_handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

Datum settingDatum(const RuleSet &rules)
{
    return datumFromCode(rules.setting("grid_datum"_L1)).value_or(Datum::Cgcs2000);
}

// The scheme that the grids of the same village follow, or the only one that has this kind.
Result<GridRule> ruleFor(ActionContext &context, const GridBook &book)
{
    const QString kind = context.data.has("kind"_L1) ? context.data.text("kind"_L1) : u"base"_s;
    QString scheme = context.data.text("scheme"_L1);
    if (scheme.isEmpty()) {
        QStringList schemes;
        for (const GridRule &rule : gridRules(context.rules)) {
            if (rule.kind == kind)
                schemes << rule.scheme;
        }
        const QList<Row> beside =
            context.tx.select(gridEntity(), u"org = ? AND kind = ? AND valid_to IS NULL ORDER BY code LIMIT 1"_s,
                              {context.data.text("division"_L1), kind});
        if (schemes.size() == 1)
            scheme = schemes.first();
        else if (!beside.isEmpty())
            scheme = beside.first().text("scheme"_L1);
        else
            return book.refuse(ErrorKind::Invalid, u"grid.scheme_missing"_s, u"scheme"_s,
                               Grids::tr("Choose a level scheme: nothing in this village tells which one it follows."));
    }
    if (auto rule = gridRule(context.rules, scheme, kind))
        return *std::move(rule);
    return book.refuse(
        ErrorKind::Invalid, u"grid.kind_wrong"_s, u"kind"_s,
        Grids::tr("The scheme “%1” has no grids of the kind “%2”.")
            .arg(context.rules.word("grid_scheme"_L1, scheme), context.rules.word("grid_kind"_L1, kind)));
}

// A change of a version that begins on the very day only puts that version right; any later one ends it.
Result<> changeFrom(GridBook &book, ActionContext &context, Row &grid, const QString &change,
                    const std::function<void(Row &)> &edit)
{
    const QDate from = book.day("from"_L1);
    if (from == grid.date("valid_from"_L1)) {
        edit(grid);
        context.tx.update(grid);
        answerGrid(context, grid);
        return {};
    }
    if (auto later = book.checkAfter(grid, from); !later)
        return later;
    Row next = GridBook::nextVersion(grid, from);
    edit(next);
    book.replace(grid, next, change, context.data.text("reason"_L1));
    answerGrid(context, next);
    return {};
}

} // namespace

Result<> addGrid(ActionContext &context)
{
    GridBook book(context);
    const auto rule = ruleFor(context, book);
    if (!rule)
        return fail(rule.error());
    GridDraft draft;
    draft.rule = *rule;
    draft.code = context.data.text("code"_L1);
    draft.name = context.data.text("name"_L1);
    if (const auto division = DivisionCode::parse(context.data.text("division"_L1)))
        draft.division = *division;
    draft.parent = context.data.uuid("parent"_L1);
    if (context.data.has("households"_L1))
        draft.households = static_cast<int>(context.data.integer("households"_L1));
    draft.from = book.day("from"_L1);
    draft.externalId = context.data.text("external_id"_L1);
    draft.note = context.data.text("note"_L1);
    draft.datum = book.datum(settingDatum(context.rules));
    if (auto complete = book.complete(draft); !complete)
        return complete;
    auto border = book.border(context.data, draft.datum);
    if (!border)
        return fail(border.error());
    draft.border = *std::move(border);
    answerGrid(context, book.add(draft));
    return {};
}

Result<> changeGrid(ActionContext &context)
{
    GridBook book(context);
    auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    for (const QLatin1StringView field : {"name"_L1, "households"_L1, "kind"_L1, "external_id"_L1, "note"_L1}) {
        if (context.data.has(field))
            grid->set(field, context.data.value(field));
    }
    if (context.data.has("kind"_L1)) {
        const auto rule = ruleOf(context.rules, *grid);
        if (!rule)
            return book.refuse(ErrorKind::Invalid, u"grid.kind_wrong"_s, u"kind"_s,
                               Grids::tr("The scheme of this grid has no grids of that kind."));
        const auto division = DivisionCode::parse(grid->text("org"_L1));
        const auto parent = gridById(context.tx, grid->uuid("parent"_L1));
        if (auto fits = checkGridCode(context.rules, *rule, grid->text("code"_L1), division.value_or(DivisionCode()),
                                      parent ? parent->code : QString());
            !fits)
            return fits;
        grid->set("level"_L1, static_cast<qint64>(rule->level));
    }
    context.tx.update(*grid);
    book.warnOfHouseholds(*grid);
    answerGrid(context, *grid);
    return {};
}

Result<> setGridBorder(ActionContext &context)
{
    GridBook book(context);
    auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    const Datum datum = book.datum(settingDatum(context.rules));
    const auto shape = book.border(context.data, datum);
    if (!shape)
        return fail(shape.error());
    return changeFrom(book, context, *grid, u"border"_s, [&](Row &row) {
        setBorder(row, *shape, datum);
        row.set("generated"_L1, false);
    });
}

Result<> renameGrid(ActionContext &context)
{
    GridBook book(context);
    auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    return changeFrom(book, context, *grid, u"rename"_s,
                      [&](Row &row) { row.set("name"_L1, context.data.text("name"_L1)); });
}

Result<> moveGrid(ActionContext &context)
{
    GridBook book(context);
    auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    const auto rule = ruleOf(context.rules, *grid);
    const QString org = context.data.has("division"_L1) ? context.data.text("division"_L1) : grid->text("org"_L1);
    const auto division = DivisionCode::parse(org);
    if (!rule || !division)
        return book.refuse(ErrorKind::Invalid, u"grid.division_level"_s, u"division"_s,
                           Grids::tr("“%1” is not a division that this grid can belong to.").arg(org));
    const bool staysPut = org == grid->text("org"_L1);
    GridDraft draft;
    draft.rule = *rule;
    draft.division = *division;
    draft.parent = context.data.uuid("parent"_L1);
    draft.from = book.day("from"_L1);
    draft.code = context.data.text("code"_L1);
    if (staysPut && draft.code.isEmpty())
        draft.code = grid->text("code"_L1);
    const bool keepsCode = draft.code == grid->text("code"_L1);
    if (!keepsCode) {
        if (auto none = book.checkNoneBelow(*grid, draft.from); !none)
            return none;
    }
    // The code is its own until that day, so only others can stand in the way of it.
    if (auto complete = book.complete(draft, grid->id()); !complete)
        return complete;
    return changeFrom(book, context, *grid, u"move"_s, [&](Row &row) {
        row.set("code"_L1, draft.code);
        row.set("org"_L1, org);
        if (division->level() == DivisionLevel::Village)
            row.set("village"_L1, org);
        row.set("parent"_L1, QVariant(draft.parent));
    });
}

Result<> retireGrid(ActionContext &context)
{
    GridBook book(context);
    auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    const QDate from = book.day("from"_L1);
    if (auto later = book.checkAfter(*grid, from); !later)
        return later;
    if (auto none = book.checkNoneBelow(*grid, from); !none)
        return none;
    if (const int people = book.end(*grid, from, context.data.text("reason"_L1)); people > 0)
        context.warn(Grids::tr("%n person(s) left their posts with this grid.", nullptr, people));
    answerGrid(context, *grid);
    return {};
}

} // namespace fengqiao
