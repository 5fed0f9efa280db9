#pragma once

#include <QByteArray>
#include <QHash>
#include <QVariant>

#include <store/entity.h>

namespace fengqiao {

// JSON written straight as text: an outbox entry is made for every change, and building QJsonObjects for it cost more
// than the insert itself.
class JsonText {
public:
    void raw(const char *text) { m_text += text; }

    void raw(const QByteArray &text) { m_text += text; }

    void string(QStringView text);

    void number(qint64 value) { m_text += QByteArray::number(value); }

    void value(FieldType type, const QVariant &value);

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

// Stamps of the fields changed since the row was made; the entry "" is the stamp of its making.
using FieldVersions = QHash<QByteArray, qint64>;

[[nodiscard]] FieldVersions parseVersions(const QString &json, qint64 stamp);
[[nodiscard]] QString versionsText(const FieldVersions &versions);

} // namespace fengqiao
