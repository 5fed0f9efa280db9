#include <QPromise>
#include <QTest>

#include <widgets/latest_read.h>
#include <widgets/thread_work.h>

// The QTRY_ macros of Qt 6.8 narrow a count of milliseconds where they are used.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wconversion"
#endif

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

QFuture<Result<int>> ready(int value)
{
    QPromise<Result<int>> promise;
    promise.start();
    promise.addResult(Result<int>(value));
    promise.finish();
    return promise.future();
}

} // namespace

// One reading at a time, the newest wins; and work on a thread that ends before what it uses.
class TestLatestRead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answerThatIsThere_comesFromTheEventLoop();
    void overtakenAnswer_isNotShown();
    void ownerThatIsGone_isNotTold();
    void threadWork_answersItsOwner();
    void threadWork_stoppedBeforeItGoes();
};

void TestLatestRead::answerThatIsThere_comesFromTheEventLoop()
{
    QObject owner;
    QList<int> shown;
    LatestRead<int> reading(&owner, [&](const Result<int> &answer) { shown << *answer; });
    reading.ask([] { return ready(7); });
    QVERIFY(shown.isEmpty()); // whoever asked in a constructor can still be listened to
    QTRY_COMPARE(shown, QList<int>{7});
}

void TestLatestRead::overtakenAnswer_isNotShown()
{
    QObject owner;
    QList<int> shown;
    LatestRead<int> reading(&owner, [&](const Result<int> &answer) { shown << *answer; });
    for (int value = 1; value <= 3; ++value)
        reading.ask([value] { return ready(value); });
    QTRY_COMPARE(shown, QList<int>{3});
    QTest::qWait(20);
    QCOMPARE(shown.size(), 1);
}

void TestLatestRead::ownerThatIsGone_isNotTold()
{
    int told = 0;
    {
        QObject owner;
        LatestRead<int> reading(&owner, [&](const Result<int> &) { ++told; });
        reading.ask([] { return ready(1); });
    }
    QCoreApplication::processEvents();
    QCOMPARE(told, 0);
}

void TestLatestRead::threadWork_answersItsOwner()
{
    QObject owner;
    ThreadWork work;
    int answer = 0;
    const QThread *answered = nullptr;
    const QThread *worked = nullptr;
    work.start(
        &owner,
        [&] {
            worked = QThread::currentThread();
            return work.report(0.5) ? 7 : 0;
        },
        [&](int value) {
            answer = value;
            answered = QThread::currentThread();
        });
    QTRY_COMPARE(answer, 7);
    QCOMPARE(work.share(), 0.5);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(worked != answered);
}

void TestLatestRead::threadWork_stoppedBeforeItGoes()
{
    QObject owner;
    std::atomic<bool> begun = false;
    std::atomic<bool> ended = false;
    {
        ThreadWork work;
        work.start(
            &owner,
            [&] {
                begun = true;
                while (work.report(0))
                    QThread::yieldCurrentThread();
                ended = true;
                return 0;
            },
            [](int) {});
        QTRY_VERIFY(begun.load());
        QVERIFY(!ended);
    }
    QVERIFY(ended.load());
}

QTEST_GUILESS_MAIN(TestLatestRead)
#include "tst_latest_read.moc"
