#pragma once

#include <QUuid>

#include <widgets/cards.h>

class QPushButton;
class QScrollArea;

namespace fengqiao {

class VisitSlip;

// The slip of the visit just registered, laid over the empty form beside the search: print it, open the visit, or
// simply begin with the next person and it is gone.
class SlipCard : public Card {
    Q_OBJECT

public:
    explicit SlipCard(QWidget *parent);

    [[nodiscard]] VisitSlip *slip() const { return m_slip; }

    [[nodiscard]] QUuid visit() const { return m_visit; }

    void setVisit(QUuid visit, const struct SlipText &slip, bool fresh);
    [[nodiscard]] int wantedHeight(int width) const;

Q_SIGNALS:
    void openWanted(QUuid visit);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QUuid m_visit;
    VisitSlip *m_slip;
    QScrollArea *m_scroll;
    QPushButton *m_print;
    QPushButton *m_open;
};

} // namespace fengqiao
