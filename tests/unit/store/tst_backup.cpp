#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backup_opensAndEquals();
    void backup_isOneSnapshotWhileOthersWrite();
    void backup_canBeStopped();
    void backup_refusesAnExistingFile();
    void backup_failsWithoutTraceWhereItCannotWrite();
};

static QStringList names(Store &store)
{
    return store
        .read([](Reader &tx) -> Result<QStringList> {
            QStringList list;
            for (const Row &row : tx.select(person(), u"ORDER BY rowid"_s))
                list << row.text("name"_L1) + row.id().toString() + QString::number(row.stamp().value);
            return list;
        })
        .result()
        .value();
}

static void addMany(Fixture &f, int count)
{
    QVERIFY(f.write([=](Writer &tx) -> Result<> {
        for (int i = 0; i < count; ++i) {
            Row row(person());
            row.set("name"_L1, u"甲秘密%1"_s.arg(i));
            tx.insert(row);
            tx.index(row, {.names = {row.text("name"_L1)}});
        }
        return {};
    }));
}

void TestBackup::backup_opensAndEquals()
{
    Fixture f;
    addMany(f, 500);
    const QString copy = f.path(u"copy.fengqiao"_s);
    QList<double> progress;
    QVERIFY(f.store->backup(copy, [&](double part) {
        progress << part;
        return true;
    }));
    QVERIFY(std::ranges::is_sorted(progress));
    const QStringList expected = names(*f.store);
    auto opened = Store::open(copy, f.key, schema(), f.clock);
    QVERIFY(opened);
    QCOMPARE(names(**opened), expected);
    QCOMPARE((*opened)->integrity().value(), QStringList());
    QCOMPARE((*opened)->identity().centre, u"620521"_s);
    const auto hits =
        (*opened)->read([](Reader &tx) -> Result<qsizetype> { return tx.search({.text = u"秘密"_s}).size(); });
    QCOMPARE(hits.result().value(), 20);
    opened->reset();
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains(u"甲秘密"_s.toUtf8()) && !bytes.startsWith("SQLite"));
    QVERIFY(!QFile::exists(copy + u".part"_s));
    QCOMPARE(codeOf(Store::open(copy, Secret(QByteArray(32, 'x')), schema(), f.clock)), u"store.wrong_key"_s);
}

void TestBackup::backup_isOneSnapshotWhileOthersWrite()
{
    Fixture f;
    addMany(f, 20000);
    const QString copy = f.path(u"copy.fengqiao"_s);
    int steps = 0;
    QVERIFY(f.store->backup(copy, [&](double) {
        ++steps;
        return steps < 50 && f.addPerson(u"乙某"_s).has_value(); // a commit between any two steps
    }));
    QVERIFY(steps > 0);
    QCOMPARE(f.people(), 20000 + steps);
    const auto opened = Store::open(copy, f.key, schema(), f.clock);
    QVERIFY(opened);
    QCOMPARE(names(**opened).size(), 20000);
}

void TestBackup::backup_canBeStopped()
{
    Fixture f;
    addMany(f, 12000);
    const QString copy = f.path(u"copy.fengqiao"_s);
    QCOMPARE(codeOf(f.store->backup(copy, [](double) { return false; })), u"store.stopped"_s);
    QVERIFY(!QFile::exists(copy) && !QFile::exists(copy + u".part"_s));
}

void TestBackup::backup_refusesAnExistingFile()
{
    Fixture f;
    QCOMPARE(codeOf(f.store->backup(f.path())), u"store.exists"_s);
    QVERIFY(f.addPerson(u"甲某"_s));
}

void TestBackup::backup_failsWithoutTraceWhereItCannotWrite()
{
    Fixture f;
    QCOMPARE(codeOf(f.store->backup(f.path(u"no/folder.fengqiao"_s))), u"store.disk"_s);
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
