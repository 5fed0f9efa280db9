#include "timeline_words.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <core/money.h>
#include <grid/grid.h>
#include <mediation/mediation.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestValue = 400; // of a text; the whole stands in the dossier

QString codeWord(const RuleSet &rules, const QString &list, const QString &code)
{
    if (list == "room_kinds"_L1 || list == "roles"_L1) { // lists that are tables of their own
        const RuleRow *row = rules.table(QLatin1StringView(list.toLatin1())).find(code);
        return row ? row->word() : code;
    }
    return rules.word(QLatin1StringView(list.toLatin1()), code);
}

QString nameOf(ReadContext &context, const QString &kind, QUuid id)
{
    if (id.isNull())
        return {};
    if (kind == "account"_L1)
        return context.accountName(id);
    if (kind == "unit"_L1)
        return organisationName(context.tx, id);
    if (kind == "room"_L1) {
        const auto room = context.tx.find(roomEntity(), id);
        return room ? room->text("name"_L1) : QString();
    }
    if (kind == "matter"_L1) {
        const auto matter = context.tx.find(matterEntity(), id);
        return matter ? matter->text("number"_L1) : QString();
    }
    return {};
}

QString boolWord(bool yes)
{
    return yes ? QCoreApplication::translate("MatterPanel", "yes") : QCoreApplication::translate("MatterPanel", "no");
}

QString plainValue(ReadContext &context, const RuleRow &field, const QString &type, const QJsonValue &value)
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
        const auto code = DivisionCode::parse(text);
        return code ? placeName(context.tx, *code) : text;
    }
    return text.size() > longestValue ? text.left(longestValue) + u'…' : text;
}

// Empty for what is not told in a line: lists of people, the matter itself, what was not given.
QString shownValue(ReadContext &context, const RuleRow &field, const QJsonValue &value)
{
    const QString type = field.text("type"_L1);
    if (value.isUndefined() || value.isNull() || type.startsWith("list:"_L1) || type.startsWith("object:"_L1) ||
        type == "document"_L1)
        return {};
    if (type.startsWith("ref:"_L1))
        return nameOf(context, type.sliced(4), QUuid(value.toString()));
    if (type == "bool"_L1) // "no" is worth a line where an answer was required
        return value.toBool() || !field.text("required"_L1).isEmpty() ? boolWord(value.toBool()) : QString();
    if (type == "codes"_L1) {
        QStringList words;
        for (const QJsonValue &code : value.toArray())
            words << codeWord(context.rules, field.text("list"_L1), code.toString());
        return words.join(QCoreApplication::translate("MatterPanel", ", ", "between words of a list"));
    }
    return plainValue(context, field, type, value);
}

} // namespace

QList<TimelineRow> timelineRows(ReadContext &context, const MatterView &view)
{
    QList<TimelineRow> rows;
    const QString emergency = context.rules.setting("emergency_state"_L1);
    int place = static_cast<int>(view.timeline.size());
    for (const TimelineLine &line : view.timeline) {
        TimelineRow row;
        row.id = QString::number(place--);
        row.at = line.at;
        row.actor = line.who;
        row.action = line.actionWord;
        if (line.from != line.to) {
            row.from = line.fromWord;
            row.to = line.toWord;
        }
        row.marked = line.to == emergency;
        for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, line.action)) {
            const QString name = field->text("field"_L1);
            if (name == "matter"_L1)
                continue;
            if (const QString value = shownValue(context, *field, line.data.value(name)); !value.isEmpty())
                row.details.append({field->word(), value});
        }
        rows.append(row);
    }
    return rows;
}

} // namespace fengqiao
