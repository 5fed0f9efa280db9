#pragma once

#include <QJsonObject>
#include <QString>

#include <core/error.h>

namespace fengqiao {

// Exit codes of contract.md.
enum class Exit { Done = 0, SomeRefused = 1, Usage = 2, Unopenable = 3, NotPermitted = 4, Unreachable = 5, Fault = 70 };

[[nodiscard]] Exit exitOf(const Error &error);

// What a command says: results on standard output (words, or one JSON document with --json), messages on standard
// error.
class Console {
public:
    explicit Console(bool json)
        : m_json(json)
    {
    }

    [[nodiscard]] bool json() const { return m_json; }

    void line(const QString &text) const;         // standard output
    void document(const QJsonValue &value) const; // standard output, compact JSON
    void message(const QString &text) const;      // standard error
    // The error as a sentence and, with --json, as an object; returns its exit code.
    Exit report(const Error &error) const;
    // A record, a list of records: indented words, or the JSON itself.
    void record(const QJsonObject &object) const;
    void flush() const;

private:
    void print(const QJsonValue &value, int depth) const;
    bool m_json;
};

} // namespace fengqiao
