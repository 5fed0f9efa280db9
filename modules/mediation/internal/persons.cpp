#include <mediation/persons.h>

#include <QCoreApplication>

#include <core/document_number.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Given {
    QString documentType;
    QString documentNumber;
};

// FieldRules has checked the document and keeps its two halves under these names.
Given documentOf(const Fields &person)
{
    return {person.text("document.type"_L1), person.text("document.number"_L1)};
}

void setIfGiven(Row &row, QLatin1StringView column, const Fields &data)
{
    if (data.has(column))
        row.set(column, data.value(column));
}

void setIfBlank(Row &row, QLatin1StringView column, const QVariant &value)
{
    if (row.isNull(column) && !value.isNull() && !(value.typeId() == QMetaType::QString && value.toString().isEmpty()))
        row.set(column, value);
}

// What changes in life (phone, address) follows the newest statement; what does not is filled only where it was blank.
Result<QUuid> refresh(ActionContext &context, Row person, const Fields &data, const Given &given)
{
    if (data.has("name"_L1) && fold(data.text("name"_L1)) != fold(person.text("name"_L1)))
        context.warn(QCoreApplication::translate("Persons", "This document is on file under another name (%1); the "
                                                            "record on file was kept. Please check.")
                         .arg(maskName(person.text("name"_L1))));
    setIfGiven(person, "phone"_L1, data);
    setIfGiven(person, "address"_L1, data);
    setIfBlank(person, "sex"_L1, data.value("sex"_L1));
    setIfBlank(person, "place"_L1, data.value("place"_L1));
    setIfBlank(person, "document_type"_L1, given.documentType);
    setIfBlank(person, "document_number"_L1, given.documentNumber);
    setBlockKeys(person);
    if (!person.changedFields().isEmpty()) {
        context.tx.update(person);
        context.tx.index(person, personKeys(person));
    }
    return person.id();
}

} // namespace

SearchKeys personKeys(const Row &person)
{
    const auto list = [&](QLatin1StringView field) {
        return person.text(field).isEmpty() ? QStringList() : QStringList{person.text(field)};
    };
    SearchKeys keys;
    keys.names = list("name"_L1);
    keys.phones = list("phone"_L1);
    keys.documents = list("document_number"_L1);
    keys.addresses = list("address"_L1);
    return keys;
}

QString phoneTail(const QString &phone)
{
    return phone.size() < 4 ? QString() : phone.right(4);
}

QDate birthOf(const QString &documentType, const QString &number)
{
    return documentType == "citizen_id"_L1 && number.size() == 18 ? QDate::fromString(number.mid(6, 8), u"yyyyMMdd"_s)
                                                                  : QDate();
}

void setBlockKeys(Row &person)
{
    const auto put = [&](QLatin1StringView column, const QVariant &value) {
        if (person.value(column) != value)
            person.set(column, value);
    };
    const QStringList readings = pinyin(person.text("name"_L1));
    put("name_key"_L1, readings.isEmpty() ? QVariant() : QVariant(readings.first()));
    const QString tail = phoneTail(person.text("phone"_L1));
    put("phone_tail"_L1, tail.isEmpty() ? QVariant() : QVariant(tail));
    const QDate birth = birthOf(person.text("document_type"_L1), person.text("document_number"_L1));
    put("birth"_L1, birth.isValid() ? QVariant(birth) : QVariant());
}

Result<QUuid> findOrMakePerson(ActionContext &context, const Fields &data)
{
    const Given given = documentOf(data);
    if (data.has("person"_L1)) { // chosen among the duplicate hints
        if (auto known = context.tx.find(personEntity(), data.uuid("person"_L1)))
            return refresh(context, std::move(*known), data, given);
    }
    if (!given.documentNumber.isEmpty()) {
        const QList<Row> known =
            context.tx.select(personEntity(), u"document_number = ? AND document_type = ? LIMIT 1"_s,
                              {given.documentNumber, given.documentType});
        if (!known.isEmpty())
            return refresh(context, known.first(), data, given);
    }
    if (!data.has("name"_L1))
        return fail(ErrorKind::Invalid, u"person.name_missing"_s,
                    QCoreApplication::translate("Persons", "A person needs a name; nothing was written."), u"name"_s);
    Row person(personEntity());
    for (const QLatin1StringView column : {"name"_L1, "sex"_L1, "phone"_L1, "address"_L1, "place"_L1})
        setIfGiven(person, column, data);
    setIfBlank(person, "document_type"_L1, given.documentType);
    setIfBlank(person, "document_number"_L1, given.documentNumber);
    setBlockKeys(person);
    context.tx.insert(person);
    context.tx.index(person, personKeys(person));
    return person.id();
}

} // namespace fengqiao
