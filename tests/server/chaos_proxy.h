#pragma once

#include <atomic>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace fengqiao {

// A line that fails: between a desk and the server, it cuts a connection after some bytes in either direction, goes
// dumb in one direction without closing, is slow, or turns bits of a byte (only for encrypted connections, as ours are
// everywhere but in a closed test network: nothing else would notice).
class ChaosProxy {
public:
    ChaosProxy(int serverPort, unsigned seed, bool flips = false, bool faults = true);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy &) = delete;
    ChaosProxy &operator=(const ChaosProxy &) = delete;

    [[nodiscard]] int port() const { return m_port; }

    [[nodiscard]] int cuts() const { return m_cuts; }

    [[nodiscard]] int flips() const { return m_flips; }

    [[nodiscard]] long long bytes() const { return m_bytes; } // in both directions

private:
    struct Plan {
        long bytesUp = 0; // after so many bytes the line breaks; negative: never
        long bytesDown = 0;
        bool dumb = false; // instead of closing, nothing more arrives
        int dumbMs = -1;   // until the line is closed after all; negative: never
        bool flip = false; // instead of closing, one byte is another
        int delayMs = 0;
    };

    void listen();
    void carry(int client, Plan plan);
    [[nodiscard]] Plan draw();

    const int m_serverPort;
    const bool m_mayFlip;
    const bool m_faults;
    std::atomic_llong m_bytes = 0;
    int m_socket = -1;
    int m_port = 0;
    std::atomic_bool m_stop = false;
    std::atomic_int m_cuts = 0;
    std::atomic_int m_flips = 0;
    std::mutex m_mutex;
    std::mt19937 m_random;
    std::vector<std::thread> m_lines;
    std::thread m_thread;
};

} // namespace fengqiao
