#include "scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <core/locale.h>
#include <grid/demo.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto linesFile = "demo/scenario.jsonl"_L1;
constexpr auto expectedFile = "scenario_expected.csv"_L1;

QUuid uuidOf(const QJsonValue &value)
{
    return QUuid::fromString(value.isObject() ? value.toObject().value("id"_L1).toString() : value.toString());
}

} // namespace

Result<Scenario> Scenario::load()
{
    QFile file(resourcePath(linesFile));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Fault, u"demo.faulty"_s, file.fileName() + u": "_s + file.errorString());
    Scenario scenario;
    while (!file.atEnd()) {
        const QJsonObject json = QJsonDocument::fromJson(file.readLine()).object();
        const auto at = Instant::parse(json.value("at"_L1).toString());
        if (!at)
            return fail(at.error());
        const QString key = json.value("key"_L1).toString();
        scenario.m_lines.append({key,
                                 json.value("as"_L1).toString(),
                                 {json.value("action"_L1).toString(), key, json.value("data"_L1).toObject(), *at}});
    }
    const auto rows = readDemoTable(expectedFile);
    if (!rows)
        return fail(rows.error());
    for (const DemoRow &row : *rows)
        scenario.m_expectations.append({row.value(u"record"_s), row.value(u"field"_s), row.value(u"value"_s)});
    return scenario;
}

const Scenario::Line *Scenario::line(const QString &key) const
{
    const auto found = std::ranges::find(m_lines, key, &Line::key);
    return found == m_lines.end() ? nullptr : &*found;
}

ActionRequest Scenario::request(const Line &line) const
{
    ActionRequest request = line.request;
    request.data = replaced(request.data, {}).toObject();
    return request;
}

void Scenario::bind(const QString &key, QUuid id)
{
    m_ids.insert(key, id);
}

void Scenario::bind(const QString &key, const ActionOutcome &outcome)
{
    const QUuid matter = uuidOf(outcome.extra.value("matter"_L1));
    bind(key, matter.isNull() ? outcome.id : matter);
    // What else it made goes by the name of its kind: the warning of an emergency, the confirmation of an agreement.
    for (auto it = outcome.extra.constBegin(); it != outcome.extra.constEnd(); ++it)
        if (const QUuid made = uuidOf(it.value()); !made.isNull())
            bind(key + u'/' + it.key(), made);
}

QStringList Scenario::keys() const
{
    QStringList keys;
    for (const Line &line : m_lines)
        keys << line.key;
    return keys;
}

QJsonValue Scenario::replaced(const QJsonValue &value, const QString &field) const
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = replaced(it.value(), it.key());
        return object;
    }
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &item : value.toArray())
            list.append(replaced(item, field));
        return list;
    }
    const QString text = value.toString();
    if (!text.startsWith(u'$'))
        return value;
    const QUuid made = m_ids.value(text.mid(1) + u'/' + field, m_ids.value(text.mid(1)));
    return made.isNull() ? value : QJsonValue(made.toString(QUuid::WithoutBraces));
}

} // namespace fengqiao
