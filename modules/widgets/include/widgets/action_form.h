#pragma once

#include <QDate>
#include <QFuture>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QWidget>
#include <functional>
#include <memory>

#include <access/fields.h>
#include <core/error.h>
#include <core/expression.h>
#include <core/rules.h>

class QGridLayout;

namespace fengqiao {

class Desk;
class FieldEditor;
class InlineError;

struct ReferenceChoice {
    QString value; // what the action's data says: an id or a number
    QString label;
    QString detail = {}; // second line, may be empty
};

// Where a form finds the records a field may name. Kinds as in rule table `fields` (ref:<kind>): visit, matter,
// account, unit, room, window, person, mediator; and "division" and "grid". Reads run elsewhere; the window never
// waits.
class ReferenceProvider {
public:
    virtual ~ReferenceProvider() = default;
    // Up to 50 choices, best first; empty text = the usual ones.
    [[nodiscard]] virtual QFuture<QList<ReferenceChoice>> find(const QString &kind, const QString &text) = 0;
    // The words for a value that is already there.
    [[nodiscard]] virtual QFuture<ReferenceChoice> describe(const QString &kind, const QString &value) = 0;
};

// A file that was taken into the county's store for a form.
struct TakenFile {
    QString value; // what the action's data says: the name of its content
    QString name;  // without its folders
    qint64 size = 0;
    bool cleaned = false; // position data was removed
};

// Where a form puts the file of a field of type `file`, before the action that names it.
class FileKeeper {
public:
    virtual ~FileKeeper() = default;
    [[nodiscard]] virtual QFuture<Result<TakenFile>> take(const QString &path) = 0;
    // The form was closed or another file was taken. What an action names by then stays.
    virtual void drop(const QString &value) = 0;
};

// What a form needs to know about the county.
struct FormContext {
    Rules rules;
    ReferenceProvider *references = nullptr;     // outlives the form; without it references are typed as text
    std::function<QDate()> today;                // for check digits and date pickers; the desk's clock
    std::shared_ptr<FileKeeper> files = nullptr; // without it a file is named by its content, as text
    [[nodiscard]] static FormContext of(Desk &desk, ReferenceProvider *references);
};

// A form generated from rule table `fields` for one action: an editor a field, labels and hints in the current
// language, errors under their field. Ctrl+Enter submits from anywhere in it.
class ActionForm : public QWidget {
    Q_OBJECT

public:
    ActionForm(const FormContext &context, const QString &action, QWidget *parent = nullptr);
    ~ActionForm() override;

    [[nodiscard]] const QString &action() const { return m_action; }

    [[nodiscard]] QJsonObject data() const; // fixed values and what was given; empty fields left out
    void setValues(const QJsonObject &values);
    // Given from outside, not shown: the matter an action is about.
    void setFixed(const QJsonObject &values);
    void setHidden(const QStringList &fields); // shown elsewhere, or not asked for here
    void setFolded(const QStringList &fields); // behind "More fields" until they hold something or are required
    void setOnly(const QStringList &fields);   // in this order; for a page that splits a long form
    void setColumns(int columns);              // 1 or 2 (default: by the width)
    void setDense();                           // for a page that must not scroll: short texts, no hints beneath
    void setNested();                          // within another form, which then has the keys
    void clear();
    [[nodiscard]] bool isEmpty() const;
    // Marks required fields that are empty and faults that can be seen here; focuses the first one. The engine checks
    // again and is what counts.
    [[nodiscard]] bool validate();
    // Under its field when the form shows it, else above the form. The text stays.
    void setError(const Error &error);
    void clearErrors();
    void focusFirst();
    void focusField(const QString &field);
    [[nodiscard]] QWidget *editor(const QString &field) const; // null if the form has none
    [[nodiscard]] QStringList shownFields() const;             // in tab order

Q_SIGNALS:
    void changed(const QString &field);
    void submitted(); // Ctrl+Enter

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Entry;
    void build();
    void layOut();
    void refreshVisibility();
    void nameFile(const QString &field, const QString &name, const QString &before);
    [[nodiscard]] QVariant lookup(const QString &name) const;
    [[nodiscard]] Entry *entry(const QString &field) const;
    [[nodiscard]] bool isNeeded(const Entry &entry) const;
    FormContext m_context;
    QString m_action;
    QJsonObject m_fixed;
    QSet<QString> m_hidden;
    QSet<QString> m_folded;
    QStringList m_only;
    QList<std::shared_ptr<Entry>> m_entries;
    QGridLayout *m_grid;
    InlineError *m_general;
    class QToolButton *m_more;
    int m_columns = 0;
    int m_laidColumns = 0;
    bool m_showAll = false;
};

} // namespace fengqiao
