// The Command perspective's panels on a demo county: tile = list = parts, filters, periods, charts, reconciliation.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QValueAxis>

#include <mediation/mediation.h>
#include <reception/reception.h>
#include <statistics/declared.h>
#include <statistics/widgets/charts_panel.h>
#include <statistics/widgets/figure_tiles_panel.h>
#include <statistics/widgets/reconciliation_panel.h>
#include <statistics/widgets/rows_behind_panel.h>
#include <widgets/cards.h>
#include <widgets/filters.h>
#include <widgets/notices.h>

#include "chart_card.h"
#include "chart_drawing.h"
#include "demo_desk.h"
#include "gui_fixture.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 10'000; // ms; other programs share the machine
const QDate today(2026, 9, 14);
const QString town = u"620521105"_s;

QString visibleText(const QWidget &panel)
{
    QString text;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (label->isVisibleTo(&panel))
            text += label->text() + u'\n';
    return text;
}

const TileFigure *tileOf(const FigureTilesPanel &panel, const QString &tile, QList<TileFigure> &kept)
{
    kept = panel.figures();
    const auto found = std::ranges::find(kept, tile, &TileFigure::tile);
    return found == kept.end() ? nullptr : &*found;
}

QString figureText(const FigureTilesPanel &panel, const QString &tile)
{
    QList<TileFigure> kept;
    const TileFigure *found = tileOf(panel, tile, kept);
    return found && found->figure ? found->figure->text : u"left out"_s;
}

} // namespace

class tst_FigureViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tiles_showWhatTheListHolds_data();
    void tiles_showWhatTheListHolds();
    void tile_enter_asksForItsList();
    void tile_change_saysAgainstWhatAndInWhichUnit();
    void filters_combineAndClearAndPersist();
    void filter_thatDoesNotFit_leavesTheFigureOut();
    void period_isRefusedWithASentence_data();
    void period_isRefusedWithASentence();
    void period_custom_isKept();
    void list_ofARate_hasNumeratorAndDenominator();
    void list_longerThanAPage_isReadPageByPage();
    void list_recordOpens();
    void chart_partsAddUpToTheTile();
    void chart_barOpensItsList();
    void chart_asNumbers_areCopiedAndKept();
    void chart_withoutRows_isASentence();
    void charts_areMadeWhenTheyAreShown();
    void axis_ofWhatIsCounted_saysWholeNumbers_data();
    void axis_ofWhatIsCounted_saysWholeNumbers();
    void mediators_standInTheOrderOfTheirNames();
    void reconciliation_flagsWhatTheSeedGotWrong();
    void reconciliation_takesAReturn();
    void reconciliation_ofNothing_isASentence();
    void newVisit_changesTheTile();

private:
    void signInAs(const QString &login);
    void insert(const Row &row);
    void visit(QDate day, const QString &purpose, int heads);
    void matter(QDate day, const QString &level, const QString &outcome = {}, const QString &mediator = {});
    [[nodiscard]] QUuid account(const QString &login);
    [[nodiscard]] RowsBehind behind(const MetricRequest &request, MetricPart part = MetricPart::Numerator);

    template <typename Panel> void showAndWait(Panel &panel)
    {
        QSignalSpy loaded(&panel, &Panel::loaded);
        panel.resize(1100, 700);
        panel.show();
        QVERIFY(QTest::qWaitFor([&] { return !loaded.isEmpty(); }, patience));
    }

    std::unique_ptr<DemoDesk> m_county;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<ScopeKeeper> m_keeper;
    int m_serial = 0;
};

void tst_FigureViews::initTestCase()
{
    m_county = std::make_unique<DemoDesk>();
    m_desk = m_county->open(u"jia"_s);
    for (int day = 0; day < 6; ++day)
        visit(today.addDays(-day), day % 2 == 0 ? u"purpose_dispute"_s : u"purpose_legal_aid"_s, 1 + day);
    for (int day = 0; day < 3; ++day)
        visit(today.addMonths(-1).addDays(-day), u"purpose_dispute"_s, 2);
    for (int i = 0; i < 240; ++i) // more than a page
        matter(today.addDays(-(i % 13)), i % 3 == 0 ? u"red"_s : u"none"_s,
               i % 4 == 0 ? QString() : u"agreed_written"_s, i % 8 < 4 ? u"ding"_s : u"wu"_s);
    matter(today.addDays(-1), u"none"_s, u"failed"_s, u"ding"_s);
}

void tst_FigureViews::init()
{
    if (m_desk->actor().login != "jia"_L1)
        signInAs(u"jia"_s);
    m_keeper = std::make_unique<ScopeKeeper>(*m_desk);
    m_keeper->clear();
    m_keeper->setPeriod(PeriodKind::ThisMonth);
}

void tst_FigureViews::cleanup()
{
    m_keeper.reset();
}

// One desk at a time may have the file.
void tst_FigureViews::signInAs(const QString &login)
{
    m_keeper.reset();
    m_desk.reset();
    m_desk = m_county->open(login);
}

void tst_FigureViews::insert(const Row &row)
{
    const auto done = m_desk->store()
                          .write([row](Writer &tx) -> Result<> {
                              Row copy = row;
                              tx.insert(copy);
                              return {};
                          })
                          .result();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
}

QUuid tst_FigureViews::account(const QString &login)
{
    return m_desk
        ->read([login](ReadContext &context) -> Result<QUuid> {
            Query found = context.tx.query(u"SELECT id FROM account WHERE login = ?"_s, {login});
            return found.next() ? found.uuid(0) : QUuid();
        })
        .result()
        .value();
}

void tst_FigureViews::visit(QDate day, const QString &purpose, int heads)
{
    Row row(visitEntity());
    row.set("number"_L1, u"LF-620521-%1-%2"_s.arg(day.toString(u"yyyyMMdd"_s)).arg(++m_serial));
    row.set("ticket"_L1, u"A%1"_s.arg(m_serial));
    row.set("state"_L1, u"V7"_s);
    row.set("org"_L1, m_desk->county());
    row.set("day"_L1, QVariant(day));
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("purpose"_L1, purpose);
    row.set("head_count"_L1, QVariant(heads));
    row.set("arrived_at"_L1, Instant::fromLocal(day, QTime(9, 0)));
    row.set("first_contact"_L1, QVariant(m_desk->actor().id.value));
    row.set("notice_version"_L1, u"2026-01"_s);
    row.set("visitor_name"_L1, u"张三"_s);
    row.set("claim"_L1, u"邻里排水纠纷。"_s);
    insert(row);
}

void tst_FigureViews::matter(QDate day, const QString &level, const QString &outcome, const QString &mediator)
{
    Row row(matterEntity());
    row.set("number"_L1, u"清综矛〔2026〕%1号"_s.arg(++m_serial));
    row.set("org"_L1, town);
    row.set("state"_L1, outcome.isEmpty() ? u"M50"_s : u"M81"_s);
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("facts"_L1, u"双方因宅基地排水发生纠纷。"_s);
    row.set("dispute_type"_L1, u"02"_s);
    row.set("level"_L1, level);
    row.set("mediator"_L1, QVariant(account(mediator)));
    row.set("registered_on"_L1, QVariant(day));
    row.set("accepted_on"_L1, QVariant(day));
    row.set("mediation_on"_L1, QVariant(day));
    if (!outcome.isEmpty()) {
        row.set("outcome"_L1, outcome);
        row.set("mediation_outcome"_L1, outcome);
        row.set("concluded_on"_L1, QVariant(day.addDays(1)));
        row.set("outcome_on"_L1, QVariant(day.addDays(1)));
    }
    insert(row);
}

RowsBehind tst_FigureViews::behind(const MetricRequest &request, MetricPart part)
{
    return m_desk->read([request, part](ReadContext &context) { return listBehind(context, request, part, 100'000); })
        .result()
        .value();
}

void tst_FigureViews::tiles_showWhatTheListHolds_data()
{
    QTest::addColumn<PeriodKind>("period");
    QTest::addColumn<QString>("area");
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<QString>("value");
    QTest::newRow("this month") << PeriodKind::ThisMonth << QString() << QString() << QString();
    QTest::newRow("last month") << PeriodKind::LastMonth << QString() << QString() << QString();
    QTest::newRow("year, one town") << PeriodKind::ThisYear << town << QString() << QString();
    QTest::newRow("red ones") << PeriodKind::ThisYear << QString() << u"level"_s << u"red"_s;
    QTest::newRow("town and level") << PeriodKind::ThisYear << town << u"level"_s << u"none"_s;
    QTest::newRow("purpose") << PeriodKind::ThisMonth << QString() << u"purpose"_s << u"purpose_dispute"_s;
}

void tst_FigureViews::tiles_showWhatTheListHolds()
{
    QFETCH(const PeriodKind, period);
    QFETCH(const QString, area);
    QFETCH(const QString, dimension);
    QFETCH(const QString, value);
    m_keeper->setPeriod(period);
    m_keeper->setArea(area);
    if (!dimension.isEmpty())
        m_keeper->setFilters({{dimension, {value}}});
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    int compared = 0;
    for (const TileFigure &tile : panel.figures()) {
        auto *face = panel.findChild<FigureTile *>(u"tile_"_s + tile.tile);
        QVERIFY(face);
        QCOMPARE(face->isVisibleTo(&panel), tile.figure.has_value());
        if (!tile.figure)
            continue;
        QVERIFY2(visibleText(*face).contains(tile.figure->text), qPrintable(tile.tile));
        const RowsBehind rows = behind(tile.request);
        if (tile.figure->hasDenominator) {
            QCOMPARE(rows.sum, tile.figure->numerator);
            QCOMPARE(behind(tile.request, MetricPart::Denominator).sum, tile.figure->denominator);
        } else {
            QCOMPARE(QString::number(rows.sum), tile.figure->text);
            QCOMPARE(rows.rows.size(), rows.total);
        }
        ++compared;
    }
    QVERIFY(compared > 0);
}

void tst_FigureViews::tile_enter_asksForItsList()
{
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    QSignalSpy asked(&panel, &FigureTilesPanel::figureActivated);
    QTest::keyClick(panel.findChild<FigureTile *>(u"tile_visits"_s), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto request = asked.first().first().value<MetricRequest>();
    QCOMPARE(request.metric, u"visit_batches"_s);
    QCOMPARE(request.period, Period::month(2026, 9));
    QTest::mouseClick(panel.findChild<FigureTile *>(u"tile_open_red"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.last().first().value<MetricRequest>().filters.value(u"level"_s), QStringList{u"red"_s});
}

void tst_FigureViews::tile_change_saysAgainstWhatAndInWhichUnit()
{
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    // 6 visits after 3 in the month before; a share of successes has nothing to be compared with last year.
    QVERIFY(visibleText(*panel.findChild<FigureTile *>(u"tile_visits"_s)).contains(u"+100.00 % on last period"_s));
    QVERIFY(visibleText(*panel.findChild<FigureTile *>(u"tile_success"_s)).contains(u"— on last year"_s));
    const auto figure = [](qint64 numerator, qint64 denominator, bool percent) {
        Figure made;
        made.numerator = numerator;
        made.denominator = denominator;
        made.isPercent = percent;
        return made;
    };
    Comparison rate{Against::LastYear, {}, figure(9, 10, true), figure(8, 10, true), u"12.50"_s, u"10.00"_s};
    const ChangeWords up = changeWords(rate);
    QCOMPARE(up.text, u"+10.00 points"_s);
    QCOMPARE(up.direction, 1);
    rate.points = u"-3.20"_s;
    QCOMPARE(changeWords(rate).text, u"-3.20 points"_s);
    QCOMPARE(changeWords(rate).direction, -1);
    QVERIFY(visibleText(panel).contains(u"as of 2026-09-14"_s));
    QVERIFY(visibleText(panel).contains(u"provisional"_s)); // the month is not over
}

void tst_FigureViews::filters_combineAndClearAndPersist()
{
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    auto *bar = panel.findChild<FilterBar *>();
    const auto change = [&](const auto &what) {
        QSignalSpy loaded(&panel, &FigureTilesPanel::loaded);
        what();
        QVERIFY(QTest::qWaitFor([&] { return !loaded.isEmpty(); }, patience));
    };
    const QString all = figureText(panel, u"registered"_s);
    QCOMPARE(all, u"241"_s);
    change([&] { bar->setValue(u"level"_s, {u"red"_s}); });
    const QString red = figureText(panel, u"registered"_s);
    QCOMPARE(red, u"80"_s);
    change([&] { bar->setValue(u"area"_s, {u"620521100"_s}); }); // another town: nothing of it there
    QTRY_COMPARE_WITH_TIMEOUT(figureText(panel, u"registered"_s), u"0"_s, patience);
    const ScopeKeeper next(*m_desk); // as after the next sign-in
    QCOMPARE(next.scope(), m_keeper->scope());
    QCOMPARE(next.scope().filters.value(u"level"_s), QStringList{u"red"_s});
    QCOMPARE(next.scope().area, u"620521100"_s);
    ChartsPanel charts(*m_desk, *m_keeper);
    QCOMPARE(charts.findChild<FilterBar *>()->values(), bar->values()); // one filter for both
    change([&] { bar->clear(); });
    QTRY_COMPARE_WITH_TIMEOUT(figureText(panel, u"registered"_s), all, patience);
    QCOMPARE(charts.findChild<FilterBar *>()->values(), (QMap<QString, QStringList>{}));
    QVERIFY(ScopeKeeper(*m_desk).scope().filters.isEmpty());
}

void tst_FigureViews::filter_thatDoesNotFit_leavesTheFigureOut()
{
    m_keeper->setFilters({{u"purpose"_s, {u"purpose_dispute"_s}}});
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    QCOMPARE(figureText(panel, u"visits"_s), u"3"_s);
    QCOMPARE(figureText(panel, u"registered"_s), u"left out"_s);
    QVERIFY(!panel.findChild<FigureTile *>(u"tile_registered"_s)->isVisibleTo(&panel));
    const auto *left = panel.findChild<QLabel *>(u"figuresLeft"_s);
    QVERIFY(left->isVisibleTo(&panel));
    QVERIFY(left->text().contains(u"left out"_s));
}

void tst_FigureViews::period_isRefusedWithASentence_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("reversed") << QDate(2026, 9, 10) << QDate(2026, 9, 1) << u"metric.period_reversed"_s;
    QTest::newRow("future") << QDate(2026, 10, 1) << QDate(2026, 10, 31) << u"metric.period_future"_s;
}

void tst_FigureViews::period_isRefusedWithASentence()
{
    QFETCH(const QDate, from);
    QFETCH(const QDate, to);
    const FigureScope before = m_keeper->scope();
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    auto *choice = panel.findChild<QComboBox *>(u"period"_s);
    Q_EMIT choice->activated(static_cast<int>(PeriodKind::Custom));
    auto *dialog = choice->findChild<QDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QDateEdit *>(u"periodFrom"_s)->setDate(from);
    dialog->findChild<QDateEdit *>(u"periodTo"_s)->setDate(to);
    dialog->findChild<QPushButton *>(u"takePeriod"_s)->click();
    QVERIFY(dialog->isVisible()); // what was typed stays
    QVERIFY(!dialog->findChild<InlineError *>()->text().isEmpty());
    QCOMPARE(m_keeper->scope(), before);
    const auto refused = m_keeper->setCustom({from, to});
    QVERIFY(!refused);
    QTEST(refused.error().code, "code");
    dialog->reject();
}

void tst_FigureViews::period_custom_isKept()
{
    const Period week{QDate(2026, 9, 7), QDate(2026, 9, 13)};
    QVERIFY(m_keeper->setCustom(week).has_value());
    const ScopeKeeper next(*m_desk);
    QCOMPARE(next.periodKind(), PeriodKind::Custom);
    QCOMPARE(next.scope().period, week);
    const FigureTilesPanel panel(*m_desk, *m_keeper);
    QCOMPARE(panel.findChild<QComboBox *>(u"period"_s)->currentText(), week.text());
}

void tst_FigureViews::list_ofARate_hasNumeratorAndDenominator()
{
    RowsBehindPanel panel(*m_desk);
    panel.resize(1000, 600);
    panel.show();
    QSignalSpy loaded(&panel, &RowsBehindPanel::loaded);
    panel.showRows({.metric = u"rate_success_concluded"_s, .period = Period::month(2026, 9), .filters = {}});
    QVERIFY(QTest::qWaitFor([&] { return !loaded.isEmpty(); }, patience));
    QCOMPARE(panel.findChild<QLabel *>(u"behindFigure"_s)->text(), u"99.45%"_s); // 180 of 181
    QVERIFY(!panel.findChild<QLabel *>(u"behindSentence"_s)->text().isEmpty());
    auto *parts = panel.findChild<QTabBar *>(u"behindParts"_s);
    QVERIFY(parts->isVisible());
    QVERIFY(panel.findChild<QLabel *>(u"behindSum"_s)->text().startsWith(u"180 "_s));
    loaded.clear();
    parts->setCurrentIndex(1);
    QVERIFY(QTest::qWaitFor([&] { return !loaded.isEmpty(); }, patience));
    QCOMPARE(panel.part(), MetricPart::Denominator);
    QVERIFY(panel.findChild<QLabel *>(u"behindSum"_s)->text().startsWith(u"181 "_s));
}

void tst_FigureViews::list_longerThanAPage_isReadPageByPage()
{
    RowsBehindPanel panel(*m_desk);
    auto *table = panel.findChild<QTableView *>(u"behindTable"_s);
    panel.resize(1000, 600);
    panel.show();
    panel.showRows({.metric = u"matter_registered"_s, .period = Period::month(2026, 9), .filters = {}});
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 200, patience);
    QVERIFY(panel.findChild<QLabel *>(u"behindSum"_s)->text().startsWith(u"241 "_s));
    table->scrollToBottom();
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 241, patience);
    QSet<QString> numbers;
    for (int row = 0; row < 241; ++row)
        numbers.insert(table->model()->index(row, 1).data().toString());
    QCOMPARE(numbers.size(), 241);
}

void tst_FigureViews::list_recordOpens()
{
    RowsBehindPanel panel(*m_desk);
    auto *table = panel.findChild<QTableView *>(u"behindTable"_s);
    QVERIFY(!panel.findChild<QPushButton *>(u"exportRows"_s)->isVisibleTo(&panel)); // nobody would write it
    QSignalSpy exported(&panel, &RowsBehindPanel::exportWanted);
    QSignalSpy opened(&panel, &RowsBehindPanel::recordActivated);
    const QAbstractItemModelTester tester(table->model());
    panel.resize(1000, 600);
    panel.show();
    panel.showRows({.metric = u"visit_batches"_s, .period = Period::month(2026, 9), .filters = {}});
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 6, patience);
    Q_EMIT table->activated(table->model()->index(0, 0));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).toString(), u"visit"_s);
    QVERIFY(!opened.first().at(1).toUuid().isNull());
    auto *button = panel.findChild<QPushButton *>(u"exportRows"_s);
    QVERIFY(button->isVisibleTo(&panel));
    button->click();
    QCOMPARE(exported.size(), 1);
    QCOMPARE(exported.first().at(0).value<MetricRequest>().metric, u"visit_batches"_s);
}

void tst_FigureViews::chart_partsAddUpToTheTile()
{
    FigureTilesPanel tiles(*m_desk, *m_keeper);
    showAndWait(tiles);
    ChartsPanel panel(*m_desk, *m_keeper);
    panel.showBoard(u"flow"_s);
    showAndWait(panel);
    const auto sum = [](const ChartTable &table, int series) {
        double all = 0;
        for (const ChartCell &cell : table.series.value(series).cells)
            all += cell.value;
        return QString::number(all);
    };
    auto *ages = panel.findChild<ChartCard *>(u"chart_flow_age"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!ages->table().isEmpty(), patience);
    QCOMPARE(sum(ages->table(), 0), figureText(tiles, u"open"_s));
    panel.showBoard(u"level"_s);
    auto *levels = panel.findChild<ChartCard *>(u"chart_level_open"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!levels->table().isEmpty(), patience);
    QCOMPARE(sum(levels->table(), 0), figureText(tiles, u"open"_s));
    auto *balance = panel.findChild<ChartCard *>(u"chart_flow_balance"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!balance->table().isEmpty(), patience);
    QCOMPARE(balance->table().categories.size(), 12);
    QCOMPARE(balance->table().series.at(0).cells.last().text, figureText(tiles, u"registered"_s));
    QCOMPARE(balance->table().series.at(2).cells.last().text, figureText(tiles, u"open"_s));
}

void tst_FigureViews::chart_barOpensItsList()
{
    ChartsPanel panel(*m_desk, *m_keeper);
    panel.showBoard(u"flow"_s);
    showAndWait(panel);
    auto *ages = panel.findChild<ChartCard *>(u"chart_flow_age"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!ages->table().isEmpty(), patience);
    QSignalSpy asked(&panel, &ChartsPanel::figureActivated);
    ages->findChild<QToolButton *>(u"asTable"_s)->click();
    auto *numbers = ages->findChild<QTableView *>(u"numbers"_s);
    QVERIFY(numbers->isVisibleTo(&panel));
    for (int row = 0; row < numbers->model()->rowCount(); ++row) {
        asked.clear();
        Q_EMIT numbers->activated(numbers->model()->index(row, 1));
        QCOMPARE(asked.size(), 1);
        const auto request = asked.first().first().value<MetricRequest>();
        QCOMPARE(QString::number(behind(request).sum), numbers->model()->index(row, 1).data().toString());
    }
    asked.clear();
    Q_EMIT numbers->activated(numbers->model()->index(0, 0)); // the words are no figure
    QCOMPARE(asked.size(), 0);
}

void tst_FigureViews::chart_asNumbers_areCopiedAndKept()
{
    ChartsPanel panel(*m_desk, *m_keeper);
    QSignalSpy kept(&panel, &ChartsPanel::exportWanted);
    panel.showBoard(u"intake"_s);
    showAndWait(panel);
    auto *card = panel.findChild<ChartCard *>(u"chart_intake_purpose"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!card->table().isEmpty(), patience);
    card->findChild<QToolButton *>(u"copyTable"_s)->click();
    const QString word = m_desk->rules()->word("visit_purpose"_L1, u"purpose_dispute"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(word + u"\t3"_s));
    card->findChild<QToolButton *>(u"keepTable"_s)->click();
    QCOMPARE(kept.size(), 1);
    const auto chart = kept.first().first().value<ChartTable>();
    QCOMPARE(chart.chart, u"intake_purpose"_s);
    QCOMPARE(chart.categories, card->table().categories);
}

void tst_FigureViews::chart_withoutRows_isASentence()
{
    m_keeper->setPeriod(PeriodKind::LastYear);
    ChartsPanel panel(*m_desk, *m_keeper);
    panel.showBoard(u"towns"_s);
    showAndWait(panel);
    auto *card = panel.findChild<ChartCard *>(u"chart_towns_matters"_s);
    auto *empty = card->findChild<EmptyState *>();
    QTRY_VERIFY_WITH_TIMEOUT(visibleText(*empty).contains(u"2025-01-01"_s), patience);
    QVERIFY(empty->isVisibleTo(&panel));
    QVERIFY(!card->findChild<QToolButton *>(u"copyTable"_s)->isEnabled());
    QVERIFY(!card->findChild<QChartView *>());
}

void tst_FigureViews::charts_areMadeWhenTheyAreShown()
{
    ChartsPanel panel(*m_desk, *m_keeper);
    QVERIFY(panel.findChildren<ChartCard *>().isEmpty());
    panel.showBoard(u"rooms"_s);
    QVERIFY(panel.findChildren<ChartCard *>().isEmpty());
    showAndWait(panel);
    const auto cards = panel.findChildren<ChartCard *>();
    QCOMPARE(cards.size(), 2); // of this board alone
    QStringList boards;
    for (const ChartSpec &chart : dashboardCharts(*m_desk->rules()))
        if (!boards.contains(chart.board))
            boards << chart.board;
    QCOMPARE(boards, (QStringList{u"intake"_s, u"flow"_s, u"clocks"_s, u"level"_s, u"rooms"_s, u"mediators"_s,
                                  u"grids"_s, u"towns"_s}));
}

void tst_FigureViews::axis_ofWhatIsCounted_saysWholeNumbers_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<bool>("whole");
    for (const int most : {0, 1, 2, 3, 7, 11, 29, 500, 12345})
        QTest::addRow("%d", most) << double(most) << true;
    QTest::newRow("half a day") << 0.5 << false;
    QTest::newRow("days") << 2.33 << false;
}

void tst_FigureViews::axis_ofWhatIsCounted_saysWholeNumbers()
{
    QFETCH(const double, most);
    QFETCH(const bool, whole);
    ChartTable table;
    table.kind = ChartKind::Bar;
    table.categories = {u"永清镇"_s, u"山门镇"_s};
    ChartSeries series;
    series.word = u"在办"_s;
    series.cells = {ChartCell{}, ChartCell{}};
    series.cells[0].value = most;
    series.cells[0].drawn = true;
    series.cells[1].drawn = true;
    table.series = {series};
    const std::unique_ptr<QChart> chart(drawChart(table, Theme::of(), false, [](int, int) {}));
    const auto *axis = qobject_cast<QValueAxis *>(chart->axes(Qt::Horizontal).value(0));
    QVERIFY(axis);
    QCOMPARE(axis->tickType(), QValueAxis::TicksDynamic);
    const double step = axis->tickInterval();
    QVERIFY(axis->max() > 0 && axis->max() >= most);
    QVERIFY2(axis->max() / step >= 1 && axis->max() / step < 7, qPrintable(QString::number(axis->max() / step)));
    if (whole)
        QCOMPARE(step, std::floor(step));
    QVERIFY(step >= 1 || axis->labelFormat() == "%.1f"_L1);
}

void tst_FigureViews::mediators_standInTheOrderOfTheirNames()
{
    ChartsPanel panel(*m_desk, *m_keeper);
    panel.showBoard(u"mediators"_s);
    showAndWait(panel);
    auto *card = panel.findChild<ChartCard *>(u"chart_mediators_open"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!card->table().isEmpty(), patience);
    QStringList names = card->table().categories;
    QCOMPARE(names.size(), 2);
    QStringList sorted = names;
    std::ranges::sort(sorted, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; });
    QCOMPARE(names, sorted);
    QVERIFY(names.contains(u"丁调解"_s));
}

void tst_FigureViews::reconciliation_flagsWhatTheSeedGotWrong()
{
    ReconciliationPanel panel(*m_desk);
    showAndWait(panel);
    QStringList sentences;
    for (const QLabel *label : panel.findChildren<QLabel *>(u"mismatch"_s))
        sentences << label->text();
    QCOMPARE(sentences.size(), 2);
    QVERIFY(
        std::ranges::any_of(sentences, [](const QString &s) { return s.contains(u"267"_s) && s.contains(u"264"_s); }));
    QVERIFY(std::ranges::any_of(sentences, [](const QString &s) { return s.contains(u"100.01"_s); }));
    QVERIFY(visibleText(panel).contains(u"to be cleared up by"_s));
    auto *table = panel.findChild<QTableView *>(u"declaredTable"_s);
    const QAbstractItemModelTester tester(table->model());
    int marked = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        marked += table->model()->index(row, 4).data().toString() == u"does not fit"_s ? 1 : 0;
    QCOMPARE(marked, 7); // 267, 260, 4 and the four shares
}

void tst_FigureViews::reconciliation_takesAReturn()
{
    signInAs(u"ji"_s);
    ReconciliationPanel panel(*m_desk);
    showAndWait(panel);
    QSignalSpy imported(&panel, &ReconciliationPanel::imported);
    QSignalSpy refused(&panel, &ReconciliationPanel::refused);
    const QByteArray csv = "set,item,zh,value,unit,metric,from,to,source\n"
                           "week,visit.batches,来访批次,6,批,visit_batches,2026-09-01,2026-09-14,周报\n"
                           "week,visit.persons,来访人次,20,人次,visit_person_times,2026-09-01,2026-09-14,周报\n";
    panel.importCsv(csv);
    QTRY_COMPARE_WITH_TIMEOUT(imported.size(), 1, patience);
    QCOMPARE(imported.first().at(0).toInt(), 2);
    auto *table = panel.findChild<QTableView *>(u"declaredTable"_s);
    const auto standing = [table](const QString &item) -> QString {
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (table->model()->index(row, 0).data() == u"week"_s && table->model()->index(row, 1).data() == item)
                return table->model()->index(row, 3).data().toString() + u' ' +
                       table->model()->index(row, 4).data().toString();
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(standing(u"来访批次"_s), u"6 批 agrees"_s, patience);
    QCOMPARE(standing(u"来访人次"_s), u"21 人次 does not fit"_s);
    panel.importCsv(csv); // again: nothing is new
    QTRY_COMPARE_WITH_TIMEOUT(imported.size(), 2, patience);
    QCOMPARE(imported.last().at(0).toInt(), 0);
    QCOMPARE(imported.last().at(1).toInt(), 2);
    panel.importCsv("set,item\n\"broken");
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
    panel.importCsv(QByteArray(csv).replace("2026-09-14,周报", "2026-08-14,周报")); // ends before it begins
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 2, patience);
    QCOMPARE(imported.size(), 2);
}

void tst_FigureViews::reconciliation_ofNothing_isASentence()
{
    signInAs(u"xin"_s); // a township sees its own returns, and has none
    ReconciliationPanel panel(*m_desk);
    showAndWait(panel);
    auto *empty = panel.findChild<EmptyState *>();
    QVERIFY(empty->isVisibleTo(&panel));
    QVERIFY(visibleText(*empty).contains(u"No declared figures yet"_s));
    QVERIFY(empty->findChild<QPushButton *>()->isVisibleTo(&panel));
}

void tst_FigureViews::newVisit_changesTheTile()
{
    FigureTilesPanel panel(*m_desk, *m_keeper);
    showAndWait(panel);
    const int before = figureText(panel, u"visits"_s).toInt();
    visit(today, u"purpose_other"_s, 1);
    QTRY_COMPARE_WITH_TIMEOUT(figureText(panel, u"visits"_s).toInt(), before + 1, patience);
}

FENGQIAO_GUI_TEST_MAIN(tst_FigureViews)
#include "tst_figure_views.moc"
