#pragma once

#include <QWidget>
#include <optional>

#include <access/desk.h>
#include <geo/shape.h>
#include <grid/event_views.h>

#include "grid_references.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace fengqiao {

class ActionForm;
class Card;
class InlineError;

// "106.1345, 34.7501" or "106°08'04\"E 34°45'00\"N" the other way round is no fault either, where only one order can be
// meant: latitudes of the mainland lie below 54, longitudes above 73.
[[nodiscard]] std::optional<GeoPoint> readCoordinates(const QString &text);
[[nodiscard]] QString coordinateText(GeoPoint point);

// A new event, from the keyboard: kind by pinyin, what happened, where (a grid by its name, or coordinates, or a place
// on the map), and while it is written what it may repeat.
class EventForm final : public QWidget {
    Q_OBJECT

public:
    EventForm(Desk &desk, QWidget *parent);
    void begin(); // focus where one writes first
    void setPoint(GeoPoint wgs84);
    void setGrid(const QString &code);
    [[nodiscard]] bool isEmpty() const;
    void clear();

    [[nodiscard]] ActionForm *form() const { return m_form; }

public Q_SLOTS:
    void submit();

Q_SIGNALS:
    void pickWanted();
    void cancelled();
    void eventActivated(const QUuid &event);
    void reported(const fengqiao::ActionOutcome &outcome);

private:
    void build();
    [[nodiscard]] QWidget *buildPlace();
    [[nodiscard]] Datum datum() const;
    [[nodiscard]] std::optional<GeoPoint> point() const; // WGS-84
    void placeChanged();
    void look();
    void show(const PlaceHint &hint);
    void answer(const Result<ActionOutcome> &result);
    Desk &m_desk;
    GridReferences m_references;
    ActionForm *m_form;
    QLineEdit *m_coordinates;
    QComboBox *m_datum;
    QPushButton *m_pick;
    QLabel *m_where;
    InlineError *m_wrong;
    Card *m_near;
    QLabel *m_nearWords;
    QUuid m_nearEvent;
    QPushButton *m_submit;
    QTimer *m_soon;
    QString m_key;
    int m_question = 0;
    bool m_busy = false;
};

} // namespace fengqiao
