// A simple matter by one form (domain.md 2.3): every step leaves its own row, and a refused one leaves nothing.
#include <QTest>

#include <mediation/fast_path.h>
#include <mediation/queries.h>

#include "test_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

struct Counted {
    qint64 matters = 0, history = 0, persons = 0, clocks = 0, audit = 0;
    auto operator<=>(const Counted &) const = default;
};

QJsonObject with(QJsonObject data, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return data;
}

QJsonObject without(QJsonObject data, const QString &field)
{
    data.remove(field);
    return data;
}

} // namespace

class TestFastPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSimpleMatter_isInMediationAfterOneForm();
    void anAgreementInTheSameForm_isRecorded();
    void paidOnTheSpot_waitsForItsFollowUp();
    void aMatterThatStands_goesOnFromItsState();
    void theSameKeyTwice_isDoneOnce();
    void aRefusedStep_leavesNothing_data();
    void aRefusedStep_leavesNothing();
    void anOrangeMatter_isNotSimple();
    void whatIsPastMediation_isNotSimple();
    void whoMayTakeIt_data();
    void whoMayTakeIt();
    void aDryRun_writesNothing();

private:
    [[nodiscard]] QJsonObject form() const;
    [[nodiscard]] static QJsonObject agreement();
    [[nodiscard]] static QJsonObject payment();
    [[nodiscard]] Counted counted();
    [[nodiscard]] QStringList steps(QUuid matter);
    std::unique_ptr<TestCounty> m_county;
};

void TestFastPath::initTestCase()
{
    m_county = std::make_unique<TestCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
    // Heads of small town centres mediate themselves: both roles with one person.
    const auto granted = m_county->desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 auto account = tx.findBy(accountEntity(), "login"_L1, u"xin"_s);
                                 account->set("roles"_L1, u"TWN MED"_s);
                                 tx.update(*account);
                                 return {};
                             })
                             .result();
    QVERIFY(granted.has_value());
}

QJsonObject TestFastPath::form() const
{
    return {{u"channel"_s, u"WINDOW"_s},
            {u"title"_s, u"排水纠纷"_s},
            {u"facts"_s, u"两家因院墙排水争执。"_s},
            {u"place"_s, u"620521105"_s},
            {u"lawful_basis"_s, m_county->desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
            {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s), party(u"赵六"_s, u"respondent"_s)}},
            {u"dispute_type"_s, u"02"_s},
            {u"amount"_s, u"300"_s},
            {u"persons_affected"_s, 2},
            {u"first_known"_s, u"2026-09-10"_s},
            {u"handler_due"_s, u"2026-09-30"_s},
            {u"room"_s, m_county->room(u"room_signature"_s)},
            {u"assign_reason"_s, u"就近调解"_s},
            {u"no_conflict"_s, true},
            {u"all_consent"_s, true},
            {u"rights_notice_read"_s, true},
            {u"mediator_agreed"_s, true},
            {u"session_mode"_s, u"open"_s},
            {u"application_form"_s, u"registration"_s},
            {u"applied_on"_s, u"2026-09-14"_s}};
}

QJsonObject TestFastPath::agreement()
{
    return {{u"form"_s, u"oral"_s},
            {u"clauses"_s, QJsonArray{QJsonObject{{u"text"_s, u"赵六当场赔偿300元。"_s}, {u"kind"_s, u"money"_s}}}},
            {u"agree_amount"_s, u"300"_s},
            {u"mode"_s, u"immediate"_s},
            {u"due_on"_s, u"2026-09-14"_s},
            {u"effective_on"_s, u"2026-09-14"_s},
            {u"voluntary"_s, true},
            {u"confirmation_eligible"_s, false}};
}

QJsonObject TestFastPath::payment()
{
    return {{u"instalments"_s, QJsonArray{QJsonObject{{u"due_on"_s, u"2026-09-14"_s}, {u"amount"_s, u"300"_s}}}},
            {u"proof"_s, u"receipt"_s},
            {u"proof_note"_s, u"当场收条"_s},
            {u"performed_on"_s, u"2026-09-14"_s},
            {u"full"_s, true},
            {u"settles_rest"_s, true}};
}

Counted TestFastPath::counted()
{
    return m_county->desk->store()
        .read([](Reader &reader) -> Result<Counted> {
            const auto all = [&](const Entity &entity) { return reader.count(entity, u"1 = 1"_s, {}); };
            return Counted{all(matterEntity()), all(historyEntity()), all(personEntity()), all(clockEntity()),
                           reader.count(auditEntity(), u"kind = 'action'"_s, {})};
        })
        .result()
        .value();
}

QStringList TestFastPath::steps(QUuid matter)
{
    return m_county->desk->store()
        .read([matter](Reader &reader) -> Result<QStringList> {
            QStringList ids;
            for (const Row &row : reader.select(historyEntity(), u"subject = ? ORDER BY seq"_s, {matter}))
                ids << row.text("transition"_L1);
            return ids;
        })
        .result()
        .value();
}

void TestFastPath::aSimpleMatter_isInMediationAfterOneForm()
{
    const auto done = m_county->act(u"xin"_s, u"fast_path"_s, form());
    QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->kind, u"matter"_s);
    QCOMPARE(done->state, u"M51"_s);
    const QStringList expected{u"B01"_s, u"B04"_s, u"B05"_s, u"B06"_s, u"X01"_s, u"B08"_s, u"B09"_s, u"B12"_s};
    QCOMPARE(steps(done->id), expected);
    QCOMPARE(done->extra.value("steps"_L1), QJsonValue(QJsonArray::fromStringList(expected)));
    const auto matter = m_county->matter(done->id);
    QCOMPARE(matter->uuid("mediator"_L1), m_county->actor(u"xin"_s).id.value);
    QVERIFY(m_county->desk->rules()->setting("fast_path_levels"_L1).split(u' ').contains(matter->text("level"_L1)));
    QVERIFY(!done->clocks.isEmpty());
}

void TestFastPath::anAgreementInTheSameForm_isRecorded()
{
    const auto done = m_county->act(u"xin"_s, u"fast_path"_s, with(form(), agreement()));
    QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->state, u"M55"_s);
    QVERIFY(steps(done->id).contains(u"B19"_s));
    const qint64 agreed = m_county->desk->store()
                              .read([id = done->id](Reader &reader) -> Result<qint64> {
                                  Query row = reader.query(u"SELECT data FROM history WHERE subject = ? AND transition "
                                                           "= 'B19' AND data LIKE '%300%'"_s,
                                                           {QVariant(id)});
                                  return row.next() ? 1 : 0;
                              })
                              .result()
                              .value();
    QCOMPARE(agreed, 1); // the agreed amount, not the one in dispute
}

// The fast path ends where time must pass: nobody approves the own write-off, and no follow-up is asked on the same
// day.
void TestFastPath::paidOnTheSpot_waitsForItsFollowUp()
{
    const auto done = m_county->act(u"xin"_s, u"fast_path"_s, with(with(form(), agreement()), payment()));
    QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->state, u"M70"_s);
    QCOMPARE(steps(done->id).last(), u"B25"_s);
}

void TestFastPath::aMatterThatStands_goesOnFromItsState()
{
    const auto registered = m_county->registerMatter();
    QVERIFY(registered.has_value());
    const Counted before = counted();
    const auto done = m_county->act(u"xin"_s, u"fast_path"_s, with(form(), {{u"matter"_s, idText(registered->id)}}));
    QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->id, registered->id);
    QCOMPARE(done->state, u"M51"_s);
    QCOMPARE(counted().matters, before.matters);
    QCOMPARE(steps(done->id).count(u"B01"_s), 1);
}

void TestFastPath::theSameKeyTwice_isDoneOnce()
{
    const ActionRequest request{
        .action = u"fast_path"_s, .key = u"fast-1"_s, .data = form(), .at = m_county->clock->now()};
    const Counted before = counted();
    const auto first = m_county->desk->submitAs(u"xin"_s, request).result();
    const auto again = m_county->desk->submitAs(u"xin"_s, request).result();
    QVERIFY2(first && again, qPrintable(first ? QString() : first.error().message));
    QCOMPARE(first->id, again->id);
    QCOMPARE(counted().matters, before.matters + 1);
}

void TestFastPath::aRefusedStep_leavesNothing_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("field"); // taken away, or given another value
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("faulty"); // the field that the answer names
    QTest::newRow("no title") << u"xin"_s << u"title"_s << QJsonValue() << u"B01"_s << u"title"_s;
    QTest::newRow("no type of dispute") << u"xin"_s << u"dispute_type"_s << QJsonValue() << u"B04"_s
                                        << u"dispute_type"_s;
    QTest::newRow("conduct without its evidence")
        << u"xin"_s << u"conduct"_s << QJsonValue(u"quarrel"_s) << u"B05"_s << u"conduct_evidence"_s;
    QTest::newRow("no day to be done by")
        << u"xin"_s << u"handler_due"_s << QJsonValue() << u"B08"_s << u"handler_due"_s;
    QTest::newRow("no room") << u"xin"_s << u"room"_s << QJsonValue() << u"B08"_s << QString();
    QTest::newRow("conflict of interest") << u"xin"_s << u"no_conflict"_s << QJsonValue(false) << u"B09"_s << QString();
    QTest::newRow("one party does not consent")
        << u"xin"_s << u"all_consent"_s << QJsonValue(false) << u"B12"_s << QString();
    QTest::newRow("rights not told") << u"xin"_s << u"rights_notice_read"_s << QJsonValue(false) << u"B12"_s
                                     << QString();
    QTest::newRow("domestic violence") << u"xin"_s << u"dv"_s << QJsonValue(true) << u"B05"_s << QString();
    QTest::newRow("a mediator alone") << u"ding"_s << u"requirement"_s << QJsonValue() << u"B01"_s << QString();
}

void TestFastPath::aRefusedStep_leavesNothing()
{
    QFETCH(QString, login);
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, step);
    QFETCH(QString, faulty);
    const Counted before = counted();
    const QJsonObject data = value.isNull() ? without(form(), field) : with(form(), {{field, value}});
    const auto done = m_county->act(login, u"fast_path"_s, data);
    QVERIFY(!done.has_value());
    QVERIFY2(done.error().message.contains(u'(' + step + u')'), qPrintable(done.error().message));
    QVERIFY2(!done.error().rule.isEmpty(), qPrintable(done.error().code));
    if (!faulty.isEmpty())
        QCOMPARE(done.error().field, faulty);
    QVERIFY(counted() == before);
    // The number was not used up either.
    const auto next = m_county->act(u"xin"_s, u"fast_path"_s, form());
    QVERIFY2(next.has_value(), qPrintable(next ? QString() : next.error().message));
    QVERIFY2(next->number.contains(u"〕%1号"_s.arg(before.matters + 1, 4, 10, QChar(u'0'))), qPrintable(next->number));
}

void TestFastPath::anOrangeMatter_isNotSimple()
{
    const Counted before = counted();
    const auto done = m_county->act(u"xin"_s, u"fast_path"_s,
                                    with(form(), {{u"weapon"_s, true},
                                                  {u"conduct"_s, u"physical"_s},
                                                  {u"conduct_evidence"_s, u"伤情照片"_s},
                                                  {u"police_visits"_s, 5},
                                                  {u"police_visits_evidence"_s, u"出警记录"_s},
                                                  {u"self_harm"_s, true}}));
    QVERIFY(!done.has_value());
    QVERIFY2(done.error().code == "fast_path.level"_L1, qPrintable(done.error().code + done.error().message));
    QVERIFY(counted() == before);
}

void TestFastPath::whatIsPastMediation_isNotSimple()
{
    const auto first = m_county->act(u"xin"_s, u"fast_path"_s, with(form(), agreement()));
    QVERIFY(first.has_value());
    const Counted before = counted();
    const auto again =
        m_county->act(u"xin"_s, u"fast_path"_s, with(payment(), with(agreement(), {{u"matter"_s, idText(first->id)}})));
    QVERIFY(!again.has_value());
    QCOMPARE(again.error().code, u"fast_path.not_simple"_s);
    QVERIFY(counted() == before);
}

void TestFastPath::whoMayTakeIt_data()
{
    QTest::addColumn<QString>("roles");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("may");
    QTest::newRow("head of a town who mediates") << u"TWN MED"_s << QString() << true;
    QTest::newRow("head of a town") << u"TWN"_s << QString() << false;
    QTest::newRow("mediator, not registered yet") << u"MED"_s << QString() << false;
    QTest::newRow("mediator, assigned") << u"MED"_s << u"M40"_s << true;
    QTest::newRow("deputy, information officer and mediator") << u"INF DEP MED"_s << QString() << true;
    QTest::newRow("in mediation already") << u"TWN MED"_s << u"M51"_s << false;
}

void TestFastPath::whoMayTakeIt()
{
    QFETCH(QString, roles);
    QFETCH(QString, state);
    QFETCH(bool, may);
    Actor actor = m_county->actor(u"xin"_s);
    const QStringList list = roles.split(u' ');
    actor.roles = QSet<QString>(list.begin(), list.end());
    QCOMPARE(mayTakeFastPath(*m_county->desk->rules(), actor, {state}), may);
}

void TestFastPath::aDryRun_writesNothing()
{
    const Counted before = counted();
    const auto done =
        m_county->desk
            ->submitAs(
                u"xin"_s,
                {.action = u"fast_path"_s, .key = {}, .data = form(), .at = m_county->clock->now(), .dryRun = true})
            .result();
    QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
    QCOMPARE(done->state, u"M51"_s);
    QVERIFY(counted() == before);
}

QTEST_GUILESS_MAIN(TestFastPath)
#include "tst_fast_path.moc"
