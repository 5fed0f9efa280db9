#include "console.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>

#include <access/action.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

void write(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fputc('\n', stream);
}

QByteArray compact(const QJsonValue &value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

QString plain(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"1"_s : u"0"_s;
    return value.toVariant().toString();
}

} // namespace

Exit exitOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Usage:
        return Exit::Usage;
    case ErrorKind::Unopenable:
        return Exit::Unopenable;
    case ErrorKind::NotPermitted:
        return Exit::NotPermitted;
    case ErrorKind::Fault:
        return Exit::Fault;
    case ErrorKind::Invalid:
    case ErrorKind::NotFound:
    case ErrorKind::Forbidden:
    case ErrorKind::Conflict:
        return Exit::SomeRefused;
    }
    return Exit::Fault;
}

void Console::line(const QString &text) const
{
    write(stdout, text.toUtf8());
}

void Console::document(const QJsonValue &value) const
{
    write(stdout, compact(value));
}

void Console::message(const QString &text) const
{
    write(stderr, text.toUtf8());
}

Exit Console::report(const Error &error) const
{
    if (m_json)
        document(errorJson({}, error));
    message(error.message + u" ["_s + error.code + u']');
    return exitOf(error);
}

void Console::record(const QJsonObject &object) const
{
    if (m_json)
        document(object);
    else
        print(object, 0);
}

void Console::print(const QJsonValue &value, int depth) const
{
    const QString indent(qsizetype{2} * depth, u' ');
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isObject()) {
            line(indent + it.key() + u':');
            print(*it, depth + 1);
        } else if (it->isArray()) {
            line(indent + it.key() + u':');
            for (const QJsonValue &item : it->toArray()) {
                line(indent + u"  -"_s + (item.isObject() ? QString() : u' ' + plain(item)));
                print(item, depth + 2);
            }
        } else if (!it->isNull() && !plain(*it).isEmpty()) {
            line(indent + it.key() + u": "_s + plain(*it));
        }
    }
}

void Console::flush() const
{
    std::fflush(stdout);
}

} // namespace fengqiao
