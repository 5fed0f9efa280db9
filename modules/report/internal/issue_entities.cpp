#include <report/issues.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto id = FieldType::Id;
constexpr auto date = FieldType::Date;
constexpr auto instant = FieldType::Instant;

Entity makeIssue()
{
    Entity entity;
    entity.name = "issue"_L1;
    entity.purpose = u"Bulletins and reports of the centre: aggregates, frozen with what proves them; no person."_s;
    entity.fields = {
        {"title"_L1, text, true, Personal::No, {}, {}},
        {"number"_L1, text, false, Personal::No, {}, {}}, // of its kind and year, from its freezing on
        {"state"_L1, code, true, Personal::No, "states"_L1, {}},
        {"org"_L1, code, true, Personal::No, {}, {}},
        {"kind"_L1, code, true, Personal::No, "report_kind"_L1, {}},
        {"year"_L1, FieldType::Integer, true, Personal::No, {}, {}},
        {"from_date"_L1, date, true, Personal::No, {}, {}},
        {"to_date"_L1, date, true, Personal::No, {}, {}},
        {"texts"_L1, FieldType::Json, false, Personal::No, {}, {}},
        {"case_matter"_L1, id, false, Personal::No, {}, "matter"_L1},
        {"case_text"_L1, text, false, Personal::No, {}, {}}, // anonymised: checked before it is stored
        {"suggestions"_L1, text, false, Personal::No, {}, {}},
        {"provisional"_L1, FieldType::Bool, false, Personal::No, {}, {}},
        {"drafter"_L1, id, false, Personal::No, {}, "account"_L1},
        {"drafted_at"_L1, instant, false, Personal::No, {}, {}},
        {"freezer"_L1, id, false, Personal::No, {}, "account"_L1},
        {"frozen_at"_L1, instant, false, Personal::No, {}, {}},
        {"content"_L1, text, false, Personal::No, {}, {}}, // name of the canonical JSON among the contents: its hash
        {"hash"_L1, text, false, Personal::No, {}, {}},
        {"withdraw_reason"_L1, text, false, Personal::No, {}, {}},
    };
    entity.indexes = {{{"org"_L1, "kind"_L1, "from_date"_L1}, false, {}}, {{"title"_L1}, false, {}}};
    return entity;
}

Entity makePublication()
{
    Entity entity;
    entity.name = "publication"_L1;
    entity.areaFrom = {{"issue"_L1, {}, {}}};
    entity.purpose = u"Where and when an issue was published, and who says so."_s;
    entity.appendOnly = true;
    entity.fields = {
        {"issue"_L1, id, true, Personal::No, {}, "issue"_L1},
        {"place"_L1, text, true, Personal::No, {}, {}},
        {"on"_L1, date, true, Personal::No, {}, {}},
        {"recorder"_L1, id, true, Personal::No, {}, "account"_L1},
        {"recorded_at"_L1, instant, true, Personal::No, {}, {}},
    };
    entity.indexes = {{{"issue"_L1}, false, {}}};
    return entity;
}

QJsonObject issueDetails(ReadContext &context, const Row &issue)
{
    QJsonArray publications;
    for (const Row &row : context.tx.select(publicationEntity(), u"issue = ? ORDER BY \"on\", rowid"_s, {issue.id()}))
        publications << QJsonObject{{u"place"_s, row.text("place"_L1)},
                                    {u"on"_s, row.date("on"_L1).toString(Qt::ISODate)},
                                    {u"recorder"_s, context.accountName(row.uuid("recorder"_L1))}};
    return {{u"publications"_s, publications}};
}

} // namespace

const Entity &issueEntity()
{
    static const Entity entity = makeIssue();
    return entity;
}

const Entity &publicationEntity()
{
    static const Entity entity = makePublication();
    return entity;
}

const RecordKind &issueKind()
{
    static const RecordKind kind{u"issue"_s, &issueEntity(), u"stats.read"_s, "title"_L1, {}, issueDetails, nullptr};
    return kind;
}

} // namespace fengqiao
