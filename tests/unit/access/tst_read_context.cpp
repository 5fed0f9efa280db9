// Who sees what: the matrix by role, areas, sealed records, masks, unmasking.
#include "access_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

class TestReadContext : public QObject {
    Q_OBJECT

private:
    County m_county;
    QString m_file;
    QUuid m_countyMatter; // of the county, made by win
    QUuid m_gridMatter;   // of a village, made by gw
    QUuid m_sealed;       // of the county, made by win, domestic violence

    // The matters of the file that `login` sees, as letters: c county, g grid, s sealed.
    QString seen(Desk &desk)
    {
        const RecordKind *kind = desk.kind(u"matter"_s);
        return *desk.read([&](ReadContext &context) -> Result<QString> {
                        QString letters;
                        QVariantList binds;
                        const QString scope = context.scopeSql(*kind, &binds);
                        for (const Row &row : context.tx.select(matterEntity(), scope % u" ORDER BY rowid", binds))
                            letters += letterOf(row.id());
                        return letters;
                    })
                    .result();
    }

    [[nodiscard]] QChar letterOf(QUuid id) const
    {
        return id == m_countyMatter ? u'c' : id == m_gridMatter ? u'g' : id == m_sealed ? u's' : u'?';
    }

    QJsonObject record(Desk &desk, const QString &kindName, QUuid id)
    {
        const RecordKind *kind = desk.kind(kindName);
        return *desk.read([&](ReadContext &context) -> Result<QJsonObject> {
                        return context.record(*kind, *context.tx.find(*kind->entity, id));
                    })
                    .result();
    }

private Q_SLOTS:
    void initTestCase();
    void scope_followsTheMatrix_data();
    void scope_followsTheMatrix();
    void overlay_isSeenWithItsParent_data();
    void overlay_isSeenWithItsParent();
    void auditLog_isForTheAuditor();
    void grant_isTheStrongestLetter();
    void record_masksByClassAndLetter();
    void record_tellsItsHistoryInWords();
    void unmask_needsLetterOwnershipAndReason_data();
    void unmask_needsLetterOwnershipAndReason();
};

void TestReadContext::initTestCase()
{
    m_file = m_county.copy();
    const auto desk = m_county.open(m_file, u"win"_s);
    m_countyMatter = act(*desk, u"win"_s, u"register_matter"_s, matterData())->id;
    m_gridMatter = act(*desk, u"gw"_s, u"register_matter"_s, matterData())->id;
    QJsonObject violence = matterData();
    violence.insert(u"dv"_s, true);
    m_sealed = act(*desk, u"win"_s, u"register_matter"_s, violence)->id;
    for (const QUuid id : {m_countyMatter, m_gridMatter, m_sealed})
        QVERIFY(act(*desk, u"dir"_s, u"open_warning"_s,
                    {{u"matter"_s, id.toString(QUuid::WithoutBraces)},
                     {u"level"_s, u"yellow"_s},
                     {u"reason"_s, u"人数增加"_s}}));
}

void TestReadContext::overlay_isSeenWithItsParent_data()
{
    scope_followsTheMatrix_data();
}

// A warning carries its matter's area, and no seal of its own.
void TestReadContext::overlay_isSeenWithItsParent()
{
    QFETCH(const QString, login);
    QFETCH(const QString, seen);
    const auto desk = m_county.open(m_file, login);
    const RecordKind *kind = desk->kind(u"warning"_s);
    const auto found =
        desk->read([&](ReadContext &context) -> Result<QString> {
                QString letters;
                QVariantList binds;
                const QString scope = context.scopeSql(*kind, &binds);
                for (const Row &row : context.tx.select(warningEntity(), scope % u" ORDER BY rowid", binds)) {
                    letters += letterOf(row.uuid("matter"_L1));
                    if (!context.maySee(*kind, row))
                        letters += u'!';
                }
                return letters;
            })
            .result();
    QCOMPARE(*found, seen);
}

void TestReadContext::scope_followsTheMatrix_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("seen");
    QTest::newRow("director: all, sealed too") << u"dir"_s << u"cgs"_s;
    QTest::newRow("deputy: all but what is sealed and not hers") << u"dep"_s << u"cg"_s;
    QTest::newRow("window: masked, sealed ones never") << u"win"_s << u"cg"_s;
    QTest::newRow("grid worker: own") << u"gw"_s << u"g"_s;
    QTest::newRow("mediator: own") << u"med"_s << QString();
    QTest::newRow("township: its own area") << u"twn"_s << u"g"_s;
    QTest::newRow("system administrator: no case at all") << u"adm"_s << QString();
    QTest::newRow("security administrator: no case at all") << u"sec"_s << QString();
    QTest::newRow("auditor: no case at all") << u"aud"_s << QString();
}

void TestReadContext::scope_followsTheMatrix()
{
    QFETCH(const QString, login);
    QFETCH(const QString, seen);
    const auto desk = m_county.open(m_file, login);
    QCOMPARE(this->seen(*desk), seen);
    const RecordKind *kind = desk->kind(u"matter"_s);
    for (const QUuid id : {m_countyMatter, m_gridMatter, m_sealed}) {
        const bool may = *desk->read([&](ReadContext &context) -> Result<bool> {
                                  return context.maySee(*kind, *context.tx.find(matterEntity(), id));
                              })
                              .result();
        QCOMPARE(may, seen.contains(letterOf(id)));
    }
}

void TestReadContext::auditLog_isForTheAuditor()
{
    const auto rows = [this](const QString &login) {
        const auto desk = m_county.open(m_file, login);
        const RecordKind *kind = desk->kind(u"audit"_s);
        return desk
            ->read([kind](ReadContext &context) -> Result<QList<Row>> {
                QVariantList binds;
                const QString scope = context.scopeSql(*kind, &binds);
                return context.tx.select(auditEntity(), scope, binds);
            })
            .result()
            .value();
    };
    QVERIFY(rows(u"aud"_s).size() > 5);
    const QList<Row> own = rows(u"sec"_s); // O of the matrix: what SEC did, here its own sign-in
    QCOMPARE(own.size(), std::ranges::count(own, u"sign_in"_s, [](const Row &row) { return row.text("kind"_L1); }));
    QVERIFY(!own.isEmpty());
    QCOMPARE(rows(u"dir"_s).size(), 0);
    QCOMPARE(rows(u"adm"_s).size(), 0);
}

void TestReadContext::grant_isTheStrongestLetter()
{
    const auto desk = m_county.open(m_file, u"dep"_s);
    const auto letters = [&](const QSet<QString> &roles, const QString &permission) {
        Actor actor = desk->actor();
        actor.roles = roles;
        return *desk->store()
                    .read([&](Reader &reader) -> Result<Grant> {
                        const ReadContext context(reader, actor, *desk->rules(), desk->calendar(), desk->now());
                        return context.grant(permission);
                    })
                    .result();
    };
    QCOMPARE(letters({u"WIN"_s}, u"matter.read"_s), Grant::Masked);
    QCOMPARE(letters({u"WIN"_s, u"MED"_s}, u"matter.read"_s), Grant::Own);
    QCOMPARE(letters({u"WIN"_s, u"MED"_s, u"DIR"_s}, u"matter.read"_s), Grant::All);
    QCOMPARE(letters({u"DEP"_s}, u"level.confirm_high"_s), Grant::Proposes);
    QCOMPARE(letters({u"ADM"_s}, u"matter.read"_s), Grant::None);
    QCOMPARE(letters({u"DIR"_s}, u"no.such"_s), Grant::None);
}

void TestReadContext::record_masksByClassAndLetter()
{
    QString file = m_county.copy();
    auto desk = m_county.open(file, u"win"_s);
    const QUuid visit = QUuid::fromString(newVisit(*desk));
    const auto written = desk->store()
                             .write([&](Writer &tx) -> Result<> {
                                 Row row = *tx.find(visitEntity(), visit);
                                 row.set("phone"_L1, u"13800005678"_s);
                                 tx.update(row);
                                 return {};
                             })
                             .result();
    QVERIFY(written);
    const QJsonObject fields = record(*desk, u"visit"_s, visit)["fields"_L1].toObject();
    QCOMPARE(fields["phone"_L1].toString(), u"138****5678"_s); // masked for everybody
    QCOMPARE(fields["visitor_name"_L1].toString(), u"张三"_s);
    desk.reset();

    const auto named = [&](const QString &login) {
        const auto open = m_county.open(m_file, login);
        return record(*open, u"matter"_s, m_gridMatter);
    };
    const QJsonObject full = named(u"dir"_s);
    QCOMPARE(full["fields"_L1].toObject()["facts"_L1].toString(), u"两家因排水口发生争执。"_s);
    const QJsonObject masked = named(u"win"_s); // M of the matrix
    const QByteArray text = QJsonDocument(masked).toJson();
    QVERIFY2(!text.contains("争执") && !text.contains("王五"), text.constData());
    QVERIFY(QJsonDocument(full).toJson().contains("王五"));
}

void TestReadContext::record_tellsItsHistoryInWords()
{
    const auto desk = m_county.open(m_file, u"dir"_s);
    const QJsonObject json = record(*desk, u"matter"_s, m_countyMatter);
    QCOMPARE(json["kind"_L1].toString(), u"matter"_s);
    QCOMPARE(json["number"_L1].toString(), u"清综矛〔2026〕0001号"_s);
    QCOMPARE(json["state"_L1].toString(), u"M10"_s);
    QCOMPARE(json["words"_L1].toObject()["creator"_L1].toString(), u"win 测试"_s);
    const QJsonArray history = json["history"_L1].toArray();
    QCOMPARE(history.size(), 2); // registered, and the warning that belongs to it
    const QJsonObject step = history.first().toObject();
    QCOMPARE(step["transition"_L1].toString(), u"B01"_s);
    QCOMPARE(step["actor_name"_L1].toString(), u"win 测试"_s);
    QCOMPARE(step["to"_L1].toString(), u"M10"_s);
    QVERIFY(!step["to_word"_L1].toString().isEmpty());
    QVERIFY(!step["action_word"_L1].toString().isEmpty());
}

void TestReadContext::unmask_needsLetterOwnershipAndReason_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    QTest::newRow("director anywhere") << u"dir"_s << u"matter"_s << u"核对身份"_s << u"ok"_s;
    QTest::newRow("window on its own") << u"win"_s << u"matter"_s << u"核对身份"_s << u"ok"_s;
    QTest::newRow("another window") << u"win2"_s << u"matter"_s << u"核对身份"_s << u"access.unmask"_s;
    QTest::newRow("no letter") << u"inf"_s << u"matter"_s << u"核对身份"_s << u"access.unmask"_s;
    QTest::newRow("administrator") << u"adm"_s << u"matter"_s << u"核对身份"_s << u"access.unmask"_s;
    QTest::newRow("no reason") << u"dir"_s << u"matter"_s << u"  "_s << u"unmask.reason_short"_s;
    QTest::newRow("three characters") << u"dir"_s << u"matter"_s << u"看一下"_s << u"unmask.reason_short"_s;
    QTest::newRow("unknown kind") << u"dir"_s << u"secret"_s << u"核对身份"_s << u"secret.not_found"_s;
}

void TestReadContext::unmask_needsLetterOwnershipAndReason()
{
    QFETCH(const QString, login);
    QFETCH(const QString, kind);
    QFETCH(const QString, reason);
    QFETCH(const QString, code);
    const auto desk = m_county.open(m_file, login);
    const qint64 before = countRows(*desk, auditEntity());
    const auto values = desk->unmask(kind, m_countyMatter, reason).result();
    QCOMPARE(values ? u"ok"_s : values.error().code, code);
    QCOMPARE(countRows(*desk, auditEntity()) - before, values ? 1 : 0);
}

QTEST_GUILESS_MAIN(TestReadContext)
#include "tst_read_context.moc"
