#include "line_reader.h"

#include <cstdio>

namespace fengqiao {

namespace {

constexpr size_t mostWaiting = 2000; // lines held in memory while the store is busy

} // namespace

LineReader::LineReader()
{
    m_thread = std::thread([this] { run(); });
}

LineReader::~LineReader()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_taken.notify_all();
    m_thread.join();
}

void LineReader::run()
{
    Line line;
    for (int c = std::getc(stdin); c != EOF; c = std::getc(stdin)) {
        if (c == '\n') {
            push(std::exchange(line, {}));
            if (const std::scoped_lock lock(m_mutex); m_stopping)
                return;
        } else if (line.text.size() < longestLine) {
            line.text.append(static_cast<char>(c));
        } else {
            line.tooLong = true;
        }
    }
    if (!line.text.isEmpty())
        push(std::move(line));
    const std::scoped_lock lock(m_mutex);
    m_ended = true;
    m_arrived.notify_all();
}

void LineReader::push(Line line)
{
    std::unique_lock lock(m_mutex);
    m_taken.wait(lock, [this] { return m_lines.size() < mostWaiting || m_stopping; });
    m_lines.push_back(std::move(line));
    m_arrived.notify_one();
}

std::optional<LineReader::Line> LineReader::take()
{
    const std::scoped_lock lock(m_mutex);
    if (m_lines.empty())
        return std::nullopt;
    Line line = std::move(m_lines.front());
    m_lines.pop_front();
    m_taken.notify_one();
    return line;
}

std::optional<LineReader::Line> LineReader::wait()
{
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [this] { return !m_lines.empty() || m_ended; });
    }
    return take();
}

} // namespace fengqiao
