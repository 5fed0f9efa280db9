#include <mediation/warning_board.h>

#include <core/locale.h>
#include <grid/grid.h>
#include <grid/grids.h>
#include <mediation/joint.h>

#include "cards.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// States of warnings by what may be done in them: words of the tables, not codes of ours.
struct BoardStates {
    QStringList open;
    QStringList suggested;
    QString lapsed;

    BoardStates(const RuleSet &rules, const QString &machine, const QString &confirm, const QString &lapse)
        : suggested(fromStates(rules, confirm))
    {
        for (const RuleRow *state : rules.table("states"_L1).where("machine"_L1, machine))
            if (!state->flag("terminal"_L1))
                open << state->text("state"_L1);
        if (const RuleRow *row = rules.table("actions"_L1).find(lapse))
            lapsed = row->text("to"_L1);
    }
};

BoardStates statesOf(const RuleSet &rules, const RecordKind &kind)
{
    const bool area = kind.name == areaWarningKind().name;
    return {rules, kind.name, area ? u"confirm_area_warning"_s : u"confirm_warning"_s,
            area ? u"lapse_area_warning"_s : u"lapse_warning"_s};
}

const QList<const RecordKind *> &boardKinds()
{
    static const QString warning = u"warning"_s;
    static const QList<const RecordKind *> kinds{&oversightKind(warning), &areaWarningKind()};
    return kinds;
}

QString placeWord(ReadContext &context, const QString &digits)
{
    if (digits.isEmpty())
        return {};
    // A grid's code begins with its village's.
    const auto division = DivisionCode::parse(digits.left(12));
    return division ? placeName(context.tx, *division) : digits;
}

QString shown(ReadContext &context, const RecordKind &kind, const Row &row, QLatin1StringView field)
{
    return context.masked(*row.entity().field(field), row.value(field), context.masksNames(kind, row));
}

// What both kinds of warning have.
WarningCard cardCore(ReadContext &context, const RecordKind &kind, const Row &row, const BoardStates &states)
{
    const RuleSet &rules = context.rules;
    WarningCard card;
    card.kind = kind.name;
    card.id = row.id();
    card.state = row.text("state"_L1);
    card.stateWord = tableWord(rules, "states"_L1, card.state);
    card.suggested = states.suggested.contains(card.state);
    card.lapsed = card.state == states.lapsed;
    card.level = row.text("level"_L1);
    card.levelWord = rules.word("level"_L1, card.level);
    if (const RuleRow *level = rules.table("levels"_L1).find(row.text("scheme"_L1) + u'/' + card.level))
        card.levelShape = level->text("shape"_L1);
    card.reason = shown(context, kind, row, "reason"_L1);
    card.measures = shown(context, kind, row, "measures"_L1);
    card.owner = context.accountName(row.uuid("owner"_L1));
    card.reviewDue = row.date("review_due"_L1);
    card.overdue = card.reviewDue.isValid() && card.reviewDue < context.now.localDate();
    return card;
}

// The five ones of the leader-led case that goes on, if there is one.
void addFiveOnes(ReadContext &context, WarningCard &card)
{
    card.needsFiveOnes = card.level == context.rules.setting("leader_led_level"_L1);
    if (!card.needsFiveOnes)
        return;
    const QList<Row> led = context.tx.select(
        leaderLedEntity(), u"matter = ? AND withdrawn_at IS NULL AND ended_at IS NULL ORDER BY id DESC LIMIT 1"_s,
        {card.matter});
    if (led.isEmpty())
        return;
    for (const QLatin1StringView one : {"case_summary"_L1, "leader"_L1, "team"_L1, "plan"_L1, "closing_condition"_L1})
        card.fiveOnes += led.first().isNull(one) ? 0 : 1;
    card.led = !led.first().isNull("activated_at"_L1);
}

WarningCard matterWarning(ReadContext &context, const Row &row, const BoardStates &states)
{
    WarningCard card = cardCore(context, oversightKind(u"warning"_s), row, states);
    card.matter = row.uuid("matter"_L1);
    card.score = row.isNull("score"_L1) ? -1 : row.integer("score"_L1);
    if (const auto matter = context.tx.find(matterEntity(), card.matter)) {
        card.number = matter->text("number"_L1);
        card.title = shown(context, matterKind(), *matter, "title"_L1);
        card.place = placeWord(context, matter->isNull("place"_L1) ? matter->text("org"_L1) : matter->text("place"_L1));
    }
    addFiveOnes(context, card);
    return card;
}

WarningCard placeWarning(ReadContext &context, const Row &row, const BoardStates &states)
{
    WarningCard card = cardCore(context, areaWarningKind(), row, states);
    const QString where = placeWord(context, row.text("org"_L1));
    const QString site = shown(context, areaWarningKind(), row, "site"_L1);
    const auto grid = context.tx.find(gridEntity(), row.uuid("grid"_L1));
    card.title = !site.isEmpty() ? site : grid ? grid->text("name"_L1) : where;
    card.place = card.title == where ? context.rules.word("warning_target"_L1, row.text("target"_L1)) : where;
    return card;
}

// A warning on the board before it is read as a card.
struct Place {
    QUuid id;
    bool suggested = false;
    qint64 due = 0; // Julian day; one without a date comes last

    [[nodiscard]] auto order() const { return std::tuple(!suggested, due, id); }
};

// All open warnings of one kind, in one pass: columns count everything, and only what they show is read as cards.
class BoardReader {
public:
    BoardReader(ReadContext &context, const RecordKind &kind, const WarningBoardRequest &request)
        : m_context(context)
        , m_kind(kind)
        , m_request(request)
        , m_states(statesOf(context.rules, kind))
    {
    }

    void read(QList<WarningColumn> &columns, const QString &scheme);

private:
    [[nodiscard]] QString condition(const QString &scheme, QVariantList *binds);
    void addCards(WarningColumn &column, QList<Place> places);
    ReadContext &m_context;
    const RecordKind &m_kind;
    const WarningBoardRequest &m_request;
    BoardStates m_states;
};

QString BoardReader::condition(const QString &scheme, QVariantList *binds)
{
    QString where = inStates(m_states.open, binds) + u" AND scheme = ?"_s;
    *binds << scheme;
    if (m_request.withoutFiveOnes && m_kind.name == areaWarningKind().name)
        where += u" AND 0"_s; // nobody leads a place
    else if (m_request.withoutFiveOnes) {
        where += u" AND level = ? AND NOT EXISTS (SELECT 1 FROM leader_led l WHERE l.matter = warning.matter AND "
                 "l.deleted = 0 AND l.activated_at IS NOT NULL AND l.ended_at IS NULL)"_s;
        *binds << m_context.rules.setting("leader_led_level"_L1);
    }
    return where + u" AND ("_s + m_context.scopeSql(m_kind, binds) + u')';
}

void BoardReader::addCards(WarningColumn &column, QList<Place> places)
{
    const qsizetype shown = std::min<qsizetype>(places.size(), m_request.limitPerColumn);
    std::ranges::partial_sort(places, places.begin() + shown, {}, &Place::order);
    for (const Place &place : places.first(shown))
        if (const auto row = m_context.tx.find(*m_kind.entity, place.id))
            column.cards << (m_kind.name == areaWarningKind().name ? placeWarning(m_context, *row, m_states)
                                                                   : matterWarning(m_context, *row, m_states));
}

void BoardReader::read(QList<WarningColumn> &columns, const QString &scheme)
{
    const qint64 today = m_context.now.localDate().toJulianDay();
    QVariantList binds;
    const QString where = condition(scheme, &binds);
    QHash<QString, QList<Place>> byLevel;
    Query rows = m_context.tx.query(u"SELECT id, level, state, review_due FROM %1 WHERE deleted = 0 AND %2"_s.arg(
                                        QString(m_kind.entity->name), where),
                                    binds);
    while (rows.next()) {
        const bool dated = !rows.value(3).isNull();
        byLevel[rows.text(1)].append({rows.uuid(0), m_states.suggested.contains(rows.text(2)),
                                      dated ? rows.integer(3) : std::numeric_limits<qint64>::max()});
    }
    for (WarningColumn &column : columns) {
        const QList<Place> places = byLevel.value(column.level);
        column.total += places.size();
        column.suggested += std::ranges::count_if(places, &Place::suggested);
        column.overdue += std::ranges::count_if(places, [today](const Place &place) { return place.due < today; });
        addCards(column, places);
    }
}

QList<OutsideCounts> outsideCounts(ReadContext &context)
{
    QList<OutsideCounts> all;
    if (context.grant(levelCountKind().permission) == Grant::None)
        return all;
    const RuleTable &table = context.rules.table("outside_schemes"_L1);
    for (const RuleRow *scheme : context.rules.codes(u"outside_scheme"_s)) {
        OutsideCounts counts;
        counts.scheme = scheme->text("code"_L1);
        counts.word = scheme->word();
        QVariantList binds{counts.scheme};
        const QString scope = context.scopeSql(levelCountKind(), &binds);
        const QList<Row> newest = context.tx.select(
            levelCountEntity(),
            u"scheme = ? AND replaced_by IS NULL AND (%1) ORDER BY as_of DESC, id LIMIT 1"_s.arg(scope), binds);
        if (newest.isEmpty())
            continue;
        counts.asOf = newest.first().date("as_of"_L1);
        counts.source = newest.first().text("source"_L1);
        binds << counts.asOf.toJulianDay();
        QHash<QString, qint64> byLevel;
        for (const Row &row : context.tx.select(
                 levelCountEntity(), u"scheme = ? AND replaced_by IS NULL AND (%1) AND as_of = ?"_s.arg(scope), binds))
            byLevel[row.text("level"_L1)] += row.integer("count"_L1);
        QList<const RuleRow *> levels = table.where("scheme"_L1, counts.scheme);
        std::ranges::stable_sort(levels, std::ranges::greater{},
                                 [](const RuleRow *level) { return level->number("order"_L1); });
        for (const RuleRow *level : std::as_const(levels))
            if (const QString name = level->text("level"_L1); byLevel.contains(name))
                counts.counts.append({name, level->word(), byLevel.value(name)});
        all.append(counts);
    }
    return all;
}

// Suggestions first, then by review date: the order of both readings together.
bool before(const WarningCard &a, const WarningCard &b)
{
    if (a.suggested != b.suggested)
        return a.suggested;
    if (a.reviewDue != b.reviewDue)
        return b.reviewDue.isValid() && (!a.reviewDue.isValid() || a.reviewDue < b.reviewDue);
    return a.id < b.id;
}

QJsonObject cardJson(const WarningCard &card)
{
    QJsonObject json{{u"kind"_s, card.kind},
                     {u"id"_s, idText(card.id)},
                     {u"title"_s, card.title},
                     {u"place"_s, card.place},
                     {u"state"_s, card.state},
                     {u"state_word"_s, card.stateWord},
                     {u"level"_s, card.level},
                     {u"reason"_s, card.reason},
                     {u"measures"_s, card.measures},
                     {u"owner"_s, card.owner},
                     {u"review_due"_s, card.reviewDue.toString(Qt::ISODate)},
                     {u"overdue"_s, card.overdue},
                     {u"suggested"_s, card.suggested},
                     {u"lapsed"_s, card.lapsed}};
    if (!card.matter.isNull()) {
        json.insert(u"matter"_s, idText(card.matter));
        json.insert(u"number"_s, card.number);
    }
    if (card.score >= 0)
        json.insert(u"score"_s, card.score);
    if (card.needsFiveOnes) {
        json.insert(u"five_ones"_s, card.fiveOnes);
        json.insert(u"led"_s, card.led);
    }
    return json;
}

} // namespace

WarningBoard warningBoard(ReadContext &context, const WarningBoardRequest &request)
{
    WarningBoard board;
    board.scheme = context.rules.setting("level_scheme"_L1);
    board.schemeWord = context.rules.word("level_scheme"_L1, board.scheme);
    QList<const RuleRow *> levels = context.rules.table("levels"_L1).where("scheme"_L1, board.scheme);
    std::ranges::stable_sort(levels, std::ranges::greater{},
                             [](const RuleRow *level) { return level->number("order"_L1); });
    for (const RuleRow *level : std::as_const(levels)) {
        if (level->number("order"_L1) == 0)
            continue;
        WarningColumn column;
        column.level = level->text("level"_L1);
        column.word = level->word();
        column.shape = level->text("shape"_L1);
        board.columns.append(column);
    }
    for (const RecordKind *kind : boardKinds())
        BoardReader(context, *kind, request).read(board.columns, board.scheme);
    for (WarningColumn &column : board.columns) {
        std::ranges::stable_sort(column.cards, before);
        if (column.cards.size() > request.limitPerColumn)
            column.cards.resize(request.limitPerColumn);
    }
    board.outside = outsideCounts(context);
    return board;
}

QList<WarningLevel> warningLevels(ReadContext &context)
{
    QList<WarningLevel> levels;
    const QString scheme = context.rules.setting("level_scheme"_L1);
    for (const RecordKind *kind : boardKinds()) {
        const BoardStates states = statesOf(context.rules, *kind);
        QVariantList binds;
        const QString open = inStates(states.open, &binds);
        binds << scheme;
        const QString scope = context.scopeSql(*kind, &binds);
        Query rows =
            context.tx.query(u"SELECT id, level, state FROM %1 WHERE deleted = 0 AND %2 AND scheme = ? AND (%3)"_s.arg(
                                 QString(kind->entity->name), open, scope),
                             binds);
        while (rows.next())
            levels.append({rows.uuid(0), rows.text(1), rows.text(2) == states.lapsed});
    }
    return levels;
}

QJsonObject warningBoardJson(const WarningBoard &board)
{
    QJsonArray columns;
    for (const WarningColumn &column : board.columns) {
        QJsonArray cards;
        for (const WarningCard &card : column.cards)
            cards.append(cardJson(card));
        columns.append(QJsonObject{{u"level"_s, column.level},
                                   {u"word"_s, column.word},
                                   {u"total"_s, column.total},
                                   {u"suggested"_s, column.suggested},
                                   {u"overdue"_s, column.overdue},
                                   {u"warnings"_s, cards}});
    }
    QJsonArray outside;
    for (const OutsideCounts &counts : board.outside) {
        QJsonArray levels;
        for (const OutsideCounts::Count &count : counts.counts)
            levels.append(QJsonObject{{u"level"_s, count.level}, {u"word"_s, count.word}, {u"count"_s, count.count}});
        outside.append(QJsonObject{{u"scheme"_s, counts.scheme},
                                   {u"word"_s, counts.word},
                                   {u"as_of"_s, counts.asOf.toString(Qt::ISODate)},
                                   {u"source"_s, counts.source},
                                   {u"levels"_s, levels}});
    }
    return {{u"scheme"_s, board.scheme},
            {u"scheme_word"_s, board.schemeWord},
            {u"columns"_s, columns},
            {u"outside"_s, outside}};
}

} // namespace fengqiao
