#include "field_catalogue.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <core/division.h>
#include <core/document_number.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Masks {
    Q_DECLARE_TR_FUNCTIONS(Masks)
};

struct TypeName {
    QLatin1StringView word;
    ValueType type{};
};

constexpr TypeName typeNames[] = {
    {"text"_L1, ValueType::Text},         {"long_text"_L1, ValueType::LongText},
    {"int"_L1, ValueType::Integer},       {"bool"_L1, ValueType::Bool},
    {"money"_L1, ValueType::Money},       {"date"_L1, ValueType::Date},
    {"instant"_L1, ValueType::Instant},   {"code"_L1, ValueType::Code},
    {"codes"_L1, ValueType::Codes},       {"phone"_L1, ValueType::Phone},
    {"document"_L1, ValueType::Document}, {"citizen_id"_L1, ValueType::CitizenId},
    {"division"_L1, ValueType::Division}, {"grid"_L1, ValueType::Grid},
    {"ref"_L1, ValueType::Reference},     {"list"_L1, ValueType::Records},
    {"object"_L1, ValueType::Object},     {"file"_L1, ValueType::File},
    {"rows"_L1, ValueType::Rows},
};

ValueType typeFrom(const QString &word)
{
    for (const TypeName &entry : typeNames)
        if (word == entry.word)
            return entry.type;
    return ValueType::Text;
}

// Rule tables whose keys may stand where a code list is named.
constexpr QLatin1StringView tablesAsLists[] = {"roles"_L1,      "states"_L1, "stages"_L1,  "permissions"_L1,
                                               "room_kinds"_L1, "clocks"_L1, "actions"_L1, "settings"_L1};

const RuleTable *tableOfList(const RuleSet &rules, const QString &list)
{
    for (const QLatin1StringView name : tablesAsLists)
        if (list == name)
            return &rules.table(name);
    return nullptr;
}

FieldSpec specOf(const RuleRow &row)
{
    FieldSpec spec;
    spec.row = &row;
    spec.name = row.text("field"_L1);
    const QString type = row.text("type"_L1);
    spec.type = typeFrom(type.section(u':', 0, 0));
    spec.target = type.section(u':', 1);
    spec.list = row.text("list"_L1);
    spec.min = row.text("min"_L1);
    spec.max = row.text("max"_L1);
    spec.personal = personalFrom(row.text("personal"_L1));
    spec.column = row.text("column"_L1);
    const QString required = row.text("required"_L1);
    spec.always = required == "1"_L1;
    if (!spec.always && !required.isEmpty() && required != "0"_L1)
        spec.requiredWhen = &row.expression("required"_L1);
    return spec;
}

constexpr qsizetype longestKept = 200;

QString maskNarrative(const QString &value)
{
    return Masks::tr("[text of %n character(s)]", "stands for a text that is masked", static_cast<int>(value.size()));
}

} // namespace

const FieldSpec *ActionFields::find(const QString &name) const
{
    const auto it = byName.constFind(name);
    return it == byName.cend() ? nullptr : &specs.at(*it);
}

FieldCatalogue::FieldCatalogue(const RuleSet &rules)
{
    for (const RuleRow &row : rules.table("fields"_L1).rows()) {
        ActionFields &action = m_actions[row.text("action"_L1)];
        action.byName.insert(row.text("field"_L1), action.specs.size());
        action.specs << specOf(row);
    }
    m_maxText = rules.settingNumber("text_max"_L1);
    const QString pattern = rules.setting("grid_code_pattern"_L1);
    m_gridPattern = QRegularExpression(pattern.isEmpty() ? QString(GridCode::defaultPattern) : pattern);
}

const ActionFields &FieldCatalogue::of(const QString &action) const
{
    static const ActionFields none;
    const auto it = m_actions.constFind(action);
    return it == m_actions.cend() ? none : *it;
}

Personal personalFrom(const QString &word)
{
    static const QHash<QString, Personal> classes{{u"name"_s, Personal::Name},
                                                  {u"number"_s, Personal::Number},
                                                  {u"phone"_s, Personal::Phone},
                                                  {u"address"_s, Personal::Address},
                                                  {u"narrative"_s, Personal::Narrative}};
    return classes.value(word.toLower(), Personal::No);
}

bool isKnownCode(const RuleSet &rules, const QString &list, const QString &code)
{
    if (const RuleTable *table = tableOfList(rules, list))
        return table->find(code) != nullptr;
    return rules.hasCode(list, code);
}

QString codeWord(const RuleSet &rules, const QString &list, const QString &code)
{
    if (const RuleTable *table = tableOfList(rules, list)) {
        const RuleRow *row = table->find(code);
        return row ? row->word() : code;
    }
    const QByteArray name = list.toLatin1();
    return rules.word(QLatin1StringView(name), code);
}

QString maskValue(Personal personal, const QString &value, bool maskNames, bool hideNarrative)
{
    if (value.isEmpty())
        return value;
    switch (personal) {
    case Personal::No:
        return value;
    case Personal::Name:
        return maskNames ? maskName(value) : value;
    case Personal::Number:
        return maskNumber(value);
    case Personal::Phone:
        return maskPhone(value);
    case Personal::Address:
        return maskAddress(value);
    case Personal::Narrative:
        return hideNarrative ? maskNarrative(value) : value;
    }
    return value;
}

namespace {

QJsonValue maskedJson(const FieldCatalogue &catalogue, const FieldSpec &spec, const QJsonValue &value, bool maskNames,
                      bool hideNarrative)
{
    if (spec.type == ValueType::Records) {
        QJsonArray masked;
        for (const QJsonValue &item : value.toArray())
            masked << maskedFields(catalogue, spec.target, item.toObject(), maskNames, hideNarrative);
        return masked;
    }
    if (spec.type == ValueType::Object)
        return maskedFields(catalogue, spec.target, value.toObject(), maskNames, hideNarrative);
    if (spec.type == ValueType::Document) {
        // Always a personal number, whatever the table's column says.
        QJsonObject document = value.toObject();
        document["number"_L1] = maskNumber(document["number"_L1].toString());
        return document;
    }
    // Logs and masked views keep no long text, personal or not (a whole rule table would be one).
    if (hideNarrative && value.isString() && value.toString().size() > longestKept)
        return maskNarrative(value.toString());
    if (spec.personal == Personal::No)
        return spec.type == ValueType::CitizenId ? QJsonValue(maskNumber(value.toString())) : value;
    if (!value.isString())
        return value;
    return maskValue(spec.personal, value.toString(), maskNames, hideNarrative);
}

} // namespace

QJsonObject maskedFields(const FieldCatalogue &catalogue, const QString &action, const QJsonObject &data,
                         bool maskNames, bool hideNarrative)
{
    const ActionFields &fields = catalogue.of(action);
    QJsonObject masked;
    for (auto it = data.constBegin(); it != data.constEnd(); ++it) {
        const FieldSpec *spec = fields.find(it.key());
        // What no row of the table describes is not shown: an older rule set may have called it personal.
        masked.insert(it.key(),
                      spec ? maskedJson(catalogue, *spec, it.value(), maskNames, hideNarrative) : QJsonValue(u"***"_s));
    }
    return masked;
}

} // namespace fengqiao
