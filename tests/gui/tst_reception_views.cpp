#include "gui_fixture.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <core/locale.h>
#include <mediation/queries.h>
#include <reception/queries.h>
#include <reception/reception.h>
#include <reception/widgets/queue_panel.h>
#include <reception/widgets/roster_panel.h>
#include <reception/widgets/visit_panel.h>
#include <reception/widgets/visit_slip.h>
#include <widgets/action_dialog.h>
#include <widgets/action_form.h>
#include <widgets/desk_references.h>
#include <widgets/notices.h>

#include "demo_desk.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

// Chinese comes from an input method: key clicks cannot type it.
void write(QWidget *field, const QString &words)
{
    field->setFocus();
    QInputMethodEvent event;
    event.setCommitString(words);
    QCoreApplication::sendEvent(field, &event);
}

void press(QWidget *widget, const QString &keys)
{
    QTest::keySequence(widget, QKeySequence(keys));
}

// Shortcuts need the active window.
void open(QWidget &panel)
{
    panel.resize(640, 480);
    panel.show();
    panel.activateWindow();
    if (!QTest::qWaitForWindowActive(&panel))
        qFatal("the window did not become active");
}

QWidget *popover(const QWidget &panel)
{
    return panel.findChild<QWidget *>(u"foundPeople"_s);
}

} // namespace

// The reception panels over a temporary demo county; every case has a desk of its own on the same file, so that cases
// count by differences and never by totals.
class tst_reception_views : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void queue_showsTheDayAsStored();
    void queue_rereadsOnlyWhatChanged();
    void queue_countsFollowEveryStep();
    void queue_showsAVisitOfAnotherDayNowhere();
    void callNext_callsTheLongestWaitingAndOpensIt();
    void callNext_withNobodyWaiting_saysSo();
    void callNext_isNotOfferedToWhoMayNot();
    void queue_isWorkedByKeys();

    void registration_isDoneByKeysAlone();
    void registration_withoutPurpose_asksForIt();
    void registration_ofAGroup_asksForRepresentatives_data();
    void registration_ofAGroup_asksForRepresentatives();
    void registration_findsAKnownVisitorByPhone();
    void registration_hintsAtADuplicateWhileTyping();
    void registration_takesEveryFieldOfTheForm();
    void registration_refusedByTheEngine_keepsWhatWasTyped();
    void unsavedInput_isKnown();

    void visit_offersWhatMayBeDone_data();
    void visit_offersWhatMayBeDone();
    void visit_stepChangesThePage();
    void openMatter_isFilledFromTheVisit();
    void emergency_isRecordedAndOpensTheMatter();

    void slip_hidesWhoItIs();
    void slip_isWrittenAsPdf_data();
    void slip_isWrittenAsPdf();
    void slip_thatCannotBeWritten_saysSo();

    void roster_listsUnitsAndWindows();
    void roster_isChangedOnlyByWhoMay_data();
    void roster_isChangedOnlyByWhoMay();

    void references_areFound_data();
    void references_areFound();

private:
    ActionOutcome visit(const QString &purpose, const QJsonObject &more = {});
    std::optional<Row> row(QUuid id);
    int visits();
    void reopenAs(const QString &login); // one program at a time has the file

    std::unique_ptr<DemoDesk> m_demo;
    std::unique_ptr<Desk> m_desk;
};

void tst_reception_views::initTestCase()
{
    m_demo = std::make_unique<DemoDesk>();
}

void tst_reception_views::init()
{
    m_demo->setTime(QDate(2026, 9, 14), QTime(9, 5));
    m_desk = m_demo->open(u"bing"_s);
}

void tst_reception_views::cleanup()
{
    m_desk.reset();
}

ActionOutcome tst_reception_views::visit(const QString &purpose, const QJsonObject &more)
{
    QJsonObject data{{u"purpose"_s, purpose}, {u"head_count"_s, 1}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return act(*m_desk, u"register_visit"_s, data);
}

std::optional<Row> tst_reception_views::row(QUuid id)
{
    return m_desk
        ->read([id](ReadContext &context) -> Result<std::optional<Row>> { return context.tx.find(visitEntity(), id); })
        .result()
        .value_or(std::nullopt);
}

int tst_reception_views::visits()
{
    return m_desk
        ->read([](ReadContext &context) -> Result<int> {
            return queueOf(context, context.now.localDate()).counts.batches;
        })
        .result()
        .value_or(-1);
}

void tst_reception_views::reopenAs(const QString &login)
{
    m_desk.reset();
    m_desk = m_demo->open(login);
}

void tst_reception_views::queue_showsTheDayAsStored()
{
    visit(u"purpose_dispute"_s, {{u"visitor_name"_s, u"王五"_s}});
    QueuePanel panel(*m_desk);
    QAbstractItemModelTester tester(panel.list()->model());
    QTRY_COMPARE(panel.counts().batches, visits());
    QVERIFY(panel.list()->model()->rowCount() > 0);
}

void tst_reception_views::queue_rereadsOnlyWhatChanged()
{
    QueuePanel panel(*m_desk);
    QTRY_COMPARE(panel.counts().batches, visits());
    QAbstractItemModel *model = panel.list()->model();
    const int before = model->rowCount();
    const int receiving = panel.counts().receiving;
    QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(model, &QAbstractItemModel::modelReset);
    const ActionOutcome made = visit(u"purpose_dispute"_s);
    QTRY_COMPARE(model->rowCount(), before + 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size() + reset.size(), 0);
    panel.setCurrent(made.id);
    QCOMPARE(panel.current(), made.id);
    act(*m_desk, u"receive"_s, {{u"visit"_s, text(made.id)}});
    QTRY_COMPARE(panel.counts().receiving, receiving + 1);
    QCOMPARE(panel.current(), made.id); // the cursor goes with its visit
}

void tst_reception_views::queue_countsFollowEveryStep()
{
    QueuePanel panel(*m_desk);
    QTRY_COMPARE(panel.counts().batches, visits());
    const QueueCounts before = panel.counts();
    const ActionOutcome made = visit(u"purpose_legal_advice"_s, {{u"head_count"_s, 3}});
    QTRY_COMPARE(panel.counts().waiting, before.waiting + 1);
    QCOMPARE(panel.counts().persons, before.persons + 3);
    act(*m_desk, u"receive"_s, {{u"visit"_s, text(made.id)}});
    QTRY_COMPARE(panel.counts().receiving, before.receiving + 1);
    QCOMPARE(panel.counts().waiting, before.waiting);
    act(*m_desk, u"answer_on_spot"_s,
        {{u"visit"_s, text(made.id)}, {u"question"_s, u"能否继承。"_s}, {u"answer"_s, u"可以。"_s}});
    QTRY_COMPARE(panel.counts().done, before.done + 1);
    const ActionOutcome wrong = visit(u"purpose_other"_s);
    QTRY_COMPARE(panel.counts().batches, before.batches + 2);
    act(*m_desk, u"void"_s, {{u"visit"_s, text(wrong.id)}, {u"reason"_s, u"重复登记"_s}}, u"yi"_s);
    QTRY_COMPARE(panel.counts().batches, before.batches + 1); // voided: shown, never counted
    QCOMPARE(panel.counts().batches, visits());
}

void tst_reception_views::queue_showsAVisitOfAnotherDayNowhere()
{
    m_demo->setTime(QDate(2026, 9, 15), QTime(9, 0));
    QueuePanel panel(*m_desk);
    QTRY_COMPARE(panel.counts().batches, visits());
    const int before = panel.list()->model()->rowCount();
    visit(u"purpose_other"_s, {{u"arrived_at"_s, u"2026-09-14T17:30:00+08:00"_s}});
    const ActionOutcome today = visit(u"purpose_other"_s);
    QTRY_COMPARE(panel.list()->model()->rowCount(), before + 1);
    panel.setCurrent(today.id);
    QCOMPARE(panel.current(), today.id);
}

void tst_reception_views::callNext_callsTheLongestWaitingAndOpensIt()
{
    m_demo->setTime(QDate(2026, 9, 16), QTime(9, 0));
    const ActionOutcome first = visit(u"purpose_dispute"_s);
    m_demo->setTime(QDate(2026, 9, 16), QTime(9, 4));
    visit(u"purpose_dispute"_s);
    QueuePanel panel(*m_desk);
    QTRY_COMPARE(panel.counts().batches, visits());
    QSignalSpy activated(&panel, &QueuePanel::visitActivated);
    panel.callNext();
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(activated.constFirst().constFirst().toUuid(), first.id);
    QVERIFY(!row(first.id)->isNull("called_at"_L1));
}

void tst_reception_views::callNext_withNobodyWaiting_saysSo()
{
    m_demo->setTime(QDate(2026, 9, 17), QTime(9, 0));
    QueuePanel panel(*m_desk);
    panel.show();
    QSignalSpy activated(&panel, &QueuePanel::visitActivated);
    panel.callNext();
    QTRY_VERIFY(panel.findChild<QFrame *>(u"fengqiaoToast"_s));
    QCOMPARE(activated.size(), 0);
}

void tst_reception_views::callNext_isNotOfferedToWhoMayNot()
{
    reopenAs(u"jia"_s);
    QueuePanel panel(*m_desk);
    panel.show();
    for (const QPushButton *button : panel.findChildren<QPushButton *>())
        QVERIFY2(!button->isVisible() || !button->text().contains("F8"_L1), qPrintable(button->text()));
}

void tst_reception_views::queue_isWorkedByKeys()
{
    m_demo->setTime(QDate(2026, 9, 18), QTime(9, 0));
    const ActionOutcome first = visit(u"purpose_dispute"_s);
    m_demo->setTime(QDate(2026, 9, 18), QTime(9, 1));
    const ActionOutcome second = visit(u"purpose_dispute"_s);
    QueuePanel panel(*m_desk);
    panel.show();
    panel.activateWindow();
    QTRY_COMPARE(panel.list()->model()->rowCount(), 2);
    QSignalSpy activated(&panel, &QueuePanel::visitActivated);
    panel.setFocus();
    QTest::keyClick(&panel, Qt::Key_Down);
    QCOMPARE(panel.current(), first.id);
    QTest::keyClick(panel.list(), Qt::Key_Down);
    QCOMPARE(panel.current(), second.id);
    QCOMPARE(activated.size(), 0); // looking is not opening
    QTest::keyClick(panel.list(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.constFirst().constFirst().toUuid(), second.id);
}

void tst_reception_views::registration_isDoneByKeysAlone()
{
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    QSignalSpy changed(&panel, &VisitPanel::visitChanged);
    auto *search = panel.findChild<QLineEdit *>(u"visitorSearch"_s);
    QVERIFY(search->hasFocus());
    write(search, u"冯十二"_s);
    QTRY_VERIFY(popover(panel)->isVisible());
    QTest::keyClick(search, Qt::Key_Return); // nobody known: goes on with the name
    QTRY_COMPARE(panel.form()->data().value(u"visitor_name"_s).toString(), u"冯十二"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_4); // the fourth purpose
    const QString purpose = ruleTables()->codes(u"visit_purpose"_s).at(3)->text("code"_L1);
    QCOMPARE(panel.form()->data().value(u"purpose"_s).toString(), purpose);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // past the head-count
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // past the name
    write(QApplication::focusWidget(), u"对生效判决不服。"_s);
    press(QApplication::focusWidget(), u"Ctrl+Return"_s);
    QTRY_COMPARE(changed.size(), 1);
    const auto stored = row(changed.constFirst().constFirst().toUuid());
    QVERIFY(stored);
    QCOMPARE(stored->text("visitor_name"_L1), u"冯十二"_s);
    QCOMPARE(stored->text("claim"_L1), u"对生效判决不服。"_s);
    QCOMPARE(stored->text("purpose"_L1), purpose);
    QCOMPARE(stored->integer("head_count"_L1), 1);
    // Ready for the next one, the slip beside it until somebody begins.
    QVERIFY(search->hasFocus());
    QVERIFY(!panel.hasUnsavedInput());
    auto *slip = panel.findChild<QWidget *>(u"slipCard"_s);
    QTRY_VERIFY(slip->isVisible());
    QCOMPARE(panel.findChild<VisitSlip *>()->slip().number, stored->text("number"_L1));
    write(search, u"王"_s);
    QTRY_VERIFY(!slip->isVisible());
}

void tst_reception_views::registration_withoutPurpose_asksForIt()
{
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    const int before = visits();
    panel.form()->setValues({{u"visitor_name"_s, u"张三"_s}});
    press(panel.form(), u"Ctrl+Return"_s);
    const auto errors = panel.findChildren<InlineError *>();
    QVERIFY(std::ranges::any_of(errors, [](const InlineError *error) { return error->isVisible(); }));
    QVERIFY(panel.hasUnsavedInput());
    QCOMPARE(visits(), before);
}

void tst_reception_views::registration_ofAGroup_asksForRepresentatives_data()
{
    QTest::addColumn<int>("heads");
    QTest::addColumn<bool>("asked");
    QTest::newRow("one below the threshold") << 4 << false;
    QTest::newRow("at the threshold") << 5 << true;
    QTest::newRow("far above") << 12 << true;
}

void tst_reception_views::registration_ofAGroup_asksForRepresentatives()
{
    QFETCH(const int, heads);
    QFETCH(const bool, asked);
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    panel.form()->setValues({{u"purpose"_s, u"purpose_dispute"_s}, {u"head_count"_s, heads}});
    QCOMPARE(panel.form()->shownFields().contains(u"representatives"_s), asked);
}

void tst_reception_views::registration_findsAKnownVisitorByPhone()
{
    visit(u"purpose_dispute"_s,
          {{u"visitors"_s, QJsonArray{QJsonObject{{u"name"_s, u"欧阳小翠"_s}, {u"phone"_s, u"13900007788"_s}}}}});
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    auto *search = panel.findChild<QLineEdit *>(u"visitorSearch"_s);
    write(search, u"7788"_s);
    auto *list = popover(panel)->findChild<QListView *>();
    QTRY_COMPARE(list->model()->rowCount(), 2); // the person, and "somebody new"
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(panel.hasUnsavedInput());
    QSignalSpy changed(&panel, &VisitPanel::visitChanged);
    panel.form()->setValues({{u"purpose"_s, u"purpose_dispute"_s}});
    press(panel.form(), u"Ctrl+Return"_s);
    QTRY_COMPARE(changed.size(), 1);
    const QUuid made = changed.constFirst().constFirst().toUuid();
    const auto view = m_desk
                          ->read([made](ReadContext &context) -> Result<std::optional<VisitView>> {
                              return visitView(context, made);
                          })
                          .result();
    QVERIFY(view && *view);
    QCOMPARE((*view)->persons.size(), 1);
    QCOMPARE((*view)->persons.constFirst().phone, u"139****7788"_s);
}

void tst_reception_views::registration_hintsAtADuplicateWhileTyping()
{
    visit(u"purpose_dispute"_s,
          {{u"visitors"_s, QJsonArray{QJsonObject{{u"name"_s, u"慕容大山"_s}, {u"phone"_s, u"13900009911"_s}}}}});
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    panel.form()->setValues({{u"purpose"_s, u"purpose_dispute"_s}, {u"visitor_name"_s, u"慕容大山"_s}});
    press(panel.form(), u"Alt+D"_s);
    const auto own = [&]() -> ActionForm * {
        for (ActionForm *form : panel.findChildren<ActionForm *>())
            if (form->action() == "visitor"_L1 && form->isVisible())
                return form;
        return nullptr;
    };
    QTRY_VERIFY(own());
    own()->setValues({{u"phone"_s, u"13900009911"_s}});
    auto *take = panel.findChild<QPushButton *>(u"takeHint"_s);
    QTRY_VERIFY(take->isVisible());
    press(panel.form(), u"Alt+Y"_s);
    QTRY_VERIFY(!take->isVisible());
    QSignalSpy changed(&panel, &VisitPanel::visitChanged);
    press(panel.form(), u"Ctrl+Return"_s);
    QTRY_COMPARE(changed.size(), 1);
    const int people = m_desk
                           ->read([](ReadContext &context) -> Result<int> {
                               return static_cast<int>(searchPeople(context, u"13900009911"_s).size());
                           })
                           .result()
                           .value_or(-1);
    QCOMPARE(people, 1); // no second person was made
}

void tst_reception_views::registration_takesEveryFieldOfTheForm()
{
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    QSignalSpy changed(&panel, &VisitPanel::visitChanged);
    panel.form()->setValues({{u"purpose"_s, u"social_relief"_s},
                             {u"head_count"_s, 2},
                             {u"claim"_s, u"申请低保。"_s},
                             {u"channel"_s, u"duty_reception"_s},
                             {u"visitors"_s, QJsonArray{QJsonObject{{u"name"_s, u"陈十三"_s}}}}});
    press(panel.form(), u"Ctrl+Return"_s);
    QTRY_COMPARE(changed.size(), 1);
    const auto stored = row(changed.constFirst().constFirst().toUuid());
    QCOMPARE(stored->text("channel"_L1), u"duty_reception"_s);
    QCOMPARE(stored->text("purpose"_L1), u"social_relief"_s);
    QCOMPARE(stored->integer("head_count"_L1), 2);
}

void tst_reception_views::registration_refusedByTheEngine_keepsWhatWasTyped()
{
    VisitPanel panel(*m_desk);
    open(panel);
    panel.newVisit();
    const int before = visits();
    panel.form()->setValues({{u"purpose"_s, u"purpose_other"_s},
                             {u"visitor_name"_s, u"张三"_s},
                             {u"arrived_at"_s, u"2026-09-14T23:00:00+08:00"_s}}); // later today
    press(panel.form(), u"Ctrl+Return"_s);
    const auto errors = panel.findChildren<InlineError *>();
    QTRY_VERIFY(std::ranges::any_of(errors, [](const InlineError *error) { return error->isVisible(); }));
    QCOMPARE(visits(), before);
    QCOMPARE(panel.form()->data().value(u"visitor_name"_s).toString(), u"张三"_s);
}

void tst_reception_views::unsavedInput_isKnown()
{
    const ActionOutcome made = visit(u"purpose_other"_s);
    VisitPanel panel(*m_desk);
    panel.show();
    QVERIFY(!panel.hasUnsavedInput());
    panel.newVisit();
    panel.form()->setValues({{u"claim"_s, u"半句"_s}});
    QVERIFY(panel.hasUnsavedInput());
    panel.showVisit(made.id);
    QCOMPARE(panel.visit(), made.id);
    QVERIFY(panel.hasUnsavedInput()); // waits behind the visit
    panel.newVisit();
    QCOMPARE(panel.form()->data().value(u"claim"_s).toString(), u"半句"_s);
}

void tst_reception_views::visit_offersWhatMayBeDone_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<bool>("received");
    QTest::addColumn<QStringList>("offered");
    QTest::newRow("clerk, waiting") << u"bing"_s << false
                                    << QStringList{u"call_visit"_s, u"receive"_s, u"withdraw_visit"_s};
    QTest::newRow("deputy, waiting") << u"yi"_s << false << QStringList{u"void"_s};
    QTest::newRow("clerk, receiving") << u"bing"_s << true
                                      << QStringList{u"answer_on_spot"_s, u"guide"_s, u"link_existing"_s,
                                                     u"open_matter"_s,    u"refer"_s, u"withdraw_visit"_s};
    QTest::newRow("director, receiving") << u"jia"_s << true << QStringList{};
}

void tst_reception_views::visit_offersWhatMayBeDone()
{
    QFETCH(const QString, login);
    QFETCH(const bool, received);
    QFETCH(const QStringList, offered);
    const ActionOutcome made = visit(u"purpose_dispute"_s);
    if (received)
        act(*m_desk, u"receive"_s, {{u"visit"_s, text(made.id)}});
    reopenAs(login);
    VisitPanel panel(*m_desk);
    panel.show();
    panel.showVisit(made.id);
    const auto buttons = [&] {
        QStringList names;
        for (const QPushButton *button : panel.findChildren<QPushButton *>())
            if (button->isVisible() && ruleTables()->table("actions"_L1).find(button->objectName()))
                names << button->objectName();
        names.sort();
        return names;
    };
    QTRY_COMPARE(buttons(), offered);
}

void tst_reception_views::visit_stepChangesThePage()
{
    const ActionOutcome made = visit(u"purpose_dispute"_s);
    VisitPanel panel(*m_desk);
    open(panel);
    panel.showVisit(made.id);
    QTRY_VERIFY(panel.findChild<QPushButton *>(u"receive"_s));
    panel.findChild<QPushButton *>(u"receive"_s)->click();
    auto *dialog = panel.findChild<ActionDialog *>();
    QVERIFY(dialog);
    dialog->submit();
    QTRY_VERIFY(panel.findChild<QPushButton *>(u"open_matter"_s));
    QCOMPARE(row(made.id)->text("state"_L1), u"V2"_s);
}

void tst_reception_views::openMatter_isFilledFromTheVisit()
{
    const ActionOutcome made =
        visit(u"purpose_dispute"_s,
              {{u"claim"_s, u"邻居改了排水沟。"_s}, {u"visitors"_s, QJsonArray{QJsonObject{{u"name"_s, u"王五"_s}}}}});
    act(*m_desk, u"receive"_s, {{u"visit"_s, text(made.id)}});
    VisitPanel panel(*m_desk);
    open(panel);
    panel.showVisit(made.id);
    QTRY_VERIFY(panel.findChild<QPushButton *>(u"open_matter"_s));
    panel.findChild<QPushButton *>(u"open_matter"_s)->click();
    auto *dialog = panel.findChild<ActionDialog *>();
    QVERIFY(dialog);
    const QJsonObject data = dialog->form()->data();
    QCOMPARE(data.value(u"visit"_s).toString(), text(made.id));
    QCOMPARE(data.value(u"facts"_s).toString(), u"邻居改了排水沟。"_s);
    QCOMPARE(data.value(u"parties"_s).toArray().size(), 1);
    dialog->form()->setValues(
        {{u"visitor_role"_s, u"applicant"_s},
         {u"title"_s, u"排水纠纷"_s},
         {u"place"_s, u"620521100"_s},
         {u"lawful_basis"_s, u"statutory_duty"_s},
         {u"parties"_s,
          QJsonArray{
              QJsonObject{{u"person"_s, data.value(u"parties"_s).toArray().first().toObject().value(u"person"_s)},
                          {u"side"_s, u"applicant"_s}},
              QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, u"赵六"_s}}}, {u"side"_s, u"respondent"_s}}}}});
    QSignalSpy matters(&panel, &VisitPanel::matterActivated);
    dialog->submit();
    QTRY_COMPARE(matters.size(), 1);
    QTRY_COMPARE(row(made.id)->uuid("matter"_L1), matters.constFirst().constFirst().toUuid());
}

void tst_reception_views::emergency_isRecordedAndOpensTheMatter()
{
    const ActionOutcome made = visit(u"purpose_dispute"_s, {{u"visitor_name"_s, u"孙八"_s}});
    VisitPanel panel(*m_desk);
    open(panel);
    panel.startEmergency(made.id);
    QCOMPARE(panel.form()->action(), u"emergency_intake"_s);
    QVERIFY(!panel.hasUnsavedInput());
    panel.form()->setValues(
        {{u"danger_facts"_s, u"在家中被打，不敢回家。"_s}, {u"wish"_s, u"愿意报警。"_s}, {u"dv"_s, true}});
    QVERIFY(panel.hasUnsavedInput());
    QSignalSpy matters(&panel, &VisitPanel::matterActivated);
    press(panel.form(), u"Ctrl+Return"_s);
    QTRY_COMPARE(matters.size(), 1);
    QVERIFY(!panel.hasUnsavedInput());
    QCOMPARE(panel.visit(), made.id);
    QCOMPARE(row(made.id)->uuid("matter"_L1), matters.constFirst().constFirst().toUuid());
}

void tst_reception_views::slip_hidesWhoItIs()
{
    const ActionOutcome made =
        visit(u"purpose_dispute"_s,
              {{u"visitor_name"_s, u"欧阳小翠"_s},
               {u"visitors"_s,
                QJsonArray{QJsonObject{{u"name"_s, u"欧阳小翠"_s},
                                       {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                   {u"number"_s, u"999999198501010026"_s}}}}}}});
    const auto slip = VisitSlip::read(*m_desk, made.id).result();
    QVERIFY(slip);
    QCOMPARE(slip->visitor, u"欧阳**"_s);
    QCOMPARE(slip->number, made.number);
    QVERIFY(!slip->ticket.isEmpty());
    QVERIFY(!slip->nextStep.isEmpty());
    QVERIFY(slip->demo);
    const QString all = slip->centre + slip->visitor + slip->purpose + slip->officer + slip->nextStep + slip->matter;
    QVERIFY(!all.contains(u"999999"_s) && !all.contains(u"小翠"_s));
}

void tst_reception_views::slip_isWrittenAsPdf_data()
{
    QTest::addColumn<VisitSlip::Paper>("paper");
    QTest::newRow("receipt roll") << VisitSlip::Paper::Roll;
    QTest::newRow("A5") << VisitSlip::Paper::A5;
}

void tst_reception_views::slip_isWrittenAsPdf()
{
    QFETCH(const VisitSlip::Paper, paper);
    const ActionOutcome made = visit(u"purpose_dispute"_s);
    VisitSlip slip;
    slip.setSlip(VisitSlip::read(*m_desk, made.id).result().value_or(SlipText()));
    const QString path = m_demo->folder() + u"/slip.pdf"_s;
    const auto saved = slip.savePdf(path, paper);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
    QVERIFY(file.size() > 2000);
}

void tst_reception_views::slip_thatCannotBeWritten_saysSo()
{
    VisitSlip slip;
    const auto saved = slip.savePdf(m_demo->folder() + u"/no/such/folder/slip.pdf"_s);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, u"slip.file"_s);
}

void tst_reception_views::roster_listsUnitsAndWindows()
{
    RosterPanel panel(*m_desk);
    QTRY_COMPARE(panel.unitCount(), 8);
    QCOMPARE(panel.windowCount(), 4);
}

void tst_reception_views::roster_isChangedOnlyByWhoMay_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<bool>("may");
    QTest::newRow("clerk") << u"bing"_s << false;
    QTest::newRow("director") << u"jia"_s << true;
}

void tst_reception_views::roster_isChangedOnlyByWhoMay()
{
    QFETCH(const QString, login);
    QFETCH(const bool, may);
    reopenAs(login);
    RosterPanel panel(*m_desk);
    panel.show();
    QTRY_COMPARE(panel.unitCount(), 8);
    const auto buttons = panel.findChildren<QToolButton *>();
    QCOMPARE(!buttons.isEmpty(), may);
    if (!may)
        return;
    buttons.constFirst()->click();
    auto *dialog = panel.findChild<ActionDialog *>();
    QVERIFY(dialog);
    dialog->form()->setValues({{u"officer"_s, u"戌公安"_s}});
    dialog->submit();
    const auto officers = [&] {
        return m_desk
            ->read([](ReadContext &context) -> Result<QStringList> {
                QStringList names;
                for (const DutyRow &duty : rosterOf(context, context.now.localDate()))
                    names << duty.officer;
                return names;
            })
            .result()
            .value_or(QStringList());
    };
    QTRY_VERIFY(officers().contains(u"戌公安"_s));
}

void tst_reception_views::references_areFound_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("first");
    QTest::newRow("unit by initials") << u"unit"_s << u"rsj"_s << u"人社局"_s;
    QTest::newRow("unit by name") << u"unit"_s << u"住建"_s << u"住建局"_s;
    QTest::newRow("no centre among the units") << u"unit"_s << u"综治中心"_s << QString();
    QTest::newRow("window by name") << u"window"_s << u"2号"_s << u"2号窗口"_s;
    QTest::newRow("account by pinyin") << u"account"_s << u"zirenshe"_s << u"子人社"_s;
    QTest::newRow("town by name") << u"division"_s << u"山门镇"_s << u"山门镇"_s;
    QTest::newRow("a kind nobody knows") << u"unicorn"_s << u"x"_s << QString();
}

void tst_reception_views::references_areFound()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, typed);
    QFETCH(const QString, first);
    DeskReferences references(*m_desk);
    const QList<ReferenceChoice> found = references.find(kind, typed).result();
    QCOMPARE(found.isEmpty() ? QString() : found.constFirst().label, first);
    if (first.isEmpty())
        return;
    QCOMPARE(references.describe(kind, found.constFirst().value).result().label, first);
}

FENGQIAO_GUI_TEST_MAIN(tst_reception_views)
#include "tst_reception_views.moc"
