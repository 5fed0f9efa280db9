#include "apply.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QStringDecoder>
#include <deque>

#include <mediation/papers.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Apply {
    Q_DECLARE_TR_FUNCTIONS(Apply)
};

constexpr size_t mostPending = 500; // as many as the writer takes into one commit

Error lineError(const QString &code, const QString &message, const QString &field = {})
{
    return Error{ErrorKind::Invalid, code, message, field, {}};
}

std::optional<Error> readKey(const QJsonObject &object, const QString &name, QString *target)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    if (!value.isString() || value.toString().size() > 200)
        return lineError(u"line.field_type"_s, Apply::tr("\"%1\" must be a text of at most 200 characters.").arg(name),
                         name);
    *target = value.toString();
    return std::nullopt;
}

std::optional<Error> readObject(const QJsonObject &object, ApplyLine *line)
{
    static const QStringList known{u"action"_s, u"key"_s, u"data"_s, u"at"_s, u"as"_s};
    QString at;
    for (const auto &[name, target] :
         {std::pair{u"key"_s, &line->key}, {u"action"_s, &line->request.action}, {u"as"_s, &line->as}, {u"at"_s, &at}})
        if (auto fault = readKey(object, name, target))
            return fault;
    for (const QString &name : object.keys())
        if (!known.contains(name))
            return lineError(u"line.field_unknown"_s, Apply::tr("A line has no field \"%1\".").arg(name.left(60)),
                             name.left(60));
    if (line->request.action.isEmpty())
        return lineError(u"line.action_missing"_s, Apply::tr("The line names no action."), u"action"_s);
    const QJsonValue data = object.value(u"data"_s);
    if (!data.isUndefined() && !data.isObject())
        return lineError(u"line.field_type"_s, Apply::tr("\"data\" must be an object."), u"data"_s);
    if (!at.isEmpty()) {
        const Result<Instant> instant = Instant::parse(at);
        if (!instant)
            return Error{ErrorKind::Invalid, instant.error().code, instant.error().message, u"at"_s, {}};
        line->request.at = *instant;
    }
    line->request.data = data.toObject();
    return std::nullopt;
}

std::optional<Error> readBytes(const LineReader::Line &bytes, ApplyLine *line)
{
    if (bytes.tooLong)
        return lineError(u"line.too_long"_s,
                         Apply::tr("The line is longer than %1 bytes.").arg(LineReader::longestLine));
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes.text);
    if (decoder.hasError() || text.contains(QChar(0)))
        return lineError(u"line.encoding"_s, Apply::tr("The line is not UTF-8 text."));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes.text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return lineError(
            u"line.json"_s,
            Apply::tr("The line is not JSON: %1 at character %2.").arg(problem.errorString()).arg(problem.offset + 1));
    if (!document.isObject())
        return lineError(u"line.json"_s, Apply::tr("The line is not a JSON object."));
    return readObject(document.object(), line);
}

struct Pending {
    QString key;
    std::optional<Error> fault;
    QFuture<Result<ActionOutcome>> answer;
    QStringList files; // contents stored for it
};

Pending submit(Desk &desk, ApplyLine line)
{
    QStringList files;
    if (!line.fault) {
        // A file that the line names by its path is stored first; the action then names its content.
        auto data = keepNamedFiles(desk, line.request.action, line.request.data, &files);
        if (data)
            line.request.data = std::move(*data);
        else
            line.fault = std::move(data.error());
    }
    if (line.fault)
        return {line.key, std::move(line.fault), {}, files};
    const bool asOther = !line.as.isEmpty() && line.as != desk.actor().login;
    return {line.key, std::nullopt,
            asOther ? desk.submitAs(line.as, std::move(line.request)) : desk.submit(std::move(line.request)), files};
}

} // namespace

ApplyLine parseLine(const LineReader::Line &bytes, std::optional<Instant> at)
{
    ApplyLine line;
    line.fault = readBytes(bytes, &line);
    line.request.key = line.key;
    if (!line.request.at)
        line.request.at = at;
    return line;
}

Exit applyLines(Desk &desk, LineReader &reader, const Console &console, std::optional<Instant> at)
{
    std::deque<Pending> pending;
    bool refused = false;
    const auto take = [&](const std::optional<LineReader::Line> &line) {
        if (line && !line->text.trimmed().isEmpty())
            pending.push_back(submit(desk, parseLine(*line, at)));
        return line.has_value();
    };
    while (true) {
        while (pending.size() < mostPending && take(reader.take())) {}
        if (pending.empty()) {
            console.flush(); // whoever feeds us waits for these answers
            if (!take(reader.wait()))
                break;
            continue;
        }
        Pending first = std::move(pending.front());
        pending.pop_front();
        const Result<ActionOutcome> answer =
            first.fault ? Result<ActionOutcome>(fail(*first.fault)) : first.answer.result();
        for (const QString &file : std::as_const(first.files)) // what no record names does not stay
            dropFile(desk, file);
        console.document(answer ? answer->toJson(first.key) : errorJson(first.key, answer.error()));
        refused = refused || !answer;
    }
    console.flush();
    return refused ? Exit::SomeRefused : Exit::Done;
}

} // namespace fengqiao
