#include "chaos_proxy.h"

#include <array>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fengqiao {

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    return address;
}

bool sendAll(int socket, const char *data, ssize_t size)
{
    while (size > 0) {
        const ssize_t sent = send(socket, data, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        data += sent;
        size -= sent;
    }
    return true;
}

} // namespace

ChaosProxy::ChaosProxy(int serverPort, unsigned seed, bool flips, bool faults)
    : m_serverPort(serverPort)
    , m_mayFlip(flips)
    , m_faults(faults)
    , m_random(seed)
{
    m_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_socket, 32) == 0 &&
        getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { listen(); });
}

ChaosProxy::~ChaosProxy()
{
    m_stop = true;
    m_thread.join();
    for (std::thread &line : m_lines)
        line.join();
    close(m_socket);
}

ChaosProxy::Plan ChaosProxy::draw()
{
    const std::scoped_lock lock(m_mutex);
    const auto upTo = [this](long most) { return std::uniform_int_distribution<long>(0, most)(m_random); };
    Plan plan{-1, -1};
    if (!m_faults)
        return plan;
    plan.bytesUp = upTo(2) == 0 ? upTo(20'000) : -1;
    plan.bytesDown = upTo(2) == 0 ? upTo(30'000) : -1;
    plan.dumb = upTo(7) == 0;
    // Mostly something on the way notices: a desk that waits for its own time-outs is the rarer and the slower case.
    plan.dumbMs = upTo(11) == 0 ? -1 : static_cast<int>(upTo(400));
    plan.flip = m_mayFlip && !plan.dumb && upTo(3) == 0;
    plan.delayMs = upTo(5) == 0 ? static_cast<int>(upTo(20)) : 0;
    return plan;
}

void ChaosProxy::listen()
{
    while (!m_stop) {
        pollfd waiting{m_socket, POLLIN, 0};
        if (poll(&waiting, 1, 50) <= 0)
            continue;
        const int client = accept(m_socket, nullptr, nullptr);
        if (client >= 0)
            m_lines.emplace_back([this, client, plan = draw()] { carry(client, plan); });
    }
}

void ChaosProxy::carry(int client, Plan plan)
{
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(m_serverPort);
    bool open = connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    std::array<char, 4096> buffer{};
    bool isDumb = false;
    std::chrono::steady_clock::time_point dumbSince;
    while (open && !m_stop) {
        if (isDumb && plan.dumbMs >= 0 &&
            std::chrono::steady_clock::now() - dumbSince > std::chrono::milliseconds(plan.dumbMs))
            break;
        std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        if (poll(ends.data(), ends.size(), 50) <= 0)
            continue;
        for (size_t i = 0; i < ends.size() && open; ++i) {
            if ((ends[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0)
                continue;
            const ssize_t got = read(ends[i].fd, buffer.data(), buffer.size());
            open = got > 0;
            if (!open)
                break;
            m_bytes += got;
            long &left = i == 0 ? plan.bytesUp : plan.bytesDown;
            if (left >= 0 && left < got && plan.flip) {
                buffer[static_cast<size_t>(left)] = static_cast<char>(buffer[static_cast<size_t>(left)] ^ 0x21);
                ++m_flips;
                left = -1;
            }
            if (left >= 0 && left < got) { // in the middle of a message
                m_cuts += isDumb ? 0 : 1;
                if (plan.dumb && !isDumb)
                    dumbSince = std::chrono::steady_clock::now();
                isDumb = plan.dumb;
                open = isDumb;
                if (open)
                    continue;
                sendAll(i == 0 ? server : client, buffer.data(), left);
                break;
            }
            if (left >= 0)
                left -= got;
            if (plan.delayMs > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(plan.delayMs));
            open = sendAll(i == 0 ? server : client, buffer.data(), got);
        }
    }
    close(client);
    close(server);
}

} // namespace fengqiao
