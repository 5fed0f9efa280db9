#include <statistics/wall.h>

#include <core/locale.h>

#include "dictionary.h"
#include "tally.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastMapCells = wallColumns * wallColumns / 3; // look.md: never smaller than a third
constexpr int leastFigureRows = 3;                           // a figure of a twelfth with its title and its change

const QHash<QString, WallKind> kinds{{u"figure"_s, WallKind::Figure}, {u"board"_s, WallKind::Board},
                                     {u"map"_s, WallKind::Map},       {u"trend"_s, WallKind::Trend},
                                     {u"rooms"_s, WallKind::Rooms},   {u"parts"_s, WallKind::Parts}};
const QStringList periods{u"today"_s, u"week"_s, u"month"_s, u"year"_s, u"months"_s};

WallElement elementOf(const RuleRow &row)
{
    return {row.text("element"_L1),
            kinds.value(row.text("kind"_L1)),
            row.list("metrics"_L1),
            row.text("by"_L1),
            row.text("period"_L1),
            {row.number("column"_L1), row.number("row"_L1), row.number("width"_L1), row.number("height"_L1)},
            row.text("zh"_L1),
            row.text("en"_L1)};
}

bool overlap(const WallPlace &a, const WallPlace &b)
{
    return a.column < b.column + b.width && b.column < a.column + a.width && a.row < b.row + b.height &&
           b.row < a.row + a.height;
}

// How many figures of the size of a wall an element has.
int figuresOf(const RuleSet &rules, const WallElement &element)
{
    if (element.kind == WallKind::Figure)
        return static_cast<int>(element.metrics.size());
    if (element.kind != WallKind::Board)
        return 0;
    const auto levels = rules.table("levels"_L1).where("scheme"_L1, rules.setting("level_scheme"_L1));
    return static_cast<int>(levels.size()) - 1; // without the one that is no warning
}

// One row at a time, then the scene that it belongs to. Sentences are for whoever keeps the tables.
class PlanCheck {
public:
    PlanCheck(const RuleSet &rules, QList<RuleFault> &faults)
        : m_rules(rules)
        , m_book(MetricBook::of(rules))
        , m_faults(faults)
    {
    }

    void check(const RuleRow &row)
    {
        const WallElement element = elementOf(row);
        const WallPlace &place = element.place;
        if (!kinds.contains(row.text("kind"_L1)))
            add(row, u"kind %1 is unknown; possible: %2"_s.arg(row.text("kind"_L1),
                                                               QStringList(kinds.keys()).join(u", "_s)));
        if (!periods.contains(element.period))
            add(row, u"period %1 is unknown; possible: %2"_s.arg(element.period, periods.join(u", "_s)));
        if (place.column < 0 || place.row < 0 || place.width < 1 || place.height < 1 ||
            place.column + place.width > wallColumns || place.row + place.height > wallColumns)
            add(row, u"lies outside the twelfths of the surface"_s);
        if (element.kind == WallKind::Map && place.width * place.height < leastMapCells)
            add(row, u"a map takes a third of the surface or more"_s);
        if (element.kind == WallKind::Figure && place.height < leastFigureRows)
            add(row, u"a figure is three rows high or more"_s);
        checkMetrics(row, element);
        checkNeighbours(row, element);
    }

private:
    void checkMetrics(const RuleRow &row, const WallElement &element)
    {
        const bool rooms = element.kind == WallKind::Rooms;
        if (element.metrics.isEmpty() != rooms)
            return add(row, rooms ? u"rooms are no figure of the dictionary"_s : u"a metric is missing"_s);
        if (element.kind == WallKind::Figure && element.metrics.size() != 1)
            add(row, u"a figure shows one metric"_s);
        const bool split = QList{WallKind::Board, WallKind::Map, WallKind::Parts}.contains(element.kind);
        if (split == element.by.isEmpty())
            return add(row, split ? u"by is missing"_s : u"only boards, maps and parts are split"_s);
        for (const QString &name : element.metrics) {
            const Metric *metric = m_book->find(name);
            if (metric && metric->kind == MetricKind::Computed)
                add(row, u"%1 is computed record by record; the wall shows counters"_s.arg(name));
            if (split && !isPossible(name, element.by))
                add(row, u"%1 has no dimension %2"_s.arg(name, element.by));
        }
    }

    [[nodiscard]] bool isPossible(const QString &name, const QString &by) const
    {
        const Metric *metric = m_book->find(name);
        if (!metric || by == byTown || by == byVillage)
            return true;
        const Metric *counted = metric->base ? metric : m_book->find(metric->numerator.value(0));
        return !counted || counted->base->dimensions().contains(by);
    }

    void checkNeighbours(const RuleRow &row, const WallElement &element)
    {
        Seen &scene = m_seen[row.text("scene"_L1)];
        for (const WallElement &other : std::as_const(scene.elements))
            if (overlap(other.place, element.place))
                add(row, u"lies over %1"_s.arg(other.element));
        scene.elements << element;
        const int before = scene.figures;
        scene.figures += figuresOf(m_rules, element);
        if (scene.figures > mostWallFigures && before <= mostWallFigures)
            add(row, u"a scene shows seven figures or fewer"_s);
        scene.maps += element.kind == WallKind::Map;
        if (scene.maps > 1 && element.kind == WallKind::Map)
            add(row, u"a scene has one map"_s);
    }

    void add(const RuleRow &row, const QString &message)
    {
        m_faults.append({u"wall_elements.csv"_s, row.line(), 1, row.text("element"_L1) + u": "_s + message});
    }

    struct Seen {
        QList<WallElement> elements;
        int figures = 0;
        int maps = 0;
    };

    const RuleSet &m_rules;
    std::shared_ptr<const MetricBook> m_book;
    QList<RuleFault> &m_faults;
    QHash<QString, Seen> m_seen;
};

QString inLanguage(const QString &zh, const QString &en)
{
    return language() == Language::Chinese ? zh : en;
}

} // namespace

QString WallElement::word() const
{
    return inLanguage(zh, en);
}

QString WallScene::word() const
{
    return inLanguage(zh, en);
}

const WallElement *WallScene::map() const
{
    const auto found = std::ranges::find(elements, WallKind::Map, &WallElement::kind);
    return found == elements.cend() ? nullptr : &*found;
}

QList<WallScene> wallScenes(const RuleSet &rules)
{
    QList<const RuleRow *> rows;
    for (const RuleRow &row : rules.table("wall_scenes"_L1).rows())
        rows << &row;
    std::ranges::stable_sort(rows, {}, [](const RuleRow *row) { return row->number("order"_L1); });
    QList<WallScene> scenes;
    for (const RuleRow *row : std::as_const(rows)) {
        WallScene scene{row->text("scene"_L1),  std::chrono::seconds(row->number("seconds"_L1)),
                        row->flag("hidden"_L1), row->text("zh"_L1),
                        row->text("en"_L1),     {}};
        for (const RuleRow *element : rules.table("wall_elements"_L1).where("scene"_L1, scene.scene))
            scene.elements << elementOf(*element);
        scenes << scene;
    }
    return scenes;
}

QList<RuleFault> wallFaults(const RuleSet &rules)
{
    QList<RuleFault> faults;
    if (!metricFaults(rules).isEmpty())
        return faults; // the book cannot be made; that is said already
    PlanCheck check(rules, faults);
    for (const RuleRow &row : rules.table("wall_elements"_L1).rows())
        check.check(row);
    for (const RuleRow &row : rules.table("wall_scenes"_L1).rows())
        if (row.number("seconds"_L1) < 5)
            faults.append({u"wall_scenes.csv"_s, row.line(), 1, u"a scene stays for five seconds or more"_s});
    return faults;
}

} // namespace fengqiao
