#pragma once

#include <QByteArray>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace fengqiao {

// Lines of standard input, read by a thread of its own, so that a caller can take what is there and go on with other
// work when nothing is. A line longer than the limit is cut and marked; the rest of it is passed over.
class LineReader {
public:
    struct Line {
        QByteArray text;
        bool tooLong = false;
    };

    static constexpr qsizetype longestLine = 1024 * 1024;

    LineReader();
    ~LineReader();
    [[nodiscard]] std::optional<Line> take(); // what is there now, or nothing
    [[nodiscard]] std::optional<Line> wait(); // blocks; nothing at the end of the input

private:
    void run();
    void push(Line line);
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::condition_variable m_taken;
    std::deque<Line> m_lines;
    bool m_ended = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace fengqiao
