#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <geo/topology.h>
#include <grid/grid.h>

#include "areas.h"
#include "batch_rows.h"
#include "grid_book.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Grids {
    Q_DECLARE_TR_FUNCTIONS(Grids)
};

// One batch of rows: one transaction, one audit row; a row at fault is left out, the others stay.
class GridBatch {
public:
    explicit GridBatch(ActionContext &context)
        : m_context(context)
        , m_rows(context, u"import_grid"_s)
        , m_book(context)
        , m_from(m_book.day("from"_L1))
    {
    }

    void run()
    {
        m_rows.each([this](const BatchRow &row) {
            if (const auto taken = take(row); !taken)
                m_rows.refuse(row, taken.error());
        });
        m_context.outcome.kind = u"grid"_s;
        m_context.outcome.extra = {
            {u"added"_s, m_added}, {u"changed"_s, m_changed}, {u"known"_s, m_known}, {u"refused"_s, m_rows.refused()}};
    }

private:
    [[nodiscard]] Result<> take(const BatchRow &row);
    [[nodiscard]] Result<> add(const BatchRow &row, GeoShape border, Datum datum);
    [[nodiscard]] Result<> change(const BatchRow &row, const GridLine &known, const GeoShape &border, Datum datum);
    [[nodiscard]] Result<GeoShape> borderOf(const BatchRow &row) const;
    [[nodiscard]] QList<GridRule> rulesFor(const BatchRow &row) const;
    [[nodiscard]] Result<GridRule> ruleFor(const BatchRow &row) const;
    [[nodiscard]] QString schemeBeside(const QString &division) const;

    ActionContext &m_context;
    BatchRows m_rows;
    GridBook m_book;
    QDate m_from;
    qint64 m_added = 0;
    qint64 m_changed = 0;
    qint64 m_known = 0;
};

// Does this rule's series hold the code?
bool holds(const GridRule &rule, const QString &code)
{
    if (rule.digits != code.size())
        return false;
    if (rule.serialFrom == 0)
        return true;
    const int serial = code.right(code.size() > 15 ? 2 : 3).toInt();
    return serial >= rule.serialFrom && serial <= rule.serialTo;
}

Result<GeoShape> GridBatch::borderOf(const BatchRow &row) const
{
    if (!row.has("border"_L1))
        return GeoShape();
    const auto document = QJsonDocument::fromJson(row.text("border"_L1).toUtf8());
    auto shape = shapeFromGeoJson(document.object());
    if (!shape)
        return shape;
    // Against the outline a layer is held as a whole, before its first batch; here only what no border may be.
    if (const auto good = acceptShape(*shape); !good)
        return fail(good.error());
    return shape;
}

QString GridBatch::schemeBeside(const QString &division) const
{
    const QList<Row> beside =
        m_context.tx.select(gridEntity(), u"org = ? AND valid_to IS NULL ORDER BY code LIMIT 1"_s, {division});
    return beside.isEmpty() ? QString() : beside.first().text("scheme"_L1);
}

// Kinds that a row can be of by its code alone: those whose division stands in this county before the others, villages
// before towns (an area grid of a town and a base grid of a village both have fifteen digits).
QList<GridRule> GridBatch::rulesFor(const BatchRow &row) const
{
    const QString code = row.text("code"_L1);
    QList<GridRule> rules;
    for (const GridRule &rule : gridRules(m_context.rules)) {
        const bool kind = row.has("kind"_L1) ? rule.kind == row.text("kind"_L1) : holds(rule, code);
        if (kind && (!row.has("scheme"_L1) || rule.scheme == row.text("scheme"_L1)))
            rules << rule;
    }
    const auto rank = [&](const GridRule &rule) {
        const auto division = DivisionCode::parse(code.left(rule.division));
        return (division && findDivision(m_context.tx, *division) ? 100 : 0) + rule.division;
    };
    std::ranges::stable_sort(rules, std::greater{}, rank);
    if (!rules.isEmpty())
        rules.removeIf([&, best = rank(rules.first())](const GridRule &rule) { return rank(rule) < best; });
    return rules;
}

Result<GridRule> GridBatch::ruleFor(const BatchRow &row) const
{
    const QString code = row.text("code"_L1);
    QList<GridRule> rules = rulesFor(row);
    if (rules.isEmpty())
        return m_book.refuse(ErrorKind::Invalid, u"grid.kind_wrong"_s, u"code"_s,
                             Grids::tr("No level scheme has grids with the code %1.").arg(code));
    const QString digits = code.left(rules.first().division);
    if (const auto division = DivisionCode::parse(digits); !division || !findDivision(m_context.tx, *division))
        return m_book.refuse(ErrorKind::NotFound, u"grid.division_unknown"_s, u"division"_s,
                             Grids::tr("There is no division %1 in this county.").arg(digits));
    const QString beside = schemeBeside(digits);
    const auto own = std::ranges::find(rules, beside, &GridRule::scheme);
    if (own != rules.end())
        return *own;
    if (rules.size() == 1)
        return rules.first();
    return m_book.refuse(ErrorKind::Invalid, u"grid.scheme_missing"_s, u"scheme"_s,
                         Grids::tr("Choose a level scheme: nothing in this village tells which one it follows."));
}

Result<> GridBatch::take(const BatchRow &row)
{
    const auto border = borderOf(row);
    if (!border)
        return fail(border.error());
    const Datum datum = datumFromCode(row.text("datum"_L1)).value_or(Datum::Cgcs2000);
    if (const auto known = findGrid(m_context.tx, row.text("code"_L1), m_from))
        return change(row, *known, *border, datum);
    return add(row, *border, datum);
}

Result<> GridBatch::add(const BatchRow &row, GeoShape border, Datum datum)
{
    GridDraft draft;
    draft.code = row.text("code"_L1);
    const auto rule = ruleFor(row);
    if (!rule)
        return fail(rule.error());
    const auto division = DivisionCode::parse(draft.code.left(rule->division));
    if (!division)
        return m_book.refuse(ErrorKind::Invalid, u"grid.format"_s, u"code"_s,
                             Grids::tr("%1 is not the code of a grid.").arg(draft.code));
    if (!row.has("name"_L1))
        return m_book.refuse(ErrorKind::Invalid, u"grid.name_missing"_s, u"name"_s,
                             Grids::tr("A new grid needs a name."));
    draft.rule = *rule;
    draft.division = *division;
    draft.name = row.text("name"_L1);
    if (row.has("parent"_L1)) {
        const auto parent = findGrid(m_context.tx, row.text("parent"_L1), m_from);
        draft.parent = parent ? parent->id : QUuid();
    }
    if (row.has("households"_L1))
        draft.households = static_cast<int>(row.integer("households"_L1));
    draft.border = std::move(border);
    draft.datum = datum;
    draft.from = m_from;
    draft.externalId = row.text("external_id"_L1);
    draft.note = row.text("note"_L1);
    if (const auto complete = m_book.complete(draft); !complete)
        return complete;
    m_book.add(draft);
    ++m_added;
    return {};
}

// A border or a name that differs begins a new version, unless this one began today; the rest is only put right.
Result<> GridBatch::change(const BatchRow &row, const GridLine &known, const GeoShape &border, Datum datum)
{
    auto grid = m_book.standing(known.id, u"code"_s);
    if (!grid)
        return fail(grid.error());
    const bool moved = !border.isEmpty() && !sameShape(border, converted(known.shape(), known.datum, datum));
    const bool renamed = row.has("name"_L1) && row.text("name"_L1) != known.name;
    bool corrected = false;
    const auto edit = [&](Row &target) {
        for (const QLatin1StringView field : {"households"_L1, "external_id"_L1, "note"_L1}) {
            if (!row.has(field) || row.value(field) == target.value(field))
                continue;
            target.set(field, row.value(field));
            corrected = true;
        }
        if (renamed)
            target.set("name"_L1, row.text("name"_L1));
        if (moved) {
            setBorder(target, border, datum);
            target.set("generated"_L1, false);
        }
    };
    // One without a border so far gets its first: no report was ever made by it.
    const bool version = (renamed || (moved && !known.border.isEmpty())) && m_from != known.validFrom;
    if (version) {
        if (const auto later = m_book.checkAfter(*grid, m_from); !later)
            return later;
        Row next = GridBook::nextVersion(*grid, m_from);
        edit(next);
        m_book.replace(*grid, next, moved ? u"border"_s : u"rename"_s, m_context.data.text("file"_L1));
    } else {
        edit(*grid);
        if (moved || renamed || corrected)
            m_context.tx.update(*grid);
    }
    ++(moved || renamed || corrected ? m_changed : m_known);
    return {};
}

Result<> importGridRows(ActionContext &context) // X150
{
    GridBatch(context).run();
    return {};
}

} // namespace

void addGridFiles(Module &module)
{
    module.handlers.insert(u"import_grids"_s, importGridRows);
}

} // namespace fengqiao
