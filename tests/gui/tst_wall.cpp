#include "gui_fixture.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>

#include <app_window.h>
#include <reception/reception.h>
#include <wall/wall_display.h>
#include <wall/wall_start.h>
#include <window_settings.h>
#include <workspace.h>

#include "demo_desk.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

// Notes what is painted.
class WatchedWall : public WallWindow {
public:
    using WallWindow::WallWindow;
    QRegion painted;
    int frames = 0;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        painted += event->region();
        ++frames;
        WallWindow::paintEvent(event);
    }
};

} // namespace

// The big screen: scenes, keys, time, what is repainted, and that all of it can be read.
class TestWall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void firstScene_hangs();
    void time_bringsTheNextScene();
    void paused_staysWhereItIs();
    void keys_goToAndFro();
    void hiddenScene_isPassedOver();
    void kiosk_isLeftByTheSequenceOnly();
    void openedFromTheWindow_isLeftByEscape();
    void everyText_canBeRead_data();
    void everyText_canBeRead();
    void pieces_keepTheirDistance_data();
    void pieces_keepTheirDistance();
    void nothingShown_isAPersonsNumber();
    void change_isRepaintedAloneAndFades();
    void nothingNew_isNotPainted();
    void picture_movesAgainstBurningIn();
    void start_refusesWhoMayNot();
    void start_hangsTheWall();
    void window_opensTheWall();
    void screens_areChosenByNumber();

private:
    [[nodiscard]] std::unique_ptr<WatchedWall> wall(QSize size, WallWindow::Leaving leaving = Leaving::ByKeySequence);
    void addVisits(int count);
    void wait(WallWindow &window);
    using Leaving = WallWindow::Leaving;

    std::unique_ptr<DemoDesk> m_demo;
    std::unique_ptr<Desk> m_desk;
    std::shared_ptr<WallReader> m_reader;
};

void TestWall::initTestCase()
{
    m_demo = std::make_unique<DemoDesk>();
    m_desk = m_demo->open(u"jia"_s);
    addVisits(23);
    QVERIFY(WallFeed::foldNow(*m_desk));
    auto reader = WallReader::open(*m_desk);
    QVERIFY(reader);
    m_reader = *reader;
}

void TestWall::cleanup()
{
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5));
}

void TestWall::addVisits(int count)
{
    static int serial = 0;
    const Instant now = m_desk->now();
    const auto done = m_desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              for (int i = 0; i < count; ++i) {
                                  Row row(visitEntity());
                                  row.set("number"_L1, u"LF-620521-20260914-%1"_s.arg(5000 + ++serial));
                                  row.set("day"_L1, QVariant(now.localDate()));
                                  row.set("org"_L1, u"620521"_s);
                                  row.set("state"_L1, u"V7"_s);
                                  row.set("ticket"_L1, u"A001"_s);
                                  row.set("first_contact"_L1, QVariant(m_desk->actor().id.value));
                                  row.set("notice_version"_L1, u"2026-01"_s);
                                  row.set("channel"_L1, u"WINDOW"_s);
                                  row.set("purpose"_L1, u"purpose_dispute"_s);
                                  row.set("head_count"_L1, QVariant(2));
                                  row.set("arrived_at"_L1, now);
                                  tx.insert(row);
                              }
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

void TestWall::wait(WallWindow &window)
{
    QTRY_VERIFY_WITH_TIMEOUT(window.isResting(), 20000);
}

std::unique_ptr<WatchedWall> TestWall::wall(QSize size, WallWindow::Leaving leaving)
{
    auto window = std::make_unique<WatchedWall>(*m_desk, m_reader, leaving);
    window->resize(size);
    window->begin();
    window->show();
    wait(*window);
    return window;
}

void TestWall::firstScene_hangs()
{
    const auto window = wall({1366, 768});
    QCOMPARE(window->scene(), u"overview"_s);
    QCOMPARE(window->cursor().shape(), Qt::BlankCursor);
    QVERIFY(window->windowFlags().testFlag(Qt::FramelessWindowHint));
    const QList<WallText> texts = window->texts();
    QVERIFY(std::ranges::contains(texts, u"23"_s, &WallText::text));
    QVERIFY(std::ranges::any_of(texts, [](const WallText &text) { return text.text.contains("09:05"_L1); })); // as of
}

void TestWall::time_bringsTheNextScene()
{
    const auto window = wall({1366, 768});
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5, 29));
    window->tick();
    wait(*window);
    QCOMPARE(window->scene(), u"overview"_s);
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5, 30));
    window->tick();
    QTRY_COMPARE(window->scene(), u"warnings"_s);
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5, 54));
    window->tick();
    wait(*window);
    QCOMPARE(window->scene(), u"warnings"_s);
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5, 55));
    window->tick();
    QTRY_COMPARE(window->scene(), u"intake"_s);
}

void TestWall::paused_staysWhereItIs()
{
    const auto window = wall({1366, 768});
    QTest::keyClick(window.get(), Qt::Key_Space);
    QVERIFY(window->isPaused());
    wait(*window);
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 8));
    window->tick();
    wait(*window);
    QCOMPARE(window->scene(), u"overview"_s);
    QTest::keyClick(window.get(), Qt::Key_Space);
    wait(*window);
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 9));
    window->tick();
    QTRY_COMPARE(window->scene(), u"warnings"_s);
}

void TestWall::keys_goToAndFro()
{
    const auto window = wall({1366, 768});
    QTest::keyClick(window.get(), Qt::Key_Right);
    QTRY_COMPARE(window->scene(), u"warnings"_s);
    wait(*window);
    QTest::keyClick(window.get(), Qt::Key_Left);
    QTRY_COMPARE(window->scene(), u"overview"_s);
    wait(*window);
    QTest::keyClick(window.get(), Qt::Key_PageUp); // round the corner
    QTRY_COMPARE(window->scene(), window->scenes().last());
}

void TestWall::hiddenScene_isPassedOver()
{
    const auto window = wall({1366, 768});
    const auto all = window->scenes().size();
    QTest::keyClick(window.get(), Qt::Key_H);
    QTRY_COMPARE(window->scene(), u"warnings"_s);
    QCOMPARE(window->scenes().size(), all - 1);
    wait(*window);
    window->previous();
    QTRY_COMPARE(window->scene(), window->scenes().last());
    wait(*window);
    QTest::keyClick(window.get(), Qt::Key_A);
    QCOMPARE(window->scenes().size(), all);
}

void TestWall::kiosk_isLeftByTheSequenceOnly()
{
    const auto window = wall({1366, 768});
    const QSignalSpy left(window.get(), &WallWindow::left);
    QTest::keyClick(window.get(), Qt::Key_Escape);
    QTest::keyClick(window.get(), Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!window->close());
    QVERIFY(window->isVisible());
    QCOMPARE(left.size(), 0);
    QTest::keyClick(window.get(), Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!window->isVisible());
    QCOMPARE(left.size(), 1);
}

void TestWall::openedFromTheWindow_isLeftByEscape()
{
    const auto window = wall({1366, 768}, Leaving::ByEscapeToo);
    QTest::keyClick(window.get(), Qt::Key_Escape);
    QVERIFY(!window->isVisible());
}

void TestWall::everyText_canBeRead_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("chinese");
    for (const QSize size : {QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160)})
        for (const bool chinese : {true, false})
            QTest::addRow("%dx%d %s", size.width(), size.height(), chinese ? "zh" : "en") << size << chinese;
}

void TestWall::everyText_canBeRead()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, chinese);
    setLanguage(chinese ? Language::Chinese : Language::English);
    const auto window = wall(size);
    for (const QString &scene : window->scenes()) {
        if (window->scene() != scene)
            window->next();
        QTRY_COMPARE_WITH_TIMEOUT(window->scene(), scene, 20000);
        wait(*window);
        int figures = 0;
        for (const WallText &text : window->texts()) {
            QVERIFY2(!text.cut, qPrintable(scene + u": "_s + text.text));
            QVERIFY2(text.px * 44 >= size.height(), qPrintable(text.text));
            QVERIFY2(QRect(QPoint(0, 0), size).contains(text.rect), qPrintable(text.text));
        }
        for (const WallPart &part : window->picture().parts)
            if (part.element.kind == WallKind::Figure && part.sentence.isEmpty()) {
                ++figures;
                const QString wanted = part.values.first().text;
                QVERIFY2(std::ranges::any_of(window->texts(),
                                             [&](const WallText &text) {
                                                 return text.text == wanted && text.px * 12 >= size.height();
                                             }),
                         qPrintable(wanted));
            }
        QVERIFY(figures <= mostWallFigures);
    }
    setLanguage(Language::Chinese);
}

void TestWall::pieces_keepTheirDistance_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("small") << QSize(1366, 768);
    QTest::newRow("4K") << QSize(3840, 2160);
    QTest::newRow("wide") << QSize(3440, 1440);
}

void TestWall::pieces_keepTheirDistance()
{
    QFETCH(const QSize, size);
    const WallLayout layout(size);
    const QRect inner =
        QRect(QPoint(0, 0), size).adjusted(layout.shift(), layout.shift(), -layout.shift(), -layout.shift());
    for (const WallScene &scene : wallScenes(*m_desk->rules())) {
        QList<QRect> rects{layout.head(), layout.foot()};
        for (const WallElement &element : scene.elements)
            rects << layout.place(element.place);
        for (qsizetype i = 0; i < rects.size(); ++i) {
            QVERIFY(inner.contains(rects.at(i)));
            for (qsizetype j = 0; j < i; ++j) {
                const QRect grown =
                    rects.at(i).adjusted(-layout.gap() + 1, -layout.gap() + 1, layout.gap() - 1, layout.gap() - 1);
                QVERIFY(!grown.intersects(rects.at(j)));
            }
        }
        if (const WallElement *map = scene.map()) {
            const QRect place = layout.place(map->place);
            const QRect all = layout.surface();
            QVERIFY(place.width() * place.height() * 100 >= all.width() * all.height() * 33);
        }
    }
}

void TestWall::nothingShown_isAPersonsNumber()
{
    static const QRegularExpression numbers(u"\\d{17}[\\dXx]|(?<!\\d)1[3-9]\\d{9}(?!\\d)|\\*{2,}"_s);
    const auto window = wall({1920, 1080});
    for (qsizetype i = 0; i < window->scenes().size(); ++i) {
        for (const WallText &text : window->texts())
            QVERIFY2(!numbers.match(text.text).hasMatch(), qPrintable(text.text));
        const QString before = window->scene();
        window->next();
        QTRY_VERIFY(window->scene() != before);
        wait(*window);
    }
}

void TestWall::change_isRepaintedAloneAndFades()
{
    const auto window = wall({1920, 1080});
    const WallLayout layout(window->size());
    QTest::qWait(0);
    const QImage before = window->grab().toImage();
    window->painted = QRegion();
    window->frames = 0;
    addVisits(6);
    QVERIFY(WallFeed::foldNow(*m_desk));
    const QSignalSpy shown(window.get(), &WallWindow::shown);
    QElapsedTimer since;
    since.start();
    window->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(shown.size(), 1, 20000);
    QVERIFY(since.elapsed() >= WallWindow::fadeMs); // it did not jump
    wait(*window);
    QTest::qWait(0);
    QVERIFY(window->frames >= 1);
    // Two figures and the trend say something new; the map, the head and the other figures were left alone.
    QVERIFY(!window->painted.contains(layout.place({0, 0, 6, 12}).center()));
    QVERIFY(!window->painted.contains(layout.place({6, 6, 3, 3}).center()));
    QVERIFY(window->painted.contains(layout.place({6, 0, 3, 3}).center()));
    const QImage after = window->grab().toImage();
    QVERIFY(before.copy(layout.place({6, 0, 3, 3})) != after.copy(layout.place({6, 0, 3, 3})));
    QCOMPARE(before.copy(layout.place({0, 0, 6, 12})), after.copy(layout.place({0, 0, 6, 12})));
    const auto other = wall({1920, 1080}); // nothing of the old figure shines through
    QCOMPARE(after, other->grab().toImage());
}

void TestWall::nothingNew_isNotPainted()
{
    const auto window = wall({1366, 768});
    QTest::qWait(0);
    window->frames = 0;
    window->refresh();
    wait(*window);
    QTest::qWait(0);
    QCOMPARE(window->frames, 0);
}

void TestWall::picture_movesAgainstBurningIn()
{
    const auto window = wall({1366, 768});
    window->setPaused(true);
    window->tick();
    QCOMPARE(window->shift(), QPoint(0, 0));
    QSet<std::pair<int, int>> places;
    for (int minutes = 5; minutes < 50; minutes += 4) {
        m_demo->setTime(QDate(2026, 9, 14), QTime(9, minutes));
        window->tick();
        places.insert({window->shift().x(), window->shift().y()});
        QVERIFY(std::abs(window->shift().x()) <= WallLayout(window->size()).shift());
    }
    QVERIFY(places.size() >= 9);
    wait(*window);
    const QImage picture = window->grab().toImage();
    QCOMPARE(picture.pixelColor(0, 0), Theme::of(window.get()).color(Token::Surface));
}

void TestWall::start_refusesWhoMayNot()
{
    m_reader.reset();
    m_desk.reset();
    WallStart start(m_demo->folder() + u"/demo.fengqiao"_s, u"ding"_s, {}, nullptr);
    const QSignalSpy refused(&start, &WallStart::refused);
    start.signIn(u"ding"_s, Secret("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20000);
    QCOMPARE(refused.first().first().value<Error>().code, u"wall.not_permitted"_s);
    start.signIn(u"jia"_s, Secret("another horse"));
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 2, 20000);
    QVERIFY(refused.last().first().value<Error>().code.startsWith("keys."_L1));
    QVERIFY(!start.display());
}

void TestWall::start_hangsTheWall()
{
    WallStart start(m_demo->folder() + u"/demo.fengqiao"_s, u"jia"_s, u"1"_s, nullptr);
    start.show();
    const QSignalSpy opened(&start, &WallStart::opened);
    const QSignalSpy left(&start, &WallStart::left);
    start.signIn(u"jia"_s, Secret("correct horse"));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
    QVERIFY(!start.isVisible());
    QCOMPARE(start.display()->windows().size(), 1);
    WallWindow *window = start.display()->windows().first();
    QVERIFY(window->isFullScreen());
    QTRY_VERIFY_WITH_TIMEOUT(window->isResting(), 20000);
    QTest::keyClick(window, Qt::Key_Q, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(left.size(), 1);
}

void TestWall::window_opensTheWall()
{
    WindowSettings settings(m_demo->folder() + u"/window.ini"_s);
    AppWindow window(*qApp->findChild<Theme *>(), settings);
    window.show();
    const auto signIn = [&](const QString &login) {
        const QSignalSpy in(&window, &AppWindow::signedIn);
        window.signIn(m_demo->folder() + u"/demo.fengqiao"_s, login, Secret("correct horse"));
        QTRY_COMPARE_WITH_TIMEOUT(in.size(), 1, 20000);
    };
    const auto offers = [&] {
        return std::ranges::contains(window.workspace()->commands(), u"wall.1"_s, &Command::id);
    };
    signIn(u"ding"_s);
    QVERIFY(!offers());
    window.signOut();
    signIn(u"jia"_s);
    QVERIFY(offers());
    window.workspace()->run(u"wall.1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(window.workspace()->wall(), 10000);
    QCOMPARE(window.workspace()->wall()->windows().size(), 1);
    WallWindow *wall = window.workspace()->wall()->windows().first();
    QTRY_VERIFY_WITH_TIMEOUT(wall->isResting(), 20000);
    window.workspace()->run(u"wall.1"_s); // it hangs there already
    QCOMPARE(window.workspace()->wall()->windows().size(), 1);
    QTest::keyClick(wall, Qt::Key_Escape);
    QTRY_VERIFY(!window.workspace()->wall());
}

void TestWall::screens_areChosenByNumber()
{
    QCOMPARE(screensOf({}).size(), 1);
    QCOMPARE(screensOf(u"1,1"_s).size(), 1);
    QCOMPARE(screensOf(u"7"_s), QList<QScreen *>{QGuiApplication::primaryScreen()});
    QCOMPARE(screensOf(u"all"_s), QGuiApplication::screens());
}

FENGQIAO_GUI_TEST_MAIN(TestWall)
#include "tst_wall.moc"
