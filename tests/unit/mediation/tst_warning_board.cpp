#include <QJsonArray>
#include <QTest>

#include <core/locale.h>
#include <grid/grid.h>
#include <grid/grids.h>
#include <mediation/outcomes.h>
#include <mediation/oversight.h>
#include <mediation/warning_board.h>

#include "outcome_county.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

// Its argument is evaluated once: a second renewal would be another event.
#undef DONE
#define DONE(result)                                                                                                   \
    do {                                                                                                               \
        const auto &outcomeOfThis = (result);                                                                          \
        QVERIFY2(outcomeOfThis.has_value(), whyOf(outcomeOfThis).constData());                                         \
    } while (false)

namespace {

const QJsonObject quarrel{{u"conduct"_s, u"quarrel"_s},
                          {u"conduct_evidence"_s, u"邻居证言"_s},
                          {u"unavoidable_contact"_s, true},
                          {u"unavoidable_contact_evidence"_s, u"隔墙而居"_s}}; // 16 points, yellow
const QJsonObject fight{{u"conduct"_s, u"physical"_s},    {u"conduct_evidence"_s, u"出警记录"_s},
                        {u"police_visits"_s, 2},          {u"police_visits_evidence"_s, u"出警记录"_s},
                        {u"unavoidable_contact"_s, true}, {u"unavoidable_contact_evidence"_s, u"隔墙"_s}}; // 37, orange

} // namespace

// Warning boards (domain.md 2.4, 4.2): what suggests, who accepts or dismisses, what lapses, warnings of places, the
// board itself and counts of outside schemes.
class TestWarningBoard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void shippedRules_haveNoFault();
    void faultyRules_areRefused_withTheirPlace_data();
    void faultyRules_areRefused_withTheirPlace();
    void faultyRules_areNotLoaded();

    void score_isSuggested_once();
    void clockThatRanOut_isSuggested();
    void missedWhistle_isSuggested();
    void brokenAgreement_isSuggested_andRaisesAnOrangeOne();
    void suggestion_needsAPersonOfTheRightRole_data();
    void suggestion_needsAPersonOfTheRightRole();
    void dismissed_withReason_isNotSuggestedAgain();
    void watch_looksOnlyAtWhatChanged();
    void partyData_suggestNothing();

    void warning_lapses_theDayAfterItsReview();
    void lapsed_mayBeRenewed_orCleared_andKeepsTheMatterOpen();

    void cluster_inAVillage_warnsOfThePlace();
    void areaWarning_byRole_data();
    void areaWarning_byRole();
    void areaWarning_pathLeavesItsRows();
    void areaWarning_badPlace_isRefused_data();
    void areaWarning_badPlace_isRefused();
    void areaWarning_isSeenInItsAreaOnly();

    void board_hasAColumnALevel_suggestionsFirst();
    void board_withoutFiveOnes_listsRedCasesNobodyLeads();
    void outsideCounts_keepTheirOwnName();
    void outsideCounts_ofUnknownLevel_areRefused_data();
    void outsideCounts_ofUnknownLevel_areRefused();

private:
    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data = {})
    {
        return m_county->act(login, action, data);
    }

    Result<ActionOutcome> onWarning(const QString &login, const QString &action, QUuid warning,
                                    const QJsonObject &more = {})
    {
        const QString kind = action.endsWith("area_warning"_L1) ? u"area_warning"_s : u"warning"_s;
        return act(login, action, joined({{kind, idText(warning)}}, more));
    }

    // Has the rules looked at; how many they suggest.
    int watch(const QString &login = u"yi"_s)
    {
        const auto done = act(login, u"watch_warnings"_s);
        if (!done)
            qWarning("%s", whyOf(done).constData());
        return done ? done->extra.value("suggested"_L1).toInt() : -1;
    }

    QUuid assessed(const QJsonObject &factors, const QJsonObject &registered = {})
    {
        const auto matter = m_county->registerMatter(registered);
        if (!matter)
            return {};
        const QJsonObject about{{u"matter"_s, idText(matter->id)}};
        const QJsonObject analysis{{u"dispute_type"_s, u"02"_s},
                                   {u"amount"_s, u"2000"_s},
                                   {u"persons_affected"_s, 2},
                                   {u"first_known"_s, u"2026-08-05"_s}};
        if (!act(u"ji"_s, u"analyse"_s, joined(about, analysis)) || !act(u"ji"_s, u"assess"_s, joined(about, factors)))
            return {};
        return matter->id;
    }

    QUuid warned(const QString &level, const QString &login = u"jia"_s)
    {
        const auto matter = m_county->registerMatter();
        const auto done = act(login, u"open_warning"_s,
                              {{u"matter"_s, idText(matter->id)}, {u"level"_s, level}, {u"reason"_s, u"近日升级"_s}});
        return done ? done->id : QUuid();
    }

    QUuid openPlace(const QString &login, const QString &division, const QString &level = u"yellow"_s)
    {
        const auto done = act(login, u"open_area_warning"_s,
                              {{u"target"_s, u"place"_s},
                               {u"division"_s, division},
                               {u"level"_s, level},
                               {u"reason"_s, u"同类纠纷增多"_s}});
        if (!done)
            qWarning("%s", whyOf(done).constData());
        return done ? done->id : QUuid();
    }

    template <typename F> auto look(F fn)
    {
        using T = std::invoke_result_t<F, Reader &>;
        return m_county->desk->store().read([&fn](Reader &reader) -> Result<T> { return fn(reader); }).result().value();
    }

    QList<Row> warningsOfMatter(QUuid matter)
    {
        return look(
            [matter](Reader &reader) { return reader.select(warningEntity(), u"matter = ? ORDER BY id"_s, {matter}); });
    }

    QString stateOf(const Entity &entity, QUuid id)
    {
        return look([&](Reader &reader) { return reader.find(entity, id)->text("state"_L1); });
    }

    WarningBoard board(const QString &login, const WarningBoardRequest &request = {})
    {
        return m_county->read(login, [&](ReadContext &context) { return warningBoard(context, request); });
    }

    static const WarningCard *cardOf(const WarningBoard &board, QUuid id, QString *level = nullptr)
    {
        for (const WarningColumn &column : board.columns)
            for (const WarningCard &card : column.cards)
                if (card.id == id) {
                    if (level)
                        *level = column.level;
                    return &card;
                }
        return nullptr;
    }

    QString village(int place = 0)
    {
        return look([place](Reader &reader) {
            return divisionsBelow(reader, *DivisionCode::parse(u"620521105"_s)).at(place).code.digits();
        });
    }

    std::unique_ptr<OutcomeCounty> m_county;
};

// A county of its own for each case: the watch looks at everything that happened in the file.
void TestWarningBoard::initTestCase()
{
    m_county = std::make_unique<OutcomeCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

void TestWarningBoard::init()
{
    m_county->at(u"2026-09-14 09:00"_s);
    QVERIFY(watch() >= 0); // what earlier cases left
}

// ---- the table ----

void TestWarningBoard::shippedRules_haveNoFault()
{
    for (const RuleFault &fault : warningRuleFaults(*m_county->desk->rules()))
        QFAIL(qPrintable(fault.toString()));
}

void TestWarningBoard::faultyRules_areRefused_withTheirPlace_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *rows, int column, const char *says) {
        QTest::newRow(name) << QByteArray(rows) << column << QString::fromLatin1(says);
    };
    row("a rule that asks for itself", "a,matter,rule.a = true,red,,,x,x,x\n", 10, "leads back to itself");
    row("two rules that ask for each other",
        "a,matter,rule.b = true,red,,,x,x,x\nb,matter,state = M61 and rule.a = true,red,,,x,x,x\n", 10,
        "leads back to itself");
    row("an unknown field", "a,matter,score > 3 and shoe_size = 43,red,,,x,x,x\n", 24, "shoe_size");
    row("the name of a party (R2)", "a,matter,name = zhang,red,,,x,x,x\n", 10, "name");
    row("the reporter (R2, R6)", "a,matter,reporter is not null,red,,,x,x,x\n", 10, "reporter");
    row("the number of an identity document (R2)", "a,matter,document_number = 1,red,,,x,x,x\n", 10, "document_number");
    row("a rule that there is not", "a,matter,rule.b = true,red,,,x,x,x\n", 10, "no rule");
    row("a matter's rule in one of a place", "a,matter,score > 3,red,,,x,x,x\nb,place,rule.a = true,red,12,30,x,x,x\n",
        9, "about something else");
    row("a place without days", "a,place,matters >= 5,red,12,,x,x,x\n", 29, "number of days");
    row("no colour", "a,matter,score > 3,none,,,x,x,x\n", 20, "no coloured level");
    row("about a person", "a,person,score > 3,red,,,x,x,x\n", 3, "not about");
}

void TestWarningBoard::faultyRules_areRefused_withTheirPlace()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, says);
    auto files = RuleSet::readFolder(resourcePath(u"rules"_s)).value();
    files[u"warning_rules"_s] = "rule,about,when,level,digits,days,zh,en,source\n" + rows;
    const auto rules = RuleSet::load(files);
    QVERIFY(rules.has_value());
    const QList<RuleFault> faults = warningRuleFaults(**rules);
    QVERIFY(!faults.isEmpty());
    const auto fault =
        std::ranges::find_if(faults, [&says](const RuleFault &candidate) { return candidate.message.contains(says); });
    QVERIFY2(fault != faults.end(), qPrintable(faults.first().toString()));
    QCOMPARE(fault->file, u"warning_rules.csv"_s);
    QVERIFY(fault->line >= 2);
    QTEST(fault->column, "column");
}

void TestWarningBoard::faultyRules_areNotLoaded()
{
    const auto refused = act(u"chen"_s, u"load_rules"_s,
                             {{u"table"_s, u"warning_rules"_s},
                              {u"content"_s, u"rule,about,when,level,digits,days,zh,en,source\n"
                                             "a,matter,rule.a = true,red,,,x,x,x\n"_s}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"warning_rules.csv:2:10"_s), qPrintable(refused.error().message));
    QVERIFY(m_county->desk->rules()->table("warning_rules"_L1).find(u"score_red"_s)); // the old table stands
}

// ---- suggestions ----

void TestWarningBoard::score_isSuggested_once()
{
    const QUuid matter = assessed(fight);
    QCOMPARE(watch(), 1);
    QList<Row> warnings = warningsOfMatter(matter);
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().text("state"_L1), u"K10"_s);
    QCOMPARE(warnings.first().text("level"_L1), u"orange"_s);
    QCOMPARE(warnings.first().text("rule"_L1), u"score_orange"_s);
    QVERIFY(!warnings.first().text("reason"_L1).isEmpty());
    QCOMPARE(watch(), 0);
    QCOMPARE(warningsOfMatter(matter).size(), 1);
    // The level that a person confirms answers the suggestion.
    DONE(act(u"jia"_s, u"confirm_level"_s, {{u"matter"_s, idText(matter)}}));
    QCOMPARE(warningsOfMatter(matter).first().text("state"_L1), u"K20"_s);
    QCOMPARE(watch(), 0);
}

void TestWarningBoard::clockThatRanOut_isSuggested()
{
    const QUuid matter = assessed({});
    DONE(act(u"yi"_s, u"confirm_level"_s, {{u"matter"_s, idText(matter)}}));
    DONE(act(u"yi"_s, u"assign"_s,
             {{u"matter"_s, idText(matter)}, {u"lead_unit"_s, u"人社局"_s}, {u"handler_due"_s, u"2026-12-31"_s}}));
    QCOMPARE(watch(), 0);
    m_county->at(u"2026-09-18 18:30"_s); // nobody signed within the time; nobody wrote anything either
    QVERIFY(watch() >= 1);
    const QList<Row> warnings = warningsOfMatter(matter);
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.first().text("level"_L1), u"yellow"_s);
    QCOMPARE(warnings.first().text("rule"_L1), u"clock_breached"_s);
}

void TestWarningBoard::missedWhistle_isSuggested()
{
    const auto matter = m_county->registerMatter();
    const auto call = [&](const QString &unit, bool lead) {
        return act(u"yi"_s, u"blow_whistle"_s,
                   {{u"matter"_s, idText(matter->id)},
                    {u"unit"_s, unit},
                    {u"lead"_s, lead},
                    {u"question"_s, u"请到场核实"_s},
                    {u"place"_s, u"综治中心二楼"_s},
                    {u"contact"_s, u"丙窗口"_s}});
    };
    DONE(call(u"公安局"_s, true));
    DONE(call(u"法院"_s, false));
    QCOMPARE(watch(), 0);
    m_county->at(u"2026-09-14 09:40"_s); // resident units come within 30 minutes
    QCOMPARE(watch(), 1);
    const QList<Row> warnings = warningsOfMatter(matter->id);
    QCOMPARE(warnings.first().text("level"_L1), u"orange"_s); // two of them
    QCOMPARE(warnings.first().text("rule"_L1), u"whistles_unanswered"_s);
}

void TestWarningBoard::brokenAgreement_isSuggested_andRaisesAnOrangeOne()
{
    const QUuid matter = m_county->performing(u"ding"_s);
    QVERIFY(watch() >= 0);
    m_county->at(u"2026-09-21 10:00"_s);
    DONE(m_county->go(u"ding"_s, u"breach"_s, matter,
                      {{u"clause"_s, u"第一期未付款"_s}, {u"seq"_s, 1}, {u"since"_s, u"2026-09-21"_s}}));
    QVERIFY(watch() >= 1);
    QList<Row> warnings = warningsOfMatter(matter);
    QCOMPARE(warnings.last().text("level"_L1), u"orange"_s);
    QVERIFY(warnings.last().text("rule"_L1).contains(u"agreement_broken"_s));
    DONE(onWarning(u"jia"_s, u"confirm_warning"_s, warnings.last().id()));
    QVERIFY(watch() >= 1); // now an orange matter with a broken agreement
    warnings = warningsOfMatter(matter);
    QCOMPARE(warnings.last().text("state"_L1), u"K10"_s);
    QCOMPARE(warnings.last().text("level"_L1), u"red"_s);
    QCOMPARE(warnings.last().text("rule"_L1), u"broken_and_scored"_s);
}

void TestWarningBoard::suggestion_needsAPersonOfTheRightRole_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const QString &login, const QString &action, const QString &answer) {
        QTest::newRow(name) << login << action << answer;
    };
    row("orange accepted by the director", u"jia"_s, u"confirm_warning"_s, u"done"_s);
    row("orange accepted by the deputy", u"yi"_s, u"confirm_warning"_s, u"warning.confirm_warning_director"_s);
    row("orange dismissed by the deputy", u"yi"_s, u"dismiss_warning"_s, u"warning.dismiss_warning_high"_s);
    row("orange dismissed by a mediator", u"ding"_s, u"dismiss_warning"_s, u"access.role"_s);
    row("orange dismissed by the director", u"jia"_s, u"dismiss_warning"_s, u"done"_s);
    row("lapsed by a person", u"jia"_s, u"lapse_warning"_s, u"access.role"_s);
    row("suggested by a person", u"jia"_s, u"suggest_warning"_s, u"access.role"_s);
}

void TestWarningBoard::suggestion_needsAPersonOfTheRightRole()
{
    QFETCH(QString, login);
    QFETCH(QString, action);
    const QUuid matter = assessed(fight);
    QCOMPARE(watch(), 1);
    const QUuid warning = warningsOfMatter(matter).first().id();
    QJsonObject data{{u"warning"_s, idText(warning)}};
    if (action == "dismiss_warning"_L1)
        data.insert(u"reason"_s, u"双方已和解，评分依据已变化"_s);
    const auto done = act(login, action, data);
    QTEST(done ? u"done"_s : done.error().code, "answer");
}

void TestWarningBoard::dismissed_withReason_isNotSuggestedAgain()
{
    const QUuid matter = assessed(quarrel);
    QCOMPARE(watch(), 1);
    const QUuid warning = warningsOfMatter(matter).first().id();
    const auto silent = onWarning(u"yi"_s, u"dismiss_warning"_s, warning);
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, u"warning.reason_missing"_s);
    DONE(onWarning(u"yi"_s, u"dismiss_warning"_s, warning, {{u"reason"_s, u"双方已口头和解"_s}}));
    QCOMPARE(stateOf(warningEntity(), warning), u"K31"_s);
    QCOMPARE(watch(), 0);
    // Something else happens to the matter: the same rule still holds and was answered.
    DONE(act(u"ji"_s, u"triage"_s, {{u"matter"_s, idText(matter)}}));
    QCOMPARE(watch(), 0);
    // A rule that did not hold then is news.
    m_county->put(matter, {{u"suggested_level"_s, u"red"_s}});
    DONE(act(u"ji"_s, u"triage"_s, {{u"matter"_s, idText(matter)}}));
    QCOMPARE(watch(), 1);
    QCOMPARE(warningsOfMatter(matter).last().text("level"_L1), u"red"_s);
}

void TestWarningBoard::watch_looksOnlyAtWhatChanged()
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(m_county->registerMatter());
    QCOMPARE(act(u"yi"_s, u"watch_warnings"_s)->extra.value("looked"_L1).toInt(), 20);
    QCOMPARE(act(u"yi"_s, u"watch_warnings"_s)->extra.value("looked"_L1).toInt(), 0);
    QVERIFY(!m_county->read(u"yi"_s, [](ReadContext &context) { return warningsWait(context); }));
    QVERIFY(m_county->registerMatter());
    QVERIFY(m_county->read(u"yi"_s, [](ReadContext &context) { return warningsWait(context); }));
    QCOMPARE(act(u"yi"_s, u"watch_warnings"_s)->extra.value("looked"_L1).toInt(), 1);
    QVERIFY(act(u"yi"_s, u"watch_warnings"_s, {{u"all"_s, true}})->extra.value("looked"_L1).toInt() > 20);
}

// R2: whatever is known of the parties, the same facts of the matter suggest the same.
void TestWarningBoard::partyData_suggestNothing()
{
    const auto with = [](const QString &name, const QJsonObject &more) {
        return QJsonObject{
            {u"parties"_s, QJsonArray{party(name, u"applicant"_s, more), party(u"赵六"_s, u"respondent"_s)}}};
    };
    const QUuid one = assessed(quarrel, with(u"王五"_s, {{u"sex"_s, u"1"_s}, {u"address"_s, u"山门镇一组8号"_s}}));
    const QUuid other =
        assessed(quarrel, with(u"钱七"_s, {{u"sex"_s, u"2"_s},
                                           {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                       {u"number"_s, u"999999197001010017"_s}}}}));
    QVERIFY(!one.isNull());
    QVERIFY(!other.isNull());
    QCOMPARE(watch(), 2);
    QCOMPARE(warningsOfMatter(one).first().text("level"_L1), warningsOfMatter(other).first().text("level"_L1));
    QCOMPARE(warningsOfMatter(one).first().text("rule"_L1), warningsOfMatter(other).first().text("rule"_L1));
}

// ---- what expires (features.md R6) ----

void TestWarningBoard::warning_lapses_theDayAfterItsReview()
{
    const QUuid red = warned(u"red"_s);
    const QUuid yellow = warned(u"yellow"_s);
    m_county->at(u"2026-09-17 23:50"_s); // the third day of a red one
    QVERIFY(watch() >= 0);
    QCOMPARE(stateOf(warningEntity(), red), u"K20"_s);
    m_county->at(u"2026-09-18 00:10"_s);
    QCOMPARE(act(u"yi"_s, u"watch_warnings"_s)->extra.value("lapsed"_L1).toInt(), 1);
    QCOMPARE(stateOf(warningEntity(), red), u"K40"_s);
    QCOMPARE(stateOf(warningEntity(), yellow), u"K20"_s);
    m_county->at(u"2026-09-29 12:00"_s);
    QVERIFY(watch() >= 0);
    QCOMPARE(stateOf(warningEntity(), yellow), u"K20"_s);
    m_county->at(u"2026-09-30 08:00"_s);
    QVERIFY(watch() >= 0);
    QCOMPARE(stateOf(warningEntity(), yellow), u"K40"_s);
}

void TestWarningBoard::lapsed_mayBeRenewed_orCleared_andKeepsTheMatterOpen()
{
    const QUuid renewed = warned(u"orange"_s);
    const QUuid cleared = warned(u"orange"_s);
    m_county->at(u"2026-09-22 09:00"_s);
    QVERIFY(watch() >= 0);
    QCOMPARE(stateOf(warningEntity(), renewed), u"K40"_s);
    const auto byDeputy = onWarning(u"yi"_s, u"renew_warning"_s, renewed, {{u"reason"_s, u"仍在争执"_s}});
    QVERIFY(!byDeputy);
    QCOMPARE(byDeputy.error().code, u"warning.renew_warning_high"_s);
    DONE(onWarning(u"jia"_s, u"renew_warning"_s, renewed, {{u"reason"_s, u"仍在争执"_s}}));
    QCOMPARE(stateOf(warningEntity(), renewed), u"K20"_s);
    const Row row = look([&](Reader &reader) { return *reader.find(warningEntity(), renewed); });
    QCOMPARE(row.date("review_due"_L1), QDate(2026, 9, 29));
    // A matter is not written off because nobody looked: the lapsed warning is still to be cleared by its confirmer.
    const QUuid matter = look([&](Reader &reader) { return reader.find(warningEntity(), cleared)->uuid("matter"_L1); });
    const auto level = m_county->read(u"jia"_s, [matter](ReadContext &context) {
        const QList<WriteOffCondition> conditions = writeOffConditions(context, matter);
        return std::ranges::find(conditions, u"level_cleared"_s, &WriteOffCondition::field)->met;
    });
    QVERIFY(!level);
    DONE(onWarning(u"jia"_s, u"clear_warning"_s, cleared, {{u"reason"_s, u"已化解"_s}}));
    QCOMPARE(stateOf(warningEntity(), cleared), u"K30"_s);
}

// ---- places ----

void TestWarningBoard::cluster_inAVillage_warnsOfThePlace()
{
    const QString place = village(1);
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_county->registerMatter({{u"place"_s, place}}));
    QCOMPARE(watch(), 0);
    QVERIFY(m_county->registerMatter({{u"place"_s, place}}));
    QCOMPARE(watch(), 1);
    const QList<Row> found =
        look([&](Reader &reader) { return reader.select(areaWarningEntity(), u"org = ?"_s, {place}); });
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().text("state"_L1), u"G10"_s);
    QCOMPARE(found.first().text("level"_L1), u"yellow"_s);
    QCOMPARE(found.first().integer("matters"_L1), 5);
    QCOMPARE(found.first().text("rule"_L1), u"village_cluster"_s);
    QVERIFY(m_county->registerMatter({{u"place"_s, place}}));
    QCOMPARE(watch(), 0); // one waits already
    DONE(onWarning(u"yi"_s, u"dismiss_area_warning"_s, found.first().id(), {{u"reason"_s, u"同一水渠，已统一处理"_s}}));
    m_county->at(u"2026-09-15 09:00"_s);
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_county->registerMatter({{u"place"_s, place}}));
    QCOMPARE(watch(), 0); // the six that were answered count no more
    QVERIFY(m_county->registerMatter({{u"place"_s, place}}));
    QCOMPARE(watch(), 1);
}

void TestWarningBoard::areaWarning_byRole_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("answer");
    QTest::newRow("yellow by the deputy") << u"yi"_s << u"yellow"_s << u"done"_s;
    QTest::newRow("yellow by the township") << u"xin"_s << u"yellow"_s << u"done"_s;
    QTest::newRow("orange by the township") << u"xin"_s << u"orange"_s << u"area_warning.open_area_warning_director"_s;
    QTest::newRow("orange by the director") << u"jia"_s << u"orange"_s << u"done"_s;
    QTest::newRow("no colour") << u"jia"_s << u"none"_s << u"area_warning.open_area_warning_coloured"_s;
    QTest::newRow("yellow by a grid worker") << u"ren"_s << u"yellow"_s << u"access.role"_s;
}

void TestWarningBoard::areaWarning_byRole()
{
    QFETCH(QString, login);
    QFETCH(QString, level);
    static int place = 2;
    const auto done = act(login, u"open_area_warning"_s,
                          {{u"target"_s, u"place"_s},
                           {u"division"_s, village(place++)},
                           {u"level"_s, level},
                           {u"reason"_s, u"同类纠纷增多"_s}});
    QTEST(done ? u"done"_s : done.error().code, "answer");
}

void TestWarningBoard::areaWarning_pathLeavesItsRows()
{
    const QUuid warning = openPlace(u"xin"_s, u"620521105"_s);
    QVERIFY(!warning.isNull());
    const auto down =
        onWarning(u"xin"_s, u"lower_area_warning"_s, warning, {{u"level"_s, u"orange"_s}, {u"reason"_s, u"试"_s}});
    QCOMPARE(down.error().code, u"area_warning.lower_area_warning_director"_s);
    DONE(onWarning(u"jia"_s, u"raise_area_warning"_s, warning, {{u"level"_s, u"red"_s}, {u"reason"_s, u"连日聚集"_s}}));
    QCOMPARE(codeOf(onWarning(u"xin"_s, u"renew_area_warning"_s, warning)), u"area_warning.renew_area_warning_high"_s);
    Row row = look([&](Reader &reader) { return *reader.find(areaWarningEntity(), warning); });
    QCOMPARE(row.date("review_due"_L1), QDate(2026, 9, 17)); // red: 3 days
    m_county->at(u"2026-09-19 09:00"_s);
    QVERIFY(watch() >= 0);
    QCOMPARE(stateOf(areaWarningEntity(), warning), u"G40"_s);
    DONE(onWarning(u"jia"_s, u"renew_area_warning"_s, warning, {{u"reason"_s, u"仍有聚集"_s}}));
    QCOMPARE(stateOf(areaWarningEntity(), warning), u"G20"_s);
    DONE(
        onWarning(u"jia"_s, u"lower_area_warning"_s, warning, {{u"level"_s, u"yellow"_s}, {u"reason"_s, u"已疏导"_s}}));
    DONE(onWarning(u"jia"_s, u"clear_area_warning"_s, warning, {{u"reason"_s, u"已平息"_s}}));
    const QStringList events = look([&](Reader &reader) {
        QStringList actions;
        for (const Row &event : reader.select(historyEntity(), u"subject = ? ORDER BY seq"_s, {warning}))
            actions << event.text("action"_L1).section(u'_', 0, 0);
        return actions;
    });
    QCOMPARE(events, QStringList({u"open"_s, u"raise"_s, u"lapse"_s, u"renew"_s, u"lower"_s, u"clear"_s}));
}

void TestWarningBoard::areaWarning_badPlace_isRefused_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QJsonObject>("place");
    QTest::addColumn<QString>("answer");
    const QString target = u"target"_s;
    QTest::newRow("another town") << u"xin"_s << QJsonObject{{target, u"place"_s}, {u"division"_s, u"620521104"_s}}
                                  << u"area_warning.outside_area"_s;
    QTest::newRow("another county") << u"jia"_s << QJsonObject{{target, u"place"_s}, {u"division"_s, u"620522100"_s}}
                                    << u"area_warning.division_unknown"_s;
    QTest::newRow("a grid that there is not")
        << u"jia"_s << QJsonObject{{target, u"grid"_s}, {u"grid"_s, u"620521105201998"_s}}
        << u"area_warning.grid_unknown"_s;
    QTest::newRow("a grid without its code")
        << u"jia"_s << QJsonObject{{target, u"grid"_s}, {u"division"_s, u"620521105"_s}}
        << u"area_warning.grid_missing"_s;
}

void TestWarningBoard::areaWarning_badPlace_isRefused()
{
    QFETCH(QString, login);
    QFETCH(QJsonObject, place);
    QTEST(codeOf(act(login, u"open_area_warning"_s,
                     joined(place, {{u"level"_s, u"yellow"_s}, {u"reason"_s, u"同类纠纷增多"_s}}))),
          "answer");
}

void TestWarningBoard::areaWarning_isSeenInItsAreaOnly()
{
    const QUuid mine = openPlace(u"jia"_s, village(8));
    const QUuid other = openPlace(u"jia"_s, u"620521104"_s);
    QVERIFY(cardOf(board(u"xin"_s), mine));
    QVERIFY(!cardOf(board(u"xin"_s), other));
    QVERIFY(cardOf(board(u"jia"_s), other));
    QCOMPARE(codeOf(act(u"jia"_s, u"open_area_warning"_s,
                        {{u"target"_s, u"place"_s},
                         {u"division"_s, u"620521104"_s},
                         {u"level"_s, u"yellow"_s},
                         {u"reason"_s, u"再次"_s}})),
             u"area_warning.one"_s);
}

// ---- the board ----

void TestWarningBoard::board_hasAColumnALevel_suggestionsFirst()
{
    const QUuid confirmed = warned(u"orange"_s);
    const QUuid matter = assessed(fight);
    QCOMPARE(watch(), 1);
    const QUuid suggested = warningsOfMatter(matter).first().id();
    const WarningBoard shown = board(u"jia"_s);
    QCOMPARE(shown.scheme, u"dispute_roy"_s);
    QStringList levels;
    for (const WarningColumn &column : shown.columns)
        levels << column.level;
    QCOMPARE(levels, QStringList({u"red"_s, u"orange"_s, u"yellow"_s}));
    QString level;
    const WarningCard *card = cardOf(shown, suggested, &level);
    QVERIFY(card);
    QCOMPARE(level, u"orange"_s);
    QVERIFY(card->suggested);
    QCOMPARE(card->matter, matter);
    QVERIFY(!card->number.isEmpty());
    QVERIFY(card->place.contains(u"山门镇"_s));
    QVERIFY(!card->levelShape.isEmpty());
    const WarningColumn &orange = shown.columns.at(1);
    QVERIFY(orange.cards.first().suggested);
    QVERIFY(orange.suggested >= 1);
    QVERIFY(orange.total >= 2);
    QCOMPARE(cardOf(shown, confirmed)->owner, m_county->actor(u"jia"_s).name);
    // A limit shortens the cards, not the count.
    const WarningBoard brief = board(u"jia"_s, {.withoutFiveOnes = false, .limitPerColumn = 1});
    QCOMPARE(brief.columns.at(1).cards.size(), 1);
    QCOMPARE(brief.columns.at(1).total, orange.total);
    // Who reads no matters sees no warnings.
    for (const WarningColumn &column : board(u"chen"_s).columns)
        QCOMPARE(column.total, 0);
}

void TestWarningBoard::board_withoutFiveOnes_listsRedCasesNobodyLeads()
{
    const QUuid warning = warned(u"red"_s);
    const QUuid matter = look([&](Reader &reader) { return reader.find(warningEntity(), warning)->uuid("matter"_L1); });
    const WarningBoardRequest only{.withoutFiveOnes = true, .limitPerColumn = 100};
    QVERIFY(cardOf(board(u"jia"_s, only), warning));
    QVERIFY(cardOf(board(u"jia"_s), warning)->lacksFiveOnes());
    const QJsonObject about{{u"matter"_s, idText(matter)}};
    const auto led =
        act(u"yi"_s, u"propose_leader"_s, joined(about, {{u"leader"_s, u"geng"_s}, {u"reason"_s, u"跨部门"_s}}));
    DONE(led);
    const QJsonObject on{{u"leader_led"_s, idText(led->id)}};
    DONE(act(u"geng"_s, u"accept_leader"_s, on));
    QCOMPARE(cardOf(board(u"jia"_s), warning)->fiveOnes, 1); // the leader
    QVERIFY(cardOf(board(u"jia"_s, only), warning));
    DONE(act(u"yi"_s, u"fill_five_ones"_s,
             joined(on, {{u"case_summary"_s, u"排水纠纷升级"_s},
                         {u"team"_s, u"司法局、住建局"_s},
                         {u"plan"_s, u"三日内会商"_s},
                         {u"closing_condition"_s, u"协议履行完毕"_s}})));
    DONE(act(u"jia"_s, u"activate_leader"_s, on));
    QVERIFY(!cardOf(board(u"jia"_s, only), warning));
    QCOMPARE(cardOf(board(u"jia"_s), warning)->fiveOnes, 5);
    QVERIFY(!cardOf(board(u"jia"_s), warning)->lacksFiveOnes());
    // Neither orange cases nor places are asked for five ones.
    for (const WarningColumn &column : board(u"jia"_s, only).columns)
        QVERIFY(column.level == "red"_L1 || column.cards.isEmpty());
}

void TestWarningBoard::outsideCounts_keepTheirOwnName()
{
    const WarningBoard before = board(u"jia"_s);
    const auto outside = [](const WarningBoard &shown) {
        return *std::ranges::find(shown.outside, u"platform_ybg"_s, &OutsideCounts::scheme);
    };
    // The demo's figures of features.md Q31: 1204 = 11 + 18 + 1175.
    QStringList counts;
    for (const OutsideCounts::Count &count : outside(before).counts)
        counts << count.level + u' ' + QString::number(count.count);
    QCOMPARE(counts, QStringList({u"yellow 11"_s, u"blue 18"_s, u"green 1175"_s}));
    const auto records = levelCountRecords("scheme,level,count,as_of,source\n"
                                           "platform_ybg,yellow,3,2026-08-31,省平台月报\n"
                                           "platform_ybg,green,40,2026-08-31,省平台月报\n");
    QVERIFY(records.has_value());
    const auto imported = act(u"ji"_s, u"import_level_counts"_s, {{u"counts"_s, *records}});
    DONE(imported);
    QCOMPARE(imported->extra.value("added"_L1).toInt(), 2);
    QCOMPARE(act(u"ji"_s, u"import_level_counts"_s, {{u"counts"_s, *records}})->extra.value("unchanged"_L1).toInt(), 2);
    const WarningBoard after = board(u"jia"_s);
    QCOMPARE(outside(after).counts.size(), 2); // the newest day
    QCOMPARE(outside(after).counts.first().count, 3);
    for (qsizetype i = 0; i < after.columns.size(); ++i)
        QCOMPARE(after.columns.at(i).total, before.columns.at(i).total); // their yellow is not ours
}

void TestWarningBoard::outsideCounts_ofUnknownLevel_areRefused_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("answer");
    QTest::newRow("a red of a scheme without red") << u"platform_ybg"_s << u"red"_s << u"level_count.level_unknown"_s;
    QTest::newRow("our own scheme") << u"dispute_roy"_s << u"red"_s << u"level_count.scheme_unknown"_s;
    QTest::newRow("an unknown scheme") << u"weather"_s << u"blue"_s << u"level_count.scheme_unknown"_s;
}

void TestWarningBoard::outsideCounts_ofUnknownLevel_areRefused()
{
    QFETCH(QString, scheme);
    QFETCH(QString, level);
    const QJsonObject count{{u"scheme"_s, scheme},
                            {u"level"_s, level},
                            {u"count"_s, 1},
                            {u"as_of"_s, u"2026-08-31"_s},
                            {u"source"_s, u"省平台月报"_s}};
    QTEST(codeOf(act(u"ji"_s, u"import_level_counts"_s, {{u"counts"_s, QJsonArray{count}}})), "answer");
}

QTEST_GUILESS_MAIN(TestWarningBoard)
#include "tst_warning_board.moc"
