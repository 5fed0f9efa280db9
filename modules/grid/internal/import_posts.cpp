// Posts and the people in them from a table: X151.
#include <QCoreApplication>
#include <QJsonArray>

#include <grid/grid.h>

#include "areas.h"
#include "batch_rows.h"
#include "grid_book.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Staff {
    Q_DECLARE_TR_FUNCTIONS(GridStaff)
};

// Who is to be in a post of which grid, and when. A row is looked at as a whole before anything of it is written.
struct Wish {
    Row grid;
    QString kind;
    QDate from;
    QDate to; // invalid: still in it
    std::optional<Row> member;
};

class PostBatch {
public:
    explicit PostBatch(ActionContext &context)
        : m_context(context)
        , m_tx(context.tx)
        , m_rows(context, u"import_post"_s)
        , m_book(context)
        , m_today(context.now().localDate())
    {
    }

    void run()
    {
        m_rows.each([this](const BatchRow &row) {
            if (const auto taken = take(row); !taken)
                m_rows.refuse(row, taken.error());
        });
        m_context.outcome.kind = u"posting"_s;
        m_context.outcome.extra = {{u"added"_s, m_added},
                                   {u"known"_s, m_known},
                                   {u"posts"_s, m_posts},
                                   {u"people"_s, m_people},
                                   {u"refused"_s, m_rows.refused()}};
    }

private:
    [[nodiscard]] Result<> take(const BatchRow &row);
    [[nodiscard]] Result<Wish> wishOf(const BatchRow &row);
    [[nodiscard]] Result<std::optional<Row>> memberOf(const BatchRow &row, const Row &grid);
    [[nodiscard]] QList<Row> postsOf(const Wish &wish);
    [[nodiscard]] std::optional<Row> postingOf(const Wish &wish, const QList<Row> &posts);
    [[nodiscard]] bool isFree(const Wish &wish, const Row &post);
    [[nodiscard]] Result<std::optional<Row>> postFor(const Wish &wish, const QList<Row> &posts);
    [[nodiscard]] Row addPost(const Wish &wish, const BatchRow &row);
    void fill(const Wish &wish, const Row &post, const BatchRow &row);

    [[nodiscard]] QString word(const Wish &wish) const { return m_context.rules.word("member_role"_L1, wish.kind); }

    ActionContext &m_context;
    Writer &m_tx;
    BatchRows m_rows;
    GridBook m_book;
    QDate m_today;
    qint64 m_added = 0;
    qint64 m_known = 0;
    qint64 m_posts = 0;
    qint64 m_people = 0;
};

// Of one name in the grid's town: the one with this phone, or with none yet. Without a phone the name must say it.
Result<std::optional<Row>> PostBatch::memberOf(const BatchRow &row, const Row &grid)
{
    constexpr qsizetype townDigits = 9;
    const QString town = grid.text("org"_L1).left(townDigits);
    QList<Row> people =
        m_tx.select(gridMemberEntity(), u"name = ? AND active = 1 AND org >= ? AND org < ? ORDER BY id"_s,
                    {row.text("name"_L1), town, QString(town + u':')}); // ':' follows '9'
    if (const QString phone = row.text("phone"_L1); !phone.isEmpty()) {
        const auto same = std::ranges::find(people, phone, [](const Row &one) { return one.text("phone"_L1); });
        if (same != people.end())
            return std::optional(*same);
        people.removeIf([](const Row &one) { return !one.text("phone"_L1).isEmpty(); });
    }
    if (people.size() > 1)
        return m_book.refuse(ErrorKind::Conflict, u"grid_member.several"_s, u"phone"_s,
                             Staff::tr("Several people of this town are called %1; give the work phone as well.")
                                 .arg(row.text("name"_L1)));
    return people.isEmpty() ? std::optional<Row>() : std::optional(people.first());
}

Result<Wish> PostBatch::wishOf(const BatchRow &row)
{
    const QString code = row.text("grid"_L1);
    const auto known = findGrid(m_tx, code, m_today);
    if (!known)
        return m_book.refuse(ErrorKind::NotFound, u"grid.not_found"_s, u"grid"_s,
                             Staff::tr("No grid with the code %1 is in force.").arg(code));
    auto grid = m_book.standing(known->id, u"grid"_s);
    if (!grid)
        return fail(grid.error());
    Wish wish{*std::move(grid), row.text("kind"_L1), row.has("from"_L1) ? row.date("from"_L1) : m_today,
              row.date("to"_L1), std::nullopt};
    if (wish.from < known->validFrom)
        return m_book.refuse(ErrorKind::Invalid, u"grid_post.before_grid"_s, u"from"_s,
                             Staff::tr("The grid is in force from %1; a post of it cannot begin before.")
                                 .arg(known->validFrom.toString(Qt::ISODate)));
    if (wish.to.isValid() && wish.to <= wish.from)
        return m_book.refuse(
            ErrorKind::Invalid, u"posting.date_wrong"_s, u"to"_s,
            Staff::tr("This posting begins on %1; it cannot end before.").arg(wish.from.toString(Qt::ISODate)));
    if (row.has("name"_L1)) {
        auto member = memberOf(row, wish.grid);
        if (!member)
            return fail(member.error());
        wish.member = *std::move(member);
    }
    return wish;
}

QList<Row> PostBatch::postsOf(const Wish &wish)
{
    return m_tx.select(gridPostEntity(),
                       u"grid = ? AND kind = ? AND (valid_to IS NULL OR valid_to > ?) ORDER BY valid_from, id"_s,
                       {wish.grid.id(), wish.kind, wish.from});
}

// The same person in such a post: open now, or begun or ended on the very day.
std::optional<Row> PostBatch::postingOf(const Wish &wish, const QList<Row> &posts)
{
    for (const Row &post : posts) {
        const QList<Row> postings = m_tx.select(
            postingEntity(), u"post = ? AND member = ? AND (to_date IS NULL OR from_date = ? OR to_date = ?) LIMIT 1"_s,
            {post.id(), wish.member->id(), wish.from, wish.to.isValid() ? wish.to : QDate(1, 1, 1)});
        if (!postings.isEmpty())
            return postings.first();
    }
    return std::nullopt;
}

bool PostBatch::isFree(const Wish &wish, const Row &post)
{
    const QDate last = wish.to.isValid() ? wish.to : QDate(9999, 12, 31);
    return m_tx.count(postingEntity(), u"post = ? AND from_date < ? AND (to_date IS NULL OR to_date > ?)"_s,
                      {post.id(), last, wish.from}) == 0;
}

// A vacant one, or none where another is to be set up: of those that its kind needs a grid has one, of others as many
// as there are people.
Result<std::optional<Row>> PostBatch::postFor(const Wish &wish, const QList<Row> &posts)
{
    const auto vacant = std::ranges::find_if(posts, [&](const Row &post) { return isFree(wish, post); });
    if (vacant != posts.end()) {
        if (wish.from >= vacant->date("valid_from"_L1))
            return std::optional(*vacant);
        return m_book.refuse(
            ErrorKind::Invalid, u"posting.outside_post"_s, u"from"_s,
            Staff::tr("The post begins on %1 only.").arg(vacant->date("valid_from"_L1).toString(Qt::ISODate)));
    }
    const auto rule = ruleOf(m_context.rules, wish.grid);
    if (!posts.isEmpty() && rule && rule->posts.contains(wish.kind))
        return m_book.refuse(ErrorKind::Conflict, u"grid_post.filled"_s, u"name"_s,
                             Staff::tr("Somebody else is in the post %1 of %2; relieve them first.")
                                 .arg(word(wish), wish.grid.text("name"_L1)));
    return std::optional<Row>();
}

Row PostBatch::addPost(const Wish &wish, const BatchRow &row)
{
    Row post(gridPostEntity());
    post.set("grid"_L1, QVariant(wish.grid.id()));
    post.set("kind"_L1, wish.kind);
    post.set("org"_L1, wish.grid.text("org"_L1));
    post.set("duties"_L1, row.value("duties"_L1));
    post.set("valid_from"_L1, wish.from);
    post.set("demo"_L1, wish.grid.value("demo"_L1));
    m_tx.insert(post);
    ++m_posts;
    return post;
}

void PostBatch::fill(const Wish &wish, const Row &post, const BatchRow &row)
{
    Row member = wish.member.value_or(Row(gridMemberEntity()));
    const bool isNew = !wish.member;
    if (isNew) {
        const bool left = wish.to.isValid() && wish.to <= m_today;
        member.set("name"_L1, row.text("name"_L1));
        member.set("role"_L1, wish.kind);
        member.set("org"_L1, wish.grid.text("org"_L1));
        member.set("active"_L1, !left);
        if (left)
            member.set("ended_on"_L1, wish.to);
    }
    if (row.has("phone"_L1))
        member.set("phone"_L1, row.value("phone"_L1));
    isNew ? m_tx.insert(member) : m_tx.update(member);
    m_people += isNew ? 1 : 0;
    Row posting(postingEntity());
    posting.set("post"_L1, QVariant(post.id()));
    posting.set("member"_L1, QVariant(member.id()));
    posting.set("org"_L1, post.text("org"_L1));
    posting.set("from_date"_L1, wish.from);
    if (wish.to.isValid())
        posting.set("to_date"_L1, wish.to);
    posting.set("demo"_L1, post.value("demo"_L1));
    m_tx.insert(posting);
}

Result<> PostBatch::take(const BatchRow &row)
{
    const auto wish = wishOf(row);
    if (!wish)
        return fail(wish.error());
    const QList<Row> posts = postsOf(*wish);
    if (!row.has("name"_L1)) { // the post alone
        posts.isEmpty() ? (static_cast<void>(addPost(*wish, row)), ++m_added) : ++m_known;
        return {};
    }
    if (auto posting = wish->member ? postingOf(*wish, posts) : std::nullopt) {
        const bool ends =
            wish->to.isValid() && posting->isNull("to_date"_L1) && wish->to > posting->date("from_date"_L1);
        if (ends) {
            posting->set("to_date"_L1, wish->to);
            posting->set("reason"_L1, m_context.data.value("file"_L1));
            m_tx.update(*posting);
        }
        ++(ends ? m_added : m_known);
        return {};
    }
    const auto post = postFor(*wish, posts);
    if (!post)
        return fail(post.error());
    fill(*wish, *post ? **post : addPost(*wish, row), row);
    ++m_added;
    return {};
}

Result<> importPostRows(ActionContext &context)
{
    PostBatch(context).run();
    return {};
}

} // namespace

void addPostFiles(Module &module)
{
    module.handlers.insert(u"import_posts"_s, importPostRows);
}

} // namespace fengqiao
