#pragma once

#include <QJsonValue>
#include <QWidget>

#include <widgets/action_form.h>

namespace fengqiao {

// The editor of one field: shows and gives JSON as the action's data has it (contract.md).
class FieldEditor : public QWidget {
    Q_OBJECT

public:
    // By the field's type in rule table `fields`.
    [[nodiscard]] static FieldEditor *make(const FormContext &context, const RuleRow &field, QWidget *parent);

    [[nodiscard]] virtual QJsonValue value() const = 0; // null while empty
    virtual void setValue(const QJsonValue &value) = 0; // null empties

    [[nodiscard]] virtual bool isEmpty() const { return value().isNull(); }

    // A fault that can be seen here, as a sentence; empty if there is none.
    [[nodiscard]] virtual QString fault() const { return {}; }

    virtual void setFaulty(bool faulty);
    // An error of a part ("1.name" of a list); false if there is no such part.
    virtual bool setPartError(const QString &part, const Error &error);

    virtual void clearPartErrors() {}

    [[nodiscard]] virtual bool isWide() const { return false; } // takes the whole row

    // The label is part of the editor (a check box).
    [[nodiscard]] virtual bool hasOwnLabel() const { return false; }

    virtual void setRequired(bool) {}

    // Shows a hint within itself; false if it cannot.
    virtual bool setHint(const QString &) { return false; }

    // Takes as little height as it can be worked with.
    virtual void setDense() {}

    void setName(const QString &name); // for screen readers

Q_SIGNALS:
    void changed();

protected:
    explicit FieldEditor(QWidget *parent);
    void setMain(QWidget *main); // gets the focus, the name and the fault's border

private:
    QWidget *m_main = nullptr;
};

// One code with its word. A list is one of table `codes`, or a rule table of its own such as `roles`.
struct CodeChoice {
    QString code;
    QString word;
};

[[nodiscard]] QList<CodeChoice> codeChoices(const RuleSet &rules, const QString &list);

// The word a field goes by, for sentences and screen readers.
[[nodiscard]] QString fieldWord(const RuleRow &field);

} // namespace fengqiao
