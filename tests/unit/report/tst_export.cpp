#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <access/entities.h>
#include <reception/reception.h>
#include <report/export.h>
#include <report/report.h>
#include <statistics/statistics.h>

#include "random_county.h"
#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// What leaves the program as a list: words, real dates, numbers as numbers, no formula, who took it and why; and the
// same rows as the figure and the list on the screen (features.md section 3 row 2).
class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reason_missing_isRefused_data();
    void reason_missing_isRefused();
    void format_unknown_isRefused();
    void file_thatExists_isLeftAlone();
    void stopped_keepsNothing();
    void csv_hasMarkHeaderDatesAndWatermark();
    void columns_chosen_areWrittenInTheirOrder();
    void column_unknown_isRefused();
    void formula_isGuarded_data();
    void formula_isGuarded();
    void personalData_isMasked();
    void kindClosedToTheRole_isRefused();
    void export_leavesAnAuditRow();
    void everyKind_offersColumnsWithWords();
    void xlsx_numbersAndDatesAreNumbers();
    void xlsx_opensInLibreOffice();
    void figure_listAndExport_areTheSame_data();
    void figure_listAndExport_areTheSame();
    void figures_hadRows();
    void condition_listAndExport_areTheSame();

private:
    [[nodiscard]] QString path(const QString &name) { return m_folder.filePath(name); }

    [[nodiscard]] QString fresh(const QString &ending) { return path(u"out%1.%2"_s.arg(++m_files).arg(ending)); }

    [[nodiscard]] static QByteArray bytesOf(const QString &file)
    {
        QFile source(file);
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
    }

    [[nodiscard]] ExportRequest request(const QString &kind) const
    {
        ExportRequest one{.kind = kind};
        one.reason = u"核对清单"_s;
        return one;
    }

    [[nodiscard]] QJsonObject exported(const ExportRequest &asked)
    {
        const QString file = fresh(u"json"_s);
        const auto done = exportFile(*m_county->desk, file, asked);
        if (!done)
            qWarning("%s", qPrintable(done.error().message));
        return QJsonDocument::fromJson(bytesOf(file)).object();
    }

    [[nodiscard]] QByteArray part(const QString &xlsx, const QString &name)
    {
        QProcess unzip;
        unzip.start(u"unzip"_s, {u"-p"_s, xlsx, name});
        unzip.waitForFinished();
        return unzip.readAllStandardOutput();
    }

    MetricRequest randomFigure(const MetricEntry &entry);

    QTemporaryDir m_folder;
    int m_files = 0;
    qint64 m_mostRows = 0;
    std::unique_ptr<TestCounty> m_county;
    std::unique_ptr<RandomRows> m_rows;
};

void TestExport::initTestCase()
{
    m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule(), statisticsModule(), reportModule()});
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    QVERIFY(m_county
                ->registerMatter(
                    {{u"title"_s, u"=HYPERLINK(\"x\")"_s},
                     {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s, {{u"phone"_s, u"13800001234"_s}}),
                                               party(u"赵六"_s, u"respondent"_s)}}})
                .has_value());
    m_rows = std::make_unique<RandomRows>(*m_county->desk->rules(),
                                          QStringList{u"620521"_s, u"620521105"_s, u"620521100"_s}, 20261123);
    const auto filled = m_county->desk->store()
                            .write([&](Writer &tx) -> Result<> {
                                for (const QString &kind : {u"matter"_s, u"visit"_s, u"warning"_s, u"whistle"_s})
                                    m_rows->insert(tx, *m_county->desk->kind(kind)->entity, 400);
                                return {};
                            })
                            .result();
    QVERIFY(filled.has_value());
}

void TestExport::reason_missing_isRefused_data()
{
    QTest::addColumn<QString>("reason");
    QTest::newRow("none") << QString();
    QTest::newRow("blanks") << u"      "_s;
    QTest::newRow("too short") << u" ab "_s;
}

void TestExport::reason_missing_isRefused()
{
    QFETCH(QString, reason);
    ExportRequest asked = request(u"visit"_s);
    asked.reason = reason;
    const QString file = fresh(u"csv"_s);
    const auto done = exportFile(*m_county->desk, file, asked);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"export.reason"_s);
    QCOMPARE(done.error().field, u"reason"_s);
    QVERIFY(!QFile::exists(file));
}

void TestExport::format_unknown_isRefused()
{
    const auto done = exportFile(*m_county->desk, fresh(u"ods"_s), request(u"visit"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"export.format"_s);
}

void TestExport::file_thatExists_isLeftAlone()
{
    QFile file(fresh(u"csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    const auto done = exportFile(*m_county->desk, file.fileName(), request(u"visit"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"export.exists"_s);
    QCOMPARE(bytesOf(file.fileName()), "mine");
}

void TestExport::stopped_keepsNothing()
{
    const QDir folder(m_folder.path());
    const QStringList before = folder.entryList(QDir::Files);
    for (const QString &ending : {u"csv"_s, u"xlsx"_s, u"json"_s}) {
        ExportRequest asked = request(u"matter"_s);
        asked.progress = [](double) { return false; };
        const auto done = exportFile(*m_county->desk, fresh(ending), asked);
        QVERIFY(!done);
        QCOMPARE(done.error().code, u"export.stopped"_s);
        QCOMPARE(folder.entryList(QDir::Files), before);
    }
}

void TestExport::csv_hasMarkHeaderDatesAndWatermark()
{
    ExportRequest asked = request(u"matter"_s);
    asked.columns = {u"number"_s, u"registered_on"_s, u"state"_s, u"org"_s, u"amount"_s, u"dv"_s, u"assigned_at"_s};
    asked.where = u"registered_on = '2026-09-14'"_s;
    const QString file = fresh(u"csv"_s);
    const auto done = exportFile(*m_county->desk, file, asked);
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().message));
    const QByteArray bytes = bytesOf(file);
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF"));
    const QStringList lines = QString::fromUtf8(bytes.sliced(3)).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), done->rows + 2);
    QCOMPARE(lines.first(), u"编号,登记日期,状态,区划,涉及金额（元）,涉及家庭暴力,交办时间"_s);
    QCOMPARE(lines.last(), u"Exported by 甲主任 on 2026-09-14: 核对清单"_s);
    const QStringList cells = lines.at(1).split(u',');
    QCOMPARE(cells.at(1), u"2026-09-14"_s);
    QVERIFY2(!cells.at(2).startsWith(u'M'), qPrintable(lines.at(1))); // the word, not its code
    QVERIFY2(!cells.at(3).startsWith(u"6205"_s), qPrintable(lines.at(1)));
}

void TestExport::columns_chosen_areWrittenInTheirOrder()
{
    ExportRequest asked = request(u"visit"_s);
    asked.columns = {u"purpose"_s, u"number"_s};
    const QJsonObject json = exported(asked);
    const QJsonArray columns = json.value("columns"_L1).toArray();
    QCOMPARE(columns.size(), 2);
    QCOMPARE(columns.at(0).toObject().value("key"_L1).toString(), u"purpose"_s);
    QCOMPARE(columns.at(1).toObject().value("key"_L1).toString(), u"number"_s);
    QVERIFY(!json.value("rows"_L1).toArray().first().toObject().contains("org"_L1));
}

void TestExport::column_unknown_isRefused()
{
    ExportRequest asked = request(u"visit"_s);
    asked.columns = {u"number"_s, u"shoe_size"_s};
    const QString file = fresh(u"csv"_s);
    const auto done = exportFile(*m_county->desk, file, asked);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"export.column"_s);
    QVERIFY(!QFile::exists(file));
}

void TestExport::formula_isGuarded_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("equals") << u"=1+1"_s;
    QTest::newRow("plus") << u"+86 10"_s;
    QTest::newRow("minus") << u"-2"_s;
    QTest::newRow("at") << u"@SUM(A1)"_s;
    QTest::newRow("tab") << u"\t=1"_s;
    QTest::newRow("carriage return") << u"\r=1"_s;
    QTest::newRow("wide equals") << u"＝1+1"_s;
}

void TestExport::formula_isGuarded()
{
    QFETCH(QString, text);
    const TableHead head{
        u"t"_s, {{u"a"_s, u"A"_s, CellKind::Text, true}, {u"n"_s, u"N"_s, CellKind::Integer, true}}, u"mark"_s};
    const std::vector<TableCell> cells{text, qint64{-7}};
    const QString csv = fresh(u"csv"_s);
    auto sink = tableSink(csv, {});
    QVERIFY(sink.has_value() && (*sink)->begin(head) && (*sink)->row(cells) && (*sink)->finish());
    const QString written = QString::fromUtf8(bytesOf(csv));
    QVERIFY2(written.contains(u'\'' + text), qPrintable(written));
    QVERIFY(written.contains(u",-7\r\n"_s)); // a number stays one
    const QString xlsx = fresh(u"xlsx"_s);
    sink = tableSink(xlsx, {});
    QVERIFY(sink.has_value() && (*sink)->begin(head) && (*sink)->row(cells) && (*sink)->finish());
    const QByteArray sheet = part(xlsx, u"xl/worksheets/sheet1.xml"_s);
    QVERIFY(sheet.contains("<v>-7</v>"));
    QVERIFY2(!sheet.contains("<f>"), sheet.constData());
    QVERIFY(part(xlsx, u"xl/styles.xml"_s).contains("quotePrefix=\"1\""));
}

void TestExport::personalData_isMasked()
{
    ExportRequest asked = request(u"person"_s);
    asked.columns = {u"name"_s, u"phone"_s, u"document_number"_s};
    const QByteArray rows = QJsonDocument(exported(asked)).toJson();
    QVERIFY(rows.contains("138"));
    QVERIFY2(!rows.contains("13800001234"), rows.constData());
}

void TestExport::kindClosedToTheRole_isRefused()
{
    const auto done = exportFile(*m_county->desk, fresh(u"csv"_s), request(u"audit"_s)); // AUD and SEC only
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"export.not_permitted"_s);
    const auto unknown = exportFile(*m_county->desk, fresh(u"csv"_s), request(u"resident"_s));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, u"export.kind"_s);
}

void TestExport::export_leavesAnAuditRow()
{
    ExportRequest asked = request(u"whistle"_s);
    asked.reason = u"给审计的一份"_s;
    QVERIFY(exportFile(*m_county->desk, fresh(u"csv"_s), asked).has_value());
    const auto found = [&] {
        return m_county->read(u"jia"_s, [](ReadContext &context) {
            return context.tx.count(auditEntity(), u"action = 'export' AND detail LIKE '%给审计的一份%'"_s);
        });
    };
    // Writes run in the order in which they were posted.
    QVERIFY(m_county->desk->store().write([](Writer &) -> Result<> { return {}; }).result().has_value());
    QCOMPARE(found(), 1);
}

void TestExport::everyKind_offersColumnsWithWords()
{
    for (const RecordKind *kind : m_county->desk->kinds()) {
        const auto columns = m_county->read(u"jia"_s, [&](ReadContext &context) {
            return exportColumns(context, *m_county->desk, request(kind->name));
        });
        if (!columns)
            continue; // not open to the director
        QVERIFY2(!columns->isEmpty(), qPrintable(kind->name));
        QSet<QString> words;
        for (const ExportColumn &column : *columns) {
            QVERIFY2(column.word != column.key, qPrintable(kind->name + u'.' + column.key));
            words.insert(column.word);
        }
        QVERIFY2(std::ranges::any_of(*columns, &ExportColumn::usual), qPrintable(kind->name));
    }
}

void TestExport::xlsx_numbersAndDatesAreNumbers()
{
    const TableHead head{u"清单"_s,
                         {{u"d"_s, u"D"_s, CellKind::Date, true},
                          {u"t"_s, u"T"_s, CellKind::Time, true},
                          {u"m"_s, u"M"_s, CellKind::Money, true}},
                         u"甲 & 乙"_s};
    const Instant at = Instant::fromLocal(QDate(2026, 9, 14), QTime(18, 0));
    const std::vector<TableCell> cells{QDate(2026, 9, 14).toJulianDay(), at.ms, qint64{123456}};
    const QString file = fresh(u"xlsx"_s);
    auto sink = tableSink(file, {});
    QVERIFY(sink.has_value() && (*sink)->begin(head) && (*sink)->row(cells) && (*sink)->finish());
    const QByteArray sheet = part(file, u"xl/worksheets/sheet1.xml"_s);
    QVERIFY2(sheet.contains("<v>46279</v>"), sheet.constData()); // days since 1899-12-30
    QVERIFY(sheet.contains("<v>46279.75</v>"));
    QVERIFY(sheet.contains("<v>1234.56</v>"));
    QVERIFY(sheet.contains("甲 &amp;&amp; 乙")); // head and foot of the printed page
}

void TestExport::xlsx_opensInLibreOffice()
{
    const QString office = QStandardPaths::findExecutable(u"soffice"_s);
    if (office.isEmpty())
        QSKIP("LibreOffice is not installed: nothing has opened the spreadsheet in this run.");
    ExportRequest asked = request(u"visit"_s);
    asked.columns = {u"number"_s, u"day"_s, u"head_count"_s, u"purpose"_s};
    const QString file = fresh(u"xlsx"_s);
    const auto done = exportFile(*m_county->desk, file, asked);
    QVERIFY(done.has_value());
    QProcess convert;
    convert.start(office, {u"-env:UserInstallation=file://"_s + path(u"office"_s), u"--headless"_s, u"--convert-to"_s,
                           u"csv:Text - txt - csv (StarCalc):44,34,76,1"_s, u"--outdir"_s, path(u"converted"_s), file});
    QVERIFY(convert.waitForFinished(120000));
    const QByteArray csv = bytesOf(path(u"converted/"_s) + QFileInfo(file).completeBaseName() + u".csv"_s);
    if (csv.isEmpty())
        QSKIP("LibreOffice has no Calc here: nothing has opened the spreadsheet in this run.");
    const QStringList lines = QString::fromUtf8(csv).remove(u'"').split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), done->rows + 2);
    QCOMPARE(lines.first(), u"编号,日期,人数,来访目的"_s);
    static const QRegularExpression row(u"^n\\d+,20\\d\\d-\\d\\d-\\d\\d,\\d+,[^,]*$"_s);
    QVERIFY2(row.match(lines.at(1)).hasMatch(), qPrintable(lines.at(1)));
}

MetricRequest TestExport::randomFigure(const MetricEntry &entry)
{
    QRandomGenerator &random = m_rows->random();
    MetricRequest asked{.metric = entry.metric, .period = {QDate(2025, 1, 1), QDate(2026, 8, 31)}};
    asked.period.from = asked.period.from.addDays(random.bounded(300));
    asked.period.to = asked.period.from.addDays(random.bounded(300));
    if (random.bounded(3) == 0)
        asked.area = m_rows->area();
    for (const QString &dimension : entry.dimensions) {
        if (random.bounded(4) != 0)
            continue;
        const auto split = m_county->read(u"jia"_s, [&](ReadContext &context) {
            return breakDown(context, {.metric = entry.metric, .period = asked.period}, dimension);
        });
        if (!split) { // a difference of two is split by what both of them know
            if (split.error().code != "metric.dimension_unknown"_L1)
                QTest::qFail(qPrintable(split.error().message), __FILE__, __LINE__);
            continue;
        }
        QStringList values;
        for (const Slice &slice : split->slices)
            if (random.bounded(2) == 0)
                values << slice.value;
        if (!values.isEmpty())
            asked.filters.insert(dimension, values);
    }
    return asked;
}

// Each figure of the dictionary under filters at random: what the tile says, the list adds up to, and the export has
// those rows; of a rate its numerator and its denominator each.
void TestExport::figure_listAndExport_areTheSame_data()
{
    QTest::addColumn<QString>("metric");
    for (const MetricEntry &entry : metricDictionary(*m_county->desk->rules()))
        QTest::newRow(qPrintable(entry.metric)) << entry.metric;
}

void TestExport::figure_listAndExport_areTheSame()
{
    QFETCH(const QString, metric);
    const auto entries = metricDictionary(*m_county->desk->rules());
    const auto entry = std::ranges::find(entries, metric, &MetricEntry::metric);
    for (int i = 0; i < 3; ++i) {
        ExportRequest asked = request(u"metric:"_s + metric);
        asked.metric = randomFigure(*entry);
        const auto figure = m_county->read(
            u"jia"_s, [&](ReadContext &context) { return computeMetric(context, asked.metric).value(); });
        QList<MetricPart> parts{MetricPart::Numerator};
        if (!entry->denominator.isEmpty())
            parts << MetricPart::Denominator;
        qint64 sum = 0;
        for (const MetricPart part : parts) {
            asked.part = part;
            const auto list = m_county->read(
                u"jia"_s, [&](ReadContext &context) { return listBehind(context, asked.metric, part).value(); });
            const qint64 rows = exported(asked).value("rows"_L1).toArray().size();
            QVERIFY2(list.total == rows, qPrintable(u"list %1, export %2"_s.arg(list.total).arg(rows)));
            if (entry->isRatio)
                QCOMPARE(list.sum, part == MetricPart::Numerator ? figure.numerator : figure.denominator);
            sum += part == MetricPart::Numerator ? list.sum : -list.sum;
            if (!entry->isRatio && entry->denominator.isEmpty())
                QCOMPARE(list.total, figure.n);
            m_mostRows = std::max(m_mostRows, rows);
        }
        if (!entry->isRatio && !figure.hasDenominator)
            QCOMPARE(sum, figure.numerator);
    }
}

void TestExport::figures_hadRows()
{
    QVERIFY(m_mostRows > 20); // empty lists prove nothing
}

void TestExport::condition_listAndExport_areTheSame()
{
    for (const QString &where : {u"level in (red, orange)"_s, u"dispute_type = 01 or amount > 500"_s,
                                 u"registered_on >= '2026-01-01' and org = 620521105"_s, u"dv = true"_s}) {
        ExportRequest asked = request(u"matter"_s);
        asked.where = where;
        const qint64 listed = m_county->read(u"jia"_s, [&](ReadContext &context) {
            const RecordKind &kind = *m_county->desk->kind(u"matter"_s);
            QVariantList binds;
            const QString scope = context.scopeSql(kind, &binds);
            const QString condition = recordCondition(kind, *Expression::parse(where), &binds).value();
            return context.tx.count(*kind.entity, u"(%1) AND (%2)"_s.arg(scope, condition), binds);
        });
        QVERIFY2(listed > 0, qPrintable(where));
        QCOMPARE(exported(asked).value("rows"_L1).toArray().size(), listed);
    }
    ExportRequest asked = request(u"person"_s);
    asked.where = u"phone = '13800001234'"_s; // what is masked cannot be asked for
    const auto done = exportFile(*m_county->desk, fresh(u"csv"_s), asked);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"expression.unknown_name"_s);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
