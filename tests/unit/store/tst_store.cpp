#include <QCryptographicHash>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QThread>
#include <latch>

#include "store_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

// Desk 7 (store_fixture.h) numbers what it makes after the blocks of six desks.
constexpr qint64 ownBlock = 60'000;

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void file_holdsNoPlainText();
    void open_refusesWithItsOwnCode_data();
    void open_refusesWithItsOwnCode();
    void open_saysLockedWhileTheFileIsOpen();
    void open_afterCloseFindsWhatWasWritten();
    void create_refusesAnExistingFile();
    void create_leavesNothingWhenItFails();
    void write_commitsOrLeavesNothing();
    void write_returnsAConstraintAsConflictWithItsField();
    void write_survivesAnyException();
    void group_keepsOrderAndIsolatesAFailingJob();
    void group_losesOnlyTheFailingJobsIndexAndChanges();
    void feed_tellsEachCommittedChangeOnce();
    void outbox_holdsTheOpsOfOneTransaction();
    void outbox_namesTheStampOfEachReplacedValue();
    void outbox_isChained();
    void outbox_leavesLocalEntitiesOut();
    void stamps_growOverReopenWhenTheClockRunsBack();
    void numbers_haveNoGapAfterRollback();
    void reader_seesOneSnapshot();
    void reader_cannotWrite();
    void select_keepsTombstonesOutWhateverTheCondition();
    void update_refusesAStaleRow();
    void update_writesOnlyWhatChanged();
    void appendOnly_refusesChange();
    void integrity_namesDamageAndMissingReferences();
    void bulk_writesAreThereAfterwards();
    void reservedLog_givesBackWhatWasCommittedBeforeAndAfter();
    void close_finishesWhatWasPosted();
    void close_answersWhatIsPostedMeanwhile();
};

void TestStore::file_holdsNoPlainText()
{
    Fixture f;
    QVERIFY(f.addPerson(u"甲秘密"_s, u"13900001111"_s));
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        auto row = tx.findBy(person(), "phone"_L1, u"13900001111"_s);
        tx.index(*row, {.names = {u"甲秘密"_s}, .phones = {u"13900001111"_s}});
        return {};
    }));
    const auto clean = [&](const QString &suffix) {
        const QByteArray bytes = f.bytes(suffix);
        const QString text = u"甲秘密"_s;
        return !bytes.isEmpty() && !bytes.contains(text.toUtf8()) && !bytes.contains("13900001111") &&
               !bytes.contains("miumi") && !bytes.contains("CREATE TABLE") && !bytes.contains("SQLite format 3");
    };
    QVERIFY(clean(u"-wal"_s)); // before the log is folded in
    f.close();
    QVERIFY(clean({}));
    QVERIFY(!QFile::exists(f.path() + u"-wal"_s));
}

void TestStore::open_refusesWithItsOwnCode_data()
{
    QTest::addColumn<std::function<void(Fixture &)>>("spoil");
    QTest::addColumn<QString>("code");
    using Spoil = std::function<void(Fixture &)>;
    QTest::newRow("wrong key") << Spoil([](Fixture &f) { f.key = Secret(QByteArray(32, 'x')); })
                               << u"store.wrong_key"_s;
    QTest::newRow("damaged first page") << Spoil([](Fixture &f) { f.overwrite(100, "damage"); }) << u"store.damaged"_s;
    QTest::newRow("zeroed first page") << Spoil([](Fixture &f) { f.overwrite(0, QByteArray(4096, '\0')); })
                                       << u"store.damaged"_s;
    QTest::newRow("cut to less than a header")
        << Spoil([](Fixture &f) { QFile::resize(f.path(), 5); }) << u"store.damaged"_s;
    QTest::newRow("cut inside the first page")
        << Spoil([](Fixture &f) { QFile::resize(f.path(), 1000); }) << u"store.damaged"_s;
    QTest::newRow("missing") << Spoil([](Fixture &f) { QFile::remove(f.path()); }) << u"store.missing"_s;
    QTest::newRow("plain SQLite") << Spoil([](Fixture &f) { f.overwrite(0, QByteArray("SQLite format 3\0", 16)); })
                                  << u"store.not_encrypted"_s;
    QTest::newRow("folder") << Spoil([](Fixture &f) {
        QFile::remove(f.path());
        QVERIFY(QDir().mkdir(f.path()));
    }) << u"store.disk"_s;
}

void TestStore::open_refusesWithItsOwnCode()
{
    QFETCH(std::function<void(Fixture &)>, spoil);
    QFETCH(QString, code);
    Fixture f;
    QVERIFY(f.addPerson(u"甲某"_s));
    f.close();
    spoil(f);
    const QByteArray before = f.bytes();
    const auto opened = f.reopen();
    QCOMPARE(codeOf(opened), code);
    QVERIFY(opened.error().message.size() > 20);
    QCOMPARE(f.bytes(), before); // refusing changes nothing
}

void TestStore::open_saysLockedWhileTheFileIsOpen()
{
    Fixture f;
    const auto second = Store::open(f.path(), f.key, schema(), f.clock);
    QCOMPARE(codeOf(second), u"store.locked"_s);
    QVERIFY(f.addPerson(u"甲某"_s)); // the refused attempt did not disturb the first
    f.close();
    QVERIFY(Store::open(f.path(), f.key, schema(), f.clock));
}

void TestStore::open_afterCloseFindsWhatWasWritten()
{
    Fixture f;
    const QJsonObject notes{{u"k"_s, QJsonArray{1, u"二"_s}}};
    const QUuid spouse = IdSource::next(monday);
    const auto id = f.write([&](Writer &tx) -> Result<QUuid> {
        Row row(person());
        row.set("name"_L1, u"甲\n\"某\"𠮷"_s);
        row.set("born"_L1, QDate(1980, 2, 29));
        row.set("seen"_L1, monday);
        row.set("visits"_L1, 3);
        row.set("sealed"_L1, true);
        row.set("fee"_L1, Money{200050});
        row.setJson("notes"_L1, notes);
        row.set("spouse"_L1, spouse);
        tx.insert(row);
        return row.id();
    });
    QVERIFY(f.reopen());
    QCOMPARE(f.store->identity().centre, u"620521"_s);
    QCOMPARE(f.store->identity().desk, 7);
    QCOMPARE(f.store->identity().kind, u"test"_s);
    const auto row = f.read([&](Reader &tx) -> Result<Row> { return *tx.find(person(), *id); });
    QCOMPARE(row->text("name"_L1), u"甲\n\"某\"𠮷"_s);
    QCOMPARE(row->date("born"_L1), QDate(1980, 2, 29));
    QCOMPARE(row->instant("seen"_L1), monday);
    QCOMPARE(row->integer("visits"_L1), 3);
    QVERIFY(row->flag("sealed"_L1));
    QCOMPARE(row->money("fee"_L1), Money{200050});
    QCOMPARE(row->json("notes"_L1).toObject(), notes);
    QCOMPARE(row->uuid("spouse"_L1), spouse);
    QVERIFY(row->isNull("phone"_L1));
    QVERIFY(row->changedFields().isEmpty());
}

void TestStore::create_refusesAnExistingFile()
{
    Fixture f;
    f.close();
    const QByteArray before = f.bytes();
    QCOMPARE(codeOf(Store::create(f.path(), f.key, schema(), identity(), f.clock)), u"store.exists"_s);
    QCOMPARE(f.bytes(), before);
}

void TestStore::create_leavesNothingWhenItFails()
{
    QTemporaryDir dir;
    static const Entity broken{.name = "broken"_L1, .purpose = {}, .fields = {}, .indexes = {{.fields = {"none"_L1}}}};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"statement refused"_s));
    const auto made = Store::create(dir.filePath(u"a.fengqiao"_s), randomKey(), {{&broken}, {}}, identity(),
                                    std::make_shared<SystemClock>());
    QCOMPARE(codeOf(made), u"store.fault"_s);
    QVERIFY(QDir(dir.path()).isEmpty());
    QCOMPARE(codeOf(Store::create(dir.filePath(u"no/folder.fengqiao"_s), randomKey(), schema(), identity(),
                                  std::make_shared<SystemClock>())),
             u"store.disk"_s);
}

void TestStore::write_commitsOrLeavesNothing()
{
    Fixture f;
    const auto refused = f.write([](Writer &tx) -> Result<> {
        Row row(person());
        row.set("name"_L1, u"甲某"_s);
        tx.insert(row);
        tx.setMeta("note"_L1, u"x"_s);
        return fail(ErrorKind::Forbidden, u"test.no"_s, u"no"_s);
    });
    QCOMPARE(codeOf(refused), u"test.no"_s);
    QCOMPARE(f.people(), 0);
    QVERIFY(f.read([](Reader &tx) -> Result<QString> { return tx.meta("note"_L1); })->isEmpty());
    QVERIFY(f.addPerson(u"乙某"_s));
    QCOMPARE(f.people(), 1);
}

void TestStore::write_returnsAConstraintAsConflictWithItsField()
{
    Fixture f;
    QVERIFY(f.addPerson(u"甲某"_s, u"1"_s));
    const auto twice = f.addPerson(u"乙某"_s, u"1"_s);
    QCOMPARE(codeOf(twice), u"store.duplicate"_s);
    QCOMPARE(twice.error().field, u"phone"_s);
    QCOMPARE(twice.error().kind, ErrorKind::Conflict);
    const auto nameless = f.addPerson({}, u"2"_s);
    QCOMPARE(codeOf(nameless), u"store.required"_s);
    QCOMPARE(nameless.error().field, u"name"_s);
    QCOMPARE(f.people(), 1);
}

void TestStore::write_survivesAnyException()
{
    Fixture f;
    const auto thrown = f.write([](Writer &) -> Result<> { throw std::runtime_error("boom"); });
    QCOMPARE(codeOf(thrown), u"store.fault"_s);
    const auto read = f.read([](Reader &) -> Result<> { throw std::runtime_error("boom"); });
    QCOMPARE(codeOf(read), u"store.fault"_s);
    QVERIFY(f.addPerson(u"甲某"_s));
}

// The first job holds the writer until all others wait, so they are one group.
void TestStore::group_keepsOrderAndIsolatesAFailingJob()
{
    Fixture f;
    std::latch running(1);
    std::latch posted(1);
    const auto first = f.store->write([&](Writer &) -> Result<> {
        running.count_down();
        posted.wait();
        return {};
    });
    running.wait(); // a group of its own: what is posted from here on is the next one
    QSignalSpy spy(f.store.get(), &Store::committed);
    QList<QFuture<Result<qint64>>> answers;
    for (int i = 0; i < 40; ++i) {
        answers << f.store->write([i](Writer &tx) -> Result<qint64> {
            const qint64 number = tx.nextNumber(u"visit"_s, u"20260914"_s);
            Row row(person());
            row.set("name"_L1, QString::number(i));
            tx.insert(row);
            if (i % 10 == 3)
                return fail(ErrorKind::Invalid, u"test.refused"_s, u"refused"_s);
            return number;
        });
    }
    posted.count_down();
    qint64 expected = ownBlock;
    for (int i = 0; i < 40; ++i) {
        const auto answer = answers.at(i).result();
        if (i % 10 == 3)
            QCOMPARE(codeOf(answer), u"test.refused"_s);
        else
            QCOMPARE(answer.value(), ++expected);
    }
    QCOMPARE(f.people(), 36);
    QVERIFY(first.result());
    QCOMPARE(spy.count(), 1); // one commit for all of them
    const auto names = f.read([](Reader &tx) -> Result<QStringList> {
        QStringList list;
        for (const Row &row : tx.select(person(), u"ORDER BY rowid"_s))
            list << row.text("name"_L1);
        return list;
    });
    QCOMPARE(names->first(3), QStringList({u"0"_s, u"1"_s, u"2"_s}));
    QCOMPARE(names->at(3), u"4"_s);
    QCOMPARE(names->last(), u"39"_s);
}

void TestStore::group_losesOnlyTheFailingJobsIndexAndChanges()
{
    Fixture f;
    std::latch posted(1);
    const auto hold = f.store->write([&](Writer &) -> Result<> {
        posted.wait();
        return {};
    });
    QSignalSpy spy(f.store.get(), &Store::committed);
    const auto add = [&](const QString &name, bool good) {
        return f.store->write([=](Writer &tx) -> Result<> {
            Row row(person());
            row.set("name"_L1, name);
            tx.insert(row);
            tx.index(row, {.names = {name}});
            return good ? Result<>() : fail(ErrorKind::Invalid, u"test.refused"_s, u"refused"_s);
        });
    };
    const auto good = add(u"张三"_s, true);
    const auto bad = add(u"张四"_s, false);
    posted.count_down();
    QVERIFY(good.result());
    QVERIFY(!bad.result());
    const auto hits = f.read([](Reader &tx) -> Result<qsizetype> { return tx.search({.text = u"张"_s}).size(); });
    QCOMPARE(hits.value(), 1);
    QCOMPARE(spy.at(0).at(0).value<ChangeSet>().size(), 1);
    QVERIFY(hold.result());
}

void TestStore::feed_tellsEachCommittedChangeOnce()
{
    Fixture f;
    QSignalSpy spy(f.store.get(), &Store::committed);
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        Row row(person());
        row.set("name"_L1, u"甲某"_s);
        tx.insert(row);
        row.set("visits"_L1, 1);
        tx.update(row);
        tx.remove(row);
        return {};
    }));
    QCOMPARE(spy.count(), 1);
    const auto changes = spy.first().first().value<ChangeSet>();
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes.at(0).entity, &person());
    QCOMPARE(changes.at(0).kind, Change::Kind::Inserted);
    QCOMPARE(changes.at(1).kind, Change::Kind::Updated);
    QCOMPARE(changes.at(2).kind, Change::Kind::Removed);
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        tx.setMeta("x"_L1, u"y"_s);
        return {};
    }));
    QCOMPARE(spy.count(), 1); // nothing of an entity changed
}

static QList<QJsonObject> outbox(Fixture &f)
{
    return f
        .read([](Reader &tx) -> Result<QList<QJsonObject>> {
            QList<QJsonObject> list;
            Query query = tx.query(u"SELECT body FROM outbox ORDER BY seq"_s);
            while (query.next())
                list << QJsonDocument::fromJson(query.text(0).toUtf8()).object();
            return list;
        })
        .value();
}

void TestStore::outbox_holdsTheOpsOfOneTransaction()
{
    Fixture f;
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        Row row(person());
        row.set("name"_L1, u"甲\\\"\x01某"_s);
        row.set("born"_L1, QDate(1980, 2, 29));
        row.set("fee"_L1, Money{5});
        row.setJson("notes"_L1, QJsonObject{{u"a"_s, 1}});
        tx.insert(row);
        Row note(history());
        note.set("what"_L1, u"made"_s);
        tx.insert(note);
        tx.remove(row);
        return {};
    }));
    const auto entries = outbox(f);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().value("at"_L1).toInteger(), monday.ms);
    const QJsonArray ops = entries.first().value("ops"_L1).toArray();
    QCOMPARE(ops.size(), 3);
    const QJsonObject made = ops.at(0).toObject();
    QCOMPARE(made.value("op"_L1).toString(), u"new"_s);
    QCOMPARE(made.value("entity"_L1).toString(), u"person"_s);
    const QJsonObject expected{{u"name"_s, u"甲\\\"\x01某"_s},
                               {u"born"_s, u"1980-02-29"_s},
                               {u"fee"_s, 5},
                               {u"notes"_s, QJsonObject{{u"a"_s, 1}}}};
    QCOMPARE(made.value("fields"_L1).toObject(), expected);
    QCOMPARE(ops.at(1).toObject().value("entity"_L1).toString(), u"event"_s);
    QCOMPARE(ops.at(2).toObject().value("op"_L1).toString(), u"del"_s);
    QCOMPARE(ops.at(2).toObject().value("base"_L1), made.value("stamp"_L1));
}

void TestStore::outbox_namesTheStampOfEachReplacedValue()
{
    Fixture f;
    const auto id = f.addPerson(u"甲某"_s, u"1"_s);
    const auto change = [&](QLatin1StringView field, const QString &value) {
        return f.write([=](Writer &tx) -> Result<> {
            auto row = tx.find(person(), *id);
            row->set(field, value);
            tx.update(*row);
            return {};
        });
    };
    QVERIFY(change("phone"_L1, u"2"_s));
    QVERIFY(change("name"_L1, u"乙某"_s));
    QVERIFY(change("phone"_L1, u"3"_s));
    const auto entries = outbox(f);
    QCOMPARE(entries.size(), 4);
    const auto op = [&](int i) { return entries.at(i).value("ops"_L1).toArray().first().toObject(); };
    QCOMPARE(op(1).value("base"_L1).toObject().value("phone"_L1), op(0).value("stamp"_L1));
    QCOMPARE(op(2).value("base"_L1).toObject().value("name"_L1), op(0).value("stamp"_L1)); // not the row's last write
    QCOMPARE(op(3).value("base"_L1).toObject().value("phone"_L1), op(1).value("stamp"_L1));
    QCOMPARE(op(3).value("fields"_L1).toObject(), (QJsonObject{{u"phone"_s, u"3"_s}}));
}

void TestStore::outbox_isChained()
{
    Fixture f;
    QVERIFY(f.addPerson(u"甲某"_s));
    QVERIFY(f.reopen());
    QVERIFY(f.addPerson(u"乙某"_s));
    QVERIFY(f.addPerson(u"丙某"_s));
    QVERIFY(f.read([](Reader &tx) -> Result<> {
        QByteArray chain(32, '\0');
        qint64 seq = 0;
        Query query = tx.query(u"SELECT seq, body, chain, stamp FROM outbox ORDER BY seq"_s);
        while (query.next()) {
            chain = QCryptographicHash::hash(QByteArray(chain + query.text(1).toUtf8()), QCryptographicHash::Sha256);
            if (query.integer(0) != ++seq || query.value(2).toByteArray() != chain || query.integer(3) <= 0)
                return fail(ErrorKind::Fault, u"test.chain"_s, QString::number(seq));
        }
        return seq == 3 ? Result<>() : fail(ErrorKind::Fault, u"test.count"_s, QString::number(seq));
    }));
}

void TestStore::outbox_leavesLocalEntitiesOut()
{
    Fixture f;
    QVERIFY(f.write([](Writer &tx) -> Result<> {
        Row row(setting());
        row.set("value"_L1, u"x"_s);
        tx.insert(row);
        row.set("value"_L1, u"y"_s);
        tx.update(row);
        tx.remove(row);
        return {};
    }));
    QVERIFY(outbox(f).isEmpty());
}

void TestStore::stamps_growOverReopenWhenTheClockRunsBack()
{
    Fixture f;
    const auto first = f.addPerson(u"甲某"_s);
    f.clock->set(Instant{monday.ms - 86400000});
    QVERIFY(f.reopen());
    const auto second = f.addPerson(u"乙某"_s);
    const auto stamp = [&](QUuid id) {
        return f.read([=](Reader &tx) -> Result<HybridTime> { return tx.find(person(), id)->stamp(); }).value();
    };
    QVERIFY(stamp(*second) > stamp(*first));
    QCOMPARE(stamp(*second).desk(), 7);
}

void TestStore::numbers_haveNoGapAfterRollback()
{
    Fixture f;
    const auto take = [&](const QString &period, bool keep) {
        return f.write([=](Writer &tx) -> Result<qint64> {
            const qint64 number = tx.nextNumber(u"visit"_s, period);
            return keep ? Result<qint64>(number) : fail(ErrorKind::Invalid, u"test.no"_s, u"no"_s);
        });
    };
    QCOMPARE(take(u"20260914"_s, true).value(), ownBlock + 1);
    QVERIFY(!take(u"20260914"_s, false));
    QCOMPARE(take(u"20260914"_s, true).value(), ownBlock + 2);
    QCOMPARE(take(u"20260915"_s, true).value(), ownBlock + 1);
    QVERIFY(f.reopen());
    QCOMPARE(take(u"20260914"_s, true).value(), ownBlock + 3);
}

void TestStore::reader_seesOneSnapshot()
{
    Fixture f;
    QVERIFY(f.addPerson(u"甲某"_s));
    std::latch reading(1);
    std::latch written(1);
    const auto counts = f.store->read([&](Reader &tx) -> Result<QList<qint64>> {
        const qint64 before = tx.count(person(), {});
        reading.count_down();
        written.wait();
        return QList<qint64>{before, tx.count(person(), {})};
    });
    reading.wait();
    QVERIFY(f.addPerson(u"乙某"_s));
    QCOMPARE(f.people(), 2); // another reader sees it at once
    written.count_down();
    QCOMPARE(counts.result().value(), (QList<qint64>{1, 1}));
}

void TestStore::reader_cannotWrite()
{
    Fixture f;
    const auto tried = f.read([](Reader &tx) -> Result<> {
        const Query query = tx.query(u"DELETE FROM meta"_s);
        return {};
    });
    QCOMPARE(codeOf(tried), u"store.disk"_s); // SQLITE_READONLY
    QCOMPARE(f.read([](Reader &tx) -> Result<QString> { return tx.meta("centre"_L1); }).value(), u"620521"_s);
}

void TestStore::select_keepsTombstonesOutWhateverTheCondition()
{
    Fixture f;
    const auto id = f.addPerson(u"甲某"_s, u"1"_s);
    QVERIFY(f.addPerson(u"乙某"_s, u"2"_s));
    QVERIFY(f.write([&](Writer &tx) -> Result<> {
        auto row = tx.find(person(), *id);
        tx.remove(*row);
        return {};
    }));
    QVERIFY(f.read([&](Reader &tx) -> Result<> {
        const bool gone =
            !tx.find(person(), *id) && !tx.findBy(person(), "phone"_L1, u"1"_s) &&
            tx.select(person(), u"name = ? OR phone = ? ORDER BY rowid"_s, {u"乙某"_s, u"1"_s}).size() == 1 &&
            tx.select(person(), {}).size() == 1 && tx.select(person(), u"ORDER BY name LIMIT 5"_s).size() == 1 &&
            tx.count(person(), u"name = ? OR phone = ?"_s, {u"乙某"_s, u"1"_s}) == 1;
        return gone ? Result<>() : fail(ErrorKind::Fault, u"test.tombstone"_s, {});
    }));
    QVERIFY(f.addPerson(u"丙某"_s, u"1"_s)); // the partial unique index lets a removed value be used again
}

void TestStore::update_refusesAStaleRow()
{
    Fixture f;
    const auto id = f.addPerson(u"甲某"_s);
    const auto old = f.read([&](Reader &tx) -> Result<Row> { return *tx.find(person(), *id); });
    const auto change = [&](Row row, const QString &name) {
        return f.write([=](Writer &tx) mutable -> Result<> {
            row.set("name"_L1, name);
            tx.update(row);
            return {};
        });
    };
    QVERIFY(change(*old, u"乙某"_s));
    QCOMPARE(codeOf(change(*old, u"丙某"_s)), u"store.stale"_s);
}

void TestStore::update_writesOnlyWhatChanged()
{
    Fixture f;
    const auto id = f.addPerson(u"甲某"_s, u"1"_s);
    QSignalSpy spy(f.store.get(), &Store::committed);
    QVERIFY(f.write([&](Writer &tx) -> Result<> {
        auto row = tx.find(person(), *id);
        row->set("name"_L1, u"甲某"_s);
        tx.update(*row);
        return {};
    }));
    QCOMPARE(spy.count(), 0);
    QCOMPARE(outbox(f).size(), 1);
}

void TestStore::appendOnly_refusesChange()
{
    Fixture f;
    const auto change = [&](bool away) {
        return f.write([=](Writer &tx) -> Result<> {
            Row row(history());
            row.set("what"_L1, u"made"_s);
            tx.insert(row);
            row.set("what"_L1, u"forged"_s);
            away ? tx.remove(row) : tx.update(row);
            return {};
        });
    };
    QCOMPARE(codeOf(change(false)), u"store.append_only"_s);
    QCOMPARE(codeOf(change(true)), u"store.append_only"_s);
}

void TestStore::integrity_namesDamageAndMissingReferences()
{
    Fixture f;
    const auto id = f.addPerson(u"甲某"_s);
    QCOMPARE(f.store->integrity().value(), QStringList());
    QVERIFY(f.write([&](Writer &tx) -> Result<> {
        auto row = tx.find(person(), *id);
        row->set("spouse"_L1, IdSource::next(monday));
        tx.update(*row);
        return {};
    }));
    QCOMPARE(f.store->integrity().value(), QStringList{u"person.spouse: 1"_s});
    f.close();
    f.overwrite(f.bytes().size() - 2000, "damage");
    QVERIFY(f.reopen());
    const auto faults = f.store->integrity();
    QCOMPARE(codeOf(faults), QString());
    QVERIFY2(faults->size() >= 2, qUtf8Printable(faults->join(u"; "_s)));
}

void TestStore::bulk_writesAreThereAfterwards()
{
    Fixture f;
    {
        const auto guard = f.store->bulk();
        QFuture<Result<>> last;
        for (int i = 0; i < 2000; ++i)
            last = f.store->write([i](Writer &tx) -> Result<> {
                Row row(person());
                row.set("name"_L1, QString::number(i));
                tx.insert(row);
                return {};
            });
    }
    QVERIFY(f.addPerson(u"甲某"_s));
    QCOMPARE(f.people(), 2001);
    QVERIFY(QFileInfo(f.path()).size() > 200000); // folded in by the checkpoint at the end
}

// As after a power cut: the file and its log as they lie on the disk, the log longer than what is in it.
void TestStore::reservedLog_givesBackWhatWasCommittedBeforeAndAfter()
{
    Fixture f;
    QVERIFY(f.addPerson(u"甲某"_s));
    const qint64 before = QFileInfo(f.path() + u"-wal"_s).size();
    QVERIFY(QTest::qWaitFor([&f] { return QFileInfo(f.path() + u"-wal"_s).size() > 12'000'000; })); // nobody writes
    QVERIFY(before > 0 && before < 1'000'000);
    const auto copied = [&f](const QString &name) {
        QFile::copy(f.path(), f.path(name));
        QFile::copy(f.path() + u"-wal"_s, f.path(name) + u"-wal"_s);
        auto store = Store::open(f.path(name), f.key, schema(), f.clock);
        if (!store || !(*store)->integrity().value_or(QStringList{u"fault"_s}).isEmpty())
            return qint64(-1);
        return (*store)
            ->read([](Reader &tx) -> Result<qint64> { return tx.count(person(), {}); })
            .result()
            .value_or(-1);
    };
    QCOMPARE(copied(u"before.fengqiao"_s), 1);
    QVERIFY(f.addPerson(u"乙某"_s));
    QCOMPARE(copied(u"after.fengqiao"_s), 2);
}

void TestStore::close_finishesWhatWasPosted()
{
    Fixture f;
    QFuture<Result<>> last;
    for (int i = 0; i < 300; ++i)
        last = f.store->write([i](Writer &tx) -> Result<> {
            Row row(person());
            row.set("name"_L1, QString::number(i));
            tx.insert(row);
            return {};
        });
    f.close();
    QVERIFY(last.isFinished() && last.result());
    QVERIFY(f.reopen());
    QCOMPARE(f.people(), 300);
}

// A job that follows from another (the audit row of a refused action) is carried out or refused, never forgotten.
void TestStore::close_answersWhatIsPostedMeanwhile()
{
    Fixture f;
    Store *store = f.store.get();
    std::atomic<int> answered = 0;
    const auto nothing = [](Writer &) -> Result<> { return {}; };
    for (int i = 0; i < 300; ++i) {
        const auto first =
            store->write(nothing).then(QtFuture::Launch::Sync, [store, nothing, &answered](const Result<> &) {
                const auto next =
                    store->write(nothing).then(QtFuture::Launch::Sync, [&answered](const Result<> &) { ++answered; });
                Q_UNUSED(next)
            });
        Q_UNUSED(first)
    }
    f.close();
    QCOMPARE(answered.load(), 300);
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
