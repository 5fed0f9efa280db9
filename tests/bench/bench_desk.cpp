#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <deque>

#include <core/hanzi.h>
#include <mediation/queries.h>

#include "bare.h"
#include "county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

QString ratio(double value)
{
    return QString::number(value, 'f', 2) + u" x"_s;
}

struct KeyKind {
    QString name;
    std::function<QString(const SyntheticPerson &)> text;
};

QList<KeyKind> keyKinds()
{
    return {{u"surname, one character"_s, [](const auto &who) { return who.name.left(1); }},
            {u"name"_s, [](const auto &who) { return who.name; }},
            {u"given name"_s, [](const auto &who) { return who.name.mid(1); }},
            {u"pinyin, two letters"_s, [](const auto &who) { return pinyin(who.name).value(0).left(2); }},
            {u"pinyin of the surname"_s, [](const auto &who) { return pinyin(who.name.left(1)).value(0); }},
            {u"pinyin of the name"_s, [](const auto &who) { return pinyin(who.name).value(0); }},
            {u"initials"_s, [](const auto &who) { return initials(who.name).value(0); }},
            {u"phone, last four"_s, [](const auto &who) { return who.phone.right(4); }},
            {u"phone, middle four"_s, [](const auto &who) { return who.phone.mid(3, 4); }},
            {u"number, last four"_s, [](const auto &who) { return who.citizenId.right(4); }},
            {u"number, whole"_s, [](const auto &who) { return who.citizenId; }},
            {u"surname and phone tail"_s, [](const auto &who) { return who.name.left(1) + u' ' + who.phone.right(4); }},
            {u"address"_s, [](const auto &who) { return who.address.left(8); }}};
}

// Through the same query as the search field: index, ranking, masks, earlier matters.
void benchSearch(Desk &desk, const QList<SyntheticPerson> &sample)
{
    heading(u"Search as you type, 1,000,000 people (p50 / p99 a key stroke)"_s);
    for (const KeyKind &kind : keyKinds()) {
        Samples samples;
        int found = 0;
        for (int i = 0; i < 200; ++i) {
            const QString text = kind.text(sample[(i * 7) % sample.size()]);
            const auto took = desk.read([&](ReadContext &context) -> Result<double> {
                                      QElapsedTimer timer;
                                      timer.start();
                                      found += !searchPeople(context, text).isEmpty();
                                      return static_cast<double>(timer.nsecsElapsed()) / 1000;
                                  })
                                  .result();
            if (!took)
                qFatal("%s", qPrintable(took.error().message));
            samples.add(*took);
        }
        const double p50 = samples.at(0.5);
        const double p99 = samples.at(0.99);
        figure(kind.name, u"%1 / %2, found %3 of 200"_s.arg(milliseconds(p50), milliseconds(p99)).arg(found),
               u"p50 2 ms, p99 16 ms"_s, p50 <= 2000 && p99 <= 16000);
    }
}

ActionRequest registerVisit(int i)
{
    return {u"register_visit"_s,
            u"bench-%1"_s.arg(i),
            {{u"purpose"_s, u"purpose_dispute"_s},
             {u"head_count"_s, 1},
             {u"visitor_name"_s, u"张三"_s},
             {u"claim"_s, u"邻居排水冲坏院墙，要求修复。"_s}},
            {},
            false};
}

void benchDurable(Desk &desk, const QString &folder)
{
    heading(u"One durable action (register a visit), alone, flushed"_s);
    QThread::sleep(std::chrono::seconds(2)); // a desk that has just been opened is still busy with itself
    BareFile bare(folder + u"/single.db"_s);
    constexpr int count = 6000;
    constexpr int turn =
        500; // by turns, so that both meet the same disk and neighbours; long, so that a turn's cold start is rare
    Samples baseline;
    Samples samples;
    for (int i = 0; i < count; ++i) {
        if (i % turn == 0)
            bare.singleCommits(turn, &baseline);
        QElapsedTimer timer;
        timer.start();
        const auto outcome = desk.submit(registerVisit(i)).result();
        samples.add(static_cast<double>(timer.nsecsElapsed()) / 1000);
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().message));
    }
    const double share = samples.at(0.99) / baseline.at(0.99);
    figure(u"bare commit of one row"_s,
           u"p50 %1, p99 %2"_s.arg(milliseconds(baseline.at(0.5)), milliseconds(baseline.at(0.99))), {}, true);
    figure(u"action"_s,
           u"p50 %1, p99 %2, p99 ratio %3"_s.arg(milliseconds(samples.at(0.5)), milliseconds(samples.at(0.99)),
                                                 ratio(share)),
           u"p99 at most 3 x"_s, share <= 3);
}

// The rows that the visits left, table by table, to be written again without anything of ours.
QList<BareFile::Rows> rowsOf(Desk &desk, qint64 *total, QStringList *schema)
{
    const auto rows =
        desk.store()
            .read([&](Reader &reader) -> Result<QList<BareFile::Rows>> {
                QList<BareFile::Rows> tables;
                for (const QString &table : {u"visit"_s, u"history"_s, u"audit"_s, u"outbox"_s, u"action_key"_s}) {
                    Query definition = reader.query(
                        u"SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC"_s,
                        {table});
                    while (definition.next())
                        *schema << definition.text(0);
                    Query names = reader.query(u"SELECT count(*) FROM pragma_table_info(?)"_s, {table});
                    BareFile::Rows copy{table, names.next() ? names.integer(0) : 0, {}};
                    Query all = reader.query(u"SELECT * FROM "_s + table);
                    while (all.next()) {
                        QVariantList row;
                        for (int i = 0; i < copy.columns; ++i)
                            row << all.value(i);
                        copy.rows << row;
                    }
                    *total += copy.rows.size();
                    tables << copy;
                }
                return tables;
            })
            .result();
    if (!rows)
        qFatal("%s", qPrintable(rows.error().message));
    return *rows;
}

void benchBulk(const QString &folder)
{
    constexpr int count = 100000;
    heading(u"Bulk: 100,000 visits registered by actions in one process"_s);
    const BenchCounty county = makeCounty(folder, u"bulk"_s, 0, 0);
    const std::unique_ptr<Desk> desk = openCounty(county, u"bing"_s);
    std::deque<QFuture<Result<ActionOutcome>>> running;
    const auto drain = [&running] {
        const auto outcome = running.front().result();
        running.pop_front();
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().message));
    };
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        running.push_back(desk->submit(registerVisit(i)));
        if (running.size() >= 500)
            drain();
    }
    while (!running.empty())
        drain();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    qint64 total = 0;
    QStringList schema;
    const QList<BareFile::Rows> rows = rowsOf(*desk, &total, &schema);
    BareFile bare(folder + u"/bare.db"_s);
    for (const QString &statement : std::as_const(schema))
        bare.execute(statement);
    const double baseline = bare.insertRate(rows, 2500);
    const double rate = static_cast<double>(total) / seconds;
    figure(u"bare prepared inserts of the same rows"_s, u"%1 rows/s"_s.arg(baseline, 0, 'f', 0), {}, true);
    figure(u"actions"_s,
           u"%1 actions/s, %2 rows/s, ratio %3"_s.arg(count / seconds, 0, 'f', 0)
               .arg(rate, 0, 'f', 0)
               .arg(ratio(rate / baseline)),
           u"at least 0.25 x"_s, rate / baseline >= 0.25);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder;
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_PEOPLE");
    const int people = asked > 0 ? asked : 1000000;
    // Without arguments everything, else only what is named: search, action, bulk.
    const QStringList wanted = QCoreApplication::arguments().mid(1);
    const auto asksFor = [&wanted](const QString &part) { return wanted.isEmpty() || wanted.contains(part); };
    if (asksFor(u"search"_s) || asksFor(u"action"_s)) {
        heading(u"Making a county of %1 people"_s.arg(people));
        const BenchCounty county = makeCounty(folder.path(), u"county"_s, people, 0);
        const std::unique_ptr<Desk> desk = openCounty(county, u"bing"_s);
        if (asksFor(u"search"_s))
            benchSearch(*desk, county.sample);
        if (asksFor(u"action"_s))
            benchDurable(*desk, folder.path());
    }
    if (asksFor(u"bulk"_s))
        benchBulk(folder.path());
    return 0;
}
