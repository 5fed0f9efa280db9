#include "seed.h"

#include <QCoreApplication>

#include <access/entities.h>
#include <grid/demo.h>
#include <grid/grid.h>

#include "demo_grids.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void insertDivision(Writer &writer, const Division &division, const DivisionCode &parent)
{
    Row row(divisionEntity());
    row.set("code"_L1, division.code.digits());
    row.set("name"_L1, division.name);
    row.set("level"_L1, static_cast<qint64>(division.code.level()));
    if (!parent.isNull())
        row.set("parent"_L1, parent.digits());
    row.set("statistical"_L1, division.statistical);
    writer.insert(row);
}

// The word of kind "centre" in Chinese, which is the language of the county's own names whatever the screen shows.
QString centreWord(const RuleSet &rules)
{
    for (const RuleRow *row : rules.codes(u"organisation_kind"_s)) {
        if (row->text("code"_L1) == "centre"_L1)
            return row->text("zh"_L1);
    }
    return {};
}

class CentreTree {
public:
    CentreTree(Writer &writer, const RuleSet &rules)
        : m_writer(writer)
        , m_word(centreWord(rules))
    {
    }

    void add(const Division &division)
    {
        Row row(organisationEntity());
        row.set("code"_L1, division.code.padded());
        row.set("name"_L1, division.name + m_word);
        row.set("kind"_L1, u"centre"_s);
        row.set("org"_L1, division.code.digits());
        if (const QUuid parent = m_ids.value(division.code.parent()); !parent.isNull())
            row.set("parent"_L1, QVariant(parent));
        m_writer.insert(row);
        m_ids.insert(division.code, row.id());
    }

    [[nodiscard]] QUuid idOf(const DivisionCode &code) const { return m_ids.value(code); }

private:
    Writer &m_writer;
    QString m_word;
    QHash<DivisionCode, QUuid> m_ids;
};

using UnitsByName = QHash<QString, QUuid>;

Result<UnitsByName> insertDemoUnits(Writer &writer, const NewCounty &county, QUuid centre)
{
    const auto table = readDemoTable(u"units.csv"_s);
    if (!table)
        return std::unexpected(table.error());
    UnitsByName units;
    for (const DemoRow &unit : *table) {
        Row row(organisationEntity());
        row.set("code"_L1, unit.value(u"code"_s));
        row.set("name"_L1, unit.value(u"name"_s));
        row.set("kind"_L1, u"unit"_s);
        row.set("stationing"_L1, unit.value(u"stationing"_s));
        row.set("duties"_L1, unit.value(u"duties"_s));
        row.set("org"_L1, county.county.digits());
        row.set("parent"_L1, QVariant(centre));
        row.set("demo"_L1, true);
        writer.insert(row);
        units.insert(row.text("name"_L1), row.id());
    }
    return units;
}

// The demo staff lives in one county's divisions; in another the areas would name nothing.
Result<> checkArea(Reader &reader, const DemoRow &staff)
{
    const auto area = DivisionCode::parse(staff.value(u"area"_s));
    if (area && findDivision(reader, *area))
        return {};
    return fail(ErrorKind::Invalid, u"demo.other_county"_s,
                QCoreApplication::translate("Demo", "The demo staff works in the area %1, which is not in this county. "
                                                    "Choose the county 620521 for a demo file.")
                    .arg(staff.value(u"area"_s)),
                u"county"_s);
}

// Here and not in access, because an account may belong to a unit.
Result<> insertDemoStaff(Writer &writer, const RuleSet &rules, const UnitsByName &units)
{
    const auto table = readDemoTable(u"staff.csv"_s);
    if (!table)
        return std::unexpected(table.error());
    for (const DemoRow &staff : *table) {
        if (auto area = checkArea(writer, staff); !area)
            return area;
        NewCounty::SeedAccount account;
        account.login = staff.value(u"login"_s);
        account.name = staff.value(u"name"_s);
        account.roles = staff.value(u"roles"_s).split(u' ', Qt::SkipEmptyParts);
        account.area = staff.value(u"area"_s);
        account.unit = units.value(staff.value(u"unit"_s));
        if (const auto id = seedAccount(writer, rules, account); !id)
            return std::unexpected(id.error());
    }
    return {};
}

} // namespace

Result<> seedGrid(Writer &writer, const RuleSet &rules, const NewCounty &county)
{
    const auto all = Divisions::load();
    if (!all)
        return std::unexpected(all.error());
    const auto divisions = all->open(county.county);
    if (!divisions)
        return std::unexpected(divisions.error());

    CentreTree centres(writer, rules);
    insertDivision(writer, divisions->county, {});
    centres.add(divisions->county);
    // Towns before villages: a centre's parent must be there first.
    for (const QList<Division> *list : {&divisions->towns, &divisions->villages}) {
        for (const Division &division : *list) {
            insertDivision(writer, division, division.code.parent());
            if (!division.statistical)
                centres.add(division);
        }
    }
    if (!county.demo)
        return {};
    const auto units = insertDemoUnits(writer, county, centres.idOf(county.county));
    if (!units)
        return std::unexpected(units.error());
    if (auto staff = insertDemoStaff(writer, rules, *units); !staff)
        return staff;
    return seedDemoGrids(writer, rules);
}

} // namespace fengqiao
