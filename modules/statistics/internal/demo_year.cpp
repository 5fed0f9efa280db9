#include <statistics/demo_year.h>

#include <QCoreApplication>

#include <access/entities.h>
#include <grid/demo.h>
#include <mediation/mediation.h>
#include <reception/reception.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DemoYear)
};

constexpr int theYear = 2022; // the seed's figures stand for it in resources/demo/figures.csv
constexpr int rowsAtOnce = 500;

struct Part {
    QString kind;
    QString code;
    int count = 0;
    int persons = 0;
    int failed = 0;
};

Result<QList<Part>> readParts()
{
    const auto rows = readDemoTable(u"year.csv"_s);
    if (!rows)
        return fail(rows.error());
    QList<Part> parts;
    for (const DemoRow &row : *rows)
        parts.append({row.value(u"kind"_s), row.value(u"code"_s), row.value(u"count"_s).toInt(),
                      row.value(u"persons"_s).toInt(), row.value(u"failed"_s).toInt()});
    return parts;
}

// One row of the year before it is written.
struct Planned {
    Part part;
    QDate day;
    int heads = 1;
    bool failed = false;
};

class YearWriter {
public:
    YearWriter(const Actor &actor, QString county)
        : m_actor(actor)
        , m_county(std::move(county))
    {
    }

    void plan(const QList<Part> &parts);

    [[nodiscard]] const QList<Planned> &rows() const { return m_planned; }

    void write(Writer &tx, const Planned &planned);

private:
    [[nodiscard]] Row visitRow(const Planned &planned);
    [[nodiscard]] Row matterRow(const Planned &planned, const QString &area);
    void writeHistory(Writer &tx, const Row &row, const QString &action, Instant at);

    Actor m_actor;
    QString m_county;
    QStringList m_villages;
    QList<Planned> m_planned;
    QHash<QDate, int> m_ofDay;
    int m_matters = 0;
};

// Spread evenly over the year; persons beyond one a visit fall to the first visits, one more each, round after round.
void YearWriter::plan(const QList<Part> &parts)
{
    for (const Part &part : parts)
        for (int i = 0; i < part.count; ++i) {
            const int extra = part.persons - part.count;
            const int heads = 1 + extra / part.count + (i < extra % part.count ? 1 : 0);
            const int day = static_cast<int>(qint64{i} * 340 / part.count);
            m_planned.append(
                {part, QDate(theYear, 1, 4).addDays(day), part.persons > 0 ? heads : 1, i >= part.count - part.failed});
        }
    std::ranges::stable_sort(m_planned, {}, &Planned::day);
}

Row YearWriter::visitRow(const Planned &planned)
{
    const int serial = ++m_ofDay[planned.day];
    Row row(visitEntity());
    row.set("number"_L1,
            u"LF-%1-%2-%3"_s.arg(m_county, planned.day.toString(u"yyyyMMdd"_s)).arg(serial, 4, 10, QChar(u'0')));
    row.set("ticket"_L1, u"A%1"_s.arg(serial, 3, 10, QChar(u'0')));
    row.set("state"_L1, u"V7"_s);
    row.set("org"_L1, m_county);
    row.set("day"_L1, QVariant(planned.day));
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("purpose"_L1, planned.part.code);
    row.set("head_count"_L1, QVariant(planned.heads));
    row.set("arrived_at"_L1, Instant::fromLocal(planned.day, QTime(9, 0)));
    row.set("first_contact"_L1, QVariant(m_actor.id.value));
    row.set("notice_version"_L1, u"demo"_s);
    row.set("visitor_name"_L1, Words::tr("Demo visitor"));
    row.set("claim"_L1, Words::tr("A visit of the demo's year."));
    return row;
}

Row YearWriter::matterRow(const Planned &planned, const QString &area)
{
    const QString outcome = planned.failed ? u"failed"_s : u"agreed_written"_s;
    const QDate concluded = planned.day.addDays(1 + m_matters % 9);
    Row row(matterEntity());
    row.set("number"_L1, u"清综矛〔%1〕%2号"_s.arg(theYear).arg(++m_matters, 4, 10, QChar(u'0')));
    row.set("org"_L1, area);
    row.set("state"_L1, u"M81"_s);
    row.set("channel"_L1, u"WINDOW"_s);
    row.set("title"_L1, Words::tr("A dispute of the demo's year"));
    row.set("facts"_L1, Words::tr("A dispute of the demo's year."));
    row.set("dispute_type"_L1, planned.part.code);
    row.set("level"_L1, u"none"_s);
    row.set("registered_on"_L1, QVariant(planned.day));
    row.set("accepted_on"_L1, QVariant(planned.day));
    row.set("mediation_on"_L1, QVariant(planned.day));
    row.set("outcome"_L1, outcome);
    row.set("mediation_outcome"_L1, outcome);
    row.set("concluded_on"_L1, QVariant(concluded));
    row.set("outcome_on"_L1, QVariant(concluded));
    return row;
}

// States are projected from the history, so every row has a step of its own there.
void YearWriter::writeHistory(Writer &tx, const Row &row, const QString &action, Instant at)
{
    Row step(historyEntity());
    step.set("subject_kind"_L1, QString(row.entity().name));
    step.set("subject"_L1, QVariant(row.id()));
    step.set("seq"_L1, QVariant(1));
    step.set("transition"_L1, u"demo"_s);
    step.set("action"_L1, action);
    step.set("to_state"_L1, row.text("state"_L1));
    step.set("actor"_L1, QVariant(m_actor.id.value));
    step.set("at"_L1, at);
    tx.insert(step);
}

void YearWriter::write(Writer &tx, const Planned &planned)
{
    const Instant at = Instant::fromLocal(planned.day, QTime(9, 0));
    if (planned.part.kind == "visit"_L1) {
        Row row = visitRow(planned);
        tx.insert(row);
        return writeHistory(tx, row, u"register_visit"_s, at);
    }
    if (m_villages.isEmpty()) {
        Query found = tx.query(u"SELECT code FROM division WHERE length(code) = 12 ORDER BY code"_s);
        while (found.next())
            m_villages << found.text(0);
        if (m_villages.isEmpty())
            m_villages << m_county;
    }
    Row row = matterRow(planned, m_villages.at(m_matters % m_villages.size()));
    tx.insert(row);
    writeHistory(tx, row, u"register_matter"_s, at);
}

Result<> checkFree(Desk &desk)
{
    if (!desk.isDemo())
        return fail(ErrorKind::NotPermitted, u"demo.production"_s,
                    Words::tr("Only a demo or test file takes the demo's year; nothing was written."));
    const auto there = desk.read([](ReadContext &context) -> Result<bool> {
        Query found =
            context.tx.query(u"SELECT 1 FROM matter WHERE number LIKE ? LIMIT 1"_s, {u"%〔%1〕%"_s.arg(theYear)});
        return found.next();
    });
    const auto answer = there.result();
    if (!answer)
        return fail(answer.error());
    if (*answer)
        return fail(ErrorKind::Conflict, u"demo.year_there"_s,
                    Words::tr("This file holds the demo's year already; nothing was written."));
    return {};
}

} // namespace

Result<DemoYear> fillDemoYear(Desk &desk)
{
    if (const auto free = checkFree(desk); !free)
        return fail(free.error());
    const auto parts = readParts();
    if (!parts)
        return fail(parts.error());
    YearWriter year(desk.actor(), desk.county());
    year.plan(*parts);
    DemoYear filled;
    const auto &rows = year.rows();
    for (qsizetype from = 0; from < rows.size(); from += rowsAtOnce) {
        const auto done = desk.store()
                              .write([&](Writer &tx) -> Result<> {
                                  for (qsizetype i = from; i < std::min(rows.size(), from + rowsAtOnce); ++i)
                                      year.write(tx, rows.at(i));
                                  return {};
                              })
                              .result();
        if (!done)
            return fail(done.error());
    }
    for (const Planned &planned : rows)
        (planned.part.kind == "visit"_L1 ? filled.visits : filled.matters) += 1;
    return filled;
}

} // namespace fengqiao
