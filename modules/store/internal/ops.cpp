#include "ops.h"

#include <QDate>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace fengqiao {

void JsonText::string(QStringView text)
{
    static constexpr char digits[] = "0123456789abcdef";
    m_text += '"';
    for (const char c : text.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += c;
        } else if (byte < 0x20) {
            m_text += "\\u00";
            m_text += digits[byte >> 4];
            m_text += digits[byte & 0xf];
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

void JsonText::value(FieldType type, const QVariant &value)
{
    if (value.isNull()) {
        m_text += "null";
        return;
    }
    switch (type) {
    case FieldType::Text:
    case FieldType::Code:
        return string(value.toString());
    case FieldType::Json:
        return raw(value.toString().toUtf8()); // is compact JSON already
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        return number(value.toLongLong());
    case FieldType::Bool:
        return raw(value.toBool() ? "true" : "false");
    case FieldType::Date:
        return string(value.toDate().toString(Qt::ISODate));
    case FieldType::Id:
        return string(value.toUuid().toString(QUuid::WithoutBraces));
    case FieldType::Bytes:
        return raw(QByteArray("\"" + value.toByteArray().toBase64() + "\""));
    }
}

FieldVersions parseVersions(const QString &json, qint64 stamp)
{
    FieldVersions versions;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        versions.insert(it.key().toUtf8(), it.value().toInteger());
    if (versions.isEmpty())
        versions.insert({}, stamp);
    return versions;
}

QString versionsText(const FieldVersions &versions)
{
    QJsonObject object;
    for (auto it = versions.begin(); it != versions.end(); ++it)
        object.insert(QString::fromUtf8(it.key()), it.value());
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace fengqiao
