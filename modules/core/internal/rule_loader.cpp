#include "rule_loader.h"

#include <QCryptographicHash>
#include <tuple>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// schema.csv is the one table that it does not describe itself.
TableRule schemaRule()
{
    return {u"schema"_s,
            {{u"table"_s, CellType::Key, true, {}, {}},
             {u"column"_s, CellType::Key, true, {}, {}},
             {u"type"_s, CellType::Code, true, {}, {}},
             {u"required"_s, CellType::Bool, false, {}, {}},
             {u"reference"_s, CellType::Text, false, {}, {}},
             {u"zh"_s, CellType::Text, false, {}, {}},
             {u"en"_s, CellType::Text, false, {}, {}}},
            1};
}

// The rule a cell is checked by: the column's own, or, where it is typed by its row, the one that the row names.
ColumnRule effective(const TableRule &rule, const ColumnRule &column, const QList<CsvCell> &record,
                     const QList<qsizetype> &positions)
{
    if (column.type != CellType::Typed)
        return column;
    ColumnRule typed = column;
    for (qsizetype i = 0; i < rule.columns.size(); ++i)
        if (rule.columns.at(i).name == "type"_L1)
            typed.type = cellTypeOf(record.at(positions.at(i)).text).value_or(CellType::Text);
    return typed;
}

} // namespace

void RuleLoader::addFault(const QString &table, CsvPlace place, const QString &message)
{
    m_faults.append({table + u".csv", place.line, place.column, message});
}

std::expected<std::shared_ptr<const RuleSet>, QList<RuleFault>> RuleLoader::load(const Files &files)
{
    if (files.contains(u"schema"_s))
        readSchema(files.value(u"schema"_s));
    else
        addFault(u"schema"_s, {1, 1}, tr("The file schema.csv, which describes all others, is missing."));
    // Without a sound schema everything else would be reported as wrong.
    if (m_faults.isEmpty()) {
        for (const TableRule &rule : std::as_const(m_rules)) {
            if (files.contains(rule.name))
                readTable(rule, files.value(rule.name));
            else
                addFault(u"schema"_s, {rule.line, 1}, tr("The file %1.csv is missing.").arg(rule.name));
        }
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            const bool described =
                std::ranges::any_of(m_rules, [&](const auto &rule) { return rule.name == it.key(); });
            if (!described && it.key() != "schema"_L1)
                addFault(it.key(), {1, 1}, tr("schema.csv does not describe this table."));
        }
        for (const Loaded &loaded : std::as_const(m_loaded))
            checkReferences(loaded);
    }
    if (m_faults.isEmpty())
        return finished(files);
    std::ranges::stable_sort(m_faults, {},
                             [](const RuleFault &fault) { return std::tuple(fault.file, fault.line, fault.column); });
    return std::unexpected(m_faults);
}

// ---- the schema ----

void RuleLoader::readSchema(const QByteArray &bytes)
{
    readTable(schemaRule(), bytes);
    const Loaded schema = m_loaded.value(u"schema"_s);
    if (!m_faults.isEmpty())
        return;
    for (qsizetype i = 0; i < schema.cells.size(); ++i)
        readSchemaRow(schema.table->rows().at(i), schema.cells.at(i));
    checkSchemaReferences();
}

void RuleLoader::readSchemaRow(const RuleRow &row, const QList<CsvCell> &cells)
{
    const QString table = row.text("table"_L1);
    if (table == "schema"_L1)
        return;
    auto rule = std::ranges::find(m_rules, table, &TableRule::name);
    if (rule == m_rules.end()) {
        m_rules.append({table, {}, row.line()});
        rule = m_rules.end() - 1;
    }
    const auto type = cellTypeOf(row.text("type"_L1));
    if (!type)
        addFault(u"schema"_s, placeIn(cells.at(2), 0), tr("\"%1\" is no type.").arg(row.text("type"_L1)));
    const QString reference = row.text("reference"_L1);
    const qsizetype dot = reference.indexOf(u'.');
    rule->columns.append({row.text("column"_L1), type.value_or(CellType::Text), row.flag("required"_L1),
                          reference.left(std::max<qsizetype>(dot, 0)), reference.mid(dot + 1)});
}

void RuleLoader::checkSchemaReferences()
{
    const Loaded &schema = *m_loaded.constFind(u"schema"_s);
    for (qsizetype i = 0; i < schema.cells.size(); ++i) {
        const QString reference = schema.table->rows().at(i).text("reference"_L1);
        if (reference.isEmpty())
            continue;
        const bool known = std::ranges::any_of(m_rules, [&](const TableRule &rule) {
            return std::ranges::any_of(rule.columns, [&](const ColumnRule &column) {
                return QString(rule.name + u'.' + column.name) == reference;
            });
        });
        if (!known)
            addFault(u"schema"_s, placeIn(schema.cells.at(i).at(4), 0),
                     tr("\"%1\" is no table.column of this schema.").arg(reference));
    }
}

// ---- one table ----

void RuleLoader::readTable(const TableRule &rule, const QByteArray &bytes)
{
    Loaded loaded{rule, std::make_shared<RuleTable>(), {}};
    loaded.table->m_name = rule.name;
    for (const ColumnRule &column : rule.columns)
        loaded.table->m_columns.append(column.name);
    const CsvFile file = readCsv(bytes);
    for (const CsvFault &fault : file.faults)
        addFault(rule.name, fault.place, fault.message);
    if (file.records.isEmpty()) {
        addFault(rule.name, {1, 1}, tr("The file has no first line with the column names."));
        return;
    }
    const QList<qsizetype> positions = readHeader(rule, file.records.first());
    if (positions.isEmpty())
        return;
    for (const QList<CsvCell> &record : file.records.sliced(1))
        readRow(loaded, positions, record);
    for (const RuleRow &row : std::as_const(loaded.table->m_rows))
        loaded.table->m_byFirst[row.m_cells.first()].append(&row);
    m_loaded.insert(rule.name, std::move(loaded));
}

// Where each column of the schema stands in the file; empty if the header is wrong.
QList<qsizetype> RuleLoader::readHeader(const TableRule &rule, const QList<CsvCell> &header)
{
    const qsizetype faultsBefore = m_faults.size();
    QStringList names;
    for (const CsvCell &cell : header) {
        const CsvPlace place = placeIn(cell, 0);
        if (names.contains(cell.text))
            addFault(rule.name, place, tr("Column %1 is there twice.").arg(cell.text));
        else if (!std::ranges::contains(rule.columns, cell.text, &ColumnRule::name))
            addFault(rule.name, place, tr("schema.csv knows no column \"%1\" of this table.").arg(cell.text));
        names.append(cell.text);
    }
    QList<qsizetype> positions;
    for (const ColumnRule &column : rule.columns) {
        positions.append(names.indexOf(column.name));
        if (positions.last() < 0)
            addFault(rule.name, {header.first().line, 1}, tr("Column %1 is missing.").arg(column.name));
    }
    if (m_faults.size() > faultsBefore)
        positions.clear();
    return positions;
}

void RuleLoader::readRow(Loaded &loaded, const QList<qsizetype> &positions, const QList<CsvCell> &record)
{
    const TableRule &rule = loaded.rule;
    if (std::ranges::any_of(record, &CsvCell::broken))
        return; // reported already, and where its cells end is anyone's guess
    if (record.size() != positions.size()) {
        const CsvCell &cell = record.at(std::min(record.size() - 1, positions.size()));
        addFault(
            rule.name, {cell.line, cell.column},
            tr("The line has %1 cells, the first line of the file has %2.").arg(record.size()).arg(positions.size()));
        return;
    }
    RuleRow row;
    row.m_table = loaded.table.get();
    row.m_line = record.first().line;
    QList<CsvCell> cells;
    for (qsizetype i = 0; i < positions.size(); ++i) {
        const CsvCell &cell = record.at(positions.at(i));
        const ColumnRule &column = rule.columns.at(i);
        Expression expression;
        const auto fault = checkCell(effective(rule, column, record, positions), cell.text, &expression);
        if (fault)
            addFault(rule.name, placeIn(cell, fault->offset), fault->message);
        if (column.type == CellType::Expr && !cell.text.isEmpty())
            row.m_expressions.insert(static_cast<int>(i), expression);
        row.m_cells.append(cell.text);
        cells.append(cell);
        if (fault)
            cells.last().text.clear(); // one mistake, one fault: its key and its references are not looked at
    }
    addKey(loaded, cells);
    loaded.table->m_rows.append(std::move(row));
    loaded.cells.append(std::move(cells));
}

void RuleLoader::addKey(Loaded &loaded, const QList<CsvCell> &cells)
{
    QStringList parts;
    qsizetype first = -1;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (loaded.rule.columns.at(i).type != CellType::Key)
            continue;
        parts.append(cells.at(i).text);
        first = first < 0 ? i : first;
    }
    if (parts.isEmpty() || parts.contains(QString()))
        return;
    const QString key = parts.join(u'/');
    RuleTable &table = *loaded.table;
    if (const RuleRow *earlier = table.find(key)) {
        addFault(loaded.rule.name, placeIn(cells.at(first), 0),
                 tr("The key %1 is in line %2 already.").arg(key).arg(earlier->m_line));
        return;
    }
    table.m_byKey.insert(key, static_cast<int>(table.m_rows.size()));
}

// ---- references between tables ----

const QSet<QString> &RuleLoader::valuesOf(const QString &table, const QString &column)
{
    const QString name = table + u'.' + column;
    const auto found = m_values.constFind(name);
    if (found != m_values.cend())
        return *found;
    QSet<QString> values;
    if (const auto loaded = m_loaded.constFind(table); loaded != m_loaded.cend()) {
        const qsizetype index = loaded->table->m_columns.indexOf(column);
        for (const RuleRow &row : loaded->table->rows())
            values.insert(row.m_cells.at(index));
    }
    return *m_values.insert(name, values);
}

void RuleLoader::checkReferences(const Loaded &loaded)
{
    for (qsizetype i = 0; i < loaded.rule.columns.size(); ++i) {
        const ColumnRule &column = loaded.rule.columns.at(i);
        // A table that could not be read at all was reported; that nothing is in it follows from that.
        if (column.referredTable.isEmpty() || !m_loaded.contains(column.referredTable))
            continue;
        for (const QList<CsvCell> &cells : loaded.cells)
            checkReference(loaded, column, cells.at(i));
    }
}

void RuleLoader::checkReference(const Loaded &loaded, const ColumnRule &rule, const CsvCell &cell)
{
    const QSet<QString> &known = valuesOf(rule.referredTable, rule.referredColumn);
    const QList<ListItem> items = rule.type == CellType::List ? listItems(cell.text) : QList<ListItem>{{cell.text, 0}};
    for (const ListItem &item : items) {
        if (item.text.isEmpty() || item.text == "-"_L1 || known.contains(item.text))
            continue;
        addFault(loaded.rule.name, placeIn(cell, item.offset),
                 tr("\"%1\" is not in %2.%3.").arg(item.text, rule.referredTable, rule.referredColumn));
    }
}

// ---- the finished set ----

std::shared_ptr<const RuleSet> RuleLoader::finished(const Files &files) const
{
    auto set = std::make_shared<RuleSet>();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        // Name and size before each content: no two different sets feed the same bytes.
        hash.addData(QByteArray(it.key().toUtf8() + ' ' + QByteArray::number(it->size()) + '\n'));
        hash.addData(*it);
    }
    set->m_version = QString::fromLatin1(hash.result().toHex());
    for (const Loaded &loaded : m_loaded)
        set->m_tables.insert(loaded.rule.name, loaded.table);
    if (const auto codes = set->m_tables.constFind(u"codes"_s); codes != set->m_tables.cend()) {
        for (const RuleRow &row : (*codes)->rows())
            set->m_codes[row.text("list"_L1)].append(&row);
    }
    return set;
}

} // namespace fengqiao
