#pragma once

#include <grid/event_views.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

// What happened, where, who answers for it and how it ended.
class EventOverview final : public ScrollPage {
    Q_OBJECT

public:
    explicit EventOverview(QWidget *parent);
    void setView(const EventView &view);

Q_SIGNALS:
    void gridWanted();
    void mapWanted();
    void matterWanted();
    void eventWanted(const QUuid &event);

private:
    void addLinks(FactGrid &facts, const EventView &view);
    void addDates(FactGrid &facts, const Row &event);
};

} // namespace fengqiao
