#pragma once

#include <optional>

#include <access/desk.h>

#include "console.h"
#include "line_reader.h"

namespace fengqiao {

// One line of `apply`: the request, whose account acts in a demo file, or what is wrong with the line.
struct ApplyLine {
    QString key;
    QString as;
    ActionRequest request;
    std::optional<Error> fault;
};

// Codes "line.too_long", "line.encoding", "line.json", "line.field_unknown", "line.field_type", "line.action_missing".
[[nodiscard]] ApplyLine parseLine(const LineReader::Line &line, std::optional<Instant> at);

// Reads actions until the input ends and prints one result a line, in order. A result is printed only after its action
// is on the disk; lines that wait are handed to the store together, so that they share a flush.
[[nodiscard]] Exit applyLines(Desk &desk, LineReader &reader, const Console &console, std::optional<Instant> at);

} // namespace fengqiao
