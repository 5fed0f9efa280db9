#pragma once

#include <QByteArray>
#include <QHash>
#include <QVariant>
#include <string>

#include <store/entity.h>

namespace fengqiao {

// JSON written straight as text: an outbox entry is made for every change, and building QJsonObjects for it cost more
// than the insert itself.
class JsonText {
public:
    void raw(const char *text) { m_text += text; }

    void raw(QByteArrayView text) { m_text.append(text.data(), static_cast<size_t>(text.size())); }

    void string(QStringView text);

    void number(qint64 value) { m_text += std::to_string(value); }

    void value(FieldType type, const QVariant &value);

    [[nodiscard]] QByteArrayView text() const { return {m_text.data(), static_cast<qsizetype>(m_text.size())}; }

private:
    std::string m_text; // appends a letter three times as fast as QByteArray
};

// Stamps of the fields changed since the row was made; the entry "" is the stamp of its making.
using FieldVersions = QHash<QByteArray, qint64>;

[[nodiscard]] FieldVersions parseVersions(const QString &json, qint64 stamp);
[[nodiscard]] QString versionsText(const FieldVersions &versions);

} // namespace fengqiao
