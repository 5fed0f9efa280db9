#include "gui_fixture.h"

#include <QDir>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTranslator>

#include <mediation/sessions.h>
#include <mediation/widgets/mediator_board_panel.h>
#include <mediation/widgets/room_calendar_panel.h>
#include <widgets/action_dialog.h>
#include <widgets/filters.h>
#include <widgets/notices.h>

#include "mediation_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

Instant local(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
    return Instant::fromLocal(time.date(), time.time());
}

QString toastText(const QWidget &panel)
{
    const QList<Toast *> toasts = panel.window()->findChildren<Toast *>();
    return toasts.isEmpty() ? QString() : toasts.constLast()->text();
}

} // namespace

// The room calendar and the mediator board on a demo county: what is painted is where one clicks. With FENGQIAO_SHOTS
// set to a folder the last case leaves pictures of both in both appearances.
class TestRoomCalendar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void calendar_showsTheDay_ownAccessible();
    void calendar_doubleClickOnFreeTime_booksThere();
    void calendar_doubleClickOnSession_opensItsMatter();
    void calendar_drag_moves_andUndoMovesBack();
    void calendar_dragOntoAnother_saysWhyNot();
    void calendar_keys_moveAndBook();
    void calendar_nextFreeTime_isSelected();
    void calendar_week_hasADayARow();
    void calendar_withoutRooms_saysSo();
    void calendar_forTheAdministrator_isClosed();
    void calendar_menu_offersWhatTheRoleMay();
    void board_filters_bySkillAndLanguage();
    void board_suggest_saysWhy_andWhoIsNotOffered();
    void board_ofOthers_hasNoProfileMenu();
    void pictures();

private:
    QUuid inMediation(const QString &title, const QString &mediator, const QString &roomKind,
                      const QString &conduct = u"quarrel"_s, const QString &first = u"王五"_s,
                      const QString &second = u"赵六"_s);
    QUuid booked(QUuid matter, const QString &login, const QString &at, int minutes, const QString &roomKind,
                 const QJsonObject &more = {});
    void as(const QString &login);
    void loaded(QWidget &panel);

    [[nodiscard]] QAbstractScrollArea *grid(QWidget &panel) const
    {
        return panel.findChild<QAbstractScrollArea *>(u"roomCalendar"_s);
    }

    [[nodiscard]] QPoint middle(QWidget &panel, const QString &roomKind, const QString &at);
    [[nodiscard]] Instant starts(QUuid session);

    std::unique_ptr<MediationCounty> m_county;
    QUuid m_drain;
    QUuid m_traffic;
    QUuid m_session;
    QString m_login;
};

void TestRoomCalendar::initTestCase()
{
    setLanguage(Language::Chinese);
    m_county = std::make_unique<MediationCounty>(u"jia"_s);
    m_county->at(u"2026-09-14 09:05"_s);
    m_drain = inMediation(u"两户院墙排水纠纷"_s, u"ding"_s, u"room_signature"_s);
    m_traffic = inMediation(u"电动车与轿车相撞后的赔偿"_s, u"wu"_s, u"room_court_link"_s, u"physical"_s, u"吴十"_s,
                            u"欧阳某"_s);
    const QUuid care =
        inMediation(u"赡养费分担意见不一"_s, u"ding"_s, u"room_signature"_s, u"quarrel"_s, u"钱七"_s, u"钱大"_s);
    QVERIFY(!m_drain.isNull() && !m_traffic.isNull() && !care.isNull());
    booked(m_drain, u"ding"_s, u"2026-09-14 10:30"_s, 90, u"room_signature"_s);
    booked(care, u"ding"_s, u"2026-09-14 15:00"_s, 60, u"room_signature"_s);
    booked(care, u"ding"_s, u"2026-09-16 09:00"_s, 90, u"room_signature"_s);
    booked(m_traffic, u"wu"_s, u"2026-09-14 14:30"_s, 90, u"room_court_link"_s,
           {{u"waiting"_s, QJsonArray{QJsonObject{{u"side"_s, u"applicant"_s}, {u"place"_s, u"二楼东侧"_s}},
                                      QJsonObject{{u"side"_s, u"respondent"_s},
                                                  {u"room"_s, idText(m_county->room(u"room_legal_aid"_s))}}}}});
    m_session = booked(m_drain, u"ding"_s, u"2026-09-15 09:30"_s, 60, u"room_signature"_s);
    booked(m_traffic, u"wu"_s, u"2026-09-15 10:00"_s, 60, u"room_court_link"_s,
           {{u"waiting"_s, QJsonArray{QJsonObject{{u"side"_s, u"applicant"_s}, {u"place"_s, u"二楼东侧"_s}},
                                      QJsonObject{{u"side"_s, u"respondent"_s}, {u"place"_s, u"一楼大厅"_s}}}}});
    QVERIFY(!m_session.isNull());
}

void TestRoomCalendar::init()
{
    m_county->at(u"2026-09-14 09:40"_s);
    as(u"ding"_s);
}

void TestRoomCalendar::cleanup()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (qobject_cast<QMenu *>(widget) || qobject_cast<QDialog *>(widget))
            widget->close();
}

void TestRoomCalendar::as(const QString &login)
{
    if (std::exchange(m_login, login) != login)
        m_county->signIn(login);
}

QUuid TestRoomCalendar::inMediation(const QString &title, const QString &mediator, const QString &roomKind,
                                    const QString &conduct, const QString &first, const QString &second)
{
    const QJsonObject parties{{u"parties"_s, QJsonArray{MediationCounty::person(first, u"applicant"_s),
                                                        MediationCounty::person(second, u"respondent"_s)}}};
    const QUuid id = m_county->assigned(
        m_county->ready(title, parties, {{u"dispute_type"_s, roomKind == "room_court_link"_L1 ? u"13"_s : u"02"_s}},
                        {}),
        roomKind, mediator);
    if (id.isNull())
        return {};
    const auto moved = m_county->desk->store()
                           .write([id, conduct](Writer &tx) -> Result<> {
                               auto row = tx.find(matterEntity(), id);
                               row->set("conduct"_L1, conduct);
                               row->set("state"_L1, u"M51"_s);
                               tx.update(*row);
                               return {};
                           })
                           .result();
    return moved ? id : QUuid();
}

QUuid TestRoomCalendar::booked(QUuid matter, const QString &login, const QString &at, int minutes,
                               const QString &roomKind, const QJsonObject &more)
{
    const auto outcome = m_county->act(login, u"book_session"_s,
                                       with({{u"matter"_s, idText(matter)},
                                             {u"room"_s, idText(m_county->room(roomKind))},
                                             {u"starts_at"_s, local(at).toIso()},
                                             {u"minutes"_s, minutes},
                                             {u"mode"_s, u"closed"_s}},
                                            more));
    return outcome ? outcome->id : QUuid();
}

// Shown and filled.
void TestRoomCalendar::loaded(QWidget &panel)
{
    panel.resize(1280, 420);
    auto *calendar = qobject_cast<RoomCalendarPanel *>(&panel);
    auto *board = qobject_cast<MediatorBoardPanel *>(&panel);
    if (calendar) {
        QSignalSpy spy(calendar, &RoomCalendarPanel::loaded);
        panel.show();
        calendar->refresh();
        QTRY_VERIFY(!spy.isEmpty()); // the answer may be there at once
    } else {
        QSignalSpy spy(board, &MediatorBoardPanel::loaded);
        panel.show();
        board->refresh();
        QTRY_VERIFY(!spy.isEmpty()); // the answer may be there at once
    }
}

// The middle of half an hour of a room, as painted: columns are equal, hours stand at the left.
QPoint TestRoomCalendar::middle(QWidget &panel, const QString &roomKind, const QString &at)
{
    QRect rect;
    QMetaObject::invokeMethod(grid(panel), "placeRect", Qt::DirectConnection, Q_RETURN_ARG(QRect, rect),
                              Q_ARG(QUuid, m_county->room(roomKind)), Q_ARG(fengqiao::Instant, local(at)));
    return rect.center();
}

Instant TestRoomCalendar::starts(QUuid session)
{
    return m_county->desk->store()
        .read([session](Reader &reader) -> Result<Instant> {
            return reader.find(sessionEntity(), session)->instant("starts_at"_L1);
        })
        .result()
        .value();
}

void TestRoomCalendar::calendar_showsTheDay_ownAccessible()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QCOMPARE(panel.day(), QDate(2026, 9, 14));
    QVERIFY(!grid(panel)->accessibleName().isEmpty());
    QTest::mouseClick(grid(panel)->viewport(), Qt::LeftButton, {},
                      middle(panel, u"room_signature"_s, u"2026-09-14 11:00"_s));
    QVERIFY2(grid(panel)->accessibleDescription().contains(u"两户院墙排水纠纷"_s),
             qPrintable(grid(panel)->accessibleDescription()));
    // Of another mediator's matter only the time is told.
    QTest::mouseClick(grid(panel)->viewport(), Qt::LeftButton, {},
                      middle(panel, u"room_court_link"_s, u"2026-09-14 15:00"_s));
    QVERIFY(!grid(panel)->accessibleDescription().contains(u"相撞"_s));
    QVERIFY(grid(panel)->accessibleDescription().contains(u"14:30"_s));
}

void TestRoomCalendar::calendar_doubleClickOnFreeTime_booksThere()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    panel.setMatter(m_drain);
    QTest::mouseDClick(grid(panel)->viewport(), Qt::LeftButton, {},
                       middle(panel, u"room_complex"_s, u"2026-09-14 16:30"_s));
    QTRY_VERIFY(panel.findChild<ActionDialog *>());
    auto *dialog = panel.findChild<ActionDialog *>();
    const QJsonObject data = dialog->form()->data();
    QCOMPARE(data.value("matter"_L1).toString(), idText(m_drain));
    QCOMPARE(data.value("room"_L1).toString(), idText(m_county->room(u"room_complex"_s)));
    QCOMPARE(data.value("starts_at"_L1).toString(), local(u"2026-09-14 16:30"_s).toIso());
    QSignalSpy acted(dialog, &ActionDialog::acted);
    dialog->submit();
    QTRY_VERIFY(!acted.isEmpty());
    const QUuid session = acted.first().first().value<ActionOutcome>().id;
    QCOMPARE(starts(session), local(u"2026-09-14 16:30"_s));
    QVERIFY(
        m_county->act(u"ding"_s, u"cancel_session"_s, {{u"session"_s, idText(session)}, {u"reason"_s, u"mistake"_s}}));
}

void TestRoomCalendar::calendar_doubleClickOnSession_opensItsMatter()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QSignalSpy opened(&panel, &RoomCalendarPanel::matterActivated);
    QTest::mouseDClick(grid(panel)->viewport(), Qt::LeftButton, {},
                       middle(panel, u"room_signature"_s, u"2026-09-14 11:00"_s));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toUuid(), m_drain);
    QTest::mouseDClick(grid(panel)->viewport(), Qt::LeftButton, {},
                       middle(panel, u"room_court_link"_s, u"2026-09-14 15:00"_s)); // not this person's
    QCOMPARE(opened.size(), 1);
    QVERIFY(!panel.findChild<ActionDialog *>());
}

void TestRoomCalendar::calendar_drag_moves_andUndoMovesBack()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QSignalSpy shown(&panel, &RoomCalendarPanel::loaded);
    panel.showDay(QDate(2026, 9, 15));
    QTRY_VERIFY(!shown.isEmpty());
    QWidget *view = grid(panel)->viewport();
    const QPoint from = middle(panel, u"room_signature"_s, u"2026-09-15 09:30"_s);
    const QPoint to = middle(panel, u"room_complex"_s, u"2026-09-15 15:00"_s);
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    QTest::mouseMove(view, from + QPoint(20, 20));
    QTest::mouseMove(view, to);
    QTest::mouseRelease(view, Qt::LeftButton, {}, to);
    QTRY_COMPARE(starts(m_session), local(u"2026-09-15 15:00"_s));
    QTRY_VERIFY(panel.window()->findChild<Toast *>());
    auto *undo = panel.window()->findChildren<Toast *>().constLast()->findChild<QPushButton *>();
    QVERIFY(undo);
    undo->click();
    QTRY_COMPARE(starts(m_session), local(u"2026-09-15 09:30"_s));
}

void TestRoomCalendar::calendar_dragOntoAnother_saysWhyNot()
{
    as(u"yi"_s);
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QSignalSpy shown(&panel, &RoomCalendarPanel::loaded);
    panel.showDay(QDate(2026, 9, 15));
    QTRY_VERIFY(!shown.isEmpty());
    QWidget *view = grid(panel)->viewport();
    const QPoint from = middle(panel, u"room_signature"_s, u"2026-09-15 09:30"_s);
    const QPoint to = middle(panel, u"room_court_link"_s, u"2026-09-15 10:00"_s);
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    QTest::mouseMove(view, from + QPoint(20, 20));
    QTest::mouseMove(view, to);
    QTest::mouseRelease(view, Qt::LeftButton, {}, to);
    QTRY_VERIFY2(toastText(panel).contains(u"10:00-11:00"_s), qPrintable(toastText(panel)));
    QCOMPARE(starts(m_session), local(u"2026-09-15 09:30"_s));
}

void TestRoomCalendar::calendar_keys_moveAndBook()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QSignalSpy shown(&panel, &RoomCalendarPanel::loaded);
    panel.showDay(QDate(2026, 9, 15));
    QTRY_VERIFY(!shown.isEmpty());
    QAbstractScrollArea *view = grid(panel);
    view->setFocus();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(panel, u"room_signature"_s, u"2026-09-15 09:30"_s));
    QTest::keyClick(view, Qt::Key_Down, Qt::ControlModifier);
    QTRY_COMPARE(starts(m_session), local(u"2026-09-15 10:00"_s));
    QTRY_VERIFY(shown.size() >= 2);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(panel, u"room_signature"_s, u"2026-09-15 10:00"_s));
    QTest::keyClick(view, Qt::Key_Up, Qt::ControlModifier);
    QTRY_COMPARE(starts(m_session), local(u"2026-09-15 09:30"_s));
    QTest::keyClick(view, Qt::Key_End);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_VERIFY(panel.findChild<ActionDialog *>());
    QCOMPARE(panel.findChild<ActionDialog *>()->form()->data().value("starts_at"_L1).toString(),
             local(u"2026-09-15 17:30"_s).toIso());
}

void TestRoomCalendar::calendar_nextFreeTime_isSelected()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    panel.setMatter(m_drain);
    panel.findChild<QPushButton *>(u"nextFree"_s)->click();
    // From 09:40 on; the mediator is busy from 10:30 to 12:00 and from 15:00.
    QTRY_VERIFY2(toastText(panel).contains(u"14:00"_s), qPrintable(toastText(panel)));
    QTRY_VERIFY2(grid(panel)->accessibleDescription().contains(u"14:00"_s),
                 qPrintable(grid(panel)->accessibleDescription()));
}

void TestRoomCalendar::calendar_week_hasADayARow()
{
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QSignalSpy shown(&panel, &RoomCalendarPanel::loaded);
    panel.setWeek(true);
    QTRY_VERIFY(!shown.isEmpty());
    QVERIFY(panel.isWeek());
    QTest::mouseClick(grid(panel)->viewport(), Qt::LeftButton, {},
                      middle(panel, u"room_complex"_s, u"2026-09-20 09:00"_s));
    QVERIFY2(grid(panel)->accessibleDescription().contains(u"2026-09-20"_s),
             qPrintable(grid(panel)->accessibleDescription()));
}

void TestRoomCalendar::calendar_withoutRooms_saysSo()
{
    const auto close = [this](bool active) {
        return m_county->desk->store()
            .write([active](Writer &tx) -> Result<> {
                for (Row &room : tx.select(roomEntity(), u"1"_s)) {
                    room.set("active"_L1, QVariant(active));
                    tx.update(room);
                }
                return {};
            })
            .result();
    };
    QVERIFY(close(false));
    RoomCalendarPanel panel(*m_county->desk);
    loaded(panel);
    QVERIFY(!grid(panel)->isVisible());
    QVERIFY(panel.findChild<EmptyState *>()->isVisible());
    QVERIFY(!panel.findChild<QPushButton *>(u"nextFree"_s)->isEnabled());
    QVERIFY(close(true));
}

void TestRoomCalendar::calendar_forTheAdministrator_isClosed()
{
    as(u"chen"_s);
    RoomCalendarPanel panel(*m_county->desk);
    panel.resize(1280, 420);
    panel.show();
    QVERIFY(panel.findChild<QWidget *>(u"mayNotRead"_s)->isVisible());
    QVERIFY(!grid(panel)->isVisible());
}

void TestRoomCalendar::calendar_menu_offersWhatTheRoleMay()
{
    const auto entries = [this](const QString &login) {
        as(login);
        RoomCalendarPanel panel(*m_county->desk);
        loaded(panel);
        const QPoint pos = middle(panel, u"room_signature"_s, u"2026-09-14 11:00"_s);
        QContextMenuEvent event(QContextMenuEvent::Mouse, pos, grid(panel)->viewport()->mapToGlobal(pos));
        QApplication::sendEvent(grid(panel)->viewport(), &event);
        QStringList words;
        if (const auto *menu = panel.findChild<QMenu *>(u"calendarMenu"_s))
            for (const QAction *action : menu->actions())
                words << action->text();
        return words;
    };
    const auto word = [this](const QString &action) {
        return m_county->desk->rules()->table("actions"_L1).find(action)->word();
    };
    QVERIFY(entries(u"ding"_s).contains(word(u"hold_session"_s)));
    const QStringList deputy = entries(u"yi"_s);
    QVERIFY(deputy.contains(word(u"move_session"_s)) && !deputy.contains(word(u"hold_session"_s)));
    QVERIFY(!entries(u"jia"_s).contains(word(u"move_session"_s)));
}

void TestRoomCalendar::board_filters_bySkillAndLanguage()
{
    MediatorBoardPanel panel(*m_county->desk);
    loaded(panel);
    auto *list = panel.findChild<QListView *>(u"mediators"_s);
    QCOMPARE(list->model()->rowCount(), 2);
    const QString spoken = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.contains(u"丁调解"_s), qPrintable(spoken));
    auto *filters = panel.findChild<FilterBar *>();
    filters->setValue(u"language"_s, {u"sign"_s});
    QTRY_COMPARE(list->model()->rowCount(), 1);
    filters->setValue(u"skill"_s, {u"01"_s}); // nobody has both
    QTRY_VERIFY(panel.findChild<EmptyState *>()->isVisible());
    filters->clear();
    QTRY_COMPARE(list->model()->rowCount(), 2);
}

void TestRoomCalendar::board_suggest_saysWhy_andWhoIsNotOffered()
{
    as(u"yi"_s);
    MediatorBoardPanel panel(*m_county->desk);
    loaded(panel);
    auto *button = panel.findChild<QPushButton *>(u"suggest"_s);
    QVERIFY(!button->isEnabled() && !button->toolTip().isEmpty());
    const QUuid ding = m_county->row(m_drain).uuid("mediator"_L1);
    QVERIFY(m_county->act(
        u"yi"_s, u"set_mediator"_s,
        {{u"account"_s, idText(ding)},
         {u"conflicts"_s, QJsonArray{QJsonObject{{u"unit"_s, u"人社局"_s}, {u"ground"_s, u"interest"_s}}}},
         {u"leave"_s, QJsonArray{QJsonObject{{u"from"_s, u"2026-09-14"_s}, {u"until"_s, u"2026-09-15"_s}}}}}));
    panel.setMatter(m_drain);
    QVERIFY(button->isEnabled());
    QSignalSpy shown(&panel, &MediatorBoardPanel::loaded);
    button->click();
    QTRY_VERIFY(!shown.isEmpty());
    const QAbstractItemModel *model = panel.findChild<QListView *>(u"mediators"_s)->model();
    QTRY_COMPARE(model->rowCount(), 3); // one offered, the heading, one on leave
    QVERIFY(model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"戊调解"_s));
    QVERIFY(!model->flags(model->index(1, 0)).testFlag(Qt::ItemIsSelectable));
    QVERIFY(model->index(2, 0).data(Qt::AccessibleTextRole).toString().contains(u"丁调解"_s));
    panel.findChild<QPushButton *>(u"allMediators"_s)->click();
    QTRY_COMPARE(model->rowCount(), 2);
    QVERIFY(m_county->act(u"yi"_s, u"set_mediator"_s,
                          {{u"account"_s, idText(ding)}, {u"clear_leave"_s, true}, {u"clear_conflicts"_s, true}}));
}

void TestRoomCalendar::board_ofOthers_hasNoProfileMenu()
{
    as(u"wu"_s);
    MediatorBoardPanel panel(*m_county->desk);
    loaded(panel);
    auto *list = panel.findChild<QListView *>(u"mediators"_s);
    const auto menuOf = [&](int row) {
        const QPoint pos = list->visualRect(list->model()->index(row, 0)).center();
        Q_EMIT list->customContextMenuRequested(pos);
        return panel.findChild<QMenu *>(u"mediatorMenu"_s) != nullptr;
    };
    QVERIFY(!menuOf(0)); // another's
    QVERIFY(menuOf(1));  // the own
}

void TestRoomCalendar::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("FENGQIAO_SHOTS names no folder");
    QDir().mkpath(folder);
    QTranslator translator;
    if (translator.load(u"fengqiao_zh_CN"_s, resourcePath(u"translations"_s)))
        QCoreApplication::installTranslator(&translator);
    const QUuid ding = m_county->row(m_drain).uuid("mediator"_L1);
    m_county->act(u"yi"_s, u"set_mediator"_s,
                  {{u"account"_s, idText(ding)},
                   {u"conflicts"_s, QJsonArray{QJsonObject{{u"unit"_s, u"人社局"_s}, {u"ground"_s, u"interest"_s}}}},
                   {u"leave"_s, QJsonArray{QJsonObject{{u"from"_s, u"2026-09-17"_s}, {u"until"_s, u"2026-09-18"_s}}}}});
    as(u"yi"_s);
    Theme &theme = const_cast<Theme &>(Theme::of());
    for (const auto &[appearance, word] : {std::pair{Appearance::Light, u"light"_s}, {Appearance::Dark, u"dark"_s}}) {
        theme.setAppearance(appearance);
        const auto shot = [&](QWidget &widget, const QString &name) {
            QTest::qWait(200);
            QVERIFY(widget.grab().save(QDir(folder).filePath(name + u'-' + word + u".png"_s)));
        };
        RoomCalendarPanel panel(*m_county->desk);
        loaded(panel);
        grid(panel)->setFocus();
        shot(panel, u"calendar-day"_s);
        panel.resize(1280, 190);
        shot(panel, u"calendar-day-low"_s);
        panel.resize(1280, 420);
        panel.setWeek(true);
        shot(panel, u"calendar-week"_s);
        MediatorBoardPanel board(*m_county->desk);
        loaded(board);
        shot(board, u"mediators"_s);
        board.resize(300, 420);
        shot(board, u"mediators-narrow"_s);
        board.resize(1280, 300);
        board.setMatter(m_drain);
        board.suggest();
        shot(board, u"mediators-suggest"_s);
        board.findChild<FilterBar *>()->setValue(u"language"_s, {u"uyghur"_s});
        shot(board, u"mediators-none"_s);
    }
    theme.setAppearance(Appearance::Light);
}

FENGQIAO_GUI_TEST_MAIN(TestRoomCalendar)
#include "tst_room_calendar.moc"
