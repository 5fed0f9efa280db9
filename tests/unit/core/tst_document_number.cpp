#include <QRandomGenerator>
#include <QTest>

#include <core/document_number.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 9, 14);

QString codeOf(const Result<CitizenId> &result)
{
    return result ? QString() : result.error().code;
}

// A valid number of a random area, day and serial: the check digit is found by trying, not by the formula under test.
QString randomCitizen(QRandomGenerator &random)
{
    const QDate birth = QDate(1930, 1, 1).addDays(random.bounded(35'000));
    const QString body = QString::number(random.bounded(110'000, 830'000)) + birth.toString(u"yyyyMMdd"_s) +
                         QString::number(random.bounded(1, 1000)).rightJustified(3, u'0');
    QString found;
    for (const QChar check : u"0123456789X"_s) {
        if (CitizenId::parse(body + check, today)) {
            found += check;
        }
    }
    return found.size() == 1 ? body + found : QString();
}

} // namespace

class TestDocumentNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void citizenNumberIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QDate>("birth");
        QTest::addColumn<Sex>("sex");
        const auto plain = [](const char *name, const QString &number, QDate birth, Sex sex) {
            QTest::newRow(name) << number << number << birth << sex;
        };
        plain("example 1 of the standard", u"11010519491231002X"_s, QDate(1949, 12, 31), Sex::Female);
        plain("example 2 of the standard", u"440524188001010014"_s, QDate(1880, 1, 1), Sex::Male);
        plain("test number 1", u"999999197001010017"_s, QDate(1970, 1, 1), Sex::Male);
        plain("test number 2", u"999999198501010026"_s, QDate(1985, 1, 1), Sex::Female);
        plain("test number 3", u"999999199001010032"_s, QDate(1990, 1, 1), Sex::Male);
        plain("test number 4", u"999999196001010047"_s, QDate(1960, 1, 1), Sex::Female);
        plain("test number 5", u"999999199201010053"_s, QDate(1992, 1, 1), Sex::Male);
        const QDate birth(1949, 12, 31);
        const QString x = u"11010519491231002X"_s;
        QTest::newRow("small x") << u"11010519491231002x"_s << x << birth << Sex::Female;
        QTest::newRow("full-width") << u"１１０１０５１９４９１２３１００２Ｘ"_s << x << birth << Sex::Female;
        QTest::newRow("full-width small x") << u"11010519491231002ｘ"_s << x << birth << Sex::Female;
        QTest::newRow("spaces") << u" 110105 1949 1231　002X\t"_s << x << birth << Sex::Female;
        QTest::newRow("invisible marks of pasted text")
            << u"\u200b11010519491231002X\u202c"_s << x << birth << Sex::Female;
        QTest::newRow("first generation") << u"110105491231002"_s << x << birth << Sex::Female;
    }

    void citizenNumberIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);
        QFETCH(QDate, birth);
        QFETCH(Sex, sex);
        const auto id = CitizenId::parse(text, today);
        QCOMPARE(codeOf(id), QString());
        QCOMPARE(id->digits(), digits);
        QCOMPARE(id->birth(), birth);
        QCOMPARE(id->sex(), sex);
    }

    void wrongCitizenNumberIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QString() << u"citizen_id.format"_s;
        QTest::newRow("seventeen digits") << u"11010519491231002"_s << u"citizen_id.format"_s;
        QTest::newRow("nineteen characters") << u"11010519491231002XX"_s << u"citizen_id.format"_s;
        QTest::newRow("X inside") << u"1101051949123100X2"_s << u"citizen_id.format"_s;
        QTest::newRow("another letter at the end") << u"11010519491231002Y"_s << u"citizen_id.format"_s;
        QTest::newRow("Arabic-Indic digits") << u"١١010519491231002X"_s << u"citizen_id.format"_s;
        QTest::newRow("area begins with 0") << u"01010519491231002X"_s << u"citizen_id.format"_s;
        QTest::newRow("X in a first-generation number") << u"11010549123100X"_s << u"citizen_id.format"_s;
        QTest::newRow("30 February") << u"999999199002300010"_s << u"citizen_id.date"_s;
        QTest::newRow("29 February of a common year") << u"999999199102290010"_s << u"citizen_id.date"_s;
        QTest::newRow("month 13") << u"999999199013010010"_s << u"citizen_id.date"_s;
        QTest::newRow("born tomorrow") << u"999999202609150010"_s << u"citizen_id.date"_s;
        QTest::newRow("born in 1009") << u"999999100901010010"_s << u"citizen_id.date"_s;
        QTest::newRow("impossible day, first generation") << u"110105491331002"_s << u"citizen_id.date"_s;
        QTest::newRow("wrong check digit") << u"999999197001010018"_s << u"citizen_id.check_digit"_s;
        QTest::newRow("X where a digit belongs") << u"99999919700101001X"_s << u"citizen_id.check_digit"_s;
    }

    void wrongCitizenNumberIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto id = CitizenId::parse(text, today);
        QCOMPARE(codeOf(id), code);
        QVERIFY(!id.error().message.contains(text.right(8)) || text.isEmpty()); // no personal data in a message
    }

    void bornTodayIsAccepted()
    {
        QRandomGenerator random(1);
        const QString number = randomCitizen(random);
        QVERIFY(!number.isEmpty());
        const QDate birth = CitizenId::parse(number, today)->birth();
        QVERIFY(CitizenId::parse(number, birth));
        QCOMPARE(codeOf(CitizenId::parse(number, birth.addDays(-1))), u"citizen_id.date"_s);
    }

    // ISO 7064 MOD 11-2 promises all single errors and all swaps of neighbours.
    void everySlipOfTheHandIsCaught()
    {
        QRandomGenerator random(20260914);
        for (int n = 0; n < 500; ++n) {
            const QString number = randomCitizen(random);
            QVERIFY(!number.isEmpty()); // exactly one check digit fits
            for (qsizetype i = 0; i < 18; ++i) {
                for (const QChar wrong : i == 17 ? u"0123456789X"_s : u"0123456789"_s) {
                    QString slip = number;
                    slip[i] = wrong;
                    QCOMPARE(CitizenId::parse(slip, today).has_value(), wrong == number[i]);
                }
                if (i < 17 && number[i] != number[i + 1]) {
                    QString slip = number;
                    std::swap(slip[i], slip[i + 1]);
                    QVERIFY2(!CitizenId::parse(slip, today), qPrintable(number + u' ' + slip));
                }
            }
        }
    }

    void firstGenerationNumberUpgradesToItsSecond()
    {
        QRandomGenerator random(15);
        for (int n = 0; n < 500; ++n) {
            const QString number = randomCitizen(random);
            if (number.sliced(6, 2) != "19"_L1) {
                continue;
            }
            const auto id = CitizenId::parse(number.left(6) + number.sliced(8, 9), today);
            QVERIFY(id);
            QCOMPARE(id->digits(), number);
        }
    }

    void documentIsReadByItsType_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("code");
        QTest::newRow("citizen number is checked")
            << u"citizen_id"_s << u"99999919700101001７"_s << u"999999197001010017"_s << QString();
        QTest::newRow("wrong citizen number")
            << u"citizen_id"_s << u"999999197001010018"_s << QString() << u"citizen_id.check_digit"_s;
        QTest::newRow("passport in upper case") << u"passport"_s << u" e12345678 "_s << u"E12345678"_s << QString();
        QTest::newRow("permit") << u"hk_macao_permit"_s << u"Ｈ0123456702"_s << u"H0123456702"_s << QString();
        QTest::newRow("officer's card in Chinese")
            << u"officer"_s << u"政字第00001号"_s << u"政字第00001号"_s << QString();
        QTest::newRow("organisation") << u"uscc"_s << u"91350100m000100y43"_s << u"91350100M000100Y43"_s << QString();
        QTest::newRow("wrong organisation")
            << u"uscc"_s << u"91350100M000100Y44"_s << QString() << u"uscc.check_digit"_s;
        QTest::newRow("missing") << u"passport"_s << u"  "_s << QString() << u"document.empty"_s;
        QTest::newRow("forty characters") << u"other"_s << QString(40, u'7') << QString(40, u'7') << QString();
        QTest::newRow("forty-one characters") << u"other"_s << QString(41, u'7') << QString() << u"document.length"_s;
        QTest::newRow("control character") << u"other"_s << u"12\u0007"_s << QString() << u"document.format"_s;
    }

    void documentIsReadByItsType()
    {
        QFETCH(QString, type);
        QFETCH(QString, text);
        QFETCH(QString, number);
        QFETCH(QString, code);
        const auto document = DocumentNumber::parse(type, text, today);
        QCOMPARE(document ? QString() : document.error().code, code);
        if (document) {
            QCOMPARE(document->type, type);
            QCOMPARE(document->number, number);
        }
    }

    void usccIsChecked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("example of the standard") << u"91350100M000100Y43"_s << QString();
        QTest::newRow("full-width and small") << u"９1350100m000100y43"_s << QString();
        QTest::newRow("one character wrong") << u"91350100M000100Y53"_s << u"uscc.check_digit"_s;
        QTest::newRow("letter that is not used") << u"91350100I000100Y43"_s << u"uscc.format"_s;
        QTest::newRow("letter in the division code") << u"9135A100M000100Y43"_s << u"uscc.format"_s;
        QTest::newRow("too short") << u"91350100M000100Y4"_s << u"uscc.format"_s;
        QTest::newRow("empty") << QString() << u"uscc.format"_s;
    }

    void usccIsChecked()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto uscc = parseUscc(text);
        QCOMPARE(uscc ? QString() : uscc.error().code, code);
    }

    void everySingleErrorOfAnUsccIsCaught()
    {
        const QString number = u"91350100M000100Y43"_s;
        for (qsizetype i = 0; i < number.size(); ++i) {
            for (const QChar wrong : u"0123456789ABCDEFGHJKLMNPQRTUWXY"_s) {
                QString slip = number;
                slip[i] = wrong;
                QCOMPARE(parseUscc(slip).has_value(), wrong == number[i]);
            }
        }
    }

    void phoneIsReadAsDigits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits"); // empty: refused
        QTest::newRow("mobile") << u"13800005678"_s << u"13800005678"_s;
        QTest::newRow("mobile in groups") << u"138 0000-5678"_s << u"13800005678"_s;
        QTest::newRow("mobile, full-width") << u"１３８００００５６７８"_s << u"13800005678"_s;
        QTest::newRow("mobile with +86") << u"+86 138 0000 5678"_s << u"13800005678"_s;
        QTest::newRow("mobile with 86") << u"8613800005678"_s << u"13800005678"_s;
        QTest::newRow("area code in brackets") << u"（0938）7150000"_s << u"09387150000"_s;
        QTest::newRow("local number") << u"7150000"_s << u"7150000"_s;
        QTest::newRow("service number") << u"12345"_s << u"12345"_s;
        QTest::newRow("mobile with a digit missing") << u"1380000567"_s << QString();
        QTest::newRow("mobile with a digit too many") << u"138000056789"_s << QString();
        QTest::newRow("mobile of no range") << u"12000005678"_s << QString();
        QTest::newRow("four digits") << u"7150"_s << QString();
        QTest::newRow("sixteen digits") << u"0938715000012345"_s << QString();
        QTest::newRow("letters") << u"138OOOO5678"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }

    void phoneIsReadAsDigits()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);
        const auto phone = parsePhone(text);
        QCOMPARE(phone.value_or(QString()), digits);
        if (!phone) {
            QCOMPARE(phone.error().code, u"phone.format"_s);
        }
    }

    void masksKeepTheShape_data()
    {
        QTest::addColumn<QString>("masked");
        QTest::addColumn<QString>("expected");
        QTest::newRow("citizen number") << maskNumber(u"11010519491231002X"_s) << u"110***********002X"_s;
        QTest::newRow("citizen number of its own")
            << CitizenId::parse(u"999999197001010017"_s, today)->masked() << u"999***********0017"_s;
        QTest::newRow("passport") << maskNumber(u"E12345678"_s) << u"E1*****78"_s;
        QTest::newRow("three characters") << maskNumber(u"123"_s) << u"***"_s;
        QTest::newRow("no number") << maskNumber(QString()) << QString();
        QTest::newRow("mobile") << maskPhone(u"13812345678"_s) << u"138****5678"_s;
        QTest::newRow("local phone") << maskPhone(u"7150000"_s) << u"7*****0"_s;
        QTest::newRow("two characters") << maskName(u"张三"_s) << u"张*"_s;
        QTest::newRow("three characters of name") << maskName(u"张小明"_s) << u"张**"_s;
        QTest::newRow("compound surname") << maskName(u"欧阳小明"_s) << u"欧阳**"_s;
        QTest::newRow("compound surname alone") << maskName(u"欧阳"_s) << u"欧*"_s;
        QTest::newRow("one character") << maskName(u"张"_s) << u"*"_s;
        QTest::newRow("surname beyond the basic plane") << maskName(u"𠮷小"_s) << u"𠮷*"_s;
        QTest::newRow("given name beyond the basic plane") << maskName(u"张𠮷"_s) << u"张*"_s;
        QTest::newRow("no name") << maskName(QString()) << QString();
        QTest::newRow("address") << maskAddress(u"清水县山门镇某村三组12号"_s) << u"清水县山门镇****"_s;
        QTest::newRow("short address") << maskAddress(u"某村三组"_s) << u"某村****"_s;
        QTest::newRow("no address") << maskAddress(QString()) << QString();
    }

    void masksKeepTheShape()
    {
        QFETCH(QString, masked);
        QFETCH(QString, expected);
        QCOMPARE(masked, expected);
    }
};

QTEST_APPLESS_MAIN(TestDocumentNumber)
#include "tst_document_number.moc"
