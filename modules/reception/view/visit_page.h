#pragma once

#include <QWidget>

#include "visit_details.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace fengqiao {

class ActionDialog;
class Card;
class EmptyState;
class FlowLayout;
class ReferenceProvider;
class Timeline;
class WordChip;

// One visit: its ticket and people, what may be done with it now and why the rest may not, and what happened.
class VisitPage : public QWidget {
    Q_OBJECT

public:
    VisitPage(Desk &desk, ReferenceProvider *references, QWidget *parent);

    [[nodiscard]] QUuid visit() const { return m_visit; }

    [[nodiscard]] const VisitDetails &details() const { return m_details; }

    [[nodiscard]] QStringList offered() const;  // actions that have a button now
    void setVisit(QUuid visit, bool takeFocus); // onto the first thing that may be done

    // The earlier matter that linking is offered with.
    void setEarlierMatter(const QString &matter) { m_earlier = matter; }

    void setUnfinished(bool unfinished); // a registration waits behind this page

public Q_SLOTS:
    void refresh();
    // Opens the form of an action on this visit; does it at once where there is nothing to ask.
    ActionDialog *start(const QString &action);

Q_SIGNALS:
    void shown(); // what is shown is as stored
    void acted(const QString &action, const fengqiao::ActionOutcome &outcome);
    void matterActivated(QUuid matter);
    void slipWanted();
    void newWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Card *buildHead();
    QWidget *buildBody();
    void showDetails(const VisitDetails &details);
    void showHead();
    void showTimes();
    void showOffers();
    void addFastPath(QList<Desk::Offer> &offers) const;
    void startFastPath();
    void addOffer(const Desk::Offer &offer, bool primary);
    void showText();
    void fitTexts();
    void showPeople();
    void showClocks();
    void submitAtOnce(const QString &action, const QJsonObject &given);
    [[nodiscard]] bool asksNothing(const QString &action) const;
    [[nodiscard]] QJsonObject prefill(const QString &action) const;
    [[nodiscard]] QString subtitle() const;
    QLabel *soft(const QString &text, QWidget *parent) const;

    static constexpr QLatin1StringView fastPath{"fast_path"};

    Desk &m_desk;
    ReferenceProvider *m_references;
    QUuid m_visit;
    VisitDetails m_details;
    QString m_earlier;
    int m_question = 0;
    bool m_takeFocus = false;
    QString m_pending; // an action asked for before the visit was read

    QLabel *m_ticket;
    QLabel *m_name;
    QLabel *m_number;
    WordChip *m_state;
    WordChip *m_repeat;
    WordChip *m_emergency;
    QLabel *m_facts;
    QToolButton *m_matter;
    QPushButton *m_new;
    QToolButton *m_slip;
    QWidget *m_actions;
    QLabel *m_caption;
    QWidget *m_buttons;
    FlowLayout *m_flow;
    QPushButton *m_why;
    QLabel *m_reasons;
    QBoxLayout *m_split;
    QWidget *m_texts = nullptr;
    QVBoxLayout *m_left;
    Timeline *m_timeline;
};

} // namespace fengqiao
