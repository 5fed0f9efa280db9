// The mediators' work after the scenario's week, the safety index, and where the window gives them room. With
// FENGQIAO_SHOTS=DIR it leaves pictures.
#include "gui_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <mediation/mediation.h>
#include <mediation/widgets/matter_panel.h>
#include <report/widgets/appraisal_panel.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/export_dialog.h>
#include <statistics/appraisal.h>
#include <statistics/widgets/charts_panel.h>
#include <statistics/widgets/figure_tiles_panel.h>
#include <statistics/widgets/rows_behind_panel.h>
#include <statistics/widgets/safety_index_panel.h>
#include <widgets/action_dialog.h>
#include <widgets/filters.h>
#include <widgets/notices.h>

#include <dock_area.h>
#include <tour/scenario.h>
#include <window_settings.h>
#include <workspace.h>

#include "demo_desk.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 20'000; // ms; other programs share the machine
const QString month = u"2026-09"_s;
Theme *appTheme = nullptr;

QString visibleText(const QWidget &panel)
{
    QString text;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (label->isVisibleTo(&panel))
            text += label->text() + u'\n';
    return text;
}

// The buttons of what can be done with the chosen record, by action.
QStringList offered(const QWidget &panel)
{
    QStringList names;
    for (const QPushButton *button : panel.findChildren<QPushButton *>())
        if (const QString name = button->property("action").toString(); !name.isEmpty() && button->isVisibleTo(&panel))
            names << name;
    return names;
}

// The first part of a scrolling page that reaches past its right edge, or has a word that is wider than its place, or
// tells what no reader can read.
QString cutAtTheRight(const QScrollArea &page)
{
    for (const QWidget *part : page.widget()->findChildren<QWidget *>()) {
        if (!part->isVisible())
            continue;
        const auto *label = qobject_cast<const QLabel *>(part);
        const QString words = label ? label->text() : QString();
        const int end = part->mapTo(page.viewport(), QPoint(part->width(), 0)).x();
        const bool wide = label && label->wordWrap() && label->minimumSizeHint().width() > label->width();
        if (end > page.viewport()->width() || wide || words.contains(u"\":"_s))
            return u"%1 %2 ends at %3 of %4"_s.arg(QString::fromLatin1(part->metaObject()->className()), words)
                .arg(end)
                .arg(page.viewport()->width());
    }
    return {};
}

} // namespace

class tst_WorkPanels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyMonth_saysWhoComputes();
    void deputy_computes_rowsStandInTheOrderOfNames();
    void addends_addUpToTheScore();
    void mediator_seesTheOwnMonthOnly_andObjects();
    void deputy_answers_directorApproves();
    void subsidies_linesAddUp_andPassStepByStep();
    void subsidies_mediator_seesTheOwnLines();
    void export_ofTheMonth_isWritten();
    void print_showsThePaper();
    void index_withoutReturns_saysWhatToDo();
    void index_showsCoverageAndFormula();
    void index_ofTheDictionary_opensItsList();
    void window_low_foldsTheBottom_andFiltersStandOnce();
    void matter_inALowWindow_isNowhereCutAtTheRight_data();
    void matter_inALowWindow_isNowhereCutAtTheRight();
    void listBehind_andChart_leaveByTheExportDialog();
    void pictures();

private:
    void signInAs(const QString &login);
    void showAndWait(AppraisalPanel &panel);
    void take(AppraisalPanel &panel, const QString &action, const QJsonObject &values = {});
    void declare();
    void grab(QWidget &widget, const QString &name);

    std::unique_ptr<DemoDesk> m_county;
    std::unique_ptr<Desk> m_desk;
};

// The week of the demo as everybody wrote it down; then its month is over.
void tst_WorkPanels::initTestCase()
{
    m_county = std::make_unique<DemoDesk>();
    m_desk = m_county->open(u"jia"_s);
    auto scenario = Scenario::load();
    QVERIFY(scenario.has_value());
    for (const QString &key : scenario->keys()) {
        const Scenario::Line *line = scenario->line(key);
        m_county->setTime(line->request.at->localDate(), line->request.at->local().time());
        const auto done = m_desk->submitAs(line->as, scenario->request(*line)).result();
        QVERIFY2(done, qPrintable(key + u": "_s + (done ? QString() : done.error().message)));
        scenario->bind(key, *done);
    }
    m_county->setTime(QDate(2026, 10, 9), QTime(9, 0));
}

// One desk at a time may have the file.
void tst_WorkPanels::signInAs(const QString &login)
{
    m_desk.reset();
    m_desk = m_county->open(login);
}

void tst_WorkPanels::showAndWait(AppraisalPanel &panel)
{
    QSignalSpy loaded(&panel, &AppraisalPanel::loaded);
    panel.resize(1280, 640);
    panel.show();
    QCOMPARE(panel.month(), month); // the newest that is over
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), patience);
}

// The button of the step, its form filled in, and the answer.
void tst_WorkPanels::take(AppraisalPanel &panel, const QString &action, const QJsonObject &values)
{
    for (QPushButton *button : panel.findChildren<QPushButton *>())
        if (button->property("action").toString() == action)
            button->click();
    auto *dialog = panel.findChild<ActionDialog *>(u"actionDialog"_s);
    QVERIFY2(dialog, qPrintable(action));
    dialog->form()->setValues(values);
    QSignalSpy acted(dialog, &ActionDialog::acted);
    QSignalSpy loaded(&panel, &AppraisalPanel::loaded);
    dialog->submit();
    QTRY_VERIFY_WITH_TIMEOUT(!acted.isEmpty() && !loaded.isEmpty(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!panel.findChild<ActionDialog *>(u"actionDialog"_s), patience);
}

void tst_WorkPanels::emptyMonth_saysWhoComputes()
{
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    auto *empty = panel.findChild<EmptyState *>(u"empty_appraisal"_s);
    QVERIFY(empty->isVisibleTo(&panel));
    const QString deputy = m_desk->rules()->table("roles"_L1).find(u"DEP"_s)->word();
    QTRY_VERIFY(visibleText(panel).contains(deputy));
    for (const QPushButton *button : empty->findChildren<QPushButton *>())
        QVERIFY(!button->isVisibleTo(&panel)); // the director approves and does not compute
}

void tst_WorkPanels::deputy_computes_rowsStandInTheOrderOfNames()
{
    signInAs(u"yi"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    auto *table = panel.findChild<QTableView *>(u"appraisalTable"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    panel.findChild<EmptyState *>(u"empty_appraisal"_s)->findChild<QPushButton *>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() >= 2, patience);
    QStringList names;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        names << table->model()->index(row, 0).data().toString();
    QStringList sorted = names;
    std::ranges::sort(sorted);
    QCOMPARE(names, sorted);
    // Nobody has five cases in the week: no places are told.
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 2).data().toInt() < 5)
            QCOMPARE(table->model()->index(row, 5).data().toString(), u"—"_s);
}

void tst_WorkPanels::addends_addUpToTheScore()
{
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    const auto lines =
        m_desk->read([](ReadContext &context) -> Result<QList<AppraisalLine>> { return appraisalsOf(context, month); })
            .result();
    auto *table = panel.findChild<QTableView *>(u"appraisalTable"_s);
    int judged = 0;
    for (int row = 0; row < lines->size(); ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        double sum = 0;
        for (const AppraisalAddend &addend : appraisalAddends(*m_desk->rules(), lines->at(row).detail)) {
            sum += addend.score.toDouble();
            QTRY_VERIFY2_WITH_TIMEOUT(visibleText(panel).contains(addend.counted), qPrintable(addend.counted),
                                      patience);
        }
        QCOMPARE(panel.findChild<QLabel *>(u"appraisalTotal"_s)->text(), lines->at(row).total);
        if (lines->at(row).total == u"—"_s)
            continue;
        ++judged;
        QVERIFY(std::abs(sum - lines->at(row).total.toDouble()) < 0.05); // each addend is rounded by itself
    }
    QVERIFY(judged > 0);
}

void tst_WorkPanels::mediator_seesTheOwnMonthOnly_andObjects()
{
    signInAs(u"ding"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    auto *table = panel.findChild<QTableView *>(u"appraisalTable"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 0).data().toString(), m_desk->actor().name);
    QVERIFY(!panel.findChild<QPushButton *>(u"computeMonth"_s)->isVisibleTo(&panel));
    QTRY_COMPARE(offered(panel), QStringList{u"object_appraisal"_s});
    take(panel, u"object_appraisal"_s, {{u"objection"_s, u"一件已履行，记录尚未更新。"_s}});
    QTRY_VERIFY(visibleText(panel).contains(u"一件已履行，记录尚未更新。"_s));
    QTRY_VERIFY(offered(panel).isEmpty()); // now others answer
}

void tst_WorkPanels::deputy_answers_directorApproves()
{
    const auto choose = [](AppraisalPanel &panel, const QString &name) {
        auto *table = panel.findChild<QTableView *>(u"appraisalTable"_s);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (table->model()->index(row, 0).data().toString() == name)
                table->setCurrentIndex(table->model()->index(row, 0));
    };
    const QString name = m_desk->actor().name;
    signInAs(u"yi"_s);
    {
        AppraisalPanel panel(*m_desk);
        showAndWait(panel);
        choose(panel, name);
        take(panel, u"answer_appraisal"_s, {{u"upheld"_s, false}, {u"answer"_s, u"记录无误。"_s}});
    }
    signInAs(u"jia"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    choose(panel, name);
    QTRY_COMPARE(offered(panel), QStringList{u"approve_appraisal"_s});
    take(panel, u"approve_appraisal"_s);
    const QString approved = m_desk->rules()->table("states"_L1).find(u"Q40"_s)->word();
    QTRY_VERIFY(visibleText(panel).contains(approved));
    QTRY_VERIFY(offered(panel).isEmpty());
}

void tst_WorkPanels::subsidies_linesAddUp_andPassStepByStep()
{
    signInAs(u"yi"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    panel.showPage(AppraisalPanel::Page::Subsidies);
    QVERIFY(panel.findChild<EmptyState *>(u"empty_subsidy_sheet"_s)->isVisibleTo(&panel));
    panel.compute();
    auto *table = panel.findChild<QTableView *>(u"subsidyTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience);
    double sum = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        sum += table->model()->index(row, 2).data().toDouble();
    const QString total = QString::number(sum, 'f', 2);
    QVERIFY2(panel.findChild<QLabel *>(u"subsidyTotal"_s)->text().contains(total), qPrintable(total));
    QVERIFY(!panel.findChild<QPushButton *>(u"computeMonth"_s)->isVisibleTo(&panel)); // one sheet a month
    QSignalSpy opened(&panel, &AppraisalPanel::matterActivated);
    Q_EMIT table->activated(table->model()->index(0, 0));
    QCOMPARE(opened.size(), 1);
    const QJsonObject passed{{u"decided_on"_s, u"2026-10-09"_s}, {u"decided_by"_s, u"清综调〔2026〕7号"_s}};
    take(panel, u"pass_committee"_s, passed);
    QTRY_VERIFY(visibleText(panel).contains(u"清综调〔2026〕7号"_s));
    take(panel, u"pass_office"_s, passed);
    QTRY_VERIFY(offered(panel).isEmpty());
    const QString director = m_desk->rules()->table("roles"_L1).find(u"DIR"_s)->word();
    QTRY_VERIFY(visibleText(panel).contains(director)); // who takes the next step
}

void tst_WorkPanels::subsidies_mediator_seesTheOwnLines()
{
    signInAs(u"ding"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    panel.showPage(AppraisalPanel::Page::Subsidies);
    auto *table = panel.findChild<QTableView *>(u"subsidyTable"_s);
    QVERIFY(table->model()->rowCount() > 0);
    double sum = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        QCOMPARE(table->model()->index(row, 1).data().toString(), m_desk->actor().name);
        sum += table->model()->index(row, 2).data().toDouble();
    }
    QVERIFY(panel.findChild<QLabel *>(u"subsidyTotal"_s)->text().contains(QString::number(sum, 'f', 2)));
}

void tst_WorkPanels::export_ofTheMonth_isWritten()
{
    signInAs(u"jia"_s);
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    panel.showPage(AppraisalPanel::Page::Subsidies);
    const int rows = panel.findChild<QTableView *>(u"subsidyTable"_s)->model()->rowCount();
    panel.startExport();
    QPointer<ExportDialog> dialog = panel.findChild<ExportDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPushButton *>(u"exportGo"_s)->isEnabled(), patience);
    auto *format = dialog->findChild<QComboBox *>(u"exportFormat"_s);
    format->setCurrentIndex(format->findData(u"csv"_s));
    dialog->findChild<QLineEdit *>(u"exportReason"_s)->setText(u"补贴发放核对"_s);
    QSignalSpy written(dialog.data(), &ExportDialog::exported);
    const QString path = QDir(m_county->folder()).filePath(u"subsidies.csv"_s);
    dialog->exportTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(!written.isEmpty(), patience);
    QCOMPARE(written.first().at(1).toLongLong(), rows);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY2(text.contains(u"补贴发放核对"_s), qPrintable(text)); // what it was for stands on it
    QVERIFY(text.contains(m_desk->rules()->table("export_columns"_L1).find(u"subsidy_line/amount"_s)->word()));
}

void tst_WorkPanels::print_showsThePaper()
{
    AppraisalPanel panel(*m_desk);
    showAndWait(panel);
    for (const auto page : {AppraisalPanel::Page::Appraisals, AppraisalPanel::Page::Subsidies}) {
        panel.showPage(page);
        panel.startPrint();
        QPointer<QDialog> dialog = panel.findChild<QDialog *>(u"workPaper"_s);
        QVERIFY(dialog);
        auto *preview = dialog->findChild<DocumentPreview *>();
        QTRY_VERIFY_WITH_TIMEOUT(preview->pageCount() == 1, patience);
        const QString path =
            QDir(m_county->folder()).filePath(page == AppraisalPanel::Page::Appraisals ? u"work.pdf"_s : u"pay.pdf"_s);
        QVERIFY(preview->saveAs(path).has_value());
        QVERIFY(QFile(path).size() > 5000);
        dialog->close();
        QTRY_VERIFY(!dialog);
    }
}

void tst_WorkPanels::declare()
{
    QJsonArray figures;
    const auto add = [&](int year, const QString &item, const QString &value) {
        figures.append(QJsonObject{{u"set"_s, u"safety"_s},
                                   {u"item"_s, item},
                                   {u"zh"_s, item},
                                   {u"value"_s, value},
                                   {u"from_date"_s, u"%1-09-01"_s.arg(year)},
                                   {u"to_date"_s, u"%1-09-30"_s.arg(year)},
                                   {u"source"_s, u"公安月报"_s}});
    };
    for (int year = 2023; year <= 2026; ++year) {
        add(year, u"residents"_s, u"332000"_s);
        for (const QString &item : {u"criminal_alarms"_s, u"order_alarms"_s, u"traffic_casualties"_s, u"fires"_s})
            add(year, item, year == 2026 ? u"4"_s : u"8"_s);
    }
    add(2026, u"petitions_on_time"_s, u"95.00"_s);
    act(*m_desk, u"declare_figures"_s, {{u"figures"_s, figures}}, u"ji"_s);
}

void tst_WorkPanels::index_withoutReturns_saysWhatToDo()
{
    SafetyIndexPanel panel(*m_desk);
    QSignalSpy loaded(&panel, &SafetyIndexPanel::loaded);
    panel.showMonth(u"2025-01"_s); // before the file holds anything
    panel.resize(1280, 640);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), patience);
    auto *empty = panel.findChild<EmptyState *>(u"noSafetyIndex"_s);
    QVERIFY(empty->isVisibleTo(&panel));
    QSignalSpy wanted(&panel, &SafetyIndexPanel::declarationsWanted);
    empty->findChild<QPushButton *>()->click();
    QCOMPARE(wanted.size(), 1);
}

void tst_WorkPanels::index_showsCoverageAndFormula()
{
    SafetyIndexPanel panel(*m_desk);
    QSignalSpy loaded(&panel, &SafetyIndexPanel::loaded);
    panel.resize(1280, 640);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), patience);
    const QString before = panel.index().coverage;
    QVERIFY(!panel.index().published); // under four fifths of the weights nothing is published
    QCOMPARE(panel.findChild<QLabel *>(u"safetyValue"_s)->text(), u"—"_s);
    declare();
    QTRY_VERIFY_WITH_TIMEOUT(panel.index().coverage != before, patience);
    QCOMPARE(panel.index().published, panel.index().coverage.toDouble() >= 0.8);
    QVERIFY(panel.findChild<QLabel *>(u"safetyCoverage"_s)->text().contains(panel.index().coverage));
    QCOMPARE(panel.findChild<QLabel *>(u"safetyFormula"_s)->text(), panel.index().formula);
    auto *table = panel.findChild<QTableView *>(u"safetyTable"_s);
    QCOMPARE(table->model()->rowCount(), panel.index().items.size());
    double sum = 0;
    double weights = 0;
    for (const SafetyItem &item : panel.index().items)
        if (item.known) {
            sum += item.weight.toDouble() * item.score.toDouble();
            weights += item.weight.toDouble();
        }
    QVERIFY(std::abs(sum / weights - panel.index().text.toDouble()) < 0.01);
}

void tst_WorkPanels::index_ofTheDictionary_opensItsList()
{
    SafetyIndexPanel panel(*m_desk);
    QSignalSpy loaded(&panel, &SafetyIndexPanel::loaded);
    panel.resize(1280, 640);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(!loaded.isEmpty(), patience);
    auto *table = panel.findChild<QTableView *>(u"safetyTable"_s);
    QSignalSpy figures(&panel, &SafetyIndexPanel::figureActivated);
    QSignalSpy declared(&panel, &SafetyIndexPanel::declarationsWanted);
    qsizetype counted = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        counted += panel.index().items.at(row).source == SafetyInput::Source::Dictionary ? 1 : 0;
        Q_EMIT table->activated(table->model()->index(row, 0));
    }
    QVERIFY(counted > 0);
    QCOMPARE(figures.size(), counted);
    QCOMPARE(declared.size(), table->model()->rowCount() - counted);
    const auto request = figures.first().first().value<MetricRequest>();
    QCOMPARE(request.period, Period::month(2026, 9));
    QVERIFY(!request.metric.isEmpty());
}

void tst_WorkPanels::window_low_foldsTheBottom_andFiltersStandOnce()
{
    signInAs(u"jia"_s);
    WindowSettings settings(m_county->folder() + u"/window.ini"_s);
    Workspace window(*m_desk, *appTheme, settings);
    window.resize(1366, 768);
    window.show();
    window.begin();
    window.run(u"panel.charts"_s);
    QCOMPARE(window.docks().perspective(), u"command"_s);
    auto *tiles = window.findChild<FigureTilesPanel *>();
    QTRY_VERIFY_WITH_TIMEOUT(!tiles->figures().isEmpty(), patience);
    QDockWidget *charts = window.docks().dock(u"charts"_s);
    QDockWidget *flow = window.docks().dock(u"flow"_s);
    const auto behindATab = [&] { return window.docks().tabifiedDockWidgets(charts).contains(flow); };
    QTRY_VERIFY(behindATab());
    QTRY_VERIFY(charts->widget()->height() >= 300);
    // Every row of tiles is whole, and the panel says so of itself: nothing of what it knew before its width is left.
    const auto asks = [&] { return window.docks().dock(u"figures"_s)->sizeHint().height(); };
    QTRY_VERIFY(window.docks().dock(u"figures"_s)->height() >= asks());
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (const QWidget *tile : tiles->findChildren<QWidget *>(QRegularExpression(u"^tile_"_s)))
                if (tile->isVisible() && tile->visibleRegion().boundingRect().height() < tile->height())
                    return false;
            return true;
        }(),
        patience);
    int shown = 0;
    for (const FilterBar *bar : window.findChildren<FilterBar *>(u"figureFilters"_s))
        shown += bar->isVisible() ? 1 : 0;
    QCOMPARE(shown, 1);
    window.docks().dock(u"figures"_s)->close();
    QTRY_VERIFY(charts->findChild<FilterBar *>(u"figureFilters"_s)->isVisible());
    window.run(u"layout.reset"_s);
    window.run(u"panel.charts"_s);
    window.resize(1920, 1080);
    QTRY_VERIFY(!behindATab());
    QVERIFY(flow->isVisible());
    QTRY_VERIFY(!charts->visibleRegion().isEmpty()); // in front before, in front after
    window.resize(1366, 768);
    QTRY_VERIFY(behindATab());
    QTRY_VERIFY(!charts->visibleRegion().isEmpty());
    window.run(u"panel.appraisal"_s);
    QCOMPARE(window.docks().perspective(), u"mediation"_s); // the first that has it
    window.run(u"panel.safety_index"_s);
    QCOMPARE(window.docks().perspective(), u"reports"_s);
    QVERIFY(window.docks().dock(u"reports"_s)->widget()->height() >= 0);
    QTRY_VERIFY(window.docks().dock(u"safety_index"_s)->widget()->height() >= 600);
}

void tst_WorkPanels::matter_inALowWindow_isNowhereCutAtTheRight_data()
{
    QTest::addColumn<QString>("login");
    QTest::newRow("mediator") << u"wu"_s;
    QTest::newRow("deputy") << u"yi"_s;
}

void tst_WorkPanels::matter_inALowWindow_isNowhereCutAtTheRight()
{
    QFETCH(const QString, login);
    signInAs(login);
    WindowSettings settings(m_county->folder() + u"/matter-%1.ini"_s.arg(login));
    Workspace window(*m_desk, *appTheme, settings);
    window.resize(1366, 768);
    window.show();
    window.begin();
    auto *panel = window.findChild<MatterPanel *>();
    auto *tabs = panel->findChild<QTabBar *>(u"matterTabs"_s);
    const auto matters =
        m_desk
            ->read([](ReadContext &context) -> Result<QList<QUuid>> {
                QList<QUuid> ids;
                for (const Row &row : context.tx.select(matterEntity(), u"1 = 1 ORDER BY number"_s, {}))
                    ids << row.id();
                return ids;
            })
            .result();
    QUuid shown;
    int looked = 0;
    connect(panel, &MatterPanel::shown, this, [&shown](const QUuid &id) { shown = id; });
    for (const QUuid matter : *matters) {
        window.openMatter(matter);
        QTRY_VERIFY_WITH_TIMEOUT(shown == matter || panel->matter().isNull(), patience);
        for (int tab = 0; tab < tabs->count() && shown == matter; ++tab) {
            tabs->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            for (const QScrollArea *page : panel->findChildren<QScrollArea *>())
                if (page->isVisible()) {
                    const QString cut = cutAtTheRight(*page);
                    QVERIFY2(cut.isEmpty(), qPrintable(tabs->tabText(tab) + u": "_s + cut));
                    ++looked;
                }
        }
    }
    QVERIFY(looked >= tabs->count());
}

void tst_WorkPanels::listBehind_andChart_leaveByTheExportDialog()
{
    signInAs(u"jia"_s);
    WindowSettings settings(m_county->folder() + u"/window2.ini"_s);
    Workspace window(*m_desk, *appTheme, settings);
    window.resize(1366, 768);
    window.show();
    window.begin();
    window.findChild<ScopeKeeper *>()->setPeriod(PeriodKind::ThisYear);
    window.openFigure({.metric = u"visit_batches"_s,
                       .period = Period{QDate(2026, 9, 1), QDate(2026, 9, 30)},
                       .area = {},
                       .filters = {}});
    auto *behind = window.findChild<RowsBehindPanel *>();
    auto *button = behind->findChild<QPushButton *>(u"exportRows"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isVisibleTo(behind) && button->isEnabled(), patience);
    const int rows = behind->findChild<QTableView *>(u"behindTable"_s)->model()->rowCount();
    const auto leave = [&](const QString &name) -> qint64 {
        QPointer<ExportDialog> dialog = window.findChild<ExportDialog *>();
        if (!dialog ||
            !QTest::qWaitFor([&] { return dialog->findChild<QPushButton *>(u"exportGo"_s)->isEnabled(); }, patience))
            return -1;
        auto *format = dialog->findChild<QComboBox *>(u"exportFormat"_s);
        format->setCurrentIndex(format->findData(u"csv"_s));
        dialog->findChild<QLineEdit *>(u"exportReason"_s)->setText(u"月度核对"_s);
        QSignalSpy written(dialog.data(), &ExportDialog::exported);
        dialog->exportTo(QDir(m_county->folder()).filePath(name));
        if (!QTest::qWaitFor([&] { return !written.isEmpty(); }, patience))
            return -1;
        const qint64 count = written.first().at(1).toLongLong();
        return QTest::qWaitFor([&] { return dialog.isNull(); }, patience) ? count : -1;
    };
    button->click();
    QCOMPARE(leave(u"behind.csv"_s), rows);
    window.run(u"panel.charts"_s);
    auto *charts = window.findChild<ChartsPanel *>();
    charts->showBoard(u"intake"_s);
    QWidget *card = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT([&] { return charts->findChild<QWidget *>(u"chart_intake_purpose"_s) != nullptr; }(),
                             patience);
    card = charts->findChild<QWidget *>(u"chart_intake_purpose"_s);
    auto *keep = card->findChild<QToolButton *>(u"keepTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(keep->isVisibleTo(card) && keep->isEnabled(), patience);
    keep->click();
    QVERIFY(leave(u"chart.csv"_s) > 0);
    QFile file(QDir(m_county->folder()).filePath(u"chart.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY2(text.contains(m_desk->rules()->word("visit_purpose"_L1, u"purpose_dispute"_s)), qPrintable(text));
    QVERIFY(text.contains(u"月度核对"_s));
}

void tst_WorkPanels::grab(QWidget &widget, const QString &name)
{
    const QDir folder(qEnvironmentVariable("FENGQIAO_SHOTS"));
    for (const bool dark : {false, true})
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            appTheme->setAppearance(dark ? Appearance::Dark : Appearance::Light);
            widget.resize(size);
            QTest::qWait(700);
            const QString file = u"%1%2-%3.png"_s.arg(name, dark ? u"-dark"_s : QString()).arg(size.width());
            QVERIFY(widget.grab().save(folder.filePath(file)));
        }
    appTheme->setAppearance(Appearance::Light);
}

void tst_WorkPanels::pictures()
{
    if (!qEnvironmentVariableIsSet("FENGQIAO_SHOTS"))
        QSKIP("FENGQIAO_SHOTS names no folder for pictures.");
    WindowSettings settings(m_county->folder() + u"/window3.ini"_s);
    Workspace window(*m_desk, *appTheme, settings);
    window.resize(1366, 768);
    window.show();
    window.begin();
    window.run(u"panel.safety_index"_s);
    grab(window, u"index"_s);
    auto *panel = window.findChild<AppraisalPanel *>();
    window.run(u"panel.appraisal"_s);
    panel->findChild<QTableView *>(u"appraisalTable"_s)->selectRow(0);
    grab(window, u"appraisal"_s);
    panel->showPage(AppraisalPanel::Page::Subsidies);
    grab(window, u"subsidies"_s);
    window.run(u"panel.rooms"_s);
    grab(window, u"rooms"_s);
    window.run(u"panel.reports"_s);
    grab(window, u"reports"_s);
    window.run(u"panel.flow"_s);
    window.run(u"panel.map"_s);
    grab(window, u"command"_s);
    panel->showMonth(u"2025-05"_s);
    window.run(u"panel.safety_index"_s);
    window.run(u"panel.appraisal"_s);
    grab(window, u"appraisal-empty"_s);
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installLanguage(u"zh"_s); // the words that the places must be wide enough for
    const auto theme = Theme::install(app, Appearance::Light);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    appTheme = *theme;
    tst_WorkPanels test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_work_panels.moc"
