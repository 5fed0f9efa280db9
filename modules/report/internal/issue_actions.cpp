#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <mediation/mediation.h>
#include <statistics/kept_past.h>
#include <store/blobs.h>

#include "issue_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

// Frozen ones that were not taken back: their periods are closed.
const QString closedStates = u"frozen_at IS NOT NULL AND withdraw_reason IS NULL"_s;

std::unexpected<Error> refused(ActionContext &context, ErrorKind kind, const QString &code, const QString &sentence,
                               const QString &field)
{
    return fail(kind, code, sentence + u' ' + Words::tr("Nothing was changed."), field, context.ruleId());
}

Result<> checkPeriod(ActionContext &context, const Row &issue)
{
    const QDate from = issue.date("from_date"_L1);
    const QDate to = issue.date("to_date"_L1);
    if (from > to)
        return refused(context, ErrorKind::Invalid, u"issue.period_reversed"_s,
                       Words::tr("The period ends on %1, before it begins on %2; turn the two days round.")
                           .arg(to.toString(Qt::ISODate), from.toString(Qt::ISODate)),
                       u"to_date"_s);
    if (from > context.now().localDate())
        return refused(context, ErrorKind::Invalid, u"issue.period_future"_s,
                       Words::tr("The period begins on %1, which is still to come: there is nothing to report yet.")
                           .arg(from.toString(Qt::ISODate)),
                       u"from_date"_s);
    return {};
}

// A second report over days that one of its kind closed would give two truths.
Result<> checkOpenPeriod(ActionContext &context, const Row &issue)
{
    const QList<Row> closed = context.tx.select(
        issueEntity(),
        u"kind = ? AND org = ? AND from_date <= ? AND to_date >= ? AND id <> ? AND %1 ORDER BY from_date LIMIT 1"_s.arg(
            closedStates),
        {issue.text("kind"_L1), issue.text("org"_L1), issue.date("to_date"_L1).toJulianDay(),
         issue.date("from_date"_L1).toJulianDay(), issue.id()});
    if (closed.isEmpty())
        return {};
    return refused(context, ErrorKind::Conflict, u"issue.period_closed"_s,
                   Words::tr("%1 is frozen and covers days of this period; withdraw it first, with a reason, or take "
                             "another period.")
                       .arg(closed.first().text("title"_L1)),
                   u"from_date"_s);
}

void writeTexts(const ActionContext &context, Row &issue)
{
    if (!context.data.has("texts"_L1))
        return;
    QJsonObject texts = issue.json("texts"_L1).toObject();
    for (const Fields &one : context.data.records("texts"_L1))
        texts.insert(one.text("block"_L1), one.text("text"_L1));
    issue.setJson("texts"_L1, texts);
}

Result<> checkTexts(ActionContext &context, const Row &issue)
{
    const QList<WrittenBlock> known = writtenBlocks(context.rules, issue.text("kind"_L1));
    const QJsonObject texts = issue.json("texts"_L1).toObject();
    for (auto it = texts.constBegin(); it != texts.constEnd(); ++it)
        if (std::ranges::none_of(known, [&](const WrittenBlock &block) { return block.block == it.key(); }))
            return refused(context, ErrorKind::Invalid, u"issue.block_unknown"_s,
                           Words::tr("This report has no text \"%1\".").arg(it.key()), u"texts"_s);
    return checkAnonymous(context, issue);
}

Result<> checkNeeded(ActionContext &context, const Row &issue)
{
    const QJsonObject texts = issue.json("texts"_L1).toObject();
    for (const WrittenBlock &block : writtenBlocks(context.rules, issue.text("kind"_L1)))
        if (block.needed && texts.value(block.block).toString().trimmed().isEmpty())
            return refused(context, ErrorKind::Invalid, u"issue.text_missing"_s,
                           Words::tr("The text \"%1\" is still missing.").arg(block.heading), u"texts"_s);
    return {};
}

// Figures of days that are not over will change: they are frozen only with that written on them.
Result<> checkOver(ActionContext &context, const Row &issue)
{
    const QDate last = issue.date("to_date"_L1);
    if (last < context.now().localDate() || context.data.flag("provisional"_L1))
        return {};
    return refused(context, ErrorKind::Forbidden, u"issue.period_open"_s,
                   Words::tr("The period is not over before %1 ends, its figures are provisional: wait, or freeze it "
                             "with that label.")
                       .arg(last.toString(Qt::ISODate)),
                   u"provisional"_s);
}

QString nextNumber(ActionContext &context, const Row &issue)
{
    const QString year = QString::number(issue.integer("year"_L1));
    const qint64 serial = context.tx.nextNumber(u"issue-"_s + issue.text("kind"_L1), issue.text("org"_L1) + year);
    return context.rules.setting("report_number_format"_L1).arg(serial);
}

QString titleOf(ActionContext &context, const Row &issue, const QString &number)
{
    const RuleRow *kind = context.rules.table("report_kinds"_L1).find(issue.text("kind"_L1));
    const Period period{issue.date("from_date"_L1), issue.date("to_date"_L1)};
    const QString days = period.from.toString(Qt::ISODate) + u'~' + period.to.toString(Qt::ISODate);
    const QString title = u"%1 %2 %3"_s.arg(kind->text("zh"_L1), days, number).trimmed();
    return title;
}

} // namespace

ReadContext readingOf(ActionContext &context)
{
    return {context.tx, context.actor, context.rules, context.calendar, context.now()};
}

Result<> draftIssue(ActionContext &context)
{
    Row issue(issueEntity());
    issue.set("kind"_L1, context.data.text("kind"_L1));
    issue.set("org"_L1, context.actor.area.digits());
    issue.set("from_date"_L1, QVariant(context.data.date("from_date"_L1)));
    issue.set("to_date"_L1, QVariant(context.data.date("to_date"_L1)));
    issue.set("year"_L1, QVariant(qint64{context.data.date("to_date"_L1).year()}));
    issue.set("drafter"_L1, QVariant(context.actor.id.value));
    issue.set("drafted_at"_L1, context.now());
    issue.set("case_matter"_L1, context.data.value("case_matter"_L1));
    issue.set("case_text"_L1, context.data.value("case_text"_L1));
    issue.set("suggestions"_L1, context.data.value("suggestions"_L1));
    writeTexts(context, issue);
    for (const auto &check : {checkPeriod, checkOpenPeriod, checkTexts})
        if (const auto sound = check(context, issue); !sound)
            return sound;
    // What cannot be computed is not drafted: the kind's length of a period, the right to see all figures.
    ReadContext reading = readingOf(context);
    if (const auto content = issueContent(reading, draftOf(issue)); !content)
        return fail(content.error());
    issue.set("title"_L1, titleOf(context, issue, {}));
    context.created = issue;
    return {};
}

Result<> editIssue(ActionContext &context)
{
    Row &issue = *context.subject;
    writeTexts(context, issue);
    for (const QLatin1StringView field : {"case_matter"_L1, "case_text"_L1, "suggestions"_L1})
        if (context.data.has(field))
            issue.set(field, context.data.value(field));
    return checkTexts(context, issue);
}

Result<> freezeIssue(ActionContext &context)
{
    Row &issue = *context.subject;
    issue.set("provisional"_L1, QVariant(context.data.flag("provisional"_L1)));
    for (const auto &check : {checkPeriod, checkOver, checkOpenPeriod, checkTexts, checkNeeded})
        if (const auto sound = check(context, issue); !sound)
            return sound;
    const QString number = nextNumber(context, issue);
    issue.set("number"_L1, number);
    issue.set("title"_L1, titleOf(context, issue, number));
    issue.set("freezer"_L1, QVariant(context.actor.id.value));
    issue.set("frozen_at"_L1, context.now());
    IssueDraft draft = draftOf(issue);
    draft.isDraft = false;
    ReadContext reading = readingOf(context);
    const auto content = issueContent(reading, draft);
    if (!content)
        return fail(content.error());
    const auto stored = writeBlob(context.tx, canonicalBytes(*content), mostContentBytes);
    if (!stored)
        return fail(stored.error());
    if (!useBlob(context.tx, stored->hash))
        return refused(context, ErrorKind::Fault, u"issue.content"_s, Words::tr("The content could not be kept."), {});
    issue.set("content"_L1, stored->hash);
    issue.set("hash"_L1, stored->hash);
    keepPast(context.tx, context.rules, issue.id()); // in this transaction: the rows that were counted are those kept
    context.outcome.extra.insert(u"hash"_s, stored->hash);
    context.outcome.extra.insert(u"title"_s, issue.text("title"_L1));
    return {};
}

Result<> publishIssue(ActionContext &context)
{
    Row row(publicationEntity());
    row.set("issue"_L1, QVariant(context.subject->id()));
    row.set("place"_L1, context.data.text("place"_L1));
    row.set("on"_L1, QVariant(context.data.date("on"_L1)));
    row.set("recorder"_L1, QVariant(context.actor.id.value));
    row.set("recorded_at"_L1, context.now());
    context.tx.insert(row);
    return {};
}

// A frozen issue has its content, and the content is what the hash says.
QList<VerifyFault> verifyIssues(Reader &reader, const RuleSet &)
{
    QList<VerifyFault> faults;
    for (const Row &issue : reader.select(issueEntity(), u"frozen_at IS NOT NULL"_s)) {
        const auto bytes = blobBytes(reader, issue.text("content"_L1));
        const QString hash = bytes ? contentHash(QJsonDocument::fromJson(*bytes).object()) : QString();
        if (hash != issue.text("hash"_L1))
            faults << VerifyFault{u"issue_hash"_s, issue.text("title"_L1),
                                  Words::tr("The content of %1 is not what was frozen.").arg(issue.text("title"_L1))};
    }
    return faults;
}

} // namespace fengqiao
