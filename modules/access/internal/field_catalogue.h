#pragma once

#include <QHash>
#include <QRegularExpression>

#include <access/fields.h>
#include <store/entity.h>

namespace fengqiao {

enum class ValueType {
    Text,
    LongText,
    Integer,
    Bool,
    Money,
    Date,
    Instant,
    Code,
    Codes,
    Phone,
    Document,
    CitizenId,
    Division,
    Grid,
    File,
    Reference,
    Records,
    Rows, // rows:<record>, each answered for itself: see FieldChecker::takeRows
    Object
};

// One row of rule table `fields`, ready to use.
struct FieldSpec {
    QString name;
    ValueType type = ValueType::Text;
    QString target; // kind of a reference, record of a list or object
    QString list;   // code list, or a rule table
    QString min;
    QString max;
    bool always = false; // required in any case
    const Expression *requiredWhen = nullptr;
    Personal personal = Personal::No;
    QString column;
    const RuleRow *row = nullptr;
};

struct ActionFields {
    QList<FieldSpec> specs; // in the order of the table
    QHash<QString, qsizetype> byName;
    [[nodiscard]] const FieldSpec *find(const QString &name) const;
};

// All rows of `fields` by action (or record), compiled once a rule set: the action path looks nothing up by text.
class FieldCatalogue {
public:
    explicit FieldCatalogue(const RuleSet &rules);
    [[nodiscard]] const ActionFields &of(const QString &action) const; // empty for an action without fields

    [[nodiscard]] int maxText() const { return m_maxText; }

    [[nodiscard]] const QRegularExpression &gridPattern() const { return m_gridPattern; }

private:
    QHash<QString, ActionFields> m_actions;
    int m_maxText = 0;
    QRegularExpression m_gridPattern;
};

[[nodiscard]] Personal personalFrom(const QString &word);
// A code of a list of `codes`, or a key of the rule table of that name.
[[nodiscard]] bool isKnownCode(const RuleSet &rules, const QString &list, const QString &code);
[[nodiscard]] QString codeWord(const RuleSet &rules, const QString &list, const QString &code);

// The data of an action as a log may keep it: personal fields by their masks, free text by its length.
[[nodiscard]] QJsonObject maskedFields(const FieldCatalogue &catalogue, const QString &action, const QJsonObject &data,
                                       bool maskNames, bool maskNarrative);
[[nodiscard]] QString maskValue(Personal personal, const QString &value, bool maskNames, bool maskNarrative);

} // namespace fengqiao
