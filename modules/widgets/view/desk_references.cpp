#include <widgets/desk_references.h>

#include <QFuture>

#include <access/choices.h>

namespace fengqiao {

namespace {

ReferenceChoice shown(const RecordChoice &choice)
{
    return {choice.value, choice.label, choice.detail};
}

} // namespace

DeskReferences::DeskReferences(Desk &desk)
    : m_desk(desk)
{
}

QFuture<QList<ReferenceChoice>> DeskReferences::find(const QString &kind, const QString &text)
{
    const RecordKind *record = m_desk.kind(kind);
    if (!record)
        return QtFuture::makeReadyValueFuture(QList<ReferenceChoice>());
    return m_desk
        .read([record, text](ReadContext &context) -> Result<QList<RecordChoice>> {
            return findChoices(context, *record, text);
        })
        .then([](const Result<QList<RecordChoice>> &found) {
            QList<ReferenceChoice> choices;
            for (const RecordChoice &choice : found.value_or(QList<RecordChoice>()))
                choices << shown(choice);
            return choices;
        });
}

QFuture<ReferenceChoice> DeskReferences::describe(const QString &kind, const QString &value)
{
    const RecordKind *record = m_desk.kind(kind);
    if (!record)
        return QtFuture::makeReadyValueFuture(ReferenceChoice{value, {}, {}});
    return m_desk
        .read([record, value](ReadContext &context) -> Result<RecordChoice> {
            return describeChoice(context, *record, value);
        })
        .then([value](const Result<RecordChoice> &found) {
            return found ? shown(*found) : ReferenceChoice{value, {}, {}};
        });
}

} // namespace fengqiao
