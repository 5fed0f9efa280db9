#pragma once

#include <QFuture>
#include <QJsonArray>
#include <QObject>
#include <memory>

#include <access/action.h>
#include <access/module.h>
#include <core/calendar.h>
#include <core/rules.h>
#include <store/store.h>

namespace fengqiao {

struct NewCounty {
    DivisionCode county;
    bool demo = false;
    QString adminLogin = QStringLiteral("admin");
    QString adminName;

    // Demo accounts all get the administrator's password; filled by modules' seeds, slots are made at the end.
    struct SeedAccount {
        QString login;
        QString name;
        QStringList roles;
        QString area;
        QUuid unit;
        QUuid id; // may be given before, so that others can name it
    };

    // Known before the seeds run; their rows exist by then. A seed that needs a unit's id first calls seedAccount().
    QList<SeedAccount> accounts;
};

// The aggregated permission of one actor: the strongest letter of the matrix among the actor's roles.
enum class Grant { None, Proposes, Masked, Own, All };

// A field's full value as JSON, as data of actions and answers of records write it: money in yuan, dates in ISO form.
[[nodiscard]] QJsonValue fieldJson(const Field &field, const Row &row);

// Reading as a person: snapshot, rules and what that person may see. Masking is on unless the person unmasked a record.
class ReadContext {
public:
    Reader &tx;
    const Actor &actor;
    const RuleSet &rules;
    const WorkCalendar &calendar;
    Instant now;

    [[nodiscard]] Grant grant(const QString &permission) const;
    // SQL condition and binds that limit `kind` to what the actor may see: by area prefix (field org), own, or 0.
    [[nodiscard]] QString scopeSql(const RecordKind &kind, QVariantList *binds) const;
    // May this actor see this record at all (restricted matters included)?
    [[nodiscard]] bool maySee(const RecordKind &kind, const Row &row) const;
    // A field's value as this actor may see it: masked by its personal-data class.
    [[nodiscard]] QString masked(const Field &field, const QVariant &value, bool maskNames = false) const;
    // A record's own fields as JSON with codes, words and masks; `record` adds the kind's details and history.
    [[nodiscard]] QJsonObject fields(const RecordKind &kind, const Row &row);
    [[nodiscard]] QJsonObject record(const RecordKind &kind, const Row &row);
    [[nodiscard]] QString accountName(QUuid id);
    // What happened to a record and what belongs to it, oldest first, words beside the codes and personal data masked:
    // {at, seq, kind, subject, transition,
    // action, action_word, from, from_word, to, to_word, actor, actor_name, role, role_word, data}.
    [[nodiscard]] QJsonArray history(QUuid subject, bool maskNames = false);
    [[nodiscard]] bool owns(const RecordKind &kind, const Row &row) const; // "own/assigned" of the matrix
    // True where the actor sees this record only by a letter M of the matrix: names and narratives are masked too.
    [[nodiscard]] bool masksNames(const RecordKind &kind, const Row &row) const;

    // `fields` spares compiling the field table once more where the caller has it; without `schema` references to other
    // records than accounts have no words.
    ReadContext(Reader &reader, const Actor &who, const RuleSet &ruleSet, const WorkCalendar &days, Instant at,
                const FieldRules *fields = nullptr, const Schema *schema = nullptr)
        : tx(reader)
        , actor(who)
        , rules(ruleSet)
        , calendar(days)
        , now(at)
        , m_fields(fields)
        , m_schema(schema)
    {
    }

private:
    [[nodiscard]] QString letters(const QString &permission) const; // of the matrix, for all roles of the actor
    [[nodiscard]] QString areaSql(const Entity &entity, QVariantList *binds) const;
    [[nodiscard]] QString ownSql(const RecordKind &kind, QVariantList *binds) const;
    [[nodiscard]] QString parentSql(const RecordKind &kind, const QString &condition) const;
    [[nodiscard]] QString sealSql(const RecordKind &kind, QVariantList *binds) const;
    [[nodiscard]] bool rowMatches(const RecordKind &kind, const Row &row, const QString &condition,
                                  const QVariantList &binds) const;
    [[nodiscard]] QJsonValue shownJson(const Field &field, const Row &row, bool maskNames) const;
    [[nodiscard]] QString fieldWord(const Field &field, const Row &row);
    [[nodiscard]] QString referenceWord(const Field &field, QUuid id);
    [[nodiscard]] const FieldCatalogue &catalogue();

    QHash<QUuid, QString> m_accountNames;
    QHash<QUuid, QString> m_referenceWords;
    const FieldRules *m_fields = nullptr;
    const Schema *m_schema = nullptr;
    std::shared_ptr<const FieldCatalogue> m_ownCatalogue;
};

// A desk: one county file, opened by one signed-in person. The window, the command line, the importer and the sync
// engine all work through it: `submit` is the one way in, `read` the one way to look.
class Desk : public QObject {
    Q_OBJECT

public:
    struct Setup {
        QString file;
        QList<Module> modules;        // in floor order
        std::shared_ptr<Clock> clock; // SystemClock unless a test says otherwise
    };

    // Makes a county's file: entities, divisions, rule tables, calendar, accounts, seeds; nothing stays if a step
    // fails. Returns the recovery code, to be shown once; in `dataKey` the key of the file, for who fills it at once.
    [[nodiscard]] static Result<QString> create(const Setup &setup, const NewCounty &county, const Secret &password,
                                                Secret *dataKey = nullptr);
    // Opens the file and signs in: store.*, keys.*, "account.disabled", "rules.faulty".
    [[nodiscard]] static Result<std::unique_ptr<Desk>> open(const Setup &setup, const QString &login,
                                                            const Secret &password);
    ~Desk() override;

    [[nodiscard]] const Actor &actor() const;
    [[nodiscard]] const Rules &rules() const;
    [[nodiscard]] const WorkCalendar &calendar() const;
    [[nodiscard]] const FieldRules &fieldRules() const;
    [[nodiscard]] Store &store();
    [[nodiscard]] Instant now() const;
    [[nodiscard]] bool isDemo() const;    // demo or test file: may pretend a time or another person
    [[nodiscard]] QString county() const; // six digits
    [[nodiscard]] const RecordKind *kind(const QString &name) const;
    [[nodiscard]] QList<const RecordKind *> kinds() const;

    [[nodiscard]] QFuture<Result<ActionOutcome>> submit(ActionRequest request);
    // Demo and test files only: as another account of the same file ("access.as_refused" in a production file).
    [[nodiscard]] QFuture<Result<ActionOutcome>> submitAs(const QString &login, ActionRequest request);

    // Actions that this person may take on this record now, in table order, and for the others the reason why not:
    // those of its own machine and those that begin a record belonging to it (a whistle of a matter).
    struct Offer {
        const RuleRow *action = nullptr;
        bool allowed = false;
        QString whyNot;
    };

    [[nodiscard]] QList<Offer> offers(const QString &machine, const Row &row) const;

    // fn: Result<T>(ReadContext &), on a reader thread.
    template <typename F> [[nodiscard]] auto read(F fn) -> QFuture<std::invoke_result_t<F, ReadContext &>>
    {
        return store().read([fn = std::move(fn), this](Reader &reader) {
            ReadContext context(reader, actor(), *rules(), calendar(), now(), &fieldRules(), &store().schema());
            return fn(context);
        });
    }

    // Leaves an audit row that this record was opened, listed, searched or exported (`what`: show, list, search,
    // export).
    void noteRead(const QString &kind, QUuid id, const QString &what, const QString &reason = {});
    // Full value of personal fields of one record; needs pii.unmask and a reason of at least four characters; audited
    // before the answer is given.
    [[nodiscard]] QFuture<Result<QJsonObject>> unmask(const QString &kind, QUuid id, const QString &reason);
    [[nodiscard]] Result<QList<VerifyFault>> verify();

    // Key slots and the account row are changed together: disabled accounts lose their slot. Two persons: what ADM or
    // DIR add is a request without a slot (the password is not used), SEC approves it and gives the first password.
    // While no active SEC exists, ADM makes the first one at once. Codes "account.*", "access.role".
    [[nodiscard]] Result<> addAccount(const QString &login, const QString &name, const QStringList &roles,
                                      const QString &area, const Secret &password);
    [[nodiscard]] Result<> approveAccount(const QString &login, const Secret &password);
    // New roles of an account: applied when SEC approves (approveAccount with an empty password keeps the old one).
    [[nodiscard]] Result<> setRoles(const QString &login, const QStringList &roles, const QString &area = {});
    // One's own, or as SEC anybody's.
    [[nodiscard]] Result<> changePassword(const QString &login, const Secret &password);
    [[nodiscard]] Result<> disableAccount(const QString &login);

Q_SIGNALS:
    void changed(const fengqiao::ChangeSet &changes);

private:
    struct Private;
    explicit Desk(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
