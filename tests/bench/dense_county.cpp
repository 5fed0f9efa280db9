#include "dense_county.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <cstdio>

#include <composition.h>
#include <mediation/mediation.h>
#include <reception/reception.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QStringList villagesOf(Desk &desk)
{
    return desk
        .read([](ReadContext &context) -> Result<QStringList> {
            QStringList codes;
            Query found = context.tx.query(u"SELECT code FROM division WHERE length(code) = 12 ORDER BY code"_s);
            while (found.next())
                codes << found.text(0);
            return codes;
        })
        .result()
        .value();
}

Row matterRow(int serial, QDate day, const QString &org, QRandomGenerator &random)
{
    static const QStringList types{u"01"_s, u"02"_s, u"03"_s, u"06"_s, u"07"_s, u"10"_s, u"13"_s, u"99"_s};
    static const QStringList levels{u"none"_s, u"yellow"_s, u"orange"_s, u"red"_s};
    Row row(matterEntity());
    row.set("number"_L1, u"清综矛〔2026〕%1号"_s.arg(serial));
    row.set("org"_L1, org);
    row.set("state"_L1, u"M81"_s);
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("facts"_L1, u"双方因宅基地排水发生纠纷，现已调解。"_s);
    row.set("dispute_type"_L1, types.at(random.bounded(types.size())));
    row.set("level"_L1, levels.at(random.bounded(levels.size())));
    row.set("registered_on"_L1, QVariant(day));
    row.set("accepted_on"_L1, QVariant(day.addDays(1)));
    row.set("mediation_on"_L1, QVariant(day.addDays(1)));
    if (random.bounded(20) > 0) {
        const QString outcome = random.bounded(50) == 0 ? u"failed"_s : u"agreed_written"_s;
        row.set("outcome"_L1, outcome);
        row.set("mediation_outcome"_L1, outcome);
        row.set("concluded_on"_L1, QVariant(day.addDays(1 + random.bounded(20))));
        row.set("outcome_on"_L1, row.value("concluded_on"_L1));
    }
    return row;
}

qint64 rowsNotFolded(ReadContext &context)
{
    qint64 rows = 0;
    for (const RuleRow &base : context.rules.table("metric_bases"_L1).rows()) {
        Query query = context.tx.query(
            u"SELECT coalesce((SELECT max(rowid) FROM \"%1\"), 0) - (SELECT upto FROM metric_mark WHERE base = ?)"_s
                .arg(base.text("entity"_L1)),
            {base.text("base"_L1)});
        rows += query.next() ? std::max<qint64>(query.integer(0), 0) : 0;
    }
    return rows;
}

// Waits until the keeper has folded what was written; seconds.
double settle(Desk &desk)
{
    constexpr unsigned long pauseMs = 50;
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const auto behind =
            desk.read([](ReadContext &context) -> Result<qint64> { return rowsNotFolded(context); }).result();
        if (!behind)
            qFatal("%s", qPrintable(behind.error().message));
        if (*behind == 0)
            return static_cast<double>(timer.elapsed()) / 1000;
        QCoreApplication::processEvents();
        QThread::msleep(pauseMs); // processEvents does not wait where there is nothing, and asking takes the disk too
    }
}

void fillDense(Desk &desk, int visits, int matters, const MatterDetail &detail)
{
    QRandomGenerator random(1);
    const QStringList villages = villagesOf(desk);
    const QDate first = QDate::currentDate().addDays(-denseYears * 365);
    insertRows(desk, visits,
               [&](int i) { return visitRow(desk, i, first.addDays(qint64{i} * denseYears * 365 / visits), random); });
    insertRows(desk, matters, [&](int i) {
        Row row = matterRow(i, first.addDays(qint64{i} * denseYears * 365 / matters),
                            villages.at(random.bounded(villages.size())), random);
        if (detail)
            detail(row, random);
        return row;
    });
}

} // namespace

Row visitRow(const Desk &desk, int serial, QDate day, QRandomGenerator &random)
{
    static const QStringList purposes{u"purpose_legal_advice"_s, u"purpose_legal_aid"_s, u"purpose_dispute"_s,
                                      u"purpose_litigation"_s, u"purpose_other"_s};
    Row row(visitEntity());
    row.set("number"_L1, u"LF-%1-%2"_s.arg(desk.county()).arg(serial));
    row.set("ticket"_L1, u"A%1"_s.arg(serial % 500));
    row.set("state"_L1, u"V7"_s);
    row.set("org"_L1, desk.county());
    row.set("day"_L1, QVariant(day));
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("purpose"_L1, purposes.at(random.bounded(5)));
    row.set("head_count"_L1, QVariant(1 + random.bounded(8)));
    row.set("arrived_at"_L1, Instant::fromLocal(day, QTime(9, 0)));
    row.set("first_contact"_L1, QVariant(desk.actor().id.value));
    row.set("notice_version"_L1, u"2026-01"_s);
    row.set("visitor_name"_L1, u"张三"_s);
    row.set("claim"_L1, u"邻里排水纠纷，多次协商未果，请求调解。"_s);
    return row;
}

void insertRows(Desk &desk, int rows, const std::function<Row(int)> &make)
{
    constexpr int piece = 4000;
    for (int from = 0; from < rows; from += piece) {
        const auto done = desk.store()
                              .write([&](Writer &tx) -> Result<> {
                                  for (int i = from; i < std::min(rows, from + piece); ++i) {
                                      Row row = make(i);
                                      tx.insert(row);
                                  }
                                  return {};
                              })
                              .result();
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }
}

BenchCounty keptCounty(const QString &folder, const QString &name,
                       const std::function<BenchCounty(const QString &, const QString &)> &make)
{
    const QString kept = qEnvironmentVariable("FENGQIAO_BENCH_KEEP");
    if (kept.isEmpty())
        return make(folder, name);
    const QString file = kept + u'/' + name + u".fengqiao"_s;
    if (!QDir().mkpath(kept))
        qFatal("%s cannot be made", qPrintable(kept));
    return QFile::exists(file) ? BenchCounty{file, kept + u"/password"_s, {}} : make(kept, name);
}

DenseCounty makeDenseCounty(const QString &folder, const QString &name, int visits, int matters,
                            const DetailFor &detailFor, const MoreRows &more)
{
    DenseCounty dense{makeCounty(folder, name, 0, 0), {}};
    dense.desk = openCounty(dense.county, u"jia"_s);
    {
        const auto bulk = dense.desk->store().bulk();
        QElapsedTimer timer;
        timer.start();
        fillDense(*dense.desk, visits, matters, detailFor ? detailFor(*dense.desk) : MatterDetail());
        if (more)
            more(*dense.desk);
        std::printf("  %s: %d visits and %d matters written in %.1f s", qPrintable(name), visits, matters,
                    static_cast<double>(timer.elapsed()) / 1000);
    }
    std::printf(", counters folded in %.1f s more\n", settle(*dense.desk));
    std::fflush(stdout);
    return dense;
}

} // namespace fengqiao
