#include <QBuffer>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QQuickWidget>
#include <QSignalSpy>
#include <QTextDocument>

#include <geo/topology.h>
#include <grid/map_data.h>
#include <grid/widgets/import_dialog.h>
#include <grid/widgets/map_panel.h>
#include <map/widgets/map_panels.h>
#include <map/widgets/map_view.h>
#include <mediation/matter_places.h>
#include <widgets/notices.h>
#include <widgets/sheet_dialog.h>

#include "demo_grids.h"
#include "gui_fixture.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 60'000; // ms; other programs share the machine
constexpr int someEvents = 3000;

GridLine gridOf(Desk &desk, QUuid id)
{
    return *value(desk,
                  [id](ReadContext &context) -> Result<std::optional<GridLine>> { return gridById(context.tx, id); });
}

void importSome(Desk &desk, const QString &path, int count)
{
    const QByteArray text = value(desk, [count](ReadContext &context) -> Result<QByteArray> {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        DemoEvents demo;
        demo.count = count;
        demo.lastDay = context.now.localDate().addDays(-1);
        const auto written = writeDemoEvents(context, demo, buffer);
        return written ? Result<QByteArray>(buffer.data()) : fail(written.error());
    });
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    file.close();
    const auto report = importEvents(desk, path);
    if (!report || report->added != count)
        qFatal("the events of the demo were not taken");
}

// The panel in a window of its own, as wide as its dock.
struct Shown {
    MapPanel panel;
    QSignalSpy loaded{&panel, &MapPanel::loaded};

    explicit Shown(Desk &desk, const MapExtra &extra = {})
        : panel(desk)
    {
        if (!extra.id.isEmpty())
            panel.addPoints(extra);
        panel.resize(720, 640);
        panel.show();
    }

    [[nodiscard]] MapView &map() const { return *panel.map(); }

    bool settle()
    {
        return QTest::qWaitFor([this] { return panel.isLoaded() && !map().isBusy(); }, patience);
    }

    void click(GeoPoint at) const
    {
        QTest::mouseClick(map().findChild<QQuickWidget *>(), Qt::LeftButton, {}, map().toScreen(at).toPoint());
    }

    [[nodiscard]] MapLayerState layer(const QString &id) const
    {
        for (const MapLayerState &state : map().layers())
            if (state.id == id)
                return state;
        return {};
    }
};

} // namespace

// The map of a demo county with some of its events. With FENGQIAO_SHOTS set to a folder, pictures are left there.
class TestMapPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void notShown_readsNothing();
    void layers_holdTheDemoCounty();
    void divisions_coverTheirGrids();
    void eventFilter_narrowsPointsAndColours();
    void timeSlider_spansTheFilter();
    void click_onAGrid_activatesIt();
    void click_onAnEvent_activatesIt();
    void measure_changesColoursAndLegend();
    void everyGrid_hasTheColourOfItsOwn();
    void settings_areRemembered();
    void search_byPinyin_fliesThere();
    void search_nothing_saysSo();
    void pickPlace_nextClickIsAPlace();
    void border_drawn_isStored();
    void border_refused_saysWhyAndKeepsIt();
    void border_refusedAndDiscarded_canBeTakenBack();
    void legend_foldedByHand_staysFolded();
    void border_withoutTheRole_isNotBegun();
    void extraLayer_click_tellsItsKey();
    void matters_openOnes_standInTheirTown_sealedOnesNowhere();
    void sheet_hasMapAndContacts();
    void picture_isSaved();
    void borders_areImportedFromTheMenuAndTheEmptyMap();
    void reporter_ofOneVillage_seesItsGridsOnly();
    void pictures();

private:
    std::unique_ptr<DemoDesk> m_county;
    std::unique_ptr<Desk> m_desk; // of the information officer
};

void TestMapPanel::initTestCase()
{
    m_county = std::make_unique<DemoDesk>();
    m_desk = m_county->open(u"ji"_s);
    importSome(*m_desk, m_county->folder() + u"/events.csv"_s, someEvents);
}

void TestMapPanel::cleanup()
{
    if (!m_desk)
        m_desk = m_county->open(u"ji"_s);
    QSettings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s).clear();
}

void TestMapPanel::notShown_readsNothing()
{
    MapPanel panel(*m_desk);
    QCoreApplication::processEvents();
    QVERIFY(!panel.isLoaded());
    QVERIFY(panel.map()->layers().isEmpty());
    QVERIFY(!panel.map()->findChild<QQuickWidget *>());
}

void TestMapPanel::layers_holdTheDemoCounty()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    QCOMPARE(shown.layer(u"grids"_s).count, 1055);
    QCOMPARE(shown.layer(u"towns"_s).count, 18);
    QCOMPARE(shown.layer(u"villages"_s).count, 268);
    QCOMPARE(shown.layer(u"outline"_s).count, 1);
    const qint64 open = value(*m_desk, [](ReadContext &context) -> Result<qint64> {
        return countEvents(context, EventFilter::usual(context.rules, context.now));
    });
    QVERIFY(open > 0);
    QCOMPARE(shown.layer(u"events"_s).count, open);
    QVERIFY2(shown.map().legend().note.contains(u"2026-09-14"_s), qPrintable(shown.map().legend().note));
    QVERIFY(shown.map().legend().note.contains(u"generated"_s));
}

// A town's outline is its grids together: as large as they are.
void TestMapPanel::divisions_coverTheirGrids()
{
    const QList<GridLine> grids = baseGrids(*m_desk);
    const MapDivisions divisions = value(*m_desk, [grids](ReadContext &context) -> Result<MapDivisions> {
        return mapDivisions(context, gridBorders(context.rules, grids));
    });
    double all = 0;
    for (const GridLine &grid : grids)
        if (!grid.org.startsWith(u"620521400"_s)) // a park that only statistics know belongs to no town
            all += areaOf(grid.shape());
    double towns = 0;
    for (const MapDivision &town : divisions.towns)
        towns += areaOf(town.shape);
    QVERIFY2(std::abs(towns / all - 1) < 1e-3, qPrintable(QString::number(towns / all)));
    QVERIFY(divisions.labelOf(grids.first().org).has_value());
    QVERIFY(divisions.labelOf(grids.first().org.left(9)).has_value());
    QVERIFY(!divisions.labelOf(u"620521"_s).has_value());
}

void TestMapPanel::eventFilter_narrowsPointsAndColours()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const qsizetype before = shown.layer(u"events"_s).count;
    EventFilter filter; // everything of all days
    shown.panel.setEventFilter(filter);
    QVERIFY(shown.settle());
    QCOMPARE(shown.layer(u"events"_s).count, someEvents);
    QVERIFY(before < someEvents);
    filter.area = u"620521105"_s;
    shown.panel.setEventFilter(filter);
    QVERIFY(shown.settle());
    QVERIFY(shown.layer(u"events"_s).count < someEvents / 5);
}

void TestMapPanel::timeSlider_spansTheFilter()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const auto *slider = shown.panel.findChild<TimeSlider *>();
    const QDate today(2026, 9, 14);
    QCOMPARE(slider->to(), today);
    QCOMPARE(slider->from(), today.addDays(-90));
}

void TestMapPanel::click_onAGrid_activatesIt()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    shown.map().setLayerVisible(u"events"_s, false);
    const GridLine grid = baseGrids(*m_desk, u"620521105"_s).at(3);
    shown.panel.showGrid(grid.id);
    QVERIFY(shown.settle());
    QSignalSpy activated(&shown.panel, &MapPanel::gridActivated);
    shown.click(labelPointOf(grid.shape()));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toUuid(), grid.id);
}

void TestMapPanel::click_onAnEvent_activatesIt()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const QList<EventLine> lines = value(*m_desk, [](ReadContext &context) -> Result<QList<EventLine>> {
        return events(context, EventFilter::usual(context.rules, context.now), 5);
    });
    const auto line = std::ranges::find_if(lines, [](const EventLine &one) { return one.point.has_value(); });
    QVERIFY(line != lines.end());
    shown.panel.setDisplay(PointDisplay::Marks);
    shown.map().setCentre(*line->point, 18);
    QVERIFY(shown.settle());
    QSignalSpy activated(&shown.panel, &MapPanel::eventActivated);
    shown.click(*line->point);
    QTRY_COMPARE_WITH_TIMEOUT(activated.size(), 1, patience);
    QCOMPARE(activated.first().first().toUuid(), line->id);
}

void TestMapPanel::measure_changesColoursAndLegend()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    shown.map().setLayerVisible(u"events"_s, false);
    const auto look = [&shown](const QString &measure) {
        shown.panel.setMeasure(measure);
        shown.settle();
        return shown.map().grabPicture({400, 300});
    };
    QList<QImage> seen;
    QStringList titles;
    for (const QString &measure : {u"events"_s, u"scheme"_s, u"generated"_s}) {
        const QImage picture = look(measure);
        // The legend stands at the lower left: colours are looked for on the land.
        const QImage land = picture.copy(200, 20, 180, 200);
        QVERIFY2(!seen.contains(land), qPrintable(measure));
        seen << land;
        titles << shown.map().legend().title;
    }
    titles.removeDuplicates();
    QCOMPARE(titles.size(), 3);
    QCOMPARE(shown.map().legend().rows.first().word.section(u'(', 1),
             u"1055)"_s); // every border of the demo is made up
}

// The first picture reads grids in another order than what follows it.
void TestMapPanel::everyGrid_hasTheColourOfItsOwn()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    shown.panel.setMeasure(u"scheme"_s);
    for (const QString &layer : {u"events"_s, u"assets"_s})
        shown.map().setLayerVisible(layer, false);
    const auto grids = value(*m_desk, [](ReadContext &context) -> Result<QList<GridLine>> {
        return gridsAsOf(context.tx, context.now.localDate(), {}, groundKinds(context.rules));
    });
    GeoBox town; // with some land around it, which is of the other scheme
    for (const GridLine &grid : grids) {
        if (grid.scheme == "urban"_L1)
            town.add(grid.box);
    }
    const double room = (town.east - town.west) / 2;
    shown.map().flyTo({town.west - room, town.south - room, town.east + room, town.north + room});
    QVERIFY(shown.settle());
    const QImage picture = shown.map().grab().toImage();
    QHash<QString, QHash<QRgb, int>> colours;
    for (const GridLine &grid : grids) {
        const QPoint at = shown.map().toScreen(labelPointOf(grid.shape())).toPoint();
        if (picture.rect().contains(at))
            ++colours[grid.scheme][picture.pixel(at)];
    }
    const auto commonest = [&colours](const QString &scheme) {
        const auto &found = colours.value(scheme);
        return std::max_element(found.begin(), found.end()).key();
    };
    QVERIFY(colours.contains(u"urban"_s) && colours.contains(u"rural"_s));
    QVERIFY(commonest(u"urban"_s) != commonest(u"rural"_s));
}

void TestMapPanel::settings_areRemembered()
{
    {
        Shown shown(*m_desk);
        QVERIFY(shown.settle());
        shown.panel.setMeasure(u"vacant"_s);
        shown.map().setLayerVisible(u"villages"_s, false);
        shown.map().setCentre({106.1, 34.75}, 13);
    }
    Shown again(*m_desk);
    QVERIFY(again.settle());
    QCOMPARE(again.panel.measure(), u"vacant"_s);
    QVERIFY(!again.layer(u"villages"_s).visible);
    QVERIFY(again.layer(u"grids"_s).visible);
    QVERIFY(std::abs(again.map().centre().longitude - 106.1) < 1e-4);
    QVERIFY(std::abs(again.map().zoom() - 13) < 1e-6);
}

void TestMapPanel::search_byPinyin_fliesThere()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const double before = shown.map().zoom();
    shown.panel.search(u"shanmen"_s);
    auto *list = shown.panel.findChild<QListWidget *>(u"mapFound"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->count() > 0, patience);
    QVERIFY2(list->item(0)->text().contains(u"山门"_s), qPrintable(list->item(0)->text()));
    Q_EMIT list->itemActivated(list->item(0));
    QVERIFY(shown.map().zoom() > before + 1);
    QVERIFY(!list->isVisible());
    const QList<MapHit> hits = shown.map().at(shown.map().centre());
    QVERIFY(!hits.isEmpty());
    QVERIFY(gridOf(*m_desk, hits.first().key).org.startsWith(u"620521105"_s));
}

void TestMapPanel::search_nothing_saysSo()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    shown.panel.search(u"zzzz"_s);
    auto *list = shown.panel.findChild<QListWidget *>(u"mapFound"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->count() == 1, patience);
    QCOMPARE(list->item(0)->flags(), Qt::NoItemFlags);
}

void TestMapPanel::pickPlace_nextClickIsAPlace()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const GeoPoint place = labelPointOf(baseGrids(*m_desk).first().shape());
    shown.map().setCentre(place, 14);
    QVERIFY(shown.settle());
    QSignalSpy picked(&shown.panel, &MapPanel::placePicked);
    QSignalSpy grids(&shown.panel, &MapPanel::gridActivated);
    shown.map().setLayerVisible(u"events"_s, false);
    shown.panel.pickPlace();
    shown.click(place);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(grids.size(), 0);
    const auto at = picked.first().first().value<GeoPoint>();
    QVERIFY(std::abs(at.longitude - place.longitude) < 2e-4 && std::abs(at.latitude - place.latitude) < 2e-4);
    shown.click(place); // once only
    QCOMPARE(picked.size(), 1);
    QCOMPARE(grids.size(), 1);
}

void TestMapPanel::border_drawn_isStored()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const GridLine before = baseGrids(*m_desk, u"620521105"_s).at(5);
    shown.panel.drawBorder(before.id);
    QTRY_COMPARE_WITH_TIMEOUT(shown.map().tool(), MapView::Tool::Edit, patience);
    GeoShape smaller = before.shape();
    const GeoPoint middle = centroidOf(smaller);
    for (GeoPoint &point : smaller.first().outer)
        point = {middle.longitude + (point.longitude - middle.longitude) * 0.9,
                 middle.latitude + (point.latitude - middle.latitude) * 0.9};
    shown.map().editBorder(smaller, {u"grids"_s});
    QSignalSpy stored(&shown.panel, &MapPanel::borderStored);
    QTest::mouseClick(shown.panel.findChild<QPushButton *>(u"saveBorder"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!stored.isEmpty(), patience);
    const GridLine after = gridOf(*m_desk, stored.first().first().toUuid());
    QCOMPARE(after.code, before.code);
    QVERIFY(sameShape(after.shape(), smaller, 1e-6));
    QVERIFY(!after.generated);
    QVERIFY(shown.panel.findChild<QWidget *>(u"mapTask"_s)->isHidden());
    // The map shows it without being asked.
    const GeoPoint cut = before.shape().first().outer.first();
    const GeoPoint justInside{cut.longitude + (middle.longitude - cut.longitude) * 0.02,
                              cut.latitude + (middle.latitude - cut.latitude) * 0.02};
    QTRY_VERIFY_WITH_TIMEOUT(!shown.map().at(justInside).contains(MapHit{u"grids"_s, after.id}) &&
                                 shown.map().at(middle).contains(MapHit{u"grids"_s, after.id}),
                             patience);
}

void TestMapPanel::border_refused_saysWhyAndKeepsIt()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const GridLine before = baseGrids(*m_desk, u"620521105"_s).at(7);
    shown.panel.drawBorder(before.id);
    QTRY_COMPARE_WITH_TIMEOUT(shown.map().tool(), MapView::Tool::Edit, patience);
    const GeoPoint m = centroidOf(before.shape());
    const GeoShape crossing{GeoPolygon{{{m.longitude, m.latitude},
                                        {m.longitude + 0.01, m.latitude + 0.01},
                                        {m.longitude + 0.01, m.latitude},
                                        {m.longitude, m.latitude + 0.01}},
                                       {}}};
    shown.map().editBorder(crossing, {});
    QSignalSpy refused(&shown.panel, &MapPanel::borderRefused);
    QTest::keyClick(&shown.map(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), patience);
    QVERIFY(!refused.first().first().toString().isEmpty());
    const auto *error = shown.panel.findChild<QWidget *>(u"mapTask"_s)->findChild<InlineError *>();
    QCOMPARE(error->text(), refused.first().first().toString());
    QCOMPARE(shown.map().tool(), MapView::Tool::Edit); // nothing that was drawn is lost
    QCOMPARE(gridOf(*m_desk, before.id).border, before.border);
    QVERIFY(!gridOf(*m_desk, before.id).validTo.isValid());
}

void TestMapPanel::border_refusedAndDiscarded_canBeTakenBack()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    shown.panel.drawBorder(baseGrids(*m_desk, u"620521105"_s).at(7).id);
    QTRY_COMPARE_WITH_TIMEOUT(shown.map().tool(), MapView::Tool::Edit, patience);
    const GeoPoint m = centroidOf(baseGrids(*m_desk, u"620521105"_s).at(7).shape());
    const GeoShape crossing{GeoPolygon{{{m.longitude, m.latitude},
                                        {m.longitude + 0.01, m.latitude + 0.01},
                                        {m.longitude + 0.01, m.latitude},
                                        {m.longitude, m.latitude + 0.01}},
                                       {}}};
    shown.map().editBorder(crossing, {});
    QSignalSpy refused(&shown.panel, &MapPanel::borderRefused);
    QTest::keyClick(&shown.map(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), patience);
    QCOMPARE(shown.map().drawn().first().outer.size(), 4);
    QTest::keyClick(&shown.map(), Qt::Key_Escape);
    QCOMPARE(shown.map().tool(), MapView::Tool::None);
    QVERIFY(shown.panel.findChild<QWidget *>(u"mapTask"_s)->isHidden());
    const auto *toast = shown.panel.window()->findChild<Toast *>();
    QVERIFY(toast);
    QTest::mouseClick(toast->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(shown.map().tool(), MapView::Tool::Edit);
    QVERIFY(sameShape(shown.map().drawn(), crossing, 1e-6));
    QVERIFY(!shown.panel.findChild<QWidget *>(u"mapTask"_s)->findChild<InlineError *>()->text().isEmpty());
}

void TestMapPanel::legend_foldedByHand_staysFolded()
{
    bool open = false;
    {
        Shown shown(*m_desk);
        QVERIFY(shown.settle());
        open = shown.map().isLegendOpen();
        shown.map().setLegendOpen(!open);
        Q_EMIT shown.map().legendToggled(!open);
    }
    Shown again(*m_desk);
    QVERIFY(again.settle());
    QCOMPARE(again.map().isLegendOpen(), !open);
}

void TestMapPanel::border_withoutTheRole_isNotBegun()
{
    const DemoDesk other; // a file is open to one person at a time
    const auto desk = other.open(u"gui"_s);
    Shown shown(*desk);
    QVERIFY(shown.settle());
    shown.panel.drawBorder(baseGrids(*desk, u"620521105"_s).first().id);
    QCoreApplication::processEvents();
    QCOMPARE(shown.map().tool(), MapView::Tool::None);
}

void TestMapPanel::extraLayer_click_tellsItsKey()
{
    const QUuid key = QUuid::createUuid();
    const GridLine grid = baseGrids(*m_desk).first();
    MapExtra extra;
    extra.id = u"things"_s;
    extra.title = u"Things"_s;
    extra.style.display = PointDisplay::Marks;
    extra.load = [key, grid](ReadContext &) {
        return QList<MapExtraPoint>{{key, {}, grid.org, 0, {}, u"a thing"_s}, {QUuid::createUuid(), {}, {}, 0, {}, {}}};
    };
    Shown shown(*m_desk, extra);
    QVERIFY(shown.settle());
    QCOMPARE(shown.layer(u"things"_s).count, 1); // the other one is nowhere in particular
    const auto at = value(*m_desk, [grid](ReadContext &context) -> Result<std::optional<GeoPoint>> {
        return mapDivisions(context, gridBorders(context.rules, gridsAsOf(context.tx, context.now.localDate())))
            .labelOf(grid.org);
    });
    QVERIFY(at.has_value());
    shown.map().setCentre(*at, 15);
    QVERIFY(shown.settle());
    QSignalSpy activated(&shown.panel, &MapPanel::matterActivated);
    shown.click(*at);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toUuid(), key);
}

void TestMapPanel::matters_openOnes_standInTheirTown_sealedOnesNowhere()
{
    const auto registered = [this](const QJsonObject &more) {
        QJsonObject data{{u"channel"_s, u"WINDOW"_s},
                         {u"title"_s, u"相邻排水纠纷"_s},
                         {u"facts"_s, u"两家院墙相邻，雨水排向邻家，争执多次。"_s},
                         {u"place"_s, u"620521105"_s},
                         {u"lawful_basis"_s, m_desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
                         {u"parties"_s, QJsonArray{QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, u"王五"_s}}},
                                                               {u"side"_s, u"applicant"_s}},
                                                   QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, u"赵六"_s}}},
                                                               {u"side"_s, u"respondent"_s}}}}};
        for (auto it = more.begin(); it != more.end(); ++it)
            data.insert(it.key(), it.value());
        return act(*m_desk, u"register_matter"_s, data, u"bing"_s).id;
    };
    const QUuid plain = registered({});
    const QUuid sealed = registered({{u"dv"_s, true}});
    for (const QUuid id : {plain, sealed})
        act(*m_desk, u"open_warning"_s,
            {{u"matter"_s, text(id)}, {u"level"_s, u"orange"_s}, {u"reason"_s, u"人数增加"_s}}, u"jia"_s);
    m_desk.reset();                       // a file is open to one person at a time
    auto desk = m_county->open(u"jia"_s); // may open the sealed one, and still does not see it on a map
    const QList<MatterPlace> matters =
        value(*desk, [](ReadContext &context) -> Result<QList<MatterPlace>> { return matterPlaces(context); });
    QCOMPARE(matters.size(), 1);
    QCOMPARE(matters.first().matter, plain);
    QCOMPARE(matters.first().division, u"620521105"_s);
    const QList<MatterPlace> warnings =
        value(*desk, [](ReadContext &context) -> Result<QList<MatterPlace>> { return warningPlaces(context); });
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().matter, plain);
    QCOMPARE(warnings.first().level, u"orange"_s);
    desk.reset();
    const auto auditor = m_county->open(u"chen"_s);
    QVERIFY(value(*auditor, [](ReadContext &context) -> Result<QList<MatterPlace>> {
                return matterPlaces(context);
            }).isEmpty());
}

void TestMapPanel::sheet_hasMapAndContacts()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const GridLine grid = baseGrids(*m_desk, u"620521105"_s).at(2);
    const GeoPoint centre = shown.map().centre();
    shown.panel.printGrid(grid.id);
    SheetDialog *dialog = nullptr;
    const auto sheetIsThere = [&] {
        dialog = shown.panel.findChild<SheetDialog *>();
        return dialog && dialog->sheet();
    };
    QTRY_VERIFY_WITH_TIMEOUT(sheetIsThere(), patience);
    QVERIFY(dialog->sheet()->toPlainText().contains(grid.code));
    QVERIFY(!dialog->sheet()->resource(QTextDocument::ImageResource, QUrl(u"map.png"_s)).value<QImage>().isNull());
    QVERIFY(SheetDialog::fits(*dialog->sheet()));
    QVERIFY(std::abs(shown.map().centre().longitude - centre.longitude) < 1e-9); // the view came back
    if (const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS"); !folder.isEmpty())
        dialog->grab().save(folder + u"/sheet.png"_s);
    dialog->close();
}

void TestMapPanel::picture_isSaved()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const QString path = m_county->folder() + u"/map.png"_s;
    QVERIFY(shown.panel.savePicture(path).has_value());
    const QImage picture(path);
    QVERIFY(picture.width() >= shown.map().width());
    const auto refused = shown.panel.savePicture(m_county->folder() + u"/none/map.png"_s);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, u"map.picture"_s);
}

void TestMapPanel::borders_areImportedFromTheMenuAndTheEmptyMap()
{
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    auto *offer = shown.map().findChild<QPushButton *>(u"emptyAction"_s);
    QVERIFY(offer && !offer->isVisible()); // there are grids
    const auto menu = shown.panel.findChild<QPushButton *>(u"mapMore"_s)->menu();
    Q_EMIT menu->aboutToShow();
    const QList<QAction *> actions = menu->actions();
    const auto isImport = [](const QAction *action) { return action->data().toString() == "import_grids"_L1; };
    const auto import = std::ranges::find_if(actions, isImport);
    QVERIFY(import != actions.end());
    (*import)->trigger();
    const auto dialogs = [&] { return shown.panel.findChildren<ImportDialog *>(u"gridImport"_s).size(); };
    QCOMPARE(dialogs(), 1);
    // Long before the county had any.
    for (const MapLayerState &layer : shown.map().layers())
        shown.map().setLayerVisible(layer.id, layer.id == "grids"_L1);
    shown.panel.setDay(QDate(1999, 1, 1));
    QTRY_VERIFY_WITH_TIMEOUT(offer->isVisible(), patience);
    offer->click();
    QCOMPARE(dialogs(), 2);
}

void TestMapPanel::reporter_ofOneVillage_seesItsGridsOnly()
{
    m_desk.reset(); // a file is open to one person at a time
    const auto desk = m_county->open(u"ren"_s);
    Shown shown(*desk);
    QVERIFY(shown.settle());
    const QString area = desk->actor().area.digits();
    QCOMPARE(area.size(), 12);
    QCOMPARE(shown.layer(u"grids"_s).count, baseGrids(*desk, area).size());
    QCOMPARE(shown.layer(u"villages"_s).count, 1);
    const auto menu = shown.panel.findChild<QPushButton *>(u"mapMore"_s)->menu();
    Q_EMIT menu->aboutToShow();
    for (const QAction *action : menu->actions()) // not theirs to import
        QVERIFY(action->data().toString() != "import_grids"_L1);
    QVERIFY(shown.map().findChild<QPushButton *>(u"emptyAction"_s)->text().isEmpty());
}

void TestMapPanel::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("FENGQIAO_SHOTS is not set");
    Shown shown(*m_desk);
    QVERIFY(shown.settle());
    const auto take = [&](const QString &name) {
        QVERIFY(shown.settle());
        QTest::qWait(500);
        shown.panel.grab().save(folder + u'/' + name + u".png"_s);
    };
    take(u"panel-county"_s);
    shown.panel.setDisplay(PointDisplay::Heat);
    take(u"panel-heat"_s);
    shown.panel.setDisplay(PointDisplay::Clusters);
    shown.panel.showArea(*DivisionCode::parse(u"620521105"_s));
    take(u"panel-town"_s);
    shown.panel.showGrid(baseGrids(*m_desk, u"620521105"_s).at(2).id);
    take(u"panel-grid"_s);
    shown.panel.search(u"shanmen"_s);
    QTest::qWait(500);
    take(u"panel-search"_s);
}

int main(int argc, char **argv)
{
    MapView::chooseGraphics();
    QApplication app(argc, argv);
    const auto theme = Theme::install(app, Appearance::Light);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    TestMapPanel test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_map_panel.moc"
