#include <access/entities.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto text = FieldType::Text;
constexpr auto code = FieldType::Code;
constexpr auto integer = FieldType::Integer;
constexpr auto instant = FieldType::Instant;
constexpr auto id = FieldType::Id;

Field plain(QLatin1StringView name, FieldType type, bool required = false, QLatin1StringView refers = {})
{
    return {name, type, required, Personal::No, {}, refers};
}

Entity makeAccount()
{
    Entity entity;
    entity.name = "account"_L1;
    entity.purpose =
        u"Who may work with this file, in which roles and for which area; every record names its authors."_s;
    // A clerk's name is work information: it stands beside every step that the clerk took.
    entity.fields = {
        plain("login"_L1, text, true),
        plain("name"_L1, text, true),
        plain("roles"_L1, text, true),
        plain("area"_L1, code),
        plain("unit"_L1, id, false, "organisation"_L1),
        {"state"_L1, code, true, Personal::No, "account_state"_L1, {}},
        plain("pending_roles"_L1, text),
        plain("pending_area"_L1, code),
        plain("requested_by"_L1, id, false, "account"_L1),
        plain("approved_by"_L1, id, false, "account"_L1),
    };
    entity.indexes = {{{"login"_L1}, true, {}}, {{"state"_L1}, false, {}}};
    return entity;
}

Entity makeHistory()
{
    Entity entity;
    entity.name = "history"_L1;
    entity.areaFrom = {{"subject"_L1, "subject_kind"_L1, {}}};
    entity.purpose =
        u"Every step of a visit or matter, never changed: states, clocks and reports are derived from it."_s;
    entity.fields = {
        plain("subject_kind"_L1, code, true),
        plain("subject"_L1, id, true),
        plain("parent"_L1, id),
        plain("seq"_L1, integer, true),
        plain("transition"_L1, code, true),
        plain("action"_L1, code, true),
        plain("from_state"_L1, code),
        plain("to_state"_L1, code),
        plain("actor"_L1, id, true, "account"_L1),
        plain("actor_role"_L1, code),
        plain("at"_L1, instant, true),
        {"data"_L1, FieldType::Json, false, Personal::Narrative, {}, {}},
    };
    entity.indexes = {{{"subject"_L1, "seq"_L1}, false, {}}, {{"parent"_L1}, false, "parent IS NOT NULL"_L1}};
    entity.appendOnly = true;
    return entity;
}

Entity makeAudit()
{
    Entity entity;
    entity.name = "audit"_L1;
    entity.purpose =
        u"Who did, read, unmasked or exported what on this desk and when: a chain of hashes, so that a changed "
        "or missing row shows (网络安全法 21, 个人信息保护法 51)."_s;
    entity.fields = {
        plain("seq"_L1, integer, true), plain("at"_L1, instant, true), plain("account"_L1, id),
        plain("kind"_L1, code, true),   plain("action"_L1, code),      plain("subject_kind"_L1, code),
        plain("subject"_L1, id),        plain("detail"_L1, text),      plain("prev"_L1, text, true),
        plain("hash"_L1, text, true),
    };
    entity.synced = false; // read in the order of its rows: no index, one page less to write with each
    return entity;
}

Entity makeActionKey()
{
    Entity entity;
    entity.name = "action_key"_L1;
    entity.purpose = u"Answers already given, so that a repeated line of an import does nothing twice."_s;
    entity.fields = {plain("key"_L1, text, true),
                     plain("digest"_L1, text, true),
                     {"outcome"_L1, FieldType::Json, true, Personal::No, {}, {}}};
    entity.indexes = {{{"key"_L1}, true, {}}};
    entity.synced = false;
    return entity;
}

Entity makeRuleTable()
{
    Entity entity;
    entity.name = "rule_table"_L1;
    entity.purpose =
        u"The county's rules as data; `bundled` is the hash of the text that came with the program, so that an "
        "edited table is told from one that a new release may replace."_s;
    entity.fields = {plain("name"_L1, text, true), plain("content"_L1, text, true), plain("bundled"_L1, text),
                     plain("version"_L1, text, true)};
    entity.indexes = {{{"name"_L1}, true, {}}};
    return entity;
}

Entity makeCalendarYear()
{
    Entity entity;
    entity.name = "calendar_year"_L1;
    entity.purpose =
        u"Holidays and make-up working days of one year, from the State Council's notice; due dates name it."_s;
    entity.fields = {plain("name"_L1, text, true), plain("content"_L1, text, true), plain("bundled"_L1, text),
                     plain("version"_L1, text, true)};
    entity.indexes = {{{"name"_L1}, true, {}}};
    return entity;
}

} // namespace

const Entity &accountEntity()
{
    static const Entity entity = makeAccount();
    return entity;
}

const Entity &historyEntity()
{
    static const Entity entity = makeHistory();
    return entity;
}

const Entity &auditEntity()
{
    static const Entity entity = makeAudit();
    return entity;
}

const Entity &actionKeyEntity()
{
    static const Entity entity = makeActionKey();
    return entity;
}

const Entity &ruleTableEntity()
{
    static const Entity entity = makeRuleTable();
    return entity;
}

const Entity &calendarYearEntity()
{
    static const Entity entity = makeCalendarYear();
    return entity;
}

} // namespace fengqiao
