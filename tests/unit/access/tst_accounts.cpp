// Accounts: two persons, separation of duties, key slots, lock-out.
#include "access_fixture.h"

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

QString codeOf(const Result<> &result)
{
    return result ? u"ok"_s : result.error().code;
}

Secret newPassword()
{
    return Secret("another long phrase"_ba);
}

} // namespace

class TestAccounts : public QObject {
    Q_OBJECT

private:
    County m_county;

    QString signIn(const QString &file, const QString &login, const Secret &secret)
    {
        const auto desk = Desk::open(m_county.setup(file), login, secret);
        return desk ? u"ok"_s : desk.error().code;
    }

    // A real county: only its administrator is there.
    QString production()
    {
        const QString file = m_county.path(u"real.fengqiao"_s);
        if (!QFile::exists(file)) {
            NewCounty county;
            county.county = *DivisionCode::parse(u"620521"_s);
            county.adminLogin = u"chief"_s;
            if (const auto made = Desk::create(m_county.setup(file), county, password()); !made)
                qFatal("no county: %s", qPrintable(made.error().message));
        }
        return file;
    }

private Q_SLOTS:
    void twoPersons_administratorAsksSecurityApproves();
    void firstSecurityAccount_isMadeByTheAdministratorOnce();
    void separation_isKept_data();
    void separation_isKept();
    void newRoles_needARequestToo();
    void disabledAccount_losesItsSlot();
    void lastGuards_cannotBeDisabled();
    void password_isChangedByOneselfOrSecurity();
    void wrongPasswords_lockTheAccount();
    void recoveryCode_opensAsTheAdministrator();
    void login_isChecked_data();
    void login_isChecked();
};

void TestAccounts::twoPersons_administratorAsksSecurityApproves()
{
    const QString file = m_county.copy();
    {
        const auto desk = m_county.open(file, u"adm"_s);
        QCOMPARE(codeOf(desk->addAccount(u"new"_s, u"新人"_s, {u"WIN"_s}, {}, newPassword())), u"ok"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"new"_s, newPassword())), u"access.role"_s);
    }
    QCOMPARE(signIn(file, u"new"_s, newPassword()), u"keys.wrong"_s); // a request opens nothing
    {
        const auto desk = m_county.open(file, u"sec"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"nobody"_s, newPassword())), u"account.not_found"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"new"_s, Secret("short"_ba))), u"keys.password_short"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"new"_s, newPassword())), u"ok"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"new"_s, newPassword())), u"account.nothing_requested"_s);
    }
    QCOMPARE(signIn(file, u"new"_s, newPassword()), u"ok"_s);
    const auto desk = m_county.open(file, u"win"_s);
    QCOMPARE(codeOf(desk->addAccount(u"other"_s, u"他人"_s, {u"WIN"_s}, {}, newPassword())), u"access.role"_s);
    QVERIFY(desk->verify()->isEmpty());
}

void TestAccounts::firstSecurityAccount_isMadeByTheAdministratorOnce()
{
    const QString file = production();
    {
        auto desk = Desk::open(m_county.setup(file), u"chief"_s, password());
        QVERIFY(desk);
        QVERIFY(!(*desk)->isDemo());
        QCOMPARE(codeOf((*desk)->addAccount(u"guard"_s, u"安全"_s, {u"SEC"_s}, {}, newPassword())), u"ok"_s);
        QCOMPARE(codeOf((*desk)->addAccount(u"guard2"_s, u"安全二"_s, {u"SEC"_s}, {}, newPassword())), u"ok"_s);
        QVERIFY((*desk)->verify()->isEmpty());
        QCOMPARE((*desk)->submitAs(u"guard"_s, {}).result().error().code, u"access.as_refused"_s);
        const auto pretended = (*desk)->submit({u"register_visit"_s, {}, visitData(), m_county.clock->now()}).result();
        QCOMPARE(pretended.error().code, u"access.at_refused"_s);
    }
    QCOMPARE(signIn(file, u"guard"_s, newPassword()), u"ok"_s);
    QCOMPARE(signIn(file, u"guard2"_s, newPassword()), u"keys.wrong"_s); // the second one waits for approval
}

void TestAccounts::separation_isKept_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("code");
    QTest::newRow("case roles together") << QStringList{u"WIN"_s, u"MED"_s} << u"ok"_s;
    QTest::newRow("ADM alone") << QStringList{u"ADM"_s} << u"ok"_s;
    QTest::newRow("ADM and SEC") << QStringList{u"ADM"_s, u"SEC"_s} << u"account.separation"_s;
    QTest::newRow("SEC and AUD") << QStringList{u"SEC"_s, u"AUD"_s} << u"account.separation"_s;
    QTest::newRow("ADM and AUD") << QStringList{u"AUD"_s, u"ADM"_s} << u"account.separation"_s;
    QTest::newRow("ADM and a case role") << QStringList{u"WIN"_s, u"ADM"_s} << u"account.separation"_s;
    QTest::newRow("AUD and a case role") << QStringList{u"AUD"_s, u"INF"_s} << u"account.separation"_s;
    QTest::newRow("unknown role") << QStringList{u"KING"_s} << u"account.roles_unknown"_s;
}

void TestAccounts::separation_isKept()
{
    QFETCH(const QStringList, roles);
    QFETCH(const QString, code);
    const auto desk = m_county.open(u"adm"_s);
    QCOMPARE(codeOf(desk->addAccount(u"new"_s, u"新人"_s, roles, {}, newPassword())), code);
}

void TestAccounts::newRoles_needARequestToo()
{
    const QString file = m_county.copy();
    {
        const auto desk = m_county.open(file, u"sec"_s);
        QCOMPARE(codeOf(desk->setRoles(u"win"_s, {u"WIN"_s, u"DIR"_s})), u"account.two_persons"_s);
        QCOMPARE(codeOf(desk->setRoles(u"win"_s, {u"WIN"_s, u"SEC"_s})), u"account.separation"_s);
    }
    {
        const auto desk = m_county.open(file, u"dir"_s);
        QCOMPARE(codeOf(desk->setRoles(u"win"_s, {u"WIN"_s, u"MED"_s})), u"ok"_s);
    }
    {
        const auto desk = m_county.open(file, u"win"_s);
        QCOMPARE(desk->actor().roles, QSet<QString>{u"WIN"_s}); // not before it is approved
    }
    {
        const auto desk = m_county.open(file, u"sec"_s);
        QCOMPARE(codeOf(desk->approveAccount(u"win"_s, {})), u"ok"_s);
    }
    {
        const auto desk = m_county.open(file, u"win"_s); // the old password still opens
        QCOMPARE(desk->actor().roles, (QSet<QString>{u"WIN"_s, u"MED"_s}));
    }
    const auto desk = m_county.open(file, u"sec"_s);
    QCOMPARE(codeOf(desk->setRoles(u"win"_s, {u"MED"_s})), u"ok"_s); // taking away needs no second person
}

void TestAccounts::disabledAccount_losesItsSlot()
{
    const QString file = m_county.copy();
    {
        const auto desk = m_county.open(file, u"sec"_s);
        QCOMPARE(codeOf(desk->disableAccount(u"win"_s)), u"ok"_s);
    }
    QVERIFY(!KeySlots::load(file)->logins().contains(u"win"_s));
    QCOMPARE(signIn(file, u"win"_s, password()), u"keys.wrong"_s);
    // A slot put back from an older copy of the key file opens the file, but not the county.
    QVERIFY(QFile::remove(KeySlots::pathFor(file)));
    QVERIFY(QFile::copy(KeySlots::pathFor(m_county.copy()), KeySlots::pathFor(file)));
    QCOMPARE(signIn(file, u"win"_s, password()), u"account.disabled"_s);
}

void TestAccounts::lastGuards_cannotBeDisabled()
{
    const auto desk = m_county.open(u"sec"_s);
    QCOMPARE(codeOf(desk->disableAccount(u"sec"_s)), u"account.last"_s);
    QCOMPARE(codeOf(desk->disableAccount(u"adm"_s)), u"ok"_s); // the one from the set-up is still there
    QCOMPARE(codeOf(desk->disableAccount(u"admin"_s)), u"account.last"_s);
}

void TestAccounts::password_isChangedByOneselfOrSecurity()
{
    const QString file = m_county.copy();
    {
        const auto desk = m_county.open(file, u"win"_s);
        QCOMPARE(codeOf(desk->changePassword(u"dir"_s, newPassword())), u"access.role"_s);
        QCOMPARE(codeOf(desk->changePassword(u"win"_s, Secret("short"_ba))), u"keys.password_short"_s);
        QCOMPARE(codeOf(desk->changePassword(u"win"_s, newPassword())), u"ok"_s);
    }
    QCOMPARE(signIn(file, u"win"_s, password()), u"keys.wrong"_s);
    QCOMPARE(signIn(file, u"win"_s, newPassword()), u"ok"_s);
    const auto desk = m_county.open(file, u"sec"_s);
    QCOMPARE(codeOf(desk->changePassword(u"win"_s, password())), u"ok"_s);
    QCOMPARE(codeOf(desk->changePassword(u"nobody"_s, password())), u"account.unknown"_s);
    QVERIFY(desk->verify()->isEmpty());
}

void TestAccounts::wrongPasswords_lockTheAccount()
{
    const QString file = m_county.copy();
    const Instant start = m_county.clock->now();
    for (int i = 1; i < KeySlots::maxFailures; ++i)
        QCOMPARE(signIn(file, u"gw"_s, newPassword()), u"keys.wrong"_s);
    {
        const auto desk = m_county.open(file, u"gw"_s); // in time: says how often it was tried
        const auto detail = desk->store()
                                .read([](Reader &reader) -> Result<QString> {
                                    return reader.select(auditEntity(), u"kind = 'sign_in' ORDER BY seq DESC LIMIT 1"_s)
                                        .first()
                                        .text("detail"_L1);
                                })
                                .result();
        QVERIFY2(detail->contains("\"failed_before\":4"_L1), qPrintable(*detail));
    }
    for (int i = 0; i < KeySlots::maxFailures; ++i)
        signIn(file, u"gw"_s, newPassword());
    QCOMPARE(signIn(file, u"gw"_s, password()), u"keys.locked"_s);
    m_county.clock->set(Instant{start.ms + KeySlots::lockMs + 1});
    const QString later = signIn(file, u"gw"_s, password());
    m_county.clock->set(start);
    QCOMPARE(later, u"ok"_s);
}

void TestAccounts::recoveryCode_opensAsTheAdministrator()
{
    const QString file = m_county.copy();
    {
        auto desk = Desk::open(m_county.setup(file), u"recovery"_s, Secret(m_county.recovery().toUtf8()));
        QVERIFY2(desk, qPrintable(desk ? QString() : desk.error().message));
        QCOMPARE((*desk)->actor().login, u"admin"_s);
        QCOMPARE(codeOf((*desk)->changePassword(u"admin"_s, newPassword())), u"ok"_s);
    }
    QCOMPARE(signIn(file, u"admin"_s, newPassword()), u"ok"_s);
    QCOMPARE(signIn(file, u"recovery"_s, Secret("AAAA-BBBB"_ba)), u"keys.wrong"_s);
}

void TestAccounts::login_isChecked_data()
{
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("code");
    QTest::newRow("letters and digits") << u"zhang.3"_s << u"ok"_s;
    QTest::newRow("Chinese") << u"张三"_s << u"ok"_s;
    QTest::newRow("blank inside") << u"zhang san"_s << u"account.login_format"_s;
    QTest::newRow("path") << u"../x"_s << u"account.login_format"_s;
    QTest::newRow("the recovery slot's name") << u"recovery"_s << u"account.login_format"_s;
    QTest::newRow("taken, with other roles asked for") << u"win"_s << u"ok"_s;
}

void TestAccounts::login_isChecked()
{
    QFETCH(const QString, login);
    QFETCH(const QString, code);
    const auto desk = m_county.open(u"adm"_s);
    QCOMPARE(codeOf(desk->addAccount(login, u"新人"_s, {u"MED"_s}, {}, newPassword())), code);
}

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
