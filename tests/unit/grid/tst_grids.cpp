#include "grid_county.h"

#include <geo/topology.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 9, 14);
const QDate lastYear(2025, 9, 14);
const QString village = u"620521105203"_s; // 刘崖村
const QString other = u"620521105204"_s;

QString message(const Result<ActionOutcome> &result)
{
    return result ? QString() : result.error().code + u": "_s + result.error().message;
}

} // namespace

class tst_grids : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void demo_hasTheCountysFigures();
    void demo_bordersTileTheCounty();
    void demo_staffHavePosts();
    void init_costsLittle();

    void schemes_nameTheirLevels();
    void addGrid_givesTheNextCode();
    void addGrid_takesExclusiveAndMicro();
    void addGrid_refuses_data();
    void addGrid_refuses();
    void addGrid_warnsOfHouseholds();
    void addGrid_mayBeHungUnderAnArea();
    void codes_areUsedUp();

    void split_keepsLastYear();
    void split_withoutTheOldCode_relievesPeople();
    void split_warnsOfGapsAndOverlaps();
    void split_refuses();
    void merge_addsUp();
    void merge_refusesUnlikeGrids();
    void move_givesACodeOfTheNewVillage();
    void rename_andBorder_makeVersions();
    void border_refusesBadGeometry_data();
    void border_refusesBadGeometry();
    void border_ofTheSameDay_isPutRight();
    void change_correctsInPlace();
    void retire_endsPosts();
    void town_mayNotChangeAnothersGrids();
    void verify_findsBrokenGrids();

private:
    [[nodiscard]] QString freshGrid(const QString &name, const QString &division = village,
                                    const QJsonObject &more = {});
    [[nodiscard]] qint64 count(const QString &where) const;
    [[nodiscard]] QList<GridLine> gridsOf(const QString &area, QDate day, const QStringList &kinds) const;

    std::unique_ptr<GridCounty> m_county;
};

void tst_grids::initTestCase()
{
    m_county = std::make_unique<GridCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

// A grid in force since the beginning of the year, so that it may end today.
QString tst_grids::freshGrid(const QString &name, const QString &division, const QJsonObject &more)
{
    QJsonObject data{
        {u"name"_s, name}, {u"division"_s, division}, {u"scheme"_s, u"rural"_s}, {u"from"_s, u"2025-01-01"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    const auto added = m_county->act(u"ji"_s, u"add_grid"_s, data);
    if (!added)
        qWarning().noquote() << message(added);
    return added ? added->number : QString();
}

qint64 tst_grids::count(const QString &where) const
{
    return m_county->read([where](ReadContext &context) { return context.tx.count(gridEntity(), where); });
}

QList<GridLine> tst_grids::gridsOf(const QString &area, QDate day, const QStringList &kinds) const
{
    return m_county->read([=](ReadContext &context) { return gridsAsOf(context.tx, day, area, kinds); });
}

// The published figures of 清水县: 70 urban and 985 rural base grids, a member each; 388 leaders stand one each at the
// 18 towns, 102 areas and 268 villages and communities.
void tst_grids::demo_hasTheCountysFigures()
{
    QCOMPARE(count(u"kind = 'base'"_s), 1055);
    QCOMPARE(count(u"kind = 'base' AND scheme = 'urban'"_s), 70);
    QCOMPARE(count(u"kind = 'base' AND scheme = 'rural'"_s), 985);
    QCOMPARE(count(u"kind = 'town'"_s), 18);
    QCOMPARE(count(u"kind = 'area'"_s), 102);
    QCOMPARE(count(u"kind = 'village'"_s), 268);
    QCOMPARE(count(u"kind = 'base' AND parent IS NULL"_s), 0);
    const auto figures = m_county->read([](ReadContext &context) {
        Query villages = context.tx.query(u"SELECT count(DISTINCT village) FROM grid WHERE kind = 'base'"_s);
        const qint64 covered = villages.next() ? villages.integer(0) : 0;
        return QList<qint64>{covered, context.tx.count(gridMemberEntity(), u"role = 'full_time'"_s),
                             context.tx.count(gridMemberEntity(), u"role = 'leader'"_s),
                             context.tx.count(postingEntity(), u"to_date IS NULL"_s),
                             context.tx.count(gridMemberEntity(), u"demo = 0"_s)};
    });
    QCOMPARE(figures, (QList<qint64>{268, 1055, 388, 1443, 0}));
    // Nobody is called as somebody else: a list of people must tell them apart.
    const auto names = m_county->read([](ReadContext &context) {
        QSet<QString> all;
        for (const Row &row : context.tx.select(gridMemberEntity(), u"1"_s))
            all.insert(row.text("name"_L1));
        return all.size();
    });
    QCOMPARE(names, 1443);
}

void tst_grids::demo_bordersTileTheCounty()
{
    QCOMPARE(count(u"border IS NULL OR generated = 0"_s), 0);
    QList<GeoShape> shapes;
    for (const GridLine &grid : gridsOf({}, today, {u"base"_s})) {
        const GeoShape shape = grid.shape();
        QVERIFY2(!shape.isEmpty(), qPrintable(grid.code));
        QVERIFY2(grid.box.contains(labelPointOf(shape)), qPrintable(grid.code));
        shapes << shape;
    }
    QVERIFY(overlapsOf(shapes, 100).isEmpty());
    const auto whole = unionOf(shapes);
    QVERIFY(whole);
    QVERIFY(gapsOf(shapes, *whole, 100).isEmpty());
    const double squareKilometres = areaOf(*whole) / 1e6;
    QVERIFY2(squareKilometres > 1900 && squareKilometres < 2100, qPrintable(QString::number(squareKilometres)));
}

void tst_grids::demo_staffHavePosts()
{
    const auto posts = m_county->read([](ReadContext &context) {
        QStringList found;
        Query query = context.tx.query(
            u"SELECT m.name, g.code, p.kind FROM grid_member m JOIN posting s ON s.member = m.id JOIN grid_post p ON "
            "p.id = s.post JOIN grid g ON g.id = p.grid WHERE m.account IS NOT NULL ORDER BY g.code"_s);
        while (query.next())
            found << query.text(0) + u' ' + query.text(1) + u' ' + query.text(2);
        return found;
    });
    QCOMPARE(posts, (QStringList{u"癸网格长 620521105203 leader"_s, u"壬网格 620521105203001 full_time"_s}));
}

// Hundreds of tests begin with a new demo county.
void tst_grids::init_costsLittle()
{
    const QTemporaryDir folder;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(GridCounty::make(folder.path()), QString());
    qInfo("a demo county with its grids: %lld ms", static_cast<long long>(timer.elapsed()));
}

void tst_grids::schemes_nameTheirLevels()
{
    const auto levels = m_county->read([](ReadContext &context) {
        QHash<QString, int> deepest;
        for (const GridRule &rule : gridRules(context.rules)) {
            if (rule.kind != "micro"_L1)
                deepest[rule.scheme] = std::max(deepest[rule.scheme], rule.level);
        }
        return deepest;
    });
    QCOMPARE(levels, (QHash<QString, int>{{u"urban"_s, 3}, {u"urban_key"_s, 3}, {u"rural"_s, 4}, {u"site"_s, 1}}));
    QCOMPARE(m_county->read([](ReadContext &context) { return groundKinds(context.rules); }),
             (QStringList{u"base"_s, u"exclusive"_s}));
}

void tst_grids::addGrid_givesTheNextCode()
{
    const QString division = u"620521105205"_s;
    const qsizetype before = gridsOf(division, today, {u"base"_s}).size();
    QVERIFY(before > 0);
    // The scheme is that of the village's other grids.
    const auto added = m_county->act(u"ji"_s, u"add_grid"_s, {{u"name"_s, u"新村组"_s}, {u"division"_s, division}});
    QVERIFY2(added, qPrintable(message(added)));
    QCOMPARE(added->number, division + QString::number(before + 1).rightJustified(3, u'0'));
    const auto grid = m_county->grid(added->number, today);
    QVERIFY(grid);
    QCOMPARE(grid->scheme, u"rural"_s);
    QCOMPARE(grid->level, 4);
    QVERIFY(!grid->demo);
    QCOMPARE(grid->parent, m_county->grid(division, today)->id);
    QVERIFY(!m_county->grid(added->number, today.addDays(-1)));
    // The post that such a grid needs is there, and vacant.
    const QUuid id = grid->id;
    QCOMPARE(m_county->read([id](ReadContext &context) {
        return context.tx.count(gridPostEntity(), u"grid = ? AND kind = 'full_time'"_s, {id});
    }),
             1);
}

void tst_grids::addGrid_takesExclusiveAndMicro()
{
    const auto site = m_county->act(u"ji"_s, u"add_grid"_s,
                                    {{u"name"_s, u"清水县第一中学"_s},
                                     {u"division"_s, village},
                                     {u"kind"_s, u"exclusive"_s},
                                     {u"external_id"_s, u"JY-1"_s}});
    QVERIFY2(site, qPrintable(message(site)));
    QCOMPARE(site->number, village + u"901"_s);
    const auto micro = m_county->act(u"ji"_s, u"add_grid"_s,
                                     {{u"name"_s, u"院子"_s},
                                      {u"division"_s, village},
                                      {u"kind"_s, u"micro"_s},
                                      {u"scheme"_s, u"rural"_s},
                                      {u"parent"_s, QString(village + u"001"_s)}});
    QVERIFY2(micro, qPrintable(message(micro)));
    QCOMPARE(micro->number, village + u"00101"_s);
}

void tst_grids::addGrid_refuses_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *what, const QString &login, const QJsonObject &more, const QString &code) {
        QJsonObject data{{u"name"_s, u"网格"_s}, {u"division"_s, village}, {u"scheme"_s, u"rural"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            data.insert(it.key(), it.value());
        QTest::newRow(what) << login << data << code;
    };
    row("a code that is borne", u"ji"_s, {{u"code"_s, QString(village + u"001"_s)}}, u"grid.code_taken"_s);
    row("the code of another village", u"ji"_s, {{u"code"_s, QString(other + u"077"_s)}}, u"grid.code_division"_s);
    row("a serial of exclusive grids", u"ji"_s, {{u"code"_s, QString(village + u"905"_s)}}, u"grid.code_serial"_s);
    row("serial 900, which nobody bears", u"ji"_s, {{u"code"_s, QString(village + u"900"_s)}}, u"grid.code_serial"_s);
    row("serial 000", u"ji"_s, {{u"code"_s, QString(village + u"000"_s)}}, u"grid.format"_s);
    row("letters", u"ji"_s, {{u"code"_s, QString(village + u"A01"_s)}}, u"grid.format"_s);
    row("too few digits", u"ji"_s, {{u"code"_s, QString(village + u"01"_s)}}, u"grid.format"_s);
    row("micro without its grid", u"ji"_s, {{u"kind"_s, u"micro"_s}}, u"grid.parent_missing"_s);
    row("a base grid of a town", u"ji"_s, {{u"division"_s, u"620521105"_s}}, u"grid.division_level"_s);
    row("an area in the urban scheme", u"ji"_s, {{u"scheme"_s, u"urban"_s}, {u"kind"_s, u"area"_s}},
        u"grid.kind_wrong"_s);
    row("under a grid of its own level", u"ji"_s, {{u"parent"_s, QString(village + u"001"_s)}}, u"grid.parent_wrong"_s);
    row("a village that does not exist", u"ji"_s, {{u"division"_s, u"620521105999"_s}}, u"grid.division_unknown"_s);
    row("another town's village", u"xin"_s, {{u"division"_s, u"620521100001"_s}}, u"access.scope"_s);
    row("by a mediator", u"ding"_s, {}, u"access.role"_s);
    row("a border without its datum", u"ji"_s, {{u"border"_s, rectangle(106, 34.7, 106.01, 34.71)}},
        u"grid.datum_missing"_s);
}

void tst_grids::addGrid_refuses()
{
    QFETCH(QString, login);
    QFETCH(QJsonObject, data);
    const qint64 before = count(u"1"_s);
    const auto added = m_county->act(login, u"add_grid"_s, data);
    QVERIFY(!added);
    QTEST(added.error().code, "code");
    QVERIFY2(added.error().message.size() > 20, qPrintable(added.error().message));
    QCOMPARE(count(u"1"_s), before);
}

void tst_grids::addGrid_warnsOfHouseholds()
{
    const auto add = [this](int households) {
        return m_county->act(u"ji"_s, u"add_grid"_s,
                             {{u"name"_s, u"大网格"_s}, {u"division"_s, village}, {u"households"_s, households}});
    };
    const auto fits = add(300);
    QVERIFY2(fits, qPrintable(message(fits)));
    QVERIFY(fits->warnings.isEmpty());
    const auto over = add(301);
    QVERIFY2(over, qPrintable(message(over)));
    QCOMPARE(over->warnings.size(), 1);
    QVERIFY2(over->warnings.first().contains(u"301"_s), qPrintable(over->warnings.first()));
}

void tst_grids::addGrid_mayBeHungUnderAnArea()
{
    const auto area = m_county->act(
        u"ji"_s, u"add_grid"_s,
        {{u"name"_s, u"新片区"_s}, {u"division"_s, u"620521105"_s}, {u"scheme"_s, u"rural"_s}, {u"kind"_s, u"area"_s}});
    QVERIFY2(area, qPrintable(message(area)));
    QVERIFY(area->number.startsWith("620521105000"_L1));
    QCOMPARE(m_county->grid(area->number, today)->parent, m_county->grid(u"620521105"_s, today)->id);
}

void tst_grids::codes_areUsedUp()
{
    const auto result = m_county->read([](ReadContext &context) {
        auto rule = gridRule(context.rules, u"rural"_s, u"base"_s).value();
        rule.serialTo = 1;
        return nextGridCode(context.tx, rule, DivisionCode::parse(village).value());
    });
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"grid.codes_used_up"_s);
}

void tst_grids::split_keepsLastYear()
{
    const QString code = freshGrid(
        u"待拆网格"_s, village,
        {{u"households"_s, 500}, {u"border"_s, rectangle(106.00, 34.70, 106.04, 34.72)}, {u"datum"_s, u"cgcs2000"_s}});
    const auto old = m_county->grid(code, today);
    QVERIFY(old);
    const auto camera = m_county->act(u"ji"_s, u"add_asset"_s,
                                      {{u"kind"_s, u"camera_class1"_s},
                                       {u"owner"_s, u"公安局"_s},
                                       {u"grid"_s, code},
                                       {u"longitude"_s, u"106.035"_s},
                                       {u"latitude"_s, u"34.71"_s},
                                       {u"datum"_s, u"cgcs2000"_s},
                                       {u"state"_s, u"working"_s}});
    QVERIFY2(camera, qPrintable(message(camera)));
    const auto member = m_county->act(u"ji"_s, u"add_member"_s,
                                      {{u"name"_s, u"测试员"_s},
                                       {u"role"_s, u"full_time"_s},
                                       {u"division"_s, village},
                                       {u"phone"_s, u"09380009001"_s}});
    QVERIFY2(member, qPrintable(message(member)));
    QVERIFY(m_county->act(u"ji"_s, u"appoint"_s,
                          {{u"grid"_s, code},
                           {u"kind"_s, u"full_time"_s},
                           {u"member"_s, idText(member->id)},
                           {u"from"_s, u"2025-01-01"_s}}));
    const auto lastYears = gridsOf(village, lastYear, {u"base"_s});

    const QJsonArray parts{QJsonObject{{u"code"_s, code},
                                       {u"name"_s, u"东片"_s},
                                       {u"households"_s, 260},
                                       {u"border"_s, rectangle(106.00, 34.70, 106.02, 34.72)}},
                           QJsonObject{{u"name"_s, u"西片"_s},
                                       {u"households"_s, 240},
                                       {u"border"_s, rectangle(106.02, 34.70, 106.04, 34.72)}}};
    const auto split = m_county->act(u"xin"_s, u"split_grid"_s,
                                     {{u"grid"_s, code}, {u"parts"_s, parts}, {u"reason"_s, u"超过三百户"_s}});
    QVERIFY2(split, qPrintable(message(split)));
    QVERIFY2(split->warnings.isEmpty(), qPrintable(split->warnings.join(u'\n')));
    const QJsonArray made = split->extra.value("grids"_L1).toArray();
    QCOMPARE(made.size(), 2);
    const QString second = made[1].toObject().value("code"_L1).toString();
    QVERIFY(second.startsWith(village) && second != code);

    // Last year's grids are what they were, to the last vertex.
    const auto again = gridsOf(village, lastYear, {u"base"_s});
    QCOMPARE(again.size(), lastYears.size());
    for (qsizetype i = 0; i < again.size(); ++i) {
        QCOMPARE(again[i].id, lastYears[i].id);
        QCOMPARE(again[i].name, lastYears[i].name);
        QCOMPARE(again[i].border, lastYears[i].border);
        QCOMPARE(again[i].households, lastYears[i].households);
    }
    QVERIFY(!m_county->grid(second, today.addDays(-1)));
    QCOMPARE(m_county->grid(code, today.addDays(-1))->id, old->id);
    const auto first = m_county->grid(code, today);
    QCOMPARE(first->name, u"东片"_s);
    QVERIFY(first->id != old->id);
    QVERIFY(first->box.east < 106.0200001);

    const QUuid oldId = old->id;
    const auto figures = m_county->read([oldId](ReadContext &context) {
        return context.tx.count(gridLineEntity(), u"from_grid = ? AND kind = 'split'"_s, {oldId});
    });
    QCOMPARE(figures, 2);
    // The person stays with the part that keeps the code; the camera stands in the other part.
    const QUuid firstId = first->id;
    const QUuid secondId = m_county->grid(second, today)->id;
    const QUuid cameraId = camera->id;
    const auto where = m_county->read([=](ReadContext &context) {
        Query people = context.tx.query(u"SELECT p.grid FROM posting s JOIN grid_post p ON p.id = s.post WHERE "
                                        "s.member = ? AND s.to_date IS NULL AND s.deleted = 0"_s,
                                        {member->id});
        QList<QUuid> ids;
        while (people.next())
            ids << people.uuid(0);
        ids << context.tx.find(assetEntity(), cameraId)->uuid("grid"_L1);
        return ids;
    });
    QCOMPARE(where, (QList<QUuid>{firstId, secondId}));
}

void tst_grids::split_withoutTheOldCode_relievesPeople()
{
    const QString code = freshGrid(u"全拆网格"_s);
    const auto member = m_county->act(
        u"ji"_s, u"add_member"_s, {{u"name"_s, u"测试甲"_s}, {u"role"_s, u"full_time"_s}, {u"division"_s, village}});
    QVERIFY(m_county->act(u"ji"_s, u"appoint"_s,
                          {{u"grid"_s, code}, {u"kind"_s, u"full_time"_s}, {u"member"_s, idText(member->id)}}));
    const QJsonArray parts{QJsonObject{{u"name"_s, u"一"_s}}, QJsonObject{{u"name"_s, u"二"_s}},
                           QJsonObject{{u"name"_s, u"三"_s}}};
    const auto split =
        m_county->act(u"ji"_s, u"split_grid"_s, {{u"grid"_s, code}, {u"parts"_s, parts}, {u"from"_s, u"2026-10-01"_s}});
    QVERIFY2(split, qPrintable(message(split)));
    QVERIFY(split->warnings.join(u' ').contains(u"1"_s));
    QVERIFY(m_county->grid(code, QDate(2026, 9, 30)));
    QVERIFY(!m_county->grid(code, QDate(2026, 10, 1)));
    QSet<QString> codes;
    for (const QJsonValue part : split->extra.value("grids"_L1).toArray())
        codes.insert(part.toObject().value("code"_L1).toString());
    QCOMPARE(codes.size(), 3);
    QVERIFY(!codes.contains(code));
    const QUuid id = member->id;
    QCOMPARE(m_county->read([id](ReadContext &context) {
        return context.tx.count(postingEntity(), u"member = ? AND to_date = ?"_s,
                                {id, QDate(2026, 10, 1).toJulianDay()});
    }),
             1);
}

void tst_grids::split_warnsOfGapsAndOverlaps()
{
    const QString code = freshGrid(
        u"有缝网格"_s, village, {{u"border"_s, rectangle(106.10, 34.70, 106.14, 34.72)}, {u"datum"_s, u"cgcs2000"_s}});
    const auto splitInto = [&](double firstEast, double secondWest) {
        const QJsonArray parts{
            QJsonObject{{u"name"_s, u"甲"_s}, {u"border"_s, rectangle(106.10, 34.70, firstEast, 34.72)}},
            QJsonObject{{u"name"_s, u"乙"_s}, {u"border"_s, rectangle(secondWest, 34.70, 106.14, 34.72)}}};
        return m_county->desk
            ->submitAs(u"ji"_s, {.action = u"split_grid"_s,
                                 .key = {},
                                 .data = {{u"grid"_s, code}, {u"parts"_s, parts}},
                                 .at = {},
                                 .dryRun = true})
            .result();
    };
    QVERIFY2(splitInto(106.12, 106.12)->warnings.isEmpty(), "parts that meet");
    QCOMPARE(splitInto(106.119, 106.12)->warnings.size(), 1); // a gap
    QCOMPARE(splitInto(106.121, 106.12)->warnings.size(), 1); // an overlap
}

void tst_grids::split_refuses()
{
    const QString code = freshGrid(u"不拆网格"_s);
    const auto split = [&](const QString &grid, const QJsonArray &parts, const QString &from) {
        return m_county->act(u"ji"_s, u"split_grid"_s, {{u"grid"_s, grid}, {u"parts"_s, parts}, {u"from"_s, from}});
    };
    const QJsonObject plain{{u"name"_s, u"半"_s}};
    QCOMPARE(split(code, {plain}, u"2026-09-14"_s).error().code, u"grid.parts_range"_s);
    QCOMPARE(split(code, {plain, plain}, u"2026-09-01"_s).error().code, u"grid.from_range"_s); // the past stays
    const QJsonObject taken{{u"name"_s, u"半"_s}, {u"code"_s, QString(village + u"001"_s)}};
    QCOMPARE(split(code, {plain, taken}, u"2026-09-14"_s).error().code, u"grid.code_taken"_s);
    const QJsonObject own{{u"name"_s, u"半"_s}, {u"code"_s, code}};
    QCOMPARE(split(code, {own, own}, u"2026-09-14"_s).error().code, u"grid.code_taken"_s);
    // One with micro-grids, and a village as a whole.
    QCOMPARE(split(village + u"001"_s, {plain, plain}, u"2026-09-14"_s).error().code, u"grid.has_grids_below"_s);
    QCOMPARE(split(u"620521211201"_s, {plain, plain}, u"2026-09-14"_s).error().code, u"grid.has_grids_below"_s);
    QVERIFY(m_county->grid(code, today));
}

void tst_grids::merge_addsUp()
{
    const QString first = freshGrid(
        u"合一"_s, other,
        {{u"households"_s, 100}, {u"border"_s, rectangle(106.00, 34.80, 106.02, 34.82)}, {u"datum"_s, u"cgcs2000"_s}});
    const QString second = freshGrid(
        u"合二"_s, other,
        {{u"households"_s, 120}, {u"border"_s, rectangle(106.02, 34.80, 106.04, 34.82)}, {u"datum"_s, u"cgcs2000"_s}});
    const auto merged =
        m_county->act(u"ji"_s, u"merge_grids"_s,
                      {{u"grids"_s, QJsonArray{QJsonObject{{u"grid"_s, first}}, QJsonObject{{u"grid"_s, second}}}},
                       {u"name"_s, u"合并网格"_s}});
    QVERIFY2(merged, qPrintable(message(merged)));
    QCOMPARE(merged->number, first);
    const auto grid = m_county->grid(first, today);
    QCOMPARE(grid->households, std::optional(220));
    QCOMPARE(grid->shape().size(), 1);
    QCOMPARE(qRound(areaOf(grid->shape())), qRound(areaOf(m_county->grid(first, lastYear)->shape()) +
                                                   areaOf(m_county->grid(second, lastYear)->shape())));
    QVERIFY(!m_county->grid(second, today));
    QVERIFY(m_county->grid(second, today.addDays(-1)));
}

void tst_grids::merge_refusesUnlikeGrids()
{
    const auto merge = [this](const QString &first, const QString &second) {
        return m_county->act(
            u"ji"_s, u"merge_grids"_s,
            {{u"grids"_s, QJsonArray{QJsonObject{{u"grid"_s, first}}, QJsonObject{{u"grid"_s, second}}}},
             {u"name"_s, u"混"_s}});
    };
    QCOMPARE(merge(village + u"002"_s, other + u"001"_s).error().code, u"grid.merge_unlike"_s);
    QCOMPARE(merge(village + u"002"_s, village + u"002"_s).error().code, u"grid.merge_unlike"_s);
}

void tst_grids::move_givesACodeOfTheNewVillage()
{
    const QString code = freshGrid(u"迁移网格"_s);
    const auto moved =
        m_county->act(u"ji"_s, u"move_grid"_s, {{u"grid"_s, code}, {u"division"_s, other}, {u"reason"_s, u"并村"_s}});
    QVERIFY2(moved, qPrintable(message(moved)));
    QVERIFY(moved->number.startsWith(other));
    const auto grid = m_county->grid(moved->number, today);
    QCOMPARE(grid->village, other);
    QCOMPARE(grid->org, other);
    QCOMPARE(grid->parent, m_county->grid(other, today)->id);
    QVERIFY(!m_county->grid(code, today));
    QCOMPARE(m_county->grid(code, lastYear)->village, village);
    // The old code is not given to somebody else.
    QVERIFY(freshGrid(u"后来者"_s) != code);
}

void tst_grids::rename_andBorder_makeVersions()
{
    const QString code = freshGrid(u"旧名"_s);
    const auto renamed = m_county->act(u"ji"_s, u"rename_grid"_s,
                                       {{u"grid"_s, code}, {u"name"_s, u"新名"_s}, {u"from"_s, u"2026-10-01"_s}});
    QVERIFY2(renamed, qPrintable(message(renamed)));
    QCOMPARE(m_county->grid(code, today)->name, u"旧名"_s);
    QCOMPARE(m_county->grid(code, QDate(2026, 10, 1))->name, u"新名"_s);
    const auto shown = m_county->read([code](ReadContext &context) {
        return context.record(gridKind(), *context.tx.findBy(gridEntity(), "code"_L1, code));
    });
    QCOMPARE(shown.value("fields"_L1).toObject().value("name"_L1).toString(), u"新名"_s);
    QCOMPARE(shown.value("versions"_L1).toArray().size(), 2);
    QCOMPARE(shown.value("changes"_L1).toArray().at(0).toObject().value("kind"_L1).toString(), u"rename"_s);
    // By its code or by the id of any version: the newest one is meant.
    const auto border = m_county->act(u"ji"_s, u"set_border"_s,
                                      {{u"grid"_s, idText(m_county->grid(code, today)->id)},
                                       {u"border"_s, rectangle(106.20, 34.70, 106.21, 34.71)},
                                       {u"datum"_s, u"wgs84"_s},
                                       {u"from"_s, u"2026-11-01"_s}});
    QVERIFY2(border, qPrintable(message(border)));
    QVERIFY(m_county->grid(code, QDate(2026, 10, 31))->border.isEmpty());
    const auto latest = m_county->grid(code, QDate(2026, 11, 1));
    QCOMPARE(latest->datum, Datum::Wgs84);
    QCOMPARE(latest->name, u"新名"_s);
    QCOMPARE(
        m_county->read([code](ReadContext &context) { return context.tx.count(gridEntity(), u"code = ?"_s, {code}); }),
        3);
}

void tst_grids::border_refusesBadGeometry_data()
{
    QTest::addColumn<QString>("border");
    QTest::newRow("no JSON") << u"POLYGON((106 34, 107 34))"_s;
    QTest::newRow("a point") << uR"({"type":"Point","coordinates":[106,34.7]})"_s;
    QTest::newRow("crosses itself")
        << uR"({"type":"Polygon","coordinates":[[[106,34.7],[106.1,34.8],[106.1,34.7],[106,34.8],[106,34.7]]]})"_s;
    QTest::newRow("swapped axes") << rectangle(34.70, 106.00, 34.72, 106.02);
    QTest::newRow("another country") << rectangle(2.30, 48.80, 2.40, 48.90);
    QTest::newRow("empty") << uR"({"type":"Polygon","coordinates":[]})"_s;
}

void tst_grids::border_refusesBadGeometry()
{
    QFETCH(QString, border);
    const QString code = village + u"002"_s;
    const QByteArray before = m_county->grid(code, today)->border;
    const auto set = m_county->act(u"ji"_s, u"set_border"_s,
                                   {{u"grid"_s, code}, {u"border"_s, border}, {u"datum"_s, u"cgcs2000"_s}});
    QVERIFY(!set);
    QCOMPARE(set.error().field, u"border"_s);
    QVERIFY2(set.error().message.size() > 20, qPrintable(set.error().message));
    QCOMPARE(m_county->grid(code, today)->border, before);
}

void tst_grids::border_ofTheSameDay_isPutRight()
{
    const auto added = m_county->act(u"ji"_s, u"add_grid"_s, {{u"name"_s, u"当日网格"_s}, {u"division"_s, village}});
    const auto set = m_county->act(u"ji"_s, u"set_border"_s,
                                   {{u"grid"_s, added->number},
                                    {u"border"_s, rectangle(106.20, 34.70, 106.21, 34.71)},
                                    {u"datum"_s, u"cgcs2000"_s}});
    QVERIFY2(set, qPrintable(message(set)));
    QCOMPARE(set->id, added->id);
    const QString code = added->number;
    QCOMPARE(count(u"code = '%1'"_s.arg(code)), 1);
    QCOMPARE(m_county->act(u"ji"_s, u"retire_grid"_s, {{u"grid"_s, code}, {u"reason"_s, u"误设"_s}}).error().code,
             u"grid.from_too_early"_s);
}

void tst_grids::change_correctsInPlace()
{
    const QString code = freshGrid(u"更正网格"_s);
    const QUuid id = m_county->grid(code, today)->id;
    QVERIFY(m_county->act(u"ji"_s, u"change_grid"_s, {{u"grid"_s, code}, {u"households"_s, 88}}));
    QCOMPARE(m_county->grid(code, today)->households, std::optional(88));
    QCOMPARE(m_county->grid(code, today)->id, id);
    // Its code is one of base grids: it cannot become another kind.
    QCOMPARE(m_county->act(u"ji"_s, u"change_grid"_s, {{u"grid"_s, code}, {u"kind"_s, u"town"_s}}).error().code,
             u"grid.code_division"_s);
}

void tst_grids::retire_endsPosts()
{
    const QString code = freshGrid(u"撤销网格"_s);
    const QUuid id = m_county->grid(code, today)->id;
    const auto retired = m_county->act(u"ji"_s, u"retire_grid"_s, {{u"grid"_s, code}, {u"reason"_s, u"撤并"_s}});
    QVERIFY2(retired, qPrintable(message(retired)));
    QVERIFY(!m_county->grid(code, today));
    QCOMPARE(m_county->read([id](ReadContext &context) {
        return context.tx.count(gridPostEntity(), u"grid = ? AND valid_to IS NULL"_s, {id});
    }),
             0);
    QCOMPARE(m_county->act(u"ji"_s, u"rename_grid"_s, {{u"grid"_s, code}, {u"name"_s, u"再来"_s}}).error().code,
             u"grid.ended"_s);
    QCOMPARE(
        m_county->act(u"ji"_s, u"retire_grid"_s, {{u"grid"_s, u"620521105"_s}, {u"reason"_s, u"撤并"_s}}).error().code,
        u"grid.has_grids_below"_s);
}

void tst_grids::town_mayNotChangeAnothersGrids()
{
    const auto rename = [this](const QString &grid) {
        return m_county->act(u"xin"_s, u"rename_grid"_s, {{u"grid"_s, grid}, {u"name"_s, u"他镇"_s}});
    };
    QCOMPARE(rename(u"620521100001001"_s).error().code, u"access.scope"_s);
    QVERIFY(rename(u"620521105204001"_s));
    const auto seen = m_county->readAs(u"xin"_s, [](ReadContext &context) {
        QVariantList binds;
        const QString scope = context.scopeSql(gridKind(), &binds);
        return context.tx.count(gridEntity(), scope + u" AND org NOT LIKE '620521105%'"_s, binds);
    });
    QCOMPARE(seen, 0);
}

void tst_grids::verify_findsBrokenGrids()
{
    const auto checks = [this] {
        QStringList found;
        const auto faults = m_county->desk->verify();
        for (const VerifyFault &fault : *faults)
            found << fault.check + u' ' + fault.record;
        return found;
    };
    QCOMPARE(checks(), QStringList());
    const auto breakGrid = [this](const QString &code, QLatin1StringView field, const QVariant &value) {
        return m_county->desk->store()
            .write([=](Writer &writer) -> Result<> {
                auto row = writer.findBy(gridEntity(), "code"_L1, code);
                row->set(field, value);
                writer.update(*row);
                return {};
            })
            .result();
    };
    QVERIFY(breakGrid(u"620521211201001"_s, "code"_L1, u"620521211201002"_s));
    QVERIFY(breakGrid(u"620521211202001"_s, "parent"_L1, QVariant(QUuid::createUuid())));
    QVERIFY(breakGrid(u"620521211203001"_s, "valid_to"_L1, QDate(2026, 1, 1)));
    const QStringList found = checks();
    QVERIFY2(found.contains(u"grid_code 620521211201002"_s), qPrintable(found.join(u'\n')));
    QVERIFY2(found.contains(u"grid_tree 620521211202001"_s), qPrintable(found.join(u'\n')));
    QVERIFY2(found.contains(u"grid_post 620521211203001"_s), qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(tst_grids)
#include "tst_grids.moc"
