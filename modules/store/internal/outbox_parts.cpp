#include "outbox_parts.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// The operations one by one: commas between them, not those inside.
QList<QByteArrayView> opsOf(const QByteArray &text)
{
    QList<QByteArrayView> ops;
    qsizetype begin = 0;
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            begin = depth++ == 0 ? i : begin;
        } else if (c == '}' && --depth == 0) {
            ops << QByteArrayView(text).sliced(begin, i + 1 - begin);
        }
    }
    return ops;
}

// The first value of this name: what beginOp writes comes before anything that a person entered.
QByteArrayView valueOf(QByteArrayView op, QByteArrayView name)
{
    const qsizetype at = op.indexOf(name);
    if (at < 0)
        return {};
    const qsizetype begin = at + name.size();
    return op.sliced(begin, std::max<qsizetype>(0, op.indexOf('"', begin) - begin));
}

class Parts {
public:
    explicit Parts(const ChangeSet &changes)
    {
        for (const Change &change : changes)
            if (change.entity->synced && change.entity->field("batch"_L1))
                m_brought.insert(QByteArrayView(change.entity->name.data(), change.entity->name.size()));
    }

    [[nodiscard]] bool any() const { return !m_brought.isEmpty(); }

    // False: this transaction cannot be divided.
    [[nodiscard]] bool sort(const QList<QByteArrayView> &ops)
    {
        for (const QByteArrayView op : ops) {
            if (!m_brought.contains(valueOf(op, "\"entity\":\""))) {
                m_first << op;
                continue;
            }
            if (!op.startsWith("{\"op\":\"new\"") || valueOf(op, "\"batch\":\"").isEmpty())
                return false;
            m_ids.insert(valueOf(op, "\"id\":\""));
            m_rows << op;
        }
        // Whatever has an event already does not begin by its batch alone.
        return std::ranges::none_of(m_first, [this](QByteArrayView op) {
            return valueOf(op, "\"entity\":\"") == "history" && m_ids.contains(valueOf(op, "\"subject\":\""));
        });
    }

    [[nodiscard]] QList<QByteArray> joined() const
    {
        QList<QByteArray> parts;
        QByteArray part;
        const auto add = [&](QByteArrayView op) {
            if (!part.isEmpty())
                part += ',';
            part += op;
        };
        const auto close = [&] {
            if (!part.isEmpty())
                parts << std::exchange(part, {});
        };
        for (const QByteArrayView op : m_first)
            add(op);
        close();
        for (const QByteArrayView op : m_rows) {
            if (part.size() + op.size() + 64 > mostEntryBytes)
                close();
            add(op);
        }
        close();
        return parts;
    }

private:
    QSet<QByteArrayView> m_brought;
    QSet<QByteArrayView> m_ids;
    QList<QByteArrayView> m_first;
    QList<QByteArrayView> m_rows;
};

} // namespace

QList<QByteArray> outboxParts(QByteArray &&ops, const ChangeSet &changes)
{
    if (ops.size() + 64 > mostEntryBytes)
        if (Parts parts(changes); parts.any() && parts.sort(opsOf(ops)))
            return parts.joined();
    return {std::move(ops)};
}

} // namespace fengqiao
