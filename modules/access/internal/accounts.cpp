#include "accounts.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <core/locale.h>

#include "action_service.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Accounts {
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

constexpr QLatin1StringView guardRoles[] = {"ADM"_L1, "SEC"_L1, "AUD"_L1};

const QString active = u"active"_s;
const QString requested = u"requested"_s;
const QString disabled = u"disabled"_s;

bool isActive(const Row &account)
{
    return account.text("state"_L1) == active;
}

Result<Row> namedAccount(ActionContext &context)
{
    auto row = context.tx.find(accountEntity(), context.data.uuid("account"_L1));
    if (!row)
        return notFound(u"account"_s, context.data.text("account"_L1));
    return std::move(*row);
}

Result<> done(ActionContext &context, const Row &account)
{
    context.outcome.id = account.id();
    context.outcome.kind = u"account"_s;
    context.outcome.number = account.text("login"_L1);
    context.outcome.state = account.text("state"_L1);
    return {};
}

std::unexpected<Error> refuse(const QString &code, const QString &sentence, const QString &field = {})
{
    return fail(ErrorKind::Forbidden, code, sentence, field);
}

// Without a security administrator nobody could approve, without a system administrator nobody could ask.
Result<> checkNotLast(Reader &reader, const Row &account)
{
    for (const QLatin1StringView role : {"ADM"_L1, "SEC"_L1}) {
        if (!rolesOf(account).contains(role))
            continue;
        const auto others = reader.count(accountEntity(), u"state = 'active' AND roles = ? AND id <> ?"_s,
                                         {QString(role), QVariant(account.id())});
        if (others == 0)
            return refuse(u"account.last"_s,
                          Accounts::tr("%1 is the last active account with the role %2; nothing was changed.")
                              .arg(account.text("login"_L1), role));
    }
    return {};
}

QString areaFrom(const ActionContext &context)
{
    const QString area = context.data.text("area"_L1);
    return area.isEmpty() ? context.actor.area.digits() : area;
}

// New roles for somebody who is there already: kept beside the present ones until SEC approves.
Result<> requestRoles(ActionContext &context, Row account, const QStringList &roles)
{
    if (!isActive(account))
        return refuse(
            u"account.exists"_s,
            Accounts::tr("There is an account \"%1\" already; choose another login.").arg(account.text("login"_L1)),
            u"login"_s);
    account.set("pending_roles"_L1, roles.join(u' '));
    if (context.data.has("area"_L1))
        account.set("pending_area"_L1, context.data.text("area"_L1));
    account.set("requested_by"_L1, QVariant(context.actor.id.value));
    context.tx.update(account);
    return done(context, account);
}

Result<> requestAccount(ActionContext &context)
{
    const QString login = context.data.text("login"_L1);
    const QStringList roles = context.data.codes("roles"_L1);
    if (const auto fits = checkLogin(login); !fits)
        return fits;
    if (const auto fits = checkRoles(context.rules, roles); !fits)
        return fits;
    if (auto known = context.tx.findBy(accountEntity(), "login"_L1, login))
        return requestRoles(context, std::move(*known), roles);
    Row account(accountEntity());
    account.set("login"_L1, login);
    account.set("name"_L1, context.data.text("name"_L1));
    account.set("roles"_L1, roles.join(u' '));
    account.set("area"_L1, areaFrom(context));
    if (context.data.has("unit"_L1))
        account.set("unit"_L1, QVariant(context.data.uuid("unit"_L1)));
    account.set("state"_L1, requested);
    account.set("requested_by"_L1, QVariant(context.actor.id.value));
    context.tx.insert(account);
    return done(context, account);
}

void applyPending(Row &account)
{
    if (!account.isNull("pending_roles"_L1))
        account.set("roles"_L1, account.text("pending_roles"_L1));
    if (!account.isNull("pending_area"_L1))
        account.set("area"_L1, account.text("pending_area"_L1));
    account.set("pending_roles"_L1, QVariant());
    account.set("pending_area"_L1, QVariant());
    account.set("state"_L1, active);
}

Result<> approveAccount(ActionContext &context, ActionService &service)
{
    auto account = namedAccount(context);
    if (!account)
        return fail(account.error());
    if (account->text("state"_L1) != requested && account->isNull("pending_roles"_L1))
        return refuse(u"account.nothing_requested"_s,
                      Accounts::tr("Nobody requested anything for \"%1\"; there is nothing to approve.")
                          .arg(account->text("login"_L1)));
    if (account->uuid("requested_by"_L1) == context.actor.id.value)
        return refuse(u"account.two_persons"_s,
                      Accounts::tr("Whoever requested an account may not approve it; nothing was changed."));
    applyPending(*account);
    if (const auto fits = checkRoles(context.rules, rolesOf(*account)); !fits)
        return fits;
    account->set("approved_by"_L1, QVariant(context.actor.id.value));
    context.tx.update(*account);
    service.forgetAccounts();
    return done(context, *account);
}

// SEC alone may take roles away; giving one needs the request of another person.
Result<> setRoles(ActionContext &context, ActionService &service)
{
    auto account = namedAccount(context);
    if (!account)
        return fail(account.error());
    const QStringList roles = context.data.codes("roles"_L1);
    if (const auto fits = checkRoles(context.rules, roles); !fits)
        return fits;
    const QStringList present = rolesOf(*account);
    const auto isPresent = [&present](const QString &role) { return present.contains(role); };
    const QStringList wanted = account->text("pending_roles"_L1).split(u' ', Qt::SkipEmptyParts);
    const bool isRequested =
        QSet<QString>(wanted.cbegin(), wanted.cend()) == QSet<QString>(roles.cbegin(), roles.cend());
    if (!std::ranges::all_of(roles, isPresent) && !isRequested)
        return refuse(u"account.two_persons"_s,
                      Accounts::tr("New roles take two persons: the administrator or the director requests them, the "
                                   "security administrator approves. Nothing was changed."),
                      u"roles"_s);
    if (isActive(*account) && roles != present)
        if (const auto notLast = checkNotLast(context.tx, *account); !notLast)
            return notLast;
    account->set("roles"_L1, roles.join(u' '));
    account->set("pending_roles"_L1, QVariant());
    account->set("approved_by"_L1, QVariant(context.actor.id.value));
    context.tx.update(*account);
    service.forgetAccounts();
    return done(context, *account);
}

Result<> disableAccount(ActionContext &context, ActionService &service)
{
    auto account = namedAccount(context);
    if (!account)
        return fail(account.error());
    if (isActive(*account))
        if (const auto notLast = checkNotLast(context.tx, *account); !notLast)
            return notLast;
    account->set("state"_L1, disabled);
    account->set("pending_roles"_L1, QVariant());
    account->set("pending_area"_L1, QVariant());
    context.tx.update(*account);
    service.forgetAccounts();
    return done(context, *account);
}

} // namespace

Result<> checkLogin(const QString &login)
{
    static const QRegularExpression pattern(u"^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}$"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    if (!pattern.match(login).hasMatch() || login == "recovery"_L1)
        return fail(
            ErrorKind::Invalid, u"account.login_format"_s,
            Accounts::tr("A login has 1 to 40 letters, digits, dots, lines or hyphens and is not \"recovery\"."),
            u"login"_s);
    return {};
}

Result<> checkRoles(const RuleSet &rules, const QStringList &roles)
{
    if (roles.isEmpty())
        return fail(ErrorKind::Invalid, u"account.roles_missing"_s, Accounts::tr("An account needs at least one role."),
                    u"roles"_s);
    for (const QString &role : roles)
        if (!isKnownCode(rules, u"roles"_s, role) || role == systemRole)
            return fail(ErrorKind::Invalid, u"account.roles_unknown"_s,
                        Accounts::tr("There is no role \"%1\".").arg(role.left(40)), u"roles"_s);
    const bool guards =
        std::ranges::any_of(guardRoles, [&roles](QLatin1StringView role) { return roles.contains(role); });
    if (guards && roles.size() > 1)
        return fail(ErrorKind::Forbidden, u"account.separation"_s,
                    Accounts::tr("System administration, security and audit are three separate persons, and none of "
                                 "them handles cases: %1 cannot be one account. Nothing was changed.")
                        .arg(joinedWords(roles)),
                    u"roles"_s);
    return {};
}

bool hasActiveRole(Reader &reader, const QString &role)
{
    return reader.count(accountEntity(), u"state = 'active' AND roles = ?"_s, {role}) > 0;
}

QStringList rolesOf(const Row &account)
{
    return account.text("roles"_L1).split(u' ', Qt::SkipEmptyParts);
}

Actor actorOf(const Row &account)
{
    const QStringList roles = rolesOf(account);
    return Actor{.id = AccountId{account.id()},
                 .login = account.text("login"_L1),
                 .name = account.text("name"_L1),
                 .roles = QSet<QString>(roles.cbegin(), roles.cend()),
                 .area = DivisionCode::parse(account.text("area"_L1)).value_or(DivisionCode{}),
                 .unit = UnitId{account.uuid("unit"_L1)}};
}

Result<QUuid> seedAccount(Writer &tx, const RuleSet &rules, const NewCounty::SeedAccount &account)
{
    if (const auto fits = checkLogin(account.login); !fits)
        return fail(fits.error());
    if (const auto fits = checkRoles(rules, account.roles); !fits)
        return fail(fits.error());
    if (tx.findBy(accountEntity(), "login"_L1, account.login))
        return refuse(u"account.exists"_s,
                      Accounts::tr("There is an account \"%1\" already; choose another login.").arg(account.login),
                      u"login"_s);
    Row row(accountEntity());
    if (!account.id.isNull())
        row.setId(account.id);
    row.set("login"_L1, account.login);
    row.set("name"_L1, account.name.isEmpty() ? account.login : account.name);
    row.set("roles"_L1, account.roles.join(u' '));
    row.set("area"_L1, account.area);
    row.set("unit"_L1, account.unit.isNull() ? QVariant() : QVariant(account.unit));
    row.set("state"_L1, active);
    tx.insert(row);
    return row.id();
}

QHash<QString, ActionHandler> accountHandlers(ActionService &service)
{
    return {
        {u"request_account"_s, requestAccount},
        {u"approve_account"_s, [&service](ActionContext &context) { return approveAccount(context, service); }},
        {u"set_roles"_s, [&service](ActionContext &context) { return setRoles(context, service); }},
        {u"disable_account"_s, [&service](ActionContext &context) { return disableAccount(context, service); }},
    };
}

} // namespace fengqiao
