#pragma once

#include <QUuid>
#include <compare>

#include <core/clock.h>

namespace fengqiao {

// An id as people and JSON write it, without braces.
[[nodiscard]] inline QString idText(QUuid id)
{
    return id.toString(QUuid::WithoutBraces);
}

// Row identity: a UUIDv7 (RFC 9562), so rows made on different desks never clash and sort by creation. Stored as 16
// bytes. The tag keeps a visit's id from being passed where a matter's is meant.
template <typename Tag> struct Id {
    QUuid value;

    friend bool operator==(const Id &, const Id &) = default;

    friend auto operator<=>(const Id &a, const Id &b) { return a.value <=> b.value; }

    [[nodiscard]] bool isNull() const { return value.isNull(); }

    [[nodiscard]] QString toString() const { return idText(value); }

    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.value, seed); }
};

using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using VisitId = Id<struct VisitTag>;
using MatterId = Id<struct MatterTag>;
using RoomId = Id<struct RoomTag>;
using UnitId = Id<struct UnitTag>;

// Makes UUIDv7s that grow strictly within one process, also inside one millisecond. Thread-safe.
class IdSource {
public:
    [[nodiscard]] static QUuid next(Instant at);
};

// Hybrid logical time: 44 bit milliseconds | 8 bit counter | 11 bit desk, in one non-negative int64 (sync.md 2.2).
// Orders writes of all desks; never runs backwards, even when the wall clock does.
struct HybridTime {
    qint64 value = 0;

    auto operator<=>(const HybridTime &) const = default;

    [[nodiscard]] Instant physical() const { return Instant{value >> 19}; }

    [[nodiscard]] int counter() const { return static_cast<int>((value >> 11) & 0xff); }

    [[nodiscard]] int desk() const { return static_cast<int>(value & 0x7ff); }
};

class HybridClock {
public:
    explicit HybridClock(int desk, HybridTime last = {})
        : m_desk(desk & 0x7ff)
        , m_last(last)
    {
    }

    [[nodiscard]] HybridTime next(Instant wall);
    // A stamp read from elsewhere: later stamps of this desk will be greater. A stamp more than five minutes ahead of
    // `wall` is clamped, so that one wrong clock does not drag every desk into the future.
    void observe(HybridTime other, Instant wall);

    [[nodiscard]] HybridTime last() const { return m_last; }

private:
    int m_desk;
    HybridTime m_last;
};

} // namespace fengqiao
