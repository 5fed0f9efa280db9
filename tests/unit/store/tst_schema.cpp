#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

// What SQLite says a table looks like, one line a column: name, type, NOT NULL.
static QStringList columns(Fixture &f, const QString &table)
{
    return f
        .read([=](Reader &tx) -> Result<QStringList> {
            QStringList lines;
            Query query = tx.query(u"SELECT name, type, \"notnull\" FROM pragma_table_info(?) ORDER BY cid"_s, {table});
            while (query.next())
                lines << query.text(0) + u' ' + query.text(1) + (query.integer(2) ? u" NOT NULL"_s : QString());
            return lines;
        })
        .value();
}

static QStringList indexes(Fixture &f, const QString &table)
{
    return f
        .read([=](Reader &tx) -> Result<QStringList> {
            QStringList lines;
            Query query =
                tx.query(u"SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT "
                         "NULL ORDER BY sql"_s,
                         {table});
            while (query.next())
                lines << query.text(0);
            return lines;
        })
        .value();
}

// Every county file of version 1 has this table; migrations of the tests start from it.
static const Entity &oldCase()
{
    static const Entity entity{.name = "case"_L1,
                               .purpose = u"test"_s,
                               .fields = {{.name = "title"_L1, .required = true}, {.name = "amount"_L1}}};
    return entity;
}

// Money in yuan as a text became fen.
static const Entity &newCase()
{
    static const Entity entity{
        .name = "case"_L1,
        .purpose = u"test"_s,
        .fields = {{.name = "title"_L1, .required = true}, {.name = "fen"_L1, .type = FieldType::Money}}};
    return entity;
}

static Migration amountToFen()
{
    return {2, u"amount to fen"_s, [](Writer &tx) {
                tx.execute(u"ALTER TABLE \"case\" ADD COLUMN fen INTEGER"_s);
                tx.execute(u"UPDATE \"case\" SET fen = CAST(round(CAST(amount AS REAL) * 100) AS INTEGER)"_s);
                tx.execute(u"ALTER TABLE \"case\" DROP COLUMN amount"_s);
            }};
}

static void addCases(Fixture &f)
{
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        const QList<std::pair<QString, QString>> cases{{u"甲"_s, u"2000"_s}, {u"乙"_s, u"0.5"_s}, {u"丙"_s, {}}};
        for (const auto &[title, amount] : cases) {
            Row row(oldCase());
            row.set("title"_L1, title);
            row.set("amount"_L1, amount);
            tx.insert(row);
        }
        return {};
    }));
}

static QString migratedCases(Fixture &f)
{
    return f
        .read([](Reader &tx) -> Result<QString> {
            QStringList lines;
            for (const Row &row : tx.select(newCase(), u"ORDER BY rowid"_s))
                lines << row.text("title"_L1) + u'=' + row.text("fen"_L1);
            return lines.join(u' ');
        })
        .value();
}

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tables_equalTheirDescription();
    void open_addsColumnTableAndIndex();
    void open_dropsAnIndexThatIsNoLongerDescribed();
    void localRows_haveNoIndexOfTheirIds();
    void open_addsARequiredColumnToRowsThatLackIt();
    void open_keepsColumnsItDoesNotKnow();
    void migration_turnsInputIntoExpectedData();
    void migrations_runInOrderAndOnce();
    void migration_halfFailedLeavesTheOldFile();
    void open_refusesANewerFile();
};

void TestSchema::tables_equalTheirDescription()
{
    Fixture f;
    for (const Entity *entity : f.store->schema().entities) {
        QStringList expected{u"rowid INTEGER"_s,          u"id BLOB NOT NULL"_s,         u"centre TEXT NOT NULL"_s,
                             u"stamp INTEGER NOT NULL"_s, u"deleted INTEGER NOT NULL"_s, u"versions TEXT"_s};
        for (const Field &field : entity->fields)
            expected << field.name + u' ' + sqlType(field.type) + (field.required ? u" NOT NULL"_s : QString());
        QCOMPARE(columns(f, entity->name), expected);
    }
    QCOMPARE(indexes(f, u"person"_s).size(), 2);
    const auto strict = f.read([](Reader &tx) -> Result<qint64> {
        Query query = tx.query(u"SELECT count(*) FROM pragma_table_list WHERE strict AND name IN ('person', 'event', "
                               "'setting', 'meta', 'outbox', 'number_series')"_s);
        return query.next() ? query.integer(0) : 0;
    });
    QCOMPARE(strict.value(), 6);
}

static const Entity &widerHistory()
{
    static const Entity entity{.name = "event"_L1,
                               .purpose = u"test"_s,
                               .fields = {{.name = "what"_L1, .required = true},
                                          {.name = "place"_L1},
                                          {.name = "weight"_L1, .type = FieldType::Integer, .required = true}},
                               .indexes = {{.fields = {"place"_L1}}},
                               .appendOnly = true};
    return entity;
}

void TestSchema::open_addsColumnTableAndIndex()
{
    Fixture f({{&history()}, {}});
    const Schema wider{{&widerHistory(), &person()}, {}};
    QVERIFY(f.reopen(wider));
    QVERIFY(columns(f, u"event"_s).contains(u"place TEXT"_s));
    QCOMPARE(indexes(f, u"event"_s).size(), 1);
    QVERIFY(f.addPerson(u"甲某"_s));
}

void TestSchema::open_dropsAnIndexThatIsNoLongerDescribed()
{
    Entity person = fengqiao::test::person();
    Fixture f({{&person}, {}});
    QCOMPARE(indexes(f, u"person"_s).size(), 2);
    person.indexes = {{.fields = {"born"_L1}}};
    QVERIFY(f.reopen({{&person}, {}}));
    QCOMPARE(indexes(f, u"person"_s), QStringList{u"CREATE INDEX \"person_by_born\" ON \"person\" (\"born\")"_s});
}

void TestSchema::localRows_haveNoIndexOfTheirIds()
{
    Fixture f;
    const auto own = f.read([](Reader &tx) -> Result<QStringList> {
        QStringList tables;
        Query query = tx.query(u"SELECT tbl_name FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_%' AND tbl_name "
                               "IN ('person', 'event', 'setting') ORDER BY tbl_name"_s);
        while (query.next())
            tables << query.text(0);
        return tables;
    });
    QCOMPARE(own.value(), (QStringList{u"event"_s, u"person"_s}));
}

void TestSchema::open_addsARequiredColumnToRowsThatLackIt()
{
    Fixture f({{&history()}, {}});
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        Row row(history());
        row.set("what"_L1, u"made"_s);
        tx.insert(row);
        return {};
    }));
    QVERIFY(f.reopen({{&widerHistory()}, {}}));
    QVERIFY(columns(f, u"event"_s).contains(u"weight INTEGER NOT NULL"_s));
    const auto rows = f.read([](Reader &tx) -> Result<QList<Row>> { return tx.select(widerHistory(), {}); });
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().integer("weight"_L1), 0);
    QVERIFY(rows->first().isNull("place"_L1));
}

void TestSchema::open_keepsColumnsItDoesNotKnow()
{
    Fixture f({{&widerHistory()}, {}});
    QVERIFY(f.reopen({{&history()}, {}}));
    QVERIFY(columns(f, u"event"_s).contains(u"place TEXT"_s));
}

void TestSchema::migration_turnsInputIntoExpectedData()
{
    Fixture f({{&oldCase()}, {}});
    addCases(f);
    QVERIFY(f.reopen({{&newCase()}, {amountToFen()}}));
    QCOMPARE(migratedCases(f), u"甲=200000 乙=50 丙="_s);
    QVERIFY(!columns(f, u"case"_s).contains(u"amount TEXT"_s));
    QVERIFY(f.reopen({{&newCase()}, {amountToFen()}})); // not a second time
    QCOMPARE(migratedCases(f), u"甲=200000 乙=50 丙="_s);
}

void TestSchema::migrations_runInOrderAndOnce()
{
    Fixture f;
    QStringList run;
    const auto migration = [&](int number) {
        return Migration{number, u"n"_s, [&run, number](Writer &) { run << QString::number(number); }};
    };
    Schema later = schema();
    later.migrations = {migration(3), migration(1), migration(2)}; // a new file is at version 1 already
    QVERIFY(f.reopen(later));
    later.migrations << migration(4);
    QVERIFY(f.reopen(later));
    QCOMPARE(run.join(u' '), u"2 3 4"_s);
}

void TestSchema::migration_halfFailedLeavesTheOldFile()
{
    Fixture f({{&oldCase()}, {}});
    addCases(f);
    Migration broken{3, u"fails"_s, [](Writer &tx) {
                         tx.execute(u"DELETE FROM \"case\""_s);
                         tx.execute(u"INSERT INTO meta VALUES ('centre', 'twice')"_s);
                     }};
    const auto opened = f.reopen({{&newCase()}, {amountToFen(), broken}});
    QCOMPARE(codeOf(opened), u"store.migration"_s);
    QVERIFY(f.reopen({{&oldCase()}, {}})); // version, table and rows as before
    QVERIFY(columns(f, u"case"_s).contains(u"amount TEXT"_s));
    QVERIFY(f.reopen({{&newCase()}, {amountToFen()}}));
    QCOMPARE(migratedCases(f), u"甲=200000 乙=50 丙="_s);
}

void TestSchema::open_refusesANewerFile()
{
    Fixture f({{&oldCase()}, {}});
    QVERIFY(f.reopen({{&newCase()}, {amountToFen()}}));
    f.close();
    const QByteArray before = f.bytes();
    QCOMPARE(codeOf(f.reopen({{&oldCase()}, {}})), u"store.newer"_s);
    QCOMPARE(f.bytes(), before);
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
