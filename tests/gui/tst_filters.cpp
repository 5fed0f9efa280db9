#include "gui_fixture.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

#include <widgets/filters.h>
#include <widgets/notices.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

class TestFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void search_severalKeys_oneQuestionWhenTheHandRests()
    {
        SearchField field(u"Search"_s);
        QSignalSpy search(&field, &SearchField::search);
        for (const QString &text : {u"张"_s, u"张小"_s, u"张小明"_s})
            field.setText(text);
        QCOMPARE(search.count(), 0);
        QTRY_COMPARE(search.count(), 1);
        QCOMPARE(search.constFirst().constFirst().toString(), u"张小明"_s);
    }

    void search_enter_asksAtOnceAndOnlyOnce()
    {
        SearchField field(u"Search"_s);
        field.setDelay(60'000);
        QSignalSpy search(&field, &SearchField::search);
        field.setText(u"1017"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(search.count(), 1);
    }

    void search_escape_clearsAndAsksForNothing()
    {
        SearchField field(u"Search"_s);
        field.setText(u"x"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QSignalSpy search(&field, &SearchField::search);
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QCOMPARE(search.count(), 1);
        QVERIFY(search.constFirst().constFirst().toString().isEmpty());
    }

    void search_downAndUp_goIntoTheListAndBack()
    {
        QWidget window;
        SearchField field(u"Search"_s, &window);
        QListWidget list(&window);
        list.addItems({u"a"_s, u"b"_s});
        field.setList(&list);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        field.setFocus();
        QTRY_VERIFY(field.hasFocus());
        QTest::keyClick(&field, Qt::Key_Down);
        QVERIFY(list.hasFocus());
        QCOMPARE(list.currentRow(), 0);
        QTest::keyClick(&list, Qt::Key_Up);
        QVERIFY(field.hasFocus());
        QSignalSpy activated(&list, &QListWidget::activated);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
    }

    void filterBar_valuesSet_saidOnceAndKept()
    {
        FilterBar bar;
        bar.addFilter(u"state"_s, u"状态"_s, {{u"V1"_s, u"已登记"_s}, {u"V2"_s, u"接待中"_s}}, true);
        bar.addFilter(u"level"_s, u"等级"_s, {{u"red"_s, u"红"_s}});
        QSignalSpy changed(&bar, &FilterBar::changed);
        bar.setValue(u"state"_s, {u"V1"_s, u"V2"_s});
        bar.setValue(u"state"_s, {u"V1"_s, u"V2"_s});
        QCOMPARE(changed.count(), 1);
        const auto kept = bar.values();
        bar.clear();
        QVERIFY(bar.values().isEmpty());
        bar.setValues(kept);
        QCOMPARE(bar.value(u"state"_s), QStringList({u"V1"_s, u"V2"_s}));
        QCOMPARE(changed.count(), 3);
    }

    void toast_undo_runsOnceAndCloses()
    {
        QWidget window;
        window.resize(800, 600);
        int undone = 0;
        Toast *toast = Toast::show(&window, u"已签收"_s, u"撤销"_s, [&undone] { ++undone; });
        QPointer<Toast> watch(toast);
        toast->findChild<QPushButton *>()->click();
        QCOMPARE(undone, 1);
        QTRY_VERIFY(!watch);
    }

    void toast_second_replacesTheFirst()
    {
        QWidget window;
        window.resize(800, 600);
        QPointer<Toast> first(Toast::show(&window, u"一"_s));
        Toast *second = Toast::show(&window, u"二"_s);
        QVERIFY(!first);
        QCOMPARE(second->text(), u"二"_s);
        QVERIFY(window.rect().contains(second->geometry()));
    }

    void inlineError_empty_takesNoRoom()
    {
        InlineError error;
        QVERIFY(error.isHidden());
        error.setError({ErrorKind::Invalid, u"x.y"_s, u"不可为空"_s, {}, u"A01"_s});
        QVERIFY(!error.isHidden());
        error.clear();
        QVERIFY(error.isHidden());
    }
};

FENGQIAO_GUI_TEST_MAIN(TestFilters)
#include "tst_filters.moc"
