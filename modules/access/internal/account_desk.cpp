// The half of Desk that changes accounts together with their key slots.
#include <access/entities.h>

#include "accounts.h"
#include "audit.h"
#include "desk_private.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

ActionRequest requestFor(const QString &action, const QJsonObject &data)
{
    return {.action = action, .key = {}, .data = data, .at = {}};
}

// These functions ask for no reason; actions given with one go through Desk::submit.
QString standardReason()
{
    return Desk::tr("Account administration at this desk");
}

Result<> plain(const Result<ActionOutcome> &outcome)
{
    return outcome ? Result<>() : fail(outcome.error());
}

} // namespace

Result<bool> Desk::Private::hasActive(const QString &role)
{
    return store->read([role](Reader &reader) -> Result<bool> { return hasActiveRole(reader, role); }).result();
}

Result<> Desk::Private::putSlot(const QString &login, const Secret &password)
{
    auto keys = KeySlots::load(file);
    if (!keys)
        return fail(keys.error());
    if (auto made = keys->set(login, password, key); !made)
        return made;
    return keys->save();
}

void Desk::Private::audit(const QString &action, const QString &login)
{
    const auto written = store
                             ->write([account = actor.id.value, action, login](Writer &tx) -> Result<> {
                                 const auto row = tx.findBy(accountEntity(), "login"_L1, login);
                                 appendAudit(tx, {.account = account,
                                                  .kind = u"account"_s,
                                                  .action = action,
                                                  .subjectKind = u"account"_s,
                                                  .subject = row ? row->id() : QUuid(),
                                                  .detail = {{u"login"_s, login}}});
                                 return {};
                             })
                             .result();
    Q_UNUSED(written)
}

// The one exception to two persons: before there is anybody to approve.
Result<> Desk::Private::makeFirstSecurityAccount(const NewCounty::SeedAccount &account, const Secret &password)
{
    auto keys = KeySlots::load(file);
    if (!keys)
        return fail(keys.error());
    if (auto made = keys->set(account.login, password, key); !made) // checks the password before anything is written
        return made;
    const auto made =
        store
            ->write([this, account](Writer &tx) -> Result<QUuid> {
                const auto who = current(tx);
                if (!who)
                    return fail(who.error());
                if (!who->is("ADM"_L1) || hasActiveRole(tx, u"SEC"_s))
                    return fail(ErrorKind::NotPermitted, u"account.two_persons"_s,
                                Desk::tr("There is a security administrator already: request the account, "
                                         "and let that person approve it."));
                return seedAccount(tx, *service.bundle().rules, account);
            })
            .result();
    if (!made)
        return fail(made.error());
    audit(u"first_security_administrator"_s, account.login);
    return keys->save();
}

Result<> Desk::addAccount(const QString &login, const QString &name, const QStringList &roles, const QString &area,
                          const Secret &password)
{
    if (d->actor.is("SEC"_L1))
        return approveAccount(login, password);
    if (d->actor.is("ADM"_L1) && roles == QStringList{u"SEC"_s}) {
        const auto guarded = d->hasActive(u"SEC"_s);
        if (!guarded)
            return fail(guarded.error());
        if (!*guarded)
            return d->makeFirstSecurityAccount({.login = login,
                                                .name = name,
                                                .roles = roles,
                                                .area = area.isEmpty() ? county() : area,
                                                .unit = {},
                                                .id = {}},
                                               password);
    }
    QJsonObject data{{u"login"_s, login},
                     {u"name"_s, name},
                     {u"roles"_s, QJsonArray::fromStringList(roles)},
                     {u"reason"_s, standardReason()}};
    if (!area.isEmpty())
        data.insert(u"area"_s, area);
    return plain(submit(requestFor(u"request_account"_s, data)).result());
}

Result<> Desk::approveAccount(const QString &login, const Secret &password)
{
    auto keys = KeySlots::load(d->file);
    if (!keys)
        return fail(keys.error());
    const bool hasSlot = keys->logins().contains(login);
    if (!password.isEmpty() || !hasSlot)
        if (auto made = keys->set(login, password, d->key); !made)
            return made;
    const auto approved = plain(submit(requestFor(u"approve_account"_s, {{u"account"_s, login}})).result());
    return approved ? keys->save() : approved;
}

Result<> Desk::setRoles(const QString &login, const QStringList &roles, const QString &area)
{
    QJsonObject data{{u"roles"_s, QJsonArray::fromStringList(roles)}, {u"reason"_s, standardReason()}};
    if (d->actor.is("SEC"_L1)) {
        data.insert(u"account"_s, login);
        return plain(submit(requestFor(u"set_roles"_s, data)).result());
    }
    const auto name = d->store
                          ->read([login](Reader &reader) -> Result<QString> {
                              const auto row = reader.findBy(accountEntity(), "login"_L1, login);
                              return row ? row->text("name"_L1) : QString();
                          })
                          .result();
    if (!name)
        return fail(name.error());
    if (name->isEmpty())
        return notFound(u"account"_s, login);
    data.insert(u"login"_s, login);
    data.insert(u"name"_s, *name);
    if (!area.isEmpty())
        data.insert(u"area"_s, area);
    return plain(submit(requestFor(u"request_account"_s, data)).result());
}

Result<> Desk::changePassword(const QString &login, const Secret &password)
{
    if (login != d->actor.login && !d->actor.is("SEC"_L1))
        return fail(ErrorKind::NotPermitted, u"access.role"_s,
                    tr("Only the security administrator may set another person's password; nothing was changed."));
    const auto known = d->store
                           ->write([this, login](Writer &tx) -> Result<> {
                               const auto who = d->current(tx);
                               if (!who)
                                   return fail(who.error());
                               const auto account = d->service.actorByLogin(tx, login);
                               return account ? Result<>() : fail(account.error());
                           })
                           .result();
    if (!known)
        return known;
    if (auto put = d->putSlot(login, password); !put)
        return put;
    d->audit(u"change_password"_s, login);
    return {};
}

Result<> Desk::disableAccount(const QString &login)
{
    const auto disabled = plain(
        submit(requestFor(u"disable_account"_s, {{u"account"_s, login}, {u"reason"_s, standardReason()}})).result());
    if (!disabled)
        return disabled;
    auto keys = KeySlots::load(d->file);
    if (!keys)
        return fail(keys.error());
    if (!keys->logins().contains(login)) // never had a password
        return {};
    if (auto removed = keys->remove(login); !removed)
        return removed;
    return keys->save();
}

} // namespace fengqiao
