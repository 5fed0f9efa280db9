#pragma once

#include <QPointer>
#include <QWidget>

#include <mediation/queries.h>

class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace fengqiao {

class ActionForm;
class ChosenPerson;
class DuplicateHints;
class InlineError;
class PurposeChoice;
class ReferenceProvider;
class VisitorSearch;

// Registering a visit in a minute and by keyboard alone: search, purpose, number of people, name, claim; document and
// phone, representatives and the rest only where they are needed.
class NewVisitPage : public QWidget {
    Q_OBJECT

public:
    NewVisitPage(Desk &desk, ReferenceProvider *references, QWidget *parent);

    [[nodiscard]] ActionForm *form() const { return m_form; }

    [[nodiscard]] ActionForm *visitorForm() const { return m_visitor; }

    [[nodiscard]] VisitorSearch *search() const { return m_search; }

    [[nodiscard]] DuplicateHints *hints() const { return m_hints; }

    [[nodiscard]] ChosenPerson *chosen() const { return m_chosen; }

    [[nodiscard]] PurposeChoice *purposes() const { return m_purposes; }

    [[nodiscard]] bool hasInput() const;
    [[nodiscard]] QJsonObject data() const; // as it will be registered

public Q_SLOTS:
    void begin(); // the cursor into the search
    void submit();
    void clear();
    void choosePerson(const fengqiao::PersonMatch &person, const QString &typed);
    void setDetailed(bool detailed); // document and phone of the visitor

Q_SIGNALS:
    void registered(const fengqiao::ActionOutcome &outcome, QUuid earlierMatter);
    void matterActivated(QUuid matter);
    void touched(); // something was put in

private:
    QWidget *buildForm();
    QWidget *buildFoot();
    void connectParts();
    void adoptPurposes();
    void purposeInForm();
    void onChanged(const QString &field);
    void showFields();
    void askHints();
    [[nodiscard]] bool isGroup() const;
    void showGroup();
    void takeName(const QString &typed);
    [[nodiscard]] bool check();
    [[nodiscard]] QJsonObject firstVisitor() const;
    void answer(const Result<ActionOutcome> &outcome);
    void showError(const Error &error);

    Desk &m_desk;
    VisitorSearch *m_search;
    ChosenPerson *m_chosen;
    QScrollArea *m_scroll;
    PurposeChoice *m_purposes;
    InlineError *m_purposeError;
    ActionForm *m_form;
    QToolButton *m_more;
    QToolButton *m_all;
    ActionForm *m_visitor;
    DuplicateHints *m_hints;
    QLabel *m_group;
    QPushButton *m_register;
    QPushButton *m_clear;
    bool m_hasPurposes = false;
    bool m_busy = false;
    QString m_key; // one a registration: pressing twice registers once
};

} // namespace fengqiao
