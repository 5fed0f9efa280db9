#include "county.h"

#include <QFile>
#include <QFileInfo>

#include <access/entities.h>

#include "audit.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Fictitious staff guard nothing: seventeen slots at full cost would only make the demo slow to set up.
constexpr SlotCost demoCost{8 * 1024, 1};

// Takes away what was made if a step fails: nobody finds half a county.
class HalfMade {
public:
    explicit HalfMade(QString file)
        : m_file(std::move(file))
    {
    }

    ~HalfMade()
    {
        if (!m_armed)
            return;
        for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1, ".lock"_L1})
            QFile::remove(m_file % suffix);
        QFile::remove(KeySlots::pathFor(m_file));
    }

    HalfMade(const HalfMade &) = delete;
    HalfMade &operator=(const HalfMade &) = delete;

    void arm(bool armed) { m_armed = armed; } // once the file is ours

private:
    QString m_file;
    bool m_armed = false;
};

Result<> checkPlace(const Desk::Setup &setup, const NewCounty &county)
{
    if (county.county.isNull() || county.county.level() != DivisionLevel::County)
        return fail(
            ErrorKind::Invalid, u"county.code"_s,
            Desk::tr("\"%1\" is not the six-digit code of a county; nothing was made.").arg(county.county.digits()),
            u"county"_s);
    for (const QString &path : {setup.file, KeySlots::pathFor(setup.file)})
        if (QFileInfo::exists(path))
            return fail(ErrorKind::Conflict, u"store.exists"_s,
                        Desk::tr("%1 exists already and was not touched. Choose another name.")
                            .arg(QFileInfo(path).fileName()));
    return {};
}

struct Shipped {
    Contents rules;
    Contents calendars;
    std::shared_ptr<const RuleBundle> bundle;
};

Result<Shipped> loadShipped(const QList<Module> &modules)
{
    auto rules = shippedRules();
    if (!rules)
        return fail(rules.error());
    auto calendars = shippedCalendars();
    if (!calendars)
        return fail(calendars.error());
    auto bundle = makeBundle(*rules, *calendars, modules);
    if (!bundle)
        return fail(bundle.error());
    return Shipped{std::move(*rules), std::move(*calendars), std::move(*bundle)};
}

Result<> seedAccounts(Writer &tx, const RuleSet &rules, const NewCounty &county)
{
    const QString area = county.county.digits();
    const auto admin = seedAccount(tx, rules,
                                   {.login = county.adminLogin,
                                    .name = county.adminName,
                                    .roles = {u"ADM"_s},
                                    .area = area,
                                    .unit = {},
                                    .id = {}});
    if (!admin)
        return fail(admin.error());
    for (NewCounty::SeedAccount account : county.accounts) {
        if (account.area.isEmpty())
            account.area = area;
        if (const auto made = seedAccount(tx, rules, account); !made)
            return fail(made.error());
    }
    appendAudit(tx, {.account = *admin,
                     .kind = u"county"_s,
                     .action = u"create"_s,
                     .subjectKind = {},
                     .subject = {},
                     .detail = {{u"county"_s, area}, {u"demo"_s, county.demo}}});
    return {};
}

// Everything a new county needs, in one transaction; gives the logins that get a key slot.
Result<QStringList> fill(Writer &tx, const Shipped &shipped, const QList<Module> &modules, const NewCounty &county)
{
    for (auto it = shipped.rules.cbegin(); it != shipped.rules.cend(); ++it)
        storeContent(tx, ruleTableEntity(), it.key(), it.value(), true);
    for (auto it = shipped.calendars.cbegin(); it != shipped.calendars.cend(); ++it)
        storeContent(tx, calendarYearEntity(), it.key(), it.value(), true);
    const RuleSet &rules = *shipped.bundle->rules;
    if (const auto seeded = seedAccounts(tx, rules, county); !seeded)
        return fail(seeded.error());
    for (const Module &module : modules)
        if (module.seed)
            if (const auto seeded = module.seed(tx, rules, county); !seeded)
                return fail(seeded.error());
    QStringList logins;
    for (const Row &account : tx.select(accountEntity(), u"state = 'active' ORDER BY rowid"_s))
        if (county.demo || account.text("login"_L1) == county.adminLogin)
            logins << account.text("login"_L1);
    return logins;
}

} // namespace

Result<QString> Desk::create(const Setup &setup, const NewCounty &county, const Secret &password, Secret *dataKey)
{
    if (const auto free = checkPlace(setup, county); !free)
        return fail(free.error());
    const ActionService service(setup.modules);
    auto shipped = loadShipped(service.modules());
    if (!shipped)
        return fail(shipped.error());
    const Secret key = randomKey();
    KeySlots keys = KeySlots::createFor(setup.file);
    if (const auto made = keys.set(county.adminLogin, password, key); !made) // a short password shows before all work
        return fail(made.error());

    HalfMade halfMade(setup.file); // before the store, so that the file is closed when it goes
    auto store =
        Store::create(setup.file, key, schemaOf(service.modules()),
                      {.centre = county.county.digits(), .desk = 1, .kind = county.demo ? u"demo"_s : u"production"_s},
                      clockOf(setup));
    if (!store)
        return fail(store.error());
    halfMade.arm(true);
    const auto logins =
        (*store)->write([&](Writer &tx) { return fill(tx, *shipped, service.modules(), county); }).result();
    if (!logins)
        return fail(logins.error());
    for (const QString &login : *logins)
        if (login != county.adminLogin)
            if (const auto made = keys.set(login, password, key, demoCost); !made)
                return fail(made.error());
    auto recovery = keys.makeRecovery(key);
    if (!recovery)
        return fail(recovery.error());
    if (const auto saved = keys.save(); !saved)
        return fail(saved.error());
    halfMade.arm(false);
    if (dataKey)
        *dataKey = key.clone();
    return *recovery;
}

} // namespace fengqiao
