#pragma once

#include <QWidget>

#include <widgets/next_step.h>

class QGridLayout;
class QLabel;
class QPushButton;

namespace fengqiao {

class FlowLayout;

// What this person may do with one record: the ordinary next step in front, the others beside it, and for those that
// cannot be taken now the reason why not.
class OfferBar : public QWidget {
    Q_OBJECT

public:
    OfferBar(Desk &desk, QWidget *parent);

    struct About {
        QString state; // code
        QString stateWord;
        QString subtitle; // number and title, over the reasons
    };

    void setOffers(const NextStep &next, const QList<Desk::Offer> &offers, const About &about);

Q_SIGNALS:
    void actionWanted(const QString &action);

private:
    struct Refused {
        QString word;
        QString needs;  // in short: the states it starts in, or who does it
        QString whyNot; // the engine's whole sentence
        bool otherRole = false;
    };

    QPushButton *addButton(const RuleRow &action);
    void addOthers(const QList<const RuleRow *> &others);
    void explainOthers();
    [[nodiscard]] Refused refusedOf(const Desk::Offer &offer) const;
    void addRefused(QGridLayout *rows, bool otherRole, const QString &heading, QWidget *page) const;

    Desk &m_desk;
    QLabel *m_next;
    QWidget *m_buttons;
    FlowLayout *m_flow;
    About m_about;
    QList<Refused> m_refused;
};

} // namespace fengqiao
