#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include "field_editor.h"

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace fengqiao {

// A field of one line; the base of everything that is typed as text.
class LineEditor : public FieldEditor {
    Q_OBJECT

public:
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    bool setHint(const QString &hint) override;

protected:
    explicit LineEditor(QWidget *parent);

    [[nodiscard]] QLineEdit *line() const { return m_line; }

    [[nodiscard]] QString text() const { return m_line->text().trimmed(); }

private:
    QLineEdit *m_line;
};

class TextEditor final : public LineEditor {
    Q_OBJECT

public:
    TextEditor(const RuleRow &field, QWidget *parent);
    [[nodiscard]] QString fault() const override;

    [[nodiscard]] bool isWide() const override { return m_wide; }

private:
    int m_least;
    int m_most;
    bool m_wide;
};

class PhoneEditor final : public LineEditor {
    Q_OBJECT

public:
    explicit PhoneEditor(QWidget *parent);
    [[nodiscard]] QString fault() const override;
};

class MoneyEditor final : public LineEditor {
    Q_OBJECT

public:
    explicit MoneyEditor(QWidget *parent);
    [[nodiscard]] QString fault() const override;
};

class CitizenIdEditor final : public LineEditor {
    Q_OBJECT

public:
    CitizenIdEditor(std::function<QDate()> today, QWidget *parent);
    [[nodiscard]] QString fault() const override;

private:
    std::function<QDate()> m_today;
};

// Typed as 2026-09-14, 20260914, 9-14 or 0914, or picked from a calendar (Alt+Down).
class DateEditor final : public LineEditor {
    Q_OBJECT

public:
    DateEditor(std::function<QDate()> today, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    [[nodiscard]] QString fault() const override;
    [[nodiscard]] QDate date() const;
    [[nodiscard]] static QDate read(const QString &text, QDate today);

private:
    void pick();
    void tidy();
    std::function<QDate()> m_today;
};

class InstantEditor final : public FieldEditor {
    Q_OBJECT

public:
    InstantEditor(std::function<QDate()> today, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] QString fault() const override;

private:
    [[nodiscard]] QTime time() const;
    DateEditor *m_date;
    QLineEdit *m_time;
};

class LongTextEditor final : public FieldEditor {
    Q_OBJECT

public:
    LongTextEditor(const RuleRow &field, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    [[nodiscard]] QString fault() const override;

    [[nodiscard]] bool isWide() const override { return true; }

    bool setHint(const QString &hint) override;
    void setDense() override;

private:
    void count();
    QPlainTextEdit *m_text;
    QLabel *m_counter;
    int m_most;
    bool m_dense = false;
};

// A spin box that may be empty and is not changed by a wheel that only passes over it.
class OptionalSpin final : public QSpinBox {
public:
    using QSpinBox::QSpinBox;
    [[nodiscard]] QString textFromValue(int value) const override;
    [[nodiscard]] int valueFromText(const QString &text) const override;
    [[nodiscard]] QValidator::State validate(QString &text, int &at) const override;

protected:
    void wheelEvent(QWheelEvent *event) override;
};

class IntEditor final : public FieldEditor {
    Q_OBJECT

public:
    IntEditor(const RuleRow &field, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    OptionalSpin *m_spin;
};

class BoolEditor final : public FieldEditor {
    Q_OBJECT

public:
    BoolEditor(const QString &word, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

    [[nodiscard]] bool hasOwnLabel() const override { return true; }

    void setRequired(bool required) override { m_required = required; }

private:
    QCheckBox *m_box;
    bool m_required = false; // then "no" is an answer too
};

// A combo box whose items are also found by typing pinyin or initials.
class PinyinCombo final : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QString m_typed;
    qint64 m_typedAt = 0;
};

class CodeEditor final : public FieldEditor {
    Q_OBJECT

public:
    CodeEditor(const QList<CodeChoice> &codes, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

private:
    void showWhetherChosen();
    PinyinCombo *m_combo;
};

// A row of buttons of which one is pressed; arrows move, pressing again takes an optional answer back.
class SegmentEditor final : public FieldEditor {
    Q_OBJECT

public:
    SegmentEditor(const QList<CodeChoice> &codes, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

    void setRequired(bool required) override { m_required = required; }

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void press(QToolButton *button);
    QList<QToolButton *> m_buttons;
    bool m_required = false;
};

class CodesEditor final : public FieldEditor {
    Q_OBJECT

public:
    CodesEditor(const QList<CodeChoice> &codes, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

    [[nodiscard]] bool isWide() const override { return true; }

private:
    QList<QToolButton *> m_chips;
};

// Type and number; the number is checked while it is typed.
class DocumentEditor final : public FieldEditor {
    Q_OBJECT

public:
    DocumentEditor(const FormContext &context, QWidget *parent);
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    [[nodiscard]] bool isEmpty() const override;
    [[nodiscard]] QString fault() const override;

    [[nodiscard]] bool isWide() const override { return true; }

    void setFaulty(bool faulty) override;

private:
    void check(bool finished);
    std::function<QDate()> m_today;
    PinyinCombo *m_type;
    QLineEdit *m_number;
    QLabel *m_note;
};

} // namespace fengqiao
