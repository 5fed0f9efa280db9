// Splitting and merging: the old grids end, the new ones begin, and old reports keep the old borders.
#include <QCoreApplication>
#include <QJsonArray>

#include <geo/topology.h>

#include "grid_book.h"
#include "grid_handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Reform {
    Q_DECLARE_TR_FUNCTIONS(GridReform)
};

constexpr double sliverSquareMetres = 50; // below this two drawn borders are the same

Datum datumOf(const Row &grid)
{
    return datumFromCode(grid.text("datum"_L1)).value_or(Datum::Cgcs2000);
}

GeoShape shapeOf(const Row &grid, Datum datum)
{
    return converted(unpackShape(grid.bytes("border"_L1)).value_or(GeoShape()), datumOf(grid), datum);
}

QJsonObject shortOf(const Row &grid)
{
    return {{u"id"_s, idText(grid.id())}, {u"code"_s, grid.text("code"_L1)}, {u"name"_s, grid.text("name"_L1)}};
}

// Together the parts should be what the grid was: what is missing or too much is said, the parts are taken as drawn.
void compareBorders(ActionContext &context, const GeoShape &whole, const QList<GeoShape> &parts)
{
    if (whole.isEmpty())
        return;
    if (std::ranges::any_of(parts, &GeoShape::isEmpty)) {
        context.warn(Reform::tr("A part has no border yet; its places are in no grid until one is drawn."));
        return;
    }
    if (!overlapsOf(parts, sliverSquareMetres).isEmpty())
        context.warn(Reform::tr("The borders of the parts overlap."));
    if (!gapsOf(parts, whole, sliverSquareMetres).isEmpty())
        context.warn(Reform::tr("The parts leave a gap within the old border."));
    if (!outsideOf(parts, whole, sliverSquareMetres).isEmpty())
        context.warn(Reform::tr("The parts reach beyond the old border."));
}

class Split {
public:
    explicit Split(ActionContext &context)
        : m_context(context)
        , m_book(context)
    {
    }

    Result<> run()
    {
        auto old = m_book.standing(m_context.data.uuid("grid"_L1));
        if (!old)
            return fail(old.error());
        const QDate from = m_book.day("from"_L1);
        for (const Result<> &check : {m_book.checkAfter(*old, from), m_book.checkNoneBelow(*old, from)}) {
            if (!check)
                return check;
        }
        QList<Row> parts;
        QList<GeoShape> shapes;
        QSet<QString> codes;
        for (const Fields &given : m_context.data.records("parts"_L1)) {
            auto part = partOf(*old, given, from, codes, shapes);
            if (!part)
                return fail(part.error());
            parts << *std::move(part);
        }
        compareBorders(m_context, shapeOf(*old, m_book.datum(datumOf(*old))), shapes);
        return store(*old, parts, from);
    }

private:
    Result<QString> codeOf(const Row &old, const Fields &given, QDate from, const QSet<QString> &codes)
    {
        const auto rule = ruleOf(m_context.rules, old);
        const auto division = DivisionCode::parse(old.text("org"_L1));
        const auto parent = gridById(m_context.tx, old.uuid("parent"_L1));
        const QString parentCode = parent ? parent->code : QString();
        if (!rule || !division || rule->serialFrom == 0)
            return m_book.refuse(ErrorKind::Forbidden, u"grid.not_divisible"_s, u"grid"_s,
                                 Reform::tr("A grid that is a whole division cannot be split; split those in it."));
        if (!given.has("code"_L1))
            return nextCode(*rule, *division, parentCode, codes);
        QString code = given.text("code"_L1);
        if (const auto fits = checkGridCode(m_context.rules, *rule, code, *division, parentCode); !fits)
            return fail(fits.error());
        if (codes.contains(code))
            return m_book.refuse(ErrorKind::Invalid, u"grid.code_taken"_s, u"parts"_s,
                                 Reform::tr("Two parts bear the code %1.").arg(code));
        if (const auto free = m_book.checkFree(code, from, old.id()); !free)
            return fail(free.error());
        return code;
    }

    // The next free code that no part has taken yet: the parts are stored together at the end.
    Result<QString> nextCode(const GridRule &rule, const DivisionCode &division, const QString &parentCode,
                             const QSet<QString> &codes)
    {
        GridRule rest = rule;
        for (;;) {
            auto code = nextGridCode(m_context.tx, rest, division, parentCode);
            if (!code || !codes.contains(*code))
                return code;
            rest.serialFrom = QStringView(*code).last(rule.digits > 15 ? 2 : 3).toInt() + 1;
        }
    }

    Result<Row> partOf(const Row &old, const Fields &given, QDate from, QSet<QString> &codes, QList<GeoShape> &shapes)
    {
        auto code = codeOf(old, given, from, codes);
        if (!code)
            return fail(code.error());
        const Datum datum = m_book.datum(datumOf(old));
        auto shape = m_book.border(given, datum);
        if (!shape)
            return fail(shape.error());
        Row part = GridBook::nextVersion(old, from);
        part.set("code"_L1, *code);
        part.set("name"_L1, given.text("name"_L1));
        part.set("households"_L1, given.value("households"_L1));
        part.set("external_id"_L1, QVariant());
        part.set("generated"_L1, false);
        setBorder(part, *shape, datum);
        codes.insert(*code);
        shapes << *std::move(shape);
        return part;
    }

    Result<> store(Row &old, QList<Row> &parts, QDate from)
    {
        const QString reason = m_context.data.text("reason"_L1);
        const auto heir = std::ranges::find_if(
            parts, [&old](const Row &part) { return part.text("code"_L1) == old.text("code"_L1); });
        QJsonArray made;
        for (Row &part : parts) {
            m_context.tx.insert(part);
            m_book.link(old, part, u"split"_s, from, reason);
            m_book.warnOfHouseholds(part);
            made << shortOf(part);
        }
        if (heir != parts.end())
            m_book.carryPosts(old, *heir, from);
        for (Row &part : parts) {
            if (heir == parts.end() || part.id() != heir->id())
                m_book.addPosts(part);
        }
        m_book.carryAssets(old.id(), parts);
        if (const int people = m_book.end(old, from, reason); people > 0)
            m_context.warn(
                Reform::tr("No part keeps the code, so %n person(s) must be appointed anew.", nullptr, people));
        answerGrid(m_context, heir != parts.end() ? *heir : parts.first());
        m_context.outcome.extra.insert(u"grids"_s, made);
        return {};
    }

    ActionContext &m_context;
    GridBook m_book;
};

class Merge {
public:
    explicit Merge(ActionContext &context)
        : m_context(context)
        , m_book(context)
    {
    }

    Result<> run()
    {
        m_from = m_book.day("from"_L1);
        if (auto taken = takeGrids(); !taken)
            return taken;
        auto merged = mergedRow();
        if (!merged)
            return fail(merged.error());
        if (auto shape = mergedBorder(*merged); !shape)
            return shape;
        store(*merged);
        return {};
    }

private:
    Result<> takeGrids()
    {
        for (const Fields &given : m_context.data.records("grids"_L1)) {
            auto grid = m_book.standing(given.uuid("grid"_L1), u"grids"_s);
            if (!grid)
                return fail(grid.error());
            for (const Result<> &check : {m_book.checkAfter(*grid, m_from), m_book.checkNoneBelow(*grid, m_from)}) {
                if (!check)
                    return check;
            }
            const bool again = std::ranges::any_of(m_grids, [&](const Row &row) { return row.id() == grid->id(); });
            const bool strange = !m_grids.isEmpty() && (m_grids.first().text("org"_L1) != grid->text("org"_L1) ||
                                                        m_grids.first().text("kind"_L1) != grid->text("kind"_L1));
            if (again || strange)
                return m_book.refuse(ErrorKind::Invalid, u"grid.merge_unlike"_s, u"grids"_s,
                                     again ? Reform::tr("The grid %1 is named twice.").arg(grid->text("code"_L1))
                                           : Reform::tr("Only grids of one kind in one village can be merged; move "
                                                        "%1 there first.")
                                                 .arg(grid->text("name"_L1)));
            m_grids << *std::move(grid);
        }
        return {};
    }

    Result<Row> mergedRow()
    {
        const QString code =
            m_context.data.has("code"_L1) ? m_context.data.text("code"_L1) : m_grids.first().text("code"_L1);
        const auto heir =
            std::ranges::find_if(m_grids, [&code](const Row &grid) { return grid.text("code"_L1) == code; });
        m_heir = heir == m_grids.end() ? -1 : static_cast<int>(heir - m_grids.begin());
        if (m_heir < 0) {
            const auto rule = ruleOf(m_context.rules, m_grids.first());
            const auto division = DivisionCode::parse(m_grids.first().text("org"_L1));
            if (!rule || !division)
                return m_book.refuse(ErrorKind::Invalid, u"grid.kind_wrong"_s, u"grids"_s,
                                     Reform::tr("These grids follow no scheme of the rule tables."));
            if (const auto fits = checkGridCode(m_context.rules, *rule, code, *division); !fits)
                return fail(fits.error());
            if (const auto free = m_book.checkFree(code, m_from); !free)
                return fail(free.error());
        }
        Row merged = GridBook::nextVersion(m_grids.at(std::max(m_heir, 0)), m_from);
        merged.set("code"_L1, code);
        merged.set("name"_L1, m_context.data.text("name"_L1));
        merged.set("generated"_L1, std::ranges::any_of(m_grids, [](const Row &g) { return g.flag("generated"_L1); }));
        merged.set("households"_L1, households());
        return merged;
    }

    [[nodiscard]] QVariant households() const
    {
        if (m_context.data.has("households"_L1))
            return m_context.data.value("households"_L1);
        qint64 sum = 0;
        for (const Row &grid : m_grids) {
            if (grid.isNull("households"_L1)) // a sum of some of them would be no number of households
                return {};
            sum += grid.integer("households"_L1);
        }
        return sum;
    }

    Result<> mergedBorder(Row &merged)
    {
        const Datum datum = m_book.datum(datumOf(m_grids.first()));
        auto shape = m_book.border(m_context.data, datum);
        if (!shape)
            return fail(shape.error());
        if (!shape->isEmpty()) {
            merged.set("generated"_L1, false);
        } else {
            QList<GeoShape> shapes;
            for (const Row &grid : std::as_const(m_grids))
                shapes << shapeOf(grid, datum);
            if (std::ranges::any_of(shapes, &GeoShape::isEmpty))
                m_context.warn(Reform::tr("A grid that is merged has no border, so the merged one has none yet."));
            else
                shape = unionOf(shapes);
            if (!shape)
                return fail(shape.error());
        }
        setBorder(merged, *shape, datum);
        return {};
    }

    void store(Row &merged)
    {
        const QString reason = m_context.data.text("reason"_L1);
        m_context.tx.insert(merged);
        if (m_heir >= 0)
            m_book.carryPosts(m_grids.at(m_heir), merged, m_from);
        else
            m_book.addPosts(merged);
        int people = 0;
        for (Row &grid : m_grids) {
            m_book.link(grid, merged, u"merge"_s, m_from, reason);
            m_book.carryAssets(grid.id(), {merged});
            people += m_book.end(grid, m_from, reason);
        }
        if (people > 0)
            m_context.warn(Reform::tr("%n person(s) of the grids that went must be appointed anew.", nullptr, people));
        m_book.warnOfHouseholds(merged);
        answerGrid(m_context, merged);
    }

    ActionContext &m_context;
    GridBook m_book;
    QDate m_from;
    QList<Row> m_grids;
    int m_heir = -1; // the grid whose code goes on
};

} // namespace

Result<> splitGrid(ActionContext &context)
{
    return Split(context).run();
}

Result<> mergeGrids(ActionContext &context)
{
    return Merge(context).run();
}

} // namespace fengqiao
