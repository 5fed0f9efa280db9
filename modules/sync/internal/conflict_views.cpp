// Conflicts and refused changes in words, as a person may see them.
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <sync/conflicts.h>

#include <access/entities.h>
#include <store/replica.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr qint64 deskBits = 0x7ff;
constexpr qint64 oneActionMs = 1000; // stamps of one action lie this close

QString wordOfKind(const RuleSet &rules, const QString &kind)
{
    const QString word = rules.word("machine"_L1, kind);
    return word.isEmpty() || word == kind ? rules.word("record_word"_L1, kind) : word;
}

// What the form calls the field that goes into this column.
QString wordOfField(const RuleSet &rules, const QString &field)
{
    if (field == "deleted"_L1)
        return Words::tr("Removed");
    if (field == "org"_L1)
        return Words::tr("Who holds it");
    for (const RuleRow &row : rules.table("fields"_L1).rows())
        if (row.text("column"_L1) == field || (row.text("column"_L1).isEmpty() && row.text("field"_L1) == field))
            return row.word();
    return field;
}

// The person whose action left this stamp, by the events of the record; a desk number is always known.
QString writerOf(ReadContext &context, QUuid record, HybridTime stamp)
{
    const qint64 desk = stamp.value & deskBits;
    const QString where = Words::tr("desk %1, %2").arg(desk).arg(stamp.physical().display());
    Query rows = context.tx.query(
        u"SELECT actor FROM history WHERE subject = ? AND (stamp & 2047) = ? AND stamp BETWEEN ? AND ? LIMIT 1"_s,
        {record, desk, stamp.value - (oneActionMs << 19), stamp.value + (oneActionMs << 19)});
    if (!rows.next())
        return where;
    return context.accountName(rows.uuid(0)) + u" · "_s + where;
}

QString plainWord(const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return Words::tr("(empty)");
    if (value.isBool())
        return value.toBool() ? Words::tr("Yes") : Words::tr("No");
    if (value.isArray() || value.isObject()) {
        const auto json = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
        return QString::fromUtf8(json.toJson(QJsonDocument::Compact));
    }
    return value.toVariant().toString();
}

// The record as it would be with this value, said in the words of the record.
QString valueWord(ReadContext &context, const RecordKind *kind, const std::optional<Row> &record, const QString &name,
                  const QJsonValue &value)
{
    const Field *field = record ? record->entity().field(QLatin1StringView(name.toLatin1())) : nullptr;
    if (!field || value.isNull())
        return plainWord(value);
    if (!kind)
        return field->personal == Personal::No ? plainWord(value)
                                               : context.masked(*field, valueFromJson(*field, value), true);
    Row as = *record;
    as.set(field->name, valueFromJson(*field, value));
    const QJsonObject json = context.fields(*kind, as);
    const QString word = json.value("words"_L1)[field->name].toString();
    return word.isEmpty() ? plainWord(json.value("fields"_L1)[field->name]) : word;
}

} // namespace

QList<ConflictLine> conflictLines(ReadContext &context, const KindOf &kindOf, int limit)
{
    QList<ConflictLine> lines;
    for (const ConflictItem &item : conflictInbox(context.tx, context.actor.area.digits(), limit)) {
        const RecordKind *kind = kindOf(item.kind);
        const auto record = kind ? context.tx.find(*kind->entity, item.record) : std::nullopt;
        if (kind && record && !context.maySee(*kind, *record))
            continue;
        QString word = wordOfKind(context.rules, item.kind);
        if (record && !kind->numberField.isEmpty())
            word += u' ' + record->text(kind->numberField);
        lines << ConflictLine{item,
                              word,
                              wordOfField(context.rules, item.field),
                              valueWord(context, kind, record, item.field, item.kept),
                              valueWord(context, kind, record, item.field, item.other),
                              writerOf(context, item.record, item.keptStamp),
                              writerOf(context, item.record, item.otherStamp)};
    }
    return lines;
}

QList<RefusedLine> refusedLines(ReadContext &context, int limit)
{
    QList<RefusedLine> lines;
    for (const RefusedItem &item : refusedChanges(context.tx, limit)) {
        RefusedLine line{item, Words::tr("A change of records"), {}, {}};
        if (const RuleRow *state = context.rules.table("states"_L1).find(item.detail))
            line.item.detail = state->word();
        const QJsonArray ops = QJsonDocument::fromJson(item.body)["ops"_L1].toArray();
        for (const QJsonValue &op : ops) {
            const QString entity = op["entity"_L1].toString();
            if (entity == "history"_L1) {
                const QString action = op["fields"_L1]["action"_L1].toString();
                if (const RuleRow *row = context.rules.table("actions"_L1).find(action))
                    line.word = row->word();
                line.kind = op["fields"_L1]["subject_kind"_L1].toString();
                line.record = QUuid::fromString(op["fields"_L1]["subject"_L1].toString());
                break;
            }
            if (line.record.isNull()) {
                line.kind = entity;
                line.record = QUuid::fromString(op["id"_L1].toString());
                if (const QString word = wordOfKind(context.rules, entity); !word.isEmpty())
                    line.word = word;
            }
        }
        lines << line;
    }
    return lines;
}

} // namespace fengqiao
