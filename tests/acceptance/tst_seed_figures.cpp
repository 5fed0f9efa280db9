#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <access/desk.h>
#include <composition.h>
#include <core/csv.h>
#include <report/issues.h>
#include <terminal.h>

#include "ctl_fixture.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// seed_figures.csv row by row: every figure that the seed texts Q, T and H print stands in a demo county made with its
// year. What the county has rows for is shown by the metric command, by the list behind it and by the annual report;
// what nobody could count here is a declared figure with the text that it comes from. A row that nobody answers fails.
class TestSeedFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void figure_isShown_data();
    void figure_isShown();
    void countedRows_areMany();

private:
    [[nodiscard]] QJsonObject declared(const QString &set, const QString &item) const;
    void checkMetric(const QJsonObject &line, const QString &value);
    void checkReport(const QJsonObject &line, const QString &value);

    CtlFixture m_ctl;
    QList<QStringList> m_rows; // id, value, note
    QJsonArray m_declared;
    QJsonObject m_report;
    int m_counted = 0;
};

namespace {

// "purpose=purpose_dispute" -> dimension and value; empty without a filter.
std::pair<QString, QString> filterOf(const QString &text)
{
    return {text.section(u'=', 0, 0), text.section(u'=', 1)};
}

// Does the table or chart show `value` for this metric and this value of its rows? A total for an empty one.
bool tableShows(const QJsonObject &block, const QString &metric, const QString &by, const QString &of,
                const QString &value)
{
    if (!by.isEmpty() && block[u"rows_by"_s].toString() != by)
        return false;
    const QJsonArray columns = block[u"columns"_s].toArray();
    for (const QJsonValue &row : block[u"rows"_s].toArray()) {
        const bool meant = of.isEmpty() ? row[u"total"_s].toBool() : row[u"value"_s].toString() == of;
        for (qsizetype i = 0; meant && i < columns.size(); ++i)
            if (columns[i][u"m"_s].toString() == metric && columns[i][u"filters"_s].toObject().isEmpty() &&
                row[u"cells"_s].toArray()[i][u"t"_s].toString() == value)
                return true;
    }
    return false;
}

bool chartShows(const QJsonObject &block, const QString &metric, const QString &by, const QString &of,
                const QString &value)
{
    const QJsonArray points = block[u"points"_s].toArray();
    for (const QJsonValue &series : block[u"series"_s].toArray())
        for (qsizetype i = 0; i < points.size(); ++i)
            if (series[u"m"_s].toString() == metric && block[u"by"_s].toString() == by &&
                points[i][u"value"_s].toString() == of && series[u"cells"_s].toArray()[i][u"t"_s].toString() == value)
                return true;
    return false;
}

bool textShows(const QJsonObject &block, const QString &metric, const QString &value)
{
    const QJsonObject figures = block[u"figures"_s].toObject();
    return std::ranges::any_of(figures.keys(), [&](const QString &key) {
        return figures[key][u"m"_s].toString() == metric && figures[key][u"t"_s].toString() == value &&
               block[u"text"_s].toString().contains(value);
    });
}

} // namespace

void TestSeedFigures::initTestCase()
{
    const CtlAnswer made =
        m_ctl.run({u"init"_s, u"%FILE"_s, u"--county"_s, u"620521"_s, u"--demo"_s, u"--with-year"_s, u"--json"_s});
    QVERIFY2(made.exit == 0, made.all().constData());
    m_declared =
        m_ctl.run({u"declared"_s, u"%FILE"_s, u"--as"_s, u"jia"_s, u"--json"_s}).json()[u"figures"_s].toArray();
    QVERIFY(m_declared.size() > 80);
    const auto desk = Desk::open(setupFor(m_ctl.file()), u"jia"_s, *readPassword(m_ctl.passwordFile(), {}));
    QVERIFY2(desk.has_value(), desk ? "" : qPrintable(desk.error().message));
    const auto report = (*desk)
                            ->read([](ReadContext &context) {
                                IssueDraft draft;
                                draft.kind = u"annual"_s;
                                draft.period = Period::year(2022);
                                return issueContent(context, draft);
                            })
                            .result();
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().message));
    m_report = *report;
}

void TestSeedFigures::figure_isShown_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("note");
    QFile file(QStringLiteral(SEED_FIGURES));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const CsvFile csv = readCsv(file.readAll());
    QVERIFY(csv.faults.isEmpty());
    for (const auto &record : csv.records.sliced(1)) // id, seed, zh, en, value, unit, note
        QTest::newRow(qPrintable(record.at(0).text)) << record.at(4).text << record.at(6).text;
}

QJsonObject TestSeedFigures::declared(const QString &set, const QString &item) const
{
    for (const QJsonValue &line : m_declared)
        if (line[u"set"_s].toString() == set && line[u"item"_s].toString() == item)
            return line.toObject();
    return {};
}

void TestSeedFigures::figure_isShown()
{
    QFETCH(const QString, value);
    QFETCH(const QString, note);
    const QString id = QString::fromUtf8(QTest::currentDataTag());
    const QJsonObject line = declared(id.section(u'.', 0, 0), id.section(u'.', 1));
    if (line.isEmpty()) {
        // Class (c), assets of cameras: out of scope (features.md rule R5), so nothing of it may be here.
        QVERIFY2(note.contains(u"Class (c)"_s), "nobody answers this row");
        return;
    }
    QCOMPARE(line[u"value"_s].toString(), value);
    QVERIFY(line[u"source"_s].toString().startsWith(u"种子文本"_s));
    if (line[u"metric"_s].toString().isEmpty())
        return;
    ++m_counted;
    checkMetric(line, value);
    checkReport(line, value);
}

void TestSeedFigures::checkMetric(const QJsonObject &line, const QString &value)
{
    QStringList arguments{u"metric"_s, u"%FILE"_s,  line[u"metric"_s].toString(), u"--as"_s, u"jia"_s,
                          u"--json"_s, u"--from"_s, line[u"from"_s].toString(),   u"--to"_s, line[u"to"_s].toString(),
                          u"--list"_s};
    if (const QString filter = line[u"filters"_s].toString(); !filter.isEmpty())
        arguments << u"--filter"_s << filter;
    const CtlAnswer answer = m_ctl.run(arguments);
    QVERIFY2(answer.exit == 0, answer.all().constData());
    const QJsonObject figure = answer.json();
    QCOMPARE(figure[u"value"_s].toString(), value);
    const QJsonObject list = figure[u"list"_s].toObject();
    if (!figure.contains("denominator"_L1)) {
        QCOMPARE(QString::number(list[u"sum"_s].toInteger()), value);
        return;
    }
    QCOMPARE(list[u"total"_s].toInteger(), figure[u"numerator"_s].toInteger());
    QCOMPARE(figure[u"list_denominator"_s][u"total"_s].toInteger(), figure[u"denominator"_s].toInteger());
}

void TestSeedFigures::checkReport(const QJsonObject &line, const QString &value)
{
    const QString metric = line[u"metric"_s].toString();
    auto [by, of] = filterOf(line[u"filters"_s].toString());
    if (by == "dispute_group"_L1) { // the report splits by type; the demo's year has one type in each group
        static const QHash<QString, QString> typeOf{
            {u"neighbour"_s, u"02"_s}, {u"family"_s, u"01"_s}, {u"land"_s, u"07"_s}, {u"group_other"_s, u"06"_s}};
        by = u"dispute_type"_s;
        of = typeOf.value(of);
        QVERIFY(!of.isEmpty());
    }
    bool shown = false;
    for (const QJsonValue &entry : m_report[u"blocks"_s].toArray()) {
        const QJsonObject block = entry.toObject();
        shown = shown || tableShows(block, metric, by, of, value) || chartShows(block, metric, by, of, value) ||
                (by.isEmpty() && textShows(block, metric, value));
    }
    QVERIFY2(shown, qPrintable(u"the annual report does not show %1 %2 = %3"_s.arg(metric, of, value)));
}

// Most of what the demo's rows can give is counted, not repeated.
void TestSeedFigures::countedRows_areMany()
{
    QCOMPARE(m_counted, 23);
}

QTEST_GUILESS_MAIN(TestSeedFigures)
#include "tst_seed_figures.moc"
