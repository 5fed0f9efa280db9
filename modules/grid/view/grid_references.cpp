#include "grid_references.h"

#include <QFuture>

#include <grid/grid_views.h>

namespace fengqiao {

GridReferences::GridReferences(Desk &desk)
    : m_desk(desk)
    , m_others(desk)
{
}

QFuture<QList<ReferenceChoice>> GridReferences::find(const QString &kind, const QString &text)
{
    if (kind != gridKind().name)
        return m_others.find(kind, text);
    return m_desk
        .read([text](ReadContext &context) -> Result<QList<RecordChoice>> { return gridChoices(context, text); })
        .then([](const Result<QList<RecordChoice>> &found) {
            QList<ReferenceChoice> choices;
            for (const RecordChoice &choice : found.value_or(QList<RecordChoice>()))
                choices << ReferenceChoice{choice.value, choice.label, choice.detail};
            return choices;
        });
}

QFuture<ReferenceChoice> GridReferences::describe(const QString &kind, const QString &value)
{
    if (kind != gridKind().name)
        return m_others.describe(kind, value);
    return m_desk.read([value](ReadContext &context) -> Result<RecordChoice> { return describeGrid(context, value); })
        .then([value](const Result<RecordChoice> &found) {
            return found ? ReferenceChoice{found->value, found->label, found->detail} : ReferenceChoice{value, {}, {}};
        });
}

} // namespace fengqiao
