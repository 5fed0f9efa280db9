#include "grid_county.h"

#include <geo/topology.h>
#include <grid/lint.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 9, 14);

QString message(const Result<ActionOutcome> &result)
{
    return result ? QString() : result.error().code + u": "_s + result.error().message;
}

} // namespace

// The demo county is clean but for what it says of itself; each case breaks one thing and must find it, and only it.
class tst_grid_lint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void demo_isCleanButForItsMadeUpBorders();
    void overlap_isFound();
    void gap_isFound();
    void outside_isFound();
    void vacantPost_isFound();
    void duplicateCode_isFound();
    void brokenBorder_isFound();
    void missingBorder_isFound();
    void findings_areOfTheDay();
    void area_limitsTheFindings();
    void json_isPlain();
    void generate_fillsACountyWithoutGrids();
    void generate_leavesWhatIsThere();

private:
    [[nodiscard]] QMap<QString, int> counts(const LintOptions &options = {}, QDate day = today) const;
    [[nodiscard]] GridLint lint(const LintOptions &options = {}, QDate day = today) const;
    [[nodiscard]] GridFinding first(const QString &kind) const;
    void setShape(const QString &code, const GeoShape &shape);
    void breakRow(const QString &code, QLatin1StringView field, const QVariant &value);

    std::unique_ptr<GridCounty> m_county;
};

void tst_grid_lint::init()
{
    m_county = std::make_unique<GridCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

GridLint tst_grid_lint::lint(const LintOptions &options, QDate day) const
{
    return m_county->read([=](ReadContext &context) { return lintGrids(context.tx, context.rules, day, options); });
}

QMap<QString, int> tst_grid_lint::counts(const LintOptions &options, QDate day) const
{
    QMap<QString, int> found;
    const GridLint all = lint(options, day);
    for (const GridFinding &finding : all.findings)
        ++found[finding.kind];
    return found;
}

GridFinding tst_grid_lint::first(const QString &kind) const
{
    const GridLint all = lint();
    const auto it = std::ranges::find(all.findings, kind, &GridFinding::kind);
    return it == all.findings.end() ? GridFinding() : *it;
}

void tst_grid_lint::breakRow(const QString &code, QLatin1StringView field, const QVariant &value)
{
    const auto done = m_county->desk->store()
                          .write([=](Writer &writer) -> Result<> {
                              auto row = writer.findBy(gridEntity(), "code"_L1, code);
                              row->set(field, value);
                              writer.update(*row);
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

void tst_grid_lint::setShape(const QString &code, const GeoShape &shape)
{
    breakRow(code, "border"_L1, packShape(shape));
}

void tst_grid_lint::demo_isCleanButForItsMadeUpBorders()
{
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(counts(), (QMap<QString, int>{{u"generated"_s, 1055}, {u"households"_s, 17}}));
    qInfo("lint of 1,443 grids: %lld ms", static_cast<long long>(timer.elapsed()));
}

void tst_grid_lint::overlap_isFound()
{
    // A grid grows over its neighbours.
    const QString code = u"620521105203001"_s;
    const auto grid = m_county->grid(code, today);
    GeoShape shape = grid->shape();
    const GeoPoint middle = centroidOf(shape);
    for (GeoPoint &point : shape.first().outer)
        point = {middle.longitude + (point.longitude - middle.longitude) * 1.05,
                 middle.latitude + (point.latitude - middle.latitude) * 1.05};
    setShape(code, shape);
    const GridFinding finding = first(u"overlap"_s);
    QVERIFY(!finding.kind.isEmpty());
    QVERIFY(finding.grid == grid->id || finding.other == grid->id);
    QVERIFY(finding.area > 100);
    QVERIFY(!finding.shape.isEmpty());
    QVERIFY2(finding.sentence.contains(grid->name), qPrintable(finding.sentence));
}

void tst_grid_lint::gap_isFound()
{
    const QString code = u"620521105203001"_s;
    const double area = areaOf(m_county->grid(code, today)->shape());
    breakRow(code, "border"_L1, QVariant());
    const GridFinding gap = first(u"gap"_s);
    QVERIFY(!gap.kind.isEmpty());
    QVERIFY2(std::abs(gap.area - area) < area / 100, qPrintable(u"%1 %2"_s.arg(gap.area).arg(area)));
    QVERIFY(gap.grid.isNull());
    QCOMPARE(counts().value(u"no_border"_s), 1);
}

void tst_grid_lint::outside_isFound()
{
    GeoShape far{GeoPolygon{{{107.5, 34.7}, {107.52, 34.7}, {107.52, 34.72}, {107.5, 34.72}}, {}}};
    setShape(u"620521105203001"_s, far);
    const GridFinding finding = first(u"outside"_s);
    QCOMPARE(finding.code, u"620521105203001"_s);
    QVERIFY(finding.area > 1e6);
}

void tst_grid_lint::vacantPost_isFound()
{
    const auto relieved = m_county->read([](ReadContext &context) {
        Query found = context.tx.query(u"SELECT s.id FROM posting s JOIN grid_post p ON p.id = s.post JOIN grid g ON "
                                       "g.id = p.grid WHERE g.code = '620521105203002'"_s);
        return found.next() ? idText(found.uuid(0)) : QString();
    });
    QVERIFY(m_county->act(u"ji"_s, u"relieve"_s, {{u"posting"_s, relieved}}));
    QCOMPARE(counts({.area = {}, .least = 100, .topology = false}).value(u"no_post"_s), 1);
    const GridFinding finding = first(u"no_post"_s);
    QCOMPARE(finding.code, u"620521105203002"_s);
    QVERIFY2(finding.sentence.contains(u"专职网格员"_s), qPrintable(finding.sentence));
}

void tst_grid_lint::duplicateCode_isFound()
{
    breakRow(u"620521105203001"_s, "code"_L1, u"620521105203002"_s);
    const GridFinding finding = first(u"duplicate_code"_s);
    QCOMPARE(finding.code, u"620521105203002"_s);
    QVERIFY(!finding.other.isNull());
    QCOMPARE(counts().value(u"duplicate_code"_s), 1);
}

void tst_grid_lint::brokenBorder_isFound()
{
    setShape(u"620521105203001"_s, {GeoPolygon{{{106, 34.7}, {106.1, 34.8}, {106.1, 34.7}, {106, 34.8}}, {}}});
    breakRow(u"620521105203002"_s, "border"_L1, QByteArray("\xff\xff\xff", 3));
    QCOMPARE(counts({.area = {}, .least = 100, .topology = false}).value(u"border_invalid"_s), 2);
}

void tst_grid_lint::missingBorder_isFound()
{
    const auto added =
        m_county->act(u"ji"_s, u"add_grid"_s, {{u"name"_s, u"未画网格"_s}, {u"division"_s, u"620521105203"_s}});
    QVERIFY2(added, qPrintable(message(added)));
    QCOMPARE(first(u"no_border"_s).grid, added->id);
}

// A finding is about the grids in force: what was wrong last year and is right now is no work.
void tst_grid_lint::findings_areOfTheDay()
{
    QVERIFY(m_county->act(u"ji"_s, u"add_grid"_s,
                          {{u"name"_s, u"大网格"_s}, {u"division"_s, u"620521105203"_s}, {u"households"_s, 999}}));
    const LintOptions quick{.area = {}, .least = 100, .topology = false};
    QCOMPARE(counts(quick).value(u"households"_s), 18);
    QCOMPARE(counts(quick, today.addDays(-1)).value(u"households"_s), 17);
}

void tst_grid_lint::area_limitsTheFindings()
{
    const auto town = counts({.area = u"620521105"_s, .least = 100, .topology = true});
    QVERIFY2(town.keys() == QStringList{u"generated"_s}, qPrintable(QStringList(town.keys()).join(u' ')));
    breakRow(u"620521105203001"_s, "border"_L1, QVariant());
    QCOMPARE(counts({.area = u"620521105"_s, .least = 100, .topology = true}).value(u"gap"_s), 1);
    QCOMPARE(counts({.area = u"620521106"_s, .least = 100, .topology = true}).value(u"gap"_s), 0);
}

void tst_grid_lint::json_isPlain()
{
    const QJsonArray list = lint({.area = u"620521105203"_s, .least = 100, .topology = false}).toJson();
    QVERIFY(!list.isEmpty());
    const QJsonObject object = list.first().toObject();
    QCOMPARE(object.value("kind"_L1).toString(), u"generated"_s);
    QCOMPARE(object.value("code"_L1).toString().left(12), u"620521105203"_s);
    QVERIFY(object.value("sentence"_L1).toString().size() > 10);
}

namespace {

// A county that is no demo: the demo's officer acts, on a county whose grids were taken away.
Result<> clear(Desk &desk)
{
    return desk.store()
        .write([](Writer &writer) -> Result<> {
            for (const Entity *entity : {&gridEntity(), &gridPostEntity(), &postingEntity()}) {
                for (Row &row : writer.select(*entity, u"1"_s))
                    writer.remove(row);
            }
            return {};
        })
        .result();
}

} // namespace

void tst_grid_lint::generate_fillsACountyWithoutGrids()
{
    QVERIFY(clear(*m_county->desk));
    const auto town = m_county->act(u"ji"_s, u"generate_grids"_s,
                                    {{u"division"_s, u"620521105"_s}, {u"scheme"_s, u"rural"_s}, {u"number"_s, 3}});
    QVERIFY2(town, qPrintable(message(town)));
    QCOMPARE(town->extra.value("grids"_L1).toInt(), 17 * 3);
    const auto rest =
        m_county->act(u"ji"_s, u"generate_grids"_s, {{u"division"_s, u"620521"_s}, {u"scheme"_s, u"rural"_s}});
    QVERIFY2(rest, qPrintable(message(rest)));
    QCOMPARE(rest->extra.value("grids"_L1).toInt(), (267 - 17) * 4);
    // Made in two steps, and still the county is covered once: the plan is the same.
    const auto found = counts({.area = {}, .least = 10'000, .topology = true});
    QCOMPARE(found.value(u"generated"_s), 17 * 3 + 250 * 4);
    QCOMPARE(found.value(u"overlap"_s), 0);
    QCOMPARE(found.value(u"gap"_s), 0);
    QCOMPARE(found.value(u"outside"_s), 0);
}

void tst_grid_lint::generate_leavesWhatIsThere()
{
    const auto again =
        m_county->act(u"ji"_s, u"generate_grids"_s, {{u"division"_s, u"620521105"_s}, {u"scheme"_s, u"rural"_s}});
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"grid.none_bare"_s);
    QCOMPARE(m_county->act(u"xin"_s, u"generate_grids"_s, {{u"division"_s, u"620521105"_s}, {u"scheme"_s, u"rural"_s}})
                 .error()
                 .code,
             u"access.role"_s);
}

QTEST_GUILESS_MAIN(tst_grid_lint)
#include "tst_grid_lint.moc"
