#include "event_sections.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "event_form.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

EventOverview::EventOverview(QWidget *parent)
    : ScrollPage(tr("Overview"), parent)
{
}

void EventOverview::addLinks(FactGrid &facts, const EventView &view)
{
    const auto link = [this](const QString &words, const QString &name) {
        auto *button = linkButton(words, widget());
        button->setObjectName(name);
        return button;
    };
    if (view.grid.isNull()) {
        facts.add(tr("Grid"), joinedParts({view.gridPlace, tr("in no grid")}));
    } else {
        auto *grid = link(view.gridPlace, u"gridOfEvent"_s);
        connect(grid, &QPushButton::clicked, this, &EventOverview::gridWanted);
        facts.add(tr("Grid"), grid);
    }
    if (view.point) {
        auto *map = link(coordinateText(*view.point), u"eventOnMap"_s);
        map->setToolTip(tr("On the map (WGS-84)"));
        connect(map, &QPushButton::clicked, this, &EventOverview::mapWanted);
        facts.add(tr("Coordinates"), map);
    }
    if (!view.matter.isNull()) {
        auto *matter =
            link(view.matterNumber.isEmpty() ? tr("Open the matter") : view.matterNumber, u"matterOfEvent"_s);
        connect(matter, &QPushButton::clicked, this, &EventOverview::matterWanted);
        facts.add(tr("Matter"), matter);
    }
    const auto other = [&](const QString &label, const EventNote &note) {
        auto *button = link(joinedParts({note.number, note.stateWord, note.happenedAt.display()}), u"otherEvent"_s);
        connect(button, &QPushButton::clicked, this, [this, id = note.id] { Q_EMIT eventWanted(id); });
        facts.add(label, button);
    };
    if (view.original)
        other(tr("Repeats"), *view.original);
    for (const EventNote &repeat : view.repeats)
        other(tr("Repeated by"), repeat);
}

void EventOverview::addDates(FactGrid &facts, const Row &event)
{
    const auto add = [&](const QString &name, QLatin1StringView column) {
        if (!event.isNull(column))
            facts.add(name, event.instant(column).display());
    };
    add(tr("Happened"), "happened_at"_L1);
    if (event.instant("reported_at"_L1) != event.instant("happened_at"_L1))
        add(tr("Reported"), "reported_at"_L1);
    add(tr("Closed"), "closed_at"_L1);
}

void EventOverview::setView(const EventView &view)
{
    QVBoxLayout *column = fresh();
    auto *text = textLabel(view.text, Type::Base, Token::Ink, widget());
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(text);
    FactGrid facts(column, widget());
    facts.add(tr("Place"), view.place);
    addLinks(facts, view);
    addDates(facts, *view.row);
    facts.add(tr("Head"), joinedParts({view.headWord, view.familyWord}));
    facts.add(tr("Reported by"), view.reporter);
    facts.add(tr("Source"), view.source);
    facts.add(tr("At level"), view.tierWord);
    facts.add(tr("Unit"), view.unitName);
    facts.add(tr("Reason"), view.reasonWord);
    facts.add(tr("Result"), view.result);
    facts.add(tr("What was told"), view.feedback);
    finish();
}

} // namespace fengqiao
