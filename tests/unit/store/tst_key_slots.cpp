#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestKeySlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void open_givesTheKeyToTheRightPasswordOnly_data();
    void open_givesTheKeyToTheRightPasswordOnly();
    void open_locksAfterFiveFailuresUntilItsEnd();
    void open_countsFailuresInTheFile();
    void open_forgetsFailuresAfterSuccess();
    void unlock_endsALock();
    void slot_movedToAnotherLoginDoesNotOpen();
    void recovery_opensByTheCodeHoweverItIsWritten();
    void set_refusesAShortPassword_data();
    void set_refusesAShortPassword();
    void set_replacesTheOldPassword();
    void remove_closesTheSlot();
    void load_refusesMissingAndDamagedFiles();
    void file_holdsNeitherKeyNorPasswordAndIsPrivate();
    void secret_movesAndLeavesOthersBytesAlone();
    void randomKey_isNewEachTime();

private:
    [[nodiscard]] KeySlots load() const { return KeySlots::load(m_county).value(); }

    [[nodiscard]] Result<Secret> open(const QString &login, const QByteArray &password, Instant at = monday) const
    {
        return load().open(login, Secret(QByteArray(password)), at);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_county;
};

static const SlotCost cheap{64, 1};
static const auto good = "correct horse";

void TestKeySlots::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_county = m_dir->filePath(u"qingshui.fengqiao"_s);
    KeySlots keys = KeySlots::createFor(m_county);
    const Secret dataKey(QByteArray(32, 'k'));
    QVERIFY(keys.set(u"jia"_s, Secret(QByteArray(good)), dataKey, cheap));
    QVERIFY(keys.set(u"yi"_s, Secret(QByteArray("another horse")), dataKey, cheap));
    QVERIFY(keys.save());
}

void TestKeySlots::open_givesTheKeyToTheRightPasswordOnly_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("right") << u"jia"_s << QByteArray(good) << QString();
    QTest::newRow("wrong") << u"jia"_s << QByteArray("wrong horse") << u"keys.wrong"_s;
    QTest::newRow("of another account") << u"jia"_s << QByteArray("another horse") << u"keys.wrong"_s;
    QTest::newRow("empty") << u"jia"_s << QByteArray() << u"keys.wrong"_s;
    QTest::newRow("unknown account") << u"nobody"_s << QByteArray(good) << u"keys.wrong"_s;
    QTest::newRow("login in capitals") << u"JIA"_s << QByteArray(good) << u"keys.wrong"_s;
}

void TestKeySlots::open_givesTheKeyToTheRightPasswordOnly()
{
    QFETCH(QString, login);
    QFETCH(QByteArray, password);
    QFETCH(QString, code);
    const auto key = open(login, password);
    QCOMPARE(codeOf(key), code);
    if (code.isEmpty())
        QCOMPARE(key->bytes(), QByteArray(32, 'k'));
}

void TestKeySlots::open_locksAfterFiveFailuresUntilItsEnd()
{
    for (int i = 1; i < KeySlots::maxFailures; ++i)
        QCOMPARE(codeOf(open(u"jia"_s, "wrong horse")), u"keys.wrong"_s);
    QCOMPARE(codeOf(open(u"jia"_s, "wrong horse")), u"keys.locked"_s);
    QCOMPARE(codeOf(open(u"jia"_s, good)), u"keys.locked"_s); // even the right one
    QVERIFY(open(u"yi"_s, "another horse"));                  // others are not locked
    const Instant last{monday.ms + KeySlots::lockMs - 1};
    QCOMPARE(codeOf(open(u"jia"_s, good, last)), u"keys.locked"_s);
    const Instant after{monday.ms + KeySlots::lockMs};
    QCOMPARE(codeOf(open(u"jia"_s, "wrong horse", after)), u"keys.wrong"_s); // counted afresh
    QVERIFY(open(u"jia"_s, good, after));
}

void TestKeySlots::open_countsFailuresInTheFile()
{
    KeySlots first = load();
    QCOMPARE(codeOf(first.open(u"jia"_s, Secret(QByteArray("wrong horse")), monday)), u"keys.wrong"_s);
    QFile file(KeySlots::pathFor(m_county));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto slot = QJsonDocument::fromJson(file.readAll()).object().value("slots"_L1).toArray().first().toObject();
    QCOMPARE(slot.value("failures"_L1).toInt(), 1);
}

void TestKeySlots::open_forgetsFailuresAfterSuccess()
{
    for (int round = 0; round < 3; ++round) {
        for (int i = 1; i < KeySlots::maxFailures; ++i)
            QCOMPARE(codeOf(open(u"jia"_s, "wrong horse")), u"keys.wrong"_s);
        QVERIFY(open(u"jia"_s, good));
    }
}

void TestKeySlots::unlock_endsALock()
{
    for (int i = 0; i < KeySlots::maxFailures; ++i)
        QVERIFY(!open(u"jia"_s, "wrong horse"));
    KeySlots keys = load();
    QVERIFY(keys.unlock(u"jia"_s));
    QVERIFY(keys.save());
    QVERIFY(open(u"jia"_s, good));
    QCOMPARE(codeOf(keys.unlock(u"nobody"_s)), u"keys.unknown"_s);
}

// As someone would who may write the file: yi's slot under jia's name, with a matching checksum.
void TestKeySlots::slot_movedToAnotherLoginDoesNotOpen()
{
    QFile file(KeySlots::pathFor(m_county));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    QJsonObject moved = root.value("slots"_L1).toArray().at(1).toObject();
    QCOMPARE(moved.value("login"_L1).toString(), u"yi"_s);
    moved.insert(u"login"_s, u"jia"_s);
    const QJsonArray entries{moved};
    root.insert(u"slots"_s, entries);
    root.insert(u"checksum"_s,
                QString::fromLatin1(QCryptographicHash::hash(QJsonDocument(entries).toJson(QJsonDocument::Compact),
                                                             QCryptographicHash::Sha256)
                                        .toHex()));
    QVERIFY(file.resize(0) && file.seek(0));
    file.write(QJsonDocument(root).toJson());
    file.close();
    QCOMPARE(load().logins(), QStringList{u"jia"_s});
    QCOMPARE(codeOf(open(u"jia"_s, "another horse")), u"keys.wrong"_s);
}

void TestKeySlots::recovery_opensByTheCodeHoweverItIsWritten()
{
    KeySlots keys = load();
    const QString code = keys.makeRecovery(Secret(QByteArray(32, 'k'))).value();
    QVERIFY(keys.save());
    static const QRegularExpression form(u"^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$"_s);
    QVERIFY2(form.match(code).hasMatch(), qUtf8Printable(code));
    QVERIFY(open(u"recovery"_s, code.toLatin1()));
    QVERIFY(open(u"recovery"_s, code.toLower().replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l').toLatin1()));
    QString wrong = code;
    wrong[0] = wrong.at(0) == u'A' ? u'B' : u'A';
    QCOMPARE(codeOf(open(u"recovery"_s, wrong.toLatin1())), u"keys.wrong"_s);
    const QString fresh = keys.makeRecovery(Secret(QByteArray(32, 'k'))).value();
    QVERIFY(fresh != code);
    QVERIFY(keys.save());
    QCOMPARE(codeOf(open(u"recovery"_s, code.toLatin1())), u"keys.wrong"_s); // only the newest holds
}

void TestKeySlots::set_refusesAShortPassword_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("taken");
    QTest::newRow("nine") << u"123456789"_s << false;
    QTest::newRow("ten") << u"1234567890"_s << true;
    QTest::newRow("nine Chinese characters") << u"一二三四五六七八九"_s << false;
    QTest::newRow("ten Chinese characters") << u"一二三四五六七八九十"_s << true;
}

void TestKeySlots::set_refusesAShortPassword()
{
    QFETCH(QString, password);
    QFETCH(bool, taken);
    KeySlots keys = load();
    const auto set = keys.set(u"bing"_s, Secret(password.toUtf8()), Secret(QByteArray(32, 'k')), cheap);
    QCOMPARE(codeOf(set), taken ? QString() : u"keys.password_short"_s);
    QCOMPARE(keys.logins().contains(u"bing"_s), taken);
}

void TestKeySlots::set_replacesTheOldPassword()
{
    KeySlots keys = load();
    QVERIFY(keys.set(u"jia"_s, Secret(QByteArray("a newer horse")), Secret(QByteArray(32, 'k')), cheap));
    QVERIFY(keys.save());
    QCOMPARE(codeOf(open(u"jia"_s, good)), u"keys.wrong"_s);
    QVERIFY(open(u"jia"_s, "a newer horse"));
    QCOMPARE(load().logins(), (QStringList{u"jia"_s, u"yi"_s}));
}

void TestKeySlots::remove_closesTheSlot()
{
    KeySlots keys = load();
    QVERIFY(keys.remove(u"jia"_s));
    QCOMPARE(codeOf(keys.remove(u"jia"_s)), u"keys.unknown"_s);
    QVERIFY(keys.save());
    QCOMPARE(codeOf(open(u"jia"_s, good)), u"keys.wrong"_s);
}

void TestKeySlots::load_refusesMissingAndDamagedFiles()
{
    const QString path = KeySlots::pathFor(m_county);
    QCOMPARE(QFileInfo(path).fileName(), u"qingshui.keys"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("wrapped\": \"") + 12;
    for (const QByteArray &spoilt :
         {text.first(text.size() / 2), QByteArray(), QByteArray("{}"), QByteArray(text).replace(at, 1, "*"),
          QByteArray(text).replace("\"format\": 1", "\"format\": 9")}) {
        QVERIFY(file.resize(0) && file.seek(0) && file.write(spoilt) == spoilt.size() && file.flush());
        QCOMPARE(codeOf(KeySlots::load(m_county)), u"keys.damaged"_s);
    }
    file.remove();
    QCOMPARE(codeOf(KeySlots::load(m_county)), u"keys.missing"_s);
}

void TestKeySlots::file_holdsNeitherKeyNorPasswordAndIsPrivate()
{
    QFile file(KeySlots::pathFor(m_county));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains(good));
    QVERIFY(!text.contains(QByteArray(32, 'k').toBase64()) && !text.contains("kkkk"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestKeySlots::secret_movesAndLeavesOthersBytesAlone()
{
    QByteArray bytes(32, 'k');
    const char *where = bytes.constData();
    Secret secret(std::move(bytes));
    QCOMPARE(secret.bytes().constData(), where); // moved, not copied
    const Secret copy = secret.clone();
    QVERIFY(copy.bytes().constData() != where);
    QCOMPARE(copy.bytes(), secret.bytes());
    Secret other(std::move(secret));
    QCOMPARE(other.bytes().constData(), where);
    other = Secret(QByteArray("x"));
    QCOMPARE(other.bytes(), QByteArray("x"));
    // Neither a literal in read-only memory nor an array that others share may be wiped.
    const QByteArray shared(32, 's');
    {
        const Secret literal(QByteArrayLiteral("literal"));
        const Secret sharing{QByteArray(shared)};
        QVERIFY(!literal.isEmpty() && !sharing.isEmpty());
    }
    QCOMPARE(shared, QByteArray(32, 's'));
}

void TestKeySlots::randomKey_isNewEachTime()
{
    const Secret a = randomKey();
    const Secret b = randomKey();
    QCOMPARE(a.bytes().size(), 32);
    QVERIFY(a.bytes() != b.bytes());
}

QTEST_GUILESS_MAIN(TestKeySlots)
#include "tst_key_slots.moc"
