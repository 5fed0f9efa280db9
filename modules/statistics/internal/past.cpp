#include "past.h"

#include "counters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

bool hasTable(Reader &reader, const QString &name)
{
    Query found = reader.query(u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"_s, {name});
    return found.next();
}

QString statementOf(Reader &reader, const QString &name)
{
    Query found = reader.query(u"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"_s, {name});
    return found.next() ? found.text(0) : QString();
}

// Its images begin anew where the fields are others; what was kept before is then unknown.
void makeTable(Writer &tx, const MetricBase &base)
{
    const QString statement = createImages(base, ImagesOf::Freezing);
    const QString there = statementOf(tx, pastTable(base));
    if (there == statement)
        return;
    if (!there.isEmpty())
        tx.execute(u"DROP TABLE \"%1\""_s.arg(pastTable(base)));
    tx.execute(u"DELETE FROM metric_kept WHERE base = ?"_s, {base.name});
    tx.execute(statement);
}

} // namespace

void renewPast(Writer &tx, const MetricBook &book)
{
    if (!hasTable(tx, u"metric_kept"_s))
        return;
    dropImages(tx, ImagesOf::Freezing, {u"trigger"_s});
    for (const auto &base : book.bases()) {
        makeTable(tx, *base);
        for (const QString &trigger : imageTriggers(*base, ImagesOf::Freezing))
            tx.execute(trigger);
    }
}

void keepPast(Writer &tx, const RuleSet &rules, QUuid record)
{
    const auto book = MetricBook::of(rules);
    prepareCounters(tx, *book); // images are of the fields that this dictionary reads
    if (!hasTable(tx, u"metric_kept"_s)) {
        tx.execute(u"CREATE TABLE metric_kept (base TEXT NOT NULL, no INTEGER NOT NULL, record BLOB NOT NULL, upto "
                   "INTEGER NOT NULL, PRIMARY KEY (base, no)) STRICT, WITHOUT ROWID"_s);
        renewPast(tx, *book);
    }
    qint64 number = 1;
    {
        Query last = tx.query(u"SELECT coalesce(max(no), 0) + 1 FROM metric_kept"_s);
        if (last.next())
            number = last.integer(0);
    }
    for (const auto &base : book->bases())
        tx.execute(u"INSERT INTO metric_kept VALUES (?, ?, ?, ?)"_s, {base->name, number, record, lastRow(tx, *base)});
}

bool isPastKept(Reader &reader, const RuleSet &rules, QUuid record)
{
    const auto book = MetricBook::of(rules);
    return hasTable(reader, u"metric_kept"_s) && countersCurrent(reader, *book) &&
           std::ranges::all_of(book->bases(),
                               [&](const auto &base) { return pastMarkOf(reader, *base, record).has_value(); });
}

std::optional<PastMark> pastMarkOf(Reader &reader, const MetricBase &base, QUuid record)
{
    if (!hasTable(reader, u"metric_kept"_s))
        return std::nullopt;
    Query found = reader.query(u"SELECT no, upto FROM metric_kept WHERE base = ? AND record = ? ORDER BY no DESC"_s,
                               {base.name, record});
    return found.next() ? std::optional(PastMark{found.integer(0), found.integer(1)}) : std::nullopt;
}

QString pastSource(const MetricBase &base, const PastMark &mark)
{
    return u"(SELECT p.* FROM \"%1\" p WHERE p.row <= %2 AND p.no = (SELECT min(q.no) FROM \"%1\" q WHERE q.row = "
           "p.row AND q.no >= %3)) t"_s.arg(pastTable(base))
               .arg(mark.upto)
               .arg(mark.no);
}

Tally tallyOfPast(Reader &reader, const Selection &selection, const QString &by)
{
    Tally difference = tallyOfRows(reader, selection, by, RowPart::Past);
    for (const RowPart part : {RowPart::CameLater, RowPart::ChangedSince}) {
        const Tally now = tallyOfRows(reader, selection, by, part);
        for (auto it = now.cbegin(); it != now.cend(); ++it)
            difference[it.key()] -= *it;
    }
    return difference;
}

} // namespace fengqiao
