// What a desk shows of itself and the others: state, changes that were refused with the ways to mend them, both values
// of a conflict, and the page of a further desk. Without a server: every state comes from a fault or from a row.
#include "gui_fixture.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <mediation/mediation.h>
#include <store/replica.h>
#include <sync/conflicts.h>
#include <widgets/action_dialog.h>
#include <widgets/desk_references.h>

#include "conflict_panel.h"
#include "demo_desk.h"
#include "desk_sync.h"
#include "desk_watch.h"
#include "join_page.h"
#include "status_strip.h"
#include "sync_panel.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 15'000;

// FENGQIAO_SHOTS names a folder for pictures to look at.
void shoot(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        return;
    QTest::qWait(200); // what came last is laid out
    QVERIFY(widget.grab().save(QDir(folder).filePath(name + u".png"_s)));
}

} // namespace

class tst_SyncViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void standing_hasWordsOfItsOwn();
    void desk_withoutServer_asksForOne();
    void desk_withoutServer_refusesAPassword();
    void desk_whoseServerIsAway_saysSoAndGoesOn();
    void desk_worksAloneOnPurpose();
    void refusedChange_isSentAgain();
    void refusedChange_isGivenUpWithAReason();
    void conflict_isTakenByOneClick();
    void sealedConflict_asksForAReason();
    void joinPage_saysWhatIsMissing();

private:
    static void refuse(Desk &desk);
    static QUuid conflict(Desk &desk, bool sealed);
    DemoDesk m_demo;
};

static QPushButton *button(QWidget &widget, const QString &text)
{
    for (QPushButton *candidate : widget.findChildren<QPushButton *>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

static bool says(QWidget &widget, const QString &text)
{
    return std::ranges::any_of(widget.findChildren<QLabel *>(),
                               [&](const QLabel *label) { return label->text().contains(text); });
}

// As the sync engine leaves it when the server refuses a change.
void tst_SyncViews::refuse(Desk &desk)
{
    const auto done =
        desk.store()
            .write([](Writer &tx) -> Result<> {
                tx.execute(u"DELETE FROM sync_refused"_s);
                tx.execute(
                    u"INSERT INTO sync_refused VALUES (?, ?, ?, ?, ?)"_s,
                    {1, u"transition_conflict"_s, u"V3"_s,
                     u"{\"at\":1,\"ops\":[{\"op\":\"new\",\"entity\":\"history\",\"id\":\"x\",\"stamp\":1,\"fields\":"
                     "{\"action\":\"withdraw_visit\",\"subject_kind\":\"visit\",\"subject\":"
                     "\"019a0000-0000-7000-8000-000000000001\"}}]}"_s,
                     tx.now().ms});
                return {};
            })
            .result();
    QVERIFY(done);
}

QUuid tst_SyncViews::conflict(Desk &desk, bool sealed)
{
    const auto id = desk.store()
                        .write([sealed](Writer &tx) -> Result<QUuid> {
                            Row person(personEntity());
                            person.set("name"_L1, u"王五"_s);
                            person.set("address"_L1, u"山门镇一号"_s);
                            tx.insert(person);
                            Row row(conflictEntity());
                            row.set("record_kind"_L1, u"person"_s);
                            row.set("record"_L1, QVariant(person.id()));
                            row.set("field"_L1, u"address"_s);
                            row.setJson("kept"_L1, QJsonObject{{u"value"_s, u"山门镇一号"_s}});
                            row.set("kept_stamp"_L1, QVariant(person.stamp().value));
                            row.setJson("other"_L1, QJsonObject{{u"value"_s, u"永清镇二号"_s}});
                            row.set("other_stamp"_L1, QVariant(person.stamp().value - 4096));
                            row.set("state"_L1, u"open"_s);
                            row.set("sealed"_L1, QVariant(sealed));
                            row.set("at"_L1, tx.now());
                            tx.insert(row);
                            return person.id();
                        })
                        .result();
    return id.value_or(QUuid());
}

void tst_SyncViews::standing_hasWordsOfItsOwn()
{
    using Kind = SyncStanding::Kind;
    QSet<QString> headings;
    for (const Kind kind : {Kind::NotSetUp, Kind::Alone, Kind::Connecting, Kind::InStep, Kind::NoServer, Kind::NoSpace,
                            Kind::Certificate, Kind::Version, Kind::Refused}) {
        const SyncStanding standing{.kind = kind, .sentence = {}, .url = {}, .lastInStep = {}};
        QVERIFY(!standing.heading().isEmpty() && !standing.icon().isEmpty());
        headings.insert(standing.heading());
    }
    QCOMPARE(headings.size(), 9);
}

void tst_SyncViews::desk_withoutServer_asksForOne()
{
    const auto desk = m_demo.open(u"jia"_s);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    panel.resize(360, 640);
    panel.show();
    QSignalSpy changed(&sync, &DeskSync::changed);
    sync.begin();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, waitMs);
    QVERIFY(panel.findChild<QLineEdit *>(u"serverUrl"_s)->isVisible());
    QVERIFY(!panel.findChild<QPushButton *>(u"workAlone"_s)->isVisible());
    shoot(panel, u"sync-none"_s);
    // In a low dock too, nothing of the form is cut.
    panel.resize(284, 300);
    const auto *button = panel.findChild<QPushButton *>(u"serverConnect"_s);
    QTRY_VERIFY2(button->parentWidget()->rect().contains(button->geometry()),
                 qPrintable(QString::number(button->parentWidget()->height() - button->geometry().bottom())));
    QVERIFY(button->height() >= Theme::of(button).size(Size::Control));
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (label->text() == "File"_L1)
            QVERIFY2(label->mapTo(&panel, QPoint(0, 0)).y() >= button->mapTo(&panel, button->rect().bottomLeft()).y(),
                     "the first fact stands on the button");
}

void tst_SyncViews::desk_withoutServer_refusesAPassword()
{
    const auto desk = m_demo.open(u"jia"_s);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    panel.show();
    panel.findChild<QLineEdit *>(u"serverUrl"_s)->setText(u"postgresql://c_620521:secret@db.example/county"_s);
    panel.findChild<QPushButton *>(u"serverConnect"_s)->click();
    QVERIFY(sync.standing().kind == SyncStanding::Kind::NotSetUp);
    QVERIFY(says(panel, u"password"_s));
}

void tst_SyncViews::desk_whoseServerIsAway_saysSoAndGoesOn()
{
    const auto desk = m_demo.open(u"bing"_s);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    StatusStrip strip(*desk);
    connect(&sync, &DeskSync::changed, &strip, &StatusStrip::setStanding);
    panel.resize(360, 640);
    panel.show();
    sync.setServer(u"postgresql://c_620521@/county?host=/nowhere"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::NoServer, waitMs);
    QVERIFY(panel.findChild<QPushButton *>(u"syncNow"_s)->isVisible());
    QVERIFY(says(panel, sync.standing().heading()));
    QVERIFY(!QApplication::activeModalWidget()); // a state, no dialog
    shoot(panel, u"sync-away"_s);
    // Work goes on meanwhile.
    const ActionOutcome visit = act(*desk, u"register_visit"_s,
                                    {{u"purpose"_s, u"purpose_dispute"_s},
                                     {u"head_count"_s, 1},
                                     {u"visitor_name"_s, u"张三"_s},
                                     {u"claim"_s, u"邻居排水冲坏院墙。"_s}});
    QVERIFY(!visit.id.isNull());
}

// Kept in the file: it holds when the window is opened again.
void tst_SyncViews::desk_worksAloneOnPurpose()
{
    {
        const auto desk = m_demo.open(u"jia"_s);
        DeskSync sync(*desk);
        sync.setServer(u"postgresql://c_620521@/county?host=/nowhere"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::NoServer, waitMs);
        sync.setAlone(true);
        QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::Alone, waitMs);
    }
    const auto desk = m_demo.open(u"jia"_s);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    panel.show();
    sync.begin();
    QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::Alone, waitMs);
    panel.findChild<QPushButton *>(u"workAlone"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::NoServer, waitMs);
    sync.setServer({}, {});
    QTRY_VERIFY_WITH_TIMEOUT(sync.standing().kind == SyncStanding::Kind::NotSetUp, waitMs);
}

void tst_SyncViews::refusedChange_isSentAgain()
{
    const auto desk = m_demo.open(u"jia"_s);
    refuse(*desk);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    panel.resize(360, 720);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(button(panel, u"Send again"_s), waitMs);
    const RuleRow *state = desk->rules()->table("states"_L1).find(u"V3"_s);
    QVERIFY(state && says(panel, state->word())); // why, in words
    QVERIFY(button(panel, u"Open the record"_s));
    shoot(panel, u"sync-refused"_s);
    QSignalSpy opened(&panel, &SyncPanel::recordActivated);
    button(panel, u"Open the record"_s)->click();
    QCOMPARE(opened.size(), 1);
    const auto waiting = [&desk] {
        return desk->store()
            .read([](Reader &r) -> Result<QByteArray> {
                const auto entries = outboxAfter(r, 0, 100000, 1LL << 40);
                return entries.isEmpty() ? QByteArray() : entries.last().body;
            })
            .result()
            .value_or(QByteArray());
    };
    button(panel, u"Send again"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(waiting().startsWith("{\"retry\":true,") && waiting().contains("withdraw_visit"), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!button(panel, u"Send again"_s), waitMs);
}

void tst_SyncViews::refusedChange_isGivenUpWithAReason()
{
    const auto desk = m_demo.open(u"jia"_s);
    refuse(*desk);
    DeskReferences references(*desk);
    DeskSync sync(*desk);
    SyncPanel panel(*desk, sync, &references);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(button(panel, u"Give up…"_s), waitMs);
    button(panel, u"Give up…"_s)->click();
    auto *dialog = panel.findChild<ActionDialog *>();
    QVERIFY(dialog);
    dialog->submit(); // without a reason it stays open
    QTest::qWait(50);
    QVERIFY(dialog->isVisible());
    dialog->form()->setValues({{u"reason"_s, u"来访人已离开"_s}});
    QSignalSpy acted(dialog, &ActionDialog::acted);
    dialog->submit();
    QTRY_COMPARE_WITH_TIMEOUT(acted.size(), 1, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!button(panel, u"Give up…"_s), waitMs);
}

void tst_SyncViews::conflict_isTakenByOneClick()
{
    const auto desk = m_demo.open(u"jia"_s);
    const QUuid person = conflict(*desk, false);
    ConflictPanel panel(*desk);
    panel.resize(380, 640);
    panel.show();
    QTRY_COMPARE_WITH_TIMEOUT(panel.count(), 1, waitMs);
    shoot(panel, u"conflict"_s);
    panel.findChild<QPushButton *>(u"conflict_other"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(panel.count(), 0, waitMs);
    const auto row =
        desk->store()
            .read([&](Reader &r) -> Result<QString> { return r.find(personEntity(), person)->text("address"_L1); })
            .result();
    QCOMPARE(row.value(), u"永清镇二号"_s);
}

void tst_SyncViews::sealedConflict_asksForAReason()
{
    const auto desk = m_demo.open(u"jia"_s);
    conflict(*desk, true);
    ConflictPanel panel(*desk);
    panel.resize(380, 640);
    panel.show();
    QTRY_COMPARE_WITH_TIMEOUT(panel.count(), 1, waitMs);
    shoot(panel, u"conflict-sealed"_s);
    panel.findChild<QPushButton *>(u"conflict_kept"_s)->click();
    QTest::qWait(200);
    QCOMPARE(panel.count(), 1); // refused: no reason
    auto *reason = panel.findChild<QLineEdit *>();
    QVERIFY(reason);
    reason->setText(u"以县中心研判为准"_s);
    panel.findChild<QPushButton *>(u"conflict_kept"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(panel.count(), 0, waitMs);
}

void tst_SyncViews::joinPage_saysWhatIsMissing()
{
    JoinPage page;
    page.resize(900, 760);
    page.show();
    page.begin();
    auto *join = page.findChild<QPushButton *>(u"joinCounty"_s);
    join->click();
    QVERIFY(says(page, u"address of the server"_s));
    page.findChild<QLineEdit *>(u"joinUrl"_s)->setText(u"postgresql://c_620521@/county?host=/nowhere"_s);
    page.findChild<QLineEdit *>(u"joinLogin"_s)->setText(u"bing"_s);
    page.findChild<QLineEdit *>(u"joinPassword"_s)->setText(u"one-long-password"_s);
    page.findChild<QLineEdit *>(u"joinPasswordAgain"_s)->setText(u"another-password"_s);
    join->click();
    QVERIFY(says(page, u"differ"_s));
    shoot(page, u"join"_s);
    const QString file = m_demo.folder() + u"/joined.fengqiao"_s;
    page.findChild<QLineEdit *>(u"joinPasswordAgain"_s)->setText(u"one-long-password"_s);
    page.findChild<QLineEdit *>(u"joinFile"_s)->setText(file);
    join->click();
    QTRY_VERIFY_WITH_TIMEOUT(join->isEnabled(), waitMs);
    QVERIFY(says(page, u"cannot be reached"_s));
    QVERIFY(!QFile::exists(file)); // nothing stays
}

FENGQIAO_GUI_TEST_MAIN(tst_SyncViews)
#include "tst_sync_views.moc"
