#include <mediation/overlays.h>

#include "cards.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOfAKind = 50;

// A list of the data in one line; what each part means stands in the rule table, not here.
QString listText(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            if (const QString text = listText(part); !text.isEmpty())
                parts << text;
        return parts.join(u"；"_s);
    }
    if (value.isObject()) {
        QStringList parts;
        for (const QJsonValue &part : value.toObject())
            if (const QString text = listText(part); !text.isEmpty() && QUuid::fromString(text).isNull())
                parts << text;
        return parts.join(u" · "_s);
    }
    return value.isString() ? value.toString() : QString();
}

QString valueText(const QJsonObject &json, const QString &column)
{
    const QString word = json["words"_L1][column].toString();
    const QJsonValue value = json["fields"_L1][column];
    if (!word.isEmpty())
        return word;
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isArray() || value.isObject())
        return listText(value);
    return value.toString();
}

struct Label {
    QString column;
    QString word;
};

// The label of a column is that of the field that fills it.
QList<Label> labelsOf(const RuleSet &rules, const QString &kind)
{
    QList<Label> labels;
    QSet<QString> seen;
    for (const RuleRow *action : rules.table("actions"_L1).where("machine"_L1, kind))
        for (const RuleRow *field : rules.table("fields"_L1).where("action"_L1, action->text("action"_L1)))
            if (const QString column = field->text("column"_L1); !column.isEmpty() && !seen.contains(column)) {
                seen.insert(column);
                labels.append({column, field->word()});
            }
    return labels;
}

QList<LabelledValue> valuesOf(const QJsonObject &json, const QList<Label> &labels)
{
    QList<LabelledValue> values;
    for (const auto &[column, word] : labels) {
        const QJsonValue value = json["fields"_L1][column];
        const QString text = !value.isBool() ? valueText(json, column) : value.toBool() ? u"✓"_s : QString();
        // A reference without a name of its own tells a reader nothing.
        if (!text.isEmpty() && QUuid::fromString(text).isNull())
            values.append({column, word, text});
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
    card.values = valuesOf(context.fields(kind, row), labels);
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
