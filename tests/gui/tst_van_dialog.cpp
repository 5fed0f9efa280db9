// The mail van in the window: a desk's file, the carrier's way to a real PostgreSQL and back, and everything that can
// be wrong with a file on a stick. With FENGQIAO_SHOTS set to a folder, pictures are left there.
#include "gui_fixture.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>

#include <mediation/mediation.h>
#include <sync/van_files.h>
#include <van_private.h>
#include <widgets/cards.h>
#include <widgets/desk_references.h>
#include <widgets/notices.h>

#include "../server/county_on_server.h"
#include "demo_desk.h"
#include "desk_sync.h"
#include "sync_panel.h"
#include "van_dialog.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 60'000;
constexpr auto nowhere = "postgresql://c_620521@/county?host=/nowhere"_L1;

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

// A desk's page with its dialog, as a click opens it.
struct Window {
    explicit Window(std::unique_ptr<Desk> opened)
        : desk(std::move(opened))
        , references(*desk)
        , sync(*desk)
        , panel(*desk, sync, &references)
    {
        panel.resize(360, 640);
        panel.show();
        panel.findChild<QPushButton *>(u"mailVan"_s)->click();
        dialog = panel.findChild<VanDialog *>();
    }

    // Every look that was begun has come.
    [[nodiscard]] bool isReady() const { return button(u"vanChooseKey"_s)->isEnabled(); }

    [[nodiscard]] bool choose(const QString &path) const
    {
        dialog->useKey(path);
        return QTest::qWaitFor([this] { return isReady(); }, waitMs);
    }

    [[nodiscard]] bool write(const QString &path) const
    {
        dialog->writeTo(path);
        return QTest::qWaitFor([this] { return isReady(); }, waitMs);
    }

    [[nodiscard]] bool take(const QString &path) const
    {
        dialog->takeIn(path);
        return QTest::qWaitFor([this] { return isReady(); }, waitMs);
    }

    [[nodiscard]] QPushButton *button(const QString &name) const { return dialog->findChild<QPushButton *>(name); }

    [[nodiscard]] QString fact(const QString &name) const { return dialog->findChild<ElidedLabel *>(name)->text(); }

    [[nodiscard]] QString result() const
    {
        const auto *label = dialog->findChild<QLabel *>(u"vanResult"_s);
        return label->isVisible() ? label->text() : QString();
    }

    [[nodiscard]] QString error() const { return dialog->findChild<InlineError *>()->text(); }

    [[nodiscard]] qint64 waiting() const
    {
        return desk->store().read([](Reader &r) -> Result<VanWaiting> { return vanWaiting(r); }).result()->changes;
    }

    std::unique_ptr<Desk> desk;
    DeskReferences references;
    DeskSync sync;
    SyncPanel panel;
    VanDialog *dialog = nullptr;
};

} // namespace

class TestVanDialog : public QObject, private CountyOnServer {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void deskThatNeverJoined_isToldWhatIsMissing();
    void changesGo_andNewsComeBack();
    void key_isAskedForOnce_andRemembered();
    void keyThatIsNone_isRefused_data();
    void keyThatIsNone_isRefused();
    void rememberedKeyThatIsGone_isSaid();
    void deskKey_isCopied();
    void wrongReceipt_takesNothing_data();
    void wrongReceipt_takesNothing();
    void fileThatCannotBeWritten_leavesNothing_data();
    void fileThatCannotBeWritten_leavesNothing();
    void stopped_leavesNothing();
    void besideAServerThatIsAway_itGoes();
    void besideRounds_itWaitsForItsTurn();
    void windowThatCloses_leavesNoHalfFile();
    void pictures();

private:
    [[nodiscard]] static Secret password() { return Secret("correct-horse-battery"_ba); }

    [[nodiscard]] std::unique_ptr<Window> open(); // the first desk's file, after what was written into it

    [[nodiscard]] QString path(const QString &name) const { return m_stick->filePath(name); }

    [[nodiscard]] QStringList onStick() const { return QDir(m_stick->path()).entryList(QDir::Files, QDir::Name); }

    [[nodiscard]] QByteArray receipt(Window &window); // of what waits now, carried to the server
    void shoot(const QString &folder, const QString &word, QSize size);
    std::unique_ptr<QTemporaryDir> m_stick;
    std::optional<VanKeys> m_private;
    std::optional<VanKeys> m_otherCentre;
    QString m_key;
    QString m_otherKey;
};

void TestVanDialog::initTestCase()
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QDir::tempPath() + u"/tst_van_dialog"_s);
    QString why;
    if (!start(&why))
        QSKIP(qPrintable(u"SKIPPED, NO VAN WAS SENT: "_s + why));
    QVERIFY(found());
    const auto key = vanKeyOfDesk(m_firstA->store());
    VERIFY_OK(key);
    VERIFY_OK(
        registerDesk({.url = m_pg->url(u"postgres"_s), .password = {}, .answerSeconds = 60}, {.centre = u"620521"_s,
                                                                                              .desk = 1,
                                                                                              .name = u"by van"_s,
                                                                                              .certificate = {},
                                                                                              .rolePassword = {},
                                                                                              .vanKey = *key}));
    QVERIFY(m_pg->run(u"UPDATE fq_sync.entity SET machine = NULL WHERE name = 'attachment'"_s));
    m_key = m_files->path(u"centre.key.pub"_s);
    m_otherKey = m_files->path(u"other.key.pub"_s);
    VERIFY_OK(makeVanKeys(u"620521"_s, m_files->path(u"centre.key"_s)));
    VERIFY_OK(makeVanKeys(u"620522"_s, m_files->path(u"other.key"_s)));
    auto secret = readVanKeys(m_files->path(u"centre.key"_s));
    auto other = readVanKeys(m_files->path(u"other.key"_s));
    VERIFY_OK(secret);
    VERIFY_OK(other);
    m_private = std::move(*secret);
    m_otherCentre = std::move(*other);
    QVERIFY(keep());
}

void TestVanDialog::cleanupTestCase()
{
    stop();
}

void TestVanDialog::init()
{
    m_stick = std::make_unique<QTemporaryDir>();
    QVERIFY(begin());
}

void TestVanDialog::cleanup()
{
    end();
}

std::unique_ptr<Window> TestVanDialog::open()
{
    m_a->close();
    auto desk = Desk::open(setupFor(m_a->path()), u"jia"_s, password());
    if (!desk)
        qFatal("%s", message(desk.error()));
    auto window = std::make_unique<Window>(std::move(*desk));
    if (!QTest::qWaitFor([&] { return window->isReady(); }, waitMs))
        qFatal("the dialog does not get ready");
    return window;
}

QByteArray TestVanDialog::receipt(Window &window)
{
    if (!window.choose(m_key) || !window.write(path(u"out.van"_s)) || !window.error().isEmpty())
        return {};
    const auto carried = carryVanFile({.url = m_url, .password = {}, .answerSeconds = 60}, *m_private,
                                      path(u"out.van"_s), path(u"back.van"_s));
    if (!carried)
        qWarning("%s", message(carried.error()));
    QFile file(path(u"back.van"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestVanDialog::deskThatNeverJoined_isToldWhatIsMissing()
{
    const DemoDesk demo;
    Window window(demo.open(u"jia"_s));
    const QSignalSpy looked(window.dialog, &VanDialog::looked);
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, waitMs);
    const auto *missing = window.dialog->findChild<QLabel *>(u"vanMissing"_s);
    QVERIFY(missing->isVisible() && missing->text().contains(u"No server knows this desk"_s));
    QVERIFY(!window.button(u"vanWrite"_s)->isVisible() && !window.button(u"vanTakeIn"_s)->isVisible());
    QVERIFY(window.fact(u"vanDeskKey"_s).isEmpty()); // none was made
}

void TestVanDialog::changesGo_andNewsComeBack()
{
    const auto visit = m_a->registerVisit(u"张三"_s);
    const QByteArray mine = noise(300'000);
    const auto hash = m_a->attach(mine);
    VERIFY_OK(hash);
    const auto person = m_b->addPerson(u"王五"_s);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    const auto window = open();
    QVERIFY2(window->fact(u"vanWaiting"_s).startsWith(u"2 changes · 1 attachments"_s),
             qPrintable(window->fact(u"vanWaiting"_s)));
    QVERIFY(window->choose(m_key));
    const QSignalSpy settled(window->dialog, &VanDialog::settled);
    QVERIFY(window->write(path(u"out.van"_s)));
    QCOMPARE(settled.size(), 1);
    QCOMPARE(window->error(), QString());
    QVERIFY2(window->result().contains(u"2 changes are in out.van"_s), qPrintable(window->result()));
    QVERIFY(window->result().contains(u"1 in this file"_s)); // the attachment
    QVERIFY(window->result().contains(u"Carry it to the machine with the line"_s));
    QVERIFY(window->button(u"vanTakeIn"_s)->isDefault()); // what comes next
    VERIFY_OK(carryVanFile({.url = m_url, .password = {}, .answerSeconds = 60}, *m_private, path(u"out.van"_s),
                           path(u"back.van"_s)));
    QSignalSpy changed(window->desk.get(), &Desk::changed);
    const QSignalSpy told(&window->sync, &DeskSync::changed);
    QVERIFY(window->take(path(u"back.van"_s)));
    QCOMPARE(window->error(), QString());
    QVERIFY2(window->result().contains(u"2 changes of this desk went to the server"_s), qPrintable(window->result()));
    QVERIFY(window->result().contains(u"1 attachments of this desk are on the server now"_s));
    QVERIFY(window->result().contains(u"No change waits any more"_s));
    QVERIFY(window->fact(u"vanWaiting"_s).startsWith(u"0 changes"_s));
    QVERIFY(window->button(u"vanWrite"_s)->isDefault());
    // What the boards look at: they are told that rows came, as after a round.
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty() && !told.isEmpty(), waitMs);
    const auto here = window->desk->store()
                          .read([&](Reader &r) -> Result<bool> { return r.find(personEntity(), *person).has_value(); })
                          .result();
    QVERIFY(here && *here);
    VERIFY_OK(m_files->sync(*m_b, m_url));
    QVERIFY(m_b->find(u"visit"_s, *visit));
    QCOMPARE(m_pg->value("SELECT hash FROM fq_sync.blob WHERE whole"), *hash);
}

void TestVanDialog::key_isAskedForOnce_andRemembered()
{
    {
        const auto window = open();
        QCOMPARE(window->fact(u"vanCentreKey"_s), u"None chosen yet"_s);
        QVERIFY(!window->button(u"vanWrite"_s)->isEnabled() && !window->button(u"vanTakeIn"_s)->isEnabled());
        QVERIFY(window->button(u"vanChooseKey"_s)->isDefault());
        QVERIFY(window->choose(m_key));
        QVERIFY(window->button(u"vanWrite"_s)->isEnabled() && window->button(u"vanWrite"_s)->isDefault());
        QCOMPARE(window->dialog->focusWidget(), window->button(u"vanWrite"_s)); // Enter goes on
    }
    const auto window = open();
    QCOMPARE(window->fact(u"vanCentreKey"_s), u"centre.key.pub"_s);
    QVERIFY(window->button(u"vanWrite"_s)->isEnabled());
    // What the file dialog offers names the desk and the day.
    window->button(u"vanWrite"_s)->click();
    auto *ask = window->dialog->findChild<QFileDialog *>();
    QVERIFY(ask && ask->acceptMode() == QFileDialog::AcceptSave);
    const QString name = window->dialog->suggestedName();
    QVERIFY2(name.contains(u"620521"_s) && name.contains(u"desk1-"_s) &&
                 name.contains(window->desk->now().localDate().toString(u"yyyyMMdd"_s)),
             qPrintable(name));
    ask->reject();
}

void TestVanDialog::keyThatIsNone_isRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("a text") << u"text"_s << u"holds no keys"_s;
    QTest::newRow("not there") << u"gone"_s << u"cannot be used"_s;
    QTest::newRow("of another centre") << u"other"_s << u"is the key of centre 620522"_s;
    QTest::newRow("the private one") << u"private"_s << u"private key"_s;
}

void TestVanDialog::keyThatIsNone_isRefused()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    QFile text(path(u"text"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("not a key") > 0);
    text.close();
    const QHash<QString, QString> files{{u"other"_s, m_otherKey}, {u"private"_s, m_files->path(u"centre.key"_s)}};
    const auto window = open();
    QVERIFY(window->choose(files.value(what, path(what))));
    QVERIFY2(window->error().contains(says), qPrintable(window->error()));
    QVERIFY(!window->button(u"vanWrite"_s)->isEnabled());
    QVERIFY(window->choose(m_key)); // the right one mends it
    QCOMPARE(window->error(), QString());
    QVERIFY(window->choose(files.value(what, path(what)))); // and is not lost by a wrong one after it
    QVERIFY(window->error().contains(says));
    QCOMPARE(window->fact(u"vanCentreKey"_s), u"centre.key.pub"_s);
    QVERIFY(window->button(u"vanWrite"_s)->isEnabled());
}

void TestVanDialog::rememberedKeyThatIsGone_isSaid()
{
    QVERIFY(QFile::copy(m_key, path(u"centre.key.pub"_s)));
    {
        const auto window = open();
        QVERIFY(window->choose(path(u"centre.key.pub"_s)));
        QCOMPARE(window->error(), QString());
    }
    QVERIFY(QFile::remove(path(u"centre.key.pub"_s)));
    const auto window = open();
    QCOMPARE(window->fact(u"vanCentreKey"_s), u"centre.key.pub"_s);
    QVERIFY2(window->error().contains(u"cannot be used"_s), qPrintable(window->error()));
    QVERIFY(!window->button(u"vanWrite"_s)->isEnabled());
    QVERIFY(window->button(u"vanChooseKey"_s)->isDefault());
}

void TestVanDialog::deskKey_isCopied()
{
    const auto key = vanKeyOfDesk(m_a->store());
    VERIFY_OK(key);
    const auto window = open();
    QCOMPARE(window->fact(u"vanDeskKey"_s), *key);
    window->button(u"vanCopyKey"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), *key);
}

void TestVanDialog::wrongReceipt_takesNothing_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("one bit") << u"bit"_s << u"changed on the way"_s;
    QTest::newRow("cut") << u"cut"_s << u"changed on the way"_s;
    QTest::newRow("a text") << u"text"_s << u"no file of the mail van"_s;
    QTest::newRow("not there") << u"gone"_s << u"cannot be read"_s;
    QTest::newRow("of another centre") << u"centre"_s << u"not signed by whom"_s;
    QTest::newRow("of another desk") << u"desk"_s << u"no receipt for this desk"_s;
    QTest::newRow("the file that was packed") << u"own"_s << u"not signed by whom"_s;
}

void TestVanDialog::wrongReceipt_takesNothing()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const auto window = open();
    const QByteArray right = receipt(*window);
    QVERIFY(!right.isEmpty());
    QByteArray bytes = right;
    const auto keys = deskVanKeys(window->desk->store());
    VERIFY_OK(keys);
    const QJsonObject other{{u"kind"_s, u"receipt"_s}, {u"centre"_s, u"620522"_s}, {u"desk"_s, 1}};
    const QJsonObject desk{{u"kind"_s, u"receipt"_s}, {u"centre"_s, u"620521"_s}, {u"desk"_s, 2}};
    if (what == "bit"_L1)
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    else if (what == "cut"_L1)
        bytes.chop(20);
    else if (what == "text"_L1)
        bytes = "not of the van";
    else if (what == "centre"_L1)
        bytes = sealVan(other, {{u"incarnation"_s, 1}}, keys->open.open, m_otherCentre->sign);
    else if (what == "desk"_L1)
        bytes = sealVan(desk, {{u"incarnation"_s, 1}}, keys->open.open, m_private->sign);
    else if (what == "own"_L1) {
        QFile packed(path(u"out.van"_s));
        QVERIFY(packed.open(QIODevice::ReadOnly));
        bytes = packed.readAll();
    }
    if (what != "gone"_L1) {
        QFile file(path(u"wrong.van"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QVERIFY(window->take(path(u"wrong.van"_s)));
    QVERIFY2(window->error().contains(says), qPrintable(window->error()));
    QCOMPARE(window->result(), QString());
    QCOMPARE(window->waiting(), 1); // nothing is lost: it goes on waiting
    QVERIFY(window->take(path(u"back.van"_s)));
    QCOMPARE(window->error(), QString());
    QCOMPARE(window->waiting(), 0);
}

void TestVanDialog::fileThatCannotBeWritten_leavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("no folder") << u"gone/out.van"_s << u"cannot be written"_s;
    QTest::newRow("a file for a folder") << u"kept.van/out.van"_s << u"cannot be written"_s;
    QTest::newRow("one that is there") << u"kept.van"_s << u"exists; it was not touched"_s;
}

void TestVanDialog::fileThatCannotBeWritten_leavesNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    QFile kept(path(u"kept.van"_s));
    QVERIFY(kept.open(QIODevice::WriteOnly) && kept.write("an earlier one") > 0);
    kept.close();
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const auto window = open();
    QVERIFY(window->choose(m_key));
    QVERIFY(window->write(path(name)));
    QVERIFY2(window->error().contains(says), qPrintable(window->error()));
    QCOMPARE(window->result(), QString());
    QCOMPARE(onStick(), QStringList{u"kept.van"_s});
    QCOMPARE(kept.size(), 14);
    QVERIFY(window->write(path(u"second.van"_s)));
    QCOMPARE(window->error(), QString());
    QVERIFY(QFile::exists(path(u"second.van"_s)));
}

void TestVanDialog::stopped_leavesNothing()
{
    VERIFY_OK(m_a->attach(noise(24 << 20)));
    const auto window = open();
    QVERIFY(window->choose(m_key));
    window->dialog->writeTo(path(u"out.van"_s));
    QVERIFY(!window->button(u"vanTakeIn"_s)->isEnabled()); // one thing at a time
    window->dialog->stop();
    QTRY_VERIFY_WITH_TIMEOUT(window->isReady(), waitMs);
    QVERIFY2(window->error().contains(u"No file was written"_s), qPrintable(window->error()));
    QCOMPARE(onStick(), QStringList());
}

// Rounds that find no server go on beside it, with pauses of up to a minute between: the van does not wait for them.
void TestVanDialog::besideAServerThatIsAway_itGoes()
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    const auto window = open();
    QVERIFY(window->choose(m_key));
    window->sync.setServer(QString(nowhere), {});
    QTRY_VERIFY_WITH_TIMEOUT(window->sync.standing().kind == SyncStanding::Kind::NoServer, waitMs);
    QVERIFY(window->write(path(u"out.van"_s)));
    QCOMPARE(window->error(), QString());
    VERIFY_OK(carryVanFile({.url = m_url, .password = {}, .answerSeconds = 60}, *m_private, path(u"out.van"_s),
                           path(u"back.van"_s)));
    QVERIFY(window->take(path(u"back.van"_s)));
    QCOMPARE(window->error(), QString());
    QCOMPARE(window->waiting(), 0);
    QVERIFY(window->sync.standing().kind == SyncStanding::Kind::NoServer); // it is as it was
}

// No round runs while work has the engine: what is asked for meanwhile comes behind it.
void TestVanDialog::besideRounds_itWaitsForItsTurn()
{
    const auto window = open();
    window->sync.setServer(m_url, {});
    QTRY_VERIFY_WITH_TIMEOUT(window->sync.standing().kind == SyncStanding::Kind::InStep, waitMs);
    std::atomic_bool begun = false;
    std::atomic_bool go = false;
    auto work = window->sync.withEngine([&](SyncEngine &) -> Result<> {
        begun = true;
        while (!go)
            QThread::msleep(5);
        return {};
    });
    QTRY_VERIFY_WITH_TIMEOUT(begun, waitMs);
    const QSignalSpy told(&window->sync, &DeskSync::changed);
    window->sync.tryNow();
    window->sync.setAlone(true); // would end the service that works
    QTest::qWait(700);
    QCOMPARE(told.size(), 0);
    QVERIFY(window->sync.standing().kind == SyncStanding::Kind::InStep);
    go = true;
    QTRY_VERIFY_WITH_TIMEOUT(work.isFinished(), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(window->sync.standing().kind == SyncStanding::Kind::Alone, waitMs);
}

void TestVanDialog::windowThatCloses_leavesNoHalfFile()
{
    VERIFY_OK(m_a->attach(noise(24 << 20)));
    {
        const auto window = open();
        QVERIFY(window->choose(m_key));
        window->dialog->writeTo(path(u"out.van"_s));
    }
    QCOMPARE(onStick(), QStringList());
    QVERIFY(m_a->open()); // nobody has the file any more
}

void TestVanDialog::pictures()
{
    const QString folder = qEnvironmentVariable("FENGQIAO_SHOTS");
    if (folder.isEmpty())
        QSKIP("no folder for pictures is set (FENGQIAO_SHOTS)");
    QDir().mkpath(folder);
    QTranslator translator;
    const QString catalogue = qEnvironmentVariable("FENGQIAO_SHOTS_CATALOGUE");
    if (!catalogue.isEmpty() && translator.load(catalogue))
        QCoreApplication::installTranslator(&translator);
    setLanguage(translator.isEmpty() ? Language::English : Language::Chinese);
    auto *theme = const_cast<Theme *>(&Theme::of());
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark})
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            theme->setAppearance(appearance);
            shoot(folder, u"%1-%2"_s.arg(appearance == Appearance::Light ? u"light"_s : u"dark"_s).arg(size.width()),
                  size);
            end();
            init();
        }
    theme->setAppearance(Appearance::Light);
    setLanguage(Language::Chinese);
}

// The dialog over the page that it is opened from.
void TestVanDialog::shoot(const QString &folder, const QString &word, QSize size)
{
    VERIFY_OK(m_a->registerVisit(u"张三"_s));
    VERIFY_OK(m_a->attach(noise(3'400'000)));
    const auto window = open();
    window->panel.resize(size);
    const auto save = [&](const QString &name) {
        QTest::qWait(300);
        QPixmap picture = window->panel.grab();
        QPainter painter(&picture);
        painter.drawPixmap((size.width() - window->dialog->width()) / 2, (size.height() - window->dialog->height()) / 2,
                           window->dialog->grab());
        painter.end();
        QVERIFY(picture.save(QDir(folder).filePath(u"van-%1-%2.png"_s.arg(name, word))));
    };
    save(u"1-first"_s);
    QVERIFY(window->choose(m_otherKey));
    save(u"2-wrong-key"_s);
    QVERIFY(!receipt(*window).isEmpty());
    save(u"3-written"_s);
    QVERIFY(window->take(m_key));
    save(u"4-wrong-receipt"_s);
    QVERIFY(window->take(path(u"back.van"_s)));
    save(u"5-taken"_s);
    window->panel.resize(284, 500);
    window->dialog->hide();
    QTest::qWait(200);
    QVERIFY(window->panel.grab().save(QDir(folder).filePath(u"van-page-%1.png"_s.arg(word))));
    window->dialog->show();
    const DemoDesk demo;
    Window alone(demo.open(u"jia"_s));
    QTest::qWait(500);
    QVERIFY(alone.dialog->grab().save(QDir(folder).filePath(u"van-6-never-joined-%1.png"_s.arg(word))));
}

FENGQIAO_GUI_TEST_MAIN(TestVanDialog)
#include "tst_van_dialog.moc"
