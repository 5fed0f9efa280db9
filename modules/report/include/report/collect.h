#pragma once

#include <QJsonObject>

#include <access/desk.h>
#include <report/templates.h>

namespace fengqiao {

// What one document says, read with the eyes of `context.actor`: scope, seals and masks hold. A paper that was made
// gives what it said then, with its signatures; one that was not gives what it would say now.
struct PaperRequest {
    QUuid matter;
    QString code;      // D10
    bool full = false; // the caller unmasked the matter and left an audit row: particulars of people in full
    QUuid document;    // one of several; null = the newest
};

// Codes "matter.not_found", "document.not_found" and those of documentDraft.
[[nodiscard]] Result<QJsonObject> documentData(ReadContext &context, const PaperRequest &request);
// The registration form of a visit (E01), or the notice where it was guided (E09).
[[nodiscard]] Result<QJsonObject> visitData(ReadContext &context, QUuid visit, const QString &code);

// A matter or a visit by its number or id; a null id if there is none open to this person.
struct PaperSubject {
    QString kind;
    QUuid id;
};

[[nodiscard]] PaperSubject findSubject(ReadContext &context, const QString &what);

// Renders a document with the templates; `watermark` says who took the data out and when, empty for none.
[[nodiscard]] Result<Document> renderDocument(const Templates &templates, const QString &code, const QJsonObject &data,
                                              const QString &watermark = {});
// "<name> <time>" in the words of the style sheet.
[[nodiscard]] QString watermarkOf(const Templates &templates, const ReadContext &context);

// The dossier of a matter, ready to be laid out: what was made and what was attached, in its order.
struct DossierPart {
    QString code;
    QString title; // as in the table of contents
    QString number;
    std::optional<Document> document;
    QByteArray content; // of an attachment
    QString type;       // in words
};

// What only binding makes: cover, list of contents, back.
struct BoundPart {
    QString code;
    QJsonObject data;
};

struct Dossier {
    QString title;
    BoundPart cover;
    BoundPart contents; // without its lines
    BoundPart back;
    QList<DossierPart> parts;
    QString watermark;

    void dropWatermark();
};

[[nodiscard]] Result<Dossier> collectDossier(ReadContext &context, const Templates &templates, QUuid matter, bool full);
// The documents of a dossier for a word processor: no attachments, and page numbers only where they are known.
// `pages` holds the first page of each part; empty = not known. `total` = 0: not known.
[[nodiscard]] Result<QList<Document>> dossierDocuments(const Dossier &dossier, const Templates &templates,
                                                       const QList<int> &pages = {}, int total = 0);

} // namespace fengqiao
