#include <mediation/assessment.h>

#include <QJsonArray>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Rows of this group add no points: each alone suggests the highest level (weapon, threat to kill, domestic violence).
constexpr auto hardGroup = "hard"_L1;

QSet<QString> factsRead(const QList<const RuleRow *> &rows)
{
    QSet<QString> names;
    for (const RuleRow *row : rows)
        names.unite(row->expression("when"_L1).names());
    return names;
}

// As in expressions: an empty text is as unsaid as a missing value.
bool unsaid(const QVariant &value)
{
    return value.isNull() || (value.typeId() == QMetaType::QString && value.toString().isEmpty());
}

ScoreAddend addendOf(const RuleSet &rules, const QList<const RuleRow *> &rows, const Expression::Lookup &facts)
{
    ScoreAddend addend;
    addend.factor = rows.first()->text("factor"_L1);
    addend.group = rows.first()->text("group"_L1);
    addend.word = rules.word("score_factor"_L1, addend.factor);
    // The assessor's line of evidence stands in a field of the action, named by the table.
    if (const QString field = rows.first()->text("evidence"_L1); !field.isEmpty())
        addend.evidence = facts(u"data."_s + field).toString();
    const QSet<QString> names = factsRead(rows);
    if (!names.isEmpty() && std::ranges::all_of(names, [&](const QString &name) { return unsaid(facts(name)); })) {
        addend.unknown = true;
        return addend;
    }
    for (const RuleRow *row : rows) {
        if (row->expression("when"_L1).matches(facts)) {
            addend.points = row->number("points"_L1);
            addend.reason = row->word();
            return addend;
        }
    }
    return addend;
}

// Table order of factors, each with its rows in order.
QList<QList<const RuleRow *>> factorsOf(const RuleTable &table)
{
    QList<QList<const RuleRow *>> factors;
    QHash<QString, qsizetype> at;
    for (const RuleRow &row : table.rows()) {
        const QString factor = row.text("factor"_L1);
        if (!at.contains(factor)) {
            at.insert(factor, factors.size());
            factors.append(QList<const RuleRow *>{});
        }
        factors[at.value(factor)].append(&row);
    }
    return factors;
}

// Levels of one scheme from the mildest to the most serious.
QList<const RuleRow *> levelsOf(const RuleSet &rules, const QString &scheme)
{
    QList<const RuleRow *> levels = rules.table("levels"_L1).where("scheme"_L1, scheme);
    std::ranges::sort(levels, {}, [](const RuleRow *row) { return row->number("min"_L1); });
    return levels;
}

} // namespace

QStringList ScoreCard::unknowns() const
{
    QStringList factors;
    for (const ScoreAddend &addend : addends) {
        if (addend.unknown)
            factors << addend.factor;
    }
    return factors;
}

QJsonObject ScoreCard::toJson() const
{
    QJsonArray lines;
    for (const ScoreAddend &addend : addends) {
        QJsonObject line{{u"factor"_s, addend.factor},
                         {u"word"_s, addend.word},
                         {u"group"_s, addend.group},
                         {u"points"_s, addend.points}};
        if (!addend.reason.isEmpty())
            line.insert(u"reason"_s, addend.reason);
        if (!addend.evidence.isEmpty())
            line.insert(u"evidence"_s, addend.evidence);
        if (addend.unknown)
            line.insert(u"unknown"_s, true);
        lines.append(line);
    }
    return {{u"scheme"_s, scheme},
            {u"addends"_s, lines},
            {u"score"_s, total},
            {u"suggested_level"_s, level},
            {u"unknown"_s, QJsonArray::fromStringList(unknowns())},
            {u"hard_triggers"_s, QJsonArray::fromStringList(hardTriggers)}};
}

ScoreCard ScoreCard::fromJson(const QJsonObject &json)
{
    ScoreCard card;
    card.scheme = json.value("scheme"_L1).toString();
    card.total = json.value("score"_L1).toInt();
    card.level = json.value("suggested_level"_L1).toString();
    for (const QJsonArray addends = json.value("addends"_L1).toArray(); const auto &value : addends) {
        const QJsonObject line = value.toObject();
        card.addends.append({.factor = line.value("factor"_L1).toString(),
                             .word = line.value("word"_L1).toString(),
                             .group = line.value("group"_L1).toString(),
                             .points = line.value("points"_L1).toInt(),
                             .reason = line.value("reason"_L1).toString(),
                             .evidence = line.value("evidence"_L1).toString(),
                             .unknown = line.value("unknown"_L1).toBool()});
    }
    for (const QJsonArray triggers = json.value("hard_triggers"_L1).toArray(); const auto &value : triggers)
        card.hardTriggers << value.toString();
    return card;
}

ScoreCard scoreOf(const RuleSet &rules, const Expression::Lookup &facts)
{
    ScoreCard card;
    for (const QList<const RuleRow *> &rows : factorsOf(rules.table("score"_L1))) {
        if (rows.first()->text("group"_L1) == hardGroup) {
            for (const RuleRow *row : rows) {
                if (row->expression("when"_L1).matches(facts))
                    card.hardTriggers << row->word();
            }
            continue;
        }
        ScoreAddend addend = addendOf(rules, rows, facts);
        card.total += addend.points;
        card.addends.append(std::move(addend));
    }
    card.scheme = rules.setting("level_scheme"_L1);
    const QList<const RuleRow *> levels = levelsOf(rules, card.scheme);
    for (const RuleRow *row : levels) {
        if (card.total >= row->number("min"_L1) || !card.hardTriggers.isEmpty())
            card.level = row->text("level"_L1);
    }
    return card;
}

QJsonObject TriageAnswer::toJson() const
{
    return {{u"row"_s, row},
            {u"route"_s, route},
            {u"rooms"_s, QJsonArray::fromStringList(rooms)},
            {u"reason"_s, reason},
            {u"source"_s, source}};
}

TriageAnswer triageOf(const RuleSet &rules, const Expression::Lookup &facts)
{
    for (const RuleRow &row : rules.table("triage"_L1).rows()) {
        if (!row.expression("when"_L1).matches(facts))
            continue;
        TriageAnswer answer{.row = row.number("row"_L1),
                            .route = row.text("route"_L1),
                            .rooms = row.list("rooms"_L1),
                            .reason = row.word(),
                            .source = row.text("source"_L1)};
        answer.rooms.removeAll(u"-"_s);
        return answer;
    }
    return {};
}

} // namespace fengqiao
