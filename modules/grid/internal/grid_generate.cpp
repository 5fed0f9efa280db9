// X148: grids for villages that have none yet, with borders made up by the program and marked so.
#include <QCoreApplication>

#include <geo/generate.h>
#include <geo/outlines.h>
#include <grid/grid.h>

#include "grid_book.h"
#include "grid_handlers.h"
#include "grid_names.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Generate {
    Q_DECLARE_TR_FUNCTIONS(GridGenerate)
};

class Generator {
public:
    Generator(ActionContext &context, const DivisionCode &area)
        : m_context(context)
        , m_book(context)
        , m_area(area)
        , m_datum(datumFromCode(context.rules.setting("grid_datum"_L1)).value_or(Datum::Cgcs2000))
    {
    }

    Result<> run()
    {
        if (auto mine = m_book.checkArea(m_area, u"division"_s); !mine)
            return mine;
        const auto rule = gridRule(m_context.rules, m_context.data.text("scheme"_L1), u"base"_s);
        if (!rule)
            return m_book.refuse(ErrorKind::Invalid, u"grid.kind_wrong"_s, u"scheme"_s,
                                 Generate::tr("This scheme has no base grids."));
        m_number = m_context.data.has("number"_L1) ? static_cast<int>(m_context.data.integer("number"_L1))
                                                   : m_context.rules.settingNumber("generated_grids"_L1);
        m_from = m_book.day("from"_L1);
        const QList<Division> villages = bareVillages();
        if (villages.isEmpty())
            return m_book.refuse(ErrorKind::Conflict, u"grid.none_bare"_s, u"division"_s,
                                 Generate::tr("Every village of this area has base grids; nothing was generated."));
        const auto shapes = shapesOf(villages);
        if (!shapes)
            return fail(shapes.error());
        for (const Division &village : villages) {
            if (auto stored = store(*rule, village, shapes->value(village.code.digits())); !stored)
                return stored;
        }
        answer();
        return {};
    }

private:
    // Those of the area without a base grid; what only the statistics know is nobody's to walk.
    QList<Division> bareVillages()
    {
        QList<Division> bare;
        const QString from = m_area.digits();
        for (const Row &row : m_context.tx.select(
                 divisionEntity(), u"level = 12 AND statistical = 0 AND code >= ? AND code < ? ORDER BY code"_s,
                 {from, QString(from + u':')})) {
            const auto code = DivisionCode::parse(row.text("code"_L1));
            const qint64 grids =
                m_context.tx.count(gridEntity(), u"org = ? AND kind = 'base' AND (valid_to IS NULL OR valid_to > ?)"_s,
                                   {row.text("code"_L1), m_from});
            if (code && grids == 0)
                bare << Division{*code, row.text("name"_L1), false};
        }
        return bare;
    }

    // The parts of each village: of its own border where it has one, else of a plan of the whole county, which is the
    // same whichever part of it is asked for.
    Result<QHash<QString, QList<GeoShape>>> shapesOf(const QList<Division> &villages)
    {
        QHash<QString, QList<GeoShape>> shapes;
        QSet<QString> planned;
        for (const Division &village : villages) {
            const auto grid = findGrid(m_context.tx, village.code.digits(), m_from);
            const GeoShape own = grid ? grid->shape() : GeoShape();
            if (own.isEmpty()) {
                planned.insert(village.code.digits());
                continue;
            }
            auto parts = generateParts(converted(own, grid->datum, m_datum), m_number, {});
            if (!parts)
                return fail(parts.error());
            shapes.insert(village.code.digits(), *std::move(parts));
        }
        if (planned.isEmpty())
            return shapes;
        if (auto plan = planCounty(planned, shapes); !plan)
            return fail(plan.error());
        return shapes;
    }

    Result<> planCounty(const QSet<QString> &wanted, QHash<QString, QList<GeoShape>> &shapes)
    {
        const DivisionCode county = m_area.county();
        const auto outline = outlineOf(county);
        if (!outline)
            return fail(outline.error());
        if (!*outline)
            return m_book.refuse(ErrorKind::NotFound, u"grid.no_outline"_s, u"division"_s,
                                 Generate::tr("There is no outline of this county to generate grids in; import the "
                                              "borders of its villages first."));
        QList<QStringList> codes;
        QList<TownPlan> towns;
        for (const Division &town : divisionsBelow(m_context.tx, county)) {
            TownPlan plan;
            QStringList villages;
            for (const Division &village : divisionsBelow(m_context.tx, town.code)) {
                if (village.statistical)
                    continue;
                // All villages weigh the same, so that the plan does not depend on which of them are asked for.
                plan.villages << VillagePlan{wanted.contains(village.code.digits()) ? m_number : 1, 1};
                villages << village.code.digits();
            }
            if (villages.isEmpty())
                continue;
            towns << plan;
            codes << villages;
        }
        const auto made =
            generateDivision(converted((*outline)->shape, (*outline)->datum, m_datum), towns, county.digits().toUInt());
        if (!made)
            return fail(made.error());
        for (qsizetype town = 0; town < made->size(); ++town) {
            for (qsizetype village = 0; village < made->at(town).villages.size(); ++village) {
                if (const QString code = codes.at(town).at(village); wanted.contains(code))
                    shapes.insert(code, made->at(town).villages.at(village).grids);
            }
        }
        return {};
    }

    Result<> store(const GridRule &rule, const Division &village, const QList<GeoShape> &shapes)
    {
        const GridWords words(m_context.rules);
        int number = 0;
        for (const GeoShape &shape : shapes) {
            GridDraft draft;
            draft.rule = rule;
            draft.name = words.base(words.village(village.name), ++number);
            draft.division = village.code;
            draft.border = shape;
            draft.datum = m_datum;
            draft.generated = true;
            draft.from = m_from;
            if (auto complete = m_book.complete(draft); !complete)
                return complete;
            const Row grid = m_book.add(draft);
            if (m_made++ == 0)
                answerGrid(m_context, grid);
        }
        ++m_villages;
        return {};
    }

    void answer()
    {
        m_context.outcome.extra.insert(u"grids"_s, m_made);
        m_context.outcome.extra.insert(u"villages"_s, m_villages);
        m_context.warn(Generate::tr("%1 grids in %2 villages have borders made up by the program; replace them by the "
                                    "real ones.")
                           .arg(m_made)
                           .arg(m_villages));
    }

    ActionContext &m_context;
    GridBook m_book;
    DivisionCode m_area;
    Datum m_datum;
    QDate m_from;
    int m_number = 1;
    int m_made = 0;
    int m_villages = 0;
};

} // namespace

Result<> generateGrids(ActionContext &context)
{
    const auto area = DivisionCode::parse(context.data.text("division"_L1));
    if (!area)
        return fail(area.error());
    return Generator(context, *area).run();
}

} // namespace fengqiao
