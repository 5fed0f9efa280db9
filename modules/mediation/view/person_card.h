#pragma once

#include <widgets/cards.h>
#include <widgets/person_row.h>

class QLabel;
class QPushButton;

namespace fengqiao {

class Unmasking;

// The person chosen in the search: masked data, full for a minute on request.
class PersonCard final : public Card {
    Q_OBJECT

public:
    PersonCard(Unmasking *unmasking, QWidget *parent);
    void setPerson(const PersonHit &person, QUuid lastMatter, const QString &lastNumber);
    void clear();

Q_SIGNALS:
    void matterWanted(const QUuid &matter);

private:
    void show();
    Unmasking *m_unmasking;
    PersonHit m_person;
    QUuid m_lastMatter;
    QLabel *m_name;
    QLabel *m_note;
    QLabel *m_lines;
    QLabel *m_countdown;
    QPushButton *m_unmask;
    QPushButton *m_last;
};

} // namespace fengqiao
