#include "record_table.h"

#include <QCoreApplication>

#include <access/rights.h>
#include <core/document_number.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

const QString anyKind = u"any"_s;

bool mayLeave(const Field &field)
{
    if (field.type == FieldType::Bytes || field.type == FieldType::Json)
        return false;
    return field.type != FieldType::Id || (!field.refers.isEmpty() && field.refers != "person"_L1);
}

// The word that the form of an action has for a field, an action of this kind of record before others.
QString formWord(const RecordKind &kind, const RuleSet &rules, QLatin1StringView field)
{
    QString other;
    for (const RuleRow &row : rules.table("fields"_L1).rows()) {
        if (row.text("column"_L1) != field && row.text("field"_L1) != field)
            continue;
        const RuleRow *action = rules.table("actions"_L1).find(row.text("action"_L1));
        const bool own = action && (action->text("machine"_L1) == kind.name || action->text("creates"_L1) == kind.name);
        if (own || row.text("action"_L1) == kind.name)
            return row.word();
        if (other.isEmpty())
            other = row.word();
    }
    return other;
}

const RuleRow *ownRow(const RecordKind &kind, const RuleSet &rules, QLatin1StringView field)
{
    const RuleTable &table = rules.table("export_columns"_L1);
    const RuleRow *row = table.find(kind.name + u'/' + field);
    return row ? row : table.find(anyKind + u'/' + field);
}

// As ReadContext::masksNames, for every row within one statement.
QString masksNamesSql(const ReadContext &context, const RecordKind &kind, QVariantList *binds)
{
    const QString letters = lettersOf(context.rules, context.actor, kind.permission);
    if (kind.permission.isEmpty() || letters.contains(u'A'))
        return u"0"_s;
    if (!letters.contains(u'O') || kind.ownSql.isEmpty())
        return u"1"_s;
    for (qsizetype i = kind.ownSql.count(u'?'); i > 0; --i)
        *binds << QVariant(context.actor.id.value);
    return u"NOT coalesce(("_s + kind.ownSql + u"), 0)"_s;
}

Result<QString> scopeOf(ReadContext &context, const RecordKind &kind, const Expression &where, QVariantList *binds)
{
    QString condition = u"\"%1\".deleted = 0 AND ("_s.arg(kind.entity->name) + context.scopeSql(kind, binds) + u')';
    if (where.isAlwaysTrue())
        return condition;
    const auto more = recordCondition(kind, where, binds);
    if (!more)
        return more;
    return condition + u" AND ("_s + *more + u')';
}

class RowReader {
public:
    RowReader(ReadContext &context, const Schema &schema, const QList<RecordColumn> &columns)
        : m_context(context)
        , m_columns(columns)
        , m_words(context, schema)
        , m_cells(static_cast<std::size_t>(columns.size()))
    {
    }

    std::span<const TableCell> read(const Query &rows)
    {
        const bool maskNames = rows.integer(0) != 0;
        for (qsizetype i = 0; i < m_columns.size(); ++i)
            m_cells[static_cast<std::size_t>(i)] =
                cell(*m_columns.at(i).field, rows.value(static_cast<int>(i) + 1), maskNames);
        return m_cells;
    }

private:
    TableCell cell(const Field &field, const QVariant &value, bool maskNames)
    {
        if (value.isNull())
            return {};
        const bool shown = field.personal == Personal::No || (field.personal == Personal::Narrative && !maskNames);
        if (!shown)
            return m_context.masked(field, value, maskNames);
        switch (field.type) {
        case FieldType::Code:
            return m_words.code(field, value.toString());
        case FieldType::Id:
            return m_words.reference(field, QUuid::fromRfc4122(value.toByteArray()));
        case FieldType::Bool:
            return m_words.flag(value.toLongLong() != 0);
        case FieldType::Text:
        case FieldType::Json:
        case FieldType::Bytes:
            return value.toString();
        default:
            return value.toLongLong();
        }
    }

    ReadContext &m_context;
    const QList<RecordColumn> &m_columns;
    CellWords m_words;
    std::vector<TableCell> m_cells;
};

// How a column is compared in a condition: as people write its value.
QString comparable(const Entity &entity, const QString &name)
{
    if (name == "id"_L1)
        return u"lower(hex(\"%1\".id))"_s.arg(entity.name);
    const QByteArray latin = name.toLatin1();
    const Field *field = entity.field(QLatin1StringView(latin));
    if (!field || field->personal != Personal::No)
        return {};
    const QString column = u"\"%1\".\"%2\""_s.arg(entity.name, name);
    switch (field->type) {
    case FieldType::Date:
        return u"date("_s + column + u')';
    case FieldType::Instant:
        return u"strftime('%Y-%m-%dT%H:%M:%S+08:00', "_s + column + u" / 1000, 'unixepoch', '+8 hours')"_s;
    case FieldType::Money:
        return u'(' + column + u" / 100.0)"_s;
    case FieldType::Id:
        return u"lower(hex("_s + column + u"))"_s;
    case FieldType::Json:
    case FieldType::Bytes:
        return {};
    case FieldType::Text:
    case FieldType::Code:
    case FieldType::Integer:
    case FieldType::Bool:
        return column;
    }
    return {};
}

} // namespace

Result<QString> recordCondition(const RecordKind &kind, const Expression &where, QVariantList *binds)
{
    return where.toSql([&](const QString &name) { return comparable(*kind.entity, name); }, binds);
}

CellKind cellKindOf(FieldType type)
{
    switch (type) {
    case FieldType::Integer:
        return CellKind::Integer;
    case FieldType::Money:
        return CellKind::Money;
    case FieldType::Date:
        return CellKind::Date;
    case FieldType::Instant:
        return CellKind::Time;
    default:
        return CellKind::Text;
    }
}

// Those that rule table `export_columns` names for the kind come first and are the usual ones where it says so.
QList<RecordColumn> recordColumns(const RecordKind &kind, const RuleSet &rules)
{
    const QList<const RuleRow *> chosen = rules.table("export_columns"_L1).where("kind"_L1, kind.name);
    QList<RecordColumn> columns;
    for (const Field &field : kind.entity->fields) {
        if (!mayLeave(field))
            continue;
        const RuleRow *row = ownRow(kind, rules, field.name);
        const QString word = row ? row->word() : formWord(kind, rules, field.name);
        if (word.isEmpty())
            continue;
        const bool masked = field.personal == Personal::No; // masks and narratives only where somebody asks for them
        const bool usual =
            chosen.isEmpty() ? masked : row && row->text("kind"_L1) == kind.name && row->flag("usual"_L1);
        const CellKind shape = field.personal == Personal::No ? cellKindOf(field.type) : CellKind::Text;
        columns.append({{QString(field.name), word, shape, usual}, &field});
    }
    const auto place = [&](const RecordColumn &column) {
        const auto at =
            std::ranges::find(chosen, column.column.key, [](const RuleRow *row) { return row->text("field"_L1); });
        return at - chosen.cbegin();
    };
    std::ranges::stable_sort(columns, {}, place);
    return columns;
}

const QString &CellWords::code(const Field &field, const QString &code)
{
    const auto key = std::pair(&field, code);
    const auto known = m_codes.constFind(key);
    return known != m_codes.cend() ? *known : *m_codes.insert(key, lookUp(field, code));
}

// A list of codes, a rule table of that name, a division, else what is written there.
QString CellWords::lookUp(const Field &field, const QString &code)
{
    const QString list = field.name == "state"_L1 ? u"states"_s : QString(field.list);
    const RuleSet &rules = m_context.rules;
    if (!list.isEmpty() && !rules.table("schema"_L1).where("table"_L1, list).isEmpty()) {
        const QByteArray name = list.toLatin1();
        const RuleRow *row = rules.table(QLatin1StringView(name)).find(code);
        return row ? row->word() : code;
    }
    const QStringList candidates{list, QString(field.name), u"level_%1"_s.arg(field.name),
                                 u"grid_%1"_s.arg(field.name)};
    for (const QString &candidate : candidates)
        if (rules.hasCode(candidate, code)) {
            const QByteArray name = candidate.toLatin1();
            return rules.word(QLatin1StringView(name), code);
        }
    const QString name = division(code);
    return name.isEmpty() ? code : name;
}

const QString &CellWords::division(const QString &code)
{
    const auto known = m_divisions.constFind(code);
    if (known != m_divisions.cend())
        return *known;
    Query found = m_context.tx.query(u"SELECT name FROM division WHERE code = ?"_s, {code});
    return *m_divisions.insert(code, found.next() ? found.text(0) : QString());
}

const QString &CellWords::reference(const Field &field, QUuid id)
{
    const auto key = std::pair(&field, id);
    const auto known = m_references.constFind(key);
    return known != m_references.cend() ? *known : *m_references.insert(key, nameOf(field, id));
}

QString CellWords::nameOf(const Field &field, QUuid id)
{
    if (field.refers == "account"_L1)
        return m_context.accountName(id);
    const auto entity = std::ranges::find(m_schema.entities, field.refers, &Entity::name);
    if (entity == m_schema.entities.end())
        return {};
    for (const QLatin1StringView column : {"number"_L1, "name"_L1})
        if (const Field *own = (*entity)->field(column); own && own->personal == Personal::No) {
            Query found =
                m_context.tx.query(u"SELECT \"%1\" FROM \"%2\" WHERE id = ?"_s.arg(column, (*entity)->name), {id});
            return found.next() ? found.text(0) : QString();
        }
    return {};
}

const QString &CellWords::flag(bool value)
{
    if (m_yes.isEmpty()) {
        m_yes = Words::tr("yes");
        m_no = Words::tr("no");
    }
    return value ? m_yes : m_no;
}

Result<> readRecords(ReadContext &context, const Schema &schema, const RecordKind &kind,
                     const QList<RecordColumn> &columns, const Expression &where, const TakeRow &take)
{
    QVariantList binds;
    QStringList sql{masksNamesSql(context, kind, &binds)};
    for (const RecordColumn &column : columns)
        sql << u"\"%1\".\"%2\""_s.arg(kind.entity->name, column.field->name);
    const auto scope = scopeOf(context, kind, where, &binds);
    if (!scope)
        return fail(scope.error());
    Query rows = context.tx.query(u"SELECT %1 FROM \"%2\" WHERE %3 ORDER BY \"%2\".rowid DESC"_s.arg(
                                      sql.join(u", "_s), kind.entity->name, *scope),
                                  binds);
    RowReader reader(context, schema, columns);
    while (rows.next())
        if (!take(reader.read(rows)))
            break;
    return {};
}

Result<qint64> countRecords(ReadContext &context, const RecordKind &kind, const Expression &where)
{
    QVariantList binds;
    const auto scope = scopeOf(context, kind, where, &binds);
    if (!scope)
        return fail(scope.error());
    Query rows = context.tx.query(u"SELECT count(*) FROM \"%1\" WHERE %2"_s.arg(kind.entity->name, *scope), binds);
    return rows.next() ? rows.integer(0) : 0;
}

QList<ExportColumn> figureColumns(const RowsBehind &behind, const RuleSet &rules)
{
    const RuleRow *metric = rules.table("metrics"_L1).find(behind.metric);
    const CellKind value = metric && metric->text("unit"_L1) == "yuan"_L1 ? CellKind::Money : CellKind::Integer;
    QList<ExportColumn> columns{{u"number"_s, Words::tr("Number"), CellKind::Text, true},
                                {u"day"_s, Words::tr("Day"), CellKind::Date, true},
                                {u"area"_s, Words::tr("Division"), CellKind::Text, true},
                                {u"value"_s, Words::tr("Value"), value, true}};
    for (qsizetype i = 0; i < behind.columns.size(); ++i)
        columns.append({behind.columns.at(i), behind.columnWords.at(i), CellKind::Text, true});
    return columns;
}

void readFigureRows(CellWords &words, const RowsBehind &behind, const QStringList &keys, const TakeRow &take)
{
    std::vector<TableCell> cells(static_cast<std::size_t>(keys.size()));
    for (const ListedRow &row : behind.rows) {
        for (qsizetype i = 0; i < keys.size(); ++i) {
            TableCell &cell = cells[static_cast<std::size_t>(i)];
            const QString &key = keys.at(i);
            if (key == "number"_L1)
                cell = row.number;
            else if (key == "day"_L1)
                cell = row.day.toJulianDay();
            else if (key == "area"_L1)
                cell = words.division(row.area);
            else if (key == "value"_L1)
                cell = row.value;
            else if (const QJsonValue word = row.words.value(key); word.isDouble())
                cell = word.toInteger();
            else
                cell = word.toString();
        }
        if (!take(cells))
            return;
    }
}

} // namespace fengqiao
