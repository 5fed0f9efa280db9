#pragma once

#include <QString>
#include <expected>

namespace fengqiao {

// What kind of trouble it is; the command line derives its exit code from this, the window the way it shows it.
enum class ErrorKind {
    Invalid,  // the data given is wrong: field and rule say where and why
    NotFound, // what was referred to does not exist, or not for this person
    NotPermitted,
    Forbidden,  // permitted in general, but not in this state
    Conflict,   // someone else was there first
    Unopenable, // the file is missing, locked, damaged, newer, or the key is wrong
    Usage,
    Fault // the program's or the machine's own: disk full, a broken invariant
};

// One error as the contract prints it. `message` is a whole sentence in the current language: what happened, what was
// kept, what to do.
struct Error {
    ErrorKind kind = ErrorKind::Fault;
    QString code; // stable identifier, e.g. "visit.headcount_missing"
    QString message;
    QString field; // the field at fault, or empty
    QString rule;  // the rule that says so: a transition id such as "A01", or table:line of a rule table
};

template <typename T = void> using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, const QString &code, const QString &message,
                                                 const QString &field = {}, const QString &rule = {})
{
    return std::unexpected(Error{kind, code, message, field, rule});
}

[[nodiscard]] inline std::unexpected<Error> fail(Error error)
{
    return std::unexpected(std::move(error));
}

} // namespace fengqiao
