#pragma once

#include <atomic>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace fengqiao {

// A line that fails: between a desk and the server, it cuts a connection after some bytes in either direction, goes
// dumb in one direction without closing, or is slow.
class ChaosProxy {
public:
    ChaosProxy(int serverPort, unsigned seed);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy &) = delete;
    ChaosProxy &operator=(const ChaosProxy &) = delete;

    [[nodiscard]] int port() const { return m_port; }

    [[nodiscard]] int cuts() const { return m_cuts; }

private:
    struct Plan {
        long bytesUp = 0; // after so many bytes the line breaks; negative: never
        long bytesDown = 0;
        bool dumb = false; // instead of closing, nothing more arrives
        int delayMs = 0;
    };

    void listen();
    void carry(int client, Plan plan);
    [[nodiscard]] Plan draw();

    const int m_serverPort;
    int m_socket = -1;
    int m_port = 0;
    std::atomic_bool m_stop = false;
    std::atomic_int m_cuts = 0;
    std::mutex m_mutex;
    std::mt19937 m_random;
    std::vector<std::thread> m_lines;
    std::thread m_thread;
};

} // namespace fengqiao
