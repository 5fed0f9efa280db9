#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeDatabase>

#include <core/locale.h>
#include <mediation/papers.h>

#include "outcome_area.h"
#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Attachments {
    Q_DECLARE_TR_FUNCTIONS(Attachments)
};

// Lists whose rows name a media type in column `note`.
constexpr QLatin1StringView typeLists[] = {"attachment_type"_L1, "stroke_type"_L1};

std::unexpected<Error> refuse(QLatin1StringView what, const QString &sentence)
{
    return fail(ErrorKind::Invalid, u"attachment."_s + what, sentence, u"file"_s, {});
}

qint64 mostBytes(const RuleSet &rules)
{
    return qint64(rules.settingNumber("attachment_max_mb"_L1)) * 1024 * 1024;
}

bool isStrokes(const QByteArray &bytes)
{
    return (bytes.startsWith('{') || bytes.startsWith('[')) && !QJsonDocument::fromJson(bytes).isNull();
}

// What it is by its content. The name only tells apart what shares a shape: all new office files are ZIP archives.
QMimeType sniffed(const QByteArray &bytes, const QString &name, bool *mismatch)
{
    const QMimeDatabase database;
    const QMimeType content = isStrokes(bytes.left(1 << 20)) ? database.mimeTypeForName(u"application/json"_s)
                                                             : database.mimeTypeForData(bytes);
    const QMimeType named = database.mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    *mismatch = false;
    if (name.isEmpty() || named.isDefault() || named == content || content.inherits(named.name()))
        return content;
    if (named.inherits(content.name()))
        return named;
    *mismatch = true;
    return content;
}

QString typeOf(const RuleSet &rules, const QMimeType &mime)
{
    const QMimeDatabase database;
    for (const QLatin1StringView list : typeLists)
        for (const RuleRow *row : rules.codes(list)) {
            const QMimeType known = database.mimeTypeForName(row->text("note"_L1));
            if (known.isValid() &&
                (mime == known || (known.name().startsWith("audio/"_L1) && mime.inherits(known.name()))))
                return row->text("code"_L1);
        }
    return {};
}

QString knownTypes(const RuleSet &rules)
{
    QStringList words;
    for (const RuleRow *row : rules.codes(u"attachment_type"_s))
        words << row->word();
    return joinedWords(words);
}

// A name is a name: no folder, nothing that a disk or a terminal would take for something else.
bool isPlainName(const QString &name)
{
    if (name == "."_L1 || name == ".."_L1)
        return false;
    return std::ranges::none_of(name, [](QChar c) {
        return c == u'/' || c == u'\\' || c == u':' || c.category() == QChar::Other_Control ||
               c.category() == QChar::Other_Format;
    });
}

Result<> checkName(const QString &name)
{
    if (isPlainName(name))
        return {};
    return fail(ErrorKind::Invalid, u"attachment.name"_s,
                Attachments::tr("The name of a file holds no folders and no control characters; nothing was attached."),
                u"file_name"_s);
}

} // namespace

Result<LookedAt> lookAtFile(const RuleSet &rules, const QByteArray &bytes, const QString &name)
{
    if (const auto plain = checkName(name); !plain)
        return fail(plain.error());
    if (bytes.isEmpty())
        return refuse("empty"_L1, Attachments::tr("The file is empty; it was not taken."));
    if (bytes.size() > mostBytes(rules))
        return refuse("too_large"_L1, Attachments::tr("The file is larger than %1 MB; it was not taken.")
                                          .arg(rules.settingNumber("attachment_max_mb"_L1)));
    bool mismatch = false;
    const QMimeType mime = sniffed(bytes, name, &mismatch);
    LookedAt found{typeOf(rules, mime), {}, false};
    if (found.type.isEmpty())
        return refuse("type_unknown"_L1,
                      Attachments::tr("A file of this kind (%1) is not taken. Possible are: %2. A photo in another "
                                      "format may tell the place where it was taken: please save it as JPEG.")
                          .arg(mime.name(), knownTypes(rules)));
    if (mismatch)
        return refuse(
            "type_mismatch"_L1,
            Attachments::tr("The name of the file does not fit its content (%1); it was not taken.").arg(mime.name()));
    auto cleaned = withoutPosition(found.type, bytes);
    if (!cleaned)
        return fail(cleaned.error());
    found.cleaned = *cleaned != bytes;
    found.bytes = std::move(*cleaned);
    return found;
}

QFuture<Result<KeptFile>> keepBytes(Desk &desk, const QByteArray &bytes, const QString &name)
{
    return desk.store().write([rules = desk.rules(), bytes, name](Writer &tx) -> Result<KeptFile> {
        const auto looked = lookAtFile(*rules, bytes, name);
        if (!looked)
            return fail(looked.error());
        const auto kept = writeBlob(tx, looked->bytes, mostBytes(*rules));
        if (!kept)
            return fail(kept.error());
        return KeptFile{kept->hash, name, looked->type, kept->size, looked->cleaned, kept->added};
    });
}

Result<KeptFile> keepFile(Desk &desk, const QString &path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::NotFound, u"file.missing"_s,
            Attachments::tr("There is no file %1, or it cannot be read; nothing was attached.").arg(info.fileName()),
            u"file"_s);
    const qint64 most = mostBytes(*desk.rules());
    const QByteArray bytes = file.read(most + 1); // one more tells that there is more
    if (bytes.size() < std::min(file.size(), most + 1))
        return refuse(
            "truncated"_L1,
            Attachments::tr("The file %1 could not be read to its end; it was not taken.").arg(info.fileName()));
    return keepBytes(desk, bytes, info.fileName()).result();
}

QFuture<Result<>> dropFile(Desk &desk, const QString &hash)
{
    return desk.store().write([hash](Writer &tx) -> Result<> {
        dropUnusedBlob(tx, hash);
        return {};
    });
}

namespace {

// One field of type `file`: a path becomes the name of the content that was stored for it.
Result<> keepNamed(Desk &desk, const QString &field, bool takesName, QJsonObject &data, QStringList *kept)
{
    const QString path = data.value(field).toString();
    if (path.isEmpty() || path.startsWith("sha256:"_L1))
        return {};
    auto file = keepFile(desk, path);
    if (!file) {
        Error error = std::move(file.error());
        error.field = field;
        return fail(std::move(error));
    }
    *kept << file->hash;
    data.insert(field, file->hash);
    const QString name = field + u"_name"_s;
    if (takesName && !data.contains(name))
        data.insert(name, file->name);
    return {};
}

} // namespace

Result<QJsonObject> keepNamedFiles(Desk &desk, const QString &action, const QJsonObject &data, QStringList *kept)
{
    QJsonObject named = data;
    const QList<const RuleRow *> fields = desk.fieldRules().fieldsOf(action);
    const auto hasField = [&](const QString &name) {
        return std::ranges::any_of(fields, [&](const RuleRow *row) { return row->text("field"_L1) == name; });
    };
    for (const RuleRow *row : fields) {
        const QString field = row->text("field"_L1);
        const QString type = row->text("type"_L1);
        const QJsonValue value = named.value(field);
        if (type == "file"_L1 && value.isString()) {
            if (const auto done = keepNamed(desk, field, hasField(field + u"_name"_s), named, kept); !done)
                return fail(done.error());
        } else if (type.startsWith("object:"_L1) && value.isObject()) {
            const auto inner = keepNamedFiles(desk, type.section(u':', 1), value.toObject(), kept);
            if (!inner)
                return inner;
            named.insert(field, *inner);
        } else if (type.startsWith("list:"_L1) && value.isArray()) {
            QJsonArray items;
            for (const QJsonValue &item : value.toArray()) {
                const auto inner = keepNamedFiles(desk, type.section(u':', 1), item.toObject(), kept);
                if (!inner)
                    return inner;
                items << (item.isObject() ? QJsonValue(*inner) : item);
            }
            named.insert(field, items);
        }
    }
    return named;
}

// ---- the actions ----

Result<> attachFile(ActionContext &context)
{
    const QString hash = context.data.text("file"_L1);
    const QString name = context.data.text("file_name"_L1);
    // Looked at once more: whoever names a content by its hash may have stored it in another way.
    const auto bytes = blobBytes(context.tx, hash);
    if (!bytes)
        return fail(bytes.error());
    const auto looked = lookAtFile(context.rules, *bytes, name);
    if (!looked) {
        Error error = looked.error();
        error.rule = context.ruleId();
        return fail(std::move(error));
    }
    if (!context.rules.hasCode(u"attachment_type"_s, looked->type))
        return fail(ErrorKind::Invalid, u"attachment.type_unknown"_s,
                    Attachments::tr("Signatures are not attached but signed with; nothing was attached."), u"file"_s,
                    context.ruleId());
    if (looked->cleaned)
        return fail(ErrorKind::Invalid, u"attachment.position"_s,
                    Attachments::tr("The file still tells the place where it was made; nothing was attached."),
                    u"file"_s, context.ruleId());
    if (context.tx.count(attachmentEntity(), u"matter = ? AND file = ? AND state = 'F10'"_s,
                         {context.parent->id(), hash}) > 0)
        return fail(ErrorKind::Conflict, u"attachment.twice"_s,
                    Attachments::tr("This file is attached to the matter already; nothing was changed."), u"file"_s,
                    context.ruleId());
    if (const auto fits = partyIsOf(context, "submitted_by"_L1, *context.parent); !fits)
        return fits;
    Row row(attachmentEntity());
    row.set("name"_L1, name.isEmpty() ? context.data.text("kind"_L1) + u'.' + looked->type : name);
    row.set("type"_L1, looked->type);
    row.set("size"_L1, QVariant(qint64(bytes->size())));
    row.set("added_by"_L1, QVariant(context.actor.id.value));
    row.set("added_at"_L1, context.now());
    context.created = std::move(row);
    return {};
}

// The row stays and says so; the content goes, unless another record names it.
Result<> removeAttachment(ActionContext &context)
{
    releaseBlob(context.tx, context.subject->text("file"_L1));
    return {};
}

// ---- reading ----

QList<AttachmentLine> attachmentsOf(ReadContext &context, QUuid id)
{
    const auto matter = context.tx.find(matterEntity(), id);
    if (!matter || !context.maySee(matterKind(), *matter))
        return {};
    const bool maskNames = context.masksNames(matterKind(), *matter) || identityWithheld(context.actor, *matter);
    const RuleSet &rules = context.rules;
    QList<AttachmentLine> lines;
    for (const Row &row : context.tx.select(attachmentEntity(), u"matter = ? AND state = 'F10' ORDER BY added_at, id"_s,
                                            {QVariant(id)})) {
        const auto shown = [&](QLatin1StringView name) {
            return context.masked(*attachmentEntity().field(name), row.value(name), maskNames);
        };
        const auto word = [&](QLatin1StringView list, QLatin1StringView name) {
            return row.isNull(name) ? QString() : rules.word(list, row.text(name));
        };
        AttachmentLine line;
        line.id = row.id();
        line.name = shown("name"_L1);
        line.mediaType = row.text("type"_L1);
        for (const RuleRow *type : rules.codes(u"attachment_type"_s))
            if (type->text("code"_L1) == line.mediaType)
                line.mediaType = type->text("note"_L1);
        line.size = row.integer("size"_L1);
        line.hash = row.text("file"_L1);
        line.kind = row.text("kind"_L1);
        line.kindWord = word("attachment_kind"_L1, "kind"_L1);
        line.proves = row.text("proves"_L1);
        line.provesWord = word("document"_L1, "proves"_L1);
        line.formWord = word("copy_form"_L1, "form"_L1);
        line.item = shown("item"_L1);
        line.addedBy = context.accountName(row.uuid("added_by"_L1));
        line.addedAt = row.instant("added_at"_L1);
        line.here = findBlob(context.tx, line.hash).has_value();
        lines << line;
    }
    return lines;
}

// A content cannot be masked, so whoever sees the matter only masked does not get it at all.
Result<Row> readableAttachment(ReadContext &context, const QString &what)
{
    const QUuid id = QUuid::fromString(what);
    QList<Row> rows;
    if (!id.isNull())
        rows = context.tx.select(attachmentEntity(), u"id = ? AND state = 'F10'"_s, {QVariant(id)});
    else if (isBlobHash(what))
        rows = context.tx.select(attachmentEntity(), u"file = ? AND state = 'F10' ORDER BY rowid"_s, {what});
    for (const Row &row : std::as_const(rows)) {
        const auto matter = context.tx.find(matterEntity(), row.uuid("matter"_L1));
        if (matter && context.maySee(matterKind(), *matter) && !context.masksNames(matterKind(), *matter) &&
            !identityWithheld(context.actor, *matter))
            return row;
    }
    return fail(
        ErrorKind::NotFound, u"attachment.not_found"_s,
        Attachments::tr("There is no attachment \"%1\", or its content is not open to you.").arg(what.left(80)));
}

} // namespace fengqiao
