#include "action_service.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <access/entities.h>
#include <store/blobs.h>

#include "access_module.h"
#include "audit.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 16; // of actions inside actions

struct Actions {
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// What must be the same for a repeat to be a repeat.
QString digestOf(const Actor &actor, const ActionRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(request.action.toUtf8());
    hash.addData(QByteArrayView("\n"));
    hash.addData(actor.id.value.toRfc4122());
    hash.addData(compact(request.data));
    return QString::fromLatin1(hash.result().toHex());
}

Result<std::optional<ActionOutcome>> earlierOutcome(Reader &reader, const QString &key, const QString &digest)
{
    Query found = reader.query(u"SELECT digest, outcome FROM action_key WHERE key = ?"_s, {key});
    if (!found.next())
        return std::nullopt;
    if (found.text(0) != digest)
        return fail(ErrorKind::Conflict, u"action.key_reused"_s,
                    Actions::tr("The key \"%1\" was used before for another action or other data; nothing was done.")
                        .arg(key.left(80)),
                    u"key"_s);
    return ActionOutcome::fromJson(QJsonDocument::fromJson(found.value(1).toByteArray()).object());
}

void storeOutcome(Writer &tx, const QString &key, const QString &digest, const ActionOutcome &outcome)
{
    Row row(actionKeyEntity());
    row.set("key"_L1, key);
    row.set("digest"_L1, digest);
    row.setJson("outcome"_L1, outcome.toJson(key));
    tx.insert(row);
}

// Lists go into a Json column as they are, into others as codes separated by spaces.
void copyField(Row &subject, const CopySpec &copy, const QVariant &value, const QJsonObject &data)
{
    const QJsonValue json = data.value(QLatin1StringView(copy.field));
    if (subject.entity().field(copy.column)->type == FieldType::Json && (json.isArray() || json.isObject()))
        subject.setJson(copy.column, json);
    else if (value.typeId() == QMetaType::QStringList)
        subject.set(copy.column, value.toStringList().join(u' '));
    else
        subject.set(copy.column, value);
}

void writeHistory(ActionContext &context, const ActionSpec &spec, const QString &from, const QString &role,
                  const QJsonObject &data)
{
    const Row &subject = *context.subject;
    qint64 seq = 1;
    if (!spec.makes) {
        Query last = context.tx.query(u"SELECT max(seq) FROM history WHERE subject = ?"_s, {subject.id()});
        if (last.next())
            seq = last.integer(0) + 1;
    }
    Row row(historyEntity());
    row.set("subject_kind"_L1, spec.machine->name);
    row.set("subject"_L1, QVariant(subject.id()));
    if (context.parent)
        row.set("parent"_L1, QVariant(context.parent->id()));
    row.set("seq"_L1, QVariant(seq));
    row.set("transition"_L1, spec.id);
    row.set("action"_L1, spec.name);
    row.set("from_state"_L1, from.isEmpty() ? QVariant() : QVariant(from));
    row.set("to_state"_L1, subject.text("state"_L1));
    row.set("actor"_L1, QVariant(context.actor.id.value));
    row.set("actor_role"_L1, role);
    row.set("at"_L1, context.now());
    row.setJson("data"_L1, data);
    context.tx.insert(row);
}

} // namespace

ActionService::ActionService(QList<Module> modules)
    : m_modules(std::move(modules))
{
    m_modules.prepend(accessModule(*this));
    for (const Module &module : std::as_const(m_modules))
        for (const RecordKind &kind : module.kinds)
            m_kinds.insert(kind.name, &kind);
}

void ActionService::publish(std::shared_ptr<const RuleBundle> bundle)
{
    if (!bundle)
        return;
    const std::lock_guard lock(m_bundlesMutex);
    m_current.store(bundle.get(), std::memory_order_release);
    m_bundles.push_back(std::move(bundle));
}

Result<ActionOutcome> ActionService::perform(Writer &tx, const Actor &actor, const ActionRequest &request)
{
    const RuleBundle &rules = bundle();
    const ActionSpec *spec = rules.find(request.action);
    if (!spec)
        return actionUnknown(request.action);
    if (const auto allowed = checkRole(rules, *spec, actor.roles); !allowed)
        return fail(allowed.error());
    if (request.at)
        tx.setNow(*request.at);
    m_made.clear();
    m_depth = 0;
    auto outcome = performOnce(tx, actor, *spec, request);
    if (!outcome)
        forgetAccounts(); // rolled back: forget what was read from it
    return outcome;
}

Result<ActionOutcome> ActionService::performOnce(Writer &tx, const Actor &actor, const ActionSpec &spec,
                                                 const ActionRequest &request)
{
    if (request.key.isEmpty())
        return runSpec(tx, actor, spec, request.data);
    const QString digest = digestOf(actor, request);
    auto earlier = earlierOutcome(tx, request.key, digest);
    if (!earlier)
        return fail(earlier.error());
    if (*earlier)
        return std::move(**earlier);
    auto outcome = runSpec(tx, actor, spec, request.data);
    if (outcome)
        storeOutcome(tx, request.key, digest, *outcome);
    return outcome;
}

Result<ActionOutcome> ActionService::run(Writer &tx, const Actor &actor, const QString &action, const QJsonObject &data)
{
    const RuleBundle &rules = bundle();
    const ActionSpec *spec = rules.find(action);
    if (!spec)
        return actionUnknown(action);
    if (const auto allowed = checkRole(rules, *spec, actor.roles); !allowed)
        return fail(allowed.error());
    if (m_depth >= maxDepth)
        return fail(ErrorKind::Fault, u"action.too_deep"_s,
                    Actions::tr("The action \"%1\" calls itself without end; nothing was done.").arg(action));
    ++m_depth;
    auto outcome = runSpec(tx, actor, *spec, data);
    --m_depth;
    return outcome;
}

Result<ActionOutcome> ActionService::runSpec(Writer &tx, const Actor &actor, const ActionSpec &spec,
                                             const QJsonObject &data)
{
    const RuleBundle &rules = bundle();
    QStringList files;
    const Resolver resolver = [this, &tx, &files](const QString &kind, const QString &text) -> Result<QUuid> {
        if (kind != "file"_L1)
            return resolve(tx, kind, text);
        if (!findBlob(tx, text))
            return notFound(kind, text);
        files << text;
        return QUuid();
    };
    const auto fields = rules.fields.check(spec.name, spec.subject, spec.id, data, tx.now().localDate(), resolver);
    if (!fields)
        return fail(fields.error());
    ActionContext context(*this, tx, actor, *rules.rules, rules.calendar, *spec.row, *fields);
    auto subject = loadSubject(tx, spec, *fields);
    if (!subject)
        return fail(subject.error());
    if (*subject)
        context.subject = &**subject;
    auto parent = loadParent(tx, spec, *fields, context.subject);
    if (!parent)
        return fail(parent.error());
    if (*parent)
        context.parent = &**parent;
    const auto role = admit(context, spec);
    if (!role)
        return fail(role.error());
    if (spec.handler)
        if (const auto handled = (*spec.handler)(context); !handled)
            return fail(handled.error());
    const QJsonObject checked = fields->toJson();
    if (spec.machine)
        if (const auto moved = transition(context, spec, *role, checked); !moved)
            return fail(moved.error());
    // From here on the contents belong to a record: what no action ever names is an orphan.
    for (const QString &file : std::as_const(files))
        if (!useBlob(tx, file))
            return notFound(u"file"_s, file);
    finish(context, rules, spec, *role, checked);
    return std::move(context.outcome);
}

Result<std::optional<Row>> ActionService::loadSubject(Reader &reader, const ActionSpec &spec, const Fields &data) const
{
    if (!spec.machine || spec.makes)
        return std::nullopt;
    const QByteArray field = spec.machine->name.toLatin1();
    const QUuid id = data.uuid(QLatin1StringView(field));
    if (id.isNull())
        return fail(
            ErrorKind::Invalid, spec.machine->name % u'.' % spec.machine->name % u"_missing",
            Actions::tr("The record that \"%1\" is about must be named (rule %2).").arg(spec.row->word(), spec.id),
            spec.machine->name, spec.id);
    auto row = reader.find(*spec.machine->entity, id);
    if (!row)
        return notFound(spec.machine->name, id.toString(QUuid::WithoutBraces));
    return row;
}

// Records of a machine with a parent name it by a field of its name; the first of them by the action's data.
Result<std::optional<Row>> ActionService::loadParent(Reader &reader, const ActionSpec &spec, const Fields &data,
                                                     const Row *subject) const
{
    if (!spec.parent)
        return std::nullopt;
    const QByteArray field = spec.parent->name.toLatin1();
    const QLatin1StringView name(field);
    const QUuid id = subject ? subject->uuid(name) : data.uuid(name);
    auto row = reader.find(*spec.parent->entity, id);
    if (!row)
        return notFound(spec.parent->name, id.toString(QUuid::WithoutBraces));
    return row;
}

// Scope, seal, state and guards, in this order: whoever may not see a record learns nothing of its state.
Result<QString> ActionService::admit(ActionContext &context, const ActionSpec &spec) const
{
    auto role = roleFor(context, spec);
    if (!role)
        return role;
    if (const auto open = checkRestricted(context, spec); !open)
        return fail(open.error());
    if (context.subject)
        if (const auto possible = checkState(bundle(), spec, *context.subject); !possible)
            return fail(possible.error());
    if (const auto guarded = checkGuards(context, spec); !guarded)
        return fail(guarded.error());
    return role;
}

// What the table alone does: fields with a column, the state, the event; then what modules hang on to every transition.
Result<> ActionService::transition(ActionContext &context, const ActionSpec &spec, const QString &role,
                                   const QJsonObject &data)
{
    if (spec.makes) {
        if (!context.created)
            context.created.emplace(*spec.machine->entity);
        context.subject = &*context.created;
    }
    Row &subject = *context.subject;
    const QString from = spec.makes ? QString() : subject.text("state"_L1);
    for (const CopySpec &copy : spec.copies)
        if (const QLatin1StringView field(copy.field); context.data.has(field))
            copyField(subject, copy, context.data.value(field), data);
    if (!spec.to.isEmpty())
        subject.set("state"_L1, spec.to);
    if (spec.makes && spec.parent) {
        const QByteArray field = spec.parent->name.toLatin1();
        subject.set(QLatin1StringView(field), QVariant(context.parent->id()));
    }
    if (spec.makes && subject.entity().field("org"_L1) && subject.isNull("org"_L1))
        subject.set("org"_L1, context.parent ? context.parent->text("org"_L1) : context.actor.area.digits());
    if (subject.rowid() == 0)
        context.tx.insert(subject);
    else
        context.tx.update(subject);
    if (spec.makes)
        m_made.insert(subject.id());
    if (context.parent)
        context.tx.update(*context.parent);
    writeHistory(context, spec, from, role, data);
    for (const Module &module : std::as_const(m_modules))
        for (const auto &hook : module.afterTransition)
            if (auto done = hook(context); !done)
                return done;
    return {};
}

void ActionService::finish(ActionContext &context, const RuleBundle &rules, const ActionSpec &spec, const QString &role,
                           const QJsonObject &data)
{
    ActionOutcome &outcome = context.outcome;
    if (const Row *subject = context.subject) {
        if (outcome.id.isNull()) {
            outcome.id = subject->id();
            outcome.kind = QString(subject->entity().name);
        }
        if (outcome.id == subject->id()) {
            outcome.state = subject->text("state"_L1);
            if (outcome.number.isEmpty() && subject->entity().field("number"_L1))
                outcome.number = subject->text("number"_L1);
        }
    }
    QJsonObject detail{{u"data"_s, maskedFields(rules.fields.catalogue(), spec.name, data, true, true)},
                       {u"role"_s, role}};
    if (!outcome.state.isEmpty())
        detail.insert(u"state"_s, outcome.state);
    appendAudit(context.tx, {.account = context.actor.id.value,
                             .kind = u"action"_s,
                             .action = spec.name,
                             .subjectKind = context.subject ? spec.machine->name : outcome.kind,
                             .subject = context.subject ? context.subject->id() : outcome.id,
                             .detail = detail});
}

Result<QUuid> ActionService::resolve(Reader &reader, const QString &kindName, const QString &text) const
{
    const RecordKind *record = kind(kindName);
    if (!record)
        return notFound(kindName, text);
    if (text.startsWith(u'$')) {
        Query found = reader.query(u"SELECT outcome FROM action_key WHERE key = ?"_s, {text.sliced(1)});
        if (!found.next())
            return notFound(kindName, text);
        const auto outcome = ActionOutcome::fromJson(QJsonDocument::fromJson(found.value(0).toByteArray()).object());
        if (outcome.kind == record->entity->name)
            return outcome.id;
        // An action on one record that made another one names it among its extras (open_matter: "matter").
        const auto other = QUuid::fromString(outcome.extra.value(kindName).toString());
        if (other.isNull())
            return notFound(kindName, text);
        return other;
    }
    if (const auto id = QUuid::fromString(text); !id.isNull()) {
        if (!reader.find(*record->entity, id))
            return notFound(kindName, text);
        return id;
    }
    if (record->numberField.isEmpty())
        return notFound(kindName, text);
    const auto row = reader.findBy(*record->entity, record->numberField, text);
    if (!row)
        return notFound(kindName, text);
    return row->id();
}

Result<Actor> ActionService::actorByLogin(Reader &reader, const QString &login)
{
    if (const auto it = m_actors.constFind(login); it != m_actors.cend())
        return *it;
    const auto row = reader.findBy(accountEntity(), "login"_L1, login);
    if (!row)
        return fail(ErrorKind::NotFound, u"account.unknown"_s,
                    Actions::tr("There is no account \"%1\" in this file.").arg(login.left(60)), u"account"_s);
    if (row->text("state"_L1) != "active"_L1)
        return fail(ErrorKind::NotPermitted, u"account.disabled"_s,
                    Actions::tr("The account \"%1\" is not active: it was disabled, or nobody approved it yet.")
                        .arg(login.left(60)),
                    u"account"_s);
    Actor actor = actorOf(*row);
    m_actors.insert(login, actor);
    m_actors.insert(actor.id.toString(), actor);
    return actor;
}

Result<Actor> ActionService::actorById(Reader &reader, QUuid id)
{
    if (const auto it = m_actors.constFind(id.toString(QUuid::WithoutBraces)); it != m_actors.cend())
        return *it;
    const auto row = reader.find(accountEntity(), id);
    if (!row)
        return fail(ErrorKind::NotPermitted, u"account.unknown"_s,
                    Actions::tr("The account that is signed in is not in this file any more."));
    return actorByLogin(reader, row->text("login"_L1));
}

Result<ActionOutcome> ActionContext::run(const QString &name, const QJsonObject &fields)
{
    return m_service.run(tx, actor, name, fields);
}

Result<ActionOutcome> ActionContext::runAsSystem(const QString &name, const QJsonObject &fields)
{
    Actor system = actor;
    system.roles = {QString(systemRole)};
    return m_service.run(tx, system, name, fields);
}

} // namespace fengqiao
