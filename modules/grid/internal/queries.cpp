#include <grid/grid.h>

#include <algorithm>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

std::optional<Division> divisionOf(const Row &row)
{
    const auto code = DivisionCode::parse(row.text("code"_L1));
    if (!code)
        return std::nullopt;
    return Division{*code, row.text("name"_L1), row.flag("statistical"_L1)};
}

QList<Division> divisionsOf(const QList<Row> &rows)
{
    QList<Division> divisions;
    for (const Row &row : rows) {
        if (auto division = divisionOf(row))
            divisions << *std::move(division);
    }
    return divisions;
}

QString likePattern(const QString &text)
{
    QString escaped = text;
    for (const QChar special : {u'\\', u'%', u'_'})
        escaped.replace(special, QString(u'\\') + special);
    return u'%' + escaped + u'%';
}

UnitLine unitLine(const Row &row, const RuleSet &rules)
{
    UnitLine line;
    line.id.value = row.id();
    line.code = row.text("code"_L1);
    line.name = row.text("name"_L1);
    line.stationing = row.text("stationing"_L1);
    if (!line.stationing.isEmpty())
        line.stationingWord = rules.word("stationing_mode"_L1, line.stationing);
    line.duties = row.text("duties"_L1);
    line.demo = row.flag("demo"_L1);
    return line;
}

} // namespace

std::optional<Division> findDivision(Reader &reader, const DivisionCode &code)
{
    const auto row = reader.findBy(divisionEntity(), "code"_L1, code.digits());
    return row ? divisionOf(*row) : std::nullopt;
}

QList<Division> divisionsBelow(Reader &reader, const DivisionCode &parent)
{
    return divisionsOf(reader.select(divisionEntity(), u"parent = ? ORDER BY code"_s, {parent.digits()}));
}

QString placeName(Reader &reader, const DivisionCode &code)
{
    const auto own = findDivision(reader, code);
    if (!own)
        return code.digits();
    if (code.level() != DivisionLevel::Village)
        return own->name;
    const auto town = findDivision(reader, code.parent());
    return town ? town->name + u' ' + own->name : own->name;
}

QList<Division> findPlaces(Reader &reader, const QString &text, int limit)
{
    if (text.trimmed().isEmpty())
        return {};
    return divisionsOf(reader.select(
        divisionEntity(), uR"(level > 6 AND (name LIKE ? ESCAPE '\' OR code = ?) ORDER BY level, code LIMIT ?)"_s,
        {likePattern(text.trimmed()), text.trimmed(), limit}));
}

QList<UnitLine> memberUnits(Reader &reader, const RuleSet &rules)
{
    QStringList order;
    for (const RuleRow *row : rules.codes(u"stationing_mode"_s))
        order << row->text("code"_L1);
    QList<UnitLine> lines;
    for (const Row &row : reader.select(organisationEntity(), u"kind = 'unit' ORDER BY code"_s))
        lines << unitLine(row, rules);
    std::ranges::stable_sort(lines, {}, [&order](const UnitLine &line) {
        const qsizetype at = order.indexOf(line.stationing);
        return at < 0 ? order.size() : at;
    });
    return lines;
}

QString organisationName(Reader &reader, QUuid id)
{
    const auto row = reader.find(organisationEntity(), id);
    return row ? row->text("name"_L1) : QString();
}

std::optional<Row> findUnit(Reader &reader, const QString &nameOrCode)
{
    const QList<Row> rows = reader.select(organisationEntity(), u"kind = 'unit' AND (name = ? OR code = ?) LIMIT 1"_s,
                                          {nameOrCode, nameOrCode});
    return rows.isEmpty() ? std::nullopt : std::optional(rows.first());
}

std::optional<Row> centreOf(Reader &reader, const DivisionCode &division)
{
    return reader.findBy(organisationEntity(), "code"_L1, division.padded());
}

} // namespace fengqiao
