#include <core/ids.h>

#include <QMutex>
#include <QRandomGenerator>
#include <QtEndian>
#include <array>

namespace fengqiao {

namespace {

constexpr qint64 maxUuidMs = (1LL << 48) - 1;
constexpr qint64 maxHybridMs = (1LL << 44) - 1;
constexpr quint16 maxHigh = 0xfff;             // rand_a, 12 bits
constexpr quint64 maxLow = (1ULL << 62) - 1;   // rand_b, 62 bits
constexpr qint64 clampMs = 5 * 60 * 1000LL;    // sync.md: a desk's clock may lead by five minutes at most
constexpr quint64 freshLowMask = maxLow >> 1U; // a fresh value keeps its top bit clear: room to count on

struct Generator {
    QMutex mutex;
    qint64 ms = -1;
    quint16 high = 0;
    quint64 low = 0;
};

Generator &generator()
{
    static Generator instance;
    return instance;
}

// RFC 9562 6.2, method 2: inside one millisecond the random part grows by a random step, so the order is strict and the
// next value cannot be guessed from the last.
void step(Generator &g)
{
    g.low += 1 + QRandomGenerator::global()->generate();
    if (g.low > maxLow) {
        g.low &= maxLow;
        if (++g.high > maxHigh) {
            g.high = 0;
            ++g.ms;
        }
    }
}

QUuid assemble(qint64 ms, quint16 high, quint64 low)
{
    std::array<uchar, 16> bytes{};
    qToBigEndian(static_cast<quint64>(ms) << 16U | 0x7000U | high, bytes.data());
    qToBigEndian(1ULL << 63U | low, bytes.data() + 8);
    return QUuid::fromBytes(bytes.data());
}

} // namespace

QUuid IdSource::next(Instant at)
{
    Generator &g = generator();
    const QMutexLocker lock(&g.mutex);
    const qint64 wall = qBound(0LL, at.ms, maxUuidMs);
    if (wall > g.ms) {
        g.ms = wall;
        g.high = static_cast<quint16>(QRandomGenerator::global()->bounded(0x800));
        g.low = QRandomGenerator::global()->generate64() & freshLowMask;
    } else {
        step(g);
    }
    return assemble(g.ms, g.high, g.low);
}

HybridTime HybridClock::next(Instant wall)
{
    const qint64 now = qBound(0LL, wall.ms, maxHybridMs);
    qint64 ms = m_last.physical().ms;
    qint64 counter = m_last.counter() + 1;
    if (now > ms) {
        ms = now;
        counter = 0;
    } else if (counter > 0xff) {
        ++ms; // 256 stamps in one millisecond: borrow from the next one
        counter = 0;
    }
    m_last = HybridTime{ms << 19 | counter << 11 | m_desk};
    return m_last;
}

void HybridClock::observe(HybridTime other, Instant wall)
{
    const qint64 limit = qBound(0LL, wall.ms + clampMs, maxHybridMs);
    const HybridTime accepted = other.physical().ms > limit ? HybridTime{limit << 19} : other;
    m_last = std::max(m_last, accepted);
}

} // namespace fengqiao
