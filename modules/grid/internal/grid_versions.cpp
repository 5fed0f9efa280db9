// How a grid ends or goes on as a new version, and what becomes of its posts, people and installations.
#include <geo/locator.h>

#include "grid_book.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString standingAt = u"(%1 IS NULL OR %1 > ?)"_s;

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

Row copyOf(const Row &row)
{
    Row copy(row.entity());
    for (const Field &field : row.entity().fields)
        copy.set(field.name, row.value(field.name));
    return copy;
}

QList<Row> postsFrom(Reader &reader, QUuid grid, QDate on)
{
    return reader.select(gridPostEntity(), u"grid = ? AND "_s + standingAt.arg("valid_to"_L1) + u" ORDER BY id"_s,
                         {grid, on});
}

QList<Row> postingsFrom(Reader &reader, QUuid post, QDate on)
{
    return reader.select(postingEntity(), u"post = ? AND "_s + standingAt.arg("to_date"_L1) + u" ORDER BY id"_s,
                         {post, on});
}

// What had not begun by then never happened; everything else ends.
void endRow(Writer &tx, Row &row, QLatin1StringView begin, QLatin1StringView end, QDate on)
{
    if (row.date(begin) >= on) {
        tx.remove(row);
        return;
    }
    row.set(end, on);
    tx.update(row);
}

} // namespace

Row GridBook::nextVersion(const Row &old, QDate from)
{
    Row next = copyOf(old);
    next.set("valid_from"_L1, from);
    next.set("valid_to"_L1, QVariant());
    return next;
}

void GridBook::link(const Row &from, const Row &to, const QString &change, QDate on, const QString &reason)
{
    Row line(gridLineEntity());
    line.set("from_grid"_L1, QVariant(from.id()));
    line.set("to_grid"_L1, QVariant(to.id()));
    line.set("kind"_L1, change);
    line.set("date"_L1, on);
    line.set("reason"_L1, orNull(reason));
    m_tx.insert(line);
}

void GridBook::replace(Row &old, Row &next, const QString &change, const QString &reason)
{
    const QDate on = next.date("valid_from"_L1);
    old.set("valid_to"_L1, on);
    m_tx.update(old);
    m_tx.insert(next);
    link(old, next, change, on, reason);
    carryPosts(old, next, on);
    carryAssets(old.id(), {next});
}

// Posts and people of a version are those of its days; the next version has its own, so that both join by id.
void GridBook::carryPosts(const Row &from, const Row &to, QDate on)
{
    for (Row &post : postsFrom(m_tx, from.id(), on)) {
        Row next = copyOf(post);
        next.set("grid"_L1, QVariant(to.id()));
        next.set("org"_L1, to.text("org"_L1));
        next.set("valid_from"_L1, std::max(on, post.date("valid_from"_L1)));
        m_tx.insert(next);
        for (Row &posting : postingsFrom(m_tx, post.id(), on)) {
            Row further = copyOf(posting);
            further.set("post"_L1, QVariant(next.id()));
            further.set("org"_L1, to.text("org"_L1));
            further.set("from_date"_L1, std::max(on, posting.date("from_date"_L1)));
            m_tx.insert(further);
            endRow(m_tx, posting, "from_date"_L1, "to_date"_L1, on);
        }
        endRow(m_tx, post, "valid_from"_L1, "valid_to"_L1, on);
    }
}

int GridBook::end(Row &grid, QDate from, const QString &reason)
{
    int people = 0;
    for (Row &post : postsFrom(m_tx, grid.id(), from)) {
        for (Row &posting : postingsFrom(m_tx, post.id(), from)) {
            posting.set("reason"_L1, orNull(reason));
            endRow(m_tx, posting, "from_date"_L1, "to_date"_L1, from);
            ++people;
        }
        endRow(m_tx, post, "valid_from"_L1, "valid_to"_L1, from);
    }
    grid.set("valid_to"_L1, from);
    m_tx.update(grid);
    return people;
}

// An installation stands where it stands: of several grids, in the one whose border holds it, else in the first.
void GridBook::carryAssets(QUuid from, const QList<Row> &to)
{
    QList<Row> assets = m_tx.select(assetEntity(), u"grid = ?"_s, {from});
    if (assets.isEmpty() || to.isEmpty())
        return;
    const auto datumOf = [](const Row &row) { return datumFromCode(row.text("datum"_L1)).value_or(Datum::Cgcs2000); };
    const Datum datum = datumOf(to.first());
    QList<GeoShape> shapes;
    for (const Row &grid : to)
        shapes << converted(unpackShape(grid.bytes("border"_L1)).value_or(GeoShape()), datumOf(grid), datum);
    const Locator locator(shapes);
    for (Row &asset : assets) {
        const GeoPoint stored{static_cast<double>(asset.integer("longitude"_L1)) * 1e-7,
                              static_cast<double>(asset.integer("latitude"_L1)) * 1e-7};
        const int at = asset.isNull("longitude"_L1) ? -1 : locator.at(converted(stored, datumOf(asset), datum));
        const Row &grid = to.at(std::max(at, 0));
        asset.set("grid"_L1, QVariant(grid.id()));
        asset.set("org"_L1, grid.text("org"_L1));
        m_tx.update(asset);
    }
}

} // namespace fengqiao
