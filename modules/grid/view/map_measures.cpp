#include "map_measures.h"

#include <QCoreApplication>

#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Measures {
    Q_DECLARE_TR_FUNCTIONS(MapMeasures)
};

constexpr int steps = 4; // classes above nought; more are hard to tell apart
// How much of the accent stands in the surface, from nought to the highest class.
constexpr double strengths[] = {0.06, 0.22, 0.42, 0.64, 0.88};
constexpr double codeStrengths[] = {0.62, 0.88, 0.26};
constexpr int seeThrough = 150; // of 255, over a base map

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

// The upper ends of the classes: as many grids in each as the numbers allow.
QList<qint64> classEnds(QList<qint64> values)
{
    values.removeIf([](qint64 value) { return value <= 0; });
    QList<qint64> ends;
    auto sorted = values.begin();
    for (int step = 1; step <= steps && !values.isEmpty(); ++step) {
        const auto at = values.begin() + (values.size() * step + steps - 1) / steps - 1;
        if (at >= sorted)
            std::nth_element(sorted, at, values.end());
        sorted = std::max(sorted, at + 1);
        const qint64 end = *at;
        if (ends.isEmpty() || end > ends.last())
            ends << end;
    }
    return ends;
}

QString classWord(qint64 from, qint64 to)
{
    return from == to ? QString::number(from) : u"%1–%2"_s.arg(from).arg(to);
}

class Palette {
public:
    Palette(const Theme &theme, bool through)
        : m_theme(theme)
        , m_alpha(through ? seeThrough : 255)
    {
    }

    [[nodiscard]] QColor accent(double strength) const { return fill(Token::Accent, strength); }

    [[nodiscard]] QColor fill(Token token, double strength) const
    {
        QColor colour = mixed(m_theme.color(Token::Raised), m_theme.color(token), strength);
        colour.setAlpha(m_alpha);
        return colour;
    }

private:
    const Theme &m_theme;
    int m_alpha;
};

void colourCounts(const QList<qint64> &values, const Palette &palette, MapColours *out)
{
    const QList<qint64> ends = classEnds(values);
    const auto strengthOf = [&ends](qsizetype place) { // the highest class is the strongest, however few there are
        return strengths[steps - (ends.size() - 1 - place)];
    };
    const QRgb none = palette.accent(strengths[0]).rgba();
    QList<QRgb> shades;
    for (qsizetype place = 0; place < ends.size(); ++place)
        shades << palette.accent(strengthOf(place)).rgba();
    for (const qint64 value : values)
        out->fills << (value <= 0 ? none : shades.value(std::ranges::lower_bound(ends, value) - ends.cbegin(), none));
    if (std::ranges::any_of(values, [](qint64 value) { return value <= 0; }))
        out->rows << MapLegendRow{palette.accent(strengths[0]), {}, u"0"_s};
    for (qsizetype place = 0; place < ends.size(); ++place)
        out->rows << MapLegendRow{
            palette.accent(strengthOf(place)), {}, classWord(place == 0 ? 1 : ends.at(place - 1) + 1, ends.at(place))};
}

void colourFlags(const MapMeasure &measure, const QList<qint64> &values, const Palette &palette, MapColours *out)
{
    const QColor yes = palette.accent(codeStrengths[0]);
    const QColor no = palette.accent(strengths[0]);
    qsizetype count = 0;
    for (const qint64 value : values) {
        count += value != 0 ? 1 : 0;
        out->fills << (value != 0 ? yes : no).rgba();
    }
    out->rows << MapLegendRow{yes, {}, u"%1 (%2)"_s.arg(measure.yes).arg(count)}
              << MapLegendRow{no, {}, u"%1 (%2)"_s.arg(measure.no).arg(values.size() - count)};
}

void colourCodes(const MapMeasure &measure, const QList<qint64> &values, const RuleSet &rules, const Palette &palette,
                 MapColours *out)
{
    const QList<const RuleRow *> codes = rules.codes(measure.list);
    const auto colourOf = [&palette](qint64 place) {
        constexpr auto accents = static_cast<qint64>(std::size(codeStrengths));
        return place >= 0 && place < accents ? palette.accent(codeStrengths[place]) : palette.fill(Token::Ink, 0.55);
    };
    QMap<qint64, int> counts;
    for (const qint64 value : values)
        ++counts[value];
    QHash<qint64, QRgb> shades;
    for (const qint64 code : counts.keys())
        shades.insert(code, colourOf(code).rgba());
    for (const qint64 value : values)
        out->fills << shades.value(value);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        out->rows << MapLegendRow{
            colourOf(it.key()),
            {},
            u"%1 (%2)"_s.arg(codes.value(it.key()) ? codes.at(it.key())->word() : QString()).arg(it.value())};
}

} // namespace

QList<MapMeasure> mapMeasures(const RuleSet &rules)
{
    using Kind = MapMeasure::Kind;
    QStringList schemes;
    for (const RuleRow *row : rules.codes(u"grid_scheme"_s))
        schemes << row->text("code"_L1);
    return {
        {u"events"_s, Measures::tr("Events as listed"), Kind::Count, true, false,
         [](const GridItem &grid, const MapFigures &figures) { return figures.events.value(grid.id); }},
        {u"open"_s, Measures::tr("Events in hand, all days"), Kind::Count, true, true,
         [](const GridItem &grid, const MapFigures &) { return grid.openEvents; }},
        {u"vacant"_s, Measures::tr("Vacant posts"), Kind::Count, false, true,
         [](const GridItem &grid, const MapFigures &) { return qint64{grid.vacant}; }},
        {u"households"_s, Measures::tr("Households"), Kind::Count, false, false,
         [](const GridItem &grid, const MapFigures &) { return qint64{grid.households.value_or(0)}; }},
        {u"over_limit"_s, Measures::tr("More households than in principle"), Kind::Flag, false, true,
         [](const GridItem &grid, const MapFigures &) { return qint64{grid.overLimit}; }, Measures::tr("over"),
         Measures::tr("within, or not known")},
        {u"generated"_s, Measures::tr("Generated borders"), Kind::Flag, false, false,
         [](const GridItem &grid, const MapFigures &) { return qint64{grid.generated}; },
         Measures::tr("generated by the program"), Measures::tr("surveyed or drawn")},
        {u"scheme"_s,
         Measures::tr("Scheme of levels"),
         Kind::Code,
         false,
         false,
         [schemes](const GridItem &grid, const MapFigures &) { return qint64{schemes.indexOf(grid.scheme)}; },
         {},
         {},
         u"grid_scheme"_s},
        {u"assets"_s, Measures::tr("Installations"), Kind::Count, false, false,
         [](const GridItem &grid, const MapFigures &figures) { return qint64{figures.assets.value(grid.id)}; }},
    };
}

MapColours coloursOf(const MapMeasure &measure, const QList<const GridItem *> &grids, const MapFigures &figures,
                     const RuleSet &rules, const Theme &theme, bool through)
{
    QList<qint64> values;
    values.reserve(grids.size());
    for (const GridItem *grid : grids)
        values << measure.value(*grid, figures);
    const Palette palette(theme, through);
    MapColours out;
    out.fills.reserve(values.size());
    switch (measure.kind) {
    case MapMeasure::Kind::Count:
        colourCounts(values, palette, &out);
        break;
    case MapMeasure::Kind::Flag:
        colourFlags(measure, values, palette, &out);
        break;
    case MapMeasure::Kind::Code:
        colourCodes(measure, values, rules, palette, &out);
        break;
    }
    return out;
}

} // namespace fengqiao
