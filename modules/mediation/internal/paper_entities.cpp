#include <mediation/papers.h>

#include "areas.h"
#include "outcome_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto instant = FieldType::Instant;
constexpr auto json = FieldType::Json;
constexpr auto id = FieldType::Id;

Entity makeAttachment()
{
    Entity entity;
    entity.name = "attachment"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose =
        u"Files that belong to a matter: scans, photos, recordings, proofs. Their contents are stored once "
        "each, by hash; of one that was removed only this row stays."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"file"_L1, text, true, Personal::No, {}, {}}, // sha256:...
        {"name"_L1, text, true, Personal::Narrative, {}, {}},
        {"type"_L1, code, true, Personal::No, "attachment_type"_L1, {}},
        {"size"_L1, integer, true, Personal::No, {}, {}},
        {"kind"_L1, code, true, Personal::No, "attachment_kind"_L1, {}},
        {"proves"_L1, code, false, Personal::No, "document"_L1, {}},
        {"form"_L1, code, false, Personal::No, "copy_form"_L1, {}},
        {"item"_L1, text, false, Personal::Narrative, {}, {}},
        {"source"_L1, text, false, Personal::Narrative, {}, {}},
        {"submitted_by"_L1, id, false, Personal::No, {}, "party"_L1},
        {"taken_by"_L1, text, false, Personal::Name, {}, {}},
        {"taken_at"_L1, instant, false, Personal::No, {}, {}},
        {"added_by"_L1, id, true, Personal::No, {}, "account"_L1},
        {"added_at"_L1, instant, true, Personal::No, {}, {}},
        {"remove_reason"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"matter"_L1, "state"_L1}, false, {}}, {{"file"_L1}, false, {}}};
    return entity;
}

Entity makeDocument()
{
    Entity entity;
    entity.name = "document"_L1;
    entity.areaFrom = {{"matter"_L1, {}, {}}};
    entity.purpose = u"Papers made for a matter, with what they said when they were made and who signed them."_s;
    entity.fields = {
        {"matter"_L1, id, true, Personal::No, {}, "matter"_L1},
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"code"_L1, code, true, Personal::No, "document"_L1, {}},
        {"number"_L1, text, false, Personal::No, {}, {}},         // of its own series
        {"dossier_number"_L1, text, false, Personal::No, {}, {}}, // of the matter's dossier
        {"title"_L1, text, false, Personal::Narrative, {}, {}},
        {"version"_L1, integer, true, Personal::No, {}, {}},
        {"data"_L1, json, false, Personal::Narrative, {}, {}},
        // Numbers, phones and addresses of people: apart from the rest, because their mask is another one.
        {"particulars"_L1, json, false, Personal::Number, {}, {}},
        {"signed"_L1, json, false, Personal::No, {}, {}},
        {"file"_L1, text, false, Personal::No, {}, {}}, // the PDF, if it was kept
        {"pages"_L1, integer, false, Personal::No, {}, {}},
        {"made_by"_L1, id, true, Personal::No, {}, "account"_L1},
        {"made_at"_L1, instant, true, Personal::No, {}, {}},
        {"completed_at"_L1, instant, false, Personal::No, {}, {}},
        {"void_reason"_L1, text, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"matter"_L1, "code"_L1}, false, {}},
                      {{"number"_L1}, false, "number IS NOT NULL"_L1},
                      {{"file"_L1}, false, "file IS NOT NULL"_L1}};
    return entity;
}

QString ofOwnMatters()
{
    // Papers say who complained: a unit that is complained of does not get them (R6).
    return u"matter IN (SELECT id FROM matter WHERE ("_s + ownMatterSql() + u") AND "_s + identityOpenSql() + u')';
}

} // namespace

const Entity &attachmentEntity()
{
    static const Entity entity = makeAttachment();
    return entity;
}

const Entity &documentEntity()
{
    static const Entity entity = makeDocument();
    return entity;
}

const RecordKind &attachmentKind()
{
    static const RecordKind kind{u"attachment"_s, &attachmentEntity(), u"matter.read"_s, {}, ofOwnMatters(), {},
                                 &matterKind()};
    return kind;
}

const RecordKind &documentKind()
{
    static const RecordKind kind{u"document"_s, &documentEntity(), u"matter.read"_s, "number"_L1, ofOwnMatters(), {},
                                 &matterKind()};
    return kind;
}

} // namespace fengqiao
