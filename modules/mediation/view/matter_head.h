#pragma once

#include <QWidget>

#include <access/desk.h>
#include <mediation/queries.h>

class QGridLayout;
class QLabel;
class QPushButton;

namespace fengqiao {

class DueBadge;
class ElidedLabel;
class FlowLayout;
class LevelChip;
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
    void showActions(const MatterView &view, const QList<Desk::Offer> &offers);
    QPushButton *addButton(const RuleRow &action);
    void explainOthers();

    struct Refused {
        QString word;
        QString needs;  // in short: the states it starts in, or who does it
        QString whyNot; // the engine's whole sentence
        bool otherRole = false;
    };

    [[nodiscard]] Refused refusedOf(const Desk::Offer &offer, const QString &state) const;
    void addRefused(QGridLayout *rows, bool otherRole, const QString &heading, QWidget *page) const;

    Desk &m_desk;
    ElidedLabel *m_number;
    WordChip *m_state;
    LevelChip *m_level;
    WordChip *m_danger;
    WordChip *m_restricted;
    DueBadge *m_due;
    QLabel *m_title;
    StageBar *m_stages;
    QLabel *m_next;
    QWidget *m_buttons;
    FlowLayout *m_flow;
    QString m_about;
    QString m_stateWord;
    QList<Refused> m_refused;
};

} // namespace fengqiao
