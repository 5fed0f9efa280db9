#include <QAbstractItemModelTester>
#include <QBoxLayout>
#include <QBuffer>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTextDocument>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

#include <core/hanzi.h>
#include <grid/board.h>
#include <grid/event_views.h>
#include <grid/grid.h>
#include <grid/grid_views.h>
#include <grid/widgets/event_list_panel.h>
#include <grid/widgets/event_page.h>
#include <grid/widgets/grid_checks_panel.h>
#include <grid/widgets/grid_page.h>
#include <grid/widgets/grid_tree_panel.h>
#include <grid/widgets/import_dialog.h>
#include <widgets/action_dialog.h>
#include <widgets/filters.h>
#include <widgets/notices.h>
#include <widgets/sheet_dialog.h>

#include "demo_grids.h"
#include "gui_fixture.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int patience = 60'000; // ms; other programs share the machine
const QString village = u"620521105203"_s;

QList<PostItem> postsOf(Desk &desk, QUuid grid)
{
    return value(desk, [grid](ReadContext &context) -> Result<QList<PostItem>> {
        auto view = gridView(context, grid, context.now.localDate());
        return view ? Result<QList<PostItem>>(view->posts) : fail(view.error());
    });
}

// In the middle of a grid's box; the demo's grids are convex enough for it to lie inside.
GeoPoint middleOf(const GridLine &grid)
{
    return {(grid.box.west + grid.box.east) / 2, (grid.box.south + grid.box.north) / 2};
}

QJsonObject eventData(const GridLine &grid, const QString &kind, const QString &words)
{
    return {{u"kind"_s, kind}, {u"text"_s, words}, {u"grid"_s, grid.code}};
}

QJsonObject eventData(GeoPoint point, const QString &kind, const QString &words)
{
    return {{u"kind"_s, kind},
            {u"text"_s, words},
            {u"longitude"_s, qRound64(point.longitude * 1e7)},
            {u"latitude"_s, qRound64(point.latitude * 1e7)},
            {u"datum"_s, u"wgs84"_s}};
}

// A reading may be done before one asks for it, so what counts is whether the signal came, not that it comes now.
bool came(const QSignalSpy &spy)
{
    return QTest::qWaitFor([&spy] { return !spy.isEmpty(); }, patience);
}

bool showsRows(const QWidget &panel, const QString &list)
{
    const auto *view = panel.findChild<QAbstractItemView *>(list);
    return QTest::qWaitFor([view] { return view->model()->rowCount() > 0; }, patience);
}

QString allText(const QWidget &panel)
{
    QString text;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (label->isVisibleTo(&panel))
            text += label->text() + u'\n';
    for (const QPushButton *button : panel.findChildren<QPushButton *>())
        if (button->isVisibleTo(&panel))
            text += button->text() + u'\n';
    return text;
}

QSet<QString> actionsOn(const QWidget &panel)
{
    QSet<QString> actions;
    for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->property("action").isValid())
            actions.insert(button->property("action").toString());
        if (button->menu())
            for (const QAction *action : button->menu()->actions())
                if (!action->isSeparator())
                    actions.insert(action->data().toString());
    }
    return actions;
}

QStringList shownCodes(const QTreeView &tree)
{
    QStringList codes;
    for (QModelIndex index = tree.model()->index(0, 0); index.isValid(); index = tree.indexBelow(index))
        codes << index.data(Qt::UserRole + 1).toString();
    return codes;
}

ActionDialog *openDialog(QWidget &panel)
{
    const auto dialogs = panel.findChildren<ActionDialog *>();
    for (ActionDialog *dialog : dialogs)
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

// A file of events, as the demo makes it.
QString eventFile(Desk &desk, const QString &path, int count)
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
    return path;
}

} // namespace

// The panels of grids and events on a demo county. With FENGQIAO_SHOTS set to a folder, pictures of them are left
// there.
class TestGridViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void tree_showsTownsFirstAndOpensLazily();
    void tree_search_data();
    void tree_search();
    void tree_filters_narrowAndAreRemembered();
    void tree_asOfAnEarlierDay_showsTheOldName();
    void tree_nothingFound_offersToClear();
    void split_asksFirstAndThenMakesBothParts();
    void merge_putsTwoGridsTogether();

    void page_masksPhonesUntilAReasonIsGiven();
    void page_vacantPost_isFilledByItsButton();
    void page_aVersionThatEnded_leadsToTheOneInForce();
    void nameBoard_isOnePageWithoutWhoOptedOut();
    void checks_listVacanciesAndFindings();

    void events_usualFilter_openAndRecent();
    void events_filtersCombineAndAreRemembered();
    void events_longList_loadsByPagesNewestFirst();
    void event_offersAreButtonsAndTheOthersExplained();
    void event_oneKey_makesAMatter();
    void eventForm_coordinates_sayTheGridAndWhatItMayRepeat();
    void eventForm_fromTheKeyboard_reports();
    void eventForm_refusal_staysWithWhatWasTyped();

    void panels_everythingReachableHasAName();
    void pictures();

private:
    void shoot(const QString &folder, const QString &word, QSize size, const GridLine &grid, QUuid event);
    std::unique_ptr<DemoDesk> m_county;
    std::unique_ptr<Desk> m_desk; // of the information officer
};

void TestGridViews::initTestCase()
{
    m_county = std::make_unique<DemoDesk>();
    m_desk = m_county->open(u"ji"_s);
}

// Each test begins without filters of the one before.
void TestGridViews::cleanup()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s);
    settings.clear();
}

void TestGridViews::tree_showsTownsFirstAndOpensLazily()
{
    GridTreePanel panel(*m_desk);
    auto *tree = panel.findChild<QTreeView *>(u"gridTree"_s);
    panel.show();
    QVERIFY(showsRows(panel, u"gridTree"_s));
    QCOMPARE(tree->model()->rowCount(), 19); // 18 towns and the park
    QVERIFY2(allText(panel).contains(u"1055"_s), qPrintable(allText(panel)));
    const QModelIndex town = tree->model()->index(0, 0);
    QCOMPARE(tree->model()->rowCount(town), 0); // nothing is made before it is opened
    QVERIFY(tree->model()->canFetchMore(town));
    tree->expand(town);
    QVERIFY(tree->model()->rowCount(town) > 0);
    QVERIFY(!tree->model()->canFetchMore(town));

    // Only now: the tester opens everything.
    QAbstractItemModelTester tester(tree->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);

    QSignalSpy areas(&panel, &GridTreePanel::areaActivated);
    Q_EMIT tree->activated(town);
    QCOMPARE(areas.size(), 1);
    QCOMPARE(areas.first().first().value<DivisionCode>().digits(), town.data(Qt::UserRole + 1).toString());
}

void TestGridViews::tree_search_data()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("whole code") << grid.code << grid.code;
    QTest::newRow("name") << grid.name << grid.code;
    const QString name = value(*m_desk, [](ReadContext &context) -> Result<QString> {
        return findDivision(context.tx, *DivisionCode::parse(village))->name;
    });
    QTest::newRow("name of the village") << name << grid.code;
    QTest::newRow("pinyin of the village") << pinyin(name).first() << grid.code;
    QTest::newRow("initials of the village") << initials(name).first() << grid.code;
}

void TestGridViews::tree_search()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    GridTreePanel panel(*m_desk);
    QVERIFY(showsRows(panel, u"gridTree"_s));
    auto *tree = panel.findChild<QTreeView *>(u"gridTree"_s);
    auto *field = panel.findChild<SearchField *>(u"gridSearch"_s);
    field->setText(typed);
    QTRY_VERIFY_WITH_TIMEOUT(shownCodes(*tree).contains(code), patience);
    QVERIFY(tree->model()->rowCount() < 19); // and not everything else

    QSignalSpy grids(&panel, &GridTreePanel::gridActivated);
    const QStringList codes = shownCodes(*tree);
    QModelIndex at = tree->model()->index(0, 0);
    for (qsizetype i = 0; i < codes.indexOf(code); ++i)
        at = tree->indexBelow(at);
    Q_EMIT tree->activated(at);
    QCOMPARE(grids.size(), 1);
}

void TestGridViews::tree_filters_narrowAndAreRemembered()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    const QList<PostItem> posts = postsOf(*m_desk, grid.id);
    QVERIFY(!posts.isEmpty() && !posts.first().posting.isNull());
    act(*m_desk, u"relieve"_s, {{u"posting"_s, text(posts.first().posting)}});
    {
        GridTreePanel panel(*m_desk);
        QVERIFY(showsRows(panel, u"gridTree"_s));
        auto *tree = panel.findChild<QTreeView *>(u"gridTree"_s);
        panel.findChild<FilterBar *>()->setValue(u"look"_s, {u"vacant"_s});
        QTRY_COMPARE_WITH_TIMEOUT(tree->model()->rowCount(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(shownCodes(*tree), (QStringList{village.left(9), village, grid.code}), patience);
    }
    GridTreePanel again(*m_desk);
    QCOMPARE(again.findChild<FilterBar *>()->value(u"look"_s), QStringList{u"vacant"_s});
    QVERIFY(showsRows(again, u"gridTree"_s));
    QCOMPARE(again.findChild<QTreeView *>(u"gridTree"_s)->model()->rowCount(), 1);
    // Filled again for the tests that follow, while the panel looks on.
    act(*m_desk, u"appoint"_s, {{u"post"_s, text(posts.first().post)}, {u"member"_s, text(posts.first().member)}});
    QTRY_COMPARE_WITH_TIMEOUT(again.findChild<QTreeView *>(u"gridTree"_s)->model()->rowCount(), 0, patience);
}

void TestGridViews::tree_asOfAnEarlierDay_showsTheOldName()
{
    const GridLine grid = baseGrids(*m_desk, village).first();
    act(*m_desk, u"rename_grid"_s, {{u"grid"_s, text(grid.id)}, {u"name"_s, u"新名称网格"_s}});
    GridTreePanel panel(*m_desk);
    QVERIFY(showsRows(panel, u"gridTree"_s));
    auto *tree = panel.findChild<QTreeView *>(u"gridTree"_s);
    panel.search(grid.code);
    const auto name = [&] {
        const qsizetype row = shownCodes(*tree).indexOf(grid.code);
        QModelIndex at = tree->model()->index(0, 0);
        for (qsizetype i = 0; i < row && at.isValid(); ++i)
            at = tree->indexBelow(at);
        return row < 0 ? QString() : at.data().toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(name(), u"新名称网格"_s, patience);
    panel.setDay(m_desk->now().localDate().addDays(-1));
    // The tree leaves the village's name out, under which the grid stands.
    QTRY_VERIFY_WITH_TIMEOUT(!name().isEmpty() && grid.name.endsWith(name()), patience);
}

void TestGridViews::tree_nothingFound_offersToClear()
{
    GridTreePanel panel(*m_desk);
    panel.show();
    QVERIFY(showsRows(panel, u"gridTree"_s));
    panel.findChild<SearchField *>(u"gridSearch"_s)->setText(u"没有这样的网格"_s);
    auto *empty = panel.findChild<EmptyState *>();
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), patience);
    empty->findChild<QPushButton *>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(panel.findChild<QTreeView *>(u"gridTree"_s)->model()->rowCount(), 19, patience);
    QVERIFY(!empty->isVisible());
}

void TestGridViews::split_asksFirstAndThenMakesBothParts()
{
    const auto before = baseGrids(*m_desk, village).size();
    const GridLine grid = baseGrids(*m_desk, village).last();
    GridPage page(*m_desk);
    page.show();
    QSignalSpy shown(&page, &GridPage::shown);
    page.showGrid(grid.id);
    QVERIFY(came(shown));
    page.start(u"split_grid"_s);
    auto *dialog = page.findChild<QDialog *>(u"reformDialog"_s);
    QVERIFY(dialog);
    const auto names = dialog->findChildren<QLineEdit *>(u"partName"_s);
    QCOMPARE(names.size(), 2);
    QCOMPARE(dialog->findChildren<QLineEdit *>(u"partCode"_s).first()->text(), grid.code);
    auto *next = dialog->findChild<QPushButton *>(u"reformNext"_s);
    next->click(); // a part without a name is refused, and nothing was typed in vain
    auto *error = dialog->findChild<InlineError *>();
    QTRY_VERIFY_WITH_TIMEOUT(!error->text().isEmpty(), patience);
    names.first()->setText(u"东片网格"_s);
    names.last()->setText(u"西片网格"_s);
    const auto households = dialog->findChildren<QSpinBox *>(u"partHouseholds"_s);
    households.first()->setValue(320); // more than a grid should have: said, not forbidden
    households.last()->setValue(40);
    next->click();
    QTRY_VERIFY_WITH_TIMEOUT(allText(*dialog).contains(u"西片网格"_s), patience);
    QVERIFY(allText(*dialog).contains(u"320"_s));
    QCOMPARE(baseGrids(*m_desk, village).size(), before); // nothing written yet
    next->click();
    QTRY_COMPARE_WITH_TIMEOUT(baseGrids(*m_desk, village).size(), before + 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(u"东片网格"_s), patience); // the page goes on to the new version
}

void TestGridViews::merge_putsTwoGridsTogether()
{
    const QList<GridLine> grids = baseGrids(*m_desk, village);
    GridPage page(*m_desk);
    page.show();
    QSignalSpy shown(&page, &GridPage::shown);
    // On the day on which it began a version cannot end.
    m_county->setTime(QDate(2026, 9, 15), QTime(9, 5));
    page.showGrid(grids.first().id);
    QVERIFY(came(shown));
    page.start(u"merge_grids"_s);
    auto *dialog = page.findChild<QDialog *>(u"reformDialog"_s);
    auto *others = dialog->findChild<QListWidget *>(u"mergeWith"_s);
    QTRY_VERIFY_WITH_TIMEOUT(others->count() > 0, patience);
    QCOMPARE(others->count(), grids.size() - 1);
    others->item(0)->setCheckState(Qt::Checked);
    auto *next = dialog->findChild<QPushButton *>(u"reformNext"_s);
    next->click();
    QTRY_VERIFY_WITH_TIMEOUT(allText(*dialog).contains(grids.first().code), patience);
    QTRY_COMPARE_WITH_TIMEOUT(next->text(), dialog->windowTitle(), patience);
    next->click();
    QTRY_COMPARE_WITH_TIMEOUT(baseGrids(*m_desk, village).size(), grids.size() - 1, patience);
    m_county->setTime(QDate(2026, 9, 14), QTime(9, 5));
}

void TestGridViews::page_masksPhonesUntilAReasonIsGiven()
{
    m_desk.reset();
    m_desk = m_county->open(u"yi"_s); // whose role may see them
    const auto back = qScopeGuard([this] {
        m_desk.reset();
        m_desk = m_county->open(u"ji"_s);
    });
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"204"_s).first();
    const QList<PostItem> posts = postsOf(*m_desk, grid.id);
    const auto filled = std::ranges::find_if(posts, [](const PostItem &post) { return !post.phone.isEmpty(); });
    QVERIFY(filled != posts.end());
    QVERIFY(filled->phone.contains(u'*'));
    GridPage page(*m_desk);
    page.show();
    QSignalSpy shown(&page, &GridPage::shown);
    page.showGrid(grid.id);
    QVERIFY(came(shown));
    QVERIFY(allText(page).contains(filled->phone));
    const QString full = value(*m_desk, [id = filled->member](ReadContext &context) -> Result<QString> {
        return context.tx.find(gridMemberEntity(), id)->text("phone"_L1);
    });
    QVERIFY(!allText(page).contains(full));
    auto *open = page.findChild<QPushButton *>(u"unmaskPhone"_s);
    QVERIFY(open);
    open->click();
    auto *dialog = page.findChild<QDialog *>(u"unmaskDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>()->setText(u"核实网格员电话"_s);
    for (QPushButton *button : dialog->findChildren<QPushButton *>())
        if (button->isDefault())
            button->click();
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(full), patience);
}

void TestGridViews::page_vacantPost_isFilledByItsButton()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"204"_s).first();
    const PostItem before = postsOf(*m_desk, grid.id).first();
    act(*m_desk, u"relieve"_s, {{u"posting"_s, text(before.posting)}});
    GridPage page(*m_desk);
    page.resize(700, 700);
    page.show();
    QSignalSpy shown(&page, &GridPage::shown);
    page.showGrid(grid.id);
    QVERIFY(came(shown));
    page.findChild<QTabBar *>(u"gridTabs"_s)->setCurrentIndex(1);
    QPushButton *appoint = nullptr;
    for (QPushButton *button : page.findChildren<QPushButton *>())
        if (button->property("action").toString() == "appoint"_L1)
            appoint = button;
    QVERIFY(appoint);
    appoint->click();
    QTRY_VERIFY_WITH_TIMEOUT(openDialog(page), patience);
    ActionDialog *dialog = openDialog(page);
    QVERIFY(dialog->findChild<QPushButton *>(u"newMember"_s)); // who is not on file can be put there first
    dialog->form()->setValues({{u"member"_s, text(before.member)}});
    dialog->submit();
    QTRY_COMPARE_WITH_TIMEOUT(postsOf(*m_desk, grid.id).first().member, before.member, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!actionsOn(page).contains(u"appoint"_s), patience);
}

void TestGridViews::page_aVersionThatEnded_leadsToTheOneInForce()
{
    const GridLine old = baseGrids(*m_desk, village.left(9) + u"204"_s).last();
    const ActionOutcome renamed =
        act(*m_desk, u"rename_grid"_s,
            {{u"grid"_s, text(old.id)}, {u"name"_s, u"换名网格"_s}, {u"reason"_s, u"村民会议决定"_s}});
    GridPage page(*m_desk);
    page.show();
    QSignalSpy shown(&page, &GridPage::shown);
    page.showGrid(old.id);
    QVERIFY(came(shown));
    QVERIFY(!page.findChild<QPushButton *>(u"printBoard"_s)->isEnabled());
    QVERIFY(allText(page).contains(u"村民会议决定"_s) ||
            page.findChild<QTabBar *>(u"gridTabs"_s)->tabText(2).contains(u'1'));
    QSignalSpy others(&page, &GridPage::gridActivated);
    for (QPushButton *button : page.findChildren<QPushButton *>())
        if (button->text().contains(u"换名网格"_s)) {
            button->click();
            break;
        }
    QCOMPARE(others.size(), 1);
    QCOMPARE(others.first().first().toUuid(), renamed.id);
}

void TestGridViews::nameBoard_isOnePageWithoutWhoOptedOut()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"204"_s).first();
    const PostItem post = postsOf(*m_desk, grid.id).first();
    QVERIFY(!post.posting.isNull());
    const QString full = value(*m_desk, [id = post.member](ReadContext &context) -> Result<QString> {
        return context.tx.find(gridMemberEntity(), id)->text("phone"_L1);
    });
    const auto boardText = [&]() -> QString {
        GridPage page(*m_desk);
        QSignalSpy shown(&page, &GridPage::shown);
        page.showGrid(grid.id);
        if (!came(shown))
            return {};
        page.printBoard();
        SheetDialog *dialog = nullptr;
        const bool there = QTest::qWaitFor(
            [&] {
                dialog = page.findChild<SheetDialog *>(u"name_board"_s);
                return dialog && dialog->sheet();
            },
            patience);
        if (!there)
            return {};
        const QString pdf = m_county->folder() + u"/board.pdf"_s;
        if (!dialog->savePdf(pdf) || !SheetDialog::fits(*dialog->sheet()))
            return {};
        QFile file(pdf);
        if (!file.open(QIODevice::ReadOnly) || file.readAll().count("/Type /Page\n") > 1)
            return {};
        return dialog->sheet()->toPlainText();
    };
    const QString open = boardText();
    QVERIFY(open.contains(grid.code));
    QVERIFY(open.contains(post.name));
    QVERIFY(open.contains(full)); // the work phone is what the board is for
    act(*m_desk, u"change_member"_s, {{u"member"_s, text(post.member)}, {u"opt_out"_s, true}});
    const QString closed = boardText();
    QVERIFY(closed.contains(grid.code));
    QVERIFY(!closed.contains(post.name) && !closed.contains(full));
    act(*m_desk, u"change_member"_s, {{u"member"_s, text(post.member)}, {u"opt_out"_s, false}});
}

void TestGridViews::checks_listVacanciesAndFindings()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"204"_s).first();
    const PostItem before = postsOf(*m_desk, grid.id).first();
    act(*m_desk, u"relieve"_s, {{u"posting"_s, text(before.posting)}});
    act(*m_desk, u"change_grid"_s, {{u"grid"_s, text(grid.id)}, {u"households"_s, 420}});
    GridChecksPanel panel(*m_desk);
    QSignalSpy loaded(&panel, &GridChecksPanel::loaded);
    panel.show();
    QVERIFY(came(loaded));
    auto *vacancies = panel.findChild<QListView *>(u"vacancyList"_s);
    auto *findings = panel.findChild<QListView *>(u"findingList"_s);
    QAbstractItemModelTester first(vacancies->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester second(findings->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(vacancies->model()->rowCount() >= 1);
    panel.showFindings();
    panel.findChild<FilterBar *>()->setValue(u"kind"_s, {u"households"_s});
    bool said = false;
    QSignalSpy grids(&panel, &GridChecksPanel::gridActivated);
    for (int row = 0; row < findings->model()->rowCount(); ++row) {
        const QModelIndex index = findings->model()->index(row, 0);
        if (!index.data().toString().contains(u"420"_s))
            continue;
        said = true;
        Q_EMIT findings->activated(index);
    }
    QVERIFY(said);
    QCOMPARE(grids.size(), 1);
    QCOMPARE(grids.first().first().toUuid(), grid.id);
    act(*m_desk, u"appoint"_s, {{u"post"_s, text(before.post)}, {u"member"_s, text(before.member)}});
}

void TestGridViews::events_usualFilter_openAndRecent()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"205"_s).first();
    const auto now = act(*m_desk, u"report_event"_s, eventData(grid, u"ev_road"_s, u"村口路面破损"_s));
    QJsonObject data = eventData(grid, u"ev_road"_s, u"去年的路面破损"_s);
    data.insert(u"happened_at"_s, u"2025-12-01T08:00:00+08:00"_s);
    const auto old = act(*m_desk, u"report_event"_s, data);
    EventListPanel panel(*m_desk);
    panel.show();
    QVERIFY(showsRows(panel, u"eventList"_s));
    auto *list = panel.findChild<QListView *>(u"eventList"_s);
    QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto has = [list](QUuid id) {
        for (int row = 0; row < list->model()->rowCount(); ++row)
            if (list->model()->index(row, 0).data(Qt::UserRole + 1).toUuid() == id)
                return true;
        return false;
    };
    QVERIFY(has(now.id));
    QVERIFY(!has(old.id));
    const EventFilter usual = EventFilter::usual(*m_desk->rules(), m_desk->now());
    QCOMPARE(panel.filter().states, usual.states);
    QCOMPARE(*panel.filter().from, *usual.from);
    panel.findChild<FilterBar *>()->setValue(u"period"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(has(old.id), patience);
    // What is settled leaves the list by itself.
    act(*m_desk, u"refuse_event"_s,
        {{u"event"_s, text(old.id)}, {u"reason"_s, u"off_list"_s}, {u"told"_s, u"已当面说明"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(!has(old.id), patience);
}

void TestGridViews::events_filtersCombineAndAreRemembered()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"205"_s).first();
    act(*m_desk, u"report_event"_s, eventData(grid, u"ev_fire"_s, u"柴垛靠近电线"_s));
    {
        EventListPanel panel(*m_desk);
        QVERIFY(showsRows(panel, u"eventList"_s));
        auto *filters = panel.findChild<FilterBar *>();
        filters->setValue(u"head"_s, {u"hazards"_s});
        filters->setValue(u"area"_s, {village.left(9)});
        auto *list = panel.findChild<QListView *>(u"eventList"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, patience);
        QSignalSpy activated(&panel, &EventListPanel::eventActivated);
        Q_EMIT list->activated(list->model()->index(0, 0));
        QCOMPARE(activated.size(), 1);
    }
    EventListPanel again(*m_desk);
    QVERIFY(showsRows(again, u"eventList"_s));
    QCOMPARE(again.filter().heads, QStringList{u"hazards"_s});
    QCOMPARE(again.filter().area, village.left(9));
    QCOMPARE(again.findChild<QListView *>(u"eventList"_s)->model()->rowCount(), 1);
    again.findChild<FilterBar *>()->clear();
    QTRY_VERIFY_WITH_TIMEOUT(again.findChild<QListView *>(u"eventList"_s)->model()->rowCount() > 1, patience);
    QVERIFY(again.filter().states.isEmpty() && !again.filter().from);
}

void TestGridViews::events_longList_loadsByPagesNewestFirst()
{
    const QString path = eventFile(*m_desk, m_county->folder() + u"/year.csv"_s, 700);
    const auto taken = importEvents(*m_desk, path);
    QVERIFY(taken.has_value());
    QVERIFY2(taken->refusals.isEmpty(),
             qPrintable(taken->refusals.isEmpty() ? QString() : taken->refusals.first().reason));
    QCOMPARE(taken->added, 700);
    EventListPanel panel(*m_desk);
    panel.findChild<FilterBar *>()->clear();
    panel.resize(400, 600);
    panel.show();
    QVERIFY(showsRows(panel, u"eventList"_s));
    auto *list = panel.findChild<QListView *>(u"eventList"_s);
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 200, patience);
    const qint64 all = value(*m_desk, [](ReadContext &context) -> Result<qint64> { return countEvents(context, {}); });
    QVERIFY(all >= 700);
    QTRY_VERIFY_WITH_TIMEOUT((list->scrollToBottom(), list->model()->rowCount() == static_cast<int>(all)), patience);
    Instant last{std::numeric_limits<qint64>::max()};
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const auto item = list->model()->index(row, 0).data(Qt::UserRole + 2).value<EventItem>();
        QVERIFY(item.line.happenedAt <= last);
        last = item.line.happenedAt;
    }
}

void TestGridViews::event_offersAreButtonsAndTheOthersExplained()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"205"_s).first();
    const auto made = act(*m_desk, u"report_event"_s, eventData(grid, u"ev_noise"_s, u"夜间施工"_s));
    EventPage page(*m_desk);
    page.show();
    QSignalSpy shown(&page, &EventPage::shown);
    page.openEvent(made.id);
    QVERIFY(came(shown));
    QSet<QString> allowed;
    bool others = false;
    const Row row = value(*m_desk, [id = made.id](ReadContext &context) -> Result<Row> {
        return *context.tx.find(gridEventEntity(), id);
    });
    for (const Desk::Offer &offer : m_desk->offers(u"event"_s, row)) {
        if (offer.allowed)
            allowed.insert(offer.action->text("action"_L1));
        else
            others = true;
    }
    QCOMPARE(actionsOn(page), allowed);
    QVERIFY(others);
    page.findChild<QPushButton *>(u"whyNot"_s)->click();
    auto *dialog = page.findChild<QDialog *>(u"whyNotDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(allText(page).contains(u"夜间施工"_s));
    // Another person's step arrives by itself.
    act(*m_desk, u"route_event"_s, {{u"event"_s, text(made.id)}, {u"unit"_s, u"住建局"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(u"住建局"_s), patience);
}

void TestGridViews::event_oneKey_makesAMatter()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"205"_s).first();
    const auto made = act(*m_desk, u"report_event"_s, eventData(grid, u"ev_neighbour"_s, u"两家为排水争执"_s));
    EventPage page(*m_desk);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QSignalSpy shown(&page, &EventPage::shown);
    page.openEvent(made.id);
    QVERIFY(came(shown));
    page.findChild<QTabBar *>(u"eventTabs"_s)->setFocus();
    QTest::keyClick(page.findChild<QTabBar *>(u"eventTabs"_s), Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(openDialog(page), patience);
    ActionDialog *dialog = openDialog(page);
    QCOMPARE(dialog->form()->action(), u"event_to_matter"_s);
    const QString basis = m_desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1);
    const auto party = [](const QString &name, const QString &side) {
        return QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, name}}}, {u"side"_s, side}};
    };
    dialog->form()->setValues(
        {{u"lawful_basis"_s, basis},
         {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s), party(u"赵六"_s, u"respondent"_s)}}});
    QSignalSpy matters(&page, &EventPage::matterActivated);
    dialog->submit();
    QVERIFY(came(matters));
    QVERIFY(!matters.first().first().toUuid().isNull());
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<QPushButton *>(u"matterOfEvent"_s), patience);
}

void TestGridViews::eventForm_coordinates_sayTheGridAndWhatItMayRepeat()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"207"_s).first();
    const GeoPoint at = middleOf(grid);
    const auto made = act(*m_desk, u"report_event"_s, eventData(at, u"ev_rubbish"_s, u"垃圾堆放"_s));
    EventPage page(*m_desk);
    page.show();
    page.newEventAt(at);
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(grid.code), patience);
    auto *form = page.findChild<ActionForm *>();
    const auto hint = [&] {
        for (QWidget *card : page.findChildren<QWidget *>(u"nearEvent"_s))
            if (card->isVisible())
                return card;
        return static_cast<QWidget *>(nullptr);
    };
    form->setValues({{u"kind"_s, u"ev_rubbish"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(hint(), patience);
    form->setValues({{u"kind"_s, u"ev_sewage"_s}}); // of another kind: no hint
    QTRY_VERIFY_WITH_TIMEOUT(!hint(), patience);
    form->setValues({{u"kind"_s, u"ev_rubbish"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(hint(), patience);
    QVERIFY(allText(*hint()).contains(made.number));
    QSignalSpy opened(&page, &EventPage::eventActivated);
    hint()->findChild<QPushButton *>(u"openNear"_s)->click();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUuid(), made.id);
    // The other way round, in degrees and minutes, and nonsense.
    auto *field = page.findChild<QLineEdit *>(u"coordinates"_s);
    field->setText(u"%1 %2"_s.arg(at.latitude, 0, 'f', 6).arg(at.longitude, 0, 'f', 6));
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(grid.code), patience);
    field->setText(u"东边的路口"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!allText(page).contains(grid.code), patience);
}

void TestGridViews::eventForm_fromTheKeyboard_reports()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"207"_s).first();
    EventPage page(*m_desk);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.newEvent();
    auto *form = page.findChild<ActionForm *>();
    auto *kind = qobject_cast<QComboBox *>(form->editor(u"kind"_s)->focusProxy());
    QVERIFY(kind);
    QTRY_VERIFY_WITH_TIMEOUT(kind->hasFocus(), patience);
    QTest::keyClicks(kind, u"xiaofang"_s); // 消防隐患, by pinyin
    QCOMPARE(kind->currentData().toString(), u"ev_fire"_s);
    form->setValues({{u"text"_s, u"楼道堆放杂物"_s}, {u"grid"_s, grid.code}});
    QSignalSpy reported(&page, &EventPage::reported);
    QTest::keyClick(kind, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(came(reported));
    const QUuid id = reported.first().first().toUuid();
    QTRY_COMPARE_WITH_TIMEOUT(page.current(), id, patience);
    QTRY_VERIFY_WITH_TIMEOUT(allText(page).contains(u"楼道堆放杂物"_s), patience);
    QVERIFY(!page.hasUnsavedInput());
}

void TestGridViews::eventForm_refusal_staysWithWhatWasTyped()
{
    EventPage page(*m_desk);
    page.show();
    page.newEventAt({121.5, 31.2}); // Shanghai
    auto *form = page.findChild<ActionForm *>();
    form->setValues({{u"kind"_s, u"ev_road"_s}, {u"text"_s, u"路面破损"_s}});
    page.findChild<QPushButton *>(u"submitEvent"_s)->click();
    const auto said = [&] {
        for (const InlineError *error : page.findChildren<InlineError *>())
            if (!error->text().isEmpty() && error->isVisible())
                return true;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), patience);
    QVERIFY(page.hasUnsavedInput());
    QCOMPARE(form->data().value("text"_L1).toString(), u"路面破损"_s);
}

void TestGridViews::panels_everythingReachableHasAName()
{
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"207"_s).first();
    GridTreePanel tree(*m_desk);
    GridPage page(*m_desk);
    GridChecksPanel checks(*m_desk);
    EventListPanel list(*m_desk);
    EventPage event(*m_desk);
    ImportDialog import(*m_desk, ImportDialog::Rows::Events);
    import.setAttribute(Qt::WA_DeleteOnClose, false);
    page.showGrid(grid.id);
    event.newEvent();
    for (QWidget *panel : std::initializer_list<QWidget *>{&tree, &page, &checks, &list, &event, &import}) {
        panel->show();
        for (const QWidget *part : panel->findChildren<QWidget *>()) {
            const bool isPart = part->metaObject()->className() == QByteArray("QLineEdit") &&
                                qobject_cast<QAbstractSpinBox *>(part->parentWidget());
            if (!part->isVisible() || !(part->focusPolicy() & Qt::TabFocus) || part->focusProxy() || isPart)
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(part);
            const auto *bar = qobject_cast<const QTabBar *>(part);
            const bool named = !part->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || bar ||
                               qobject_cast<const QScrollArea *>(part);
            QVERIFY2(named,
                     qPrintable(QString::fromLatin1(panel->metaObject()->className()) + u" / "_s +
                                QString::fromLatin1(part->metaObject()->className()) + u' ' + part->objectName()));
        }
    }
}

void TestGridViews::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("no folder for pictures is set (FENGQIAO_SHOTS)");
    QDir().mkpath(folder);
    QTranslator translator;
    const QString catalogue = qEnvironmentVariable("FENGQIAO_SHOTS_CATALOGUE");
    if (translator.load(catalogue.isEmpty() ? resourcePath(u"translations/fengqiao_zh_CN.qm"_s) : catalogue))
        QCoreApplication::installTranslator(&translator);
    const GridLine grid = baseGrids(*m_desk, village.left(9) + u"208"_s).first();
    QVERIFY(importEvents(*m_desk, eventFile(*m_desk, m_county->folder() + u"/shots.csv"_s, 3000)).has_value());
    act(*m_desk, u"relieve"_s, {{u"posting"_s, text(postsOf(*m_desk, grid.id).first().posting)}});
    act(*m_desk, u"change_grid"_s, {{u"grid"_s, text(grid.id)}, {u"households"_s, 420}});
    const GeoPoint at = middleOf(grid);
    act(*m_desk, u"report_event"_s, eventData(at, u"ev_rubbish"_s, u"村口垃圾堆放，散发异味，过往村民反映多次。"_s));
    const auto made =
        act(*m_desk, u"report_event"_s,
            eventData({at.longitude + 0.0004, at.latitude}, u"ev_rubbish"_s, u"村口堆了建筑垃圾，挡住排水沟。"_s));
    auto *theme = const_cast<Theme *>(&Theme::of());
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        theme->setAppearance(appearance);
        const QString word = appearance == Appearance::Light ? u"light"_s : u"dark"_s;
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)})
            shoot(folder, word, size, grid, made.id);
    }
    theme->setAppearance(Appearance::Light);
}

// As docks stand in a perspective: tree, page and checks; list, event and the new event.
void TestGridViews::shoot(const QString &folder, const QString &word, QSize size, const GridLine &grid, QUuid event)
{
    const auto save = [&](QWidget &window, const QString &name) {
        QTest::qWait(600);
        const QString file = u"%1-%2-%3.png"_s.arg(name, word, QString::number(size.width()));
        QVERIFY(window.grab().save(QDir(folder).filePath(file)));
    };
    const auto beside = [&](QWidget &window, const QList<QWidget *> &panels) {
        auto *row = new QHBoxLayout(&window);
        row->setContentsMargins(8, 8, 8, 8);
        row->setSpacing(8);
        const QList<int> shares{3, 5, 4};
        for (qsizetype i = 0; i < panels.size(); ++i) {
            panels.at(i)->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            row->addWidget(panels.at(i), shares.value(i, 4));
        }
        window.resize(size.width() - 72, size.height() - 90); // less rail, bar and status
        window.show();
    };
    {
        QWidget window;
        auto *tree = new GridTreePanel(*m_desk);
        auto *page = new GridPage(*m_desk);
        auto *checks = new GridChecksPanel(*m_desk);
        beside(window, {tree, page, checks});
        page->showGrid(grid.id);
        tree->search(u"山门"_s);
        QTest::qWait(2500);
        tree->select(grid.id);
        save(window, u"grids"_s);
        page->findChild<QTabBar *>(u"gridTabs"_s)->setCurrentIndex(1);
        checks->showFindings();
        save(window, u"grids-posts"_s);
        page->start(u"split_grid"_s);
        if (auto *dialog = page->findChild<QDialog *>(u"reformDialog"_s))
            save(*dialog, u"split"_s);
        page->printBoard();
        QTest::qWait(800);
        if (auto *dialog = page->findChild<SheetDialog *>())
            save(*dialog, u"board"_s);
    }
    {
        QWidget window;
        auto *list = new EventListPanel(*m_desk);
        auto *page = new EventPage(*m_desk);
        auto *form = new EventPage(*m_desk);
        beside(window, {list, page, form});
        page->openEvent(event);
        form->newEventAt({middleOf(grid).longitude, middleOf(grid).latitude});
        form->findChild<ActionForm *>()->setValues({{u"kind"_s, u"ev_rubbish"_s}, {u"text"_s, u"路边堆放垃圾"_s}});
        save(window, u"events"_s);
        const QString path = m_county->folder() + u"/faulty.csv"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QString table = u"编号,事件类型,内容,网格编码,发生时间,备注\r\n"_s;
        for (int i = 0; i < 40; ++i)
            table += u"F%1,%2,路面有坑,%3,2026-09-%4 08:00,无\r\n"_s.arg(
                QString::number(i), i % 5 == 0 ? u"说不清"_s : u"道路破损"_s,
                i % 7 == 0 ? u"620521105999001"_s : grid.code, i % 9 == 0 ? u"44"_s : u"10"_s);
        file.write(table.toUtf8());
        file.close();
        ImportDialog import(*m_desk, ImportDialog::Rows::Events, list);
        import.setAttribute(Qt::WA_DeleteOnClose, false);
        import.show();
        QSignalSpy looked(&import, &ImportDialog::looked);
        import.openFile(path);
        QVERIFY(came(looked));
        QSignalSpy settled(&import, &ImportDialog::settled);
        import.check();
        QVERIFY(came(settled));
        save(import, u"import"_s);
    }
    if (size.width() > 1400)
        return;
    QWidget window; // a clerk who sees nothing yet, and one who searched in vain
    auto *tree = new GridTreePanel(*m_desk);
    auto *page = new GridPage(*m_desk);
    auto *empty = new EventPage(*m_desk);
    beside(window, {tree, page, empty});
    tree->search(u"没有"_s);
    save(window, u"empty"_s);
}

FENGQIAO_GUI_TEST_MAIN(TestGridViews)
#include "tst_grid_views.moc"
