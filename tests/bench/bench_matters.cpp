#include <QCoreApplication>
#include <QElapsedTimer>
#include <cstdio>

#include <access/entities.h>
#include <mediation/clock_ledger.h>
#include <mediation/mediation.h>
#include <mediation/queries.h>

#include "county.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int historyEvents = 500;
constexpr int openMatters = 5000;
constexpr int mediators = 25; // the open matters lie on so many tables
constexpr int pairs = 150;    // a suspension and a resumption each

QUuid accountOf(Desk &desk, const QString &login)
{
    return desk.store()
        .read([login](Reader &reader) -> Result<QUuid> {
            const auto row = reader.findBy(accountEntity(), "login"_L1, login);
            return row ? row->id() : QUuid();
        })
        .result()
        .value();
}

Row matterRow(const QString &org, int i, const QString &state)
{
    Row row(matterEntity());
    row.set("number"_L1, u"清综矛〔2020〕%1号"_s.arg(i + 1, 6, 10, QChar(u'0')));
    row.set("state"_L1, state);
    row.set("org"_L1, org);
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("title"_L1, u"邻里排水纠纷"_s);
    row.set("facts"_L1, u"两家相邻，雨水倒灌。"_s);
    row.set("dispute_type"_L1, u"02"_s);
    row.set("level"_L1, u"yellow"_s);
    return row;
}

void writeClock(Writer &tx, const Row &matter, Instant at)
{
    Row clock(clockEntity());
    clock.set("subject_kind"_L1, u"matter"_s);
    clock.set("subject"_L1, QVariant(matter.id()));
    clock.set("matter"_L1, QVariant(matter.id()));
    clock.set("code"_L1, u"SLA_HANDLE_GENERAL"_s);
    clock.set("started"_L1, at);
    clock.set("raw_due"_L1, Instant{at.ms + qint64{7} * 86400000});
    clock.set("due"_L1, Instant{at.ms + qint64{7} * 86400000});
    clock.set("state"_L1, u"running"_s);
    tx.insert(clock);
}

void fillMatters(Desk &desk, int count)
{
    const QUuid ding = accountOf(desk, u"ding"_s);
    const QString org = desk.county();
    const Instant at = desk.now();
    constexpr int piece = 2000;
    for (int from = 0; from < count; from += piece) {
        const auto done = desk.store()
                              .write([=](Writer &tx) -> Result<bool> {
                                  for (int i = from; i < std::min(from + piece, count); ++i) {
                                      const bool open = i < openMatters;
                                      Row row = matterRow(org, i, open ? u"M51"_s : u"M82"_s);
                                      row.set("mediator"_L1, QVariant(i % mediators == 0 ? ding : QUuid::createUuid()));
                                      tx.insert(row);
                                      if (open)
                                          writeClock(tx, row, at);
                                  }
                                  return true;
                              })
                              .result();
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    }
}

// One matter in mediation with a long past.
QUuid longMatter(Desk &desk)
{
    const QUuid ding = accountOf(desk, u"ding"_s);
    const QString org = desk.county();
    const Instant at{desk.now().ms - qint64{90} * 86400000};
    const auto made = desk.store()
                          .write([=](Writer &tx) -> Result<QUuid> {
                              Row row = matterRow(org, 999998, u"M51"_s);
                              row.set("mediator"_L1, QVariant(ding));
                              tx.insert(row);
                              for (int i = 0; i < historyEvents; ++i) {
                                  Row event(historyEntity());
                                  event.set("subject_kind"_L1, u"matter"_s);
                                  event.set("subject"_L1, QVariant(row.id()));
                                  event.set("seq"_L1, QVariant(i + 1));
                                  event.set("transition"_L1, u"X05"_s);
                                  event.set("action"_L1, u"add_party"_s);
                                  if (i > 0)
                                      event.set("from_state"_L1, u"M51"_s);
                                  event.set("to_state"_L1, u"M51"_s);
                                  event.set("actor"_L1, QVariant(ding));
                                  event.set("actor_role"_L1, u"MED"_s);
                                  event.set("at"_L1, Instant{at.ms + i * 60000});
                                  event.setJson("data"_L1, QJsonObject{{u"side"_s, u"third"_s}});
                                  tx.insert(event);
                              }
                              return row.id();
                          })
                          .result();
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return *made;
}

Samples transitions(Desk &desk, QUuid matter)
{
    Samples samples;
    const QString id = matter.toString(QUuid::WithoutBraces);
    const QString today = desk.now().localDate().toString(Qt::ISODate);
    const auto submit = [&](const QString &action, QJsonObject data, bool measured) {
        data.insert(u"matter"_s, id);
        QElapsedTimer timer;
        timer.start();
        const auto done = desk.submit({action, {}, data, {}}).result();
        if (!done)
            qFatal("%s: %s", qPrintable(action), qPrintable(done.error().message));
        if (measured)
            samples.add(static_cast<double>(timer.nsecsElapsed()) / 1000);
    };
    for (int i = 0; i < pairs + 20; ++i) {
        const bool measured = i >= 20; // the first ones fill the caches of both files alike
        submit(u"suspend"_s, {{u"reason"_s, u"agreed"_s}, {u"from_on"_s, today}, {u"parties_told"_s, true}}, measured);
        submit(u"resume"_s, {{u"resumed_on"_s, today}, {u"ground_ended"_s, u"双方同意继续"_s}}, measured);
    }
    return samples;
}

Samples workLists(Desk &desk)
{
    Samples samples;
    for (int i = 0; i < 220; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto list = desk.read([](ReadContext &context) -> Result<MyList> { return myList(context); }).result();
        if (!list)
            qFatal("%s", qPrintable(list.error().message));
        if (i >= 20)
            samples.add(static_cast<double>(timer.nsecsElapsed()) / 1000);
    }
    return samples;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder;
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_MATTERS");
    const int count = asked > 0 ? asked : 200000;
    heading(
        u"A matter with %1 events in a file of %2 matters, %3 open"_s.arg(historyEvents).arg(count).arg(openMatters));
    const BenchCounty empty = makeCounty(folder.path(), u"empty"_s, 0, 0);
    const BenchCounty full = makeCounty(folder.path(), u"full"_s, 0, 0);
    {
        const auto desk = openCounty(full, u"ding"_s);
        const auto bulk = desk->store().bulk();
        fillMatters(*desk, count);
    }
    const auto small = openCounty(empty, u"ding"_s);
    const auto large = openCounty(full, u"ding"_s);
    const QUuid smallMatter = longMatter(*small);
    const QUuid largeMatter = longMatter(*large);
    const Samples before = transitions(*small, smallMatter);
    const Samples after = transitions(*large, largeMatter);
    const double ratio = after.at(0.99) / before.at(0.99);
    figure(u"a transition"_s,
           u"p99 %1 in the full file, %2 in the empty one: %3 x"_s
               .arg(milliseconds(after.at(0.99)), milliseconds(before.at(0.99)))
               .arg(ratio, 0, 'f', 2),
           u"at most 2 x"_s, ratio <= 2);
    const Samples lists = workLists(*large);
    figure(u"my work list"_s, u"p50 %1, p99 %2"_s.arg(milliseconds(lists.at(0.5)), milliseconds(lists.at(0.99))),
           u"p99 30 ms"_s, lists.at(0.99) <= 30000);
    return 0;
}
