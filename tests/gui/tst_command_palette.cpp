#include "gui_fixture.h"

#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

#include <widgets/command_palette.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QList<Command> commands()
{
    Command disabled{u"void"_s, u"作废来访"_s, u"Void a visit"_s};
    disabled.enabled = false;
    disabled.whyNot = u"只有副主任可以作废。"_s;
    return {{u"register_visit"_s, u"来访登记"_s, u"Register a visit"_s},
            {u"register_matter"_s, u"登记事项"_s, u"Register a matter"_s},
            {u"call_next"_s, u"叫下一位"_s, u"Call next"_s},
            {u"sign"_s, u"签收"_s, u"Sign for it"_s},
            disabled};
}

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void match_typed_findsFirst_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("Chinese start") << u"来访"_s << u"register_visit"_s;
        QTest::newRow("Chinese inside") << u"下一位"_s << u"call_next"_s;
        QTest::newRow("traditional") << u"來訪"_s << u"register_visit"_s;
        QTest::newRow("pinyin") << u"qianshou"_s << u"sign"_s;
        QTest::newRow("pinyin with a gap") << u"qian shou"_s << u"sign"_s;
        QTest::newRow("pinyin start") << u"jiaoxia"_s << u"call_next"_s;
        QTest::newRow("initials") << u"lfdj"_s << u"register_visit"_s;
        QTest::newRow("English word") << u"next"_s << u"call_next"_s;
        QTest::newRow("English capitals") << u"SIGN"_s << u"sign"_s;
        QTest::newRow("letters in order") << u"rgstvst"_s << u"register_visit"_s;
        QTest::newRow("not allowed, still found") << u"zuofei"_s << u"void"_s;
    }

    void match_typed_findsFirst()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        CommandMatcher matcher;
        matcher.setCommands(commands());
        const QList<int> order = matcher.match(typed);
        QVERIFY(!order.isEmpty());
        QCOMPARE(matcher.commands().at(order.constFirst()).id, first);
    }

    void match_nothingLikeIt_findsNothing()
    {
        CommandMatcher matcher;
        matcher.setCommands(commands());
        QVERIFY(matcher.match(u"天气预报"_s).isEmpty());
    }

    void match_realAnswerAndLooseOne_looseOneLeftOut()
    {
        CommandMatcher matcher;
        matcher.setCommands({{u"zhuanban"_s, u"转办"_s}, {u"loose"_s, u"逐级上报"_s}});
        QCOMPARE(matcher.match(u"zhuan"_s), QList<int>{0});
        QCOMPARE(matcher.match(u"zhjsb"_s), QList<int>{1});
    }

    void match_nothingTyped_allRecentFirstForbiddenLast()
    {
        CommandMatcher matcher;
        matcher.setCommands(commands());
        const QList<int> order = matcher.match({}, {u"sign"_s, u"void"_s});
        QCOMPARE(order.size(), 5);
        QCOMPARE(matcher.commands().at(order.constFirst()).id, u"sign"_s);
        QCOMPARE(matcher.commands().at(order.constLast()).id, u"void"_s);
    }

    void palette_keys_chooseAndGiveTheFocusBack()
    {
        QWidget window;
        QLineEdit before(&window);
        window.resize(1366, 768);
        CommandPalette palette(&window);
        palette.setProvider(commands);
        QSignalSpy triggered(&palette, &CommandPalette::triggered);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        before.setFocus();
        QTRY_VERIFY(before.hasFocus());
        palette.openPalette();
        auto *input = palette.findChild<QLineEdit *>();
        QVERIFY(input->hasFocus());
        QVERIFY(window.rect().contains(palette.geometry()));
        input->setText(u"jxyw"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(triggered.count(), 1);
        QCOMPARE(triggered.constFirst().constFirst().toString(), u"call_next"_s);
        QVERIFY(palette.isHidden());
        QVERIFY(before.hasFocus());
        QCOMPARE(palette.recent(), QStringList{u"call_next"_s});
    }

    void palette_forbiddenCommand_isNotTriggered()
    {
        QWidget window;
        window.resize(1366, 768);
        CommandPalette palette(&window);
        palette.setProvider(commands);
        QSignalSpy triggered(&palette, &CommandPalette::triggered);
        window.show();
        palette.openPalette(u"作废"_s);
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(triggered.count(), 0);
        QVERIFY(palette.isVisible());
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(palette.isHidden());
    }
};

FENGQIAO_GUI_TEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
