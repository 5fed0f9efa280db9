#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <store/blobs.h>

#include "report_plan.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

std::unexpected<Error> wrongPeriod(const QString &text)
{
    return fail(ErrorKind::Usage, u"issue.period"_s,
                Words::tr("\"%1\" is no period. A period is 2026, 2026-09, 2026-09..2026-10 or "
                          "2026-09-14..2026-09-20.")
                    .arg(text),
                u"period"_s);
}

// First and last day of "2026", "2026-09" or "2026-09-14".
std::optional<Period> partOf(const QString &text)
{
    const QStringList parts = text.split(u'-');
    if (parts.size() == 3) {
        const auto day = parseDate(text);
        return day ? std::optional(Period{*day, *day}) : std::nullopt;
    }
    const int year = parts.first().size() == 4 ? parts.first().toInt() : 0;
    if (year < 1949)
        return std::nullopt;
    if (parts.size() == 1)
        return Period::year(year);
    const int month = parts.size() == 2 && parts.last().size() == 2 ? parts.last().toInt() : 0;
    return month >= 1 && month <= 12 ? std::optional(Period::month(year, month)) : std::nullopt;
}

} // namespace

Result<Period> reportPeriod(const QString &text)
{
    const QStringList ends = text.trimmed().split(u".."_s);
    const auto first = partOf(ends.first());
    const auto last = partOf(ends.last());
    if (ends.size() > 2 || !first || !last)
        return wrongPeriod(text);
    return Period{first->from, last->to};
}

QByteArray canonicalBytes(const QJsonObject &content)
{
    return QJsonDocument(content).toJson(QJsonDocument::Compact); // keys of a JSON object are sorted
}

QString contentHash(const QJsonObject &content)
{
    return u"sha256:"_s +
           QString::fromLatin1(QCryptographicHash::hash(canonicalBytes(content), QCryptographicHash::Sha256).toHex());
}

IssueDraft draftOf(const Row &issue)
{
    IssueDraft draft{.kind = issue.text("kind"_L1),
                     .period = {issue.date("from_date"_L1), issue.date("to_date"_L1)},
                     .org = issue.text("org"_L1),
                     .texts = {},
                     .caseText = issue.text("case_text"_L1),
                     .suggestions = issue.text("suggestions"_L1),
                     .number = issue.text("number"_L1),
                     .year = static_cast<int>(issue.integer("year"_L1)),
                     .isDraft = issue.isNull("frozen_at"_L1),
                     .provisional = issue.flag("provisional"_L1)};
    const QJsonObject texts = issue.json("texts"_L1).toObject();
    for (auto it = texts.constBegin(); it != texts.constEnd(); ++it)
        draft.texts.insert(it.key(), it.value().toString());
    return draft;
}

Result<QJsonObject> issueContent(ReadContext &context, const IssueDraft &draft)
{
    auto content = planIssue(context, draft);
    if (!content)
        return content;
    if (const auto filled = fillIssue(context, *content); !filled)
        return fail(filled.error());
    addNotes(context.rules, *content);
    return content;
}

Result<QJsonObject> issueContent(ReadContext &context, QUuid id)
{
    const auto issue = context.tx.find(issueEntity(), id);
    if (!issue || !context.maySee(issueKind(), *issue))
        return fail(ErrorKind::NotFound, u"issue.not_found"_s,
                    Words::tr("There is no such issue, or it is not open to you."), u"issue"_s);
    if (issue->isNull("frozen_at"_L1))
        return issueContent(context, draftOf(*issue));
    const auto bytes = blobBytes(context.tx, issue->text("content"_L1));
    if (!bytes)
        return fail(bytes.error());
    return QJsonDocument::fromJson(*bytes).object();
}

QList<WrittenBlock> writtenBlocks(const RuleSet &rules, const QString &kind)
{
    QList<WrittenBlock> blocks;
    for (const RuleRow *row : rules.table("report_blocks"_L1).where("kind"_L1, kind))
        if (row->text("what"_L1) == "written"_L1)
            blocks.append({row->text("ref"_L1), row->word(), row->flag("needed"_L1)});
    return blocks;
}

namespace {

IssueLine lineOf(ReadContext &context, const Row &issue)
{
    const RuleRow *kind = context.rules.table("report_kinds"_L1).find(issue.text("kind"_L1));
    const RuleRow *state = context.rules.table("states"_L1).find(issue.text("state"_L1));
    IssueLine line{.id = issue.id(),
                   .kind = issue.text("kind"_L1),
                   .kindWord = kind ? kind->word() : issue.text("kind"_L1),
                   .number = issue.text("number"_L1),
                   .title = issue.text("title"_L1),
                   .year = static_cast<int>(issue.integer("year"_L1)),
                   .period = {issue.date("from_date"_L1), issue.date("to_date"_L1)},
                   .state = issue.text("state"_L1),
                   .stateWord = state ? state->word() : QString(),
                   .hash = issue.text("hash"_L1),
                   .frozenAt = issue.instant("frozen_at"_L1),
                   .publications = {}};
    for (const Row &row : context.tx.select(publicationEntity(), u"issue = ? ORDER BY \"on\", rowid"_s, {issue.id()}))
        line.publications << row.date("on"_L1).toString(Qt::ISODate) + u' ' + row.text("place"_L1);
    return line;
}

} // namespace

QList<IssueLine> issues(ReadContext &context, int limit)
{
    QVariantList binds;
    const QString scope = context.scopeSql(issueKind(), &binds);
    binds << limit;
    QList<IssueLine> lines;
    for (const Row &issue : context.tx.select(issueEntity(), scope + u" ORDER BY rowid DESC LIMIT ?"_s, binds))
        lines << lineOf(context, issue);
    return lines;
}

QUuid findIssue(ReadContext &context, const QString &what)
{
    const QUuid id = QUuid::fromString(what);
    std::optional<Row> row =
        id.isNull() ? context.tx.findBy(issueEntity(), "title"_L1, what) : context.tx.find(issueEntity(), id);
    return row && context.maySee(issueKind(), *row) ? row->id() : QUuid();
}

} // namespace fengqiao
