#pragma once

#include <mediation/queries.h>
#include <widgets/cards.h>

class QCheckBox;
class QToolButton;

namespace fengqiao {

// The visitor who was found on file: who it is, the matter of before, and a way back.
class ChosenPerson : public Card {
    Q_OBJECT

public:
    explicit ChosenPerson(QWidget *parent);
    void setPerson(const std::optional<PersonMatch> &person);

    [[nodiscard]] const std::optional<PersonMatch> &person() const { return m_person; }

    // The earlier matter this visit is about, where the clerk said so; null otherwise.
    [[nodiscard]] QUuid earlierMatter() const;

    [[nodiscard]] QCheckBox *sameMatter() const { return m_same; }

Q_SIGNALS:
    void matterActivated(QUuid matter);
    void dropped();

private:
    std::optional<PersonMatch> m_person;
    ElidedLabel *m_who;
    QWidget *m_before;
    QCheckBox *m_same;
    QToolButton *m_matter;
};

} // namespace fengqiao
