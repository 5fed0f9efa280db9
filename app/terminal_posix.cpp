#include "terminal.h"

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace fengqiao {

bool terminalIsInteractive()
{
    return ::isatty(STDIN_FILENO) != 0;
}

Secret askSecret(const QString &prompt)
{
    std::fputs(qUtf8Printable(prompt), stderr);
    std::fflush(stderr);
    termios before{};
    const bool known = ::tcgetattr(STDIN_FILENO, &before) == 0;
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (known)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    QByteArray typed;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin))
        typed.append(static_cast<char>(c));
    if (known)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    return Secret(std::move(typed));
}

} // namespace fengqiao
