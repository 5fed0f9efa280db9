#include <QTest>
#include <thread>

#include <core/ids.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestIds : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void uuidCarriesVersionVariantAndTime()
    {
        const Instant at = Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 5));
        const QByteArray bytes = IdSource::next(at).toRfc4122();
        QCOMPARE(bytes.size(), 16);
        QCOMPARE(static_cast<uchar>(bytes[6]) >> 4, 7);
        QCOMPARE(static_cast<uchar>(bytes[8]) >> 6, 2);
        QCOMPARE(bytes.left(6).toHex().toLongLong(nullptr, 16), at.ms);
    }

    void uuidsGrowStrictly_data()
    {
        QTest::addColumn<qint64>("step"); // of the wall clock, in ms
        QTest::newRow("inside one millisecond") << qint64(0);
        QTest::newRow("as the clock advances") << qint64(1);
        QTest::newRow("as the clock goes back") << qint64(-1000);
    }

    void uuidsGrowStrictly()
    {
        QFETCH(qint64, step);
        Instant at = Instant::fromLocal(QDate(2027, 1, 1), QTime(0, 0));
        QByteArray last = IdSource::next(at).toRfc4122();
        QUuid lastId = QUuid::fromRfc4122(last);
        for (int i = 0; i < 100'000; ++i) {
            at.ms += step;
            const QUuid id = IdSource::next(at);
            const QByteArray bytes = id.toRfc4122();
            QVERIFY(bytes > last); // as the store sorts them
            QVERIFY(id > lastId);  // as QUuid sorts them
            QCOMPARE(static_cast<uchar>(bytes[6]) >> 4, 7);
            QCOMPARE(static_cast<uchar>(bytes[8]) >> 6, 2);
            last = bytes;
            lastId = id;
        }
    }

    void uuidsOfManyThreadsAreDifferentAndGrow()
    {
        constexpr std::size_t threads = 4;
        constexpr int each = 20'000;
        const Instant at = Instant::fromLocal(QDate(2027, 2, 1), QTime(0, 0));
        std::array<QList<QUuid>, threads> made;
        {
            std::vector<std::jthread> running;
            for (auto &list : made) {
                running.emplace_back([&list, at] {
                    for (int i = 0; i < each; ++i) {
                        list << IdSource::next(at);
                    }
                });
            }
        }
        QSet<QUuid> all;
        for (const auto &list : made) {
            QVERIFY(std::ranges::adjacent_find(list, std::ranges::greater_equal{}) == list.end());
            all.unite(QSet<QUuid>(list.begin(), list.end()));
        }
        QCOMPARE(all.size(), static_cast<qsizetype>(threads) * each);
    }

    void hybridTimeKeepsItsParts()
    {
        HybridClock clock(1234);
        const Instant at = Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 5));
        const HybridTime first = clock.next(at);
        QCOMPARE(first.physical(), at);
        QCOMPARE(first.counter(), 0);
        QCOMPARE(first.desk(), 1234);
        QVERIFY(first.value > 0);
        QCOMPARE(clock.next(at).counter(), 1);
        QCOMPARE(clock.last().counter(), 1);
    }

    void hybridTimeNeverGoesBack_data()
    {
        QTest::addColumn<QList<qint64>>("walls");
        QTest::newRow("the clock stands") << QList<qint64>(1000, 5'000'000);
        QTest::newRow("the clock is set back an hour") << QList<qint64>{5'000'000, 1'400'000, 1'400'001, 0, -7};
        QTest::newRow("the clock jumps about") << QList<qint64>{5, 900, 4, 901, 900, 3, 902};
    }

    void hybridTimeNeverGoesBack()
    {
        QFETCH(QList<qint64>, walls);
        HybridClock clock(7);
        HybridTime last;
        for (const qint64 wall : walls) {
            const HybridTime stamp = clock.next(Instant{wall});
            QVERIFY(stamp > last);
            QVERIFY(stamp.physical().ms >= wall);
            QCOMPARE(stamp.desk(), 7);
            last = stamp;
        }
    }

    void hybridTimeGoesOnWhereTheFileEnded()
    {
        HybridClock before(3);
        const HybridTime last = before.next(Instant{9'000'000});
        HybridClock after(3, last);
        QVERIFY(after.next(Instant{1'000'000}) > last);
    }

    void observedStampIsOvertaken_data()
    {
        QTest::addColumn<qint64>("aheadMs");
        QTest::addColumn<bool>("overtaken");
        QTest::newRow("an older stamp") << qint64(-60'000) << true;
        QTest::newRow("the same millisecond") << qint64(0) << true;
        QTest::newRow("a minute ahead") << qint64(60'000) << true;
        QTest::newRow("five minutes ahead") << qint64(300'000) << true;
        QTest::newRow("an hour ahead is clamped") << qint64(3'600'000) << false;
    }

    void observedStampIsOvertaken()
    {
        QFETCH(qint64, aheadMs);
        QFETCH(bool, overtaken);
        const Instant wall{1'000'000'000};
        // The other desk's number is the greatest, so only time and counter can put this desk's stamp behind it.
        HybridClock other(0x7ff);
        (void)other.next(Instant{wall.ms + aheadMs});
        const HybridTime foreign = other.next(Instant{wall.ms + aheadMs});
        HybridClock clock(1);
        const HybridTime own = clock.next(wall);
        clock.observe(foreign, wall);
        const HybridTime stamp = clock.next(wall);
        QVERIFY(stamp > own);
        QCOMPARE(stamp > foreign, overtaken);
        QVERIFY(stamp.physical().ms <= wall.ms + 300'000);
    }

    void idsOfDifferentKindsAreDifferentTypes()
    {
        static_assert(!std::is_convertible_v<VisitId, MatterId>);
        const VisitId id{IdSource::next(Instant{1})};
        QVERIFY(!id.isNull());
        QCOMPARE(id.toString().size(), 36);
        QVERIFY(VisitId().isNull());
    }
};

QTEST_APPLESS_MAIN(TestIds)
#include "tst_ids.moc"
