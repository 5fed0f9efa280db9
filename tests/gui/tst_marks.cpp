#include "gui_fixture.h"

#include <QLabel>

#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/stage_bar.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

class TestMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void levels_eachOfTheScheme_hasItsOwnWordAndShape()
    {
        QSet<QString> words;
        QSet<QString> shapes;
        for (const QString &level : {u"red"_s, u"orange"_s, u"yellow"_s, u"none"_s}) {
            const LevelLook look = LevelLook::of(*ruleTables(), level);
            words << look.word;
            shapes << look.shape;
        }
        QCOMPARE(words.size(), 4);
        QCOMPARE(shapes, QSet<QString>({u"diamond"_s, u"triangle"_s, u"square"_s, u"ring"_s}));
    }

    void levelShapes_drawnInOneColour_stillDiffer()
    {
        // Colour-blind test: the masks of the four shapes differ although the code, and so the colour, is the same.
        QList<QImage> images;
        for (const QString &shape : {u"diamond"_s, u"triangle"_s, u"square"_s, u"ring"_s}) {
            QImage image(24, 24, QImage::Format_ARGB32);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            drawLevelShape(painter, QRectF(0, 0, 24, 24), {u"red"_s, {}, shape}, Theme::of());
            painter.end();
            QVERIFY(!images.contains(image));
            images << image;
        }
    }

    void dueBadge_words_followTheDaysLeft_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<DueLook::Heat>("heat");
        QTest::newRow("long ago") << -40 << DueLook::Heat::Over;
        QTest::newRow("yesterday") << -1 << DueLook::Heat::Over;
        QTest::newRow("today") << 0 << DueLook::Heat::Today;
        QTest::newRow("three days") << 3 << DueLook::Heat::Soon;
        QTest::newRow("four days") << 4 << DueLook::Heat::Calm;
    }

    void dueBadge_words_followTheDaysLeft()
    {
        QFETCH(int, days);
        QFETCH(DueLook::Heat, heat);
        const QDate today(2026, 9, 14);
        const QDate due = today.addDays(days);
        const DueLook look = DueLook::of(due, due, false, today);
        QCOMPARE(look.heat, heat);
        QVERIFY2(look.text.contains(due.toString(u"MM-dd"_s)), qPrintable(look.text));
        QCOMPARE(look.detail.count(u'\n'), 0);
    }

    void dueBadge_rolledAndProvisional_detailSaysBoth()
    {
        const DueLook look = DueLook::of(QDate(2027, 10, 8), QDate(2027, 10, 1), true, QDate(2027, 9, 14));
        QVERIFY(look.detail.contains(u"2027-10-01"_s));
        QCOMPARE(look.detail.count(u'\n'), 2);
    }

    void dueBadge_noDate_hides()
    {
        DueBadge badge;
        badge.setDue({}, {}, false, QDate(2026, 9, 14));
        QVERIFY(badge.isHidden());
    }

    void badgeCount_zero_hides()
    {
        BadgeCount badge;
        badge.setCount(3);
        QVERIFY(!badge.isHidden());
        badge.setCount(0);
        QVERIFY(badge.isHidden());
    }

    void stageBar_atEveryWidth_keepsItsWordsInside()
    {
        StageBar bar;
        QStringList words;
        for (const RuleRow &row : ruleTables()->table("stages"_L1).rows())
            words << row.word();
        QCOMPARE(words.size(), 8);
        bar.setStages(words);
        bar.setCurrent(3);
        QVERIFY(bar.accessibleName().contains(words.at(2)));
        QVERIFY(bar.minimumSizeHint().width() <= 500);
    }

    // A panel that was wide once may be narrow again, and the last line is no single word.
    void emptyState_ofAnyWidth_isBalancedAndGivesWay()
    {
        EmptyState state(u"请在列表或地图上选择事件，事件将在此打开，也可以直接上报一件新的事件。"_s);
        const int least = state.minimumSizeHint().width();
        auto *words = state.findChild<QLabel *>();
        for (auto *label : state.findChildren<QLabel *>())
            words = label->text().isEmpty() ? words : label;
        for (const int wide : {1200, 520, 300, 240}) {
            state.resize(wide, 300);
            state.show();
            QTRY_COMPARE(state.width(), wide);
            QCOMPARE(state.minimumSizeHint().width(), least);
            const int free = words->contentsRect().width();
            const auto lines = [&](int room) {
                const QRect box(0, 0, room, 1000);
                return words->fontMetrics().boundingRect(box, Qt::TextWordWrap, words->text()).height();
            };
            QCOMPARE(lines(free), lines(words->width())); // no line more than there must be
            QVERIFY(lines(words->width()) == lines(100000) || lines(free - 24) > lines(free));
        }
    }
};

FENGQIAO_GUI_TEST_MAIN(TestMarks)
#include "tst_marks.moc"
