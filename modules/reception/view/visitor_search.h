#pragma once

#include <QWidget>

#include <mediation/queries.h>

class QListView;
class QStandardItemModel;

namespace fengqiao {

class Card;
class SearchField;
struct PersonHit;

// A found person as a list shows it.
[[nodiscard]] PersonHit hitOf(const PersonMatch &person, const QString &typed, const QString &why);

// The first thing at the desk: is this person known? Name, pinyin, initials, end of a document or phone number. What is
// found lies over the form below, so that nothing moves.
class VisitorSearch : public QWidget {
    Q_OBJECT

public:
    // `over` is the page that the found people are laid upon.
    VisitorSearch(Desk &desk, QWidget *over);

    [[nodiscard]] SearchField *field() const { return m_field; }

    [[nodiscard]] QListView *list() const { return m_list; }

    [[nodiscard]] bool isOpen() const;
    void clear();

Q_SIGNALS:
    void personChosen(const fengqiao::PersonMatch &person, const QString &typed);
    void newPerson(const QString &typed); // nobody of these
    void answered();                      // what is shown belongs to what was typed

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void ask(const QString &text);
    void showPeople(const QList<PersonMatch> &people, const QString &typed);
    void take(const QModelIndex &index);
    void place();
    Desk &m_desk;
    SearchField *m_field;
    Card *m_found;
    QListView *m_list;
    QStandardItemModel *m_model;
    QList<PersonMatch> m_people;
    QString m_typed;
    int m_question = 0;
};

} // namespace fengqiao
