#include <access/desk.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QMetaMethod>

#include <access/entities.h>

#include "county.h"
#include "desk_private.h"
#include "unmask.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto recoveryLogin = "recovery"_L1;

Result<std::shared_ptr<const RuleBundle>> loadStored(Reader &reader, const QList<Module> &modules)
{
    return makeBundle(storedContents(reader, ruleTableEntity()), storedContents(reader, calendarYearEntity()), modules);
}

// A newer program brings newer tables: they replace those that the county never edited, if all still fit together.
Result<> takeNewerTables(Store &store, const QList<Module> &modules)
{
    const auto rules = shippedRules();
    const auto years = shippedCalendars();
    if (!rules || !years)
        return {}; // a program without its resources still opens a county that carries its own
    const auto wanted = store.read([&](Reader &reader) -> Result<bool> {
        return wantsRefresh(reader, ruleTableEntity(), *rules) || wantsRefresh(reader, calendarYearEntity(), *years);
    });
    const auto answer = wanted.result();
    if (!answer || !*answer)
        return answer ? Result<>() : fail(answer.error());
    const auto refreshed = store.write([&](Writer &tx) -> Result<> {
        const QStringList names =
            refreshBundled(tx, ruleTableEntity(), *rules) + refreshBundled(tx, calendarYearEntity(), *years);
        if (const auto fits = loadStored(tx, modules); !fits)
            return fail(fits.error());
        appendAudit(tx, {.account = {},
                         .kind = u"rules"_s,
                         .action = u"program_update"_s,
                         .subjectKind = {},
                         .subject = {},
                         .detail = {{u"tables"_s, names.join(u' ')}}});
        return {};
    });
    // Tables that the county edited may refer to what is gone: then its own set goes on as it was.
    const auto done = refreshed.result();
    return done || done.error().code == "rules.faulty"_L1 ? Result<>() : done;
}

// Whoever opened with the recovery code acts as the first administrator, to set a new password.
Result<Actor> signIn(ActionService &service, Writer &tx, const QString &login, int failuresBefore)
{
    QString name = login;
    if (login == recoveryLogin) {
        const auto administrators =
            tx.select(accountEntity(), u"state = 'active' AND roles = 'ADM' ORDER BY rowid LIMIT 1"_s);
        if (!administrators.isEmpty())
            name = administrators.first().text("login"_L1);
    }
    auto actor = service.actorByLogin(tx, name);
    if (!actor)
        return actor;
    QJsonObject detail{{u"failed_before"_s, failuresBefore}};
    if (name != login)
        detail.insert(u"recovery"_s, true);
    appendAudit(tx, {.account = actor->id.value,
                     .kind = u"sign_in"_s,
                     .action = u"sign_in"_s,
                     .subjectKind = u"account"_s,
                     .subject = actor->id.value,
                     .detail = detail});
    return actor;
}

QFuture<Result<ActionOutcome>> refused(const QString &code, const QString &sentence)
{
    return QtFuture::makeReadyValueFuture(Result<ActionOutcome>(fail(ErrorKind::NotPermitted, code, sentence)));
}

} // namespace

Schema schemaOf(const QList<Module> &modules)
{
    Schema schema;
    for (const Module &module : modules) {
        schema.entities += module.entities;
        schema.migrations += module.migrations;
    }
    return schema;
}

std::shared_ptr<Clock> clockOf(const Desk::Setup &setup)
{
    return setup.clock ? setup.clock : std::make_shared<SystemClock>();
}

Result<std::unique_ptr<Desk>> Desk::open(const Setup &setup, const QString &login, const Secret &password)
{
    if (!QFileInfo::exists(setup.file))
        return fail(ErrorKind::Unopenable, u"store.missing"_s,
                    tr("There is no file %1. Check the name and the folder.").arg(QFileInfo(setup.file).fileName()));
    auto d = std::make_unique<Private>(setup.file, clockOf(setup), setup.modules);
    auto slotFile = KeySlots::load(setup.file);
    if (!slotFile)
        return fail(slotFile.error());
    const int failuresBefore = slotFile->failures(login);
    auto key = slotFile->open(login, password, d->clock->now());
    if (!key)
        return fail(key.error());
    d->key = std::move(*key);
    auto store = Store::open(setup.file, d->key, schemaOf(d->service.modules()), d->clock);
    if (!store)
        return fail(store.error());
    d->store = std::move(*store);
    if (const auto taken = takeNewerTables(*d->store, d->service.modules()); !taken)
        return fail(taken.error());
    const auto bundle =
        d->store->read([&service = d->service](Reader &reader) { return loadStored(reader, service.modules()); })
            .result();
    if (!bundle)
        return fail(bundle.error());
    d->service.publish(*bundle);
    const auto actor = d->store
                           ->write([&service = d->service, login, failuresBefore](Writer &tx) {
                               return signIn(service, tx, login, failuresBefore);
                           })
                           .result();
    if (!actor)
        return fail(actor.error());
    d->actor = *actor;
    std::unique_ptr<Desk> desk(new Desk(std::move(d)));
    for (const Module &module : desk->d->service.modules())
        for (const auto &companion : module.companions)
            desk->d->companions.push_back(companion(*desk));
    return desk;
}

Desk::Desk(std::unique_ptr<Private> data)
    : d(std::move(data))
{
    // Emitted on the writer thread; passed on only if somebody listens, so that a command line without an event loop
    // does not pile up what nobody will read.
    connect(
        d->store.get(), &Store::committed, this,
        [this](const ChangeSet &changes) {
            if (isSignalConnected(QMetaMethod::fromSignal(&Desk::changed)))
                QMetaObject::invokeMethod(this, [this, changes] { Q_EMIT changed(changes); }, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
}

Desk::~Desk() = default;

const Actor &Desk::actor() const
{
    return d->actor;
}

const Rules &Desk::rules() const
{
    return d->service.bundle().rules;
}

const WorkCalendar &Desk::calendar() const
{
    return d->service.bundle().calendar;
}

const FieldRules &Desk::fieldRules() const
{
    return d->service.bundle().fields;
}

Store &Desk::store()
{
    return *d->store;
}

Instant Desk::now() const
{
    return d->clock->now();
}

bool Desk::isDemo() const
{
    return d->store->identity().kind != "production"_L1;
}

QString Desk::county() const
{
    return d->store->identity().centre;
}

const RecordKind *Desk::kind(const QString &name) const
{
    return d->service.kind(name);
}

QList<const RecordKind *> Desk::kinds() const
{
    QList<const RecordKind *> kinds;
    for (const Module &module : d->service.modules())
        for (const RecordKind &kind : module.kinds)
            kinds << &kind;
    return kinds;
}

namespace {

// Who tried what without the right to it, on which record and which rule stood against it.
std::optional<AuditEntry> refusalOf(const ActionService &service, Reader &reader, const Actor &actor,
                                    const ActionRequest &request, const Error &error)
{
    if (error.kind != ErrorKind::NotPermitted || !error.code.startsWith("access."_L1))
        return std::nullopt;
    AuditEntry entry{.account = actor.id.value,
                     .kind = u"refused"_s,
                     .action = request.action,
                     .subjectKind = {},
                     .subject = {},
                     .detail = {{u"code"_s, error.code}, {u"rule"_s, error.rule}}};
    const ActionSpec *spec = service.bundle().find(request.action);
    for (const Machine *machine : {spec ? spec->machine : nullptr, spec ? spec->parent : nullptr}) {
        if (!machine || !entry.subject.isNull())
            continue;
        if (const auto id = service.resolve(reader, machine->name, request.data.value(machine->name).toString())) {
            entry.subjectKind = machine->name;
            entry.subject = *id;
        }
    }
    return entry;
}

} // namespace

Result<ActionOutcome> Desk::Private::perform(Writer &tx, const QString &login, const ActionRequest &request,
                                             Attempt &attempt)
{
    const auto who = login.isEmpty() ? current(tx) : service.actorByLogin(tx, login);
    if (!who)
        return fail(who.error());
    auto outcome = service.perform(tx, *who, request);
    auto proposed = service.takeProposed();
    if (request.dryRun && outcome) {
        // A dry run is the action itself, refused at the end: every row is taken back, the answer is kept.
        attempt.tried = std::move(*outcome);
        service.forgetAccounts();
        return fail(ErrorKind::Forbidden, u"action.dry_run"_s, {});
    }
    if (outcome)
        attempt.rules = std::move(proposed);
    else if (!request.dryRun)
        attempt.refused = refusalOf(service, tx, *who, request, outcome.error());
    return outcome;
}

QFuture<Result<ActionOutcome>> Desk::Private::post(const QString &login, ActionRequest request)
{
    using Answer = Result<ActionOutcome>;
    const auto attempt = std::make_shared<Attempt>();
    const auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto at = request.at;
    auto performed = store->write([this, login, attempt, request = std::move(request)](Writer &tx) {
        return perform(tx, login, request, *attempt);
    });
    const auto finish = [promise](const Answer &answer) {
        promise->addResult(answer);
        promise->finish();
    };
    // On the writer thread, after the commit or the rollback.
    const auto concluded = performed.then(QtFuture::Launch::Sync, [this, attempt, at, finish](const Answer &answer) {
        if (answer && attempt->rules)
            service.publish(attempt->rules);
        if (!attempt->refused)
            return finish(attempt->tried ? Answer(std::move(*attempt->tried)) : answer);
        // The refused action was rolled back with all it wrote: what is known of it is written by itself.
        auto noted = store->write([attempt, at](Writer &tx) -> Result<> {
            if (at)
                tx.setNow(*at);
            appendAudit(tx, *attempt->refused);
            return {};
        });
        const auto told = noted.then(QtFuture::Launch::Sync, [finish, answer](const Result<> &) { finish(answer); });
        Q_UNUSED(told)
    });
    Q_UNUSED(concluded)
    return promise->future();
}

QFuture<Result<ActionOutcome>> Desk::submit(ActionRequest request)
{
    if (request.at && !isDemo())
        return refused(u"access.at_refused"_s,
                       tr("Only a demo or test file may pretend another time; nothing was done."));
    return d->post({}, std::move(request));
}

QFuture<Result<ActionOutcome>> Desk::submitAs(const QString &login, ActionRequest request)
{
    if (!isDemo())
        return refused(u"access.as_refused"_s,
                       tr("Only in a demo or test file may one person act as another; nothing was done."));
    return d->post(login, std::move(request));
}

QList<Desk::Offer> Desk::offers(const QString &machine, const Row &row) const
{
    const RuleBundle &bundle = d->service.bundle();
    QList<Offer> offers;
    for (const RuleRow &action : bundle.rules->table("actions"_L1).rows()) {
        const ActionSpec *spec = bundle.find(action.text("action"_L1));
        if (!spec || !spec->machine)
            continue;
        const bool begins = spec->makes && spec->machine->parent == machine;
        if (!begins && (spec->makes || spec->machine->name != machine))
            continue;
        Offer offer{&action, true, {}};
        auto possible = checkRole(bundle, *spec, d->actor.roles);
        if (possible && !begins)
            possible = checkState(bundle, *spec, row);
        if (!possible) {
            offer.allowed = false;
            offer.whyNot = possible.error().message;
        }
        offers << offer;
    }
    return offers;
}

void Desk::noteRead(const QString &kind, QUuid id, const QString &what, const QString &reason)
{
    QJsonObject detail;
    if (!reason.isEmpty())
        detail.insert(u"reason"_s, reason);
    const auto written = d->store->write([account = d->actor.id.value, kind, id, what, detail](Writer &tx) -> Result<> {
        appendAudit(tx, {.account = account,
                         .kind = what == "export"_L1 ? u"export"_s : u"read"_s,
                         .action = what.isEmpty() ? u"read"_s : what,
                         .subjectKind = kind,
                         .subject = id,
                         .detail = detail});
        return {};
    });
    Q_UNUSED(written)
}

QFuture<Result<QJsonObject>> Desk::unmask(const QString &kind, QUuid id, const QString &reason)
{
    return d->store->write([this, kind, id, reason](Writer &tx) -> Result<QJsonObject> {
        const auto who = d->current(tx);
        if (!who)
            return fail(who.error());
        return unmaskRecord(d->service, tx, *who, kind, id, reason);
    });
}

} // namespace fengqiao
