#include "timeline_words.h"

#include <grid/grid.h>
#include <mediation/mediation.h>
#include <widgets/history_words.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(ReadContext &context, const QString &kind, const QString &value)
{
    if (kind == "division"_L1) {
        const auto code = DivisionCode::parse(value);
        return code ? placeName(context.tx, *code) : value;
    }
    const QUuid id(value);
    if (id.isNull())
        return {};
    if (kind == "unit"_L1)
        return organisationName(context.tx, id);
    if (kind == "room"_L1) {
        const auto room = context.tx.find(roomEntity(), id);
        return room ? room->text("name"_L1) : QString();
    }
    if (kind == "matter"_L1) {
        const auto matter = context.tx.find(matterEntity(), id);
        return matter ? matter->text("number"_L1) : QString();
    }
    return {};
}

} // namespace

QList<TimelineRow> timelineRows(ReadContext &context, const MatterView &view)
{
    QList<TimelineRow> rows;
    const QString emergency = context.rules.setting("emergency_state"_L1);
    int place = static_cast<int>(view.timeline.size());
    const RecordWords words = [&context](const QString &kind, const QString &value) {
        return nameOf(context, kind, value);
    };
    for (const TimelineLine &line : view.timeline) {
        TimelineRow row;
        row.id = QString::number(place--);
        row.at = line.at;
        row.actor = line.who;
        row.action = line.actionWord;
        if (line.from != line.to) {
            row.from = line.fromWord;
            row.to = line.toWord;
        }
        row.marked = line.to == emergency;
        row.details = recordedDetails(context, line.action, line.data, words, {u"matter"_s});
        rows.append(row);
    }
    return rows;
}

} // namespace fengqiao
