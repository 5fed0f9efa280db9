#pragma once

// A county with small machines, `visit`, `matter` and what belongs to one, `warning`, that run on the shipped rule
// tables: what the engine does is tested here; what the real modules add to it is tested with them.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <access/desk.h>
#include <access/entities.h>

namespace fengqiao::test {

using namespace Qt::StringLiterals;

inline Field field(QLatin1StringView name, FieldType type, Personal personal = Personal::No)
{
    return {name, type, false, personal, {}, {}};
}

inline const Entity &visitEntity()
{
    static const Entity entity = [] {
        Entity made;
        made.name = "visit"_L1;
        made.purpose = u"Test."_s;
        made.fields = {{"number"_L1, FieldType::Text, true, Personal::No, {}, {}},
                       {"state"_L1, FieldType::Code, true, Personal::No, "states"_L1, {}},
                       {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
                       {"purpose"_L1, FieldType::Code, false, Personal::No, "visit_purpose"_L1, {}},
                       field("head_count"_L1, FieldType::Integer),
                       field("visitor_name"_L1, FieldType::Text, Personal::Name),
                       field("phone"_L1, FieldType::Text, Personal::Phone),
                       field("claim"_L1, FieldType::Text, Personal::Narrative),
                       field("answer"_L1, FieldType::Text, Personal::Narrative),
                       field("arrived_at"_L1, FieldType::Instant),
                       {"receiver"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
                       {"creator"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
                       field("unit_feedback"_L1, FieldType::Text),
                       field("outcome"_L1, FieldType::Text)};
        return made;
    }();
    return entity;
}

inline const Entity &matterEntity()
{
    static const Entity entity = [] {
        Entity made;
        made.name = "matter"_L1;
        made.purpose = u"Test."_s;
        made.fields = {{"number"_L1, FieldType::Text, true, Personal::No, {}, {}},
                       {"state"_L1, FieldType::Code, true, Personal::No, "states"_L1, {}},
                       {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
                       field("title"_L1, FieldType::Text, Personal::Narrative),
                       field("facts"_L1, FieldType::Text, Personal::Narrative),
                       field("amount"_L1, FieldType::Money),
                       field("restricted"_L1, FieldType::Bool),
                       {"level"_L1, FieldType::Code, false, Personal::No, "level"_L1, {}},
                       field("suggested_level"_L1, FieldType::Code),
                       {"mediator"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1},
                       {"creator"_L1, FieldType::Id, false, Personal::No, {}, "account"_L1}};
        return made;
    }();
    return entity;
}

inline const Entity &warningEntity()
{
    static const Entity entity = [] {
        Entity made;
        made.name = "warning"_L1;
        made.purpose = u"Test."_s;
        made.fields = {{"matter"_L1, FieldType::Id, true, Personal::No, {}, "matter"_L1},
                       {"state"_L1, FieldType::Code, true, Personal::No, "states"_L1, {}},
                       {"org"_L1, FieldType::Code, true, Personal::No, {}, {}},
                       {"level"_L1, FieldType::Code, false, Personal::No, "level"_L1, {}},
                       field("reason"_L1, FieldType::Text, Personal::Narrative)};
        return made;
    }();
    return entity;
}

inline Result<> registerVisit(ActionContext &context)
{
    Row row(visitEntity());
    const QString day = context.now().localDate().toString(u"yyyyMMdd"_s);
    const qint64 serial = context.tx.nextNumber(u"visit"_s, day);
    row.set("number"_L1, QString(u"LF-620521-" % day % u'-' % QString::number(serial).rightJustified(4, u'0')));
    row.set("creator"_L1, QVariant(context.actor.id.value));
    context.created = row;
    return {};
}

inline Result<> registerMatter(ActionContext &context)
{
    Row row(matterEntity());
    const qint64 serial = context.tx.nextNumber(u"matter"_s, u"2026"_s);
    row.set("number"_L1, QString(u"清综矛〔2026〕" % QString::number(serial).rightJustified(4, u'0') % u"号"));
    row.set("creator"_L1, QVariant(context.actor.id.value));
    row.set("restricted"_L1, QVariant(context.data.flag("dv"_L1)));
    context.created = row;
    return {};
}

inline Result<> openMatter(ActionContext &context)
{
    QJsonObject data = context.data.toJson();
    for (const QString &name : {u"visit"_s, u"visitor_role"_s})
        data.remove(name);
    if (!data.contains("channel"_L1))
        data.insert("channel"_L1, u"WINDOW"_s);
    const auto made = context.run(u"register_matter"_s, data);
    if (!made)
        return fail(made.error());
    context.outcome.extra.insert(u"matter"_s, made->id.toString(QUuid::WithoutBraces));
    return {};
}

// "<action> <matter>" is carried out by the program itself.
inline Result<> runReminders(ActionContext &context)
{
    const QStringList parts = context.data.text("note"_L1).split(u' ');
    const auto done = context.runAsSystem(
        parts.value(0), {{u"matter"_s, parts.value(1)}, {u"level"_s, u"yellow"_s}, {u"reason"_s, u"人数增加"_s}});
    if (!done)
        return fail(done.error());
    context.outcome.extra.insert(u"warning"_s, done->id.toString(QUuid::WithoutBraces));
    return {};
}

inline bool ownsRow(Reader &, const Row &row, const Actor &actor)
{
    return row.uuid("creator"_L1) == actor.id.value ||
           (row.entity().field("mediator"_L1) && row.uuid("mediator"_L1) == actor.id.value);
}

// How often each transition was seen by the hook that modules hang on to all of them.
inline QStringList &seenTransitions()
{
    static QStringList seen;
    return seen;
}

inline const RecordKind &matterKind()
{
    static const RecordKind kind{
        u"matter"_s, &matterEntity(), u"matter.read"_s, "number"_L1, u"creator = ? OR mediator = ?"_s, {}};
    return kind;
}

inline Module testModule()
{
    Module module;
    module.name = u"test"_s;
    module.entities = {&visitEntity(), &matterEntity(), &warningEntity()};
    module.machines = {
        Machine{u"visit"_s, &visitEntity(), ownsRow, {}, {}},
        Machine{u"matter"_s, &matterEntity(), ownsRow, [](const Row &row) { return row.flag("restricted"_L1); },
                [](ActionContext &, const QString &name) {
                    return name == "workdays_since_assigned"_L1 ? QVariant(6) : QVariant();
                }},
        Machine{u"warning"_s,
                &warningEntity(),
                {},
                {},
                [](ActionContext &, const QString &name) { return QVariant(name == "confirmer_clears"_L1); },
                u"matter"_s}};
    module.kinds = {
        RecordKind{u"visit"_s, &visitEntity(), {}, "number"_L1, u"creator = ?"_s, {}},
        matterKind(),
        RecordKind{u"warning"_s,
                   &warningEntity(),
                   u"matter.read"_s,
                   {},
                   u"matter IN (SELECT id FROM matter WHERE creator = ?)"_s,
                   {},
                   &matterKind()},
    };
    module.handlers = {{u"register_visit"_s, registerVisit},
                       {u"register_matter"_s, registerMatter},
                       {u"open_matter"_s, openMatter},
                       {u"run_reminders"_s, runReminders}};
    module.afterTransition = {[](ActionContext &context) -> Result<> {
        seenTransitions() << context.ruleId() % u' ' % context.subject->text("state"_L1);
        return {};
    }};
    return module;
}

struct Person {
    QString login;
    QString role;
    QString area;
};

inline QList<Person> staff()
{
    const QString county = u"620521"_s;
    return {{u"dir"_s, u"DIR"_s, county},  {u"dep"_s, u"DEP"_s, county},         {u"win"_s, u"WIN"_s, county},
            {u"win2"_s, u"WIN"_s, county}, {u"med"_s, u"MED"_s, county},         {u"inf"_s, u"INF"_s, county},
            {u"ldr"_s, u"LDR"_s, county},  {u"twn"_s, u"TWN"_s, u"620521105"_s}, {u"gw"_s, u"GW"_s, u"620521105201"_s},
            {u"adm"_s, u"ADM"_s, county},  {u"sec"_s, u"SEC"_s, county},         {u"aud"_s, u"AUD"_s, county}};
}

inline Secret password()
{
    return Secret("right horse battery"_ba);
}

// One county made once, copied for every test that changes it.
class County {
public:
    County()
    {
        NewCounty county;
        county.county = *DivisionCode::parse(u"620521"_s);
        county.demo = true;
        for (const Person &person : staff())
            county.accounts << NewCounty::SeedAccount{
                person.login, person.login % u" 测试", {person.role}, person.area, {}, {}};
        const auto made = Desk::create(setup(golden()), county, password());
        if (!made)
            qFatal("no county: %s", qPrintable(made.error().message));
        m_recovery = *made;
    }

    [[nodiscard]] Desk::Setup setup(const QString &file) const { return {file, {testModule()}, clock}; }

    [[nodiscard]] QString recovery() const { return m_recovery; }

    [[nodiscard]] QString copy()
    {
        const QString file = m_folder.filePath(u"copy%1.fengqiao"_s.arg(++m_copies));
        QFile::copy(golden(), file);
        QFile::copy(KeySlots::pathFor(golden()), KeySlots::pathFor(file));
        return file;
    }

    [[nodiscard]] std::unique_ptr<Desk> open(const QString &file, const QString &login)
    {
        auto desk = Desk::open(setup(file), login, password());
        if (!desk)
            qFatal("not opened: %s", qPrintable(desk.error().message));
        return std::move(*desk);
    }

    [[nodiscard]] std::unique_ptr<Desk> open(const QString &login) { return open(copy(), login); }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    std::shared_ptr<FixedClock> clock = std::make_shared<FixedClock>(Instant::fromLocal({2026, 9, 14}, {9, 0}));

private:
    [[nodiscard]] QString golden() const { return m_folder.filePath(u"golden.fengqiao"_s); }

    QTemporaryDir m_folder;
    QString m_recovery;
    int m_copies = 0;
};

inline Result<ActionOutcome> act(Desk &desk, const QString &login, const QString &action, const QJsonObject &data,
                                 const QString &key = {})
{
    return desk.submitAs(login, {action, key, data, {}}).result();
}

inline QJsonObject visitData()
{
    return {{u"purpose"_s, u"purpose_dispute"_s},
            {u"head_count"_s, 1},
            {u"visitor_name"_s, u"张三"_s},
            {u"claim"_s, u"宅基地排水纠纷，邻居不让过水。"_s}};
}

inline QJsonObject matterData()
{
    return {{u"channel"_s, u"WINDOW"_s},
            {u"title"_s, u"排水纠纷"_s},
            {u"facts"_s, u"两家因排水口发生争执。"_s},
            {u"place"_s, u"620521105201"_s},
            {u"lawful_basis"_s, u"consent"_s},
            {u"parties"_s,
             QJsonArray{QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, u"王五"_s}}}, {u"side"_s, u"applicant"_s}}}}};
}

inline QString newVisit(Desk &desk, const QString &login = u"win"_s)
{
    const auto made = act(desk, login, u"register_visit"_s, visitData());
    if (!made)
        qFatal("no visit: %s %s", qPrintable(made.error().code), qPrintable(made.error().message));
    return made->id.toString(QUuid::WithoutBraces);
}

inline qint64 countRows(Desk &desk, const Entity &entity)
{
    return desk.store()
        .read([&entity](Reader &reader) -> Result<qint64> { return reader.count(entity, {}); })
        .result()
        .value_or(-1);
}

inline QString codeOf(const Result<ActionOutcome> &outcome)
{
    return outcome ? u"ok"_s : outcome.error().code;
}

} // namespace fengqiao::test
