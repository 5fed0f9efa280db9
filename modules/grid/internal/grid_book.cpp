#include "grid_book.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <cmath>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

qint64 stored(double degrees)
{
    return std::llround(degrees * 1e7);
}

// The shipped outline in the datum of a border; nothing to compare with where there is none.
ShapeLimits limitsFor(const DivisionCode &county, Datum datum)
{
    ShapeLimits limits;
    limits.datum = datum;
    if (const auto outline = outlineOf(county); outline && *outline) {
        limits.outline = converted((*outline)->shape, (*outline)->datum, datum);
        limits.county = boxOf(limits.outline);
    }
    return limits;
}

// A whole feature is taken for its geometry: that is what drawing programs copy.
Result<GeoShape> shapeFromText(const QString &text)
{
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return fail(ErrorKind::Invalid, u"grid.border_format"_s,
                    Grids::tr("The border is not GeoJSON: a geometry of type Polygon or MultiPolygon is expected."));
    const QJsonObject object = document.object();
    const bool isFeature = object.value("type"_L1).toString() == "Feature"_L1;
    return shapeFromGeoJson(isFeature ? object.value("geometry"_L1).toObject() : object);
}

} // namespace

void setBorder(Row &grid, const GeoShape &shape, Datum datum)
{
    const GeoBox box = boxOf(shape);
    grid.set("border"_L1, shape.isEmpty() ? QVariant() : QVariant(packShape(shape)));
    grid.set("datum"_L1, shape.isEmpty() ? QVariant() : QVariant(datumCode(datum)));
    const auto side = [&shape](double degrees) { return shape.isEmpty() ? QVariant() : QVariant(stored(degrees)); };
    grid.set("west"_L1, side(box.west));
    grid.set("south"_L1, side(box.south));
    grid.set("east"_L1, side(box.east));
    grid.set("north"_L1, side(box.north));
}

std::optional<GridRule> ruleOf(const RuleSet &rules, const Row &grid)
{
    return gridRule(rules, grid.text("scheme"_L1), grid.text("kind"_L1));
}

void answerGrid(ActionContext &context, const Row &grid)
{
    context.outcome.id = grid.id();
    context.outcome.kind = u"grid"_s;
    context.outcome.number = grid.text("code"_L1);
}

std::unexpected<Error> GridBook::refuse(ErrorKind kind, const QString &code, const QString &field,
                                        const QString &sentence) const
{
    return fail(kind, code, sentence, field, m_context.ruleId());
}

Datum GridBook::datum(Datum otherwise) const
{
    return datumFromCode(m_context.data.text("datum"_L1)).value_or(otherwise);
}

Result<GeoShape> GridBook::border(const Fields &data, Datum datum) const
{
    if (!data.has("border"_L1))
        return GeoShape();
    const auto named = [this](Error error) {
        error.field = u"border"_s;
        error.rule = m_context.ruleId();
        return fail(std::move(error));
    };
    auto shape = shapeFromText(data.text("border"_L1));
    if (!shape)
        return named(shape.error());
    for (const ShapeFinding &finding : checkShape(*shape, limitsFor(m_context.actor.area.county(), datum))) {
        if (finding.refuses)
            return named(finding.error);
        m_context.warn(finding.error.message);
    }
    return shape;
}

QDate GridBook::day(QLatin1StringView field) const
{
    return m_context.data.has(field) ? m_context.data.date(field) : m_context.now().localDate();
}

Result<> GridBook::checkArea(const DivisionCode &division, const QString &field) const
{
    if (!findDivision(m_tx, division))
        return refuse(ErrorKind::NotFound, u"grid.division_unknown"_s, field,
                      Grids::tr("There is no division %1 in this county.").arg(division.digits()));
    if (m_context.actor.area.contains(division))
        return {};
    return refuse(ErrorKind::NotPermitted, u"access.scope"_s, field,
                  Grids::tr("%1 is not in your area (rule %2); nothing was changed.")
                      .arg(placeName(m_tx, division), m_context.ruleId()));
}

Result<Row> GridBook::standing(QUuid id, const QString &field)
{
    auto named = m_tx.find(gridEntity(), id);
    if (!named)
        return refuse(ErrorKind::NotFound, u"grid.not_found"_s, field, Grids::tr("There is no such grid."));
    const QString code = named->text("code"_L1);
    if (const auto division = DivisionCode::parse(named->text("org"_L1))) {
        if (const auto mine = checkArea(*division, field); !mine)
            return fail(mine.error());
    }
    if (!named->isNull("valid_to"_L1)) // an old version: the code goes on in a newer one
        named = m_tx.select(gridEntity(), u"code = ? AND valid_to IS NULL LIMIT 1"_s, {code}).value(0, *named);
    if (!named->isNull("valid_to"_L1))
        return refuse(ErrorKind::Forbidden, u"grid.ended"_s, field,
                      Grids::tr("The grid %1 is in force until %2 only and cannot be changed any more.")
                          .arg(code, named->date("valid_to"_L1).toString(Qt::ISODate)));
    return *std::move(named);
}

Result<> GridBook::checkFree(const QString &code, QDate from, QUuid except) const
{
    const QList<Row> taken =
        m_tx.select(gridEntity(), u"code = ? AND (valid_to IS NULL OR valid_to > ?) LIMIT 2"_s, {code, from});
    for (const Row &row : taken) {
        if (row.id() != except)
            return refuse(ErrorKind::Conflict, u"grid.code_taken"_s, u"code"_s,
                          Grids::tr("The code %1 is borne by the grid “%2”; a code names one grid at a time.")
                              .arg(code, row.text("name"_L1)));
    }
    return {};
}

Result<> GridBook::checkNoneBelow(const Row &grid, QDate day) const
{
    const qint64 below = m_tx.count(
        gridEntity(), u"parent IN (SELECT id FROM grid WHERE code = ?) AND (valid_to IS NULL OR valid_to > ?)"_s,
        {grid.text("code"_L1), day});
    if (below == 0)
        return {};
    return refuse(ErrorKind::Forbidden, u"grid.has_grids_below"_s, u"grid"_s,
                  Grids::tr("%n grid(s) stand under %1; move or retire them first.", nullptr, static_cast<int>(below))
                      .arg(grid.text("name"_L1)));
}

Result<> GridBook::checkAfter(const Row &grid, QDate from) const
{
    if (from > grid.date("valid_from"_L1))
        return {};
    return refuse(ErrorKind::Invalid, u"grid.from_too_early"_s, u"from"_s,
                  Grids::tr("%1 is in force from %2; this change can take effect on a later day only.")
                      .arg(grid.text("name"_L1), grid.date("valid_from"_L1).toString(Qt::ISODate)));
}

Result<> GridBook::completeParent(GridDraft &draft) const
{
    std::optional<GridLine> parent;
    if (!draft.parent.isNull()) {
        parent = gridVersion(m_tx, draft.parent, draft.from);
        const bool fits =
            parent && draft.rule.parents.contains(parent->kind) && draft.division.digits().startsWith(parent->org);
        if (!fits)
            return refuse(ErrorKind::Invalid, u"grid.parent_wrong"_s, u"parent"_s,
                          Grids::tr("A %1 cannot stand under %2.")
                              .arg(draft.rule.word, parent ? parent->name : Grids::tr("a grid that is not in force")));
    } else if (draft.rule.parents.contains("village"_L1)) {
        parent = findGrid(m_tx, draft.division.digits(), draft.from);
    } else if (draft.rule.parents.contains("town"_L1)) {
        parent = findGrid(m_tx, draft.division.digits().left(9), draft.from);
    } else if (!draft.rule.parents.isEmpty()) {
        return refuse(ErrorKind::Invalid, u"grid.parent_missing"_s, u"parent"_s,
                      Grids::tr("A %1 stands in another grid, which must be named.").arg(draft.rule.word));
    }
    draft.parent = parent ? parent->id : QUuid();
    return {};
}

Result<> GridBook::complete(GridDraft &draft, QUuid self)
{
    if (draft.division.digits().size() != draft.rule.division)
        return refuse(ErrorKind::Invalid, u"grid.division_level"_s, u"division"_s,
                      draft.rule.division == static_cast<int>(DivisionLevel::Town)
                          ? Grids::tr("A %1 belongs to a town.").arg(draft.rule.word)
                          : Grids::tr("A %1 belongs to a village or community.").arg(draft.rule.word));
    if (auto area = checkArea(draft.division, u"division"_s); !area)
        return area;
    if (auto parent = completeParent(draft); !parent)
        return parent;
    const auto above = gridById(m_tx, draft.parent);
    const QString parentCode = above ? above->code : QString();
    if (draft.code.isEmpty()) {
        auto code = nextGridCode(m_tx, draft.rule, draft.division, parentCode);
        if (!code)
            return fail(code.error());
        draft.code = *code;
    } else if (auto fits = checkGridCode(m_context.rules, draft.rule, draft.code, draft.division, parentCode); !fits) {
        fits.error().rule = m_context.ruleId();
        return fits;
    }
    return checkFree(draft.code, draft.from, self);
}

Row GridBook::add(const GridDraft &draft)
{
    Row row(gridEntity());
    row.set("code"_L1, draft.code);
    row.set("name"_L1, draft.name);
    row.set("scheme"_L1, draft.rule.scheme);
    row.set("level"_L1, static_cast<qint64>(draft.rule.level));
    row.set("kind"_L1, draft.rule.kind);
    row.set("parent"_L1, QVariant(draft.parent));
    if (draft.division.level() == DivisionLevel::Village)
        row.set("village"_L1, draft.division.digits());
    row.set("org"_L1, draft.division.digits());
    if (draft.households)
        row.set("households"_L1, static_cast<qint64>(*draft.households));
    row.set("generated"_L1, draft.generated);
    row.set("demo"_L1, draft.demo);
    row.set("valid_from"_L1, draft.from);
    row.set("external_id"_L1, orNull(draft.externalId));
    row.set("note"_L1, orNull(draft.note));
    setBorder(row, draft.border, draft.datum);
    m_tx.insert(row);
    addPosts(row);
    warnOfHouseholds(row);
    return row;
}

void GridBook::addPosts(const Row &grid)
{
    const auto rule = ruleOf(m_context.rules, grid);
    for (const QString &kind : rule ? rule->posts : QStringList()) {
        Row post(gridPostEntity());
        post.set("grid"_L1, QVariant(grid.id()));
        post.set("kind"_L1, kind);
        post.set("org"_L1, grid.text("org"_L1));
        post.set("valid_from"_L1, grid.date("valid_from"_L1));
        post.set("demo"_L1, grid.value("demo"_L1));
        m_tx.insert(post);
    }
}

// 300 households "in principle": said, never refused.
void GridBook::warnOfHouseholds(const Row &grid)
{
    const auto rule = ruleOf(m_context.rules, grid);
    if (!rule || rule->households == 0 || grid.integer("households"_L1) <= rule->households)
        return;
    m_context.warn(Grids::tr("%1 has %2 households; a %3 has in principle at most %4.")
                       .arg(grid.text("name"_L1))
                       .arg(grid.integer("households"_L1))
                       .arg(rule->word)
                       .arg(rule->households));
}

} // namespace fengqiao
