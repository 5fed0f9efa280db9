// The demo county's grids (resources/demo): 1,055 base grids with a member each, and under whom they stand, with 388
// leaders. All people are fictitious, all borders made up.
#include "demo_grids.h"

#include <QFile>

#include <access/entities.h>
#include <core/locale.h>
#include <grid/demo.h>
#include <grid/grid.h>
#include <grid/grids.h>

#include "border_pack.h"
#include "grid_names.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstPhone = 1001; // 0938000 and four digits: no such numbers are given out

// Family names and given names, every one with every other.
class Names {
public:
    static Result<Names> read()
    {
        const auto table = readDemoTable(u"grid_names.csv"_s);
        if (!table)
            return fail(table.error());
        Names names;
        for (const DemoRow &row : *table) {
            if (const QString family = row.value(u"family"_s); !family.isEmpty())
                names.m_families << family;
            names.m_given << row.value(u"given"_s);
        }
        return names;
    }

    // Neighbours differ in both parts of their names.
    [[nodiscard]] QString next()
    {
        const qsizetype at = m_next++;
        const qsizetype family = at % m_families.size();
        return m_families.at(family) + m_given.at((at / m_families.size() + family) % m_given.size());
    }

    [[nodiscard]] QString phone() const { return u"0938000%1"_s.arg(firstPhone + m_next, 4, 10, QLatin1Char('0')); }

private:
    QStringList m_families;
    QStringList m_given;
    qsizetype m_next = 0;
};

class DemoGrids {
public:
    DemoGrids(Writer &writer, const RuleSet &rules, Names names, BorderPack borders)
        : m_writer(writer)
        , m_rules(rules)
        , m_words(rules)
        , m_names(std::move(names))
        , m_borders(std::move(borders))
    {
        for (const Row &account : writer.select(accountEntity(), u"roles IN ('GW', 'GL') ORDER BY login"_s))
            m_staff.insert(account.text("roles"_L1) + account.text("area"_L1), account);
        for (const Row &division : writer.select(divisionEntity(), u"level > 6"_s))
            m_divisions.insert(division.text("code"_L1), division.text("name"_L1));
    }

    Result<> addAreas(const QList<DemoRow> &areas, QDate since)
    {
        m_since = since;
        for (const DemoRow &area : areas) {
            const QString town = area.value(u"town"_s);
            if (!m_ids.contains(town)) {
                if (auto added = add(u"rural"_s, u"town"_s, town, m_divisions.value(town), town, {}); !added)
                    return added;
            }
            if (auto added = add(u"rural"_s, u"area"_s, area.value(u"code"_s), area.value(u"name"_s), town, town);
                !added)
                return added;
        }
        return {};
    }

    Result<> addVillage(const DemoRow &plan)
    {
        const QString village = plan.value(u"village"_s);
        const QString scheme = plan.value(u"scheme"_s);
        m_since = QDate::fromString(plan.value(u"since"_s), Qt::ISODate);
        const QString name = m_words.village(m_divisions.value(village));
        if (auto added = add(scheme, u"village"_s, village, name, village, plan.value(u"parent"_s)); !added)
            return added;
        const int grids = plan.value(u"grids"_s).toInt();
        const int households = plan.value(u"households"_s).toInt();
        for (int i = 0; i < grids; ++i) {
            const QString code = village + QString::number(i + 1).rightJustified(3, u'0');
            // As even as whole households can be.
            m_households = households / grids + (i < households % grids ? 1 : 0);
            if (auto added = add(scheme, u"base"_s, code, m_words.base(name, i + 1), village, village); !added)
                return added;
            m_households.reset();
        }
        return {};
    }

private:
    Result<> add(const QString &scheme, const QString &kind, const QString &code, const QString &name,
                 const QString &org, const QString &parent)
    {
        const auto rule = gridRule(m_rules, scheme, kind);
        if (!rule)
            return fail(ErrorKind::Fault, u"demo.faulty"_s, scheme + u'/' + kind);
        Row grid(gridEntity());
        grid.set("code"_L1, code);
        grid.set("name"_L1, name);
        grid.set("scheme"_L1, scheme);
        grid.set("level"_L1, static_cast<qint64>(rule->level));
        grid.set("kind"_L1, kind);
        grid.set("parent"_L1, QVariant(m_ids.value(parent)));
        if (org.size() == static_cast<qsizetype>(DivisionLevel::Village))
            grid.set("village"_L1, org);
        grid.set("org"_L1, org);
        if (m_households)
            grid.set("households"_L1, static_cast<qint64>(*m_households));
        grid.set("valid_from"_L1, m_since);
        grid.set("demo"_L1, true);
        m_borders.apply(grid);
        m_writer.insert(grid);
        m_ids.insert(code, grid.id());
        for (const QString &post : rule->posts)
            fill(grid, post);
        return {};
    }

    void fill(const Row &grid, const QString &kind)
    {
        Row post(gridPostEntity());
        post.set("grid"_L1, QVariant(grid.id()));
        post.set("kind"_L1, kind);
        post.set("org"_L1, grid.text("org"_L1));
        post.set("valid_from"_L1, m_since);
        post.set("demo"_L1, true);
        m_writer.insert(post);
        Row posting(postingEntity());
        posting.set("post"_L1, QVariant(post.id()));
        posting.set("member"_L1, QVariant(memberFor(post)));
        posting.set("org"_L1, post.text("org"_L1));
        posting.set("from_date"_L1, m_since);
        posting.set("demo"_L1, true);
        m_writer.insert(posting);
    }

    // Whoever has an account for the village takes its first post; everybody else has a name only.
    QUuid memberFor(const Row &post)
    {
        const QString kind = post.text("kind"_L1);
        const QString role = kind == "leader"_L1 ? u"GL"_s : u"GW"_s;
        const auto account = m_staff.constFind(role + post.text("org"_L1));
        Row member(gridMemberEntity());
        member.set("phone"_L1, m_names.phone());
        const QString name = m_names.next();
        member.set("name"_L1, account != m_staff.cend() ? account->text("name"_L1) : name);
        if (account != m_staff.cend()) {
            member.set("account"_L1, QVariant(account->id()));
            m_staff.erase(account);
        }
        member.set("org"_L1, post.text("org"_L1));
        member.set("role"_L1, kind);
        member.set("active"_L1, true);
        member.set("demo"_L1, true);
        m_writer.insert(member);
        return member.id();
    }

    Writer &m_writer;
    const RuleSet &m_rules;
    GridWords m_words;
    Names m_names;
    BorderPack m_borders;
    QHash<QString, Row> m_staff;
    QHash<QString, QString> m_divisions;
    QHash<QString, QUuid> m_ids;
    QDate m_since;
    std::optional<int> m_households;
};

} // namespace

Result<> seedDemoGrids(Writer &writer, const RuleSet &rules)
{
    auto names = Names::read();
    const auto areas = readDemoTable(u"grid_areas.csv"_s);
    const auto plan = readDemoTable(u"grid_plan.csv"_s);
    auto borders = BorderPack::read(resourcePath(u"demo/grid_borders.bin"_s));
    QList<Error> faults;
    if (!names)
        faults << names.error();
    if (!areas)
        faults << areas.error();
    if (!plan)
        faults << plan.error();
    if (!borders)
        faults << borders.error();
    if (!faults.isEmpty())
        return fail(faults.first());
    DemoGrids grids(writer, rules, *std::move(names), *std::move(borders));
    if (auto added = grids.addAreas(*areas, QDate::fromString(plan->value(0).value(u"since"_s), Qt::ISODate)); !added)
        return added;
    for (const DemoRow &village : *plan) {
        if (auto added = grids.addVillage(village); !added)
            return added;
    }
    return {};
}

} // namespace fengqiao
