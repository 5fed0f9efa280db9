// Where what stands in a paper comes from: column `from` of rule table document_fields. Papers are written in Chinese
// whatever the language of the window, so words are taken from the tables' column zh.
#include <access/entities.h>
#include <core/document_number.h>
#include <grid/grid.h>
#include <mediation/assessment.h>

#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString separator = u"、"_s;

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString dateText(const RuleSet &rules, QDate day)
{
    return day.isValid() ? day.toString(rules.setting("paper_date_format"_L1)) : QString();
}

QString timeText(const RuleSet &rules, Instant at)
{
    return at.isNull() ? QString() : at.local().toString(rules.setting("paper_time_format"_L1));
}

QString chinese(const RuleSet &rules, const QString &list, const QString &code)
{
    if (list == "room_kinds"_L1 || list == "states"_L1) {
        const RuleRow *row = (list == "states"_L1 ? rules.table("states"_L1) : rules.table("room_kinds"_L1)).find(code);
        return row ? row->text("zh"_L1) : code;
    }
    const RuleRow *row = rules.table("codes"_L1).find(list + u'/' + code);
    return row ? row->text("zh"_L1) : code;
}

QString yesNo(const RuleSet &rules, bool yes)
{
    return chinese(rules, u"yes_no"_s, yes ? u"yes"_s : u"no"_s);
}

QString nameOfRecord(Reader &tx, const QString &kind, QUuid id)
{
    if (id.isNull())
        return {};
    if (kind == "account"_L1) {
        const auto row = tx.find(accountEntity(), id);
        return row ? row->text("name"_L1) : QString();
    }
    if (kind == "organisation"_L1 || kind == "unit"_L1)
        return organisationName(tx, id);
    if (kind == "room"_L1) {
        const auto row = tx.find(roomEntity(), id);
        return row ? row->text("name"_L1) : QString();
    }
    if (kind == "matter"_L1) {
        const auto row = tx.find(matterEntity(), id);
        return row ? row->text("number"_L1) : QString();
    }
    return {};
}

QString columnText(const PaperScene &scene, const Field &field, const QVariant &value)
{
    switch (field.type) {
    case FieldType::Bool:
        return yesNo(scene.rules, value.toBool());
    case FieldType::Money:
        return Money{value.toLongLong()}.toString();
    case FieldType::Instant:
        return timeText(scene.rules, Instant{value.toLongLong()});
    case FieldType::Date:
        return dateText(scene.rules, value.toDate());
    case FieldType::Id:
        return nameOfRecord(scene.tx, QString(field.refers), value.toUuid());
    case FieldType::Code: {
        if (field.name != "place"_L1 && field.name != "org"_L1)
            return field.name == "scheme"_L1 ? chinese(scene.rules, u"scheme"_s, value.toString())
                                             : chinese(scene.rules, QString(field.list), value.toString());
        const auto division = DivisionCode::parse(value.toString().left(12));
        return division ? placeName(scene.tx, *division) : value.toString();
    }
    default:
        return value.toString();
    }
}

QJsonValue matterColumn(const PaperScene &scene, const QByteArray &name)
{
    const Field *field = matterEntity().field(QLatin1StringView(name));
    if (!field || scene.matter.isNull(field->name))
        return {};
    return textOrNull(columnText(scene, *field, scene.matter.value(field->name)));
}

// The visit that the matter came from. Visits stand one floor above: their table is known by name only, and a program
// without that floor has none.
QJsonValue visitColumn(const PaperScene &scene, const QString &name)
{
    Query known = scene.tx.query(u"SELECT count(*) FROM pragma_table_info('visit') WHERE name = ?"_s, {name});
    if (scene.matter.isNull("source_visit"_L1) || !known.next() || known.integer(0) == 0)
        return {};
    Query found = scene.tx.query(u"SELECT \"%1\" FROM visit WHERE id = ?"_s.arg(name),
                                 {QVariant(scene.matter.uuid("source_visit"_L1))});
    if (!found.next() || found.value(0).isNull())
        return {};
    if (name.endsWith("_at"_L1))
        return timeText(scene.rules, found.instant(0));
    if (name == "receiver"_L1)
        return textOrNull(nameOfRecord(scene.tx, u"account"_s, found.uuid(0)));
    const QString list = name == "purpose"_L1 ? u"visit_purpose"_s : name == "outcome"_L1 ? u"visit_outcome"_s : name;
    return textOrNull(chinese(scene.rules, list, found.text(0)));
}

// ---- what was recorded with a step ----

QJsonValue eventText(const PaperScene &scene, const RuleRow &field, const QJsonValue &value)
{
    const RuleSet &rules = scene.rules;
    const QString type = field.text("type"_L1);
    const QString list = field.text("list"_L1);
    const QString text = value.toString();
    if (type == "bool"_L1)
        return yesNo(rules, value.toBool());
    if (type == "int"_L1)
        return QString::number(value.toInteger());
    if (type == "code"_L1)
        return chinese(rules, list, text);
    if (type == "date"_L1)
        return dateText(rules, QDate::fromString(text, Qt::ISODate));
    if (type == "instant"_L1)
        return timeText(rules, Instant::parse(text).value_or(Instant{}));
    if (type.startsWith("ref:"_L1))
        return textOrNull(nameOfRecord(scene.tx, type.sliced(4), QUuid::fromString(text)));
    if (type == "codes"_L1) {
        QStringList words;
        for (const QJsonValue &code : value.toArray())
            words << chinese(rules, list, code.toString());
        return textOrNull(words.join(separator));
    }
    if (!type.startsWith("list:"_L1))
        return textOrNull(text);
    QJsonArray items;
    for (const QJsonValue &item : value.toArray()) {
        QJsonObject words;
        for (const RuleRow *inner : rules.table("fields"_L1).where("action"_L1, type.sliced(5)))
            if (const QJsonValue given = item[inner->text("field"_L1)]; !given.isUndefined())
                words.insert(inner->text("field"_L1), eventText(scene, *inner, given));
        items << words;
    }
    return items.isEmpty() ? QJsonValue() : QJsonValue(items);
}

QJsonValue eventValue(const PaperScene &scene, const QString &action, const QString &field)
{
    const auto event = lastEvent(scene, action);
    if (!event)
        return {};
    if (field == "at"_L1)
        return dateText(scene.rules, Instant{event->value("at"_L1).toInteger()}.localDate());
    const RuleRow *row = scene.rules.table("fields"_L1).find(action + u'/' + field);
    const QJsonValue value = event->value("data"_L1)[field];
    return row && !value.isUndefined() && !value.isNull() ? eventText(scene, *row, value) : QJsonValue();
}

QJsonValue actorOfEvent(const PaperScene &scene, const QString &action)
{
    const auto event = lastEvent(scene, action);
    return event ? textOrNull(
                       nameOfRecord(scene.tx, u"account"_s, QUuid::fromString(event->value("actor"_L1).toString())))
                 : QJsonValue();
}

// ---- people ----

struct Side {
    QStringList names;
    QJsonArray people;
};

Side sideOf(const PaperScene &scene, const QString &side)
{
    Side found;
    const QList<Row> parties = scene.tx.select(partyEntity(), u"matter = ? AND side = ? ORDER BY rowid"_s,
                                               {QVariant(scene.matter.id()), side});
    for (const Row &party : parties) {
        const auto person = scene.tx.find(personEntity(), party.uuid("person"_L1));
        const QString name = person ? person->text("name"_L1) : QString();
        const QString organisation = party.text("organisation_name"_L1);
        QJsonObject json{{u"name"_s, organisation.isEmpty() ? name : organisation},
                         {u"role"_s, chinese(scene.rules, u"party_role"_s, party.text("role"_L1))}};
        if (!organisation.isEmpty() && !name.isEmpty())
            json.insert(u"acting"_s, name);
        if (person) {
            for (const QLatin1StringView column : {"document_number"_L1, "phone"_L1, "address"_L1})
                if (!person->isNull(column))
                    json.insert(column, person->text(column));
            if (!person->isNull("sex"_L1))
                json.insert(u"sex"_s, chinese(scene.rules, u"sex"_s, person->text("sex"_L1)));
        }
        found.names << json.value("name"_L1).toString();
        found.people << json;
    }
    return found;
}

QJsonValue peopleValue(const PaperScene &scene, const QString &how, const QString &side)
{
    const Side found = sideOf(scene, side);
    if (found.names.isEmpty())
        return {};
    if (how == "people"_L1)
        return found.people;
    QStringList names = found.names;
    if (how == "masked"_L1)
        for (QString &name : names)
            name = maskName(name);
    return names.join(separator);
}

// ---- what belongs to the matter ----

QJsonValue coUnits(const PaperScene &scene)
{
    QStringList names;
    for (const Row &unit : scene.tx.select(coUnitEntity(), u"matter = ? ORDER BY id"_s, {QVariant(scene.matter.id())}))
        names << organisationName(scene.tx, unit.uuid("unit"_L1));
    return textOrNull(names.join(separator));
}

QJsonValue attachmentList(const PaperScene &scene, const QString &proves)
{
    QJsonArray items;
    for (const Row &row : scene.tx.select(attachmentEntity(), u"matter = ? AND state = 'F10' ORDER BY added_at, id"_s,
                                          {QVariant(scene.matter.id())})) {
        if (proves != "all"_L1 && row.text("proves"_L1) != proves)
            continue;
        QJsonObject item{{u"item"_s, row.isNull("item"_L1) ? row.text("name"_L1) : row.text("item"_L1)},
                         {u"kind"_s, chinese(scene.rules, u"attachment_kind"_s, row.text("kind"_L1))}};
        if (!row.isNull("source"_L1))
            item.insert(u"source"_s, row.text("source"_L1));
        if (!row.isNull("form"_L1))
            item.insert(u"form"_s, chinese(scene.rules, u"copy_form"_s, row.text("form"_L1)));
        items << item;
    }
    return items.isEmpty() ? QJsonValue() : QJsonValue(items);
}

QJsonValue clockList(const PaperScene &scene, bool overdueOnly)
{
    QJsonArray items;
    for (const Row &clock : scene.tx.select(clockEntity(), u"subject = ? AND state = 'running' ORDER BY due, id"_s,
                                            {QVariant(scene.matter.id())})) {
        if (overdueOnly && clock.instant("due"_L1) > scene.now)
            continue;
        const RuleRow *rule = scene.rules.table("clocks"_L1).find(clock.text("code"_L1));
        // A clock of days ends when its last day does: the instant is the midnight after it.
        const QDate due = clock.instant("due"_L1).local().addMSecs(-1).date();
        items << QJsonObject{{u"item"_s, rule ? rule->text("zh"_L1) : clock.text("code"_L1)},
                             {u"due"_s, dateText(scene.rules, due)},
                             {u"source"_s, clock.text("source"_L1)}};
    }
    return items.isEmpty() ? QJsonValue() : QJsonValue(items);
}

QJsonValue scoreLines(const PaperScene &scene)
{
    const QList<Row> assessed = scene.tx.select(
        assessmentEntity(), u"matter = ? ORDER BY assessed_at DESC, id DESC LIMIT 1"_s, {QVariant(scene.matter.id())});
    if (assessed.isEmpty())
        return {};
    QJsonArray items;
    for (const ScoreAddend &addend : ScoreCard::fromJson(assessed.first().json("card"_L1).toObject()).addends)
        items << QJsonObject{{u"item"_s, addend.word},
                             {u"points"_s, QString::number(addend.points)},
                             {u"reason"_s, addend.reason},
                             {u"evidence"_s, addend.evidence}};
    return items.isEmpty() ? QJsonValue() : QJsonValue(items);
}

QJsonValue dossierValue(const PaperScene &scene, const QString &what)
{
    if (what == "number"_L1)
        return textOrNull(scene.matter.text("dossier_number"_L1));
    QJsonArray items;
    for (const DossierRow &row : dossierRows(scene)) {
        const bool listed = what == "missing"_L1 ? row.missing() : row.inDossier && row.present && !row.generated;
        if (listed)
            items << QJsonObject{{u"code"_s, row.code}, {u"item"_s, chinese(scene.rules, u"document"_s, row.code)}};
    }
    if (items.isEmpty() && what == "contents"_L1)
        return {};
    return items;
}

QJsonValue centreName(const PaperScene &scene)
{
    // The centre of the division that has the matter; a village without one is served by that of its town or county.
    for (const qsizetype length : {12, 9, 6}) {
        const auto division = DivisionCode::parse(scene.matter.text("org"_L1).left(length));
        const auto centre = division ? centreOf(scene.tx, *division) : std::nullopt;
        if (centre)
            return centre->text("name"_L1);
    }
    return {};
}

QJsonValue oneSource(const PaperScene &scene, const QString &source)
{
    const QString stem = source.section(u'.', 0, 0);
    const QString rest = source.section(u'.', 1);
    if (stem == "matter"_L1)
        return matterColumn(scene, rest.toLatin1());
    if (stem == "last"_L1)
        return eventValue(scene, rest.section(u'.', 0, 0), rest.section(u'.', 1));
    if (stem == "by"_L1)
        return actorOfEvent(scene, rest);
    if (stem == "people"_L1 || stem == "names"_L1 || stem == "masked"_L1)
        return peopleValue(scene, stem, rest);
    if (stem == "attachments"_L1)
        return attachmentList(scene, rest);
    if (stem == "clock"_L1)
        return clockList(scene, rest == "overdue"_L1);
    if (stem == "dossier"_L1)
        return dossierValue(scene, rest);
    if (stem == "visit"_L1)
        return visitColumn(scene, rest);
    if (stem == "setting"_L1)
        return textOrNull(scene.rules.setting(QLatin1StringView(rest.toLatin1())));
    if (source == "number"_L1)
        return textOrNull(scene.number);
    if (source == "today"_L1)
        return dateText(scene.rules, scene.now.localDate());
    if (source == "maker"_L1)
        return textOrNull(nameOfRecord(scene.tx, u"account"_s, scene.maker));
    if (source == "centre.name"_L1)
        return centreName(scene);
    if (source == "units.co"_L1)
        return coUnits(scene);
    return source == "score.card"_L1 ? scoreLines(scene) : QJsonValue();
}

Personal personalOf(const QString &word)
{
    static const QHash<QString, Personal> classes{{u"Name"_s, Personal::Name},
                                                  {u"Number"_s, Personal::Number},
                                                  {u"Phone"_s, Personal::Phone},
                                                  {u"Address"_s, Personal::Address},
                                                  {u"Narrative"_s, Personal::Narrative}};
    return classes.value(word, Personal::No);
}

} // namespace

QJsonValue paperValue(const PaperScene &scene, const QString &source)
{
    for (const QString &one : source.split(u'|', Qt::SkipEmptyParts))
        if (QJsonValue value = oneSource(scene, one); !value.isNull())
            return value;
    return {};
}

QList<DocumentValue> paperValues(const PaperScene &scene, const QString &code)
{
    QList<DocumentValue> values;
    for (const RuleRow *row : scene.rules.table("document_fields"_L1).where("document"_L1, code)) {
        const QString source = row->text("from"_L1);
        values << DocumentValue{row->text("field"_L1),    row->word(),      paperValue(scene, source),
                                row->flag("required"_L1), source.isEmpty(), personalOf(row->text("personal"_L1))};
    }
    return values;
}

bool isParticular(Personal personal)
{
    return personal == Personal::Number || personal == Personal::Phone || personal == Personal::Address;
}

} // namespace fengqiao
