#include "grid_county.h"

#include <grid/board.h>
#include <grid/post_files.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 9, 14);
const QString village = u"620521105203"_s; // 刘崖村
const QString grid = u"620521105203002"_s;

QString message(const Result<ActionOutcome> &result)
{
    return result ? QString() : result.error().code + u": "_s + result.error().message;
}

} // namespace

class tst_grid_posts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void demo_hasNoVacancy();
    void relieve_leavesAVacancy();
    void appoint_fillsIt();
    void appoint_refuses_data();
    void appoint_refuses();
    void severalMembers_workInOneGrid();
    void member_whoLeaves_vacatesEveryPost();
    void endPost_takesItOffTheBoard();
    void contactCard_hasFiveRoles();
    void contactCard_ofLastYear_namesThePredecessor();
    void nameBoard_showsWhatIsPublic();
    void posts_goOnInANewVersion();
    void tree_addsUp();
    void records_areMaskedAndScoped();
    void member_holdsNoMoreThanR14();
    void asset_holdsNoMoreThanR5();
    void table_eachRowIsAnsweredAndAgainAddsNothing();
    void table_endsAPostingAndTellsPeopleApart();
    void table_needsTheRole();

private:
    [[nodiscard]] QList<VacancyLine> board(QDate day = today) const;
    [[nodiscard]] QUuid addPerson(const QString &name, const QString &role, const QJsonObject &more = {});

    [[nodiscard]] QUuid idOf(const QString &code, QDate day = today) const { return m_county->grid(code, day)->id; }

    [[nodiscard]] QString postingIn(const QString &code, const QString &kind) const;
    [[nodiscard]] Result<EventImportReport> importTable(const QString &lines, bool dryRun = false) const;
    [[nodiscard]] QStringList peopleIn(const QString &code, const QString &kind) const; // "name from to"
    Result<ActionOutcome> appointTo(const QString &code, const QString &kind, QUuid member,
                                    const QJsonObject &more = {});

    std::unique_ptr<GridCounty> m_county;
};

void tst_grid_posts::init()
{
    m_county = std::make_unique<GridCounty>();
    QVERIFY2(m_county->desk, qPrintable(m_county->problem));
}

QList<VacancyLine> tst_grid_posts::board(QDate day) const
{
    return m_county->read([day](ReadContext &context) { return vacancies(context, day); });
}

QUuid tst_grid_posts::addPerson(const QString &name, const QString &role, const QJsonObject &more)
{
    QJsonObject data{{u"name"_s, name}, {u"role"_s, role}, {u"division"_s, village}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    const auto added = m_county->act(u"xin"_s, u"add_member"_s, data);
    if (!added)
        qWarning().noquote() << message(added);
    return added ? added->id : QUuid();
}

Result<EventImportReport> tst_grid_posts::importTable(const QString &lines, bool dryRun) const
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"posts.csv"_s));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write((u"网格编码,岗位,姓名,联系电话,任职日期,离任日期\n"_s + lines).toUtf8()) < 0)
        return fail(ErrorKind::Fault, u"test.file"_s, file.errorString());
    file.close();
    EventImportOptions options;
    options.dryRun = dryRun;
    return importPosts(*m_county->desk, file.fileName(), options);
}

QStringList tst_grid_posts::peopleIn(const QString &code, const QString &kind) const
{
    return m_county->read([=](ReadContext &context) {
        QStringList people;
        Query found = context.tx.query(
            u"SELECT coalesce(m.name, '-'), s.from_date, s.to_date FROM grid_post p JOIN grid g ON g.id = p.grid "
            "LEFT JOIN posting s ON s.post = p.id AND s.deleted = 0 LEFT JOIN grid_member m ON m.id = s.member WHERE "
            "g.code = ? AND p.kind = ? AND p.deleted = 0 ORDER BY p.rowid, s.rowid"_s,
            {code, kind});
        while (found.next()) {
            QStringList parts{found.text(0)};
            for (const int column : {1, 2}) {
                if (!found.value(column).isNull())
                    parts << QDate::fromJulianDay(found.integer(column)).toString(Qt::ISODate);
            }
            people << parts.join(u' ');
        }
        return people;
    });
}

QString tst_grid_posts::postingIn(const QString &code, const QString &kind) const
{
    return m_county->read([=](ReadContext &context) {
        Query found = context.tx.query(
            u"SELECT s.id FROM posting s JOIN grid_post p ON p.id = s.post JOIN grid g ON g.id = p.grid WHERE "
            "g.code = ? AND p.kind = ? AND s.to_date IS NULL AND s.deleted = 0"_s,
            {code, kind});
        return found.next() ? idText(found.uuid(0)) : QString();
    });
}

Result<ActionOutcome> tst_grid_posts::appointTo(const QString &code, const QString &kind, QUuid member,
                                                const QJsonObject &more)
{
    QJsonObject data{{u"grid"_s, code}, {u"kind"_s, kind}, {u"member"_s, idText(member)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return m_county->act(u"xin"_s, u"appoint"_s, data);
}

// 1,055 base grids and 1,055 members: no vacancy (features.md Q11).
void tst_grid_posts::demo_hasNoVacancy()
{
    QVERIFY(board().isEmpty());
}

void tst_grid_posts::relieve_leavesAVacancy()
{
    const auto relieved = m_county->act(
        u"xin"_s, u"relieve"_s,
        {{u"posting"_s, postingIn(grid, u"full_time"_s)}, {u"date"_s, u"2026-09-01"_s}, {u"reason"_s, u"调离"_s}});
    QVERIFY2(relieved, qPrintable(message(relieved)));
    const auto lines = board();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].code, grid);
    QCOMPARE(lines[0].kind, u"full_time"_s);
    QCOMPARE(lines[0].kindWord, u"专职网格员"_s);
    QCOMPARE(lines[0].place, u"山门镇 刘崖村民委员会"_s);
    QCOMPARE(lines[0].since, QDate(2026, 9, 1));
    QVERIFY(board(QDate(2026, 8, 31)).isEmpty()); // it was filled then
    QCOMPARE(m_county->act(u"xin"_s, u"relieve"_s, {{u"posting"_s, postingIn(grid, u"leader"_s)}}).error().code,
             u"posting.posting_missing"_s);
}

void tst_grid_posts::appoint_fillsIt()
{
    QVERIFY(m_county->act(u"xin"_s, u"relieve"_s, {{u"posting"_s, postingIn(grid, u"full_time"_s)}}));
    const QUuid person = addPerson(u"测试乙"_s, u"full_time"_s);
    const auto appointed = appointTo(grid, u"full_time"_s, person);
    QVERIFY2(appointed, qPrintable(message(appointed)));
    QVERIFY(board().isEmpty());
    const auto postings = m_county->read([person](ReadContext &context) { return postingsOf(context, person); });
    QCOMPARE(postings.size(), 1);
    QCOMPARE(postings[0].code, grid);
    QCOMPARE(postings[0].from, today);
    QVERIFY(!postings[0].to.isValid());
}

void tst_grid_posts::appoint_refuses_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("to a filled post") << u"filled"_s << u"grid_post.none_vacant"_s;
    QTest::newRow("to a filled post by its id") << u"filled by id"_s << u"grid_post.filled"_s;
    QTest::newRow("before the post began") << u"early"_s << u"posting.outside_post"_s;
    QTest::newRow("who left") << u"left"_s << u"grid_member.left"_s;
    QTest::newRow("in another town") << u"elsewhere"_s << u"access.scope"_s;
    QTest::newRow("nobody said where") << u"nowhere"_s << u"posting.post_missing"_s;
}

void tst_grid_posts::appoint_refuses()
{
    QFETCH(QString, what);
    const QUuid person = addPerson(u"测试丙"_s, u"full_time"_s);
    QJsonObject data{{u"grid"_s, grid}, {u"kind"_s, u"full_time"_s}, {u"member"_s, idText(person)}};
    if (what == "filled by id"_L1 || what == "early"_L1) {
        const QUuid id = idOf(grid);
        const QUuid post = m_county->read([id](ReadContext &context) {
            return context.tx.select(gridPostEntity(), u"grid = ?"_s, {id}).first().id();
        });
        data = {{u"post"_s, idText(post)}, {u"member"_s, idText(person)}};
        if (what == "early"_L1)
            data.insert(u"from"_s, u"2021-12-31"_s);
    } else if (what == "left"_L1) {
        QVERIFY(m_county->act(u"xin"_s, u"set_post"_s, {{u"grid"_s, grid}, {u"kind"_s, u"assistant"_s}}));
        QVERIFY(m_county->act(u"xin"_s, u"end_member"_s, {{u"member"_s, idText(person)}}));
        data.insert(u"kind"_s, u"assistant"_s);
    } else if (what == "elsewhere"_L1) {
        data.insert(u"grid"_s, u"620521100001001"_s);
    } else if (what == "nowhere"_L1) {
        data = {{u"member"_s, idText(person)}};
    }
    const auto appointed = m_county->act(u"xin"_s, u"appoint"_s, data);
    QVERIFY(!appointed);
    QTEST(appointed.error().code, "code");
}

// 铜川 has 1.13 members a grid (features.md T6), 古浪 three kinds of them (G8).
void tst_grid_posts::severalMembers_workInOneGrid()
{
    for (const QString &kind : {u"stability"_s, u"assistant"_s, u"assistant"_s}) {
        QVERIFY(
            m_county->act(u"xin"_s, u"set_post"_s, {{u"grid"_s, grid}, {u"kind"_s, kind}, {u"duties"_s, u"巡查"_s}}));
        const auto appointed = appointTo(grid, kind, addPerson(u"测试"_s + kind, kind));
        QVERIFY2(appointed, qPrintable(message(appointed)));
    }
    QVERIFY(board().isEmpty());
    const QUuid id = idOf(grid);
    QCOMPARE(m_county->read([id](ReadContext &context) { return nameBoard(context, id, today)->people.size(); }),
             4 + 3);
}

void tst_grid_posts::member_whoLeaves_vacatesEveryPost()
{
    const QUuid person = addPerson(u"测试丁"_s, u"assistant"_s);
    for (const QString &code : {grid, u"620521105203003"_s}) {
        QVERIFY(m_county->act(u"xin"_s, u"set_post"_s, {{u"grid"_s, code}, {u"kind"_s, u"assistant"_s}}));
        QVERIFY(appointTo(code, u"assistant"_s, person));
    }
    QVERIFY(board().isEmpty());
    QVERIFY(m_county->act(u"xin"_s, u"end_member"_s, {{u"member"_s, idText(person)}, {u"date"_s, u"2026-10-01"_s}}));
    QVERIFY(board().isEmpty());
    QCOMPARE(board(QDate(2026, 10, 1)).size(), 2);
}

void tst_grid_posts::endPost_takesItOffTheBoard()
{
    QVERIFY(m_county->act(u"xin"_s, u"set_post"_s,
                          {{u"grid"_s, grid}, {u"kind"_s, u"assistant"_s}, {u"from"_s, u"2026-01-01"_s}}));
    const auto lines = board();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].since, QDate(2026, 1, 1));
    QVERIFY(m_county->act(u"xin"_s, u"end_post"_s, {{u"post"_s, idText(lines[0].post)}}));
    QVERIFY(board().isEmpty());
    QCOMPARE(board(today.addDays(-1)).size(), 1);
    QCOMPARE(m_county->act(u"xin"_s, u"end_post"_s, {{u"post"_s, idText(lines[0].post)}}).error().code,
             u"grid_post.date_wrong"_s);
}

void tst_grid_posts::contactCard_hasFiveRoles()
{
    for (const QString &kind : {u"police"_s, u"cadre"_s}) {
        QVERIFY(m_county->act(u"xin"_s, u"set_post"_s, {{u"grid"_s, village}, {u"kind"_s, kind}}));
        QVERIFY(appointTo(village, kind, addPerson(u"测试"_s + kind, kind, {{u"phone"_s, u"09380009002"_s}})));
    }
    const QUuid id = idOf(grid);
    const auto card = m_county->read([id](ReadContext &context) { return contactCard(context, id, today); });
    QStringList lines;
    for (const ContactLine &line : card)
        lines << line.kind + u' ' + (line.name.isEmpty() ? u"-"_s : line.grid);
    QCOMPARE(lines, (QStringList{u"leader 刘崖村"_s, u"full_time 刘崖村第2网格"_s, u"cadre 刘崖村"_s,
                                 u"police 刘崖村"_s, u"building_head -"_s}));
    QCOMPARE(card[0].name, u"癸网格长"_s);
    QCOMPARE(card[3].phone, u"09380009002"_s); // a work phone is there to be called
    // Another town has nothing to do with it.
    QVERIFY(
        m_county
            ->readAs(u"ren"_s,
                     [this](ReadContext &context) { return contactCard(context, idOf(u"620521100001001"_s), today); })
            .isEmpty());
}

void tst_grid_posts::contactCard_ofLastYear_namesThePredecessor()
{
    const QUuid id = idOf(grid);
    const auto nameOn = [&](QDate day) {
        return m_county->read([=](ReadContext &context) {
            const auto card = contactCard(context, id, day);
            return card.value(1).name;
        });
    };
    const QString before = nameOn(today);
    QVERIFY(!before.isEmpty());
    QVERIFY(m_county->act(u"xin"_s, u"relieve"_s, {{u"posting"_s, postingIn(grid, u"full_time"_s)}}));
    QVERIFY(appointTo(grid, u"full_time"_s, addPerson(u"接任者"_s, u"full_time"_s)));
    QCOMPARE(nameOn(today), u"接任者"_s);
    QCOMPARE(nameOn(QDate(2025, 9, 14)), before);
}

void tst_grid_posts::nameBoard_showsWhatIsPublic()
{
    const QUuid id = idOf(grid);
    const auto boardOf = [&] {
        return m_county->read([id](ReadContext &context) { return nameBoard(context, id, today).value(); });
    };
    const NameBoard full = boardOf();
    QCOMPARE(full.grid.code, grid);
    QCOMPARE(full.place, u"山门镇 刘崖村民委员会 刘崖村第2网格"_s);
    QCOMPARE(full.people.size(), 4); // the worker, and the leaders of village, area and town
    QVERIFY(full.people[0].phone.startsWith("0938000"_L1));
    // Whoever does not want to be named in public is not (R14).
    const QUuid person = full.people[0].member;
    QVERIFY(m_county->act(u"xin"_s, u"change_member"_s, {{u"member"_s, idText(person)}, {u"opt_out"_s, true}}));
    const NameBoard rest = boardOf();
    QCOMPARE(rest.people.size(), 3);
    QVERIFY(std::ranges::none_of(rest.people, [person](const ContactLine &line) { return line.member == person; }));
}

// Posts and people go on where the grid does, and both of them join with the grid of any day by id.
void tst_grid_posts::posts_goOnInANewVersion()
{
    const QUuid old = idOf(grid);
    QVERIFY(m_county->act(u"xin"_s, u"rename_grid"_s, {{u"grid"_s, grid}, {u"name"_s, u"刘崖村北片"_s}}));
    const QUuid now = idOf(grid);
    QVERIFY(now != old);
    QVERIFY(board().isEmpty());
    const auto nameOn = [&](QUuid id, QDate day) {
        return m_county->read([=](ReadContext &context) { return contactCard(context, id, day).value(1).name; });
    };
    QCOMPARE(nameOn(now, today), nameOn(old, today.addDays(-1)));
    const auto faults = m_county->desk->verify();
    QVERIFY(faults);
    QVERIFY2(faults->isEmpty(), faults->isEmpty() ? "" : qPrintable(faults->first().message));
    const auto counts = m_county->read([](ReadContext &context) {
        return QList<qint64>{context.tx.count(postingEntity(), u"to_date IS NULL"_s),
                             context.tx.count(postingEntity(), u"1"_s)};
    });
    QCOMPARE(counts, (QList<qint64>{1443, 1444}));
}

void tst_grid_posts::tree_addsUp()
{
    QVERIFY(m_county->act(u"xin"_s, u"relieve"_s, {{u"posting"_s, postingIn(grid, u"full_time"_s)}}));
    const auto tree = m_county->read([](ReadContext &context) { return gridTree(context, today); });
    QCOMPARE(tree.size(), 1 + 19 + 268);
    QCOMPARE(tree[0].division.digits(), u"620521"_s);
    const GridCounts all = tree[0].counts;
    QCOMPARE(all.base, 1055);
    QCOMPARE(all.posts, 1443);
    QCOMPARE(all.vacant, 1);
    QCOMPARE(all.generated, 1443);
    QCOMPARE(all.noBorder, 0);
    QCOMPARE(all.households, 95703);
    QCOMPARE(all.overLimit, 17); // the grids of one community in town
    GridCounts towns;
    GridCounts villages;
    for (const GridBranch &branch : tree) {
        if (branch.division.level() == DivisionLevel::Town)
            towns += branch.counts;
        else if (branch.division.level() == DivisionLevel::Village)
            villages += branch.counts;
    }
    QCOMPARE(towns.base, 1055);
    QCOMPARE(towns.vacant, 1);
    QCOMPARE(villages.base, 1055);
    QCOMPARE(villages.posts, 1055 + 268);
    // A town sees its own.
    const auto own = m_county->readAs(u"xin"_s, [](ReadContext &context) { return gridTree(context, today); });
    QCOMPARE(own.size(), 1 + 17);
    QCOMPARE(own[0].counts.vacant, 1);
    QVERIFY(m_county->readAs(u"xin"_s, [](ReadContext &context) { return gridTree(context, today, u"620521100"_s); })
                .isEmpty());
}

void tst_grid_posts::records_areMaskedAndScoped()
{
    const auto first = [](ReadContext &context) {
        QVariantList binds;
        const QString scope = context.scopeSql(gridMemberKind(), &binds);
        const QList<Row> rows = context.tx.select(gridMemberEntity(), scope + u" ORDER BY rowid"_s, binds);
        return rows.isEmpty() ? QJsonObject()
                              : context.fields(gridMemberKind(), rows.first()).value("fields"_L1).toObject();
    };
    const QJsonObject seen = m_county->read(first);
    QVERIFY2(seen.value("phone"_L1).toString().contains(u'*'), qPrintable(seen.value("phone"_L1).toString()));
    const QJsonObject own = m_county->readAs(u"ren"_s, first);
    QCOMPARE(own.value("org"_L1).toString(), village);
    QVERIFY(m_county->readAs(u"si"_s, first).isEmpty()); // who keeps the accounts does not need the people
}

// R14: name, role, work contact, training, opt-out; and where and whether they work.
void tst_grid_posts::member_holdsNoMoreThanR14()
{
    QStringList fields;
    for (const Field &field : gridMemberEntity().fields)
        fields << field.name;
    QCOMPARE(fields.join(u' '), u"name phone account org role training opt_out active ended_on demo"_s);
}

// R4, R5: a place of its own, no time series, nothing that it shows.
void tst_grid_posts::asset_holdsNoMoreThanR5()
{
    QStringList fields;
    for (const Field &field : assetEntity().fields)
        fields << field.name;
    QCOMPARE(fields.join(u' '), u"kind external_id owner grid org place longitude latitude datum state demo"_s);
    const QJsonObject camera{{u"kind"_s, u"camera_class2"_s},
                             {u"owner"_s, u"公安局"_s},
                             {u"external_id"_s, u"SP-1"_s},
                             {u"grid"_s, grid},
                             {u"state"_s, u"working"_s}};
    const auto added = m_county->act(u"ji"_s, u"add_asset"_s, camera);
    QVERIFY2(added, qPrintable(message(added)));
    QCOMPARE(m_county->act(u"ji"_s, u"add_asset"_s, camera).error().code, u"asset.exists"_s);
    QCOMPARE(m_county
                 ->act(u"ji"_s, u"change_asset"_s,
                       {{u"asset"_s, u"SP-1"_s},
                        {u"longitude"_s, u"206"_s},
                        {u"latitude"_s, u"34"_s},
                        {u"datum"_s, u"wgs84"_s}})
                 .error()
                 .code,
             u"asset.longitude_format"_s);
    QVERIFY(m_county->act(u"ji"_s, u"change_asset"_s, {{u"asset"_s, u"SP-1"_s}, {u"state"_s, u"faulty"_s}}));
    QCOMPARE(
        m_county->act(u"xin"_s, u"change_asset"_s, {{u"asset"_s, u"SP-1"_s}, {u"state"_s, u"working"_s}}).error().code,
        u"access.role"_s);
}

void tst_grid_posts::table_eachRowIsAnsweredAndAgainAddsNothing()
{
    const QString there = peopleIn(grid, u"full_time"_s).value(0);
    QVERIFY(!there.isEmpty());
    QString lines = grid + u",网格辅助员,测试丙,13900000003,2026/9/1,\n"_s;  // 2: a first assistant
    lines += grid + u",assistant,测试丁,,2026年9月3日,\n"_s;                 // 3: and a second
    lines += grid + u",创稳网格员,,,,\n"_s;                                  // 4: a post that nobody fills yet
    lines += grid + u",专职网格员,%1,,,\n"_s.arg(there.section(u' ', 0, 0)); // 5: is there already
    lines += grid + u",专职网格员,测试戊,,,\n"_s;                            // 6: somebody else is in it
    lines += u"620521105203777,网格辅助员,测试戊,,,\n"_s;                    // 7: no such grid
    lines += grid + u",打更人,测试戊,,,\n"_s;                                // 8: no such post
    lines += grid + u",网格辅助员,测试戊,,去年秋天,\n"_s;                    // 9: no date
    lines += grid + u",网格辅助员,测试戊,,2026-09-01,2026-08-01\n"_s;        // 10: ends before it begins
    lines += grid + u",网格辅助员,测试戊,,1999-01-01,\n"_s;                  // 11: before the grid
    lines += grid + u",网格辅助员\n"_s;                                      // 12: half a row
    const auto dry = importTable(lines, true);
    QVERIFY2(dry, dry ? "" : qPrintable(dry.error().message));
    QCOMPARE(dry->added, 3);
    QVERIFY(peopleIn(grid, u"assistant"_s).isEmpty()); // nothing was written
    const auto report = importTable(lines);
    QVERIFY(report);
    QCOMPARE(report->rows, 11);
    QCOMPARE(report->added, 3);
    QCOMPARE(report->known, 1);
    QStringList refused;
    for (const EventRefusal &refusal : report->refusals) {
        refused << u"%1 %2 %3"_s.arg(refusal.line).arg(refusal.field, refusal.code);
        QVERIFY2(refusal.reason.size() > 10, qPrintable(refusal.reason));
    }
    QCOMPARE(refused, (QStringList{u"6 name grid_post.filled"_s, u"7 grid grid.not_found"_s,
                                   u"8 kind import_post.kind_unknown"_s, u"9 from grid_post.from_format"_s,
                                   u"10 to posting.date_wrong"_s, u"11 from grid_post.before_grid"_s,
                                   u"12 姓名 import.cells"_s}));
    QCOMPARE(peopleIn(grid, u"assistant"_s), (QStringList{u"测试丙 2026-09-01"_s, u"测试丁 2026-09-03"_s}));
    QCOMPARE(peopleIn(grid, u"stability"_s), QStringList{u"-"_s});
    QCOMPARE(peopleIn(grid, u"full_time"_s), QStringList{there});
    const auto again = importTable(lines);
    QVERIFY(again);
    QCOMPARE(again->added, 0);
    QCOMPARE(again->known, 4);
    QCOMPARE(peopleIn(grid, u"assistant"_s).size(), 2);
}

void tst_grid_posts::table_endsAPostingAndTellsPeopleApart()
{
    const QString line = grid + u",网格辅助员,测试丙,13900000003,2026-09-01,"_s;
    QCOMPARE(importTable(line + u"\n"_s)->added, 1);
    const QString ended = line + u"2026-09-10\n"_s;
    QCOMPARE(importTable(ended)->added, 1); // the same posting, now with its end
    QCOMPARE(importTable(ended)->known, 1);
    QCOMPARE(peopleIn(grid, u"assistant"_s), QStringList{u"测试丙 2026-09-01 2026-09-10"_s});
    // The post is vacant again; another phone is another person of that name.
    QCOMPARE(importTable(grid + u",网格辅助员,测试丙,13900000004,2026-09-11,\n"_s)->added, 1);
    QCOMPARE(peopleIn(grid, u"assistant"_s), (QStringList{u"测试丙 2026-09-01 2026-09-10"_s, u"测试丙 2026-09-11"_s}));
    const auto unclear = importTable(grid + u",创稳网格员,测试丙,,,\n"_s);
    QCOMPARE(unclear->refusals.value(0).code, u"grid_member.several"_s);
    QCOMPARE(unclear->refusals.value(0).field, u"phone"_s);
    QVERIFY(peopleIn(grid, u"stability"_s).isEmpty());
}

void tst_grid_posts::table_needsTheRole()
{
    const QJsonObject row{{u"grid"_s, grid}, {u"kind"_s, u"assistant"_s}, {u"name"_s, u"测试丙"_s}};
    const QJsonObject data{{u"rows"_s, QJsonArray{row}}};
    QCOMPARE(m_county->act(u"ren"_s, u"import_posts"_s, data).error().kind, ErrorKind::NotPermitted);
    // A town's own officer is held to the town.
    QJsonObject elsewhere = row;
    elsewhere[u"grid"_s] = u"620521100001001"_s;
    const auto answer = m_county->act(u"xin"_s, u"import_posts"_s, {{u"rows"_s, QJsonArray{elsewhere, row}}});
    QVERIFY2(answer, qPrintable(message(answer)));
    QCOMPARE(answer->extra.value("added"_L1).toInt(), 1);
    QCOMPARE(answer->extra.value("refused"_L1).toArray().size(), 1);
    QCOMPARE(answer->extra.value("refused"_L1).toArray().first().toObject().value("code"_L1).toString(),
             u"access.scope"_s);
}

QTEST_GUILESS_MAIN(tst_grid_posts)
#include "tst_grid_posts.moc"
