// Making and opening a county's file.
#include "access_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

NewCounty plainCounty()
{
    NewCounty county;
    county.county = *DivisionCode::parse(u"620521"_s);
    return county;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

class TestDesk : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::shared_ptr<FixedClock> m_clock = std::make_shared<FixedClock>(Instant::fromLocal({2026, 9, 14}, {9, 0}));

    Desk::Setup setup(const QString &name, const QList<Module> &modules = {testModule()})
    {
        return {m_folder.filePath(name), modules, m_clock};
    }

private Q_SLOTS:
    void create_makesACountyThatOpens();
    void create_refusesAnExistingFile();
    void create_leavesNothingWhenASeedFails();
    void create_leavesNothingWhenThePasswordIsShort();
    void create_refusesATownAsCounty();
    void open_tellsItsTroublesApart_data();
    void open_tellsItsTroublesApart();
    void changed_isSignalledOnTheDesksThread();
};

void TestDesk::create_makesACountyThatOpens()
{
    const auto made = Desk::create(setup(u"a.fengqiao"_s), plainCounty(), password());
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    QVERIFY(made->size() >= 32);
    const auto desk = Desk::open(setup(u"a.fengqiao"_s), u"admin"_s, password());
    QVERIFY2(desk, qPrintable(desk ? QString() : desk.error().message));
    QCOMPARE((*desk)->county(), u"620521"_s);
    QVERIFY(!(*desk)->isDemo());
    QCOMPARE((*desk)->actor().roles, QSet<QString>{u"ADM"_s});
    QVERIFY((*desk)->calendar().isPublished({2026, 10, 1}));
    QVERIFY((*desk)->kind(u"visit"_s));
    QVERIFY((*desk)->kind(u"account"_s));
    const auto faults = (*desk)->verify();
    QVERIFY2(faults && faults->isEmpty(),
             qPrintable(faults && !faults->isEmpty() ? faults->first().message : QString()));
}

void TestDesk::create_refusesAnExistingFile()
{
    QVERIFY(Desk::create(setup(u"b.fengqiao"_s), plainCounty(), password()));
    const auto again = Desk::create(setup(u"b.fengqiao"_s), plainCounty(), password());
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"store.exists"_s);
    QVERIFY(Desk::open(setup(u"b.fengqiao"_s), u"admin"_s, password()));
}

void TestDesk::create_leavesNothingWhenASeedFails()
{
    Module module = testModule();
    module.seed = [](Writer &, const RuleSet &, const NewCounty &) -> Result<> {
        return fail(ErrorKind::Fault, u"seed.broken"_s, u"No."_s);
    };
    const QStringList before = filesIn(m_folder.path());
    const auto made = Desk::create(setup(u"c.fengqiao"_s, {module}), plainCounty(), password());
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"seed.broken"_s);
    QCOMPARE(filesIn(m_folder.path()), before);
}

void TestDesk::create_leavesNothingWhenThePasswordIsShort()
{
    const QStringList before = filesIn(m_folder.path());
    const auto made = Desk::create(setup(u"d.fengqiao"_s), plainCounty(), Secret("short"_ba));
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"keys.password_short"_s);
    QCOMPARE(filesIn(m_folder.path()), before);
}

void TestDesk::create_refusesATownAsCounty()
{
    NewCounty county;
    county.county = *DivisionCode::parse(u"620521105"_s);
    const auto made = Desk::create(setup(u"e.fengqiao"_s), county, password());
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"county.code"_s);
}

void TestDesk::open_tellsItsTroublesApart_data()
{
    QTest::addColumn<QString>("trouble");
    QTest::addColumn<QString>("code");
    QTest::newRow("no file") << u"gone"_s << u"store.missing"_s;
    QTest::newRow("no key file") << u"keyless"_s << u"keys.missing"_s;
    QTest::newRow("key file damaged") << u"badkeys"_s << u"keys.damaged"_s;
    QTest::newRow("key file of another county") << u"otherkeys"_s << u"store.wrong_key"_s;
    QTest::newRow("file damaged") << u"damaged"_s << u"store.damaged"_s;
    QTest::newRow("wrong password") << u"password"_s << u"keys.wrong"_s;
    QTest::newRow("unknown account") << u"account"_s << u"keys.wrong"_s;
    QTest::newRow("open already") << u"twice"_s << u"store.locked"_s;
}

void TestDesk::open_tellsItsTroublesApart()
{
    QFETCH(const QString, trouble);
    QFETCH(const QString, code);
    const Desk::Setup place = setup(trouble % u".fengqiao"_s);
    QVERIFY(Desk::create(place, plainCounty(), password()));
    const QString keys = KeySlots::pathFor(place.file);
    std::unique_ptr<Desk> first;
    const auto overwrite = [](const QString &path, qint64 from, const QByteArray &bytes) {
        QFile file(path);
        return file.open(QIODevice::ReadWrite) && file.seek(from) && file.write(bytes) == bytes.size();
    };
    if (trouble == "gone"_L1)
        QVERIFY(QFile::remove(place.file));
    if (trouble == "keyless"_L1)
        QVERIFY(QFile::remove(keys));
    if (trouble == "badkeys"_L1)
        QVERIFY(overwrite(keys, 40, "xx"));
    if (trouble == "damaged"_L1)
        QVERIFY(overwrite(place.file, 100, QByteArray(64, 'x')));
    if (trouble == "otherkeys"_L1) {
        const Desk::Setup other = setup(u"other.fengqiao"_s);
        QVERIFY(Desk::create(other, plainCounty(), password()));
        QVERIFY(QFile::remove(keys));
        QVERIFY(QFile::copy(KeySlots::pathFor(other.file), keys));
    }
    if (trouble == "twice"_L1)
        first = std::move(*Desk::open(place, u"admin"_s, password()));
    const auto opened = Desk::open(place, trouble == "account"_L1 ? u"nobody"_s : u"admin"_s,
                                   trouble == "password"_L1 ? Secret("quite another phrase"_ba) : password());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, code);
    QVERIFY(!opened.error().message.isEmpty());
}

void TestDesk::changed_isSignalledOnTheDesksThread()
{
    NewCounty county = plainCounty();
    county.demo = true;
    county.accounts << NewCounty::SeedAccount{u"win"_s, u"窗口"_s, {u"WIN"_s}, {}, {}, {}};
    QVERIFY(Desk::create(setup(u"f.fengqiao"_s), county, password()));
    const auto desk = Desk::open(setup(u"f.fengqiao"_s), u"win"_s, password());
    QVERIFY(desk);
    QStringList kinds;
    connect(desk->get(), &Desk::changed, this, [&](const ChangeSet &changes) {
        QCOMPARE(QThread::currentThread(), thread());
        for (const Change &change : changes)
            kinds << QString(change.entity->name);
    });
    QVERIFY((*desk)->submit({u"register_visit"_s, {}, visitData(), {}}).result());
    QVERIFY(QTest::qWaitFor([&] { return kinds.contains(u"visit"_s); }));
}

QTEST_GUILESS_MAIN(TestDesk)
#include "tst_desk.moc"
