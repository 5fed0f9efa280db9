#include <QTemporaryDir>
#include <QTest>

#include <access/entities.h>
#include <grid/grid.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

DivisionCode code(const QString &digits)
{
    return DivisionCode::parse(digits).value_or(DivisionCode());
}

Secret password()
{
    return Secret("correct horse"_ba);
}

Instant morning()
{
    return Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 5));
}

NewCounty county(const QString &digits, bool demo)
{
    NewCounty county;
    county.county = code(digits);
    county.demo = demo;
    county.adminName = u"管理员"_s;
    return county;
}

// Takes one record away behind the actions' back.
Result<> removeRecord(Desk &desk, const Entity &entity, const QString &digits)
{
    return desk.store()
        .write([&entity, digits](Writer &writer) -> Result<> {
            auto row = writer.findBy(entity, "code"_L1, digits);
            writer.remove(*row);
            return {};
        })
        .result();
}

} // namespace

// The demo county of 清水县, made once; every case reads it, and what it adds does not disturb the others.
class tst_grid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void seed_makesDivisionsAndCentres();
    void centre_hangsUnderItsTown();
    void places_areNamedFromTheTownDown_data();
    void places_areNamedFromTheTownDown();
    void findPlaces_givesTownsFirst();
    void findPlaces_takesWildcardsLiterally();
    void demo_unitsComeByStationing();
    void demo_staffBelongsToItsUnit();
    void demo_ofAnotherCountyIsRefused();
    void production_hasNoUnits();
    void addUnit_givesTheNextCode();
    void addUnit_refusesATakenName();
    void verify_namesADivisionWithoutParent();

private:
    Desk::Setup setup(const QString &name) const;
    std::unique_ptr<Desk> open(const QString &login) const;
    Result<ActionOutcome> addUnit(Desk &desk, const QJsonObject &data) const;

    // The value that `fn` reads, as the person of m_desk.
    template <typename F> auto read(F fn) const
    {
        using T = std::invoke_result_t<F, ReadContext &>;
        auto future = m_desk->read([fn](ReadContext &context) -> Result<T> { return fn(context); });
        return future.result().value();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Desk> m_desk;
};

Desk::Setup tst_grid::setup(const QString &name) const
{
    return {
        .file = m_folder.filePath(name), .modules = {gridModule()}, .clock = std::make_shared<FixedClock>(morning())};
}

std::unique_ptr<Desk> tst_grid::open(const QString &login) const
{
    auto desk = Desk::open(setup(u"demo.fengqiao"_s), login, password());
    if (!desk)
        qWarning().noquote() << desk.error().message;
    return desk ? *std::move(desk) : nullptr;
}

Result<ActionOutcome> tst_grid::addUnit(Desk &desk, const QJsonObject &data) const
{
    return desk.submit({.action = u"add_unit"_s, .key = {}, .data = data, .at = {}}).result();
}

void tst_grid::initTestCase()
{
    const auto made = Desk::create(setup(u"demo.fengqiao"_s), county(u"620521"_s, true), password());
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    m_desk = open(u"chen"_s);
    QVERIFY(m_desk);
}

void tst_grid::seed_makesDivisionsAndCentres()
{
    const auto counts = read([](ReadContext &context) {
        return QList<qint64>{context.tx.count(divisionEntity(), u"1"_s),
                             context.tx.count(divisionEntity(), u"level = 9"_s),
                             context.tx.count(divisionEntity(), u"statistical = 1"_s),
                             context.tx.count(organisationEntity(), u"kind = 'centre'"_s),
                             context.tx.count(organisationEntity(), u"kind = 'centre' AND length(org) = 12"_s)};
    });
    // The statistics-only park and its virtual community are places, but nobody governs there.
    QCOMPARE(counts, (QList<qint64>{1 + 19 + 268, 19, 2, 1 + 18 + 267, 267}));
}

void tst_grid::centre_hangsUnderItsTown()
{
    const auto names = read([](ReadContext &context) {
        QStringList chain;
        auto row = centreOf(context.tx, code(u"620521105203"_s));
        while (row) {
            chain << row->text("name"_L1);
            row = context.tx.find(organisationEntity(), row->uuid("parent"_L1));
        }
        return chain;
    });
    QCOMPARE(names, (QStringList{u"刘崖村民委员会综治中心"_s, u"山门镇综治中心"_s, u"清水县综治中心"_s}));
}

void tst_grid::places_areNamedFromTheTownDown_data()
{
    QTest::addColumn<QString>("digits");
    QTest::addColumn<QString>("name");
    QTest::newRow("county") << u"620521"_s << u"清水县"_s;
    QTest::newRow("town") << u"620521105"_s << u"山门镇"_s;
    QTest::newRow("village") << u"620521105203"_s << u"山门镇 刘崖村民委员会"_s;
    QTest::newRow("of another county") << u"110101001"_s << u"110101001"_s;
}

void tst_grid::places_areNamedFromTheTownDown()
{
    QFETCH(QString, digits);
    QTEST(read([digits](ReadContext &context) { return placeName(context.tx, code(digits)); }), "name");
}

void tst_grid::findPlaces_givesTownsFirst()
{
    const auto found = read([](ReadContext &context) { return findPlaces(context.tx, u"山门"_s); });
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].name, u"山门镇"_s);
    QCOMPARE(found[1].name, u"山门居民委员会"_s);
    QCOMPARE(read([](ReadContext &context) { return divisionsBelow(context.tx, code(u"620521105"_s)).size(); }), 17);
}

void tst_grid::findPlaces_takesWildcardsLiterally()
{
    QVERIFY(read([](ReadContext &context) { return findPlaces(context.tx, u"%"_s); }).isEmpty());
    QVERIFY(read([](ReadContext &context) { return findPlaces(context.tx, u"_"_s); }).isEmpty());
    QVERIFY(read([](ReadContext &context) { return findPlaces(context.tx, u" "_s); }).isEmpty());
}

void tst_grid::demo_unitsComeByStationing()
{
    const auto units = read([](ReadContext &context) { return memberUnits(context.tx, context.rules); });
    QStringList modes;
    for (const UnitLine &unit : units) {
        QVERIFY(!unit.name.isEmpty());
        QVERIFY(unit.demo);
        if (modes.isEmpty() || modes.last() != unit.stationing)
            modes << unit.stationing;
    }
    QCOMPARE(units.size(), 8); // seven departments and a township government
    QCOMPARE(modes, (QStringList{u"resident"_s, u"rotating"_s, u"on_call"_s}));
}

void tst_grid::demo_staffBelongsToItsUnit()
{
    const auto unit = read([](ReadContext &context) {
        const auto account = context.tx.findBy(accountEntity(), "login"_L1, u"zi"_s);
        return account ? organisationName(context.tx, account->uuid("unit"_L1)) : QString();
    });
    QCOMPARE(unit, u"人社局"_s);
}

void tst_grid::demo_ofAnotherCountyIsRefused()
{
    const auto made = Desk::create(setup(u"other.fengqiao"_s), county(u"620622"_s, true), password());
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"demo.other_county"_s);
    QVERIFY(!QFile::exists(m_folder.filePath(u"other.fengqiao"_s)));
}

void tst_grid::production_hasNoUnits()
{
    const auto made = Desk::create(setup(u"gulang.fengqiao"_s), county(u"620622"_s, false), password());
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    const auto desk = Desk::open(setup(u"gulang.fengqiao"_s), u"admin"_s, password());
    QVERIFY(desk);
    const auto count = (*desk)
                           ->read([](ReadContext &context) -> Result<qint64> {
                               return context.tx.count(organisationEntity(), u"kind = 'unit'"_s);
                           })
                           .result();
    QCOMPARE(count.value(), 0);
}

void tst_grid::addUnit_givesTheNextCode()
{
    const auto added = addUnit(*m_desk, {{u"name"_s, u"水务局"_s}, {u"stationing"_s, u"on_call"_s}});
    QVERIFY2(added, added ? "" : qPrintable(added.error().message));
    const auto unit = read([](ReadContext &context) { return findUnit(context.tx, u"水务局"_s); });
    QVERIFY(unit);
    QCOMPARE(unit->id(), added->id);
    QCOMPARE(unit->text("org"_L1), u"620521"_s);
    QVERIFY(!unit->flag("demo"_L1));
    QVERIFY(!unit->text("code"_L1).isEmpty());
    // The demo's own units are counted by demo_unitsComeByStationing alone.
    QVERIFY(removeRecord(*m_desk, organisationEntity(), unit->text("code"_L1)));
}

void tst_grid::addUnit_refusesATakenName()
{
    const auto again = addUnit(*m_desk, {{u"name"_s, u"人社局"_s}, {u"stationing"_s, u"resident"_s}});
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"unit.exists"_s);
    QCOMPARE(again.error().field, u"name"_s);
}

void tst_grid::verify_namesADivisionWithoutParent()
{
    const auto before = m_desk->verify();
    QVERIFY(before);
    QVERIFY(before->isEmpty());
    QVERIFY(removeRecord(*m_desk, divisionEntity(), u"620521114"_s));
    const auto after = m_desk->verify();
    QVERIFY(after);
    QStringList checks;
    for (const VerifyFault &fault : *after)
        checks << fault.check + u' ' + fault.record;
    QVERIFY(checks.contains(u"organisation_tree 620521114000"_s));
    QVERIFY(std::ranges::any_of(checks,
                                [](const QString &check) { return check.startsWith("division_tree 620521114"_L1); }));
}

QTEST_GUILESS_MAIN(tst_grid)
#include "tst_grid.moc"
