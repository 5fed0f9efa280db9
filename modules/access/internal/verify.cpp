// Desk::verify: the first fault of each kind that can be found from inside the file.
#include <QCoreApplication>

#include <access/entities.h>
#include <store/replica.h>

#include "audit.h"
#include "desk_private.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Verify {
    Q_DECLARE_TR_FUNCTIONS(Verify)
};

QString nameOf(QUuid id, const QString &number)
{
    return number.isEmpty() ? id.toString(QUuid::WithoutBraces) : number;
}

QString numberColumn(const Machine &machine)
{
    return machine.entity->field("number"_L1) ? u"e.number"_s : u"''"_s;
}

// The state of every record rebuilt from its history: the last event's, and no break on the way there.
std::optional<VerifyFault> projectionFault(Reader &reader, const Machine &machine)
{
    // What a batch brought has no history of its own until something happens to it.
    const QString without = machine.entity->field("batch"_L1) ? u"e.batch IS NULL"_s : u"1"_s;
    Query states = reader.query(
        u"SELECT e.id, %1, e.state, (SELECT h.to_state FROM history h WHERE h.subject = e.id ORDER BY "
        u"h.seq DESC LIMIT 1) "
        "AS last FROM \"%2\" e WHERE (last IS NULL AND %3) OR last <> e.state ORDER BY e.rowid LIMIT 1"_s.arg(
            numberColumn(machine), machine.entity->name, without));
    if (states.next())
        return VerifyFault{u"projection"_s, nameOf(states.uuid(0), states.text(1)),
                           Verify::tr("%1 says it is in state %2, but its history ends in \"%3\".")
                               .arg(nameOf(states.uuid(0), states.text(1)), states.text(2), states.text(3))};
    return std::nullopt;
}

std::optional<VerifyFault> historyFault(Reader &reader)
{
    Query gaps = reader.query(
        u"SELECT subject, seq FROM (SELECT subject, seq, from_state, lag(to_state) OVER w AS before, "
        "lag(seq) OVER w AS seq_before FROM history WINDOW w AS (PARTITION BY subject ORDER BY seq)) "
        "WHERE coalesce(from_state, '') <> coalesce(before, '') OR seq <> coalesce(seq_before, 0) + 1 LIMIT 1"_s);
    if (gaps.next())
        return VerifyFault{u"history"_s, gaps.uuid(0).toString(QUuid::WithoutBraces),
                           Verify::tr("Event %1 of record %2 does not follow the event before it.")
                               .arg(gaps.integer(1))
                               .arg(gaps.uuid(0).toString(QUuid::WithoutBraces))};
    return std::nullopt;
}

// A number as written, taken apart at its last run of digits: what stands around the run is the series.
struct SerialNumber {
    QString series;
    qint64 serial = 0;
};

SerialNumber takenApart(const QString &number)
{
    qsizetype end = number.size();
    while (end > 0 && !number.at(end - 1).isDigit())
        --end;
    qsizetype begin = end;
    while (begin > 0 && number.at(begin - 1).isDigit())
        --begin;
    return {number.left(begin) % u'#' % number.sliced(end),
            QStringView(number).sliced(begin, end - begin).toLongLong()};
}

struct Series {
    qint64 count = 0;
    qint64 greatest = 0;
};

// Numbers run 1, 2, 3 ... within their series, each given once; withdrawn and voided records keep theirs.
std::optional<VerifyFault> numberFault(Reader &reader, const Machine &machine)
{
    QHash<QString, Series> all;
    QString before;
    Query numbers =
        reader.query(u"SELECT number FROM \"%1\" WHERE number IS NOT NULL ORDER BY number"_s.arg(machine.entity->name));
    while (numbers.next()) {
        const QString number = numbers.text(0);
        if (number == before)
            return VerifyFault{u"number_unique"_s, number, Verify::tr("The number %1 was given twice.").arg(number)};
        before = number;
        const SerialNumber taken = takenApart(number);
        Series &series = all[taken.series];
        ++series.count;
        series.greatest = std::max(series.greatest, taken.serial);
    }
    // Where several desks give numbers from blocks of their own, and the server may refuse one, gaps are usual.
    if (!reader.meta("sync.incarnation"_L1).isEmpty())
        return std::nullopt;
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        if (it->count != it->greatest)
            return VerifyFault{u"number_gap"_s, it.key(),
                               Verify::tr("The series %1 has %2 numbers but goes up to %3: one is missing.")
                                   .arg(it.key())
                                   .arg(it->count)
                                   .arg(it->greatest)};
    return std::nullopt;
}

std::optional<VerifyFault> outboxFault(Reader &reader)
{
    const qint64 seq = firstBrokenOutboxEntry(reader);
    if (seq == 0)
        return std::nullopt;
    return VerifyFault{u"outbox_chain"_s, QString::number(seq),
                       Verify::tr("Entry %1 of the outbox was changed, or the one before it is missing.").arg(seq)};
}

void add(QList<VerifyFault> &faults, std::optional<VerifyFault> fault)
{
    if (fault)
        faults << std::move(*fault);
}

} // namespace

Result<QList<VerifyFault>> Desk::verify()
{
    const auto inside = d->store->read([this](Reader &reader) -> Result<QList<VerifyFault>> {
        QList<VerifyFault> faults;
        add(faults, verifyAudit(reader));
        add(faults, historyFault(reader));
        for (const Module &module : d->service.modules()) {
            for (const Machine &machine : module.machines) {
                add(faults, projectionFault(reader, machine));
                if (machine.entity->field("number"_L1))
                    add(faults, numberFault(reader, machine));
            }
            for (const auto &verifier : module.verifiers)
                faults += verifier(reader, *rules());
        }
        add(faults, outboxFault(reader));
        return faults;
    });
    const auto pages = d->store->integrity();
    if (!pages)
        return fail(pages.error());
    auto faults = inside.result();
    if (!faults)
        return faults;
    for (const QString &line : *pages)
        *faults << VerifyFault{u"store"_s, {}, line};
    return faults;
}

} // namespace fengqiao
