// People of the grids and the posts they fill: X160 to X166.
#include <QCoreApplication>

#include <access/entities.h>
#include <grid/grid.h>

#include "grid_book.h"
#include "grid_handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Staff {
    Q_DECLARE_TR_FUNCTIONS(GridStaff)
};

// A record of the own area, in any state of it.
Result<Row> loadOwn(const GridBook &book, ActionContext &context, const Entity &entity, QLatin1StringView field)
{
    auto row = context.tx.find(entity, context.data.uuid(field));
    if (!row)
        return book.refuse(ErrorKind::NotFound, QString(entity.name) + u".not_found"_s, field,
                           Staff::tr("There is no such record."));
    const auto org = DivisionCode::parse(row->text("org"_L1));
    if (!org)
        return book.refuse(ErrorKind::Fault, u"grid.division_unknown"_s, field,
                           Staff::tr("This record belongs to no division."));
    if (auto mine = book.checkArea(*org, field); !mine)
        return fail(mine.error());
    return *std::move(row);
}

QString nameOf(const RuleSet &rules, const Row &post, const std::optional<GridLine> &grid)
{
    return Staff::tr("%1 of %2", "a post of a grid")
        .arg(rules.word("member_role"_L1, post.text("kind"_L1)), grid ? grid->name : QString());
}

QList<Row> openPostings(Reader &reader, QLatin1StringView field, QUuid id, QDate on)
{
    return reader.select(postingEntity(),
                         QString(field) + u" = ? AND (to_date IS NULL OR to_date > ?) ORDER BY from_date"_s, {id, on});
}

Result<> endPosting(const GridBook &book, ActionContext &context, Row &posting, QDate on)
{
    if (on < posting.date("from_date"_L1))
        return book.refuse(ErrorKind::Invalid, u"posting.date_wrong"_s, u"date"_s,
                           Staff::tr("This posting begins on %1; it cannot end before.")
                               .arg(posting.date("from_date"_L1).toString(Qt::ISODate)));
    posting.set("to_date"_L1, on);
    posting.set("reason"_L1, context.data.value("reason"_L1));
    context.tx.update(posting);
    return {};
}

Result<> writeMember(const GridBook &book, ActionContext &context, Row &member)
{
    for (const QLatin1StringView field :
         {"name"_L1, "role"_L1, "phone"_L1, "account"_L1, "training"_L1, "opt_out"_L1}) {
        if (context.data.has(field))
            member.set(field, context.data.value(field));
    }
    if (context.data.has("division"_L1)) {
        const auto division = DivisionCode::parse(context.data.text("division"_L1));
        if (!division)
            return fail(division.error());
        if (auto mine = book.checkArea(*division, u"division"_s); !mine)
            return mine;
        member.set("org"_L1, division->digits());
    }
    return {};
}

void answer(ActionContext &context, const Row &row)
{
    context.outcome.id = row.id();
    context.outcome.kind = row.entity().name;
}

// The post named, or a vacant one of that kind in the grid.
Result<Row> postFor(GridBook &book, ActionContext &context, QDate from)
{
    if (context.data.has("post"_L1))
        return loadOwn(book, context, gridPostEntity(), "post"_L1);
    const auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    const QString kind = context.data.text("kind"_L1);
    const QList<Row> posts = context.tx.select(
        gridPostEntity(), u"grid = ? AND kind = ? AND (valid_to IS NULL OR valid_to > ?) ORDER BY id"_s,
        {grid->id(), kind, from});
    for (const Row &post : posts) {
        if (openPostings(context.tx, "post"_L1, post.id(), from).isEmpty())
            return post;
    }
    return book.refuse(ErrorKind::NotFound, u"grid_post.none_vacant"_s, u"kind"_s,
                       Staff::tr("%1 has no vacant post “%2”; set one up first.")
                           .arg(grid->text("name"_L1), context.rules.word("member_role"_L1, kind)));
}

} // namespace

Result<> addMember(ActionContext &context)
{
    const GridBook book(context);
    Row member(gridMemberEntity());
    if (auto written = writeMember(book, context, member); !written)
        return written;
    member.set("active"_L1, true);
    context.tx.insert(member);
    answer(context, member);
    return {};
}

Result<> changeMember(ActionContext &context)
{
    const GridBook book(context);
    auto member = loadOwn(book, context, gridMemberEntity(), "member"_L1);
    if (!member)
        return fail(member.error());
    if (auto written = writeMember(book, context, *member); !written)
        return written;
    context.tx.update(*member);
    answer(context, *member);
    return {};
}

Result<> endMember(ActionContext &context)
{
    const GridBook book(context);
    auto member = loadOwn(book, context, gridMemberEntity(), "member"_L1);
    if (!member)
        return fail(member.error());
    const QDate on = book.day("date"_L1);
    for (Row &posting : openPostings(context.tx, "member"_L1, member->id(), on)) {
        if (auto ended = endPosting(book, context, posting, on); !ended)
            return ended;
    }
    member->set("active"_L1, false);
    member->set("ended_on"_L1, on);
    context.tx.update(*member);
    answer(context, *member);
    return {};
}

Result<> setPost(ActionContext &context)
{
    GridBook book(context);
    const auto grid = book.standing(context.data.uuid("grid"_L1));
    if (!grid)
        return fail(grid.error());
    const QDate from = book.day("from"_L1);
    if (from < grid->date("valid_from"_L1))
        return book.refuse(ErrorKind::Invalid, u"grid_post.before_grid"_s, u"from"_s,
                           Staff::tr("The grid is in force from %1; a post of it cannot begin before.")
                               .arg(grid->date("valid_from"_L1).toString(Qt::ISODate)));
    Row post(gridPostEntity());
    post.set("grid"_L1, QVariant(grid->id()));
    post.set("kind"_L1, context.data.text("kind"_L1));
    post.set("org"_L1, grid->text("org"_L1));
    post.set("duties"_L1, context.data.value("duties"_L1));
    post.set("valid_from"_L1, from);
    post.set("demo"_L1, grid->value("demo"_L1));
    context.tx.insert(post);
    answer(context, post);
    return {};
}

Result<> endPost(ActionContext &context)
{
    const GridBook book(context);
    auto post = loadOwn(book, context, gridPostEntity(), "post"_L1);
    if (!post)
        return fail(post.error());
    const QDate on = book.day("date"_L1);
    const bool isOver = !post->isNull("valid_to"_L1) && post->date("valid_to"_L1) <= on;
    if (isOver || on <= post->date("valid_from"_L1))
        return book.refuse(ErrorKind::Invalid, u"grid_post.date_wrong"_s, u"date"_s,
                           isOver ? Staff::tr("This post has ended already.")
                                  : Staff::tr("This post begins on %1; it can end on a later day only.")
                                        .arg(post->date("valid_from"_L1).toString(Qt::ISODate)));
    for (Row &posting : openPostings(context.tx, "post"_L1, post->id(), on)) {
        if (auto ended = endPosting(book, context, posting, on); !ended)
            return ended;
    }
    post->set("valid_to"_L1, on);
    context.tx.update(*post);
    answer(context, *post);
    return {};
}

Result<> appoint(ActionContext &context)
{
    GridBook book(context);
    const QDate from = book.day("from"_L1);
    const auto post = postFor(book, context, from);
    if (!post)
        return fail(post.error());
    const auto grid = gridById(context.tx, post->uuid("grid"_L1));
    const bool outside =
        from < post->date("valid_from"_L1) || (!post->isNull("valid_to"_L1) && from >= post->date("valid_to"_L1));
    if (outside)
        return book.refuse(ErrorKind::Invalid, u"posting.outside_post"_s, u"from"_s,
                           Staff::tr("The post %1 does not exist on %2.")
                               .arg(nameOf(context.rules, *post, grid), from.toString(Qt::ISODate)));
    if (!openPostings(context.tx, "post"_L1, post->id(), from).isEmpty())
        return book.refuse(ErrorKind::Conflict, u"grid_post.filled"_s, u"post"_s,
                           Staff::tr("Somebody is in the post %1; relieve them first, or set up another post.")
                               .arg(nameOf(context.rules, *post, grid)));
    const auto member = loadOwn(book, context, gridMemberEntity(), "member"_L1);
    if (!member)
        return fail(member.error());
    if (!member->flag("active"_L1))
        return book.refuse(ErrorKind::Forbidden, u"grid_member.left"_s, u"member"_s,
                           Staff::tr("This person left the grids and cannot be appointed."));
    Row posting(postingEntity());
    posting.set("post"_L1, QVariant(post->id()));
    posting.set("member"_L1, QVariant(member->id()));
    posting.set("org"_L1, post->text("org"_L1));
    posting.set("from_date"_L1, from);
    posting.set("demo"_L1, post->value("demo"_L1));
    context.tx.insert(posting);
    answer(context, posting);
    return {};
}

Result<> relieve(ActionContext &context)
{
    const GridBook book(context);
    auto posting = loadOwn(book, context, postingEntity(), "posting"_L1);
    if (!posting)
        return fail(posting.error());
    const QDate on = book.day("date"_L1);
    if (!posting->isNull("to_date"_L1) && posting->date("to_date"_L1) <= on)
        return book.refuse(
            ErrorKind::Forbidden, u"posting.ended"_s, u"posting"_s,
            Staff::tr("This posting ended on %1 already.").arg(posting->date("to_date"_L1).toString(Qt::ISODate)));
    if (auto ended = endPosting(book, context, *posting, on); !ended)
        return ended;
    answer(context, *posting);
    return {};
}

} // namespace fengqiao
