#include <QCoreApplication>
#include <QRegularExpression>

#include <mediation/mediation.h>

#include "issue_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Issues)
};

constexpr qsizetype shortestName = 2;
constexpr qsizetype shortestAddress = 4;

struct Told {
    QString field;
    QString text;
};

QList<Told> textsOf(const Row &issue)
{
    QList<Told> texts{{u"case_text"_s, issue.text("case_text"_L1)}, {u"suggestions"_s, issue.text("suggestions"_L1)}};
    const QJsonObject written = issue.json("texts"_L1).toObject();
    for (auto it = written.constBegin(); it != written.constEnd(); ++it)
        texts.append({u"texts"_s, it.value().toString()});
    return texts;
}

// Letters and digits alone: "张 三", "138-0000-0000" and full-width figures hide nothing.
QString bare(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC))
        if (c.isLetterOrNumber())
            plain += c.toLower();
    return plain;
}

// Whatever looks like a telephone or the number of a document is one.
bool holdsNumber(const QString &text)
{
    static const QRegularExpression number(
        u"(?<!\\d)(1[3-9]\\d{9}|0\\d{9,11}|\\d{17}[\\dx]|[a-z]{1,2}\\d{7,9})(?!\\d)"_s);
    return number.match(bare(text)).hasMatch();
}

struct Known {
    QString words; // "the name of a party"
    QString value;
};

void add(QList<Known> &known, const QString &words, const QString &value, qsizetype shortest)
{
    if (const QString plain = bare(value); plain.size() >= shortest)
        known.append({words, plain});
}

void addPerson(QList<Known> &known, Reader &reader, QUuid id)
{
    const auto person = reader.find(personEntity(), id);
    if (!person)
        return;
    add(known, Words::tr("the name of somebody involved"), person->text("name"_L1), shortestName);
    add(known, Words::tr("the number of a document"), person->text("document_number"_L1), shortestAddress);
    add(known, Words::tr("a telephone number"), person->text("phone"_L1), shortestAddress);
    add(known, Words::tr("an address"), person->text("address"_L1), shortestAddress);
}

// Parties, who reported it and who came with it: the people of a matter.
QList<Known> peopleOf(Reader &reader, QUuid matter)
{
    QList<Known> known;
    for (const Row &party : reader.select(partyEntity(), u"matter = ?"_s, {matter})) {
        addPerson(known, reader, party.uuid("person"_L1));
        add(known, Words::tr("the name of an organisation involved"), party.text("organisation_name"_L1),
            shortestAddress);
    }
    if (const auto row = reader.find(matterEntity(), matter)) {
        addPerson(known, reader, row->uuid("reporter"_L1));
        add(known, Words::tr("the number of the matter"), row->text("number"_L1), shortestAddress);
    }
    Query visitors =
        reader.query(u"SELECT vp.person FROM visit_person vp JOIN visit v ON v.id = vp.visit WHERE v.matter "
                     "= ? AND vp.deleted = 0"_s,
                     {matter});
    QList<QUuid> ids;
    while (visitors.next())
        ids << visitors.uuid(0);
    Query names = reader.query(u"SELECT visitor_name FROM visit WHERE matter = ? AND deleted = 0"_s, {matter});
    while (names.next())
        add(known, Words::tr("the name of somebody involved"), names.text(0), shortestName);
    for (const QUuid id : std::as_const(ids))
        addPerson(known, reader, id);
    return known;
}

std::unexpected<Error> tells(ActionContext &context, const QString &field, const QString &code, const QString &what)
{
    return fail(ErrorKind::Invalid, code,
                Words::tr("The text holds %1. An issue tells of nobody: take it out or say it another way (rule %2). "
                          "Nothing was changed.")
                    .arg(what, context.ruleId()),
                field, context.ruleId());
}

} // namespace

Result<> checkAnonymous(ActionContext &context, const Row &issue)
{
    const QString story = issue.text("case_text"_L1).trimmed();
    const QUuid matter = issue.uuid("case_matter"_L1);
    if (!story.isEmpty() && matter.isNull())
        return fail(ErrorKind::Invalid, u"issue.case_matter_missing"_s,
                    Words::tr("Name the matter that the case is about, so that its people can be looked for in the "
                              "text. Nothing was changed."),
                    u"case_matter"_s, context.ruleId());
    if (!story.isEmpty() && story.size() < context.rules.settingNumber("report_case_min"_L1))
        return fail(ErrorKind::Invalid, u"issue.case_short"_s,
                    Words::tr("The case is too short to tell anything. Nothing was changed."), u"case_text"_s,
                    context.ruleId());
    if (const auto chosen = context.tx.find(matterEntity(), matter); chosen && chosen->flag("restricted"_L1))
        return fail(ErrorKind::NotPermitted, u"issue.case_sealed"_s,
                    Words::tr("The matter is sealed; no issue tells of it. Nothing was changed."), u"case_matter"_s,
                    context.ruleId());
    const QList<Known> known = matter.isNull() ? QList<Known>() : peopleOf(context.tx, matter);
    for (const Told &told : textsOf(issue)) {
        if (holdsNumber(told.text))
            return tells(context, told.field, u"issue.case_number"_s,
                         Words::tr("what looks like a telephone number or the number of a document"));
        const QString plain = bare(told.text);
        for (const Known &one : known)
            if (plain.contains(one.value))
                return tells(context, told.field, u"issue.case_name"_s, one.words);
    }
    return {};
}

} // namespace fengqiao
