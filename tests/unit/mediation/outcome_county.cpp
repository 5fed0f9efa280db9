#include "outcome_county.h"

#include <mediation/oversight.h>
#include <mediation/papers.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

QJsonObject joined(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

QString codeOf(const Result<ActionOutcome> &result)
{
    return result ? u"done"_s : result.error().code;
}

QByteArray whyOf(const Result<ActionOutcome> &result)
{
    return result ? QByteArray()
                  : (result.error().code + u": "_s + result.error().message + u" ["_s + result.error().field + u']')
                        .toUtf8();
}

void OutcomeCounty::put(QUuid matter, const QVariantHash &columns)
{
    const auto done = desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              auto row = tx.find(matterEntity(), matter);
                              for (auto it = columns.begin(); it != columns.end(); ++it)
                                  row->set(QLatin1StringView(it.key().toLatin1()), it.value());
                              tx.update(*row);
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

QUuid OutcomeCounty::assignedTo(const QString &mediator, const QVariantHash &columns)
{
    const auto matter = registerMatter();
    if (!matter)
        return {};
    QVariantHash all{{u"state"_s, u"M40"_s}, {u"level"_s, u"yellow"_s}, {u"dispute_type"_s, u"02"_s}};
    all.insert(u"mediator"_s, QVariant(actor(mediator).id.value));
    all.insert(columns);
    put(matter->id, all);
    return matter->id;
}

QUuid OutcomeCounty::mediating(const QString &mediator, const QVariantHash &columns)
{
    const QUuid id = assignedTo(mediator, columns);
    if (!go(mediator, u"sign"_s, id, {{u"no_conflict"_s, true}}))
        return {};
    const auto begun =
        go(mediator, u"start_mediation"_s, id,
           {{u"all_consent"_s, true},
            {u"rights_notice_read"_s, true},
            {u"mediator_agreed"_s, true},
            {u"session_mode"_s, desk->rules()->codes(u"session_mode"_s).first()->text("code"_L1)},
            {u"application_form"_s, desk->rules()->codes(u"application_form"_s).first()->text("code"_L1)},
            {u"applied_on"_s, today()}});
    return begun ? id : QUuid();
}

QUuid OutcomeCounty::performing(const QString &mediator)
{
    const QUuid id = mediating(mediator);
    const QJsonArray halves{QJsonObject{{u"due_on"_s, u"2026-09-20"_s}, {u"amount"_s, u"500"_s}},
                            QJsonObject{{u"due_on"_s, u"2026-10-09"_s}, {u"amount"_s, u"500"_s}}};
    if (!agree(mediator, id, {{u"amount"_s, u"1000"_s}, {u"due_on"_s, u"2026-10-09"_s}}) ||
        !go(mediator, u"start_performance"_s, id, {{u"instalments"_s, halves}}))
        return {};
    return id;
}

Result<ActionOutcome> OutcomeCounty::go(const QString &login, const QString &action, QUuid matter,
                                        const QJsonObject &more)
{
    return act(login, action, joined({{u"matter"_s, idText(matter)}}, more));
}

Result<ActionOutcome> OutcomeCounty::agree(const QString &login, QUuid matter, const QJsonObject &more)
{
    return go(login, u"agree"_s, matter,
              joined({{u"form"_s, u"written"_s},
                      {u"clauses"_s, QJsonArray{QJsonObject{{u"text"_s, u"一方恢复原状。"_s}, {u"kind"_s, u"act"_s}}}},
                      {u"mode"_s, u"lump_sum"_s},
                      {u"due_on"_s, today()},
                      {u"effective_on"_s, today()},
                      {u"signed_by_all"_s, true},
                      {u"sealed"_s, true},
                      {u"voluntary"_s, true},
                      {u"confirmation_eligible"_s, false}},
                     more));
}

Result<ActionOutcome> OutcomeCounty::perform(const QString &login, QUuid matter, const QJsonObject &more)
{
    return go(login, u"perform"_s, matter,
              joined({{u"proof"_s, u"receipt"_s},
                      {u"proof_note"_s, u"收条一张"_s},
                      {u"performed_on"_s, today()},
                      {u"full"_s, true}},
                     more));
}

Result<ActionOutcome> OutcomeCounty::followUp(const QString &login, QUuid matter, const QJsonObject &more)
{
    return go(login, u"follow_up"_s, matter,
              joined({{u"followed_on"_s, today()},
                      {u"mode"_s, u"phone"_s},
                      {u"person_reached"_s, u"王五"_s},
                      {u"performance"_s, u"full"_s},
                      {u"satisfaction"_s, u"satisfied"_s},
                      {u"new_risk"_s, false}},
                     more));
}

Result<ActionOutcome> OutcomeCounty::writeOff(const QString &login, QUuid matter, const QJsonObject &more)
{
    QJsonObject data;
    for (const QString &tick :
         {u"performed"_s, u"followed_up"_s, u"level_cleared"_s, u"no_open_tasks"_s, u"dossier_complete"_s}) {
        data.insert(tick, true);
        data.insert(tick + u"_evidence"_s, u"见卷宗"_s);
    }
    return go(login, u"write_off"_s, matter, joined(data, more));
}

// As its confirmer would; the rows are what the write-off looks at.
void OutcomeCounty::clearWarnings(QUuid matter)
{
    const auto done = desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              for (Row &row : tx.select(warningEntity(), u"matter = ?"_s, {matter})) {
                                  row.set("state"_L1, u"K30"_s);
                                  tx.update(row);
                              }
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

void OutcomeCounty::completeDossier(QUuid id)
{
    const QList<DossierRow> meter = read(u"yi"_s, [id](ReadContext &context) { return dossierMeter(context, id); });
    const RuleRow *attach = desk->rules()->table("actions"_L1).find(u"attach"_s);
    QVERIFY(attach);
    const QUuid account = actor(u"ding"_s).id.value;
    const auto done = desk->store()
                          .write([&](Writer &tx) -> Result<> {
                              for (const DossierRow &paper : meter) {
                                  if (!paper.missing())
                                      continue;
                                  Row row(attachmentEntity());
                                  row.set("matter"_L1, QVariant(id));
                                  row.set("state"_L1, attach->text("to"_L1));
                                  row.set("org"_L1, u"620521"_s);
                                  row.set("file"_L1, u"sha256:"_s + QString(64, u'0'));
                                  row.set("name"_L1, paper.word);
                                  row.set("type"_L1, u"application/pdf"_s);
                                  row.set("size"_L1, QVariant(qint64{1}));
                                  row.set("kind"_L1, u"scan"_s);
                                  row.set("proves"_L1, paper.code);
                                  row.set("added_by"_L1, QVariant(account));
                                  row.set("added_at"_L1, clock->now());
                                  tx.insert(row);
                              }
                              return {};
                          })
                          .result();
    QVERIFY(done);
}

QString OutcomeCounty::today() const
{
    return clock->now().localDate().toString(Qt::ISODate);
}

QDate OutcomeCounty::dateOf(QUuid id, QLatin1StringView column)
{
    return matter(id)->date(column);
}

QString OutcomeCounty::textOf(QUuid id, QLatin1StringView column)
{
    return matter(id)->text(column);
}

} // namespace fengqiao
