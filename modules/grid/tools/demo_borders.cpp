// Makes resources/demo/grid_borders.bin at development time: borders for the demo's towns, areas, villages and base
// grids within the county's outline, made up by generateDivision.
//   demo_borders OUT
#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <cmath>
#include <cstdio>

#include <geo/generate.h>
#include <geo/outlines.h>
#include <geo/topology.h>
#include <grid/demo.h>

#include "border_pack.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Village {
    QString code;
    QString parent;
    VillagePlan plan;
};

// Communities of the county town are small and close together; everywhere else households take room.
VillagePlan planOf(const DemoRow &row)
{
    const int grids = row.value(u"grids"_s).toInt();
    const bool isUrban = row.value(u"scheme"_s) == "urban"_L1;
    return {grids, isUrban ? 0.9 : 2.5 + std::sqrt(grids)};
}

int fault(const QString &message)
{
    std::fputs(qPrintable(message + u'\n'), stderr);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto outline = outlineOf(DivisionCode::parse(u"620521"_s).value());
    const auto plan = readDemoTable(u"grid_plan.csv"_s);
    if (argc != 2 || !outline || !*outline || !plan)
        return fault(!plan ? plan.error().message : u"demo_borders OUT"_s);

    QMap<QString, QList<Village>> towns;
    for (const DemoRow &row : *plan) {
        const QString parent = row.value(u"parent"_s);
        towns[parent.left(9)] << Village{row.value(u"village"_s), parent, planOf(row)};
    }
    QList<TownPlan> plans;
    for (const QList<Village> &villages : std::as_const(towns)) {
        TownPlan town;
        for (const Village &village : villages)
            town.villages << village.plan;
        plans << town;
    }
    const Datum datum = Datum::Cgcs2000;
    const auto made = generateDivision(converted((*outline)->shape, (*outline)->datum, datum), plans, 620521);
    if (!made)
        return fault(made.error().message);

    QMap<QString, GeoShape> borders;
    QMap<QString, QList<GeoShape>> byArea;
    qsizetype at = 0;
    for (auto town = towns.cbegin(); town != towns.cend(); ++town, ++at) {
        borders.insert(town.key(), made->at(at).shape);
        for (qsizetype v = 0; v < town->size(); ++v) {
            const GeneratedVillage &village = made->at(at).villages.at(v);
            borders.insert(town->at(v).code, village.shape);
            if (town->at(v).parent.size() > 9)
                byArea[town->at(v).parent] << village.shape;
            for (qsizetype g = 0; g < village.grids.size(); ++g)
                borders.insert(town->at(v).code + QString::number(g + 1).rightJustified(3, u'0'), village.grids.at(g));
        }
    }
    for (auto area = byArea.cbegin(); area != byArea.cend(); ++area) {
        const auto whole = unionOf(*area);
        if (!whole)
            return fault(whole.error().message);
        borders.insert(area.key(), *whole);
    }
    QList<std::pair<QString, GeoShape>> list;
    for (auto border = borders.cbegin(); border != borders.cend(); ++border)
        list << std::pair(border.key(), *border);
    QFile out(QString::fromLocal8Bit(argv[1]));
    const QByteArray bytes = BorderPack::write(datum, list);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        return fault(out.errorString());
    std::printf("%lld borders, %lld bytes\n", static_cast<long long>(list.size()),
                static_cast<long long>(bytes.size()));
    return 0;
}
