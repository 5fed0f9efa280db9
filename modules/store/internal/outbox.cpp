#include <store/outbox.h>

namespace fengqiao {

qint64 outboxWaiting(Reader &reader)
{
    // Numbers are given without gaps, so two steps into the tree do for what would be a walk over every body.
    Query rows = reader.query(
        QStringLiteral("SELECT coalesce((SELECT max(seq) FROM outbox) - (SELECT min(seq) FROM outbox) + 1, 0)"));
    return rows.next() ? rows.integer(0) : 0;
}

} // namespace fengqiao
