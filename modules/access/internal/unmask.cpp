#include "unmask.h"

#include <QCoreApplication>

#include "audit.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Unmask {
    Q_DECLARE_TR_FUNCTIONS(Unmask)
};

// The right to unmask by the matrix: A in the area, O one's own records.
bool mayUnmask(const ReadContext &context, const RecordKind &kind, const Row &row)
{
    switch (context.grant(u"pii.unmask"_s)) {
    case Grant::All:
        return context.maySee(kind, row);
    case Grant::Own:
        return context.maySee(kind, row) && context.owns(kind, row);
    default:
        return false;
    }
}

QJsonObject personalValues(const Row &row)
{
    QJsonObject values;
    for (const Field &field : row.entity().fields) {
        const QVariant &value = row.value(field.name);
        if (field.personal == Personal::No || value.isNull())
            continue;
        values.insert(field.name, field.type == FieldType::Date ? QJsonValue(value.toDate().toString(Qt::ISODate))
                                                                : QJsonValue(value.toString()));
    }
    return values;
}

} // namespace

Result<QJsonObject> unmaskRecord(const ActionService &service, Writer &tx, const Actor &actor, const QString &kindName,
                                 QUuid id, const QString &reason)
{
    const RuleBundle &bundle = service.bundle();
    const int shortest = bundle.rules->settingNumber("unmask_reason_min"_L1);
    if (reason.trimmed().size() < shortest)
        return fail(
            ErrorKind::Invalid, u"unmask.reason_short"_s,
            Unmask::tr("Say in at least %1 characters why the full data is needed; nothing was shown.").arg(shortest),
            u"reason"_s);
    const RecordKind *kind = service.kind(kindName);
    const auto row = kind ? tx.find(*kind->entity, id) : std::nullopt;
    if (!row)
        return notFound(kindName, id.toString(QUuid::WithoutBraces));
    const ReadContext context(tx, actor, *bundle.rules, bundle.calendar, tx.now(), &bundle.fields);
    if (!mayUnmask(context, *kind, *row))
        return fail(ErrorKind::NotPermitted, u"access.unmask"_s,
                    Unmask::tr("You may not see the full personal data of this record; nothing was shown."));
    appendAudit(tx, {.account = actor.id.value,
                     .kind = u"unmask"_s,
                     .action = u"unmask"_s,
                     .subjectKind = kindName,
                     .subject = id,
                     .detail = {{u"reason"_s, reason.trimmed()}}});
    return personalValues(*row);
}

} // namespace fengqiao
