#include <mediation/assessment.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <core/locale.h>
#include <core/money.h>

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

struct Scoring {
    Q_DECLARE_TR_FUNCTIONS(ScoreCard)
};

// What the file says about a fact, by the label of the form that asked for it.
QString recorded(const RuleSet &rules, const QString &factorWord, const QString &fact, const QVariant &value)
{
    const RuleTable &fields = rules.table("fields"_L1);
    const RuleRow *field = fields.find(u"analyse/"_s + fact);
    if (!field)
        field = fields.find(u"assess/"_s + fact);
    if (!field)
        return Scoring::tr("%1: %2 days").arg(factorWord, value.toString());
    const QString type = field->text("type"_L1);
    if (type == "bool"_L1)
        return value.toBool() ? field->word() : QString();
    const QByteArray list = field->text("list"_L1).toLatin1();
    const QString shown = type == "money"_L1 ? Money{value.toLongLong()}.display()
                          : list.isEmpty()   ? value.toString()
                                             : rules.word(QLatin1StringView(list), value.toString());
    return Scoring::tr("%1: %2", "a field and what it says").arg(field->word(), shown);
}

QString sourceOf(const RuleSet &rules, const QString &factorWord, const QSet<QString> &names,
                 const Expression::Lookup &facts)
{
    QStringList lines;
    for (const QString &name : names) {
        const QVariant value = facts(name);
        if (const QString line = unsaid(value) ? QString() : recorded(rules, factorWord, name, value); !line.isEmpty())
            lines << line;
    }
    lines.sort();
    return joinedClauses(lines);
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
    addend.source = sourceOf(rules, addend.word, names, facts);
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

const RuleRow *levelAt(const QList<const RuleRow *> &levels, int points)
{
    const RuleRow *reached = levels.isEmpty() ? nullptr : levels.first();
    for (const RuleRow *level : levels) {
        if (points >= level->number("min"_L1))
            reached = level;
    }
    return reached;
}

// One fact that, had it been otherwise, would have cost points.
struct Otherwise {
    int drop = 0;
    QString words;
};

// The milder rows of each factor that counted; a factor without a milder row would simply not have held.
QList<Otherwise> otherwise(const RuleSet &rules, const ScoreAddend &addend)
{
    QList<Otherwise> all;
    for (const RuleRow *row : rules.table("score"_L1).where("factor"_L1, addend.factor)) {
        if (row->number("points"_L1) < addend.points)
            all.append({addend.points - row->number("points"_L1), row->word()});
    }
    if (addend.points > 0 && std::ranges::none_of(all, [&](const Otherwise &one) { return one.drop == addend.points; }))
        all.append({addend.points, Scoring::tr("not: %1").arg(addend.reason)});
    return all;
}

// The least that would have had to be otherwise: one fact if one is enough, else the weightiest together.
Otherwise leastOtherwise(const RuleSet &rules, const ScoreCard &card, int need)
{
    Otherwise least;
    QList<Otherwise> whole;
    for (const ScoreAddend &addend : card.addends) {
        const QList<Otherwise> ways = otherwise(rules, addend);
        for (const Otherwise &way : ways) {
            if (way.drop >= need && (least.drop == 0 || way.drop <= least.drop))
                least = way;
        }
        if (!ways.isEmpty())
            whole.append(*std::ranges::max_element(ways, {}, &Otherwise::drop));
    }
    if (least.drop > 0)
        return least;
    std::ranges::stable_sort(whole, std::ranges::greater{}, &Otherwise::drop);
    QStringList words;
    for (const Otherwise &one : std::as_const(whole)) {
        if (least.drop >= need)
            break;
        least.drop += one.drop;
        words << one.words;
    }
    least.words = words.join(Scoring::tr(" and "));
    return least;
}

// "it would be orange if ..."
QString counterfactual(const RuleSet &rules, const ScoreCard &card, const QList<const RuleRow *> &levels)
{
    const RuleRow *byPoints = levelAt(levels, card.total);
    if (!byPoints)
        return {};
    if (byPoints->text("level"_L1) != card.level) // only a hard trigger lifted it
        return Scoring::tr("it would be %1 without: %2").arg(byPoints->word(), joinedWords(card.hardTriggers));
    if (!card.hardTriggers.isEmpty())
        return Scoring::tr("the points alone say the same");
    const qsizetype at = levels.indexOf(byPoints);
    if (at == 0)
        return levels.size() < 2 ? QString()
                                 : Scoring::tr("it would be %1 with %2 points more")
                                       .arg(levels.at(1)->word())
                                       .arg(levels.at(1)->number("min"_L1) - card.total);
    const Otherwise least = leastOtherwise(rules, card, card.total - byPoints->number("min"_L1) + 1);
    return Scoring::tr("it would be %1 if: %2").arg(levelAt(levels, card.total - least.drop)->word(), least.words);
}

// "Red because ...; it would be orange if ...": every point with the row it came from, in the language of the reader.
QString explanationOf(const RuleSet &rules, const ScoreCard &card)
{
    const QList<const RuleRow *> levels = levelsOf(rules, card.scheme);
    const RuleRow *level = rules.table("levels"_L1).find(card.scheme + u'/' + card.level);
    if (!level)
        return {};
    QStringList points;
    for (const ScoreAddend &addend : card.addends) {
        if (addend.points > 0)
            points << u"%1 %2"_s.arg(addend.reason).arg(addend.points);
    }
    const QString sum = points.isEmpty() ? Scoring::tr("nothing that counts is known")
                                         : Scoring::tr("%1 = %2 points").arg(points.join(u" + "_s)).arg(card.total);
    QString text = card.hardTriggers.isEmpty()
                       ? Scoring::tr("%1 because %2 (from %3)").arg(level->word(), sum).arg(level->number("min"_L1))
                       : Scoring::tr("%1 because of: %2 (%3)").arg(level->word(), joinedWords(card.hardTriggers), sum);
    if (const QString other = counterfactual(rules, card, levels); !other.isEmpty())
        text += Scoring::tr("; %1").arg(other);
    return text;
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
        if (!addend.source.isEmpty())
            line.insert(u"source"_s, addend.source);
        if (addend.unknown)
            line.insert(u"unknown"_s, true);
        lines.append(line);
    }
    return {{u"scheme"_s, scheme},
            {u"addends"_s, lines},
            {u"score"_s, total},
            {u"suggested_level"_s, level},
            {u"unknown"_s, QJsonArray::fromStringList(unknowns())},
            {u"hard_triggers"_s, QJsonArray::fromStringList(hardTriggers)},
            {u"explanation"_s, explanation},
            {u"rules_version"_s, rulesVersion}};
}

ScoreCard ScoreCard::fromJson(const QJsonObject &json)
{
    ScoreCard card;
    card.scheme = json.value("scheme"_L1).toString();
    card.total = json.value("score"_L1).toInt();
    card.level = json.value("suggested_level"_L1).toString();
    card.explanation = json.value("explanation"_L1).toString();
    card.rulesVersion = json.value("rules_version"_L1).toString();
    for (const QJsonArray addends = json.value("addends"_L1).toArray(); const auto &value : addends) {
        const QJsonObject line = value.toObject();
        card.addends.append({.factor = line.value("factor"_L1).toString(),
                             .word = line.value("word"_L1).toString(),
                             .group = line.value("group"_L1).toString(),
                             .points = line.value("points"_L1).toInt(),
                             .reason = line.value("reason"_L1).toString(),
                             .evidence = line.value("evidence"_L1).toString(),
                             .source = line.value("source"_L1).toString(),
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
    card.explanation = explanationOf(rules, card);
    card.rulesVersion = rules.version();
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
