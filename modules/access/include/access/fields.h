#pragma once

#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QUuid>
#include <QVariantMap>
#include <functional>
#include <memory>

#include <core/clock.h>
#include <core/error.h>
#include <core/money.h>
#include <core/rules.h>

namespace fengqiao {

// The data of one action after checking: names as in rule table `fields`, values typed.
class Fields {
public:
    [[nodiscard]] bool has(QLatin1StringView name) const { return m_values.contains(name); } // given and not null

    [[nodiscard]] QVariant value(QLatin1StringView name) const { return m_values.value(name); }

    [[nodiscard]] QString text(QLatin1StringView name) const { return value(name).toString(); }

    [[nodiscard]] qint64 integer(QLatin1StringView name) const { return value(name).toLongLong(); }

    [[nodiscard]] bool flag(QLatin1StringView name) const { return value(name).toBool(); }

    [[nodiscard]] Money money(QLatin1StringView name) const { return Money{integer(name)}; }

    [[nodiscard]] QDate date(QLatin1StringView name) const { return value(name).toDate(); }

    [[nodiscard]] Instant instant(QLatin1StringView name) const { return Instant{integer(name)}; }

    [[nodiscard]] QUuid uuid(QLatin1StringView name) const { return value(name).toUuid(); } // resolved references

    [[nodiscard]] QStringList codes(QLatin1StringView name) const { return value(name).toStringList(); }

    [[nodiscard]] const QList<Fields> &records(QLatin1StringView name) const; // type list:<record>
    [[nodiscard]] QJsonObject toJson() const;                                 // canonical: what history keeps

    void set(QLatin1StringView name, const QVariant &value) { m_values.insert(name, value); }

    void setRecords(QLatin1StringView name, QList<Fields> records)
    {
        m_values.insert(name, records.size());
        m_records.insert(QString(name), std::move(records));
    }

private:
    friend class FieldChecker; // internal to FieldRules
    QVariantMap m_values;
    QHash<QString, QList<Fields>> m_records;
    QSet<QString> m_money; // held as numbers, written as yuan and as ISO 8601
    QSet<QString> m_instants;
    QSet<QString> m_objects; // object:<record>: one record, not a list
};

class FieldCatalogue; // internal: the rows of `fields`, compiled once a rule set

// Turns a reference as written ("LF-620521-...", a UUID, "$key") into the id of a record of that kind, or an error.
using Resolver = std::function<Result<QUuid>(const QString &kind, const QString &text)>;

// Checks JSON against the rows of rule table `fields` for one action. Columns: action,field,type,required,list,min,max,
// personal,zh,en,hint_zh,hint_en. Types:
//   text (one line, 200), long_text (10,000), int, bool, money, date, instant, code (of `list`), codes (array),
//   phone, document (object {type, number}), citizen_id, division, grid, ref:<kind> (visit, matter, account, unit,
//   room, window, person), list:<record> (array of objects whose fields are the rows of action <record>),
//   object:<record> (records() with one element)
// Values: text, code, phone, division, grid, citizen_id as QString; money as fen; instant as ms; date as QDate; ref as
// QUuid; codes as QStringList; document as text("<field>.type") and text("<field>.number"). min and max: the value of
// an int, yuan of a money, the length of a text, the number of items of codes and lists; today or now for dates and
// instants.
// `required` is empty, 1, or an expression over the other given fields. Error codes are
// "<subject>.<field without _>_<fault>", fault one of missing, type, range, too_long, unknown (code), format,
// impossible, check_digit, too_many; a field that no row names is "<subject>.field_unknown". `subject` is visit,
// matter, account ...
class FieldRules {
public:
    explicit FieldRules(Rules rules);

    [[nodiscard]] Result<Fields> check(const QString &action, const QString &subject, const QString &ruleId,
                                       const QJsonObject &data, QDate today, const Resolver &resolve) const;
    [[nodiscard]] QList<const RuleRow *> fieldsOf(const QString &action) const; // in the order of the table

    [[nodiscard]] const FieldCatalogue &catalogue() const { return *m_catalogue; }

private:
    Rules m_rules;
    std::shared_ptr<const FieldCatalogue> m_catalogue;
};

} // namespace fengqiao
