#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>

#include <mediation/fast_path.h>
#include <mediation/outcomes.h>
#include <mediation/overlays.h>
#include <mediation/papers.h>
#include <mediation/queries.h>
#include <mediation/widgets/matter_panel.h>
#include <mediation/widgets/my_list_panel.h>
#include <mediation/widgets/people_panel.h>
#include <mediation/widgets/triage_board.h>
#include <store/blobs.h>
#include <widgets/action_dialog.h>
#include <widgets/notices.h>
#include <widgets/record_list_model.h>

#include "gui_fixture.h"
#include "mediation_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

// The lists of a board, left to right.
QList<QListView *> columnsOf(TriageBoard &board)
{
    QList<QListView *> lists = board.findChildren<QListView *>();
    std::ranges::sort(lists, {}, [&board](QListView *list) { return list->mapTo(&board, QPoint()).x(); });
    return lists;
}

QModelIndex find(const QListView *list, QUuid id)
{
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data(RecordIdRole).toUuid() == id)
            return index;
    }
    return {};
}

qsizetype columnOf(const QList<QListView *> &lists, QUuid matter)
{
    const auto found = std::ranges::find_if(lists, [matter](QListView *list) { return find(list, matter).isValid(); });
    return found == lists.end() ? -1 : found - lists.begin();
}

// With the mouse, as a hand does: press, away from the spot, over the other column, release.
void dragTo(QListView *from, const QModelIndex &index, QWidget *to)
{
    const QPoint start = from->visualRect(index).center();
    QWidget *view = from->viewport();
    const QPoint end = view->mapFromGlobal(to->mapToGlobal(to->rect().center()));
    QTest::mousePress(view, Qt::LeftButton, {}, start);
    const auto move = [view](QPoint at) {
        QMouseEvent event(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &event);
    };
    move((start + end) / 2);
    move(end);
    QTest::mouseRelease(view, Qt::LeftButton, {}, end);
}

QSet<QString> actionsOn(const QWidget &panel)
{
    QSet<QString> actions;
    for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->property("action").isValid())
            actions.insert(button->property("action").toString());
        if (button->menu()) {
            for (const QAction *action : button->menu()->actions())
                if (!action->isSeparator())
                    actions.insert(action->data().toString());
        }
    }
    return actions;
}

// What belongs to a matter stands on its panel with actions of its own.
QSet<QString> allowedOnOverlays(Desk &desk, QUuid matter)
{
    const auto overlays =
        desk.read([matter, kinds = overlayKinds(desk)](ReadContext &context) -> Result<QList<OverlayCard>> {
                return overlaysOf(context, kinds, matter);
            })
            .result();
    QSet<QString> allowed;
    for (const OverlayCard &overlay : *overlays)
        for (const Desk::Offer &offer : desk.offers(overlay.kind, *overlay.row))
            if (offer.allowed)
                allowed.insert(offer.action->text("action"_L1));
    return allowed;
}

// As a hand does that drags a file from the desktop.
void dropOn(QWidget *target, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(target->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QDropEvent drop(target->rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &drop);
}

QString fileIn(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

QString allText(const QWidget &panel)
{
    QString text;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        text += label->text() + u'\n';
    return text;
}

} // namespace

// The docks of the mediation module, over a temporary demo county.
class TestMediationViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void board_models_areSound();
    void board_showsRoomsWithCountAndCapacity();
    void board_dragToRoom_opensAssignForm();
    void board_ctrlArrow_isTheSameAsDragging();
    void board_moveTooEarly_saysWhyAndOffersTheNextStep();
    void board_arrows_walkBetweenColumns();
    void board_enter_opensTheMatter();
    void board_afterAssignment_movesOneCard();
    void board_afterWithdrawal_losesTheCard();
    void matter_buttons_areTheOffers_data();
    void matter_buttons_areTheOffers();
    void matter_primary_isTheTablesNextStep_data();
    void matter_primary_isTheTablesNextStep();
    void matter_whyNot_listsEveryOther();
    void matter_restricted_showsNothingToAStranger();
    void matter_opened_isAudited();
    void matter_changed_isReadAgain();
    void matter_assessForm_isFilledWithWhatIsKnown();
    void matter_assignForm_prefersTheRoomOfTriage();
    void matter_signForm_namesThePartiesAndOffersRecusal();
    void parties_fullData_needsAReason();
    void agreement_record_namesTheNextInstalment();
    void agreement_beforeOne_saysSo();
    void papers_meter_saysWhatIsMissing();
    void papers_attach_takesADroppedFile();
    void papers_attach_refusedFile_saysWhyInItsField();
    void papers_attach_givenUp_keepsNothing();
    void papers_make_isFilledWithItsKind();
    void people_search_data();
    void people_search();
    void people_enter_opens();
    void people_newestSearchWins();
    void myList_sortsByUrgency();
    void administrator_seesAnExplanation();

private:
    void as(const QString &login);
    [[nodiscard]] QUuid shown(MatterPanel &panel, QUuid matter);
    QPushButton *button(const QWidget &panel, const QString &action);
    ActionDialog *dialogAfter(const QWidget &panel, const QString &action);
    QUuid performing(); // one matter for all cases about agreements and papers
    [[nodiscard]] QStringList unusedFiles();
    std::unique_ptr<MediationCounty> m_county;
    QUuid m_performing;
    QString m_login;
    QUuid m_fresh;
    QUuid m_ready;
    QUuid m_assigned;
    QUuid m_sealed;
};

void TestMediationViews::initTestCase()
{
    m_county = std::make_unique<MediationCounty>(u"yi"_s);
    m_login = u"yi"_s;
    m_fresh = m_county->registered(u"网购家电退货纠纷"_s);
    m_ready = m_county->ready(u"楼上漏水损坏家具"_s);
    m_assigned = m_county->assigned(m_county->ready(u"承包地边界争执"_s), u"room_signature"_s, u"ding"_s);
    m_sealed = m_county->registered(u"夫妻争吵"_s, {{u"dv"_s, true}}); // sealed at once
    QVERIFY(!m_fresh.isNull() && !m_ready.isNull() && !m_assigned.isNull() && !m_sealed.isNull());
}

void TestMediationViews::as(const QString &login)
{
    if (std::exchange(m_login, login) != login)
        m_county->signIn(login);
}

QUuid TestMediationViews::performing()
{
    if (m_performing.isNull())
        m_performing = m_county->performing(u"院墙排水纠纷"_s, u"ding"_s);
    return m_performing;
}

QStringList TestMediationViews::unusedFiles()
{
    return m_county->desk->store()
        .read([](Reader &reader) -> Result<QStringList> { return unusedBlobs(reader); })
        .result()
        .value();
}

QUuid TestMediationViews::shown(MatterPanel &panel, QUuid matter)
{
    QSignalSpy spy(&panel, &MatterPanel::shown);
    panel.showMatter(matter);
    // What is read already is shown at once.
    return !spy.isEmpty() || spy.wait() ? spy.constLast().constFirst().toUuid() : QUuid();
}

QPushButton *TestMediationViews::button(const QWidget &panel, const QString &action)
{
    for (QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->property("action").toString() == action)
            return button;
    }
    return nullptr;
}

ActionDialog *TestMediationViews::dialogAfter(const QWidget &panel, const QString &action)
{
    QPushButton *press = button(panel, action);
    if (!press)
        return nullptr;
    if (press->menu())
        press->menu()->actions().constFirst()->trigger();
    else
        press->click();
    (void)QTest::qWaitFor([&panel] { return panel.findChild<ActionDialog *>() != nullptr; });
    return panel.findChild<ActionDialog *>();
}

void TestMediationViews::board_models_areSound()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const QList<QListView *> lists = columnsOf(board);
    for (QListView *list : lists)
        new QAbstractItemModelTester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, list);
    const QUuid more = m_county->assigned(m_county->ready(u"井水分配争执"_s), u"room_signature"_s, u"ding"_s);
    QTRY_VERIFY(columnOf(lists, more) > 0);
    QVERIFY(m_county->act(u"ding"_s, u"withdraw_matter"_s,
                          {{u"matter"_s, idText(more)}, {u"who"_s, u"王五"_s}, {u"how"_s, u"in_person"_s}}));
    QTRY_COMPARE(columnOf(lists, more), -1);
}

void TestMediationViews::board_showsRoomsWithCountAndCapacity()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const auto columns =
        m_county->desk
            ->read([](ReadContext &context) -> Result<QList<BoardColumn>> { return fengqiao::board(context); })
            .result();
    QVERIFY(columns);
    const QList<QListView *> lists = columnsOf(board);
    QCOMPARE(lists.size(), columns->size());
    const QString text = allText(board);
    for (qsizetype i = 0; i < lists.size(); ++i) {
        QCOMPARE(lists.at(i)->model()->rowCount(), columns->at(i).cards.size());
        QVERIFY(text.contains(columns->at(i).title));
        if (columns->at(i).capacity > 0)
            QVERIFY(text.contains(u"%1 / %2"_s.arg(columns->at(i).total).arg(columns->at(i).capacity)));
    }
}

void TestMediationViews::board_dragToRoom_opensAssignForm()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const QList<QListView *> lists = columnsOf(board);
    QTRY_VERIFY(lists.constFirst()->visualRect(find(lists.constFirst(), m_ready)).isValid());
    // The board may be read once more while the hand moves; a person would simply drag again.
    const auto opened = [&board] { return board.findChild<ActionDialog *>() != nullptr; };
    for (int attempt = 0; attempt < 5 && !opened(); ++attempt) {
        dragTo(lists.constFirst(), find(lists.constFirst(), m_ready), lists.at(2));
        (void)QTest::qWaitFor(opened, 2000);
    }
    QVERIFY(opened());
    const auto *dialog = board.findChild<ActionDialog *>();
    QCOMPARE(dialog->form()->action(), u"assign"_s);
    const auto rooms =
        m_county->desk
            ->read([](ReadContext &context) -> Result<QList<BoardColumn>> { return fengqiao::board(context); })
            .result();
    QTRY_COMPARE(dialog->form()->data().value("room"_L1).toString(), idText(rooms->at(2).room));
    QCOMPARE(dialog->form()->data().value("matter"_L1).toString(), idText(m_ready));
}

void TestMediationViews::board_ctrlArrow_isTheSameAsDragging()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    QListView *waiting = columnsOf(board).constFirst();
    board.select(m_ready);
    waiting->setFocus();
    QTest::keyClick(waiting, Qt::Key_Right, Qt::ControlModifier);
    QTRY_VERIFY(board.findChild<ActionDialog *>());
    const auto *dialog = board.findChild<ActionDialog *>();
    QCOMPARE(dialog->form()->action(), u"assign"_s);
    const auto rooms =
        m_county->desk
            ->read([](ReadContext &context) -> Result<QList<BoardColumn>> { return fengqiao::board(context); })
            .result();
    QTRY_COMPARE(dialog->form()->data().value("room"_L1).toString(), idText(rooms->at(1).room));
}

void TestMediationViews::board_moveTooEarly_saysWhyAndOffersTheNextStep()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    QListView *waiting = columnsOf(board).constFirst();
    board.select(m_fresh);
    waiting->setFocus();
    QTest::keyClick(waiting, Qt::Key_Right, Qt::ControlModifier);
    QTRY_VERIFY(board.findChild<QDialog *>(u"notYetDialog"_s));
    auto *dialog = board.findChild<QDialog *>(u"notYetDialog"_s);
    const auto offers = m_county->desk->offers(u"matter"_s, m_county->row(m_fresh));
    const auto assign =
        std::ranges::find_if(offers, [](const auto &o) { return o.action->text("action"_L1) == "assign"_L1; });
    QVERIFY(!assign->allowed);
    QVERIFY2(allText(*dialog).contains(assign->whyNot), qPrintable(allText(*dialog)));
    dialog->findChild<QPushButton *>(u"nextStep"_s)->click();
    QTRY_VERIFY(board.findChild<ActionDialog *>());
    QCOMPARE(board.findChild<ActionDialog *>()->form()->action(), u"analyse"_s);
}

void TestMediationViews::board_arrows_walkBetweenColumns()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const QList<QListView *> lists = columnsOf(board);
    board.select(m_ready);
    lists.constFirst()->setFocus();
    QTest::keyClick(lists.constFirst(), Qt::Key_Right);
    const qsizetype at = columnOf(lists, m_assigned);
    QVERIFY(at > 0);
    QVERIFY(lists.at(at)->selectionModel()->hasSelection());
    QVERIFY(!lists.constFirst()->selectionModel()->hasSelection());
    QTest::keyClick(lists.at(at), Qt::Key_Left);
    QVERIFY(lists.constFirst()->selectionModel()->hasSelection());
}

void TestMediationViews::board_enter_opensTheMatter()
{
    as(u"yi"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    QListView *waiting = columnsOf(board).constFirst();
    board.select(m_ready);
    QSignalSpy opened(&board, &TriageBoard::matterActivated);
    QTest::keyClick(waiting, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.constFirst().constFirst().toUuid(), m_ready);
}

void TestMediationViews::board_afterAssignment_movesOneCard()
{
    as(u"yi"_s);
    const QUuid matter = m_county->ready(u"路灯电费分摊"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const QList<QListView *> lists = columnsOf(board);
    QCOMPARE(columnOf(lists, matter), 0);
    QSignalSpy whole(&board, &TriageBoard::loaded);
    m_county->assigned(matter, u"room_complex"_s, u"wu"_s); // refused: another kind of room needs a reason
    m_county->assigned(matter, u"room_signature"_s, u"ding"_s);
    QTRY_VERIFY(columnOf(lists, matter) > 0);
    QCOMPARE(whole.size(), 0); // the one card was read, not the board
}

void TestMediationViews::board_afterWithdrawal_losesTheCard()
{
    as(u"yi"_s);
    const QUuid matter = m_county->registered(u"篱笆界线"_s);
    TriageBoard board(*m_county->desk);
    board.resize(1280, 400);
    board.show();
    QTRY_VERIFY(!columnsOf(board).isEmpty());
    const QList<QListView *> lists = columnsOf(board);
    QCOMPARE(columnOf(lists, matter), 0);
    QVERIFY(m_county->act(u"bing"_s, u"withdraw_matter"_s,
                          {{u"matter"_s, idText(matter)}, {u"who"_s, u"王五"_s}, {u"how"_s, u"in_person"_s}}));
    QTRY_COMPARE(columnOf(lists, matter), -1);
}

void TestMediationViews::matter_buttons_areTheOffers_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("which");
    for (const char *login : {"yi", "ding", "bing", "jia"}) {
        for (const char *which : {"fresh", "ready", "assigned"})
            QTest::addRow("%s_%s", login, which) << QString::fromLatin1(login) << QString::fromLatin1(which);
    }
}

void TestMediationViews::matter_buttons_areTheOffers()
{
    QFETCH(QString, login);
    QFETCH(QString, which);
    as(login);
    const QUuid matter = which == "fresh"_L1 ? m_fresh : which == "ready"_L1 ? m_ready : m_assigned;
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    const QUuid seen = shown(panel, matter);
    if (login == "ding"_L1 && which != "assigned"_L1) { // not yet his
        QVERIFY(seen.isNull());
        return;
    }
    QCOMPARE(seen, matter);
    QSet<QString> allowed;
    for (const Desk::Offer &offer : m_county->desk->offers(u"matter"_s, m_county->row(matter))) {
        if (offer.allowed)
            allowed.insert(offer.action->text("action"_L1));
    }
    QVERIFY(!allowed.isEmpty());
    allowed.unite(allowedOnOverlays(*m_county->desk, matter));
    const FastStart start{m_county->row(matter).text("state"_L1)};
    if (mayTakeFastPath(*m_county->desk->rules(), m_county->desk->actor(), start))
        allowed.insert(u"fast_path"_s);
    QCOMPARE(actionsOn(panel), allowed);
}

void TestMediationViews::matter_primary_isTheTablesNextStep_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("primary");
    QTest::newRow("registered, deputy: analyse") << u"yi"_s << u"fresh"_s << u"analyse"_s;
    QTest::newRow("triaged, deputy: assign") << u"yi"_s << u"ready"_s << u"assign"_s;
    QTest::newRow("assigned, mediator: sign") << u"ding"_s << u"assigned"_s << u"sign"_s;
    QTest::newRow("assigned, window: none of hers") << u"bing"_s << u"assigned"_s << QString();
}

void TestMediationViews::matter_primary_isTheTablesNextStep()
{
    QFETCH(QString, login);
    QFETCH(QString, which);
    QFETCH(QString, primary);
    as(login);
    const QUuid matter = which == "fresh"_L1 ? m_fresh : which == "ready"_L1 ? m_ready : m_assigned;
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, matter), matter);
    QStringList found;
    for (const QPushButton *button : panel.findChildren<QPushButton *>()) {
        if (button->property("action").isValid() && button->property("kind").toString() == "primary"_L1)
            found << button->property("action").toString();
    }
    QCOMPARE(found, primary.isEmpty() ? QStringList() : QStringList{primary});
    if (primary.isEmpty()) { // then who does it is said
        const QString word = m_county->desk->rules()->table("actions"_L1).find(u"sign"_s)->word();
        QVERIFY(allText(panel).contains(u"“%1”"_s.arg(word)));
    }
}

void TestMediationViews::matter_whyNot_listsEveryOther()
{
    as(u"yi"_s);
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, m_ready), m_ready);
    panel.findChild<QPushButton *>(u"whyNot"_s)->click();
    auto *dialog = panel.findChild<QDialog *>(u"whyNotDialog"_s);
    QVERIFY(dialog);
    const QString text = allText(*dialog);
    for (const Desk::Offer &offer : m_county->desk->offers(u"matter"_s, m_county->row(m_ready))) {
        if (!offer.allowed)
            QVERIFY2(text.contains(offer.action->word() + u'\n'), qPrintable(offer.action->word()));
    }
}

void TestMediationViews::matter_restricted_showsNothingToAStranger()
{
    as(u"wu"_s); // a mediator who has nothing to do with it
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QVERIFY(shown(panel, m_sealed).isNull());
    QVERIFY(panel.matter().isNull());
    QVERIFY(actionsOn(panel).isEmpty());
    const QString text = allText(panel);
    for (const QString &word : {u"夫妻争吵"_s, u"王五"_s, u"赵六"_s, u"院墙"_s})
        QVERIFY2(!text.contains(word), qPrintable(word));
    PeoplePanel people(*m_county->desk);
    people.search(u"夫妻"_s);
    auto *list = people.findChild<QListView *>(u"peopleFound"_s);
    QTRY_VERIFY(allText(people).contains(u"夫妻"_s)); // only as what was typed: nothing found
    QCOMPARE(list->model()->rowCount(), 0);
}

void TestMediationViews::matter_opened_isAudited()
{
    as(u"yi"_s);
    const auto opened = [this] {
        return m_county->desk->store()
            .read([id = m_ready](Reader &reader) -> Result<qint64> {
                return reader.count(auditEntity(), u"action = 'show' AND subject = ?"_s, {QVariant(id)});
            })
            .result()
            .value();
    };
    const qint64 before = opened();
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, m_ready), m_ready);
    QTRY_COMPARE(opened(), before + 1);
    QCOMPARE(shown(panel, m_ready), m_ready); // read again, not opened again
    QCOMPARE(shown(panel, m_fresh), m_fresh);
    QCOMPARE(opened(), before + 1);
}

void TestMediationViews::matter_changed_isReadAgain()
{
    as(u"yi"_s);
    const QUuid matter = m_county->registered(u"围墙倒塌"_s);
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, matter), matter);
    QVERIFY(button(panel, u"analyse"_s));
    m_county->analysed(matter);
    QTRY_VERIFY(button(panel, u"assess"_s) && !button(panel, u"analyse"_s));
}

void TestMediationViews::matter_assessForm_isFilledWithWhatIsKnown()
{
    as(u"yi"_s);
    const QUuid matter = m_county->analysed(m_county->registered(u"养殖气味扰民"_s, {{u"failed_mediations"_s, 1}}));
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, matter), matter);
    const ActionDialog *dialog = dialogAfter(panel, u"assess"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->form()->data().value("failed_mediations"_L1).toInt(), 1);
    QCOMPARE(dialog->form()->data().value("matter"_L1).toString(), idText(matter));
}

void TestMediationViews::matter_assignForm_prefersTheRoomOfTriage()
{
    as(u"yi"_s);
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, m_ready), m_ready);
    const ActionDialog *dialog = dialogAfter(panel, u"assign"_s);
    QVERIFY(dialog);
    ActionForm *form = dialog->form();
    const auto rooms =
        m_county->desk
            ->read([id = m_ready](ReadContext &context) -> Result<QList<RoomLine>> { return freeRooms(context, id); })
            .result();
    QVERIFY(rooms->constFirst().fits);
    QTRY_COMPARE(form->data().value("room"_L1).toString(), idText(rooms->constFirst().id));
    QVERIFY(!form->data().contains("mediator"_L1)); // a person decides
    QVERIFY(!form->shownFields().contains(u"reason"_s));
    const auto other = std::ranges::find_if(*rooms, [](const RoomLine &room) { return !room.fits; });
    QVERIFY(other != rooms->cend());
    auto *choice = dialog->findChild<QAbstractButton *>(u"room:"_s + idText(other->id));
    QVERIFY(choice);
    choice->click();
    QCOMPARE(form->data().value("room"_L1).toString(), idText(other->id));
    QVERIFY(form->shownFields().contains(u"reason"_s)); // a room that triage did not name
    const auto mediators = m_county->desk
                               ->read([id = m_ready](ReadContext &context) -> Result<QList<MediatorSuggestion>> {
                                   return mediatorSuggestions(context, id);
                               })
                               .result();
    auto *mediator = dialog->findChild<QAbstractButton *>(u"mediator:"_s + idText(mediators->constFirst().account));
    QVERIFY(mediator);
    QCOMPARE(mediator->accessibleDescription(), mediators->constFirst().reason);
    mediator->click();
    QVERIFY(mediator->isChecked());
    QTRY_COMPARE(form->data().value("mediator"_L1).toString(), idText(mediators->constFirst().account));
}

void TestMediationViews::matter_signForm_namesThePartiesAndOffersRecusal()
{
    as(u"ding"_s);
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, m_assigned), m_assigned);
    ActionDialog *dialog = dialogAfter(panel, u"sign"_s);
    QVERIFY(dialog);
    QVERIFY(allText(*dialog).contains(u"王五"_s));
    dialog->submit(); // without the declaration the engine refuses, and what was typed stays
    QTRY_VERIFY(
        allText(*dialog).contains(m_county->desk->rules()->table("guards"_L1).find(u"sign_conflict"_s)->word()));
    dialog->findChild<QPushButton *>(u"recuseInstead"_s)->click();
    QTRY_VERIFY(panel.findChild<ActionDialog *>() &&
                panel.findChildren<ActionDialog *>().constLast()->form()->action() == "recuse"_L1);
}

void TestMediationViews::parties_fullData_needsAReason()
{
    as(u"yi"_s);
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, m_ready), m_ready);
    panel.findChild<QTabBar *>(u"matterTabs"_s)->setCurrentIndex(2);
    QVERIFY(!allText(panel).contains(u"13800005678"_s));
    panel.findChild<QPushButton *>(u"unmask"_s)->click();
    auto *dialog = panel.findChild<QDialog *>(u"unmaskDialog"_s);
    QVERIFY(dialog);
    auto *reason = dialog->findChild<QLineEdit *>();
    auto *show = dialog->findChildren<QPushButton *>().constLast();
    for (QPushButton *button : dialog->findChildren<QPushButton *>())
        show = button->isDefault() ? button : show;
    show->click(); // too short
    QTRY_VERIFY(!dialog->findChild<InlineError *>()->text().isEmpty());
    QVERIFY(!allText(panel).contains(u"13800005678"_s));
    reason->setText(u"电话通知到场"_s);
    show->click();
    QTRY_VERIFY(allText(panel).contains(u"13800005678"_s));
    QCOMPARE(shown(panel, m_fresh), m_fresh); // another matter: the masks are back
    QCOMPARE(shown(panel, m_ready), m_ready);
    QVERIFY(!allText(panel).contains(u"13800005678"_s));
}

void TestMediationViews::agreement_record_namesTheNextInstalment()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, matter), matter);
    auto *card = panel.findChild<QWidget *>(u"instalments"_s);
    QVERIFY(card);
    QVERIFY(allText(panel).contains(u"赵六一次修好自家院墙的排水口"_s));
    const auto press = [&panel]() -> QPushButton * {
        QWidget *instalments = panel.findChild<QWidget *>(u"instalments"_s);
        return instalments ? instalments->findChild<QPushButton *>() : nullptr;
    };
    QVERIFY(press());
    press()->click();
    QTRY_VERIFY(panel.findChild<ActionDialog *>());
    ActionForm *form = panel.findChild<ActionDialog *>()->form();
    QCOMPARE(form->action(), u"record_performance"_s);
    QCOMPARE(form->data().value("seq"_L1).toInt(), 1);
    form->setValues(
        {{u"performed_on"_s, u"2026-09-14"_s}, {u"proof"_s, u"receipt"_s}, {u"proof_note"_s, u"收条一张"_s}});
    panel.findChild<ActionDialog *>()->submit();
    QTRY_VERIFY(allText(panel).contains(u"收条一张"_s));
    QTRY_VERIFY(!panel.findChild<ActionDialog *>() && press());
    press()->click(); // the second one is next now
    QTRY_VERIFY(panel.findChild<ActionDialog *>());
    QCOMPARE(panel.findChild<ActionDialog *>()->form()->data().value("seq"_L1).toInt(), 2);
}

void TestMediationViews::agreement_beforeOne_saysSo()
{
    as(u"yi"_s);
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, m_ready), m_ready);
    QVERIFY(!panel.findChild<QWidget *>(u"agreement"_s));
    QVERIFY(!panel.findChild<QWidget *>(u"writeOff"_s));
    const QUuid matter = performing();
    QCOMPARE(shown(panel, matter), matter);
    QVERIFY(panel.findChild<QWidget *>(u"agreement"_s));
    const auto conditions = m_county->desk
                                ->read([matter](ReadContext &context) -> Result<QList<WriteOffCondition>> {
                                    return writeOffConditions(context, matter);
                                })
                                .result();
    QCOMPARE(conditions->size(), 5);
    const QString text = allText(*panel.findChild<QWidget *>(u"writeOff"_s));
    for (const WriteOffCondition &condition : *conditions)
        QVERIFY2(text.contains(condition.word) && text.contains(condition.why), qPrintable(condition.word));
}

void TestMediationViews::papers_meter_saysWhatIsMissing()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, matter), matter);
    const auto rows = m_county->desk
                          ->read([matter](ReadContext &context) -> Result<QList<DossierRow>> {
                              return dossierMeter(context, matter);
                          })
                          .result();
    const QString text = allText(*panel.findChild<QWidget *>(u"dossierMeter"_s));
    int missing = 0;
    for (const DossierRow &row : *rows) {
        QVERIFY2(text.contains(row.word), qPrintable(row.code));
        missing += row.missing() ? 1 : 0;
        QVERIFY2(row.sentence.isEmpty() || text.contains(row.sentence), qPrintable(row.code));
    }
    QVERIFY(missing > 0);
}

void TestMediationViews::papers_attach_takesADroppedFile()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    panel.resize(700, 520);
    panel.show();
    QCOMPARE(shown(panel, matter), matter);
    ActionDialog *dialog = dialogAfter(panel, u"attach"_s);
    QVERIFY(dialog);
    ActionForm *form = dialog->form();
    const QTemporaryDir folder;
    dropOn(form->editor(u"file"_s), fileIn(folder, u"笔录.txt"_s, "双方在场"));
    QTRY_VERIFY(form->data().value("file"_L1).toString().startsWith("sha256:"_L1));
    QCOMPARE(form->data().value("file_name"_L1).toString(), u"笔录.txt"_s);
    dropOn(form->editor(u"file"_s), fileIn(folder, u"证言.txt"_s, "邻居在场")); // another one instead
    QTRY_COMPARE(form->data().value("file_name"_L1).toString(), u"证言.txt"_s);
    form->setValues({{u"kind"_s, m_county->desk->rules()->codes(u"attachment_kind"_s).first()->text("code"_L1)}});
    dialog->submit();
    QTRY_VERIFY(panel.findChild<QWidget *>(u"files"_s));
    QVERIFY(allText(*panel.findChild<QWidget *>(u"files"_s)).contains(u"证言.txt"_s));
    QVERIFY(button(panel, u"remove_attachment"_s));
    QVERIFY(panel.findChild<QWidget *>(u"saveFile"_s));
    QTRY_VERIFY(unusedFiles().isEmpty()); // the first one went again
}

void TestMediationViews::papers_attach_refusedFile_saysWhyInItsField()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, matter), matter);
    ActionDialog *dialog = dialogAfter(panel, u"attach"_s);
    QVERIFY(dialog);
    const QTemporaryDir folder;
    QWidget *editor = dialog->form()->editor(u"file"_s);
    dropOn(editor, fileIn(folder, u"空.txt"_s, {}));
    QTRY_VERIFY(allText(*editor).contains(u"empty"_s));
    QVERIFY(!dialog->form()->validate());
    QVERIFY(!dialog->form()->data().contains("file"_L1));
}

void TestMediationViews::papers_attach_givenUp_keepsNothing()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, matter), matter);
    ActionDialog *dialog = dialogAfter(panel, u"attach"_s);
    QVERIFY(dialog);
    const QTemporaryDir folder;
    dropOn(dialog->form()->editor(u"file"_s), fileIn(folder, u"笔录.txt"_s, "不再需要"));
    QTRY_VERIFY(dialog->form()->data().contains("file"_L1));
    QCOMPARE(unusedFiles().size(), 1);
    dialog->close();
    QTRY_VERIFY(unusedFiles().isEmpty());
}

void TestMediationViews::papers_make_isFilledWithItsKind()
{
    as(u"ding"_s);
    const QUuid matter = performing();
    MatterPanel panel(*m_county->desk);
    QCOMPARE(shown(panel, matter), matter);
    const auto offered =
        m_county->desk
            ->read([matter](ReadContext &context) -> Result<QStringList> { return offeredDocuments(context, matter); })
            .result();
    QVERIFY(!offered->isEmpty());
    const ActionDialog *dialog = dialogAfter(panel, u"make_document"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->form()->data().value("code"_L1).toString(), offered->constFirst());
}

void TestMediationViews::people_search_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("person");
    QTest::newRow("name") << u"王五"_s << true;
    QTest::newRow("pinyin") << u"wangwu"_s << true;
    QTest::newRow("initials") << u"ww"_s << true;
    QTest::newRow("phone tail") << u"5678"_s << true;
    QTest::newRow("address") << u"示例村"_s << true;
    QTest::newRow("title of a matter") << u"漏水"_s << false;
    QTest::newRow("number of a matter") << u"清综矛〔2026〕0002号"_s << false;
}

void TestMediationViews::people_search()
{
    QFETCH(QString, typed);
    QFETCH(bool, person);
    as(u"yi"_s);
    PeoplePanel panel(*m_county->desk);
    panel.resize(300, 520);
    panel.show();
    auto *list = panel.findChild<QListView *>(u"peopleFound"_s);
    QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    panel.search(typed);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    const QString first = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(person ? first.contains(u"王五"_s) : first.contains(u"清综矛"_s), qPrintable(first));
    QVERIFY(!first.contains(u"13800005678"_s));
    panel.search(u"没有这个人"_s);
    QTRY_COMPARE(list->model()->rowCount(), 0);
}

void TestMediationViews::people_enter_opens()
{
    as(u"yi"_s);
    PeoplePanel panel(*m_county->desk);
    panel.resize(300, 520);
    panel.show();
    auto *list = panel.findChild<QListView *>(u"peopleFound"_s);
    auto *field = panel.findChild<QLineEdit *>(u"peopleSearch"_s);
    QSignalSpy person(&panel, &PeoplePanel::personChosen);
    QSignalSpy matter(&panel, &PeoplePanel::matterActivated);
    field->setText(u"wangwu"_s);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(person.size(), 1);
    field->setText(u"漏水"_s);
    QTRY_VERIFY(list->model()->index(0, 0).data().toString().contains(u"漏水"_s));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(matter.size(), 1);
    QCOMPARE(matter.constFirst().constFirst().toUuid(), m_ready);
}

void TestMediationViews::people_newestSearchWins()
{
    as(u"yi"_s);
    PeoplePanel panel(*m_county->desk);
    auto *list = panel.findChild<QListView *>(u"peopleFound"_s);
    for (const QString &typed : {u"w"_s, u"wa"_s, u"wan"_s, u"漏"_s, u"漏水"_s})
        panel.search(typed);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(list->model()->index(0, 0).data().toString().contains(u"漏水"_s));
}

void TestMediationViews::myList_sortsByUrgency()
{
    as(u"ding"_s);
    MyListPanel panel(*m_county->desk);
    panel.resize(300, 520);
    panel.show();
    auto *list = panel.findChild<QListView *>(u"myMatters"_s);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(find(list, m_assigned).isValid());
    const QString waiting = list->model()->index(0, 0).data().toString();
    QVERIFY(!(list->model()->index(0, 0).flags() & Qt::ItemIsSelectable)); // a heading
    m_county->at(u"2026-09-18 09:00"_s);                                   // two working days to sign have passed
    panel.refresh();
    QTRY_VERIFY(list->model()->index(0, 0).data().toString() != waiting);
    QSignalSpy opened(&panel, &MyListPanel::matterActivated);
    list->setCurrentIndex(find(list, m_assigned));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    m_county->at(u"2026-09-14 09:00"_s);
}

void TestMediationViews::administrator_seesAnExplanation()
{
    as(u"chen"_s);
    TriageBoard board(*m_county->desk);
    MatterPanel matter(*m_county->desk);
    MyListPanel mine(*m_county->desk);
    PeoplePanel people(*m_county->desk);
    matter.showMatter(m_ready);
    people.search(u"王五"_s);
    for (QWidget *panel : std::initializer_list<QWidget *>{&board, &matter, &mine, &people}) {
        panel->show();
        QVERIFY(panel->findChild<QWidget *>(u"mayNotRead"_s)->isVisible());
        QVERIFY(actionsOn(*panel).isEmpty());
    }
    QVERIFY(matter.matter().isNull());
}

FENGQIAO_GUI_TEST_MAIN(TestMediationViews)
#include "tst_mediation_views.moc"
