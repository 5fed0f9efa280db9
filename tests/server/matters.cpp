#include "matters.h"

#include <QDate>

#include <access/entities.h>
#include <mediation/mediation.h>
#include <mediation/outcomes.h>
#include <mediation/oversight.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

Row filledRow(const Entity &entity)
{
    Row row(entity);
    for (const Field &field : entity.fields) {
        if (!field.required)
            continue;
        switch (field.type) {
        case FieldType::Bool:
            row.set(field.name, QVariant(false));
            break;
        case FieldType::Id:
            row.set(field.name, QVariant(QUuid::createUuid()));
            break;
        case FieldType::Date:
            row.set(field.name, QVariant(QDate(2026, 9, 14)));
            break;
        case FieldType::Instant:
            row.set(field.name, Instant{1});
            break;
        case FieldType::Json:
            row.set(field.name, u"{}"_s);
            break;
        case FieldType::Integer:
        case FieldType::Money:
            row.set(field.name, QVariant(1LL));
            break;
        default:
            row.set(field.name, QUuid::createUuid().toString(QUuid::WithoutBraces));
        }
    }
    return row;
}

Dossier openMatter(DeskFile &file, const QString &org, const QString &name, QUuid known, const QString &clerkLogin,
                   const QString &deputyLogin)
{
    const QUuid clerk = file.account(clerkLogin);
    const QUuid deputy = file.account(deputyLogin);
    const auto made = file.write([&](Writer &tx) -> Result<Dossier> {
        QUuid person = known;
        if (person.isNull()) {
            Row row(personEntity());
            row.set("name"_L1, name);
            tx.insert(row);
            person = row.id();
        }
        Row matter = filledRow(matterEntity());
        matter.set("state"_L1, u"M10"_s);
        matter.set("org"_L1, org);
        tx.insert(matter);
        const auto hanging = [&](const Entity &entity, QLatin1StringView field = "matter"_L1) {
            Row row = filledRow(entity);
            row.set(field, QVariant(matter.id()));
            if (entity.field("org"_L1))
                row.set("org"_L1, org);
            return row;
        };
        Row party = hanging(partyEntity());
        party.set("person"_L1, QVariant(person));
        tx.insert(party);
        for (const Entity *entity : {&agreementEntity(), &assessmentEntity()}) {
            Row row = hanging(*entity);
            tx.insert(row);
        }
        Row warning = hanging(warningEntity());
        warning.set("state"_L1, u"K20"_s);
        tx.insert(warning);
        Row clock = hanging(clockEntity(), "subject"_L1);
        clock.set("subject_kind"_L1, u"matter"_s);
        tx.insert(clock);
        Row entry = filledRow(clockEntryEntity());
        entry.set("clock"_L1, QVariant(clock.id()));
        tx.insert(entry);
        const auto begins = [&](const Row &subject, const QString &action, const QString &role, QUuid actor) {
            Row event = filledRow(historyEntity());
            event.set("subject"_L1, QVariant(subject.id()));
            event.set("subject_kind"_L1, QString(subject.entity().name));
            event.set("action"_L1, action);
            event.set("to_state"_L1, subject.text("state"_L1));
            event.set("actor"_L1, QVariant(actor));
            event.set("actor_role"_L1, role);
            tx.insert(event);
        };
        begins(matter, u"register_matter"_s, u"WIN"_s, clerk);
        begins(warning, u"open_warning"_s, u"DEP"_s, deputy);
        return Dossier{matter.id(), person};
    });
    if (!made)
        qWarning("%s", message(made.error()));
    return made.value_or(Dossier{});
}

} // namespace fengqiao
