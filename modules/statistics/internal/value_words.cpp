#include <QCoreApplication>

#include "question.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

// "dispute_roy/red": the level's word with its scheme's name before it, so that no colour stands alone.
QString levelWord(const RuleSet &rules, const QString &key)
{
    const RuleRow *row = rules.table("levels"_L1).find(key);
    const QString scheme = key.section(u'/', 0, 0);
    return Words::tr("%1: %2").arg(rules.word("level_scheme"_L1, scheme), row ? row->word() : key.section(u'/', 1));
}

QString recordName(ReadContext &context, QLatin1StringView entity, const QString &hex)
{
    const Entity *described = entityNamed(QString(entity));
    if (!described || !described->field("name"_L1))
        return {};
    // The one column: the connection of the wall may read no more.
    Query found = context.tx.query(u"SELECT name FROM \"%1\" WHERE id = ? AND deleted = 0"_s.arg(entity),
                                   {QByteArray::fromHex(hex.toLatin1())});
    return found.next() ? found.text(0) : QString();
}

} // namespace

QString areaWord(Reader &reader, const QString &area)
{
    Query found = reader.query(u"SELECT name FROM division WHERE code = ?"_s, {area});
    return found.next() ? found.text(0) : QString();
}

QString valueWord(ReadContext &context, const MetricBase &base, const QString &dimension, const QString &value)
{
    if (value.isEmpty())
        return Words::tr("not stated");
    if (dimension == byTown || dimension == byVillage)
        return areaWord(context.tx, value);
    const MetricField &field = base.fields[dimension];
    if (const Field *own = base.columnOf(dimension); own && own->type == FieldType::Id) {
        if (own->refers == "account"_L1)
            return context.accountName(QUuid::fromRfc4122(QByteArray::fromHex(value.toLatin1())));
        return recordName(context, own->refers, value);
    }
    const QByteArray list = field.list.toLatin1();
    if (list == "levels")
        return levelWord(context.rules, value);
    const RuleTable &schema = context.rules.table("schema"_L1);
    if (!list.isEmpty() && !schema.where("table"_L1, field.list).isEmpty()) {
        const RuleRow *row = context.rules.table(QLatin1StringView(list)).find(value);
        return row ? row->word() : value;
    }
    return list.isEmpty() ? value : context.rules.word(QLatin1StringView(list), value);
}

QStringList orderedValues(ReadContext &context, const MetricBase *base, const QString &dimension, QStringList values)
{
    values.sort();
    QStringList ordered;
    if (base && base->fields.contains(dimension))
        for (const RuleRow *code : context.rules.codes(base->fields[dimension].list))
            if (values.removeOne(code->text("code"_L1)))
                ordered << code->text("code"_L1);
    const bool unsaid = values.removeOne(QString()) || values.removeOne(u""_s);
    ordered += values;
    if (unsaid)
        ordered << QString();
    return ordered;
}

} // namespace fengqiao
