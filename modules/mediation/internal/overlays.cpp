#include <mediation/overlays.h>

#include <QJsonDocument>

#include <core/locale.h>
#include <grid/grid.h>

#include "cards.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfAKind = 50;

struct Label {
    QString column;
    QString word;
    QString list; // the record type of its entries where the column holds a list of them
};

// One entry of a list in the words of its record type; a reference without a name tells a reader nothing.
QString entryText(ReadContext &context, const QString &type, const QJsonObject &entry)
{
    QStringList parts;
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, type)) {
        const QString kind = field->text("type"_L1);
        const QString text = entry.value(field->text("field"_L1)).toString();
        if (kind == "ref:account"_L1)
            parts << context.accountName(QUuid(text));
        else if (kind == "ref:unit"_L1)
            parts << organisationName(context.tx, QUuid(text));
        else if (kind == "code"_L1)
            parts << context.rules.word(QLatin1StringView(field->text("list"_L1).toLatin1()), text);
        else if (!kind.startsWith("ref:"_L1))
            parts << text;
    }
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

// Lists with names in them come as their text, which is masked where names are: then nothing of it can be told.
QString listText(ReadContext &context, const QString &type, const QJsonValue &value)
{
    const QJsonArray entries =
        value.isString() ? QJsonDocument::fromJson(value.toString().toUtf8()).array() : value.toArray();
    QStringList parts;
    for (const QJsonValue &entry : entries)
        parts << entryText(context, type, entry.toObject());
    parts.removeAll(QString());
    return joinedClauses(parts);
}

QString valueText(ReadContext &context, const QJsonObject &json, const Label &label)
{
    const QString word = json["words"_L1][label.column].toString();
    const QJsonValue value = json["fields"_L1][label.column];
    if (!word.isEmpty())
        return word;
    if (!label.list.isEmpty())
        return listText(context, label.list, value);
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

// The label of a column is that of the field that fills it.
QList<Label> labelsOf(const RuleSet &rules, const QString &kind)
{
    QList<Label> labels;
    QSet<QString> seen;
    for (const RuleRow *action : rules.table("actions"_L1).where("machine"_L1, kind))
        for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, action->text("action"_L1)))
            if (const QString column = field->text("column"_L1); !column.isEmpty() && !seen.contains(column)) {
                seen.insert(column);
                const QString type = field->text("type"_L1);
                labels.append({column, field->word(), type.startsWith("list:"_L1) ? type.sliced(5) : QString()});
            }
    return labels;
}

QList<LabelledValue> valuesOf(ReadContext &context, const QJsonObject &json, const QList<Label> &labels)
{
    QList<LabelledValue> values;
    for (const Label &label : labels) {
        const QJsonValue value = json["fields"_L1][label.column];
        const QString text = !value.isBool() ? valueText(context, json, label) : value.toBool() ? u"✓"_s : QString();
        // A reference without a name of its own tells a reader nothing.
        if (!text.isEmpty() && QUuid::fromString(text).isNull())
            values.append({label.column, label.word, text});
    }
    return values;
}

OverlayCard cardOf(ReadContext &context, const RecordKind &kind, const Row &row, const QList<Label> &labels)
{
    OverlayCard card;
    card.kind = kind.name;
    card.kindWord = tableWord(context.rules, "codes"_L1, u"machine/"_s + kind.name);
    card.id = row.id();
    if (row.entity().field("number"_L1))
        card.number = row.text("number"_L1);
    card.state = row.text("state"_L1);
    card.stateWord = tableWord(context.rules, "states"_L1, card.state);
    if (const RuleRow *state = context.rules.table("states"_L1).find(card.state))
        card.phase = state->text("phase"_L1);
    card.matter = row.uuid("matter"_L1);
    card.values = valuesOf(context, context.fields(kind, row), labels);
    card.due = dueOf(context, row.id());
    card.row = row;
    return card;
}

} // namespace

QList<const RecordKind *> overlayKinds(const Desk &desk)
{
    QList<const RecordKind *> kinds;
    for (const RecordKind *kind : desk.kinds())
        if (kind->parent == &matterKind() && kind->entity->field("state"_L1) &&
            !desk.rules()->table("actions"_L1).where("machine"_L1, kind->name).isEmpty())
            kinds << kind;
    return kinds;
}

QList<OverlayCard> overlaysOf(ReadContext &context, const QList<const RecordKind *> &kinds, QUuid matter)
{
    QList<OverlayCard> cards;
    for (const RecordKind *kind : kinds) {
        QVariantList binds{QVariant(matter)};
        const QString scope = context.scopeSql(*kind, &binds);
        const QList<Label> labels = labelsOf(context.rules, kind->name);
        for (const Row &row : context.tx.select(
                 *kind->entity, u"matter = ? AND %1 ORDER BY id DESC LIMIT %2"_s.arg(scope).arg(mostOfAKind), binds))
            cards.append(cardOf(context, *kind, row, labels));
    }
    std::ranges::stable_sort(cards, [](const OverlayCard &a, const OverlayCard &b) {
        const bool doneA = a.phase == "done"_L1;
        const bool doneB = b.phase == "done"_L1;
        return doneA != doneB ? doneB : a.id > b.id;
    });
    return cards;
}

} // namespace fengqiao
