#include <QTest>

#include <mediation/outcomes.h>
#include <reception/reception.h>
#include <statistics/statistics.h>

#include "counters.h"
#include "naive.h"
#include "past.h"
#include "random_county.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// The number is the list is the count: for random rows, areas, periods and filters, whatever was folded into counters
// and whatever changed since (features.md ideas 1 and section 3 row 2).
class TestCounters : public QObject {
    Q_OBJECT

    std::unique_ptr<TestCounty> m_county;
    std::unique_ptr<RandomRows> m_rows;
    std::shared_ptr<const MetricBook> m_book;

private Q_SLOTS:
    void initTestCase();

    void newRows_areCounted() { compareAll(30); }

    void foldedRows_areCounted();
    void changedRows_areCounted();
    void changesOfTheMatter_moveWhatBelongsToIt();
    void someFolded_someBehind();
    void severalRounds_stayExact();
    void sameQuestion_readsNoCellsUntilTheNextFold();
    void stagedFault_isFound();
    void otherDictionary_isCountedByRowsUntilFolded();
    void everyFigure_isItsListAndItsSlices_data();
    void everyFigure_isItsListAndItsSlices();
    void reportTables_areCountedByCells();
    void pastRows_areAsTheyStood();
    void pastRows_ofAnotherRecord_areRefused();
    void computedRows_areWhatTheRuleSaysOfEach();

private:
    template <typename F> void write(F fn)
    {
        const auto done = m_county->desk->store()
                              .write([&](Writer &tx) -> Result<> {
                                  fn(tx);
                                  return {};
                              })
                              .result();
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().message));
    }

    QList<const Entity *> entities() const;
    void fold(qint64 limit);
    void changeRows(int rows);
    QString faultOfCounters();
    MetricRequest randomRequest(const Metric *metric = nullptr);
    QString compareOne(const MetricRequest &request);
    QStringList answers(const QList<MetricRequest> &requests, QUuid asKept);
    QString compare(ReadContext &context, const MetricRequest &request);
    QString compareMedian(ReadContext &context, const MetricRequest &request, Naive &naive);
    QString compareSlices(ReadContext &context, const MetricRequest &request);
    static QString shown(const QMap<QString, QStringList> &filters);
    void compareAll(int requests);
};

QList<const Entity *> TestCounters::entities() const
{
    QList<const Entity *> all;
    for (const auto &base : m_book->bases())
        if (!all.contains(base->entity))
            all << base->entity;
    for (const auto &base : m_book->bases()) // what hangs on their rows, after them
        for (const ChildField &child : base->children)
            if (!all.contains(child.entity))
                all << child.entity;
    return all;
}

void TestCounters::initTestCase()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    m_book = MetricBook::of(*m_county->desk->rules());
    QStringList areas{u"620521"_s, u"620521105"_s, u"620521100"_s};
    areas += m_county->read(u"jia"_s, [](ReadContext &context) {
        QStringList villages;
        Query found = context.tx.query(u"SELECT code FROM division WHERE length(code) = 12 AND (code LIKE '620521105%' "
                                       "OR code LIKE '620521100%') ORDER BY code DESC LIMIT 40"_s);
        while (found.next())
            if (villages.size() < 5)
                villages << found.text(0);
        return villages;
    });
    m_rows = std::make_unique<RandomRows>(*m_county->desk->rules(), areas, 20260914);
    write([&](Writer &tx) {
        m_rows->insert(tx, *entityNamed(u"matter"_s), 150); // others name them
        for (const Entity *entity : entities())
            m_rows->insert(tx, *entity, 150);
    });
}

void TestCounters::fold(qint64 limit)
{
    write([&](Writer &tx) { (void)foldCounters(tx, *m_book, limit); });
}

void TestCounters::changeRows(int rows)
{
    write([&](Writer &tx) {
        for (const Entity *entity : entities())
            m_rows->change(tx, *entity, rows);
    });
}

QString TestCounters::faultOfCounters()
{
    return m_county->read(u"jia"_s, [&](ReadContext &context) { return counterFault(context.tx, *m_book); });
}

MetricRequest TestCounters::randomRequest(const Metric *metric)
{
    QRandomGenerator &random = m_rows->random();
    while (!metric || metric->kind == MetricKind::Computed)
        metric = m_book->metrics().at(random.bounded(m_book->metrics().size())).get();
    QDate from = m_rows->day();
    QDate to = m_rows->day();
    if (from > to)
        std::swap(from, to);
    MetricRequest request{.metric = metric->name, .period = {from, to}, .area = m_rows->area(), .filters = {}};
    const Metric *counted = metric->base ? metric : m_book->find(metric->numerator.first());
    for (const QString &name : metric->denominator)
        if (m_book->find(name)->base != counted->base)
            return request;
    const QStringList dimensions = counted->base->dimensions();
    for (int filters = random.bounded(3); filters > 0 && !dimensions.isEmpty(); --filters) {
        const QString dimension = dimensions.at(random.bounded(dimensions.size()));
        const auto found = m_county->read(u"jia"_s, [&](ReadContext &context) {
            MetricRequest whole = request;
            whole.metric = counted->name;
            whole.area = u"620521"_s;
            whole.filters.clear();
            return breakDown(context, whole, dimension);
        });
        if (found && !found->slices.isEmpty())
            request.filters.insert(
                dimension, {found->slices.at(random.bounded(found->slices.size())).value, found->slices.first().value});
    }
    return request;
}

QString TestCounters::compareMedian(ReadContext &context, const MetricRequest &request, Naive &naive)
{
    const auto figure = computeMetric(context, request);
    const QStringList values = naive.values(request, request.metric);
    if (!figure || figure->n != values.size())
        return u"median: other rows"_s;
    if (values.isEmpty())
        return figure->text == u"—"_s ? QString() : u"median of nothing"_s;
    const qsizetype half = values.size() / 2;
    const qint64 twice = values.size() % 2 ? values.at(half).toLongLong() * 2
                                           : values.at(half).toLongLong() + values.at(half - 1).toLongLong();
    return figure->numerator * 2 == twice * figure->denominator ? QString() : u"another median"_s;
}

// Slices of a count add up to it.
QString TestCounters::compareSlices(ReadContext &context, const MetricRequest &request)
{
    const Metric &metric = *m_book->find(request.metric);
    if (metric.kind != MetricKind::Count && metric.kind != MetricKind::Stock)
        return {};
    QStringList by = metric.base->dimensions();
    by << u"town"_s << u"village"_s;
    const auto parts = breakDown(context, request, by.at(m_rows->random().bounded(by.size())));
    if (!parts)
        return parts.error().message;
    qint64 sum = 0;
    for (const Slice &slice : parts->slices)
        sum += slice.figure.numerator;
    return sum == parts->total.numerator ? QString() : u"the slices do not add up"_s;
}

QString TestCounters::compare(ReadContext &context, const MetricRequest &request)
{
    Naive naive(context.tx, context.rules);
    const Metric &metric = *m_book->find(request.metric);
    if (metric.kind == MetricKind::Median)
        return compareMedian(context, request, naive);
    const auto figure = computeMetric(context, request);
    if (!figure)
        return figure.error().message;
    const auto sumOf = [&](const QStringList &names) {
        NaiveCount sum;
        for (const QString &name : names) {
            const NaiveCount one = naive.count(request, name);
            sum.n += one.n;
            sum.total += one.total;
        }
        return sum;
    };
    if (metric.kind == MetricKind::Difference)
        return figure->numerator == sumOf(metric.numerator).total - sumOf(metric.denominator).total
                   ? QString()
                   : u"another difference"_s;
    const bool ratio = metric.kind == MetricKind::Ratio;
    const NaiveCount above = sumOf(ratio ? metric.numerator : QStringList{metric.name});
    if (figure->numerator != above.total)
        return u"tile %1, counted by hand %2"_s.arg(figure->numerator).arg(above.total);
    if (ratio && figure->denominator != sumOf(metric.denominator).total)
        return u"denominator %1, counted by hand %2"_s.arg(figure->denominator).arg(sumOf(metric.denominator).total);
    const auto list = listBehind(context, request, MetricPart::Numerator, 100000);
    if (!list || list->total != above.n || list->rows.size() != above.n || list->sum != above.total)
        return u"the list has other rows"_s;
    qint64 listed = 0;
    for (const ListedRow &row : list->rows)
        listed += row.value;
    return listed == above.total ? compareSlices(context, request) : u"the list adds up to something else"_s;
}

QString TestCounters::shown(const QMap<QString, QStringList> &filters)
{
    QStringList texts;
    for (auto it = filters.cbegin(); it != filters.cend(); ++it)
        texts << it.key() + u" in "_s + it->join(u'|');
    return texts.join(u" and "_s);
}

QString TestCounters::compareOne(const MetricRequest &request)
{
    const QString trouble = m_county->read(u"jia"_s, [&](ReadContext &context) { return compare(context, request); });
    return trouble.isEmpty() ? QString()
                             : u"%1, %2 in %3 with %4: %5"_s.arg(request.metric, request.period.text(), request.area,
                                                                 shown(request.filters), trouble);
}

void TestCounters::compareAll(int requests)
{
    for (int i = 0; i < requests; ++i) {
        const QString trouble = compareOne(randomRequest());
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }
    const QString fault = faultOfCounters();
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void TestCounters::foldedRows_areCounted()
{
    fold(100000);
    QCOMPARE(m_county->read(u"jia"_s, [&](ReadContext &context) { return rowsPending(context.tx, *m_book); }), 0);
    compareAll(30);
}

void TestCounters::changedRows_areCounted()
{
    changeRows(60);
    QVERIFY(m_county->read(u"jia"_s, [&](ReadContext &context) { return rowsPending(context.tx, *m_book); }) > 0);
    compareAll(30);
    changeRows(60); // again: the image stays that of the first time
    compareAll(30);
}

void TestCounters::changesOfTheMatter_moveWhatBelongsToIt()
{
    fold(100000);
    const MetricRequest request{.metric = u"clock_due"_s, .period = {QDate(2025, 1, 1), QDate(2026, 9, 1)}, .area = {}};
    const auto inTown = [&](const QString &town) {
        MetricRequest one = request;
        one.area = town;
        return m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, one)->numerator; });
    };
    const qint64 before = inTown(u"620521105"_s);
    write([&](Writer &tx) {
        const Entity &matter = *entityNamed(u"matter"_s);
        for (Row row : tx.select(matter, u"1"_s)) {
            row.set("org"_L1, u"620521105"_s);
            tx.update(row);
        }
    });
    QVERIFY(inTown(u"620521105"_s) > before);
    compareAll(30);
}

void TestCounters::someFolded_someBehind()
{
    write([&](Writer &tx) {
        for (const Entity *entity : entities())
            m_rows->insert(tx, *entity, 40);
    });
    changeRows(30);
    fold(15);
    compareAll(20);
    changeRows(30);
    compareAll(20);
}

void TestCounters::severalRounds_stayExact()
{
    for (int round = 0; round < 4; ++round) {
        write([&](Writer &tx) {
            for (const Entity *entity : entities())
                m_rows->insert(tx, *entity, 10);
        });
        changeRows(20);
        compareAll(10);
        fold(round % 2 ? 100000 : 5);
        compareAll(10);
    }
}

// What cells said is remembered for as long as it holds: until the next fold, and no longer.
void TestCounters::sameQuestion_readsNoCellsUntilTheNextFold()
{
    fold(100000);
    const Period period{QDate(2025, 1, 1), QDate(2026, 9, 1)};
    const auto registered = [&] {
        return m_county->read(u"jia"_s, [&](ReadContext &context) {
            return computeMetric(context, {.metric = u"matter_registered"_s, .period = period, .area = {}})->numerator;
        });
    };
    const qint64 before = registered();
    QVERIFY(before > 0);
    // Staged, so that an answer tells whether the cells were read.
    write([](Writer &tx) { tx.execute(u"UPDATE metric_cell SET n = n + 1000, total = total + 1000"_s); });
    QCOMPARE(registered(), before);
    write([](Writer &tx) { tx.execute(u"UPDATE metric_cell SET n = n - 1000, total = total - 1000"_s); });
    for (int round = 0; round < 3; ++round) {
        write([&](Writer &tx) { m_rows->insert(tx, *entityNamed(u"matter"_s), 20); });
        const qint64 more = registered();
        QVERIFY(more >= before);
        fold(100000);
        QCOMPARE(registered(), more);
    }
    QVERIFY(registered() > before);
}

// The comparison of `verify` is worth something only if it sees a wrong counter.
void TestCounters::stagedFault_isFound()
{
    fold(100000);
    write([](Writer &tx) { tx.execute(u"UPDATE metric_cell SET n = n + 1 WHERE series = 0 AND dim = 0"_s); });
    QVERIFY(!faultOfCounters().isEmpty());
    write([](Writer &tx) { tx.execute(u"UPDATE metric_cell SET n = n - 1 WHERE series = 0 AND dim = 0"_s); });
    QVERIFY(faultOfCounters().isEmpty());
}

void TestCounters::otherDictionary_isCountedByRowsUntilFolded()
{
    write([](Writer &tx) { tx.setMeta("metric_book"_L1, u"of yesterday"_s); });
    QVERIFY(!m_county->read(u"jia"_s, [&](ReadContext &context) { return countersCurrent(context.tx, *m_book); }));
    compareAll(20);
    write([&](Writer &tx) { prepareCounters(tx, *m_book); });
    compareAll(10);
    fold(100000);
    compareAll(30);
}

void TestCounters::everyFigure_isItsListAndItsSlices_data()
{
    QTest::addColumn<QString>("metric");
    for (const auto &metric : m_book->metrics())
        if (metric->kind != MetricKind::Computed)
            QTest::newRow(qPrintable(metric->name)) << metric->name;
}

// Whatever chance left out above: each figure of the dictionary, under filters at random.
void TestCounters::everyFigure_isItsListAndItsSlices()
{
    QFETCH(const QString, metric);
    for (int i = 0; i < 3; ++i) {
        const QString trouble = compareOne(randomRequest(m_book->find(metric)));
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }
}

// No table of a report walks over the records of a county: every question of report_columns has its cells.
void TestCounters::reportTables_areCountedByCells()
{
    const RuleSet &rules = *m_county->desk->rules();
    int asked = 0;
    for (const RuleRow &column : rules.table("report_columns"_L1).rows()) {
        const RuleRow *table = rules.table("report_tables"_L1).find(column.text("table"_L1));
        const Metric *metric = m_book->find(column.text("metric"_L1));
        const QString rows = table->text("rows"_L1) == "measures"_L1 ? QString() : table->text("rows"_L1);
        for (const QString &name :
             metric->isComposed() ? metric->numerator + metric->denominator : QStringList{metric->name}) {
            Selection selection{.book = m_book.get(),
                                .metric = m_book->find(name),
                                .from = QDate(2026, 8, 1).toJulianDay(),
                                .to = QDate(2026, 8, 31).toJulianDay(),
                                .area = u"620521"_s,
                                .county = u"620521"_s};
            for (const QString &filter : column.text("filters"_L1).split(u',', Qt::SkipEmptyParts))
                selection.filters.insert(filter.section(u'=', 0, 0), filter.section(u'=', 1).split(u' '));
            if (const QString split = column.text("split"_L1); !split.isEmpty())
                selection.filters.insert(split, {u"COURT"_s});
            const bool counted = m_county->read(
                u"jia"_s, [&](ReadContext &context) { return tallyOfCells(context.tx, selection, rows).has_value(); });
            QVERIFY2(counted, qPrintable(column.text("table"_L1) + u": "_s + name + u" by "_s + rows));
            ++asked;
        }
    }
    QVERIFY(asked > 40);
}

QStringList TestCounters::answers(const QList<MetricRequest> &requests, QUuid asKept)
{
    QStringList texts;
    for (MetricRequest request : requests) {
        request.asKept = asKept;
        const auto figure =
            m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, request); });
        texts << (figure ? u"%1 %2/%3 of %4"_s.arg(request.metric)
                               .arg(figure->numerator)
                               .arg(figure->denominator)
                               .arg(figure->n)
                         : figure.error().code);
    }
    return texts;
}

// What was frozen twice, with changes, new rows and folds between and after, is told as it stood both times.
void TestCounters::pastRows_areAsTheyStood()
{
    QList<MetricRequest> requests;
    for (const auto &metric : m_book->metrics())
        requests << randomRequest(metric.get()) << randomRequest(metric.get());
    // What is computed row by row, of all rows: no change of anything that hangs on them is missed.
    requests << MetricRequest{.metric = u"subsidy_amount"_s, .period = {QDate(2020, 1, 1), QDate(2026, 9, 13)}};
    QList<std::pair<QUuid, QStringList>> frozen;
    const auto freeze = [&] {
        const QUuid record = QUuid::createUuid();
        frozen.append({record, answers(requests, {})});
        write([&](Writer &tx) { keepPast(tx, *m_county->desk->rules(), record); });
    };
    const auto go = [&](int changes) {
        changeRows(changes);
        write([&](Writer &tx) {
            for (const Entity *entity : entities())
                m_rows->insert(tx, *entity, 20);
        });
    };
    freeze();
    go(40);
    freeze();
    go(40);
    fold(100000);
    go(40);
    for (const auto &[record, before] : std::as_const(frozen)) {
        const QStringList as = answers(requests, record);
        for (qsizetype i = 0; i < before.size(); ++i)
            QVERIFY2(as.at(i) == before.at(i), qPrintable(before.at(i) + u" became "_s + as.at(i)));
    }
    QVERIFY(answers(requests, {}) != frozen.last().second); // something did change
    compareAll(10);
}

void TestCounters::pastRows_ofAnotherRecord_areRefused()
{
    const MetricRequest request{.metric = u"matter_stock"_s, .period = {QDate(2025, 1, 1), QDate(2026, 9, 1)}};
    QCOMPARE(answers({request}, QUuid::createUuid()), QStringList{u"metric.not_kept"_s});
    QVERIFY(!m_county->read(
        u"jia"_s, [](ReadContext &context) { return isPastKept(context.tx, context.rules, QUuid::createUuid()); }));
}

// The fields that the dictionary reads give what the rule says of the record itself.
void TestCounters::computedRows_areWhatTheRuleSaysOfEach()
{
    changeRows(40);
    const MetricRequest request{.metric = u"subsidy_amount"_s, .period = {QDate(2020, 1, 1), QDate(2026, 9, 13)}};
    qint64 sum = 0;
    int paid = 0;
    const auto behind = m_county->read(
        u"jia"_s, [&](ReadContext &context) { return listBehind(context, request, MetricPart::Numerator, 1000, 0); });
    QVERIFY(behind.has_value());
    for (const ListedRow &row : behind->rows) {
        const auto own = m_county->read(u"jia"_s, [&](ReadContext &context) { return subsidyOf(context, row.id); });
        if (row.id.isNull() || !own)
            continue;
        QCOMPARE(row.value, own->amount.fen);
        paid += own->amount.fen > 0 ? 1 : 0;
    }
    for (const ListedRow &row : behind->rows)
        sum += row.value;
    QVERIFY(paid > 10);
    const auto figure = m_county->read(u"jia"_s, [&](ReadContext &context) { return computeMetric(context, request); });
    QCOMPARE(figure->numerator, sum);
    QCOMPARE(figure->n, behind->rows.size());
}

QTEST_GUILESS_MAIN(TestCounters)
#include "tst_counters.moc"
