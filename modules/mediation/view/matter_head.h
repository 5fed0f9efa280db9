#pragma once

#include <QWidget>

#include <access/desk.h>
#include <mediation/queries.h>

class QLabel;

namespace fengqiao {

class DueBadge;
class ElidedLabel;
class LevelChip;
class OfferBar;
class StageBar;
class WordChip;

// Where a matter stands and what this person may do: the ordinary next step in front, the others beside it.
class MatterHead final : public QWidget {
    Q_OBJECT

public:
    MatterHead(Desk &desk, QWidget *parent);
    void setView(const MatterView &view, const QList<Desk::Offer> &offers);

Q_SIGNALS:
    void actionWanted(const QString &action);

private:
    Desk &m_desk;
    ElidedLabel *m_number;
    WordChip *m_state;
    LevelChip *m_level;
    WordChip *m_danger;
    WordChip *m_restricted;
    DueBadge *m_due;
    QLabel *m_title;
    StageBar *m_stages;
    OfferBar *m_offers;
};

} // namespace fengqiao
