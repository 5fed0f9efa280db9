#include <statistics/declared.h>

#include <QCoreApplication>

#include <core/locale.h>
#include <statistics/metrics.h>

#include "dashboard_area.h"
#include "declared_area.h"
#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Reconciliation)
};

// One return of one area and period.
struct Return {
    QString set;
    QString area;
    QDate from;
    QDate to;
    QHash<QString, const Row *> items;

    [[nodiscard]] std::optional<PrintedNumber> number(const QString &item) const
    {
        const Row *row = items.value(item);
        return row ? printedNumber(row->text("value"_L1)) : std::nullopt;
    }

    [[nodiscard]] QString named(const QString &item) const
    {
        const Row *row = items.value(item);
        return row ? Words::tr("%1 %2").arg(language() == Language::Chinese || row->isNull("en"_L1)
                                                ? row->text("zh"_L1)
                                                : row->text("en"_L1),
                                            row->text("value"_L1))
                   : item;
    }
};

constexpr int finest = 6; // decimals to which printed numbers are compared

qint64 atFinest(const PrintedNumber &number)
{
    qint64 units = number.units;
    for (int i = number.decimals; i < finest; ++i)
        units *= 10;
    return units;
}

QString plain(qint64 units)
{
    QString text = roundedHalfUp(units, 1000000, finest);
    while (text.endsWith(u'0'))
        text.chop(1);
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

QStringList namesOf(const Return &all, const QStringList &items)
{
    QStringList names;
    for (const QString &item : items)
        names << all.named(item);
    return names;
}

// Every way to say that something does not hold; empty if it does, nothing if it cannot be checked.
using Verdict = std::optional<QString>;

Verdict checkSum(const Return &all, const QString &total, const QStringList &parts)
{
    const auto whole = all.number(total);
    if (!whole)
        return std::nullopt;
    qint64 sum = 0;
    for (const QString &part : parts) {
        const auto number = all.number(part);
        if (!number)
            return std::nullopt;
        sum += atFinest(*number);
    }
    const qint64 difference = atFinest(*whole) - sum;
    if (difference == 0)
        return QString();
    return Words::tr("%1 is not the sum of its parts: %2 make %3, a difference of %4.")
        .arg(all.named(total), namesOf(all, parts).join(" + "_L1), plain(sum), plain(std::abs(difference)));
}

QString percentOf(qint64 part, qint64 whole, int decimals)
{
    return roundedHalfUp(part * 100, whole, decimals);
}

QString printed(const PrintedNumber &number)
{
    qint64 scale = 1;
    for (int i = 0; i < number.decimals; ++i)
        scale *= 10;
    return roundedHalfUp(number.units, scale, number.decimals);
}

Verdict checkRate(const Return &all, const QString &rate, const QStringList &parts)
{
    const auto stated = all.number(rate);
    const auto above = all.number(parts.value(0));
    const auto below = all.number(parts.value(1));
    if (!stated || !above || !below || below->units == 0 || above->decimals + below->decimals > 0)
        return std::nullopt;
    const QString exact = percentOf(above->units, below->units, stated->decimals);
    if (exact == printed(*stated))
        return QString();
    return Words::tr("%1 does not follow from its counts: %2 / %3 = %4 %.")
        .arg(all.named(rate), all.named(parts[0]), all.named(parts[1]), exact);
}

// Whole numbers whose share of `whole` lies nearest to the rate, one below and one above.
std::pair<qint64, qint64> nearest(const PrintedNumber &rate, qint64 whole)
{
    qint64 scale = 100;
    for (int i = 0; i < rate.decimals; ++i)
        scale *= 10;
    const qint64 below = rate.units * whole / scale;
    return {below, below + 1};
}

Verdict checkPossible(const Return &all, const QString &rate, const QStringList &parts)
{
    const auto stated = all.number(rate);
    const auto whole = all.number(parts.value(0));
    if (!stated || !whole || whole->units <= 0 || whole->decimals > 0)
        return std::nullopt;
    const auto [below, above] = nearest(*stated, whole->units);
    for (const qint64 part : {below, above})
        if (percentOf(part, whole->units, stated->decimals) == printed(*stated))
            return QString();
    return Words::tr("%1 is impossible over %2: %3 would give %4 %, and %5 would give %6 %. The denominator is "
                     "another one.")
        .arg(all.named(rate), all.named(parts[0]))
        .arg(below)
        .arg(percentOf(below, whole->units, stated->decimals))
        .arg(above)
        .arg(percentOf(above, whole->units, stated->decimals));
}

// Is there a whole number before, from which `now` grew by so many per cent as printed?
bool grewBy(const PrintedNumber &growth, qint64 now)
{
    qint64 scale = 100;
    for (int i = 0; i < growth.decimals; ++i)
        scale *= 10;
    if (growth.units + scale <= 0)
        return true;
    const qint64 before = now * scale / (growth.units + scale);
    for (qint64 one = std::max<qint64>(1, before - 1); one <= before + 1; ++one)
        if (percentOf(now - one, one, growth.decimals) == printed(growth))
            return true;
    return false;
}

Verdict checkGrowth(const Return &all, const QString &growth, const QStringList &parts)
{
    const auto stated = all.number(growth);
    const auto now = all.number(parts.value(0));
    if (!stated || !now || now->decimals > 0)
        return std::nullopt;
    QList<qint64> candidates{now->units};
    if (const auto rate = all.number(parts.value(1))) {
        const auto [below, above] = nearest(*rate, now->units);
        candidates << below << above;
    }
    QStringList texts;
    for (const qint64 candidate : std::as_const(candidates)) {
        if (grewBy(*stated, candidate))
            return QString();
        texts << QString::number(candidate);
    }
    return Words::tr("%1 cannot be rebuilt from %2 and any whole number of the year before; say what grew and from "
                     "how many.")
        .arg(all.named(growth), texts.join(Words::tr(" or ")));
}

Verdict checkShares(const Return &all, const QStringList &parts)
{
    qint64 sum = 0;
    for (const QString &part : parts) {
        const auto number = all.number(part);
        if (!number)
            return std::nullopt;
        sum += atFinest(*number);
    }
    if (sum == 100 * qint64{1000000})
        return QString();
    return Words::tr("The shares %1 make %2 instead of 100; print them by the method of the largest remainder, or say "
                     "that they were rounded.")
        .arg(joinedWords(namesOf(all, parts)), plain(sum));
}

Verdict verdictOf(const Return &all, const RuleRow &check)
{
    const QString kind = check.text("kind"_L1);
    const QString total = check.text("total"_L1);
    const QStringList parts = check.list("parts"_L1);
    if (kind == "sum"_L1)
        return checkSum(all, total, parts);
    if (kind == "rate"_L1)
        return checkRate(all, total, parts);
    if (kind == "possible"_L1)
        return checkPossible(all, total, parts);
    if (kind == "growth"_L1)
        return checkGrowth(all, total, parts);
    return kind == "shares"_L1 ? checkShares(all, parts) : std::nullopt;
}

class Reconciler {
public:
    explicit Reconciler(ReadContext &context)
        : m_context(context)
    {
    }

    [[nodiscard]] Result<Reconciliation> run(const QString &set);

private:
    void gather(const QString &set);
    void note(const QString &check, const Return &all, const QStringList &items, const QString &role,
              const QString &sentence);
    // Who answers for a check that is made of every figure (kinds unit, list, last).
    [[nodiscard]] QString ownerOf(QLatin1StringView kind) const;
    void checkTable(const Return &all);
    void checkDictionary(const Return &all);
    void checkUnit(const Return &all, const Row &row, const Metric &metric);
    void checkLast();

    ReadContext &m_context;
    QList<Row> m_rows;
    QList<Return> m_returns;
    Reconciliation m_found;
};

void Reconciler::gather(const QString &set)
{
    QVariantList binds;
    QString where = m_context.scopeSql(declaredFigureKind(), &binds) + u" AND replaced_by IS NULL"_s;
    if (!set.isEmpty()) {
        where += u" AND \"set\" = ?"_s;
        binds << set;
    }
    m_rows = m_context.tx.select(declaredFigureEntity(), where + u" ORDER BY \"set\", org, to_date, from_date, rowid"_s,
                                 binds);
    for (const Row &row : std::as_const(m_rows)) {
        const Return one{row.text("set"_L1), row.text("org"_L1), row.date("from_date"_L1), row.date("to_date"_L1), {}};
        const bool same = !m_returns.isEmpty() && m_returns.last().set == one.set &&
                          m_returns.last().area == one.area && m_returns.last().from == one.from &&
                          m_returns.last().to == one.to;
        if (!same)
            m_returns << one;
        m_returns.last().items.insert(row.text("item"_L1), &row);
    }
}

void Reconciler::note(const QString &check, const Return &all, const QStringList &items, const QString &role,
                      const QString &sentence)
{
    QString who;
    for (const QString &item : items)
        if (const Row *row = all.items.value(item); row && !row->isNull("declarer"_L1))
            who = m_context.accountName(row->uuid("declarer"_L1));
    if (who.isEmpty())
        if (const RuleRow *word = m_context.rules.table("roles"_L1).find(role))
            who = word->word();
    m_found.mismatches.append({check, all.set, all.area, all.from, all.to, items, sentence, role, who});
}

QString Reconciler::ownerOf(QLatin1StringView kind) const
{
    const auto checks = m_context.rules.table("reconciliation"_L1).where("kind"_L1, QString(kind));
    return checks.isEmpty() ? QString() : checks.first()->text("owner"_L1);
}

void Reconciler::checkTable(const Return &all)
{
    for (const RuleRow &check : m_context.rules.table("reconciliation"_L1).rows()) {
        const Verdict verdict = verdictOf(all, check);
        if (!verdict)
            continue;
        ++m_found.checks;
        QStringList items = check.list("parts"_L1);
        if (const QString total = check.text("total"_L1); !total.isEmpty())
            items.prepend(total);
        if (!verdict->isEmpty())
            note(check.text("check"_L1), all, items, check.text("owner"_L1), *verdict);
    }
}

// 批 of visits, but 件 of disputes brought: a value may have a counting word of its own.
void Reconciler::checkUnit(const Return &all, const Row &row, const Metric &metric)
{
    QString unit = metric.unit;
    const auto filters = filtersOf(row.text("filters"_L1));
    if (metric.base && unit == "batch"_L1 && filters.size() == 1 && filters.first().size() == 1) {
        const QString map = metric.base->fields.value(filters.firstKey()).units;
        if (const RuleRow *own = m_context.rules.table("metric_maps"_L1).find(map + u'/' + filters.first().first()))
            unit = own->text("to"_L1);
    }
    const RuleRow *word = m_context.rules.table("codes"_L1).find(u"metric_unit/"_s + unit);
    const QString stated = row.text("unit"_L1);
    if (!word || stated.isEmpty())
        return;
    ++m_found.checks;
    if (stated != word->text("zh"_L1) && stated != word->text("en"_L1))
        note(u"unit"_s, all, {row.text("item"_L1)}, ownerOf("unit"_L1),
             Words::tr("%1 is declared in %2, but %3 is counted in %4.")
                 .arg(all.named(row.text("item"_L1)), stated, metric.word(), word->word()));
}

// Against the list: only where this file has rows of that time at all, else it could not know better.
void Reconciler::checkDictionary(const Return &all)
{
    const auto book = MetricBook::of(m_context.rules);
    for (const Row *row : all.items) {
        const Metric *metric = book->find(row->text("metric"_L1));
        if (!metric)
            continue;
        checkUnit(all, *row, *metric);
        MetricRequest request{.metric = metric->name, .period = {all.from, all.to}, .area = all.area, .filters = {}};
        const auto whole = computeMetric(m_context, request);
        request.filters = filtersOf(row->text("filters"_L1));
        const auto figure = computeMetric(m_context, request);
        if (!whole || !figure || whole->n == 0 || whole->suppressed || figure->suppressed)
            continue;
        ++m_found.checks;
        if (figure->text != row->text("value"_L1))
            note(u"list"_s, all, {row->text("item"_L1)}, ownerOf("list"_L1),
                 Words::tr("%1 was declared, but the list behind \"%2\" gives %3.")
                     .arg(all.named(row->text("item"_L1)), metric->word(), figure->shown()));
    }
}

// The same item of the same return and area, one period after the other.
void Reconciler::checkLast()
{
    const int most = m_context.rules.settingNumber("reconcile_jump"_L1);
    QHash<QString, const Row *> last;
    for (const Return &all : std::as_const(m_returns))
        for (const Row *row : all.items) {
            const Row *before = std::exchange(last[all.set + u'/' + all.area + u'/' + row->text("item"_L1)], row);
            const auto now = printedNumber(row->text("value"_L1));
            const auto then = before ? printedNumber(before->text("value"_L1)) : std::nullopt;
            if (!now || !then || then->units <= 0)
                continue;
            ++m_found.checks;
            const qint64 change = atFinest(*now) - atFinest(*then);
            if (std::abs(change) * 100 > atFinest(*then) * most)
                note(u"last"_s, all, {row->text("item"_L1)}, ownerOf("last"_L1),
                     Words::tr("%1 was %2 in the period before: a change of %3 %. Confirm it or correct it.")
                         .arg(all.named(row->text("item"_L1)), before->text("value"_L1),
                              percentOf(change, atFinest(*then), 2)));
        }
}

Result<Reconciliation> Reconciler::run(const QString &set)
{
    if (m_context.grant(declaredFigureKind().permission) != Grant::All)
        return fail(ErrorKind::NotPermitted, u"metric.not_permitted"_s,
                    Words::tr("Declared figures are not open to your role."));
    gather(set);
    m_found.figures = m_rows.size();
    for (const Return &all : std::as_const(m_returns)) {
        checkTable(all);
        checkDictionary(all);
    }
    checkLast();
    return m_found;
}

} // namespace

Result<Reconciliation> reconcile(ReadContext &context, const QString &set)
{
    return Reconciler(context).run(set);
}

} // namespace fengqiao
