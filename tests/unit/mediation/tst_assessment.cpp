#include <QRandomGenerator>
#include <QTest>

#include <core/locale.h>
#include <mediation/assessment.h>
#include <mediation/mediation.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

// Facts as a person would write them: amounts in yuan, everything else as in the record.
QVariantHash factsOf(QVariantHash facts)
{
    if (facts.contains(u"yuan"_s))
        facts.insert(u"amount"_s, facts.take(u"yuan"_s).toLongLong() * 100);
    return facts;
}

Expression::Lookup lookup(const QVariantHash &facts)
{
    return [facts = factsOf(facts)](const QString &name) { return facts.value(name); };
}

} // namespace

class TestAssessment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void score_ofScenarioCase_isExplained_data();
    void score_ofScenarioCase_isExplained();
    void score_atBoundary_changesLevel_data();
    void score_atBoundary_changesLevel();
    void score_ofUnknown_isZeroAndListed();
    void score_withHardTrigger_suggestsHighest_data();
    void score_withHardTrigger_suggestsHighest();
    void score_maximum_isHundred();
    void score_explainsItself_data();
    void score_explainsItself();
    void score_sentence_namesEveryPoint();
    void score_ofAnyParties_isTheSame();
    void score_moreOfAFactor_neverScoresLess();
    void card_throughJson_isTheSame();
    void tables_readOnlyFactsOfTheMatter();
    void triage_firstRowWins_data();
    void triage_firstRowWins();

private:
    Rules m_rules;
};

void TestAssessment::initTestCase()
{
    const auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    auto rules = RuleSet::load(*files);
    if (!rules)
        QFAIL(qPrintable(rules.error().first().toString()));
    m_rules = *rules;
}

void TestAssessment::score_ofScenarioCase_isExplained_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<int>("total");
    QTest::addColumn<QString>("level");
    const QVariant yes = true;
    QTest::newRow("C03 drainage between neighbours")
        << QVariantHash{{u"dispute_type"_s, u"02"_s}, {u"yuan"_s, 2000},
                        {u"persons_affected"_s, 2},   {u"days_known"_s, 40},
                        {u"conduct"_s, u"quarrel"_s}, {u"unavoidable_contact"_s, yes}}
        << 16 << u"yellow"_s;
    QTest::newRow("C04 elder against three children")
        << QVariantHash{{u"dispute_type"_s, u"01"_s}, {u"persons_affected"_s, 4}, {u"days_known"_s, 243},
                        {u"conduct"_s, u"quarrel"_s}, {u"livelihood"_s, yes},     {u"dependant"_s, yes},
                        {u"failed_mediations"_s, 1}}
        << 30 << u"yellow"_s;
    QTest::newRow("C06 twelve workers unpaid")
        << QVariantHash{{u"dispute_type"_s, u"10"_s}, {u"yuan"_s, 186000},          {u"persons_affected"_s, 12},
                        {u"days_known"_s, 70},        {u"conduct"_s, u"quarrel"_s}, {u"collective_threat"_s, yes},
                        {u"livelihood"_s, yes}}
        << 42 << u"orange"_s;
    QTest::newRow("C07 traffic accident") << QVariantHash{{u"dispute_type"_s, u"13"_s},
                                                          {u"yuan"_s, 32000},
                                                          {u"persons_affected"_s, 2},
                                                          {u"days_known"_s, 20},
                                                          {u"conduct"_s, u"quarrel"_s}}
                                          << 15 << u"yellow"_s;
    QTest::newRow("C11 forest boundary")
        << QVariantHash{{u"dispute_type"_s, u"07"_s},    {u"yuan"_s, 20000},
                        {u"persons_affected"_s, 7},      {u"days_known"_s, 4 * 365 + 1},
                        {u"conduct"_s, u"physical"_s},   {u"police_visits"_s, 1},
                        {u"unavoidable_contact"_s, yes}, {u"failed_mediations"_s, 2}}
        << 66 << u"red"_s;
    QTest::newRow("C12 shove between stalls") << QVariantHash{{u"dispute_type"_s, u"06"_s},
                                                              {u"conduct"_s, u"physical"_s},
                                                              {u"police_visits"_s, 1},
                                                              {u"unavoidable_contact"_s, yes}}
                                              << 33 << u"yellow"_s;
    QTest::newRow("C13 property fee") << QVariantHash{{u"dispute_type"_s, u"14"_s},
                                                      {u"yuan"_s, 4800},
                                                      {u"days_known"_s, 730},
                                                      {u"conduct"_s, u"none"_s}}
                                      << 21 << u"yellow"_s;
    QTest::newRow("C14 hospital") << QVariantHash{{u"dispute_type"_s, u"12"_s},
                                                  {u"yuan"_s, 120000},
                                                  {u"days_known"_s, 60},
                                                  {u"conduct"_s, u"quarrel"_s}}
                                  << 23 << u"yellow"_s;
}

void TestAssessment::score_ofScenarioCase_isExplained()
{
    QFETCH(const QVariantHash, facts);
    const ScoreCard card = scoreOf(*m_rules, lookup(facts));
    QTEST(card.total, "total");
    QTEST(card.level, "level");
    int sum = 0;
    for (const ScoreAddend &addend : card.addends) {
        sum += addend.points;
        QVERIFY2(addend.points == 0 || !addend.reason.isEmpty(),
                 qPrintable(addend.factor)); // every addend is explained
    }
    QCOMPARE(sum, card.total);
    QCOMPARE(card.addends.size(), 11);
}

void TestAssessment::score_atBoundary_changesLevel_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<int>("total");
    QTest::addColumn<QString>("level");
    const auto row = [](const char *name, QVariantHash facts, int total, const QString &level) {
        QTest::newRow(name) << facts << total << level;
    };
    row("14 is none", {{u"dispute_type"_s, u"02"_s}, {u"days_known"_s, 364}}, 14, u"none"_s);
    row("15 is yellow", {{u"dispute_type"_s, u"13"_s}, {u"yuan"_s, 10000}, {u"conduct"_s, u"quarrel"_s}}, 15,
        u"yellow"_s);
    row("34 is yellow",
        {{u"dispute_type"_s, u"02"_s}, {u"days_known"_s, 365}, {u"conduct"_s, u"threat"_s}, {u"dependant"_s, true}}, 34,
        u"yellow"_s);
    row("35 is orange", {{u"dispute_type"_s, u"03"_s}, {u"days_known"_s, 1096}, {u"livelihood"_s, true}}, 35,
        u"orange"_s);
    row("54 is orange",
        {{u"dispute_type"_s, u"02"_s},
         {u"days_known"_s, 1096},
         {u"conduct"_s, u"physical"_s},
         {u"livelihood"_s, true},
         {u"failed_mediations"_s, 2}},
        54, u"orange"_s);
    row("55 is red",
        {{u"dispute_type"_s, u"03"_s}, {u"days_known"_s, 1096}, {u"conduct"_s, u"physical"_s}, {u"livelihood"_s, true}},
        55, u"red"_s);
    row("amount 9,999.99 yuan adds nothing", {{u"amount"_s, 999'999}}, 0, u"none"_s);
    row("amount 10,000 yuan adds two", {{u"amount"_s, 1'000'000}}, 2, u"none"_s);
    row("known 29 days adds nothing", {{u"days_known"_s, 29}}, 0, u"none"_s);
    row("known 30 days adds five", {{u"days_known"_s, 30}}, 5, u"none"_s);
    row("three years add fifteen", {{u"days_known"_s, 1095}}, 15, u"yellow"_s);
    row("a day more adds twenty", {{u"days_known"_s, 1096}}, 20, u"yellow"_s);
}

void TestAssessment::score_atBoundary_changesLevel()
{
    QFETCH(const QVariantHash, facts);
    const ScoreCard card = scoreOf(*m_rules, lookup(facts));
    QTEST(card.total, "total");
    QTEST(card.level, "level");
}

void TestAssessment::score_ofUnknown_isZeroAndListed()
{
    const ScoreCard nothing = scoreOf(*m_rules, lookup({}));
    QCOMPARE(nothing.total, 0);
    QCOMPARE(nothing.unknowns().size(), 11);
    const ScoreCard some = scoreOf(*m_rules, lookup({{u"police_visits"_s, 0}, {u"livelihood"_s, false}}));
    QVERIFY(!some.unknowns().contains(u"C2"_s));
    QVERIFY(!some.unknowns().contains(u"P1"_s)); // said to be not the case
    QVERIFY(some.unknowns().contains(u"N1"_s));
}

void TestAssessment::score_withHardTrigger_suggestsHighest_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<bool>("hard");
    QTest::newRow("weapon") << QVariantHash{{u"weapon"_s, true}} << true;
    QTest::newRow("self-harm") << QVariantHash{{u"self_harm"_s, true}} << true;
    QTest::newRow("threat to kill") << QVariantHash{{u"conduct"_s, u"kill_threat"_s}} << true;
    QTest::newRow("domestic violence") << QVariantHash{{u"dv"_s, true}} << true;
    QTest::newRow("thirty about to clash")
        << QVariantHash{{u"collective_threat"_s, true}, {u"persons_affected"_s, 30}} << true;
    QTest::newRow("twenty-nine about to clash")
        << QVariantHash{{u"collective_threat"_s, true}, {u"persons_affected"_s, 29}} << false;
    QTest::newRow("a quarrel") << QVariantHash{{u"conduct"_s, u"quarrel"_s}} << false;
}

void TestAssessment::score_withHardTrigger_suggestsHighest()
{
    QFETCH(const QVariantHash, facts);
    QFETCH(const bool, hard);
    const ScoreCard card = scoreOf(*m_rules, lookup(facts));
    QCOMPARE(card.level == u"red"_s, hard);
    QCOMPARE(!card.hardTriggers.isEmpty(), hard);
}

void TestAssessment::score_maximum_isHundred()
{
    const ScoreCard card = scoreOf(*m_rules, lookup({{u"dispute_type"_s, u"08"_s},
                                                     {u"yuan"_s, 500000},
                                                     {u"persons_affected"_s, 30},
                                                     {u"days_known"_s, 2000},
                                                     {u"conduct"_s, u"physical"_s},
                                                     {u"police_visits"_s, 5},
                                                     {u"collective_threat"_s, true},
                                                     {u"livelihood"_s, true},
                                                     {u"dependant"_s, true},
                                                     {u"unavoidable_contact"_s, true},
                                                     {u"failed_mediations"_s, 3}}));
    QCOMPARE(card.total, 100);
}

void TestAssessment::card_throughJson_isTheSame()
{
    const ScoreCard card = scoreOf(*m_rules, lookup({{u"dispute_type"_s, u"02"_s},
                                                     {u"weapon"_s, true},
                                                     {u"conduct"_s, u"quarrel"_s},
                                                     {u"data.conduct_evidence"_s, u"两家当面争吵"_s}}));
    const ScoreCard again = ScoreCard::fromJson(card.toJson());
    QCOMPARE(again.toJson(), card.toJson());
    const auto conduct = std::ranges::find(card.addends, u"C1"_s, &ScoreAddend::factor);
    QVERIFY(conduct != card.addends.end());
    QCOMPARE(conduct->evidence, u"两家当面争吵"_s);
}

// R2 and domain.md 4.3, forbidden inputs: no rule of score or triage can read anything about a person, because what it
// may name is a column of the matter, and none of those is one of the person's.
void TestAssessment::score_explainsItself_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<QStringList>("says"); // in this order
    const QVariant yes = true;
    QTest::newRow("red by points") << QVariantHash{{u"dispute_type"_s, u"07"_s},    {u"yuan"_s, 20000},
                                                   {u"persons_affected"_s, 7},      {u"days_known"_s, 1500},
                                                   {u"conduct"_s, u"physical"_s},   {u"police_visits"_s, 1},
                                                   {u"unavoidable_contact"_s, yes}, {u"failed_mediations"_s, 2}}
                                   << QStringList{u"Red because"_s, u"20"_s, u"= 66 points"_s, u"from 55"_s,
                                                  u"it would be Orange if: Quarrel in the last 90 days"_s};
    QTest::newRow("red by a weapon alone")
        << QVariantHash{{u"weapon"_s, yes},
                        {u"dispute_type"_s, u"02"_s},
                        {u"days_known"_s, 200},
                        {u"conduct"_s, u"quarrel"_s}}
        << QStringList{u"Red because of: A weapon is involved"_s, u"= 19 points"_s, u"it would be Yellow without"_s};
    QTest::newRow("yellow") << QVariantHash{{u"dispute_type"_s, u"02"_s},
                                            {u"days_known"_s, 40},
                                            {u"conduct"_s, u"quarrel"_s},
                                            {u"unavoidable_contact"_s, yes}}
                            << QStringList{u"Yellow because"_s, u"= 16 points"_s, u"it would be None if"_s,
                                           u"The parties cannot avoid contact"_s};
    QTest::newRow("nothing known") << QVariantHash{}
                                   << QStringList{u"None because"_s, u"it would be Yellow with 15 points more"_s};
}

// "Red because ...; it would be orange if ..." (domain.md 4.3).
void TestAssessment::score_explainsItself()
{
    QFETCH(const QVariantHash, facts);
    QFETCH(const QStringList, says);
    setLanguage(Language::English);
    const QString text = scoreOf(*m_rules, lookup(facts)).explanation;
    setLanguage(Language::Chinese);
    qsizetype at = 0;
    for (const QString &part : says) {
        at = text.indexOf(part, at);
        QVERIFY2(at >= 0, qPrintable(part + u" | "_s + text));
    }
}

namespace {

// Any facts of a matter; the same seed gives the same ones.
QVariantHash anyFacts(QRandomGenerator &random)
{
    static const QStringList types{u"01"_s, u"02"_s, u"04"_s, u"07"_s, u"10"_s, u"13"_s};
    static const QStringList conducts{u"none"_s, u"quarrel"_s, u"threat"_s, u"damage"_s, u"physical"_s};
    QVariantHash facts;
    const auto maybe = [&](const QString &name, const QVariant &value) {
        if (random.bounded(4) > 0)
            facts.insert(name, value);
    };
    maybe(u"dispute_type"_s, types.at(random.bounded(types.size())));
    maybe(u"amount"_s, random.bounded(100'000'000));
    maybe(u"persons_affected"_s, random.bounded(60));
    maybe(u"days_known"_s, random.bounded(2000));
    maybe(u"conduct"_s, conducts.at(random.bounded(conducts.size())));
    maybe(u"police_visits"_s, random.bounded(5));
    for (const QString &flag : {u"collective_threat"_s, u"livelihood"_s, u"dependant"_s, u"unavoidable_contact"_s})
        maybe(flag, random.bounded(2) == 1);
    maybe(u"failed_mediations"_s, random.bounded(4));
    maybe(u"weapon"_s, random.bounded(20) == 0);
    return facts;
}

} // namespace

// Every point stands in the sentence with its row, and on the card with what the file says of it.
void TestAssessment::score_sentence_namesEveryPoint()
{
    QRandomGenerator random(20260914);
    for (int i = 0; i < 500; ++i) {
        const ScoreCard card = scoreOf(*m_rules, lookup(anyFacts(random)));
        QVERIFY(!card.explanation.isEmpty());
        QVERIFY(!card.rulesVersion.isEmpty());
        for (const ScoreAddend &addend : card.addends)
            QVERIFY2(addend.points == 0 || (!addend.source.isEmpty() && card.explanation.contains(addend.reason)),
                     qPrintable(addend.factor + u' ' + card.explanation));
    }
}

// R2: whatever is known of the parties, score, level and sentence of the matter are the same. The scorer is handed
// every attribute a party could have and must not look at one.
void TestAssessment::score_ofAnyParties_isTheSame()
{
    QRandomGenerator random(999999);
    static const QStringList attributes{u"name"_s,       u"sex"_s,        u"age"_s,   u"birth"_s,
                                        u"ethnicity"_s,  u"address"_s,    u"place"_s, u"document_number"_s,
                                        u"occupation"_s, u"religion"_s,   u"hukou"_s, u"phone"_s,
                                        u"reporter"_s,   u"party_count"_s};
    for (int i = 0; i < 500; ++i) {
        const QVariantHash facts = anyFacts(random);
        const QJsonObject plain = scoreOf(*m_rules, lookup(facts)).toJson();
        QVariantHash known = facts;
        for (const QString &attribute : attributes) {
            for (const QString &prefix : {QString(), u"person."_s, u"data."_s, u"party."_s})
                known.insert(prefix + attribute, random.generate());
        }
        QSet<QString> asked;
        const auto watching = [&](const QString &fact) {
            asked.insert(fact);
            return known.value(fact);
        };
        QCOMPARE(scoreOf(*m_rules, watching).toJson(), plain);
        for (const QString &attribute : attributes)
            QVERIFY2(!asked.contains(attribute), qPrintable(attribute));
    }
}

// Worse conduct, more people, a longer time never make a matter milder.
void TestAssessment::score_moreOfAFactor_neverScoresLess()
{
    QRandomGenerator random(42);
    for (int i = 0; i < 500; ++i) {
        QVariantHash facts = anyFacts(random);
        const int before = scoreOf(*m_rules, lookup(facts)).total;
        for (const QString &fact :
             {u"amount"_s, u"persons_affected"_s, u"days_known"_s, u"police_visits"_s, u"failed_mediations"_s}) {
            QVariantHash more = facts;
            more.insert(fact, facts.value(fact).toLongLong() + 1 + random.bounded(1000));
            QVERIFY2(scoreOf(*m_rules, lookup(more)).total >= before, qPrintable(fact));
        }
    }
}

void TestAssessment::tables_readOnlyFactsOfTheMatter()
{
    for (const QLatin1StringView table : {"score"_L1, "triage"_L1}) {
        for (const RuleRow &row : m_rules->table(table).rows()) {
            for (const QString &name : row.expression("when"_L1).names()) {
                const QByteArray latin = name.toLatin1();
                QVERIFY2(name == "days_known"_L1 || matterEntity().indexOf(QLatin1StringView(latin)) >= 0,
                         qPrintable(name));
                QVERIFY2(personEntity().indexOf(QLatin1StringView(latin)) < 0, qPrintable(name));
                QVERIFY2(partyEntity().indexOf(QLatin1StringView(latin)) < 0, qPrintable(name));
                QVERIFY2(name != "place"_L1 && name != "org"_L1 && name != "channel"_L1, qPrintable(name));
            }
        }
    }
}

void TestAssessment::triage_firstRowWins_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("route");
    QTest::addColumn<QStringList>("rooms");
    const auto row = [](const char *name, QVariantHash facts, int number, const QString &route,
                        QStringList rooms = {}) { QTest::newRow(name) << facts << number << route << rooms; };
    row("nothing known", {}, 8, u"committee"_s);
    row("present domestic violence before everything", {{u"dv_present"_s, true}, {u"admin_act"_s, true}}, 1,
        u"emergency"_s);
    row("weapon", {{u"weapon"_s, true}, {u"dispute_type"_s, u"02"_s}}, 1, u"emergency"_s);
    row("past domestic violence goes the family's way", {{u"dv"_s, true}, {u"dispute_type"_s, u"01"_s}}, 7,
        u"signature"_s, {u"room_signature"_s});
    row("administrative act before a court's seizure", {{u"admin_act"_s, true}, {u"seized_by"_s, u"court"_s}}, 2,
        u"guide"_s);
    row("already with the court", {{u"seized_by"_s, u"court"_s}, {u"dispute_type"_s, u"02"_s}}, 3, u"seized"_s);
    row("not seized", {{u"seized_by"_s, u"none"_s}, {u"dispute_type"_s, u"02"_s}}, 7, u"signature"_s,
        {u"room_signature"_s});
    row("delegated by the court", {{u"seized_by"_s, u"court"_s}, {u"court_delegated"_s, true}}, 6, u"court_link"_s,
        {u"room_court_link"_s});
    row("tenure before complexity", {{u"tenure"_s, true}, {u"persons_affected"_s, 40}}, 4, u"tenure"_s);
    row("orange labour wins over row 6", {{u"level"_s, u"orange"_s}, {u"dispute_type"_s, u"10"_s}}, 5, u"complex"_s,
        {u"room_complex"_s, u"room_legal_aid"_s});
    row("ten people", {{u"persons_affected"_s, 10}}, 5, u"complex"_s, {u"room_complex"_s, u"room_legal_aid"_s});
    row("nine people", {{u"persons_affected"_s, 9}}, 8, u"committee"_s);
    row("500,000 yuan", {{u"yuan"_s, 500000}}, 5, u"complex"_s, {u"room_complex"_s, u"room_legal_aid"_s});
    row("medical", {{u"dispute_type"_s, u"12"_s}}, 5, u"complex"_s, {u"room_complex"_s, u"room_legal_aid"_s});
    row("two failed mediations", {{u"failed_mediations"_s, 2}}, 5, u"complex"_s,
        {u"room_complex"_s, u"room_legal_aid"_s});
    row("traffic", {{u"dispute_type"_s, u"13"_s}, {u"level"_s, u"yellow"_s}}, 6, u"court_link"_s,
        {u"room_court_link"_s});
    row("neighbours", {{u"dispute_type"_s, u"02"_s}, {u"level"_s, u"yellow"_s}}, 7, u"signature"_s,
        {u"room_signature"_s});
    row("property fee", {{u"dispute_type"_s, u"14"_s}}, 8, u"committee"_s);
}

void TestAssessment::triage_firstRowWins()
{
    QFETCH(const QVariantHash, facts);
    const TriageAnswer answer = triageOf(*m_rules, lookup(facts));
    QTEST(answer.row, "row");
    QTEST(answer.route, "route");
    QTEST(answer.rooms, "rooms");
    QVERIFY(!answer.reason.isEmpty());
}

QTEST_GUILESS_MAIN(TestAssessment)
#include "tst_assessment.moc"
