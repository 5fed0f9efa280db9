#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

#include <core/locale.h>
#include <mediation/papers.h>
#include <mediation/queries.h>
#include <report/export.h>

#include "command.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Read {
    Q_DECLARE_TR_FUNCTIONS(Read)
};

Result<const RecordKind *> kindOf(Desk &desk, const QString &name)
{
    if (const RecordKind *kind = desk.kind(name))
        return kind;
    QStringList known;
    for (const RecordKind *kind : desk.kinds())
        known << kind->name;
    return fail(ErrorKind::Usage, u"kind.unknown"_s,
                Read::tr("There is no kind \"%1\". Kinds: %2.").arg(name, joinedWords(known)));
}

Error notFound(const QString &kind, const QString &what)
{
    return {ErrorKind::NotFound,
            kind + u".not_found"_s,
            Read::tr("There is no %1 \"%2\", or not for this account.").arg(kind, what),
            {},
            {}};
}

QJsonObject fieldJson(const RuleRow &field)
{
    QJsonObject object{{u"field"_s, field.text("field"_L1)},
                       {u"type"_s, field.text("type"_L1)},
                       {u"word"_s, field.word()},
                       {u"required"_s, field.text("required"_L1)}};
    for (const QLatin1StringView column : {"list"_L1, "min"_L1, "max"_L1, "personal"_L1})
        if (const QString value = field.text(column); !value.isEmpty())
            object.insert(column, value);
    return object;
}

QJsonObject actionJson(const Desk &desk, const RuleRow &action)
{
    QJsonArray fields;
    for (const RuleRow *field : desk.fieldRules().fieldsOf(action.text("action"_L1)))
        fields.append(fieldJson(*field));
    return {{u"action"_s, action.text("action"_L1)},
            {u"id"_s, action.text("id"_L1)},
            {u"word"_s, action.word()},
            {u"machine"_s, action.text("machine"_L1)},
            {u"from"_s, QJsonArray::fromStringList(action.list("from"_L1))},
            {u"to"_s, action.text("to"_L1)},
            {u"who"_s, QJsonArray::fromStringList(action.list("who"_L1))},
            {u"fields"_s, fields}};
}

Exit runActions(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const RuleTable &actions = (*desk)->rules()->table("actions"_L1);
    if (call.arguments.size() > 1) {
        const RuleRow *action = actions.find(call.arguments[1]);
        if (!action)
            return call.console.report({ErrorKind::Usage,
                                        u"action.unknown"_s,
                                        Read::tr("There is no action \"%1\".").arg(call.arguments[1]),
                                        {},
                                        {}});
        call.console.record(actionJson(**desk, *action));
        return Exit::Done;
    }
    QJsonArray all;
    for (const RuleRow &action : actions.rows()) {
        if (call.console.json())
            all.append(actionJson(**desk, action));
        else
            call.console.line(action.text("id"_L1).leftJustified(5) + action.text("action"_L1).leftJustified(24) +
                              action.list("from"_L1).join(u' ') + u" → "_s + action.text("to"_L1) + u"  "_s +
                              action.word() + u"  ["_s + action.list("who"_L1).join(u' ') + u']');
    }
    if (call.console.json())
        call.console.document(all);
    return Exit::Done;
}

std::optional<Row> findRecord(ReadContext &context, const RecordKind &kind, const QString &what)
{
    const QUuid id = QUuid::fromString(what);
    std::optional<Row> row = id.isNull() ? std::nullopt : context.tx.find(*kind.entity, id);
    if (!row && !kind.numberField.isEmpty())
        row = context.tx.findBy(*kind.entity, kind.numberField, what);
    return row && context.maySee(kind, *row) ? row : std::nullopt;
}

Exit runShow(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto kind = kindOf(**desk, call.arguments[1]);
    if (!kind)
        return call.console.report(kind.error());
    const QString what = call.arguments[2];
    QUuid id;
    const auto record = readNow(**desk, [&](ReadContext &context) -> Result<QJsonObject> {
        const std::optional<Row> row = findRecord(context, **kind, what);
        if (!row)
            return fail(notFound((*kind)->name, what));
        id = row->id();
        return context.record(**kind, *row);
    });
    if (!record)
        return call.console.report(record.error());
    (*desk)->noteRead((*kind)->name, id, u"show"_s);
    call.console.record(*record);
    return Exit::Done;
}

Result<QJsonArray> listRows(ReadContext &context, const RecordKind &kind, const Expression &where, int limit)
{
    QVariantList binds;
    QString condition = context.scopeSql(kind, &binds);
    if (!where.isAlwaysTrue()) {
        const auto sql = recordCondition(kind, where, &binds);
        if (!sql)
            return fail(ErrorKind::Usage, sql.error().code, sql.error().message, u"where"_s);
        condition = u'(' + condition + u") AND ("_s + *sql + u')';
    }
    binds << limit;
    QJsonArray rows;
    for (const Row &row : context.tx.select(*kind.entity, condition + u" ORDER BY rowid DESC LIMIT ?"_s, binds)) {
        QJsonObject object = context.fields(kind, row);
        rows.append(object);
    }
    return rows;
}

Exit runList(Invocation &call)
{
    int column = 0;
    const auto where = Expression::parse(call.value("where"_L1), &column);
    if (!where)
        return call.console.report({ErrorKind::Usage, where.error().code, where.error().message, u"where"_s, {}});
    bool number = true;
    const int limit = call.isSet("limit"_L1) ? call.value("limit"_L1).toInt(&number) : 100;
    if (!number || limit < 1)
        return call.console.report(
            {ErrorKind::Usage, u"limit.range"_s, Read::tr("--limit takes a whole number from 1 on."), u"limit"_s, {}});
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const auto kind = kindOf(**desk, call.arguments[1]);
    if (!kind)
        return call.console.report(kind.error());
    const auto rows = readNow(**desk, [&](ReadContext &context) { return listRows(context, **kind, *where, limit); });
    if (!rows)
        return call.console.report(rows.error());
    (*desk)->noteRead((*kind)->name, {}, u"list"_s);
    call.console.record({{u"kind"_s, (*kind)->name}, {u"count"_s, rows->size()}, {u"rows"_s, *rows}});
    return Exit::Done;
}

Exit runSearch(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const QString text = call.arguments.mid(1).join(u' ');
    const auto found = readNow(**desk, [&](ReadContext &context) -> Result<QJsonObject> {
        QJsonArray people;
        for (const PersonMatch &match : searchPeople(context, text))
            people.append(QJsonObject{{u"id"_s, match.id.toString(QUuid::WithoutBraces)},
                                      {u"name"_s, match.name},
                                      {u"document"_s, match.document},
                                      {u"phone"_s, match.phone},
                                      {u"why"_s, match.whyWord},
                                      {u"matters"_s, match.matters},
                                      {u"last_matter"_s, match.lastMatterNumber}});
        QJsonArray matters;
        for (const SearchHit &hit : context.tx.search({text, {u"matter"_s}, 20}))
            if (const auto card = matterCard(context, hit.id))
                matters.append(QJsonObject{{u"id"_s, card->id.toString(QUuid::WithoutBraces)},
                                           {u"number"_s, card->number},
                                           {u"title"_s, card->title},
                                           {u"state"_s, card->state},
                                           {u"level"_s, card->level}});
        return QJsonObject{{u"people"_s, people}, {u"matters"_s, matters}};
    });
    if (!found)
        return call.console.report(found.error());
    (*desk)->noteRead(u"person"_s, {}, u"search"_s);
    call.console.record(*found);
    return Exit::Done;
}

Error notWritten(const QString &out, const QString &why)
{
    return {ErrorKind::Fault, u"out.write"_s, Read::tr("%1 could not be written: %2.").arg(out, why), u"out"_s, {}};
}

// The content of an attachment into a file of its own, for whoever may read the matter unmasked.
Exit runAttachment(Invocation &call)
{
    const auto desk = call.open();
    if (!desk)
        return call.console.report(desk.error());
    const QString out = call.arguments[2];
    if (QFileInfo::exists(out))
        return call.console.report({ErrorKind::Conflict,
                                    u"out.exists"_s,
                                    Read::tr("%1 exists already and was not touched. Choose another name.").arg(out),
                                    u"out"_s,
                                    {}});
    const QString what = call.arguments[1];
    const auto row = readNow(**desk, [&](ReadContext &context) { return readableAttachment(context, what); });
    if (!row)
        return call.console.report(row.error());
    (*desk)->noteRead(u"attachment"_s, row->id(), u"open_attachment"_s);
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly))
        return call.console.report(notWritten(out, file.errorString()));
    const auto read = readNow(
        **desk, [&](ReadContext &context) -> Result<> { return readBlob(context.tx, row->text("file"_L1), file); });
    if (!read)
        return call.console.report(read.error());
    if (!file.commit())
        return call.console.report(notWritten(out, file.errorString()));
    call.console.record({{u"id"_s, row->id().toString(QUuid::WithoutBraces)},
                         {u"name"_s, row->text("name"_L1)},
                         {u"size"_s, row->integer("size"_L1)},
                         {u"hash"_s, row->text("file"_L1)}});
    return Exit::Done;
}

} // namespace

QList<Command> readCommands()
{
    return {
        {.name = u"actions"_s,
         .synopsis = u"FILE [NAME]"_s,
         .summary = Read::tr("Lists every action with its fields, who may take it and from which state."),
         .mostArguments = 2,
         .options = {},
         .run = runActions},
        {.name = u"show"_s,
         .synopsis = u"FILE KIND ID-or-NUMBER"_s,
         .summary = Read::tr("Shows one record with its history, masked as the account may see it."),
         .leastArguments = 3,
         .mostArguments = 3,
         .options = {},
         .run = runShow},
        {.name = u"list"_s,
         .synopsis = u"FILE KIND [--where EXPR] [--limit N]"_s,
         .summary = Read::tr("Lists records of a kind, newest first."),
         .leastArguments = 2,
         .mostArguments = 2,
         .options = {{u"where"_s, Read::tr("Condition, e.g. \"state = M50 and level in (orange, red)\"."), u"expr"_s},
                     {u"limit"_s, Read::tr("At most so many rows (default 100)."), u"n"_s}},
         .run = runList},
        {.name = u"search"_s,
         .synopsis = u"FILE TEXT"_s,
         .summary = Read::tr("Finds people and matters by name, pinyin, initials, number tails or address."),
         .leastArguments = 2,
         .mostArguments = 10,
         .options = {},
         .run = runSearch},
        {.name = u"attachment"_s,
         .synopsis = u"FILE ID-or-HASH OUT"_s,
         .summary = Read::tr("Writes the content of an attachment to OUT; leaves an audit row."),
         .leastArguments = 3,
         .mostArguments = 3,
         .options = {},
         .run = runAttachment}};
}

} // namespace fengqiao
