#include <widgets/history_words.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <core/locale.h>
#include <core/money.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HistoryWords)
};

constexpr int longestValue = 400; // of a text; the whole stands in the record

QString codeWord(const RuleSet &rules, const QString &list, const QString &code)
{
    if (list == "room_kinds"_L1 || list == "roles"_L1) { // lists that are tables of their own
        const RuleRow *row = rules.table(QLatin1StringView(list.toLatin1())).find(code);
        return row ? row->word() : code;
    }
    return rules.word(QLatin1StringView(list.toLatin1()), code);
}

QString plainValue(ReadContext &context, const RuleRow &field, const QString &type, const QJsonValue &value,
                   const RecordWords &words)
{
    const QString text = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (type == "code"_L1)
        return codeWord(context.rules, field.text("list"_L1), text);
    if (type == "money"_L1) {
        const auto money = Money::parse(text);
        return money ? money->display() : text;
    }
    if (type == "instant"_L1) {
        const auto at = Instant::parse(text);
        return at ? at->display() : text;
    }
    if (type == "division"_L1) {
        const QString name = words(type, text);
        return name.isEmpty() ? text : name;
    }
    return text.size() > longestValue ? text.left(longestValue) + u'…' : text;
}

QString recordedValue(ReadContext &context, const RuleRow &field, const QJsonValue &value, const RecordWords &words)
{
    const QString type = field.text("type"_L1);
    if (value.isUndefined() || value.isNull() || type.startsWith("list:"_L1) || type.startsWith("object:"_L1) ||
        type.startsWith("rows:"_L1) || type == "document"_L1)
        return {};
    if (type == "ref:account"_L1)
        return context.accountName(QUuid(value.toString()));
    if (type.startsWith("ref:"_L1))
        return words(type.sliced(4), value.toString());
    if (type == "bool"_L1) // "no" is worth a line where an answer was required
        return value.toBool() || !field.text("required"_L1).isEmpty()
                   ? (value.toBool() ? Words::tr("yes") : Words::tr("no"))
                   : QString();
    if (type == "codes"_L1) {
        QStringList list;
        for (const QJsonValue &code : value.toArray())
            list << codeWord(context.rules, field.text("list"_L1), code.toString());
        return joinedWords(list);
    }
    return plainValue(context, field, type, value, words);
}

} // namespace

QList<std::pair<QString, QString>> recordedDetails(ReadContext &context, const QString &action, const QJsonObject &data,
                                                   const RecordWords &words, const QStringList &without)
{
    QList<std::pair<QString, QString>> details;
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, action)) {
        const QString name = field->text("field"_L1);
        if (without.contains(name))
            continue;
        if (const QString value = recordedValue(context, *field, data.value(name), words); !value.isEmpty())
            details.append({field->word(), value});
    }
    return details;
}

QList<TimelineRow> timelineOf(ReadContext &context, const QJsonArray &history, const RecordWords &words,
                              const QStringList &without)
{
    QList<TimelineRow> rows;
    for (const QJsonValue &entry : history) {
        const QJsonObject line = entry.toObject();
        TimelineRow row;
        row.id = QString::number(line.value("seq"_L1).toInteger());
        row.at = Instant::parse(line.value("at"_L1).toString()).value_or(Instant());
        row.actor = line.value("actor_name"_L1).toString();
        row.action = line.value("action_word"_L1).toString();
        if (line.value("from"_L1) != line.value("to"_L1)) {
            row.from = line.value("from_word"_L1).toString();
            row.to = line.value("to_word"_L1).toString();
        }
        row.details = recordedDetails(context, line.value("action"_L1).toString(), line.value("data"_L1).toObject(),
                                      words, without);
        rows.append(row);
    }
    return rows;
}

} // namespace fengqiao
