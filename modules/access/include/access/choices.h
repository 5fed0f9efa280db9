#pragma once

#include <QList>

#include <access/desk.h>

namespace fengqiao {

// A record that a field may name: what goes into the data, and the words people know it by.
struct RecordChoice {
    QString value; // an id; the code of a division
    QString label;
    QString detail; // may be empty
    friend bool operator==(const RecordChoice &, const RecordChoice &) = default;
};

// Records of a kind that this person may see and choose, found by name, pinyin, initials or number; best first. Empty
// text gives the usual ones: all of a short list, the newest of a long one. What is no longer in use is left out.
[[nodiscard]] QList<RecordChoice> findChoices(ReadContext &context, const RecordKind &kind, const QString &text,
                                              int limit = 50);
// The words for an id or number that is already there; an empty label if there is no such record for this person.
[[nodiscard]] RecordChoice describeChoice(ReadContext &context, const RecordKind &kind, const QString &value);

} // namespace fengqiao
