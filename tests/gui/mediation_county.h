#pragma once

#include <QJsonArray>
#include <QTemporaryDir>

#include <access/desk.h>
#include <access/entities.h>
#include <grid/grid.h>
#include <mediation/mediation.h>

namespace fengqiao {

inline QJsonObject with(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

// A temporary demo county 清水县 with matters in different states, read by whoever is signed in.
class MediationCounty {
public:
    QTemporaryDir folder;
    std::shared_ptr<FixedClock> clock =
        std::make_shared<FixedClock>(Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 0)));
    std::unique_ptr<Desk> desk;

    explicit MediationCounty(const QString &login)
    {
        NewCounty county;
        county.county = DivisionCode::parse(QStringLiteral("620521")).value();
        county.demo = true;
        county.adminName = QStringLiteral("管理员");
        if (const auto made = Desk::create(setup(), county, password()); !made)
            qFatal("%s", qPrintable(made.error().message));
        signIn(login);
    }

    void signIn(const QString &login)
    {
        desk.reset();
        auto opened = Desk::open(setup(), login, password());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        desk = std::move(*opened);
    }

    void at(const QString &local)
    {
        const QDateTime time = QDateTime::fromString(local, QStringLiteral("yyyy-MM-dd HH:mm"));
        clock->set(Instant::fromLocal(time.date(), time.time()));
    }

    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data)
    {
        auto outcome = desk->submitAs(login, {.action = action, .key = {}, .data = data, .at = clock->now()}).result();
        if (!outcome)
            qWarning("%s by %s: %s", qPrintable(action), qPrintable(login), qPrintable(outcome.error().message));
        return outcome;
    }

    // The id of what was done; null if it was refused.
    QUuid done(const QString &login, const QString &action, QUuid matter, const QJsonObject &data = {})
    {
        const auto outcome = act(login, action, with({{QStringLiteral("matter"), idText(matter)}}, data));
        return outcome ? matter : QUuid();
    }

    static QJsonObject person(const QString &name, const QString &side, const QJsonObject &more = {})
    {
        return {{QStringLiteral("person"), with({{QStringLiteral("name"), name}}, more)},
                {QStringLiteral("side"), side}};
    }

    QUuid registered(const QString &title, const QJsonObject &more = {})
    {
        using namespace Qt::StringLiterals;
        const QJsonObject data{
            {u"channel"_s, u"WINDOW"_s},
            {u"title"_s, title},
            {u"facts"_s, u"两家院墙相邻，雨水排向邻家，八月以来多次争执，村委会调解过一次，没有达成协议。"_s},
            {u"place"_s, u"620521105"_s},
            {u"lawful_basis"_s, desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
            {u"parties"_s,
             QJsonArray{person(u"王五"_s, u"applicant"_s,
                               {{u"phone"_s, u"13800005678"_s}, {u"address"_s, u"山门镇示例村一组8号"_s}}),
                        person(u"赵六"_s, u"respondent"_s, {{u"phone"_s, u"13900001017"_s}})}}};
        const auto outcome = act(u"bing"_s, u"register_matter"_s, with(data, more));
        return outcome ? outcome->id : QUuid();
    }

    QUuid analysed(QUuid matter, const QJsonObject &more = {})
    {
        using namespace Qt::StringLiterals;
        const QJsonObject data{{u"dispute_type"_s, u"02"_s},
                               {u"amount"_s, u"2000"_s},
                               {u"persons_affected"_s, 2},
                               {u"first_known"_s, u"2026-08-05"_s}};
        return done(u"ji"_s, u"analyse"_s, matter, with(data, more));
    }

    QUuid assessed(QUuid matter, const QJsonObject &more = {})
    {
        using namespace Qt::StringLiterals;
        const QJsonObject data{{u"conduct"_s, u"quarrel"_s},
                               {u"conduct_evidence"_s, u"邻居证言"_s},
                               {u"unavoidable_contact"_s, true},
                               {u"unavoidable_contact_evidence"_s, u"隔墙而居"_s}};
        return done(u"ji"_s, u"assess"_s, matter, with(data, more));
    }

    // Ready to be assigned: the level that the score suggests, and triaged.
    QUuid ready(const QString &title, const QJsonObject &registration = {}, const QJsonObject &analysis = {},
                const QJsonObject &factors = {}, const QString &confirmer = QStringLiteral("yi"))
    {
        using namespace Qt::StringLiterals;
        const QUuid id = assessed(analysed(registered(title, registration), analysis), factors);
        done(confirmer, u"confirm_level"_s, id);
        return done(u"yi"_s, u"triage"_s, id);
    }

    QUuid assigned(QUuid matter, const QString &roomKind, const QString &mediator,
                   const QString &by = QStringLiteral("yi"))
    {
        using namespace Qt::StringLiterals;
        return done(
            by, u"assign"_s, matter,
            {{u"room"_s, idText(room(roomKind))}, {u"mediator"_s, mediator}, {u"handler_due"_s, u"2026-12-31"_s}});
    }

    // Agreed on and to be paid in two parts.
    QUuid performing(const QString &title, const QString &mediator, const QJsonObject &registration = {})
    {
        using namespace Qt::StringLiterals;
        const QUuid id = assigned(ready(title, registration), u"room_signature"_s, mediator);
        done(mediator, u"sign"_s, id, {{u"no_conflict"_s, true}});
        done(mediator, u"start_mediation"_s, id,
             {{u"all_consent"_s, true},
              {u"rights_notice_read"_s, true},
              {u"mediator_agreed"_s, true},
              {u"session_mode"_s, u"closed"_s},
              {u"application_form"_s, u"registration"_s},
              {u"applied_on"_s, u"2026-09-14"_s}});
        const auto clause = [](const QString &text, const QString &kind) {
            return QJsonObject{{u"text"_s, text}, {u"kind"_s, kind}};
        };
        done(mediator, u"agree"_s, id,
             {{u"form"_s, u"written"_s},
              {u"clauses"_s, QJsonArray{clause(u"赵六一次修好自家院墙的排水口，雨水不再流向邻家。"_s, u"act"_s),
                                        clause(u"赵六赔偿王五墙面修补费2000元，分两期支付。"_s, u"money"_s)}},
              {u"amount"_s, u"2000"_s},
              {u"mode"_s, u"instalments"_s},
              {u"due_on"_s, u"2026-10-09"_s},
              {u"effective_on"_s, u"2026-09-14"_s},
              {u"signed_by_all"_s, true},
              {u"sealed"_s, true},
              {u"voluntary"_s, true},
              {u"confirmation_eligible"_s, false}});
        const auto part = [](const QString &due) { return QJsonObject{{u"due_on"_s, due}, {u"amount"_s, u"1000"_s}}; };
        return done(mediator, u"start_performance"_s, id,
                    {{u"instalments"_s, QJsonArray{part(u"2026-09-20"_s), part(u"2026-10-09"_s)}}});
    }

    [[nodiscard]] QUuid room(const QString &kind)
    {
        return desk->store()
            .read([kind](Reader &reader) -> Result<QUuid> {
                const auto rooms =
                    reader.select(roomEntity(), QStringLiteral("kind = ? ORDER BY name LIMIT 1"), {kind});
                return rooms.isEmpty() ? QUuid() : rooms.first().id();
            })
            .result()
            .value();
    }

    [[nodiscard]] Row row(QUuid matter)
    {
        return desk->store()
            .read([matter](Reader &reader) -> Result<Row> { return *reader.find(matterEntity(), matter); })
            .result()
            .value();
    }

private:
    [[nodiscard]] Desk::Setup setup() const
    {
        return {.file = folder.filePath(QStringLiteral("test.fengqiao")),
                .modules = {gridModule(), mediationModule()},
                .clock = clock};
    }

    [[nodiscard]] static Secret password() { return Secret(QByteArray("clear-water-spring")); }
};

} // namespace fengqiao
