#pragma once

#include "field_editor.h"

class QBoxLayout;
class QPushButton;

namespace fengqiao {

// Several records of one kind (representatives, parties): a small form each, one button to add.
class RecordsEditor final : public FieldEditor {
    Q_OBJECT

public:
    RecordsEditor(const FormContext &context, const RuleRow &field, const QString &record, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    [[nodiscard]] QString fault() const override;
    bool setPartError(const QString &part, const Error &error) override;
    void clearPartErrors() override;

    [[nodiscard]] bool isWide() const override { return true; }

private:
    struct Item {
        QWidget *box;
        ActionForm *form;
    };

    ActionForm *add();
    void remove(QWidget *box);
    void refresh();
    FormContext m_context;
    QString m_record;
    QString m_word;
    int m_most;
    QList<Item> m_items;
    QBoxLayout *m_column;
    QPushButton *m_add;
};

// One record within the form; an optional one opens by its button.
class ObjectEditor final : public FieldEditor {
    Q_OBJECT

public:
    ObjectEditor(const FormContext &context, const RuleRow &field, const QString &record, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    bool setPartError(const QString &part, const Error &error) override;
    void clearPartErrors() override;

    [[nodiscard]] bool isWide() const override { return true; }

    void setRequired(bool required) override;

private:
    void setOpen(bool open);
    ActionForm *m_form;
    QWidget *m_card;
    QPushButton *m_add;
    QWidget *m_remove;
    bool m_required = false;
};

} // namespace fengqiao
