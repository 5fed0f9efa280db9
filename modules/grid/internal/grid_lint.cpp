#include <grid/lint.h>

#include <QCoreApplication>
#include <QJsonObject>

#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Lint {
    Q_DECLARE_TR_FUNCTIONS(GridLint)
};

// Square metres as people say them: 850 m², 3.2 ha, 1.46 km².
QString areaText(double squareMetres)
{
    if (squareMetres < 10'000)
        return Lint::tr("%1 m²").arg(squareMetres, 0, 'f', 0);
    if (squareMetres < 1'000'000)
        return Lint::tr("%1 ha").arg(squareMetres / 10'000, 0, 'f', 1);
    return Lint::tr("%1 km²").arg(squareMetres / 1'000'000, 0, 'f', 2);
}

class Linter {
public:
    Linter(Reader &reader, const RuleSet &rules, QDate day, const LintOptions &options)
        : m_reader(reader)
        , m_rules(rules)
        , m_day(day)
        , m_options(options)
        , m_grids(gridsAsOf(reader, day, options.area))
    {
        m_lint.datum = datumFromCode(rules.setting("grid_datum"_L1)).value_or(Datum::Cgcs2000);
    }

    GridLint run()
    {
        duplicateCodes();
        posts();
        for (const GridLine &grid : std::as_const(m_grids)) {
            households(grid);
            border(grid);
        }
        if (m_options.topology)
            topology();
        sort();
        return std::move(m_lint);
    }

private:
    GridFinding &find(const QString &kind, const GridLine &grid, const QString &sentence)
    {
        m_lint.findings << GridFinding{.kind = kind,
                                       .grid = grid.id,
                                       .other = {},
                                       .code = grid.code,
                                       .sentence = sentence,
                                       .area = 0,
                                       .shape = {}};
        return m_lint.findings.last();
    }

    void duplicateCodes()
    {
        for (qsizetype i = 1; i < m_grids.size(); ++i) { // they come in order of codes
            const GridLine &before = m_grids.at(i - 1);
            const GridLine &grid = m_grids.at(i);
            if (grid.code != before.code)
                continue;
            find(u"duplicate_code"_s, grid,
                 Lint::tr("%1 and %2 both bear the code %3; give one of them another.")
                     .arg(before.name, grid.name, grid.code))
                .other = before.id;
        }
    }

    void households(const GridLine &grid)
    {
        const auto rule = gridRule(m_rules, grid.scheme, grid.kind);
        if (!rule) {
            find(u"scheme"_s, grid, Lint::tr("%1 follows a scheme that the rule tables do not have.").arg(grid.name));
            return;
        }
        if (rule->households > 0 && grid.households.value_or(0) > rule->households)
            find(u"households"_s, grid,
                 Lint::tr("%1 has %2 households; in principle at most %3: think of splitting it.")
                     .arg(grid.name)
                     .arg(*grid.households)
                     .arg(rule->households));
    }

    void border(const GridLine &grid)
    {
        const auto rule = gridRule(m_rules, grid.scheme, grid.kind);
        const bool needsBorder = rule && rule->ground;
        if (grid.border.isEmpty()) {
            if (needsBorder)
                find(u"no_border"_s, grid, Lint::tr("%1 has no border yet.").arg(grid.name));
            return;
        }
        const auto shape = unpackShape(grid.border);
        if (!shape) {
            find(u"border_invalid"_s, grid,
                 Lint::tr("The border of %1 cannot be read; draw or import it again.").arg(grid.name));
            return;
        }
        if (const auto accepted = acceptShape(*shape); !accepted)
            find(u"border_invalid"_s, grid,
                 Lint::tr("The border of %1 is not sound: %2").arg(grid.name, accepted.error().message));
        if (grid.generated && needsBorder)
            find(u"generated"_s, grid,
                 Lint::tr("The border of %1 was made up by the program; replace it by the real one.").arg(grid.name));
        if (needsBorder) {
            m_ground << &grid;
            m_shapes << converted(*shape, grid.datum, m_lint.datum);
        }
    }

    // Grids in which nobody is in any of the posts that their kind needs.
    void posts()
    {
        QSet<QString> filled; // grid id and kind of post
        Query people = m_reader.query(
            u"SELECT DISTINCT p.grid, p.kind FROM grid_post p JOIN posting s ON s.post = p.id AND s.deleted = 0 AND "
            "s.from_date <= ? AND (s.to_date IS NULL OR s.to_date > ?) WHERE p.deleted = 0 AND "_s +
                inForceSql("p"_L1),
            {m_day.toJulianDay(), m_day.toJulianDay(), m_day.toJulianDay(), m_day.toJulianDay()});
        while (people.next())
            filled.insert(idText(people.uuid(0)) + people.text(1));
        for (const GridLine &grid : std::as_const(m_grids)) {
            const auto rule = gridRule(m_rules, grid.scheme, grid.kind);
            for (const QString &kind : rule ? rule->posts : QStringList()) {
                if (!filled.contains(idText(grid.id) + kind))
                    find(u"no_post"_s, grid,
                         Lint::tr("%1 has nobody as %2.").arg(grid.name, m_rules.word("member_role"_L1, kind)));
            }
        }
    }

    void topology()
    {
        for (const ShapeOverlap &overlap : overlapsOf(m_shapes, m_options.least)) {
            const GridLine &first = *m_ground.at(overlap.first);
            const GridLine &second = *m_ground.at(overlap.second);
            GridFinding &finding = find(u"overlap"_s, first,
                                        Lint::tr("%1 and %2 overlap by %3; a place belongs to one grid.")
                                            .arg(first.name, second.name, areaText(overlap.area)));
            finding.other = second.id;
            finding.area = overlap.area;
            finding.shape = overlap.shape;
        }
        const auto outer = outerShape();
        if (outer.isEmpty())
            return;
        for (const ShapePart &gap : gapsOf(m_shapes, outer, m_options.least))
            m_lint.findings << GridFinding{.kind = u"gap"_s,
                                           .grid = {},
                                           .other = {},
                                           .code = {},
                                           .sentence = Lint::tr("%1 are in no grid.").arg(areaText(gap.area)),
                                           .area = gap.area,
                                           .shape = gap.shape};
        for (const ShapePart &part : outsideOf(m_shapes, outer, m_options.least)) {
            const GridLine &grid = *m_ground.at(part.index);
            GridFinding &finding =
                find(u"outside"_s, grid,
                     Lint::tr("%1 reaches %2 beyond the county's outline.").arg(grid.name, areaText(part.area)));
            finding.area = part.area;
            finding.shape = part.shape;
        }
    }

    // What the grids should fill: for the county its outline; a part of it is judged by its own upper grid's border.
    GeoShape outerShape()
    {
        const auto county = DivisionCode::parse(m_reader.meta("centre"_L1));
        if (!m_options.area.isEmpty() && county && m_options.area != county->digits()) {
            const auto grid = findGrid(m_reader, m_options.area, m_day);
            return grid ? converted(grid->shape(), grid->datum, m_lint.datum) : GeoShape();
        }
        const auto outline = county ? outlineOf(*county) : Result<std::optional<Outline>>(std::nullopt);
        if (!outline || !*outline || m_shapes.isEmpty())
            return {};
        return converted((*outline)->shape, (*outline)->datum, m_lint.datum);
    }

    void sort()
    {
        QStringList order;
        for (const RuleRow *row : m_rules.codes(u"grid_finding"_s))
            order << row->text("code"_L1);
        std::ranges::stable_sort(m_lint.findings, [&order](const GridFinding &a, const GridFinding &b) {
            const qsizetype first = order.indexOf(a.kind);
            const qsizetype second = order.indexOf(b.kind);
            return first != second ? first < second : a.area > b.area;
        });
    }

    Reader &m_reader;
    const RuleSet &m_rules;
    QDate m_day;
    LintOptions m_options;
    QList<GridLine> m_grids;
    QList<const GridLine *> m_ground; // those that tile the county and have a border, as m_shapes
    QList<GeoShape> m_shapes;
    GridLint m_lint;
};

} // namespace

QJsonArray GridLint::toJson() const
{
    QJsonArray list;
    for (const GridFinding &finding : findings) {
        QJsonObject object{{u"kind"_s, finding.kind}, {u"sentence"_s, finding.sentence}};
        if (!finding.code.isEmpty())
            object.insert(u"code"_s, finding.code);
        if (!finding.grid.isNull())
            object.insert(u"grid"_s, idText(finding.grid));
        if (!finding.other.isNull())
            object.insert(u"other"_s, idText(finding.other));
        if (finding.area > 0)
            object.insert(u"square_metres"_s, std::round(finding.area));
        list << object;
    }
    return list;
}

GridLint lintGrids(Reader &reader, const RuleSet &rules, QDate day, const LintOptions &options)
{
    return Linter(reader, rules, day, options).run();
}

} // namespace fengqiao
