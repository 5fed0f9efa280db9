#pragma once

#include <QFuture>
#include <QJsonArray>
#include <QJsonObject>

#include <access/desk.h>
#include <mediation/mediation.h>
#include <store/blobs.h>

namespace fengqiao {

// The papers of a matter (domain.md 5): files attached to it, documents made from its records, and what its dossier
// still lacks. Rule tables `documents` (when a paper is needed, who signs it) and `document_fields` (what stands in
// it).
[[nodiscard]] const Entity &attachmentEntity();
[[nodiscard]] const Entity &documentEntity();
[[nodiscard]] const RecordKind &attachmentKind();
[[nodiscard]] const RecordKind &documentKind();

// ---- files ----

// A file in the county's store that no record names yet. A photo has lost the place where it was taken.
struct KeptFile {
    QString hash; // what an action's field of type `file` is given
    QString name; // without its folders
    QString type; // code of list attachment_type or stroke_type
    qint64 size = 0;
    bool cleaned = false; // position data was removed
    bool added = false;   // its content was not in the store before
};

// Looks at a content before it is stored. Codes "attachment.empty", "attachment.too_large" (setting attachment_max_mb),
// "attachment.type_unknown" (not in list attachment_type or stroke_type, by its content and not by its name),
// "attachment.type_mismatch" (the name says something else), "attachment.truncated", "attachment.position" (a place
// that cannot be taken out), "attachment.name".
struct LookedAt {
    QString type;
    QByteArray bytes;
    bool cleaned = false;
};

[[nodiscard]] Result<LookedAt> lookAtFile(const RuleSet &rules, const QByteArray &bytes, const QString &name);

// Stores a file for an action that will name it. Codes of lookAtFile and blob.*, "file.missing".
[[nodiscard]] QFuture<Result<KeptFile>> keepBytes(Desk &desk, const QByteArray &bytes, const QString &name);
// The same from the disk, waiting: for the command line.
[[nodiscard]] Result<KeptFile> keepFile(Desk &desk, const QString &path);
// The action was refused or given up: content that no record names goes again.
QFuture<Result<>> dropFile(Desk &desk, const QString &hash);
// Data of an action with every path in a field of type `file` replaced by the content it names, and <field>_name, where
// the action has such a field, filled. Paths are relative to the working directory; `kept` gets what was stored.
[[nodiscard]] Result<QJsonObject> keepNamedFiles(Desk &desk, const QString &action, const QJsonObject &data,
                                                 QStringList *kept);

// Position data out of a picture or recording, by editing its segments: never encoded anew. Code
// "attachment.truncated", "attachment.position".
[[nodiscard]] Result<QByteArray> withoutPosition(const QString &type, const QByteArray &bytes);

struct AttachmentLine {
    QUuid id;
    QString name; // masked as the actor may see it
    QString mediaType;
    qint64 size = 0;
    QString hash;
    QString kind;
    QString kindWord;
    QString proves; // code of list document
    QString provesWord;
    QString formWord;
    QString item;
    QString addedBy;
    Instant addedAt;
    bool here = false; // its content is on this desk
};

[[nodiscard]] QList<AttachmentLine> attachmentsOf(ReadContext &context, QUuid matter);
// The content, for whoever may read the matter unmasked. `what`: id or hash. Codes "attachment.not_found", "blob.*".
[[nodiscard]] Result<Row> readableAttachment(ReadContext &context, const QString &what);

// ---- documents ----

struct DocumentValue {
    QString field; // of rule table document_fields
    QString word;
    QJsonValue value; // a text, or a list of objects (parties, evidence); null if nothing is known
    bool required = false;
    bool typed = false; // comes from nowhere but whoever makes the paper
    Personal personal = Personal::No;
};

// What a paper would say now, before it is made; personal values masked.
struct DocumentDraft {
    QString code;
    QString word;
    QList<DocumentValue> values;
    [[nodiscard]] QStringList missing() const; // words of required values that are not known
};

[[nodiscard]] Result<DocumentDraft> documentDraft(ReadContext &context, QUuid matter, const QString &code);

struct DocumentLine {
    QUuid id;
    QString code;
    QString word;
    QString number; // its own, or the dossier's
    QString title;
    int version = 1;
    QString state;
    QString stateWord;
    QStringList signedBy;   // words
    QStringList unsignedBy; // words of the signatures it still needs
    QString madeBy;
    Instant madeAt;
    QString hash; // of the PDF, if it was kept
    int pages = 0;
};

[[nodiscard]] QList<DocumentLine> documentsOf(ReadContext &context, QUuid matter); // without void ones
// What stands in a document, for its template: the snapshot taken when it was made, and the particulars of people, full
// for `full` (the caller asked for a reason and left an audit row), else masked. Beside the fields: "code", "number",
// "title", "version", "signatures" (list of {signer, word, name, at, paper, fingerprint, stroke}).
[[nodiscard]] Result<QJsonObject> documentContent(ReadContext &context, QUuid document, bool full = false);

// Who a paper is signed by, in its order: each party of a side by itself, every other role once.
struct SignerLine {
    QString signer; // code of list signer_role
    QString word;
    QUuid party; // null where no party signs
    QString name;
    bool done = false;
};

[[nodiscard]] QList<SignerLine> signersOf(ReadContext &context, QUuid document);

// Papers that steps already taken ask for (column `documents` of the actions) and that do not exist yet: offered, never
// made by themselves.
[[nodiscard]] QStringList offeredDocuments(ReadContext &context, QUuid matter);

// ---- the dossier meter ----

struct DossierRow {
    QString code;
    QString word;
    QString need; // required, as_needed
    QString needWord;
    QString group; // one paper of a group is enough; empty = stands alone
    bool neededNow = false;
    bool present = false;
    bool counts = false;    // the matter cannot be written off or archived without it
    bool inDossier = false; // part of the people's mediation dossier
    bool generated = false; // made while the dossier is built
    QString why;            // why it is needed
    QString sentence;       // what is missing and what to do; empty if nothing is
    QList<QUuid> documents;
    QList<QUuid> attachments;

    [[nodiscard]] bool missing() const { return counts && neededNow && !present; }
};

// In the order of the dossier. Empty for whoever may not see the matter.
[[nodiscard]] QList<DossierRow> dossierMeter(ReadContext &context, QUuid matter);
// How many papers are missing: one of a group is enough.
[[nodiscard]] int dossierMissing(const QList<DossierRow> &rows);

} // namespace fengqiao
