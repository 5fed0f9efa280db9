#pragma once

#include <QJsonObject>

#include <access/desk.h>
#include <report/templates.h>
#include <statistics/metrics.h>

namespace fengqiao {

// Issues of bulletins and reports (domain.md 5.2, E12 to E14): what they consist of stands in the rule tables
// report_kinds, report_blocks, report_tables, report_columns and report_charts, every figure comes from the dictionary,
// and a frozen one keeps all of them with what proves them under one hash (features.md ideas 13 and 14).
//
// The content of an issue is one JSON object: kind, period, area, as_of, dictionary, and blocks, each text, table or
// chart with the figures that it shows ({"m" metric, "t" printed, "n" rows, "num", "den"}). Keys are sorted and nothing
// stands between them, so that the same content is the same bytes.

[[nodiscard]] const Entity &issueEntity();
[[nodiscard]] const Entity &publicationEntity(); // where and when an issue was published
[[nodiscard]] const RecordKind &issueKind();

// "2026", "2026-09", "2026-09..2026-10" or "2026-09-14..2026-09-20". Code "issue.period".
[[nodiscard]] Result<Period> reportPeriod(const QString &text);

struct IssueDraft {
    QString kind; // key of report_kinds
    Period period;
    QString org;                  // digits of the division it is about; empty: the reader's own
    QMap<QString, QString> texts; // block -> what a person wrote
    QString caseText;
    QString suggestions;
    QString number; // "第26期"; empty before it is frozen
    int year = 0;
    bool isDraft = true;
    bool provisional = false; // labelled as such
};

// Computed now. Codes "issue.kind", "issue.period_kind", "issue.not_permitted", those of computeMetric.
[[nodiscard]] Result<QJsonObject> issueContent(ReadContext &context, const IssueDraft &draft);
// What a stored issue says: as it was frozen, or computed now for a draft. Codes "issue.not_found", "blob.*".
[[nodiscard]] Result<QJsonObject> issueContent(ReadContext &context, QUuid issue);
[[nodiscard]] IssueDraft draftOf(const Row &issue);

[[nodiscard]] QByteArray canonicalBytes(const QJsonObject &content);
[[nodiscard]] QString contentHash(const QJsonObject &content); // "sha256:" and 64 digits

// On paper, by the kind's template.
[[nodiscard]] Result<Document> issueDocument(const Templates &templates, const QJsonObject &content,
                                             const QString &watermark = {});
// A workbook: one sheet for each table and for the figures of the charts. Codes as of tableSink.
[[nodiscard]] Result<> writeIssueWorkbook(const QString &path, const QJsonObject &content, const QString &watermark);

// One figure that is not what it was.
struct FigureChange {
    QString place; // "表2 / 邻里 / 受理"
    QString metric;
    QString frozen;
    QString now;
    qint64 entered = 0; // rows behind it now that were entered after freezing
    qint64 changed = 0; // that were changed after freezing
    QString sentence;
};

struct Recomputation {
    QString number;
    Instant frozenAt;
    QString frozenHash;
    QString storedHash; // of what is stored; another one means that the file was tampered with
    QString hash;       // of what the rows give, as they stood at the freezing if this file kept them
    bool isKept = false;
    qint64 figures = 0;
    QList<FigureChange> changes; // figures that would be different today: entered late, changed since
    QList<FigureChange> faults;  // that the kept rows do not give: somebody changed them behind the program's back
    QString dictionaryFrozen;
    QString dictionaryNow;

    [[nodiscard]] bool isSame() const { return hash == frozenHash && storedHash == frozenHash; }

    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QJsonObject toJson() const;
};

// Every figure of a frozen issue anew, by the request that it was made of and as of the freezing: the rows as they
// stood then where this file froze it, else as they are. What was entered late into its period is named, the frozen
// value stays. Codes "issue.not_found", "issue.not_frozen".
[[nodiscard]] Result<Recomputation> recomputeIssue(ReadContext &context, QUuid issue);

struct IssueLine {
    QUuid id;
    QString kind;
    QString kindWord;
    QString number;
    QString title;
    int year = 0;
    Period period;
    QString state;
    QString stateWord;
    QString hash;
    Instant frozenAt;
    QStringList publications; // "2026-10-02 县政府网站"
};

// Issues of this person's area, newest first.
[[nodiscard]] QList<IssueLine> issues(ReadContext &context, int limit = 200);
[[nodiscard]] QUuid findIssue(ReadContext &context, const QString &what); // id, or title

// Blocks of a kind that a person writes: (block, heading, needed).
struct WrittenBlock {
    QString block;
    QString heading;
    bool needed = false;
};

[[nodiscard]] QList<WrittenBlock> writtenBlocks(const RuleSet &rules, const QString &kind);

} // namespace fengqiao
