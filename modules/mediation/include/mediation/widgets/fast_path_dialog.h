#pragma once

#include <QDialog>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

class ActionForm;
class ReferenceProvider;

// A simple matter on one page (domain.md 2.3): the steps that are still before it, one below the other, each with what
// it asks for; one button takes them all, or none. Use open(); it deletes itself.
class FastPathDialog : public QDialog {
    Q_OBJECT

public:
    // A new matter, one that comes from a visit, or one that stands already.
    struct Subject {
        QUuid matter;
        QUuid visit;
        QJsonObject values; // what is known already, by the fields of the first step
        QString words;      // what it is about
    };

    FastPathDialog(Desk &desk, const Subject &subject, QWidget *parent);
    ~FastPathDialog() override;
    [[nodiscard]] QJsonObject data() const;
    [[nodiscard]] ActionForm *form(const QString &step) const; // null for a step that asks for nothing
    [[nodiscard]] bool isReady() const;                        // what is known was read and filled in

public Q_SLOTS:
    void setTaken(const QString &step, bool taken); // a step of the ending
    void submit();

Q_SIGNALS:
    void ready();
    void acted(const fengqiao::ActionOutcome &outcome);

protected:
    void reject() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
