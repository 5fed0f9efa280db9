#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>
#include <mediation/queries.h>

namespace fengqiao {

// People and matters found as one types: by name, pinyin, initials, ends of document and phone numbers, address, number
// and title of a matter. What is personal is masked; a person's full data is shown for a minute to whoever gives a
// reason.
class PeoplePanel : public QWidget {
    Q_OBJECT

public:
    explicit PeoplePanel(Desk &desk, QWidget *parent = nullptr);
    ~PeoplePanel() override;

    void setVisitCounter(VisitCounter visits); // reception knows how often a person came

public Q_SLOTS:
    void focusSearch();
    void search(const QString &text);

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void personChosen(const QUuid &person);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
