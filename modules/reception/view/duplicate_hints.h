#pragma once

#include <mediation/queries.h>
#include <widgets/cards.h>

class QLabel;
class QListView;
class QPushButton;
class QStandardItemModel;
class QTimer;

namespace fengqiao {

// People on file who may be the one that is being typed in. Comes and goes while one types and never asks for anything.
class DuplicateHints : public Card {
    Q_OBJECT

public:
    DuplicateHints(Desk &desk, QWidget *parent);
    void ask(const DuplicateQuery &query); // when the hand rests
    void clear();

    [[nodiscard]] int count() const { return static_cast<int>(m_hints.size()); }

public Q_SLOTS:
    void takeCurrent();

Q_SIGNALS:
    void personChosen(const fengqiao::PersonMatch &person);
    void answered();

private:
    void read();
    void showHints(const QList<DuplicateHint> &hints);
    Desk &m_desk;
    DuplicateQuery m_query;
    QList<DuplicateHint> m_hints;
    QTimer *m_timer;
    QLabel *m_title;
    QListView *m_list;
    QStandardItemModel *m_model;
    QPushButton *m_take;
    int m_question = 0;
};

} // namespace fengqiao
