#include "batch_rows.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

BatchRows::BatchRows(const ActionContext &context, const QString &record)
    : m_rows(context.data.value("rows.taken"_L1).value<QList<QVariantList>>())
{
    for (const RuleRow *field : context.rules.table("fields"_L1).where("action"_L1, record))
        m_names << field->text("field"_L1);
    for (const Fields &refusal : context.data.records("rows.refused"_L1))
        refuse(refusal.integer("row"_L1), refusal.text("field"_L1), refusal.text("code"_L1),
               refusal.text("message"_L1));
}

void BatchRows::refuse(const BatchRow &row, const Error &error)
{
    refuse(row.number(), error.field, error.code, error.message);
}

void BatchRows::refuse(qint64 row, const QString &field, const QString &code, const QString &message)
{
    m_refused << QJsonObject{{u"row"_s, row}, {u"field"_s, field}, {u"code"_s, code}, {u"message"_s, message}};
}

} // namespace fengqiao
