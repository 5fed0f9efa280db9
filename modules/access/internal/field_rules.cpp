#include <QCoreApplication>
#include <QJsonArray>

#include <access/fields.h>
#include <core/division.h>
#include <core/document_number.h>
#include <store/blobs.h>

#include "field_catalogue.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lineMax = 200;
constexpr qsizetype defaultTextMax = 10'000;
constexpr qsizetype itemsMax = 1'000;

} // namespace

// One run over the data of one action, or of one record inside it.
class FieldChecker {
    Q_DECLARE_TR_FUNCTIONS(FieldRules)

public:
    struct Frame {
        const FieldCatalogue &catalogue;
        const RuleSet &rules;
        const QString &ruleId;
        QDate today;
        const Resolver &resolve;
    };

    FieldChecker(const Frame &frame, const QString &action, QString subject, QString path)
        : m_frame(frame)
        , m_fields(frame.catalogue.of(action))
        , m_subject(std::move(subject))
        , m_path(std::move(path))
    {
    }

    Result<Fields> run(const QJsonObject &data, Fields fields)
    {
        m_out = std::move(fields);
        if (const auto taken = takeAll(data); !taken)
            return fail(taken.error());
        return std::move(m_out);
    }

    // The same for one row of a batch: the values in the order of the table's rows, without a name to each.
    Result<QVariantList> runRow(const QJsonObject &data)
    {
        m_row.emplace(m_fields.specs.size());
        if (const auto taken = takeAll(data); !taken)
            return fail(taken.error());
        return std::move(*m_row);
    }

private:
    Result<> takeAll(const QJsonObject &data)
    {
        m_given.fill(false, m_fields.specs.size());
        qsizetype known = 0;
        for (const FieldSpec &spec : m_fields.specs) {
            const QJsonValue value = data.value(spec.name);
            known += value.isUndefined() ? 0 : 1;
            if (const auto taken = take(spec, value); !taken)
                return unknownField(data, known).value_or(taken);
        }
        if (const auto unknown = unknownField(data, known))
            return *unknown;
        return requireAll();
    }

    // Names are looked at only if there are more of them than fields were found.
    std::optional<Result<>> unknownField(const QJsonObject &data, qsizetype known) const
    {
        if (known == data.size())
            return std::nullopt;
        for (auto it = data.constBegin(); it != data.constEnd(); ++it)
            if (!m_fields.byName.contains(it.key()))
                return fail(ErrorKind::Invalid, m_subject % u".field_unknown",
                            tr("\"%1\" is not a field of this action (rule %2).").arg(it.key(), m_frame.ruleId),
                            m_path + it.key(), m_frame.ruleId);
        return std::nullopt;
    }

    [[nodiscard]] qsizetype placeOf(const FieldSpec &spec) const { return &spec - m_fields.specs.constData(); }

    std::unexpected<Error> fault(const FieldSpec &spec, QLatin1StringView what, const QString &sentence) const
    {
        QString field = spec.name;
        field.remove(u'_');
        const QString place = m_path.isEmpty() ? QString() : tr(" in %1").arg(m_path.chopped(1));
        return fail(ErrorKind::Invalid, m_subject % u'.' % field % u'_' % what,
                    sentence.arg(spec.row->word() + place, m_frame.ruleId), m_path + spec.name, m_frame.ruleId);
    }

    std::unexpected<Error> wrongType(const FieldSpec &spec, const QString &wanted) const
    {
        return fault(spec, "type"_L1, tr("\"%1\" must be %3 (rule %2).").replace(u"%3"_s, wanted));
    }

    Result<> requireAll() const
    {
        for (const FieldSpec &spec : m_fields.specs) {
            if (m_given.at(placeOf(spec)))
                continue;
            const bool needed =
                spec.always || (spec.requiredWhen && spec.requiredWhen->matches([this](const QString &name) {
                    return lookup(name.startsWith("data."_L1) ? name.sliced(5) : name);
                }));
            if (needed)
                return fault(spec, "missing"_L1, tr("\"%1\" must be given (rule %2)."));
        }
        return {};
    }

    QVariant lookup(const QString &name) const
    {
        const FieldSpec *spec = m_fields.find(name);
        if (!spec || !m_given.at(placeOf(*spec)))
            return {};
        if (m_row)
            return m_row->at(placeOf(*spec));
        const QByteArray key = name.toLatin1();
        if (spec->type == ValueType::Records)
            return m_out.records(QLatin1StringView(key)).size();
        return m_out.value(QLatin1StringView(key));
    }

    void put(const FieldSpec &spec, const QVariant &value)
    {
        if (m_row)
            (*m_row)[placeOf(spec)] = value;
        else
            m_out.m_values.insert(spec.name, value);
        m_given[placeOf(spec)] = true;
    }

    Result<> take(const FieldSpec &spec, const QJsonValue &value)
    {
        if (value.isNull() || value.isUndefined())
            return {};
        switch (spec.type) {
        case ValueType::Integer:
            return takeInteger(spec, value);
        case ValueType::Bool:
            if (!value.isBool())
                return wrongType(spec, tr("true or false"));
            put(spec, value.toBool());
            return {};
        case ValueType::Codes:
            return takeCodes(spec, value);
        case ValueType::Document:
            return takeDocument(spec, value);
        case ValueType::Records:
            return takeRecords(spec, value);
        case ValueType::Rows:
            return takeRows(spec, value);
        case ValueType::Object:
            return takeObject(spec, value);
        default:
            return takeText(spec, value);
        }
    }

    Result<> takeInteger(const FieldSpec &spec, const QJsonValue &value)
    {
        constexpr qint64 no = std::numeric_limits<qint64>::min();
        const qint64 number = value.toInteger(no);
        if (!value.isDouble() || number == no)
            return wrongType(spec, tr("a whole number"));
        if ((!spec.min.isEmpty() && number < spec.min.toLongLong()) ||
            (!spec.max.isEmpty() && number > spec.max.toLongLong()))
            return outOfRange(spec);
        put(spec, number);
        return {};
    }

    std::unexpected<Error> outOfRange(const FieldSpec &spec) const
    {
        QString sentence = tr("\"%1\" must be from %3 to %4 (rule %2).");
        if (spec.max.isEmpty())
            sentence = tr("\"%1\" must be at least %3 (rule %2).");
        else if (spec.min.isEmpty())
            sentence = tr("\"%1\" must be at most %4 (rule %2).");
        return fault(spec, "range"_L1, sentence.replace(u"%3"_s, spec.min).replace(u"%4"_s, spec.max));
    }

    Result<> takeCodes(const FieldSpec &spec, const QJsonValue &value)
    {
        if (!value.isArray())
            return wrongType(spec, tr("a list of codes"));
        const QJsonArray items = value.toArray();
        if (const auto counted = checkCount(spec, items.size()); !counted)
            return counted;
        QStringList codes;
        for (const QJsonValue &item : items) {
            if (!item.isString())
                return wrongType(spec, tr("a list of codes"));
            if (!isKnownCode(m_frame.rules, spec.list, item.toString()))
                return unknownCode(spec, item.toString());
            if (!codes.contains(item.toString()))
                codes << item.toString();
        }
        if (!codes.isEmpty())
            put(spec, codes);
        return {};
    }

    std::unexpected<Error> unknownCode(const FieldSpec &spec, const QString &code) const
    {
        return fault(spec, "unknown"_L1,
                     tr("\"%1\" does not know the code \"%3\" (rule %2).").replace(u"%3"_s, code.left(40)));
    }

    Result<> checkCount(const FieldSpec &spec, qsizetype count) const
    {
        const qsizetype most = spec.max.isEmpty() ? itemsMax : spec.max.toLongLong();
        if (count > most)
            return fault(spec, "too_many"_L1,
                         tr("\"%1\" takes at most %3 entries (rule %2).").replace(u"%3"_s, QString::number(most)));
        if (!spec.min.isEmpty() && count < spec.min.toLongLong())
            return fault(spec, "range"_L1,
                         tr("\"%1\" needs at least %3 entries (rule %2).").replace(u"%3"_s, spec.min));
        return {};
    }

    Result<> takeDocument(const FieldSpec &spec, const QJsonValue &value)
    {
        if (!value.isObject())
            return wrongType(spec, tr("a document with type and number"));
        const QJsonObject object = value.toObject();
        const QString type = object["type"_L1].toString();
        const QString number = object["number"_L1].toString();
        if (type.isEmpty() && number.isEmpty())
            return {};
        if (object.size() > 2 || !object["type"_L1].isString() || !object["number"_L1].isString())
            return wrongType(spec, tr("a document with type and number"));
        if (!isKnownCode(m_frame.rules, spec.list.isEmpty() ? u"document_type"_s : spec.list, type))
            return unknownCode(spec, type);
        const auto document = DocumentNumber::parse(type, number, m_frame.today);
        if (!document)
            return badNumber(spec, document.error());
        m_out.m_values.insert(spec.name % u".type", document->type);
        m_out.m_values.insert(spec.name % u".number", document->number);
        put(spec, document->number);
        return {};
    }

    // The number parsers of core say what is wrong; here it gets the field's name.
    std::unexpected<Error> badNumber(const FieldSpec &spec, const Error &error) const
    {
        QLatin1StringView what = "format"_L1;
        if (error.code.endsWith("check_digit"_L1))
            what = "check_digit"_L1;
        else if (error.code.endsWith("date"_L1) || error.code.endsWith("impossible"_L1))
            what = "impossible"_L1;
        else if (error.code.endsWith("range"_L1))
            what = "range"_L1;
        else if (error.code.endsWith("too_long"_L1))
            what = "too_long"_L1;
        return fault(spec, what, tr("\"%1\": %3 (rule %2)").replace(u"%3"_s, error.message));
    }

    Result<> takeRecords(const FieldSpec &spec, const QJsonValue &value)
    {
        if (!value.isArray())
            return wrongType(spec, tr("a list of records"));
        const QJsonArray items = value.toArray();
        if (const auto counted = checkCount(spec, items.size()); !counted)
            return counted;
        QList<Fields> records;
        for (qsizetype i = 0; i < items.size(); ++i) {
            auto record = nested(spec, items.at(i), spec.name % u'[' % QString::number(i) % u']');
            if (!record)
                return fail(record.error());
            records << std::move(*record);
        }
        return keep(spec, std::move(records));
    }

    // Rows of a batch: one at fault is left out and the others stay. The handler finds them as value "<field>.taken", a
    // list of lists: the values of a row in the order of the table, behind them its place in the batch; and those
    // refused as records "<field>.refused" (row, field, code, message, rule). History and audit keep their number only.
    // Such rows hold single values: no records, and no documents.
    Result<> takeRows(const FieldSpec &spec, const QJsonValue &value)
    {
        if (!value.isArray())
            return wrongType(spec, tr("a list of records"));
        const QJsonArray items = value.toArray();
        if (const auto counted = checkCount(spec, items.size()); !counted)
            return counted;
        QList<QVariantList> taken;
        QList<Fields> refused;
        taken.reserve(items.size());
        for (qsizetype i = 0; i < items.size(); ++i) {
            auto row = items.at(i).isObject()
                           ? FieldChecker(m_frame, spec.target, spec.target, {}).runRow(items.at(i).toObject())
                           : Result<QVariantList>(wrongType(spec, tr("a list of records")));
            if (!row) {
                refused << refusal(i, row.error());
                continue;
            }
            *row << i;
            taken << std::move(*row);
        }
        put(spec, items.size());
        m_out.m_values.insert(spec.name % u".taken", QVariant::fromValue(std::move(taken)));
        m_out.m_records.insert(spec.name % u".refused", std::move(refused));
        return {};
    }

    static Fields refusal(qsizetype row, const Error &error)
    {
        Fields fields;
        fields.set("row"_L1, row);
        fields.set("field"_L1, error.field);
        fields.set("code"_L1, error.code);
        fields.set("message"_L1, error.message);
        fields.set("rule"_L1, error.rule);
        return fields;
    }

    Result<> takeObject(const FieldSpec &spec, const QJsonValue &value)
    {
        auto record = nested(spec, value, spec.name);
        if (!record)
            return fail(record.error());
        m_out.m_objects.insert(spec.name);
        return keep(spec, {std::move(*record)});
    }

    Result<> keep(const FieldSpec &spec, QList<Fields> records)
    {
        if (records.isEmpty())
            return {};
        m_out.m_values.insert(spec.name, records.size()); // has() is true, and rules may count
        m_out.m_records.insert(spec.name, std::move(records));
        m_given[placeOf(spec)] = true;
        return {};
    }

    Result<Fields> nested(const FieldSpec &spec, const QJsonValue &value, const QString &step)
    {
        if (!value.isObject())
            return wrongType(spec, tr("a record with named fields"));
        return FieldChecker(m_frame, spec.target, spec.target, m_path % step % u'.').run(value.toObject(), {});
    }

    Result<> takeText(const FieldSpec &spec, const QJsonValue &value)
    {
        if (!value.isString())
            return wrongType(spec, tr("a text"));
        const QString text = value.toString().trimmed();
        if (text.isEmpty())
            return {}; // an empty box on a form is a field not given
        if (const auto fits = checkLength(spec, text); !fits)
            return fits;
        switch (spec.type) {
        case ValueType::Code:
            if (!isKnownCode(m_frame.rules, spec.list, text))
                return unknownCode(spec, text);
            put(spec, text);
            return {};
        case ValueType::Money:
            return takeMoney(spec, text);
        case ValueType::Date:
            return takeDate(spec, text);
        case ValueType::Instant:
            return takeInstant(spec, text);
        case ValueType::Reference:
            return takeReference(spec, text);
        case ValueType::File:
            return takeFile(spec, text);
        default:
            return takeFormatted(spec, text);
        }
    }

    Result<> checkLength(const FieldSpec &spec, const QString &text) const
    {
        const bool isLong = spec.type == ValueType::LongText;
        const bool isText = isLong || spec.type == ValueType::Text;
        const qsizetype general = m_frame.catalogue.maxText() > 0 ? m_frame.catalogue.maxText() : defaultTextMax;
        qsizetype most = isLong ? general : lineMax;
        if (isText && !spec.max.isEmpty())
            most = spec.max.toLongLong();
        if (text.size() > most)
            return fault(spec, "too_long"_L1,
                         tr("\"%1\" may have at most %3 characters, it has %4 (rule %2).")
                             .replace(u"%3"_s, QString::number(most))
                             .replace(u"%4"_s, QString::number(text.size())));
        if (isText && !spec.min.isEmpty() && text.size() < spec.min.toLongLong())
            return fault(spec, "range"_L1,
                         tr("\"%1\" needs at least %3 characters (rule %2).").replace(u"%3"_s, spec.min));
        for (const QChar c : text)
            if (c.category() == QChar::Other_Control && !(isLong && (c == u'\n' || c == u'\t' || c == u'\r')))
                return fault(spec, "format"_L1, tr("\"%1\" holds a character that cannot be printed (rule %2)."));
        return {};
    }

    Result<> takeMoney(const FieldSpec &spec, const QString &text)
    {
        const auto money = Money::parse(text);
        if (!money)
            return badNumber(spec, money.error());
        if (beyond(spec.min, *money, std::less<>()) || beyond(spec.max, *money, std::greater<>()))
            return outOfRange(spec);
        m_out.m_money.insert(spec.name);
        put(spec, money->fen);
        return {};
    }

    template <typename Compare> static bool beyond(const QString &limit, Money money, Compare compare)
    {
        if (limit.isEmpty())
            return false;
        const auto bound = Money::parse(limit);
        return bound && compare(money, *bound);
    }

    Result<> takeDate(const FieldSpec &spec, const QString &text)
    {
        const auto date = parseDate(text);
        if (!date)
            return badNumber(spec, date.error());
        if (!dateFits(spec, *date))
            return outOfRange(spec);
        put(spec, *date);
        return {};
    }

    bool dateFits(const FieldSpec &spec, QDate date) const
    {
        const auto bound = [this](const QString &text) {
            return text == "today"_L1 || text == "now"_L1 ? m_frame.today : QDate::fromString(text, Qt::ISODate);
        };
        const QDate from = bound(spec.min);
        const QDate to = bound(spec.max);
        return (!from.isValid() || date >= from) && (!to.isValid() || date <= to);
    }

    Result<> takeInstant(const FieldSpec &spec, const QString &text)
    {
        const auto instant = Instant::parse(text);
        if (!instant)
            return badNumber(spec, instant.error());
        if (!dateFits(spec, instant->localDate()))
            return outOfRange(spec);
        m_out.m_instants.insert(spec.name);
        put(spec, instant->ms);
        return {};
    }

    Result<> takeReference(const FieldSpec &spec, const QString &text)
    {
        auto id = m_frame.resolve(spec.target, text);
        if (!id) {
            Error error = std::move(id.error());
            error.field = m_path + spec.name;
            error.rule = m_frame.ruleId;
            return fail(std::move(error));
        }
        put(spec, *id);
        return {};
    }

    // The name of a content that is in the county's file already (store/blobs.h), never a path: what is attached was
    // looked through before it was stored.
    Result<> takeFile(const FieldSpec &spec, const QString &text)
    {
        if (!isBlobHash(text))
            return fault(spec, "format"_L1,
                         tr("\"%1\" must name a stored file by \"sha256:\" and its digits (rule %2)."));
        if (const auto known = m_frame.resolve(u"file"_s, text); !known)
            return fault(spec, "unknown"_L1, tr("The content of \"%1\" is not stored here (rule %2)."));
        put(spec, text);
        return {};
    }

    Result<> takeFormatted(const FieldSpec &spec, const QString &text)
    {
        Result<QString> value = text;
        if (spec.type == ValueType::Phone)
            value = parsePhone(text);
        else if (spec.type == ValueType::CitizenId)
            value = CitizenId::parse(text, m_frame.today).transform([](const CitizenId &id) { return id.digits(); });
        else if (spec.type == ValueType::Division)
            value = DivisionCode::parse(text).transform([](const DivisionCode &code) { return code.digits(); });
        else if (spec.type == ValueType::Grid)
            value = GridCode::parse(text, m_frame.catalogue.gridPattern()).transform([](const GridCode &code) {
                return code.text();
            });
        if (!value)
            return badNumber(spec, value.error());
        put(spec, *value);
        return {};
    }

    const Frame &m_frame;
    const ActionFields &m_fields;
    QString m_subject;
    QString m_path; // "parties[0]." inside a record
    Fields m_out;
    QList<bool> m_given;                 // by place in m_fields
    std::optional<QVariantList> m_row{}; // of a batch, instead of m_out
};

namespace {

QJsonValue plainJson(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QUuid:
        return value.toUuid().toString(QUuid::WithoutBraces);
    case QMetaType::QStringList:
        return QJsonArray::fromStringList(value.toStringList());
    default:
        return QJsonValue::fromVariant(value);
    }
}

} // namespace

const QList<Fields> &Fields::records(QLatin1StringView name) const
{
    static const QList<Fields> none;
    const auto it = m_records.constFind(QString(name));
    return it == m_records.cend() ? none : *it;
}

QJsonObject Fields::toJson() const
{
    QJsonObject json;
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it) {
        const QString &name = it.key();
        if (m_records.contains(name) || name.contains(u'.'))
            continue;
        if (m_money.contains(name))
            json.insert(name, Money{it->toLongLong()}.toString());
        else if (m_instants.contains(name))
            json.insert(name, Instant{it->toLongLong()}.toIso());
        else if (const QString type = m_values.value(name % u".type").toString(); !type.isEmpty())
            json.insert(name, QJsonObject{{u"number"_s, it->toString()}, {u"type"_s, type}});
        else if (!it->isNull())
            json.insert(name, plainJson(*it));
    }
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it) {
        if (it.key().contains(u'.')) // rows of a batch
            continue;
        QJsonArray items;
        for (const Fields &record : *it)
            items << record.toJson();
        json.insert(it.key(), m_objects.contains(it.key()) ? items.at(0) : QJsonValue(items));
    }
    return json;
}

FieldRules::FieldRules(Rules rules)
    : m_rules(std::move(rules))
    , m_catalogue(std::make_shared<const FieldCatalogue>(*m_rules))
{
}

Result<Fields> FieldRules::check(const QString &action, const QString &subject, const QString &ruleId,
                                 const QJsonObject &data, QDate today, const Resolver &resolve) const
{
    const FieldChecker::Frame frame{*m_catalogue, *m_rules, ruleId, today, resolve};
    return FieldChecker(frame, action, subject, {}).run(data, {});
}

QList<const RuleRow *> FieldRules::fieldsOf(const QString &action) const
{
    QList<const RuleRow *> rows;
    for (const FieldSpec &spec : m_catalogue->of(action).specs)
        rows << spec.row;
    return rows;
}

} // namespace fengqiao
