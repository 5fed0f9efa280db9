#include <QCoreApplication>
#include <QElapsedTimer>
#include <cstdio>
#include <ctime>

#include <access/entities.h>
#include <mediation/mediation.h>
#include <mediation/rebuild.h>

#include "county.h"
#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Step {
    const char *action;
    const char *id;
    const char *to;
};

// From registration to archive as most matters go.
constexpr Step life[] = {
    {"register_matter", "B01", "M10"}, {"analyse", "B04", "M20"}, {"assess", "B05", "M30"},
    {"confirm_level", "B06", "M31"},   {"assign", "B08", "M40"},  {"sign", "B09", "M50"},
    {"start_mediation", "B12", "M51"}, {"agree", "B19", "M55"},   {"start_performance", "B21", "M60"},
    {"perform", "B25", "M70"}};
constexpr int steps = static_cast<int>(std::size(life));
constexpr int clocksEach = 3; // triage, handling, mediation: two ended, one runs

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void writeEvent(Writer &tx, const Row &matter, int step, Instant at, QUuid account)
{
    Row event(historyEntity());
    event.set("subject_kind"_L1, u"matter"_s);
    event.set("subject"_L1, QVariant(matter.id()));
    event.set("seq"_L1, QVariant(step + 1));
    event.set("transition"_L1, QString::fromLatin1(life[step].id));
    event.set("action"_L1, QString::fromLatin1(life[step].action));
    if (step > 0)
        event.set("from_state"_L1, QString::fromLatin1(life[step - 1].to));
    event.set("to_state"_L1, QString::fromLatin1(life[step].to));
    event.set("actor"_L1, QVariant(account));
    event.set("actor_role"_L1, u"MED"_s);
    event.set("at"_L1, at);
    event.setJson("data"_L1, QJsonObject{{u"note"_s, u"邻里排水纠纷，双方到场，已说明权利义务。"_s},
                                         {u"all_consent"_s, true},
                                         {u"on"_s, at.localDate().toString(Qt::ISODate)}});
    tx.insert(event);
}

void writeEntry(Writer &tx, const Row &clock, int seq, const ClockEntry &entry, QUuid account, Instant at)
{
    Row row(clockEntryEntity());
    for (const QLatin1StringView same :
         {"matter"_L1, "subject"_L1, "raw_due"_L1, "due"_L1, "provisional"_L1, "calendar_version"_L1, "source"_L1})
        row.set(same, clock.value(same));
    row.set("clock"_L1, QVariant(clock.id()));
    row.set("seq"_L1, QVariant(seq));
    row.set("kind"_L1, codeOf(entry.event));
    row.set("at"_L1, entry.at);
    row.set("state"_L1, codeOf(entry.state));
    if (entry.event == ClockEvent::Start) {
        row.set("length"_L1, QVariant(entry.length));
        row.set("unit"_L1, u"working_day"_s);
        row.set("rolls"_L1, QVariant(true));
    }
    row.set("action"_L1, entry.event == ClockEvent::Start ? u"sign"_s : u"agree"_s);
    row.set("actor"_L1, QVariant(account));
    row.set("written"_L1, at);
    tx.insert(row);
}

void writeClock(Writer &tx, const WorkCalendar &calendar, const Row &matter, int number, Instant at, QUuid account)
{
    const ClockEntry start{.event = ClockEvent::Start,
                           .at = at,
                           .until = {},
                           .length = 10 * number + 2,
                           .unit = ClockUnit::WorkingDay,
                           .rolls = true};
    const bool ended = number < clocksEach - 1;
    const ClockEntry stop{
        .event = ClockEvent::Stop, .at = Instant{at.ms + 3'600'000}, .until = {}, .state = ClockState::Met};
    const auto reckoned = reckonClock({start}, calendar);
    Row clock(clockEntity());
    clock.set("subject_kind"_L1, u"matter"_s);
    clock.set("subject"_L1, QVariant(matter.id()));
    clock.set("matter"_L1, QVariant(matter.id()));
    clock.set("code"_L1, u"MEDI_30WD"_s);
    clock.set("started"_L1, at);
    clock.set("raw_due"_L1, reckoned->due.rawDue);
    clock.set("due"_L1, reckoned->due.due);
    clock.set("provisional"_L1, QVariant(reckoned->due.provisional));
    clock.set("calendar_version"_L1, calendar.version());
    clock.set("state"_L1, ended ? u"met"_s : u"running"_s);
    if (ended)
        clock.set("ended"_L1, stop.at);
    clock.set("reason"_L1, ended ? u"agree"_s : u"sign"_s);
    clock.set("source"_L1, u"医疗纠纷预防和处理条例 38"_s);
    clock.set("entries"_L1, QVariant(ended ? 2 : 1));
    tx.insert(clock);
    writeEntry(tx, clock, 1, start, account, at);
    if (ended)
        writeEntry(tx, clock, 2, stop, account, at);
}

// Step by step over all matters, as they are written in life: the events of one lie far apart.
void fillMatters(Desk &desk, int matters)
{
    constexpr int piece = 1000;
    const WorkCalendar calendar = desk.calendar();
    const QUuid account = desk.actor().id.value;
    const Instant begin = Instant::fromLocal(QDate(2026, 3, 2), QTime(9, 0));
    QList<Row> made;
    const auto write = [&desk](auto make) {
        if (const auto done = desk.store().write(make).result(); !done)
            qFatal("%s", qPrintable(done.error().message));
    };
    for (int from = 0; from < matters; from += piece)
        write([&](Writer &tx) -> Result<> {
            for (int i = from; i < std::min(from + piece, matters); ++i) {
                Row matter(matterEntity());
                matter.set("number"_L1, u"清综矛〔2026〕%1号"_s.arg(i + 1, 7, 10, QChar(u'0')));
                matter.set("state"_L1, QString::fromLatin1(life[steps - 1].to));
                matter.set("org"_L1, desk.county());
                tx.insert(matter);
                made << matter;
            }
            return {};
        });
    for (int step = 0; step < steps; ++step)
        for (int from = 0; from < matters; from += piece)
            write([&](Writer &tx) -> Result<> {
                for (int i = from; i < std::min(from + piece, matters); ++i) {
                    const Instant at{begin.ms + (qint64{step} * 24 * 60 + i % 400) * 60'000};
                    writeEvent(tx, made.at(i), step, at, account);
                    if (step < clocksEach)
                        writeClock(tx, calendar, made.at(i), step, at, account);
                }
                return {};
            });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int asked = qEnvironmentVariableIntValue("FENGQIAO_BENCH_MATTERS");
    const int matters = asked > 0 ? asked : 200000;
    QTemporaryDir folder;
    heading(u"Making a county of %1 matters with %2 events each"_s.arg(matters).arg(steps));
    const BenchCounty county = makeCounty(folder.path(), u"clocks"_s, 0, 0);
    const std::unique_ptr<Desk> desk = openCounty(county, u"bing"_s);
    {
        const auto bulk = desk->store().bulk();
        fillMatters(*desk, matters);
    }
    heading(u"Rebuilding every state and clock from history and ledger, on one core"_s);
    double wall = 0;
    double cpu = 0;
    double compared = 0;
    qsizetype faults = 0;
    const auto rebuilt = desk->store()
                             .read([&](Reader &reader) -> Result<Rebuilt> {
                                 QElapsedTimer timer;
                                 timer.start();
                                 const double before = cpuSeconds();
                                 Rebuilt all = rebuild(reader, desk->calendar());
                                 wall = static_cast<double>(timer.nsecsElapsed()) / 1e9;
                                 cpu = cpuSeconds() - before;
                                 timer.restart();
                                 faults = all.faults.size() + compareProjections(reader, *desk->rules(), all).size();
                                 compared = static_cast<double>(timer.nsecsElapsed()) / 1e9;
                                 return all;
                             })
                             .result();
    if (!rebuilt)
        qFatal("%s", qPrintable(rebuilt.error().message));
    const double rate = static_cast<double>(rebuilt->events) / wall;
    figure(u"events, with %1 ledger entries of %2 clocks"_s.arg(rebuilt->entries).arg(rebuilt->clocks.size()),
           u"%1 events in %2 s (%3 s of processor): %4 events/s"_s.arg(rebuilt->events)
               .arg(wall, 0, 'f', 2)
               .arg(cpu, 0, 'f', 2)
               .arg(rate, 0, 'f', 0),
           u"at least 100000 events/s"_s, rate >= 100000);
    figure(u"comparing with what the file shows"_s, u"%1 s, %2 differences"_s.arg(compared, 0, 'f', 2).arg(faults),
           u"none"_s, faults == 0);
    return 0;
}
