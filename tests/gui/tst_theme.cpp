#include "gui_fixture.h"

#include <QDir>
#include <QIcon>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace fengqiao;

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void contrast_knownPairs_asW3cSays_data()
    {
        QTest::addColumn<QColor>("a");
        QTest::addColumn<QColor>("b");
        QTest::addColumn<double>("ratio");
        QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
        QTest::newRow("same") << QColor(Qt::red) << QColor(Qt::red) << 1.0;
        QTest::newRow("#777 on white") << QColor(0x77, 0x77, 0x77) << QColor(Qt::white) << 4.478;
    }

    void contrast_knownPairs_asW3cSays()
    {
        QFETCH(QColor, a);
        QFETCH(QColor, b);
        QFETCH(double, ratio);
        QVERIFY(std::abs(contrast(a, b) - ratio) < 0.01);
        QVERIFY(std::abs(contrast(b, a) - ratio) < 0.01);
    }

    void tokenTable_everyPair_hasEnoughContrast_data()
    {
        QTest::addColumn<QColor>("colour");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        const auto tokens = readTokens(resourcePath(u"themes/tokens.csv"_s));
        QVERIFY2(tokens, tokens ? "" : qPrintable(tokens.error().message));
        for (const TokenRow &token : *tokens) {
            const double least = token.kind == "text"_L1 ? 4.5 : 3.0;
            for (const QString &name : token.on) {
                const auto ground = std::ranges::find(*tokens, name, &TokenRow::name);
                if (ground == tokens->end()) {
                    QCOMPARE(name, u"-"_s);
                    continue;
                }
                const QByteArray row = (token.name + u" on "_s + name).toUtf8();
                QTest::addRow("%s, light", row.constData()) << token.light << ground->light << least;
                QTest::addRow("%s, dark", row.constData()) << token.dark << ground->dark << least;
            }
        }
    }

    void tokenTable_everyPair_hasEnoughContrast()
    {
        QFETCH(QColor, colour);
        QFETCH(QColor, ground);
        QFETCH(double, least);
        const double ratio = contrast(colour, ground);
        QVERIFY2(ratio >= least, qPrintable(u"%1, asked %2"_s.arg(ratio).arg(least)));
    }

    void tokens_everyOne_isInTheTable()
    {
        for (int token = 0; token <= static_cast<int>(Token::Shadow); ++token)
            QVERIFY2(Theme::of().color(static_cast<Token>(token)).isValid(), qPrintable(QString::number(token)));
        for (int size = 0; size <= static_cast<int>(Size::Rail); ++size)
            QVERIFY(Theme::of().size(static_cast<Size>(size)) > 0);
    }

    void styleSheet_filledIn_leavesNoMark()
    {
        const QString sheet = qApp->styleSheet();
        QVERIFY(sheet.contains(Theme::of().color(Token::Accent).name()));
        QVERIFY(!sheet.contains(QRegularExpression(u"\\{[a-z-]+[^;{}]*\\}"_s)));
        QVERIFY(!sheet.contains(u"url()"_s));
        QVERIFY2(!sheet.contains(u": 0px"_s), "a size that sizes.csv does not have becomes 0");
    }

    void appearance_switched_paletteAndColoursFollow()
    {
        auto &theme = const_cast<Theme &>(Theme::of());
        QSignalSpy changed(&theme, &Theme::changed);
        QWidget widget;
        widget.show();
        theme.setAppearance(Appearance::Dark);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0x14, 0x18, 0x1F));
        QCOMPARE(widget.palette().color(QPalette::Window), QColor(0x14, 0x18, 0x1F));
        theme.setAppearance(Appearance::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xF6, 0xF7, 0xF9));
        QCOMPARE(changed.count(), 2);
    }

    void pinnedWindow_generalAppearanceSwitched_keepsItsOwn()
    {
        QWidget window;
        QWidget child(&window);
        Theme::pin(&window, Appearance::Dark);
        QVERIFY(Theme::of(&child).isDark());
        QVERIFY(!Theme::of().isDark());
        QCOMPARE(child.palette().color(QPalette::Window), QColor(0x14, 0x18, 0x1F));
    }

    void icons_everyFile_isDrawnInTheTokensColour()
    {
        const QStringList files = QDir(resourcePath(u"icons"_s)).entryList({u"*.svg"_s});
        QVERIFY(files.size() >= 40);
        const QColor accent = Theme::of().color(Token::Accent);
        for (const QString &file : files) {
            const QImage image = Theme::of().pixmap(file.chopped(4), Token::Accent, 40, 1.0).toImage();
            int drawn = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    drawn += pixel.alpha() == 255 && pixel.rgb() == accent.rgb();
                }
            }
            QVERIFY2(drawn > 5, qPrintable(file));
        }
    }

    void icon_unknownName_warnsAndDrawsNothing()
    {
        QTest::ignoreMessage(QtWarningMsg, "there is no icon named \"nosuch\"");
        QVERIFY(Theme::of().pixmap(u"nosuch"_s, Token::Ink, 20, 1.0).toImage().allGray());
    }

    void font_types_growByTheTablesFactors()
    {
        const int base = Theme::of().font().pixelSize();
        QVERIFY(base >= 14);
        QCOMPARE(Theme::of().font(Type::Figure).pixelSize(), base * 2);
        QCOMPARE(Theme::of().font(Type::WallFigure).pixelSize(), base * 4);
        QCOMPARE(Theme::of().font().families().constFirst(), u"Noto Sans CJK SC"_s);
    }
};

FENGQIAO_GUI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"
