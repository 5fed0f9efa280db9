#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <core/locale.h>
#include <core/rules.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

constexpr int transitionsInTheLaw = 52; // A01 to A10 and B01 to B42 of domain.md

// A name that visits and matters share is told apart by its machine.
QString actionOf(const QString &id, const QString &name)
{
    static const QStringList shared{u"register"_s, u"close"_s, u"withdraw"_s};
    if (!shared.contains(name))
        return name;
    return name + (id.startsWith(u'A') ? u"_visit"_s : u"_matter"_s);
}

// One line of the fixture; quoted cells hold commas, none holds a line break.
QStringList cellsOf(const QString &line)
{
    QStringList cells{QString()};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            cells << QString();
        else
            cells.last() += c;
    }
    return cells;
}

struct Transition {
    QString id;
    QString action;
    QStringList from;
    QString to;
    QSet<QString> who;
};

QList<Transition> fixture()
{
    QFile file(QFINDTESTDATA("data/transitions.csv"));
    QList<Transition> transitions;
    if (!file.open(QIODevice::ReadOnly))
        return transitions;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.sliced(1)) {
        const QStringList cells = cellsOf(line.trimmed());
        const QStringList who = cells[4].split(u',');
        transitions << Transition{cells[0], actionOf(cells[0], cells[2]), cells[1].split(u','), cells[3],
                                  QSet<QString>(who.cbegin(), who.cend())};
    }
    return transitions;
}

QString fieldType(const RuleRow &row)
{
    return row.text("type"_L1).section(u':', 0, 0);
}

QString fieldTarget(const RuleRow &row)
{
    return row.text("type"_L1).section(u':', 1);
}

bool acts(const QString &letter)
{
    return letter == "A"_L1 || letter == "O"_L1;
}

bool isLetter(QChar c)
{
    return c.isLetterOrNumber();
}

bool hasChinese(const QString &text)
{
    static const QRegularExpression han(u"\\p{Han}"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.contains(han);
}

QByteArray name(const QString &text)
{
    return text.toUtf8();
}

} // namespace

// The tables that ship: what no schema can say about them.
class TestRuleTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void transition_ofTheLaw_isInActions_data();
    void transition_ofTheLaw_isInActions();
    void actions_beyondTheLaw_moveNothing();

    void who_withoutPermission_isListed_data();
    void who_withoutPermission_isListed();
    void permission_withoutAction_isListed_data();
    void permission_withoutAction_isListed();
    void exceptions_areAllNeeded();
    void permissions_separateTheThreeOffices();

    void fields_ofEveryAction_areComplete();
    void fields_nameWhatExists();
    void fields_conditions_readFieldsOfTheSameForm();
    void fields_ofAVisit_fitOnOneForm();
    void fields_ofARecordThatMoves_nameIt();
    void fields_holdNothingForbidden();
    void score_readsFactsOfTheMatterOnly();

    void guards_readWhatTheEngineKnows();
    void guard_refuses_data();
    void guard_refuses();

    void triage_isInOrderAndEnds();
    void triage_takesFirstRow_data();
    void triage_takesFirstRow();

    void clocks_areStartedByTheirActions();
    void states_areAllReached();
    void words_areInBothLanguages();
    void settings_haveTheirType();

private:
    [[nodiscard]] QList<const RuleRow *> fieldsOf(const QString &action) const;
    [[nodiscard]] QSet<QString> fieldNames(const QString &action) const;
    [[nodiscard]] QSet<QString> rolesActing(const QString &permission) const;
    [[nodiscard]] bool isException(const QString &action, const QString &role) const;

    Rules m_rules;
};

void TestRuleTables::initTestCase()
{
    const auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    const auto rules = RuleSet::load(*files);
    if (!rules)
        QFAIL(qPrintable(rules.error().first().toString()));
    m_rules = *rules;
}

QList<const RuleRow *> TestRuleTables::fieldsOf(const QString &action) const
{
    return m_rules->table("fields"_L1).where("action"_L1, action);
}

QSet<QString> TestRuleTables::fieldNames(const QString &action) const
{
    QSet<QString> names;
    for (const RuleRow *row : fieldsOf(action))
        names.insert(row->text("field"_L1));
    return names;
}

QSet<QString> TestRuleTables::rolesActing(const QString &permission) const
{
    QSet<QString> roles;
    for (const RuleRow *action : m_rules->table("actions"_L1).where("permission"_L1, permission)) {
        const QStringList who = action->list("who"_L1);
        roles.unite(QSet<QString>(who.cbegin(), who.cend()));
    }
    return roles;
}

bool TestRuleTables::isException(const QString &action, const QString &role) const
{
    return m_rules->table("permission_exceptions"_L1).find(action + u'/' + role) != nullptr;
}

// ---- the transitions of domain.md ----

void TestRuleTables::transition_ofTheLaw_isInActions_data()
{
    QTest::addColumn<int>("index");
    const QList<Transition> transitions = fixture();
    QCOMPARE(transitions.size(), transitionsInTheLaw);
    for (int i = 0; i < transitionsInTheLaw; ++i)
        QTest::newRow(name(transitions[i].id).constData()) << i;
}

void TestRuleTables::transition_ofTheLaw_isInActions()
{
    QFETCH(int, index);
    const Transition wanted = fixture().at(index);
    const RuleRow *action = m_rules->table("actions"_L1).find(wanted.action);
    QVERIFY2(action, qPrintable(wanted.action));
    QCOMPARE(action->text("id"_L1), wanted.id);
    QCOMPARE(action->text("machine"_L1), wanted.id.startsWith(u'A') ? u"visit"_s : u"matter"_s);
    QCOMPARE(action->list("from"_L1), wanted.from);
    QCOMPARE(action->text("to"_L1), wanted.to);
    const QStringList who = action->list("who"_L1);
    QCOMPARE(QSet<QString>(who.cbegin(), who.cend()), wanted.who);
}

void TestRuleTables::actions_beyondTheLaw_moveNothing()
{
    int transitions = 0;
    QSet<QString> ids;
    for (const RuleRow &action : m_rules->table("actions"_L1).rows()) {
        const QString id = action.text("id"_L1);
        QVERIFY2(!ids.contains(id), qPrintable(id));
        ids.insert(id);
        if (!id.startsWith(u'X')) {
            ++transitions;
            continue;
        }
        // What belongs to a matter (a whistle, a letter) moves through states of its own.
        const QString machine = action.text("machine"_L1);
        // A transfer ends the matter here because another county has it now: the domain of one county has no word for
        // it.
        const bool leaves = action.text("source"_L1) == "sync.md 2.6"_L1;
        if (!leaves && (machine == "visit"_L1 || machine == "matter"_L1))
            QVERIFY2(action.text("to"_L1) == "-"_L1, qPrintable(id));
    }
    QCOMPARE(transitions, transitionsInTheLaw);
}

// ---- matrix and `who`, both directions (domain.md 4.4) ----

void TestRuleTables::who_withoutPermission_isListed_data()
{
    QTest::addColumn<QString>("action");
    for (const RuleRow &action : m_rules->table("actions"_L1).rows())
        QTest::newRow(name(action.text("action"_L1)).constData()) << action.text("action"_L1);
}

void TestRuleTables::who_withoutPermission_isListed()
{
    QFETCH(QString, action);
    const RuleRow *row = m_rules->table("actions"_L1).find(action);
    const RuleRow *permission = m_rules->table("permissions"_L1).find(row->text("permission"_L1));
    for (const QString &role : row->list("who"_L1)) {
        if (role == "SYS"_L1)
            continue;
        const QByteArray column = role.toLatin1();
        QVERIFY2(acts(permission->text(QLatin1StringView(column))) || isException(action, role), qPrintable(role));
    }
}

void TestRuleTables::permission_withoutAction_isListed_data()
{
    QTest::addColumn<QString>("permission");
    for (const RuleRow &row : m_rules->table("permissions"_L1).rows())
        QTest::newRow(name(row.text("permission"_L1)).constData()) << row.text("permission"_L1);
}

void TestRuleTables::permission_withoutAction_isListed()
{
    QFETCH(QString, permission);
    const RuleRow *row = m_rules->table("permissions"_L1).find(permission);
    const QList<const RuleRow *> actions = m_rules->table("actions"_L1).where("permission"_L1, permission);
    const QSet<QString> acting = rolesActing(permission);
    for (const RuleRow &roleRow : m_rules->table("roles"_L1).rows()) {
        const QString role = roleRow.text("role"_L1);
        if (role == "SYS"_L1) // nobody's role: the matrix has no column for it
            continue;
        if (role == "SYS"_L1) // nobody's role: the matrix has no column for it
            continue;
        const QByteArray column = role.toLatin1();
        const QString letter = row->text(QLatin1StringView(column));
        QVERIFY2(QStringList({u"A"_s, u"O"_s, u"M"_s, u"P"_s, u"-"_s}).contains(letter), qPrintable(role));
        // Reading and what later issues bring has no action yet.
        if (actions.isEmpty() || !acts(letter) || acting.contains(role))
            continue;
        const bool listed = std::ranges::any_of(
            actions, [&](const RuleRow *action) { return isException(action->text("action"_L1), role); });
        QVERIFY2(listed, qPrintable(role));
    }
}

void TestRuleTables::exceptions_areAllNeeded()
{
    for (const RuleRow &row : m_rules->table("permission_exceptions"_L1).rows()) {
        const QString role = row.text("role"_L1);
        const RuleRow *action = m_rules->table("actions"_L1).find(row.text("action"_L1));
        const QString permission = action->text("permission"_L1);
        const QByteArray column = role.toLatin1();
        const bool granted = acts(m_rules->table("permissions"_L1).find(permission)->text(QLatin1StringView(column)));
        const bool differs = granted ? !rolesActing(permission).contains(role) : action->list("who"_L1).contains(role);
        QVERIFY2(differs, qPrintable(action->text("action"_L1) + u' ' + role));
    }
}

void TestRuleTables::permissions_separateTheThreeOffices()
{
    const RuleTable &matrix = m_rules->table("permissions"_L1);
    for (const QString &permission : {u"matter.read"_s, u"matter.read_restricted"_s, u"pii.unmask"_s, u"visit.read"_s})
        for (const QLatin1StringView office : {"ADM"_L1, "SEC"_L1, "AUD"_L1})
            QCOMPARE(matrix.find(permission)->text(office), u"-"_s);
    QCOMPARE(matrix.find(u"audit.read"_s)->text("ADM"_L1), u"-"_s);
    QCOMPARE(matrix.find(u"settings.edit"_s)->text("SEC"_L1), u"-"_s);
}

// ---- fields ----

void TestRuleTables::fields_ofEveryAction_areComplete()
{
    for (const RuleRow &action : m_rules->table("actions"_L1).rows())
        QVERIFY2(!fieldsOf(action.text("action"_L1)).isEmpty(), qPrintable(action.text("action"_L1)));
}

void TestRuleTables::fields_nameWhatExists()
{
    static const QSet<QString> types{u"text"_s,       u"long_text"_s, u"int"_s,  u"bool"_s,  u"money"_s,
                                     u"date"_s,       u"instant"_s,   u"code"_s, u"codes"_s, u"phone"_s,
                                     u"citizen_id"_s, u"grid"_s,      u"ref"_s,  u"list"_s,  u"object"_s,
                                     u"document"_s,   u"division"_s,  u"file"_s, u"rows"_s};
    static const QSet<QString> kinds{
        u"session"_s,      u"visit"_s,       u"matter"_s,       u"account"_s,    u"unit"_s,          u"room"_s,
        u"window"_s,       u"person"_s,      u"party"_s,        u"attachment"_s, u"document"_s,      u"warning"_s,
        u"whistle"_s,      u"supervision"_s, u"part"_s,         u"clock"_s,      u"leader_led"_s,    u"consultation"_s,
        u"confirmation"_s, u"task"_s,        u"grid"_s,         u"member"_s,     u"post"_s,          u"posting"_s,
        u"event"_s,        u"asset"_s,       u"area_warning"_s, u"appraisal"_s,  u"subsidy_sheet"_s, u"issue"_s};
    static const QSet<QString> classes{QString(), u"Name"_s, u"Number"_s, u"Phone"_s, u"Address"_s, u"Narrative"_s};
    static const QSet<QString> tables{u"roles"_s, u"room_kinds"_s}; // a list may also be the keys of a table
    for (const RuleRow &row : m_rules->table("fields"_L1).rows()) {
        const QByteArray where = name(row.text("action"_L1) + u'.' + row.text("field"_L1));
        const QString type = fieldType(row);
        const QString list = row.text("list"_L1);
        QVERIFY2(types.contains(type), where.constData());
        QVERIFY2(classes.contains(row.text("personal"_L1)), where.constData());
        QVERIFY2((type == "code"_L1 || type == "codes"_L1 || type == "document"_L1) != list.isEmpty(),
                 where.constData());
        QVERIFY2(list.isEmpty() || tables.contains(list) || !m_rules->codes(list).isEmpty(), where.constData());
        if (type == "ref"_L1)
            QVERIFY2(kinds.contains(fieldTarget(row)), where.constData());
        if (type == "list"_L1 || type == "object"_L1 || type == "rows"_L1)
            QVERIFY2(!fieldsOf(fieldTarget(row)).isEmpty(), where.constData());
    }
}

void TestRuleTables::fields_conditions_readFieldsOfTheSameForm()
{
    for (const RuleRow &row : m_rules->table("fields"_L1).rows()) {
        if (row.text("required"_L1).isEmpty())
            continue;
        const QSet<QString> unknown = row.expression("required"_L1).names().subtract(fieldNames(row.text("action"_L1)));
        QVERIFY2(unknown.isEmpty(), name(row.text("action"_L1) + u'.' + row.text("field"_L1)).constData());
    }
}

// A visitor is at the window: at most twelve fields, and only two that must be filled (R13).
void TestRuleTables::fields_ofAVisit_fitOnOneForm()
{
    const QList<const RuleRow *> fields = fieldsOf(u"register_visit"_s);
    QVERIFY(fields.size() <= 12);
    QStringList always;
    for (const RuleRow *field : fields) {
        if (field->text("required"_L1) == "1"_L1)
            always << field->text("field"_L1);
        QVERIFY2(fieldType(*field) != "document"_L1, "a visit alone needs no identity document");
    }
    QCOMPARE(always, QStringList({u"purpose"_s, u"head_count"_s}));
}

void TestRuleTables::fields_ofARecordThatMoves_nameIt()
{
    for (const RuleRow &action : m_rules->table("actions"_L1).rows()) {
        const QString machine = action.text("machine"_L1);
        if (machine == "-"_L1 || action.text("from"_L1) == "-"_L1)
            continue;
        const RuleRow *field = m_rules->table("fields"_L1).find(action.text("action"_L1) + u'/' + machine);
        QVERIFY2(field, name(action.text("action"_L1)).constData());
        QCOMPARE(field->text("type"_L1), QString(u"ref:" + machine));
        QCOMPARE(field->text("required"_L1), u"1"_s);
    }
}

// R1, R2: no field asks for what a centre must not know, in any language of the form.
void TestRuleTables::fields_holdNothingForbidden()
{
    static const QRegularExpression forbidden(
        u"ethnic|relig|crimin|convict|mental|psych|drug|petition_(history|count)|hukou|politic|credit|blacklist|track|"
        "gps|face_|camera|social_media|occupation|family_planning|民族|宗教|信仰|犯罪|前科|精神|病史|吸毒|户籍|"
        "政治面貌|"
        "信用|黑名单|缠访|闹访|重点人|特殊人群|稳控|轨迹|人脸|摄像|计划生育|职业"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto clean = [](const RuleRow &row, std::initializer_list<QLatin1StringView> columns) {
        for (const QLatin1StringView column : columns)
            if (row.text(column).contains(forbidden))
                return false;
        return true;
    };
    for (const RuleRow &row : m_rules->table("fields"_L1).rows())
        QVERIFY2(clean(row, {"field"_L1, "column"_L1, "zh"_L1, "en"_L1, "hint_zh"_L1, "hint_en"_L1}),
                 name(row.text("action"_L1) + u'.' + row.text("field"_L1)).constData());
    for (const RuleRow &row : m_rules->table("score"_L1).rows())
        QVERIFY2(clean(row, {"when"_L1, "zh"_L1, "en"_L1}), name(row.text("factor"_L1)).constData());
}

// Section 4.3: the four factors and nothing else. A party's sex, age or address cannot even be named.
void TestRuleTables::score_readsFactsOfTheMatterOnly()
{
    static const QSet<QString> facts{u"dispute_type"_s,      u"amount"_s,
                                     u"persons_affected"_s,  u"days_known"_s,
                                     u"conduct"_s,           u"police_visits"_s,
                                     u"collective_threat"_s, u"livelihood"_s,
                                     u"dependant"_s,         u"unavoidable_contact"_s,
                                     u"failed_mediations"_s, u"weapon"_s,
                                     u"self_harm"_s,         u"dv"_s};
    QHash<QString, int> most;
    for (const RuleRow &row : m_rules->table("score"_L1).rows()) {
        const QSet<QString> unknown = row.expression("when"_L1).names().subtract(facts);
        QVERIFY2(unknown.isEmpty(), qPrintable(row.text("factor"_L1) + u' ' + unknown.values().join(u' ')));
        int &points = most[row.text("group"_L1) + u'/' + row.text("factor"_L1)];
        points = std::max(points, row.number("points"_L1));
    }
    QHash<QString, int> groups;
    for (auto it = most.cbegin(); it != most.cend(); ++it)
        groups[it.key().section(u'/', 0, 0)] += it.value();
    const QHash<QString, int> wanted{
        {u"nature"_s, 30}, {u"duration"_s, 20}, {u"intensity"_s, 35}, {u"circumstance"_s, 15}, {u"hard"_s, 0}};
    QCOMPARE(groups, wanted);
}

// ---- guards ----

void TestRuleTables::guards_readWhatTheEngineKnows()
{
    static const QSet<QString> columns{u"role"_s,
                                       u"state"_s,
                                       u"claim"_s,
                                       u"level"_s,
                                       u"suggested_level"_s,
                                       u"danger"_s,
                                       u"dv"_s,
                                       u"dv_present"_s,
                                       u"restricted"_s,
                                       u"tenure"_s,
                                       u"admin_act"_s,
                                       u"minor_involved"_s,
                                       u"conduct"_s,
                                       u"actor_is_handler"_s,
                                       u"workdays_since_assigned"_s,
                                       u"warning_level"_s,
                                       u"warning_open"_s,
                                       u"suggestion_open"_s,
                                       u"level_change"_s,
                                       u"confirmer_clears"_s,
                                       u"review_passed"_s,
                                       u"workdays_since_computed"_s,
                                       u"task_mine"_s,
                                       u"lead"_s,
                                       u"lead_known"_s,
                                       u"lead_called"_s,
                                       u"lead_declined"_s,
                                       u"declines_reached"_s,
                                       u"unit_called"_s,
                                       u"unit_of_matter"_s,
                                       u"others_wait"_s,
                                       u"its_own"_s,
                                       u"whistle_overdue"_s,
                                       u"matter_live"_s,
                                       u"clock_of_matter"_s,
                                       u"clock_runs"_s,
                                       u"clock_reminded"_s,
                                       u"clock_duty"_s,
                                       u"letter_due"_s,
                                       u"red_due"_s,
                                       u"somebody_supervised"_s,
                                       u"whistle_of_matter"_s,
                                       u"reply"_s,
                                       u"matter.restricted"_s,
                                       u"matter.state"_s,
                                       u"matter.lead_unit"_s,
                                       u"top_level"_s,
                                       u"leader_approval"_s,
                                       u"director_approval"_s,
                                       u"rows_performed"_s,
                                       u"rows_followed"_s,
                                       u"rows_cleared"_s,
                                       u"rows_tasks"_s,
                                       u"dossier_missing"_s,
                                       u"leader_led"_s,
                                       u"actor_handled"_s,
                                       u"last_new_risk"_s,
                                       u"open_instalments"_s,
                                       u"med_clock_overdue"_s,
                                       u"form"_s,
                                       u"matter.admin_act"_s,
                                       u"matter.dv_present"_s,
                                       u"matter.dv"_s,
                                       u"matter.danger"_s,
                                       u"extended_clock_overdue"_s,
                                       u"leader_led_open"_s,
                                       u"open_consultation_tasks"_s,
                                       u"outside_area"_s,
                                       u"open_tasks"_s,
                                       u"past_due"_s,
                                       u"matter.tenure"_s,
                                       u"matter.channel"_s,
                                       u"matter.court_delegated"_s,
                                       u"channel"_s,
                                       u"court_delegated"_s,
                                       u"case_summary"_s,
                                       u"leader"_s,
                                       u"team"_s,
                                       u"plan"_s,
                                       u"closing_condition"_s,
                                       u"tier_up"_s,
                                       u"tier_down"_s,
                                       u"original_stands"_s,
                                       u"feedback"_s,
                                       u"actor_handled_event"_s};
    for (const RuleRow &guard : m_rules->table("guards"_L1).rows()) {
        const QSet<QString> fields = fieldNames(guard.text("action"_L1));
        for (const QLatin1StringView column : {"when"_L1, "must"_L1})
            for (const QString &used : guard.expression(column).names()) {
                const bool known =
                    used.startsWith("data."_L1) ? fields.contains(used.sliced(5)) : columns.contains(used);
                QVERIFY2(known, qPrintable(guard.text("guard"_L1) + u": "_s + used));
            }
    }
}

void TestRuleTables::guard_refuses_data()
{
    QTest::addColumn<QString>("guard");
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<bool>("refused");
    const QVariant yes = true;
    const QVariant no = false;
    const auto roles = [](const QString &role) { return QVariant(QStringList{role}); };
    const auto row = [](const char *what, const QString &guard, const QVariantHash &facts, bool refused) {
        QTest::newRow(what) << guard << facts << refused;
    };
    row("orange by DEP is refused", u"level_high_director"_s,
        {{u"data.level"_s, u"orange"_s}, {u"role"_s, roles(u"DEP"_s)}}, true);
    row("silent agreement to red by DEP is refused", u"level_high_director"_s,
        {{u"suggested_level"_s, u"red"_s}, {u"role"_s, roles(u"DEP"_s)}}, true);
    row("orange by DIR is taken", u"level_high_director"_s,
        {{u"data.level"_s, u"orange"_s}, {u"role"_s, roles(u"DIR"_s)}}, false);
    row("yellow by TWN is taken", u"level_high_director"_s,
        {{u"data.level"_s, u"yellow"_s}, {u"role"_s, roles(u"TWN"_s)}}, false);
    row("red assigned by DEP is refused", u"assign_red_director"_s,
        {{u"level"_s, u"red"_s}, {u"role"_s, roles(u"DEP"_s)}}, true);
    row("signing with a conflict is refused", u"sign_conflict"_s, {{u"data.no_conflict"_s, no}}, true);
    row("objection on day 5 is taken", u"object_in_time"_s, {{u"workdays_since_assigned"_s, 5}}, false);
    row("objection on day 6 is refused", u"object_in_time"_s, {{u"workdays_since_assigned"_s, 6}}, true);
    row("mediation in danger is refused", u"mediation_danger"_s, {{u"danger"_s, yes}}, true);
    row("mediation where nobody spoke of danger goes on", u"mediation_danger"_s, {}, false);
    row("mediation of sealed domestic violence is refused", u"mediation_dv_restricted"_s,
        {{u"dv"_s, yes}, {u"restricted"_s, yes}}, true);
    row("mediation of a sealed matter of a minor goes on", u"mediation_dv_restricted"_s,
        {{u"dv"_s, no}, {u"restricted"_s, yes}}, false);
    row("mediation without consent is refused", u"mediation_consent"_s, {{u"data.all_consent"_s, no}}, true);
    row("extension after expiry is refused", u"extend_before_expiry"_s, {{u"med_clock_overdue"_s, yes}}, true);
    row("extension in time is taken", u"extend_before_expiry"_s, {{u"med_clock_overdue"_s, no}}, false);
    row("escalation without an attempt is refused", u"escalate_attempts"_s, {{u"data.attempts"_s, 0}}, true);
    row("escalation that skips a step is refused", u"escalate_ladder"_s,
        {{u"level"_s, u"orange"_s}, {u"data.from_level"_s, u"village"_s}, {u"data.to_level"_s, u"county"_s}}, true);
    row("red may skip a step", u"escalate_ladder"_s,
        {{u"level"_s, u"red"_s}, {u"data.from_level"_s, u"village"_s}, {u"data.to_level"_s, u"county"_s}}, false);
    row("red does not go down", u"escalate_up"_s,
        {{u"level"_s, u"red"_s}, {u"data.from_level"_s, u"county"_s}, {u"data.to_level"_s, u"village"_s}}, true);
    row("tenure is never confirmed by a court", u"agree_confirmation_tenure"_s,
        {{u"tenure"_s, yes}, {u"data.confirmation_eligible"_s, yes}}, true);
    row("personal status is never confirmed by a court", u"agree_confirmation_bar"_s,
        {{u"data.confirmation_eligible"_s, yes}, {u"data.confirmation_bar"_s, u"personal_status"_s}}, true);
    row("the handler does not write off", u"write_off_not_handler"_s, {{u"actor_is_handler"_s, yes}}, true);
    row("an open whistle keeps a matter on the list", u"write_off_tasks"_s, {{u"data.no_open_tasks"_s, no}}, true);
    row("a transferred visit waits for the unit", u"open_visit_feedback"_s, {{u"state"_s, u"V5"_s}}, true);
    row("an answered visit closes", u"open_visit_feedback"_s, {{u"state"_s, u"V3"_s}}, false);
    row("a petition in time is not taken twice", u"petition_in_time"_s, {{u"data.petition_in_time"_s, yes}}, true);
}

void TestRuleTables::guard_refuses()
{
    QFETCH(QString, guard);
    QFETCH(QVariantHash, facts);
    QFETCH(bool, refused);
    const RuleRow *row = m_rules->table("guards"_L1).find(guard);
    QVERIFY2(row, qPrintable(guard));
    const Expression::Lookup lookup = [&facts](const QString &fact) { return facts.value(fact); };
    QCOMPARE(row->expression("when"_L1).matches(lookup) && !row->expression("must"_L1).matches(lookup), refused);
}

// ---- triage, clocks, states, words ----

void TestRuleTables::triage_isInOrderAndEnds()
{
    const QList<RuleRow> &rows = m_rules->table("triage"_L1).rows();
    QCOMPARE(rows.size(), 8);
    for (int i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].number("row"_L1), i + 1);
        QCOMPARE(rows[i].expression("when"_L1).isAlwaysTrue(), i + 1 == rows.size());
        QVERIFY2(m_rules->hasCode(u"route"_s, rows[i].text("route"_L1)), qPrintable(rows[i].text("route"_L1)));
    }
}

void TestRuleTables::triage_takesFirstRow_data()
{
    QTest::addColumn<QVariantHash>("facts");
    QTest::addColumn<int>("row");
    const QVariant yes = true;
    QTest::newRow("danger wins over all")
        << QVariantHash{{u"danger"_s, yes}, {u"admin_act"_s, yes}, {u"level"_s, u"red"_s}} << 1;
    QTest::newRow("C05 violence at home") << QVariantHash{{u"dv_present"_s, yes}, {u"dispute_type"_s, u"01"_s}} << 1;
    QTest::newRow("C08 expropriation decision")
        << QVariantHash{{u"admin_act"_s, yes}, {u"dispute_type"_s, u"08"_s}} << 2;
    QTest::newRow("judgment in force") << QVariantHash{{u"seized_by"_s, u"judgment"_s}} << 3;
    QTest::newRow("nobody seized") << QVariantHash{{u"seized_by"_s, u"none"_s}, {u"dispute_type"_s, u"02"_s}} << 7;
    QTest::newRow("the court that delegates")
        << QVariantHash{{u"seized_by"_s, u"court"_s}, {u"court_delegated"_s, yes}} << 6;
    QTest::newRow("C11 forest boundary") << QVariantHash{{u"tenure"_s, yes}, {u"level"_s, u"red"_s}} << 4;
    QTest::newRow("C06 twelve workers") << QVariantHash{{u"persons_affected"_s, 12}, {u"dispute_type"_s, u"10"_s}} << 5;
    QTest::newRow("500,000 yuan") << QVariantHash{{u"amount"_s, 50'000'000}} << 5;
    QTest::newRow("one fen less") << QVariantHash{{u"amount"_s, 49'999'999}} << 8;
    QTest::newRow("C14 medical") << QVariantHash{{u"dispute_type"_s, u"12"_s}} << 5;
    QTest::newRow("C07 traffic") << QVariantHash{{u"dispute_type"_s, u"13"_s}, {u"amount"_s, 3'200'000}} << 6;
    QTest::newRow("C03 drainage") << QVariantHash{{u"dispute_type"_s, u"02"_s}, {u"persons_affected"_s, 2}} << 7;
    QTest::newRow("property management") << QVariantHash{{u"dispute_type"_s, u"14"_s}} << 8;
    QTest::newRow("nothing said") << QVariantHash() << 8;
}

void TestRuleTables::triage_takesFirstRow()
{
    QFETCH(QVariantHash, facts);
    QFETCH(int, row);
    for (const RuleRow &candidate : m_rules->table("triage"_L1).rows()) {
        if (!candidate.expression("when"_L1).matches([&facts](const QString &fact) { return facts.value(fact); }))
            continue;
        QCOMPARE(candidate.number("row"_L1), row);
        return;
    }
    QFAIL("no row matched");
}

void TestRuleTables::clocks_areStartedByTheirActions()
{
    static const QSet<QString> units{u"calendar_day"_s, u"working_day"_s,      u"month"_s,    u"year"_s, u"hour"_s,
                                     u"minute"_s,       u"working_half_day"_s, u"given_day"_s};
    QHash<QString, QSet<QString>> given; // clock -> fields of the actions that start it
    for (const RuleRow &action : m_rules->table("actions"_L1).rows())
        for (const QString &clock : action.list("clocks"_L1))
            given[clock].unite(fieldNames(action.text("action"_L1)));
    for (const RuleRow &clock : m_rules->table("clocks"_L1).rows()) {
        const QString code = clock.text("clock"_L1);
        QVERIFY2(given.contains(code), qPrintable(code));
        QVERIFY2(units.contains(clock.text("unit"_L1)) && clock.number("length"_L1) > 0, qPrintable(code));
        QSet<QString> names = clock.expression("when"_L1).names();
        for (const QString &from : clock.list("from"_L1))
            names.insert(from);
        for (const QString &used : std::as_const(names))
            if (used.startsWith("data."_L1))
                QVERIFY2(given.value(code).contains(used.sliced(5)), qPrintable(code + u' ' + used));
        // Hours and minutes never roll (民法典 201).
        if (clock.text("unit"_L1) == "hour"_L1)
            QVERIFY2(!clock.flag("rolls"_L1), qPrintable(code));
    }
}

void TestRuleTables::states_areAllReached()
{
    QSet<QString> reached;
    for (const RuleRow &action : m_rules->table("actions"_L1).rows())
        reached.insert(action.text("to"_L1));
    for (const QLatin1StringView imported : {"event_imported_state"_L1, "event_imported_closed_state"_L1})
        reached.insert(m_rules->setting(imported)); // by a batch, not by a step
    for (const RuleRow &state : m_rules->table("states"_L1).rows()) {
        const QString code = state.text("state"_L1);
        QVERIFY2(reached.contains(code), qPrintable(code));
        static const QHash<QChar, QString> machines{
            {u'V', u"visit"_s},       {u'M', u"matter"_s},       {u'K', u"warning"_s},      {u'H', u"whistle"_s},
            {u'S', u"supervision"_s}, {u'L', u"leader_led"_s},   {u'C', u"consultation"_s}, {u'J', u"confirmation"_s},
            {u'R', u"session"_s},     {u'P', u"part"_s},         {u'F', u"attachment"_s},   {u'W', u"document"_s},
            {u'E', u"event"_s},       {u'G', u"area_warning"_s}, {u'Q', u"appraisal"_s},    {u'Y', u"subsidy_sheet"_s},
            {u'N', u"issue"_s}};
        QCOMPARE(state.text("machine"_L1), machines.value(code.front()));
        // M57 stands in stage 5: the digit of the code is the stage.
        QCOMPARE(state.number("stage"_L1), code.startsWith(u'M') ? code.mid(1, 1).toInt() : 0);
    }
}

void TestRuleTables::words_areInBothLanguages()
{
    for (const QLatin1StringView table :
         {"roles"_L1,        "stages"_L1,       "states"_L1,        "permissions"_L1,     "permission_exceptions"_L1,
          "actions"_L1,      "fields"_L1,       "guards"_L1,        "codes"_L1,           "settings"_L1,
          "triage"_L1,       "room_kinds"_L1,   "score"_L1,         "levels"_L1,          "clocks"_L1,
          "subsidy"_L1,      "grid_schemes"_L1, "warning_rules"_L1, "outside_schemes"_L1, "appraisal"_L1,
          "safety_index"_L1, "safety_bands"_L1})
        for (const RuleRow &row : m_rules->table(table).rows()) {
            const QByteArray where = name(u"%1:%2"_s.arg(table).arg(row.line()));
            // A sign such as "%" is the same in both.
            if (row.text("zh"_L1) == row.text("en"_L1) && std::ranges::none_of(row.text("zh"_L1), &isLetter))
                continue;
            QVERIFY2(hasChinese(row.text("zh"_L1)), where.constData());
            QVERIFY2(!row.text("en"_L1).isEmpty() && !hasChinese(row.text("en"_L1)), where.constData());
        }
    for (const RuleRow &row : m_rules->table("fields"_L1).rows())
        QCOMPARE(row.text("hint_zh"_L1).isEmpty(), row.text("hint_en"_L1).isEmpty());
}

void TestRuleTables::settings_haveTheirType()
{
    for (const RuleRow &row : m_rules->table("settings"_L1).rows()) {
        const QString type = row.text("type"_L1);
        bool fits = type == "text"_L1 || type == "code"_L1;
        if (type == "int"_L1)
            row.text("value"_L1).toInt(&fits);
        else if (type == "regex"_L1)
            fits = QRegularExpression(row.text("value"_L1)).isValid();
        QVERIFY2(fits, qPrintable(row.text("setting"_L1)));
    }
}

QTEST_GUILESS_MAIN(TestRuleTables)
#include "tst_rule_tables.moc"
