#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <grid/events.h>

namespace fengqiao {

// Events of the grids, newest first: what is open, of the last days that are shown, unless asked otherwise. The filters
// go together and are remembered; the list loads page by page, however long it is.
class EventListPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventListPanel(Desk &desk, QWidget *parent = nullptr);
    ~EventListPanel() override;
    [[nodiscard]] EventFilter filter() const; // as the list shows it now, for a map to show the same

public Q_SLOTS:
    void refresh();
    void showGrid(const QUuid &grid, const QString &name = {}); // only events of this grid; null: of all
    void showArea(const fengqiao::DivisionCode &division);
    void select(const QUuid &event);
    void importFile();

Q_SIGNALS:
    void eventActivated(const QUuid &event);
    void newEventWanted();
    void filterChanged();
    void loaded(); // the first page shows what the file holds

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
