#include <QCoreApplication>
#include <QJsonDocument>

#include <core/locale.h>
#include <statistics/kept_past.h>
#include <store/blobs.h>

#include "report_plan.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

constexpr int mostRowsBehind = 20000;

// Both contents side by side: same plan, other figures.
class SideBySide {
public:
    SideBySide(ReadContext &context, const QJsonObject &frozen, const QJsonObject &now, Instant frozenAt)
        : m_context(context)
        , m_frozen(frozen)
        , m_now(now)
        , m_frozenAt(frozenAt)
        , m_words(context.tx, context.rules)
    {
    }

    // Returns how many figures were compared.
    qint64 run(QList<FigureChange> &result)
    {
        const QJsonArray before = m_frozen.value("blocks"_L1).toArray();
        const QJsonArray after = m_now.value("blocks"_L1).toArray();
        for (qsizetype i = 0; i < before.size(); ++i) {
            const QJsonObject block = before[i].toObject();
            const QString what = block.value("what"_L1).toString();
            if (what == "text"_L1)
                compareText(block, after[i].toObject(), result);
            else if (what == "table"_L1)
                compareTable(block, after[i].toObject(), result);
            else if (what == "chart"_L1)
                compareChart(block, after[i].toObject(), result);
        }
        return m_figures;
    }

private:
    void compareText(const QJsonObject &before, const QJsonObject &after, QList<FigureChange> &result)
    {
        const QJsonObject frozen = before.value("figures"_L1).toObject();
        const QJsonObject now = after.value("figures"_L1).toObject();
        for (auto it = frozen.constBegin(); it != frozen.constEnd(); ++it) {
            const QJsonObject figure = it.value().toObject();
            compare(m_words.metric(figure.value("m"_L1).toString()), figure, now.value(it.key()).toObject(),
                    askedFrom(figure), {}, result);
        }
    }

    void compareTable(const QJsonObject &before, const QJsonObject &after, QList<FigureChange> &result)
    {
        const QString by = before.value("rows_by"_L1).toString();
        const QJsonArray columns = before.value("columns"_L1).toArray();
        const QJsonArray rows = before.value("rows"_L1).toArray();
        const QJsonArray newRows = after.value("rows"_L1).toArray();
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const QJsonObject row = rows[i].toObject();
            const QJsonArray cells = row.value("cells"_L1).toArray();
            const QJsonArray newCells = newRows[i].toObject().value("cells"_L1).toArray();
            for (qsizetype j = 0; j < cells.size(); ++j) {
                const QJsonObject column = columns[j].toObject();
                const QString place = before.value("title"_L1).toString().section(QChar(0x3000), 0, 0) + u" / "_s +
                                      row.value("word"_L1).toString() + u" / "_s + column.value("word"_L1).toString();
                const QString value = by == measureRows || row.value("total"_L1).toBool()
                                          ? QString()
                                          : by + u'=' + row.value("value"_L1).toString();
                Asked asked = askedFrom(by == measureRows ? row : column);
                asked.show = showOf(column.value("show"_L1).toString()).value_or(Show::Value);
                compare(place, cells[j].toObject(), newCells[j].toObject(), asked, value, result);
            }
        }
    }

    void compareChart(const QJsonObject &before, const QJsonObject &after, QList<FigureChange> &result)
    {
        const QString by = before.value("by"_L1).toString();
        const QJsonArray points = before.value("points"_L1).toArray();
        const QJsonArray series = before.value("series"_L1).toArray();
        const QJsonArray newSeries = after.value("series"_L1).toArray();
        for (qsizetype i = 0; i < series.size(); ++i) {
            const QJsonArray cells = series[i].toObject().value("cells"_L1).toArray();
            const QJsonArray newCells = newSeries[i].toObject().value("cells"_L1).toArray();
            for (qsizetype j = 0; j < cells.size(); ++j) {
                const QJsonObject point = points[j].toObject();
                const QString place = before.value("title"_L1).toString() + u" / "_s +
                                      series[i].toObject().value("word"_L1).toString() + u" / "_s +
                                      point.value("word"_L1).toString();
                compare(place, cells[j].toObject(), newCells[j].toObject(), askedFrom(series[i].toObject()),
                        by + u'=' + point.value("value"_L1).toString(), result);
            }
        }
    }

    void compare(const QString &place, const QJsonObject &frozen, const QJsonObject &now, const Asked &asked,
                 const QString &row, QList<FigureChange> &result)
    {
        ++m_figures;
        const bool same =
            std::ranges::all_of(std::array{"t"_L1, "n"_L1, "num"_L1, "den"_L1, "then"_L1},
                                [&](QLatin1StringView key) { return frozen.value(key) == now.value(key); });
        if (same)
            return;
        FigureChange change{.place = place,
                            .metric = asked.metric,
                            .frozen = frozen.value("t"_L1).toString(),
                            .now = now.value("t"_L1).toString(),
                            .entered = 0,
                            .changed = 0,
                            .sentence = {}};
        countLate(change, asked, row);
        change.sentence = sentenceOf(change);
        result << change;
    }

    // Which of the rows behind the figure came or changed after the freezing: their ids and stamps say when.
    void countLate(FigureChange &change, const Asked &asked, const QString &row)
    {
        MetricRequest request{.metric = asked.metric,
                              .period = periodOf(asked, row),
                              .area = m_frozen.value("org"_L1).toString(),
                              .filters = asked.filters,
                              .outside = false};
        const QString by = row.section(u'=', 0, 0);
        const QString value = row.section(u'=', 1);
        if (by == "town"_L1 || by == "village"_L1)
            request.area = value.isEmpty() ? request.area : value;
        else if (!by.isEmpty() && by != "month"_L1)
            request.filters.insert(by, {value});
        for (const MetricPart part : {MetricPart::Numerator, MetricPart::Denominator}) {
            const auto behind = listBehind(m_context, request, part, mostRowsBehind);
            if (!behind)
                return;
            for (const ListedRow &listed : behind->rows)
                countLate(change, behind->kind, listed.id);
            const RuleRow *metric = m_context.rules.table("metrics"_L1).find(asked.metric);
            if (!metric || metric->list("denominator"_L1).isEmpty())
                return;
        }
    }

    [[nodiscard]] Period periodOf(const Asked &asked, const QString &row) const
    {
        const Period period{QDate::fromString(m_frozen.value("from"_L1).toString(), Qt::ISODate),
                            QDate::fromString(m_frozen.value("to"_L1).toString(), Qt::ISODate)};
        if (row.startsWith("month="_L1)) {
            const QDate month = QDate::fromString(row.sliced(6) + u"-01"_s, Qt::ISODate);
            return Period::month(month.year(), month.month());
        }
        if (asked.show == Show::LastYear)
            return period.lastYear();
        return asked.show == Show::LastPeriod ? period.previous() : period;
    }

    void countLate(FigureChange &change, const QString &entity, QUuid id)
    {
        const std::pair key(QString(change.metric + u'|' + change.place), id);
        if (id.isNull() || m_seen.contains(key))
            return;
        m_seen.insert(key);
        Query row = m_context.tx.query(u"SELECT stamp FROM \"%1\" WHERE id = ?"_s.arg(entity), {id});
        if (!row.next() || HybridTime{row.integer(0)}.physical() <= m_frozenAt)
            return;
        // A UUIDv7 begins with the millisecond in which it was made (RFC 9562 5.7).
        const QByteArray bytes = id.toRfc4122();
        qint64 made = 0;
        for (int i = 0; i < 6; ++i)
            made = made << 8 | static_cast<quint8>(bytes.at(i));
        ++(made > m_frozenAt.ms ? change.entered : change.changed);
    }

    static QString sentenceOf(const FigureChange &change)
    {
        const QString moved =
            Words::tr("%1: %2 when it was frozen, %3 now").arg(change.place, change.frozen, change.now);
        QStringList why;
        if (change.entered > 0)
            why << Words::tr("%n of the rows behind it were entered later", nullptr, static_cast<int>(change.entered));
        if (change.changed > 0)
            why << Words::tr("%n of the rows behind it were changed later", nullptr, static_cast<int>(change.changed));
        if (why.isEmpty())
            why << Words::tr("rows that were behind it were changed later and do not count any more");
        return moved + u" ("_s + joinedClauses(why) + u')';
    }

    ReadContext &m_context;
    const QJsonObject &m_frozen;
    const QJsonObject &m_now;
    Instant m_frozenAt;
    ReportWords m_words;
    qint64 m_figures = 0;
    QSet<std::pair<QString, QUuid>> m_seen;
};

Result<Row> frozenIssue(ReadContext &context, QUuid id)
{
    auto issue = context.tx.find(issueEntity(), id);
    if (!issue || !context.maySee(issueKind(), *issue))
        return fail(ErrorKind::NotFound, u"issue.not_found"_s,
                    Words::tr("There is no such issue, or it is not open to you."), u"issue"_s);
    if (issue->isNull("frozen_at"_L1))
        return fail(
            ErrorKind::Forbidden, u"issue.not_frozen"_s,
            Words::tr("%1 is a draft: its figures are computed whenever it is looked at, and there is nothing to "
                      "compare them with.")
                .arg(issue->text("title"_L1)),
            u"issue"_s);
    if (context.grant(u"stats.read"_s) != Grant::All)
        return fail(ErrorKind::NotPermitted, u"issue.not_permitted"_s,
                    Words::tr("An issue is computed anew by whoever may read all its figures (permission stats.read)."),
                    {}, u"stats.read"_s);
    return std::move(*issue);
}

} // namespace

Result<Recomputation> recomputeIssue(ReadContext &context, QUuid id)
{
    const auto issue = frozenIssue(context, id);
    if (!issue)
        return fail(issue.error());
    const auto bytes = blobBytes(context.tx, issue->text("content"_L1));
    if (!bytes)
        return fail(bytes.error());
    const QJsonObject frozen = QJsonDocument::fromJson(*bytes).object();
    Recomputation result{.number = issue->text("title"_L1),
                         .frozenAt = issue->instant("frozen_at"_L1),
                         .frozenHash = issue->text("hash"_L1),
                         .storedHash = contentHash(frozen),
                         .hash = {},
                         .isKept = isPastKept(context.tx, context.rules, id),
                         .figures = 0,
                         .changes = {},
                         .faults = {},
                         .dictionaryFrozen = frozen.value("dictionary"_L1).toString(),
                         .dictionaryNow = {}};
    // As of the freezing: what "today" was then decides which days are over and how long open ones have been open.
    ReadContext then(context.tx, context.actor, context.rules, context.calendar, result.frozenAt);
    QJsonObject now = frozen;
    if (const auto filled = fillIssue(then, now); !filled)
        return fail(filled.error());
    QJsonObject stood = now;
    if (result.isKept)
        if (const auto filled = fillIssue(then, stood, id); !filled)
            return fail(filled.error());
    result.dictionaryNow = now.value("dictionary"_L1).toString();
    result.hash = contentHash(stood);
    result.figures = SideBySide(context, frozen, now, result.frozenAt).run(result.changes);
    if (result.isKept)
        SideBySide(context, frozen, stood, result.frozenAt).run(result.faults);
    return result;
}

QString Recomputation::sentence() const
{
    if (storedHash != frozenHash)
        return Words::tr("%1: the stored content is not what was frozen; its hash is %2 and not %3.")
            .arg(number, storedHash, frozenHash);
    if (isSame() && !changes.isEmpty())
        return Words::tr("%1: %2 figures computed anew from the rows as they stood when it was frozen, all as frozen; "
                         "the hash is the same. %3 of them would be different today.")
            .arg(number)
            .arg(figures)
            .arg(changes.size());
    if (!faults.isEmpty())
        return Words::tr("%1: %n figure(s) do not follow from the rows as they stood when it was frozen.", nullptr,
                         static_cast<int>(faults.size()))
            .arg(number);
    if (isSame())
        return Words::tr("%1: %n figure(s) computed anew, all as frozen; the hash is the same.", nullptr,
                         static_cast<int>(figures))
            .arg(number);
    if (changes.isEmpty())
        return Words::tr("%1: all figures are as frozen, but the dictionary of figures was changed since; the hash "
                         "differs for that.")
            .arg(number);
    return Words::tr("%1: %n figure(s) would be different today; the issue keeps what was frozen.", nullptr,
                     static_cast<int>(changes.size()))
        .arg(number);
}

namespace {

QJsonArray changesJson(const QList<FigureChange> &changes)
{
    QJsonArray list;
    for (const FigureChange &change : changes)
        list << QJsonObject{{u"place"_s, change.place},      {u"metric"_s, change.metric},
                            {u"frozen"_s, change.frozen},    {u"now"_s, change.now},
                            {u"entered"_s, change.entered},  {u"changed"_s, change.changed},
                            {u"sentence"_s, change.sentence}};
    return list;
}

} // namespace

QJsonObject Recomputation::toJson() const
{
    return {{u"issue"_s, number},
            {u"frozen_at"_s, frozenAt.toIso()},
            {u"frozen_hash"_s, frozenHash},
            {u"stored_hash"_s, storedHash},
            {u"hash"_s, hash},
            {u"same"_s, isSame()},
            {u"figures"_s, figures},
            {u"dictionary_frozen"_s, dictionaryFrozen},
            {u"dictionary_now"_s, dictionaryNow},
            {u"sentence"_s, sentence()},
            {u"kept"_s, isKept},
            {u"changes"_s, changesJson(changes)},
            {u"faults"_s, changesJson(faults)}};
}

} // namespace fengqiao
