#pragma once

#include <access/desk.h>
#include <widgets/timeline.h>

namespace fengqiao {

// The words for a record ("unit", its id) or a division ("division", its digits) that the data of an action names;
// empty if it is not to be told. Modules know their own records; accounts are known here.
using RecordWords = std::function<QString(const QString &kind, const QString &value)>;

// What an action recorded, in the order of its form, as label and value; without the fields named. Lists of people and
// what was not given are left out.
[[nodiscard]] QList<std::pair<QString, QString>> recordedDetails(ReadContext &context, const QString &action,
                                                                 const QJsonObject &data, const RecordWords &words,
                                                                 const QStringList &without);
// ReadContext::history as rows of a timeline.
[[nodiscard]] QList<TimelineRow> timelineOf(ReadContext &context, const QJsonArray &history, const RecordWords &words,
                                            const QStringList &without);

} // namespace fengqiao
