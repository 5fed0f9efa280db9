#include "gui_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <report/issues.h>
#include <report/widgets/export_dialog.h>
#include <report/widgets/reports_panel.h>
#include <widgets/action_dialog.h>
#include <widgets/notices.h>

#include "demo_desk.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The reports panel and the export dialog over the demo county. With FENGQIAO_SHOTS=DIR it leaves pictures.
class TestReportViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void newIssue_isOnShowWithItsPages();
    void recompute_saysThatNothingChanged();
    void texts_thatTellOfSomebody_stayWithTheError();
    void export_withoutReason_isRefusedInTheDialog();
    void export_chosenColumns_areWritten();
    void export_offersWhatTheRoleMayRead();
    void pictures();

private:
    void grab(QWidget &widget, const QString &name, QSize size);

    DemoDesk m_demo;
    std::unique_ptr<Desk> m_desk;
    QUuid m_issue;
};

void TestReportViews::initTestCase()
{
    m_desk = m_demo.open(u"jia"_s);
    for (int i = 0; i < 6; ++i)
        act(*m_desk, u"register_visit"_s,
            {{u"purpose"_s, i % 2 == 0 ? u"purpose_dispute"_s : u"purpose_legal_advice"_s},
             {u"head_count"_s, i % 4 + 1},
             {u"visitor_name"_s, u"张三"_s},
             {u"claim"_s, u"咨询宅基地继承。"_s}},
            u"bing"_s);
    m_demo.setTime(QDate(2026, 10, 9), QTime(9, 0));
    m_issue = act(*m_desk, u"draft_issue"_s,
                  {{u"kind"_s, u"monthly"_s}, {u"from_date"_s, u"2026-09-01"_s}, {u"to_date"_s, u"2026-09-30"_s}})
                  .id;
}

void TestReportViews::newIssue_isOnShowWithItsPages()
{
    ReportsPanel panel(*m_desk);
    auto *list = panel.findChild<QListWidget *>(u"issueList"_s);
    QTRY_COMPARE(list->count(), 1);
    QSignalSpy shown(&panel, &ReportsPanel::shown);
    panel.select(m_issue);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20000);
    QCOMPARE(panel.current(), m_issue);
    QVERIFY(panel.pageCount() >= 5);
    panel.newIssue();
    QVERIFY(panel.findChild<ActionDialog *>(u"actionDialog"_s));
}

void TestReportViews::recompute_saysThatNothingChanged()
{
    const QUuid frozen =
        act(*m_desk, u"draft_issue"_s,
            {{u"kind"_s, u"bulletin"_s}, {u"from_date"_s, u"2026-09-14"_s}, {u"to_date"_s, u"2026-09-20"_s}})
            .id;
    act(*m_desk, u"freeze_issue"_s, {{u"issue"_s, text(frozen)}});
    ReportsPanel panel(*m_desk);
    QSignalSpy shown(&panel, &ReportsPanel::shown);
    panel.select(frozen);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20000);
    QSignalSpy told(&panel, &ReportsPanel::recomputed);
    panel.findChild<QPushButton *>(u"recompute"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), 20000);
    const QString proof = panel.findChild<QLabel *>(u"proof"_s)->text();
    QVERIFY2(proof.contains(u"all as frozen"_s), qPrintable(proof));
}

void TestReportViews::texts_thatTellOfSomebody_stayWithTheError()
{
    ReportsPanel panel(*m_desk);
    QSignalSpy shown(&panel, &ReportsPanel::shown);
    panel.select(m_issue);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20000);
    const QString word = m_desk->rules()->table("actions"_L1).find(u"edit_issue"_s)->word();
    for (QPushButton *button : panel.findChildren<QPushButton *>())
        if (button->text() == word)
            button->click();
    auto *dialog = panel.findChild<QDialog *>(u"issueTexts"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QPlainTextEdit *>(u"text.problems"_s);
    QVERIFY(edit);
    edit->setPlainText(u"来访人电话13900009999多次打不通。"_s);
    QMetaObject::invokeMethod(dialog, "submit");
    auto *error = dialog->findChild<InlineError *>();
    QTRY_VERIFY_WITH_TIMEOUT(!error->text().isEmpty(), 20000);
    QVERIFY(edit->toPlainText().contains(u"13900009999"_s)); // nothing that was typed is lost
    edit->setPlainText(u"来访人电话多次打不通。"_s);
    QSignalSpy closed(dialog, &QDialog::accepted);
    QMetaObject::invokeMethod(dialog, "submit");
    QTRY_VERIFY_WITH_TIMEOUT(!closed.isEmpty(), 20000);
}

void TestReportViews::export_withoutReason_isRefusedInTheDialog()
{
    ExportDialog dialog(*m_desk, ExportRequest{.kind = u"visit"_s}, u"来访"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    // Not by the signal: columns that are read at once are there before anybody could listen.
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton *>(u"exportGo"_s)->isEnabled(), 20000);
    const QString path = QDir(m_demo.folder()).filePath(u"no.csv"_s);
    dialog.exportTo(path);
    QVERIFY(!dialog.findChild<InlineError *>()->text().isEmpty());
    QVERIFY(!QFile::exists(path));
}

void TestReportViews::export_chosenColumns_areWritten()
{
    ExportDialog dialog(*m_desk, ExportRequest{.kind = u"visit"_s}, u"来访"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    // Not by the signal: columns that are read at once are there before anybody could listen.
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton *>(u"exportGo"_s)->isEnabled(), 20000);
    auto *columns = dialog.findChild<QListWidget *>(u"exportColumns"_s);
    for (int i = 0; i < columns->count(); ++i)
        columns->item(i)->setCheckState(i == 0 || i == 4 ? Qt::Checked : Qt::Unchecked);
    const QString head = columns->item(0)->text() + u',' + columns->item(4)->text();
    dialog.findChild<QLineEdit *>(u"exportReason"_s)->setText(u"月度核对"_s);
    auto *format = dialog.findChild<QComboBox *>(u"exportFormat"_s);
    format->setCurrentIndex(format->findData(u"csv"_s));
    QSignalSpy exported(&dialog, &ExportDialog::exported);
    const QString path = QDir(m_demo.folder()).filePath(u"visits.csv"_s);
    dialog.exportTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(!exported.isEmpty(), 20000);
    QCOMPARE(exported.first().at(1).toLongLong(), 6);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readLine()).trimmed().remove(QChar(0xFEFF)), head);
}

void TestReportViews::export_offersWhatTheRoleMayRead()
{
    const auto has = [](const Desk &desk, const QString &kind) {
        const auto kinds = ExportDialog::kindsFor(desk);
        return std::ranges::any_of(kinds, [&](const auto &one) { return one.first == kind; });
    };
    QVERIFY(has(*m_desk, u"matter"_s));
    QVERIFY(!has(*m_desk, u"audit"_s)); // the auditors' alone
}

void TestReportViews::grab(QWidget &widget, const QString &name, QSize size)
{
    const QDir folder(qEnvironmentVariable("FENGQIAO_SHOTS"));
    for (const bool dark : {false, true}) {
        const_cast<Theme &>(Theme::of()).setAppearance(dark ? Appearance::Dark : Appearance::Light);
        widget.resize(size);
        widget.show();
        QTest::qWait(300);
        QVERIFY(widget.grab().save(folder.filePath(name + (dark ? u"-dark.png"_s : u".png"_s))));
    }
    const_cast<Theme &>(Theme::of()).setAppearance(Appearance::Light);
}

void TestReportViews::pictures()
{
    if (!qEnvironmentVariableIsSet("FENGQIAO_SHOTS"))
        QSKIP("FENGQIAO_SHOTS names no folder for pictures.");
    ReportsPanel panel(*m_desk);
    QSignalSpy shown(&panel, &ReportsPanel::shown);
    panel.select(m_issue);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20000);
    grab(panel, u"reports"_s, {1366, 700});
    ExportDialog dialog(*m_desk, ExportRequest{.kind = u"matter"_s}, u"事项"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    // Not by the signal: columns that are read at once are there before anybody could listen.
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton *>(u"exportGo"_s)->isEnabled(), 20000);
    grab(dialog, u"export"_s, dialog.size());
}

FENGQIAO_GUI_TEST_MAIN(TestReportViews)
#include "tst_report_views.moc"
