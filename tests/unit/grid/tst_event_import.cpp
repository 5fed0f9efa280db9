#include <QFile>
#include <QSet>
#include <QStringEncoder>
#include <QTest>

#include <grid/events.h>
#include <xlsxwriter.h>

#include "gb18030.h"
#include "grid_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr auto headings = "事件编号,事件类型,事件内容,经度,纬度,发生时间\n";

// Even and odd crossings of a ray to the east: no library between.
bool rayHits(const GeoRing &ring, GeoPoint p)
{
    bool inside = false;
    for (qsizetype i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const GeoPoint a = ring[i];
        const GeoPoint b = ring[j];
        if ((a.latitude > p.latitude) != (b.latitude > p.latitude) &&
            p.longitude <
                (b.longitude - a.longitude) * (p.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude)
            inside = !inside;
    }
    return inside;
}

bool holds(const GeoShape &shape, GeoPoint p)
{
    for (const GeoPolygon &polygon : shape) {
        const bool hole = std::ranges::any_of(polygon.holes, [p](const GeoRing &ring) { return rayHits(ring, p); });
        if (rayHits(polygon.outer, p) && !hole)
            return true;
    }
    return false;
}

} // namespace

// A file of events: every form, every way to be wrong, and nothing twice.
class TestEventImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void everyForm_bringsTheSame_data();
    void everyForm_bringsTheSame();
    void workbook_isReadWithItsDates();
    void rows_atFault_areNamedAndTheOthersTaken_data();
    void rows_atFault_areNamedAndTheOthersTaken();
    void file_thatCannotBeTaken_isRefusedWhole_data();
    void file_thatCannotBeTaken_isRefusedWhole();
    void manyBadRows_areAllAnswered();
    void columns_areFoundByHeadingOrAsNamed();
    void times_areReadInEveryUsualForm_data();
    void times_areReadInEveryUsualForm();
    void again_addsNothing();
    void dryRun_writesNothing();
    void cancel_leavesWholeBatches();
    void demoYear_isInItsGridsOneByOne();
    void imported_eventsBeginTheirHistoryWhenTouched();
    void import_byAnother_isRefused();
    void verify_findsNothing();

private:
    [[nodiscard]] QString fileOf(const QByteArray &content, const QString &name = {});
    [[nodiscard]] Result<EventImportReport> take(const QByteArray &content, const QString &source,
                                                 EventImportOptions options = {});
    [[nodiscard]] QByteArray row(const QByteArray &id, const QByteArray &more = {}) const;
    [[nodiscard]] qint64 countOf(const QString &source);

    std::unique_ptr<GridCounty> m_county;
    QByteArray m_place; // "105.1234567,34.1234567" inside a grid
    int m_files = 0;
};

void TestEventImport::initTestCase()
{
    m_county = std::make_unique<GridCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    QFile year(m_county->folder.filePath(u"one.csv"_s));
    QVERIFY(year.open(QIODevice::ReadWrite));
    const qint64 written = m_county->read(
        [&](ReadContext &context) { return writeDemoEvents(context, {.count = 1, .lastDay = {}}, year).value_or(0); });
    QCOMPARE(written, 1);
    year.seek(0);
    const QByteArrayList cells = year.readAll().split('\n').at(1).split(',');
    m_place = cells.at(4) + ',' + cells.at(5);
}

QString TestEventImport::fileOf(const QByteArray &content, const QString &name)
{
    const QString path =
        m_county->folder.filePath(name.isEmpty() ? u"file%1.csv"_s.arg(++m_files) : QString::number(++m_files) + name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path;
}

Result<EventImportReport> TestEventImport::take(const QByteArray &content, const QString &source,
                                                EventImportOptions options)
{
    options.source = source;
    return importEvents(*m_county->desk, fileOf(content), options);
}

QByteArray TestEventImport::row(const QByteArray &id, const QByteArray &more) const
{
    return id + ",道路破损,路面破损" + more + ',' + m_place + ",2026-09-01 08:30:00\n";
}

qint64 TestEventImport::countOf(const QString &source)
{
    return m_county->read(
        [&](ReadContext &context) { return context.tx.count(gridEventEntity(), u"source = ?"_s, {source}); });
}

void TestEventImport::everyForm_bringsTheSame_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("encoding");
    const QByteArray csv =
        QByteArray(headings) + row("1") + "2,\"道路\",\"两处\n\"\"破损\"\"\"," + m_place + ",2026/9/1 8:30\r\n";
    const auto json = [this](const QByteArray &id, const QByteArray &text) -> QByteArray {
        const QByteArrayList at = m_place.split(',');
        return R"({"事件编号":")" + id + R"(","事件类型":"道路破损","事件内容":")" + text + R"(","经度":)" + at[0] +
               R"(,"纬度":)" + at[1] + R"(,"发生时间":"2026-09-01 08:30:00"})";
    };
    const QByteArray one = json("1", "路面破损");
    const QByteArray two = json("2", R"(两处\n\"破损\")");
    QTest::newRow("CSV in UTF-8") << csv << u"UTF-8"_s;
    QTest::newRow("CSV in UTF-8 with a mark") << "\xEF\xBB\xBF" + csv << u"UTF-8"_s;
    QTest::newRow("CSV in GBK") << inGb18030(csv) << u"GB18030"_s;
    QTest::newRow("CSV in UTF-16") << QByteArray("\xFF\xFE") +
                                          QByteArray(
                                              QStringEncoder(QStringEncoder::Utf16LE).encode(QString::fromUtf8(csv)))
                                   << u"UTF-16LE"_s;
    QTest::newRow("CSV by tabs") << QByteArray(csv).replace(',', '\t') << u"UTF-8"_s;
    QTest::newRow("JSON lines") << one + '\n' + two + '\n' << u"UTF-8"_s;
    QTest::newRow("JSON array") << '[' + one + ",\n" + two + ']' << u"UTF-8"_s;
    QTest::newRow("JSON lines in GBK") << inGb18030(one + '\n' + two) << u"GB18030"_s;
}

void TestEventImport::everyForm_bringsTheSame()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, encoding);
    const QString source = QString::fromUtf8(QTest::currentDataTag());
    const auto report = take(content, source);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QVERIFY2(report->refusals.isEmpty(), report->refusals.isEmpty() ? "" : qPrintable(report->refusals[0].reason));
    QCOMPARE(report->added, 2);
    QCOMPARE(report->encoding, encoding);
    QCOMPARE(report->unlocated, 0);
    const auto rows = m_county->read([&](ReadContext &context) {
        return context.tx.select(gridEventEntity(), u"source = ? ORDER BY external_id"_s, {source});
    });
    QCOMPARE(rows[0].text("text"_L1), u"路面破损"_s);
    QCOMPARE(rows[1].text("text"_L1), u"两处\n\"破损\""_s);
    for (const Row &event : rows) {
        QCOMPARE(event.text("kind"_L1), u"ev_road"_s);
        QCOMPARE(event.text("state"_L1), u"E10"_s);
        QCOMPARE(event.instant("happened_at"_L1).toIso(), u"2026-09-01T08:30:00+08:00"_s);
        QVERIFY(!event.isNull("grid"_L1));
    }
}

void TestEventImport::workbook_isReadWithItsDates()
{
    const QString path = m_county->folder.filePath(u"events.xlsx"_s);
    lxw_workbook *book = workbook_new(path.toUtf8().constData());
    lxw_worksheet *sheet = workbook_add_worksheet(book, "事件");
    lxw_format *date = workbook_add_format(book);
    format_set_num_format(date, "yyyy-mm-dd hh:mm");
    const char *names[] = {"事件编号", "事件类型", "事件内容", "经度", "纬度", "发生时间"};
    for (uint16_t i = 0; i < 6; ++i)
        worksheet_write_string(sheet, 0, i, names[i], nullptr);
    const QByteArrayList place = m_place.split(',');
    for (uint32_t i = 1; i <= 3; ++i) {
        worksheet_write_number(sheet, i, 0, 7000 + i, nullptr);
        worksheet_write_string(sheet, i, 1, i == 3 ? "不知道的类型" : "路灯", nullptr);
        worksheet_write_string(sheet, i, 2, "路灯不亮", nullptr);
        worksheet_write_number(sheet, i, 3, place[0].toDouble(), nullptr);
        worksheet_write_number(sheet, i, 4, place[1].toDouble(), nullptr);
        lxw_datetime time{2026, 9, 1, 8, 30, 0};
        if (i == 1)
            worksheet_write_datetime(sheet, i, 5, &time, date);
        else
            worksheet_write_string(sheet, i, 5, "2026年9月1日 8时30分", nullptr);
    }
    QCOMPARE(workbook_close(book), LXW_NO_ERROR);
    const auto report = importEvents(*m_county->desk, path, {.source = u"book"_s});
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->added, 2);
    QCOMPARE(report->refusals.size(), 1);
    QCOMPARE(report->refusals[0].line, 4);
    QCOMPARE(report->refusals[0].field, u"kind"_s);
    const auto rows = m_county->read([](ReadContext &context) {
        return context.tx.select(gridEventEntity(), u"source = 'book' ORDER BY external_id"_s);
    });
    QCOMPARE(rows[0].text("external_id"_L1), u"7001"_s);
    for (const Row &event : rows) {
        QCOMPARE(event.instant("happened_at"_L1).toIso(), u"2026-09-01T08:30:00+08:00"_s);
        QVERIFY(!event.isNull("grid"_L1));
    }
}

void TestEventImport::rows_atFault_areNamedAndTheOthersTaken_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("lines"); // that the bad row takes
    const auto with = [this](const QByteArray &id, const QByteArray &kind, const QByteArray &text,
                             const QByteArray &place, const QByteArray &at) {
        return QByteArray(id + ',' + kind + ',' + text + ',' + (place.isEmpty() ? m_place : place) + ',' + at + '\n');
    };
    const QByteArray at = "2026-09-01 08:30:00";
    const QByteArrayList axes = m_place.split(',');
    const auto add = [](const char *what, const QByteArray &bad, const QString &field, const QString &code) {
        QTest::newRow(what) << bad << field << code << 1;
    };
    add("half a row", "x,道路\n", u"事件内容"_s, u"import.cells"_s);
    add("a cell too many", with("x", "道路", "多,一格", {}, at), {}, u"import.cells"_s);
    add("letters of another encoding", with("x", "道路", "\xC2\xB7\xC3\xE6", {}, at).replace("\xC2\xB7", "\xB7"),
        u"事件内容"_s, u"import.letters"_s);
    add("a zero byte", with("x", "道路", QByteArray("a\0b", 3), {}, at), u"text"_s, u"event.text_format"_s);
    add("a control character", with("x", "道路", "a\x07z", {}, at), u"text"_s, u"event.text_format"_s);
    add("too much text", with("x", "道路", QByteArray(2001, 'x'), {}, at), u"text"_s, u"event.text_too_long"_s);
    add("an enormous cell", with("x", "道路", QByteArray(300 * 1024, 'x'), {}, at), u"事件内容"_s,
        u"import.oversize"_s);
    add("unknown kind", with("x", "飞碟", "看见", {}, at), u"kind"_s, u"event.kind_unknown"_s);
    add("no kind", with("x", "", "看见", {}, at), u"kind"_s, u"event.kind_missing"_s);
    add("no number", with("", "道路", "破损", {}, at), u"external_id"_s, u"event.externalid_missing"_s);
    add("swapped axes", with("x", "道路", "破损", axes[1] + ',' + axes[0], at), u"longitude"_s,
        u"event.longitude_swapped"_s);
    add("outside the county", with("x", "道路", "破损", "116.4,39.9", at), u"longitude"_s,
        u"event.longitude_outside"_s);
    add("one axis", with("x", "道路", "破损", "105.9,", at), u"latitude"_s, u"event.latitude_missing"_s);
    add("degrees in words", with("x", "道路", "破损", "东经一百零五度,34.7", at), u"longitude"_s,
        u"event.longitude_format"_s);
    add("in the future", with("x", "道路", "破损", {}, "2026-12-01 08:00:00"), u"happened_at"_s,
        u"event.happenedat_range"_s);
    add("30 February", with("x", "道路", "破损", {}, "2026-02-30 08:00:00"), u"happened_at"_s,
        u"event.happenedat_impossible"_s);
    add("no time at all", with("x", "道路", "破损", {}, "昨天"), u"happened_at"_s, u"event.happenedat_format"_s);
    add("an open quotation mark", "x,道路,\"没有结束," + m_place + ',' + at + '\n', u"事件内容"_s, u"import.quote"_s);
    add("text behind a quotation mark", with("x", "道路", "\"好\"的", {}, at), u"事件内容"_s, u"import.quote"_s);
}

void TestEventImport::rows_atFault_areNamedAndTheOthersTaken()
{
    QFETCH(QByteArray, bad);
    QFETCH(QString, field);
    QFETCH(QString, code);
    const QString source = QString::fromUtf8(QTest::currentDataTag());
    const auto report = take(headings + row("1") + bad + row("3") + "\n#4" + row(""), source);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->rows, 4);
    QCOMPARE(report->refusals.size(), 1);
    const EventRefusal &refusal = report->refusals.first();
    QCOMPARE(refusal.line, 3);
    QCOMPARE(refusal.code, code);
    if (!field.isEmpty())
        QCOMPARE(refusal.field, field);
    QVERIFY(!refusal.reason.isEmpty());
    QCOMPARE(report->added, 3);
    QCOMPARE(countOf(source), 3);
}

void TestEventImport::file_thatCannotBeTaken_isRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QByteArray() << u"import.empty"_s;
    QTest::newRow("missing columns") << QByteArray("编号,类型\n1,道路\n") << u"import.columns"_s;
    QTest::newRow("half an array") << QByteArray(R"([{"编号":"1"},{"编号")") << u"import.json"_s;
    QByteArray noise;
    for (int line = 0; line < 50; ++line)
        noise += QByteArray("\xFF\x80\xFF,\x81\xFE\xFE,\xC0\xC0") + '\n';
    QTest::newRow("neither encoding") << noise << u"import.encoding"_s;
    QTest::newRow("no workbook") << QByteArray("PK\x03\x04 broken") << u"import.file"_s;
}

void TestEventImport::file_thatCannotBeTaken_isRefusedWhole()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const auto report = take(content, u"whole"_s);
    QVERIFY(!report);
    QCOMPARE(report.error().code, code);
    QCOMPARE(countOf(u"whole"_s), 0);
}

void TestEventImport::manyBadRows_areAllAnswered()
{
    QByteArray content(headings);
    QSet<qint64> bad;
    for (int i = 0; i < 10'000; ++i) {
        const bool isBad = i % 10 == 3;
        content += isBad ? QByteArray::number(i) + ",飞碟,看见," + m_place + ",2026-09-01 08:30:00\n"
                         : row(QByteArray::number(i));
        if (isBad)
            bad.insert(i + 2);
    }
    const auto report = take(content, u"many"_s);
    QVERIFY(report);
    QCOMPARE(report->added, 9000);
    QCOMPARE(report->refused, 1000);
    for (const EventRefusal &refusal : report->refusals) {
        QVERIFY(bad.remove(refusal.line));
        QCOMPARE(refusal.field, u"kind"_s);
    }
    QVERIFY(bad.isEmpty());
}

void TestEventImport::columns_areFoundByHeadingOrAsNamed()
{
    const QByteArray content =
        "序号,工单,小 类,情况,Lon,LAT,时间点,备注\n9,A1,道路,破损," + m_place + ",2026-09-01 08:30:00,无\n";
    EventImportOptions options;
    QVERIFY(!take(content, u"named"_s, options));
    options.columns = {{u"external_id"_s, u"工单"_s}, {u"text"_s, u"情况"_s}, {u"happened_at"_s, u"时间点"_s}};
    const auto report = take(content, u"named"_s, options);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->added, 1);
    QCOMPARE(report->columns.value(u"kind"_s), u"小 类"_s);
    QCOMPARE(report->unused, QStringList({u"序号"_s, u"备注"_s}));
    options.columns.insert(u"place"_s, u"没有的列"_s);
    QCOMPARE(take(content, u"named"_s, options).error().code, u"import.columns"_s);
    options.columns = {{u"colour"_s, u"备注"_s}};
    QCOMPARE(take(content, u"named"_s, options).error().field, u"colour"_s);
}

void TestEventImport::times_areReadInEveryUsualForm_data()
{
    QTest::addColumn<QByteArray>("written");
    for (const char *form :
         {"2026-09-01 08:30:00", "2026-09-01T08:30:00+08:00", "2026-09-01T00:30:00Z", "2026/9/1 8:30",
          "2026-9-1 08:30:00.000", "2026年9月1日8时30分", "20260901083000", "46266.354166667"})
        QTest::newRow(form) << QByteArray(form);
}

void TestEventImport::times_areReadInEveryUsualForm()
{
    QFETCH(QByteArray, written);
    const QString source = u"time "_s + QString::fromUtf8(written);
    const auto report = take(headings + ("1,道路,破损," + m_place + ',' + written + '\n'), source);
    QVERIFY(report);
    QVERIFY2(report->refusals.isEmpty(), report->refusals.isEmpty() ? "" : qPrintable(report->refusals[0].reason));
    const auto rows = m_county->read(
        [&](ReadContext &context) { return context.tx.select(gridEventEntity(), u"source = ?"_s, {source}); });
    QCOMPARE(rows[0].instant("happened_at"_L1).toIso(), u"2026-09-01T08:30:00+08:00"_s);
}

void TestEventImport::again_addsNothing()
{
    const QByteArray content = headings + row("1") + row("2") + row("2") + row("3");
    const auto first = take(content, u"again"_s);
    QCOMPARE(first->added, 3);
    QCOMPARE(first->known, 1);
    const auto again = take(content + row("4"), u"again"_s);
    QCOMPARE(again->added, 1);
    QCOMPARE(again->known, 4);
    QCOMPARE(countOf(u"again"_s), 4);
    const auto other = take(content, u"another source"_s);
    QCOMPARE(other->added, 3);
}

void TestEventImport::dryRun_writesNothing()
{
    EventImportOptions options;
    options.dryRun = true;
    const auto report =
        take(headings + row("1") + "2,飞碟,看见," + m_place + ",2026-09-01 08:30:00\n", u"dry"_s, options);
    QCOMPARE(report->added, 1);
    QCOMPARE(report->refused, 1);
    QCOMPARE(countOf(u"dry"_s), 0);
}

void TestEventImport::cancel_leavesWholeBatches()
{
    QByteArray content(headings);
    for (int i = 0; i < 5000; ++i)
        content += row(QByteArray::number(i));
    EventImportOptions options;
    options.batch = 100;
    int told = 0;
    options.progress = [&told](const EventImportProgress &progress) {
        ++told;
        return progress.rows < 500;
    };
    const auto report = take(content, u"cancel"_s, options);
    QVERIFY(report->cancelled);
    QVERIFY(told > 0);
    const qint64 count = countOf(u"cancel"_s);
    QCOMPARE(count, report->added);
    QVERIFY(count >= 500 && count < 5000);
    QCOMPARE(count % 100, 0);
    const auto rest = take(content, u"cancel"_s);
    QCOMPARE(rest->added, 5000 - count);
}

void TestEventImport::demoYear_isInItsGridsOneByOne()
{
    constexpr int count = 3000;
    QFile year(m_county->folder.filePath(u"year.csv"_s));
    QVERIFY(year.open(QIODevice::WriteOnly));
    m_county->read([&](ReadContext &context) {
        return writeDemoEvents(context, {.count = count, .lastDay = {}}, year).value_or(0);
    });
    year.close();
    const auto report = importEvents(*m_county->desk, year.fileName(), {.source = u"year"_s});
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->added, count);
    QCOMPARE(report->unlocated, 0);
    QHash<QUuid, GeoShape> shapes;
    const auto grids = m_county->read([](ReadContext &context) {
        return gridsAsOf(context.tx, context.now.localDate(), {}, groundKinds(context.rules));
    });
    for (const GridLine &grid : grids)
        shapes.insert(grid.id, grid.shape());
    const auto rows =
        m_county->read([](ReadContext &context) { return context.tx.select(gridEventEntity(), u"source = 'year'"_s); });
    QCOMPARE(rows.size(), count);
    int weekend = 0;
    QSet<QString> kinds;
    for (const Row &event : rows) {
        const GeoPoint point{static_cast<double>(event.integer("longitude"_L1)) / 1e7,
                             static_cast<double>(event.integer("latitude"_L1)) / 1e7};
        QVERIFY2(holds(shapes.value(event.uuid("grid"_L1)), point), qPrintable(event.text("number"_L1)));
        weekend += event.instant("happened_at"_L1).localDate().dayOfWeek() > 5 ? 1 : 0;
        kinds.insert(event.text("kind"_L1));
    }
    QVERIFY(weekend > count / 20 && weekend < count / 5);
    QCOMPARE(kinds.size(), m_county->desk->rules()->codes(u"event_kind"_s).size());
    QFile same(m_county->folder.filePath(u"same.csv"_s));
    QVERIFY(same.open(QIODevice::ReadWrite));
    m_county->read([&](ReadContext &context) {
        return writeDemoEvents(context, {.count = count, .lastDay = {}}, same).value_or(0);
    });
    same.seek(0);
    QVERIFY(year.open(QIODevice::ReadOnly));
    QVERIFY(year.readAll() == same.readAll());
}

void TestEventImport::imported_eventsBeginTheirHistoryWhenTouched()
{
    QVERIFY(take(headings + row("1"), u"touched"_s));
    const auto find = [&] {
        return m_county->read(
            [](ReadContext &context) { return context.tx.findBy(gridEventEntity(), "source"_L1, u"touched"_s)->id(); });
    };
    const QUuid id = find();
    QVERIFY(m_county->act(u"ji"_s, u"route_event"_s, {{u"event"_s, idText(id)}, {u"unit"_s, u"住建局"_s}}));
    const QJsonObject record = m_county->read(
        [&](ReadContext &context) { return context.record(eventKind(), *context.tx.find(gridEventEntity(), id)); });
    const QJsonArray history = record.value(u"history"_s).toArray();
    QCOMPARE(history.size(), 2);
    QCOMPARE(history[0].toObject().value(u"action"_s).toString(), u"import_events"_s);
    QCOMPARE(history[1].toObject().value(u"from"_s).toString(), u"E10"_s);
    QCOMPARE(record.value(u"imported"_s).toObject().value(u"source"_s).toString(), u"touched"_s);
}

void TestEventImport::import_byAnother_isRefused()
{
    const auto outcome =
        m_county->act(u"ren"_s, u"import_events"_s, {{u"source"_s, u"x"_s}, {u"rows"_s, QJsonArray{QJsonObject{}}}});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, u"access.role"_s);
}

void TestEventImport::verify_findsNothing()
{
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    for (const VerifyFault &fault : *faults)
        QFAIL(qPrintable(fault.check + u": "_s + fault.message));
}

QTEST_GUILESS_MAIN(TestEventImport)
#include "tst_event_import.moc"
